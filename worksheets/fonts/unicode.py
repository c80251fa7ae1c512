"""What the codes of a font in a PDF say: the CMap that tells it (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

from collections.abc import Mapping

MOST_ROWS = 100  # of a bfchar block (Adobe technical note 5014)


def to_unicode(says: Mapping[int, str], *, digits: int = 4) -> str:
    """Return the CMap that gives codes of so many hexadecimal digits their text."""
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
