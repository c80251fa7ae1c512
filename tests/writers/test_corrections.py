"""What ReportLab lacks is still lacking: a test that fails here is a correction that can go."""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc


def test_reportlab_knows_no_output_intents() -> None:
    """Its catalog leaves out what it does not know; the writer adds the name to its list."""
    lacks = "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__
    assert lacks, "ReportLab mended this: its correction can go"
