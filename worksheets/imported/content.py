"""The instructions that draw a page, and all that they name: its form, written anew.

Of the source's own tags, layers and names nothing is left: the page is one figure to someone who
listens. What is not used is not taken along, so that it can do no harm.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pypdf.generic import ContentStream, DictionaryObject, FloatObject

from worksheets.fonts.unicode import to_unicode
from worksheets.geometry import number
from worksheets.imported import codes, colours, fonts, images
from worksheets.imported.fonts import Letters
from worksheets.imported.source import (
    ARCHIVE,
    PRINT_ANEW,
    Source,
    Unreadable,
    get,
    name,
    resolved,
    simple,
)
from worksheets.imported.stored import Part, Stored, packed

MOST_CONTENT = 20_000_000  # bytes of instructions for one page or drawing
MARKS = frozenset({b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"BX", b"EX"})
SHOWING = {b"Tj": 0, b"'": 0, b'"': 2}  # which operand is the text
# All other operators that there are (ISO 32000-1, annex A).
PLAIN = frozenset(
    b"b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri s S"
    b" SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
DEEPEST_STATE = 24  # q within q; with ours no more than 28 (ISO 19005-2, 6.1.13)
INVISIBLE = 3  # a way to show text: not at all, as over a scan that was read
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


class State(NamedTuple):
    """What text is shown in at some place among the instructions."""

    font: Any = None  # as the resources have it
    chosen: tuple[Any, ...] = ()  # the operands that choose it
    is_written: bool = False
    mode: int = 0


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
            return colours.space(self.source, raw, _defaults(resources))
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

    def layer(self, raw: Any) -> None:
        """Note when something lies in a layer that is not shown."""
        layer = resolved(raw)
        if not isinstance(layer, DictionaryObject):
            return
        members = layer.raw_get("/OCGs") if "/OCGs" in layer else None  # of several layers
        listed = resolved(members)
        every = [raw, members, *(listed if isinstance(listed, list) else ())]
        if any(getattr(reference, "idnum", None) in self.source.hidden for reference in every):
            self.source.fault("it has a layer that is not shown")

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
        writing = _Writing(self, resources)
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
        defaults = _defaults(resources)
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
            self.layer(value.raw_get("/OC"))
        kind = get(value, "/Subtype")
        if kind == "/Image":
            return images.image(self.source, value, _defaults(resources))
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
        parts += [b"/ColorSpace ", *colours.space(self.source, space, _defaults(resources))]
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


class _Writing:
    """Instructions while they are written, and what they name."""

    def __init__(self, contents: Contents, resources: Any) -> None:
        self.used: dict[str, dict[str, Any]] = {}
        self._contents = contents
        self._source = contents.source
        self._resources = resources
        self._out: list[bytes] = []
        self._state = State()
        self._states: list[State] = []

    def taken(self) -> bytes:
        """Return what was written, with all that was saved restored."""
        data = b"\n".join([*self._out, *[b"Q"] * len(self._states)])
        self._out, self._states, self._state = [], [], State()
        return data

    def add(self, operands: Any, operator: bytes) -> None:
        """Write one instruction, or what stands for it."""
        if operator == b"INLINE IMAGE":
            self._inline(operands)
        elif operator in MARKS:
            if operator == b"BDC" and operands[:1] == ["/OC"]:
                self._contents.layer(self._named("/Properties", operands[1]))
        elif operator not in PLAIN:
            text = operator.decode("latin-1")[:20]
            raise Unreadable(f"an instruction that is not known ({text!r})")
        else:
            self._plain(operands, operator)

    def _plain(self, operands: Any, operator: bytes) -> None:
        source = self._source
        match operator:
            case b"q":
                if len(self._states) >= DEEPEST_STATE:
                    source.fault("its drawings are nested too deeply", PRINT_ANEW)
                self._states.append(self._state)
            case b"Q":
                if not self._states:
                    return
                self._state = self._states.pop()
            case b"Tf":
                font = self._named("/Font", operands[0])
                self._state = self._state._replace(
                    font=font, chosen=tuple(operands), is_written=False
                )
                return
            case b"Tr":
                self._state = self._state._replace(mode=int(operands[0]))
            case b"Tj" | b"TJ" | b"'" | b'"':
                self._show(operands, operator)
                return
            case b"gs":
                if "/Font" in resolved(self._use("/ExtGState", operands[0])):
                    source.fault("it chooses a font in an unusual way")
            case b"cs" | b"CS":
                if operands[0] in (colours.GREY, colours.RGB, colours.CMYK, "/Pattern"):
                    colours.device(source, operands[0], _defaults(self._resources))
                else:
                    self._use("/ColorSpace", operands[0])
            case b"rg" | b"RG" | b"k" | b"K":
                operands, operator = self._coloured(operands, operator)
            case b"scn" | b"SCN" if operands and isinstance(operands[-1], str):
                self._use("/Pattern", operands[-1])
            case b"sh":
                self._use("/Shading", operands[0])
            case b"Do":
                self._use("/XObject", operands[0])
            case b"ri" if operands[0] not in images.INTENTS:
                return
        self._write(operands, operator)

    def _write(self, operands: Any, operator: bytes) -> None:
        self._out.append(b" ".join([*map(simple, operands), operator]))

    def _coloured(self, operands: Any, operator: bytes) -> tuple[Any, bytes]:
        """Colours for a screen are mixed of a press's inks, as those of the theme are."""
        defaults = _defaults(self._resources)
        is_rgb = operator in (b"rg", b"RG")
        if is_rgb and self._source.plates and "/DefaultRGB" not in defaults:
            mixed = colours.on_plates([float(value) for value in operands])
            return [FloatObject(value) for value in mixed], b"k" if operator == b"rg" else b"K"
        colours.device(self._source, colours.RGB if is_rgb else colours.CMYK, defaults)
        return operands, operator

    def _inline(self, parts: Any) -> None:
        settings = parts["settings"]
        for key in ("/CS", "/ColorSpace"):
            if self._named("/ColorSpace", settings.get(key)) is not None:
                self._use("/ColorSpace", settings[key])
            elif key in settings:
                colours.space(self._source, settings[key], _defaults(self._resources))
        images.inline(self._source, settings)
        keys = [b"%b %b" % (simple(key), simple(value)) for key, value in settings.items()]
        self._out.append(b"BI %b\nID %b\nEI" % (b" ".join(keys), parts["data"]))

    def _show(self, operands: Any, operator: bytes) -> None:
        """Write text, unless nobody sees it and it would be wrong in an archive."""
        state = self._state
        if state.font is None:
            raise Unreadable("text without a font")
        shown = operands[SHOWING.get(operator, 0)]
        texts = [
            bytes(text) for text in (shown if operator == b"TJ" else [shown]) if _is_text(text)
        ]
        faults = self._source.aside(lambda: self._looked_at(texts))
        if faults and state.mode == INVISIBLE:
            if operator in (b"'", b'"'):
                self._out.append(b"T*")
            return
        self._source.note(faults)
        if not state.is_written:
            self.used.setdefault("/Font", {})[str(state.chosen[0])] = state.font
            self._write(state.chosen, b"Tf")
            self._state = state._replace(is_written=True)
        self._write(operands, operator)

    def _looked_at(self, texts: list[bytes]) -> None:
        """Note what is wrong with text in the font that is chosen."""
        source = self._source
        letters = self._contents.letters(self._state.font, self._resources)
        shown = {code for text in texts for code in letters.codes(text)}
        if not letters.is_whole:
            return
        if not letters.has_zero and 0 in shown:
            source.fault(f"the font {letters.name} lacks a sign that is shown", ARCHIVE)
        elif shown - letters.says.keys():
            source.fault(f"the font {letters.name} does not tell which letters it shows", ARCHIVE)
        if shown & letters.wrong:
            source.fault(f"the font {letters.name} has other widths than it tells", ARCHIVE)

    def _use(self, kind: str, key: Any) -> Any:
        """Return what a name stands for, and take it along."""
        raw = self._named(kind, key)
        if resolved(raw) is None:
            raise Unreadable(f"something that is not there ({str(key)[:20]})")
        self.used.setdefault(kind, {})[str(key)] = raw
        return raw

    def _named(self, kind: str, key: Any) -> Any:
        named = get(self._resources, kind) if self._resources else None
        return named.raw_get(key) if isinstance(named, DictionaryObject) and key in named else None


def _is_text(value: Any) -> bool:
    return isinstance(value, bytes | str)


def _defaults(resources: Any) -> Any:
    """Return the colour spaces of resources when some of them replace those of a device."""
    spaces = get(resources, "/ColorSpace") if resources else None
    spaces = spaces if isinstance(spaces, DictionaryObject) else {}
    return spaces if any(key in spaces for key in colours.DEFAULTS.values()) else {}


def _written(values: tuple[float, ...]) -> bytes:
    return " ".join(number(value, 9) for value in values).encode()
