"""The subjects that get circles of their own."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, repeated
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Mark, Text
from worksheets.wording import piece_of


class Subject(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A subject, a group of subjects or a project with circles of its own."""

    name: Annotated[Text, Meta(max_length=200, description="Its name; on its sheets.")]
    code: Annotated[
        str,
        Meta(
            max_length=4,
            description="What its circles say: at most 4 signs; empty: the beginning of its name.",
        ),
    ] = ""
    kind: Annotated[str, Meta(description="One of the kinds above; empty: none is printed.")] = ""
    mark: Annotated[
        Mark | None, Meta(description="A shape that tells it apart without colour.")
    ] = None
    copies: Annotated[
        int, Meta(ge=1, le=1000, description="How often its circles are printed.")
    ] = 1
    note: Annotated[str, Meta(description="A remark, printed on its sheets.")] = ""


class Subjects(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The subjects that get circles of their own."""

    kinds: Annotated[dict[str, Text], Meta(description="Each kind and the word printed for it.")]
    subjects: Annotated[
        tuple[Subject, ...], Meta(description="The subjects; the list may be empty.")
    ] = ()

    def kind(self, subject: Subject) -> str:
        """Return the word for a subject's kind; a subject that names none has none."""
        return self.kinds.get(subject.kind, "")


MOST_NUMBERED = 99


def short_codes(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return the code of each subject by its name: its own, or the beginning of its name.

    Of equal beginnings the later one is longer, or has a number; none has more than 4 signs. The
    order decides, so a subject that is added last changes no other.
    """
    listed = tuple(subjects)
    taken = {subject.code.casefold() for subject in listed if subject.code}
    codes: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for subject in listed:
        code = subject.code
        if not code:
            letters = "".join(c for c in subject.name if c.isalnum()) or subject.name
            code = next((b for n in (3, 4) if (b := letters[:n]).casefold() not in taken), "")
            while not code:  # as many as four signs can tell apart, then two are alike
                n = numbers[letters[:2]] = numbers.get(letters[:2], 1) + 1
                numbered = f"{letters[: 4 - len(str(n))]}{n}"
                code = numbered if numbered.casefold() not in taken or n > MOST_NUMBERED else ""
            taken.add(code.casefold())
        codes[subject.name] = subject.code or piece_of(subject.name, code)
    return codes


# -- what must agree ------------------------------------------------------------------------------


def subjects_differ(fault: Fault, subjects: Subjects) -> Iterator[Problem]:
    names = [" ".join(subject.name.split()) for subject in subjects.subjects]
    yield from repeated(fault, "subjects", "subjects", "name", names)
    codes = [subject.code.strip() for subject in subjects.subjects]
    yield from repeated(fault, "subjects", "subjects", "code", codes)


def subjects_have_known_kinds(fault: Fault, subjects: Subjects) -> Iterator[Problem]:
    for i, subject in enumerate(subjects.subjects):
        if subject.kind and subject.kind not in subjects.kinds:
            hint = nearest(subject.kind, subjects.kinds)
            fact = f"there is no kind {subject.kind!r}"
            yield fault("subjects", ("subjects", i, "kind"), fact, hint)


CHECKS: tuple[Check, ...] = (
    (("subjects",), subjects_differ),
    (("subjects",), subjects_have_known_kinds),
)
