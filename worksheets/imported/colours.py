"""The colours of a page: those that the file's own colour profile says something of.

On a screen that is sRGB, so red, green and blue, and grey; on a press cyan, magenta, yellow and
black, and grey (ISO 19005-2, 6.2.4). Colours with a profile of their own may always be used on a
screen.
"""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject

from worksheets.imported.source import DEEPEST, Source, Unreadable, get, resolved
from worksheets.imported.stored import Part
from worksheets.theme.colour import plates

GREY, RGB, CMYK = "/DeviceGray", "/DeviceRGB", "/DeviceCMYK"
SHORT = {"/G": GREY, "/RGB": RGB, "/CMYK": CMYK, "/I": "/Indexed"}  # in inline images
DEFAULTS = {GREY: "/DefaultGray", RGB: "/DefaultRGB", CMYK: "/DefaultCMYK"}
PROFILES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}  # what a profile is of, by its numbers (ICC.1, 7.2)
PROFILE_HEAD = 128  # bytes

TO_RGB = "save it in RGB colours, as for a screen"
TO_PROCESS = "save it without spot colours, in RGB"
TO_PLATES = "leave out --cmyk, or save the file in CMYK, or in black and grey"


def space(source: Source, raw: Any, defaults: Any = None, depth: int = 0) -> list[Part]:
    """Return what is written for a colour space; `defaults` are those of the stream around it."""
    if depth > DEEPEST:
        raise Unreadable("colours within each other")
    value = resolved(raw)
    if isinstance(value, list) and len(value) == 1:
        value = resolved(value[0])
    if isinstance(value, str):
        device(source, SHORT.get(value, value), defaults)
        return source.copied(value)
    if not isinstance(value, list) or not value:
        raise Unreadable("colours that are not told")
    family = SHORT.get(str(resolved(value[0])), str(resolved(value[0])))
    match family:
        case "/ICCBased":
            _profile(source, resolved(value[1]))
        case "/Indexed" | "/Pattern":
            base = space(source, value[1], defaults, depth + 1)
            rest = [part for item in value[2:] for part in (*source.copied(item), b" ")]
            return [b"[", family.encode(), b" ", *base, b" ", *rest, b"]"]
        case "/CalRGB" | "/Lab":
            if source.plates:
                source.fault("it has colours in RGB, which a press does not print", TO_PLATES)
        case "/CalGray":
            pass
        case "/Separation" | "/DeviceN":
            source.fault("it has spot colours", TO_PLATES if source.plates else TO_PROCESS)
        case _:
            raise Unreadable(f"colours of a sort that is not known ({family.removeprefix('/')})")
    return source.copied(raw)


def device(source: Source, name: str, defaults: Any = None) -> None:
    """Note when a device's colours cannot be printed as they are."""
    if isinstance(defaults, DictionaryObject) and DEFAULTS.get(name) in defaults:
        return
    if name == CMYK and not source.plates:
        source.fault("it has colours in CMYK, which look different on each screen", TO_RGB)
    elif name == RGB and source.plates:
        source.fault("it has colours in RGB, which a press does not print", TO_PLATES)
    elif name not in (GREY, RGB, CMYK, "/Pattern"):
        raise Unreadable(f"colours of a sort that is not known ({name.removeprefix('/')})")


def on_plates(values: list[float]) -> list[float]:
    """Return red, green and blue as cyan, magenta, yellow and black, as the theme's inks are."""
    red, green, blue = (min(max(value, 0.0), 1.0) for value in values)
    return list(plates((red, green, blue)))


def defaults_of(resources: Any) -> Any:
    """Return the colour spaces of resources when some of them replace those of a device."""
    spaces = get(resources, "/ColorSpace") if resources else None
    spaces = spaces if isinstance(spaces, DictionaryObject) else {}
    return spaces if any(key in spaces for key in DEFAULTS.values()) else {}


def _profile(source: Source, profile: Any) -> None:
    count = int(get(profile, "/N") or 0) if hasattr(profile, "get_data") else 0
    head = source.data(profile)[:PROFILE_HEAD] if count else b""
    if len(head) < PROFILE_HEAD or head[36:40] != b"acsp" or head[16:20] != PROFILES.get(count):
        source.fault("it has a colour profile that is damaged", "save it anew in RGB colours")
    elif head[8] > 4:
        source.fault("it has a colour profile of a new sort", "save it anew in sRGB colours")
    elif source.plates and count == 3:
        source.fault("it has colours in RGB, which a press does not print", TO_PLATES)
