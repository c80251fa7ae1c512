"""The elements that templates may write, and what each may have: the whole of the language.

SVG's names where SVG has the thing, own names only where print needs them.
"""

from __future__ import annotations

MOST_ELEMENTS = 200_000

TAG = {"role", "alt", "lang", "scope"}
PEN = {"stroke", "weight", "dash", "cap"}
PAINT = {"fill", "rule"} | PEN
TEXT = {"style", "ink"} | TAG
CENTRE = {"cx", "cy"}
BOX = {"x", "y", "width", "height"}
# Element: (attributes it must have, attributes it may have, elements it may hold).
DRAWN = {
    *("g", "line", "rect", "circle", "path", "text", "paragraph", "label"),
    *("column", "symbol", "use", "icon", "picture", "blank"),
}
ELEMENTS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "page": (
        {"name"},
        {"width", "height", "diameter", "bleed", "title", "derived"} | TAG,
        DRAWN | {"longdesc"},
    ),
    # A long description of figures (as in HTML 4.01): for the edition to read, nothing is drawn.
    "longdesc": (set(), set(), DRAWN),
    "g": (set(), {"x", "y", "turn", "scale"} | TAG, DRAWN),
    "line": (set(), {"x1", "y1", "x2", "y2", "stroke", "weight", "dash", "cap"}, set()),
    "rect": ({"width", "height"}, {"x", "y", "radius"} | PAINT, set()),
    "circle": ({"r"}, CENTRE | PAINT, set()),
    "path": ({"d"}, PAINT, set()),
    "text": ({"style"}, {"x", "y", "anchor", "min", "ink"} | TAG, set()),
    "paragraph": (
        {"width", "style"},
        {"x", "y", "height", "min", "align", "valign", "rank"} | TEXT,
        set(),
    ),
    "label": ({"r", "style", "min"}, CENTRE | {"top", "bottom", "rank"} | TEXT, set()),
    "column": ({"width", "height"}, {"x", "y", "gap", "valign"} | TAG, DRAWN - {"symbol"}),
    "symbol": ({"id"}, set(), DRAWN - {"symbol"}),
    "use": ({"href"}, {"x", "y", "scale", "turn"} | TAG, set()),
    "icon": ({"name", "width"}, {"x", "y", "height", "ink", "weight"} | TAG, set()),
    "picture": ({"href", "width", "height"}, {"x", "y"} | TAG, set()),
    "blank": ({"width", "height", "name"}, {"x", "y", "lines", "stroke", "weight"}, set()),
}
# The elements whose text is set; elsewhere text is a slip of the pen.
WORDS = {"text", "paragraph", "label"}
ANCHORS = {"left", "center", "right"}
VALIGNS = {"top", "middle", "bottom"}
DERIVED = {"", "all", "marked"}  # which words of a page are not the source's
CAPS = {"butt", "round"}
SCOPES = {"row", "column"}  # what a header cell is for
