"""What to print, cut, bring and lay ready for so many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import press_of
from worksheets.cli.options import FOLDER, PARTICIPANTS, SPARE, STYLE, TABLES, Command

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(
    cls=Command, short_help="List what to print, cut and bring, and the text for a copy shop."
)
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
@PARTICIPANTS
@TABLES
@SPARE
@STYLE
def plan(
    folder: File | None,
    participants: int | None,
    tables: int | None,
    spare: int | None,
    style: str,
) -> None:
    """List what to print, cut, bring and lay ready, and the text for a copy shop.

    Numbers that are not given are those of the workshop. The sheets are counted as they are
    printed; nothing is written.

    \b
    Examples:
      python build.py plan
      python build.py plan content/gpo-en --participants 22 --tables 4
      python build.py plan --spare 0 --format json
    """
    from worksheets.cli import console
    from worksheets.handouts.packing import words
    from worksheets.options import Options

    press = press_of(folder, Options(participants=participants, tables=tables, spare=spare))
    plan = press.plan()
    if style == "json":
        click.echo(console.json_text(words.facts(plan, press.content.workshop)))
        return
    for n, (heading, rows) in enumerate(words.tables(plan, press.content.workshop)):
        click.echo(f"\n{heading}\n" if n else f"{heading}\n")
        console.table(rows)
