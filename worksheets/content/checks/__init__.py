"""What the model's types cannot say: names that must agree, dates that must follow each other.

A module per content file, each with a table of checks; a check runs when the files it names could
be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from worksheets.content.checks import (
    actions,
    aspects,
    calibration,
    consequences,
    examples,
    facets,
    holidays,
    packing,
    quadrant,
    rules,
    steps,
    subjects,
    timeline,
    workshop,
)
from worksheets.content.checks.common import Check, Path
from worksheets.content.model.actions import Actions
from worksheets.problems import Problem
from worksheets.reading.document import Document, dotted

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
)


def check(files: Mapping[str, Document], values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not agree within and between the files that could be read."""

    def fault(file: str, path: Path, fact: str, hint: str = "", *, key: bool = False) -> Problem:
        place = files[file].place(path, key=key)
        return Problem(f"{dotted(path)}: {fact}", place, hint=hint)

    for names, function in CHECKS:
        if all(name in values for name in names):
            yield from function(fault, *(values[name] for name in names))
    for name, value in values.items():
        if isinstance(value, Actions):
            yield from actions.check(fault, name, value, values.get("timeline"))
