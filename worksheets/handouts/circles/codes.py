"""The version codes of circles: beside each of them, outside what is cut; no face has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import cos, hypot, radians, sin

from worksheets.composer import Composer
from worksheets.content.workshop import Handout
from worksheets.drawing.appearance import CODE, CODE_LENGTH
from worksheets.drawing.items import DECORATION, Item, Page, Text
from worksheets.geometry import Box, Point
from worksheets.handouts.shared.codes import code_of
from worksheets.imposition.cutting import Layout
from worksheets.problems import NOWHERE

CLEAR = 0.5  # mm around a code
WIDEST = "M"  # of all signs in a code
ANGLES = (45, 30, 60, 135, 150, 120, 225, 210, 240, 315, 330, 300, 90, 270, 0, 180)  # degrees


class Codes:
    """Where the codes of a handout's circles stand on its sheets."""

    def __init__(self, composer: Composer, handout: Handout, room: Box) -> None:
        self.composer, self.handout, self.room = composer, handout, room
        self._style = composer.theme.style(CODE, NOWHERE)
        chain, size = self._style.fonts, self._style.size
        self._width = composer.fonts.width(WIDEST * CODE_LENGTH, chain) * size
        self._height = composer.fonts.metrics(chain).cap_height * size

    def marks(self, laid: Sequence[Page | None], layout: Layout) -> Iterator[Item]:
        """Yield the code of each circle that lies on a sheet, where there is room for it."""
        make = partial(self._places, layout)
        key = ("code-places", self.handout.id, layout)
        places = self.composer.once(lambda: tuple(make()), *key)
        for page, at in zip(laid, places, strict=False):
            if page is None or at is None:
                continue
            code = code_of(self.composer, page)
            width = self.composer.fonts.width(code, self._style.fonts) * self._style.size
            x, y = at.x - width / 2, at.y + self._height / 2
            yield Text(x, y, code, self._style, self._style.size, tag=DECORATION)

    def _places(self, layout: Layout) -> Iterator[Point | None]:
        """Yield the middle of a code beside each place; None where it has no room."""
        radius = self.composer.diameter(self.handout) / 2
        half = Point(self._width / 2 + CLEAR, self._height / 2 + CLEAR)
        taken: list[Point] = []
        for place in layout.places:
            at = next((p for p in self._around(place, radius, half, layout, taken)), None)
            if at is not None:
                taken.append(at)
            yield at

    def _around(
        self, place: Point, radius: float, half: Point, layout: Layout, taken: Sequence[Point]
    ) -> Iterator[Point]:
        """Yield the places beside a circle that are clear of circles, cuts, codes and edges."""
        for angle in ANGLES:
            c, s = cos(radians(angle)), sin(radians(angle))
            # So far out that the corner of the box that is nearest touches the circle.
            far = radius + abs(c) * half.x + abs(s) * half.y
            x, y = place.x + far * c, place.y + far * s
            box = Box(x - half.x, y - half.y, 2 * half.x, 2 * half.y)
            if not (
                self.room.x <= box.x
                and box.right <= self.room.right
                and self.room.y <= box.y
                and box.bottom <= self.room.bottom
            ):
                continue
            if any(_distance(box, other) < radius for other in layout.places):
                continue
            if any(_crosses(box, cut) for cut in layout.cuts):
                continue
            if any(abs(x - t.x) < 2 * half.x and abs(y - t.y) < 2 * half.y for t in taken):
                continue
            yield Point(x, y)


def _distance(box: Box, point: Point) -> float:
    across = max(box.x - point.x, 0, point.x - box.right)
    down = max(box.y - point.y, 0, point.y - box.bottom)
    return hypot(across, down)


def _crosses(box: Box, cut: Sequence[float]) -> bool:
    """Tell whether the box around a straight cut meets a box."""
    x1, y1, x2, y2 = cut
    return (
        min(x1, x2) < box.right
        and max(x1, x2) > box.x
        and min(y1, y2) < box.bottom
        and max(y1, y2) > box.y
    )
