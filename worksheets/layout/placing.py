"""Where circles lie on the mat beside their axis: one function, with numbers only.

The rules are those of the table, and another program may follow them by
tests/vectors/placing.json (values in, places out):

1. A circle of the level axis has its centre at exactly its value along it. The first set (and the
   third) lies above the line and the second below it, against it. Where circles would overlap, one
   is pushed outward, straight away from the axis, until it is free: they stack, as far as the mat
   reaches. What has no room there lies as near to its place as it can, beside the stack.
2. A circle of the upright axis has its centre at exactly its value up it. It lies in the middle of
   the line. Where something lies there already it moves aside, level, as little as can be: the
   first set to the left and the second to the right, unless there is room only at the other side.
3. A circle of both axes has its centre at its two values, or as near to them as there is room.

A circle that does not lie at its value is to be drawn with a line to its place on the axis.

Large circles are put down before small ones, level ones before upright ones, those of both axes
last. Of equal circles on a level axis several orders are tried (ORDERS); kept is the first in which
fewest find no place, then fewest lie off their value, then least far, then nearest to the axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import hypot, sqrt
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from worksheets.geometry import Box, Insets, Point
from worksheets.layout.free_place import Spot, nearest_place
from worksheets.problems import NoRoom

GAP = 0.2  # mm between two circles: they were cut by hand, and must lie flat beside each other
NEAR = 1e-6  # mm; nearer than any printer sees


class Circle(Struct, frozen=True, kw_only=True):
    """A circle to lay: `value` is from 0 (left, bottom) to 1; for both axes it is (across, up)."""

    name: str
    axis: Literal["horizontal", "vertical", "both"]
    set: int  # 0 for the first set
    value: float | tuple[float, float]
    diameter: float


class Mat(Struct, frozen=True, kw_only=True):
    """What circles are laid on, in mm: its axes run from end to end of the box.

    `half` is from the middle of the level axis to its edge, where circles touch it; `reach` is how
    far from the middle circles may come: beyond it are words.
    """

    box: Box
    half: float
    reach: float

    @property
    def level(self) -> float:
        """The height of the level axis."""
        return self.box.middle.y

    def beside(self, circle: Circle) -> Box:
        """Return where a circle of the level axis may lie: at the side of its set."""
        first = circle.set % 2 == 0
        top = self.level - self.reach if first else self.level + self.half
        # Its centre may lie at the very end of the axis.
        across = self.box.inset(Insets(0, -circle.diameter / 2, 0, -circle.diameter / 2))
        return Box(across.x, top, across.width, self.reach - self.half)

    def at(self, across: float, up: float) -> Point:
        """Return the point at two values."""
        box = self.box
        return Point(box.x + across * box.width, box.bottom - up * box.height)


class Place(Struct, frozen=True, kw_only=True):
    """Where a circle lies: its centre, and the place on its axis (or axes) that it stands for.

    `away` is how far it was pushed or moved from where it would lie alone, in mm; `off` is how much
    of that is along its axis, so that it does not lie at its value.
    """

    name: str
    centre: Point
    target: Point
    radius: float
    away: float
    off: float = 0


class Full(NoRoom):
    """There is no place for some circles; `names` says for which."""

    def __init__(self, names: Sequence[str], count: int, mat: Mat) -> None:
        few = len(names)
        super().__init__(
            f"{few} of {count} circles {'does' if few == 1 else 'do'} not fit on a mat of"
            f" {mat.box.size}: {', '.join(names)}",
            hint="lay fewer at a time, smaller ones, or take larger paper",
        )
        self.names = tuple(names)


def placed(circles: Sequence[Circle], mat: Mat) -> tuple[Place, ...]:
    """Return where circles lie, in the order given; raises Full for those that find no place."""
    places: list[Place | None] = [None] * len(circles)
    level = [n for n, circle in enumerate(circles) if circle.axis == "horizontal"]
    for side in (0, 1):
        same = [n for n in level if circles[n].set % 2 == side]
        for n, place in zip(same, _stacked([circles[n] for n in same], mat), strict=True):
            places[n] = place
    for axis, put in (("vertical", _aside), ("both", _at_both)):
        later = [n for n, circle in enumerate(circles) if circle.axis == axis]
        for n in sorted(later, key=lambda n: -circles[n].diameter):
            places[n] = put(circles[n], [place for place in places if place], mat)
    lost = [circle.name for circle, place in zip(circles, places, strict=True) if place is None]
    if lost:
        raise Full(lost, len(circles), mat)
    return tuple(place for place in places if place)


# -- circles of the level axis --------------------------------------------------------------------

Value = Callable[[Circle], float]


def _across(circle: Circle) -> float:
    return circle.value if isinstance(circle.value, float | int) else circle.value[0]


# The orders in which equal circles are put down: from the left, from the right, the ends first,
# the middle first, and as they were given.
ORDERS: tuple[Value, ...] = (
    _across,
    lambda circle: -_across(circle),
    lambda circle: -abs(_across(circle) - 0.5),
    lambda circle: abs(_across(circle) - 0.5),
    lambda circle: 0,
)


def _stacked(circles: Sequence[Circle], mat: Mat) -> list[Place | None]:
    """Return the places of the circles at one side of the level axis."""
    tries = [_beside(circles, _stack(circles, mat, order), mat) for order in ORDERS]

    def cost(places: Sequence[Place | None]) -> tuple[float, ...]:
        there = [place for place in places if place]
        off = [place.off for place in there if place.off]
        furthest = max((place.away for place in there), default=0)
        return len(places) - len(there), len(off), round(sum(off), 6), round(furthest, 6)

    return min(tries, key=cost)


def _beside(
    circles: Sequence[Circle], places: Sequence[Place | None], mat: Mat
) -> list[Place | None]:
    """Return the places with those of the circles that no stack has room for."""
    full = list(places)
    for n, circle in enumerate(circles):
        if full[n] is None:
            sign, radius = -1 if circle.set % 2 == 0 else 1, circle.diameter / 2
            foot = mat.at(_across(circle), 0)
            target = Point(foot.x, mat.level + sign * mat.half)
            alone = Point(foot.x, mat.level + sign * (mat.half + radius))
            laid = [place for place in full if place]
            full[n] = _near(circle, alone, target, laid, mat.beside(circle))
    return full


def _stack(circles: Sequence[Circle], mat: Mat, order: Value) -> list[Place | None]:
    places: list[Place | None] = [None] * len(circles)
    laid: list[tuple[float, float, float]] = []  # across, away from the axis, radius
    by_order = sorted(range(len(circles)), key=lambda n: (-circles[n].diameter, order(circles[n])))
    for n in by_order:
        circle, radius = circles[n], circles[n].diameter / 2
        x = mat.at(_across(circle), 0).x
        lowest = mat.half + radius
        heights = [lowest, *_above(x, radius, laid)]
        free = [h for h in sorted(heights) if h >= lowest and _is_free(x, h, radius, laid)]
        if free[0] + radius > mat.reach + NEAR:
            continue
        laid.append((x, free[0], radius))
        sign = -1 if circle.set % 2 == 0 else 1
        places[n] = Place(
            name=circle.name,
            centre=Point(x, mat.level + sign * free[0]),
            target=Point(x, mat.level + sign * mat.half),
            radius=radius,
            away=free[0] - lowest,
        )
    return places


def _above(x: float, radius: float, laid: Sequence[tuple[float, float, float]]) -> Iterator[float]:
    """Yield how far from the axis a circle touches each of those laid, at its far side."""
    for across, away, other in laid:
        reach = radius + other + GAP
        if abs(across - x) < reach:
            yield away + sqrt(reach**2 - (across - x) ** 2)


def _is_free(x: float, y: float, radius: float, laid: Sequence[tuple[float, float, float]]) -> bool:
    return all(hypot(x - a, y - b) >= radius + other + GAP - NEAR for a, b, other in laid)


# -- circles of the upright axis, and of both -----------------------------------------------------


def _aside(circle: Circle, laid: Sequence[Place], mat: Mat) -> Place | None:
    """Return the place of a circle of the upright axis, or None where there is none."""
    radius = circle.diameter / 2
    value = circle.value if isinstance(circle.value, float | int) else circle.value[1]
    target = mat.at(0.5, value)
    others = [(place.centre.x, place.centre.y, place.radius) for place in laid]
    moves = [0.0]
    for x, y, other in others:
        reach = radius + other + GAP
        if abs(y - target.y) < reach:
            along = sqrt(reach**2 - (y - target.y) ** 2)
            moves += [x - along - target.x, x + along - target.x]
    own = -1 if circle.set % 2 == 0 else 1
    # Its own side of the line first, unless there is no room at that side.
    for move in sorted(moves, key=lambda move: (move * own < 0, round(abs(move), 6))):
        inside = abs(move) + radius <= mat.box.width / 2 + NEAR
        if inside and _is_free(target.x + move, target.y, radius, others):
            centre = Point(target.x + move, target.y)
            return Place(
                name=circle.name, centre=centre, target=target, radius=radius, away=abs(move)
            )
    return None


def _at_both(circle: Circle, laid: Sequence[Place], mat: Mat) -> Place | None:
    """Return the place of a circle of both axes, or None where there is none."""
    across, up = circle.value if isinstance(circle.value, tuple) else (circle.value, 0.5)
    target = mat.at(across, up)
    # Its centre may lie at the very end of an axis.
    room = mat.box.inset(Insets.all(-circle.diameter / 2))
    place = _near(circle, target, target, laid, room)
    return place and replace(place, off=place.away)


def _near(
    circle: Circle, alone: Point, target: Point, laid: Sequence[Place], room: Box
) -> Place | None:
    """Return the free place of a circle that is nearest to where it would lie alone, if any."""
    radius = circle.diameter / 2
    others = [(Spot(p.name, p.target, p.radius, room), p.centre) for p in laid]
    centre = nearest_place(Spot(circle.name, alone, radius, room), others, GAP)
    if centre is None:
        return None
    return Place(
        name=circle.name,
        centre=centre,
        target=target,
        radius=radius,
        away=hypot(centre.x - alone.x, centre.y - alone.y),
        off=abs(centre.x - alone.x),
    )
