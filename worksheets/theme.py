"""Inks and text styles by name: everything about looks that a template may only name.

`read` turns the theme file's data into a Theme; a workshop may replace the colour of an ink.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from worksheets.geometry import mm
from worksheets.problems import Place, Problem, nearest

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Ink(Struct, frozen=True, cache_hash=True):
    """A colour by its name in the theme, as #RRGGBB."""

    name: str
    colour: str

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        red, green, blue = (int(self.colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return red, green, blue


class TextStyle(Struct, frozen=True, cache_hash=True):
    """How text is set: a chain of fonts, size and leading in mm, and its ink."""

    name: str
    fonts: tuple[str, ...]
    size: float
    leading: float  # times the size
    ink: Ink
    align: str = "left"
    space_after: float = 0.0  # mm, in a column


class Theme(Struct, frozen=True):
    """All inks, text styles and font files by name."""

    inks: Mapping[str, Ink]
    styles: Mapping[str, TextStyle]
    fonts: Mapping[str, str]  # font name -> file in the fonts folder

    def ink(self, name: str, at: Place) -> Ink:
        if name not in self.inks:
            raise Problem(f"there is no ink {name!r}", at, hint=nearest(name, self.inks))
        return self.inks[name]

    def style(self, name: str, at: Place) -> TextStyle:
        if name not in self.styles:
            raise Problem(f"there is no text style {name!r}", at, hint=nearest(name, self.styles))
        return self.styles[name]


PARTS = {"fonts", "families", "inks", "styles"}
STYLE_KEYS = {"font", "size", "leading", "ink", "align", "after"}
ALIGNMENTS = ("left", "center", "right")


def read(data: object, at: Place) -> Theme:
    """Return the theme in a theme file's data; raises Problem for what it cannot be."""
    if not isinstance(data, dict) or set(data) != PARTS:
        raise Problem("a theme has the keys fonts, families, inks and styles", at)
    for part in sorted(PARTS):
        _keys(part, data[part], at)
    fonts = {name: str(file) for name, file in data["fonts"].items()}
    inks = {name: _ink(name, colour, at) for name, colour in data["inks"].items()}
    families = {name: _family(name, chain, fonts, at) for name, chain in data["families"].items()}
    styles = {
        name: _style(name, _keys(f"styles.{name}", fields, at), inks, families, at)
        for name, fields in data["styles"].items()
    }
    return Theme(inks, styles, fonts)


def replaced(theme: Theme, colours: Mapping[str, str], place: Mapping[int, Place]) -> Theme:
    """Return the theme with a workshop's own colours; raises Problem for an unknown ink."""
    if not colours:
        return theme
    inks = dict(theme.inks)
    for name, colour in colours.items():
        at = place.get(id(colour), Place("workshop.yaml"))
        theme.ink(name, at)
        inks[name] = _ink(name, colour, at)
    styles = {
        name: TextStyle(
            style.name,
            style.fonts,
            style.size,
            style.leading,
            inks[style.ink.name],
            style.align,
            style.space_after,
        )
        for name, style in theme.styles.items()
    }
    return Theme(inks, styles, theme.fonts)


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
        _length(name, "size", fields.get("size", "10pt"), at),
        _length(name, "leading", fields.get("leading", 1.2), at),
        inks[ink],
        align,
        _length(name, "after", fields.get("after", 0), at, least=0),
    )


def _length(name: str, key: str, value: object, at: Place, *, least: float = 1e-3) -> float:
    try:
        length = mm(str(value))
    except Problem as problem:
        raise Problem(f"styles.{name}.{key}: {problem.message}", at, hint=problem.hint) from None
    if length < least:
        fact = "must not be negative" if least == 0 else "must be more than 0"
        raise Problem(f"styles.{name}.{key}: {fact}", at)
    return length
