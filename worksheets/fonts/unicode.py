"""What belongs to one letter, and what the codes of a font in a PDF say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# COMBINING DOUBLE ... joins a letter with the one after it (K͟H).
DOUBLE = frozenset(map(chr, range(0x035C, 0x0363)))
JOINERS = frozenset("\u034f\u200c\u200d")  # no letters: how those beside them are joined
MOST_ROWS = 100  # of a bfchar block (Adobe technical note 5014)


def letters(text: str) -> list[str]:
    """Return a text in letters, each with the marks on it; two that one mark joins stay together.

    The marks are those of Unicode's general category M, as in UAX #29.
    """
    parts: list[str] = []
    for character in text:
        joined = parts and parts[-1] != " "
        if joined and (
            unicodedata.category(character)[0] == "M"
            or character in JOINERS
            or (unicodedata.category(character)[0] == "L" and _awaits(parts[-1]))
        ):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _awaits(letter: str) -> bool:
    """Whether a letter is joined with the next: by a double mark, that no letter follows yet."""
    return any(c in DOUBLE for c in re.split(r"[^\W\d_]", letter)[-1]) or letter[-1] == "\u200d"


def to_unicode(says: Mapping[int, str], *, digits: int = 4) -> str:
    """Return the CMap that tells the text of codes of so many hexadecimal digits.

    As ISO 32000-1, 9.10.3 has it.
    """
    rows = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(says.items())
        if text
    ]
    blocks = []
    for start in range(0, len(rows), MOST_ROWS):
        block = rows[start : start + MOST_ROWS]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<{'0' * digits}> <{'F' * digits}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )
