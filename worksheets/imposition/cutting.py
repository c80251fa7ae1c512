"""How cut-outs lie for what cuts them, and which straight cuts part them. Numbers only, in mm.

Scissors follow a line around each circle; a punch needs strips that are no deeper than it reaches;
a guillotine cuts straight through, so it makes squares or hexagons; a plotter follows marks; what
is laminated keeps a rim around it. Labels lie where their maker cut them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, radians, sin, sqrt
from typing import Literal, NamedTuple

from msgspec import Struct

from worksheets.choices import CutWith
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.imposition.circle_packing import GUTTER, SLACK, circles
from worksheets.imposition.grid import grid
from worksheets.label_sheets import LabelSheet

Shape = Literal["circle", "square", "hexagon"]

RIM = 2.0  # mm of laminate that stays around a cut-out, or its film lets go
WEB = 3.0  # mm of paper between holes, and from a hole to the edge of a strip; less would tear
BLEED = 1.25  # mm that a disc goes on beyond the punch: half the web, and a hair between two discs
NARROW = 2.5  # mm between circles that a plotter cuts
REGISTER = 7.0  # mm around the room of a plotter's circles that are its marks' alone
LEAST = 2.0  # mm between rows, for scissors to go through
ABOVE = 1.0  # mm between what stands above the room and the first straight cut


class Profile(Struct, frozen=True, kw_only=True):
    """What a way of cutting asks: of how cut-outs lie, and of what is drawn.

    `gutter` is between trims. The line to cut along lies `outline` mm outside the trim; None is no
    line. Discs go on for `bleed` mm. `rough` cuts come first, between rows; `registered` sheets
    have marks that a plotter looks for. On a `label_sheet` all lies in the middle of its labels.
    """

    by: CutWith
    gutter: float
    outline: float | None = None
    shape: Shape = "circle"
    bleed: float = 0
    tick: bool = False
    rough: bool = False
    registered: bool = False
    reach: float | None = None  # how deep a punch reaches, from the edge to the far side of a hole
    label_sheet: LabelSheet | None = None


PROFILES: dict[CutWith, Profile] = {
    "scissors": Profile(by="scissors", gutter=GUTTER, outline=0, rough=True),
    "punch": Profile(by="punch", gutter=WEB, bleed=BLEED, tick=True, rough=True),
    "guillotine": Profile(by="guillotine", gutter=0, shape="square"),
    "plotter": Profile(by="plotter", gutter=NARROW, registered=True),
    "laminate": Profile(by="laminate", gutter=GUTTER + 2 * RIM, outline=RIM, rough=True),
    "labels": Profile(by="labels", gutter=0),
}


class Cut(NamedTuple):
    """A straight cut from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


class Layout(Struct, frozen=True):
    """Where the middles of cut-outs lie, and the straight cuts that part them."""

    places: tuple[Point, ...]
    cuts: tuple[Cut, ...] = ()


NOTHING = Layout(())


def layout(room: Box, diameter: float, profile: Profile, *, wanted: int | None = None) -> Layout:
    """Return how cut-outs of a diameter lie in a room: as many as can be, in reading order.

    The diameter of a square or hexagon is that of the circle in it. With `wanted`, circles lie in
    plain rows and columns when those hold as many, and no more is cut. Labels have their own
    places, whatever the room. Nothing lies where nothing fits.
    """
    if sheet := profile.label_sheet:
        holds = sheet.holds(Size(diameter, diameter), round=True)
        return Layout(sheet.middles) if holds else NOTHING
    below = room.inset(Insets(ABOVE, 0, 0, 0))
    if profile.shape != "circle":
        full = _straight(below, diameter, profile.shape)
        return _enough(full, below, diameter, profile.shape, wanted or len(full.places))
    if profile.by == "punch":
        return _strips(below, diameter, profile)
    rim = profile.outline or 0
    inside = room.inset(Insets.all(REGISTER if profile.registered else rim))
    places = circles(inside, diameter, profile.gutter, wanted=wanted)
    return Layout(
        places, tuple(_between(places, diameter / 2 + rim, room)) if profile.rough else ()
    )


def band(diameter: float, profile: Profile) -> float:
    """Return how high a room must be for one row."""
    if profile.shape != "circle":
        return ABOVE + diameter
    if profile.by == "punch":
        return ABOVE + diameter + 2 * WEB
    return diameter + 2 * (profile.outline or 0)


def rows_in_reach(diameter: float, reach: float | None) -> int:
    """Return how many rows of holes a punch reaches from the edge of a strip; 0 is none.

    A punch whose reach is not known is taken to reach one row.
    """
    return int(reach / (diameter + WEB) + SLACK) if reach is not None else 1


def least_reach(diameter: float) -> float:
    """Return how deep a punch must reach for any hole to have paper around it."""
    return diameter + WEB


# -- scissors -------------------------------------------------------------------------------------


def _between(places: Sequence[Point], radius: float, room: Box) -> Iterator[Cut]:
    """Yield cuts through the whole room between rows; if there are none, between all columns."""
    rows, columns = ({round(at[axis], 6) for at in places} for axis in (1, 0))
    across, down = list(_gaps(rows, radius)), list(_gaps(columns, radius))
    if across:
        yield from (Cut(room.x, y, room.right, y) for y in across)
    elif len(down) == len(columns) - 1:
        yield from (Cut(x, room.y, x, room.bottom) for x in down)


def _gaps(middles: Iterable[float], radius: float) -> Iterator[float]:
    """Yield the middles of what is free between circles with such middles along an axis."""
    for middle, next_middle in pairwise(sorted(middles)):
        if next_middle - middle - 2 * radius >= LEAST - SLACK:
            yield (middle + next_middle) / 2


# -- a punch --------------------------------------------------------------------------------------


def _strips(room: Box, diameter: float, profile: Profile) -> Layout:
    """Strips of rows, cut apart first; each hole is within reach of an edge of its strip.

    A strip has as many rows as are reached from its upper and its lower edge.
    """
    most = 2 * rows_in_reach(diameter, profile.reach)
    pitch = diameter + WEB
    columns = int((room.width - diameter) / pitch + SLACK) + 1 if room.width >= diameter else 0
    if not (most and columns):
        return NOTHING
    left = room.x + (room.width - (columns - 1) * pitch) / 2
    places: list[Point] = []
    edges = [room.y]
    while rows := min(most, int((room.bottom - edges[-1] - WEB) / pitch + SLACK)):
        first = edges[-1] + WEB + diameter / 2
        places += [
            Point(left + c * pitch, first + r * pitch) for r in range(rows) for c in range(columns)
        ]
        edges.append(edges[-1] + rows * pitch + WEB)
    return Layout(
        tuple(places), tuple(Cut(room.x, y, room.right, y) for y in edges) if places else ()
    )


# -- a guillotine ---------------------------------------------------------------------------------


def _straight(room: Box, diameter: float, shape: Shape) -> Layout:
    if shape == "square":
        return _squares(room, diameter)
    return max(_hexagons(room, diameter), key=lambda layout: len(layout.places))


def _enough(layout: Layout, room: Box, diameter: float, shape: Shape, wanted: int) -> Layout:
    """Return a layout without the rows that are not wanted, for which no cut is made."""
    if not wanted < len(layout.places):
        return layout
    # Half of a hexagon that stands on a corner is higher than its circle.
    lowest = layout.places[wanted - 1].y + diameter / (sqrt(3) if shape == "hexagon" else 2)
    fewer = _straight(room._replace(height=lowest - room.y), diameter, shape)
    return fewer if len(fewer.places) >= wanted else layout


def _squares(room: Box, side: float) -> Layout:
    """Squares that share their edges: each cut goes through all of them."""
    corners = grid(room, Size(side, side))
    if not corners:
        return NOTHING
    across = sorted({round(y, 6) for _, top in corners for y in (top, top + side)})
    down = sorted({round(x, 6) for left, _ in corners for x in (left, left + side)})
    cuts = [Cut(room.x, y, room.right, y) for y in across]
    cuts += [Cut(x, across[0], x, across[-1]) for x in down]
    return Layout(tuple(Point(x + side / 2, y + side / 2) for x, y in corners), tuple(cuts))


def _hexagons(room: Box, across: float) -> Iterator[Layout]:
    """Hexagons between straight cuts in three directions, with triangles between them as waste.

    In a row they touch at their corners, and the next row lies half a hexagon on; so every side of
    one goes on as a side of others. The first layout has its rows along the width, the other along
    the height.
    """
    yield _hexagonal(room, across)
    turned = _hexagonal(Box(room.y, room.x, room.height, room.width), across)
    places = sorted((Point(y, x) for x, y in turned.places), key=lambda at: (round(at.y, 6), at.x))
    yield Layout(tuple(places), tuple(Cut(y1, x1, y2, x2) for x1, y1, x2, y2 in turned.cuts))


def _hexagonal(room: Box, across: float) -> Layout:
    pitch = 2 * across / sqrt(3)  # from corner to corner
    rows = int(room.height / across + SLACK)
    long = int(room.width / pitch + SLACK)
    short = max(int((room.width - pitch / 2) / pitch + SLACK), 0)
    if not (rows and long):
        return NOTHING
    wide = max(long * pitch, (short + 0.5) * pitch if rows > 1 else 0)
    left = room.x + (room.width - wide) / 2
    places = tuple(
        Point(left + (c + 0.5 + row % 2 / 2) * pitch, room.y + (row + 0.5) * across)
        for row in range(rows)
        for c in range(short if row % 2 else long)
    )
    top, bottom = room.y, room.y + rows * across
    cuts = [
        Cut(room.x, room.y + n * across, room.right, room.y + n * across) for n in range(rows + 1)
    ]
    for slope in (30, 150):  # degrees, of the normals of the slanting sides
        nx, ny = cos(radians(slope)), sin(radians(slope))
        offsets = {
            round(x * nx + y * ny + side * across / 2, 6) for x, y in places for side in (-1, 1)
        }
        # x = (offset - y ny) / nx, from the uppermost cut to the lowest.
        slanting = (
            Cut((at - top * ny) / nx, top, (at - bottom * ny) / nx, bottom)
            for at in sorted(offsets)
        )
        cuts += [part for cut in slanting if (part := _within(cut, room.x, room.right))]
    return Layout(places, tuple(cuts))


def _within(cut: Cut, left: float, right: float) -> Cut | None:
    """Return what of a slanting cut lies between two x, if anything does."""
    x1, y1, x2, y2 = cut
    ends = sorted(((left - x1) / (x2 - x1), (right - x1) / (x2 - x1)))
    start, end = max(ends[0], 0.0), min(ends[1], 1.0)
    if end - start <= SLACK:
        return None
    first, last = ((x1 + (x2 - x1) * at, y1 + (y2 - y1) * at) for at in (start, end))
    return Cut(*first, *last)
