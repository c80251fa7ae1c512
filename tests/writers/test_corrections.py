"""What ReportLab does wrong is still wrong: a test that fails here is a correction that can go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab import rl_config, rl_settings
from reportlab.pdfbase import pdfdoc

from worksheets.writers.pdf import corrections, write

FOUND = "ReportLab mended this: its correction can go"


def written(format: Callable[..., bytes]) -> bytes:
    document = pdfdoc.PDFDocument(compression=0, invariant=1)
    return format(pdfdoc.PDFStream(content=b"abc", filters=[]), document)


def test_reportlab_ends_a_stream_without_a_line_end() -> None:
    """`endstream` follows the data at once, which PDF/A forbids (ISO 19005-2, 6.1.7.1)."""
    assert written(corrections.stream_as_it_was).endswith(b"\nabcendstream\n"), FOUND


def test_streams_end_with_a_line_end() -> None:
    """Once the PDF writer is imported; the line end is no part of the data."""
    corrected: Any = pdfdoc.PDFStream.format
    assert write and corrected is not corrections.stream_as_it_was
    assert b"/Length 3" in written(corrected)
    assert written(corrected).endswith((b"\nabc\nendstream\n", b"\nabc\r\nendstream\n"))


def test_reportlab_writes_streams_in_ascii() -> None:
    """A fifth more bytes, unless it is told not to."""
    assert rl_settings.useA85, FOUND
    assert not rl_config.useA85


def test_reportlab_knows_no_output_intents() -> None:
    """Its catalog leaves out what it does not know; the writer adds the name to its list."""
    assert "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__, FOUND
