"""The kit: all handouts of a workshop, or those that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.common import check_date, sources_of
from worksheets.cli.options import BOX, CONTENT, FORMAT, OUTPUT, QUIET, THEME, Command
from worksheets.cli.printing import as_printed, check_tables, chosen_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path as File


@click.command(cls=Command, short_help="Make the handouts, and the kit with all of them.")
@click.argument("handouts", nargs=-1, metavar="[HANDOUT]...")
@CONTENT
@OUTPUT
@as_printed
@FORMAT
@THEME
@click.option(
    "--changed",
    is_flag=True,
    help="Only what is not in the box yet as it is now, on as few sheets as possible.",
)
@BOX
@click.option("--no-kit", is_flag=True, help="Only the separate files, no kit.pdf.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written and why; write nothing.")
@click.option("--prune", is_flag=True, help="Delete files that no handout or subject has any more.")
@click.option(
    "-j",
    "processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes for many files; all cores otherwise.",
)
@QUIET
def kit(
    handouts: tuple[str, ...],
    content: File | None,
    subject_file: File | None,
    printer: str | None,
    names_file: File | None,
    output: File,
    formats: tuple[str, ...],
    changed: bool,
    box: str,
    no_kit: bool,
    dry_run: bool,
    prune: bool,
    processes: int | None,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Make the handouts, those per subject, and the kit with all of them.

    Files go to OUTPUT/<workshop>/<handout>.pdf; those that are as they should be are left alone.
    With handouts named, only those are made and the kit is left as it is.

    \b
    Examples:
      python build.py kit
      python build.py kit kwadrant --format pdf --format png
      python build.py kit cirkels-vakken --subject Engels -o "D:/Mijn map"
      python build.py kit --paper A4 --no-kit
      python build.py kit --participants 14 --tables 3
      python build.py kit --theme grijs
      python build.py kit cirkels --backs each --turn short-edge
      python build.py kit cirkels --backs each --printer kantoor
      python build.py kit kwadrant --bleed 3mm --crop-marks --cmyk
      python build.py kit kwadrant --tile A4
      python build.py kit cirkels-vakken --subjects vakken.csv --collate stack
      python build.py kit cirkels --cut punch --circle-size 51 --reach 60
      python build.py kit cirkels --cut labels --sheet L7780
      python build.py kit --changed
      python build.py kit --changed --box almelo
      python build.py kit --dry-run
    """
    from functools import partial

    from worksheets.cli import console
    from worksheets.cli.changed import make_changed
    from worksheets.cli.make import Request, foretell, make

    check_date()
    check_tables(chosen, names_file)
    options = chosen_options(chosen, printer, names_file, quiet=quiet)
    wish = Request(
        handouts=handouts,
        formats=formats,
        with_kit=not handouts and not no_kit and "pdf" in formats,
        processes=processes,
        prune=prune,
        quiet=quiet,
    )
    if changed:
        if options.personal:
            raise click.UsageError("--changed is for the box, which has no copies with names on.")
        do: Callable[..., None] = partial(make_changed, box=box, dry_run=dry_run)
    else:
        if box:
            raise click.UsageError("--box is for --changed.")
        do = foretell if dry_run else make
    do(sources_of(content, subject_file), options, wish, output)
    if options.cmyk and not quiet:
        console.note("CMYK with a plate for cut lines; not certified PDF/X")
