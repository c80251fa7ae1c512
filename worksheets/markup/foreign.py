"""What SVG and HTML call otherwise: their words, and what a template writes for them here."""

from __future__ import annotations

from collections.abc import Collection

from worksheets.markup.language import ELEMENTS
from worksheets.problems import nearest

STYLE = "write style: theme.yaml names the font, its size and weight"
MOVED = "put <g x y turn scale> around it"
# An attribute of SVG or HTML: what it is called here, the first that the element has counts; and
# what to do where it has none of these.
ATTRIBUTES: dict[str, tuple[tuple[str, ...], str]] = {
    "rx": (("radius",), "only <rect> has round corners; an ellipse is a <path>"),
    "ry": (("radius",), "only <rect> has round corners; an ellipse is a <path>"),
    "border-radius": (("radius",), "only <rect> has round corners"),
    "stroke-width": (("weight",), "draw the line with <line>, <rect>, <circle> or <path>"),
    "stroke-dasharray": (("dash",), "draw the line with <line>, <rect>, <circle> or <path>"),
    "stroke-linecap": (("cap",), "draw the line with <line> or <path>"),
    "stroke-linejoin": (("cap",), "draw the line with <line> or <path>"),
    "fill-rule": (("rule",), "only <rect>, <circle> and <path> are filled"),
    "text-anchor": (("anchor", "align"), "only <text> and <paragraph> are aligned"),
    "text-align": (("align", "anchor"), "only <text> and <paragraph> are aligned"),
    "dominant-baseline": (("valign",), "y is the line that the letters stand on"),
    "alignment-baseline": (("valign",), "y is the line that the letters stand on"),
    "vertical-align": (("valign",), "y is the line that the letters stand on"),
    "fill": (("ink",), "put a <rect> behind it"),
    "color": (("ink", "fill", "stroke"), "name an ink of theme.yaml on what lies in it"),
    "background": (("fill",), "put a <rect> behind it"),
    "border": (("stroke",), "draw it with a <rect>"),
    "opacity": ((), "nothing is half clear on paper: name a lighter ink of theme.yaml"),
    "fill-opacity": ((), "nothing is half clear on paper: name a lighter ink of theme.yaml"),
    "stroke-opacity": ((), "nothing is half clear on paper: name a lighter ink of theme.yaml"),
    "transform": ((), MOVED),
    "rotate": (("turn",), MOVED),
    "class": ((), "name a style or an ink of theme.yaml"),
    "src": (("href",), "only <picture> has a file"),
    "xlink:href": (("href",), "only <use> and <picture> have one"),
    "xml:lang": (("lang",), "put <g lang> around it"),
    "aria-label": (("alt",), "put <g alt> around it"),
    "points": (("d",), "draw it with a <path>"),
    "viewBox": (("scale",), MOVED),
    "left": (("x",), "it lies where <g x> puts it"),
    "top": (("y",), "it lies where <g y> puts it"),
}
FONT = ("font", "font-size", "font-family", "font-weight", "font-style", "line-height")
ELEMENTS_THERE: dict[str, str] = {
    "image": "write <picture>",
    "img": "write <picture>",
    "ellipse": "draw it with a <path>, or write <circle>",
    "polygon": "draw it with a <path>",
    "polyline": "draw it with a <path>",
    "svg": "write <page>",
    "defs": "leave it out: <symbol> stands beside what uses it",
    "div": "write <g> or <column>",
    "p": "write <paragraph>",
    "tspan": "write another <text>",
    "span": "write another <text>",
    "br": "write another <text>, or a <paragraph>, which wraps by itself",
}


def attribute_hint(name: str, known: Collection[str]) -> str:
    """Return what to write for an attribute that an element of ours does not have."""
    if name in FONT:
        return STYLE if "style" in known else "only <text>, <paragraph> and <label> have a style"
    if name == "transform" and {"turn", "scale"} & set(known):
        return "write x, y, turn or scale"
    if name == "class" and "style" in known:
        return STYLE
    if name not in ATTRIBUTES:
        return nearest(name, known)
    ours, otherwise = ATTRIBUTES[name]
    return next((f"write {own}" for own in ours if own in known), otherwise)


def element_hint(name: str) -> str:
    """Return what to write for an element that is none of ours."""
    return ELEMENTS_THERE.get(name) or nearest(name, ELEMENTS)
