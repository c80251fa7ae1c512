"""The objects of a PDF to its bytes, small ones packed in object streams (ISO 32000-1, 7.5.7).

ReportLab keeps its own objects (catalog, information) and formats them; pages, forms, fonts, images
and structure elements are ours and come as finished bytes. A tagged file is a third so large.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from typing import Any

from reportlab.pdfbase import pdfdoc

PACKED = 200  # objects in an object stream
LINE = b"%\xe2\xe3\xcf\xd3\n"  # bytes above 127: not a text file (7.5.2)


class Raw(pdfdoc.PDFObject):
    """A finished object among ReportLab's: its bytes are the file's."""

    __slots__ = ("data",)
    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, _document: object) -> bytes:
        return self.data


class PdfObjects(pdfdoc.PDFDocument):
    """ReportLab's document, with objects of our own beside its."""

    def __init__(self, **options: Any) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7), **options)
        self.outline_root: bytes | None = None
        self._streams: dict[int, bytes] = {}
        self._small: list[tuple[int, bytes]] = []
        # In which object stream an object lies, and where in it: by number, 0 is nowhere.
        self._holders = array("L", [0])
        self._places = array("L", [0])

    def GetPDFData(self, _canvas: object) -> bytes:  # noqa: N802  (the name is ReportLab's)
        """Return the whole file; ReportLab would look for its own outline and fonts first."""
        self.info.invariant = self.invariant
        self.info.digest(self.signature)
        self.Reference(self.Catalog)
        self.Reference(self.info)
        self.Catalog.Outlines = self.outline_root
        return self.format()

    def reference(self, number: int) -> bytes:
        """Return what ReportLab writes as it is where one of our objects is meant."""
        return b"%d 0 R" % number

    def number(self, name: str) -> int:
        """Return the number of an object that ReportLab knows by name."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def reserve(self) -> int:
        """Return a number for an object whose bytes come later."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def put(self, number: int, data: bytes) -> None:
        """Give a reserved number its bytes; small objects are packed as they come."""
        if data.endswith(b"endstream"):
            self._streams[number] = data
            return
        self._small.append((number, data))
        if len(self._small) == PACKED:
            self._pack()

    def add(self, data: bytes) -> int:
        """Add a finished object and return its number."""
        number = self.reserve()
        self.put(number, data)
        return number

    def add_stream(self, dictionary: str, data: bytes) -> int:
        """Add a stream, compressed."""
        return self.add(stream(dictionary, zlib.compress(data)))

    def format(self) -> bytes:
        """Return the whole file; called by ReportLab when it saves."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        number = 1
        while number <= self.objectcounter:
            # Formatting one of ReportLab's objects may add another.
            if number in self.numberToId:
                content = self.idToObject[self.numberToId[number]]
                self.put(number, pdfdoc.format(content, self, toplevel=1).rstrip())
            number += 1
        if self._small:
            self._pack()
        out = bytearray(b"%PDF-1.7\n" + LINE)
        offsets = {}
        for number in sorted(self._streams):
            offsets[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, self._streams[number])
        last = self.reserve()
        offsets[last] = start = len(out)
        # Where an object is: its type (1 in the file, 2 in an object stream), and two numbers.
        rows = [struct.pack(">BIH", 0, 0, 65535)]
        for number in range(1, last + 1):
            if number in offsets:
                rows.append(struct.pack(">BIH", 1, offsets[number], 0))
            else:
                rows.append(struct.pack(">BIH", 2, self._holders[number], self._places[number]))
        identity = pdfdoc.format(self.ID(), self).split(b"]")[0].strip().decode("latin-1")
        known = f"/Root {_text(root, self)}/Info {_text(info, self)}/ID{identity}]"
        table = zlib.compress(b"".join(rows))
        xref = stream(f"/Type/XRef/Size {last + 1}/W[1 4 2]{known}", table)
        out += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, xref, start)
        return bytes(out)

    def _pack(self) -> None:
        """Put the small objects that wait into an object stream."""
        holder = self.reserve()
        missing = self.objectcounter + 1 - len(self._holders)
        self._holders.extend([0] * missing)
        self._places.extend([0] * missing)
        for place, (number, _) in enumerate(self._small):
            self._holders[number], self._places[number] = holder, place
        self._streams[holder] = _object_stream(self._small)
        self._small = []


# Two bytes, so that data that ends in a carriage return is not taken for half of a line end.
END = b"\r\nendstream"


def stream(dictionary: str, packed: bytes, filter: str = "/FlateDecode") -> bytes:
    """Return a stream of compressed bytes with the given keys in its dictionary."""
    head = f"<<{dictionary}/Filter{filter}/Length {len(packed)}>>\nstream\n"
    return head.encode("latin-1") + packed + END


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    places, at = [], 0
    for number, data in objects:
        places.append(f"{number} {at}")
        at += len(data) + 1
    index = " ".join(places).encode("latin-1") + b"\n"
    body = b"\n".join(data for _, data in objects)
    keys = f"/Type/ObjStm/N {len(objects)}/First {len(index)}"
    return stream(keys, zlib.compress(index + body))


def _text(reference: Any, document: PdfObjects) -> str:
    return bytes(pdfdoc.format(reference, document)).decode("latin-1")
