"""Raster images in the colours of a file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def on_screen(data: bytes) -> BytesIO:
    """Return an image in RGB or grey: CMYK becomes RGB, 16 bits of grey become 8."""
    picture = _opened(data)
    if picture.mode == "CMYK":
        return _saved(picture.convert("RGB"), "PNG")
    if picture.mode.startswith("I"):
        return _saved(picture.point(lambda level: level / 256).convert("L"), "PNG")
    return BytesIO(data)


def on_plates(data: bytes) -> BytesIO:
    """Return an image in CMYK on white paper, its grey in the black alone; CMYK stays as it is."""
    from PIL import Image, ImageChops

    picture = _opened(data)
    if picture.mode == "CMYK":
        return BytesIO(data)
    if picture.mode.startswith("I"):
        picture = picture.point(lambda level: level / 256).convert("L")
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    red, green, blue = Image.alpha_composite(paper, seen).convert("RGB").split()
    inks = [ImageChops.invert(part) for part in (red, green, blue)]
    black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    inks = [ImageChops.subtract(ink, black) for ink in inks]
    return _saved(Image.merge("CMYK", [*inks, black]), "TIFF")


def _opened(data: bytes) -> Image:
    from PIL import Image as Pixels

    return Pixels.open(BytesIO(data))


def _saved(picture: Image, format: str) -> BytesIO:
    out = BytesIO()
    picture.save(out, format)
    return out
