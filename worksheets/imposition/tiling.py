"""A page that is larger than the paper, on several sheets that are joined to one.

Along each axis the page is cut at seams. The sheet before a seam goes on beyond it: that is its
glue strip. The sheet after it is cut off at the seam and laid on the strip:

    sheet before  |<- margin ->|      body      |<- glue, with the margin ->|
    sheet after            |<- margin, lead ->|      body      | ...

So two sheets share `lead` and `glue`; with the printer's margin in both, nothing that belongs to
the page lies where the printer does not reach. Numbers only, in mm from the page's edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from math import ceil, floor
from typing import NamedTuple

from msgspec import Struct

from worksheets.geometry import Box, Insets, Point, Size
from worksheets.problems import Undoable

OVERLAP = 12.0  # mm of paper under a seam
STRIP = 4.0  # mm of a strip that the printer reaches, for its words
BLEED = 1.0  # mm drawn beyond a seam: a cut or a joint may be that much off
STEP = 0.5  # mm between places where a seam may lie
CLEAR = 1.0  # mm that seams stay away from things
LEAST = 20.0  # mm of the page on a sheet, or it is no use
ARM = 2.0  # mm; a cross reaches so far from where it lies
SLIVER = 0.5  # mm; half a line's weight in the margin: the page has it there on its own paper too
SLACK = 1e-6
NO_INSETS = Insets.all(0)


class Inked(NamedTuple):
    """What a seam should not cross: from where to where, how bad that is, how far it stays away."""

    start: float
    end: float
    weight: float
    clear: float = CLEAR


class Span(Struct, frozen=True):
    """A sheet's part of the page along one axis, and where the paper's own edge lies."""

    start: float
    end: float
    edge: float
    first: bool
    last: bool

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def seams(self) -> tuple[float, ...]:
        """Its ends that are joined to another sheet."""
        return (() if self.first else (self.start,)) + (() if self.last else (self.end,))


class Tile(Struct, frozen=True):
    """One sheet: its row and column from 0, and its spans across and down."""

    row: int
    column: int
    across: Span
    down: Span

    @property
    def body(self) -> Box:
        """The part of the page that is seen of it when all is joined."""
        return Box(self.across.start, self.down.start, self.across.length, self.down.length)

    @property
    def window(self) -> Box:
        """The part of the page that is drawn on it: a little more, beyond its seams."""
        left, right = _bled(self.across)
        top, bottom = _bled(self.down)
        return Box(left, top, right - left, bottom - top)


class Tiling(Struct, frozen=True):
    """A page of a size on sheets of a paper, as it lies."""

    page: Size
    paper: Size
    margin: float
    glue: float
    columns: tuple[Span, ...]
    rows: tuple[Span, ...]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All tiles, row by row."""
        return tuple(
            Tile(r, c, self.columns[c], self.rows[r])
            for r, c in product(range(len(self.rows)), range(len(self.columns)))
        )


def joints(tiling: Tiling, tile: Tile) -> tuple[Point, ...]:
    """Return where on the page the crosses of a tile lie, which its neighbours have too.

    They lie at the ends of its seams: where seams cross, or within the printer's reach.
    """
    paper, margin = tiling.paper, tiling.margin
    left, right = ends(tile.across, paper.width, margin)
    top, bottom = ends(tile.down, paper.height, margin)
    points = [Point(x, y) for x in tile.across.seams for y in (top, bottom)]
    points += [Point(x, y) for y in tile.down.seams for x in (left, right)]
    return tuple(dict.fromkeys(points))


def ends(span: Span, sheet: float, margin: float) -> tuple[float, float]:
    """Return where crosses lie at both ends of a span: at a seam, or within the printer's reach."""
    low = max(span.start, span.edge + margin) + ARM if span.first else span.start
    high = min(span.end, span.edge + sheet - margin) - ARM if span.last else span.end
    return low, high


def fits(page: Size, paper: Size) -> bool:
    """Tell whether a page fits on a paper, in either orientation."""
    face, sheet = page.portrait, paper.portrait
    return face.width <= sheet.width + SLACK and face.height <= sheet.height + SLACK


def check(paper: Size, *, overlap: float, margin: float) -> None:
    """Raise Undoable for sheets that cannot be joined."""
    if not overlap > margin:
        raise Undoable(
            f"an overlap of {overlap:g} mm lies within the printer's margin of {margin:g} mm",
            hint=f"choose an overlap of more than {margin:g} mm",
        )
    least = 2 * margin + STRIP + _glue(overlap, margin) + LEAST
    if min(paper) < least:
        raise Undoable(
            f"sheets of {paper} have no room for tiles with an overlap of {overlap:g} mm",
            hint=f"choose paper of at least {least:g} mm",
        )


def tiling(
    page: Size,
    paper: Size,
    *,
    overlap: float = OVERLAP,
    margin: float,
    white: Insets = NO_INSETS,
    across: Sequence[Inked] = (),
    down: Sequence[Inked] = (),
) -> Tiling:
    """Return a page's tiling in the orientation that takes the fewest sheets, then the least seam.

    `white` is how far from the page's edges its ink stays: where that is not less than the
    printer's margin, the edges of the page are edges of the paper. `across` and `down` are what
    seams should not cross. Raises Undoable for sheets that cannot be joined.
    """
    check(paper, overlap=overlap, margin=margin)
    glue = _glue(overlap, margin)
    # What must lie on paper beyond the edges of the page, for its ink to lie within the margin.
    beyond = Insets(*(0.0 if edge > margin - SLIVER else margin - edge for edge in white))

    def counts(lying: Size) -> tuple[int, int]:
        return (
            _count(page.width + beyond.left + beyond.right, lying.width, margin, glue),
            _count(page.height + beyond.top + beyond.bottom, lying.height, margin, glue),
        )

    def worth(lying: Size) -> tuple[float, float]:
        columns, rows = counts(lying)
        return columns * rows, (columns - 1) * page.height + (rows - 1) * page.width

    lying = min((paper.portrait, paper.landscape), key=worth)
    columns, rows = counts(lying)
    axes = (
        (page.width, lying.width, columns, beyond.left, beyond.right, across),
        (page.height, lying.height, rows, beyond.top, beyond.bottom, down),
    )
    spans = [
        _spans(length, sheet, count, before, after, margin, glue, _costs(length, inked))
        for length, sheet, count, before, after, inked in axes
    ]
    return Tiling(page, lying, margin, glue, *spans)


def _glue(overlap: float, margin: float) -> float:
    """The paper beyond a seam: the overlap, and so much that its words can be printed."""
    return max(overlap, margin + STRIP)


def _count(length: float, sheet: float, margin: float, glue: float) -> int:
    """How many sheets reach over a length."""
    if length <= sheet + SLACK:
        return 1
    shared = margin + STRIP + glue
    return int(-((length - shared - SLACK) // -(sheet - shared)))


def _spans(
    length: float,
    sheet: float,
    count: int,
    before: float,
    after: float,
    margin: float,
    glue: float,
    costs: Sequence[float],
) -> tuple[Span, ...]:
    lead = margin + STRIP
    # How much of the page each sheet can show.
    rooms = [
        sheet - (lead if n else before) - (glue if n < count - 1 else after) for n in range(count)
    ]
    seams = (0.0, *_seams(length, rooms, costs), length)
    spans = []
    for n in range(count):
        first, last = n == 0, n == count - 1
        start, end = seams[n], seams[n + 1]
        # Spare paper lies before a seam, to be cut off, but on the first sheet after it: so the
        # page's own edges are edges of paper where they can be.
        edge = -before if first else end + (after if last else glue) - sheet
        spans.append(Span(start, end, edge, first, last))
    return tuple(spans)


def _seams(length: float, rooms: Sequence[float], costs: Sequence[float]) -> tuple[float, ...]:
    """Return where the seams lie: crossing least, and then nearest to sheets of one size.

    The best way to each place of a seam is found from the best ways to the places of the one
    before it.
    """
    count = len(rooms)
    best: dict[int, tuple[float, float, tuple[float, ...]]] = {-1: (0.0, 0.0, ())}
    for n in range(count - 1):
        low = max((n + 1) * LEAST, length - sum(rooms[n + 1 :]))
        high = min(length - (count - n - 1) * LEAST, sum(rooms[: n + 1]))
        ideal = length * (n + 1) / count
        next_best: dict[int, tuple[float, float, tuple[float, ...]]] = {}
        for place, at in enumerate(_places(low, high)):
            cost, off = _cost(costs, at), (at - ideal) ** 2
            ways = (
                (crossed + cost, far + off, (*seams, at))
                for crossed, far, seams in best.values()
                if LEAST - SLACK <= at - (seams[-1] if seams else 0) <= rooms[n] + SLACK
            )
            if way := min(ways, default=None):
                next_best[place] = way
        best = next_best
    return min(best.values())[2]


def _places(low: float, high: float) -> Iterator[float]:
    """The places from low to high: whole steps, and both ends."""
    yield low
    step = int(low / STEP) + 1
    while step * STEP < high - SLACK:
        yield step * STEP
        step += 1
    if high > low + SLACK:
        yield high


def _costs(length: float, inked: Sequence[Inked]) -> list[float]:
    """How much a seam at each whole step crosses; kept as a sum of where things begin and end."""
    places = int(length / STEP) + 2
    changes = [0.0] * (places + 1)
    for start, end, weight, clear in inked:
        # The first step that is too near, and the first that is not any more.
        first = min(max(floor((start - clear) / STEP + SLACK) + 1, 0), places)
        last = min(max(ceil((end + clear) / STEP - SLACK), first), places)
        changes[first] += weight
        changes[last] -= weight
    return [round(total, 6) for total in accumulate(changes[:-1])]


def _cost(costs: Sequence[float], at: float) -> float:
    """What a seam crosses at a place: between two steps, the worse of both."""
    step = at / STEP
    low, high = floor(step + SLACK), ceil(step - SLACK)
    return max(costs[min(low, len(costs) - 1)], costs[min(high, len(costs) - 1)])


def _bled(span: Span) -> tuple[float, float]:
    return (
        span.start - (0 if span.first else BLEED),
        span.end + (0 if span.last else BLEED),
    )
