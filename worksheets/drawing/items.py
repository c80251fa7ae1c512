"""Pages and the items on them: frozen values in millimetres.

Everything before a Page only builds it, everything after it only reads it. A flat page has its
origin at the top left of its trim box, a round page at its centre. Items are msgspec Structs, not
dataclasses: they compare and hash by value (the hash is kept) and cost a twentieth at start-up.

Every item knows its Place (which takes no part in comparison) and what it is to someone who
listens: a Tag with a role and an alternative text.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from worksheets.geometry import Box, Matrix, Size
from worksheets.imported.stored import Stored
from worksheets.problems import NOWHERE, Place
from worksheets.theme.theme import Ink, TextStyle

ROLES = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "list", "li"),
    *("table", "tr", "th", "td", "figure", "section", "decoration"),
)


class Tag(Struct, frozen=True, cache_hash=True):
    """What an item is to assistive technology; `decoration` is not read aloud.

    Roles are those of ROLES; a figure carries `alt`, and a table may: what it tells. `lang` differs
    from the page's language. A header cell has a `scope`: it is for its "row" or its "column".
    """

    role: str = ""
    alt: str = ""
    lang: str = ""
    scope: str = ""


UNTAGGED = Tag()
DECORATION = Tag("decoration")


class Stroke(Struct, frozen=True, cache_hash=True):
    """A line's ink, weight and dashes in mm; the ends are cut (`butt`) or `round`."""

    ink: Ink
    weight: float
    dash: tuple[float, ...] = ()
    cap: str = "butt"


class Line(Struct, frozen=True, cache_hash=True):
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke
    at: Place = NOWHERE


class Rect(Struct, frozen=True, cache_hash=True):
    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: Ink | None = None
    stroke: Stroke | None = None
    at: Place = NOWHERE


class Circle(Struct, frozen=True, cache_hash=True):
    cx: float
    cy: float
    r: float
    fill: Ink | None = None
    stroke: Stroke | None = None
    at: Place = NOWHERE


# M and L take a point, C three points (a cubic Bezier), Z none; all absolute.
Segment: TypeAlias = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]


class Path(Struct, frozen=True, cache_hash=True):
    segments: tuple[Segment, ...]
    fill: Ink | None = None
    stroke: Stroke | None = None
    even_odd: bool = False
    at: Place = NOWHERE


class Text(Struct, frozen=True, cache_hash=True):
    """One line of text on its baseline; once typeset it is left-aligned at x.

    `said` is what is read aloud and copied where the drawn text differs: a hyphen at a line's end
    is drawn but not said, and "coordi-natie" is said as it was written. A line is `spaced` when a
    space stood between it and the next.
    """

    x: float
    y: float
    text: str
    style: TextStyle
    size: float
    anchor: str = "left"
    said: str | None = None
    spaced: bool = False
    tag: Tag = UNTAGGED
    at: Place = NOWHERE
    source: Place = NOWHERE  # the content's line, when the text came from content


class Paragraph(Struct, frozen=True, cache_hash=True):
    """Text to be wrapped in a box, shrunk to `minimum` (mm) at most.

    All texts of one `rank` on a page have the size of the one that shrinks most.
    """

    x: float
    y: float
    width: float
    height: float | None
    text: str
    style: TextStyle
    minimum: float
    align: str = "left"
    valign: str = "top"
    scale: float = 1  # of the groups around it, for messages that tell sizes on paper
    tag: Tag = UNTAGGED
    at: Place = NOWHERE
    source: Place = NOWHERE
    rank: str = ""


class Label(Struct, frozen=True, cache_hash=True):
    """Text to be fitted inside a circle between two horizontals, along the chords.

    `top` and `bottom` are distances from the circle's centre, downwards.
    """

    cx: float
    cy: float
    r: float
    top: float
    bottom: float
    text: str
    style: TextStyle
    minimum: float
    scale: float = 1
    tag: Tag = UNTAGGED
    at: Place = NOWHERE
    source: Place = NOWHERE
    rank: str = ""


class Blank(Struct, frozen=True, cache_hash=True):
    """A place to write: ruled lines on paper, a field elsewhere. The name tells what to fill in."""

    x: float
    y: float
    width: float
    height: float
    lines: int
    name: str
    stroke: Stroke
    at: Place = NOWHERE

    @property
    def rules(self) -> tuple[float, ...]:
        """Where its ruled lines are, from the top; the last is its lower edge."""
        return tuple(self.y + self.height * n / self.lines for n in range(1, self.lines + 1))


class Picture(Struct, frozen=True, cache_hash=True):
    """A raster image (PNG or JPEG bytes) fitted in a box, keeping its proportions."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    tag: Tag = UNTAGGED
    at: Place = NOWHERE


class Imported(Struct, frozen=True, cache_hash=True):
    """A page of a PDF that the school already had, which is placed as a single drawing.

    The form draws it in mm from its top left corner. `text` is for
    who cannot see it; `ink` is the box around all that is seen, `words` are the boxes of words.
    """

    form: Stored
    size: Size
    x: float = 0
    y: float = 0
    scale: float = 1
    text: tuple[str, ...] = ()  # its paragraphs
    ink: Box | None = None
    words: tuple[Box, ...] = ()
    tag: Tag = UNTAGGED
    at: Place = NOWHERE

    @property
    def matrix(self) -> Matrix:
        """From its own millimetres to those of what it is in."""
        return Matrix.of(self.x, self.y, self.scale)


class Symbol(Struct, frozen=True, cache_hash=True):
    """A drawing made once and placed often; equal symbols are one."""

    name: str
    items: tuple[Item, ...]


class Use(Struct, frozen=True, cache_hash=True):
    """A symbol placed: moved, scaled and turned clockwise in degrees."""

    symbol: Symbol
    x: float = 0
    y: float = 0
    scale: float = 1
    turn: float = 0
    tag: Tag = UNTAGGED
    at: Place = NOWHERE

    @property
    def held(self) -> tuple[Item, ...]:
        """What is drawn, in its own millimetres."""
        return self.symbol.items

    @property
    def matrix(self) -> Matrix:
        """From its own millimetres to those of what it is in."""
        return Matrix.of(self.x, self.y, self.scale, self.turn)


class Group(Struct, frozen=True, cache_hash=True):
    """Items moved, scaled and turned together (clockwise, degrees), read as one by its tag."""

    items: tuple[Item, ...]
    x: float = 0
    y: float = 0
    scale: float = 1
    turn: float = 0
    tag: Tag = UNTAGGED
    at: Place = NOWHERE

    @property
    def held(self) -> tuple[Item, ...]:
        """What is drawn, in its own millimetres."""
        return self.items

    @property
    def matrix(self) -> Matrix:
        """From its own millimetres to those of what it is in."""
        return Matrix.of(self.x, self.y, self.scale, self.turn)


class Column(Struct, frozen=True, cache_hash=True):
    """Paragraphs, blanks and lines stacked with their measured heights and a gap."""

    x: float
    y: float
    width: float
    height: float
    gap: float
    items: tuple[Item, ...]
    valign: str = "top"
    tag: Tag = UNTAGGED
    at: Place = NOWHERE


Item: TypeAlias = (
    Line
    | Rect
    | Circle
    | Path
    | Text
    | Paragraph
    | Label
    | Blank
    | Picture
    | Imported
    | Use
    | Group
    | Column
)


Derived = Literal["", "all", "marked"]


class Page(Struct, frozen=True, cache_hash=True):
    """One designed face at trim size: a rectangle, or a circle when `round`.

    A page that is one figure as a whole (a cut-out circle) says so in its tag. What is smaller than
    its sheet is cut out, unless it is `stuck` there: a note that goes through the printer.
    `derived` tells whether its words are not the source's: all of them, or those that are marked.
    `longdesc` tells its figures at length, in the edition to read only: their numbers in a table.
    """

    name: str
    size: Size
    items: tuple[Item, ...]
    title: str = ""
    lang: str = ""
    round: bool = False
    bleed: float = 0
    tag: Tag = UNTAGGED
    at: Place = NOWHERE
    stuck: bool = False
    derived: Derived = ""
    longdesc: tuple[Item, ...] = ()

    @property
    def trim(self) -> Box:
        """The trim box around the page's own origin."""
        width, height = self.size
        return Box(-width / 2, -height / 2, width, height) if self.round else Box(0, 0, *self.size)
