"""Items to PDF operators (ISO 32000-1, annex A), in millimetres with y downwards.

The matrix at the start of a page turns that into PDF's points with y upwards, so the numbers here
are those of the drawing. Text is turned back upright by its own matrix.

What a drawing says in operators is a Recipe: the same in every file but for the names of its
symbols and images, which the file fills in. So it is made once for many files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from math import cos, radians, sin
from typing import NamedTuple, TypeAlias, assert_never

from worksheets.drawing import svgpath
from worksheets.drawing.items import (
    Blank,
    Circle,
    Column,
    Group,
    Imported,
    Item,
    Label,
    Line,
    Paragraph,
    Path,
    Picture,
    Rect,
    Segment,
    Stroke,
    Symbol,
    Tag,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts, GlyphRun
from worksheets.geometry import number
from worksheets.theme.theme import Ink
from worksheets.writers.pdf.colours import OUT, OVER, SCREEN, Plates, Screen
from worksheets.writers.pdf.letters import Letter, letters_of

OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class Paint(str):
    """Operators that paint; those that only set something are plain text."""

    __slots__ = ()


class Shown(NamedTuple):
    """Operators that show a run of text, and the run, whose glyphs the file must embed.

    The codes of `letters` differ from file to file: each has a place of its own among the operators
    (`{}`).
    """

    operators: str
    run: GlyphRun
    letters: tuple[Letter, ...] = ()


class Drawn(NamedTuple):
    """A place where a symbol is drawn; `spoken` when it has a role for someone who listens."""

    symbol: Symbol
    spoken: bool


class Image(NamedTuple):
    """A place where an image is drawn in a unit square, after a matrix that the file completes."""

    picture: Picture


class Laid(NamedTuple):
    """A place where a page of another PDF is laid, after a matrix of its own."""

    page: Imported


class Begin(NamedTuple):
    """What follows, until its End, is this to someone who listens."""

    tag: Tag
    said: str | None = None


class End(NamedTuple):
    """What began last ends here."""


END = End()
State: TypeAlias = tuple[Ink | None, Stroke | None, bool | None]
Part: TypeAlias = str | Shown | Drawn | Image | Laid | Begin | End
Recipe: TypeAlias = tuple[Part, ...]


def recipe(items: Iterable[Item], fonts: Fonts, colours: Screen = SCREEN) -> Recipe:
    """Return the operators that draw items, with places for what differs from file to file."""
    operators = Operators(fonts, colours)
    operators.items(items)
    return operators.recipe()


class Lettering(NamedTuple):
    """Operators that show lines of text and nothing else, and their runs."""

    operators: str
    runs: tuple[GlyphRun, ...]


def lettering(lines: Iterable[Item], fonts: Fonts, colours: Screen = SCREEN) -> Lettering | None:
    """Return what shows lines within one tagged thing, the same in every file; None when it is not.

    A line that is said otherwise is a thing of its own.
    """
    written = Operators(fonts, colours)
    written.items(lines)
    out = written.out
    if any(isinstance(part, Begin) and part.said is not None for part in out):
        return None
    if any(isinstance(part, Shown) and part.letters for part in out):
        return None
    few = (part.operators if isinstance(part, Shown) else part for part in out)
    return Lettering(
        "\n".join(part for part in few if isinstance(part, str)),
        tuple(part.run for part in out if isinstance(part, Shown)),
    )


def numbers(values: Iterable[float]) -> str:
    return " ".join(map(number, values))


class Operators:
    """Writes the recipe of one content stream."""

    def __init__(self, fonts: Fonts, colours: Screen = SCREEN) -> None:
        self.fonts = fonts
        self.colours = colours
        self.out: list[Part] = []
        self._over: bool | None = None  # overprints; a form does not know what was set before
        self._fill: Ink | None = None
        self._stroke: Stroke | None = None

    def recipe(self) -> Recipe:
        """Return what was written, neighbouring operators joined to one part."""
        parts: list[Part] = []
        for written, group in groupby(self.out, key=lambda part: isinstance(part, str)):
            if not written:
                parts += group
                continue
            few = [part for part in group if isinstance(part, str)]
            joined = "\n".join(few)
            parts.append(Paint(joined) if any(isinstance(p, Paint) for p in few) else joined)
        return tuple(parts)

    def items(self, items: Iterable[Item]) -> None:
        for item in items:
            self.item(item)

    def item(self, item: Item) -> None:
        match item:
            case Text():
                self.text(item)
            case Use():
                self._use(item)
            case Group():
                self._group(item)
            case Line():
                self._stroking(item.stroke)
                start, end = (item.x1, item.y1), (item.x2, item.y2)
                self.out.append(Paint(f"{numbers(start)} m {numbers(end)} l S"))
            case Rect() if not item.radius:
                edges = numbers((item.x, item.y, item.width, item.height))
                self._painted(f"{edges} re", item.fill, item.stroke)
            case Rect():
                box = (item.x, item.y, item.width, item.height)
                self._path(svgpath.rect(*box, item.radius), item.fill, item.stroke)
            case Circle():
                outline = svgpath.circle(item.cx, item.cy, item.r, item.r)
                self._path(outline, item.fill, item.stroke)
            case Path():
                self._path(item.segments, item.fill, item.stroke, even_odd=item.even_odd)
            case Blank():
                self._blank(item)
            case Picture():
                self._picture(item)
            case Imported():
                self.out += (Begin(item.tag), Laid(item), END)
            case Paragraph() | Label() | Column():
                raise AssertionError(f"{item.at}: typeset first")
            case _:
                assert_never(item)

    def moved(self, x: float, y: float, scale: float = 1, turn: float = 0) -> None:
        """Write the matrix that moves, scales and turns clockwise."""
        if turn:
            c, s = cos(radians(turn)) * scale, sin(radians(turn)) * scale
            self.out.append(f"{numbers((c, s, -s, c, x, y))} cm")
        elif scale != 1 or x or y:
            self.out.append(f"{number(scale)} 0 0 {number(scale)} {number(x)} {number(y)} cm")

    def save(self) -> State:
        self.out.append("q")
        return self._fill, self._stroke, self._over

    def restore(self, state: State) -> None:
        self.out.append("Q")
        self._fill, self._stroke, self._over = state

    def text(self, text: Text) -> None:
        if not text.text:
            return
        self._filling(text.style.ink, text=True)
        begin = Begin(text.tag, text.said)
        self.out.append(begin)
        x = text.x
        # The space at a line's end is drawn too: so the words are not one when they are copied.
        drawn = f"{text.text} " if text.spaced else text.text
        for run in self.fonts.runs(drawn, text.style.fonts):
            self.out.append(self._shown(run, x, text.y, text.size))
            x += run.advance * text.size
        self.out.append(END)

    def _shown(self, run: GlyphRun, x: float, y: float, size: float) -> Shown:
        """Return what shows a run: codes are numbers of glyphs, kerning stands among them."""
        font = f"/{font_name(run.font)} {number(size)} Tf"
        begin = f"BT {font} 1 0 0 -1 {number(x)} {number(y)} Tm"
        if run.clusters:
            letters = letters_of(run, self.fonts.opened(run.font))
            codes = ["{}"] * len(letters)
            kerns = [(n, shift) for n, (_, shift) in enumerate(letters, 1) if shift]
            shown = f"{begin} {_string(codes, kerns)} ET"
            return Shown(shown, run, tuple(letter for letter, _ in letters))
        written = run.codes.hex().upper()
        codes = [written[n : n + 4] for n in range(0, len(written), 4)]
        return Shown(f"{begin} {_string(codes, run.kerns)} ET", run)

    def _use(self, use: Use) -> None:
        drawn = Drawn(use.symbol, bool(use.tag.role))
        self.out.append(Begin(use.tag))
        if use.x or use.y or use.turn or use.scale != 1:
            state = self.save()
            self.moved(use.x, use.y, use.scale, use.turn)
            self.out.append(drawn)
            self.restore(state)
        else:
            self.out.append(drawn)
        self.out.append(END)

    def _group(self, group: Group) -> None:
        self.out.append(Begin(group.tag))
        if group.x or group.y or group.turn or group.scale != 1:
            state = self.save()
            self.moved(group.x, group.y, group.scale, group.turn)
            self.items(group.items)
            self.restore(state)
        else:
            self.items(group.items)
        self.out.append(END)

    def _path(
        self,
        segments: tuple[Segment, ...],
        fill: Ink | None,
        stroke: Stroke | None,
        *,
        even_odd: bool = False,
    ) -> None:
        self._painted(_outline(segments), fill, stroke, even_odd=even_odd)

    def _painted(
        self, outline: str, fill: Ink | None, stroke: Stroke | None, *, even_odd: bool = False
    ) -> None:
        if fill:
            self._filling(fill)
        if stroke:
            self._stroking(stroke)
        if not fill and not stroke:
            return
        operator = ("B" if stroke else "f") if fill else "S"
        self.out.append(Paint(f"{outline} {operator}{'*' if even_odd and fill else ''}"))

    def _blank(self, blank: Blank) -> None:
        self._stroking(blank.stroke)
        for y in blank.rules:
            start, end = (blank.x, y), (blank.x + blank.width, y)
            self.out.append(Paint(f"{numbers(start)} m {numbers(end)} l S"))

    def _picture(self, picture: Picture) -> None:
        self.out += (Begin(picture.tag), Image(picture), END)

    def _filling(self, ink: Ink, *, text: bool = False) -> None:
        if self._fill != ink:
            self._fill = ink
            self.out.append(self.colours.fill(ink))
        if isinstance(self.colours, Plates):
            self._overprint(self.colours.overprints(ink, thin=text))

    def _overprint(self, over: bool) -> None:
        if self._over != over:
            self._over = over
            self.out.append(f"/{OVER if over else OUT} gs")

    def _stroking(self, stroke: Stroke) -> None:
        if isinstance(self.colours, Plates):
            self._overprint(self.colours.overprints(stroke.ink, thin=True))
        last = self._stroke
        if last == stroke:
            return
        self._stroke = stroke
        # A form starts with whatever was set where it is drawn: its first stroke sets it all.
        if last is None or last.ink != stroke.ink:
            self.out.append(self.colours.stroke(stroke.ink))
        if last is None or last.weight != stroke.weight:
            self.out.append(f"{number(stroke.weight)} w")
        if last is None or last.dash != stroke.dash:
            self.out.append(f"[{numbers(stroke.dash)}] 0 d")
        if last is None or last.cap != stroke.cap:
            self.out.append("1 J 1 j" if stroke.cap == "round" else "0 J 0 j")


@lru_cache(2048)
def _outline(segments: tuple[Segment, ...]) -> str:
    return " ".join(
        f"{numbers(values)} {OPERATORS[kind]}" if values else OPERATORS[kind]
        for kind, values in segments
    )


def image_matrix(picture: Picture, across: float, down: float) -> str:
    """Return the matrix that fits an image of so many pixels in its box, upright and centred."""
    scale = min(picture.width / across, picture.height / down)
    width, height = across * scale, down * scale
    x = picture.x + (picture.width - width) / 2
    y = picture.y + (picture.height - height) / 2
    return numbers((width, 0, 0, -height, x, y + height))


def _string(codes: Sequence[str], kerns: Sequence[tuple[int, float]]) -> str:
    """Return what shows codes; kerns say by how much the one after so many is moved, in em."""
    parts: list[str] = []
    last = 0
    for at, em in kerns:
        parts.append(f"<{''.join(codes[last:at])}>{round(-1000 * em)}")
        last = at
    if last < len(codes):
        parts.append(f"<{''.join(codes[last:])}>")
    joined = "".join(parts)
    return f"[{joined}] TJ" if kerns else f"{joined} Tj"


@lru_cache(256)
def font_name(name: str) -> str:
    """Return the name of a font in the resources of a page: letters and digits of its own."""
    return "F-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in name)
