"""Blocks of text in columns, page after page: measured first, then placed.

`tall(text, style, width)` says how high a text is. Where a block is higher than a column, the
typesetter still fits each text in its room, and says so when it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from worksheets.geometry import Box

Tall = Callable[[str, str, float], float]  # of a text in a style and a width, in mm
Wide = Callable[[str, str], float]  # of a line of text in a style, in mm

HEADING = 7.0  # mm
AFTER = 4.0  # mm after a block
CARD = 10.5  # mm of a card for who leads and who is involved, and its edges
LABEL = 0.4  # of the width, at most, for the labels of a list
FACE = 19.0  # mm; the circle at a fact, and its air
NUMBER = 11.0  # mm; the height of the number of a fact
WRITING = 20.0  # mm; the least room to write: two lines
PANEL = 6.0  # mm around the words of a panel


class Item(Struct, frozen=True):
    """An item of a list, a card or a fact, from the top of its block."""

    y: float
    height: float
    text: str = ""
    label: str = ""
    card: object = None
    face: object = None


class Block(Struct, frozen=True):
    """A heading and what stands under it; `height` is the least that it needs."""

    kind: str  # text, line, panel, list, facts, cards or write
    heading: str
    height: float
    text: str = ""
    derived: bool = False
    items: tuple[Item, ...] = ()
    label: float = 0


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
    inner = width - 2 * PANEL
    height = HEADING + tall(_starred(words, derived), "conclusion", inner) + AFTER + PANEL
    return Block("panel", heading, height, words, derived)


def line(tall: Tall, heading: str, words: str, width: float) -> Block:
    """A heading and a few words behind it, on one line where there is room."""
    return Block("line", heading, tall(f"{heading}: {words}", "story-head", width) + 2, words)


class Fact(Protocol):
    """What tells a story: a number, if any, and what it says."""

    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...


def facts(
    tall: Tall,
    heading: str,
    given: Sequence[tuple[Fact, object]],
    width: float,
    *,
    derived: bool = False,
) -> Block:
    """Return what tells a story, its numbers large; before each the circle it is about, if any."""
    label = FACE if any(face for _, face in given) else 0.0
    items, y = [], 0.0
    for fact, face in given:
        high = (NUMBER if fact.number else 1) + tall(fact.text, "story", width - label) + 3
        high = max(high, FACE if face else 0)
        items.append(Item(y, high, fact.text, fact.number, face=face))
        y += high
    return Block("facts", heading, HEADING + y + AFTER, "", derived, tuple(items), label)


def write(tall: Tall, heading: str, words: str, width: float, *, derived: bool = False) -> Block:
    """A question with room to write: at least two lines, more where there is room."""
    height = (HEADING if heading else 0) + tall(_starred(words, derived), "story", width)
    height += WRITING
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


def _starred(words: str, derived: bool) -> str:
    return f"{words}*" if derived else words


def flow(
    blocks: Iterable[Block], columns: Sequence[Box], further: Sequence[Box]
) -> list[list[PlacedBlock]]:
    """Put blocks in columns, and on further pages where those are full; a list per page.

    Room that is left in a column goes to its places to write.
    """
    pages: list[list[PlacedBlock]] = [[]]
    boxes = list(columns)
    pending: list[PlacedBlock] = []
    y = boxes[0].y if boxes else 0.0
    for block in blocks:
        while True:
            if not boxes:
                boxes = list(further)
                pages.append([])
                y = boxes[0].y
            box = boxes[0]
            if block.height <= box.bottom - y or y == box.y:
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
