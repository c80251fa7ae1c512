"""Words, and where they may be broken."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from worksheets.problems import Undoable

SOFT = "\u00ad"  # a soft hyphen: "break here if you must"
# Between words stands any space but the no-break ones, which keep two words together.
WORD = re.compile(r"(?:\S|[\u00a0\u2007\u202f])+")
# Where the writing itself allows a break: at a soft hyphen, after a hyphen or a slash.
WRITTEN = re.compile(r"(?<=.)(?:\u00ad|[-/]+)(?=[^-/\u00ad])")
PUNCTUATED = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
UNBROKEN = re.compile(r"[@.:\d_]|\s")  # in an address or a number a hyphen would mislead
DIAERESES = str.maketrans("äëïöüÄËÏÖÜ", "aeiouAEIOU")


def words(text: str) -> list[str]:
    """Return the words of a text, as a line may part them."""
    return WORD.findall(text)


class Hyphens:
    """Where words of a language may be broken; the patterns are loaded when first asked for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._breaks: dict[str, tuple[tuple[str, str], ...]] = {}

    def breaks(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return (head with hyphen, tail) pairs as they are drawn, the longest head first."""
        breaks = self._breaks.get(word)
        if breaks is None:
            breaks = self._breaks[word] = tuple(self._find(word))
        return breaks

    def _find(self, word: str) -> list[tuple[str, str]]:
        if written := [self._parted(word, match) for match in WRITTEN.finditer(word)]:
            return written[::-1]
        punctuated = PUNCTUATED.fullmatch(word)
        before, core, after = punctuated.groups() if punctuated else ("", word, "")
        before = before.replace(SOFT, "")  # at the very start it breaks nothing
        if len(core) < 6 or UNBROKEN.search(core) or self._dictionary is None:
            return []
        return [
            (f"{before}{head}-", self._respelt(head, tail) + after)
            for head, tail in self._dictionary.iterate(core)
        ]

    def _parted(self, word: str, match: re.Match[str]) -> tuple[str, str]:
        head, tail = word[: match.end()], word[match.end() :]
        if not head.endswith(SOFT):
            return head.replace(SOFT, ""), tail
        head = head.replace(SOFT, "")
        return f"{head}-", self._respelt(head, tail)

    def _respelt(self, head: str, tail: str) -> str:
        """In Dutch a diaeresis parts two vowels; at a line's end the hyphen does (co-ordinatie)."""
        if self.language.startswith("nl") and head[-1:].lower() in "aeiou":
            return tail[:1].translate(DIAERESES) + tail[1:]
        return tail

    @cached_property
    def _dictionary(self) -> Any:
        import pyphen

        language = pyphen.language_fallback(self.language.replace("-", "_"))
        if not language:
            return None
        try:
            return pyphen.Pyphen(lang=language, left=2, right=2)
        except OSError as error:
            fact = f"the hyphenation patterns {error.filename} cannot be read: {error.strerror}"
            raise Undoable(fact, hint="install the package pyphen again") from None
