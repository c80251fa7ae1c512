"""The page on which a printer is measured: one sheet, with a back."""

from __future__ import annotations

from msgspec.structs import replace

from worksheets.composer import Desk
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.handouts.calibrate import values
from worksheets.handouts.parts import Part, need
from worksheets.imposition.sheets import one_up


def calibration(desk: Desk, handout: Handout, _subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return the sheet to measure, or for a printer that was measured, the one to verify it by."""
    need(desk, handout, "calibration")
    words = desk.content.calibration
    assert words
    pages = desk.pages(
        "calibrate",
        handout,
        **values(desk.paper(handout), words, desk.options.turn, desk.tall),
        corrected=desk.options.printer is not None,
    )
    front, back = one_up(pages)
    return (Part(handout.title, (replace(front, back=back.front),)),)
