"""Labels to cut apart, one for the envelope of each table: they say what is in it."""

from __future__ import annotations

from math import ceil

from worksheets.composer import Composer
from worksheets.content.packing import Packing
from worksheets.content.workshop import Handout
from worksheets.geometry import Insets, Point, Size
from worksheets.handouts.packing import words
from worksheets.handouts.shared.cut_outs import sheets_to_cut
from worksheets.handouts.shared.section import Section
from worksheets.layout.counting import Plan
from worksheets.marks.cut_marks import CUT_ON, CUT_WEIGHT

NEEDS = ("packing",)
LASTS = False  # they tell how many come
HEAD, LINE = 17.0, 3.9  # mm


def sheets_of_plan(
    composer: Composer, handout: Handout, plan: Plan, packing: Packing
) -> tuple[Section, ...]:
    """Return sheets of labels to cut apart."""
    area = composer.area(composer.paper(handout), ruled=True)
    # The cut lines run on beyond the labels, and stay where a printer reaches.
    area = area.inset(Insets.all(CUT_ON + CUT_WEIGHT))
    labels = words.labels(plan)
    lines = ceil(max(len(label.entries) for label in labels) / 2)
    # What lies on a table decides how high its label is.
    most = int(area.height / (HEAD + lines * LINE))
    count = max(1, min(packing.labels.per_sheet, most))
    size = Size(area.width, area.height / count)
    pages = composer.pages(handout.template_name, handout, labels=labels, size=size)
    places = [Point(area.x, area.y + n * size.height) for n in range(count)]
    return (Section(handout.title, sheets_to_cut(composer, handout, pages, places, size=size)),)
