"""What was measured on a printer is kept by name, shown or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.choices import Turn
from worksheets.cli.options import PROGRAM, Command, PaperSize, one_of
from worksheets.cli.profiles import PROFILES, config_folder, profiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from worksheets.printers import Printer

HEAD = "printer\tscale x\tscale y\tback dx\tdy\tangle\tmargin\tturned over"


class Number(click.ParamType[Any]):
    """A number as it is written here: 169.5 or 169,5."""

    name = "N"

    def convert(self, value: Any, option: click.Parameter | None, ctx: Any) -> float:
        try:
            return float(str(value).replace(",", "."))
        except ValueError:
            self.fail(f"{value!r} is not a number, like 169.5", option, ctx)


def _measure(name: str, metavar: str, help: str, many: int = 1) -> Callable[[Any], Any]:
    """Return an option that takes what was measured; None when it was not."""
    return click.option(name, type=Number(), nargs=many, metavar=metavar, help=help)


@click.command(cls=Command, short_help="Keep what was measured on a printer, or show it.")
@click.argument("name", required=False)
@_measure("--measured-x", "MM", "The line across, as measured.")
@_measure("--measured-y", "MM", "The line down, as measured.")
@_measure("--back-left", "DX DY", "The left circle on the back: ticks to the right and down.", 2)
@_measure("--back-right", "DX DY", "The right circle on the back.", 2)
@_measure("--measured-margin", "N N", "The first number printed at the sides; and at the ends.", 2)
@click.option(
    "--turn",
    type=one_of(Turn),
    help="Over which edge the printer turned the sheet.",
)
@_measure("--scale-x", "N", "Instead of a line: how long a millimetre across is printed.")
@_measure("--scale-y", "N", "How long a millimetre down is printed.")
@_measure("--back-dx", "MM", "Instead of circles: how far to the right the back lies.")
@_measure("--back-dy", "MM", "How far down the back lies.")
@_measure("--back-turn", "DEG", "How far it is turned clockwise.")
@_measure("--margin", "MM", "Instead of a number: what the printer leaves white.")
@click.option(
    "--paper",
    type=PaperSize(),
    default="A4",
    show_default=True,
    help="The paper that was measured on.",
)
@click.option("--forget", is_flag=True, help="Remove the printer.")
def printer(name: str | None, forget: bool, paper: str, **measured: Any) -> None:
    """Keep what was measured on a printer; without measures, show what is kept.

    All lengths are in mm, on paper held upright; those of the back are seen from the back, with its
    title at the top: to the left and up are negative. With --printer NAME, 'kit', 'result' and
    'calibrate' make up for it on every side.

    \b
    Examples:
      python build.py printer
      python build.py printer kantoor --measured-x 159.4 --measured-y 230.5 --measured-margin 5 4
      python build.py printer kantoor --turn long-edge --back-left 0.5 1 --back-right 0.5 1.5
      python build.py printer kantoor --scale-x 0.9965 --back-dx 0.5 --back-dy -1.2
      python build.py calibrate --printer kantoor
    """
    from worksheets.cli import console
    from worksheets.printers import Printer, measure, named, written
    from worksheets.production.disk import delivery

    known = profiles()
    given = {key: value for key, value in measured.items() if value is not None}
    if name is None:
        if given or forget:
            raise click.UsageError("Say which printer: a name of your own.")
        rows = [_row(name, profile) for name, profile in known.items()]
        if rows:
            console.table([HEAD, *rows])
        else:
            click.echo(f"no printer was measured yet: {PROGRAM} calibrate")
        return
    if forget:
        named(known, name)
        del known[name]
    elif given:
        known[name] = measure(name, known.get(name, Printer()), given, paper)
    else:
        console.table([HEAD, _row(name, named(known, name))])
        return
    with delivery(config_folder()) as ready:
        path = ready.add(PROFILES, written(known))
    click.echo(f"{path}: {name} {'forgotten' if forget else 'kept'}")


def _row(name: str, profile: Printer) -> str:
    numbers = (
        profile.scale_x,
        profile.scale_y,
        profile.back_dx,
        profile.back_dy,
        profile.back_turn,
        profile.margin,
    )
    return "\t".join([name, *(f"{number:g}" for number in numbers), profile.turn])
