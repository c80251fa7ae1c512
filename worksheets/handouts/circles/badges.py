"""What a subject adds to circles and sheets: a badge in the ink of each set, and a title."""

from __future__ import annotations

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.aspects import CircleSet
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import (
    Circle,
    Group,
    Item,
    Line,
    Page,
    Path,
    Rect,
    Stroke,
    Symbol,
    Text,
)
from worksheets.drawing.sheets import Placement
from worksheets.geometry import Point, Size
from worksheets.handouts.circles import numbers
from worksheets.theme.theme import Ink

BADGE = "badge"  # the ink that a subject's badge is drawn in, until it is laid on a circle


class Badge:
    """A subject's drawings: made once for all its sets."""

    def __init__(
        self, composer: Composer, handout: Handout, subject: Subject, code: str, paper: Size
    ) -> None:
        pages = composer.pages(
            "subject",
            handout,
            subject=subject,
            code=code,
            diameter=composer.diameter(handout),
            scale=composer.diameter(handout) / numbers.DESIGN_DIAMETER,
            header=numbers.header(composer.area(paper, ruled=True)),
        )
        own = {page.name: page for page in pages}
        self._badge: Page = own["badge"]
        self._theme = composer.theme
        self.title = Placement(own["title"], Point(0, 0))

    def on(self, set_: CircleSet) -> Symbol:
        """Return the badge in the ink of the circles of a set."""
        ink = self._theme.ink(f"{set_.style}-text", self._badge.at)
        return Symbol(f"badge-{set_.id}", _inked(self._badge.items, ink))


def _inked(items: tuple[Item, ...], ink: Ink) -> tuple[Item, ...]:
    def stroke(old: Stroke | None) -> Stroke | None:
        return replace(old, ink=ink) if old and old.ink.name == BADGE else old

    def fill(old: Ink | None) -> Ink | None:
        return ink if old and old.name == BADGE else old

    def inked(item: Item) -> Item:
        match item:
            case Text() if item.style.ink.name == BADGE:
                return replace(item, style=replace(item.style, ink=ink))
            case Group():
                return replace(item, items=tuple(map(inked, item.items)))
            case Rect() | Circle() | Path():
                return replace(item, fill=fill(item.fill), stroke=stroke(item.stroke))
            case Line():
                return replace(item, stroke=stroke(item.stroke) or item.stroke)
            case _:
                return item

    return tuple(map(inked, items))
