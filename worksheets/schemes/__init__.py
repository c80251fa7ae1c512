"""How a handout's pages come on sheets: a table of schemes by the template's name.

A handout that is not named here has one page a sheet.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheets.content.model.subjects import Subject
from worksheets.content.model.workshop import Handout
from worksheets.desk import Desk
from worksheets.schemes.actions import action_cards, action_notes
from worksheets.schemes.circles import circle_sets
from worksheets.schemes.parts import Part, each_titled, front_and_back, one_up

Scheme = Callable[[Desk, Handout, tuple[Subject, ...]], tuple[Part, ...]]
SCHEMES: dict[str, Scheme] = {
    "circles": circle_sets,
    "action-cards": action_cards,
    "action-notes": action_notes,
    "facets": each_titled,
    "calibrate": front_and_back,
}

__all__ = ["SCHEMES", "Part", "Scheme", "one_up"]
