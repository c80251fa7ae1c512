"""The mat that circles are laid on, as places in the area of a sheet; numbers only.

No words stand where circles come to lie: what a place means stands in the axis itself, between the
circles of the two sides; the ends of the axes stand beyond them; the names of the fields stand in
the outermost strip, which no stack reaches; turned copies stand outside the field.

Marks of 10 mm for a camera have room in the margins of A3 (MARKS): nothing is drawn there.
"""

from __future__ import annotations

from msgspec import Struct

from worksheets.geometry import Box, Point, Size
from worksheets.layout import placing

DESIGN = Size(404.0, 270.0)  # mm; the area of A3, for which sizes are given; smaller ones shrink
END = 27.0  # mm; the width of the ends of the level axis
HEADING = 10.9  # mm; the height of the ends of the upright axis, with air
LINE = 5.5  # mm; a line of words in the level axis
CROSSING = 14.0  # mm between the two labels of an end of the upright axis
ABOUT = 60.0  # mm; the least width of what stands beside the slots
SLOT = 1.5  # mm that a slot is wider than a circle
SLOTS_APART = 3.0
STRIP = 0.22  # of the height; a strip that would take more has no slots
MARK = 10.0  # mm
# The places of marks on A3 landscape: their top left corners.
MARKS = (
    *(Point(x, y) for x in (8.5, 401.5) for y in (42.0, 108.0, 155.0, 221.0)),
    Point(205.0, 8.5),
    Point(230.0, 278.5),
)


class Slot(Struct, frozen=True):
    """A place beside the mat where a circle waits."""

    centre: Point
    radius: float


class MatLayout(Struct, frozen=True):
    """Where everything of the mat lies, in mm. `scale` is 1 on A3, less on smaller paper."""

    scale: float
    field: Box
    half: float  # of the level axis, from its middle to its edge
    names: float  # the height of the outermost strip, with the names of the fields
    level_lane: float  # half of it
    upright_lane: float
    ends: tuple[Box, Box]  # at the left, at the right
    headings: tuple[tuple[Box, Box], tuple[Box, Box]]  # above and below: upright, turned
    logo: Box  # above the left end
    corners: dict[str, Box]  # outside the field: the turned names
    strip: Box
    about: Box  # in the strip, beside the slots
    slots: tuple[Slot, ...]

    @property
    def middle(self) -> Point:
        return self.field.middle

    @property
    def mat(self) -> placing.Mat:
        """What circles are laid on."""
        reach = self.field.height / 2 - self.names
        return placing.Mat(box=self.field, half=self.half, reach=reach)

    @property
    def flank(self) -> float:
        """The room for words in the middle third of the axis, at one side of the crossing."""
        return self.field.width / 6 - self.upright_lane


def name_room(area: Box) -> Size:
    """Return the room in mm above the field, at the right of the ends of the upright axis."""
    wide = _heading_wide(area)
    return Size(area.width / 2 - CROSSING / 2 - wide, HEADING * max(_scale(area), 0.6))


def _heading_wide(area: Box) -> float:
    """How wide the words of an end of the upright axis are, and their turned copy."""
    scale = _scale(area)
    # Wide enough for words to move aside from a seam; a copy that does not is as wide, to the eye.
    return min(108 * scale, area.width / 2 - END * max(scale, 0.6) - CROSSING)


def _scale(area: Box) -> float:
    return min(1.0, area.width / DESIGN.width, area.height / DESIGN.height)


def mat_layout(
    area: Box, paper: Size, *, circle: float, count: int, lines: int, names: float
) -> MatLayout:
    """Return the mat in an area, for circles of a diameter and a number of slots.

    `lines` of words stand in the level axis (0, 1 or 2); the names of the fields are `names` high.
    """
    scale = _scale(area)
    end = END * max(scale, 0.6)
    heading = name_room(area).height
    # The foot may leave more: a mark has its place above the edge of the paper.
    bottom = min(area.bottom, paper.height - 19) if scale == 1 else area.bottom
    slot = circle + SLOT
    row = count * (slot + SLOTS_APART)
    has_slots = area.width - row >= ABOUT and slot + 1 <= STRIP * area.height
    # On the smallest paper that still holds the words; on smaller there is no room at all.
    low = 26 * scale if scale > 0.8 or scale < 0.45 else 17.0 if scale < 0.6 else 20.0
    high = slot + 1 if has_slots else low
    strip = Box(area.x, bottom - high, area.width, high)
    top = area.y + heading
    field = Box(area.x + end, top, area.width - 2 * end, strip.y - heading + 0.5 - top)
    cx, cy = field.middle
    half = max(LINE * scale, 3.8) * lines / 2 if lines else 0.65
    wide = _heading_wide(area)
    ends = Box(area.x, cy - 4 * scale, end, 35.3 * scale)
    above, below = field.y - heading + 0.5, field.bottom + 0.7
    gap = CROSSING / 2
    corner = min(66 * scale, cx - gap - wide - field.x - 2)
    turned = heading - 1.3
    about = area.width - (row if has_slots else 0)
    pitch = (area.width - max(about, 0)) / max(count, 1)
    return MatLayout(
        scale=scale,
        field=field,
        half=half,
        names=names,
        level_lane=min(half + circle + 2, field.height * 0.24),
        upright_lane=min(circle / 2 + 1.5, field.width * 0.062),
        ends=(ends, Box(area.right - end, ends.y, end, ends.height)),
        headings=(
            (Box(cx - gap - wide, above, wide, turned), Box(cx + gap, above, wide, turned)),
            (Box(cx - gap - wide, below, wide, turned), Box(cx + gap, below, wide, turned)),
        ),
        logo=Box(area.x, area.y, end - 2, max(heading - 1, 6.0)),
        corners={
            "top-left": Box(field.x, above, corner, turned),
            "top-right": Box(field.right - corner, above, corner, turned),
            "bottom-left": Box(field.x, below, corner, turned),
            "bottom-right": Box(field.right - corner, below, corner, turned),
        },
        strip=strip,
        about=Box(strip.x, strip.y, about, high),
        slots=tuple(
            Slot(
                Point(strip.right - (count - n - 0.5) * pitch - 0.5, strip.middle.y),
                slot / 2,
            )
            for n in range(count if has_slots else 0)
        ),
    )
