"""Papers by name: ISO 216 and US sizes, the edge that printers cannot reach."""

from __future__ import annotations

import re
from typing import Literal

from worksheets.geometry import Size
from worksheets.problems import Problem, nearest

# Over which of its edges a sheet is turned.
Turn = Literal["long-edge", "short-edge"]

PAPERS: dict[str, Size] = {
    "A0": Size(841, 1189),  # ISO 216, portrait
    "A1": Size(594, 841),
    "A2": Size(420, 594),
    "A3": Size(297, 420),
    "A4": Size(210, 297),
    "A5": Size(148, 210),
    "Letter": Size(215.9, 279.4),  # ANSI/ASME Y14.1
    "Tabloid": Size(279.4, 431.8),
}

# Office printers leave 4 to 5 mm white on every side; 8 mm also forgives a crooked feed.
SAFE = 8.0


WRITTEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x×X]\s*(\d+(?:[.,]\d+)?)(?:\s*mm)?")
SMALLEST, LARGEST = 50, 3000  # mm; the sides of a paper without a name


def paper(name: str) -> Size:
    """Return a paper's size in mm, portrait: by its name, or written as 320x450.

    Raises Problem for a name that is not known, and for a size that no paper has.
    """
    if written := WRITTEN.fullmatch(name.strip()):
        width, height = (float(number.replace(",", ".")) for number in written.groups())
        if not all(SMALLEST <= side <= LARGEST for side in (width, height)):
            hint = f"write the sides in mm, {SMALLEST} to {LARGEST}, like 320x450"
            raise Problem(f"no paper is {name}", hint=hint)
        return Size(width, height).portrait
    for known, size in PAPERS.items():
        if known.lower() == name.lower():
            return size
    raise Problem(f"there is no paper {name!r}", hint=nearest(name, PAPERS))


def name_of(size: Size) -> str:
    """Return the name of a paper in either orientation, or its size in words."""
    for name, known in PAPERS.items():
        if size in (known, known.swapped):
            return name
    return str(size)
