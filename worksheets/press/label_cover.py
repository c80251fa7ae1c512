"""The page before sheets of labels: printed on plain paper, to be held against them.

Labels have no room for a foot: this page says of whom they are and which version, has the ruler,
and shows where the labels lie, so that a printer that is off spoils paper instead of labels.
"""

from __future__ import annotations

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Circle, Item, Page, Rect, Stroke
from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.geometry import Box, Point
from worksheets.handouts.shared.section import Section
from worksheets.label_sheets import LabelSheet, named
from worksheets.problems import NOWHERE, Problem
from worksheets.wording import fill

TEMPLATE = "label-cover"
HEAD, STEP, NUMBER = 19.0, 3.0, 12.0  # mm: above the steps, between them, of their numbers
LEAST = 10.0  # mm; a step at least
APART = 2.0  # mm between the words and the outlines
WEIGHT = 0.2  # mm
ORIGIN = Point(0, 0)


def with_cover(
    composer: Composer, handout: Handout, sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Return sheets with a page before them, where they are sheets of labels.

    Raises Problem where the content has no words for it.
    """
    sheets = [sheet for section in sections for sheet in section.sheets]
    if not sheets or not sheets[0].labels:
        return sections
    labels = named(sheets[0].labels)
    page = composer.once(
        lambda: _cover(composer, handout, labels), "label-cover", handout.id, labels.name
    )
    n = next(n for n, section in enumerate(sections) if section.sheets)
    first = replace(sections[n], sheets=(page, *sections[n].sheets))
    return (*sections[:n], first, *sections[n + 1 :])


def _cover(composer: Composer, handout: Handout, labels: LabelSheet) -> Sheet:
    words = composer.content.workshop.words.labels
    if words is None:
        at = composer.content.place("workshop", "words")
        raise Problem("words: misses the key 'labels'", at, hint="copy it from content/gpo")
    area = composer.area(labels.paper, ruled=True)
    heights = [
        max(composer.tall(step, "body", area.width - NUMBER) + STEP, LEAST) for step in words.steps
    ]
    title = fill(words.title, title=handout.title)
    (page,) = composer.pages_on(
        labels.paper,
        TEMPLATE,
        handout,
        title=title,
        below=fill(
            words.below,
            sheet=labels.name,
            size=labels.measure,
            count=len(labels.labels),
            paper=labels.on,
        ),
        steps=list(zip(words.steps, heights, strict=True)),
        top=area.y + HEAD,
    )
    top = area.y + HEAD + sum(heights) + APART
    window = Box(area.x, top, area.width, area.bottom - APART - top)
    stroke = Stroke(composer.theme.ink("ink", NOWHERE), WEIGHT)
    outlines = Page(
        "label-outlines", labels.paper, tuple(_outline(labels, at, stroke) for at in labels.labels)
    )
    placements = [Placement(page, ORIGIN)]
    if window.height > 0:
        placements.append(Placement(outlines, ORIGIN, clip=window))
    return Sheet(Side(labels.paper, tuple(placements)), once=True)


def _outline(labels: LabelSheet, at: Box, stroke: Stroke) -> Item:
    if labels.round:
        r = at.width / 2
        return Circle(at.x + r, at.y + r, r, stroke=stroke)
    return Rect(at.x, at.y, at.width, at.height, stroke=stroke)
