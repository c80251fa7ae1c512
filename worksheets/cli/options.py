"""The options that commands share, and `kit` as the command when none is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from worksheets import choices
from worksheets.choices import Bounds, values_of
from worksheets.writers import offered

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.options import Options

GOOD, WRONG, FAILED = 0, 1, 2  # exit codes


def program(called: str) -> str:
    """Return how examples and hints name the program: as it was called."""
    if called.replace("\\", "/").endswith("worksheets/__main__.py"):
        return "python -m worksheets"
    return "python build.py" if called.endswith(".py") else "worksheets"


PROGRAM = program(sys.argv[0])


class FolderParameter(click.ParamType[Any]):
    """A path; pathlib is imported when there is one, and not for --help."""

    name = "DIR"

    def convert(self, value: Any, _option: object, _ctx: object) -> File:
        from pathlib import Path

        return Path(value)


class Length(click.ParamType[Any]):
    """A length within bounds, in mm: 3, 3mm, 0.3cm, 0,3 cm, 0.12in."""

    name = "MM"

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds

    def convert(self, value: Any, option: click.Parameter | None, ctx: Any) -> float:
        from worksheets.geometry import mm
        from worksheets.problems import Problem

        try:
            length = mm(value)
        except Problem as problem:
            self.fail(f"{problem.message}; {problem.hint}", option, ctx)
        least, most = self.bounds
        if not least <= length <= most:
            self.fail(f"{value} is not from {least:g} to {most:g} mm.", option, ctx)
        return length


class FileParameter(FolderParameter):
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


class PaperOption(click.Option):
    """--paper, whose help names the papers there are; they are looked up when help is asked."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from worksheets.paper import OTHER_NAMES, PAPERS

        self.help = f"Paper for all handouts: {', '.join((*PAPERS, *OTHER_NAMES))} or 320x450."
        return super().get_help_record(ctx)


class KitByDefault(Command, click.Group):
    """A group whose command is `kit` when none is named."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = self._with_command_first(args)
        return super().parse_args(ctx, args)

    def _with_command_first(self, args: list[str]) -> list[str]:
        """Return arguments that begin with options with their command before them."""
        takes_value = {
            name: not option.is_flag
            for option in self.commands["kit"].params
            if isinstance(option, click.Option)
            for name in option.opts
        }
        rest = iter(enumerate(args))
        for n, argument in rest:
            if not argument.startswith("-"):
                if argument in self.commands:
                    return [argument, *args[:n], *args[n + 1 :]]
                break
            if takes_value.get(argument):
                next(rest, None)
        return ["kit", *args]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command; for another name, tell how a handout of that name is made."""
        command = super().get_command(ctx, name)
        if command is None:
            ctx.fail(f"There is no command {name!r}. For a handout: {PROGRAM} kit {name}")
        return command


def one_of(choice: Any) -> click.Choice[str]:
    """Return the type of an option that takes one of the values of a choice."""
    return click.Choice([str(value) for value in values_of(choice)])


def whole_number(bounds: Bounds) -> click.IntRange:
    """Return the type of an option that takes a whole number within bounds."""
    return click.IntRange(int(bounds.least), int(bounds.most))


def box_name(name: str) -> str:
    """Return the name of a box as it stands in file names."""
    if not name:
        return ""
    from worksheets.press.names import slug

    if not (box := slug(name)):
        raise click.BadParameter(f"{name!r} has no letter or digit", param_hint="--box")
    return box


def options_of(given: dict[str, Any], **more: Any) -> Options:
    """Return the options of a run, from what a command was given; None means not chosen."""
    from worksheets.options import Options

    chosen = {name: value for name, value in {**given, **more}.items() if value is not None}
    return Options(**chosen)


FOLDER = FolderParameter()
FILE = FileParameter()
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
    help="Subjects from a .csv, .xlsx or .ods: name, code, mark, copies, kind.",
)
CIRCLE_SIZE = click.option(
    "--circle-size",
    type=Length(choices.CIRCLE_SIZE),
    help="Diameter of the circles, {:g} to {:g} mm.".format(*choices.CIRCLE_SIZE),
)
PAPER = click.option(
    "--paper",
    cls=PaperOption,
    type=PaperSize(),
)
TILE = click.option(
    "--tile",
    type=PaperSize(),
    help="Print larger pages in parts on this paper (A4, Letter, 320x450), to be joined.",
)
OVERLAP = click.option(
    "--overlap",
    type=Length(choices.OVERLAP),
    help="The strip that tiles are glued on.  [default: 12]",
)
FORMAT = click.option(
    "--format",
    "formats",
    type=click.Choice(offered()),
    multiple=True,
    default=("pdf",),
    show_default=True,
    help="May be repeated.",
)
THEME = click.option("--theme", cls=ThemeOption, metavar="NAME")
CUT = click.option(
    "--cut",
    type=one_of(choices.CutWith),
    help="What the circles are cut with.  [default: as in the workshop]",
)
REACH = click.option(
    "--reach",
    type=Length(choices.REACH),
    help="How deep a punch reaches: from the paper's edge to the far side of the hole.",
)
SHAPE = click.option(
    "--shape", type=one_of(choices.CutShape), help="What a guillotine makes of the circles."
)
SHEET = click.option(
    "--sheet",
    metavar="NUMBER",
    help="The sheet of labels for circles, by the number on the pack: L7780 (--cut labels).",
)
TURN = click.option(
    "--turn",
    type=one_of(choices.Turn),
    help="Over which edge the printer turns a sheet.  [default: as --printer does, or long-edge]",
)
PARTICIPANTS = click.option(
    "--participants",
    type=whole_number(choices.PARTICIPANTS),
    metavar="N",
    help="How many take part, {} to {}.  [default: as in the workshop]".format(
        *choices.PARTICIPANTS
    ),
)
TABLES = click.option(
    "--tables",
    type=whole_number(choices.TABLES),
    metavar="N",
    help="How many tables they sit at, {} to {}.  [default: as in the workshop]".format(
        *choices.TABLES
    ),
)
SPARE = click.option(
    "--spare",
    type=whole_number(choices.SPARE),
    metavar="PERCENT",
    help="How much is made in reserve, {} to {}.  [default: as in packing.yaml]".format(
        *choices.SPARE
    ),
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
BOX = click.option(
    "--box",
    default="",
    metavar="NAME",
    callback=lambda _ctx, _option, value: box_name(value),
    help="Which box, where there are several: each place has its own.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print nothing when all goes well.")
