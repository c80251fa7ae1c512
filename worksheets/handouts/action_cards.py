"""Cards of actions: sheets to cut, and sheets of sticky notes that go through the printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import TypeVar

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Placement, Sheet, Use
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.handouts.circles.codes import coded
from worksheets.handouts.parts import Part, batched, need
from worksheets.imposition.grid import grid
from worksheets.imposition.sheets import laid, one_up
from worksheets.layout.chart import charts
from worksheets.layout.planned import Planned, planned
from worksheets.marks.cut_marks import straight_cuts
from worksheets.problems import NOWHERE, Problem

CARDS_HEAD = 12.0  # mm above the cards
NOTES_HEAD = 32.0  # mm above the notes
NOTES_GAP = 4.0  # mm between notes
ORIGIN = Point(0, 0)

Words = TypeVar("Words")


def action_cards(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return sheets of cards to cut out: one for each action, and blank ones to fill the sheet."""
    size, places = _cards(composer, handout)
    name = charts(composer.content)(0, 100).month_name

    def card(one: Planned | None) -> Page:
        (page,) = composer.pages("action-card", handout, planned=one, size=size, month_name=name)
        return coded(composer, page)

    cards = list(map(card, _filled(composer, len(places))))
    return (Part(handout.title, card_sheets(composer, handout, cards)),)


def card_sheets(composer: Composer, handout: Handout, cards: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return sheets with some cards to cut out, in order."""
    size, places = _cards(composer, handout)
    paper = composer.paper(handout)
    area = composer.area(paper)
    header = Box(area.x, area.y, area.width, CARDS_HEAD)
    under = Placement(composer.pages("action-cards", handout, header=header)[0], ORIGIN)
    cuts = composer.once(
        partial(straight_cuts, composer.theme, places, size), "straight-cuts", handout.id
    )
    sheets = []
    for some in batched(cards, len(places)):
        sheet = laid(some, paper, places, beneath=[under])
        sheets.append(replace(sheet, front=replace(sheet.front, marks=(Use(cuts),))))
    return tuple(sheets)


def action_notes(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return a sheet of places to stick notes on, and sheets of what is printed on them."""
    places = _notes(composer, handout)
    size = _timeline(composer, handout).note_size
    name = charts(composer.content)(0, 100).month_name

    def note(one: Planned | None) -> Page:
        (page,) = composer.pages("action-note", handout, planned=one, size=size, month_name=name)
        return replace(coded(composer, page), stuck=True)

    notes = list(map(note, _filled(composer, len(places))))
    to_stick_on = one_up(_note_pages(composer, handout)[:1])
    return (Part(handout.title, (*to_stick_on, *note_sheets(composer, handout, notes))),)


def note_sheets(composer: Composer, handout: Handout, notes: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return sheets that print some sticky notes, in order."""
    places = _notes(composer, handout)
    under = Placement(_note_pages(composer, handout)[1], ORIGIN)
    return tuple(
        laid(some, composer.paper(handout), places, beneath=[under])
        for some in batched(notes, len(places))
    )


def _filled(composer: Composer, places: int) -> list[Planned | None]:
    """Return the actions that are to be done, and None for each blank that fills the last sheet."""
    todo = [one for one in planned(composer.content) if not one.action.done]
    sheets = max(ceil(len(todo) / places), 1)
    return [*todo, *[None] * (sheets * places - len(todo))]


def _cards(composer: Composer, handout: Handout) -> tuple[Size, tuple[Point, ...]]:
    """Return the size of a card, and where cards lie on a sheet."""
    words = _words(composer, handout, _timeline(composer, handout).action_cards, "action_cards")
    size = Size(words.width, words.height)
    area = composer.area(composer.paper(handout))
    return size, _places(composer, area, CARDS_HEAD, size, 0, "action_cards")


def _notes(composer: Composer, handout: Handout) -> tuple[Point, ...]:
    """Return where notes stick on a sheet."""
    timeline = _timeline(composer, handout)
    _words(composer, handout, timeline.action_notes, "action_notes")
    size = Size(timeline.note_size, timeline.note_size)
    area = composer.area(composer.paper(handout))
    return _places(composer, area, NOTES_HEAD, size, NOTES_GAP, "note_size")


def _note_pages(composer: Composer, handout: Handout) -> tuple[Page, ...]:
    """The sheet that notes are stuck on, and what lies beneath them when they are printed."""
    size = _timeline(composer, handout).note_size
    make = partial(
        composer.pages, "action-notes", handout, places=_notes(composer, handout), size=size
    )
    return composer.once(make, "action-notes", handout.id)


def _places(
    composer: Composer, area: Box, head: float, size: Size, gutter: float, field: str
) -> tuple[Point, ...]:
    room = area.inset(Insets(head, 0, 0, 0))
    places = grid(room, size, gutter)
    if not places:
        fact = f"{size} does not fit on the sheet, which has {room.size}"
        at = composer.content.place("timeline", field)
        raise Problem(fact, at, hint="choose a smaller size or larger paper")
    return places


def _timeline(composer: Composer, handout: Handout) -> Timeline:
    need(composer, handout, "timeline")
    assert composer.content.timeline
    return composer.content.timeline


def _words(composer: Composer, handout: Handout, words: Words | None, field: str) -> Words:
    if words is None:
        raise Problem(
            f"the handout {handout.id!r} needs {field}: in timeline.yaml, which is not there",
            composer.content.places.get(id(handout.id), NOWHERE),
            hint="add it, or take the handout from the list",
        )
    return words
