"""Markup text to Pages: the closed language that templates write.

SVG's names where SVG has the thing, own names only where print needs them; everything else is
refused with the nearest known name. Plain numbers are millimetres; mm, cm and pt are allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from worksheets.drawing import svgpath
from worksheets.drawing.items import (
    Blank,
    Circle,
    Column,
    Group,
    Item,
    Label,
    Line,
    Page,
    Paragraph,
    Path,
    Picture,
    Rect,
    Stroke,
    Symbol,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Size
from worksheets.imported import pictures
from worksheets.markup import xml as elements
from worksheets.markup.assets import Assets
from worksheets.markup.attributes import Attributes
from worksheets.markup.foreign import attribute_hint, element_hint
from worksheets.markup.icons import Icon
from worksheets.markup.language import (
    ANCHORS,
    DERIVED,
    ELEMENTS,
    MOST_ELEMENTS,
    VALIGNS,
    WORDS,
)
from worksheets.markup.render import parts, plain
from worksheets.markup.vectors import read_drawing
from worksheets.markup.xml import Element
from worksheets.problems import NOWHERE, Place, Problem, nearest
from worksheets.theme.theme import Theme
from worksheets.typesetting.hyphenation import words


class Around(NamedTuple):
    """What an element inherits: the scale of the groups around it, and the page's symbols."""

    scale: float
    symbols: dict[str, Symbol]


class Reader:
    """Reads the markup of one handout: names become inks, styles, icons and pictures."""

    def __init__(
        self,
        assets: Assets,
        theme: Theme,
        *,
        fonts: Fonts | None = None,
        picture: Callable[[str, Place], bytes],
        lang: str = "",
    ) -> None:
        self.assets = assets
        self.fonts = fonts or assets.fonts
        self.theme = theme
        self.picture = picture
        self.lang = lang
        self._used: list[Place] = []
        self._values = Attributes(theme, self._used)
        self._checked: set[tuple[str, ...]] = set()  # tags with attributes that were found good
        self._icons: dict[tuple[str, str, str], Symbol] = {}
        self._drawings: dict[str, tuple[Box, Symbol]] = {}

    def pages(self, markup: str, used: Sequence[Place], file: str) -> tuple[Page, ...]:
        """Return the pages of a template's markup; raises Problem at the template's line."""
        self._used = list(used)
        self._values = Attributes(self.theme, self._used)
        root = elements.read(f"<pages>{markup}</pages>", file, limit=MOST_ELEMENTS)
        pages = []
        for element in root.children:
            if element.tag != "page":
                hint = "" if element.tag in ELEMENTS else element_hint(element.tag)
                raise Problem(f"<{element.tag}> stands outside a page", element.at, hint=hint)
            pages.append(self._page(element))
        if not pages:
            raise Problem("the template draws no page", Place(file))
        if text := plain(root.text, self._used)[0].strip():
            raise Problem(f"text outside a page: {_short(text)!r}", Place(file))
        return tuple(pages)

    def _page(self, element: Element) -> Page:
        values = self._values
        self._check(element)
        around = Around(1, {})
        if "diameter" in element.attributes:
            diameter = values.size(element, "diameter")
            size = Size(diameter, diameter)
        elif {"width", "height"} <= element.attributes.keys():
            size = Size(values.size(element, "width"), values.size(element, "height"))
        else:
            raise Problem("<page> needs a width and a height, or a diameter", element.at)
        return Page(
            values.string(element, "name"),
            size,
            self._items(element, around),
            title=values.string(element, "title"),
            lang=values.string(element, "lang") or self.lang,
            round="diameter" in element.attributes,
            bleed=values.extent(element, "bleed"),
            tag=values.tag(element),
            at=element.at,
            derived=values.choice(element, "derived", DERIVED, ""),  # type: ignore[arg-type]
            longdesc=tuple(
                item
                for part in element.children
                if part.tag == "longdesc"
                for item in self._items(part, around)
            ),
        )

    def _items(self, parent: Element, around: Around) -> tuple[Item, ...]:
        items: list[Item] = []
        for element in parent.children:
            allowed = ELEMENTS[parent.tag][2]
            if element.tag not in allowed:
                if element.tag in ELEMENTS:
                    raise Problem(f"<{element.tag}> cannot stand in <{parent.tag}>", element.at)
                hint = element_hint(element.tag)
                raise Problem(f"unknown element <{element.tag}>", element.at, hint=hint)
            self._check(element)
            if element.tag == "longdesc":
                continue  # it is no part of the page's drawing
            if element.tag == "symbol":
                name = self._values.string(element, "id")
                around.symbols[name] = Symbol(name, self._items(element, around))
            else:
                items.append(self._item(element, around))
        if parent.tag not in WORDS and parent.text.strip():
            text, _ = plain(parent.text.strip(), self._used)
            hint = "put it in a <text>, <paragraph> or <label>"
            raise Problem(
                f"<{parent.tag}> cannot hold text: {_short(text)!r}", parent.at, hint=hint
            )
        return tuple(items)

    def _check(self, element: Element) -> None:
        names = (element.tag, *element.attributes)
        if names in self._checked:
            return
        required, optional, _ = ELEMENTS[element.tag]
        for name in element.attributes:
            if name not in required and name not in optional:
                raise Problem(
                    f"<{element.tag}> has no attribute {name!r}",
                    element.at,
                    hint=attribute_hint(name, required | optional),
                )
        for name in sorted(required - element.attributes.keys()):
            raise Problem(f"<{element.tag}> needs the attribute {name!r}", element.at)
        self._checked.add(names)

    def _item(self, e: Element, around: Around) -> Item:
        values = self._values
        if e.tag not in WORDS and not ELEMENTS[e.tag][2]:
            self._items(e, around)  # refuses whatever it holds
        match e.tag:
            case "g":
                scale = values.scale(e)
                inside = around._replace(scale=around.scale * scale)
                items = self._items(e, inside)
                x, y = values.length(e, "x"), values.length(e, "y")
                return Group(items, x, y, scale, values.number(e, "turn", 0), values.tag(e), e.at)
            case "line":
                start = values.length(e, "x1"), values.length(e, "y1")
                end = values.length(e, "x2"), values.length(e, "y2")
                return Line(*start, *end, values.drawn(e), e.at)
            case "rect":
                radius = values.extent(e, "radius")
                return Rect(*values.box(e), radius, values.fill(e), values.stroke(e), e.at)
            case "circle":
                place = values.length(e, "cx"), values.length(e, "cy"), values.extent(e, "r")
                return Circle(*place, values.fill(e), values.stroke(e), e.at)
            case "path":
                return self._path(e)
            case "text" | "paragraph" | "label":
                return self._words(e, around)
            case "column":
                return Column(
                    *values.box(e),
                    gap=values.extent(e, "gap"),
                    items=self._items(e, around),
                    valign=values.choice(e, "valign", VALIGNS, "top"),
                    tag=values.tag(e),
                    at=e.at,
                )
            case "use":
                return self._use(e, around)
            case "icon":
                return self._icon(e)
            case "picture":
                return self._picture(e, around)
            case _:
                lines = values.number(e, "lines", 0)
                if lines < 0 or lines != int(lines):
                    raise Problem(f"<{e.tag} lines> must be a whole number", e.at)
                return Blank(
                    *values.box(e),
                    lines=int(lines),
                    name=values.string(e, "name"),
                    stroke=values.stroke(e) or Stroke(self.theme.ink("line", e.at), 0.25),
                    at=e.at,
                )

    def _words(self, e: Element, around: Around) -> Item:
        values = self._values
        if e.children:
            raise Problem(f"<{e.tag}> holds text only, no <{e.children[0].tag}>", e.children[0].at)
        raw, source = plain(e.text, self._used)
        text = " ".join(words(raw))
        style = self.theme.style(values.string(e, "style"), e.at)
        if self.fonts.missing(raw, style.fonts):  # of several parts, the one with such a letter
            for part, place in parts(e.text, self._used):
                source = place if self.fonts.missing(part, style.fonts) else source
        if "ink" in e.attributes:
            ink = self.theme.ink(values.string(e, "ink"), e.at)
            style = type(style)(
                *(style.name, style.fonts, style.size, style.leading),
                *(ink, style.align, style.space_after),
            )
        tag, source, rank = values.tag(e), source or NOWHERE, values.string(e, "rank")
        x, y = values.length(e, "x"), values.length(e, "y")
        # The smallest size is a promise on paper: a group's scale does not lower it.
        smallest = values.size(e, "min", style.size * around.scale) / around.scale
        if e.tag == "text":
            anchor = values.choice(e, "anchor", ANCHORS, style.align)
            size = max(style.size, smallest)
            return Text(x, y, text, style, size, anchor, tag=tag, at=e.at, source=source)
        if e.tag == "paragraph":
            return Paragraph(
                *(x, y, values.extent(e, "width")),
                values.extent(e, "height") if "height" in e.attributes else None,
                text,
                style,
                smallest,
                align=values.choice(e, "align", ANCHORS, style.align),
                valign=values.choice(e, "valign", VALIGNS, "top"),
                scale=around.scale,
                tag=tag,
                at=e.at,
                source=source,
                rank=rank,
            )
        r = values.extent(e, "r")
        top, bottom = values.length(e, "top", -r), values.length(e, "bottom", r)
        if top > bottom:
            raise Problem("<label> has its top below its bottom", e.at)
        centre = values.length(e, "cx"), values.length(e, "cy")
        scale = around.scale
        return Label(
            *(*centre, r, top, bottom, text, style, smallest, scale, tag, e.at, source, rank)
        )

    def _use(self, e: Element, around: Around) -> Use:
        name = self._values.string(e, "href").removeprefix("#")
        if name not in around.symbols:
            raise Problem(
                f"there is no symbol {name!r} above", e.at, hint=nearest(name, around.symbols)
            )
        x, y = self._values.length(e, "x"), self._values.length(e, "y")
        scale, turn = self._values.scale(e), self._values.number(e, "turn", 0)
        return Use(around.symbols[name], x, y, scale, turn, self._values.tag(e), e.at)

    def _picture(self, e: Element, around: Around) -> Picture | Use:
        """Pixels, no more than are printed in their box; or the outlines of an SVG."""
        values = self._values
        name, source = values.string(e, "href"), values.source(e, "href")
        data, tag, box = self.picture(name, source), values.tag(e, "figure"), Box(*values.box(e))
        if not pictures.is_drawing(data):
            size = (side * around.scale for side in (box.width, box.height))
            return Picture(*box, data=pictures.fitted(data, *size), tag=tag, at=e.at)
        for name_of_side in ("width", "height"):
            values.size(e, name_of_side)
        if name not in self._drawings:
            self._drawings[name] = read_drawing(name, data, source)
        view, symbol = self._drawings[name]
        return Use(symbol, *_fitted(view, box), tag=tag, at=e.at)

    def _icon(self, e: Element) -> Use:
        values = self._values
        icon = self.assets.icon(values.string(e, "name"), values.source(e, "name"))
        x, y, width = values.length(e, "x"), values.length(e, "y"), values.size(e, "width")
        box = Box(x, y, width, values.size(e, "height", width))
        place = _fitted(Box(*icon.view), box)
        return Use(self._icon_symbol(icon, e), *place, tag=values.tag(e), at=e.at)

    def _icon_symbol(self, icon: Icon, e: Element) -> Symbol:
        ink = self.theme.ink(self._values.string(e, "ink") or "ink", e.at)
        weight = self._values.string(e, "weight")
        key = (icon.name, ink.name, weight)
        if key not in self._icons:
            times = self._values.number(e, "weight", 1)
            if times < 0:
                raise Problem(f"<{e.tag}> has a negative weight", e.at)
            self._icons[key] = Symbol(
                f"icon-{icon.name}-{ink.name}",
                tuple(
                    Path(shape.segments, ink, even_odd=shape.even_odd)
                    if shape.weight is None
                    else Path(shape.segments, stroke=Stroke(ink, shape.weight * times, cap="round"))
                    for shape in icon.shapes
                ),
            )
        return self._icons[key]

    def _path(self, e: Element) -> Path:
        try:
            segments = svgpath.parse(self._values.string(e, "d"))
        except Problem as problem:
            raise Problem(problem.message, e.at) from None
        return Path(segments, self._values.fill(e), self._values.stroke(e), at=e.at)


def _fitted(view: Box, box: Box) -> tuple[float, float, float]:
    """Where a drawing's origin lies, and its scale, when what is seen of it is fitted in a box."""
    scale = min(box.width / view.width, box.height / view.height)
    x = box.x + ((box.width - view.width * scale) / 2 - view.x * scale)
    y = box.y + ((box.height - view.height * scale) / 2 - view.y * scale)
    return x, y, scale


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= 40 else f"{clean[:39]}…"
