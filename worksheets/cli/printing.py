"""How sheets are printed: the options of `kit` that `plan`, `check` and `list` know too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets import choices
from worksheets.cli.common import names_in
from worksheets.cli.options import (
    CIRCLE_SIZE,
    CUT,
    FOLDER,
    OVERLAP,
    PAPER,
    PARTICIPANTS,
    PRINTER,
    REACH,
    SHAPE,
    SHEET,
    SUBJECT,
    SUBJECTS,
    TABLES,
    TILE,
    TURN,
    Length,
    one_of,
    options_of,
)
from worksheets.cli.profiles import chosen_printer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path as File

    from worksheets.options import Options

AS_PRINTED = (
    SUBJECT,
    SUBJECTS,
    CIRCLE_SIZE,
    click.option(
        "--collate",
        type=one_of(choices.Collate),
        default="sheet",
        show_default=True,
        help="Circles: a sheet for each set; stacks that are cut into sets; or the fewest sheets.",
    ),
    CUT,
    REACH,
    SHAPE,
    SHEET,
    click.option(
        "--first",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="The first place to use of a sheet that was used in part, from 1.",
    ),
    click.option(
        "--bleed", type=Length(choices.BLEED), default="0", help="Room around sheets to trim off."
    ),
    click.option("--crop-marks", is_flag=True, help="Marks where a print shop trims the sheets."),
    click.option(
        "--cmyk",
        is_flag=True,
        help="A print shop's inks, cut lines on a plate of their own; not certified PDF/X.",
    ),
    click.option(
        "--backs",
        type=one_of(choices.Backs),
        help="Print the backs of circles too: each its own question, or the same on all.",
    ),
    TURN,
    PRINTER,
    PARTICIPANTS,
    TABLES,
    click.option(
        "--names",
        "names_file",
        type=FOLDER,
        metavar="FILE",
        help="Names of the participants: a line each, or a spreadsheet; printed on their sheets.",
    ),
    PAPER,
    TILE,
    OVERLAP,
    click.option(
        "--nup",
        type=one_of(choices.PagesPerSheet),
        default="1",
        callback=lambda _ctx, _option, value: int(value),
        help="Pages on a sheet, made smaller.",
    ),
)


def as_printed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `kit` that say what is printed, and how."""
    for option in reversed(AS_PRINTED):
        command = option(command)
    return command


def chosen_options(
    chosen: dict[str, Any],
    printer: str | None,
    names_file: File | None,
    *,
    quiet: bool = True,
    **more: Any,
) -> Options:
    """Return what is chosen: with a printer that was measured, and a copy for each participant."""
    measured = chosen_printer(printer) if printer is not None else None
    listed = names_in(names_file, quiet) if names_file else None
    participants = chosen.pop("participants") or (len(listed.names) if listed else None)
    return options_of(
        chosen,
        turn=chosen.pop("turn") or (measured.turn if measured else None),
        printer=measured,
        participants=participants,
        names=listed.names if listed else (),
        name_places=listed.places if listed else (),
        **{"personal": participants is not None, **more},
    )


def check_tables(chosen: dict[str, Any], names_file: File | None) -> None:
    """Refuse tables for which nobody was told to come."""
    if chosen["tables"] and not chosen["participants"] and names_file is None:
        raise click.UsageError("--tables needs --participants, or --names.")
