"""What a print shop wants of a sheet: room around it for bleed, and crop marks.

The sheet stays what it was; paper comes around it, which is cut off. Ours keep their edges white;
what a template draws up to an edge must go on beyond it, or a cut a hair off would leave a white
line there.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from worksheets.drawing import extents
from worksheets.drawing.items import Group, Line, Stroke
from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Point, Size
from worksheets.problems import Problem
from worksheets.theme.theme import Ink

MARK = 5.0  # mm; the length of a crop mark
OFFSET = 3.0  # mm from the trim to a mark, at least: a cut a hair off shows no mark
WEIGHT = 0.1  # mm
EDGE = 1.0  # mm of paper around the marks
SLACK = 0.01  # mm


def trimmed(sheet: Sheet, ink: Ink, *, bleed: float, crop_marks: bool) -> Sheet:
    """Return a sheet on paper that is larger by the bleed, in mm, and by its crop marks."""
    around = bleed + (max(OFFSET - bleed, 0) + MARK + EDGE if crop_marks else 0)
    stroke = Stroke(ink, WEIGHT) if crop_marks else None
    back = _side(sheet.back, around, bleed, stroke) if sheet.back else None
    return replace(sheet, front=_side(sheet.front, around, bleed, stroke), back=back)


def check(sheet: Sheet, bleed: float, fonts: Fonts) -> None:
    """Raise Problem for what ends at the edge of a sheet, or beyond it but within the bleed, in mm.

    Words are left out: they do not go on beyond an edge.
    """
    for side in (sheet.front, sheet.back):
        if side is None:
            continue
        for extent in extents.of_side(side, fonts):
            if extent.kind in ("text", "word"):
                continue
            short = [
                beyond
                for beyond in _beyond(extent.box, side.size)
                if -SLACK <= beyond < bleed - SLACK
            ]
            if short:
                reach = max(0.0, round(min(short), 2))
                raise Problem(
                    f"the edge of the sheet is inked, and {reach:g} mm beyond it;"
                    f" the bleed is {bleed:g} mm",
                    extent.at,
                    hint="draw it that far beyond the edge, or stay within it",
                )


def _beyond(box: Box, size: Size) -> tuple[float, float, float, float]:
    """How far a box reaches beyond each edge of a sheet; less than 0 when it stays within."""
    return -box.x, -box.y, box.right - size.width, box.bottom - size.height


def _side(side: Side, around: float, bleed: float, stroke: Stroke | None) -> Side:
    width, height = side.size
    trim = Box(around, around, width, height)
    marks = (Group(side.marks, around, around),) if side.marks else ()
    crops = tuple(_crop_marks(trim, max(OFFSET, bleed), stroke)) if stroke else ()
    placements = tuple(_moved(placed, around) for placed in side.placements)
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
