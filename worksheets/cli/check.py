"""Whether content and templates are right, without writing anything."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.box import folder_and_handouts
from worksheets.cli.common import pressed, roots, sources_of
from worksheets.cli.options import CONTENT, GOOD, THEME, WRONG, Command
from worksheets.cli.printing import as_printed, check_tables, chosen_options

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.content.workshop import Handout
    from worksheets.drawing.sheets import Job
    from worksheets.options import Options
    from worksheets.press.jobs import Press
    from worksheets.problems import Problem


@click.command(cls=Command)
@click.argument("folder", required=False, metavar="[DIR]")
@CONTENT
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "terse", "json")),
    default="text",
    show_default=True,
    help="How faults are told.",
)
@as_printed
@THEME
def check(
    folder: str | None,
    content: File | None,
    subject_file: File | None,
    printer: str | None,
    names_file: File | None,
    style: str,
    **chosen: Any,
) -> int:
    """Check content and templates without writing anything.

    Sheets are made as `kit` does with the same options. Warns of words that no handout uses, of
    text past its panel or over a drawing, and of days that may be a slip. Exit code 0: good,
    perhaps with warnings. 1: something is wrong. 2: it could not be checked.

    \b
    Examples:
      python build.py check
      python build.py check content/gpo-en --format terse
      python build.py check --subjects vakken.csv --paper A3
    """
    from worksheets.cli import console
    from worksheets.problems import Undoable

    check_tables(chosen, names_file)
    where, _ = folder_and_handouts((folder,) if folder else (), content, only_folder=True)
    try:
        options = chosen_options(chosen, printer, names_file, quiet=style != "text")
        problems, warnings, counted = _looked_at(where, subject_file, options)
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
        click.echo(f"{where}: good ({counted})")
    return WRONG if problems else GOOD


Looked = tuple["list[Problem]", "list[Problem]", str]


def _empty(press: Press, handout: Handout) -> Problem:
    """The warning of a handout that has no pages: no file is made of it."""
    from worksheets.problems import NOWHERE, Problem

    at = press.content.places.get(id(handout.id), NOWHERE)
    hint = "add what it is made of, as subjects, or take it from the list"
    return Problem(f"the handout {handout.id!r} has no pages: it is not made", at, hint=hint)


def _strays(press: Press, job: Job) -> list[Problem]:
    """The warnings of text past its panel or over a drawing, on the pages of an output."""
    from worksheets.drawing.strays import strays

    sides = [side for sheet in (job.plain or job).sheets for side in (sheet.front, sheet.back)]
    pages = {id(p.page): p.page for side in sides if side for p in side.placements}
    return [warning for page in pages.values() for warning in strays(page, press.fonts)]


def _use(press: Press) -> None:
    """Make all sheets, whatever is wrong with them."""
    from worksheets.problems import Problem, Problems, Undoable

    for handout in press.handouts:
        with suppress(Problem, Problems, Undoable):
            press.job(handout)


def _looked_at(folder: File, subjects: File | None, options: Options) -> Looked:
    """Make all sheets; return what is wrong, or else what may be a slip, and how much there is."""
    from worksheets.content.marked_days import doubts
    from worksheets.content.script import gaps
    from worksheets.content.unused import readings, unread
    from worksheets.options import Options
    from worksheets.problems import Problem, Problems

    problems: list[Problem] = []
    try:
        content = sources_of(folder, subjects).content()
        with readings(content) as read:
            press = pressed(content, folder, options)
            empty: list[Problem] = []
            crossed: list[Problem] = []
            for handout in press.handouts:
                try:
                    job = press.job(handout)
                    crossed += _strays(press, job)
                    if not job.sheets:
                        empty.append(_empty(press, handout))
                except Problems as several:
                    problems += several.problems
                except Problem as problem:
                    problems.append(problem)
            plain = pressed(content, folder, Options(theme=options.theme))
            if options != plain.composer.options:
                _use(plain)  # what only these options leave out has its use
            if content.calibration is not None:
                # Commands of their own make these pages: neither tiled nor made smaller.
                plain.calibration()
                if content.calibration.trial and content.aspects:
                    plain.trial((plain.composer.circle_size,))
    except Problems as several:
        problems += several.problems
    except Problem as problem:
        problems.append(problem)
    if problems:
        return _different(problems), [], ""
    warnings = [
        *content.notes,
        *empty,
        *doubts(content),
        *gaps(content),
        *_different(crossed),
        *unread(read),
    ]
    many = len(warnings)
    counted = f"{len(press.handouts)} handouts, {len(press.subjects)} subjects"
    if many:
        counted += f", {many} warning{'s' if many > 1 else ''}"
    return [], warnings, counted


def _different(problems: list[Problem]) -> list[Problem]:
    """Each problem once: several handouts may meet the same."""
    return list({(str(p), p.detail): p for p in problems}.values())
