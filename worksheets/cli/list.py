"""What a workshop holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import extent, press_of
from worksheets.cli.options import FOLDER, Command

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command("list", cls=Command, short_help="List handouts and subjects, with pages and papers.")
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
def list_(folder: File | None) -> None:
    """List the handouts and subjects of a workshop, with their pages and papers."""
    from worksheets.cli import console

    press = press_of(folder)
    workshop = press.content.workshop
    click.echo(f"{workshop.title} ({workshop.id}), version {workshop.version}\n")
    handouts = (f"{h.id}\t{h.title}\t{extent(press.job(h))}" for h in press.handouts)
    console.table(["handout\ttitle\tpages\tpaper\tsheets", *handouts])
    if press.subjects:
        click.echo()
        known = press.content.subjects
        subjects = (f"{s.name}\t{s.code}\t{known.kind(s) if known else ''}" for s in press.subjects)
        console.table(["subject\tcode\tkind", *subjects])
