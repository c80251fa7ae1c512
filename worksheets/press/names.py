"""The names of output files: of handouts, of subjects, of the kit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from hashlib import sha256

from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.problems import NOWHERE, Place, Problem, Problems
from worksheets.reading.characters import UNSEEN

KIT = "kit"
CHANGED = "kit-changed"
CALIBRATION, TRIAL = "calibrate", "trial"  # what commands of these names make
COMMAND_LINE = Place("--subject")  # where a subject was written that no file has
# Devices of Windows, whatever stands behind a point (Microsoft, "Naming Files").
WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)
LONGEST_SLUG, MOST_BYTES = 80, 180  # letters; file systems allow 255 bytes for a whole name


class FileNames:
    """The names of what is made for each subject: no two outputs have the same one.

    Subjects whose names give the same one (C# and C++) are told apart by a suffix that is made of
    the subject's own name: it is the same each time, in any order. The plainest goes without.
    """

    def __init__(self, handouts: Sequence[Handout], subjects: Iterable[Subject]) -> None:
        self._slugs: dict[str, str] = {}
        self._files: dict[tuple[str, str], str] = {}
        names = sorted({subject.name for subject in subjects}, key=_plainness)
        # Each name by itself first: a suffix never takes the name that another has without one.
        taken = {slug(name) for name in names}
        plain: set[str] = set()
        for name in names:
            own = slug(name)
            if not own or own in plain:
                own = _marked(own, name, taken)
                taken.add(own)
            plain.add(own)
            self._slugs[name] = own
        outputs = {KIT, CHANGED, CALIBRATION, TRIAL, *(handout.id for handout in handouts)}
        for handout in handouts if names else ():
            for name in names if handout.per_subject else ():
                file = f"{handout.per_subject}-{self._slugs[name]}"
                if file in outputs:
                    file = _marked(file, name, outputs)
                outputs.add(file)
                self._files[handout.id, name] = file
        # Of an output with several sides each is a file: kwadrant-1.svg, kwadrant-2.svg.
        self._numbered = {m[1] for name in outputs if (m := re.fullmatch(r"(.+)-\d+", name))}

    def slug(self, subject: Subject) -> str:
        """Return a subject's part in the names of files and of pages: engels, c-1f0a."""
        return self._slugs[subject.name]

    def file(self, handout: Handout, subject: Subject) -> str:
        """Return the name of a subject's own output: cirkels-engels."""
        return self._files[handout.id, subject.name]

    def before_side(self, name: str) -> str:
        """Return what stands before the number of a side in the names of an output's files.

        Where another output is called as a side would be (cirkels-1), it is two hyphens, which no
        output has in its name: the same whatever is made, and however many sides there are. What
        changed of a box is told apart so too: boxes may be called by numbers.
        """
        is_of_box = name == CHANGED or name.startswith(changed_file("|").rstrip("|"))
        return "--" if is_of_box or name in self._numbered else "-"


def _plainness(name: str) -> tuple[bool, int, str]:
    """Sort the names that are written as their files are before the others."""
    return "-".join(name.casefold().split()) != slug(name), len(name), name


def _marked(text: str, name: str, taken: Container[str]) -> str:
    """Return a name with a suffix that is made of a subject's whole name."""
    digest = sha256(name.casefold().encode()).hexdigest()
    marked = (f"{text}-{digest[:length]}".lstrip("-") for length in range(4, len(digest)))
    return next(name for name in marked if name not in taken)


def check_file_names(handouts: Sequence[Handout], places: Mapping[int, Place]) -> None:
    """A handout must not have the name of the kit: the second would replace the first."""
    ours = {
        KIT: "the kit",
        CHANGED: "what changed of the kit",
        CALIBRATION: "the page to measure a printer on",
        TRIAL: "the sheet to try cutting on",
    }
    problems = [
        Problem(
            f"Windows keeps the name {handout.id!r} for itself: no file can be called so",
            places.get(id(handout.id), NOWHERE),
            hint="give the handout another id",
        )
        for handout in handouts
        if WINDOWS.fullmatch(handout.id)
    ]
    problems += [
        Problem(
            f"the handout {handout.id!r} would be written to {handout.id}.pdf,"
            f" as {ours[handout.id]} is",
            places.get(id(handout.id), NOWHERE),
            hint="give it another id",
        )
        for handout in handouts
        if handout.id in ours
    ]
    problems += [
        Problem(
            f"the handout {handout.id!r} would be written to {handout.id}.pdf,"
            " as what changed of a box is",
            places.get(id(handout.id), NOWHERE),
            hint="give it another id",
        )
        for handout in handouts
        if handout.id.startswith(changed_file("|").rstrip("|"))
    ]
    if problems:
        raise Problems(problems)


def changed_file(box: str = "") -> str:
    """Return the name of the output with what changed of the kit, since a box was printed."""
    return f"{CHANGED}-{box}" if box else CHANGED


def slug(name: str) -> str:
    """Return a name for a file: lower case, without accents, hyphens for all that is no letter."""
    plain = unicodedata.normalize("NFKD", UNSEEN.sub("", name).casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    named = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept))
    short = named.strip("-")[:LONGEST_SLUG].encode()[:MOST_BYTES].decode(errors="ignore")
    return short.strip("-")


def ascii_slug(name: str) -> str:
    """Return a slug of letters from a to z and digits, as a workshop's id is."""
    return re.sub(r"[^a-z0-9]+", "-", slug(name)).strip("-")
