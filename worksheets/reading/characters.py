"""Bytes become text here: UTF-8 only, and no character that cannot be seen or printed."""

from __future__ import annotations

import codecs
import re
import unicodedata

from worksheets.problems import Place, Problem, Problems

MAX_BYTES = 2**20
MAX_REPORTED = 10  # a binary file would otherwise fill the screen

# Control characters, line ends that editors do not count, halves of characters, private use.
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff"
    r"\ufffe\uffff\U000f0000-\U0010ffff]"
)
PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# Signs without ink that come along from Word, web pages and chats: joiners, spaces without width,
# marks of direction, fillers, how an emoji is shown (of Unicode's Default_Ignorable_Code_Point;
# selectors that choose the shape of a Mongolian or Chinese letter are not among them.)
SOFT = "\u00ad"  # a soft hyphen
UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe0e\ufe0f\ufeff\uffa0]+"
)
NO_JOINER, JOINER = "\u200c", "\u200d"
# Letters that change shape by their neighbours, from Arabic to Myanmar, Khmer and Mongolian.
SHAPED = re.compile(
    r"[\u0600-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\ua840-\ua8ff\ua980-\uaaff"
    r"\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
# Spaces that look like one and are none to YAML: from Word, web pages, Chinese and Japanese keys.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
IDLE = re.compile(f"^[{ODD_SPACES}]+|[{ODD_SPACES}]+$")
VIRAMA = 9  # its combining class: with a joiner behind it a letter takes its half form


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
    text = seen(text)
    matches = list(UNPRINTABLE.finditer(text))[:MAX_REPORTED]
    if matches:
        raise Problems(unprintable(match[0], _at(text, match.start(), file)) for match in matches)
    return text


def seen(text: str) -> str:
    """Return a text without the signs that nobody sees.

    A joiner stays where it shapes letters (Persian, Hindi) or joins emoji. A soft hyphen stays
    between two letters: whoever writes it says where a long word may be broken.
    """
    return text if text.isascii() else UNSEEN.sub(_kept, text)


def plain(text: str) -> str:
    """Return a text as it was meant: no unseen signs, no idle no-break spaces at its ends, NFC."""
    if text.isascii():
        return text
    meant = unicodedata.normalize("NFC", IDLE.sub("", seen(text)))
    # Marks may stand in another order now, so that a joiner behind them joins nothing any more.
    return meant if meant == text else plain(meant)


def _kept(match: re.Match[str]) -> str:
    text, signs = match.string, match[0]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if SOFT in signs and _is_letter(before) and _is_letter(after):
        return SOFT
    shaped = bool(SHAPED.match(before) and SHAPED.match(after))
    if NO_JOINER in signs and shaped:
        return NO_JOINER
    half = bool(before) and unicodedata.combining(before) == VIRAMA
    if JOINER in signs and (shaped or half or (_is_emoji(before) and _is_emoji(after))):
        return JOINER
    return ""


def _is_letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LM"  # a mark is part of its letter


def _is_emoji(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign) in ("So", "Sk")


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
