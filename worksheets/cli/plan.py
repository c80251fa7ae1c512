"""What to print, cut, bring and lay ready for so many people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.box import folder_and_handouts
from worksheets.cli.common import sources_of
from worksheets.cli.options import CONTENT, SPARE, STYLE, THEME, Command
from worksheets.cli.printing import as_printed, check_tables, chosen_options

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(
    cls=Command, short_help="List what to print, cut and bring, and the text for a copy shop."
)
@click.argument("folder", required=False, metavar="[DIR]")
@CONTENT
@as_printed
@SPARE
@click.option(
    "--plain",
    is_flag=True,
    help="Count the files that `kit` makes for nobody in particular, printed as often as needed.",
)
@THEME
@STYLE
def plan(
    folder: str | None,
    content: File | None,
    subject_file: File | None,
    printer: str | None,
    names_file: File | None,
    plain: bool,
    style: str,
    **chosen: Any,
) -> None:
    """List what to print, cut, bring and lay ready, and the text for a copy shop.

    Numbers that are not given are those of the workshop. Give the options that the files are made
    with: what is counted is what `kit` writes then. Nothing is written.

    With --participants or --names, as with `kit`, files hold a copy for each participant and are
    printed once; else, or with --plain, each is printed as often as it is needed.

    \b
    Examples:
      python build.py plan
      python build.py plan content/gpo-en --participants 22 --tables 4
      python build.py plan --spare 0 --format json
      python build.py plan --tile A4 --collate stack
      python build.py plan --participants 14 --tables 3 --plain
    """
    from worksheets.cli import console
    from worksheets.handouts.packing import words

    where, _ = folder_and_handouts((folder,) if folder else (), content, only_folder=True)
    if plain and names_file is not None:
        raise click.UsageError("--plain is for files without names.")
    if not plain:
        check_tables(chosen, names_file)
    more = {"personal": False} if plain else {}
    options = chosen_options(chosen, printer, names_file, quiet=style == "json", **more)
    press = sources_of(where, subject_file).press(options)
    console.notes(press.content.notes, style == "json")
    plan = press.plan()
    if style == "json":
        click.echo(console.json_text(words.facts(plan, press.content.workshop)))
        return
    for n, (heading, rows) in enumerate(words.tables(plan, press.content.workshop)):
        click.echo(f"\n{heading}\n" if n else f"{heading}\n")
        console.table(rows)
