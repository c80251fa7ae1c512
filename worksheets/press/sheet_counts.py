"""What lies on sheets, counted: the paper of a file, circles to cut out, straight cuts, whole sets.

The paper is that of the sheets as they are written; what is cut out is as it was designed, since
circles that are tiled lie on several sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.drawing.items import Use
from worksheets.drawing.sheets import Sheet, Side
from worksheets.handouts.shared.section import Section
from worksheets.layout.counting import Printed, Stock
from worksheets.marks import cut_marks
from worksheets.paper import name_of

NEAR = 0.01  # mm; edges this near are one cut


def stock(sheets: Sequence[Sheet]) -> tuple[Stock, ...]:
    """Return the paper of a file by its sorts, each with the pages of the file that lie on it."""
    pages: dict[tuple[str, bool, bool], list[int]] = {}
    counts: Counter[tuple[str, bool, bool]] = Counter()
    page, labels = 1, set[str]()
    for sheet in sheets:
        key = (stock_name(sheet), sheet.back is not None, sheet.once)
        labels.add(sheet.labels)
        sides = 2 if sheet.back else 1
        pages.setdefault(key, []).extend(range(page, page + sides))
        counts[key] += 1
        page += sides
    return tuple(
        Stock(
            paper,
            double,
            count,
            once=once,
            pages=tuple(pages[paper, double, once]),
            labels=paper in labels,
        )
        for (paper, double, once), count in counts.items()
    )


def stock_name(sheet: Sheet) -> str:
    """Return what a sheet is printed on: the name of its paper, or what its labels are called."""
    return sheet.labels or name_of(sheet.front.size)


def print_of(
    composer: Composer,
    designed: Sequence[Section],
    copies: Sequence[Section],
    written: Sequence[Sheet],
) -> Printed:
    """Return what one print of a handout's file is.

    It was designed for one, made for each (`copies`), and is `written` as tiles or small copies.
    What is made smaller is not there to be cut out.
    """
    serves = designed_print(composer, designed).serves
    paper = stock(written)
    if composer.options.nup > 1:
        return Printed(paper, serves=serves)
    return replace(designed_print(composer, copies), stock=paper, serves=serves)


def designed_print(composer: Composer, sections: Sequence[Section]) -> Printed:
    """Return what one print of a handout's sheets is, as they were designed."""
    sheets = [sheet for section in sections for sheet in section.sheets]
    one_print = printed(sheets, _in_a_set(composer))
    if any(sheet.labels for sheet in sheets):  # their maker cut them
        return replace(one_print, circles=0, cuts=0)
    if not one_print.circles or composer.profile.shape == "circle":
        return one_print
    # A guillotine makes no circles: its cuts go through many cut-outs at once.
    drawn = (mark.symbol for sheet in sheets for mark in sheet.front.marks if isinstance(mark, Use))
    cuts = sum(len(symbol.items) for symbol in drawn if symbol.name == cut_marks.STRAIGHT)
    return replace(one_print, circles=0, cuts=cuts)


def _in_a_set(composer: Composer) -> dict[str, int]:
    """How many circles of a name are in a set."""
    aspects = composer.content.aspects
    if aspects is None:
        return {}
    counts = {aspect.id: aspect.copies for aspect in aspects.aspects} | {"blank": aspects.blanks}
    return {
        f"{circle_set.id}-{name}": count
        for circle_set in aspects.sets
        for name, count in counts.items()
        if count
    }


def printed(sheets: Sequence[Sheet], per_set: Mapping[str, int] | None = None) -> Printed:
    """Return what one print of some sheets is.

    It serves as many as it has whole sets of circles. `per_set` is how many circles of a name a set
    has, where that is not one; circles of one name with other titles belong to other sets.
    """
    per_set = per_set or {}
    circles = Counter(
        (placement.page.name, placement.page.title)
        for sheet in sheets
        for placement in sheet.front.placements
        if placement.page.round
    )
    whole = (count // per_set.get(name, 1) for (name, _), count in circles.items())
    return Printed(
        stock(sheets),
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
