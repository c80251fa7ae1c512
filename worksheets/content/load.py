"""Make the content of a workshop from its files: all faults of all files at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from worksheets.content import (
    actions,
    aspects,
    calendars,
    calibration,
    consequences,
    examples,
    facets,
    holidays,
    packing,
    quadrant,
    rules,
    script,
    steps,
    subjects,
    timeline,
    workshop,
)
from worksheets.content.actions import Actions
from worksheets.content.agreement import Check, Fault, Path
from worksheets.content.calendars import CalendarDays
from worksheets.content.files import FILES, REQUIRED, Content
from worksheets.problems import Place, Problem, Problems, nearest
from worksheets.reading.document import Document, dotted
from worksheets.reading.yaml import read

SUFFIXES = (".yaml", ".yml")
CARRY_OVER = "name it after carry_over in actions.yaml, or move it out of the folder"

CHECKS: tuple[Check, ...] = (
    *workshop.CHECKS,
    *quadrant.CHECKS,
    *aspects.CHECKS,
    *calibration.CHECKS,
    *subjects.CHECKS,
    *facets.CHECKS,
    *timeline.CHECKS,
    *holidays.CHECKS,
    *steps.CHECKS,
    *examples.CHECKS,
    *rules.CHECKS,
    *consequences.CHECKS,
    *packing.CHECKS,
    *script.CHECKS,
)

# What Windows, Macs and people call a copy: "rules - kopie.yaml", "rules (2).yaml".
COPY = re.compile(
    rf"(?P<stem>{'|'.join(FILES)})[ _-]+(?:\(\d+\)|(?:kopie|copy|backup|oud|old)\b.*)\.ya?ml",
    re.IGNORECASE,
)


def load(files: Mapping[str, bytes], folder: str = "") -> Content:
    """Return the content of a workshop from its files by name, like 'workshop.yaml'.

    Files that are not YAML are left alone; `folder` comes before the names in messages.
    Raises Problems with every fault of every file, in the order of the files.
    """
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    values: dict[str, Any] = {}
    for stem, model in FILES.items():
        name = f"{stem}.yaml"
        if name not in files:
            continue
        try:
            documents[stem] = read(files[name], _label(folder, name))
            values[stem] = _converted(documents[stem], model)
        except Problems as found:
            problems += found.problems
    earlier: list[Actions] = []
    try:
        earlier += _earlier(files, folder, documents, values)
    except Problems as found:
        problems += found.problems
    days: list[CalendarDays] = []
    day_places: dict[int, Place] = {}
    if "holidays" in values:
        given = (values["holidays"], values.get("timeline"), files, folder, day_places)
        try:
            days += calendars.read(_fault(documents), *given)
        except Problems as found:
            problems += found.problems
    notes = [*_not_read(files, folder)]
    notes += (note for document in documents.values() for note in document.notes)
    problems += _names(files, folder, values)
    problems += _disagreements(documents, values)
    if problems:
        raise Problems(problems)
    places = {key: at for document in documents.values() for key, at in document.places.items()}
    places |= day_places
    named = {stem: value for stem, value in values.items() if stem in FILES}
    return Content(
        files=documents,
        places=places,
        earlier=tuple(earlier),
        calendar_days=tuple(days),
        notes=tuple(notes),
        **named,
    )


def _earlier(
    files: Mapping[str, bytes],
    folder: str,
    documents: dict[str, Document],
    values: dict[str, Any],
) -> Iterator[Actions]:
    """Yield the files that actions are carried over from, each named by the one before it."""
    stem = "actions"
    while stem in values and (name := values[stem].carry_over):
        at = documents[stem].place(("carry_over",))
        if name not in files:
            known = [other for other in files if other.startswith("actions-")]
            fact = f"carry_over: there is no file {name!r}"
            raise Problems([Problem(fact, at, hint=nearest(name, known))])
        stem = name.removesuffix(".yaml")
        if stem in documents:
            raise Problems([Problem(f"carry_over: {name} is carried over already", at)])
        documents[stem] = read(files[name], _label(folder, name))
        values[stem] = _converted(documents[stem], Actions)
        yield values[stem]


def _fault(files: Mapping[str, Document]) -> Fault:
    """Return what makes a problem about a value of one of the files."""

    def fault(file: str, path: Path, fact: str, hint: str = "", *, key: bool = False) -> Problem:
        place = files[file].place(path, key=key)
        return Problem(f"{dotted(path)}: {fact}", place, hint=hint)

    return fault


def _disagreements(files: Mapping[str, Document], values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not agree within and between the files that could be read."""

    fault = _fault(files)
    for names, function in CHECKS:
        if all(name in values for name in names):
            yield from function(fault, *(values[name] for name in names))
    for name, value in values.items():
        if isinstance(value, Actions):
            yield from actions.check(fault, name, value, values.get("timeline"))


def _not_read(files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    """Yield a note for each file that someone may think is read."""
    for name in files:
        at = Place(_label(folder, name))
        if name.lower().endswith(".txt"):
            hint = f"Windows hides its ending; call it {name[: -len('.txt')]!r}"
            yield Problem("this file is not read: its name ends in .txt", at, hint=hint)
        elif match := COPY.fullmatch(name):
            hint = f"only {match['stem']}.yaml counts; keep copies in another folder"
            yield Problem("this copy is not read", at, hint=hint)


def _names(files: Mapping[str, bytes], folder: str, values: Mapping[str, Any]) -> list[Problem]:
    known = [f"{stem}.yaml" for stem in FILES]
    unknown = [
        name
        for name in files
        if name.lower().endswith(SUFFIXES)
        and name not in known
        and name.removesuffix(".yaml") not in values
        and not COPY.fullmatch(name)
    ]
    problems = [
        Problem("no file of a workshop has this name", Place(_label(folder, name)), hint=hint)
        for name in unknown
        for hint in [CARRY_OVER if name.startswith("actions-") else nearest(name, known)]
    ]
    for stem in REQUIRED:
        name = f"{stem}.yaml"
        if name not in files:
            problems.append(Problem("the file is missing", Place(_label(folder, name))))
    return problems


def _converted(document: Document, model: type[msgspec.Struct]) -> msgspec.Struct:
    """Return the frozen value of a document; its texts stay the same objects."""
    try:
        return msgspec.convert(document.data, model)
    except msgspec.ValidationError as error:
        from worksheets.reading.faults import faults

        raise Problems(faults(document, model, str(error))) from None


def _label(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if folder else name
