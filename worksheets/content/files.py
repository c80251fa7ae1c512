"""The content of a workshop: frozen values, one class per thing an author writes.

A module per content file. The descriptions go to the JSON Schema, so that an editor shows them
while typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import Struct

from worksheets.content.actions import Actions
from worksheets.content.aspects import Aspects
from worksheets.content.calendars import CalendarDays
from worksheets.content.calibration import Calibration
from worksheets.content.consequences import Consequences
from worksheets.content.examples import Examples
from worksheets.content.facets import Facets
from worksheets.content.holidays import Holidays
from worksheets.content.packing import Packing
from worksheets.content.placements import Result
from worksheets.content.quadrant import Quadrant
from worksheets.content.rules import Rules
from worksheets.content.script import Script
from worksheets.content.steps import Steps
from worksheets.content.subjects import Subjects
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Workshop
from worksheets.problems import NOWHERE, Place, Problem
from worksheets.reading.document import Document, Step

FILES: dict[str, type[Struct]] = {
    "workshop": Workshop,
    "quadrant": Quadrant,
    "aspects": Aspects,
    "subjects": Subjects,
    "facets": Facets,
    "timeline": Timeline,
    "holidays": Holidays,
    "steps": Steps,
    "actions": Actions,
    "examples": Examples,
    "rules": Rules,
    "consequences": Consequences,
    "calibration": Calibration,
    "packing": Packing,
    "script": Script,
}
# Files beside a workshop.
OTHERS: dict[str, type[Struct]] = {"placements": Result}
REQUIRED = frozenset({"workshop"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Content:
    """All content of one workshop, checked, with the place of every text.

    `places` knows texts by their id; `files` keeps those texts alive.
    """

    files: Mapping[str, Document]
    places: Mapping[int, Place]
    workshop: Workshop
    quadrant: Quadrant | None = None
    aspects: Aspects | None = None
    subjects: Subjects | None = None
    facets: Facets | None = None
    timeline: Timeline | None = None
    holidays: Holidays | None = None
    steps: Steps | None = None
    examples: Examples | None = None
    actions: Actions | None = None
    calibration: Calibration | None = None
    earlier: tuple[Actions, ...] = ()  # the files that actions are carried over from, newest first
    calendar_days: tuple[CalendarDays, ...] = ()  # of the calendars that holidays.yaml names
    rules: Rules | None = None
    consequences: Consequences | None = None
    packing: Packing | None = None
    script: Script | None = None
    notes: tuple[Problem, ...] = ()  # what is good to know of how a spreadsheet was read

    def place(self, file: str, *path: Step, key: bool = False) -> Place:
        """Return where a value of a file was written: `place("aspects", "aspects", 3, "label")`."""
        document = self.files.get(file)
        return document.place(path, key=key) if document else NOWHERE
