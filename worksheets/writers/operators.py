"""Items to PDF operators (ISO 32000-1, annex A), in millimetres with y downwards.

The matrix at the start of a page turns that into PDF's points with y upwards, so the numbers here
are those of the drawing. Text is turned back upright by its own matrix.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin
from typing import Protocol, assert_never

from worksheets import svgpath
from worksheets.assets import Fonts
from worksheets.drawing import (
    Blank,
    Circle,
    Column,
    Group,
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
    Text,
    Use,
)
from worksheets.theme import Ink

OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
# How a byte of a font's code stands in a literal string.
ESCAPED = [f"\\{n:03o}" if n < 32 or n > 126 or chr(n) in "()\\" else chr(n) for n in range(256)]


class Document(Protocol):
    """What operators need from the file they are written to."""

    def codes(self, font: str, text: str) -> list[tuple[str, bytes]]:
        """Return the names of font subsets and the bytes that show the text."""
        ...

    def form(self, symbol: Symbol) -> str:
        """Return the resource name of the form XObject that draws a symbol."""
        ...

    def image(self, data: bytes) -> tuple[str, float, float]:
        """Return the resource name of an image, and its width and height in pixels."""
        ...


def number(value: float) -> str:
    """Return a number with four decimals at most: a ten thousandth of a millimetre."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    return " ".join(map(number, values))


class Operators:
    """Writes the operators of one content stream; `names` are the XObjects it uses."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self.document = document
        self.fonts = fonts
        self.out: list[str] = []
        self.names: dict[str, None] = {}
        self._fill: Ink | None = None
        self._stroke: Stroke | None = None

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
                self.out.append(f"{numbers(start)} m {numbers(end)} l S")
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

    def save(self) -> tuple[Ink | None, Stroke | None]:
        self.out.append("q")
        return self._fill, self._stroke

    def restore(self, state: tuple[Ink | None, Stroke | None]) -> None:
        self.out.append("Q")
        self._fill, self._stroke = state

    def form(self, symbol: Symbol) -> None:
        name = self.document.form(symbol)
        self.names[name] = None
        self.out.append(f"/{name} Do")

    def text(self, text: Text) -> None:
        if not text.text:
            return
        self._filling(text.style.ink)
        x = text.x
        for run in self.fonts.runs(text.text, text.style.fonts):
            start = 0
            kerns = run.kerns
            parts = self.document.codes(run.font, run.text)
            shown = []
            for font, codes in parts:
                shown.append((font, _shown(codes, start, kerns)))
                start += len(codes)
            body = " ".join(f"{font} {number(text.size)} Tf {show}" for font, show in shown)
            self.out.append(f"BT 1 0 0 -1 {number(x)} {number(text.y)} Tm {body} ET")
            x += run.advance * text.size

    def _use(self, use: Use) -> None:
        if use.x or use.y or use.turn or use.scale != 1:
            state = self.save()
            self.moved(use.x, use.y, use.scale, use.turn)
            self.form(use.symbol)
            self.restore(state)
        else:
            self.form(use.symbol)

    def _group(self, group: Group) -> None:
        if group.x or group.y or group.turn or group.scale != 1:
            state = self.save()
            self.moved(group.x, group.y, group.scale, group.turn)
            self.items(group.items)
            self.restore(state)
        else:
            self.items(group.items)

    def _path(
        self,
        segments: tuple[Segment, ...],
        fill: Ink | None,
        stroke: Stroke | None,
        *,
        even_odd: bool = False,
    ) -> None:
        outline = " ".join(
            f"{numbers(values)} {OPERATORS[kind]}" if values else OPERATORS[kind]
            for kind, values in segments
        )
        self._painted(outline, fill, stroke, even_odd=even_odd)

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
        self.out.append(f"{outline} {operator}{'*' if even_odd and fill else ''}")

    def _blank(self, blank: Blank) -> None:
        self._stroking(blank.stroke)
        for n in range(1, blank.lines + 1):
            y = blank.y + blank.height * n / blank.lines
            start, end = (blank.x, y), (blank.x + blank.width, y)
            self.out.append(f"{numbers(start)} m {numbers(end)} l S")

    def _picture(self, picture: Picture) -> None:
        name, across, down = self.document.image(picture.data)
        self.names[name] = None
        scale = min(picture.width / across, picture.height / down)
        width, height = across * scale, down * scale
        x = picture.x + (picture.width - width) / 2
        y = picture.y + (picture.height - height) / 2
        matrix = numbers((width, 0, 0, -height, x, y + height))
        self.out.append(f"q {matrix} cm /{name} Do Q")

    def _filling(self, ink: Ink) -> None:
        if self._fill != ink:
            self._fill = ink
            self.out.append(f"{numbers(ink.rgb)} rg")

    def _stroking(self, stroke: Stroke) -> None:
        last = self._stroke
        if last == stroke:
            return
        self._stroke = stroke
        # A form starts with whatever was set where it is drawn: its first stroke sets it all.
        if last is None or last.ink != stroke.ink:
            self.out.append(f"{numbers(stroke.ink.rgb)} RG")
        if last is None or last.weight != stroke.weight:
            self.out.append(f"{number(stroke.weight)} w")
        if last is None or last.dash != stroke.dash:
            self.out.append(f"[{numbers(stroke.dash)}] 0 d")
        if last is None or last.cap != stroke.cap:
            self.out.append("1 J 1 j" if stroke.cap == "round" else "0 J 0 j")


def _shown(codes: bytes, start: int, kerns: tuple[tuple[int, float], ...]) -> str:
    """Return the operator that shows codes, with the kerning that falls among them."""
    escaped = [ESCAPED[code] for code in codes]
    inside = [(at - start, em) for at, em in kerns if 0 < at - start <= len(codes)]
    if not inside:
        return f"({''.join(escaped)}) Tj"
    parts, last = [], 0
    for at, em in inside:
        parts.append(f"({''.join(escaped[last:at])})")
        parts.append(number(-em * 1000))
        last = at
    if last < len(escaped):
        parts.append(f"({''.join(escaped[last:])})")
    return f"[{' '.join(parts)}] TJ"
