"""Pages at their places on sheets."""

from __future__ import annotations

from collections.abc import Sequence

from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.geometry import Point, Size

ORIGIN = Point(0, 0)


def one_up(pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return a sheet for each page, of the page's own size."""
    return tuple(Sheet(Side(page.size, (Placement(page, ORIGIN),))) for page in pages)


def laid(
    pages: Sequence[Page | None],
    paper: Size,
    places: Sequence[Point],
    *,
    beneath: Sequence[Placement] = (),
) -> Sheet:
    """Return a sheet with pages at the places, in order; None leaves a place empty.

    `beneath` lies under the pages.
    """
    placed = [Placement(page, at) for page, at in zip(pages, places, strict=False) if page]
    return Sheet(Side(paper, (*beneath, *placed)))
