"""A sheet to try a way of cutting on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.choices import CIRCLE_SIZE
from worksheets.cli.common import check_date, press_of, produced
from worksheets.cli.options import (
    CONTENT,
    CUT,
    OUTPUT,
    PAPER,
    QUIET,
    REACH,
    SHAPE,
    THEME,
    Command,
    options_of,
)

if TYPE_CHECKING:
    from pathlib import Path as File

STEP = 1.0  # mm between the sizes that are tried


class Sizes(click.ParamType[Any]):
    """Diameters in mm, three at the most."""

    name = "MM,MM,MM"

    def convert(self, value: Any, option: click.Parameter | None, ctx: Any) -> tuple[float, ...]:
        try:
            sizes = tuple(float(part) for part in str(value).replace(";", ",").split(","))
        except ValueError:
            self.fail(f"{value!r} is no list of sizes, like 37.5,38,38.5", option, ctx)
        if not 1 <= len(sizes) <= 3 or not all(
            CIRCLE_SIZE.least <= size <= CIRCLE_SIZE.most for size in sizes
        ):
            self.fail(
                f"{value!r}: up to three sizes of {CIRCLE_SIZE.least:g} to {CIRCLE_SIZE.most:g} mm",
                option,
                ctx,
            )
        return sizes


@click.command(cls=Command, short_help="Make a sheet to try scissors, a punch or a plotter on.")
@CONTENT
@OUTPUT
@click.option(
    "--sizes",
    type=Sizes(),
    help="Diameters to try.  [default: the workshop's, a millimetre less and one more]",
)
@CUT
@REACH
@SHAPE
@PAPER
@THEME
@QUIET
def trial(
    content: File | None,
    output: File,
    sizes: tuple[float, ...] | None,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Make a sheet to try scissors, a punch or a plotter on: rows of circles of three sizes.

    \b
    Examples:
      python build.py trial --cut punch --sizes 37.5,38,38.5
      python build.py trial --cut plotter
    """
    from worksheets.cli import console
    from worksheets.production.builder import formats_of
    from worksheets.production.disk import delivery

    check_date()
    if chosen["cut"] == "labels":
        raise click.UsageError("Labels are cut already: there is no way of cutting to try.")
    if sizes is None:
        usual = press_of(content).composer.circle_size
        sizes = tuple(
            max(CIRCLE_SIZE.least, min(usual + n * STEP, CIRCLE_SIZE.most)) for n in (-1, 0, 1)
        )
    press = press_of(content, options_of(chosen, circle_size=max(sizes)))
    job = press.trial(sizes)
    with delivery(output / press.content.workshop.id) as ready:
        lines = produced(job, formats_of(job, ("pdf",)), press, ready)
    if not quiet:
        console.table(lines)
