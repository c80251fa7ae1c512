"""Where the ink of finished pages lies: a box for every thing that is drawn, in mm.

A box may be somewhat larger than its ink (a curve lies within its control points), never smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from worksheets.drawing.items import (
    Blank,
    Circle,
    Column,
    Group,
    Imported,
    Item,
    Label,
    Line,
    Paragraph,
    Path,
    Picture,
    Rect,
    Stroke,
    Text,
    Use,
)
from worksheets.drawing.sheets import Side
from worksheets.fonts.bidi import runs_both_ways
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import UNIT, Box, Matrix
from worksheets.problems import NOWHERE, Place
from worksheets.theme.theme import Ink

WHITE = "#FFFFFF"  # the paper's own colour: no ink
WORDS = re.compile(r"\S+")
Kind = Literal["text", "word", "picture", "shape", "outline", "blank"]


class Extent(Struct, frozen=True):
    """The box of what is drawn, and what it is.

    An outline is a shape that is not filled; a line of text has a box, and so has each word of it,
    which follows it. What is turned is not `level`.
    """

    box: Box
    kind: Kind
    at: Place = NOWHERE
    level: bool = True


def of_side(side: Side, fonts: Fonts) -> tuple[Extent, ...]:
    """Return the extents of all that is drawn on a side: its pages and its marks."""
    extents: list[Extent] = []
    for placement in side.placements:
        for extent in of_items(placement.page.items, fonts, placement.matrix):
            box = common(extent.box, placement.clip) if placement.clip else extent.box
            if box:
                extents.append(replace(extent, box=box))
    extents += of_items(side.marks, fonts)
    return tuple(extents)


def of_items(
    items: Iterable[Item], fonts: Fonts, matrix: Matrix = UNIT, *, white: bool = False
) -> Iterator[Extent]:
    """Yield the extents of typeset items that are drawn through a matrix.

    What is filled in white is drawn only where it lies on something: it counts when `white` does.
    """
    for item in items:
        match item:
            case Group() | Use():
                yield from of_items(item.held, fonts, item.matrix.then(matrix), white=white)
            case _:
                level = not (matrix.b or matrix.c) and matrix.a > 0
                for extent in _of(item, fonts, white=white):
                    yield Extent(mapped(extent.box, matrix), extent.kind, item.at, level)


def of_outlines(use: Use) -> Box:
    """Return the box around a symbol of outlines alone, where it is drawn."""
    paths = [part for part in use.held if isinstance(part, Path)]
    weight = max(path.stroke.weight if path.stroke else 0 for path in paths)
    box = _around([values for path in paths for _, values in path.segments])
    return mapped(grown(box, weight / 2), use.matrix)


def _of(item: Item, fonts: Fonts, *, white: bool) -> Iterator[Extent]:
    match item:
        case Text():
            if item.text.strip():
                width = fonts.width(item.text, item.style.fonts) * item.size
                up, down = (em * item.size for em in fonts.ink(item.text, item.style.fonts))
                yield Extent(Box(item.x, item.y - up, width, up + down), "text")
                for left, right in words(item, fonts):
                    yield Extent(Box(left, item.y - up, right - left, up + down), "word")
        case Picture():
            yield Extent(Box(item.x, item.y, item.width, item.height), "picture")
        case Imported():
            if item.ink:
                yield Extent(mapped(item.ink, item.matrix), "picture")
            for word in item.words:
                yield Extent(mapped(word, item.matrix), "word")
        case Line():
            yield _line(item.x1, item.y1, item.x2, item.y2, item.stroke, "outline")
        case Blank():
            for y in item.rules:
                yield _line(item.x, y, item.x + item.width, y, item.stroke, "blank")
        case Rect():
            box = Box(item.x, item.y, item.width, item.height)
            if _inked(item.fill, white):
                yield _shape(box, item.stroke)
            elif item.stroke:
                yield from _edges(box, item.radius, item.stroke)
        case Circle():
            box = Box(item.cx - item.r, item.cy - item.r, 2 * item.r, 2 * item.r)
            if _inked(item.fill, white) or item.stroke:
                yield _shape(box, item.stroke)
        case Path():
            if _inked(item.fill, white):
                numbers = [values for _, values in item.segments]
                yield _shape(_around(numbers), item.stroke)
            elif item.stroke:
                yield from _segments(item, item.stroke)
        case Paragraph() | Label() | Column() | Group() | Use():
            raise AssertionError(f"{item.at}: typeset first")
        case _:
            assert_never(item)


def words(item: Text, fonts: Fonts) -> tuple[tuple[float, float], ...]:
    """From where to where each word of a line of text is, in order.

    Words that run both ways are not drawn in their order: such a line is one.
    """
    text, chain = item.text, item.style.fonts
    if runs_both_ways(text):
        return ((item.x, item.x + fonts.width(text, chain) * item.size),)

    def start(at: int) -> float:
        # With the letter itself: it may be drawn nearer to the space before it.
        before = fonts.width(text[: at + 1], chain) - fonts.width(text[at], chain)
        return item.x + before * item.size

    return tuple(
        (start(word.start()), item.x + fonts.width(text[: word.end()], chain) * item.size)
        for word in WORDS.finditer(text)
    )


def _inked(fill: Ink | None, white: bool) -> bool:
    return fill is not None and (white or fill.colour.upper() != WHITE)


def _line(x1: float, y1: float, x2: float, y2: float, stroke: Stroke, kind: Kind) -> Extent:
    box, half = _around([(x1, y1, x2, y2)]), stroke.weight / 2
    if stroke.cap == "butt" and x1 == x2 and y1 != y2:  # its ends are cut
        return Extent(Box(box.x - half, box.y, 2 * half, box.height), kind)
    if stroke.cap == "butt" and y1 == y2 and x1 != x2:
        return Extent(Box(box.x, box.y - half, box.width, 2 * half), kind)
    return Extent(grown(box, half), kind)


def _shape(box: Box, stroke: Stroke | None) -> Extent:
    return Extent(grown(box, stroke.weight / 2) if stroke else box, "shape")


def _edges(box: Box, radius: float, stroke: Stroke) -> Iterator[Extent]:
    """The four edges of a frame, and its round corners: inside it is nothing."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    for ends in (
        (left, top, right, top),
        (right, top, right, bottom),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
    ):
        # Two edges meet in a corner, which is inked too.
        yield Extent(grown(_around([ends]), stroke.weight / 2), "outline")
    r = min(radius, box.width / 2, box.height / 2)
    if r:
        for x in (left, right - r):
            for y in (top, bottom - r):
                yield Extent(grown(Box(x, y, r, r), stroke.weight / 2), "outline")


def _segments(path: Path, stroke: Stroke) -> Iterator[Extent]:
    """Each line or curve of a path that is not filled."""
    start = last = (0.0, 0.0)
    for kind, values in path.segments:
        points = start if kind == "Z" else values
        if kind == "M":
            start = last = (values[0], values[1])
            continue
        yield Extent(grown(_around([last, points]), stroke.weight / 2), "outline")
        last = (points[-2], points[-1])


def _around(numbers: Iterable[tuple[float, ...]]) -> Box:
    """The box around points, given as x, y, x, y ..."""
    flat = [number for values in numbers for number in values]
    xs, ys = flat[::2], flat[1::2]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def grown(box: Box, by: float) -> Box:
    """Return a box that is larger on all sides."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def mapped(box: Box, matrix: Matrix) -> Box:
    """Return the upright box around a box that went through a matrix."""
    corners = [matrix(x, y) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    return _around(corners)


def meet(box: Box, other: Box) -> bool:
    """Tell whether two boxes have more than an edge in common."""
    return (
        box.x < other.right
        and other.x < box.right
        and box.y < other.bottom
        and other.y < box.bottom
    )


def within(box: Box, other: Box) -> bool:
    """Tell whether a box lies within another."""
    return (
        box.x >= other.x
        and box.y >= other.y
        and box.right <= other.right
        and box.bottom <= other.bottom
    )


def common(box: Box, other: Box) -> Box | None:
    """Return what two boxes have in common, or None."""
    x, y = max(box.x, other.x), max(box.y, other.y)
    right, bottom = min(box.right, other.right), min(box.bottom, other.bottom)
    return Box(x, y, right - x, bottom - y) if right >= x and bottom >= y else None


def seen(
    items: Iterable[Item],
    window: Box,
    fonts: Fonts,
    matrix: Matrix = UNIT,
    *,
    text_window: Box | None = None,
) -> Iterator[Item]:
    """Yield the items that are seen in a window, through a matrix; shapes across its edge stay.

    Words must lie in `text_window`, a box within the window; without one it is the window. Groups,
    symbols and lines of text across its edge are taken apart, so that hidden words are not copied.
    """
    text_window = text_window or window
    for item in items:
        boxes = [extent.box for extent in of_items([item], fonts, matrix, white=True)]
        if not any(meet(box, window) for box in boxes):
            continue
        match item:
            case _ if all(within(box, text_window) for box in boxes):
                yield item
            case Text():
                yield from _seen_text(item, text_window, fonts, matrix)
            case Group() | Use():
                inner = item.matrix.then(matrix)
                kept = tuple(seen(item.held, window, fonts, inner, text_window=text_window))
                if kept == item.held:
                    yield item
                elif kept:
                    yield Group(
                        kept, item.x, item.y, item.scale, item.turn, tag=item.tag, at=item.at
                    )
            case _:
                yield item


def _seen_text(item: Text, window: Box, fonts: Fonts, matrix: Matrix) -> Iterator[Text]:
    """Yield the words of a line that lie in a window, or across its edge, at their places."""
    boxes = [e.box for e in of_items([item], fonts, matrix) if e.kind == "word"]
    kept = [n for n, box in enumerate(boxes) if meet(box, window)]
    written = list(WORDS.finditer(item.text))
    said = item.text if item.said is None else item.said
    if not kept:
        return
    if len(kept) == len(boxes) or len(said.split()) != len(written):
        yield item  # what is said otherwise is said as a whole
        return
    first, last = kept[0], kept[-1]
    left = words(item, fonts)[first][0]
    spoken = None if item.said is None else " ".join(said.split()[first : last + 1])
    text = item.text[written[first].start() : written[last].end()]
    yield replace(
        item, x=left, text=text, said=spoken, spaced=item.spaced and last == len(written) - 1
    )
