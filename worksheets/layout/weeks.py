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


def weeks(plan: Chart) -> tuple[Week, ...]:
    """Return the weeks of the months shown (ISO 8601); where they are narrow, some are named."""
    monday = plan.first - timedelta(plan.first.weekday())
    end = plan.x + plan.width
    every = ceil(NUMBER / (plan.step * 12 / 366 * 7) - 1e-9)
    shown = []
    while (left := plan.place(monday)) < end - 1e-9:
        right = min(plan.place(monday + timedelta(6), after=True), end)
        left = max(left, plan.x)
        number = monday.isocalendar().week
        # A week that begins before the flap, or ends after it, may be too narrow for its number.
        room = (right - left) * (every if plan.x < left and right < end else 1)
        if right > left:
            is_named = number % every == 0 and room >= NUMBER
            is_ruled = every == 1 and left > plan.x
            shown.append(Week(number, left, right - left, is_named, is_ruled))
        monday += WEEK
    return tuple(shown)
