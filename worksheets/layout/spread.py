"""Where several people laid the circles of one set: a line for each aspect, numbers only.

These lines are no quadrant: the height of a place means nothing here, and nothing else is drawn.
Each circle lies at exactly its value; where many are equal they stack upward (placing.py), and one
that no stack has room for lies beside it, with a line to its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from worksheets.content.aspects import Aspect
from worksheets.geometry import Box, Point
from worksheets.layout.laid_mat import OFF
from worksheets.layout.placing import Circle, Full, Mat, Place, placed
from worksheets.problems import NoRoom

NAMES = 66.0  # mm; the names of the aspects, at the left
SIDE = 8.0  # mm beside the ends of a line, for circles that lie at an end
ENDS = 11.0  # mm; what the ends of the lines below are
MOST, LEAST = 40.0, 24.0  # mm; the height of a line with its circles
BELOW = 7.0  # mm below a line, for the mark of the middle one
DIAMETERS = (10.4, 9.4, 8.4)  # mm
FURTHEST = 20.0  # mm off its value, and lines get more height, as long as there is more


class Value(Struct, frozen=True):
    """Where one person laid a circle, and the initials on it."""

    initials: str
    value: float


class Line(Struct, frozen=True, kw_only=True):
    """The line of an aspect: what lies above it, the range of the values, and the middle one."""

    aspect: Aspect
    box: Box  # of the line with its name
    start: Point
    end: Point
    circles: tuple[tuple[str, Place], ...]  # with initials
    low: float
    high: float
    median: float

    def at(self, value: float) -> float:
        return self.start.x + value * (self.end.x - self.start.x)

    @property
    def is_off(self) -> bool:
        return any(place.off > OFF for _, place in self.circles)


class Ends(Struct, frozen=True):
    """A row above lines of one axis, that says what their ends are."""

    axis: str
    box: Box  # from end to end


class SpreadPage(Struct, frozen=True):
    ends: tuple[Ends, ...]
    lines: tuple[Line, ...]


Values = tuple[Aspect, tuple[Value, ...], float]  # of an aspect, with the middle one


def spread(room: Box, aspects: Sequence[Values]) -> list[SpreadPage]:
    """Return the pages for one set; as many lines a page as have room for all circles.

    Raises NoRoom when one line on a page of its own has not.
    """
    order = sorted(aspects, key=lambda values: values[0].axis)
    for per_page in range(len(order), 0, -1):
        pages = [order[n : n + per_page] for n in range(0, len(order), per_page)]
        try:
            made = [_page(room, page) for page in pages]
        except Full as full:
            failed = full
            continue
        if per_page == 1 or _furthest(made) <= FURTHEST:
            return made
    raise NoRoom(
        f"the circles of so many people do not fit on a line of {room.width:.0f} mm",
        detail=f"no place for {failed.names[0]}",
        hint="take larger paper, or fewer people at a time",
    )


def _furthest(pages: Sequence[SpreadPage]) -> float:
    circles = [circle for page in pages for line in page.lines for circle in line.circles]
    return max(place.off for _, place in circles)


def _page(room: Box, aspects: Sequence[Values]) -> SpreadPage:
    groups = [(axis, list(same)) for axis, same in groupby(aspects, lambda v: v[0].axis)]
    height = min((room.height - ENDS * len(groups)) / len(aspects), MOST)
    if len(aspects) == 1:
        height = room.height - ENDS
    elif height < LEAST:
        raise Full([aspects[-1][0].id], len(aspects), _mat(room, height))
    ends, lines, y = [], [], room.y
    start, width = room.x + NAMES + SIDE, room.width - NAMES - 2 * SIDE
    for axis, same in groups:
        ends.append(Ends(axis, Box(start, y, width, ENDS)))
        y += ENDS
        for values in same:
            lines.append(_line(Box(room.x, y, room.width, height), values))
            y += height
    return SpreadPage(tuple(ends), tuple(lines))


def _mat(box: Box, height: float) -> Mat:
    """A line with room above it only: the mat's lower half is not used."""
    reach = height - BELOW
    start, width = box.x + NAMES + SIDE, box.width - NAMES - 2 * SIDE
    return Mat(box=Box(start, box.y, width, 2 * reach), half=0.6, reach=reach)


def _line(box: Box, values: Values) -> Line:
    aspect, people, median = values
    mat = _mat(box, box.height)
    numbers = [person.value for person in people]
    return Line(
        aspect=aspect,
        box=box,
        start=Point(mat.box.x, mat.level),
        end=Point(mat.box.right, mat.level),
        circles=tuple(zip([p.initials for p in people], _places(mat, people), strict=True)),
        low=min(numbers),
        high=max(numbers),
        median=median,
    )


def _places(mat: Mat, people: Sequence[Value]) -> tuple[Place, ...]:
    for diameter in DIAMETERS:
        circles = [
            Circle(name=p.initials, axis="horizontal", set=0, value=p.value, diameter=diameter)
            for p in people
        ]
        try:
            return placed(circles, mat)
        except Full as full:
            failed = full
    raise failed
