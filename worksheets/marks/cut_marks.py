"""The marks that tell where to cut: lines around cut-outs, straight cuts, ticks to aim at.

And those that a plotter looks for. What a plotter cuts is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worksheets.drawing.items import Circle, Item, Line, Path, Rect, Stroke, Symbol
from worksheets.drawing.sheets import Placement
from worksheets.geometry import Box, Point, Size
from worksheets.problems import NOWHERE
from worksheets.theme.theme import Ink, Theme

CUT_ON = 2.0  # mm that a straight cut is drawn beyond the cut-outs
CUT_WEIGHT = 0.1  # mm; a hairline that scissors follow and nobody sees afterwards
ROUGH = (3.0, 2.0)  # mm; the dashes of cuts that only part strips
TICK, TICK_WEIGHT = 1.6, 0.15  # mm; the cross that a punch is aimed at
SQUARE, ARM, ARM_WEIGHT = 5.0, 10.0, 0.5  # mm; what the optical sensors of plotters look for
STRAIGHT = "straight-cuts"  # the name of a symbol of cuts that part cut-outs; they are counted

Ends = tuple[float, float, float, float]


def cut_lines(theme: Theme, placements: Iterable[Placement], outside: float = 0) -> Symbol:
    """Return the lines to cut along around all round pages on a side, as one symbol.

    They are the trim lines, or lie `outside` mm around them.
    """
    stroke = Stroke(theme.ink("cut", NOWHERE), CUT_WEIGHT)
    return Symbol(
        "cut-lines",
        tuple(
            Circle(*placement.corner, placement.page.size.width / 2 + outside, stroke=stroke)
            for placement in placements
            if placement.page.round
        ),
    )


def rough_cuts(theme: Theme, cuts: Iterable[Ends]) -> Symbol:
    """Return the dashed lines along which strips are parted before they are cut up."""
    stroke = Stroke(theme.ink("cut", NOWHERE), CUT_WEIGHT, ROUGH)
    return Symbol("rough-cuts", tuple(Line(*ends, stroke) for ends in cuts))


def through_cuts(theme: Theme, cuts: Iterable[Ends]) -> Symbol:
    """Return the lines of straight cuts that part cut-outs, as one symbol."""
    stroke = Stroke(theme.ink("cut", NOWHERE), CUT_WEIGHT)
    return Symbol(STRAIGHT, tuple(Line(*ends, stroke) for ends in cuts))


def straight_cuts(theme: Theme, corners: Sequence[Point], size: Size) -> Symbol:
    """Return the lines between cut-outs that lie in rows and columns, as one symbol.

    A line runs along all of them and a little on, so that a guillotine cuts a sheet at once. It is
    dashed: that means "cut here", and a solid one would be seen as the frame of a card.
    """
    across = sorted({round(x, 6) for at in corners for x in (at.x, at.x + size.width)})
    down = sorted({round(y, 6) for at in corners for y in (at.y, at.y + size.height)})
    left, right = across[0] - CUT_ON, across[-1] + CUT_ON
    top, bottom = down[0] - CUT_ON, down[-1] + CUT_ON
    cuts = [(x, top, x, bottom) for x in across]
    cuts += [(left, y, right, y) for y in down]
    stroke = Stroke(theme.ink("cut", NOWHERE), CUT_WEIGHT, ROUGH)
    return Symbol(STRAIGHT, tuple(Line(*ends, stroke) for ends in cuts))


def ticks(aims: Iterable[tuple[Point, Ink]]) -> Symbol:
    """Return a small cross at each middle that a punch is aimed at, in an ink seen on its disc."""
    crosses: list[Item] = []
    for (x, y), ink in aims:
        stroke = Stroke(ink, TICK_WEIGHT)
        crosses.append(Line(x - TICK / 2, y, x + TICK / 2, y, stroke))
        crosses.append(Line(x, y - TICK / 2, x, y + TICK / 2, stroke))
    return Symbol("ticks", tuple(crosses))


def registration(theme: Theme, room: Box) -> Symbol:
    """Return the marks by which a plotter finds the sheet, in the corners of a room.

    A square at the upper left, and brackets at the upper right and the lower left: three marks tell
    where the sheet lies, how it is turned, and how it was stretched.
    """
    ink = theme.ink("registration", NOWHERE)
    stroke, inside = Stroke(ink, ARM_WEIGHT), ARM_WEIGHT / 2
    left, top = room.x + inside, room.y + inside
    right, bottom = room.right - inside, room.bottom - inside
    return Symbol(
        "registration",
        (
            Rect(room.x, room.y, SQUARE, SQUARE, fill=ink),
            _bracket((right - ARM, top), (right, top), (right, top + ARM), stroke=stroke),
            _bracket((left, bottom - ARM), (left, bottom), (left + ARM, bottom), stroke=stroke),
        ),
    )


def _bracket(*points: tuple[float, float], stroke: Stroke) -> Path:
    first, *others = points
    return Path((("M", first), *(("L", point) for point in others)), stroke=stroke)
