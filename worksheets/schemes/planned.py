"""The sheets about the other sheets: what to print, cut, bring and lay ready."""

from __future__ import annotations

from collections.abc import Callable

from worksheets import imposition, marks
from worksheets.content.model.subjects import Subject
from worksheets.content.model.workshop import Handout
from worksheets.desk import Desk
from worksheets.handouts import packing
from worksheets.handouts.counting import Crowd, Plan, Printed, counted
from worksheets.problems import Problem, Undoable
from worksheets.schemes.parts import Part, need
from worksheets.tally import printed

Parts = Callable[[Desk, Handout, tuple[Subject, ...]], tuple[Part, ...]]
# What tells of the others is not counted itself.
TELLING = ("packing", "order")


def crowd(desk: Desk) -> Crowd:
    """Return who comes: as the options say, or else the workshop."""
    workshop, options = desk.content.workshop, desk.options
    participants = options.participants or workshop.participants
    tables = options.tables or min(workshop.tables, participants)
    usual = desk.content.packing.spare if desk.content.packing else 0
    if tables > participants:
        raise Undoable(
            f"{participants} participants cannot sit at {tables} tables",
            hint=f"--tables {participants}, or fewer",
        )
    return Crowd(participants, tables, usual if options.spare is None else options.spare)


def plan(parts: Parts, desk: Desk, subjects: tuple[Subject, ...]) -> Plan:
    """Return how much there is of everything, counted on the sheets as they are printed."""
    content = desk.content
    if content.packing is None:
        raise Problem("the plan needs the file packing.yaml, which is not there")
    handouts = [h for h in content.workshop.handouts if h.kit and h.face not in TELLING]
    return counted(
        content.packing,
        crowd(desk),
        [(one, _printed(parts, desk, one, subjects)) for one in handouts],
        circle_size=desk.circle_size,
    )


def _printed(parts: Parts, desk: Desk, handout: Handout, subjects: tuple[Subject, ...]) -> Printed:
    sheets = [sheet for part in parts(desk, handout, subjects) for sheet in part.sheets]
    return printed(sheets, _each(desk))


def _each(desk: Desk) -> dict[str, int]:
    """How many circles of a name are in a set."""
    aspects = desk.content.aspects
    if aspects is None:
        return {}
    each = {aspect.id: aspect.copies for aspect in aspects.aspects} | {"blank": aspects.blanks}
    return {
        f"{one.id}-{name}": count for one in aspects.sets for name, count in each.items() if count
    }


def packing_list(
    parts: Parts, desk: Desk, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return the sheets of the packing list."""
    need(desk, handout, "packing")
    made = plan(parts, desk, subjects)
    values = packing.values(made, marks.area(desk.paper(handout)), desk.content.workshop)
    pages = desk.pages(handout.face, handout, **values)
    return (Part(handout.title, imposition.one_up(pages)),)


def order(
    parts: Parts, desk: Desk, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return the sheets with the text for a copy shop."""
    need(desk, handout, "packing")
    made = plan(parts, desk, subjects)
    values = packing.ordered(made, marks.area(desk.paper(handout)), desk.content.workshop)
    pages = desk.pages(handout.face, handout, **values)
    return (Part(handout.title, imposition.one_up(pages)),)
