"""From the sheets of a job to those that are printed: tiled on smaller paper, or made smaller.

A job keeps what it was as its `plain` self, for whoever reads instead of prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.drawing.items import Job, Sheet
from worksheets.prepress.small_copies import copies
from worksheets.prepress.tiles import tiles
from worksheets.problems import Problem


class Made(NamedTuple):
    """Sheets, and how many of the job's own sheets they are made of."""

    sheets: tuple[Sheet, ...]
    of: int


def finished(composer: Composer, job: Job) -> Job:
    """Return a job as it is printed; its sections lead to the first sheet of what they named."""
    options, words = composer.options, composer.content.workshop.words
    if options.tile is not None:
        if words.tiles is None:
            raise _missing(composer, "tiles")
        made: Iterable[Made] = (Made(tiles(composer, job, sheet), 1) for sheet in job.sheets)
    elif options.nup > 1:
        if not words.reduced:
            raise _missing(composer, "reduced")
        made = (Made(sheets, of) for sheets, of in copies(composer, job))
    else:
        return job
    runs = list(made)
    starts = tuple(_starts(runs))
    return replace(
        job,
        sheets=tuple(chain.from_iterable(run.sheets for run in runs)),
        bookmarks=tuple(replace(each, sheet=starts[each.sheet]) for each in job.bookmarks),
        plain=job,
    )


def _missing(composer: Composer, name: str) -> Problem:
    """The problem of words that only an option asks for."""
    at = composer.content.place("workshop", "words")
    return Problem(f"words: misses the key {name!r}", at, hint="copy it from content/gpo")


def _starts(runs: Iterable[Made]) -> Iterator[int]:
    """Yield for each of the job's own sheets where it begins."""
    start = 0
    for run in runs:
        yield from [start] * run.of
        start += len(run.sheets)
