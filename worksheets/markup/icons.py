"""Icons: SVG files of paths and basic shapes to outlines."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite

from msgspec import Struct

from worksheets.drawing import svgpath
from worksheets.drawing.items import Segment
from worksheets.markup import xml
from worksheets.markup.xml import Element
from worksheets.problems import Problem

INHERITED = ("fill", "stroke", "stroke-width", "fill-rule")
SILENT = {"title", "desc", "defs", "metadata"}


class Shape(Struct, frozen=True):
    """One outline of an icon: filled, or stroked with a weight in the icon's own units."""

    segments: tuple[Segment, ...]
    weight: float | None
    even_odd: bool = False


class Icon(Struct, frozen=True):
    """An icon's outlines in its view box (x, y, width, height)."""

    name: str
    view: tuple[float, float, float, float]
    shapes: tuple[Shape, ...]


def read_icon(name: str, svg: bytes, file: str) -> Icon:
    """Return the outlines of an SVG icon: paths and basic shapes, no transforms or style sheets."""
    root = xml.read(svg, file, limit=2000)
    try:
        view = tuple(float(n) for n in root.attributes["viewBox"].replace(",", " ").split())
        x, y, width, height = view
    except (KeyError, ValueError):
        raise Problem("an icon needs a viewBox of four numbers", root.at) from None
    if not (0 < width < inf and 0 < height < inf and isfinite(x + y)):
        raise Problem("an icon needs a viewBox with a width and a height", root.at)
    shapes: list[Shape] = []
    _collect(root, {"fill": "black", "stroke": "none", "stroke-width": "1"}, shapes)
    return Icon(name, (x, y, width, height), tuple(shapes))


def _collect(element: Element, above: Mapping[str, str], shapes: list[Shape]) -> None:
    look = {**above, **{k: v for k, v in element.attributes.items() if k in INHERITED}}
    try:
        weight = float(look["stroke-width"])
    except ValueError:
        raise Problem("a stroke-width is a number without a unit", element.at) from None
    for refused in ("transform", "style"):
        if refused in element.attributes:
            raise Problem(f"an icon cannot have the attribute {refused!r}", element.at)
    if element.tag in ("svg", "g"):
        for child in element.children:
            _collect(child, look, shapes)
        return
    if element.tag in SILENT:
        return
    segments = outline(element)
    even_odd = look.get("fill-rule") == "evenodd"
    if look["fill"] != "none":
        shapes.append(Shape(segments, None, even_odd))
    if look["stroke"] != "none":
        shapes.append(Shape(segments, weight))


def outline(element: Element) -> tuple[Segment, ...]:
    """Return the outline of a path or a basic shape; raises Problem for any other element."""

    def number(key: str) -> float:
        return float(element.attributes.get(key, "0"))

    try:
        match element.tag:
            case "path":
                return svgpath.parse(element.attributes["d"])
            case "circle":
                return svgpath.circle(number("cx"), number("cy"), number("r"), number("r"))
            case "ellipse":
                return svgpath.circle(number("cx"), number("cy"), number("rx"), number("ry"))
            case "rect":
                radius = max(number("rx"), number("ry"))
                return svgpath.rect(
                    number("x"), number("y"), number("width"), number("height"), radius
                )
            case "line":
                return (("M", (number("x1"), number("y1"))), ("L", (number("x2"), number("y2"))))
            case "polyline" | "polygon":
                closing = "Z" if element.tag == "polygon" else ""
                return svgpath.parse(f"M{element.attributes['points']}{closing}")
    except (KeyError, ValueError):
        raise Problem(f"<{element.tag}> lacks a number", element.at) from None
    except Problem as problem:
        raise Problem(problem.message, element.at) from None
    raise Problem(f"an icon cannot have <{element.tag}>", element.at)
