"""Markup text to Pages: the closed language that templates write.

SVG's names where SVG has the thing, own names only where print needs them; everything else is
refused with the nearest known name. Plain numbers are millimetres; mm, cm and pt are allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from worksheets.drawing import svgpath
from worksheets.drawing.items import (
    ROLES,
    UNTAGGED,
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
    Tag,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Size, mm
from worksheets.imported import pictures
from worksheets.markup import xml as elements
from worksheets.markup.assets import Assets
from worksheets.markup.foreign import attribute_hint, element_hint
from worksheets.markup.icons import Icon
from worksheets.markup.language import (
    ANCHORS,
    CAPS,
    DERIVED,
    ELEMENTS,
    MOST_ELEMENTS,
    PEN,
    SCOPES,
    TAG,
    VALIGNS,
    WORDS,
)
from worksheets.markup.render import parts, plain
from worksheets.markup.vectors import read_drawing
from worksheets.markup.xml import Element
from worksheets.problems import NOWHERE, NoRoom, Place, Problem, nearest
from worksheets.theme.theme import Ink, Theme
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
        self._checked: set[tuple[str, ...]] = set()  # tags with attributes that were found good
        self._icons: dict[tuple[str, str, str], Symbol] = {}
        self._drawings: dict[str, tuple[Box, Symbol]] = {}

    def pages(self, markup: str, used: Sequence[Place], file: str) -> tuple[Page, ...]:
        """Return the pages of a template's markup; raises Problem at the template's line."""
        self._used = list(used)
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
        self._check(element)
        around = Around(1, {})
        if "diameter" in element.attributes:
            diameter = self._size(element, "diameter")
            size = Size(diameter, diameter)
        elif {"width", "height"} <= element.attributes.keys():
            size = Size(self._size(element, "width"), self._size(element, "height"))
        else:
            raise Problem("<page> needs a width and a height, or a diameter", element.at)
        return Page(
            self._string(element, "name"),
            size,
            self._items(element, around),
            title=self._string(element, "title"),
            lang=self._string(element, "lang") or self.lang,
            round="diameter" in element.attributes,
            bleed=self._extent(element, "bleed"),
            tag=self._tag(element),
            at=element.at,
            derived=self._choice(element, "derived", DERIVED, ""),  # type: ignore[arg-type]
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
                name = self._string(element, "id")
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
        if e.tag not in WORDS and not ELEMENTS[e.tag][2]:
            self._items(e, around)  # refuses whatever it holds
        match e.tag:
            case "g":
                scale = self._scale(e)
                inside = around._replace(scale=around.scale * scale)
                items = self._items(e, inside)
                x, y = self._length(e, "x"), self._length(e, "y")
                return Group(items, x, y, scale, self._number(e, "turn", 0), self._tag(e), e.at)
            case "line":
                start = self._length(e, "x1"), self._length(e, "y1")
                end = self._length(e, "x2"), self._length(e, "y2")
                return Line(*start, *end, self._drawn(e), e.at)
            case "rect":
                radius = self._extent(e, "radius")
                return Rect(*self._box(e), radius, self._fill(e), self._stroke(e), e.at)
            case "circle":
                centre = self._length(e, "cx"), self._length(e, "cy")
                return Circle(*centre, self._extent(e, "r"), self._fill(e), self._stroke(e), e.at)
            case "path":
                return self._path(e)
            case "text" | "paragraph" | "label":
                return self._words(e, around)
            case "column":
                return Column(
                    *self._box(e),
                    gap=self._extent(e, "gap"),
                    items=self._items(e, around),
                    valign=self._choice(e, "valign", VALIGNS, "top"),
                    tag=self._tag(e),
                    at=e.at,
                )
            case "use":
                return self._use(e, around)
            case "icon":
                return self._icon(e)
            case "picture":
                return self._picture(e, around)
            case _:
                lines = self._number(e, "lines", 0)
                if lines < 0 or lines != int(lines):
                    raise Problem(f"<{e.tag} lines> must be a whole number", e.at)
                return Blank(
                    *self._box(e),
                    lines=int(lines),
                    name=self._string(e, "name"),
                    stroke=self._stroke(e) or Stroke(self.theme.ink("line", e.at), 0.25),
                    at=e.at,
                )

    def _words(self, e: Element, around: Around) -> Item:
        if e.children:
            raise Problem(f"<{e.tag}> holds text only, no <{e.children[0].tag}>", e.children[0].at)
        raw, source = plain(e.text, self._used)
        text = " ".join(words(raw))
        style = self.theme.style(self._string(e, "style"), e.at)
        if self.fonts.missing(raw, style.fonts):  # of several parts, the one with such a letter
            for part, place in parts(e.text, self._used):
                source = place if self.fonts.missing(part, style.fonts) else source
        if "ink" in e.attributes:
            ink = self.theme.ink(self._string(e, "ink"), e.at)
            style = type(style)(
                *(style.name, style.fonts, style.size, style.leading),
                *(ink, style.align, style.space_after),
            )
        tag, source, rank = self._tag(e), source or NOWHERE, self._string(e, "rank")
        x, y = self._length(e, "x"), self._length(e, "y")
        # The smallest size is a promise on paper: a group's scale does not lower it.
        smallest = self._size(e, "min", style.size * around.scale) / around.scale
        if e.tag == "text":
            anchor = self._choice(e, "anchor", ANCHORS, style.align)
            size = max(style.size, smallest)
            return Text(x, y, text, style, size, anchor, tag=tag, at=e.at, source=source)
        if e.tag == "paragraph":
            return Paragraph(
                *(x, y, self._extent(e, "width")),
                self._extent(e, "height") if "height" in e.attributes else None,
                text,
                style,
                smallest,
                align=self._choice(e, "align", ANCHORS, style.align),
                valign=self._choice(e, "valign", VALIGNS, "top"),
                scale=around.scale,
                tag=tag,
                at=e.at,
                source=source,
                rank=rank,
            )
        r = self._extent(e, "r")
        top, bottom = self._length(e, "top", -r), self._length(e, "bottom", r)
        if top > bottom:
            raise Problem("<label> has its top below its bottom", e.at)
        centre = self._length(e, "cx"), self._length(e, "cy")
        scale = around.scale
        return Label(
            *(*centre, r, top, bottom, text, style, smallest, scale, tag, e.at, source, rank)
        )

    def _use(self, e: Element, around: Around) -> Use:
        name = self._string(e, "href").removeprefix("#")
        if name not in around.symbols:
            raise Problem(
                f"there is no symbol {name!r} above", e.at, hint=nearest(name, around.symbols)
            )
        x, y = self._length(e, "x"), self._length(e, "y")
        scale, turn = self._scale(e), self._number(e, "turn", 0)
        return Use(around.symbols[name], x, y, scale, turn, self._tag(e), e.at)

    def _picture(self, e: Element, around: Around) -> Picture | Use:
        """Pixels, no more than are printed in their box; or the outlines of an SVG."""
        name, source = self._string(e, "href"), self._source(e, "href")
        data, tag, box = self.picture(name, source), self._tag(e, "figure"), Box(*self._box(e))
        if not pictures.is_drawing(data):
            size = (side * around.scale for side in (box.width, box.height))
            return Picture(*box, data=pictures.fitted(data, *size), tag=tag, at=e.at)
        for name_of_side in ("width", "height"):
            self._size(e, name_of_side)
        if name not in self._drawings:
            self._drawings[name] = read_drawing(name, data, source)
        view, symbol = self._drawings[name]
        return Use(symbol, *_fitted(view, box), tag=tag, at=e.at)

    def _icon(self, e: Element) -> Use:
        icon = self.assets.icon(self._string(e, "name"), self._source(e, "name"))
        x, y, width = self._length(e, "x"), self._length(e, "y"), self._size(e, "width")
        box = Box(x, y, width, self._size(e, "height", width))
        place = _fitted(Box(*icon.view), box)
        return Use(self._icon_symbol(icon, e), *place, tag=self._tag(e), at=e.at)

    def _icon_symbol(self, icon: Icon, e: Element) -> Symbol:
        ink = self.theme.ink(self._string(e, "ink") or "ink", e.at)
        weight = self._string(e, "weight")
        key = (icon.name, ink.name, weight)
        if key not in self._icons:
            times = self._number(e, "weight", 1)
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
            segments = svgpath.parse(self._string(e, "d"))
        except Problem as problem:
            raise Problem(problem.message, e.at) from None
        return Path(segments, self._fill(e), self._stroke(e), at=e.at)

    # -- attributes ---------------------------------------------------------------------------

    def _string(self, e: Element, name: str) -> str:
        value = e.attributes.get(name)
        return plain(value, self._used)[0] if value else ""

    def _source(self, e: Element, name: str) -> Place:
        """Where an attribute's value came from: its place in the content, or the template."""
        return plain(e.attributes.get(name, ""), self._used)[1] or e.at

    def _length(self, e: Element, name: str, default: float = 0) -> float:
        value = e.attributes.get(name)
        if value is None:
            return default
        try:
            return mm(plain(value, self._used)[0])
        except Problem as problem:
            raise Problem(f"<{e.tag} {name}>: {problem.message}", e.at, hint=problem.hint) from None

    def _number(self, e: Element, name: str, default: float) -> float:
        if name not in e.attributes:
            return default
        try:
            number = float(self._string(e, name))
        except ValueError:
            number = float("inf")
        if not -1e6 < number < 1e6:
            raise Problem(f"<{e.tag} {name}> is not a number: {self._string(e, name)!r}", e.at)
        return number

    def _extent(self, e: Element, name: str, default: float = 0) -> float:
        """A length that cannot be negative."""
        length = self._length(e, name, default)
        if length < 0:
            raise NoRoom(f"<{e.tag}> has a negative {name}", e.at)
        return length

    def _size(self, e: Element, name: str, default: float = 0) -> float:
        """A length that cannot be nothing."""
        length = self._length(e, name, default)
        if length <= 0:
            raise Problem(f"<{e.tag} {name}> must be more than 0", e.at)
        return length

    def _scale(self, e: Element) -> float:
        if (scale := self._number(e, "scale", 1)) > 0:
            return scale
        raise Problem(f"<{e.tag} scale> must be more than 0", e.at)

    def _box(self, e: Element) -> tuple[float, float, float, float]:
        x, y = self._length(e, "x"), self._length(e, "y")
        return x, y, self._extent(e, "width"), self._extent(e, "height")

    def _choice(self, e: Element, name: str, known: set[str], default: str) -> str:
        value = self._string(e, name) or default
        if value not in known:
            raise Problem(f"<{e.tag} {name}> cannot be {value!r}", e.at, hint=nearest(value, known))
        return value

    def _tag(self, e: Element, default: str = "") -> Tag:
        if not default and TAG.isdisjoint(e.attributes):
            return UNTAGGED
        role, alt, lang = (self._string(e, name) for name in ("role", "alt", "lang"))
        role = role or default
        if role and role not in ROLES:
            raise Problem(f"there is no role {role!r}", e.at, hint=nearest(role, ROLES))
        if role == "figure" and not alt:
            raise Problem("a figure needs an alt text", e.at, hint='alt="what is to be seen"')
        return Tag(role, alt, lang, self._scope(e, role))

    def _scope(self, e: Element, role: str) -> str:
        """What a header cell is for; no other part has a scope."""
        if role == "th" and "scope" not in e.attributes:
            raise Problem("a header cell needs a scope", e.at, hint='scope="row" or scope="column"')
        if role != "th" and "scope" in e.attributes:
            raise Problem("only a header cell has a scope", e.at, hint='role="th"')
        return self._choice(e, "scope", SCOPES, "") if role == "th" else ""

    def _fill(self, e: Element) -> Ink | None:
        name = self._string(e, "fill")
        return self.theme.ink(name, e.at) if name and name != "none" else None

    def _stroke(self, e: Element) -> Stroke | None:
        if "rule" in e.attributes:
            return self._rule(e)
        name = self._string(e, "stroke")
        if not name or name == "none":
            return None
        cap = self._choice(e, "cap", CAPS, "butt")
        weight = self._extent(e, "weight", 0.25)
        return Stroke(self.theme.ink(name, e.at), weight, self._dash(e), cap)

    def _rule(self, e: Element) -> Stroke | None:
        """The stroke that the theme gives a rule; one without weight is not drawn."""
        for name in sorted(PEN & e.attributes.keys()):
            raise Problem(f"<{e.tag}> has a rule: its {name} is the theme's", e.at)
        rule = self.theme.rule(self._string(e, "rule"), e.at)
        return Stroke(rule.ink, rule.weight, rule.dash) if rule.weight else None

    def _dash(self, e: Element) -> tuple[float, ...]:
        try:
            dash = tuple(mm(length) for length in self._string(e, "dash").split())
        except Problem as problem:
            raise Problem(f"<{e.tag} dash>: {problem.message}", e.at, hint=problem.hint) from None
        if dash and (min(dash) < 0 or not sum(dash)):
            raise Problem(f"<{e.tag} dash> must have lengths of more than 0", e.at)
        return dash

    def _drawn(self, e: Element) -> Stroke:
        if stroke := self._stroke(e):
            return stroke
        raise Problem(f"<{e.tag}> needs a stroke", e.at)


def _fitted(view: Box, box: Box) -> tuple[float, float, float]:
    """Where a drawing's origin lies, and its scale, when what is seen of it is fitted in a box."""
    scale = min(box.width / view.width, box.height / view.height)
    x = box.x + ((box.width - view.width * scale) / 2 - view.x * scale)
    y = box.y + ((box.height - view.height * scale) / 2 - view.y * scale)
    return x, y, scale


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= 40 else f"{clean[:39]}…"
