"""Where upright rows stand so that they are clear of level ones: numbers only.

A way is the row of one aspect as it is used: its circles, from first to last, and the arrow between
them. Level ways may go up or down together, upright ones to the left or right; every place in steps
of a millimetre is judged, and the one that disturbs least is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from msgspec import Struct

from worksheets.geometry import Point

GAP = 1.0  # mm between a circle and what passes it
STEP = 1.0  # mm
COVERED = 1000.0  # what a circle upon another costs, in mm of moving
PASSED = 400.0  # an arrow that passes under a circle
CROSSED = 25.0  # two arrows that cross
DOWN = 2.0  # what a mm up or down costs; a mm to the side costs 1


class Way(Struct, frozen=True):
    """The circles of one row, each with its centre and radius; an arrow runs between them."""

    circles: tuple[tuple[Point, float], ...]

    @property
    def ends(self) -> tuple[Point, Point]:
        return self.circles[0][0], self.circles[-1][0]


class Shift(Struct, frozen=True):
    """How far level ways go down and upright ones along, in mm."""

    down: float
    along: float


def best(level: Sequence[Way], upright: Sequence[Way], most: float, down: float) -> Shift:
    """Return the move that disturbs least, of at most `most` mm along and `down` mm down or up."""
    if not (level and upright):
        return Shift(0, 0)
    moves = [Shift(y, x) for y in _steps(down, 2 * STEP) for x in _steps(most, STEP)]
    # `min` keeps the first of equally good moves: right before left, down before up.
    return min(moves, key=lambda move: _cost(level, upright, move))


def _steps(most: float, step: float) -> list[float]:
    count = int(most / step)
    return [0.0, *(sign * n * step for n in range(1, count + 1) for sign in (1, -1))]


def _cost(level: Sequence[Way], upright: Sequence[Way], move: Shift) -> float:
    cost = abs(move.along) + DOWN * abs(move.down)
    for way in level:
        first, last = way.ends
        y = first.y + move.down
        left, right = min(first.x, last.x), max(first.x, last.x)
        for other in upright:
            start, end = other.ends
            x = start.x + move.along
            top, bottom = min(start.y, end.y), max(start.y, end.y)
            for centre, r in other.circles:
                for circle, r2 in way.circles:
                    far = hypot(x - circle.x, centre.y - circle.y - move.down)
                    cost += COVERED * (far < r + r2 + GAP)
                if left < right:
                    far = hypot(x - min(max(x, left), right), centre.y - y)
                    cost += PASSED * (far < r + GAP)
            if top < bottom:
                for circle, r in way.circles:
                    at = circle.y + move.down
                    far = hypot(x - circle.x, at - min(max(at, top), bottom))
                    cost += PASSED * (far < r + GAP)
                cost += CROSSED * (left < x < right and top < y < bottom)
    return cost
