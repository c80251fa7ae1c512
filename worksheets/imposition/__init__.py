"""Pages are placed on the sides of sheets: one up, cut-outs packed and collated, tiled or smaller.

Numbers only: a page is known by its trim size. Ink is the writers' business.
"""

from worksheets.imposition import cutting, nup, tiling
from worksheets.imposition.backs import behind
from worksheets.imposition.collation import COLLATES, Collate, collated
from worksheets.imposition.grids import grid
from worksheets.imposition.packing import GUTTER, circles
from worksheets.imposition.sheets import laid, one_up

__all__ = [
    "COLLATES",
    "GUTTER",
    "Collate",
    "behind",
    "circles",
    "collated",
    "cutting",
    "grid",
    "laid",
    "nup",
    "one_up",
    "tiling",
]
