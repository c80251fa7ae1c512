"""Corrections of ReportLab 5.1 that a conforming file needs.

Each has a test that fails when ReportLab mends it (`tests/test_corrections.py`); it can go then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

MOST_ROWS = 100  # of a bfchar block (Adobe technical note 5014)
NO_TEXT = {0, 0xFEFF, 0xFFFE}  # what a code never stands for

stream_as_it_was = pdfdoc.PDFStream.format
to_unicode_as_it_was = ttfonts.makeToUnicodeCMap


def install() -> None:
    """Put the corrections in place, in this process."""
    rl_config.useA85 = 0  # binary streams: a fifth smaller, a third faster
    pdfdoc.PDFStream.format = _stream
    ttfonts.makeToUnicodeCMap = to_unicode


def _stream(self: Any, document: Any) -> bytes:
    """End a stream's data with a line end before `endstream` (ISO 19005-2, 6.1.7.1)."""
    written: bytes = stream_as_it_was(self, document)
    return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def to_unicode(name: str, subset: Iterable[int]) -> str:
    """Return the CMap that gives a font's codes their characters (ISO 32000-1, 9.10.3).

    ReportLab's maps code 0 too, and has more rows in a block than the format allows.
    """
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character not in NO_TEXT
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
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )
