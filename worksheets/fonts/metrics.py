"""Fonts: which characters they have, and how wide kerned text is, by HarfBuzz."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from worksheets.bounded import Bounded
from worksheets.fonts.bidi import runs_both_ways, visual
from worksheets.fonts.unicode import letters
from worksheets.installed import contents
from worksheets.problems import Undoable

if TYPE_CHECKING:
    import uharfbuzz

TRUETYPE = "use a TrueType font (.ttf)"
MOST_LINES = 50_000  # that are kept shaped
MOST_WIDTHS = 100_000  # also of the parts of lines that are tried

Line = tuple[str, tuple[str, ...]]  # a text and the fonts that it may be in


class GlyphRun(Struct, frozen=True, cache_hash=True):
    """Text of one font, shaped: its glyphs from left to right, lengths in em.

    `codes` are the glyphs' numbers, two bytes each. `kerns` say by how much the glyph after so many
    is moved. Where glyphs are not their own character each, one after the other, `clusters` tell
    the letter that each is part of, by its first character, and `steps` how far each takes the next
    one, and how far right and up it is moved itself.
    """

    font: str
    text: str
    advance: float
    codes: bytes = b""
    kerns: tuple[tuple[int, float], ...] = ()
    clusters: tuple[int, ...] = ()
    steps: tuple[tuple[float, float, float], ...] = ()
    leftward: bool = False


class Metrics(Struct, frozen=True):
    """Heights of a font above (and depth below) the baseline, in em."""

    ascent: float
    descent: float
    cap_height: float


# Ligatures off: what is copied or read aloud is then exactly what was written.
LETTER_BY_LETTER = {"kern": True, "liga": False, "clig": False, "calt": False}


class Fonts:
    """The fonts of a theme: which characters they have, and how wide kerned text is."""

    def __init__(self, folder: File, files: Mapping[str, str]) -> None:
        self.folder = folder
        self.files = dict(files)
        self._opened: dict[str, tuple[uharfbuzz.Font, frozenset[int], float]] = {}
        self._runs: Bounded[Line, tuple[GlyphRun, ...]] = Bounded(MOST_LINES)
        self._widths: Bounded[Line, float] = Bounded(MOST_WIDTHS)
        self._inks: Bounded[Line, tuple[float, float]] = Bounded(MOST_LINES)
        self._metrics: dict[str, Metrics] = {}
        self._said: dict[str, dict[int, str]] = {}

    def file(self, name: str) -> File:
        return self.folder / self.files[name]

    def data(self, name: str) -> bytes:
        """Return the bytes of a font's file; raises Undoable when it cannot be read."""
        hint = "put the TrueType file back, or name another one under fonts"
        return contents(self.file(name), "font file", hint=hint)

    def opened(self, name: str) -> uharfbuzz.Font:
        """Return HarfBuzz's font of a name; raises Undoable when its file cannot be read."""
        return self._open(name)[0]

    def said(self, name: str) -> dict[int, str]:
        """Return what the glyphs of a font's characters say: of those that share one, the first."""
        said = self._said.get(name)
        if said is None:
            font = self.opened(name)
            said = self._said[name] = {}
            for code in sorted(font.face.unicodes):
                glyph = font.get_nominal_glyph(code)
                if glyph is not None:
                    said.setdefault(glyph, chr(code))
        return said

    def runs(self, text: str, chain: tuple[str, ...]) -> tuple[GlyphRun, ...]:
        """Return a line of text as runs from left to right, each in the first font that has it.

        Raises LookupError with the first character that no font has.
        """
        key = (text, chain)
        runs = self._runs.get(key)
        if runs is None:
            text = str(text)  # HarfBuzz takes nothing that is only like a text
            runs = self._runs[key] = tuple(
                self._shape(font, part, leftward)
                for part, leftward in (visual(text) if runs_both_ways(text) else [(text, False)])
                for font, part in self._split(part, chain)[:: -1 if leftward else 1]
            )
        return runs

    def width(self, text: str, chain: tuple[str, ...]) -> float:
        """Return the width of text in em."""
        key = (text, chain)
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = sum(run.advance for run in self.runs(text, chain))
        return width

    def ink(self, text: str, chain: tuple[str, ...]) -> tuple[float, float]:
        """Return how far the ink of text reaches above and below its baseline, in em."""
        key = (text, chain)
        reach = self._inks.get(key)
        if reach is None:
            reach = self._inks[key] = self._reach(text, chain)
        return reach

    def _reach(self, text: str, chain: tuple[str, ...]) -> tuple[float, float]:
        up = down = 0.0
        for run in self.runs(text, chain):
            font, _, scale = self._open(run.font)
            for n in range(len(run.codes) // 2):
                extents = font.get_glyph_extents(int.from_bytes(run.codes[2 * n : 2 * n + 2]))
                if extents is None:
                    continue
                raised = run.steps[n][2] if run.steps else 0.0
                up = max(up, extents.y_bearing / scale + raised)
                down = max(down, -(extents.y_bearing + extents.height) / scale - raised)
        return up, down

    def missing(self, text: str, chain: tuple[str, ...]) -> str:
        """Return the first letter that no font of the chain has with its marks, or nothing."""
        if self._open(chain[0])[1].issuperset(map(ord, text)):
            return ""
        for letter in letters(text):
            if not any(self._has(font, letter) for font in chain):
                absent = (c for c in letter if not any(self._has(font, c) for font in chain))
                return next(absent, letter)
        return ""

    def _has(self, name: str, letter: str) -> bool:
        """Whether a font has a letter with its marks; HarfBuzz takes composed ones apart."""
        known = self._open(name)[1]
        if known.issuperset(map(ord, letter)):
            return True
        return any(
            known.issuperset(map(ord, unicodedata.normalize(form, letter)))
            for form in ("NFC", "NFD")
        )

    def metrics(self, chain: tuple[str, ...]) -> Metrics:
        """Return the heights of a chain's first font."""
        name = chain[0]
        if name not in self._metrics:
            self._metrics[name] = self._measure(name)
        return self._metrics[name]

    def _measure(self, name: str) -> Metrics:
        import uharfbuzz as hb

        font, _, scale = self._open(name)
        extents: Any = font.get_font_extents("ltr")
        cap_height = font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or 0
        return Metrics(extents.ascender / scale, -extents.descender / scale, cap_height / scale)

    def _split(self, text: str, chain: tuple[str, ...]) -> list[tuple[str, str]]:
        if not text:
            return []
        _, first, _ = self._open(chain[0])
        if first.issuperset(map(ord, text)):
            return [(chain[0], text)]
        parts: list[tuple[str, str]] = []
        for letter in self._kept_together(text, chain):
            font = next((font for font in chain if self._has(font, letter)), "")
            if not font:
                raise LookupError(self.missing(text, chain))
            if parts and (parts[-1][0] == font or letter == " "):
                parts[-1] = (parts[-1][0], parts[-1][1] + letter)
            else:
                parts.append((font, letter))
        return parts

    def _kept_together(self, text: str, chain: tuple[str, ...]) -> list[str]:
        """Return what comes from one font: letters, and words with marks where a font has all."""
        parts: list[str] = []
        for word in re.findall(" |[^ ]+", text):
            word_letters = letters(word)
            marked = len(word_letters) < len(word)
            if marked and any(self._has(font, word) for font in chain):
                parts.append(word)
            else:
                parts += word_letters
        return parts

    def _shape(self, name: str, text: str, leftward: bool) -> GlyphRun:
        import uharfbuzz as hb

        font, _, scale = self._open(name)
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        # A letter and its marks are one thing.
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.direction = "rtl" if leftward else "ltr"
        hb.shape(font, buffer, {"kern": True} if leftward else LETTER_BY_LETTER)
        positions: Any = buffer.glyph_positions
        infos: Any = buffer.glyph_infos
        numbers = [info.codepoint for info in infos]
        clusters = tuple(info.cluster for info in infos)
        shifts = [
            p.x_advance - font.get_glyph_h_advance(n)
            for n, p in zip(numbers, positions, strict=True)
        ]
        steps = tuple(
            (p.x_advance / scale, p.x_offset / scale, p.y_offset / scale) for p in positions
        )
        said = self.said(name) if not text.isascii() else {}
        plain = (
            clusters == tuple(range(len(text)))
            and not any(right or up for _, right, up in steps)
            and all(said.get(n, sign) == sign for n, sign in zip(numbers, text, strict=True))
        )
        return GlyphRun(
            name,
            text,
            sum(p.x_advance for p in positions) / scale,
            b"".join(number.to_bytes(2, "big") for number in numbers),
            tuple((n + 1, shift / scale) for n, shift in enumerate(shifts) if shift),
            () if plain else clusters,
            () if plain else steps,
            leftward,
        )

    def _open(self, name: str) -> tuple[uharfbuzz.Font, frozenset[int], float]:
        opened = self._opened.get(name)
        if opened is None:
            import uharfbuzz as hb

            path = self.file(name)
            data = self.data(name)
            face = hb.Face(data)
            if not _is_whole(data) or not face.unicodes:
                raise Undoable(f"the font file {path} is damaged", hint=TRUETYPE)
            if "glyf" not in face.table_tags:
                raise Undoable(f"the font file {path} has no TrueType outlines", hint=TRUETYPE)
            opened = (hb.Font(face), frozenset(face.unicodes), float(face.upem))
            self._opened[name] = opened
        return opened


def _is_whole(font: bytes) -> bool:
    """Whether a file holds all tables that its directory (OpenType, chapter 4) promises."""
    tables = int.from_bytes(font[4:6])
    entries = (font[12 + 16 * n : 28 + 16 * n] for n in range(tables))
    ends = (int.from_bytes(e[8:12]) + int.from_bytes(e[12:16]) for e in entries)
    return 12 + 16 * tables <= len(font) and all(end <= len(font) for end in ends)
