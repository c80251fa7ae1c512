"""The size at which a text fits in its room, and the lines it then has.

Text is wrapped, hyphenated and shrunk to its stated minimum, in that order; what still does not
fit is a Problem, never clipped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from math import floor, sqrt
from typing import NamedTuple

from worksheets.drawing.items import Label, Paragraph, Text
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import MM_PER_POINT, points
from worksheets.problems import Problem
from worksheets.typesetting.hyphenation import SOFT, words
from worksheets.typesetting.wrapping import SLACK, Breaks, SetLine, Wrapper

STEP = 0.25 * MM_PER_POINT  # the steps by which text shrinks


class Setting(NamedTuple):
    """The size in mm at which text fits, and its lines."""

    size: float
    rows: tuple[SetLine, ...]


class Fitter:
    """Fits texts in boxes and circles, in the fonts of a theme and the breaks of a language."""

    def __init__(self, fonts: Fonts, hyphens: Breaks) -> None:
        self._fonts = fonts
        self._wrapper = Wrapper(fonts, hyphens)
        # What is equal is fitted once: the same words in the same room in the same fonts.
        self._fits: dict[tuple[object, ...], Setting | None] = {}

    def check_letters(self, item: Text | Paragraph | Label) -> None:
        """A letter that no font of the style has, with the marks on it, is a Problem."""
        letter = self._fonts.missing(item.text.replace(SOFT, ""), item.style.fonts)
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

    def paragraph(self, item: Paragraph) -> Setting:
        """Return how a paragraph is set in its box; raises Problem when it does not fit."""
        self.check_letters(item)
        key = (
            *(item.text, item.style.fonts, item.style.size, item.style.leading, item.minimum),
            *(item.width, item.height, item.align == "left"),
        )
        if key not in self._fits:
            self._fits[key] = self.in_box(item, item.minimum)
        setting = self._fits[key]
        if setting is None:
            height = "" if item.height is None else f" x {item.height * item.scale:.3g}"
            room = f"a box of {item.width * item.scale:.3g}{height} mm"
            raise self._too_long(item, room, lambda size: self.in_box(item, size))
        return setting

    def in_box(self, item: Paragraph, minimum: float) -> Setting | None:
        """Return how a paragraph fits at a least size in mm or larger; None when it does not."""
        parts, style = words(item.text), item.style
        words_width, space = self._wrapper.least(parts, style.fonts)
        for size in sizes_to_try(style.size, minimum):
            rows = None
            most = 10_000
            if item.height is not None:
                most = int((item.height + SLACK) / (style.leading * size))
                least = words_width + max(0, len(parts) - most) * space
                if least * size > most * item.width + SLACK:
                    continue
            # What has one line only is never broken: the patterns need not even be loaded.
            for hyphenate in (False, True) if most > 1 else (False,):
                rows = self._wrapper.wrapped(
                    parts, [item.width / size], style.fonts, most, hyphenate
                )
                if rows is not None:
                    break
            if rows is None:
                continue
            if item.align != "left" and len(rows) > 1:
                rows = self._wrapper.balanced(parts, item.width / size, style.fonts, rows)
            return Setting(size, rows)
        return None

    def label(self, item: Label) -> Setting:
        """Return how a label is set in its circle; raises Problem when it does not fit."""
        self.check_letters(item)
        key = (
            *(item.text, item.style.fonts, item.style.size, item.style.leading, item.minimum),
            *(item.r, item.top, item.bottom),
        )
        if key not in self._fits:
            self._fits[key] = self._in_circle(item, item.minimum)
        setting = self._fits[key]
        if setting is None:
            high = (item.bottom - item.top) * item.scale
            room = f"a circle of {2 * item.r * item.scale:.3g} mm, in a band of {high:.2g} mm"
            raise self._too_long(item, room, lambda size: self._in_circle(item, size))
        return setting

    def _in_circle(self, item: Label, minimum: float) -> Setting | None:
        parts = words(item.text)
        leading, room = item.style.leading, item.bottom - item.top
        fonts = item.style.fonts
        words_width, space = self._wrapper.least(parts, fonts)
        for size in sizes_to_try(item.style.size, minimum):
            most = floor((room + SLACK - self._height(item, size)) / (leading * size)) + 1
            counts = [
                (count, chords)
                for count in range(1, most + 1)
                for chords in [[c / size for _, c in self.chords(item, size, count)]]
                if sum(chords) + SLACK > words_width + max(0, len(parts) - count) * space
            ]
            for hyphenate in (False, True):
                for count, chords in counts:
                    if hyphenate and count == 1:
                        continue
                    rows = self._wrapper.wrapped(parts, chords, fonts, count, hyphenate)
                    if rows is not None and len(rows) == count:
                        return Setting(size, rows)
        return None

    def _height(self, item: Label, size: float) -> float:
        return self._fonts.metrics(item.style.fonts).cap_height * size

    def chords(self, item: Label, size: float, count: int) -> list[tuple[float, float]]:
        """Baseline (from the centre) and chord of each line, the block centred by its capitals."""
        metrics = self._fonts.metrics(item.style.fonts)
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


def sizes_to_try(size: float, minimum: float) -> list[float]:
    """From the largest, in mm; a minimum above the style's size wins."""
    steps = [max(size, minimum)]
    while steps[-1] - STEP > minimum + SLACK:
        steps.append(steps[-1] - STEP)
    if steps[-1] > minimum + SLACK:
        steps.append(minimum)
    return steps
