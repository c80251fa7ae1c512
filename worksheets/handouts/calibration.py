"""The page on which a printer is measured: one sheet, with a back."""

from __future__ import annotations

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.handouts.calibrate import values
from worksheets.handouts.parts import Part, need
from worksheets.imposition.sheets import one_up


def calibration(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return the sheet to measure, or for a printer that was measured, the one to verify it by."""
    need(composer, handout, "calibration")
    words = composer.content.calibration
    assert words
    pages = composer.pages(
        "calibrate",
        handout,
        **values(composer.paper(handout), words, composer.options.turn, composer.tall),
        corrected=composer.options.printer is not None,
    )
    front, back = one_up(pages)
    return (Part(handout.title, (replace(front, back=back.front),)),)
