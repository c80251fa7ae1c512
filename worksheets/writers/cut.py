"""A Job to files that a cutting plotter cuts by: SVG and DXF, in mm, of the sheet as it is printed.

Circles to cut and the marks that the plotter looks for, each on a layer of its own. The corner of
the sheet is the origin, as each format has it: SVG counts down from the upper left corner, DXF up
from the lower left one. There is a file for each arrangement of circles.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from worksheets.drawing.items import Circle, Item, Path, Rect, Use
from worksheets.drawing.sheets import Job, Side
from worksheets.geometry import number

if TYPE_CHECKING:
    from ezdxf.layouts import Modelspace

CUT, REGISTRATION = "Cut", "Registration"  # layers
COLOURS = {CUT: ("#FF0000", 1), REGISTRATION: ("#000000", 7)}  # of SVG, and by number of AutoCAD
HAIRLINE = "0.1"  # mm


def names(job: Job) -> tuple[str, ...]:
    """Return the names of the files of a job; none where nothing is cut by a plotter."""
    arranged = _arrangements(job)
    return tuple(f"{name}.{ending}" for name in arranged for ending in ("svg", "dxf"))


def write(
    job: Job, _fonts: object = None, _progress: object = None
) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a job, each a name and its bytes."""
    files = []
    for name, side in _arrangements(job).items():
        files.append((f"{name}.svg", _svg(side, name).encode()))
        files.append((f"{name}.dxf", _dxf(side).encode()))
    return tuple(files)


def _arrangements(job: Job) -> dict[str, Side]:
    """A side with each arrangement of circles, by the name of its files."""
    sides = (sheet.front for sheet in job.sheets)
    return {side.knife.name: side for side in sides if side.knife}


def _circles(side: Side) -> tuple[Circle, ...]:
    return side.knife.circles if side.knife else ()


def _registration(side: Side) -> Iterator[Item]:
    for mark in side.marks:
        if isinstance(mark, Use) and mark.symbol.name == "registration":
            yield from mark.symbol.items


def _points(item: Item) -> tuple[tuple[tuple[float, float], ...], bool]:
    """The corners of a mark, and whether it is closed."""
    match item:
        case Rect():
            right, bottom = item.x + item.width, item.y + item.height
            return ((item.x, item.y), (right, item.y), (right, bottom), (item.x, bottom)), True
        case Path():
            return tuple((values[0], values[1]) for _, values in item.segments), False
        case _:
            raise AssertionError(f"{item.at}: no mark that a plotter looks for")


# -- SVG ------------------------------------------------------------------------------------------


def _svg(side: Side, title: str) -> str:
    width, height = map(number, side.size)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<svg xmlns="http://www.w3.org/2000/svg"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        f' width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">',
        f"<title>{title}</title>",
        _layer(CUT),
        *(_circle(circle) for circle in _circles(side)),
        "</g>",
        _layer(REGISTRATION),
        *(_polygon(item) for item in _registration(side)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _layer(layer: str) -> str:
    colour, _ = COLOURS[layer]
    return (
        f'<g id="{layer}" inkscape:groupmode="layer" inkscape:label="{layer}"'
        f' fill="none" stroke="{colour}" stroke-width="{HAIRLINE}">'
    )


def _circle(circle: Circle) -> str:
    return f'<circle cx="{number(circle.cx)}" cy="{number(circle.cy)}" r="{number(circle.r)}"/>'


def _polygon(item: Item) -> str:
    corners, closed = _points(item)
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return f'<{"polygon" if closed else "polyline"} points="{points}"/>'


# -- DXF ------------------------------------------------------------------------------------------


def _dxf(side: Side) -> str:
    import ezdxf
    from ezdxf import options, units

    # Neither the time nor a random number: equal input gives equal bytes.
    options.write_fixed_meta_data_for_testing = True
    drawing = ezdxf.new("R2000", units=units.MM)
    for layer, (_, colour) in COLOURS.items():
        drawing.layers.add(layer, color=colour)
    _drawn(drawing.modelspace(), side)
    written = StringIO()
    drawing.write(written)
    return written.getvalue()


def _drawn(space: Modelspace, side: Side) -> None:
    high = side.size.height
    for circle in _circles(side):
        space.add_circle((circle.cx, high - circle.cy), circle.r, dxfattribs={"layer": CUT})
    for item in _registration(side):
        corners, closed = _points(item)
        upward = [(x, high - y) for x, y in corners]
        space.add_lwpolyline(upward, close=closed, dxfattribs={"layer": REGISTRATION})
