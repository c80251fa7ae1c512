"""Bytes become text here: UTF-8 only, and no character that cannot be printed."""

from __future__ import annotations

import codecs
import re

from worksheets.problems import Place, Problem, Problems

MAX_BYTES = 2**20
MAX_REPORTED = 10  # a binary file would otherwise fill the screen

# Control characters, line ends that editors do not count, halves of characters, private use.
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff"
    r"\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def decode(content: bytes, file: str, most: int = MAX_BYTES) -> str:
    """Return the text of a file, without a byte order mark.

    Raises Problems when the file is too large, is not UTF-8 or holds unprintable characters.
    """
    if len(content) > most:
        message = f"the file has {len(content):,} bytes; at most {most:,} are read"
        raise Problems([Problem(message, Place(file), hint="split it, or check what is in it")])
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problems([_not_utf8(content, error.start, file)]) from None
    matches = list(UNPRINTABLE.finditer(text))[:MAX_REPORTED]
    if matches:
        raise Problems(unprintable(match[0], _at(text, match.start(), file)) for match in matches)
    return text


def unprintable(character: str, at: Place) -> Problem:
    """Return the problem of a character that cannot be printed."""
    code = f"U+{ord(character):04X}"
    if PRIVATE.match(character):
        hint = "it comes from a symbol font; type the sign itself or remove it"
        return Problem(f"the private-use character {code} has no agreed shape", at, hint=hint)
    return Problem(f"the control character {code} cannot be printed", at, hint="remove it")


def _not_utf8(content: bytes, offset: int, file: str) -> Problem:
    text = content[:offset].decode("utf-8")
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    what = "the file is UTF-16, not UTF-8" if utf16 else "the file is not UTF-8"
    message = f"{what}: byte {content[offset]:#04x} at offset {offset}"
    return Problem(message, _at(text, len(text), file), hint="save it as UTF-8")


def _at(text: str, offset: int, file: str) -> Place:
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return Place(file, len(before), len(before[-1]) + 1, 1)
