"""Marks outside the trim shapes: cut lines, a sheet's foot, what joins tiles, frames of copies.

They are drawing items like any other, and decoration to someone who listens.
"""

from worksheets.marks import copies, cutting, tiles
from worksheets.marks.cutting import CUT_ON, CUT_WEIGHT, cut_lines, straight_cuts
from worksheets.marks.sheet import FOOT, RULER, area, foot, page_number, ruler, safe

__all__ = [
    "CUT_ON",
    "CUT_WEIGHT",
    "FOOT",
    "RULER",
    "area",
    "copies",
    "cut_lines",
    "cutting",
    "foot",
    "page_number",
    "ruler",
    "safe",
    "straight_cuts",
    "tiles",
]
