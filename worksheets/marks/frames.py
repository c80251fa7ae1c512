"""The marks of pages made smaller: a thin frame around each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worksheets.drawing.items import Item, Rect, Stroke
from worksheets.geometry import Box
from worksheets.problems import NOWHERE
from worksheets.theme.theme import Theme

WEIGHT = 0.2  # mm


def frames(theme: Theme, boxes: Iterable[Box]) -> Iterator[Item]:
    """Yield the frame of each copy."""
    stroke = Stroke(theme.ink("line", NOWHERE), WEIGHT)
    for box in boxes:
        yield Rect(*box, stroke=stroke)
