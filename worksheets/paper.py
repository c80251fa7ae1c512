"""Papers by name or by their sides, and the edge that printers cannot reach."""

from __future__ import annotations

import re

from worksheets.choices import PAPER_SIDE
from worksheets.geometry import MM_PER_UNIT, Size, number
from worksheets.problems import Problem, nearest

PAPERS: dict[str, Size] = {
    "A0": Size(841, 1189),  # ISO 216, portrait
    "A1": Size(594, 841),
    "A2": Size(420, 594),
    "A3": Size(297, 420),
    "A4": Size(210, 297),
    "A5": Size(148, 210),
    "A6": Size(105, 148),
    "B4": Size(250, 353),
    "SRA3": Size(320, 450),  # ISO 217, what print shops trim to A3
    "Letter": Size(215.9, 279.4),  # ANSI/ASME Y14.1
    "Legal": Size(215.9, 355.6),
    "Tabloid": Size(279.4, 431.8),
}
OTHER_NAMES = {"Ledger": "Tabloid"}

# Office printers leave 4 to 5 mm white on every side; 8 mm also forgives a crooked feed.
SAFE = 8.0

INCHES = ('"', "″", "inches", "inch", "in")
UNITS = {**dict.fromkeys(INCHES, MM_PER_UNIT["in"]), "cm": 10.0, "mm": 1.0}
_SIDE = rf"(\d+(?:[.,]\d+)?)\s*({'|'.join(UNITS)})?"
# 320x450, 32 x 45 cm, 12,6 x 17,7 in: a unit stands behind both sides, or behind the last.
SIDES = re.compile(rf"{_SIDE}\s*[x×]\s*{_SIDE}", re.IGNORECASE)


def paper(name: str) -> Size:
    """Return a paper's size in mm, portrait: by its name, or by its sides like 320x450 or 32x45 cm.

    Raises Problem for a name that is not known, and for a size that no paper has.
    """
    if sides := SIDES.fullmatch(name.strip()):
        return _by_sides(name, *sides.groups(default=""))
    names = {known.lower(): known for known in (*PAPERS, *OTHER_NAMES)}
    known = names.get(name.strip().lower())
    if known is None:
        raise Problem(f"there is no paper {name!r}", hint=nearest(name, names.values()))
    return PAPERS[OTHER_NAMES.get(known, known)]


def _by_sides(name: str, width: str, width_unit: str, height: str, height_unit: str) -> Size:
    unit = height_unit or width_unit or "mm"
    sides = [
        round(float(number.replace(",", ".")) * UNITS[side_unit.lower()], 2)
        for number, side_unit in ((width, width_unit or unit), (height, unit))
    ]
    if not all(PAPER_SIDE.least <= side <= PAPER_SIDE.most for side in sides):
        hint = f"its sides are {PAPER_SIDE.least} to {PAPER_SIDE.most} mm, like 320x450 or 32x45 cm"
        raise Problem(f"no paper is {name}", hint=hint)
    return Size(*sides).portrait


def name_of(size: Size) -> str:
    """Return the name of a paper in either orientation, or its size in words."""
    for name, known in PAPERS.items():
        if size in (known, known.swapped):
            return name
    return str(size)


def written(size: Size) -> str:
    """Return a paper as it is typed, in one word: its name, or 320x445."""
    name = name_of(size)
    if name in PAPERS:
        return name
    width, height = size.portrait
    return f"{number(width)}x{number(height)}"
