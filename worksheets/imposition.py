"""Pages are placed on the sides of sheets: one up, or circles packed.

Numbers only: a page is known by its trim size. Ink is the writers' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from worksheets.drawing import Page, Placement, Sheet, Side
from worksheets.geometry import Box, Point, Size

GUTTER = 4.0  # mm between circles: room for scissors, and for the rim of a laminate
SLACK = 1e-9


def one_up(pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return a sheet for each page, of the page's own size."""
    origin = Point(0, 0)
    return tuple(Sheet(Side(page.size, (Placement(page, origin),))) for page in pages)


def circles(room: Box, diameter: float, gutter: float = GUTTER) -> tuple[Point, ...]:
    """Return the centres of equal circles in a room, in reading order, centred across.

    A square grid, or hexagonal rows along the width or along the height, whichever holds more; of
    equals the first. Circles keep `gutter` mm between them; the room's edges need none.
    """
    across = _hexagonal(room.size, diameter, gutter)
    along = _turned(_hexagonal(room.size.swapped, diameter, gutter))
    best = max((_grid(room.size, diameter, gutter), across, along), key=len)
    return _centred(best, room, diameter)


def packed(
    sets: Sequence[Sequence[Page]],
    paper: Size,
    places: Sequence[Point],
    *,
    beneath: Sequence[Placement] = (),
) -> Iterator[Sheet]:
    """Yield sheets with sets of equal pages at the given places, in order.

    A set that does not fit on what is left of a sheet starts a new one, unless it is larger than a
    sheet. `beneath` lies under the pages of every sheet.
    """
    placed: list[Placement] = []
    for one in sets:
        left = len(places) - len(placed)
        if placed and len(one) > left:
            yield Sheet(Side(paper, (*beneath, *placed)))
            placed = []
        for page in one:
            if len(placed) == len(places):
                yield Sheet(Side(paper, (*beneath, *placed)))
                placed = []
            placed.append(Placement(page, places[len(placed)]))
    if placed:
        yield Sheet(Side(paper, (*beneath, *placed)))


def _fitting(length: float, diameter: float, pitch: float) -> int:
    """How many circles fit along a length at a pitch."""
    return 0 if length < diameter - SLACK else int((length - diameter) / pitch + SLACK) + 1


def _grid(room: Size, diameter: float, gutter: float) -> list[Point]:
    pitch, r = diameter + gutter, diameter / 2
    columns = _fitting(room.width, diameter, pitch)
    rows = _fitting(room.height, diameter, pitch)
    return [Point(r + c * pitch, r + n * pitch) for n in range(rows) for c in range(columns)]


def _hexagonal(room: Size, diameter: float, gutter: float) -> list[Point]:
    """Rows along the width, every second one shifted by half a pitch."""
    pitch, r = diameter + gutter, diameter / 2
    rows = _fitting(room.height, diameter, pitch * sqrt(3) / 2)
    points = []
    for n in range(rows):
        shift = pitch / 2 if n % 2 else 0.0
        columns = _fitting(room.width - shift, diameter, pitch)
        y = r + n * pitch * sqrt(3) / 2
        points += [Point(r + shift + c * pitch, y) for c in range(columns)]
    return points


def _turned(points: list[Point]) -> list[Point]:
    return sorted((Point(y, x) for x, y in points), key=lambda p: (round(p.y, 6), p.x))


def _centred(points: Sequence[Point], room: Box, diameter: float) -> tuple[Point, ...]:
    if not points:
        return ()
    right = max(x for x, _ in points) + diameter / 2
    shift = room.x + (room.width - right) / 2
    return tuple(Point(x + shift, y + room.y) for x, y in points)
