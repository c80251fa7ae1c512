"""Fonts, icons, theme and templates: the only reader of those files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from math import inf, isfinite
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from worksheets import elements, svgpath, theme
from worksheets.content import loader
from worksheets.drawing import Segment
from worksheets.problems import NOWHERE, Place, Problem, Undoable, nearest
from worksheets.theme import Theme

if TYPE_CHECKING:
    import uharfbuzz


def share(name: str) -> File:
    """Return a folder of a checkout, or the copy of it inside the installed package."""
    package = File(__file__).parent
    checkout = package.parent / name
    return checkout if (package.parent / "build.py").is_file() else package / "share" / name


class Run(Struct, frozen=True, cache_hash=True):
    """Characters of one font: advance in em, and the kerning before single characters in em."""

    font: str
    text: str
    advance: float
    kerns: tuple[tuple[int, float], ...] = ()


class Metrics(Struct, frozen=True):
    """Heights of a font above (and depth below) the baseline, in em."""

    ascent: float
    descent: float
    cap_height: float


class Fonts:
    """The fonts of a theme: which characters they have, and how wide kerned text is."""

    def __init__(self, folder: File, files: Mapping[str, str]) -> None:
        self.folder = folder
        self.files = dict(files)
        self._opened: dict[str, tuple[uharfbuzz.Font, frozenset[int], float]] = {}
        self._runs: dict[tuple[str, tuple[str, ...]], tuple[Run, ...]] = {}
        self._widths: dict[tuple[str, tuple[str, ...]], float] = {}
        self._metrics: dict[str, Metrics] = {}

    def file(self, name: str) -> File:
        return self.folder / self.files[name]

    def runs(self, text: str, chain: tuple[str, ...]) -> tuple[Run, ...]:
        """Return text split into runs, each in the first font of the chain that has its characters.

        Raises LookupError with the first character that no font has.
        """
        key = (text, chain)
        found = self._runs.get(key)
        if found is None:
            if len(self._runs) > 50_000:
                self._runs.clear()
            found = self._runs[key] = tuple(
                self._shape(font, part) for font, part in self._split(text, chain)
            )
        return found

    def width(self, text: str, chain: tuple[str, ...]) -> float:
        """Return the width of text in em."""
        key = (text, chain)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > 100_000:
                self._widths.clear()
            found = self._widths[key] = sum(run.advance for run in self.runs(text, chain))
        return found

    def missing(self, text: str, chain: tuple[str, ...]) -> str:
        """Return the first character that no font of the chain has, or nothing."""
        if self._open(chain[0])[1].issuperset(map(ord, text)):
            return ""
        return next(
            (c for c in text if not any(ord(c) in self._open(font)[1] for font in chain)), ""
        )

    def metrics(self, chain: tuple[str, ...]) -> Metrics:
        """Return the heights of a chain's first font."""
        name = chain[0]
        if name not in self._metrics:
            self._metrics[name] = self._measure(name)
        return self._metrics[name]

    def _measure(self, name: str) -> Metrics:
        import uharfbuzz as hb

        font, _, scale = self._open(name)
        extents: Any = font.get_font_extents("ltr")
        cap_height = font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or 0
        return Metrics(extents.ascender / scale, -extents.descender / scale, cap_height / scale)

    def _split(self, text: str, chain: tuple[str, ...]) -> list[tuple[str, str]]:
        if not text:
            return []
        _, first, _ = self._open(chain[0])
        if first.issuperset(map(ord, text)):
            return [(chain[0], text)]
        parts: list[tuple[str, str]] = []
        for character in text:
            for font in chain:
                if ord(character) in self._open(font)[1]:
                    break
            else:
                raise LookupError(character)
            if parts and (parts[-1][0] == font or character == " "):
                parts[-1] = (parts[-1][0], parts[-1][1] + character)
            else:
                parts.append((font, character))
        return parts

    def _shape(self, name: str, text: str) -> Run:
        import uharfbuzz as hb

        font, _, scale = self._open(name)
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        # Ligatures off: what is copied or read aloud is then exactly what was written.
        hb.shape(font, buffer, {"kern": True, "liga": False, "clig": False, "calt": False})
        positions: Any = buffer.glyph_positions
        infos: Any = buffer.glyph_infos
        advance = sum(position.x_advance for position in positions) / scale
        kerns = []
        for info, position in zip(infos, positions, strict=True):
            shift = position.x_advance - font.get_glyph_h_advance(info.codepoint)
            if shift:
                kerns.append((info.cluster + 1, shift / scale))
        return Run(name, text, advance, tuple(kerns))

    def _open(self, name: str) -> tuple[uharfbuzz.Font, frozenset[int], float]:
        opened = self._opened.get(name)
        if opened is None:
            import uharfbuzz as hb

            path = self.file(name)
            try:
                data = path.read_bytes()
            except OSError:
                data = b""
            face = hb.Face(data)
            if not _is_whole(data) or not face.unicodes:
                missing = "is missing" if not path.is_file() else "cannot be read"
                raise Undoable(
                    f"the font file {path} {missing}",
                    hint="put the TrueType file back, or name another one in theme.yaml",
                )
            opened = (hb.Font(face), frozenset(face.unicodes), float(face.upem))
            self._opened[name] = opened
        return opened


SOFT = "\u00ad"  # a soft hyphen: "break here if you must"
# Between words stands any space but the no-break ones, which keep two words together.
WORD = re.compile(r"(?:\S|[\u00a0\u2007\u202f])+")
# Where the writing itself allows a break: at a soft hyphen, after a hyphen or a slash.
WRITTEN = re.compile(r"(?<=.)(?:\u00ad|[-/]+)(?=[^-/\u00ad])")
PUNCTUATED = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
UNBROKEN = re.compile(r"[@.:\d_]|\s")  # in an address or a number a hyphen would mislead
DIAERESES = str.maketrans("äëïöüÄËÏÖÜ", "aeiouAEIOU")


def words(text: str) -> list[str]:
    """Return the words of a text, as a line may part them."""
    return WORD.findall(text)


def _is_whole(font: bytes) -> bool:
    """Whether a file holds all tables that its directory (OpenType, chapter 4) promises."""
    tables = int.from_bytes(font[4:6])
    entries = (font[12 + 16 * n : 28 + 16 * n] for n in range(tables))
    ends = (int.from_bytes(e[8:12]) + int.from_bytes(e[12:16]) for e in entries)
    return 12 + 16 * tables <= len(font) and all(end <= len(font) for end in ends)


class Hyphens:
    """Where words of a language may be broken; the patterns are loaded when first asked for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._breaks: dict[str, tuple[tuple[str, str], ...]] = {}

    def breaks(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return (head with hyphen, tail) pairs as they are drawn, the longest head first."""
        found = self._breaks.get(word)
        if found is None:
            found = self._breaks[word] = tuple(self._find(word))
        return found

    def _find(self, word: str) -> list[tuple[str, str]]:
        if written := [self._parted(word, found) for found in WRITTEN.finditer(word)]:
            return written[::-1]
        punctuated = PUNCTUATED.fullmatch(word)
        before, core, after = punctuated.groups() if punctuated else ("", word, "")
        if len(core) < 6 or UNBROKEN.search(core) or self._dictionary is None:
            return []
        return [
            (f"{before}{head}-", self._respelt(head, tail) + after)
            for head, tail in self._dictionary.iterate(core)
        ]

    def _parted(self, word: str, found: re.Match[str]) -> tuple[str, str]:
        head, tail = word[: found.end()], word[found.end() :]
        if not head.endswith(SOFT):
            return head.replace(SOFT, ""), tail
        head = head.replace(SOFT, "")
        return f"{head}-", self._respelt(head, tail)

    def _respelt(self, head: str, tail: str) -> str:
        """In Dutch a diaeresis parts two vowels; at a line's end the hyphen does (co-ordinatie)."""
        if self.language.startswith("nl") and head[-1:].lower() in "aeiou":
            return tail[:1].translate(DIAERESES) + tail[1:]
        return tail

    @cached_property
    def _dictionary(self) -> Any:
        import pyphen

        language = pyphen.language_fallback(self.language.replace("-", "_"))
        return pyphen.Pyphen(lang=language, left=2, right=2) if language else None


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
        file = self.folder / "theme.yaml"
        try:
            text = file.read_bytes()
        except OSError as error:
            raise Undoable(f"{file} cannot be read: {error.strerror}") from None
        return theme.read(loader.read(text, str(file)).data, Place(str(file)))

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
            self._icons[name] = read_icon(name, file.read_bytes(), str(file))
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
