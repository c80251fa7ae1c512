"""A Job to files: a row for each format, whose writer is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from worksheets.drawing.sheets import Job
    from worksheets.fonts.metrics import Fonts

Progress = Callable[[], None]
Files = tuple[tuple[str, bytes], ...]


class Format(NamedTuple):
    """A format: the module that writes it, how its files end, and how many there are.

    `write(job, fonts, progress)` of the module returns the bytes of the job's file, or of a file
    for each side of its sheets. A format that names its own files returns their names
    too, and its module's `names(job)` gives them beforehand.
    """

    module: str
    ending: str
    files: Literal["one", "sides", "named"] = "one"
    weight: float = 1.0  # the work of a page, beside that of a page in PDF
    offered: bool = True  # to whoever asks for formats


FORMATS: dict[str, Format] = {
    "pdf": Format(module="worksheets.writers.pdf.write", ending="pdf"),
    "svg": Format(module="worksheets.writers.svg", ending="svg", files="sides"),
    "png": Format(module="worksheets.writers.png", ending="png", files="sides", weight=60.0),
    "html": Format(module="worksheets.writers.html", ending="html"),
    "outline": Format(module="worksheets.writers.outline", ending="txt", weight=0.5),
    # What a plotter cuts by: it comes along where there is something to cut.
    "cut": Format(
        module="worksheets.writers.cut", ending="svg", files="named", weight=0.0, offered=False
    ),
}


def offered() -> tuple[str, ...]:
    """Return the formats that may be asked for."""
    return tuple(name for name, format in FORMATS.items() if format.offered)


def write(job: Job, format: str, fonts: Fonts, progress: Progress = lambda: None) -> Files:
    """Return the files of a job in a format: each a name and its bytes."""
    row = FORMATS[format]
    written = import_module(row.module).write(job, fonts, progress)
    match row.files:
        case "one":
            return ((f"{job.name}.{row.ending}", written),)
        case "sides":
            return tuple(zip(_side_names(job, row.ending, len(written)), written, strict=True))
        case "named":
            return tuple(written)


def names(job: Job, format: str) -> tuple[str, ...]:
    """Return the names of the files that a job has in a format, before they are made."""
    row = FORMATS[format]
    match row.files:
        case "one":
            return (f"{job.name}.{row.ending}",)
        case "sides":
            sides = sum(2 if sheet.back else 1 for sheet in job.sheets)
            return _side_names(job, row.ending, sides)
        case "named":
            return tuple(import_module(row.module).names(job))


def _side_names(job: Job, ending: str, sides: int) -> tuple[str, ...]:
    """Name a file for each side; a single side has the name of the job alone."""
    if sides == 1:
        return (f"{job.name}.{ending}",)
    digits = len(str(sides))
    before = job.name + job.before_side
    return tuple(f"{before}{n:0{digits}}.{ending}" for n in range(1, sides + 1))
