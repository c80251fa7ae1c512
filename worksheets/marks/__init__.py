"""Marks outside the trim shapes: cut lines, a sheet's foot, what joins tiles, frames of copies.

They are drawing items like any other, and decoration to someone who listens.
"""

from worksheets.marks import copies, tiles
from worksheets.marks.sheet import (
    CUT_ON,
    CUT_WEIGHT,
    FOOT,
    RULER,
    area,
    cut_lines,
    foot,
    page_number,
    ruler,
    safe,
    straight_cuts,
)

__all__ = [
    "CUT_ON",
    "CUT_WEIGHT",
    "FOOT",
    "RULER",
    "area",
    "copies",
    "cut_lines",
    "foot",
    "page_number",
    "ruler",
    "safe",
    "straight_cuts",
    "tiles",
]
