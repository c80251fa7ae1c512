"""The choices that content, command line and code share, each written once.

Papers are in `paper`, formats in `writers`, themes in the folder of templates: those are tables.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

# What circles are cut with, and what a guillotine makes of them; labels were cut by their maker.
CutWith = Literal["scissors", "punch", "guillotine", "plotter", "laminate", "labels"]
CutShape = Literal["square", "hexagon"]
# In which order sets lie on sheets.
Collate = Literal["sheet", "stack", "dense"]
# What is printed on the back of each circle: its own question, or the same on all.
Backs = Literal["each", "same"]
# Over which of its edges a sheet is turned.
Turn = Literal["long-edge", "short-edge"]
Orientation = Literal["portrait", "landscape"]
# For whom copies are made.
Per = Literal["team", "table", "participant"]
# The colours of steps: each has three inks in the theme, like blue, blue-tint and blue-text.
StepColour = Literal["brown", "blue", "green", "purple", "red", "teal", "olive", "slate"]
# Where the pointer on the rim of a circle is.
Points = Literal["down", "up", "right", "left"]
# What the drawing of an act shows.
ActPicture = Literal["talk", "write", "take", "above", "below", "token", "compare", "sheet", "note"]
# What someone draws with a pen where a circle would lie; number: that of the aspect.
PenMark = Literal["cross", "ring", "square", "triangle", "number"]
# What lies on the table at a step, drawn on the poster.
TableDrawing = Literal["sheet", "mat", "mat-both", "bars", "timeline"]
# What comes out of the box, drawn on the script.
BoxDrawing = Literal["mat", "circles", "tokens", "sheet", "bars", "timeline", "cards"]
# How many pages lie on a sheet, made smaller.
PagesPerSheet = Literal[1, 2, 4, 6, 8, 9, 16]


class Bounds(NamedTuple):
    """The least and the most that a number may be."""

    least: float
    most: float


LARGEST_CALENDAR = 10 << 20  # bytes of an .ics file: years of a busy agenda

CIRCLE_SIZE = Bounds(15, 150)  # mm; a diameter
REACH = Bounds(10, 500)  # mm; how deep a punch reaches
BLEED = Bounds(0, 20)  # mm
OVERLAP = Bounds(0, 1000)  # mm
PAPER_SIDE = Bounds(50, 3000)  # mm
PARTICIPANTS = Bounds(1, 1000)
TABLES = Bounds(1, 100)
SPARE = Bounds(0, 100)  # per cent


def values_of(choice: Any) -> tuple[Any, ...]:
    """Return the values of a choice, in their order."""
    return get_args(choice)
