"""PDFs as a school has them, made small: good ones, and each with something wrong."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A4 = (210.0, 297.0)
FONTS = Path(__file__).parents[1] / "templates" / "fonts"
FONT = "SourceSans3"
Draw = Callable[[Canvas], object]


def pdf(*draws: Draw, size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF with a page for each drawing, of a size in mm; drawn in points from the bottom left."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, FONTS / "SourceSans3-Regular.ttf"))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(size[0] * MM, size[1] * MM), initialFontName=FONT, **options)
    for draw in draws:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def words(
    text: str = "Examenreglement",
    *,
    top: float = 40,
    rows: int = 12,
    colour: tuple[float, float, float] = (0.1, 0.2, 0.5),
) -> Draw:
    """Lines of text from some mm below the top of an A4, with a box of 100 mm above them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(*colour)
        canvas.rect(30 * MM, (297 - top + 5) * MM, 100 * MM, 4 * MM, fill=1, stroke=0)
        canvas.setFillGray(0)
        for row in range(rows):
            canvas.drawString(30 * MM, (297 - top - 6 * row) * MM, f"{text}, artikel {row + 1}")

    return draw


def footer(text: str = "Vastgesteld door de directie", *, above: float = 12) -> Draw:
    """The same with a line of the school's own at the foot of the page."""

    def draw(canvas: Canvas) -> None:
        words()(canvas)
        canvas.drawString(30 * MM, above * MM, text)

    return draw


def regulations() -> bytes:
    """Three pages of A4, as a word processor makes them."""
    return pdf(words("Examenreglement"), words("Herkansing"), words("Bezwaar"))


def poster(*, full: bool = False) -> bytes:
    """An A3 poster, within its edges or with a ground that is inked up to them."""

    def draw(canvas: Canvas) -> None:
        if full:
            canvas.setFillColorRGB(0.9, 0.9, 0.6)
            canvas.rect(0, 0, 297 * MM, 420 * MM, fill=1, stroke=0)
        canvas.setFillGray(0)
        canvas.setFont(FONT, 40)
        for row in range(12):
            canvas.drawString(30 * MM, (380 - 30 * row) * MM, f"Open dag, zaal {row + 1}")

    return pdf(draw, size=(297, 420))


def scan() -> bytes:
    """A page that is one photograph, as a copier makes it: grey up to its edges."""
    picture = Image.new("RGB", (827, 1169), (236, 234, 230))
    for y in range(150, 900, 60):
        picture.paste((40, 40, 44), (120, y, 700, y + 14))
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return pdf(
        lambda canvas: canvas.drawImage(
            ImageReader(BytesIO(out.getvalue())), 0, 0, 210 * MM, 297 * MM
        )
    )


def transparent() -> bytes:
    """Two panels over each other, seen through."""

    def draw(canvas: Canvas) -> None:
        words()(canvas)
        canvas.setFillAlpha(0.5)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(60 * MM, 100 * MM, 60 * MM, 60 * MM, fill=1, stroke=0)
        canvas.setFillColorRGB(0, 0, 1)
        canvas.rect(90 * MM, 80 * MM, 60 * MM, 60 * MM, fill=1, stroke=0)

    return pdf(draw)


def changed(data: bytes, change: Callable[[Any], object], page: int = 0) -> bytes:
    """A PDF of which a page was changed, by its dictionary."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    change(writer.pages[page])
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def boxed(data: bytes, key: str, *edges: float) -> bytes:
    """A PDF whose first page has a box of its own, in points."""
    box = ArrayObject([FloatObject(edge) for edge in edges])
    return changed(data, lambda page: page.update({NameObject(key): box}))


def turned(data: bytes, degrees: int) -> bytes:
    """A PDF whose first page is turned."""
    return changed(data, lambda page: page.update({NameObject("/Rotate"): FloatObject(degrees)}))
