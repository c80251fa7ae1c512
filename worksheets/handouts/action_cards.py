"""Cards of actions: sheets to cut, and sheets of sticky notes that go through the printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import TypeVar

from msgspec.structs import replace

from worksheets.composer import Desk
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


def action_cards(desk: Desk, handout: Handout, _subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return sheets of cards to cut out: one for each action, and blank ones to fill the sheet."""
    size, places = _cards(desk, handout)
    name = charts(desk.content)(0, 100).month_name

    def card(one: Planned | None) -> Page:
        (page,) = desk.pages("action-card", handout, planned=one, size=size, month_name=name)
        return coded(desk, page)

    cards = list(map(card, _filled(desk, len(places))))
    return (Part(handout.title, card_sheets(desk, handout, cards)),)


def card_sheets(desk: Desk, handout: Handout, cards: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return sheets with some cards to cut out, in order."""
    size, places = _cards(desk, handout)
    paper = desk.paper(handout)
    area = desk.area(paper)
    header = Box(area.x, area.y, area.width, CARDS_HEAD)
    under = Placement(desk.pages("action-cards", handout, header=header)[0], ORIGIN)
    cuts = desk.once(partial(straight_cuts, desk.theme, places, size), "straight-cuts", handout.id)
    sheets = []
    for some in batched(cards, len(places)):
        sheet = laid(some, paper, places, beneath=[under])
        sheets.append(replace(sheet, front=replace(sheet.front, marks=(Use(cuts),))))
    return tuple(sheets)


def action_notes(desk: Desk, handout: Handout, _subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return a sheet of places to stick notes on, and sheets of what is printed on them."""
    places = _notes(desk, handout)
    size = _timeline(desk, handout).note_size
    name = charts(desk.content)(0, 100).month_name

    def note(one: Planned | None) -> Page:
        (page,) = desk.pages("action-note", handout, planned=one, size=size, month_name=name)
        return replace(coded(desk, page), stuck=True)

    notes = list(map(note, _filled(desk, len(places))))
    to_stick_on = one_up(_note_pages(desk, handout)[:1])
    return (Part(handout.title, (*to_stick_on, *note_sheets(desk, handout, notes))),)


def note_sheets(desk: Desk, handout: Handout, notes: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return sheets that print some sticky notes, in order."""
    places = _notes(desk, handout)
    under = Placement(_note_pages(desk, handout)[1], ORIGIN)
    return tuple(
        laid(some, desk.paper(handout), places, beneath=[under])
        for some in batched(notes, len(places))
    )


def _filled(desk: Desk, places: int) -> list[Planned | None]:
    """Return the actions that are to be done, and None for each blank that fills the last sheet."""
    todo = [one for one in planned(desk.content) if not one.action.done]
    sheets = max(ceil(len(todo) / places), 1)
    return [*todo, *[None] * (sheets * places - len(todo))]


def _cards(desk: Desk, handout: Handout) -> tuple[Size, tuple[Point, ...]]:
    """Return the size of a card, and where cards lie on a sheet."""
    words = _words(desk, handout, _timeline(desk, handout).action_cards, "action_cards")
    size = Size(words.width, words.height)
    area = desk.area(desk.paper(handout))
    return size, _places(desk, area, CARDS_HEAD, size, 0, "action_cards")


def _notes(desk: Desk, handout: Handout) -> tuple[Point, ...]:
    """Return where notes stick on a sheet."""
    timeline = _timeline(desk, handout)
    _words(desk, handout, timeline.action_notes, "action_notes")
    size = Size(timeline.note_size, timeline.note_size)
    area = desk.area(desk.paper(handout))
    return _places(desk, area, NOTES_HEAD, size, NOTES_GAP, "note_size")


def _note_pages(desk: Desk, handout: Handout) -> tuple[Page, ...]:
    """The sheet that notes are stuck on, and what lies beneath them when they are printed."""
    size = _timeline(desk, handout).note_size
    make = partial(desk.pages, "action-notes", handout, places=_notes(desk, handout), size=size)
    return desk.once(make, "action-notes", handout.id)


def _places(
    desk: Desk, area: Box, head: float, size: Size, gutter: float, field: str
) -> tuple[Point, ...]:
    room = area.inset(Insets(head, 0, 0, 0))
    places = grid(room, size, gutter)
    if not places:
        fact = f"{size} does not fit on the sheet, which has {room.size}"
        at = desk.content.place("timeline", field)
        raise Problem(fact, at, hint="choose a smaller size or larger paper")
    return places


def _timeline(desk: Desk, handout: Handout) -> Timeline:
    need(desk, handout, "timeline")
    assert desk.content.timeline
    return desk.content.timeline


def _words(desk: Desk, handout: Handout, words: Words | None, field: str) -> Words:
    if words is None:
        raise Problem(
            f"the handout {handout.id!r} needs {field}: in timeline.yaml, which is not there",
            desk.content.places.get(id(handout.id), NOWHERE),
            hint="add it, or take the handout from the list",
        )
    return words
