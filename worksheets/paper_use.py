"""How much paper sheets take, and how well circles fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from worksheets import imposition, marks
from worksheets.drawing import Sheet
from worksheets.geometry import Size
from worksheets.handouts.circles import room
from worksheets.paper import name_of


class Circles(Struct, frozen=True):
    """Circles of one size on one paper: the places that a sheet has, sheets, places in use."""

    diameter: float
    paper: str
    places: int
    sheets: int
    used: int


def papers(sheets: Iterable[Sheet]) -> dict[str, int]:
    """Return how many sheets of each paper there are, most first."""
    counted = Counter(name_of(sheet.front.size) for sheet in sheets)
    return dict(counted.most_common())


def circles(sheets: Iterable[Sheet]) -> list[Circles]:
    """Return how the sheets with circles are filled, by paper and by size."""
    used: Counter[tuple[float, Size]] = Counter()
    on: Counter[tuple[float, Size]] = Counter()
    for sheet in sheets:
        here = Counter(
            (placement.page.size.width, sheet.front.size)
            for placement in sheet.front.placements
            if placement.page.round
        )
        used += here
        on.update(here.keys())
    return [
        Circles(diameter, name_of(paper), capacity(diameter, paper), on[diameter, paper], many)
        for (diameter, paper), many in used.items()
    ]


def capacity(diameter: float, paper: Size) -> int:
    """Return how many circles a sheet holds when it is full."""
    return len(imposition.circles(room(marks.area(paper)), diameter))
