"""A page on which a printer is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import press_of, produced
from worksheets.cli.options import CONTENT, OUTPUT, PRINTER, QUIET, Command, PaperSize
from worksheets.cli.profiles import chosen_printer

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(cls=Command, short_help="Make a page on which a printer is measured.")
@CONTENT
@OUTPUT
@click.option(
    "--paper",
    type=PaperSize(),
    default="A4",
    show_default=True,
    help="The paper that the printer has.",
)
@PRINTER
@QUIET
def calibrate(
    content: File | None, output: File, paper: str, printer: str | None, quiet: bool
) -> None:
    """Make a page on which a printer is measured, with instructions on it.

    Print it on both sides, measure, and keep what you measured with 'printer'. With --printer, the
    page makes up for what was measured: see whether it is right now.

    \b
    Examples:
      python build.py calibrate --paper A3
      python build.py calibrate --printer kantoor
    """
    from worksheets.cli import console
    from worksheets.options import Options
    from worksheets.production.disk import delivery

    profile = chosen_printer(printer) if printer is not None else None
    turn = profile.turn if profile else "long-edge"
    press = press_of(content, Options(paper=paper, printer=profile, turn=turn))
    job = press.calibration()
    with delivery(output / press.content.workshop.id) as ready:
        lines = produced(job, ("pdf",), press, ready)
    if not quiet:
        console.table(lines)
