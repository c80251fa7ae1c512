"""What a printer does to a sheet, and what makes up for it.

A printer stretches what it prints a little, and turns the sheet over not quite where it lay. Both
are measured on a printed page; the opposite is then done to every side, as vectors. A profile is a
printer's measures, kept by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import atan2, degrees
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from worksheets.content import loader
from worksheets.geometry import Matrix, Point, Size
from worksheets.paper import SAFE, paper
from worksheets.problems import Place, Problem, Undoable, nearest

LEAST_SCALE, MOST_SCALE = 0.9, 1.1
MOST_OFFSET = 20.0  # mm
MOST_TURN = 5.0  # degrees
MOST_MARGIN = 30.0  # mm
AROUND = 20.0  # mm around what is to be read: the edges have numbers of their own
NAME = r"^[\w][\w .-]{0,39}$(?!\n)"

Scale = Annotated[float, Meta(ge=LEAST_SCALE, le=MOST_SCALE)]
Offset = Annotated[float, Meta(ge=-MOST_OFFSET, le=MOST_OFFSET)]


class Printer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was measured on a printer's own pages.

    `scale_x` and `scale_y` are how long a printed millimetre is. Seen from the back, what is
    printed there lies `back_dx` mm to the right of where it should, `back_dy` mm below, and is
    turned clockwise by `back_turn` degrees around the middle. Nothing is printed within `margin` mm
    of the edge.
    """

    scale_x: Scale = 1.0
    scale_y: Scale = 1.0
    back_dx: Offset = 0.0
    back_dy: Offset = 0.0
    back_turn: Annotated[float, Meta(ge=-MOST_TURN, le=MOST_TURN)] = 0.0
    margin: Annotated[float, Meta(ge=0, le=MOST_MARGIN)] = 0.0

    @property
    def safe(self) -> float:
        """The margin to keep, in mm: the printer's own, but never less than any printer's."""
        return max(self.margin, SAFE)

    def errs(self, size: Size, *, back: bool) -> Matrix:
        """Return what the printer does to a side of a size in mm."""
        cx, cy = size.width / 2, size.height / 2
        away, home = Matrix.of(-cx, -cy), Matrix.of(cx, cy)
        printed = away.then(Matrix(self.scale_x, 0, 0, self.scale_y, 0, 0))
        if back:
            printed = printed.then(Matrix.of(self.back_dx, self.back_dy, turn=self.back_turn))
        return printed.then(home)

    def corrects(self, size: Size, *, back: bool) -> Matrix | None:
        """Return what makes up for it on a side of a size in mm; None when nothing need be."""
        errs = self.errs(size, back=back)
        return None if errs == Matrix.of(0, 0) else errs.inverse


class Targets(Struct, frozen=True):
    """Where the lines and crosses lie on the page to measure, of a size in mm."""

    size: Size

    @property
    def across(self) -> int:
        """The length of the line across: whole centimetres."""
        return int((self.size.width - 2 * AROUND) // 10) * 10

    @property
    def down(self) -> int:
        """The length of the line down."""
        return int((self.size.height - 3 * AROUND) // 10) * 10

    @property
    def left(self) -> float:
        """Where the line across begins: it is centred."""
        return (self.size.width - self.across) / 2

    @property
    def top(self) -> float:
        """Where the line down begins."""
        return (self.size.height - self.down) / 2

    @property
    def crosses(self) -> tuple[Point, Point]:
        """The crosses: at the same places however the sheet is turned over."""
        aside = self.across / 2 - AROUND
        middle = self.size.width / 2
        return (
            Point(middle - aside, self.size.height / 2),
            Point(middle + aside, self.size.height / 2),
        )

    @property
    def between(self) -> float:
        """How far the crosses are apart, in mm."""
        left, right = self.crosses
        return right.x - left.x


def profiles(data: bytes, file: str) -> dict[str, Printer]:
    """Return the printers of a file by name; raises Problem for what it cannot be."""
    document = loader.read(data, file)
    try:
        return msgspec.convert(document.data or {}, dict[str, Printer])
    except msgspec.ValidationError as error:
        hint = "mend it, or remove the file and measure again"
        raise Problem(f"the printers cannot be read: {error}", Place(file), hint=hint) from None


def written(printers: Mapping[str, Printer]) -> bytes:
    """Return the file of some printers."""
    lines = ["# What was measured on each printer: lengths in mm, scales, degrees."]
    for name, printer in sorted(printers.items()):
        facts = msgspec.to_builtins(printer)
        lines.append(f'"{name}": {{{", ".join(f"{key}: {facts[key]:g}" for key in facts)}}}')
    return ("\n".join(lines) + "\n").encode()


def measure(name: str, before: Printer, given: Mapping[str, Any], paper_name: str) -> Printer:
    """Return a printer with what was measured now, by the options of the command.

    Lines and crosses are those of the page to measure. Raises Undoable for what no printer does.
    """
    if not re.match(NAME, name):
        raise Undoable(f"{name!r} is no name", hint="letters, digits, spaces and hyphens")
    targets = Targets(paper(paper_name))
    facts = {key: value for key, value in given.items() if key in Printer.__struct_fields__}
    if "measured_x" in given:
        facts["scale_x"] = round(given["measured_x"] / targets.across, 6)
    if "measured_y" in given:
        facts["scale_y"] = round(given["measured_y"] / targets.down, 6)
    if ("back_left" in given) != ("back_right" in given):
        raise Undoable("one cross says where the back lies, not how it is turned", hint="give both")
    if "back_left" in given:
        (x1, y1), (x2, y2) = given["back_left"], given["back_right"]
        facts["back_dx"], facts["back_dy"] = (x1 + x2) / 2, (y1 + y2) / 2
        facts["back_turn"] = round(degrees(atan2(y2 - y1, targets.between)), 4)
    try:
        return msgspec.convert({**msgspec.to_builtins(before), **facts}, Printer)
    except msgspec.ValidationError as error:
        what = str(error).replace("Expected `float`", "it must be").replace("`", "")
        raise Undoable(f"no printer does that: {what}", hint="were mm measured?") from None


def named(printers: Mapping[str, Printer], name: str) -> Printer:
    """Return a printer by its name; raises Undoable with the nearest one."""
    if name in printers:
        return printers[name]
    hint = nearest(name, printers) or "measure it: calibrate, then printer NAME --scale-x ..."
    raise Undoable(f"there is no printer {name!r}", hint=hint)
