"""How colours look: beside each other, on a grey printer, to someone who is colour-blind.

Formulas only. A colour is its red, green and blue from 0 to 1, as sRGB codes them
(IEC 61966-2-1).
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[float, float, float]  # red, green, blue
Lab = tuple[float, float, float]  # CIE 1976 L*, a*, b*

WHITE = (0.95047, 1.0, 1.08883)  # X, Y, Z of daylight, CIE D65
XYZ = (  # of linear red, green and blue: IEC 61966-2-1
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
# What is left of linear red, green and blue: Machado, Oliveira and Fernandes, "A
# physiologically-based model for simulation of color vision deficiency" (2009), severity 1.0.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def rgb_of(text: str) -> Colour:
    """Return the colour that is written #RRGGBB."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def written(colour: Colour) -> str:
    """Return a colour as #RRGGBB."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def luminance(colour: Colour) -> float:
    """Return how much light a colour gives, from 0 to 1: WCAG 2.1, "relative luminance"."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21: WCAG 2.1, "contrast ratio"."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: Colour) -> float:
    """Return how light a colour looks, from 0 to 100, also as a grey: CIE 1976 L*."""
    return lab(colour)[0]


def lab(colour: Colour) -> Lab:
    """Return a colour in CIE 1976 L*a*b* under daylight (CIE 15:2004, 8.2.1; D65)."""
    linear = tuple(map(_linear, colour))
    x, y, z = (_root(_dot(row, linear) / white) for row, white in zip(XYZ, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: Colour, blindness: str) -> Colour:
    """Return a colour as it looks to an eye with protanopia, deuteranopia or tritanopia."""
    linear = tuple(map(_linear, colour))
    red, green, blue = (_coded(_dot(row, linear)) for row in BLINDNESS[blindness])
    return red, green, blue


def difference(colour: Lab, other: Lab) -> float:
    """Return how far two colours are apart: CIEDE2000, 1 is just visible.

    After Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes,
    supplementary test data, and mathematical observations" (2005), equations 2 to 22.
    """
    (l1, a1, b1), (l2, a2, b2) = colour, other
    grey = 1.5 - 0.5 * _saturation((hypot(a1, b1) + hypot(a2, b2)) / 2)
    c1, c2 = hypot(a1 * grey, b1), hypot(a2 * grey, b2)
    h1, h2 = _angle(a1 * grey, b1), _angle(a2 * grey, b2)
    coloured = c1 * c2 != 0
    turn = (h2 - h1 + 180) % 360 - 180 if coloured else 0.0
    if turn == -180 and h2 > h1:
        turn = 180.0  # exactly opposite: the sign of the plain difference
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + h2) / 2 if coloured else h1 + h2
    if coloured and abs(h1 - h2) > 180:
        hue += 180 if h1 + h2 < 360 else -180
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    off = (lightness - 50) ** 2
    by_lightness = (l2 - l1) / (1 + 0.015 * off / sqrt(20 + off))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotated = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * _saturation(chroma)
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 - rotated * by_chroma * by_hue)


def nearest(colour: Colour, passes: Callable[[Colour], bool]) -> Colour | None:
    """Return the lighter or darker tone of a colour that passes and differs least, if any does.

    Tones have the hue and saturation of the colour (HSL) and are those that #RRGGBB can write.
    """
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, _, saturation = rgb_to_hls(*colour)
    tones = {written(hls_to_rgb(hue, step / 255, saturation)) for step in range(256)}
    own = lab(colour)
    apart = sorted((difference(own, lab(rgb_of(tone))), tone) for tone in {written(colour), *tones})
    return next((tone for _, text in apart if passes(tone := rgb_of(text))), None)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _coded(light: float) -> float:
    light = min(1.0, max(0.0, light))
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _root(ratio: float) -> float:
    """The cube root, and a straight line near black."""
    return float(ratio ** (1 / 3)) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116


def _dot(row: tuple[float, ...], column: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip(row, column, strict=True))


def _saturation(chroma: float) -> float:
    """From 0 for grey to nearly 1 for a strong colour."""
    return sqrt(chroma**7 / (chroma**7 + 25**7))


def _angle(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def plates(colour: Colour) -> tuple[float, float, float, float]:
    """Return cyan, magenta, yellow and black from 0 to 1, with all grey in the black.

    A plain conversion without a profile, for inks that no one has mixed for a press.
    """
    black = 1 - max(colour)
    if black >= 1:
        return 0.0, 0.0, 0.0, 1.0
    cyan, magenta, yellow = (round((1 - part - black) / (1 - black), 4) for part in colour)
    return cyan, magenta, yellow, round(black, 4)
