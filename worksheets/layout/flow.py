"""Blocks of text and tables in columns, page after page: measured first, then placed.

`tall(text, style, width)` says how high a text is. Where a block is higher than a column, the
typesetter still fits each text in its room, and says so when it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.geometry import Box

Tall = Callable[[str, str, float], float]  # of a text in a style and a width, in mm
Wide = Callable[[str, str], float]  # of a line of text in a style, in mm

HEADING = 7.0  # mm
AFTER = 4.0  # mm after a block
CARD = 10.5  # mm of a card for who leads and who is involved, and its edges
ROW = 6.0  # mm; the least height of a row of a table
LABEL = 0.4  # of the width, at most, for the labels of a list
TABLE_HEAD = 5.6


class Item(Struct, frozen=True):
    """An item of a list, a card, or a row of a table, from the top of its block."""

    y: float
    height: float
    text: str = ""
    label: str = ""
    card: object = None
    cells: tuple[str, ...] = ()


class TableColumn(Struct, frozen=True):
    """A column of a table: its place and width as a part of the whole."""

    name: str
    x: float
    width: float


class Block(Struct, frozen=True):
    """A heading and what stands under it; `height` is the least that it needs."""

    kind: str  # text, panel, list, cards, write or table
    heading: str
    height: float
    text: str = ""
    derived: bool = False
    items: tuple[Item, ...] = ()
    label: float = 0
    columns: tuple[TableColumn, ...] = ()
    top: float = 0


class PlacedBlock(Struct, frozen=True):
    """A block at its place on a page."""

    block: Block
    x: float
    y: float
    width: float
    height: float


def text(tall: Tall, heading: str, words: str, width: float, *, derived: bool = False) -> Block:
    height = HEADING + tall(_starred(words, derived), "story", width) + AFTER
    return Block("text", heading, height, words, derived)


def panel(tall: Tall, heading: str, words: str, width: float, *, derived: bool = False) -> Block:
    height = HEADING + tall(_starred(words, derived), "story", width - 8) + AFTER + 6
    return Block("panel", heading, height, words, derived)


def write(tall: Tall, heading: str, words: str, width: float, *, derived: bool = False) -> Block:
    """A question with room to write: at least one line, more where there is room."""
    height = (HEADING if heading else 0) + tall(_starred(words, derived), "story", width) + 10
    return Block("write", heading, height, words, derived)


def listed(
    tall: Tall,
    wide: Wide,
    heading: str,
    pairs: Iterable[tuple[str, str]],
    width: float,
    *,
    derived: bool = False,
) -> Block:
    """Return a list whose labels stand in a column of their own."""
    pairs = tuple(pairs)
    longest = max((wide(label, "story-label") for label, _ in pairs), default=0.0)
    label = min(longest + 4, width * LABEL) if longest else 0.0
    items, y = [], 0.0
    for name, words in pairs:
        high = tall(words, "story", width - label)
        high = max(high, tall(name, "story-label", label - 2) if label else 0.0) + 1
        items.append(Item(y, high, words, name))
        y += high
    return Block("list", heading, HEADING + y + AFTER, "", derived, tuple(items), label)


def cards(
    tall: Tall, heading: str, given: Iterable[object], width: float, *, derived: bool = False
) -> Block:
    items, y = [], 0.0
    for card in given:
        high = tall(str(getattr(card, "what", "")), "card", width - 25) + CARD + 5
        items.append(Item(y, high, card=card))
        y += high
    return Block("cards", heading, HEADING + y + AFTER, "", derived, tuple(items))


def table(
    tall: Tall,
    heading: str,
    below: str,
    columns: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[str]],
    width: float,
) -> Block:
    """Return a table; columns are names and weights, rows are cells."""
    total, x = sum(weight for _, weight in columns), 0.0
    placed = []
    for name, weight in columns:
        placed.append(TableColumn(name, x, weight / total))
        x += weight / total
    items, y = [], 0.0
    for cells in rows:
        tallest = max(
            tall(cell, "cell" if n else "cell-strong", column.width * width - 2)
            for n, (cell, column) in enumerate(zip(cells, placed, strict=True))
        )
        height = max(ROW, tallest + 1.4)
        items.append(Item(y, height, cells=tuple(cells)))
        y += height
    top = HEADING + (4.6 if below else 0)
    height = top + TABLE_HEAD + y + AFTER
    return Block("table", heading, height, below, False, tuple(items), 0, tuple(placed), top)


def _starred(words: str, derived: bool) -> str:
    return f"{words}*" if derived else words


def split(block: Block, room: float, continued: str) -> tuple[Block, Block] | None:
    """Return a table in two: the rows that fit in a room, and the others; None if none fits."""
    if block.kind != "table":
        return None
    left = room - block.top - TABLE_HEAD - AFTER
    fits = [item for item in block.items if item.y + item.height <= left]
    rest = block.items[len(fits) :]
    if not fits or not rest:
        return None
    start = rest[0].y
    moved = tuple(replace(item, y=item.y - start) for item in rest)
    used = block.height - sum(item.height for item in rest)
    heading = block.heading if continued in block.heading else f"{block.heading} ({continued})"
    other = replace(
        block, heading=heading, items=moved, height=block.height - sum(i.height for i in fits)
    )
    return replace(block, items=tuple(fits), height=used), other


def flow(
    blocks: Iterable[Block], columns: Sequence[Box], further: Sequence[Box], continued: str
) -> list[list[PlacedBlock]]:
    """Put blocks in columns, and on further pages where those are full; a list per page.

    Room that is left in a column goes to its places to write.
    """
    pages: list[list[PlacedBlock]] = [[]]
    boxes = list(columns)
    pending: list[PlacedBlock] = []
    y = boxes[0].y if boxes else 0.0
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        while True:
            if not boxes:
                boxes = list(further)
                pages.append([])
                y = boxes[0].y
            box = boxes[0]
            room = box.bottom - y
            if block.height <= room or (y == box.y and split(block, room, continued) is None):
                break
            if parts := split(block, room, continued):
                block = parts[0]
                waiting.insert(0, parts[1])
                break
            pages[-1] += _stretched(pending, box)
            pending = []
            boxes.pop(0)
            y = boxes[0].y if boxes else 0.0
        height = min(block.height, box.bottom - y)
        pending.append(PlacedBlock(block, box.x, y, box.width, height))
        y += height
    if pending:
        pages[-1] += _stretched(pending, boxes[0])
    return pages


def _stretched(blocks: Sequence[PlacedBlock], box: Box) -> list[PlacedBlock]:
    writing = [n for n, placed in enumerate(blocks) if placed.block.kind == "write"]
    if not writing:
        return list(blocks)
    left = box.bottom - blocks[-1].y - blocks[-1].height
    more, stretched, shift = left / len(writing), [], 0.0
    for n, placed in enumerate(blocks):
        extra = more if n in writing else 0.0
        stretched.append(replace(placed, y=placed.y + shift, height=placed.height + extra))
        shift += extra
    return stretched
