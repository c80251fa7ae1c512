"""Fonts, icons, theme and templates: the only reader of those files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import inf, isfinite
from pathlib import Path as File

from msgspec import Struct

from worksheets.drawing import svgpath
from worksheets.drawing.items import Segment
from worksheets.fonts.metrics import Fonts
from worksheets.installed import contents, share
from worksheets.markup import xml as elements
from worksheets.problems import NOWHERE, Place, Problem, Undoable, nearest
from worksheets.reading import yaml as loader
from worksheets.reading.document import Document
from worksheets.theme import legibility, theme
from worksheets.theme.theme import Theme


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


class Assets:
    """The templates folder: theme, fonts, icons."""

    def __init__(self, folder: File | None = None) -> None:
        self.folder = folder or share("templates")
        self._icons: dict[str, Icon] = {}
        if not self.folder.is_dir():
            raise Undoable(f"the folder {self.folder} is missing", hint="install the program again")

    @cached_property
    def theme(self) -> Theme:
        """The theme that is used when none is named."""
        return self._themed(None)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The names of all themes, the usual one first."""
        return (self.theme.name, *sorted(f.stem for f in self.folder.glob("themes/*.yaml")))

    def themed(self, name: str, at: Place = NOWHERE) -> Theme:
        """Return a theme by its name; raises Problem when there is none, or it cannot be."""
        if name not in self.themes:
            raise Problem(f"there is no theme {name!r}", at, hint=nearest(name, self.themes))
        return self.theme if name == self.theme.name else self._themed(name)

    def _themed(self, name: str | None) -> Theme:
        file, document = self._document("theme.yaml")
        data, places = document.data, document.places
        if name is not None:
            file, own = self._document(f"themes/{name}.yaml")
            data = theme.varied(data, own.data, Place(file), name=name)
            places = {**places, **own.places}
        at = Place(file)
        read = theme.read(data, at)
        colours: dict[str, str] = data["inks"]
        legibility.check(read, {n: places.get(id(c), at) for n, c in colours.items()}, at)
        return read

    def _document(self, name: str) -> tuple[str, Document]:
        file = self.folder / name
        return str(file), loader.read(contents(file, "theme"), str(file))

    @cached_property
    def fonts(self) -> Fonts:
        return Fonts(self.folder / "fonts", self.theme.fonts)

    def icon(self, name: str, at: Place = NOWHERE) -> Icon:
        """Return an icon by its file name; raises Problem when it cannot be drawn."""
        if name not in self._icons:
            folder = self.folder / "icons"
            known = {path.stem for path in folder.glob("*.svg")}
            if name not in known:
                raise Problem(f"there is no icon {name!r}", at, hint=nearest(name, known))
            file = folder / f"{name}.svg"
            self._icons[name] = read_icon(name, contents(file, "icon"), str(file))
        return self._icons[name]


INHERITED = ("fill", "stroke", "stroke-width", "fill-rule")
SILENT = {"title", "desc", "defs", "metadata"}


def read_icon(name: str, svg: bytes, file: str) -> Icon:
    """Return the outlines of an SVG icon: paths and basic shapes, no transforms or style sheets."""
    root = elements.read(svg, file, limit=2000)
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


def _collect(element: elements.Element, above: Mapping[str, str], shapes: list[Shape]) -> None:
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
    segments = _outline(element)
    even_odd = look.get("fill-rule") == "evenodd"
    if look["fill"] != "none":
        shapes.append(Shape(segments, None, even_odd))
    if look["stroke"] != "none":
        shapes.append(Shape(segments, weight))


def _outline(element: elements.Element) -> tuple[Segment, ...]:
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
