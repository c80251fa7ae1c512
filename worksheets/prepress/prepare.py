"""From the sheets of a job to those that are printed, in one order.

1. Larger sheets come in tiles on smaller paper, or all of them smaller and several on a sheet.
2. A print shop gets room around each sheet, to trim off.
3. What a printer does wrong is made up for: last, and once, on each side as it passes the printer.
4. Where one sheet has a back, all have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.drawing import extents
from worksheets.drawing.sheets import Job, Sheet, Side
from worksheets.fonts.metrics import Fonts
from worksheets.prepress.small_copies import small_copies
from worksheets.prepress.tiles import Told, tiles
from worksheets.prepress.trim import check, trimmed
from worksheets.printers import Printer
from worksheets.problems import NOWHERE, Problem, Undoable

SLACK = 0.01  # mm


class Remade(Struct, frozen=True):
    """Sheets, and how many of the job's own sheets they are made of."""

    sheets: tuple[Sheet, ...]
    count: int


def prepared(composer: Composer, job: Job) -> Job:
    """Return a job as it is printed; it keeps what it was as its `plain` self, to be read.

    Raises Problem or Undoable for a sheet that cannot be printed as the options ask.
    """
    job = _on_other_paper(composer, job)
    sheets = (_corrected(composer, _trimmed(composer, sheet)) for sheet in job.sheets)
    return replace(job, sheets=_both_sided(tuple(sheets)))


# -- tiles and small copies -----------------------------------------------------------------------


def _on_other_paper(composer: Composer, job: Job) -> Job:
    options, words = composer.options, composer.content.workshop.words
    if not job.sheets:
        return job
    if options.tile is not None:
        if words.tiles is None:
            raise _missing(composer, "tiles")
        told: Told = {}
        remade: Iterable[Remade] = (
            Remade(tiles(composer, job, sheet, told), 1) for sheet in job.sheets
        )
    elif options.nup > 1:
        if not words.reduced:
            raise _missing(composer, "reduced")
        remade = (Remade(sheets, count) for sheets, count in small_copies(composer, job))
    else:
        return job
    runs = list(remade)
    starts = tuple(_starts(runs))
    return replace(
        job,
        sheets=tuple(chain.from_iterable(run.sheets for run in runs)),
        bookmarks=tuple(replace(mark, sheet=starts[mark.sheet]) for mark in job.bookmarks),
        plain=job,
    )


def _missing(composer: Composer, name: str) -> Problem:
    """The problem of words that only an option asks for."""
    at = composer.content.place("workshop", "words")
    return Problem(f"words: misses the key {name!r}", at, hint="copy it from content/gpo")


def _starts(runs: Iterable[Remade]) -> Iterator[int]:
    """Yield for each of the job's own sheets where it begins."""
    start = 0
    for run in runs:
        yield from [start] * run.count
        start += len(run.sheets)


# -- sheet by sheet -------------------------------------------------------------------------------


def _trimmed(composer: Composer, sheet: Sheet) -> Sheet:
    """Return a sheet with room around it, where it is for a print shop."""
    options = composer.options
    if not options.for_print_shop:
        return sheet
    if sheet.labels:
        raise Undoable(
            f"{sheet.label} is printed on labels of {sheet.labels}, which are cut already",
            hint="leave out --bleed and --crop-marks, or the labels",
        )
    if options.bleed:
        check(sheet, options.bleed, composer.fonts)
    ink = composer.theme.ink("registration", NOWHERE)
    return trimmed(sheet, ink, bleed=options.bleed, crop_marks=options.crop_marks)


def _corrected(composer: Composer, sheet: Sheet) -> Sheet:
    """Make up for what the printer does to both sides; raises Undoable when it is not known."""
    printer, turn = composer.options.printer, composer.options.turn
    if printer is None:
        return sheet
    if sheet.labels:
        _check_reach(sheet, printer, composer.fonts)
    front = replace(sheet.front, adjust=printer.corrects(sheet.front.size, back=False))
    back = sheet.back
    if back is not None:
        if not printer.knows_back(back.size):
            raise Undoable(
                f"{sheet.label} lies in landscape; where the printer lays its back was measured"
                " upright",
                hint="orientation: portrait, or leave out --printer or --backs",
            )
        back = replace(back, adjust=printer.corrects(back.size, back=True, turn=turn))
    return replace(sheet, front=front, back=back)


def _check_reach(sheet: Sheet, printer: Printer, fonts: Fonts) -> None:
    """Raise Undoable where the printer leaves white what is on a label.

    Other sheets keep to its margin as they are made; labels lie where they lie.
    """
    width, height = sheet.front.size
    boxes = [extent.box for extent in extents.of_side(sheet.front, fonts)]
    clear = min(
        (min(b.x, b.y, width - b.right, height - b.bottom) for b in boxes), default=printer.margin
    )
    if clear < printer.margin - SLACK:
        raise Undoable(
            f"the printer leaves {printer.margin:g} mm white, and {sheet.label} has labels of"
            f" {sheet.labels} printed up to {clear:.2g} mm from the edge",
            hint="choose labels that lie further inside, or another printer",
        )


def _both_sided(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Return sheets that all have a back, an empty one at least, when one has.

    A printer that turns sheets over would print the next one on a back that is not there.
    """
    if not any(sheet.back for sheet in sheets):
        return sheets
    return tuple(s if s.back else replace(s, back=_empty(s.front)) for s in sheets)


def _empty(front: Side) -> Side:
    """The empty back of a front, which is trimmed with it."""
    return Side(front.size, (), trim=front.trim, bleed=front.bleed)
