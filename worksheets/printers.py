"""What a printer does to a sheet, and what makes up for it.

A printer stretches what it prints a little, and turns the sheet over not quite where it lay. Both
are measured on a printed page; the opposite is then done to every side, as vectors. A profile is a
printer's measures, kept by name.

Stretch and white edge belong to the paper as it passes through the printer: they are those of its
short and its long side, also where a page lies across it. So does the place of the back: a printer
that can turn over either edge prints the back upside down for one, and is then off the other way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import asin, degrees
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from worksheets.choices import Turn
from worksheets.geometry import Matrix, Point, Size
from worksheets.paper import SAFE, paper
from worksheets.problems import Problems, Undoable, nearest
from worksheets.reading import yaml as loader
from worksheets.reading.faults import faults

LEAST_SCALE, MOST_SCALE = 0.95, 1.05
MOST_OFFSET = 20.0  # mm
MOST_TURN = 5.0  # degrees
MOST_MARGIN = 30.0  # mm
ASIDE = 40.0  # mm from the sides of the page to the middle of a cross
LEFT, RIGHT = 30.0, 18.0  # mm beside the line across: the numbers of the edges, the line down
NAME = r"^\w(?:[\w .-]{0,38}[\w-])?$(?!\n)"  # no space or point at the end, which nobody sees
# What is read off the page, and the fields that follow from it: only one of the two may be given.
READ = {
    "measured_x": ("scale_x",),
    "measured_y": ("scale_y",),
    "back_left": ("back_dx", "back_dy", "back_turn"),
    "back_right": ("back_dx", "back_dy", "back_turn"),
    "measured_margin": ("margin",),
}

Scale = Annotated[float, Meta(ge=LEAST_SCALE, le=MOST_SCALE)]
Offset = Annotated[float, Meta(ge=-MOST_OFFSET, le=MOST_OFFSET)]


class Printer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was measured on a printer's own pages, on paper held upright.

    `scale_x` and `scale_y` are how long a printed millimetre is along the short and the long side.
    When the sheet was turned over its edge `turn`, what is printed on the back lies, seen from
    there, `back_dx` mm to the right of where it should, `back_dy` mm below, and is turned clockwise
    by `back_turn` degrees around the middle. Nothing is printed within `margin` mm of the edge.
    """

    scale_x: Scale = 1.0
    scale_y: Scale = 1.0
    back_dx: Offset = 0.0
    back_dy: Offset = 0.0
    back_turn: Annotated[float, Meta(ge=-MOST_TURN, le=MOST_TURN)] = 0.0
    margin: Annotated[float, Meta(ge=0, le=MOST_MARGIN)] = 0.0
    turn: Turn = "long-edge"

    @property
    def safe(self) -> float:
        """The margin to keep, in mm: the printer's own, but never less than any printer's."""
        return max(self.margin, SAFE)

    def knows_back(self, size: Size) -> bool:
        """Tell whether it is known where the back of a sheet of this size lies.

        A printer turns a landscape page to the left or to the right, and it is not known to which.
        """
        return size.width <= size.height or not (self.back_dx or self.back_dy)

    def errs(self, size: Size, *, back: bool, turn: Turn = "long-edge") -> Matrix:
        """Return what the printer does to a side of a size in mm, turned over an edge."""
        cx, cy = size.width / 2, size.height / 2
        away, home = Matrix.of(-cx, -cy), Matrix.of(cx, cy)
        upright = size.width <= size.height
        across, down = (self.scale_x, self.scale_y) if upright else (self.scale_y, self.scale_x)
        printed = away.then(Matrix(across, 0, 0, down, 0, 0))
        if back:
            way = 1 if turn == self.turn else -1
            shift = Matrix.of(way * self.back_dx, way * self.back_dy, turn=self.back_turn)
            printed = printed.then(shift)
        return printed.then(home)

    def corrects(self, size: Size, *, back: bool, turn: Turn = "long-edge") -> Matrix | None:
        """Return what makes up for it on a side of a size in mm; None when nothing need be."""
        errs = self.errs(size, back=back, turn=turn)
        return None if errs == Matrix.of(0, 0) else errs.inverse


class Targets(Struct, frozen=True):
    """Where the lines and crosses lie on the page to measure, of a size in mm."""

    size: Size

    @property
    def across(self) -> int:
        """The length of the line across: whole centimetres."""
        return int((self.size.width - LEFT - RIGHT) // 10) * 10

    @property
    def down(self) -> int:
        """The length of the line down."""
        return int((self.size.height - 60) // 10) * 10

    @property
    def left(self) -> float:
        """Where the line across begins: clear of the line down."""
        return LEFT

    @property
    def top(self) -> float:
        """Where the line down begins: it is centred."""
        return (self.size.height - self.down) / 2

    @property
    def crosses(self) -> tuple[Point, Point]:
        """The crosses: at the same places however the sheet is turned over."""
        middle = self.size.height / 2
        return Point(ASIDE, middle), Point(self.size.width - ASIDE, middle)

    @property
    def between(self) -> float:
        """How far the crosses are apart, in mm."""
        left, right = self.crosses
        return right.x - left.x

    def white(self, ticks: tuple[float, float], printer: Printer) -> float:
        """How much the printer leaves white, in mm, by the first ticks at the sides and the ends.

        What is stretched moves from the middle: a tick is not as far from the edge as it says.
        """
        edges = zip(self.size, (printer.scale_x, printer.scale_y), ticks, strict=True)
        return round(max(0.0, *(tick * s + long * (1 - s) / 2 for long, s, tick in edges)), 2)


def profiles(data: bytes, file: str) -> dict[str, Printer]:
    """Return the printers of a file by name; raises Problems for values that no printer has."""
    document = loader.read(data, file)
    try:
        return msgspec.convert({} if document.data is None else document.data, dict[str, Printer])
    except msgspec.ValidationError as error:
        raise Problems(faults(document, dict[str, Printer], str(error))) from None


def written(printers: Mapping[str, Printer]) -> bytes:
    """Return the file of some printers."""
    lines = ["# What was measured on each printer: lengths in mm, scales, degrees."]
    for name, printer in sorted(printers.items()):
        facts = msgspec.to_builtins(printer).items()
        entries = (
            f"{key}: {fact if isinstance(fact, str) else f'{fact:g}'}" for key, fact in facts
        )
        lines.append(f'"{name}": {{{", ".join(entries)}}}')
    return ("\n".join(lines) + "\n").encode()


def measure(name: str, before: Printer, given: Mapping[str, Any], paper_name: str) -> Printer:
    """Return a printer with what was measured now, by the options of the command.

    Lines, crosses and ticks are those of the page to measure; a cross is read in its ticks. Raises
    Undoable for what no printer does.
    """
    if not re.match(NAME, name):
        raise Undoable(f"{name!r} is no name", hint="letters, digits, spaces and hyphens")
    for read, fields in READ.items():
        for key in fields:
            if read in given and key in given:
                fact = f"{_option(read)} and {_option(key)} tell the same"
                raise Undoable(fact, hint="give one of them")
    if ("back_left" in given) != ("back_right" in given):
        raise Undoable("one cross says where the back lies, not how it is turned", hint="give both")
    targets = Targets(paper(paper_name))
    facts = {key: value for key, value in given.items() if key in Printer.__struct_fields__}
    if "measured_x" in given:
        facts["scale_x"] = round(given["measured_x"] / targets.across, 6)
    if "measured_y" in given:
        facts["scale_y"] = round(given["measured_y"] / targets.down, 6)
    printer = _possible({**msgspec.to_builtins(before), **facts})
    if "back_left" in given:
        facts |= _back(given["back_left"], given["back_right"], targets.between, printer)
    if "measured_margin" in given:
        facts["margin"] = targets.white(given["measured_margin"], printer)
    return _possible({**msgspec.to_builtins(printer), **facts})


def _back(
    left: tuple[float, float], right: tuple[float, float], between: float, printer: Printer
) -> dict[str, float]:
    """Where the back lies by its crosses, read in ticks of the front, which are stretched too."""
    (x1, y1), (x2, y2) = left, right
    rise = (y2 - y1) * printer.scale_y / (between * printer.scale_x)
    turn = asin(max(-1.0, min(1.0, rise)))
    return {
        "back_dx": round((x1 + x2) / 2 * printer.scale_x, 4),
        "back_dy": round((y1 + y2) / 2 * printer.scale_y, 4),
        "back_turn": round(degrees(turn), 4),
    }


def _possible(facts: Mapping[str, Any]) -> Printer:
    try:
        return msgspec.convert(facts, Printer)
    except msgspec.ValidationError as error:
        what = str(error).replace("Expected `float`", "it must be").replace("`", "")
        what = re.sub(r" - at \$\.(\w+)", lambda match: f" ({_option(match[1])})", what)
        hint = "mm, measured on this paper (--paper), printed at 100 %"
        raise Undoable(f"no printer does that: {what}", hint=hint) from None


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def named(printers: Mapping[str, Printer], name: str) -> Printer:
    """Return a printer by its name; raises Undoable with the nearest one."""
    if name in printers:
        return printers[name]
    hint = nearest(name, printers) or "measure it: calibrate makes the page"
    raise Undoable(f"there is no printer {name!r}", hint=hint)
