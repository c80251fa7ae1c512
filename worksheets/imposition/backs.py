"""Where the back of a thing lies: behind its front, when the sheet has been turned over."""

from __future__ import annotations

from worksheets.choices import Turn
from worksheets.geometry import Point, Size


def behind(at: Point, sheet: Size, turn: Turn) -> tuple[Point, float]:
    """Return the place on the back of a sheet that lies behind a place on its front, in mm.

    And how far what lies there is turned, in degrees, to stand upright when a cut-out is turned
    over like the page of a book: a sheet that is turned over its upper edge has its back upside
    down. The long edge of a sheet in landscape is its upper one.
    """
    upright = sheet.height >= sheet.width
    if (turn == "long-edge") == upright:
        return Point(sheet.width - at.x, at.y), 0
    return Point(at.x, sheet.height - at.y), 180
