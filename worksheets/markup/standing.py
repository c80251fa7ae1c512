"""Standing type: markup that was read before but for its words is not read again.

Printers keep type standing when only a name changes from job to job. Here the pages of such markup
are kept, with a gap for each word of the content that differs, and the next words are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from worksheets.drawing.items import Column, Group, Item, Label, Page, Paragraph, Tag, Text
from worksheets.markup.render import MARKED
from worksheets.problems import Place, Problem
from worksheets.typesetting.hyphenation import words

MOST = 200  # kinds of markup that are kept
# A gap is one character of a private plane: no content has it, the loader refuses.
GAP = 0xF0000
GAPS = re.compile("[\U000f0000-\U000ffffd]")
ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&"))

Read = Callable[[str, Sequence[Place], str], tuple[Page, ...]]


class Standing:
    """Reads markup by a reader, and keeps what it read standing."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._kept: dict[tuple[str, ...], _Kept] = {}

    def pages(self, markup: str, used: Sequence[Place], file: str) -> tuple[Page, ...]:
        """Return the pages of a template's markup, as the reader would."""
        parts = MARKED.split(markup)  # literal, mark, words, literal, mark, words, literal ...
        key = (file, *parts[0::3])
        found = tuple(parts[2::3])
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) == MOST:
                self._kept.clear()
            self._kept[key] = _Kept(found)
            return self._read(markup, used, file)
        differing = {n for n, word in enumerate(found) if word != kept.first[n]}
        places = {n: used[int(mark)] for n, mark in enumerate(parts[1::3])}
        if not kept.usable:
            return self._read(markup, used, file)
        if not kept.pages or not differing <= kept.gaps:
            pages = self._read(markup, used, file)
            self._keep(kept, differing, parts, used, file)
            # Words may stand where they change more than words: then this markup is not kept.
            kept.usable = kept.usable and _filled(kept.pages, found, places) == pages
            return pages
        return _filled(kept.pages, found, places)

    def _keep(
        self,
        kept: _Kept,
        differing: set[int],
        parts: Sequence[str],
        used: Sequence[Place],
        file: str,
    ) -> None:
        kept.gaps |= differing
        written = list(parts)
        for n in range(len(kept.first)):
            mark, word = parts[3 * n + 1], parts[3 * n + 2]
            written[3 * n + 1] = ""
            written[3 * n + 2] = (
                chr(GAP + n) if n in kept.gaps else f"\ue000{mark}\ue001{word}\ue002"
            )
        try:
            kept.pages = self._read("".join(written), used, file)
        except Problem:
            kept.usable = False


class _Kept:
    """The words that markup was first read with, its pages with gaps, and which words are gaps."""

    __slots__ = ("first", "gaps", "pages", "usable")

    def __init__(self, first: tuple[str, ...]) -> None:
        self.first = first
        self.gaps: set[int] = set()
        self.pages: tuple[Page, ...] = ()
        self.usable = True


def _filled(
    pages: tuple[Page, ...], found: Sequence[str], places: dict[int, Place]
) -> tuple[Page, ...]:
    """Return pages with their gaps filled."""

    def fill(text: str) -> str:
        return GAPS.sub(lambda gap: _plain(found[ord(gap.group()) - GAP]), text)

    def tag(old: Tag) -> Tag:
        return replace(old, alt=fill(old.alt)) if GAPS.search(old.alt) else old

    def item(old: Item) -> Item:
        match old:
            case Text() | Paragraph() | Label():
                gap = GAPS.search(old.text)
                if gap is None:
                    return old
                text = " ".join(words(fill(old.text)))
                return replace(old, text=text, source=places[ord(gap.group()) - GAP])
            case Group() | Column():
                inside = tuple(map(item, old.items))
                same = all(a is b for a, b in zip(inside, old.items, strict=True))
                told = tag(old.tag)
                return old if same and told is old.tag else replace(old, items=inside, tag=told)
            case _:
                return old

    return tuple(
        replace(
            page,
            name=fill(page.name),
            title=fill(page.title),
            items=tuple(map(item, page.items)),
            tag=tag(page.tag),
        )
        for page in pages
    )


def _plain(word: str) -> str:
    if "&" in word:
        for written, meant in ESCAPES:
            word = word.replace(written, meant)
    return word
