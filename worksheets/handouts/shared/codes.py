"""The version code of what is cut out: short, computed from what is seen, drawn on it.

A template says where it stands, by a text in its style; it is filled in when all else is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.drawing.appearance import CODE, Visible
from worksheets.drawing.items import Group, Item, Page, Text
from worksheets.geometry import UNIT, Matrix


def coded(composer: Composer, page: Page) -> Page:
    """Return a page with its code where its template has room for one."""
    bare, place = lifted(composer, page)
    return filled(composer, bare, place) if place else page


def filled(composer: Composer, page: Page, place: Text) -> Page:
    """Return a page with its code, around the middle of a place."""
    seen = composer.once(lambda: Visible(composer.fonts), "visible")
    code = seen.code(page)
    width = composer.fonts.width(code, place.style.fonts) * place.size
    text = replace(place, x=place.x - width / 2, text=code)
    return replace(page, items=(*page.items, text))


def lifted(composer: Composer, page: Page) -> tuple[Page, Text | None]:
    """Return a page without a code, and the place for one: the middle of its line, on the page."""
    place = next(_codes(page.items, UNIT), None)
    if place is None:
        return page, None
    middle = place.x + composer.fonts.width(place.text, place.style.fonts) * place.size / 2
    return replace(page, items=tuple(_without(page.items))), replace(place, x=middle)


def _codes(items: Iterable[Item], matrix: Matrix) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Group):
            yield from _codes(item.items, item.matrix.then(matrix))
        elif isinstance(item, Text) and item.style.name == CODE:
            x, y = matrix(item.x, item.y)
            yield replace(item, x=x, y=y, size=item.size * matrix.a)


def _without(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield replace(item, items=tuple(_without(item.items)))
        elif not (isinstance(item, Text) and item.style.name == CODE):
            yield item
