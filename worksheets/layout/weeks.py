"""The weeks of a timeline by their ISO numbers: week 1 has the first Thursday of a year."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from msgspec import Struct

from worksheets.layout.chart import Chart

NUMBER = 3.6  # mm that two digits take with room beside them
WEEK = timedelta(7)


class Week(Struct, frozen=True):
    """A week as far as a flap shows it: whether there is room for its number, and a line before."""

    number: int
    x: float
    width: float
    is_named: bool
    is_ruled: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def weeks(plan: Chart, room_for: float = NUMBER) -> tuple[Week, ...]:
    """Return the weeks of the months shown (ISO 8601); where they are narrow, some are named.

    A number takes `room_for` mm.
    """
    monday = plan.first - timedelta(plan.first.weekday())
    end = plan.x + plan.width
    every = ceil(room_for / (plan.step / 31 * 7) - 1e-9)  # narrowest in a month of 31 days
    shown = []
    while (begin := plan.place(monday)) < end - 1e-9:
        finish = plan.place(monday + timedelta(6), after=True)
        left, right = max(begin, plan.x), min(finish, end)
        # A week that begins before the flap, or ends after it, may be too narrow for its number.
        is_whole = plan.x - 1e-9 <= begin and finish <= end + 1e-9
        room = (right - left) * (every if is_whole else 1)
        number = monday.isocalendar().week
        if right - left > 1e-9:
            is_named = number % every == 0 and room >= room_for - 1e-6
            is_ruled = every == 1 and left > plan.x
            shown.append(Week(number, left, right - left, is_named, is_ruled))
        monday += WEEK
    return tuple(shown)
