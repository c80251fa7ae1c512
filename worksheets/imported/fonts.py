"""The fonts of a page: whole in the file, with a text for every sign that is shown.

As PDF/A-2a and PDF/UA-1 ask it (ISO 19005-2, 6.2.11; ISO 14289-1, 7.21). What may differ without
harm is written as it should be: lists of glyphs that need not be there, and what signs say.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pypdf.generic import DictionaryObject

from worksheets.fonts.unicode import to_unicode
from worksheets.imported import codes
from worksheets.imported.source import ARCHIVE, Source, get, name, resolved
from worksheets.imported.stored import Part, Stored, packed

DESCRIBED = (
    *("/FontFamily", "/FontStretch", "/FontWeight", "/Flags", "/FontBBox", "/ItalicAngle"),
    *("/Ascent", "/Descent", "/Leading", "/CapHeight", "/XHeight", "/StemV", "/StemH"),
    *("/AvgWidth", "/MaxWidth", "/MissingWidth"),
)
SIMPLE = ("/FirstChar", "/LastChar", "/Widths", "/Encoding")
WIDE = ("/DW", "/W", "/DW2", "/W2")
# What a font file may be, by the key that it stands under (ISO 32000-1, table 126).
FILES = {
    "/FontFile": ("/Type1", "/MMType1"),
    "/FontFile2": ("/TrueType", "/CIDFontType2"),
    "/FontFile3": ("/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"),
}
PROGRAMS = ("/Type1C", "/CIDFontType0C", "/OpenType")
LATIN = ("/WinAnsiEncoding", "/MacRomanEncoding")
SYMBOLIC = 4  # a flag of the font descriptor
SYMBOL_TABLE = (3, 0)  # of a TrueType font: platform and encoding
NEAR = 1.0  # a thousandth of the size; widths that differ by no more are alike (6.2.11.5)


class Letters(NamedTuple):
    """A font as it is kept, and what is known of the codes that it shows."""

    stored: Stored
    name: str
    is_wide: bool  # codes of two bytes
    says: Mapping[int, str]
    wrong: frozenset[int] = frozenset()  # codes whose widths are not those of the font's file
    is_whole: bool = True
    has_zero: bool = True  # code 0 is a sign; otherwise it stands for signs that are missing

    def codes(self, shown: bytes) -> Iterable[int]:
        """Return the codes of a string."""
        if not self.is_wide:
            return shown
        return struct.unpack(f">{len(shown) // 2}H", shown[: len(shown) // 2 * 2])


def letters(source: Source, font: Any) -> Letters:
    """Return a font that is no Type 3 font, and note what is wrong with it."""
    base_name = str(get(font, "/BaseFont") or "without a name").removeprefix("/")
    shown = base_name.partition("+")[2] or base_name
    kind = get(font, "/Subtype")
    if kind == "/Type0":
        return _wide(source, font, shown)
    if kind not in ("/Type1", "/MMType1", "/TrueType"):
        source.fault(f"the font {shown} is of a sort that is not known: {kind}", ARCHIVE)
        return Letters(Stored([b"null"]), shown, False, {}, is_whole=False)
    descriptor, program = _descriptor(source, font, shown)
    if kind == "/TrueType" and program:
        _true_type(source, font, shown, program)
    says = codes.texts(source, font)
    stored = Stored(
        [
            *(b"<</Type/Font", *_name(font, "/Subtype"), *_name(font, "/BaseFont")),
            *source.entries(font, SIMPLE),
            *((b"/FontDescriptor ", descriptor) if descriptor else ()),
            *(b"/ToUnicode ", packed([], to_unicode(says, digits=2).encode("latin-1"))),
            b">>",
        ]
    )
    return Letters(stored, shown, False, says, is_whole=descriptor is not None)


def _wide(source: Source, font: Any, shown: str) -> Letters:
    """A font with codes of two bytes, which are numbers of its glyphs."""
    below = resolved((get(font, "/DescendantFonts") or [None])[0])
    encoding = get(font, "/Encoding")
    if encoding not in ("/Identity-H", "/Identity-V") or not isinstance(below, DictionaryObject):
        source.fault(f"the font {shown} has codes of its own", ARCHIVE)
        return Letters(Stored([b"null"]), shown, True, {}, is_whole=False)
    descriptor, program = _descriptor(source, below, shown)
    says = codes.texts(source, font)
    glyphs: list[Part] = []
    is_identity = True
    if get(below, "/Subtype") == "/CIDFontType2":
        table = get(below, "/CIDToGIDMap")
        is_identity = table is None or table == "/Identity"
        glyphs = [b"/CIDToGIDMap"]
        glyphs += [b"/Identity"] if is_identity else source.copied(below.raw_get("/CIDToGIDMap"))
    descendant = Stored(
        [
            *(b"<</Type/Font", *_name(below, "/Subtype"), *_name(below, "/BaseFont")),
            *source.entries(below, ("/CIDSystemInfo", *WIDE)),
            *glyphs,
            *((b"/FontDescriptor ", descriptor) if descriptor else ()),
            b">>",
        ]
    )
    stored = Stored(
        [
            *(b"<</Type/Font/Subtype/Type0", *_name(font, "/BaseFont")),
            *(*_name(font, "/Encoding"), b"/DescendantFonts[", descendant, b"]"),
            *(b"/ToUnicode ", packed([], to_unicode(says).encode("latin-1"))),
            b">>",
        ]
    )
    wrong = _wrong(below, program) if program and glyphs and is_identity else frozenset[int]()
    return Letters(
        stored, shown, True, says, wrong, descriptor is not None, not (glyphs and is_identity)
    )


def _name(font: Any, key: str) -> list[Part]:
    value = get(font, key)
    return [name(key), name(str(value))] if isinstance(value, str) else []


def _descriptor(source: Source, font: Any, shown: str) -> tuple[Stored | None, bytes]:
    """What describes a font, and a TrueType font's file; None when the font is not in the PDF."""
    descriptor = get(font, "/FontDescriptor")
    kind = str(get(font, "/Subtype"))
    files = [key for key, kinds in FILES.items() if kind in kinds]
    if isinstance(descriptor, DictionaryObject):
        for key in files:
            file = get(descriptor, key)
            if hasattr(file, "get_data"):
                return _described(source, descriptor, key, file, shown)
    source.fault(f"the font {shown} is not in the file", ARCHIVE)
    return None, b""


def _described(
    source: Source, descriptor: Any, key: str, file: Any, shown: str
) -> tuple[Stored | None, bytes]:
    data = source.data(file)
    kept = ("/Length1", "/Length2", "/Length3") if key != "/FontFile3" else ("/Subtype",)
    if not data or (key == "/FontFile3" and get(file, "/Subtype") not in PROGRAMS):
        source.fault(f"the font {shown} is damaged", ARCHIVE)
        return None, b""
    if key == "/FontFile2" and not _tables(data):
        source.fault(f"the font {shown} is damaged", ARCHIVE)
        return None, b""
    program = packed(
        source.entries(file, kept) if key != "/FontFile2" else [b"/Length1 %d" % len(data)], data
    )
    stored = Stored(
        [
            *(b"<</Type/FontDescriptor", *_name(descriptor, "/FontName")),
            *source.entries(descriptor, DESCRIBED),
            *(name(key), b" ", program, b">>"),
        ]
    )
    return stored, data if key == "/FontFile2" else b""


# -- TrueType ---------------------------------------------------------------------------------


def _tables(data: bytes) -> dict[bytes, bytes]:
    """The tables of a TrueType font by their names; none when it is damaged."""
    if len(data) < 12 or data[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return {}
    tables = {}
    for n in range(struct.unpack(">H", data[4:6])[0]):
        entry = data[12 + 16 * n : 28 + 16 * n]
        if len(entry) < 16:
            return {}
        start, length = struct.unpack(">II", entry[8:])
        tables[entry[:4]] = data[start : start + length]
    whole = {b"head": 54, b"hhea": 36, b"maxp": 6, b"hmtx": 4}
    return tables if all(len(tables.get(tag, b"")) >= least for tag, least in whole.items()) else {}


def _true_type(source: Source, font: Any, shown: str, program: bytes) -> None:
    """Note when the codes of a TrueType font do not lead to glyphs in a known way (6.2.11.6)."""
    cmap = _tables(program).get(b"cmap", b"")
    many = struct.unpack(">H", cmap[2:4])[0] if len(cmap) >= 4 else 0
    ways = {
        struct.unpack(">HH", cmap[4 + 8 * n : 8 + 8 * n])
        for n in range(many)
        if len(cmap) >= 12 + 8 * n
    }
    is_symbolic = int(get(get(font, "/FontDescriptor"), "/Flags") or 0) & SYMBOLIC
    encoding = get(font, "/Encoding")
    if is_symbolic:
        good = encoding is None and (len(ways) == 1 or SYMBOL_TABLE in ways)
    else:
        named = all(codes.named(glyph) for glyph in codes.names(font).values())
        good = codes.base(font) in LATIN and named and bool(ways - {SYMBOL_TABLE})
    if not good:
        source.fault(f"the font {shown} does not tell which code is which letter", ARCHIVE)


def _wrong(below: Any, program: bytes) -> frozenset[int]:
    """The glyphs whose widths in the PDF differ from those in the font's file."""
    tables = _tables(program)
    upem = struct.unpack(">H", tables[b"head"][18:20])[0] or 1000
    many = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    metrics = tables[b"hmtx"]
    many = min(many, len(metrics) // 4)
    if not many:
        return frozenset()
    usual = float(get(below, "/DW") or (1000 if get(below, "/DW") is None else 0))
    widths = _widths(get(below, "/W") or [])
    count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    wrong = set()
    for glyph in range(count):
        own = struct.unpack_from(">H", metrics, 4 * min(glyph, many - 1))[0] * 1000 / upem
        if abs(widths.get(glyph, usual) - own) > NEAR:
            wrong.add(glyph)
    return frozenset(wrong)


def _widths(listed: Any) -> dict[int, float]:
    """The widths of glyphs by number (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = [resolved(item) for item in listed]
    n = 0
    while n + 1 < len(items):
        first, second = items[n], items[n + 1]
        if isinstance(second, list):
            for m, width in enumerate(second):
                widths[int(first) + m] = float(resolved(width))
            n += 2
        elif n + 2 < len(items):
            for glyph in range(int(first), min(int(second), 0xFFFF) + 1):
                widths[glyph] = float(items[n + 2])
            n += 3
        else:
            break
    return widths
