"""What lies on sheets, counted: paper, circles to cut out, straight cuts, whole sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from worksheets.drawing.items import Sheet, Side
from worksheets.layout.counting import Printed, Stock
from worksheets.paper import name_of

NEAR = 0.01  # mm; edges this near are one cut


def printed(sheets: Sequence[Sheet], per_set: Mapping[str, int] | None = None) -> Printed:
    """Return what one print of some sheets is.

    It serves as many as it has whole sets of circles. `per_set` is how many circles of a name a set
    has, where that is not one; circles of one name with other titles belong to other sets.
    """
    per_set = per_set or {}
    stock = Counter((name_of(sheet.front.size), sheet.back is not None) for sheet in sheets)
    circles = Counter(
        (placement.page.name, placement.page.title)
        for sheet in sheets
        for placement in sheet.front.placements
        if placement.page.round
    )
    whole = (count // per_set.get(name, 1) for (name, _), count in circles.items())
    return Printed(
        tuple(Stock(*key, count) for key, count in stock.items()),
        circles=circles.total(),
        cuts=sum(_cuts(sheet.front) for sheet in sheets),
        serves=max(1, min(whole, default=1)),
    )


def _cuts(side: Side) -> int:
    """How many straight cuts part the rectangular pages on a side from each other."""
    boxes = [
        (*placement.corner, *placement.page.size)
        for placement in side.placements
        if not (placement.page.round or placement.page.stuck or placement.page.size == side.size)
    ]
    if not boxes:
        return 0
    across = {_edge(edge) for x, _, width, _ in boxes for edge in (x, x + width)}
    down = {_edge(edge) for _, y, _, height in boxes for edge in (y, y + height)}
    return len(across) + len(down)


def _edge(at: float) -> int:
    return round(at / NEAR)
