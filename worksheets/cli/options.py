"""How the command line reads: options that commands share, and `kit` when none is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path as File

FORMATS = ("pdf", "svg", "png", "html", "outline")
GOOD, WRONG, FAILED = 0, 1, 2  # exit codes
SMALLEST, LARGEST = 15, 150  # mm; the diameters that the content may ask for


def program(called: str) -> str:
    """Return how examples and hints name the program: as it was called."""
    if called.replace("\\", "/").endswith("worksheets/__main__.py"):
        return "python -m worksheets"
    return "python build.py" if called.endswith(".py") else "worksheets"


PROGRAM = program(sys.argv[0])


class Folder(click.ParamType[Any]):
    """A path; pathlib is imported when there is one, and not for --help."""

    name = "DIR"

    def convert(self, value: Any, _option: object, _ctx: object) -> File:
        from pathlib import Path

        return Path(value)


class Length(click.ParamType[Any]):
    """A length in mm from one to another: 3, 3mm, 0.3cm."""

    name = "MM"

    def __init__(self, least: float, most: float) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, option: click.Parameter | None, ctx: Any) -> float:
        from worksheets.geometry import mm
        from worksheets.problems import Problem

        try:
            length = mm(value)
        except Problem as problem:
            self.fail(f"{problem.message}; {problem.hint}", option, ctx)
        if not self.least <= length <= self.most:
            self.fail(f"{value} is not from {self.least:g} to {self.most:g} mm.", option, ctx)
        return length


class Path(Folder):
    """A path to a file."""

    name = "FILE"


class PaperSize(click.ParamType[Any]):
    """A paper by its name, or written as 320x450."""

    name = "PAPER"

    def convert(self, value: Any, option: click.Parameter | None, ctx: click.Context | None) -> str:
        from worksheets.paper import paper
        from worksheets.problems import Problem

        try:
            paper(value)
        except Problem as error:
            self.fail(f"{error.message}; {error.hint}", option, ctx)
        return str(value)


class Command(click.Command):
    """A command whose examples name the program as it was called."""

    def get_help(self, ctx: click.Context) -> str:
        return super().get_help(ctx).replace("python build.py", PROGRAM)


class ThemeOption(click.Option):
    """--theme, whose help names the themes there are; they are looked up when help is asked."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from worksheets.markup.assets import Assets

        *others, last = Assets().themes
        names = f"{', '.join(others)} or {last}" if others else last
        self.help = f"{names}, in its own colours; the workshop's theme otherwise."
        return super().get_help_record(ctx)


class KitByDefault(Command, click.Group):
    """A group whose command is `kit` when none is named."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = ["kit", *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command; one that is none may be a handout."""
        command = super().get_command(ctx, name)
        if command is None:
            ctx.fail(f"There is no command {name!r}. For a handout: {PROGRAM} kit {name}")
        return command


def diameter(_ctx: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    """Refuse "nan", which lies in no range and outside none."""
    if value is not None and not SMALLEST <= value <= LARGEST:
        raise click.BadParameter(f"{value} is not in the range {SMALLEST}<=x<={LARGEST}.")
    return value


FOLDER = Folder()
FILE = Path()
CONTENT = click.option(
    "-c", "--content", type=FOLDER, help="Content folder.  [default: content/gpo]"
)
OUTPUT = click.option(
    "-o", "--output", type=FOLDER, default="output", show_default=True, help="Output folder."
)
SUBJECT = click.option(
    "--subject",
    "subjects",
    multiple=True,
    metavar="NAME",
    help="Only this subject; it need not be in the content.",
)
SUBJECTS = click.option(
    "--subjects",
    "subject_file",
    type=FILE,
    help="Subjects from a .csv or .xlsx: name, code, mark, copies.",
)
CIRCLE_SIZE = click.option(
    "--circle-size",
    type=float,
    callback=diameter,
    metavar="MM",
    help=f"Diameter of the circles, {SMALLEST} to {LARGEST} mm.",
)
PAPER = click.option(
    "--paper",
    type=PaperSize(),
    help="Paper for all handouts: A0 to A5, Letter, Tabloid, or 320x450 in mm.",
)
TILE = click.option(
    "--tile",
    type=PaperSize(),
    help="Print larger pages in parts on this paper (A4, Letter, 320x450), to be joined.",
)
OVERLAP = click.option(
    "--overlap",
    type=Length(0, 1000),
    metavar="MM",
    help="The strip that tiles are glued on.  [default: 12]",
)
FORMAT = click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("pdf",),
    show_default=True,
    help="May be repeated.",
)
THEME = click.option("--theme", cls=ThemeOption, metavar="NAME")
CUT = click.option(
    "--cut",
    type=click.Choice(("scissors", "punch", "guillotine", "plotter", "laminate")),
    help="What the circles are cut with.  [default: as in the workshop]",
)
REACH = click.option(
    "--reach",
    type=Length(10, 500),
    metavar="MM",
    help="How deep a punch reaches: from the paper's edge to the far side of the hole.",
)
SHAPE = click.option(
    "--shape",
    type=click.Choice(("square", "hexagon")),
    help="What a guillotine makes of the circles.",
)
# The bounds are those of the content.
PARTICIPANTS = click.option(
    "--participants",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="How many take part, 1 to 1000.  [default: as in the workshop]",
)
TABLES = click.option(
    "--tables",
    type=click.IntRange(1, 100),
    metavar="N",
    help="How many tables they sit at, 1 to 100.  [default: as in the workshop]",
)
SPARE = click.option(
    "--spare",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="How much is made in reserve, 0 to 100.  [default: as in packing.yaml]",
)
PRINTER = click.option(
    "--printer", metavar="NAME", help="Make up for what this printer does wrong."
)
STYLE = click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or for other programs.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print nothing when all goes well.")
