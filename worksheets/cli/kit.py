"""The kit: all handouts of a workshop, or those that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets import choices
from worksheets.cli.common import check_date, names_in, sources_of
from worksheets.cli.options import (
    CIRCLE_SIZE,
    CONTENT,
    CUT,
    FOLDER,
    FORMAT,
    OUTPUT,
    OVERLAP,
    PAPER,
    PARTICIPANTS,
    PRINTER,
    QUIET,
    REACH,
    SHAPE,
    SUBJECT,
    SUBJECTS,
    TABLES,
    THEME,
    TILE,
    TURN,
    Command,
    Length,
    one_of,
    options_of,
)
from worksheets.cli.profiles import chosen_printer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path as File

    from worksheets.options import Options


@click.command(cls=Command, short_help="Make the handouts, and the kit with all of them.")
@click.argument("handouts", nargs=-1, metavar="[HANDOUT]...")
@CONTENT
@OUTPUT
@SUBJECT
@SUBJECTS
@CIRCLE_SIZE
@click.option(
    "--collate",
    type=one_of(choices.Collate),
    default="sheet",
    show_default=True,
    help="Circles: a sheet for each set; stacks that are cut into sets; or the fewest sheets.",
)
@CUT
@REACH
@SHAPE
@click.option(
    "--first",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="The first place to use of a sheet that was used in part, from 1.",
)
@click.option(
    "--bleed", type=Length(choices.BLEED), default="0", help="Room around sheets to trim off."
)
@click.option("--crop-marks", is_flag=True, help="Marks where a print shop trims the sheets.")
@click.option(
    "--cmyk",
    is_flag=True,
    help="A print shop's inks, cut lines on a plate of their own; not certified PDF/X.",
)
@click.option(
    "--backs",
    type=one_of(choices.Backs),
    help="Print the backs of circles too: each its own question, or the same on all.",
)
@TURN
@PRINTER
@PARTICIPANTS
@TABLES
@click.option(
    "--names",
    "names_file",
    type=FOLDER,
    metavar="FILE",
    help="Names of the participants: a line each, or a spreadsheet; printed on their sheets.",
)
@PAPER
@TILE
@OVERLAP
@click.option(
    "--nup",
    type=one_of(choices.PagesPerSheet),
    default="1",
    callback=lambda _ctx, _option, value: int(value),
    help="Pages on a sheet, made smaller.",
)
@FORMAT
@THEME
@click.option(
    "--changed",
    is_flag=True,
    help="Only what is not in the box yet as it is now, on as few sheets as possible.",
)
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
      python build.py kit --theme NAME
      python build.py kit cirkels --backs each --turn short-edge
      python build.py kit cirkels --backs each --printer kantoor
      python build.py kit kwadrant --bleed 3mm --crop-marks --cmyk
      python build.py kit kwadrant --tile A4
      python build.py kit cirkels-vakken --subjects vakken.csv --collate stack
      python build.py kit cirkels --cut punch --circle-size 51 --reach 60
      python build.py kit --changed
      python build.py kit --dry-run
    """
    from functools import partial

    from worksheets.cli import console
    from worksheets.cli.changed import make_changed
    from worksheets.cli.make import Request, foretell, make

    check_date()
    options = _options(chosen, printer, names_file, quiet)
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
        do: Callable[..., None] = partial(make_changed, dry_run=dry_run)
    else:
        do = foretell if dry_run else make
    do(sources_of(content, subject_file), options, wish, output)
    if options.cmyk and not quiet:
        console.note("CMYK with a plate for cut lines; not certified PDF/X")


def _options(
    chosen: dict[str, Any], printer: str | None, names_file: File | None, quiet: bool
) -> Options:
    """Return what is chosen: with a printer that was measured, and a copy for each participant."""
    measured = chosen_printer(printer) if printer is not None else None
    names = names_in(names_file, quiet) if names_file else ()
    participants = chosen.pop("participants") or len(names) or None
    if participants is None and chosen["tables"]:
        raise click.UsageError("--tables needs --participants, or --names.")
    return options_of(
        chosen,
        turn=chosen.pop("turn") or (measured.turn if measured else None),
        printer=measured,
        participants=participants,
        personal=participants is not None,
        names=names,
    )
