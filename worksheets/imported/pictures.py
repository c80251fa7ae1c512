"""Pictures as people have them, narrowed to what every writer can draw: the only reader of them.

A PNG or a JPEG becomes one of 8 bits a channel, upright, in sRGB or grey, with transparency as a
channel of its own, and with no more dots than can be printed. A JPEG in CMYK keeps its inks, for a
press. What else stands in a file is left out: also where and when a photo was taken.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from worksheets.problems import Place, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000  # a sheet of A3 at 400 dots an inch has 31 million
MOST_DOTS = 600  # an inch; finer than offset shows of a photo, and than a copier of a line
MM_PER_INCH = 25.4
QUALITY = 95  # of a JPEG that is made anew: no square is seen
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LOOKED_AT = 100_000  # bytes in which the root of an SVG stands
# How files begin that are no picture for us, and what they are.
OTHERS = {
    (0, b"GIF8"): "a GIF",
    (8, b"WEBP"): "a WebP",
    (0, b"BM"): "a BMP",
    (0, b"II*\0"): "a TIFF",
    (0, b"MM\0*"): "a TIFF",
    (4, b"ftyp"): "a HEIC or AVIF of a telephone",
    (0, b"%PDF"): "a PDF",
    (0, b"%!PS"): "an EPS",
    (0, b"\xc5\xd0\xd3\xc6"): "an EPS",
    (0, b"\x1f\x8b"): "a packed file (SVGZ?)",
    (0, b"PK\x03\x04"): "a packed file (a document of Word or PowerPoint?)",
}
TURNED_BY = 0x0112  # EXIF: how a camera was held, 1 to 8; from 5 on width is height
UPRIGHT, LYING = 1, 5
# Segments of a JPEG: those of applications are left out, but for what tells its colours.
APPLICATION, ADOBE, COMMENT, SCAN, END = range(0xE0, 0xF0), 0xEE, 0xFE, 0xDA, 0xD9
RESTARTS = range(0xD0, 0xD8)


def is_drawing(data: bytes) -> bool:
    """Return whether a file is an SVG: lines and curves, no pixels."""
    head = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in head.replace(b"<svg:svg", b"<svg")


def media_type(data: bytes) -> str:
    """Return what a picture is to a browser."""
    return "image/png" if data.startswith(PNG) else "image/jpeg"


def check(name: str, data: bytes, at: Place) -> None:
    """Raise Problem when a picture cannot be drawn: a writer could only fail on it."""
    if is_drawing(data):
        return
    if not data.startswith((PNG, JPEG)):
        kinds = (kind for (n, mark), kind in OTHERS.items() if data[n:].startswith(mark))
        kind = next(kinds, "")
        raise Problem(
            f"the picture {name!r} is {f'{kind}, ' if kind else ''}not a PNG, a JPEG or an SVG",
            at,
            hint="open it and save it as a PNG: another name is not enough",
        )
    from PIL import Image

    too_large = Problem(
        f"the picture {name!r} has more than {MOST_PIXELS:,} pixels", at, hint="make it smaller"
    )
    try:
        picture = _opened(data)
        if picture.width * picture.height > MOST_PIXELS:
            raise too_large
        picture.load()
    except Problem:
        raise
    except Image.DecompressionBombError:
        raise too_large from None
    except Exception:  # whatever a decoder meets in a damaged file
        raise Problem(
            f"the picture {name!r} is damaged", at, hint="open it and save it anew, as a PNG"
        ) from None


@lru_cache(32)
def fitted(data: bytes, wide: float, high: float) -> bytes:
    """Return a picture for a box of some mm: as every writer can draw it, and no finer than that.

    A JPEG that is good as it is keeps its pixels. A box without a size takes a single dot.
    """
    picture = _opened(data)
    turned = _turned_by(picture)
    across, down = picture.size if turned < LYING else picture.size[::-1]
    dots = MOST_DOTS / MM_PER_INCH
    scale = min(1, wide * dots / across, high * dots / down)
    if data.startswith(JPEG):
        if scale == 1 and turned == UPRIGHT and _is_common(picture):
            bare = _bare(data)
            if _is_whole(bare):
                return bare
        # Decoded with half or a quarter of its pixels, which is sooner, but twice those needed.
        width, height = (ceil(2 * scale * side) for side in picture.size)
        picture.draft(None, (width, height))
    picture = _upright(picture, turned)
    pixels = _common(picture, data)
    if scale < 1:
        from PIL.Image import Resampling

        size = max(1, round(across * scale)), max(1, round(down * scale))
        pixels = pixels.resize(size, Resampling.LANCZOS)
    return _saved(pixels, "JPEG" if data.startswith(JPEG) else "PNG")


@lru_cache(32)
def on_screen(data: bytes) -> bytes:
    """Return a picture that was fitted as a screen shows it: CMYK becomes red, green and blue."""
    picture = _opened(data)
    if picture.mode != "CMYK":
        return data
    return _saved(_in_srgb(_inks(picture), picture.info.get("icc_profile")).convert("RGB"), "JPEG")


def size(data: bytes) -> tuple[int, int]:
    """Return how many pixels a picture that was fitted has, across and down."""
    return _opened(data).size


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a PNG with their names (PNG 1.2, 3.2)."""
    at = len(PNG)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def colour(text: str) -> str:
    """Return a colour of an SVG as #RRGGBB; raises ValueError when it is none, or see-through."""
    from PIL import ImageColor

    red, green, blue, *opacity = ImageColor.getrgb(text)
    if opacity and opacity[0] != 255:
        raise ValueError(text)
    return f"#{red:02X}{green:02X}{blue:02X}"


def _opened(data: bytes) -> Image:
    from PIL import Image as Pixels

    with warnings.catch_warnings(action="ignore", category=Pixels.DecompressionBombWarning):
        return Pixels.open(BytesIO(data), formats=("PNG", "JPEG"))


def _is_whole(data: bytes) -> bool:
    try:
        _opened(data).load()
    except Exception:  # whatever a decoder meets
        return False
    return True


def _turned_by(picture: Image) -> int:
    try:
        turned = picture.getexif().get(TURNED_BY, UPRIGHT)
    except Exception:  # what a camera wrote there is not to be read: it stays as it lies
        return UPRIGHT
    return turned if turned in range(1, 9) else UPRIGHT


def _upright(picture: Image, turned: int) -> Image:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    if turned == UPRIGHT:
        return picture
    upright = picture.transpose(ways[turned])
    upright.info = picture.info
    return upright


# -- colours ---------------------------------------------------------------------------------------


def _is_common(picture: Image) -> bool:
    """Whether a JPEG has colours that need no change, and says which they are."""
    if picture.mode == "CMYK":
        return "adobe" in picture.info
    known = "jfif" in picture.info or "adobe" in picture.info or picture.mode == "L"
    return known and picture.mode in ("L", "RGB") and not _other_profile(picture)


def _other_profile(picture: Image) -> bytes | None:
    """The colour profile of a picture, when it is not sRGB."""
    profile: bytes | None = picture.info.get("icc_profile")
    return None if profile is None or b"sRGB" in profile.replace(b"\0", b"") else profile


def _common(picture: Image, data: bytes) -> Image:
    """Return pixels in L, LA, RGB or RGBA of 8 bits in sRGB, or in CMYK as it is."""
    profile = _other_profile(picture)
    if picture.mode == "CMYK":
        inks = _inks(picture)
        inks.info = {"icc_profile": profile} if profile else {}
        return inks
    pixels = _in_srgb(_with_alpha(picture, data), profile)
    if pixels.mode in ("LA", "RGBA") and pixels.getchannel("A").getextrema() == (255, 255):
        pixels = pixels.convert(pixels.mode[:-1])
    pixels.info = {}
    return pixels


def _inks(picture: Image) -> Image:
    """CMYK, 0 for no ink: Pillow takes it for Adobe's, which is the other way round."""
    if "adobe" in picture.info:
        return picture
    from PIL import ImageChops

    return ImageChops.invert(picture)


def _with_alpha(picture: Image, data: bytes) -> Image:
    """Return grey or colour of 8 bits; a colour that stands for nothing (tRNS) is see-through."""
    from PIL import ImageChops
    from PIL.Image import new

    if picture.mode in ("P", "PA"):
        return picture.convert("RGBA")
    if not data.startswith(PNG):
        return picture
    # Told in as many bits as the file has (PNG 1.2, 4.2.1.1), where the pixels here have 8.
    told, depth = next((chunk for name, chunk in chunks(data) if name == b"tRNS"), b""), data[24]
    picture.info.pop("transparency", None)
    if picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda level: level * (1 / 257) + 0.5).convert("L")
    if not told or picture.mode not in ("L", "RGB"):
        return picture
    most = (1 << depth) - 1
    levels = [int.from_bytes(told[at : at + 2]) for at in range(0, len(told), 2)]
    # Of 16 bits of colour Pillow keeps the first 8; of grey the nearest were kept above.
    rounded = [
        level >> 8 if depth == 16 and picture.mode == "RGB" else (level * 255 + most // 2) // most
        for level in levels
    ]
    apart = new("L", picture.size)
    for channel, level in zip(picture.split(), rounded, strict=True):
        off = channel.point([0 if n == level else 255 for n in range(256)])
        apart = ImageChops.lighter(apart, off)
    seen = picture.convert(f"{picture.mode}A")
    seen.putalpha(apart)
    return seen


def _in_srgb(picture: Image, profile: bytes | None) -> Image:
    """Return a picture with another colour profile (a telephone's, Adobe RGB) in sRGB."""
    if profile is None:
        return picture
    from PIL import ImageCms

    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    colours = picture.convert(picture.mode[:-1]) if alpha else picture
    # A profile that is broken, or of other colours than these, tells nothing.
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(
            colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        if changed:
            colours = changed
    if alpha:
        colours = colours.copy()
        colours.putalpha(alpha)
    return colours


def _saved(picture: Image, format: str) -> bytes:
    out = BytesIO()
    profile = picture.info.get("icc_profile") if picture.mode == "CMYK" else None
    options = {"quality": QUALITY, "subsampling": 0} if format == "JPEG" else {}
    picture.save(out, format, icc_profile=profile, **options)
    return out.getvalue()


# -- the segments of a JPEG (ISO 10918-1, annex B) -------------------------------------------------


def _bare(data: bytes) -> bytes:
    """Return a JPEG without what does not draw it: places and times, previews, second pictures."""
    out, at = bytearray(data[:2]), 2
    inks = _opened(data).mode == "CMYK"
    while at + 4 <= len(data):
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xFF:  # one of several that fill
            at += 1
            continue
        if kind == END:
            break
        end = at + 2 + length
        if kind == SCAN:
            end = _end_of_scan(data, end)
        name = data[at + 4 : at + 15]
        told = kind == ADOBE or name.startswith(b"JFIF\0") or (inks and name == b"ICC_PROFILE")
        if told or (kind not in APPLICATION and kind != COMMENT):
            out += data[at:end]
        at = end
    return bytes(out + b"\xff\xd9")


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands after the packed pixels that begin somewhere."""
    while (at := data.find(b"\xff", at)) >= 0:
        if at + 1 < len(data) and data[at + 1] not in (0, 0xFF, *RESTARTS):
            return at
        at += 1
    return len(data)
