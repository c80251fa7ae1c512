"""Pages made smaller, several on a sheet: to look through, to hand out, to save paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from worksheets.composer import Composer
from worksheets.drawing.items import Item, Use
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.geometry import Size
from worksheets.imposition import nup
from worksheets.imposition.nup import Cell, Grid
from worksheets.marks import frames
from worksheets.prepress import placing
from worksheets.wording import between, fill


def small_copies(composer: Composer, job: Job) -> Iterator[tuple[tuple[Sheet, ...], int]]:
    """Yield the sheets with the sides of a job, and how many sheets of the job begin on them.

    They are of one paper: that of most sides.
    """
    count = composer.options.nup
    sides = [(sheet.label, side) for sheet in job.sheets for side in placing.sides(sheet)]
    sizes = [side.size for _, side in sides]
    paper = Counter(size.portrait for size in sizes).most_common(1)[0][0]
    grid = nup.grid(sizes, paper, count, area=composer.area)
    begun = 0
    for start in range(0, len(sides), count):
        batch = sides[start : start + count]
        held = _begun(job.sheets, start + len(batch))
        yield (_sheet(composer, job, grid, batch),), held - begun
        begun = held


def _begun(sheets: tuple[Sheet, ...], sides: int) -> int:
    """How many sheets have begun within so many sides."""
    begun = seen = 0
    for sheet in sheets:
        if seen >= sides:
            break
        begun += 1
        seen += len(placing.sides(sheet))
    return begun


def _sheet(composer: Composer, job: Job, grid: Grid, sides: list[tuple[str, Side]]) -> Sheet:
    placements: list[Placement] = []
    drawn: list[Item] = []
    cells = [nup.cell(side.size, grid, n) for n, (_, side) in enumerate(sides)]
    paper = grid.paper
    for cell, (_, side) in zip(cells, sides, strict=True):
        placed = placing.moved(side, cell.corner, cell.scale, cell.turn)
        placements += placed.placements
        drawn += placed.marks
    framed = frames.frames(composer.theme, [cell.box for cell in cells])
    names = list(dict.fromkeys(label for label, _ in sides if label))
    label = names[0] if len(names) < 2 else f"{names[0]} – {names[-1]}"
    side = Side(paper, tuple(placements), (*drawn, *framed, _foot(composer, job, paper, cells)))
    return Sheet(side, label=label)


def _foot(composer: Composer, job: Job, paper: Size, cells: list[Cell]) -> Use:
    """The foot of the sheet: whose it is, and that it is not of true size; there is no ruler."""
    percent = " / ".join(dict.fromkeys(f"{100 * cell.scale:.0f}" for cell in cells))
    reduced = fill(composer.content.workshop.words.reduced, percent=percent)
    name = between("  ·  ", (job.foot[0], reduced))
    return Use(composer.foot(paper, name, with_makers=bool(job.foot[1])))
