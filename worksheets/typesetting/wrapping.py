"""Words to lines: as many on each as its measure holds, with words broken where they may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from worksheets.fonts.metrics import Fonts
from worksheets.typesetting.hyphenation import SOFT

SLACK = 1e-6  # sums of floats may miss a measure by this much


class Breaks(Protocol):
    """Knows where a word may be broken."""

    def breaks(self, word: str) -> tuple[tuple[str, str], ...]: ...


class SetLine(NamedTuple):
    """A set line: what is drawn, what is said when that differs, and whether a space follows."""

    text: str
    said: str | None = None
    spaced: bool = False


class Wrapper:
    """Wraps words in the fonts of a theme and the hyphenation of a language; measures are in em."""

    def __init__(self, fonts: Fonts, hyphens: Breaks) -> None:
        self._fonts = fonts
        self._hyphens = hyphens

    def least(self, parts: Sequence[str], chain: tuple[str, ...]) -> tuple[float, float]:
        """The width of all words together and of a space, in em: what lines need at least."""
        width = self._fonts.width
        return sum(width(part.replace(SOFT, ""), chain) for part in parts), width(" ", chain)

    def wrapped(
        self,
        parts: Sequence[str],
        measures: Sequence[float],
        chain: tuple[str, ...],
        most: int,
        hyphenate: bool,
    ) -> tuple[SetLine, ...] | None:
        """Return greedy lines of at most the given measures (em; the last one repeats), or None."""
        width = self._fonts.width
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
                    for head, rest_of_word in self._hyphens.breaks(word):
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

    def balanced(
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
            narrower = self.wrapped(parts, [middle], chain, len(rows), False)
            if narrower is None:
                low = middle
            else:
                high, rows = middle, narrower
        return rows
