"""Lengths, points and boxes: the only arithmetic with units.

Text becomes a number of millimetres once, where it is read: `mm("9pt")`.
Coordinates run to the right and down, as in SVG.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple

from worksheets.problems import Problem

MM_PER_POINT = 25.4 / 72
MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "pt": MM_PER_POINT, "in": 25.4}


@lru_cache(4096)
def mm(length: str | float) -> float:
    """Return a length in millimetres; plain numbers are millimetres, mm, cm, pt and in are known.

    Raises Problem when the text is not a length.
    """
    if not isinstance(length, str):
        return float(length)
    number, scale = length.strip(), 1.0
    if number[-2:] in MM_PER_UNIT:
        number, scale = number[:-2], MM_PER_UNIT[number[-2:]]
    try:
        value = float(number.replace(",", ".")) * scale
    except ValueError:
        value = float("nan")
    if not -1e5 < value < 1e5:
        raise Problem(f"{length!r} is not a length", hint="write 12, 12mm, 1.2cm or 9pt")
    return value


def number(value: float, decimals: int = 4) -> str:
    """Return a number as it is written in files: few decimals, no idle zeros, no -0."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def points(length: float) -> float:
    """Return millimetres as PostScript points of 1/72 inch."""
    return length / MM_PER_POINT


class Point(NamedTuple):
    """A place on a page, in mm from its origin."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height in mm."""

    width: float
    height: float

    @property
    def swapped(self) -> Size:
        return Size(self.height, self.width)

    @property
    def landscape(self) -> Size:
        return self if self.width >= self.height else self.swapped

    @property
    def portrait(self) -> Size:
        return self if self.width <= self.height else self.swapped

    def __str__(self) -> str:
        return f"{self.width:g} x {self.height:g} mm"


class Matrix(NamedTuple):
    """An affine map in mm: x' = a x + c y + e, y' = b x + d y + f (as in PDF and SVG)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, x: float, y: float, scale: float = 1, turn: float = 0) -> Matrix:
        """Return the map that scales, turns clockwise in degrees, and moves to (x, y)."""
        # Exact for quarter turns, which cosines are not.
        cosine, sine = _QUARTERS.get(turn % 360) or (cos(radians(turn)), sin(radians(turn)))
        return cls(cosine * scale, sine * scale, -sine * scale, cosine * scale, x, y)

    def __call__(self, x: float, y: float) -> Point:
        return Point(
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )

    @property
    def inverse(self) -> Matrix:
        """The map that undoes this one; raises ZeroDivisionError when there is none."""
        by = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / by, -self.b / by, -self.c / by, self.a / by
        return Matrix(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))

    def then(self, after: Matrix) -> Matrix:
        """Return the map that does this one first."""
        origin = after(self.e, self.f)
        return Matrix(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            *origin,
        )


# Cosine and sine.
_QUARTERS: dict[float, tuple[float, float]] = {
    **{0: (1.0, 0.0), 90: (0.0, 1.0)},
    **{180: (-1.0, 0.0), 270: (0.0, -1.0)},
}

UNIT = Matrix(1, 0, 0, 1, 0, 0)  # leaves everything where it is


class Insets(NamedTuple):
    """Distances inward from the four edges of a box, in mm."""

    top: float
    right: float
    bottom: float
    left: float

    @classmethod
    def all(cls, distance: float) -> Insets:
        return cls(distance, distance, distance, distance)


class Box(NamedTuple):
    """A rectangle by its top left corner and size, in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    def inset(self, by: Insets) -> Box:
        return Box(
            self.x + by.left,
            self.y + by.top,
            self.width - by.left - by.right,
            self.height - by.top - by.bottom,
        )
