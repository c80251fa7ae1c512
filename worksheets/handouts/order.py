"""The order for a copy shop: what it is to print, in words to send."""

from __future__ import annotations

from worksheets.composer import Composer
from worksheets.content.packing import Packing
from worksheets.content.workshop import Handout
from worksheets.handouts.packing import words
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout.counting import Plan

NEEDS = ("packing",)
COUNTED = False  # it tells of the others
LASTS = False  # it tells how many come
BULLET = 5.0  # mm; a line begins so far from the left


def sheets_of_plan(
    composer: Composer, handout: Handout, plan: Plan, _packing: Packing
) -> tuple[Section, ...]:
    """Return the sheets with the text for a copy shop."""
    area = composer.area(composer.paper(handout))

    def fits(line: str) -> bool:
        return composer.fits(line, "body", area.width - BULLET, words.LINE - 1, "10pt")

    values = words.ordered(plan, area, composer.content.workshop, fits)
    pages = composer.pages(handout.template_name, handout, **values)
    return (Section(handout.title, one_up(pages)),)
