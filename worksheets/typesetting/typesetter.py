"""Paragraphs, labels and columns to placed lines of text, by the fonts' own metrics.

At which size, and on how many lines, is found by `fitting`. A line box is leading times size high
and the text sits in its middle, as in CSS.
"""

from __future__ import annotations

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
from worksheets.problems import Place, Problem
from worksheets.theme.theme import TextStyle
from worksheets.typesetting.fitting import Fitter
from worksheets.typesetting.hyphenation import SOFT
from worksheets.typesetting.ranks import levelled
from worksheets.typesetting.wrapping import SLACK, Breaks, SetLine


class Typesetter:
    """Sets the text of pages in the fonts of a theme and the hyphenation of a language."""

    def __init__(self, fonts: Fonts, hyphens: Breaks) -> None:
        self.fonts = fonts
        self._fitter = Fitter(fonts, hyphens)
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
            return self._fitter.label(item).size
        return self._fitter.paragraph(item).size

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
        setting = self._fitter.in_box(item, style.size)
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
        return self._fitter.in_box(item, minimum) is not None

    # -- single lines -------------------------------------------------------------------------

    def line(self, text: Text) -> Text:
        """Return a line of text that begins where its anchor says."""
        self._fitter.check_letters(text)
        drawn = text.text.replace(SOFT, "")
        width = self.fonts.width(drawn, text.style.fonts) * text.size
        shift = {"left": 0.0, "center": width / 2, "right": width}[text.anchor]
        return replace(text, x=text.x - shift, text=drawn, anchor="left")

    # -- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, item: Paragraph) -> Group:
        setting = self._fitter.paragraph(item)
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

    # -- labels -------------------------------------------------------------------------------

    def _label(self, item: Label) -> Group:
        setting = self._fitter.label(item)
        size = setting.size
        rows = []
        for row, (y, _) in zip(
            setting.rows, self._fitter.chords(item, size, len(setting.rows)), strict=True
        ):
            width = self.fonts.width(row.text, item.style.fonts) * size
            rows.append(self._row(row, item, size, item.cx - width / 2, item.cy + y))
        return Group(tuple(rows), tag=_tag(item), at=item.at)

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
                setting = self._fitter.paragraph(item)
                height = item.style.leading * setting.size * len(setting.rows)
                return self._paragraph(item), item.height or height + item.style.space_after
            case Blank():
                return item, item.y + item.height
            case _:
                raise Problem("a column stacks paragraphs and blanks only", item.at)


def _tag(item: Paragraph | Label) -> Tag:
    return item.tag if item.tag.role else replace(item.tag, role="p")


def _baseline(metrics: Metrics, leading: float) -> float:
    """From the top of a line box to its baseline, in em."""
    return (leading - metrics.ascent - metrics.descent) / 2 + metrics.ascent


def _source(item: Item) -> Place:
    return item.source if isinstance(item, Paragraph | Label | Text) else item.at
