"""How an imported page looks: as a picture, where its ink lies, which words stand where.

By PDFium, from the page as it is printed here and not from its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

from worksheets.geometry import MM_PER_POINT, Box, Size, points
from worksheets.imported.stored import Stored, alone

SHARP = 200  # dots an inch, for a picture
LOOKED_AT = 100  # dots an inch, to find ink
INK = 248  # of 255: what is lighter is paper
MM_PER_INCH = 25.4
# A line that is so much shorter than the longest is the last of its paragraph.
SHORT = 0.75


class Look:
    """A page drawn with few dots: where its ink lies, and its text."""

    def __init__(self, form: Stored, size: Size, *, with_words: bool = False) -> None:
        self.size = size
        with _opened(form, size) as page:
            seen = page.render(scale=LOOKED_AT / points(MM_PER_INCH)).to_pil().convert("L")
            self._dark = seen.point(lambda level: 255 if level < INK else 0)
            text = page.get_textpage()
            self.text = _paragraphs(text.get_text_bounded())
            self.words = tuple(_words(text, size)) if with_words else ()
            text.close()
        self.ink = self.inked(Box(0, 0, *size))

    def inked(self, box: Box) -> Box | None:
        """Return the box around the ink in a part of the page, in mm; None when it is blank."""
        dots = LOOKED_AT / MM_PER_INCH
        left, top = int(max(box.x, 0) * dots), int(max(box.y, 0) * dots)
        right = min(round(box.right * dots + 0.5), self._dark.width)
        bottom = min(round(box.bottom * dots + 0.5), self._dark.height)
        if right <= left or bottom <= top:
            return None
        edges = self._dark.crop((left, top, right, bottom)).getbbox()
        if edges is None:
            return None
        x, y, far, low = (edge / dots for edge in edges)
        return Box(left / dots + x, top / dots + y, far - x, low - y)


@lru_cache(64)
def picture(form: Stored, size: Size, dots_per_inch: float = SHARP) -> bytes:
    """Return a PNG of a page."""
    with _opened(form, size) as page:
        seen = page.render(scale=dots_per_inch / points(MM_PER_INCH)).to_pil()
    out = BytesIO()
    seen.save(out, "PNG")
    return out.getvalue()


@contextmanager
def _opened(form: Stored, size: Size) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(alone(form, size, points(1)))
    try:
        yield document[0]
    finally:
        document.close()


def _words(text: Any, size: Size) -> Iterator[Box]:
    """Yield the box of each word, in mm from the page's top left corner."""
    around: list[tuple[float, float, float, float]] = []
    for n, sign in enumerate(text.get_text_range()):
        if n < text.count_chars() and not sign.isspace():
            around.append(text.get_charbox(n, loose=True))
        elif around:
            yield _around(around, size)
            around = []
    if around:
        yield _around(around, size)


def _around(boxes: list[tuple[float, float, float, float]], size: Size) -> Box:
    mm = MM_PER_POINT
    left, bottom = min(box[0] for box in boxes) * mm, min(box[1] for box in boxes) * mm
    right, top = max(box[2] for box in boxes) * mm, max(box[3] for box in boxes) * mm
    return Box(left, size.height - top, right - left, top - bottom)


def _paragraphs(text: str) -> tuple[str, ...]:
    """Return the words of a page as paragraphs: a short line ends one."""
    lines = [" ".join(line.replace("\ufffe", "-").split()) for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        if len(line) < SHORT * longest:
            paragraphs.append([])
    return tuple(" ".join(part) for part in paragraphs if part)
