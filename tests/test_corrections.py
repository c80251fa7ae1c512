"""What ReportLab does wrong is still wrong: a test that fails here is a correction that can go."""

from __future__ import annotations

from reportlab import rl_settings
from reportlab.pdfbase import pdfdoc, ttfonts

from worksheets.writers import corrections, pdf

FOUND = "ReportLab mended this: its correction can go"


def test_the_corrections_are_in_place() -> None:
    """The PDF writer puts them there when it is imported."""
    assert pdf and pdfdoc.PDFStream.format is not corrections.stream_as_it_was
    assert ttfonts.makeToUnicodeCMap is corrections.to_unicode


def test_reportlab_ends_a_stream_without_a_line_end() -> None:
    """`endstream` follows the data at once, which PDF/A forbids (ISO 19005-2, 6.1.7.1)."""
    written = _stream(corrections.stream_as_it_was)
    assert b"\nabcendstream" in written, FOUND
    corrected = _stream(pdfdoc.PDFStream.format)
    assert b"/Length 3" in corrected
    assert corrected.endswith((b"\nabc\nendstream\n", b"\nabc\r\nendstream\n"))


def _stream(format: object) -> bytes:
    document = pdfdoc.PDFDocument(compression=0, invariant=1)
    return format(pdfdoc.PDFStream(content=b"abc", filters=[]), document)  # type: ignore[operator, no-any-return]


def test_reportlab_gives_code_0_a_character() -> None:
    """U+0000 is no text: a font's codes shall stand for something (ISO 14289-1, 7.21.7)."""
    assert "<00> <0000>" in corrections.to_unicode_as_it_was("F", [0, 65]), FOUND
    assert "<00>" not in corrections.to_unicode("F", [0, 65]).replace("<00> <FF>", "")
    assert "<01> <0041>" in corrections.to_unicode("F", [0, 65])


def test_reportlab_writes_blocks_of_more_than_100_rows() -> None:
    """A block of a CMap has 100 at most (Adobe technical note 5014)."""
    codes = list(range(33, 33 + 250))
    assert "250 beginbfchar" in corrections.to_unicode_as_it_was("F", codes), FOUND
    corrected = corrections.to_unicode("F", codes)
    rows = [line.split()[0] for line in corrected.splitlines() if line.endswith("beginbfchar")]
    assert ["100", "100", "50"] == rows


def test_reportlab_writes_large_code_points_as_they_are() -> None:
    """U+1F600 is a pair in UTF-16, not five digits (ISO 32000-1, 9.10.3)."""
    assert "<1F600>" in corrections.to_unicode_as_it_was("F", [0x1F600]), FOUND
    assert "<00> <D83DDE00>" in corrections.to_unicode("F", [0x1F600])


def test_reportlab_writes_streams_in_ascii() -> None:
    """A fifth more bytes, unless it is told not to."""
    assert rl_settings.useA85, FOUND


def test_reportlab_knows_no_output_intents() -> None:
    """Its catalog leaves out what it does not know; the writer adds the name to its list."""
    assert "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__, FOUND
