"""Move circles apart that would overlap, as little as can be: numbers only.

Each circle wants its centre on a target. Circles are put down one by one in an order of their own
(rank, size, place, name), not in the order they are given in, each at the free place nearest to
its target. Then circles of one size change places and move back towards their targets as long as
that makes the way to the targets shorter; lines to the targets then do not cross.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot, sqrt

from msgspec import Struct

from worksheets.geometry import Box, Insets, Point

GAP = 0.6  # mm between two circles
NEAR = 1e-6  # mm; nearer than any printer sees
ROUNDS = 100


class Spot(Struct, frozen=True):
    """A circle that wants its centre at a target, and may move within a room."""

    name: str
    target: Point
    radius: float
    room: Box
    rank: int = 0  # lower ones are put down first, and move less

    @property
    def order(self) -> tuple[object, ...]:
        return (self.rank, -self.radius, self.target.y, self.target.x, self.name, self.room)

    @property
    def inner(self) -> Box:
        """Where its centre may lie."""
        return self.room.inset(Insets.all(self.radius))


class Full(Exception):
    """There is no free place left for a circle."""

    def __init__(self, spot: Spot) -> None:
        super().__init__(spot.name)
        self.spot = spot


def apart(spots: Sequence[Spot], gap: float = GAP) -> tuple[Point, ...]:
    """Return the centres of circles that do not overlap, in the order given; raises Full."""
    order = sorted(range(len(spots)), key=lambda n: spots[n].order)
    circles = [spots[n] for n in order]
    centres: list[Point] = []
    for n, spot in enumerate(circles):
        place = nearest_place(spot, list(zip(circles[:n], centres, strict=True)), gap)
        if place is None:
            raise Full(spot)
        centres.append(place)
    for _ in range(ROUNDS):
        # Not `or`: both must run.
        moved, swapped = _moved_back(circles, centres, gap), _swapped(circles, centres)
        if not (moved or swapped):
            break
    placed = dict(zip(order, centres, strict=True))
    return tuple(placed[n] for n in range(len(spots)))


def _moved_back(circles: Sequence[Spot], centres: list[Point], gap: float) -> bool:
    """Move circles to nearer free places, if there are any now."""
    changed = False
    for n, spot in enumerate(circles):
        far = _far(spot, centres[n])
        if far < NEAR:
            continue
        others = [(circles[m], centres[m]) for m in range(len(circles)) if m != n]
        place = nearest_place(spot, others, gap)
        if place is not None and _far(spot, place) < far - NEAR:
            centres[n] = place
            changed = True
    return changed


def _swapped(circles: Sequence[Spot], centres: list[Point]) -> bool:
    """Let circles of one size change places where that makes their ways shorter together."""
    changed = False
    for n, spot in enumerate(circles):
        for m in range(n):
            other = circles[m]
            if (spot.radius, spot.room, spot.rank) != (other.radius, other.room, other.rank):
                continue
            now = _far(spot, centres[n]) + _far(other, centres[m])
            if _far(spot, centres[m]) + _far(other, centres[n]) < now - NEAR:
                centres[n], centres[m] = centres[m], centres[n]
                changed = True
    return changed


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
