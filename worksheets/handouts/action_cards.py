"""Cards of actions to cut out: one for each action, and blank ones to fill the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.timeline import CutCards, Timeline
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Sheet
from worksheets.geometry import Box, Point, Size
from worksheets.handouts.shared.actions import actions_and_blanks, places_below, words_of
from worksheets.handouts.shared.codes import filled, lifted
from worksheets.handouts.shared.cut_outs import (
    batched,
    label_corners,
    sheets_to_cut,
    used_labels,
)
from worksheets.handouts.shared.section import Section
from worksheets.layout.chart import charts
from worksheets.layout.planned import Planned

NEEDS = ("timeline",)
CARD = "action-card"
HEAD, NARROW_HEAD = 19.0, 29.0  # mm above the cards: a band, and on narrow paper words below it
NARROW = 180.0  # mm
BESIDE = 7.5  # mm that a code needs beside the cards, clear of the lines to cut
AWAY = 5.0  # mm from the edge of a card to the middle of its code


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...], timeline: Timeline
) -> tuple[Section, ...]:
    """Return sheets of cards to cut out."""
    size, places = _places(composer, handout, timeline)
    month_name = charts(composer.content, timeline)(0, 100).month_name

    def card(planned: Planned | None) -> Page:
        (page,) = composer.pages(CARD, handout, planned=planned, size=size, month_name=month_name)
        return page

    used = used_labels(composer, handout, len(places))
    pages = list(map(card, actions_and_blanks(composer.content, len(places), used)))
    return (Section(handout.title, cards(composer, handout, pages, timeline)),)


def cards(
    composer: Composer, handout: Handout, pages: Sequence[Page], timeline: Timeline
) -> tuple[Sheet, ...]:
    """Return sheets with some cards to cut out, in order."""
    size, places = _places(composer, handout, timeline)
    if composer.label_sheet(handout):
        bare = [lifted(composer, page)[0] for page in pages]  # a code has no room beside a label
        return sheets_to_cut(composer, handout, bare, size=size)
    area = composer.area(composer.paper(handout), ruled=True)
    header = Box(area.x, area.y, area.width, _head(area))
    narrow = area.width < NARROW
    under = composer.pages("action-cards", handout, header=header, narrow=narrow)[:1]
    last = max(place.x for place in places)
    coded_pages = [
        _coded(composer, page, place.x, places[0].x, last, area)
        for some in batched(pages, len(places))
        for page, place in zip(some, places, strict=False)
    ]
    return sheets_to_cut(composer, handout, coded_pages, places, size=size, beneath=under)


def _coded(composer: Composer, page: Page, x: float, first: float, last: float, area: Box) -> Page:
    """Return a card with its code outside it, at the left or right of all cards; else on it.

    Between cards, and where the paper has no room beside them, nothing is outside.
    """
    bare, place = lifted(composer, page)
    if place is None:
        return page
    width, height = page.size
    if x == first and first - area.x >= BESIDE:
        place = replace(place, x=-AWAY, y=height / 2)
    elif x == last and area.right - last - width >= BESIDE:
        place = replace(place, x=width + AWAY, y=height / 2)
    else:
        place = replace(place, x=width - AWAY, y=height - 1.4)
    return filled(composer, bare, place)


def _places(
    composer: Composer, handout: Handout, timeline: Timeline
) -> tuple[Size, tuple[Point, ...]]:
    """Return the size of a card, and where cards lie on a sheet."""
    words: CutCards = words_of(composer, handout, timeline.action_cards, "action_cards")
    size = Size(words.width, words.height)
    if sheet := composer.label_sheet(handout):
        return size, label_corners(composer, handout, size, sheet)
    head = _head(composer.area(composer.paper(handout), ruled=True))
    return size, places_below(composer, handout, head, size, field="action_cards")


def _head(area: Box) -> float:
    return NARROW_HEAD if area.width < NARROW else HEAD
