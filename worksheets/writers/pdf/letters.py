"""Letters that are more than a glyph: each becomes one glyph of the font that a PDF embeds.

A mark over a letter, a ligature, a vowel that stands before its consonant: shown glyph by glyph
they are copied in the order of their places, with spaces and line ends where marks stand high. As
one glyph on the line, that says what was written, a letter is copied like any other.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

import uharfbuzz as hb

from worksheets.fonts.metrics import GlyphRun

# Of a component of a glyph (OpenType, table glyf): words for its place, which is in font units.
WORDS, PLACED, MORE = 0x0001, 0x0002, 0x0020
LONG_OFFSETS = 1  # head.indexToLocFormat
CHECKSUM = 0xB1B0AFBA  # of a font file (OpenType, chapter 4)
# What a reader needs of it (ISO 32000-1, 9.9); others count glyphs too, and would count too few.
NEEDED = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")


class Part(NamedTuple):
    """A glyph in a letter, and how far it is moved, in units of the font."""

    glyph: int
    right: int
    up: int


class Letter(NamedTuple):
    """What is shown as one glyph, the text that it says, and its width in units of the font."""

    font: str
    says: str
    advance: int
    parts: tuple[Part, ...]

    @property
    def glyph(self) -> int | None:
        """The glyph that this letter is, where it is no more than that."""
        if len(self.parts) == 1 and self.parts[0][1:] == (0, 0):
            return self.parts[0].glyph
        return None


def letters_of(run: GlyphRun, font: hb.Font) -> list[tuple[Letter, float]]:
    """Return the letters of a run from left to right, each with how far the next is moved, in em.

    What runs to the left is shown in the order of its places and turned round by who reads it, sign
    by sign. There each letter says its first sign, and glyphs without ink before it say the others.
    """
    upem = font.face.upem
    numbers = struct.unpack(f">{len(run.codes) // 2}H", run.codes)
    starts = sorted(set(run.clusters))
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    letters: list[tuple[Letter, float]] = []
    n = 0
    while n < len(numbers):
        cluster, pen, width = run.clusters[n], 0, 0
        parts: list[Part] = []
        while n < len(numbers) and run.clusters[n] == cluster:
            advance, right, up = (round(length * upem) for length in run.steps[n])
            own = font.get_glyph_h_advance(numbers[n])
            if _has_ink(font, numbers[n]) or own:
                parts.append(Part(numbers[n], pen + right, up))
            width += own if advance else 0
            pen += advance
            n += 1
        if len(parts) > 1:
            parts = [part for part in parts if _has_ink(font, part.glyph)]
        elif len(parts) == 1:
            width = font.get_glyph_h_advance(parts[0].glyph)
        text = run.text[cluster : ends[cluster]]
        says = text
        if run.leftward:
            says = text[0]
            letters += [(Letter(run.font, sign, 0, ()), 0.0) for sign in reversed(text[1:])]
        letters.append((Letter(run.font, says, width, tuple(parts)), (pen - width) / upem))
    return letters


def _has_ink(font: hb.Font, glyph: int) -> bool:
    extents = font.get_glyph_extents(glyph)
    return extents is not None and extents.width != 0


def with_letters(data: bytes, font: hb.Font, letters: Sequence[Letter]) -> bytes:
    """Return a TrueType file with letters after its last glyph, put together from its glyphs."""
    tables = _tables(data)
    head, maxp = bytearray(tables[b"head"]), bytearray(tables[b"maxp"])
    hhea = bytearray(tables[b"hhea"])
    (many,) = struct.unpack_from(">H", maxp, 4)
    (metrics,) = struct.unpack_from(">H", hhea, 34)
    is_long = struct.unpack_from(">h", head, 50)[0] == LONG_OFFSETS
    loca, widths = tables[b"loca"], tables[b"hmtx"]
    offsets = [
        offset if is_long else 2 * offset
        for offset in struct.unpack_from(f">{many + 1}{'L' if is_long else 'H'}", loca)
    ]
    long = struct.unpack_from(">" + "Hh" * metrics, widths)
    advances = [long[2 * min(n, metrics - 1)] for n in range(many)]
    bearings = [
        *long[1::2],
        *struct.unpack_from(f">{many - metrics}h", widths, 4 * metrics),
    ]
    glyphs = bytearray(tables[b"glyf"][: offsets[-1]])
    for letter in letters:
        glyph, left = _compound(letter.parts, font)
        glyphs += bytes(-len(glyphs) % 4)
        offsets[-1] = len(glyphs)
        glyphs += glyph
        offsets.append(len(glyphs))
        advances.append(letter.advance)
        bearings.append(left)
    struct.pack_into(">h", head, 50, LONG_OFFSETS)
    struct.pack_into(">H", hhea, 34, len(advances))
    struct.pack_into(">H", maxp, 4, len(advances))
    _allow(maxp, max(len(letter.parts) for letter in letters))
    pairs = (value for pair in zip(advances, bearings, strict=True) for value in pair)
    tables |= {
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"maxp": bytes(maxp),
        b"glyf": bytes(glyphs),
        b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        b"hmtx": struct.pack(">" + "Hh" * len(advances), *pairs),
    }
    return _file(data[:4], tables)


def _compound(parts: Sequence[Part], font: hb.Font) -> tuple[bytes, int]:
    """Return a glyph that is put together from others, and how far left it begins."""
    if not parts:
        return b"", 0
    boxes = []
    for glyph, right, up in parts:
        extents = font.get_glyph_extents(glyph)
        assert extents is not None
        left, top = extents.x_bearing + right, extents.y_bearing + up
        boxes.append((left, top + extents.height, left + extents.width, top))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    box = (min(lefts), min(bottoms), max(rights), max(tops))
    written = struct.pack(">5h", -1, *box)
    for n, (glyph, right, up) in enumerate(parts, 1):
        flags = WORDS | PLACED | (MORE if n < len(parts) else 0)
        written += struct.pack(">HHhh", flags, glyph, right, up)
    return written, box[0]


def _allow(maxp: bytearray, parts: int) -> None:
    """Raise what a font says of its largest compound glyph."""
    points, contours, more_points, more_contours = struct.unpack_from(">4H", maxp, 6)
    struct.pack_into(
        ">2H",
        maxp,
        10,
        min(parts * max(points, more_points), 0xFFFF),
        min(parts * max(contours, more_contours), 0xFFFF),
    )
    components, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">2H", maxp, 28, max(components, parts), depth + 1)


def _tables(data: bytes) -> dict[bytes, bytes]:
    """Return the tables of a font that an embedded one needs, by their tags."""
    (many,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * n) for n in range(many))
    return {tag: data[start : start + length] for tag, _, start, length in entries if tag in NEEDED}


def _file(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Return a font file of tables, with its checksums (OpenType, chapter 4)."""
    head = tables[b"head"]
    tables = {**tables, b"head": head[:8] + bytes(4) + head[12:]}
    power = 1 << (len(tables).bit_length() - 1)
    sizes = (len(tables), 16 * power, power.bit_length() - 1, 16 * (len(tables) - power))
    directory, body = version + struct.pack(">4H", *sizes), b""
    begin = len(directory) + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        place = begin + len(body)
        directory += struct.pack(">4sLLL", tag, _sum(table), place, len(table))
        body += table + bytes(-len(table) % 4)
        if tag == b"head":
            head_at = place
    whole = bytearray(directory + body)
    struct.pack_into(">L", whole, head_at + 8, (CHECKSUM - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
