"""Words of the content with room for what is only known when sheets are made: "page {page}"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

NAME = re.compile(r"\{(\w+)\}")


class Joined(str):
    """A text put together of others, which it remembers: each has its own place in the content."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]


def joined(*parts: str) -> str:
    """Return texts as one that remembers them; a single one is returned itself."""
    filled = [part for part in parts if part]
    if len(filled) == 1:
        return filled[0]
    text = Joined("".join(filled))
    text.parts = tuple(inner for part in filled for inner in parts_of(part))
    return text


def between(separator: str, parts: Iterable[str]) -> str:
    """Return texts with a separator between them, as one that remembers them."""
    pieces: list[str] = []
    for part in parts:
        pieces += [separator, part] if pieces else [part]
    return joined(*pieces)


def parts_of(text: str) -> tuple[str, ...]:
    """Return the texts that a text was put together of; another is its own only part."""
    return text.parts if isinstance(text, Joined) else (text,)


def fill(text: str, /, **values: object) -> str:
    """Return a text with its names between { } filled in; a name without a value stays.

    What is filled in is not looked at again: a subject may be called {page}. A text without names
    is returned itself, and so keeps its place in the content.
    """
    if "{" not in text:
        return text
    return joined(*_filled(text, values))


def _filled(text: str, values: dict[str, object]) -> Iterator[str]:
    """Yield the parts of a filled text; what stood in the text itself has that text's place."""
    end = 0
    for match in NAME.finditer(text):
        yield _cut(text, end, match.start())
        value = values.get(match[1], match[0])
        yield value if isinstance(value, str) else str(value)
        end = match.end()
    yield _cut(text, end, len(text))


class Cut(str):
    """A piece of a text, which it remembers."""

    __slots__ = ("whole",)
    whole: str


def _cut(text: str, start: int, end: int) -> str:
    return piece_of(text, text[start:end])


def piece_of(whole: str, text: str) -> str:
    """Return a text that was made of a whole one, and has its place."""
    piece = Cut(text)
    piece.whole = whole
    return piece


def written(text: str) -> str:
    """Return the text of the content that a part of a joined text comes from."""
    return text.whole if isinstance(text, Cut) else text
