"""The instructions of a page or a drawing, one by one: written anew, refused, or left out.

Tags are left out, and text that nobody sees when it would be wrong in an archive. What the
instructions name is taken along; what that is, `content.py` says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pypdf.generic import DictionaryObject, FloatObject

from worksheets.imported import colours, images
from worksheets.imported.fonts import Letters
from worksheets.imported.source import (
    ARCHIVE,
    PRINT_ANEW,
    Source,
    Unreadable,
    get,
    resolved,
    simple,
)

MARKS = frozenset({b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"BX", b"EX"})
SHOWING = {b"Tj": 0, b"'": 0, b'"': 2}  # which operand is the text
# All other operators that there are (ISO 32000-1, annex A).
PLAIN = frozenset(
    b"b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri s S"
    b" SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
DEEPEST_STATE = 24  # q within q; with ours no more than 28 (ISO 19005-2, 6.1.13)
INVISIBLE = 3  # a way to show text: not at all, as over a scan that was read


class State(NamedTuple):
    """What text is shown in at some place among the instructions."""

    font: Any = None  # as the resources have it
    chosen: tuple[Any, ...] = ()  # the operands that choose it
    is_written: bool = False
    mode: int = 0


class Writing:
    """Instructions while they are written, and what they name."""

    def __init__(
        self, source: Source, resources: Any, letters: Callable[[Any, Any], Letters]
    ) -> None:
        self.used: dict[str, dict[str, Any]] = {}
        self._source = source
        self._resources = resources
        self._letters = letters  # the font that is meant by a name, among some resources
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
                self._source.layer(self._named("/Properties", operands[1]))
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
                    colours.device(source, operands[0], colours.defaults_of(self._resources))
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
        defaults = colours.defaults_of(self._resources)
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
                colours.space(self._source, settings[key], colours.defaults_of(self._resources))
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
        letters = self._letters(self._state.font, self._resources)
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
