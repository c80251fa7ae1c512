"""What the codes of a font say, from what a PDF tells of it (ISO 32000-1, 9.10.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf.generic import DictionaryObject

from worksheets.imported.source import Source, get, resolved

MOST_CODES = 65_536
BULLET = "•"
# What may not be in such a table (ISO 19005-2, 6.2.11.7.2).
NOTHING = ("\x00", "\ufeff", "\ufffe")
BLOCKS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
CHARACTERS = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
RANGES = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(\[[^\]]*\]|<[0-9A-Fa-f\s]*>)", re.DOTALL
)
BUILT_IN = re.compile(rb"dup\s+(\d{1,3})\s*/(\S+)\s+put")
TEXTS = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def texts(source: Source, font: Any) -> dict[int, str]:
    """Return the text of each code that has one in a font, fit for an archive."""
    says: dict[int, str] = {}
    if get(font, "/Subtype") != "/Type0":
        says |= dict(_encoded(source, font))
    table = get(font, "/ToUnicode")
    if hasattr(table, "get_data"):
        for code, text in _mapped(source.data(table)):
            says[code] = text
            if len(says) > MOST_CODES:
                break
    symbols = "symbol" in str(get(font, "/BaseFont")).casefold()
    clean = {code: _clean(text, symbols=symbols) for code, text in says.items()}
    return {code: text for code, text in clean.items() if text}


def names(font: Any) -> dict[int, str]:
    """Return the names of glyphs that a font's encoding gives to codes itself."""
    glyphs: dict[int, str] = {}
    encoding = get(font, "/Encoding")
    code = 0
    for item in (
        (get(encoding, "/Differences") or ()) if isinstance(encoding, DictionaryObject) else ()
    ):
        value = resolved(item)
        if isinstance(value, int):
            code = int(value)
        else:
            glyphs[code] = str(value)
            code += 1
    return glyphs


def base(font: Any) -> str:
    """Return the name of the encoding that a font's own names amend; empty when it has none."""
    encoding = get(font, "/Encoding")
    return str(
        (get(encoding, "/BaseEncoding") if isinstance(encoding, DictionaryObject) else encoding)
        or ""
    )


def _encoded(source: Source, font: Any) -> Iterator[tuple[int, str]]:
    """Yield codes with the text that their glyphs have by name."""
    usual = base(font)
    descriptor = get(font, "/FontDescriptor")
    symbolic = int(get(descriptor, "/Flags") or 0) & 4 if descriptor else 0
    for code, glyph in _built_in(source, descriptor):
        yield code, named(glyph)
    if not usual and not symbolic and get(font, "/Subtype") != "/Type3":
        usual = "/StandardEncoding"
    for code, text in enumerate(charset_encoding.get(usual, ())):
        if text.isprintable():
            yield code, text
    for code, glyph in names(font).items():
        yield code, named(glyph)


def _built_in(source: Source, descriptor: Any) -> Iterator[tuple[int, str]]:
    """Yield the names that a Type 1 font's own file gives to codes (Adobe Type 1, 2.2)."""
    file = get(descriptor, "/FontFile") if descriptor else None
    if hasattr(file, "get_data"):
        head = source.data(file).partition(b"eexec")[0]
        for code, glyph in BUILT_IN.findall(head):
            yield int(code), glyph.decode("latin-1")


def named(glyph: str) -> str:
    """Return what a glyph's name says (Adobe Glyph List); nothing for a name that says nothing."""
    said = ""
    for part in glyph.removeprefix("/").partition(".")[0].split("_"):
        known = adobe_glyphs.get(f"/{part}", "")
        code = re.fullmatch(r"(?:uni|u)([0-9A-F]{4,6})", part)
        said += known or (chr(int(code[1], 16)) if code and int(code[1], 16) < 0x110000 else "")
    return said


def _mapped(data: bytes) -> Iterator[tuple[int, str]]:
    for kind, block in BLOCKS.findall(data):
        if kind == b"bfchar":
            for code, text in CHARACTERS.findall(block):
                yield _number(code), _text(text)
            continue
        for first, last, texts in RANGES.findall(block):
            start, many = _number(first), _number(last) - _number(first) + 1
            if not 0 < many <= MOST_CODES:
                continue
            listed = [_text(digits) for digits in TEXTS.findall(texts)]
            if texts.startswith(b"["):
                yield from zip(range(start, start + many), listed, strict=False)
            elif listed and listed[0]:
                for n in range(many):
                    yield start + n, listed[0][:-1] + chr(min(ord(listed[0][-1]) + n, 0x10FFFF))


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    joined = b"".join(digits.split())
    try:
        return bytes.fromhex((joined + b"0" * (len(joined) % 2)).decode()).decode("utf-16-be")
    except UnicodeDecodeError:
        return ""


def _clean(text: str, *, symbols: bool) -> str:
    """Return a text with signs that every reader knows; empty when one in it is forbidden.

    A sign of a font's own (U+E000 and on) has no meaning elsewhere, which level A forbids: those of
    Symbol have one in Unicode, and any other is read as the bullet that it nearly always is.
    """
    if any(sign in text for sign in NOTHING) or any(0xD800 <= ord(sign) < 0xE000 for sign in text):
        return ""
    return "".join(_meant(sign, symbols=symbols) for sign in text)


def _meant(sign: str, *, symbols: bool) -> str:
    if not (0xE000 <= ord(sign) <= 0xF8FF or ord(sign) >= 0xF0000):
        return sign
    known = charset_encoding["/Symbol"][ord(sign) & 0xFF] if symbols else BULLET
    return known if known.isprintable() and not 0xE000 <= ord(known) <= 0xF8FF else BULLET
