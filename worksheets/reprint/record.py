"""What was printed: each page that lies in the box, by what could be seen of it.

It is kept in a file beside the content, a line a page. What cannot be read is never taken for an
empty box: everything would seem to be new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path as File
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from worksheets.content.subjects import Subject
from worksheets.drawing.appearance import Facts
from worksheets.problems import Undoable

NAME = "printed.json"


def file_name(box: str = "") -> str:
    """Return the name of the file that tells what lies in a box; each place may have its own."""
    return f"printed-{box}.json" if box else NAME


FORMAT = 1
MOST_BYTES = 64 << 20  # a hundred thousand circles and more

# A subject whose circles lie in the box: its name where the content has it, or else all of it.
Boxed = Subject | str
OWN = "*"  # stands for all subjects of the content, whatever they are by then

Kind = Literal["circle", "card", "sheet"]
KINDS: tuple[Kind, ...] = ("circle", "card", "sheet")


class PageRecord(Struct, frozen=True, kw_only=True):
    """A page in the box: which, how many of it, and what can be seen of it.

    Its id is made of ids: handout, subject where there is one, page; a number tells further pages
    of one name apart. `code` is what is drawn on it, where something is.
    """

    id: Annotated[str, Meta(pattern=r"^[^/\s]+(/[^/\s]+){1,2}$")]
    title: str
    kind: Kind
    code: str
    copies: Annotated[int, Meta(ge=1)]
    printed: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]  # when
    facts: Facts

    @property
    def handout(self) -> str:
        return self.id.split("/")[0]

    @property
    def subject(self) -> str:
        """The subject that it is of, as in file names; empty where it is of none."""
        parts = self.id.split("/")
        return parts[1] if len(parts) > 2 else ""

    @property
    def family(self) -> str:
        """What pages of one name have in common."""
        return self.id.split("#")[0]


class Scope(Struct, frozen=True):
    """Which pages are meant: of some handouts, of some subjects; of all where it says None."""

    handouts: frozenset[str] | None = None
    subjects: frozenset[str] | None = None

    def holds(self, entry: PageRecord) -> bool:
        return (self.handouts is None or entry.handout in self.handouts) and (
            self.subjects is None or not entry.subject or entry.subject in self.subjects
        )


def recorded(
    before: Iterable[PageRecord], now: Iterable[PageRecord], scope: Scope
) -> tuple[PageRecord, ...]:
    """Return what lies in the box when what is in scope is printed; the rest is as it was."""
    kept = [entry for entry in before if not scope.holds(entry)]
    return tuple(sorted((*kept, *filter(scope.holds, now)), key=lambda entry: entry.id))


def written(
    entries: Iterable[PageRecord], workshop: str, subjects: tuple[Boxed, ...] = ()
) -> bytes:
    """Return the bytes of the file that tells what is in the box, a line for each page.

    `subjects` are told where they are not simply those of the content.
    """
    rows = [_line(msgspec.to_builtins(entry)) for entry in entries]
    head = f'{{\n"format": {FORMAT},\n"workshop": {_line(workshop)},\n'
    if subjects not in ((), (OWN,)):
        head += f'"subjects": {_line(msgspec.to_builtins(subjects))},\n'
    return (head + '"pages": [\n' + ",\n".join(rows) + "\n]\n}\n").encode()


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def boxes(folder: File) -> tuple[str, ...]:
    """Return the names of the boxes that were recorded beside the content."""
    head, end = file_name("|").split("|")
    names = (path.name for path in folder.glob(f"{head}*{end}"))
    return tuple(sorted(name.removeprefix(head).removesuffix(end) for name in names))


def read(folder: File, box: str = "") -> tuple[PageRecord, ...] | None:
    """Return what is in a box of a content folder, or None when nothing was recorded.

    Raises Undoable for a file that is damaged, or that a newer version of the program wrote.
    """
    path = folder / file_name(box)
    record = _record(path)
    if record is None:
        return None
    try:
        entries = msgspec.convert(record.get("pages"), tuple[PageRecord, ...])
    except msgspec.ValidationError as error:
        raise _damaged(path, str(error)) from None
    twice = [name for name, many in Counter(entry.id for entry in entries).items() if many > 1]
    if twice:
        raise _damaged(path, f"it has the page {twice[0]!r} twice")
    return entries


def subjects_in(folder: File, box: str = "") -> tuple[Boxed, ...]:
    """Return whose circles a box has; nothing when nothing was recorded. Raises Undoable."""
    path = folder / file_name(box)
    record = _record(path)
    if record is None:
        return ()
    try:
        return msgspec.convert(record.get("subjects", [OWN]), tuple[Boxed, ...])
    except msgspec.ValidationError as error:
        raise _damaged(path, str(error)) from None


def _record(path: File) -> dict[str, Any] | None:
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Undoable(f"{path} cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise _damaged(path, "it is far too large")
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from None
    if not isinstance(record, dict) or type(format := record.get("format")) is not int:
        raise _damaged(path, "it does not say which format it has")
    if format != FORMAT:
        raise Undoable(
            f"{path} has format {format}; this version of the program knows {FORMAT}",
            hint="use the version of the program that wrote it, or a newer one",
        )
    return record


def _damaged(path: File, why: str) -> Undoable:
    return Undoable(
        f"{path} is damaged: {why}",
        hint="put back an earlier copy; or delete it, print what you need and run 'printed' again",
    )
