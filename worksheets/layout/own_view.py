"""The mat of one person, to mark with a pen, as places on a sheet; numbers only.

The fields stand at the upper right. Below them each aspect of the level axis has a line as wide as
they are, and at their left each aspect of the upright axis one as high: so what is marked on the
lines can be read across to a place in the fields. Aspects of both axes are listed at the left; they
are marked in the fields.
"""

from __future__ import annotations

from msgspec import Struct

from worksheets.geometry import Box, Size

DESIGN = Size(190.0, 187.0)  # mm; on an area that is smaller words and rows are smaller too
GAP = 3.0  # mm between the parts
PITCH = 9.5  # mm between two lines to write on
ROW = (7.0, 12.0)  # mm; the least and the most that the row of an aspect is high
ROOMY = 8.0  # mm; rows that are lower leave one line to write on
LABEL, SHARE = 76.0, 0.38  # mm, and the part of a narrow sheet: the names at the left
LIST, ENDS = 62.0, 46.0  # mm; the least width of a list, and of the ends, beside upright lines
UPRIGHT = 14.0  # mm from one upright line to the next, with its name along it
ALONE = 9.0  # mm that one upright line has, its name beside it
FIELDS = 30.0  # mm; the least height of the fields
BETWEEN = 6.0  # mm; the least height between the ends of the upright axis
COMMON = 0.46  # of the most height of the fields, before rows get more than they need
LISTED = 9.0  # mm; the height of an aspect in the list, where there is room
FLATTEST = 0.5  # the most height of the fields, as a part of their width
LINES = (2, 8)  # to write on; more on large paper
EDGE = 3.0  # mm around what is written, in its box
INSET = 4.5  # mm from an end of a line to the edge of the fields: room for a mark


class Row(Struct, frozen=True):
    """A line of the level axis: its name, and the line's height and ends."""

    label: Box
    y: float
    start: float
    end: float


class Upright(Struct, frozen=True):
    """A line of the upright axis, its name beside it, or `turned` along it where there are more."""

    label: Box
    x: float
    top: float
    bottom: float
    turned: bool


class OwnViewLayout(Struct, frozen=True):
    """Where everything of the sheet lies, in mm."""

    fields: Box
    ends: tuple[Box, Box]  # of the upright axis: at the top, at the bottom
    listed: Box  # between them, for aspects of both axes
    uprights: tuple[Upright, ...]
    axis: Box  # the level axis with its ends, below the fields
    meanings: Box  # below it
    rows: tuple[Row, ...]
    tell: Box
    lines: int  # in it, to write on


class Columns(Struct, frozen=True):
    """How wide the parts of a sheet are: names at the left, upright lines in them, the fields."""

    left: float
    zone: float
    fields: float

    @property
    def ends(self) -> float:
        """The width of the ends of the upright axis."""
        return self.left - self.zone - 1


def scale(area: Box) -> float:
    """Return how large words and rows are: 1 on A4 and larger paper."""
    return min(1.0, area.width / DESIGN.width, area.height / DESIGN.height)


def columns(width: float, k: float, *, ups: int, boths: int) -> Columns:
    """Return the columns of a sheet for so many aspects of the upright axis and of both."""
    is_apart = ups > 1 or (ups > 0 and boths > 0)
    zone = ups * UPRIGHT * k if is_apart else ALONE
    least = zone + (LIST if boths else ENDS) * k
    left = max(min(LABEL * k, width * SHARE), min(least, width * 0.6))
    return Columns(left, zone, width - left - GAP)


def own_view_layout(
    room: Box,
    k: float,
    *,
    levels: int,
    ups: int,
    boths: int,
    end_high: float,
    axis_high: float,
    meanings_high: float,
    tells: bool,
) -> OwnViewLayout:
    """Return the mat and the lines in a room at a scale, for so many aspects of each axis.

    The heights are those of words: of an end of the upright axis, of the level axis with its ends,
    of what places on it mean. On paper that is too low rows keep their height, and words have none.
    """
    cols = columns(room.width, k, ups=ups, boths=boths)
    x = room.x + cols.left + GAP
    heading = axis_high + 1 + (meanings_high + 2 if meanings_high else 0)
    most = max(FLATTEST * cols.fields, boths * LISTED * k + 2 * end_high)
    least = max(FIELDS * k, 2 * end_high + BETWEEN * k)
    lines = LINES[0] if tells else 0

    def main(lines: int) -> float:
        return room.height - heading - (lines * PITCH + 2 * EDGE + GAP if lines else 0)

    if levels and lines and (main(lines) - least) / levels < ROOMY * k:
        lines -= 1
    elif lines:
        over = main(lines) - levels * ROW[1] - most
        lines = min(LINES[1], lines + max(int(over / PITCH), 0))
    wanted = max(least, COMMON * most)
    row = max(ROW[0] * k, min(ROW[1], (main(lines) - wanted) / levels)) if levels else 0.0
    high = max(min(main(lines) - levels * row, most), 1.0)
    fields = Box(x, room.y, cols.fields, high)
    between = Box(room.x, fields.y + end_high, cols.ends, max(high - 2 * end_high, 1.0))
    lines_x = room.x + cols.left - cols.zone
    is_turned = cols.zone != ALONE
    pitch = UPRIGHT * k
    axis = Box(x, fields.bottom + 1, cols.fields, axis_high)
    top = fields.bottom + heading
    tell_high = lines * PITCH + 2 * EDGE if lines else 0.0
    return OwnViewLayout(
        fields=fields,
        ends=(
            Box(room.x, fields.y, cols.ends, end_high),
            Box(room.x, fields.bottom - end_high, cols.ends, end_high),
        ),
        listed=between,
        uprights=tuple(
            Upright(
                Box(lines_x + n * pitch + 1, fields.y, pitch - 6, high) if is_turned else between,
                lines_x + ((n + 1) * pitch - 2.5 if is_turned else ALONE / 2),
                fields.y,
                fields.bottom,
                is_turned,
            )
            for n in range(ups)
        ),
        axis=axis,
        meanings=Box(x, axis.bottom + (1 if meanings_high else 0), cols.fields, meanings_high),
        rows=tuple(
            Row(
                Box(room.x, top + n * row, cols.left, row),
                top + (n + 0.5) * row,
                x + INSET,
                room.right - INSET,
            )
            for n in range(levels)
        ),
        tell=Box(room.x, room.bottom - tell_high, room.width, tell_high),
        lines=lines,
    )
