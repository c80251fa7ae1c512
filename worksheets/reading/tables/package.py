"""The zip that a workbook is, and the XML in it; nothing in it may grow out of hand.

Expat, called directly: a DTD is refused, and with it entities of one's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Literal
from xml.parsers import expat
from zipfile import ZipFile

from worksheets.problems import Place, Problem

MOST_UNPACKED = 500 << 20  # bytes of a workbook's sheets: a million rows of empty cells have 100 MB
CHUNK = 1 << 16

# The start of an element and its attributes, a text, or the end of an element; without namespaces.
Event = tuple[Literal["start", "text", "end"], str, dict[str, str]]
NONE: dict[str, str] = {}
IDLE = "calcext"  # LibreOffice's own twins of attributes


class Package:
    """The files of a workbook, unpacked one at a time."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._zip = ZipFile(BytesIO(data))
        self.names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}
        self._room = MOST_UNPACKED

    def has(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """Return a file by its name; capitals do not matter. Raises KeyError when it is not there.

        Raises Problem when all that was read together is too large; the zip itself refuses a file
        that is larger than its directory says.
        """
        part = self._zip.getinfo(self.names[name.lower()])
        self._room -= part.file_size
        if self._room < 0:
            fact = f"the file unpacks to more than {MOST_UNPACKED >> 20} MB"
            raise Problem(fact, Place(self.file), hint="copy its rows to a new one")
        return self._zip.read(part)


@lru_cache(1024)
def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


def events(data: bytes, file: str) -> Iterator[Event]:
    """Yield what an XML file consists of; raises Problem for a DTD, expat's error when broken."""
    waiting: list[Event] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if " " in "".join(attributes):
            attributes = {local(k): value for k, value in attributes.items() if IDLE not in k}
        waiting.append(("start", local(tag), attributes))

    def doctype(*_: object) -> None:
        raise Problem("the file defines entities of its own", Place(file), hint="save it anew")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: waiting.append(("end", local(tag), NONE))
    parser.CharacterDataHandler = lambda text: waiting.append(("text", text, NONE))
    parser.StartDoctypeDeclHandler = doctype
    for first in range(0, len(data), CHUNK):
        parser.Parse(data[first : first + CHUNK], False)
        yield from waiting
        waiting.clear()
    parser.Parse(b"", True)
    yield from waiting
