"""A sheet of a team's own placements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import check_date, press_of, produced
from worksheets.cli.options import (
    CONTENT,
    FOLDER,
    FORMAT,
    OUTPUT,
    OVERLAP,
    PAPER,
    PRINTER,
    THEME,
    TILE,
    Command,
)
from worksheets.cli.profiles import chosen_printer

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(cls=Command, short_help="Make a sheet of a team's own placements.")
@click.argument("file", type=FOLDER, metavar="PLACEMENTS")
@CONTENT
@OUTPUT
@PAPER
@TILE
@OVERLAP
@FORMAT
@THEME
@PRINTER
def result(
    file: File,
    content: File | None,
    output: File,
    paper: str | None,
    tile: str | None,
    overlap: float | None,
    formats: tuple[str, ...],
    theme: str | None,
    printer: str | None,
) -> None:
    """Make a sheet of where a team, or several people, laid their circles.

    It is named by its title; where another file of placements has that name already, a letter is
    added, the same each time.

    docs/placements-example.yaml is such a file to start from. A spreadsheet (.csv, .xlsx, .ods) has
    a row for each person and set: columns naam, set and one for each aspect, perhaps vak.

    \b
    Examples:
      python build.py result docs/placements-example.yaml
      python build.py result docs/placements-example.yaml --tile A4
    """
    from msgspec.structs import replace

    from worksheets.cli import console
    from worksheets.installed import at_hand
    from worksheets.options import Options
    from worksheets.press.names import CHANGED
    from worksheets.press.result import result_job
    from worksheets.problems import Undoable
    from worksheets.production import results
    from worksheets.production.builder import known_jobs
    from worksheets.production.disk import delivery
    from worksheets.writers import names

    check_date()
    file = at_hand(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Undoable(f"{file} cannot be read: {error.strerror}") from None
    profile = chosen_printer(printer) if printer is not None else None
    press = press_of(
        content, Options(paper=paper, theme=theme, tile=tile, overlap=overlap, printer=profile)
    )
    job = result_job(press, data, file.as_posix())
    console.notes(press.composer.content.notes, False)
    folder = output / press.content.workshop.id
    known = results.read(folder)

    def files(name: str) -> list[str]:
        named = replace(job, name=name)
        return [file for format in dict.fromkeys(formats) for file in names(named, format)]

    name = results.free_name(
        folder, job.name, file, known, files=files, taken=known_jobs(press) | {CHANGED}
    )
    with delivery(folder) as ready:
        lines = produced(replace(job, name=name), formats, press, ready)
        ready.add(results.NAME, results.written(known, files(name), file))
    console.table(lines)
    if name != job.name:
        console.note(f"{job.name} is another's, so this one is {name}")
