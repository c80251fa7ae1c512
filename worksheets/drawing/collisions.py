"""Text that lies over other text or leaves its page: what content can fill must do neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from worksheets.drawing.extents import mapped
from worksheets.drawing.items import Group, Item, Page, Text, Use
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import UNIT, Box, Matrix
from worksheets.problems import Place, Problem, Problems

TOUCH = 0.2  # mm that boxes around letters may share: the letters themselves are clear
SHOWN = 40  # letters of a text that a message quotes


class Crowded(Problems):
    """Texts that have no room: faults of the content, or of paper that is too small for it."""


class PlacedText(NamedTuple):
    """A line of text and the box of its letters on the page, in mm."""

    box: Box
    item: Text

    @property
    def place(self) -> Place:
        """Where it was written: in the content, or else in the template."""
        return self.item.source if self.item.source.file else self.item.at

    @property
    def quoted(self) -> str:
        text = self.item.text
        return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def check(page: Page, fonts: Fonts, area: Box | None = None) -> None:
    """Raise Crowded for text of a typeset page over other text, or outside an area in mm.

    Without an area text may use the whole page. What is not turned by quarters is left alone.
    """
    texts = sorted(_texts(page.items, fonts, UNIT), key=lambda text: text.box.x)
    problems = [*_outside(texts, area or page.trim), *_over(texts)]
    if problems:
        raise Crowded(problems)


def placed_texts(
    items: Iterable[Item], fonts: Fonts, matrix: Matrix = UNIT
) -> tuple[PlacedText, ...]:
    """Return the lines of text of typeset items that are drawn through a matrix."""
    return tuple(_texts(items, fonts, matrix))


def check_over(over: Iterable[PlacedText], below: Sequence[PlacedText]) -> None:
    """Raise Crowded for text that is laid over the text of a sheet that was made before."""
    problems = [
        _lies_over(text, other) for text in over for other in below if _is_over(text, other)
    ]
    if problems:
        raise Crowded(problems)


def _texts(items: Iterable[Item], fonts: Fonts, matrix: Matrix) -> Iterator[PlacedText]:
    for item in items:
        match item:
            case Group() | Use():
                yield from _texts(item.held, fonts, item.matrix.then(matrix))
            case Text() if item.text.strip() and _is_upright(matrix):
                width = fonts.width(item.text, item.style.fonts) * item.size
                up, down = (em * item.size for em in fonts.ink(item.text, item.style.fonts))
                box = Box(item.x, item.y - up, width, up + down)
                yield PlacedText(mapped(box, matrix), item)


def _is_upright(matrix: Matrix) -> bool:
    a, b, c, d, *_ = matrix
    return abs(b) + abs(c) < TOUCH / 1000 or abs(a) + abs(d) < TOUCH / 1000


def _outside(texts: list[PlacedText], area: Box) -> Iterator[Problem]:
    for text in texts:
        box = text.box
        left, right = area.x - box.x, box.right - area.right
        beyond = max(left, right, area.y - box.y, box.bottom - area.bottom)
        if beyond > TOUCH:
            yield Problem(
                f"{text.quoted} comes {beyond:.1f} mm outside the part that is printed",
                text.place,
                hint="shorten it, or take larger paper",
            )


def _over(texts: list[PlacedText]) -> Iterator[Problem]:
    """Compare each text with those that begin before it ends; texts are sorted from the left."""
    for n, text in enumerate(texts):
        for other in texts[n + 1 :]:
            if other.box.x >= text.box.right - TOUCH:
                break
            if _is_over(text, other):
                yield _lies_over(*sorted((text, other), key=_length, reverse=True))


def _is_over(text: PlacedText, other: PlacedText) -> bool:
    """Tell whether two texts share more than they may."""
    wide = min(text.box.right, other.box.right) - max(text.box.x, other.box.x)
    high = min(text.box.bottom, other.box.bottom) - max(text.box.y, other.box.y)
    return wide > TOUCH and high > TOUCH


def _lies_over(text: PlacedText, other: PlacedText) -> Problem:
    fact = f"{text.quoted} lies over {other.quoted}"
    return Problem(fact, text.place, hint="shorten it, or take larger paper")


def _length(text: PlacedText) -> tuple[bool, int]:
    """Text of the content counts first: that is what can be made shorter."""
    return bool(text.item.source.file), len(text.item.text)
