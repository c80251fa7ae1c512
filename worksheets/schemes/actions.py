"""Cards of actions: sheets to cut, and sheets of sticky notes that go through the printer."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TypeVar

from msgspec.structs import replace

from worksheets import imposition, marks
from worksheets.content.model.subjects import Subject
from worksheets.content.model.timeline import Timeline
from worksheets.content.model.workshop import Handout
from worksheets.desk import Desk
from worksheets.drawing import Page, Placement, Use
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.handouts.actions import Planned, planned
from worksheets.handouts.chart import charts
from worksheets.problems import NOWHERE, Problem
from worksheets.schemes.parts import Part, need

CARDS_HEAD = 12.0  # mm above the cards
NOTES_HEAD = 32.0  # mm above the notes
NOTES_GAP = 4.0  # mm between notes
ORIGIN = Point(0, 0)

Words = TypeVar("Words")


def action_cards(desk: Desk, handout: Handout, _subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return sheets of cards to cut out: one for each action, and blank ones to fill the sheet."""
    timeline = _timeline(desk, handout)
    words = _words(desk, handout, timeline.action_cards, "action_cards")
    size, paper = Size(words.width, words.height), desk.paper(handout)
    area = desk.area(paper)
    places = _places(desk, area, CARDS_HEAD, size, 0, "action_cards")
    header = Box(area.x, area.y, area.width, CARDS_HEAD)
    under = Placement(desk.pages("action-cards", handout, header=header)[0], ORIGIN)
    cuts = desk.once(
        partial(marks.straight_cuts, desk.theme, places, size), "straight-cuts", handout.id
    )

    name = charts(desk.content)(0, 100).month_name

    def card(one: Planned | None) -> Page:
        (page,) = desk.pages("action-card", handout, planned=one, size=size, month_name=name)
        return page

    sheets = []
    for some in _filled(desk, len(places)):
        sheet = imposition.laid(list(map(card, some)), paper, places, beneath=[under])
        sheets.append(replace(sheet, front=replace(sheet.front, marks=(Use(cuts),))))
    return (Part(handout.title, tuple(sheets)),)


def action_notes(desk: Desk, handout: Handout, _subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return a sheet of places to stick notes on, and sheets of what is printed on them."""
    timeline = _timeline(desk, handout)
    _words(desk, handout, timeline.action_notes, "action_notes")
    size = Size(timeline.note_size, timeline.note_size)
    area = desk.area(desk.paper(handout))
    places = _places(desk, area, NOTES_HEAD, size, NOTES_GAP, "note_size")
    pages = desk.pages(
        "action-notes",
        handout,
        places=places,
        size=timeline.note_size,
        sheets=_filled(desk, len(places)),
        month_name=charts(desk.content)(0, 100).month_name,
    )
    return (Part(handout.title, imposition.one_up(pages)),)


def _filled(desk: Desk, places: int) -> tuple[tuple[Planned | None, ...], ...]:
    """Return the actions that are to be done, by sheet; None is a blank."""
    todo = [one for one in planned(desk.content) if not one.action.done]
    sheets = max(ceil(len(todo) / places), 1)
    filled = [*todo, *[None] * (sheets * places - len(todo))]
    return tuple(tuple(filled[n * places : (n + 1) * places]) for n in range(sheets))


def _places(
    desk: Desk, area: Box, head: float, size: Size, gutter: float, field: str
) -> tuple[Point, ...]:
    room = area.inset(Insets(head, 0, 0, 0))
    places = imposition.grid(room, size, gutter)
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
