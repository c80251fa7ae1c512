"""The fingerprint of a job: equal when the bytes that a writer makes of it are.

It is of the finished value, so that nothing that a drawing depends on can be forgotten. Places (the
lines where something was written) have no part in it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec
from msgspec.structs import replace

from worksheets.drawing.items import Item, Page, Symbol, Use
from worksheets.drawing.sheets import Job, Side
from worksheets.fonts.metrics import Fonts
from worksheets.imported.stored import Stored
from worksheets.problems import Place


class Fingerprints:
    """Fingerprints of jobs; a drawing that many jobs share is read once.

    `ground` stands for what the bytes depend on besides: the program and the date.
    """

    def __init__(self, ground: str, fonts: Fonts) -> None:
        self._encoded = msgspec.msgpack.Encoder(enc_hook=_without_place).encode
        files = {name: _sum(fonts.data(name)) for name in sorted(fonts.files)}
        self._ground = self._encoded((ground, files))
        self._symbols: dict[Symbol, bytes] = {}
        self._pages: dict[Page, bytes] = {}

    def job(self, job: Job, format: str) -> str:
        """Return the fingerprint of a job in a format."""
        summed = blake2b(self._ground, digest_size=16)
        summed.update(self._encoded((format, replace(job, sheets=()))))
        for sheet in job.sheets:
            sides = [side and self._side(side) for side in (sheet.front, sheet.back)]
            summed.update(self._encoded((sheet.label, sides)))
        return summed.hexdigest()

    def _side(self, side: Side) -> Any:
        placed = [
            (
                self._page(placement.page),
                placement.corner,
                placement.scale,
                placement.turn,
                placement.clip,
                placement.spoken,
            )
            for placement in side.placements
        ]
        marks = list(map(self._item, side.marks))
        return side.size, placed, marks, side.adjust, side.trim, side.bleed, side.knife

    def _page(self, page: Page) -> bytes:
        digest = self._pages.get(page)
        if digest is None:
            items = list(map(self._item, page.items))
            digest = self._pages[page] = _sum(self._encoded((replace(page, items=()), items)))
        return digest

    def _item(self, item: Item) -> Any:
        """An item, or what stands for it: a symbol is drawn in many places."""
        if not isinstance(item, Use):
            return item
        return self._symbol(item.symbol), item.x, item.y, item.scale, item.turn, item.tag

    def _symbol(self, symbol: Symbol) -> bytes:
        digest = self._symbols.get(symbol)
        if digest is None:
            digest = self._symbols[symbol] = _sum(self._encoded(symbol))
        return digest


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _without_place(value: object) -> object:
    """Where something was written is no part of what it is; objects of a PDF are their digests."""
    if isinstance(value, Stored):
        return value.digest
    if isinstance(value, str):  # a text that remembers its parts
        return str(value)
    if isinstance(value, Place):
        return None
    raise TypeError(f"a drawing holds {type(value)}")
