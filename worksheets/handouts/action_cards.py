"""Cards of actions to cut out: one for each action, and blank ones to fill the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.timeline import CutCards, Timeline
from worksheets.content.workshop import Handout
from worksheets.drawing.appearance import CODE
from worksheets.drawing.items import DECORATION, Group, Page, Sheet, Text
from worksheets.geometry import Box, Point, Size
from worksheets.handouts.shared.actions import actions_and_blanks, places_below, words_of
from worksheets.handouts.shared.codes import code, coded, lifted
from worksheets.handouts.shared.cut_outs import sheets_to_cut
from worksheets.handouts.shared.section import Section
from worksheets.layout.chart import charts
from worksheets.layout.planned import Planned
from worksheets.problems import NOWHERE

NEEDS = ("timeline",)
CARD = "action-card"
HEAD = 17.0  # mm above the cards: a band
BESIDE = 5.0  # mm that codes need beside the cards, clear of the lines to cut


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...], timeline: Timeline
) -> tuple[Section, ...]:
    """Return sheets of cards to cut out."""
    size, places = _places(composer, handout, timeline)
    month_name = charts(composer.content, timeline)(0, 100).month_name

    def card(planned: Planned | None) -> Page:
        (page,) = composer.pages(CARD, handout, planned=planned, size=size, month_name=month_name)
        return page

    pages = list(map(card, actions_and_blanks(composer.content, len(places))))
    return (Section(handout.title, cards(composer, handout, pages, timeline)),)


def cards(
    composer: Composer, handout: Handout, pages: Sequence[Page], timeline: Timeline
) -> tuple[Sheet, ...]:
    """Return sheets with some cards to cut out, in order."""
    size, places = _places(composer, handout, timeline)
    area = composer.area(composer.paper(handout), ruled=True)
    header = Box(area.x, area.y, area.width, HEAD)
    under = composer.pages("action-cards", handout, header=header)[:1]
    cut = partial(sheets_to_cut, composer, handout, places=places, size=size, beneath=under)
    if min(place.x for place in places) - area.x < BESIDE:
        return cut([coded(composer, page) for page in pages])
    sheets = cut([lifted(composer, page)[0] for page in pages])
    return tuple(_with_codes(composer, sheet) for sheet in sheets)


def _with_codes(composer: Composer, sheet: Sheet) -> Sheet:
    """Return a sheet with the codes of its cards beside each row, where they are not kept."""
    rows: dict[float, list[str]] = {}
    cards = [at for at in sheet.front.placements if at.page.name == CARD]
    for card in cards:
        middle = card.corner.y + card.page.size.height / 2
        rows.setdefault(middle, []).append(code(composer, card.page))
    x = min(card.corner.x for card in cards) - BESIDE + 1
    style = composer.theme.style(CODE, NOWHERE)
    texts = []
    for y, codes in rows.items():
        text = "  ".join(codes)
        wide = composer.fonts.width(text, style.fonts) * style.size
        line = Text(-wide / 2, 0, text, style, style.size)
        texts.append(Group((line,), x, y, turn=-90, tag=DECORATION))
    return replace(sheet, front=replace(sheet.front, marks=(*sheet.front.marks, *texts)))


def _places(
    composer: Composer, handout: Handout, timeline: Timeline
) -> tuple[Size, tuple[Point, ...]]:
    """Return the size of a card, and where cards lie on a sheet."""
    words: CutCards = words_of(composer, handout, timeline.action_cards, "action_cards")
    size = Size(words.width, words.height)
    return size, places_below(composer, handout, HEAD, size, field="action_cards")
