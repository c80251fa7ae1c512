"""Fonts, icons, theme and templates: the only reader of those files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
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

    def metrics(self, chain: tuple[str, ...]) -> Metrics:
        return self._metrics(chain[0])

    def _metrics(self, name: str) -> Metrics:
        import uharfbuzz as hb

        font, _, scale = self._open(name)
        extents: Any = font.get_font_extents("ltr")
        cap_height = font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or 0
        return Metrics(extents.ascender / scale, -extents.descender / scale, cap_height / scale)

    def _split(self, text: str, chain: tuple[str, ...]) -> list[tuple[str, str]]:
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
                face = hb.Face(hb.Blob.from_file_path(path))
            except (hb.HarfBuzzError, OSError):
                face = None
            if face is None or not face.glyph_count:
                missing = "is missing" if not path.is_file() else "cannot be read"
                raise Undoable(
                    f"the font file {path} {missing}",
                    hint="put the TrueType file back, or name another one in theme.yaml",
                )
            opened = (hb.Font(face), frozenset(face.unicodes), float(face.upem))
            self._opened[name] = opened
        return opened


class Hyphens:
    """Where words of a language may be broken; the patterns are loaded when first asked for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._breaks: dict[str, tuple[tuple[str, str], ...]] = {}

    def breaks(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return (head with hyphen, tail) pairs, the longest head first."""
        found = self._breaks.get(word)
        if found is None:
            found = self._breaks[word] = tuple(self._find(word))
        return found

    def _find(self, word: str) -> list[tuple[str, str]]:
        if "\u00ad" in word:
            parts = word.split("\u00ad")
            return [
                ("".join(parts[:i]) + "-", "".join(parts[i:])) for i in range(len(parts) - 1, 0, -1)
            ]
        for sign in "-/":
            if sign in word[1:-1]:
                places = [i + 1 for i in range(1, len(word) - 1) if word[i] == sign]
                return [(word[:i], word[i:]) for i in reversed(places)]
        if len(word) < 6 or self._dictionary is None:
            return []
        return [(head + "-", tail) for head, tail in self._dictionary.iterate(word)]

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
            file = self.folder / "icons" / f"{name}.svg"
            known = {path.stem for path in file.parent.glob("*.svg")}
            if name not in known:
                raise Problem(f"there is no icon {name!r}", at, hint=nearest(name, known))
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
    shapes: list[Shape] = []
    _collect(root, {"fill": "black", "stroke": "none", "stroke-width": "1"}, shapes)
    return Icon(name, (x, y, width, height), tuple(shapes))


def _collect(element: elements.Element, above: Mapping[str, str], shapes: list[Shape]) -> None:
    look = {**above, **{k: v for k, v in element.attributes.items() if k in INHERITED}}
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
        shapes.append(Shape(segments, float(look["stroke-width"])))


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
