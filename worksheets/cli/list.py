"""What a workshop holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import extent, press_of
from worksheets.cli.options import FOLDER, Command

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.drawing.items import Job


@click.command("list", cls=Command, short_help="List handouts and subjects, with pages and papers.")
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
def list_(folder: File | None) -> None:
    """List the handouts and subjects of a workshop, with their pages and papers."""
    from worksheets.cli import console

    press = press_of(folder)
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
