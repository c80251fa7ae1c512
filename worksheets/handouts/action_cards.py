"""Cards of actions to cut out: one for each action, and blank ones to fill the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.timeline import CutCards, Timeline
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Sheet
from worksheets.geometry import Box, Point, Size
from worksheets.handouts.shared.actions import actions_and_blanks, places_below, words_of
from worksheets.handouts.shared.codes import coded
from worksheets.handouts.shared.cut_outs import label_corners, sheets_to_cut, used_labels
from worksheets.handouts.shared.section import Section
from worksheets.layout.chart import charts
from worksheets.layout.planned import Planned

NEEDS = ("timeline",)
HEAD = 12.0  # mm above the cards


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...], timeline: Timeline
) -> tuple[Section, ...]:
    """Return sheets of cards to cut out."""
    size, places = _places(composer, handout, timeline)
    month_name = charts(composer.content, timeline)(0, 100).month_name

    def card(planned: Planned | None) -> Page:
        (page,) = composer.pages(
            "action-card", handout, planned=planned, size=size, month_name=month_name
        )
        return coded(composer, page)

    used = used_labels(composer, handout, len(places))
    pages = list(map(card, actions_and_blanks(composer.content, len(places), used)))
    return (Section(handout.title, cards(composer, handout, pages, timeline)),)


def cards(
    composer: Composer, handout: Handout, pages: Sequence[Page], timeline: Timeline
) -> tuple[Sheet, ...]:
    """Return sheets with some cards to cut out, in order."""
    size, places = _places(composer, handout, timeline)
    if composer.label_sheet(handout):
        return sheets_to_cut(composer, handout, pages, size=size)
    area = composer.area(composer.paper(handout))
    header = Box(area.x, area.y, area.width, HEAD)
    under = composer.pages("action-cards", handout, header=header)[:1]
    return sheets_to_cut(composer, handout, pages, places, size=size, beneath=under)


def _places(
    composer: Composer, handout: Handout, timeline: Timeline
) -> tuple[Size, tuple[Point, ...]]:
    """Return the size of a card, and where cards lie on a sheet."""
    words: CutCards = words_of(composer, handout, timeline.action_cards, "action_cards")
    size = Size(words.width, words.height)
    if sheet := composer.label_sheet(handout):
        return size, label_corners(composer, handout, size, sheet)
    return size, places_below(composer, handout, HEAD, size, field="action_cards")
