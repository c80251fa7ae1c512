"""A side of a sheet that is placed on another one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from worksheets.drawing import extents
from worksheets.drawing.items import Group, Item, Page, Placement, Sheet, Side
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Matrix, Point
from worksheets.imposition.tiling import Tile


class MovedSide(Struct, frozen=True):
    """What of a side comes on another: its pages, and its marks."""

    placements: tuple[Placement, ...]
    marks: tuple[Item, ...] = ()


def sides(sheet: Sheet) -> tuple[Side, ...]:
    """Return the sides of a sheet that have something on them; an empty front is one all the same.

    A back is empty where only other sheets of the job have one.
    """
    back = sheet.back
    return (sheet.front, back) if back and (back.placements or back.marks) else (sheet.front,)


def moved(side: Side, corner: Point, scale: float = 1, turn: float = 0) -> MovedSide:
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
    return MovedSide(placements, marks)


def part(side: Side, tile: Tile, fonts: Fonts) -> tuple[Placement, ...]:
    """Return what is seen of a side on a tile of it, at true size; it is not told again.

    What lies outside the tile's window is left out, and so are words that begin beyond its seams:
    what is copied from a tile is what is read on it.
    """
    marks = Placement(Page("marks", side.size, side.marks), Point(0, 0))
    return tuple(_part((*side.placements, marks), tile, fonts))


def _part(placements: tuple[Placement, ...], tile: Tile, fonts: Fonts) -> Iterator[Placement]:
    shift = Matrix.of(-tile.across.edge, -tile.down.edge)
    for each in placements:
        seen = extents.common(each.clip, tile.window) if each.clip else tile.window
        told = extents.common(each.clip, tile.body) if each.clip else tile.body
        if not seen or not told:
            continue
        items = tuple(extents.seen(each.page.items, seen, fonts, each.matrix, told=told))
        if not items:
            continue
        # A page of which all is seen stays itself: it is drawn once for all its places.
        page = each.page if items == each.page.items else replace(each.page, items=items)
        corner, clip = shift(*each.corner), extents.mapped(seen, shift)
        yield replace(each, page=page, corner=corner, clip=clip, told=False)
