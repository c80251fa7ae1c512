"""The pictures on a page: kept as they are packed, without what an archive may not have."""

from __future__ import annotations

import zlib
from typing import Any

from worksheets.imported import colours
from worksheets.imported.pictures import MOST_PIXELS
from worksheets.imported.source import PRINT_ANEW, Source, Unreadable, get, resolved
from worksheets.imported.stored import Stored

INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
KEPT = ("/Width", "/Height", "/BitsPerComponent", "/Decode", "/SMaskInData", "/Matte")
FILTERS = frozenset(
    {
        *("/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode"),
        *("/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode", "/JPXDecode", "/LZWDecode"),
    }
)
REPACKED = "/LZWDecode"  # forbidden (ISO 19005-2, 6.1.7.2)
JPEG_2000, JPEG_2000_SPACES = "/JPXDecode", (16, 17, 18)  # sRGB, grey, sYCC (6.2.8.3)
AS_PNG = "save the picture anew as a PNG or JPEG and make the PDF anew"


def image(source: Source, value: Any, defaults: Any) -> Stored:
    """Return a picture with its masks, and note what is wrong with it."""
    across, down = get(value, "/Width"), get(value, "/Height")
    if not isinstance(across, int) or not isinstance(down, int) or min(across, down) < 1:
        raise Unreadable("a picture without a size")
    if across * down > MOST_PIXELS:
        source.fault(f"it has a picture of more than {MOST_PIXELS:,} pixels", "make it smaller")
        return Stored([b"null"])
    filters = listed(get(value, "/Filter"))
    if unknown := [name for name in filters if name not in FILTERS] or "/F" in value:
        raise Unreadable(f"a picture that is packed in a way that is not known ({unknown})")
    parts = [b"<</Type/XObject/Subtype/Image", *source.entries(value, KEPT)]
    if get(value, "/Intent") in INTENTS:
        parts += source.entries(value, ("/Intent",))
    if get(value, "/ImageMask") is not None and bool(get(value, "/ImageMask").value):
        parts += [b"/ImageMask true"]
    elif "/ColorSpace" in value:
        parts += [b"/ColorSpace ", *colours.space(source, value.raw_get("/ColorSpace"), defaults)]
    for key in ("/SMask", "/Mask"):
        mask = get(value, key)
        if isinstance(mask, list):
            parts += source.entries(value, (key,))
        elif hasattr(mask, "get_data"):
            raw = value.raw_get(key)
            make = lambda mask=mask: image(source, mask, None)  # noqa: E731  # made at once
            parts += [key.encode(), b" ", source.once(("image", raw.idnum, False), make)]
    if REPACKED in filters:
        parts += [b"/Filter/FlateDecode>>"]
        return Stored(parts, zlib.compress(source.data(value)))
    if JPEG_2000 in filters:
        _look_at(source, source.data(value) if filters[0] != JPEG_2000 else value._data)
    parts += [*source.entries(value, ("/Filter", "/DecodeParms")), b">>"]
    return Stored(parts, value._data)


def listed(value: Any) -> list[str]:
    """Return the names of filters: none, one or several."""
    return [str(resolved(item)) for item in (value if isinstance(value, list) else [value]) if item]


def _look_at(source: Source, data: bytes) -> None:
    """Note a JPEG 2000 that an archive may not have (6.2.8.3)."""
    spaces = []
    bits = None
    at = data.find(b"ihdr")
    if at > 0 and len(data) > at + 14:
        bits = data[at + 14]
    at = data.find(b"colr")
    while at > 0:
        spaces.append(int.from_bytes(data[at + 7 : at + 11], "big") if data[at + 4] == 1 else 0)
        at = data.find(b"colr", at + 4)
    if bits is None or bits > 15 or not any(space in JPEG_2000_SPACES for space in spaces):
        source.fault("it has a picture in an unusual kind of JPEG 2000", AS_PNG)


def inline(source: Source, settings: Any) -> None:
    """Note what is wrong with a small picture that stands among the instructions themselves."""
    filters = listed(get(settings, "/F") or get(settings, "/Filter"))
    if "/LZW" in filters or REPACKED in filters:
        source.fault("it has a picture that is packed in an old way (LZW)", PRINT_ANEW)
    for key in ("/I", "/Interpolate", "/Intent"):
        settings.pop(key, None)
