"""SVG paths and basic shapes (SVG 1.1, chapters 8, 9) to absolute lines and cubic curves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from worksheets.drawing.items import Segment
from worksheets.problems import Problem

TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([\s,]+)")
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
LARGEST = 1e6
SMALLEST = 1e-9  # an arc with a smaller radius, or to a nearer point, is a line
KAPPA = 4 / 3 * (sqrt(2) - 1)  # control points of a quarter circle; wrong by 0.03 % of the radius


@lru_cache(1024)
def parse(d: str) -> tuple[Segment, ...]:
    """Return the segments of path data; raises Problem where it is not path data."""
    out: list[Segment] = []
    x = y = start_x = start_y = 0.0
    control = (0.0, 0.0)
    previous = "M"
    for command, args in _commands(d):
        upper = command.upper()
        if not out and upper != "M":
            raise Problem(f"path data must start with M, not {command!r}")
        dx, dy = (x, y) if command.islower() else (0.0, 0.0)
        match upper:
            case "M" | "L":
                x, y = args[0] + dx, args[1] + dy
                out.append(("M" if upper == "M" else "L", (x, y)))
                if upper == "M":
                    start_x, start_y = x, y
            case "H":
                x = args[0] + dx
                out.append(("L", (x, y)))
            case "V":
                y = args[0] + dy
                out.append(("L", (x, y)))
            case "C" | "S":
                first = (args[0] + dx, args[1] + dy)
                if upper == "S":
                    first = _reflected((x, y), control if previous in "CS" else (x, y))
                control = (args[-4] + dx, args[-3] + dy)
                x, y = args[-2] + dx, args[-1] + dy
                out.append(("C", (*first, *control, x, y)))
            case "Q" | "T":
                if upper == "T":
                    quad = _reflected((x, y), control if previous in "QT" else (x, y))
                else:
                    quad = (args[0] + dx, args[1] + dy)
                end = (args[-2] + dx, args[-1] + dy)
                out.append(("C", _quadratic((x, y), quad, end)))
                control, (x, y) = quad, end
            case "A":
                end = (args[5] + dx, args[6] + dy)
                out.extend(_arc((x, y), args, end))
                x, y = end
            case _:
                out.append(("Z", ()))
                x, y = start_x, start_y
        previous = upper
    return tuple(out)


def circle(cx: float, cy: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """Return an ellipse as four curves."""
    kx, ky = rx * KAPPA, ry * KAPPA
    return (
        ("M", (cx + rx, cy)),
        ("C", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)),
        ("C", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)),
        ("C", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)),
        ("C", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)),
        ("Z", ()),
    )


def rect(x: float, y: float, width: float, height: float, radius: float) -> tuple[Segment, ...]:
    """Return a rectangle with rounded corners."""
    r = min(radius, width / 2, height / 2)
    right, bottom, k = x + width, y + height, r * (1 - KAPPA)
    if r <= 0:
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        return (("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ()))
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def _commands(d: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    command, numbers = "", list[float]()
    position = 0
    while position < len(d):
        token = TOKEN.match(d, position)
        if command.upper() == "A" and len(numbers) % 7 in (3, 4) and d[position] in "01":
            # The flags of an arc may stand without a space: "a1 1 0 01.5.5".
            numbers.append(float(d[position]))
            position += 1
            continue
        if token is None:
            raise Problem(f"path data has {d[position]!r} at {position + 1}")
        letter, number, _ = token.groups()
        position = token.end()
        if letter:
            yield from _split(command, numbers)
            command, numbers = letter, []
        elif number:
            if abs(float(number)) > LARGEST:
                raise Problem(f"path data has the number {number}: it is too large")
            numbers.append(float(number))
    yield from _split(command, numbers)


def _split(command: str, numbers: list[float]) -> Iterator[tuple[str, tuple[float, ...]]]:
    if not command:
        if numbers:
            raise Problem("path data must start with a letter")
        return
    size = ARGUMENTS[command.upper()]
    if size == 0:
        if numbers:
            raise Problem("Z takes no numbers")
        yield command, ()
        return
    if not numbers or len(numbers) % size:
        raise Problem(f"{command} takes {size} numbers at a time, not {len(numbers)}")
    if command in "Aa" and not {*numbers[3::7], *numbers[4::7]} <= {0, 1}:
        raise Problem(f"the flags of {command} are 0 or 1")
    for i in range(0, len(numbers), size):
        yield command, tuple(numbers[i : i + size])
        command = {"M": "L", "m": "l"}.get(command, command)


def _reflected(about: tuple[float, float], point: tuple[float, float]) -> tuple[float, float]:
    return 2 * about[0] - point[0], 2 * about[1] - point[1]


def _quadratic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> tuple[float, ...]:
    return (
        start[0] + 2 / 3 * (control[0] - start[0]),
        start[1] + 2 / 3 * (control[1] - start[1]),
        end[0] + 2 / 3 * (control[0] - end[0]),
        end[1] + 2 / 3 * (control[1] - end[1]),
        *end,
    )


def _arc(
    start: tuple[float, float], args: tuple[float, ...], end: tuple[float, float]
) -> Iterator[Segment]:
    """An elliptical arc as cubic curves (SVG 1.1, appendix F.6)."""
    rx, ry, turn, large, sweep = abs(args[0]), abs(args[1]), radians(args[2]), args[3], args[4]
    if start == end:
        return
    if min(rx, ry, hypot(end[0] - start[0], end[1] - start[1])) < SMALLEST:
        yield "L", end
        return
    cos_t, sin_t = cos(turn), sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    ux, uy = cos_t * dx + sin_t * dy, -sin_t * dx + cos_t * dy
    grow = max(1.0, hypot(ux / rx, uy / ry))
    rx, ry = rx * grow, ry * grow
    below = (rx * uy) ** 2 + (ry * ux) ** 2
    factor = sqrt(max(0.0, ((rx * ry) ** 2 - below) / below))
    if bool(large) == bool(sweep):
        factor = -factor
    vx, vy = factor * rx * uy / ry, -factor * ry * ux / rx
    cx = cos_t * vx - sin_t * vy + (start[0] + end[0]) / 2
    cy = sin_t * vx + cos_t * vy + (start[1] + end[1]) / 2
    first = atan2((uy - vy) / ry, (ux - vx) / rx)
    span = atan2((-uy - vy) / ry, (-ux - vx) / rx) - first
    if sweep and span < 0:
        span += 2 * pi
    elif not sweep and span > 0:
        span -= 2 * pi
    pieces = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
    step = span / pieces
    k = 4 / 3 * tan(step / 4)

    def at(px: float, py: float) -> tuple[float, float]:
        return cx + cos_t * rx * px - sin_t * ry * py, cy + sin_t * rx * px + cos_t * ry * py

    for i in range(pieces):
        a, b = first + i * step, first + (i + 1) * step
        first_control = at(cos(a) - k * sin(a), sin(a) + k * cos(a))
        second_control = at(cos(b) + k * sin(b), sin(b) - k * cos(b))
        last = end if i == pieces - 1 else at(cos(b), sin(b))
        yield "C", (*first_control, *second_control, *last)
