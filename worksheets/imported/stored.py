"""Objects of a PDF as values, equal when what they draw is written with the same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Iterator
from hashlib import blake2b
from itertools import groupby
from typing import TypeAlias

Part: TypeAlias = "bytes | Stored"


class Stored:
    """An object of a PDF: its bytes, with other objects where it refers to them.

    A stream has `data` besides, as the filters among its keys make it. Large parts (a font, a
    photograph) are shared by all that refer to them, so objects are compared by their digests.
    """

    __slots__ = ("data", "digest", "parts")

    digest: bytes

    def __init__(self, parts: Iterable[Part], data: bytes | None = None) -> None:
        self.parts = tuple(_joined(parts))
        self.data = data
        summed = blake2b(digest_size=16)
        for part in (*self.parts, b"" if data is None else data):
            is_object = isinstance(part, Stored)
            content = part.digest if isinstance(part, Stored) else part
            summed.update(b"%d %d " % (is_object, len(content)))
            summed.update(content)
        self.digest = summed.digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stored) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Stored({self.digest.hex()[:8]})"

    @property
    def objects(self) -> Iterator[Stored]:
        """Yield the objects that it refers to itself."""
        return (part for part in self.parts if isinstance(part, Stored))

    def written(self, numbers: dict[Stored, int]) -> bytes:
        """Return its bytes in a file where the objects that it refers to have these numbers."""
        body = b"".join(
            b"%d 0 R" % numbers[part] if isinstance(part, Stored) else part for part in self.parts
        )
        if self.data is None:
            return body
        head = body.removesuffix(b">>") + b"/Length %d>>\nstream\n" % len(self.data)
        return head + self.data + b"\r\nendstream"


def packed(keys: Iterable[Part], data: bytes) -> Stored:
    """Return a compressed stream with some keys in its dictionary."""
    return Stored([b"<<", *keys, b"/Filter/FlateDecode>>"], zlib.compress(data))


def below(stored: Stored, written: Container[Stored] = ()) -> Iterator[Stored]:
    """Yield an object and all below it, each once, after those that it refers to.

    What is written already is left out, with all below it.
    """
    done: set[Stored] = set()
    waiting: list[tuple[Stored, bool]] = [(stored, False)]
    while waiting:
        node, is_ready = waiting.pop()
        if is_ready and node not in done:
            done.add(node)
            yield node
        elif node not in done and node not in written:
            waiting.append((node, True))
            waiting += [(part, False) for part in node.objects if part not in done]


def alone(form: Stored, size: tuple[float, float], scale: float) -> bytes:
    """Return a PDF of one page that draws a form, whose unit is `scale` points, from its top left.

    It is for looking at a page; it conforms to nothing.
    """
    width, height = (length * scale for length in size)
    drawn = b"%.9f 0 0 -%.9f 0 %.4f cm /X Do" % (scale, scale, height)
    content = packed([], drawn)
    catalog, tree, page = 1, 2, 3
    numbers: dict[Stored, int] = {}
    objects = []
    for stored in (*below(form), content):
        numbers.setdefault(stored, len(numbers) + page + 1)
        objects.append(stored.written(numbers))
    box = b"/MediaBox[0 0 %.4f %.4f]" % (width, height)
    named = b"/Resources<</XObject<</X %d 0 R>>>>" % numbers[form]
    own = (
        b"<</Type/Catalog/Pages %d 0 R>>" % tree,
        b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page,
        b"<</Type/Page/Parent %d 0 R%b%b/Contents %d 0 R>>" % (tree, box, named, numbers[content]),
    )
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, data in enumerate((*own, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>\n" % (len(places) + 1, catalog)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts with neighbouring bytes as one."""
    for is_bytes, run in groupby(parts, key=lambda part: isinstance(part, bytes)):
        if is_bytes:
            yield b"".join(part for part in run if isinstance(part, bytes))
        else:
            yield from run
