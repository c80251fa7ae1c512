"""What can be seen of a page, as hashes: equal when nobody can tell two prints apart.

A page is taken apart into marks, each with one colour, where they lie on it. Where something was
written, what it is called, how it is grouped and told aloud have no part in it; nor has what draws
nothing, or white on bare paper. The order of marks counts only where two of unlike colours overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from math import hypot
from operator import itemgetter
from typing import NamedTuple, assert_never

from msgspec import Struct, msgpack

from worksheets.bounded import Bounded
from worksheets.drawing.extents import WHITE
from worksheets.drawing.items import (
    Blank,
    Circle,
    Column,
    Group,
    Imported,
    Item,
    Label,
    Line,
    Page,
    Paragraph,
    Path,
    Picture,
    Rect,
    Stroke,
    Symbol,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import UNIT, Box, Matrix
from worksheets.theme.theme import Ink

FINE = 100  # parts of a millimetre that are told apart
MOST_SYMBOLS = 500  # whose marks are kept
CODE = "version-code"  # the style of the code that is computed from all else

# Signs that are not taken for each other, also upside down; no vowels, so that no words arise.
SIGNS = "2347CDFHJKMNPRTVX"
CODE_LENGTH = 3


class Facts(Struct, frozen=True):
    """What can be seen of a page: its size in mm, the hash of all, and those that tell a change.

    `text` is of the words however they are set, `layout` of where and how they stand, `drawing` of
    all else that is drawn, `colours` of which colours there are.
    """

    size: tuple[float, float]
    hash: str
    text: str
    layout: str
    drawing: str
    colours: str


class Mark(NamedTuple):
    """Something of one colour: the box around it, and what it is, as bytes."""

    x: float
    y: float
    right: float
    bottom: float
    colour: str
    is_text: bool
    drawn: bytes  # its outline and where it lies
    seen: bytes  # the same with its colour


class Laid:
    """Marks on a page, and the sum of what each is and how deep it lies.

    The depth of a mark is how many marks lie beneath it, one upon the other in unlike colours.
    """

    def __init__(self, marks: Iterable[Mark], beneath: Laid | None = None) -> None:
        self.sum: int = beneath.sum if beneath else 0
        self._beneath = beneath
        self._others: dict[str, list[tuple[int, Mark]]] = {}
        self._own: list[tuple[int, Mark]] = []
        own = self._own
        for mark in marks:
            depth = beneath.depth(mark) if beneath else 0
            for level, other in own:
                if level >= depth and other.colour != mark.colour and _meet(mark, other):
                    depth = level + 1
            if depth or mark.colour != WHITE:  # white on bare paper is not seen
                own.append((depth, mark))
                # A sum knows no order; 128 bits of each are enough for no two to be alike.
                self.sum = (self.sum + _weight(depth, mark.seen)) % 2**128

    @property
    def marks(self) -> list[Mark]:
        """All marks that are seen."""
        return [mark for _, mark in self._all]

    @property
    def _all(self) -> list[tuple[int, Mark]]:
        return [*(self._beneath._all if self._beneath else ()), *self._own]

    def depth(self, mark: Mark) -> int:
        """Return the depth that a mark would have on top of these."""
        others = self._others.get(mark.colour)
        if others is None:
            unlike = [entry for entry in self._all if entry[1].colour != mark.colour]
            others = self._others[mark.colour] = sorted(unlike, key=itemgetter(0), reverse=True)
        return next((level + 1 for level, other in others if _meet(mark, other)), 0)


@lru_cache(20_000)
def _weight(depth: int, seen: bytes) -> int:
    return int.from_bytes(blake2b(b"%d " % depth + seen, digest_size=16).digest(), "big")


def _meet(mark: Mark, other: Mark) -> bool:
    return (
        other.x < mark.right
        and mark.x < other.right
        and other.y < mark.bottom
        and mark.y < other.bottom
    )


class Visible:
    """Takes pages apart; a symbol that many pages share is taken apart once."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._symbols: Bounded[Symbol, tuple[Mark, ...]] = Bounded(MOST_SYMBOLS)
        # Of symbols that others are laid on.
        self._grounds: Bounded[Symbol, Laid] = Bounded(MOST_SYMBOLS)
        self._files: dict[str, bytes] = {}
        self._encode = msgpack.Encoder().encode

    def code(self, page: Page) -> str:
        """Return the short version code of a page."""
        digest = int.from_bytes(self._digest(page, self._laid(page.items)), "big")
        signs = []
        for _ in range(CODE_LENGTH):
            digest, sign = divmod(digest, len(SIGNS))
            signs.append(SIGNS[sign])
        return "".join(signs)

    def facts(self, page: Page) -> Facts:
        """Return what can be seen of a page that is typeset."""
        laid = self._laid(page.items)
        marks = laid.marks
        return Facts(
            (round(page.size.width, 2), round(page.size.height, 2)),
            self._digest(page, laid).hex(),
            _short(sentence.encode() for sentence in _sentences(page.items)),
            _short(mark.drawn for mark in marks if mark.is_text),
            _short(mark.drawn for mark in marks if not mark.is_text),
            _short({mark.colour.encode() for mark in marks}),
        )

    def _digest(self, page: Page, laid: Laid) -> bytes:
        # Another way to sum this up gives all pages other codes, and makes every box outdated.
        size = (_fine(page.size.width), _fine(page.size.height))
        facts = (*size, page.round, laid.sum.to_bytes(16, "big"))
        return blake2b(self._encode(facts), digest_size=8).digest()

    # -- marks in layers ----------------------------------------------------------------------

    def _laid(self, items: Sequence[Item]) -> Laid:
        first = items[0] if items else None
        if isinstance(first, Use) and _is_plain(first):
            ground = self._grounds.get(first.symbol)
            if ground is None:
                ground = self._grounds[first.symbol] = Laid(self._symbol(first.symbol))
            return Laid(self._marks(items[1:], UNIT), ground)
        return Laid(self._marks(items, UNIT))

    def _symbol(self, symbol: Symbol) -> tuple[Mark, ...]:
        marks = self._symbols.get(symbol)
        if marks is None:
            marks = self._symbols[symbol] = tuple(self._marks(symbol.items, UNIT))
        return marks

    def _marks(self, items: Iterable[Item], matrix: Matrix) -> Iterator[Mark]:
        for item in items:
            match item:
                case Use() if _is_plain(item) and matrix is UNIT:
                    yield from self._symbol(item.symbol)
                case Group() | Use():
                    yield from self._marks(item.held, item.matrix.then(matrix))
                case Text():
                    if item.text.strip() and item.style.name != CODE:
                        yield self._text(item, matrix)
                case Picture():
                    look = blake2b(item.data, digest_size=16).digest()
                    box = (item.x, item.y, item.width, item.height)
                    yield self._mark(_corners(Box(*box)), "picture", matrix, look)
                case Imported():
                    corners = _corners(Box(0, 0, *item.size))
                    placed = item.matrix.then(matrix)
                    yield self._mark(corners, "imported", placed, item.form.digest)
                case Line():
                    yield from self._line(item.x1, item.y1, item.x2, item.y2, item.stroke, matrix)
                case Blank():
                    right = item.x + item.width
                    for y in item.rules:
                        yield from self._line(item.x, y, right, y, item.stroke, matrix)
                case Rect():
                    corners = _corners(Box(item.x, item.y, item.width, item.height))
                    size = min(item.width, item.height)
                    radius = _fine(item.radius * _scale(matrix))
                    yield from self._shape(
                        corners, ("rect", radius), size, item.fill, item.stroke, matrix
                    )
                case Circle():
                    around = Box(item.cx - item.r, item.cy - item.r, 2 * item.r, 2 * item.r)
                    yield from self._shape(
                        _corners(around), ("circle",), item.r, item.fill, item.stroke, matrix
                    )
                case Path():
                    points = tuple(n for _, values in item.segments for n in values)
                    way = ("".join(kind for kind, _ in item.segments), item.even_odd)
                    yield from self._shape(points, way, 1, item.fill, item.stroke, matrix)
                case Paragraph() | Label() | Column():
                    raise AssertionError(f"{item.at}: typeset first")
                case _:
                    assert_never(item)

    def _shape(
        self,
        points: tuple[float, ...],
        look: object,
        size: float,
        fill: Ink | None,
        stroke: Stroke | None,
        matrix: Matrix,
    ) -> Iterator[Mark]:
        """A surface and an outline are two marks: each may have a colour of its own."""
        if fill and size > 0:
            yield self._mark(points, fill.colour, matrix, look)
        if stroke and stroke.weight:
            yield self._stroked(points, stroke, matrix, look)

    def _line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: Stroke, matrix: Matrix
    ) -> Iterator[Mark]:
        if stroke.weight and ((x1, y1) != (x2, y2) or stroke.cap != "butt"):
            # From either end it is the same line, unless it begins with a dash.
            ends = ((x1, y1), (x2, y2)) if stroke.dash else sorted(((x1, y1), (x2, y2)))
            yield self._stroked((*ends[0], *ends[1]), stroke, matrix, "line")

    def _stroked(
        self, points: tuple[float, ...], stroke: Stroke, matrix: Matrix, look: object
    ) -> Mark:
        scale = _scale(matrix)
        weight = stroke.weight * scale
        dashes = [_fine(length * scale) for length in stroke.dash]
        pen = ("stroke", look, _fine(weight), dashes, stroke.cap)
        return self._mark(points, stroke.ink.colour, matrix, pen, wide=weight / 2)

    def _mark(
        self,
        points: tuple[float, ...],
        colour: str,
        matrix: Matrix,
        look: object,
        *,
        wide: float = 0,
    ) -> Mark:
        placed = [matrix(x, y) for x, y in zip(points[::2], points[1::2], strict=True)]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        where = [(_fine(x), _fine(y)) for x, y in placed]
        drawn = self._encode((look, where))
        box = (min(xs) - wide, min(ys) - wide, max(xs) + wide, max(ys) + wide)
        return _coloured(box, colour, drawn)

    def _text(self, text: Text, matrix: Matrix) -> Mark:
        chain, scale = text.style.fonts, _scale(matrix)
        size = text.size * scale
        fonts = [self._file(run.font) for run in self._fonts.runs(text.text, chain)]
        metrics = self._fonts.metrics(chain)
        wide = self._fonts.width(text.text, chain) * text.size
        top, bottom = text.y - metrics.ascent * text.size, text.y + metrics.descent * text.size
        corners = [matrix(x, y) for x in (text.x, text.x + wide) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x, y = matrix(text.x, text.y)
        lies = (round(1000 * matrix.a / scale), round(1000 * matrix.b / scale))
        drawn = self._encode((text.text, _fine(x), _fine(y), _fine(size), lies, fonts))
        box = (min(xs), min(ys), max(xs), max(ys))
        return _coloured(box, text.style.ink.colour, drawn, is_text=True)

    def _file(self, font: str) -> bytes:
        """The hash of a font's file: another cut of a font draws other letters."""
        digest = self._files.get(font)
        if digest is None:
            data = self._fonts.data(font)
            digest = self._files[font] = blake2b(data, digest_size=16).digest()
        return digest


def _coloured(
    box: tuple[float, float, float, float], colour: str, drawn: bytes, *, is_text: bool = False
) -> Mark:
    colour = colour.upper()
    return Mark(*box, colour, is_text, drawn, colour.encode() + drawn)


def _sentences(items: Iterable[Item]) -> Iterator[str]:
    """Yield the words of items: lines that stand in a group of their own are one text."""
    for is_text, run in groupby(items, key=lambda item: isinstance(item, Text)):
        if is_text:
            parts = []
            for line in run:
                if isinstance(line, Text) and line.style.name != CODE:
                    said = line.text if line.said is None else line.said
                    parts.append(f"{said} " if line.spaced else said)
            if sentence := "".join(parts).strip():
                yield sentence
            continue
        for item in run:
            match item:
                case Group() | Use():
                    yield from _sentences(item.held)
                case Imported():
                    yield from item.text
                case _:
                    pass


def _is_plain(use: Use) -> bool:
    return not use.x and not use.y and use.scale == 1 and not use.turn


def _scale(matrix: Matrix) -> float:
    return hypot(matrix.a, matrix.b)


def _corners(box: Box) -> tuple[float, ...]:
    return (box.x, box.y, box.right, box.y, box.right, box.bottom, box.x, box.bottom)


def _fine(length: float) -> int:
    return round(length * FINE)


def _short(parts: Iterable[bytes]) -> str:
    """Return a hash of some bytes in any order; enough to tell two states of a page apart."""
    summed = blake2b(digest_size=4)
    for part in sorted(parts):
        summed.update(len(part).to_bytes(4, "big"))
        summed.update(part)
    return summed.hexdigest()
