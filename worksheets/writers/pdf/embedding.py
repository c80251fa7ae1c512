"""The fonts of a PDF: of each the glyphs that were shown, and what they say.

Codes are numbers of glyphs (Type 0 fonts with Identity-H, ISO 32000-1, 9.7): they are equal in
every file, whatever else is in it, and shaped scripts need nothing of their own. HarfBuzz makes the
subset.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from functools import lru_cache
from hashlib import sha256
from typing import Any

import uharfbuzz as hb

from worksheets.fonts.metrics import Fonts, GlyphRun
from worksheets.fonts.unicode import to_unicode
from worksheets.writers.pdf.objects import PdfObjects, stream
from worksheets.writers.pdf.operators import font_name

POSTSCRIPT_NAME = 6  # OpenType, name table
SILENT = "\u200b"  # a glyph must say something (PDF/A-2a): a space without width
SYMBOLIC = 4  # a flag of the font descriptor: codes are the font's own
# What a PDF reader does not look at in an embedded font.
DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "meta", "name", "post")


class Embedded:
    """One font of one file: collects glyphs while pages are drawn, and embeds them at the end."""

    def __init__(self, fonts: Fonts, name: str) -> None:
        self.fonts = fonts
        self.name = name
        self._says: dict[int, str] = {}

    def use(self, run: GlyphRun) -> None:
        """Note the glyphs of a run, and the text that each of them shows."""
        numbers = struct.unpack(f">{len(run.codes) // 2}H", run.codes)
        if not run.clusters:
            # One glyph a character, as nearly always.
            for number, says in zip(numbers, run.text, strict=True):
                self._says.setdefault(number, says)
            return
        glyphs = tuple(zip(numbers, run.clusters, strict=True))
        starts = sorted(set(run.clusters))
        for start, end in zip(starts, [*starts[1:], len(run.text)], strict=True):
            own = [number for number, cluster in glyphs if cluster == start]
            text = run.text[start:end]
            if len(own) > 1 and (apart := self._nominal(own, text)):
                for number, part in apart.items():
                    self._says.setdefault(number, part)
                continue
            # The first glyph says what the others leave: each of them one character, or nothing.
            rest = text[max(1, len(text) - len(own) + 1) :]
            for number, says in zip(own, [text[: len(text) - len(rest)], *rest], strict=False):
                self._says.setdefault(number, says)
            for number in own[1 + len(rest) :]:
                self._says.setdefault(number, SILENT)

    def _nominal(self, glyphs: list[int], text: str) -> dict[int, str]:
        """Return what glyphs say of a text taken apart: each what it says elsewhere, if it can.

        What is left is said by the first of those that are no character's own; none: no glyph is.
        """
        rest = unicodedata.normalize("NFD", text)
        says: dict[int, str] = {}
        for character in rest:
            glyph = self.fonts.opened(self.name).get_nominal_glyph(ord(character))
            if glyph in glyphs and glyph not in says:
                says[glyph] = character
                rest = rest.replace(character, "", 1)
        others = [glyph for glyph in glyphs if glyph not in says]
        if not says or bool(others) != bool(rest):
            return {}
        return {**says, **dict.fromkeys(others, SILENT), **({others[0]: rest} if others else {})}

    def write(self, document: PdfObjects) -> int:
        """Add the font's objects and return the number of the font."""
        numbers = tuple(sorted(self._says))
        font = self.fonts.opened(self.name)
        path = str(self.fonts.file(self.name))
        program, length = _subset(path, font, numbers)
        scale: float = 1000 / font.face.upem
        tag = sha256(repr((path.rpartition("/")[2], numbers)).encode()).digest()
        prefix = "".join(chr(65 + byte % 26) for byte in tag[:6])
        base = f"{prefix}+{_postscript_name(font)}"
        file = document.add(stream(f"/Length1 {length}", program))
        extents: Any = font.get_font_extents("ltr")
        cap = font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or extents.ascender
        box = (0, extents.descender, 2 * font.face.upem, extents.ascender)
        descriptor = document.add(
            (
                f"<</Type/FontDescriptor/FontName/{base}/Flags {SYMBOLIC}"
                f"/FontBBox[{' '.join(str(round(edge * scale)) for edge in box)}]/ItalicAngle 0"
                f"/Ascent {extents.ascender * scale:.0f}/Descent {extents.descender * scale:.0f}"
                f"/CapHeight {cap * scale:.0f}/StemV 80/FontFile2 {file} 0 R>>"
            ).encode("latin-1")
        )
        widths = " ".join(
            f"{number}[{font.get_glyph_h_advance(number) * scale:.0f}]" for number in numbers
        )
        descendant = document.add(
            (
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDToGIDMap/Identity"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/FontDescriptor {descriptor} 0 R/W[{widths}]>>"
            ).encode("latin-1")
        )
        unicode = document.add_stream("", to_unicode(self._says).encode("latin-1"))
        return document.add(
            (
                f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
            ).encode("latin-1")
        )


class Embedding:
    """All fonts of a file."""

    def __init__(self, fonts: Fonts, document: PdfObjects) -> None:
        self.fonts = fonts
        self.document = document
        self.number = document.reserve()
        self._fonts: dict[str, Embedded] = {}
        self._runs: set[GlyphRun] = set()

    def use(self, run: GlyphRun) -> None:
        if run in self._runs:
            return
        self._runs.add(run)
        if run.font not in self._fonts:
            self._fonts[run.font] = Embedded(self.fonts, run.font)
        self._fonts[run.font].use(run)

    def write(self) -> None:
        """Add the dictionary of fonts that all resources name."""
        named = "".join(
            f"/{font_name(name)} {self._fonts[name].write(self.document)} 0 R"
            for name in sorted(self._fonts)
        )
        self.document.put(self.number, f"<<{named}>>".encode("latin-1"))


@lru_cache(256)
def _subset(path: str, font: hb.Font, numbers: tuple[int, ...]) -> tuple[bytes, int]:
    """A font file with these glyphs only, at their own numbers, compressed; and its length."""
    chosen = hb.SubsetInput()
    chosen.glyph_set.update(set(numbers))
    chosen.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    chosen.drop_table_tag_set.update({int.from_bytes(tag.encode()) for tag in DROPPED})
    data = hb.subset(font.face, chosen).blob.data
    return zlib.compress(data), len(data)


def _postscript_name(font: hb.Font) -> str:
    name = font.face.get_name(POSTSCRIPT_NAME) or "Font"
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c == "-"))
