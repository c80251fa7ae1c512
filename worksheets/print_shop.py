"""What a print shop wants of a sheet: room around it for bleed, and crop marks.

The sheet stays what it was; paper comes around it, which is cut off.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from worksheets.drawing import Group, Line, Placement, Sheet, Side, Stroke
from worksheets.geometry import Box, Point, Size
from worksheets.theme import Ink

MARK = 5.0  # mm; the length of a crop mark
OFFSET = 3.0  # mm from the trim to a mark, at least: a cut a hair off shows no mark
WEIGHT = 0.1  # mm
EDGE = 1.0  # mm of paper around the marks


def trimmed(sheet: Sheet, ink: Ink, *, bleed: float, crop_marks: bool) -> Sheet:
    """Return a sheet on paper that is larger by the bleed, in mm, and by its crop marks."""
    around = bleed + (max(OFFSET - bleed, 0) + MARK + EDGE if crop_marks else 0)
    stroke = Stroke(ink, WEIGHT) if crop_marks else None
    back = _side(sheet.back, around, bleed, stroke) if sheet.back else None
    return replace(sheet, front=_side(sheet.front, around, bleed, stroke), back=back)


def _side(side: Side, around: float, bleed: float, stroke: Stroke | None) -> Side:
    width, height = side.size
    trim = Box(around, around, width, height)
    marks = (Group(side.marks, around, around),) if side.marks else ()
    crops = tuple(_crop_marks(trim, max(OFFSET, bleed), stroke)) if stroke else ()
    placements = tuple(
        replace(
            placed,
            corner=Point(placed.corner.x + around, placed.corner.y + around),
            clip=placed.clip
            and placed.clip._replace(x=placed.clip.x + around, y=placed.clip.y + around),
        )
        for placed in side.placements
    )
    size = Size(width + 2 * around, height + 2 * around)
    return Side(size, placements, (*marks, *crops), side.adjust, trim, bleed)


def _moved(placement: Placement, by: float) -> Placement:
    (x, y), clip = placement.corner, placement.clip
    seen = clip._replace(x=clip.x + by, y=clip.y + by) if clip else None
    return replace(placement, corner=Point(x + by, y + by), clip=seen)


def _crop_marks(trim: Box, offset: float, stroke: Stroke) -> Iterator[Line]:
    """Yield two lines at each corner of the trim box, outside it."""
    for x, outward in ((trim.x, -1), (trim.right, 1)):
        for y, down in ((trim.y, -1), (trim.bottom, 1)):
            near, far = x + outward * offset, x + outward * (offset + MARK)
            yield Line(near, y, far, y, stroke)
            near, far = y + down * offset, y + down * (offset + MARK)
            yield Line(x, near, x, far, stroke)
