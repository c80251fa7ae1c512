"""Inks, rules and text styles by name: everything about looks that a template may only name.

`read` turns the theme file's data into a Theme; another theme's file says what differs from it
(`varied`), and a workshop may replace the colour of an ink (`replaced`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.geometry import mm
from worksheets.problems import Place, Problem, nearest
from worksheets.theme.colour import rgb_of as parts_of

SEPARATION = re.compile(r"[A-Za-z][A-Za-z0-9]*")
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Ink(Struct, frozen=True, cache_hash=True):
    """A colour by its name in the theme, as #RRGGBB.

    For a print shop: cyan, magenta, yellow and black from 0 to 1 (`plates`, empty when the theme
    has not mixed them), or the name of a plate of its own (`separation`).
    """

    name: str
    colour: str
    plates: tuple[float, float, float, float] | tuple[()] = ()
    separation: str = ""

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        return parts_of(self.colour)


class Rule(Struct, frozen=True, cache_hash=True):
    """A drawn line: its ink, weight in mm and dashes. One without weight is not drawn."""

    name: str
    ink: Ink
    weight: float
    dash: tuple[float, ...] = ()


class TextStyle(Struct, frozen=True, cache_hash=True):
    """How text is set: a chain of fonts, size and leading in mm, and its ink."""

    name: str
    fonts: tuple[str, ...]
    size: float
    leading: float  # times the size
    ink: Ink
    align: str = "left"
    space_after: float = 0.0  # mm, in a column

    @property
    def is_large(self) -> bool:
        """Whether it is large text, which needs less contrast: WCAG 2.1, "large scale"."""
        bold = self.fonts[0].endswith("bold")
        return self.size >= (LARGE_BOLD if bold else LARGE)


class Theme(Struct, frozen=True, kw_only=True):
    """All inks, rules, text styles and font files by name, and what may stand on what."""

    name: str
    inks: Mapping[str, Ink]
    rules: Mapping[str, Rule]
    styles: Mapping[str, TextStyle]
    fonts: Mapping[str, str]  # font name -> file in the fonts folder
    grounds: Mapping[str, tuple[str, ...]]  # ink -> inks and styles of text that stand on it
    graphics: Mapping[str, tuple[str, ...]]  # ink -> inks of drawings that must be seen on it
    told_apart_by: str

    def ink(self, name: str, at: Place) -> Ink:
        if name not in self.inks:
            raise Problem(f"there is no ink {name!r}", at, hint=nearest(name, self.inks))
        return self.inks[name]

    def style(self, name: str, at: Place) -> TextStyle:
        if name not in self.styles:
            raise Problem(f"there is no text style {name!r}", at, hint=nearest(name, self.styles))
        return self.styles[name]

    def rule(self, name: str, at: Place) -> Rule:
        if name not in self.rules:
            raise Problem(f"there is no rule {name!r}", at, hint=nearest(name, self.rules))
        return self.rules[name]


LARGE, LARGE_BOLD = mm("18pt"), mm("14pt")
TABLES = ("fonts", "families", "inks", "plates", "rules", "styles", "grounds", "graphics")
PARTS = ("name", *TABLES, "told_apart_by")
VARIED = ("inks", "plates", "rules", "told_apart_by")
MOST_INK = 300  # percent on one place: more does not dry on coated paper (FOGRA39)
RULE_KEYS = {"ink", "weight", "dash"}
# How the sets of circles are told apart without colour: by how dark their discs are, or by ring
# and word alone.
TOLD_APART = ("fill", "ring")
STYLE_KEYS = {"font", "size", "leading", "ink", "align", "after"}
ALIGNMENTS = ("left", "center", "right")


def theme_of(data: object, at: Place) -> Theme:
    """Return the theme in a theme file's data; raises Problem for what it cannot be."""
    if not isinstance(data, dict) or {*data, "plates"} != set(PARTS):
        raise Problem(f"a theme has the keys {', '.join(PARTS)}", at)
    data = {"plates": {}, **data}
    for part in TABLES:
        _keys(part, data[part], at)
    fonts = {name: str(file) for name, file in data["fonts"].items()}
    inks = _mixed(
        {name: _ink(name, colour, at) for name, colour in data["inks"].items()},
        data["plates"],
        at,
    )
    families = {name: _family(name, chain, fonts, at) for name, chain in data["families"].items()}
    styles = {
        name: _style(name, _keys(f"styles.{name}", fields, at), inks, families, at)
        for name, fields in data["styles"].items()
    }
    rules = {
        name: _rule(name, _keys(f"rules.{name}", fields, at), inks, at)
        for name, fields in data["rules"].items()
    }
    by = str(data["told_apart_by"])
    if by not in TOLD_APART:
        raise Problem(f"told_apart_by: unknown {by!r}", at, hint=nearest(by, TOLD_APART))
    return Theme(
        name=str(data["name"]),
        inks=inks,
        rules=rules,
        styles=styles,
        fonts=fonts,
        grounds=_pairs("grounds", data["grounds"], inks, {**inks, **styles}, at),
        graphics=_pairs("graphics", data["graphics"], inks, inks, at),
        told_apart_by=by,
    )


def varied(data: object, own: object, at: Place, *, name: str) -> object:
    """Return a theme file's data under another name, with what that theme's file says instead.

    It adds no names: no template would use them. Raises Problem for what it may not say.
    """
    if not isinstance(own, dict) or not own.keys() <= set(VARIED):
        raise Problem(f"this theme may only have the keys {', '.join(VARIED)}", at)
    if not isinstance(data, dict):
        return data  # `read` says what is wrong with it
    changed = {**data, **own, "name": name}
    for part in own.keys() - {"told_apart_by"}:
        known = _keys(part, data.get(part), at)
        for key in _keys(part, own[part], at):
            if key not in known:
                raise Problem(f"{part}.{key}: unknown name", at, hint=nearest(key, known))
        changed[part] = {**known, **own[part]}
    if isinstance(data.get("plates"), dict):
        # Another colour is another mixture; a plate of its own stays one.
        mixed = data["plates"].items()
        new = own.get("inks", {})
        kept = {n: p for n, p in mixed if n not in new or isinstance(p, str)}
        changed["plates"] = {**kept, **_keys("plates", own.get("plates", {}), at)}
    return changed


def computed(theme: Theme) -> tuple[str, ...]:
    """Return the names of the inks that nobody mixed for a press: their plates are computed."""
    return tuple(name for name, ink in theme.inks.items() if not ink.plates and not ink.separation)


def replaced(theme: Theme, colours: Mapping[str, str], place: Mapping[int, Place]) -> Theme:
    """Return the theme with a workshop's own colours; raises Problem for an unknown ink."""
    inks = {}
    for name, colour in colours.items():
        at = place.get(id(colour), Place("workshop.yaml"))
        # What is cut along stays on a plate of its own, whatever its colour at home.
        separation = theme.ink(name, at).separation
        inks[name] = replace(_ink(name, colour, at), separation=separation)
    return _with_inks(theme, inks)


def mixed(theme: Theme, plates: Mapping[str, Sequence[float]], at: Mapping[str, Place]) -> Theme:
    """Return the theme with a workshop's own mixtures for a press, in percents by ink.

    Raises Problem for an unknown ink, and for more ink than dries.
    """
    inks: dict[str, Ink] = {}
    for name, mixture in plates.items():
        ink, place = theme.ink(name, at[name]), at[name]
        if ink.separation:
            fact = f"the ink {name!r} has a plate of its own: {ink.separation}"
            raise Problem(fact, place, hint="leave it out here")
        inks |= _mixed({name: ink}, {name: list(mixture)}, place)
    return _with_inks(theme, inks)


def _with_inks(theme: Theme, some: Mapping[str, Ink]) -> Theme:
    if not some:
        return theme
    inks = {**theme.inks, **some}
    return replace(
        theme,
        inks=inks,
        rules={n: replace(rule, ink=inks[rule.ink.name]) for n, rule in theme.rules.items()},
        styles={n: replace(style, ink=inks[style.ink.name]) for n, style in theme.styles.items()},
    )


def with_fonts(theme: Theme, files: Mapping[str, str]) -> Theme:
    """Return the theme with more fonts, by name and file, at the end of every style's chain."""
    styles = {
        name: replace(style, fonts=(*style.fonts, *files)) for name, style in theme.styles.items()
    }
    return replace(theme, fonts={**theme.fonts, **files}, styles=styles)


def _keys(name: str, value: object, at: Place) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Problem(f"{name}: must be a set of keys", at)
    return value


def _family(name: str, chain: object, fonts: Mapping[str, str], at: Place) -> tuple[str, ...]:
    if not isinstance(chain, list) or not chain:
        raise Problem(f"families.{name}: must be a list of fonts", at)
    for font in map(str, chain):
        if font not in fonts:
            hint = nearest(font, fonts)
            raise Problem(f"families.{name}: there is no font {font!r}", at, hint=hint)
    return tuple(map(str, chain))


def _ink(name: str, colour: object, at: Place) -> Ink:
    if not isinstance(colour, str) or not HEX_COLOUR.fullmatch(colour):
        raise Problem(f"ink {name}: {colour!r} is not a colour", at, hint='write "#1B2430"')
    return Ink(name, colour.upper())


def _mixed(inks: dict[str, Ink], table: Mapping[str, object], at: Place) -> dict[str, Ink]:
    """Return the inks with their plates: four percentages, or the name of a separation."""
    for name, value in table.items():
        if name not in inks:
            raise Problem(f"plates: there is no ink {name!r}", at, hint=nearest(name, inks))
        if isinstance(value, str) and SEPARATION.fullmatch(value):
            inks[name] = replace(inks[name], separation=value)
            continue
        numbers = value if isinstance(value, list) else []
        parts = [n / 100 for n in numbers if isinstance(n, int | float) and 0 <= n <= 100]
        if len(parts) != 4 or len(numbers) != 4:
            hint = "cyan, magenta, yellow and black in percents: [0, 0, 0, 100]"
            raise Problem(f"plates.{name}: {value!r} is no mixture", at, hint=hint)
        if sum(numbers) > MOST_INK:
            fact = f"plates.{name}: {sum(numbers):g} % of ink does not dry, the most is {MOST_INK}"
            raise Problem(fact, at, hint="take more black, and less of the other three")
        cyan, magenta, yellow, black = parts
        inks[name] = replace(inks[name], plates=(cyan, magenta, yellow, black))
    return inks


def _rule(name: str, fields: Mapping[str, object], inks: Mapping[str, Ink], at: Place) -> Rule:
    for key in fields:
        if key not in RULE_KEYS:
            raise Problem(f"rules.{name}.{key}: unknown key", at, hint=nearest(key, RULE_KEYS))
    ink = str(fields.get("ink", "ink"))
    if ink not in inks:
        raise Problem(f"rules.{name}: there is no ink {ink!r}", at, hint=nearest(ink, inks))
    weight = _length(f"rules.{name}.weight", fields.get("weight", 0), at, least=0)
    dash = tuple(
        _length(f"rules.{name}.dash", part, at) for part in str(fields.get("dash", "")).split()
    )
    return Rule(name, inks[ink], weight, dash)


def _pairs(
    part: str,
    table: Mapping[str, object],
    inks: Mapping[str, Ink],
    known: Mapping[str, object],
    at: Place,
) -> dict[str, tuple[str, ...]]:
    pairs = {}
    for ground, names in table.items():
        if ground not in inks:
            hint = nearest(ground, inks)
            raise Problem(f"{part}: there is no ink {ground!r}", at, hint=hint)
        if not isinstance(names, list):
            raise Problem(f"{part}.{ground}: must be a list of names", at)
        for name in map(str, names):
            if name not in known:
                hint = nearest(name, known)
                raise Problem(f"{part}.{ground}: unknown {name!r}", at, hint=hint)
        pairs[ground] = tuple(map(str, names))
    return pairs


def _style(
    name: str,
    fields: Mapping[str, object],
    inks: Mapping[str, Ink],
    families: Mapping[str, tuple[str, ...]],
    at: Place,
) -> TextStyle:
    for key in fields:
        if key not in STYLE_KEYS:
            raise Problem(f"styles.{name}.{key}: unknown key", at, hint=nearest(key, STYLE_KEYS))
    family, ink = str(fields.get("font", "regular")), str(fields.get("ink", "ink"))
    align = str(fields.get("align", "left"))
    for value, known in ((family, families), (ink, inks), (align, ALIGNMENTS)):
        if value not in known:
            raise Problem(f"styles.{name}: unknown {value!r}", at, hint=nearest(value, known))
    return TextStyle(
        name,
        families[family],
        _length(f"styles.{name}.size", fields.get("size", "10pt"), at),
        _length(f"styles.{name}.leading", fields.get("leading", 1.2), at),
        inks[ink],
        align,
        _length(f"styles.{name}.after", fields.get("after", 0), at, least=0),
    )


def _length(path: str, value: object, at: Place, *, least: float = 1e-3) -> float:
    try:
        length = mm(str(value))
    except Problem as problem:
        raise Problem(f"{path}: {problem.message}", at, hint=problem.hint) from None
    if length < least:
        fact = "must not be negative" if least == 0 else "must be more than 0"
        raise Problem(f"{path}: {fact}", at)
    return length
