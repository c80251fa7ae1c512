"""Paragraphs, labels and columns to placed lines of text, by the fonts' own metrics.

Text is wrapped, hyphenated and shrunk to its stated minimum, in that order; what still does not
fit is a Problem, never clipped. A line box is leading times size high and the text sits in its
middle, as in CSS.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from math import floor, sqrt
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from worksheets.drawing.items import (
    Blank,
    Column,
    Group,
    Item,
    Label,
    Page,
    Paragraph,
    Symbol,
    Tag,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts, Metrics
from worksheets.geometry import MM_PER_POINT, points
from worksheets.problems import Place, Problem
from worksheets.theme.theme import TextStyle
from worksheets.typesetting.hyphenation import SOFT, words
from worksheets.typesetting.ranks import levelled

STEP = 0.25 * MM_PER_POINT  # the steps by which text shrinks
SLACK = 1e-6  # sums of floats may miss a measure by this much


class Breaks(Protocol):
    """Knows where a word may be broken."""

    def breaks(self, word: str) -> tuple[tuple[str, str], ...]: ...


class SetLine(NamedTuple):
    """A set line: what is drawn, what is said when that differs, and whether a space follows."""

    text: str
    said: str | None = None
    spaced: bool = False


class Setting(NamedTuple):
    """The size in mm at which text fits, and its lines."""

    size: float
    rows: tuple[SetLine, ...]


class Typesetter:
    """Sets the text of pages in the fonts of a theme and the hyphenation of a language."""

    def __init__(self, fonts: Fonts, hyphens: Breaks) -> None:
        self.fonts = fonts
        self.hyphens = hyphens
        # What is equal is fitted once: the same words in the same room in the same fonts.
        self._fits: dict[tuple[object, ...], Setting | None] = {}
        self._symbols: dict[Symbol, Symbol] = {}

    def page(self, page: Page) -> Page:
        """Return a page with all its text set; raises Problem for what does not fit."""
        return replace(
            page,
            items=self._items(levelled(page.items, self._size)),
            longdesc=self._items(page.longdesc),
        )

    def _size(self, item: Paragraph | Label) -> float:
        """The size in mm at which a text fits; raises Problem when it does not."""
        if isinstance(item, Label):
            return self._fitted_label(item).size
        return self._fitted_paragraph(item).size

    def _items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(map(self._item, items))

    def _item(self, item: Item) -> Item:
        match item:
            case Text():
                return self.line(item)
            case Paragraph():
                return self._paragraph(item)
            case Label():
                return self._label(item)
            case Column():
                return self._column(item)
            case Group():
                return replace(item, items=self._items(item.items))
            case Use():
                return replace(item, symbol=self.symbol(item.symbol))
            case _:
                return item

    def symbol(self, symbol: Symbol) -> Symbol:
        """Return a symbol with all its text set; equal symbols are set once."""
        if symbol not in self._symbols:
            self._symbols[symbol] = replace(symbol, items=self._items(symbol.items))
        return self._symbols[symbol]

    def height(self, text: str, style: TextStyle, width: float) -> float:
        """Return how high a paragraph is at its full size in mm, so that room can be shared.

        A word that is too wide counts as one line, and a letter that no font has as another one:
        where they are drawn, they are a Problem.
        """
        item = Paragraph(0, 0, width, None, self._drawable(text, style), style, style.size)
        setting = self._fit_paragraph(item, style.size)
        return style.leading * style.size * (len(setting.rows) if setting else 1)

    def width(self, text: str, style: TextStyle) -> float:
        """Return how wide a line of text is at its full size in mm."""
        return self.fonts.width(self._drawable(text, style), style.fonts) * style.size

    def _drawable(self, text: str, style: TextStyle) -> str:
        while character := self.fonts.missing(text.replace(SOFT, ""), style.fonts):
            text = text.replace(character, "?")
        return text

    def fits(
        self, text: str, style: TextStyle, width: float, height: float, minimum: float
    ) -> bool:
        """Tell whether a paragraph fits in a box in mm, at a least size in mm or larger."""
        item = Paragraph(0, 0, width, height, self._drawable(text, style), style, minimum)
        return self._fit_paragraph(item, minimum) is not None

    # -- single lines -------------------------------------------------------------------------

    def line(self, text: Text) -> Text:
        """Return a line of text that begins where its anchor says."""
        self._check(text)
        drawn = text.text.replace(SOFT, "")
        width = self.fonts.width(drawn, text.style.fonts) * text.size
        shift = {"left": 0.0, "center": width / 2, "right": width}[text.anchor]
        return replace(text, x=text.x - shift, text=drawn, anchor="left")

    def _check(self, item: Text | Paragraph | Label) -> None:
        """A letter that no font of the style has, with the marks on it, is a Problem."""
        letter = self.fonts.missing(item.text.replace(SOFT, ""), item.style.fonts)
        if letter:
            names = ", ".join(
                f"U+{ord(c):04X}, {unicodedata.name(c, 'a character without a name').lower()}"
                for c in letter
            )
            raise Problem(
                f"no font has {letter!r} ({names})",
                item.source if item.source.file else item.at,
                detail=f"in: {item.text}",
                hint="write it otherwise, or add a font that has it to the theme",
            )

    # -- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, item: Paragraph) -> Group:
        setting = self._fitted_paragraph(item)
        style, size = item.style, setting.size
        leading = style.leading * size
        y = item.y
        if item.height is not None and item.valign != "top":
            room = item.height - leading * len(setting.rows)
            y += room / 2 if item.valign == "middle" else room
        first = y + _baseline(self.fonts.metrics(style.fonts), style.leading) * size
        rows = (
            self._row(row, item, size, self._start(row.text, item, size), first + leading * n)
            for n, row in enumerate(setting.rows)
        )
        return Group(tuple(rows), tag=_tag(item), at=item.at)

    def _start(self, text: str, item: Paragraph, size: float) -> float:
        if item.align == "left":
            return item.x
        room = item.width - self.fonts.width(text, item.style.fonts) * size
        return item.x + (room / 2 if item.align == "center" else room)

    def _row(self, row: SetLine, item: Paragraph | Label, size: float, x: float, y: float) -> Text:
        line = Text(x, y, row.text, item.style, size, said=row.said, spaced=row.spaced)
        return replace(line, at=item.at, source=item.source)

    def _fitted_paragraph(self, item: Paragraph) -> Setting:
        self._check(item)
        key = (
            *(item.text, item.style.fonts, item.style.size, item.style.leading, item.minimum),
            *(item.width, item.height, item.align == "left"),
        )
        if key not in self._fits:
            self._fits[key] = self._fit_paragraph(item, item.minimum)
        setting = self._fits[key]
        if setting is None:
            height = "" if item.height is None else f" x {item.height * item.scale:.3g}"
            room = f"a box of {item.width * item.scale:.3g}{height} mm"
            raise self._too_long(item, room, lambda size: self._fit_paragraph(item, size))
        return setting

    def _fit_paragraph(self, item: Paragraph, minimum: float) -> Setting | None:
        parts, style = words(item.text), item.style
        words_width, space = self._least(parts, style.fonts)
        for size in _sizes(style.size, minimum):
            rows = None
            most = 10_000
            if item.height is not None:
                most = int((item.height + SLACK) / (style.leading * size))
                least = words_width + max(0, len(parts) - most) * space
                if least * size > most * item.width + SLACK:
                    continue
            # What has one line only is never broken: the patterns need not even be loaded.
            for hyphenate in (False, True) if most > 1 else (False,):
                rows = self._wrapped(parts, [item.width / size], style.fonts, most, hyphenate)
                if rows is not None:
                    break
            if rows is None:
                continue
            if item.align != "left" and len(rows) > 1:
                rows = self._balanced(parts, item.width / size, style.fonts, rows)
            return Setting(size, rows)
        return None

    def _balanced(
        self,
        parts: Sequence[str],
        measure: float,
        chain: tuple[str, ...],
        rows: tuple[SetLine, ...],
    ) -> tuple[SetLine, ...]:
        """Lines that do not begin at the left look best of even length."""
        low, high = measure / 2, measure
        for _ in range(7):
            middle = (low + high) / 2
            narrower = self._wrapped(parts, [middle], chain, len(rows), False)
            if narrower is None:
                low = middle
            else:
                high, rows = middle, narrower
        return rows

    # -- labels -------------------------------------------------------------------------------

    def _label(self, item: Label) -> Group:
        setting = self._fitted_label(item)
        size = setting.size
        rows = []
        for row, (y, _) in zip(
            setting.rows, self._chords(item, size, len(setting.rows)), strict=True
        ):
            width = self.fonts.width(row.text, item.style.fonts) * size
            rows.append(self._row(row, item, size, item.cx - width / 2, item.cy + y))
        return Group(tuple(rows), tag=_tag(item), at=item.at)

    def _fitted_label(self, item: Label) -> Setting:
        self._check(item)
        key = (
            *(item.text, item.style.fonts, item.style.size, item.style.leading, item.minimum),
            *(item.r, item.top, item.bottom),
        )
        if key not in self._fits:
            self._fits[key] = self._fit_label(item, item.minimum)
        setting = self._fits[key]
        if setting is None:
            high = (item.bottom - item.top) * item.scale
            room = f"a circle of {2 * item.r * item.scale:.3g} mm, in a band of {high:.2g} mm"
            raise self._too_long(item, room, lambda size: self._fit_label(item, size))
        return setting

    def _fit_label(self, item: Label, minimum: float) -> Setting | None:
        parts = words(item.text)
        leading, room = item.style.leading, item.bottom - item.top
        fonts = item.style.fonts
        words_width, space = self._least(parts, fonts)
        for size in _sizes(item.style.size, minimum):
            most = floor((room + SLACK - self._height(item, size)) / (leading * size)) + 1
            counts = [
                (count, chords)
                for count in range(1, most + 1)
                for chords in [[c / size for _, c in self._chords(item, size, count)]]
                if sum(chords) + SLACK > words_width + max(0, len(parts) - count) * space
            ]
            for hyphenate in (False, True):
                for count, chords in counts:
                    if hyphenate and count == 1:
                        continue
                    rows = self._wrapped(parts, chords, fonts, count, hyphenate)
                    if rows is not None and len(rows) == count:
                        return Setting(size, rows)
        return None

    def _height(self, item: Label, size: float) -> float:
        return self.fonts.metrics(item.style.fonts).cap_height * size

    def _chords(self, item: Label, size: float, count: int) -> list[tuple[float, float]]:
        """Baseline (from the centre) and chord of each line, the block centred by its capitals."""
        metrics = self.fonts.metrics(item.style.fonts)
        cap, descent = metrics.cap_height * size, 0.22 * size
        leading = item.style.leading * size
        first = (item.top + item.bottom - leading * (count - 1) + cap) / 2
        lines = []
        for n in range(count):
            y = first + n * leading
            far = max(abs(y - cap), abs(y + descent))
            chord = 2 * sqrt(item.r**2 - far**2) if far < item.r else 0.0
            lines.append((y, chord))
        return lines

    # -- columns ------------------------------------------------------------------------------

    def _column(self, column: Column) -> Group:
        # All texts shrink together, in steps of a fortieth, each to its own minimum at most.
        for part in range(40, 9, -1):
            stack = [self._stacked(item, part / 40) for item in column.items]
            gaps = column.gap * max(0, len(stack) - 1)
            spare = column.height - sum(height for _, height in stack) - gaps
            if spare >= -SLACK:
                break
        else:
            raise Problem(
                f"the column is {-spare:.1f} mm too high for its {column.height:g} mm",
                next((s for i in column.items if (s := _source(i)).file), column.at),
                detail=f"drawn at {column.at}",
                hint="shorten its texts, or give it more room (a larger paper)",
            )
        y = column.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[column.valign]
        placed: list[Item] = []
        for item, height in stack:
            placed.append(Group((item,), column.x, y))
            y += height + column.gap
        return Group(tuple(placed), tag=column.tag, at=column.at)

    def _stacked(self, item: Item, part: float) -> tuple[Item, float]:
        """A part of a column, its text at a part of its size, and its height."""
        match item:
            case Paragraph():
                size = max(item.style.size * part, min(item.minimum, item.style.size))
                item = replace(item, style=replace(item.style, size=size))
                setting = self._fitted_paragraph(item)
                height = item.style.leading * setting.size * len(setting.rows)
                return self._paragraph(item), item.height or height + item.style.space_after
            case Blank():
                return item, item.y + item.height
            case _:
                raise Problem("a column stacks paragraphs and blanks only", item.at)

    def _least(self, parts: Sequence[str], chain: tuple[str, ...]) -> tuple[float, float]:
        """The width of all words together and of a space, in em: what lines need at least."""
        width = self.fonts.width
        return sum(width(part.replace(SOFT, ""), chain) for part in parts), width(" ", chain)

    # -- wrapping -----------------------------------------------------------------------------

    def _wrapped(
        self,
        parts: Sequence[str],
        measures: Sequence[float],
        chain: tuple[str, ...],
        most: int,
        hyphenate: bool,
    ) -> tuple[SetLine, ...] | None:
        """Return greedy lines of at most the given measures (em; the last one repeats), or None."""
        width = self.fonts.width
        space = width(" ", chain)
        rows: list[SetLine] = []
        rest = list(parts)
        tail = ""  # how the rest of a broken word is written; it may be drawn otherwise
        at = 0
        while at < len(rest):
            if len(rows) == most:
                return None
            measure = measures[min(len(rows), len(measures) - 1)] + SLACK
            line: list[str] = []
            said: list[str] = []
            broken = False
            used = 0.0
            while at < len(rest):
                gap = space if line else 0.0
                word = rest[at]
                drawn = word.replace(SOFT, "")
                written, wide = tail or drawn, width(drawn, chain)
                if used + gap + wide <= measure:
                    line.append(drawn)
                    said.append(written)
                    used += gap + wide
                    at, tail = at + 1, ""
                    continue
                if hyphenate:
                    for head, rest_of_word in self.hyphens.breaks(word):
                        if used + gap + width(head, chain) <= measure:
                            line.append(head)
                            kept = len(written) - len(rest_of_word.replace(SOFT, ""))
                            said.append(written[:kept])
                            rest[at], tail = rest_of_word, written[kept:]
                            broken = True
                            break
                break
            if not line:
                return None
            text, spoken = " ".join(line), " ".join(said)
            spaced = at < len(rest) and not broken
            rows.append(SetLine(text, spoken if spoken != text else None, spaced))
        return tuple(rows) or (SetLine(""),)

    def _too_long(
        self, item: Paragraph | Label, room: str, fit: Callable[[float], Setting | None]
    ) -> Problem:
        smaller = fit(3 * MM_PER_POINT / item.scale)
        allowed = f"the smallest allowed is {points(item.minimum) * item.scale:.3g} pt"
        fits = "it does not fit at 3 pt"
        if smaller is not None:
            fits = f"fits at {points(smaller.size) * item.scale:.3g} pt"
        drawn = f" (drawn by {item.at})" if item.source.file else ""
        return Problem(
            f"the text does not fit in {room}",
            item.source if item.source.file else item.at,
            detail=f"{fits}, {allowed}{drawn}",
            hint="shorten it, or give it more room (a larger circle, a larger paper)",
        )


def _tag(item: Paragraph | Label) -> Tag:
    return item.tag if item.tag.role else replace(item.tag, role="p")


def _sizes(size: float, minimum: float) -> list[float]:
    sizes = [max(size, minimum)]
    while sizes[-1] - STEP > minimum + SLACK:
        sizes.append(sizes[-1] - STEP)
    if sizes[-1] > minimum + SLACK:
        sizes.append(minimum)
    return sizes


def _baseline(metrics: Metrics, leading: float) -> float:
    """From the top of a line box to its baseline, in em."""
    return (leading - metrics.ascent - metrics.descent) / 2 + metrics.ascent


def _source(item: Item) -> Place:
    return item.source if isinstance(item, Paragraph | Label | Text) else item.at
