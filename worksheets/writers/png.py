"""A Job to PNG previews: the finished PDF, rendered by PDFium."""

from __future__ import annotations

from io import BytesIO

from worksheets.drawing.sheets import Job
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import points
from worksheets.writers.pdf import write as pdf

DOTS_PER_INCH = 100


def write(
    job: Job,
    fonts: Fonts,
    _progress: object = None,
    *,
    dpi: float = DOTS_PER_INCH,
) -> tuple[bytes, ...]:
    """Return a PNG for each side of a job, in print order."""
    return render(pdf.write(job, fonts), dpi)


def render(document: bytes, dpi: float = DOTS_PER_INCH) -> tuple[bytes, ...]:
    """Return a PNG for each page of a PDF."""
    import pypdfium2

    pictures = []
    opened = pypdfium2.PdfDocument(document)
    try:
        for page in opened:
            picture = page.render(scale=dpi / points(25.4)).to_pil()
            out = BytesIO()
            picture.save(out, "PNG", optimize=False, dpi=(dpi, dpi))  # else it prints at any size
            pictures.append(out.getvalue())
    finally:
        opened.close()
    return tuple(pictures)
