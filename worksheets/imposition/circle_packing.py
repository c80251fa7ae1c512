"""Where equal circles lie in a room: the arrangement of rows that holds most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from msgspec import Struct

from worksheets.geometry import Box, Point, Size

GUTTER = 4.0  # mm between circles: room for scissors, and for the rim of a laminate
SLACK = 1e-9


class Rows(Struct, frozen=True):
    """Rows of circles along a width: `long` ones, and between them `short` ones half a column on.

    `pitch` is from circle to circle in a row; a row is `step` below one that is shifted against it,
    and `straight` below one that is not, which stands aside by `sway`. `shifts` says of each row
    whether it is a shifted one.
    """

    pitch: float
    step: float
    straight: float
    long: int
    short: int
    shifts: tuple[bool, ...]
    sway: float = 0.0

    @property
    def count(self) -> int:
        return sum(self.short if shifted else self.long for shifted in self.shifts)

    def points(self, r: float) -> list[Point]:
        """Return the centres of circles of radius r, from the room's corner."""
        points, y, aside, before = [], r, 0.0, self.shifts[0]
        for n, shifted in enumerate(self.shifts):
            if n and shifted == before:
                y, aside = y + self.straight, self.sway - aside
            elif n:
                y += self.step
            before = shifted
            left = r + aside + (self.pitch / 2 if shifted else 0)
            columns = self.short if shifted else self.long
            points += [Point(left + c * self.pitch, y) for c in range(columns)]
        return points


def circles(
    room: Box,
    diameter: float,
    gutter: float = GUTTER,
    *,
    wanted: int | None = None,
    straight: bool = False,
) -> tuple[Point, ...]:
    """Return the centres of equal circles in a room, in reading order, centred across.

    Rows and columns are compared with hexagonal rows along the width or the height, and with rows
    of which some are shifted; rows may be spread, or pushed to the left and right by turns, so that
    the next comes nearer. Rows and columns do when they hold as many as are `wanted`, or when
    straight cuts must pass (`straight`). Circles keep `gutter` mm between
    them; the room's edges need none.
    """
    enough = 1 if straight else wanted
    across = _best(room.size, diameter, gutter, enough)
    along = _best(room.size.swapped, diameter, gutter, enough)
    if across is None or along is None:
        return ()
    if along.count > across.count and (enough is None or across.count < enough):
        points = sorted((Point(y, x) for x, y in along.points(diameter / 2)), key=_reading)
    else:
        points = across.points(diameter / 2)
    return _centred(points, room, diameter)


def _best(room: Size, diameter: float, gutter: float, enough: int | None) -> Rows | None:
    """Return the arrangement of rows along a width that holds most; None when nothing fits.

    Plain rows and columns do when they hold enough.
    """
    pitch = diameter + gutter
    if not (most := _fitting(room.width, diameter, pitch)):
        return None
    if not (rows := _fitting(room.height, diameter, pitch)):
        return None
    grid = Rows(pitch, pitch, pitch, most, most, (False,) * rows)
    if enough is not None and grid.count >= enough:
        return grid
    # Of those that hold as many, one pushed aside least; of these `max` keeps the first.
    every = [grid, *_shifted(room, diameter, pitch, most)]
    return max(every, key=lambda arrangement: (arrangement.count, -arrangement.sway))


def _shifted(room: Size, diameter: float, pitch: float, most: int) -> Iterator[Rows]:
    """Yield arrangements with shifted rows: as tight as can be, or spread over the width."""
    slack, length = room.width - diameter, room.height - diameter
    for long in range(most, 0, -1):
        # A shifted row has as many circles, or one less; spread as far as the width allows.
        spreads = (slack / (long - 0.5), slack / (long - 1) if long > 1 else pitch)
        for short, spread in zip((long, long - 1), spreads, strict=True):
            if spread < pitch - SLACK:
                continue
            for wide in dict.fromkeys((pitch, max(spread, pitch))):
                # Neighbours in the next row keep the pitch, and so does the row after that.
                step = max(_below(pitch, wide / 2), pitch / 2)
                # Like rows are pushed aside by turns, by what a row leaves of the width.
                left = slack - (long - 1) * wide if short < long else 0.0
                sway = min(max(left, 0.0), wide / 2)
                straight = _below(pitch, sway)
                if shifts := _rows(length, straight, step, long, short):
                    yield Rows(wide, step, straight, long, short, shifts, sway)


def _below(pitch: float, aside: float) -> float:
    """How far a circle must be below one that is so far aside to keep the pitch."""
    return sqrt(max(pitch**2 - aside**2, 0))


def _rows(length: float, straight: float, step: float, long: int, short: int) -> tuple[bool, ...]:
    """Return which rows are shifted, where most circles fit in a length between first and last.

    A row that follows its like costs `straight`, one that changes over costs a step, which is less.
    """
    best = best_level = best_changes = 0
    for changes in range(int(length / step + SLACK) + 1 if short else 1):
        level = int((length - changes * step) / straight + SLACK)
        # Blocks of like rows, long ones first: the rows that do not change over join the first.
        count = (level + changes // 2 + 1) * long + (changes + 1) // 2 * short
        if count > best:
            best, best_level, best_changes = count, level, changes
    return (False,) * best_level + tuple(bool(n % 2) for n in range(best_changes + 1))


def _fitting(length: float, diameter: float, pitch: float) -> int:
    """How many circles fit along a length at a pitch."""
    return 0 if length < diameter - SLACK else int((length - diameter) / pitch + SLACK) + 1


def _reading(point: Point) -> tuple[float, float]:
    return round(point.y, 6), point.x


def _centred(points: Sequence[Point], room: Box, diameter: float) -> tuple[Point, ...]:
    left = min(x for x, _ in points) - diameter / 2
    right = max(x for x, _ in points) + diameter / 2
    shift = room.x + (room.width - left - right) / 2
    return tuple(Point(x + shift, y + room.y) for x, y in points)
