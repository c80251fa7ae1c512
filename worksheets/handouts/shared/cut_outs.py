"""Cut-outs that are no circles: rectangular pages in rows and columns, parted by straight cuts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Placement, Sheet, Use
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.imposition.grid import grid
from worksheets.imposition.sheets import laid
from worksheets.marks.cut_marks import CUT_ON, CUT_WEIGHT, straight_cuts
from worksheets.problems import NOWHERE, Problem

ORIGIN = Point(0, 0)

Item = TypeVar("Item")


def batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield items in runs of a size; the last may be shorter."""
    return (items[n : n + size] for n in range(0, len(items), size))


def sheets_to_cut(
    composer: Composer,
    handout: Handout,
    pages: Sequence[Page],
    places: Sequence[Point] = (),
    *,
    size: Size | None = None,
    beneath: Sequence[Page] = (),
) -> tuple[Sheet, ...]:
    """Return sheets with pages of one size at their places, and the lines that part them.

    Without places they lie in as many rows and columns as the paper has room for. Raises Problem
    for a page that does not fit on it.
    """
    if not pages:
        return ()
    paper, size = composer.paper(handout), size or pages[0].size
    places = places or rows_and_columns(composer, handout, size)
    lines = composer.once(
        partial(straight_cuts, composer.theme, places, size), "straight-cuts", handout.id
    )
    under = [Placement(page, ORIGIN) for page in beneath]
    sheets = (laid(some, paper, places, beneath=under) for some in batched(pages, len(places)))
    return tuple(replace(s, front=replace(s.front, marks=(Use(lines),))) for s in sheets)


def rows_and_columns(composer: Composer, handout: Handout, size: Size) -> tuple[Point, ...]:
    """Return where cut-outs of a size lie on a handout's paper; raises Problem where none fits."""
    # The cut lines run on beyond the pages, and stay where a printer reaches.
    room = composer.area(composer.paper(handout), ruled=True).inset(Insets.all(CUT_ON + CUT_WEIGHT))
    places = grid(room, size)
    if not places:
        raise Problem(
            f"the pages of {handout.id!r} are {size}, and the sheet has room for {room.size}",
            composer.content.places.get(id(handout.id), NOWHERE),
            hint="choose larger paper, or make the pages of the template smaller",
        )
    return places


def are_cut_outs(pages: Sequence[Page], paper: Size) -> bool:
    """Tell whether pages are cut out of a paper: smaller than it, and all of one size."""
    sizes = {page.size for page in pages}
    if len(sizes) != 1 or any(page.round for page in pages):
        return False
    (size,) = sizes
    return size.width <= paper.width and size.height <= paper.height and size != paper


def area_below(composer: Composer, handout: Handout, head: float) -> Box:
    """Return the part of a handout's sheet below a head of so many mm."""
    return composer.area(composer.paper(handout), ruled=True).inset(Insets(head, 0, 0, 0))
