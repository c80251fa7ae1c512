"""Whether content and templates are right, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import content_folder, content_of, pressed, roots
from worksheets.cli.options import FOLDER, GOOD, THEME, WRONG, Command

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.problems import Problem


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

    Warns of words that no handout uses, and of days that may be a slip. Exit code 0: good, perhaps
    with warnings. 1: something is wrong. 2: it could not be checked.

    \b
    Examples:
      python build.py check
      python build.py check content/zorg --format terse
    """
    from worksheets.cli import console
    from worksheets.problems import Undoable

    try:
        problems, warnings, counted = _looked_at(folder, theme)
    except Undoable as undoable:
        if style == "json":
            click.echo(console.as_json([], failure=undoable.message))
        raise
    if style == "json":
        click.echo(console.as_json(problems, warnings))
    elif style == "terse":
        for line in (*map(console.terse, problems), *map(console.terse_warning, warnings)):
            click.echo(line)
    elif problems:
        console.problems(problems, roots())
    else:
        console.warnings(warnings, roots())
        click.echo(f"{content_folder(folder)}: good ({counted})")
    return WRONG if problems else GOOD


Looked = tuple["list[Problem]", "list[Problem]", str]


def _looked_at(folder: File | None, theme: str | None) -> Looked:
    """Make all sheets; return what is wrong, or else what may be a slip, and how much there is."""
    from worksheets.content.marked_days import doubts
    from worksheets.content.unused import readings, unread
    from worksheets.options import Options
    from worksheets.problems import Problem, Problems

    problems: list[Problem] = []
    try:
        content = content_of(folder)
        with readings(content) as read:
            press = pressed(content, folder, Options(theme=theme))
            for handout in press.handouts:
                try:
                    press.job(handout)
                except Problems as several:
                    problems += several.problems
                except Problem as problem:
                    problems.append(problem)
            if content.calibration is not None:
                press.calibration()
                if content.calibration.trial and content.aspects:
                    press.trial((press.composer.circle_size,))
    except Problems as several:
        problems += several.problems
    except Problem as problem:
        problems.append(problem)
    if problems:
        # The same fault may be met by several handouts.
        return list({(str(p), p.detail): p for p in problems}.values()), [], ""
    warnings = [*doubts(content), *unread(read)]
    many = len(warnings)
    counted = f"{len(press.handouts)} handouts, {len(press.subjects)} subjects"
    if many:
        counted += f", {many} warning{'s' if many > 1 else ''}"
    return [], warnings, counted
