"""Cut-outs that are no circles: rectangular pages in rows and columns, parted by straight cuts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Use
from worksheets.drawing.sheets import Placement, Sheet
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.imposition.grid import grid
from worksheets.imposition.sheets import laid
from worksheets.label_sheets import LabelSheet, that_hold
from worksheets.marks.cut_marks import CUT_ON, CUT_WEIGHT, straight_cuts
from worksheets.problems import NOWHERE, Problem, Undoable

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
    for a page that does not fit on it. Where the handout has a sheet of labels, each page lies in
    the middle of a label, and nothing else is printed.
    """
    if not pages:
        return ()
    size = size or pages[0].size
    if sheet := composer.label_sheet(handout):
        return _sheets_of_labels(composer, handout, pages, size, sheet)
    paper = composer.paper(handout)
    places = places or rows_and_columns(composer, handout, size)
    lines = composer.once(
        partial(straight_cuts, composer.theme, places, size), "straight-cuts", handout.id
    )
    under = [Placement(page, ORIGIN) for page in beneath]
    sheets = (laid(some, paper, places, beneath=under) for some in batched(pages, len(places)))
    return tuple(replace(s, front=replace(s.front, marks=(Use(lines),))) for s in sheets)


def on_labels(sheet: Sheet, labels: LabelSheet) -> Sheet:
    """Return a sheet as it is printed on labels: what is cut out alone, as there is no foot."""
    return replace(sheet, foot="none", labels=labels.name)


def label_corners(
    composer: Composer, handout: Handout, size: Size, sheet: LabelSheet
) -> tuple[Point, ...]:
    """Return where the corners of cards lie on labels; raises Problem where they are too large."""
    if not sheet.holds(size):
        raise Problem(
            f"{handout.id} has pages of {size}, and the labels of {sheet.name} are {sheet.measure}",
            composer.handout_place(handout, "sheet"),
            hint=f"take {that_hold(size)}",
        )
    composer.check_label_sheet(handout, sheet)
    return tuple(Point(x - size.width / 2, y - size.height / 2) for x, y in sheet.middles)


def used_labels(composer: Composer, handout: Handout, capacity: int) -> int:
    """Return how many labels of the first sheet are used up; raises Undoable for too many."""
    first = composer.options.first if composer.label_sheet(handout) else 1
    if first > capacity:
        hint = f"--first 1 to --first {capacity}"
        raise Undoable(f"a sheet of {handout.id} has no place {first}", hint=hint)
    return first - 1


def _sheets_of_labels(
    composer: Composer, handout: Handout, pages: Sequence[Page], size: Size, sheet: LabelSheet
) -> tuple[Sheet, ...]:
    corners = label_corners(composer, handout, size, sheet)
    places = [*[None] * used_labels(composer, handout, len(corners)), *pages]
    return tuple(
        on_labels(laid(some, sheet.paper, corners), sheet) for some in batched(places, len(corners))
    )


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
