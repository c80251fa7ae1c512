"""Sheets are made ready for print in one order, and what a printer does is made up for once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Workshop
from readback import Pdf

from worksheets.geometry import Matrix
from worksheets.press.jobs import produce
from worksheets.printers import Printer
from worksheets.problems import Undoable

ERRS = Printer(scale_x=0.99, scale_y=1.01, back_dx=1.5, back_dy=-0.5)


@pytest.fixture
def landscape(workshop: Workshop) -> Workshop:
    """A workshop whose circles lie in landscape on A3."""
    old = "  - id: cirkels\n"
    return workshop.change(
        "workshop.yaml", old, f"{old}    paper: A3\n    orientation: landscape\n"
    )


@pytest.mark.parametrize("options", [{"tile": "A4"}, {"nup": 2}])
def test_what_has_no_back_any_more_is_corrected(
    landscape: Workshop, options: dict[str, Any], tmp_path: Path
) -> None:
    """Where a back lies in landscape is unknown, but tiles and small copies have none."""
    press = landscape.press(backs="each", printer=ERRS, **options)
    job = press.job(press.handout("cirkels"))
    assert job.sheets and not any(sheet.back for sheet in job.sheets)
    assert all(
        sheet.front.adjust == ERRS.corrects(sheet.front.size, back=False) for sheet in job.sheets
    )
    ((name, data),) = produce(job, "pdf", press.fonts)
    (tmp_path / name).write_bytes(data)
    assert len(job.sheets) == Pdf(tmp_path / name).pages


def test_a_back_in_landscape_is_still_refused(landscape: Workshop) -> None:
    """It is not known how far the printer shifts what lies there."""
    press = landscape.press(backs="each", printer=ERRS)
    with pytest.raises(Undoable, match="lies in landscape"):
        press.job(press.handout("cirkels"))


@pytest.mark.parametrize("options", [{}, {"tile": "A4"}, {"nup": 4}, {"tile": "A5"}])
def test_each_side_is_corrected_once(workshop: Workshop, options: dict[str, Any]) -> None:
    """By exactly what undoes the printer, on its own paper; never within another correction."""
    press = workshop.press(printer=ERRS, **options)
    for sheet in press.job(press.handout("kwadrant")).sheets:
        side = sheet.front
        assert side.adjust is not None
        undone = side.adjust.then(ERRS.errs(side.size, back=False))
        assert all(abs(a - b) < 1e-9 for a, b in zip(undone, Matrix.of(0, 0), strict=True))


def test_what_is_read_is_not_corrected(workshop: Workshop) -> None:
    """An edition to read is made of the job before it was made ready for print."""
    press = workshop.press(printer=ERRS, tile="A4")
    job = press.job(press.handout("kwadrant"))
    assert job.plain is not None
    assert all(sheet.front.adjust is None for sheet in job.plain.sheets)
