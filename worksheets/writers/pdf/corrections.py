"""A correction of ReportLab 5.1 that a conforming file needs.

It has a test that fails when ReportLab mends it (`tests/test_corrections.py`); it can go then.
"""

from __future__ import annotations

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

stream_as_it_was = pdfdoc.PDFStream.format


def install() -> None:
    """Put the correction in place, in this process."""
    rl_config.useA85 = 0  # binary streams: a fifth smaller
    pdfdoc.PDFStream.format = _stream


def _stream(self: Any, document: Any) -> bytes:
    """End a stream's data with a line end before `endstream` (ISO 19005-2, 6.1.7.1)."""
    written: bytes = stream_as_it_was(self, document)
    return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"
