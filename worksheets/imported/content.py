"""A page, with all that its instructions name: its form, written anew.

Of the source's own tags, layers and names nothing is left: the page is one figure to someone who
listens. What is not used is not taken along, so that it can do no harm.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pypdf.generic import ContentStream, DictionaryObject

from worksheets.fonts.unicode import to_unicode
from worksheets.geometry import number
from worksheets.imported import codes, colours, fonts, images
from worksheets.imported.fonts import Letters
from worksheets.imported.instructions import Writing
from worksheets.imported.source import Source, Unreadable, get, name, resolved
from worksheets.imported.stored import Part, Stored, packed

MOST_CONTENT = 20_000_000  # bytes of instructions for one page or drawing
STATE = (  # of a graphics state; what belongs to one printer is left out (6.2.5)
    *("/LW", "/LC", "/LJ", "/ML", "/D", "/OP", "/op", "/OPM", "/FL", "/SM", "/SA"),
    *("/CA", "/ca", "/AIS", "/TK"),
)
OVERPRINT = ("/OP", "/op", "/OPM")  # has no meaning on a screen
TRANSFERS = {"/TR": ("/Identity",), "/TR2": ("/Identity", "/Default")}
BLENDS = frozenset(
    {
        *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten"),
        *("/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion"),
        *("/Hue", "/Saturation", "/Color", "/Luminosity"),
    }
)
FORM = ("/BBox", "/Matrix")
TILE = ("/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
SHADING = (
    *("/ShadingType", "/Background", "/BBox", "/AntiAlias", "/Coords", "/Domain", "/Extend"),
    *("/Function", "/Matrix", "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag"),
    *("/Decode", "/VerticesPerRow"),
)


class Drawing(NamedTuple):
    """Instructions, and the resources that they name."""

    data: bytes
    resources: list[Part]


class Contents:
    """The content streams of one PDF."""

    def __init__(self, source: Source, reader: Any) -> None:
        self.source = source
        self.reader = reader
        self._around: list[Any] = []  # kept alive, and so their ids

    def page(self, page: Any, box: tuple[float, ...], matrix: tuple[float, ...]) -> Stored:
        """Return a page as a form that shows what is in a box, through a matrix."""
        raw = page.raw_get("/Contents") if "/Contents" in page else None
        drawing = self._drawing([raw], self._resources(page))[0]
        return packed(
            [
                b"/Type/XObject/Subtype/Form",
                b"/BBox[%b]/Matrix[%b]" % (_written(box), _written(matrix)),
                *self._group(page),
                *(b"/Resources<<", *drawing.resources, b">>"),
            ],
            drawing.data,
        )

    def letters(self, raw: Any, resources: Any) -> Letters:
        """Return the font that is meant by a name."""
        value = resolved(raw)
        if not isinstance(value, DictionaryObject):
            raise Unreadable("text in a font that is not there")
        if get(value, "/Subtype") == "/Type3":
            make = lambda: self._drawn_letters(value, resources)  # noqa: E731  # made at once
        else:
            make = lambda: fonts.letters(self.source, value)  # noqa: E731
        letters: Letters = self.source.once(("font", getattr(raw, "idnum", id(value))), make)
        return letters

    def resource(self, kind: str, raw: Any, resources: Any) -> list[Part]:
        """Return what stands for a resource of a kind."""
        if kind == "/ColorSpace":
            return colours.space(self.source, raw, colours.defaults_of(resources))
        if kind == "/Font":
            return [self.letters(raw, resources).stored]
        value = resolved(raw)
        if not isinstance(value, DictionaryObject):
            raise Unreadable("something that is drawn and is not there")
        make = {
            "/ExtGState": self._state,
            "/XObject": self._external,
            "/Pattern": self._pattern,
            "/Shading": self._shading,
        }[kind]
        number = getattr(raw, "idnum", None)
        if number is None:
            return [make(value, resources)]
        # Without resources of its own it depends on those around it, as pictures do for colours.
        own = isinstance(get(value, "/Resources"), DictionaryObject)
        key = (kind, number, None if own else id(resources))
        return [self.source.once(key, lambda: make(value, resources))]

    # -- instructions -------------------------------------------------------------------------

    def _resources(self, owner: Any, around: Any = None) -> Any:
        """What the names in a stream mean: its own resources, or else those around it."""
        own = get(owner, "/Resources")
        resources = own if isinstance(own, DictionaryObject) else around
        resources = resources if isinstance(resources, DictionaryObject) else {}
        self._around.append(resources)
        return resources

    def _drawing(self, streams: list[Any], resources: Any) -> list[Drawing]:
        """Return the instructions of some streams, without tags, with all that they name."""
        writing = Writing(self.source, resources, self.letters)
        written = []
        for raw in streams:
            if resolved(raw) is not None:
                stream = ContentStream(raw, self.reader, "bytes")
                if len(stream.get_data()) > MOST_CONTENT:
                    raise Unreadable("far more instructions than a page needs")
                for operands, operator in stream.operations:
                    writing.add(operands, operator)
            written.append(writing.taken())
        used = self._used(writing.used, resources)
        return [Drawing(data, used) for data in written]

    def _used(self, used: dict[str, dict[str, Any]], resources: Any) -> list[Part]:
        """Return the resources that were named, and the colour spaces that replace a device's."""
        parts: list[Part] = []
        defaults = colours.defaults_of(resources)
        if defaults:
            used.setdefault("/ColorSpace", {}).update(
                {key: defaults.raw_get(key) for key in colours.DEFAULTS.values() if key in defaults}
            )
        for kind, named in used.items():
            parts += [kind.encode(), b"<<"]
            for key, raw in named.items():
                parts += [name(key), b" ", *self.resource(kind, raw, resources)]
            parts.append(b">>")
        return parts

    def _group(self, owner: Any) -> list[Part]:
        """What says how transparent parts are mixed; only where it is told."""
        group = get(owner, "/Group")
        if not isinstance(group, DictionaryObject) or get(group, "/S") != "/Transparency":
            return []
        parts: list[Part] = [b"/Group<</S/Transparency"]
        parts += self.source.entries(group, ("/I", "/K"))
        if get(group, "/CS") is not None:
            parts += [b"/CS ", *colours.space(self.source, group.raw_get("/CS"))]
        return [*parts, b">>"]

    # -- what instructions name ---------------------------------------------------------------

    def _external(self, value: Any, resources: Any) -> Stored:
        if "/OC" in value:
            self.source.layer(value.raw_get("/OC"))
        kind = get(value, "/Subtype")
        if kind == "/Image":
            return images.image(self.source, value, colours.defaults_of(resources))
        if kind != "/Form" or "/PS" in value or get(value, "/Subtype2") == "/PS":
            self.source.fault("it has a part in PostScript")
            return Stored([b"null"])
        return self._stream(value, [b"/Type/XObject/Subtype/Form"], FORM, resources)

    def _stream(self, value: Any, keys: list[Part], kept: tuple[str, ...], around: Any) -> Stored:
        """A stream of instructions with resources of its own."""
        (drawing,) = self._drawing([value], self._resources(value, around))
        keys += [*self.source.entries(value, kept), *self._group(value)]
        return packed([*keys, b"/Resources<<", *drawing.resources, b">>"], drawing.data)

    def _pattern(self, value: Any, resources: Any) -> Stored:
        if get(value, "/PatternType") == 1:
            return self._stream(value, [b"/PatternType 1"], TILE, resources)
        shading = self.resource("/Shading", value.raw_get("/Shading"), resources)
        parts = [b"<</PatternType 2", *self.source.entries(value, ("/Matrix",))]
        if isinstance(get(value, "/ExtGState"), DictionaryObject):
            state = self.resource("/ExtGState", value.raw_get("/ExtGState"), resources)
            parts += [b"/ExtGState ", *state]
        return Stored([*parts, b"/Shading ", *shading, b">>"])

    def _shading(self, value: Any, resources: Any) -> Stored:
        parts = self.source.entries(value, SHADING)
        space = value.raw_get("/ColorSpace")
        parts += [
            b"/ColorSpace ",
            *colours.space(self.source, space, colours.defaults_of(resources)),
        ]
        if hasattr(value, "get_data"):
            return packed(parts, self.source.data(value))
        return Stored([b"<<", *parts, b">>"])

    def _state(self, value: Any, resources: Any) -> Stored:
        source = self.source
        kept = STATE if source.plates else tuple(key for key in STATE if key not in OVERPRINT)
        parts: list[Part] = [b"<</Type/ExtGState", *source.entries(value, kept)]
        for key, harmless in TRANSFERS.items():
            if key in value and get(value, key) not in harmless:
                source.fault("it changes colours for one printer (a transfer function)")
        if get(value, "/RI") in images.INTENTS:
            parts += source.entries(value, ("/RI",))
        if "/BM" in value:
            blend = get(value, "/BM")
            known = [mode for mode in images.listed(blend) if mode in BLENDS]
            if not known:
                source.fault(f"it mixes colours in a way that is not known ({blend})")
            parts += [b"/BM", *([name(known[0])] if known else [b"/Normal"])]
        mask = get(value, "/SMask")
        if isinstance(mask, DictionaryObject):
            drawn = self.resource("/XObject", mask.raw_get("/G"), resources)
            entries = source.entries(mask, ("/S", "/BC", "/TR"))
            parts += [b"/SMask<<", *entries, b"/G ", *drawn, b">>"]
        elif mask is not None:
            parts.append(b"/SMask/None")
        return Stored([*parts, b">>"])

    def _drawn_letters(self, font: Any, around: Any) -> Letters:
        """A Type 3 font: each of its signs is a drawing."""
        signs = dict(get(font, "/CharProcs") or {})
        resources = self._resources(font, around)
        drawings = self._drawing([resolved(raw) for raw in signs.values()], resources)
        parts: list[Part] = []
        for sign, drawing in zip(signs, drawings, strict=True):
            parts += [name(sign), b" ", packed([], drawing.data)]
        says = codes.texts(self.source, font)
        unicode = packed([], to_unicode(says, digits=2).encode("latin-1"))
        stored = Stored(
            [
                *(b"<</Type/Font/Subtype/Type3/CharProcs<<", *parts, b">>"),
                *(b"/Resources<<", *(drawings[0].resources if drawings else ()), b">>"),
                *self.source.entries(font, ("/FontBBox", "/FontMatrix", *fonts.SIMPLE)),
                *(b"/ToUnicode ", unicode, b">>"),
            ]
        )
        return Letters(stored, "of drawn signs", False, says)


def _written(values: tuple[float, ...]) -> bytes:
    return " ".join(number(value, 9) for value in values).encode()
