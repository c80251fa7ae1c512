"""How much paper sheets take, and how well circles fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from worksheets.composer import Composer
from worksheets.drawing.sheets import Sheet
from worksheets.geometry import Size
from worksheets.handouts.circles.numbers import room
from worksheets.imposition import cutting
from worksheets.paper import name_of
from worksheets.press.sheet_counts import stock_name

Filled = tuple[float, str, int]  # circles of one size, on one paper, and the places it has


class PaperUse(Struct, frozen=True):
    """Sheets of each paper; and on how many sheets how many circles to cut out lie."""

    papers: dict[str, int] = {}
    circles: dict[Filled, tuple[int, int]] = {}


def use(composer: Composer, printed: Iterable[Sheet], designed: Iterable[Sheet]) -> PaperUse:
    """Return what sheets take as they are printed.

    Circles are counted as they were designed: where they are tiled they lie on several sheets, and
    a print shop has paper around them. What is made smaller is not there to be cut out.
    """
    papers = Counter(map(stock_name, printed))
    on: Counter[tuple[float, Size]] = Counter()
    many: Counter[tuple[float, Size]] = Counter()
    for sheet in designed if composer.options.nup == 1 else ():
        counts = Counter(
            (placement.page.size.width, sheet.front.size)
            for placement in sheet.front.placements
            if placement.page.round
        )
        many += counts
        on.update(counts.keys())
    circles = {
        (diameter, name_of(paper), capacity(composer, diameter, paper)): (
            on[diameter, paper],
            count,
        )
        for (diameter, paper), count in many.items()
    }
    return PaperUse(dict(papers), circles)


def together(uses: Iterable[PaperUse]) -> PaperUse:
    """Return what several take."""
    papers: Counter[str] = Counter()
    circles: dict[Filled, tuple[int, int]] = {}
    for use in uses:
        papers.update(use.papers)
        for key, (sheets, many) in use.circles.items():
            before = circles.get(key, (0, 0))
            circles[key] = (before[0] + sheets, before[1] + many)
    return PaperUse(dict(papers.most_common()), circles)


def lines(use: PaperUse) -> Iterator[str]:
    """Yield a line for the paper, and one for circles of a size on a paper."""
    if use.papers:
        yield ", ".join(f"{paper}: {counted(many, 'sheet')}" for paper, many in use.papers.items())
    for (diameter, paper, places), (sheets, many) in use.circles.items():
        yield (
            f"circles of {diameter:g} mm: {places:,} on a sheet of {paper}, "
            f"{many:,} on {counted(sheets, 'sheet')}, {many / (places * sheets):.0%} of the places"
        )


def capacity(composer: Composer, diameter: float, paper: Size) -> int:
    """Return how many circles a sheet holds when it is full, within the printer's margin."""
    return len(
        cutting.layout(room(composer.area(paper, ruled=True)), diameter, composer.profile).places
    )


def counted(many: int, name: str) -> str:
    return f"{many:,} {name}{'' if many == 1 else 's'}"
