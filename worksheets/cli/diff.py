"""The kit of now is compared with what was recorded as lying in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.box import (
    differing,
    folder_and_handouts,
    of_the_box,
    scope_of,
    what_is_seen,
    words_of,
)
from worksheets.cli.common import sources_of
from worksheets.cli.options import BOX, CONTENT, STYLE, Command, options_of

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(cls=Command, short_help="List what changed since it was printed.")
@click.argument("folder", required=False, metavar="[DIR]")
@CONTENT
@what_is_seen
@BOX
@click.option("--all", "every", is_flag=True, help="List each page, also those that may stay.")
@STYLE
def diff(
    folder: str | None,
    content: File | None,
    subject_file: File | None,
    box: str,
    every: bool,
    style: str,
    **chosen: Any,
) -> None:
    """List what is new, changed and withdrawn since the kit was recorded with `printed`.

    Only what can be seen counts. Exit code 0, whether something changed or not.

    \b
    Examples:
      python build.py diff
      python build.py diff content/gpo-en --format json
      python build.py diff --circle-size 51
    """
    from worksheets.cli import console
    from worksheets.reprint import changes

    where, _ = folder_and_handouts((folder,) if folder else (), content, only_folder=True)
    options = options_of(chosen)
    press = of_the_box(sources_of(where, subject_file), options, box).press(options)
    console.notes(press.content.notes, style == "json")
    differences = differing(press, scope_of(press, ()), where, box)
    words = words_of(press)
    if style == "json":
        click.echo(console.json_text(changes.facts(differences, words)))
        return
    if not differences:
        click.echo(words.nothing)
    if differences or every:
        lines = list(changes.lines(differences, words, every=every))
        for line in lines:
            click.echo(line)
        each = len(list(changes.lines(differences, words, every=True)))
        if len(lines) < each - len(differences.unchanged):
            console.note("--all lists each of them")
