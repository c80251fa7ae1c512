"""Where equal rectangles lie in a room: in rows and columns, so that straight cuts part them."""

from __future__ import annotations

from worksheets.geometry import Box, Point, Size

SLACK = 1e-9


def grid(room: Box, size: Size, gutter: float = 0) -> tuple[Point, ...]:
    """Return the top left corners of as many rectangles as fit, in reading order, centred across.

    They share their edges, or keep `gutter` mm between them; the room's edges need none.
    """
    columns = int((room.width + gutter) / (size.width + gutter) + SLACK)
    rows = int((room.height + gutter) / (size.height + gutter) + SLACK)
    left = room.x + (room.width - columns * (size.width + gutter) + gutter) / 2
    return tuple(
        Point(left + column * (size.width + gutter), room.y + row * (size.height + gutter))
        for row in range(rows)
        for column in range(columns)
    )
