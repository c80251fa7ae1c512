"""The names of output files: of handouts, of subjects, of the kit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.problems import NOWHERE, Place, Problem, Problems

KIT = "kit"
CHANGED = "kit-changed"
CALIBRATION, TRIAL = "calibrate", "trial"  # what commands of these names make
COMMAND_LINE = Place("--subject")  # where a subject was written that no file has
LONGEST_SLUG = 80  # letters; file systems allow 255 bytes for a name


def check_file_names(
    handouts: Sequence[Handout], subjects: Sequence[Subject], places: Mapping[int, Place]
) -> None:
    """Two outputs must never have one name: the second would replace the first."""
    ours = {
        KIT: "the kit",
        CHANGED: "what changed of the kit",
        CALIBRATION: "the page to measure a printer on",
        TRIAL: "the sheet to try cutting on",
    }
    taken = ours | {h.id: f"the handout {h.id!r}" for h in handouts}
    problems = [
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
    for handout in handouts:
        if not handout.per_subject:
            continue
        for subject in subjects:
            name = subject_file(handout, subject)
            owner = f"the subject {subject.name!r}"
            at = places.get(id(subject.name), COMMAND_LINE)
            if not slug(subject.name):
                message = f"{owner} has no letter or digit to make a file name of"
                problems.append(Problem(message, at))
            elif name in taken:
                message = f"{owner} would be written to {name}.pdf, as {taken[name]} is"
                problems.append(Problem(message, at, hint="give one of them another name"))
            taken[name] = owner
    if problems:
        raise Problems(problems)


def changed_file(box: str = "") -> str:
    """Return the name of the output with what changed of the kit, since a box was printed."""
    return f"{CHANGED}-{box}" if box else CHANGED


def subject_file(handout: Handout, subject: Subject) -> str:
    """Return the name of a subject's own output: cirkels-engels."""
    return f"{handout.per_subject}-{slug(subject.name)}"


def slug(name: str) -> str:
    """Return a name for a file: lower case, without accents, hyphens for all that is no letter."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    named = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept))
    return named.strip("-")[:LONGEST_SLUG].strip("-")


def ascii_slug(name: str) -> str:
    """Return a slug of letters from a to z and digits, as a workshop's id is."""
    return re.sub(r"[^a-z0-9]+", "-", slug(name)).strip("-")
