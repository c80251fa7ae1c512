"""Raster pictures as objects of a PDF (ISO 32000-1, 8.9), in the colours of a file."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from worksheets.imported import pictures

if TYPE_CHECKING:
    from PIL.Image import Image

SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
CHANNELS = {"L": 1, "RGB": 3}
# Of a PNG's header: bits a channel, grey or colour without a palette, not interlaced.
DIRECT = {b"\x08\x00\x00\x00\x00": "L", b"\x08\x02\x00\x00\x00": "RGB"}


class Pixels(NamedTuple):
    """An image XObject: the keys of its dictionary, its packed pixels, and where they are seen."""

    keys: str
    filter: str
    packed: bytes
    mask: Pixels | None = None

    @property
    def mask_key(self) -> str:
        """How it is known to another one whose mask it is: soft, or a stencil."""
        return "/Mask" if "/ImageMask" in self.keys else "/SMask"


def on_screen(data: bytes) -> Pixels:
    """Return a picture in RGB or grey: CMYK becomes RGB. A JPEG and a PNG stay as packed as is."""
    data = pictures.on_screen(data)
    if not data.startswith(pictures.PNG):
        return _jpeg(data, _opened(data))
    if (mode := DIRECT.get(data[24:29])) and b"tRNS" not in dict(pictures.chunks(data)):
        return _png(data, mode)
    picture = _opened(data)
    if picture.mode not in ("L", "LA", "RGB", "RGBA"):
        picture = picture.convert("RGBA")
    colours, alpha = _apart(picture)
    return _png(_saved(colours), colours.mode)._replace(mask=_mask(alpha))


def on_plates(data: bytes) -> Pixels:
    """Return a picture in CMYK, mixed as inks are (`theme/colour.py`); CMYK stays as it is.

    A press wants nothing that is see-through (ISO 15930-4): what is half so is mixed with white,
    and nothing is painted where all is clear.
    """
    from PIL import Image, ImageChops

    picture = _opened(data)
    if picture.mode == "CMYK":
        return _jpeg(data, picture)
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    red, green, blue = Image.alpha_composite(paper, seen).convert("RGB").split()
    inks = [ImageChops.invert(part) for part in (red, green, blue)]
    black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    inks = [_beside(ink, black) for ink in inks]
    plates = Image.merge("CMYK", [*inks, black])
    packed = zlib.compress(plates.tobytes())
    return Pixels(_keys(plates.size, "CMYK"), "/FlateDecode", packed, _stencil(seen))


def _stencil(picture: Image) -> Pixels | None:
    """Where a picture paints nothing at all (8.9.6.3); None when it does everywhere."""
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0]:
        return None
    clear = alpha.point([255] + [0] * 255).convert("1")
    width, height = clear.size
    keys = f"/Type/XObject/Subtype/Image/ImageMask true/Width {width}/Height {height}"
    return Pixels(f"{keys}/BitsPerComponent 1", "/FlateDecode", zlib.compress(clear.tobytes()))


def _beside(ink: Image, black: Image) -> Image:
    """How much of an ink is left where black takes its part."""
    from PIL import ImageMath

    left: Image = ImageMath.lambda_eval(
        lambda bands: bands["convert"](
            ((bands["ink"] - bands["black"]) * 255 + (255 - bands["black"]) / 2)
            / bands["max"](255 - bands["black"], 1),
            "L",
        ),
        ink=ink.convert("I"),
        black=black.convert("I"),
    )
    return left


def _jpeg(data: bytes, picture: Image) -> Pixels:
    keys = _keys(picture.size, picture.mode)
    if picture.mode == "CMYK":  # Adobe writes the most ink as 0
        keys += "/Decode[1 0 1 0 1 0 1 0]"
    return Pixels(keys, "/DCTDecode", data)


def _png(data: bytes, mode: str) -> Pixels:
    """The pixels as a PNG has them packed: a PDF reads them so (7.4.4.4)."""
    across, down = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    packed = b"".join(chunk for name, chunk in pictures.chunks(data) if name == b"IDAT")
    rows = f"/DecodeParms<</Predictor 15/Colors {CHANNELS[mode]}/Columns {across}>>"
    return Pixels(_keys((across, down), mode) + rows, "/FlateDecode", packed)


def _mask(alpha: Image | None) -> Pixels | None:
    if alpha is None or alpha.getextrema() == (255, 255):
        return None
    return _png(_saved(alpha), "L")


def _keys(size: tuple[int, int], mode: str) -> str:
    width, height = size
    shape = f"/Width {width}/Height {height}/BitsPerComponent 8"
    return f"/Type/XObject/Subtype/Image{shape}/ColorSpace/{SPACES[mode]}"


def _apart(picture: Image) -> tuple[Image, Image | None]:
    """Return the colours of a picture, and how opaque they are."""
    if picture.mode not in ("LA", "RGBA"):
        return picture, None
    return picture.convert(picture.mode[:-1]), picture.getchannel("A")


def _opened(data: bytes) -> Image:
    from PIL import Image as Opener

    return Opener.open(BytesIO(data))


def _saved(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
