"""Printers: a page to measure one, and what was measured, kept by name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.options import CONTENT, OUTPUT, PROGRAM, QUIET, Command
from worksheets.cli.steps import press_of, produced

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.printers import Printer

HEAD = "printer\tscale x\tscale y\tback dx\tdy\tturn\tmargin"
PROFILES = "printers.yaml"
FOLDER = "WORKSHEETS_CONFIG"  # an environment variable: where the profiles are instead


class Pair(click.ParamType[Any]):
    """Two lengths: to the right and down."""

    name = "DX,DY"

    def convert(self, value: Any, option: click.Parameter | None, ctx: Any) -> tuple[float, float]:
        try:
            right, down = (float(part) for part in str(value).replace(";", ",").split(","))
        except ValueError:
            self.fail(f"{value!r} is not two numbers, like 0.5,-1", option, ctx)
        return right, down


@click.command(cls=Command, short_help="Make a page on which a printer is measured.")
@CONTENT
@OUTPUT
@click.option(
    "--paper",
    type=click.Choice(("A4", "A3", "Letter"), case_sensitive=False),
    default="A4",
    show_default=True,
    help="The paper that the printer has.",
)
@QUIET
def calibrate(content: File | None, output: File, paper: str, quiet: bool) -> None:
    """Make a page on which a printer is measured, with instructions on it.

    Print it on both sides, measure, and keep what you measured with 'printer'.

    \b
    Example:
      python build.py calibrate --paper A3
    """
    from worksheets import console
    from worksheets.desk import Options
    from worksheets.disk import delivery

    press = press_of(content, Options(paper=paper))
    job = press.calibration()
    with delivery(output / press.content.workshop.id) as ready:
        lines = produced(job, ("pdf",), press, ready)
    if not quiet:
        console.table(lines)


@click.command(cls=Command, short_help="Keep what was measured on a printer, or show it.")
@click.argument("name", required=False)
@click.option("--scale-x", type=float, metavar="N", help="How long a millimetre across is printed.")
@click.option("--scale-y", type=float, metavar="N", help="How long a millimetre down is printed.")
@click.option("--measured-x", type=float, metavar="MM", help="The line across, as measured.")
@click.option("--measured-y", type=float, metavar="MM", help="The line down, as measured.")
@click.option("--back-dx", type=float, metavar="MM", help="How far to the right the back lies.")
@click.option("--back-dy", type=float, metavar="MM", help="How far down the back lies.")
@click.option("--back-turn", type=float, metavar="DEG", help="How far it is turned clockwise.")
@click.option("--back-left", type=Pair(), help="The left cross on the back, as measured.")
@click.option("--back-right", type=Pair(), help="The right cross on the back, as measured.")
@click.option("--margin", type=float, metavar="MM", help="What the printer leaves white.")
@click.option(
    "--paper",
    type=click.Choice(("A4", "A3", "Letter"), case_sensitive=False),
    default="A4",
    show_default=True,
    help="The paper that was measured on.",
)
@click.option("--forget", is_flag=True, help="Remove the printer.")
def printer(name: str | None, forget: bool, paper: str, **measured: Any) -> None:
    """Keep what was measured on a printer; without measures, show what is kept.

    All lengths are in mm, seen from the side they are measured on. With --printer NAME, 'kit' makes
    up for it on every side.

    \b
    Examples:
      python build.py printer
      python build.py printer kantoor --measured-x 169.4 --measured-y 230.5 --margin 5
      python build.py printer kantoor --back-left 0.5,1 --back-right 0.5,1.5
      python build.py printer kantoor --scale-x 0.9965 --back-dx 0.5 --back-dy 1.2
    """
    from worksheets import console
    from worksheets.disk import delivery
    from worksheets.printers import Printer, measure, named, written

    known = profiles()
    given = {key: value for key, value in measured.items() if value is not None}
    if name is None:
        if given or forget:
            raise click.UsageError("Say which printer: a name of your own.")
        rows = [_row(each, one) for each, one in known.items()]
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


def chosen_printer(name: str) -> Printer:
    """Return a printer by its name; raises Undoable with the nearest one."""
    from worksheets.printers import named

    return named(profiles(), name)


def profiles() -> dict[str, Printer]:
    """Return the printers that were measured, by name; raises Problem when they cannot be read."""
    from worksheets.printers import profiles as read
    from worksheets.problems import Undoable

    path = config_folder() / PROFILES
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Undoable(f"{path} cannot be read: {error.strerror}") from None
    return read(data, path.as_posix())


def config_folder() -> File:
    """Return the user's folder for the settings of this program."""
    from pathlib import Path

    return Path(os.environ.get(FOLDER) or click.get_app_dir("worksheets"))


def _row(name: str, one: Printer) -> str:
    numbers = (one.scale_x, one.scale_y, one.back_dx, one.back_dy, one.back_turn, one.margin)
    return "\t".join([name, *(f"{number:g}" for number in numbers)])
