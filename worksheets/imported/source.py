"""A PDF while it is read: what its objects become, and what is wrong with them.

An object that several pages share is read once. What is wrong with it is told for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from io import BytesIO
from typing import Any, NamedTuple

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
)

from worksheets.imported.stored import Part, Stored, packed

DEEPEST = 24  # objects within objects, forms within forms
MOST_BYTES = 200_000_000  # of all streams of a file, when they are unpacked
UNPACKED = ("/Length", "/Filter", "/DecodeParms", "/F", "/FFilter", "/FDecodeParms", "/DL")

PRINT_ANEW = "print it to a PDF anew, and name that file"
ARCHIVE = (
    "save it anew as a PDF/A: in Word under Options, 'ISO 19005-1 compliant';"
    " in LibreOffice 'Archive (PDF/A)'"
)


class Fault(NamedTuple):
    """Something that keeps a page from being printed as it is, and a way out."""

    fact: str
    hint: str


class Unreadable(Exception):
    """What a PDF holds makes no sense: it is damaged, or made to do harm."""


class Source:
    """The objects of one PDF, each kept as it is written elsewhere."""

    def __init__(self, *, plates: bool, hidden: frozenset[int] = frozenset()) -> None:
        self.plates = plates  # for a press: cyan, magenta, yellow and black
        self.hidden = hidden  # the numbers of layers that are not shown
        self._faults: dict[Fault, None] = {}
        self._kept: dict[Hashable, tuple[Any, tuple[Fault, ...]]] = {}
        self._open: set[Hashable] = set()
        self._bytes = 0

    def fault(self, fact: str, hint: str = PRINT_ANEW) -> None:
        """Note what is wrong with what is being read."""
        self._faults[Fault(fact, hint)] = None

    def note(self, faults: Iterable[Fault]) -> None:
        """Note faults that were found aside."""
        self._faults |= dict.fromkeys(faults)

    def aside(self, look: Callable[[], None]) -> tuple[Fault, ...]:
        """Return what a look finds wrong, without noting it."""
        before, self._faults = self._faults, {}
        try:
            look()
            return tuple(self._faults)
        finally:
            self._faults = before

    def faults(self) -> tuple[Fault, ...]:
        """Return what was wrong since this was asked before."""
        faults, self._faults = tuple(self._faults), {}
        return faults

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made for a key, and note again what was wrong with it."""
        if key not in self._kept:
            if key in self._open:
                raise Unreadable("an object that is part of itself")
            if len(self._open) >= DEEPEST:
                raise Unreadable(f"more than {DEEPEST} objects within each other")
            self._open.add(key)
            before, self._faults = self._faults, {}
            try:
                self._kept[key] = make(), tuple(self._faults)
            finally:
                self._faults = before
                self._open.remove(key)
        kept, faults = self._kept[key]
        self.note(faults)
        return kept

    def layer(self, raw: Any) -> None:
        """Note when something lies in a layer that is not shown."""
        layer = resolved(raw)
        if not isinstance(layer, DictionaryObject):
            return
        members = layer.raw_get("/OCGs") if "/OCGs" in layer else None  # of several layers
        listed = resolved(members)
        every = [raw, members, *(listed if isinstance(listed, list) else ())]
        if any(getattr(reference, "idnum", None) in self.hidden for reference in every):
            self.fault("it has a layer that is not shown")

    # -- copies -------------------------------------------------------------------------------

    def copied(self, value: Any, depth: int = 0) -> list[Part]:
        """Return what is written for a value of any sort that draws nothing by itself."""
        if depth > DEEPEST:
            raise Unreadable(f"more than {DEEPEST} values within each other")
        if isinstance(value, IndirectObject):
            target = resolved(value)
            if not isinstance(target, DictionaryObject | ArrayObject):
                return self.copied(target, depth)
            make = lambda: self._stored(target)  # noqa: E731  # made at once
            return [self.once(("copy", value.idnum), make)]
        if isinstance(value, StreamObject):
            return [self._stored(value)]
        if isinstance(value, DictionaryObject):
            return self.dictionary(value, value, depth)
        if isinstance(value, list):
            parts: list[Part] = [b"["]
            for item in value:
                parts += [*self.copied(item, depth + 1), b" "]
            return [*parts, b"]"]
        return [simple(value)]

    def dictionary(self, value: Any, keys: Any, depth: int = 0) -> list[Part]:
        """Return a dictionary with those keys of a value that it has."""
        return [b"<<", *self.entries(value, keys, depth), b">>"]

    def entries(self, value: Any, keys: Any, depth: int = 0) -> list[Part]:
        """Return the entries of some keys, as they stand in a dictionary."""
        parts: list[Part] = []
        for key in keys:
            if key in value and resolved(value.raw_get(key)) is not None:
                parts += [name(key), b" ", *self.copied(value.raw_get(key), depth + 1)]
        return parts

    def stream(self, value: Any, keys: Any) -> Stored:
        """Return a stream, compressed anew, with those keys of it that are told."""
        return packed(self.entries(value, keys), self.data(value))

    def data(self, value: Any) -> bytes:
        """Return what a stream holds, unpacked."""
        if "/F" in value:
            raise Unreadable("a part that lies in another file")
        data: bytes = value.get_data()
        self._bytes += len(data)
        if self._bytes > MOST_BYTES:
            raise Unreadable("far more in it than its pages need")
        return data

    def _stored(self, value: Any) -> Stored:
        if isinstance(value, StreamObject):
            return self.stream(value, [key for key in value if key not in UNPACKED])
        return Stored(self.copied(value))


def resolved(value: Any) -> Any:
    """Return what is meant by a reference; None for what is not there."""
    for _ in range(DEEPEST):
        if not isinstance(value, IndirectObject):
            return None if isinstance(value, NullObject) else value
        value = value.get_object()
    raise Unreadable("references that lead to each other")


def get(value: Any, key: str) -> Any:
    """Return what a dictionary has under a key; None when it has nothing."""
    return resolved(value.raw_get(key)) if key in value else None


def simple(value: Any) -> bytes:
    """Return what is written for a name, a number, a string, true or false."""
    if value is None:
        return b"null"
    out = BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def name(key: str) -> bytes:
    """Return a name as it is written."""
    from pypdf.generic import NameObject

    return simple(NameObject(key))


def numbers(value: Any, count: int) -> tuple[float, ...] | None:
    """Return so many numbers of a list; None when it is something else."""
    value = resolved(value)
    if not isinstance(value, list) or len(value) != count:
        return None
    items = [resolved(item) for item in value]
    if not all(isinstance(item, int | float) and abs(item) < 1e7 for item in items):
        return None
    return tuple(map(float, items))
