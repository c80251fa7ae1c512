"""A side of a sheet that is placed on another one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from worksheets.drawing import extents
from worksheets.drawing.items import Group, Item, Page
from worksheets.drawing.sheets import Placement, Sheet, Side
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
            placement,
            corner=matrix(*placement.corner),
            scale=placement.scale * scale,
            turn=placement.turn + turn,
            clip=extents.mapped(placement.clip, matrix) if placement.clip else None,
        )
        for placement in side.placements
    )
    marks = (Group(side.marks, *corner, scale, turn),) if side.marks else ()
    return MovedSide(placements, marks)


def part(side: Side, tile: Tile, fonts: Fonts) -> tuple[Placement, ...]:
    """Return what is seen of a side on a tile of it, at true size; it is not read aloud again.

    What lies outside the tile's window is left out, and so are words that begin beyond its seams:
    what is copied from a tile is what is read on it.
    """
    marks = Placement(Page("marks", side.size, side.marks), Point(0, 0))
    return tuple(_part((*side.placements, marks), tile, fonts))


def _part(placements: tuple[Placement, ...], tile: Tile, fonts: Fonts) -> Iterator[Placement]:
    shift = Matrix.of(-tile.across.edge, -tile.down.edge)
    for placement in placements:
        seen = extents.common(placement.clip, tile.window) if placement.clip else tile.window
        text_window = extents.common(placement.clip, tile.body) if placement.clip else tile.body
        if not seen or not text_window:
            continue
        page = placement.page
        items = tuple(
            extents.seen(page.items, seen, fonts, placement.matrix, text_window=text_window)
        )
        if not items:
            continue
        # A page of which all is seen stays itself: it is drawn once for all its places.
        page = page if items == page.items else replace(page, items=items)
        corner, clip = shift(*placement.corner), extents.mapped(seen, shift)
        yield replace(placement, page=page, corner=corner, clip=clip, spoken=False)
