"""Sticky notes of actions that go through the printer: what they stick on, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Placement, Sheet
from worksheets.geometry import Point, Size
from worksheets.handouts.shared.actions import actions_and_blanks, places_below, words_of
from worksheets.handouts.shared.codes import coded
from worksheets.handouts.shared.cut_outs import batched
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import laid, one_up
from worksheets.layout.chart import charts
from worksheets.layout.planned import Planned

NEEDS = ("timeline",)
TRUE_SIZE = True  # the notes are stuck on
HEAD = 32.0  # mm above the notes
GUTTER = 4.0  # mm between notes
ORIGIN = Point(0, 0)


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...], timeline: Timeline
) -> tuple[Section, ...]:
    """Return a sheet of places to stick notes on, and sheets of what is printed on them."""
    places = _places(composer, handout, timeline)
    size = timeline.note_size
    month_name = charts(composer.content, timeline)(0, 100).month_name

    def note(planned: Planned | None) -> Page:
        (page,) = composer.pages(
            "action-note", handout, planned=planned, size=size, month_name=month_name
        )
        return replace(coded(composer, page), stuck=True)

    notes = list(map(note, actions_and_blanks(composer.content, len(places))))
    to_stick_on = one_up(_pages(composer, handout, timeline)[:1])
    return (Section(handout.title, (*to_stick_on, *cards(composer, handout, notes, timeline))),)


def cards(
    composer: Composer, handout: Handout, pages: Sequence[Page], timeline: Timeline
) -> tuple[Sheet, ...]:
    """Return sheets that print some sticky notes, in order."""
    places = _places(composer, handout, timeline)
    under = Placement(_pages(composer, handout, timeline)[1], ORIGIN)
    return tuple(
        laid(some, composer.paper(handout), places, beneath=[under])
        for some in batched(pages, len(places))
    )


def _places(composer: Composer, handout: Handout, timeline: Timeline) -> tuple[Point, ...]:
    """Return where notes stick on a sheet."""
    words_of(composer, handout, timeline.action_notes, "action_notes")
    size = Size(timeline.note_size, timeline.note_size)
    return places_below(composer, handout, HEAD, size, field="note_size", gutter=GUTTER)


def _pages(composer: Composer, handout: Handout, timeline: Timeline) -> tuple[Page, ...]:
    """The sheet that notes are stuck on, and what lies beneath them when they are printed."""
    make = partial(
        composer.pages,
        "action-notes",
        handout,
        places=_places(composer, handout, timeline),
        size=timeline.note_size,
        area=composer.area(composer.paper(handout), ruled=True),
    )
    return composer.once(make, "action-notes", handout.id)
