"""Pictures in SVG to coloured outlines: what a school's logo is mostly made of.

Wider than an icon (`icons.py`): it has colours, transforms, classes of a style sheet, and parts
that are used again. What cannot be drawn the same in every format (gradients, letters, what is
see-through) is refused with its line, never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import cos, hypot, inf, isfinite, radians, sin, tan

from worksheets.drawing.items import Path, Segment, Stroke, Symbol
from worksheets.geometry import UNIT, Box, Matrix
from worksheets.imported import pictures
from worksheets.markup import xml
from worksheets.markup.icons import outline
from worksheets.markup.xml import Element
from worksheets.problems import Place, Problem
from worksheets.theme.theme import Ink

MOST_ELEMENTS = 20_000
DEEPEST = 20  # a part that uses a part, and so on
# What an element takes from the one around it (SVG 1.1, appendix N).
LOOK = {
    "fill": "black",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-dasharray": "none",
    "fill-rule": "nonzero",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "visibility": "visible",
    "color": "black",
}
PAINTS = ("fill", "stroke")
OPAQUE = ("1", "1.0", "100%")
HOLDING = {"svg", "g", "a", "switch"}
SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
LETTERS = {"text", "tspan", "textPath", "flowRoot"}
# Not drawn where they stand: they are named by what is.
UNSEEN = {
    *("title", "desc", "defs", "metadata", "style", "script", "symbol", "clipPath", "mask"),
    *("linearGradient", "radialGradient", "pattern", "filter", "marker"),
}
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*")
# It names a standard; older drawing programs also gave short names to addresses there.
ENTITIES = rb'(?:\s*<!ENTITY\s+[\w.-]+\s+"[^"&<%]{0,200}"\s*>)*'
DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[(" + ENTITIES + rb")\s*\]\s*)?>")
ENTITY = re.compile(rb'<!ENTITY\s+([\w.-]+)\s+"([^"]*)"')
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"[.#]?[\w-]+|\*")
TRANSFORM = re.compile(r"\s*(\w+)\s*\(([^()]*)\)[\s,]*")
AS_PNG = "save it as a PNG, some 1000 dots wide"
AS_PATHS = "change letters into paths (outlines) where it was made, or save it as a PNG"


class Unlike(Exception):  # becomes a Problem where the picture is named
    """What an SVG has that is not drawn, and how to mend it; the line is that of its element."""

    def __init__(self, what: str, hint: str = AS_PNG) -> None:
        super().__init__(what)
        self.hint = hint


def read_drawing(name: str, svg: bytes, at: Place) -> tuple[Box, Symbol]:
    """Return the box of an SVG that is seen and what is drawn, in its own units.

    Raises Problem, where the picture is named, for what cannot be drawn; it tells the SVG's line.
    """
    try:
        root = xml.read(_bare(svg), name, limit=MOST_ELEMENTS)
    except Problem as problem:
        line = f", line {problem.at.line}" if problem.at.line else ""
        raise Problem(f"the picture {name!r}{line}: {problem.message}", at, hint=AS_PNG) from None
    drawing = _Drawing(root)
    try:
        return drawing.view, Symbol(f"picture-{name}", drawing.paths())
    except Unlike as unlike:
        fact = f"the picture {name!r}, line {drawing.line}, has {unlike}"
        raise Problem(fact, at, hint=unlike.hint) from None


def _bare(svg: bytes) -> bytes:
    """Return an SVG without its document type, on as many lines; with addresses for their names."""
    found = DOCTYPE.search(svg)
    if not found:
        return svg
    bare = svg[: found.start()] + b"\n" * found[0].count(b"\n") + svg[found.end() :]
    names = dict(ENTITY.findall(found[1] or b""))
    if not names:
        return bare
    return re.sub(rb"&([\w.-]+);", lambda used: names.get(used[1], used[0]), bare)


class _Drawing:
    """An SVG being read: its parts by their names, its style sheet, and the line that is read."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.line = root.at.line
        self._named: dict[str, Element] = {}
        self._sheet: dict[str, dict[str, str]] = {}
        self._depth = 0

    def paths(self) -> tuple[Path, ...]:
        """Return all that is drawn; raises Unlike."""
        if _tag(self.root) != "svg":
            raise Unlike(f"<{self.root.tag}> where <svg> should be")
        for element in _all(self.root):
            self._named.setdefault(element.attributes.get("id", ""), element)
            if _tag(element) == "style":
                self.line = element.at.line
                self._styled(element.text)
        paths = tuple(self._drawn(self.root, LOOK, UNIT))
        self.line = self.root.at.line
        if not paths:
            raise Unlike("nothing that is drawn")
        return paths

    @cached_property
    def view(self) -> Box:
        """The box that is seen; raises Unlike."""
        given = self.root.attributes
        try:
            if "viewBox" in given:
                x, y, width, height = map(float, given["viewBox"].replace(",", " ").split())
            else:
                x, y = 0.0, 0.0
                width, height = _length(given["width"]), _length(given["height"])
        except (KeyError, ValueError):
            raise Unlike("no viewBox of four numbers, and no width and height") from None
        if not (0 < width < inf and 0 < height < inf and isfinite(x + y)):
            raise Unlike("a viewBox without a width or a height")
        return Box(x, y, width, height)

    # -- looks ------------------------------------------------------------------------------------

    def _styled(self, sheet: str) -> None:
        sheet = re.sub(r"/\*.*?\*/|<!--|-->|@charset[^;]*;", "", sheet, flags=re.DOTALL)
        rules = list(RULE.finditer(sheet))
        if RULE.sub("", sheet).strip():
            raise Unlike("a style sheet with more than plain rules")
        for rule in rules:
            if rule[1].strip() == "@font-face":  # letters are refused where they are drawn
                continue
            for selector in rule[1].split(","):
                if not SELECTOR.fullmatch(selector.strip()):
                    raise Unlike(f"a style sheet with {selector.strip()!r}, which is no plain name")
                known = self._sheet.setdefault(selector.strip(), {})
                known |= _declared(rule[2])

    def _look(self, element: Element) -> dict[str, str]:
        """What is told of an element itself: attributes, then its style sheet, then its style."""
        told = dict(element.attributes)
        names = ["*", _tag(element)]
        names += [f".{name}" for name in told.get("class", "").split()]
        names += [f"#{told['id']}"] if "id" in told else []
        # Of the sheet later rules win, but a class never over a name (CSS 2.1, 6.4.3).
        kinds = [[name for name in self._sheet if name in names and kind(name)] for kind in KINDS]
        for name in (name for kind in kinds for name in kind):
            told |= self._sheet[name]
        return told | _declared(told.get("style", ""))

    # -- what is drawn ----------------------------------------------------------------------------

    def _drawn(self, element: Element, above: Mapping[str, str], matrix: Matrix) -> Iterator[Path]:
        tag = _tag(element)
        if ":" in tag or tag in UNSEEN:
            return
        self.line = element.at.line
        told = self._look(element)
        if told.get("display", "").strip() == "none":
            return
        look = {
            name: (value if (own := told.get(name, "inherit").strip()) == "inherit" else own)
            for name, value in above.items()
        }
        look |= {part: "none" for part in PAINTS if look[f"{part}-opacity"] in ("0", "0.0", "0%")}
        self._refused(told, look)
        matrix = _transform(told.get("transform", "")).then(matrix)
        if tag in HOLDING:
            if tag == "svg" and element is not self.root:
                raise Unlike("an <svg> inside it")
            for child in _held(element):
                yield from self._drawn(child, look, matrix)
        elif tag == "use":
            yield from self._used(element, look, matrix)
        elif tag in LETTERS:
            raise Unlike("letters, in a font that is not in it", AS_PATHS)
        elif tag == "image":
            raise Unlike("a picture of pixels inside it", "use that picture itself, or a PNG")
        elif tag in SHAPES:
            try:
                segments = outline(_in_numbers(element))
            except Problem as problem:
                raise Unlike(f"<{tag}>: {problem.message}") from None
            if look["visibility"] == "visible":
                yield from _painted(segments, look, matrix)
        else:
            raise Unlike(f"<{tag}>, which is not drawn")

    def _used(self, element: Element, look: Mapping[str, str], matrix: Matrix) -> Iterator[Path]:
        told = element.attributes
        name = told.get("href", told.get("xlink:href", ""))
        part = self._named.get(name.removeprefix("#")) if name.startswith("#") else None
        if part is None or _tag(part) == "symbol":
            raise Unlike(f"<use> of {name!r}, which is not drawn")
        if self._depth > DEEPEST:
            raise Unlike("parts that use each other without end")
        self._depth += 1
        moved = Matrix.of(_length(told.get("x", "0")), _length(told.get("y", "0")))
        yield from self._drawn(part, look, moved.then(matrix))
        self._depth -= 1

    def _refused(self, told: Mapping[str, str], look: Mapping[str, str]) -> None:
        opacities = [told.get("opacity", "1")]
        opacities += [look[f"{part}-opacity"] for part in PAINTS if look[part] != "none"]
        if any(value.strip() not in OPAQUE for value in opacities):
            raise Unlike("parts that are see-through")
        for name in ("mask", "filter", "marker-start", "marker-mid", "marker-end"):
            if told.get(name, "none").strip() != "none":
                raise Unlike(f"a {name}")
        if told.get("mix-blend-mode", "normal") not in ("normal", "inherit"):
            raise Unlike("colours that are mixed with what lies below them")
        clip = told.get("clip-path", "none").strip()
        if clip != "none" and not self._clips_nothing(clip):
            raise Unlike("a part that is cut off (clip-path)")
        if look["stroke-dasharray"].strip() != "none" and look["stroke"].strip() != "none":
            raise Unlike("dashes")

    def _clips_nothing(self, clip: str) -> bool:
        """Whether a clip is the whole picture, as drawing programs write it around all."""
        part = self._named.get(clip.removeprefix("url(").rstrip(")").strip("\"' #"))
        if part is None or len(part.children) != 1 or "transform" in part.attributes:
            return False
        shape = part.children[0]
        if _tag(shape) != "rect" or "transform" in shape.attributes:
            return False
        told, view = shape.attributes, self.view
        try:
            x, y = _length(told.get("x", "0")), _length(told.get("y", "0"))
            width, height = _length(told["width"]), _length(told["height"])
        except (KeyError, ValueError):
            return False
        wide = x <= view.x and x + width >= view.right
        return wide and y <= view.y and y + height >= view.bottom


# How a rule of a style sheet is named, the weakest first.
KINDS = (
    lambda name: name == "*",
    lambda name: name[0] not in "*.#",
    lambda name: name[0] == ".",
    lambda name: name[0] == "#",
)


def _painted(
    segments: tuple[Segment, ...], look: Mapping[str, str], matrix: Matrix
) -> Iterator[Path]:
    placed = tuple((kind, _placed(points, matrix)) for kind, points in segments)
    fill, ink = _ink(look["fill"], look), _ink(look["stroke"], look)
    stroke = None
    if ink:
        weight = _length(look["stroke-width"])
        a, b, c, d = matrix[:4]
        across, down = hypot(a, b), hypot(c, d)
        if abs(across - down) > across / 100 or abs(a * c + b * d) > across * down / 100:
            raise Unlike("a line that is stretched more one way than the other")
        cap = "round" if look["stroke-linecap"].strip() == "round" else "butt"
        stroke = Stroke(ink, weight * across, cap=cap) if weight > 0 else None
    if fill or stroke:
        yield Path(placed, fill, stroke, even_odd=look["fill-rule"].strip() == "evenodd")


def _ink(text: str, look: Mapping[str, str]) -> Ink | None:
    text = look["color"] if text.strip() == "currentColor" else text
    text = text.removesuffix("!important").strip()
    if text in ("none", "transparent"):
        return None
    if text.startswith("url("):
        raise Unlike("a gradient or a pattern", "give it plain colours, or save it as a PNG")
    try:
        colour = pictures.colour(text)
    except ValueError:
        raise Unlike(f"the colour {text!r}, which is not plain") from None
    return Ink(colour, colour)


def _placed(points: tuple[float, ...], matrix: Matrix) -> tuple[float, ...]:
    pairs = zip(points[::2], points[1::2], strict=True)
    return tuple(value for x, y in pairs for value in matrix(x, y))


def _transform(text: str) -> Matrix:
    """The map of a `transform`: of several the last is done first (SVG 1.1, 7.6)."""
    matrix, at = UNIT, 0
    while at < len(text.rstrip()):
        step = TRANSFORM.match(text, at)
        try:
            if step is None:
                raise ValueError
            matrix = _step(step[1], [float(n) for n in step[2].replace(",", " ").split()]).then(
                matrix
            )
        except (ValueError, TypeError):
            raise Unlike(f"the transform {text!r}, which is not understood") from None
        at = step.end()
    return matrix


def _step(kind: str, numbers: list[float]) -> Matrix:
    match kind, numbers:
        case "matrix", [_, _, _, _, _, _]:
            return Matrix(*numbers)
        case "translate", [x]:
            return Matrix.of(x, 0)
        case "translate", [x, y]:
            return Matrix.of(x, y)
        case "scale", [both]:
            return Matrix(both, 0, 0, both, 0, 0)
        case "scale", [x, y]:
            return Matrix(x, 0, 0, y, 0, 0)
        case "rotate", [turn]:
            return Matrix.of(0, 0, 1, turn)
        case "rotate", [turn, x, y]:
            cosine, sine = cos(radians(turn)), sin(radians(turn))
            moved = (x - cosine * x + sine * y, y - sine * x - cosine * y)
            return Matrix(cosine, sine, -sine, cosine, *moved)
        case "skewX", [turn]:
            return Matrix(1, 0, tan(radians(turn)), 1, 0, 0)
        case "skewY", [turn]:
            return Matrix(1, tan(radians(turn)), 0, 1, 0, 0)
    raise ValueError(kind)


def _in_numbers(element: Element) -> Element:
    """An element whose sizes are numbers: an SVG may write a unit behind them."""
    sizes = ("x", "y", "width", "height", "rx", "ry", "r", "cx", "cy", "x1", "y1", "x2", "y2")
    told = dict(element.attributes)
    told |= {name: str(_length(told[name])) for name in sizes if name in told}
    return Element(_tag(element), told, element.at)


def _length(text: str) -> float:
    found = LENGTH.fullmatch(text)
    if not found:
        raise Unlike(f"the length {text!r}, which is not understood")
    return float(found[1]) * UNITS[found[2]]


def _declared(text: str) -> dict[str, str]:
    """The declarations of a style by their names."""
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _tag(element: Element) -> str:
    return element.tag.removeprefix("svg:")


def _held(element: Element) -> list[Element]:
    """What is drawn of what an element holds: of a <switch> the first that is an SVG's own."""
    if _tag(element) != "switch":
        return element.children
    return [child for child in element.children if _tag(child) != "foreignObject"][:1]


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _all(child)
