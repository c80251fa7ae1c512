"""What must agree in calibration.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders
from worksheets.content.model.calibration import Calibration
from worksheets.problems import Problem

FILLED = ("across", "down", "edge")


def lines_have_their_placeholders(fault: Fault, calibration: Calibration) -> Iterator[Problem]:
    for name in ("across", "down"):
        text = getattr(calibration, name)
        yield from placeholders(fault, "calibration", (name,), text, ("length",))
    for n, step in enumerate(calibration.instructions):
        path = ("instructions", n, "text")
        yield from placeholders(fault, "calibration", path, step.text, (), FILLED)
    yield from placeholders(fault, "calibration", ("verify",), calibration.verify, (), FILLED)
    if calibration.trial:
        size = calibration.trial.size
        yield from placeholders(fault, "calibration", ("trial", "size"), size, ("size",))


CHECKS: tuple[Check, ...] = ((("calibration",), lines_have_their_placeholders),)
