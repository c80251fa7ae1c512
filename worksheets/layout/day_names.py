"""Where the names of marked days stand on a timeline: clear of each other, of cards and of lines.

A name stands above the lanes, at its days. Where it has no room there it stands upright at the
foot of the lanes; at the other side of its days, higher, in another lane, or in two lines.
Placement periods have bars above the lanes, with their names in or beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.geometry import Box
from worksheets.layout.chart import Band, Chart
from worksheets.problems import NOWHERE, Problem

STYLE = "holiday"
HEAD = "day-head"  # the style of a name above the lanes
ABOVE, THICK = 2.3, 3.0  # mm of a line of 8 pt: above its base line, and in all
BESIDE = 0.5  # mm between days and a name beside them
INSIDE = 3.6  # mm from the left of days to the base line of a name in them
NARROW = 3.4  # mm; in days of this width a name does not fit
GAP = 1.2  # mm between names, or a name and a card
FOOT = 2.0  # mm between a name and the line below it
SIGN = 3.4  # mm that signs hang into the first lane
LINE = 0.4  # mm at either side of the middle of a staff day
PAD = 2.0  # mm between the left of a bar and its name
FEW, MANY = 10.0, 13.5  # mm that names in three lines, and in four, are high
NAMED = ("holiday", "exam", "staff-day")  # the kinds whose names stand at their days
HINT = "make the name shorter, or take larger paper"

Wide = Callable[[str, str], float]  # how wide text is in a style
Tall = Callable[[str, str, float], float]  # how high text is in a style and a width


class DayName(Struct, frozen=True):
    """An upright name in its box; on a ground of its own (`grounded`) where lines lie under it."""

    band: Band
    box: Box
    single: bool = True
    grounded: bool = False

    @property
    def base(self) -> float:
        """Where the base line of a single line is."""
        return self.box.x + ABOVE


class DayHead(Struct, frozen=True):
    """A name above the lanes, at its days: where it begins, and how wide it is."""

    band: Band
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width


class Bar(Struct, frozen=True):
    """A placement period in one of the rows above the lanes, and where its name stands."""

    band: Band
    row: int
    name_x: float
    name_width: float

    @property
    def is_beside(self) -> bool:
        """Whether the name stands beside the bar."""
        return not self.band.x < self.name_x < self.band.x + self.band.width


class Crowded(Problem):
    """A name of days for which the lanes have no room."""


def bars(plans: Sequence[Chart], wide: Wide) -> tuple[tuple[Bar, ...], ...]:
    """Return the placement periods of each sheet, in as many rows as keep them and names apart.

    Raises Problem for a name that has no room in its bar or beside it.
    """
    return tuple(tuple(_bars(plan, wide)) for plan in plans)


def row_count(bars: Sequence[Sequence[Bar]]) -> int:
    """Return how many rows the sheets need at most: with fewer on one the lanes would not meet."""
    return max((bar.row + 1 for row in bars for bar in row), default=0)


def headed(plan: Chart, wide: Wide) -> tuple[DayHead, ...]:
    """Return the names of days that have room in one row above the lanes, each at its days.

    A name lies in the middle of its days, or from their first or up to their last; never beyond
    the months, and never over other days that are marked there.
    """
    bands = [band for band in plan.holidays if band.kind in NAMED]
    heads: list[DayHead] = []
    # What fits within its days comes first: nothing else may stand there.
    for band in sorted(bands, key=lambda band: wide(band.holiday.name, HEAD) > band.width):
        width = wide(band.holiday.name, HEAD)
        others = [other for other in bands if other != band and other.kind != "staff-day"]
        taken = [(other.x, other.x + other.width) for other in others]
        taken += [(head.x, head.right) for head in heads]
        for x in (band.middle - width / 2, band.x, band.x + band.width - width):
            if x < plan.x - 1e-9 or x + width > plan.x + plan.width + 1e-9:
                continue
            if all(x + width + GAP <= left or right + GAP <= x for left, right in taken):
                heads.append(DayHead(band, x, width))
                break
    return tuple(sorted(heads, key=lambda head: head.x))


def named(
    plan: Chart,
    lanes: Sequence[tuple[float, float]],
    cards: Sequence[Box],
    wide: Wide,
    tall: Tall,
    *,
    without: Sequence[Band] = (),
) -> tuple[DayName, ...]:
    """Return the names of days in lanes, given by their tops and bottoms; cards cover none.

    Some days may have their names elsewhere (`without`). Raises Crowded for the first that has no
    room.
    """
    # What is narrow has fewest places to choose from.
    bands = [band for band in plan.holidays if band.kind in NAMED]
    between = [Box(plan.x, top - LINE, plan.width, 2 * LINE) for top, _ in lanes[1:]]
    grounds, months = [*_grounds(bands), *between], _months(plan)
    names: list[DayName] = []
    for band in sorted(bands, key=lambda band: band.width > NARROW):
        if band in without:
            continue
        taken = [*cards, *(name.box for name in names)]
        lines = _lines(band, bands)
        avoided: tuple[list[Box], ...] = (lines + months, lines, [])
        shapes = _shapes(band.holiday.name, lanes, wide, tall)
        name = next(_places(plan, band, bands, shapes, taken, avoided), None)
        if name is None:
            at = plan.places.get(id(band.holiday.name), NOWHERE)
            fact = f"there is no room for the name {band.holiday.name!r} at its days"
            raise Crowded(fact, at, hint=HINT)
        grounded = any(_meet(name.box, under) for under in grounds)
        names.append(replace(name, grounded=grounded))
    return tuple(names)


def _shapes(
    name: str, lanes: Sequence[tuple[float, float]], wide: Wide, tall: Tall
) -> list[tuple[float, float, list[tuple[float, float]]]]:
    """Return how a name may be set, the best first: its length, its thickness, and within what.

    In one line or a few within a lane; else over lanes, or in more lines.
    """
    spans = [
        (top + (SIGN if n == 0 else 1), bottom - FOOT) for n, (top, bottom) in enumerate(lanes)
    ]
    whole = (spans[0][0], spans[-1][1])
    length, longest = wide(name, STYLE), max(low - high for high, low in spans)
    broken = []
    for parts in (2, 3, 4):
        narrow = min(max(length / parts * 1.2, 8), longest)
        high = tall(name, STYLE, narrow) if length > narrow else 0
        if high > THICK + 1:  # a word that cannot be broken counts as one line
            broken.append((narrow, high + 0.6, spans))
    few = [shape for shape in broken if shape[1] <= FEW]
    many = [shape for shape in broken if FEW < shape[1] <= MANY]
    return [(length, THICK, spans), *few, (length, THICK, [whole]), *many]


def _places(
    plan: Chart,
    band: Band,
    bands: Sequence[Band],
    shapes: Sequence[tuple[float, float, list[tuple[float, float]]]],
    taken: Sequence[Box],
    avoided: Sequence[Sequence[Box]],
) -> Iterator[DayName]:
    """Yield the places that are free for a name, the best first."""
    for length, thick, rows in shapes:
        lefts = list(_lefts(plan, band, bands, thick))
        for others in avoided:
            for top, bottom in reversed(rows):
                for x in lefts:
                    column = Box(x, top, thick, bottom - top)
                    if any(_meet(column, other) for other in others):
                        continue
                    y = _foot(column, length, taken)
                    if y is not None:
                        box = Box(x, y - length, thick, length)
                        yield DayName(band, box, thick == THICK)


def _lefts(plan: Chart, band: Band, bands: Sequence[Band], thick: float) -> Iterator[float]:
    """Yield left edges for the name of a band: in it, at its right, at its left, over it."""
    right, lefts = band.x + band.width, []
    if band.width > NARROW:
        x = band.x + min(band.width / 2 + 1, INSIDE) - ABOVE
        while x + thick <= right + BESIDE:
            lefts.append(x)
            x += THICK + 0.2
    beside = [right + BESIDE, band.x - BESIDE - thick, band.middle - thick / 2]
    # Days that follow at once: the right is for the last of them.
    follows = any(
        right < other.middle < right + thick and other.kind == "staff-day" for other in bands
    )
    lefts += [*beside[1:], beside[0]] if follows else beside
    for x in lefts:
        if plan.x <= x and x + thick <= plan.x + plan.width:
            yield x


def _foot(column: Box, length: float, taken: Sequence[Box]) -> float | None:
    """Return the lowest end of a free stretch of a column, or None when none is so long."""
    spans = sorted(
        ((box.y - GAP, box.bottom + GAP) for box in taken if _beside(column, box)), reverse=True
    )
    y = column.bottom
    while y - length >= column.y - 1e-9:
        hit = next((span for span in spans if span[0] < y and span[1] > y - length), None)
        if hit is None:
            return y
        y = hit[0]
    return None


def _lines(band: Band, bands: Sequence[Band]) -> list[Box]:
    """Return what a name should not lie on: lines of other days, for narrow days bands too."""
    boxes = []
    for other in bands:
        if other == band:
            continue
        if other.kind == "staff-day":
            boxes.append(Box(other.middle - LINE, -1e6, 2 * LINE, 2e6))
        elif band.width <= NARROW and not (other.x <= band.middle <= other.x + other.width):
            boxes.append(Box(other.x, -1e6, other.width, 2e6))
    return boxes


def _months(plan: Chart) -> list[Box]:
    """Return the lines between months, which a name is better not crossed by."""
    return [Box(month.x - 0.1, -1e6, 0.2, 2e6) for month in plan.months[1:]]


def _grounds(bands: Sequence[Band]) -> Iterator[Box]:
    """Yield what is drawn under names and makes them hard to read: hatchings and dotted lines."""
    for band in bands:
        if band.kind in ("exam", "holiday"):
            yield Box(band.x, -1e6, band.width, 2e6)
        elif band.kind == "staff-day":
            yield Box(band.middle - LINE, -1e6, 2 * LINE, 2e6)


def _beside(box: Box, other: Box) -> bool:
    """Tell whether two boxes share some of their widths."""
    return box.x < other.right - 1e-6 and other.x < box.right - 1e-6


def _meet(box: Box, other: Box) -> bool:
    return _beside(box, other) and box.y < other.bottom - 1e-6 and other.y < box.bottom - 1e-6


def _bars(plan: Chart, wide: Wide) -> Iterator[Bar]:
    ends: list[float] = []
    spans = []
    for band in plan.holidays:
        if band.kind == "placement":
            x, length = _name_x(plan, band, wide), wide(band.holiday.name, STYLE)
            # A name in its bar adds nothing: periods that follow each other share a row.
            left, right = min(band.x, x - GAP), max(band.x + band.width, x + length + GAP)
            spans.append((left, right, band, x, length))
    for left, right, band, x, length in sorted(spans, key=lambda span: span[0]):
        row = next((n for n, end in enumerate(ends) if end <= left + 1e-9), len(ends))
        ends[row : row + 1] = [right]
        yield Bar(band, row, x, length)


def _name_x(plan: Chart, band: Band, wide: Wide) -> float:
    """Return where the name of a bar begins: in it, else at its right, else at its left."""
    length = wide(band.holiday.name, STYLE)
    right = band.x + band.width
    if length + PAD + 1 <= band.width:
        return band.x + PAD
    if right + GAP + length <= plan.x + plan.width:
        return right + GAP
    if band.x - GAP - length >= plan.x:
        return band.x - GAP - length
    at = plan.places.get(id(band.holiday.name), NOWHERE)
    raise Crowded(f"there is no room for the name {band.holiday.name!r} at its bar", at, hint=HINT)
