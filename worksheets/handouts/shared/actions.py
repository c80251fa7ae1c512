"""What cards and sticky notes of actions share: which actions, and where they lie on a sheet."""

from __future__ import annotations

from math import ceil
from typing import TypeVar

from worksheets.composer import Composer
from worksheets.content.files import Content
from worksheets.content.workshop import Handout
from worksheets.geometry import Point, Size
from worksheets.handouts.shared.cut_outs import area_below
from worksheets.imposition.grid import grid
from worksheets.layout.planned import Planned, planned
from worksheets.problems import NOWHERE, Problem

Words = TypeVar("Words")


def actions_and_blanks(content: Content, places: int, used: int = 0) -> list[Planned | None]:
    """Return the actions that are to be done, and None for each blank that fills the last sheet.

    So many places of the first sheet are used up.
    """
    todo = [action for action in planned(content) if not action.action.done]
    sheets = max(ceil((used + len(todo)) / places), 1)
    return [*todo, *[None] * (sheets * places - used - len(todo))]


def places_below(
    composer: Composer, handout: Handout, head: float, size: Size, *, field: str, gutter: float = 0
) -> tuple[Point, ...]:
    """Return the places of cards below a head; raises Problem at a field of timeline.yaml."""
    room = area_below(composer, handout, head)
    places = grid(room, size, gutter)
    if not places:
        fact = f"{size} does not fit on the sheet, which has {room.size}"
        at = composer.content.place("timeline", field)
        raise Problem(fact, at, hint="choose a smaller size or larger paper")
    return places


def words_of(composer: Composer, handout: Handout, words: Words | None, field: str) -> Words:
    """Return words of timeline.yaml; raises Problem where they are not there."""
    if words is None:
        raise Problem(
            f"the handout {handout.id!r} needs {field}: in timeline.yaml, which is not there",
            composer.content.places.get(id(handout.id), NOWHERE),
            hint="add it, or take the handout from the list",
        )
    return words
