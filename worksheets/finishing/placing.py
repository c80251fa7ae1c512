"""A side of a sheet that is placed on another one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from worksheets import extents
from worksheets.desk import Desk
from worksheets.drawing import Group, Item, Page, Placement, Sheet, Side
from worksheets.fonts import Fonts
from worksheets.geometry import Box, Matrix, Point


class Placed(Struct, frozen=True):
    """What of a side comes on another: its pages, and its marks."""

    placements: tuple[Placement, ...]
    marks: tuple[Item, ...] = ()


def corrected(desk: Desk, side: Side) -> Side:
    """Return a side that makes up for what the printer does to paper of its size."""
    printer = desk.options.printer
    return replace(side, adjust=printer.corrects(side.size, back=False)) if printer else side


def sides(sheet: Sheet) -> tuple[Side, ...]:
    """Return the sides of a sheet that are printed."""
    return (sheet.front, sheet.back) if sheet.back else (sheet.front,)


def moved(side: Side, corner: Point, scale: float = 1, turn: float = 0) -> Placed:
    """Return a side that is scaled and turned around its corner, as it comes on another."""
    matrix = Matrix.of(*corner, scale, turn)
    placements = tuple(
        replace(
            each,
            corner=matrix(*each.corner),
            scale=each.scale * scale,
            turn=each.turn + turn,
            clip=extents.mapped(each.clip, matrix) if each.clip else None,
        )
        for each in side.placements
    )
    marks = (Group(side.marks, *corner, scale, turn),) if side.marks else ()
    return Placed(placements, marks)


def part(side: Side, window: Box, origin: Point, fonts: Fonts) -> tuple[Placement, ...]:
    """Return what is seen of a side in a window of it, at true size; it is not told again.

    `origin` is the place on the side where the corner of the paper comes. What lies outside the
    window is left out: what is copied from a tile is what is seen on it.
    """
    marks = Placement(Page("marks", side.size, side.marks), Point(0, 0))
    return tuple(_part((*side.placements, marks), window, origin, fonts))


def _part(
    placements: tuple[Placement, ...], window: Box, origin: Point, fonts: Fonts
) -> Iterator[Placement]:
    shift = Matrix.of(-origin.x, -origin.y)
    for each in placements:
        seen = extents.common(each.clip, window) if each.clip else window
        items = tuple(extents.seen(each.page.items, seen, fonts, each.matrix)) if seen else ()
        if not seen or not items:
            continue
        # A page of which all is seen stays itself: it is drawn once for all its places.
        page = each.page if items == each.page.items else replace(each.page, items=items)
        corner, clip = shift(*each.corner), extents.mapped(seen, shift)
        yield replace(each, page=page, corner=corner, clip=clip, told=False)
