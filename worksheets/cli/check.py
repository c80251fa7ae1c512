"""Whether content and templates are right, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.options import FOLDER, GOOD, THEME, WRONG, Command
from worksheets.cli.steps import content_folder, press_of, roots

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(cls=Command)
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "terse", "json")),
    default="text",
    show_default=True,
    help="How faults are told.",
)
@THEME
def check(folder: File | None, style: str, theme: str | None) -> int:
    """Check content and templates without writing anything.

    Exit code 0: good. 1: something is wrong. 2: it could not be checked.

    \b
    Examples:
      python build.py check
      python build.py check content/zorg --format terse
    """
    from worksheets import console
    from worksheets.desk import Options
    from worksheets.problems import Problem, Problems, Undoable

    problems: list[Problem] = []
    counted = ""
    try:
        press = press_of(folder, Options(theme=theme))
    except Undoable as undoable:
        if style == "json":
            click.echo(console.as_json([], undoable.message))
        raise
    except Problems as several:
        problems += several.problems
    except Problem as found:
        problems.append(found)
    else:
        for handout in press.handouts:
            try:
                press.parts(handout)
            except Problem as problem:
                problems.append(problem)
        counted = f"{len(press.handouts)} handouts, {len(press.subjects)} subjects"
    # The same fault may be met by several handouts.
    problems = list({(str(p), p.detail): p for p in problems}.values())
    if style == "json":
        click.echo(console.as_json(problems))
    elif style == "terse":
        for one in problems:
            click.echo(console.terse(one))
    elif problems:
        console.problems(problems, roots())
    else:
        click.echo(f"{content_folder(folder)}: good ({counted})")
    return WRONG if problems else GOOD
