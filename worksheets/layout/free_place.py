"""The free place for a circle that is nearest to where it wants to be: numbers only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot, sqrt

from msgspec import Struct

from worksheets.geometry import Box, Insets, Point

NEAR = 1e-6  # mm; nearer than any printer sees


class Spot(Struct, frozen=True):
    """A circle that wants its centre at a target, and may move within a room."""

    name: str
    target: Point
    radius: float
    room: Box

    @property
    def inner(self) -> Box:
        """Where its centre may lie."""
        return self.room.inset(Insets.all(self.radius))


def nearest_place(spot: Spot, others: Sequence[tuple[Spot, Point]], gap: float) -> Point | None:
    """Return the free place nearest to a circle's target.

    It is the target itself, or a place that touches another circle or an edge of the room: where
    that comes nearest to the target, or where two of them meet.
    """
    inner = spot.inner
    if inner.width < 0 or inner.height < 0:
        return None
    target = spot.target
    start = Point(
        min(max(target.x, inner.x), inner.right), min(max(target.y, inner.y), inner.bottom)
    )
    rings = [(at, spot.radius + other.radius + gap) for other, at in others]
    if _free(start, rings):
        return start
    places = [place for place in _candidates(start, rings, inner) if _inside(place, inner)]
    for place in sorted(set(places), key=lambda place: _preference(spot, place)):
        if _free(place, rings):
            return place
    return None


def _preference(spot: Spot, place: Point) -> tuple[float, ...]:
    """A key to sort by: nearest first, then the most level, the furthest right, the lowest."""
    far, rise = _far(spot, place), abs(place.y - spot.target.y)
    return (round(far, 5), round(rise, 5), -round(place.x, 5), -round(place.y, 5))


def _candidates(start: Point, rings: Sequence[tuple[Point, float]], inner: Box) -> Iterator[Point]:
    for corner_x in (inner.x, inner.right):
        for corner_y in (inner.y, inner.bottom):
            yield Point(corner_x, corner_y)
    for n, (centre, reach) in enumerate(rings):
        dx, dy = start.x - centre.x, start.y - centre.y
        far = hypot(dx, dy)
        if far < NEAR:
            yield from (
                Point(centre.x + reach * x, centre.y + reach * y)
                for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))
            )
        else:
            yield Point(centre.x + dx / far * reach, centre.y + dy / far * reach)
        for x in (inner.x, inner.right, start.x):
            if abs(x - centre.x) <= reach:
                rise = sqrt(reach**2 - (x - centre.x) ** 2)
                yield from (Point(x, centre.y - rise), Point(x, centre.y + rise))
        for y in (inner.y, inner.bottom, start.y):
            if abs(y - centre.y) <= reach:
                run = sqrt(reach**2 - (y - centre.y) ** 2)
                yield from (Point(centre.x - run, y), Point(centre.x + run, y))
        for other, further in rings[:n]:
            yield from _meetings(centre, reach, other, further)


def _meetings(centre: Point, r1: float, other: Point, r2: float) -> Iterator[Point]:
    """Yield the points that lie on two circles."""
    dx, dy = other.x - centre.x, other.y - centre.y
    far = hypot(dx, dy)
    if far < NEAR or far > r1 + r2 or far < abs(r1 - r2):
        return
    along = (far**2 + r1**2 - r2**2) / (2 * far)
    side = sqrt(max(r1**2 - along**2, 0))
    x, y = centre.x + dx / far * along, centre.y + dy / far * along
    yield Point(x - dy / far * side, y + dx / far * side)
    yield Point(x + dy / far * side, y - dx / far * side)


def _far(spot: Spot, place: Point) -> float:
    return hypot(place.x - spot.target.x, place.y - spot.target.y)


def _free(place: Point, rings: Sequence[tuple[Point, float]]) -> bool:
    return all(
        hypot(place.x - centre.x, place.y - centre.y) >= reach - NEAR for centre, reach in rings
    )


def _inside(place: Point, inner: Box) -> bool:
    return (
        inner.x - NEAR <= place.x <= inner.right + NEAR
        and inner.y - NEAR <= place.y <= inner.bottom + NEAR
    )
