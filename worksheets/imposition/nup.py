"""Several pages on a sheet, made smaller: the division that leaves them largest. Numbers only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from worksheets.geometry import Box, Point, Size
from worksheets.imposition.circle_packing import GUTTER

GAIN = 1.1  # times as large a copy must become to be worth a turn
SLACK = 1e-9


class Grid(Struct, frozen=True):
    """A paper as it lies, divided in equal rooms."""

    paper: Size
    area: Box  # the part of the paper that is for copies
    columns: int
    rows: int

    @property
    def room(self) -> Size:
        """What there is for each copy."""
        across = self.area.width - GUTTER * (self.columns - 1)
        down = self.area.height - GUTTER * (self.rows - 1)
        return Size(across / self.columns, down / self.rows)


class Cell(Struct, frozen=True):
    """Where a page lies on a sheet: its corner, how it is scaled and turned, and its box there."""

    corner: Point
    scale: float
    turn: float
    box: Box


def grid(pages: Sequence[Size], paper: Size, count: int, *, area: Callable[[Size], Box]) -> Grid:
    """Return the division of a paper in so many rooms that leaves some pages largest.

    Pages that are turned count for less: it is a nuisance to turn the sheet while reading.
    """
    upright = paper.portrait, paper.landscape
    # `max` keeps the first of equals: paper that lies as the first page does, in few columns.
    lying = upright if pages[0].width <= pages[0].height else upright[::-1]
    ways = [
        Grid(size, area(size), columns, count // columns)
        for size in lying
        for columns in range(1, count + 1)
        if not count % columns
    ]

    def worth(way: Grid) -> float:
        fitted = [_fitted(page, way) for page in pages]
        return round(sum(scale / GAIN if turned else scale for scale, turned in fitted), 6)

    return max(ways, key=worth)


def cell(page: Size, grid: Grid, number: int) -> Cell:
    """Return where a page lies in the number-th room (from 0), row by row."""
    scale, turned = _fitted(page, grid)
    row, column = divmod(number, grid.columns)
    size = page.swapped if turned else page
    width, height = size.width * scale, size.height * scale
    area, room = grid.area, grid.room
    x = area.x + column * (room.width + GUTTER) + (room.width - width) / 2
    y = area.y + row * (room.height + GUTTER) + (room.height - height) / 2
    # Turned to the left: what was its upper left corner is the lower left one.
    corner = Point(x, y + height) if turned else Point(x, y)
    return Cell(corner, scale, 270 if turned else 0, Box(x, y, width, height))


def _fitted(page: Size, grid: Grid) -> tuple[float, bool]:
    """How a page is scaled to fit in a room, and whether it is turned to be much larger."""
    room = grid.room
    scale, across = (
        max(min(room.width / size.width, room.height / size.height, 1.0), SLACK)
        for size in (page, page.swapped)
    )
    turned = across > scale * GAIN
    return (across if turned else scale), turned
