"""What a workshop holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.box import folder_and_handouts
from worksheets.cli.common import extent, sources_of
from worksheets.cli.options import CONTENT, THEME, Command
from worksheets.cli.printing import as_printed, check_tables, chosen_options

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.drawing.sheets import Job


@click.command("list", cls=Command, short_help="List handouts and subjects, with pages and papers.")
@click.argument("folder", required=False, metavar="[DIR]")
@CONTENT
@as_printed
@THEME
def list_(
    folder: str | None,
    content: File | None,
    subject_file: File | None,
    printer: str | None,
    names_file: File | None,
    **chosen: Any,
) -> None:
    """List the handouts and subjects of a workshop, with their pages and papers.

    \b
    Examples:
      python build.py list
      python build.py list content/gpo-en --tile A4
    """
    from worksheets.cli import console

    check_tables(chosen, names_file)
    options = chosen_options(chosen, printer, names_file, quiet=False)
    where, _ = folder_and_handouts((folder,) if folder else (), content, only_folder=True)
    press = sources_of(where, subject_file).press(options)
    console.notes(press.content.notes, False)
    workshop = press.content.workshop
    click.echo(f"{workshop.title} ({workshop.id}), version {workshop.version}\n")
    jobs = [(handout, press.job(handout)) for handout in press.handouts]
    smaller = [_percents(job) for _, job in jobs]
    heading = "handout\ttitle\tpages\tpaper\tsheets" + ("\tmade smaller" if any(smaller) else "")
    rows = (
        f"{handout.id}\t{handout.title}\t{extent(job)}" + (f"\t{percents}" if any(smaller) else "")
        for (handout, job), percents in zip(jobs, smaller, strict=True)
    )
    console.table([heading, *rows])
    if press.subjects:
        click.echo()
        known = press.content.subjects
        subjects = (f"{s.name}\t{s.code}\t{known.kind(s) if known else ''}" for s in press.subjects)
        console.table(["subject\tcode\tkind", *subjects])


def _percents(job: Job) -> str:
    """To how many per cent pages of a file are made smaller, where they are."""
    percents = dict.fromkeys(sheet.percent for sheet in job.sheets if sheet.percent)
    return ", ".join(f"{percent} %" for percent in percents)
