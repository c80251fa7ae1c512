"""Which part of a page is printed and how it is turned (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from typing import Any, NamedTuple

from worksheets.geometry import MM_PER_POINT, Size
from worksheets.imported.source import Source, get, numbers

SLACK = 0.5  # points that a box may lie outside another
SMALLEST = 1.0  # points
QUARTERS = 4


class Shown(NamedTuple):
    """The box that is shown, in the page's own units; its size in mm; the matrix to mm."""

    box: tuple[float, ...]
    size: Size
    matrix: tuple[float, ...]


def shown(source: Source, page: Any) -> Shown | None:
    """Return what of a page is shown; None when the page tells it wrongly, which is noted."""
    media = _box(source, page, "/MediaBox", "page")
    crop = _box(source, page, "/CropBox", "crop box") if "/CropBox" in page else media
    unit, turn = get(page, "/UserUnit"), get(page, "/Rotate") or 0
    if unit not in (None, 1, 1.0):
        source.fault(f"it has a unit of its own (UserUnit {unit:g})")
    if not isinstance(turn, int | float) or turn % 90:
        source.fault(f"it is turned by {turn} degrees, which is no quarter turn")
        return None
    if media is None or crop is None:
        return None
    if not _lies_in(crop, media):
        source.fault("its crop box lies outside the page")
        return None
    box = _trimmed(page, crop)
    x, y, far, high = box
    width, height = (length * MM_PER_POINT for length in (far - x, high - y))
    quarter = int(turn // 90) % QUARTERS
    size = Size(width, height) if quarter % 2 == 0 else Size(height, width)
    return Shown(box, size, _matrix(box, quarter))


def _box(source: Source, page: Any, key: str, name: str) -> tuple[float, ...] | None:
    box = numbers(page.raw_get(key), 4) if key in page else None
    if box is None:
        source.fault(
            "it does not tell how large it is (MediaBox)"
            if key not in page
            else f"the size of its {name} is not told in numbers"
        )
        return None
    if box[2] - box[0] < SMALLEST or box[3] - box[1] < SMALLEST:
        width, height = box[2] - box[0], box[3] - box[1]
        source.fault(f"its {name} measures {width:g} x {height:g} points")
        return None
    return box


def _trimmed(page: Any, crop: tuple[float, ...]) -> tuple[float, ...]:
    """Return the finished page (TrimBox) of a file for a print shop, without room to trim off.

    Programs that have no such page often write a box that makes no sense: then all is shown.
    """
    trim = numbers(page.raw_get("/TrimBox"), 4) if "/TrimBox" in page else None
    if trim is None or not _lies_in(trim, crop):
        return crop
    return trim if min(trim[2] - trim[0], trim[3] - trim[1]) >= SMALLEST else crop


def _lies_in(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    (left, bottom, right, top), (x, y, far, high) = outer, inner
    return min(x - left, y - bottom, right - far, top - high) >= -SLACK


def _matrix(box: tuple[float, ...], quarter: int) -> tuple[float, ...]:
    """From the page's own units to mm from its top left corner as it is read, downwards."""
    left, bottom, right, top = box
    mm = MM_PER_POINT
    # Clockwise, as a reader turns it (ISO 32000-1, table 30).
    return (
        (mm, 0, 0, -mm, -left * mm, top * mm),
        (0, mm, mm, 0, -bottom * mm, -left * mm),
        (-mm, 0, 0, mm, right * mm, -bottom * mm),
        (0, -mm, -mm, 0, top * mm, right * mm),
    )[quarter]
