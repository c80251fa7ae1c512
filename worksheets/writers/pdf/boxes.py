"""Places in a PDF: boxes and maps, in points from the bottom left."""

from __future__ import annotations

from worksheets.drawing.sheets import Side
from worksheets.geometry import Box, Insets, Matrix, number, points


def page_boxes(side: Side) -> str:
    """Return the entries for a page's boxes (ISO 32000-1, 14.11.2)."""
    height, trim = side.size.height, trim_of(side)
    media = _written(Box(0, 0, *side.size), height)
    bleed = _written(trim.inset(Insets.all(-side.bleed)), height)
    return f"/MediaBox{media}/CropBox{media}/BleedBox{bleed}/TrimBox{_written(trim, height)}"


def trim_of(side: Side) -> Box:
    """Return the trim box of a side: its page's, when it holds just one that is not cut out."""
    if side.trim:
        return side.trim
    if len(side.placements) == 1 and not side.placements[0].page.round:
        placement = side.placements[0]
        if placement.scale == 1 and not placement.turn and not placement.clip:
            return Box(*placement.corner, *placement.page.size)
    return Box(0, 0, *side.size)


def matrix(of: Matrix) -> str:
    """Return a map as operands; its factors need more decimals than lengths do."""
    factors = " ".join(number(factor, 8) for factor in of[:4])
    return f"{factors} {number(of.e)} {number(of.f)}"


def _written(box: Box, height: float) -> str:
    edges = (box.x, height - box.bottom, box.right, height - box.y)
    return f"[{' '.join(number(points(edge)) for edge in edges)}]"
