"""The fonts of a PDF: of each the glyphs that were shown, and what they say.

Codes are numbers of glyphs (Type 0 fonts with Identity-H, ISO 32000-1, 9.7): they are equal in
every file, whatever else is in it, and shaped scripts need nothing of their own. HarfBuzz makes the
subset.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from hashlib import sha256
from typing import Any

import uharfbuzz as hb

from worksheets.fonts.metrics import Fonts, GlyphRun
from worksheets.fonts.unicode import to_unicode
from worksheets.problems import Undoable
from worksheets.writers.pdf.letters import Letter, with_letters
from worksheets.writers.pdf.objects import PdfObjects, stream
from worksheets.writers.pdf.operators import font_name

POSTSCRIPT_NAME = 6  # OpenType, name table
LAST_CODE = 0xFFFF  # of two bytes
SYMBOLIC = 4  # a flag of the font descriptor: codes are the font's own
# What a PDF reader does not look at in an embedded font.
DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "meta", "name", "post")


class Embedded:
    """One font of one file: collects glyphs while pages are drawn, and embeds them at the end."""

    def __init__(self, fonts: Fonts, name: str) -> None:
        self.fonts = fonts
        self.name = name
        self._says: dict[int, str] = {}
        self._codes: dict[Letter, int] = {}
        self._letters: list[Letter] = []  # that are no glyph of the font: they come after its last
        self._base: int = fonts.opened(name).face.glyph_count

    def use(self, run: GlyphRun) -> None:
        """Note the glyphs of a run, and the text that each of them shows."""
        if run.clusters:
            return  # its letters were given their codes
        numbers = struct.unpack(f">{len(run.codes) // 2}H", run.codes)
        for number, says in zip(numbers, run.text, strict=True):
            self._says.setdefault(number, says)

    def code(self, letter: Letter) -> str:
        """Return the code of a letter, in hexadecimal digits: of its glyph, or of one made for it.

        A glyph says one thing only: the letter that it is, or what it was first shown for. Raises
        Undoable when a font has as many glyphs as a font can have.
        """
        code = self._codes.get(letter)
        if code is None:
            code = letter.glyph
            if code is None or not self._may_say(code, letter.says):
                code = self._base + len(self._letters)
                if code > LAST_CODE:
                    fact = f"the font {self.name} has no number left for the letter {letter.says!r}"
                    raise Undoable(fact, hint="use a font with fewer glyphs")
                self._letters.append(letter)
            self._says[code] = letter.says
            self._codes[letter] = code
        return f"{code:04X}"

    def _may_say(self, glyph: int, text: str) -> bool:
        """Whether a glyph says a text: as its own character, or as what no character looks like."""
        own = self.fonts.said(self.name).get(glyph)
        return own == text if own is not None else self._says.get(glyph, text) == text

    def write(self, document: PdfObjects) -> int:
        """Add the font's objects and return the number of the font."""
        font = self.fonts.opened(self.name)
        path = str(self.fonts.file(self.name))
        letters = tuple(self._letters)
        numbers = tuple(sorted(self._says))
        program, length = _subset(path, font, numbers, letters)
        scale: float = 1000 / font.face.upem
        shown = (path.rpartition("/")[2], numbers, *letters)
        tag = sha256(repr(shown).encode()).digest()
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
        advances = {n: font.get_glyph_h_advance(n) for n in numbers if n < self._base}
        advances |= {self._base + n: letter.advance for n, letter in enumerate(letters)}
        widths = " ".join(f"{n}[{advance * scale:.0f}]" for n, advance in advances.items())
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
        """Note the glyphs of a run."""
        if run in self._runs:
            return
        self._runs.add(run)
        self._font(run.font).use(run)

    def code(self, letter: Letter) -> str:
        """Return the code of a letter in this file, in hexadecimal digits."""
        return self._font(letter.font).code(letter)

    def _font(self, name: str) -> Embedded:
        if name not in self._fonts:
            self._fonts[name] = Embedded(self.fonts, name)
        return self._fonts[name]

    def write(self) -> None:
        """Add the dictionary of fonts that all resources name."""
        named = "".join(
            f"/{font_name(name)} {self._fonts[name].write(self.document)} 0 R"
            for name in sorted(self._fonts)
        )
        self.document.put(self.number, f"<<{named}>>".encode("latin-1"))


@lru_cache(256)
def _subset(
    path: str, font: hb.Font, numbers: tuple[int, ...], letters: tuple[Letter, ...]
) -> tuple[bytes, int]:
    """A font file with these glyphs only, at their own numbers, compressed; and its length.

    Letters follow after the last glyph that the whole font has.
    """
    chosen = hb.SubsetInput()
    chosen.glyph_set.update(number for number in numbers if number < font.face.glyph_count)
    if letters:
        chosen.glyph_set.update(part.glyph for letter in letters for part in letter.parts)
        chosen.glyph_set.add(font.face.glyph_count - 1)
    chosen.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    chosen.drop_table_tag_set.update({int.from_bytes(tag.encode()) for tag in DROPPED})
    data = hb.subset(font.face, chosen).blob.data
    if letters:
        data = with_letters(data, font, letters)
    return zlib.compress(data), len(data)


def _postscript_name(font: hb.Font) -> str:
    name = font.face.get_name(POSTSCRIPT_NAME) or "Font"
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c == "-"))
