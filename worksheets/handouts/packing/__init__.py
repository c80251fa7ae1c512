"""The packing list: what to print, cut, bring and lay ready."""

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


def sheets_of_plan(
    composer: Composer, handout: Handout, plan: Plan, _packing: Packing
) -> tuple[Section, ...]:
    """Return the sheets of the packing list."""
    area = composer.area(composer.paper(handout))
    values = words.values(plan, area, composer.content.workshop)
    pages = composer.pages(handout.template_name, handout, **values)
    return (Section(handout.title, one_up(pages)),)
