"""A printer that errs, and what someone reads who holds its paper up to the light.

It knows paper, not pages: what it does to the paper is told here once more, by other means than the
program's, so that a sign that is wrong there does not come out right.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, dist, radians, sin
from typing import Any

from readback import Pdf

XY = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class FalsePrinter:
    """Stretches along the short and the long side of paper; lays backs beside their place, in mm.

    `dx` and `dy` are to the right and down for who looks at the back, the paper upright and turned
    like the page of a book. A page in landscape is laid on the paper with its top to the left.
    """

    short: float = 1.0
    long: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    angle: float = 0.0  # degrees, clockwise
    margin: float = 0.0

    def lands(self, x: float, y: float, size: XY, *, back: bool = False, turn: str = "") -> XY:
        """Where a place on a page comes on the paper, upright, seen from the side it is on."""
        width, height = size
        x, y = x - width / 2, y - height / 2
        if width > height:
            x, y = y, -x
        if back and turn == "short-edge":
            x, y = -x, -y
        x, y = x * self.short, y * self.long
        if back:
            c, s = cos(radians(self.angle)), sin(radians(self.angle))
            x, y = x * c - y * s + self.dx, x * s + y * c + self.dy
        return x + min(size) / 2, y + max(size) / 2


def centres(pdf: Pdf, number: int) -> list[XY]:
    """The middles of the crosses on a side of the page to measure."""
    level = [ln for ln in pdf.lines(number) if abs(ln.length - 26) < 0.05 and ln.y1 == ln.y2]
    return [((line.x1 + line.x2) / 2, line.y1) for line in level]


def read(pdf: Pdf, printer: FalsePrinter, turn: str) -> dict[str, Any]:
    """What someone measures who prints the page on a printer that turns sheets over an edge."""
    size = pdf.size(0)
    width, height = size

    def front(x: float, y: float) -> XY:
        return printer.lands(x, y, size)

    def back(x: float, y: float) -> XY:
        return printer.lands(x, y, size, back=True, turn=turn)

    longest = sorted(pdf.lines(0), key=lambda line: -line.length)[:2]
    down, across = (dist(front(ln.x1, ln.y1), front(ln.x2, ln.y2)) for ln in longest)

    # From the back, what is on the front is seen the other way round.
    title = pdf.words(1)[0]
    title_front = next(w for w in pdf.words(0) if w.text == title.text)
    at_top = back(title.x, title.y)[1] < height / 2
    same_end = at_top == (front(title_front.x, title_front.y)[1] < height / 2)

    def seen(x: float, y: float) -> XY:
        """The paper in the hand, the title of the back at the top."""
        return (x, y) if at_top else (width - x, height - y)

    def through(x: float, y: float) -> XY:
        x, y = front(x, y)
        return seen(width - x, y)

    crosses = sorted(through(*at) for at in centres(pdf, 0))
    circles = sorted(seen(*back(*at)) for at in centres(pdf, 1))
    ticks = [
        ((x - cx) / printer.short, (y - cy) / printer.long)
        for (x, y), (cx, cy) in zip(circles, crosses, strict=True)
    ]
    # A number counts for its edge when its tick, 3.4 mm long, is printed.
    firsts: dict[str, int] = {}
    for line in pdf.lines(0):
        x, y = (line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2
        off = {"left": x, "right": width - x, "top": y, "bottom": height - y}
        edge = min(off, key=lambda name: off[name])
        px, py = front(x, y)
        printed = {"left": px, "right": width - px, "top": py, "bottom": height - py}[edge]
        number = round(off[edge])
        if abs(line.length - 3.4) < 0.01 and printed >= printer.margin:
            firsts[edge] = min(number, firsts.get(edge, number))
    assert len(firsts) == 4
    return {
        "measured_x": across,
        "measured_y": down,
        "back_left": ticks[0],
        "back_right": ticks[1],
        "measured_margin": (
            max(firsts["left"], firsts["right"]),
            max(firsts["top"], firsts["bottom"]),
        ),
        "turn": "long-edge" if same_end else "short-edge",
    }
