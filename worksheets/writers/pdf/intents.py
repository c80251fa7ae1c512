"""What the colours of a file mean (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

from pathlib import Path

from worksheets.installed import contents
from worksheets.writers.pdf.objects import PdfObjects

# sRGB, written once by Little CMS through Pillow.
PROFILE = Path(__file__).with_name("srgb.icc")


def on_screen(document: PdfObjects) -> bytes:
    """Return the output intent of PDF/A (ISO 19005-2, 6.2.3): sRGB, with its profile."""
    profile = document.add_stream("/N 3", contents(PROFILE, "colour profile"))
    return (
        b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]" % profile
    )


def on_plates(_document: PdfObjects) -> bytes:
    """Return the output intent of a press: offset on coated paper, known to every print shop.

    A registered condition needs no profile in the file (ISO 15930-7, 6.2.3), and ours has none:
    nothing is converted on the way.
    """
    return (
        b"[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)"
        b"/RegistryName(http://www.color.org)/OutputCondition(Offset, coated paper)"
        b"/Info(Coated FOGRA39 \\(ISO 12647-2:2004\\))>>]"
    )
