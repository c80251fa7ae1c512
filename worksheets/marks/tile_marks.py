"""The marks of tiles: crosses that coincide, lines to cut along, strips to glue, and a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.drawing.items import (
    DECORATION,
    Group,
    Item,
    Label,
    Line,
    Page,
    Paragraph,
    Rect,
    Stroke,
    Tag,
    Text,
)
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Point, Size, mm
from worksheets.imposition.tiling import ARM, BLEED, Span, Tile, Tiling, ends, joints
from worksheets.marks.cut_marks import CUT_WEIGHT
from worksheets.problems import NOWHERE, Place
from worksheets.theme.theme import TextStyle, Theme
from worksheets.typesetting.typesetter import Typesetter

CROSS_WEIGHT = 0.15  # mm
HATCH_WEIGHT = 0.15
HATCH = 2.5  # mm between the lines of a strip to glue
SMALLEST = "5pt"
RIM = 0.4  # mm around the key
KEY = 8.0  # mm; the key is not larger
CLEAR = 0.5  # mm between a cross and a strip
GAP = 2.0  # mm between the parts of a strip
EVERY = 90.0  # mm; so often a strip says what it is for
SQUARE = 7.0  # mm; half the side of the largest number in the plan


class TileTexts(Struct, frozen=True):
    """What stands on the strips of a tile: its name, or a short one, and what to do there.

    Where no part comes beside it or below it, there is nothing to say, and nothing is glued.
    """

    name: str
    short: str
    cut: str
    beside: str
    below: str


class SeamStrip(Struct, frozen=True):
    """A strip beside a seam, in mm from the paper's corner: to cut off, or to glue.

    An upright one is read when the paper is turned to the right.
    """

    box: Box
    upright: bool
    glue: bool
    word: str

    @property
    def length(self) -> float:
        return self.box.height if self.upright else self.box.width

    @property
    def thickness(self) -> float:
        return self.box.width if self.upright else self.box.height


def tile(
    theme: Theme, tiling: Tiling, tile: Tile, words: TileTexts, setter: Typesetter, source: Place
) -> tuple[Item, ...]:
    """Return all marks of a tile, typeset, on its paper.

    Its name is read aloud; `source` is where the words were written.
    """
    strips = tuple(_strips(tiling, tile, words))
    style, fonts = theme.style("slug", NOWHERE), setter.fonts

    def worth(strip: SeamStrip) -> tuple[bool, float, float]:
        # The widest has most room for the key; but its own word must have room beside the name.
        room = strip.length - _key_length(tiling, strip)
        word = _word_length(theme, strip, fonts)
        fits = _name(words, strip, room, word, style, fonts) is not None
        return fits, round(strip.thickness, 3), strip.length

    named = max(strips, key=worth)
    items: list[Item] = [*_cuts(theme, tiling, tile), *_crosses(theme, tiling, tile)]
    for strip in strips:
        items += _strip(theme, tiling, tile, strip, words, setter, source, named=strip is named)
    return setter.page(Page("tile", tiling.paper, tuple(items))).items


def plan(
    theme: Theme,
    tiling: Tiling,
    numbers: Sequence[tuple[Tile, int]],
    nothing: str,
    corner: Point,
    scale: float,
    setter: Typesetter,
) -> tuple[Item, ...]:
    """Return what lies over the small picture of a page: its seams, and the numbers of its parts.

    A part without a number is not printed: there stands the word for nothing.
    """
    ink, line = theme.ink("band", NOWHERE), theme.ink("line", NOWHERE)
    width, height = tiling.page.width * scale, tiling.page.height * scale
    items: list[Item] = [Rect(*corner, width, height, stroke=Stroke(line, 0.3))]
    seam = Stroke(ink, 0.35, (2, 1.2))
    for span in tiling.columns[1:]:
        x = corner.x + span.start * scale
        items.append(Line(x, corner.y, x, corner.y + height, seam))
    for span in tiling.rows[1:]:
        y = corner.y + span.start * scale
        items.append(Line(corner.x, y, corner.x + width, y, seam))
    white = theme.ink("paper", NOWHERE)
    style = replace(theme.style("number", NOWHERE), ink=theme.ink("band-text", NOWHERE))
    small = theme.style("small", NOWHERE)
    for tile, number in numbers:
        x, y = (corner.x + tile.body.middle.x * scale, corner.y + tile.body.middle.y * scale)
        r = min(SQUARE, min(tile.body.size) * scale * 0.3)
        if number:
            large = replace(style, size=r * 1.1)
            # Square: pages have numbers in discs of their own.
            square = (x - r, y - r, 2 * r, 2 * r, r / 4)
            items.append(Rect(*square, fill=ink, stroke=Stroke(white, 0.5)))
            text = Label(*(x, y, r * 0.94, -r, r, str(number), large, mm(SMALLEST)), tag=DECORATION)
            items.append(text)
        else:
            wide = tile.body.width * scale
            word = Paragraph(
                *(x - wide / 2, y - 3, wide, 6, nothing, replace(small, align="center")),
                *(mm(SMALLEST), "center", "middle"),
                tag=DECORATION,
            )
            items.append(word)
    return setter.page(Page("plan", tiling.paper, tuple(items))).items


# -- where things are -------------------------------------------------------------------------


def _reach(tiling: Tiling) -> Box:
    """What the printer reaches of the paper."""
    margin = tiling.margin
    return Box(margin, margin, tiling.paper.width - 2 * margin, tiling.paper.height - 2 * margin)


def _strips(tiling: Tiling, tile: Tile, words: TileTexts) -> Iterator[SeamStrip]:
    """Yield the strips beside the seams of a tile, those to glue first, clear of its crosses."""
    reach = _reach(tiling)
    left, right = tile.across.start - tile.across.edge, tile.across.end - tile.across.edge
    top, bottom = tile.down.start - tile.down.edge, tile.down.end - tile.down.edge
    x, width = _between(tile.across, tiling.paper.width, tiling.margin)
    y, height = _between(tile.down, tiling.paper.height, tiling.margin)
    if not tile.across.last:
        end = min(right + tiling.glue, reach.right)
        box = Box(right + BLEED, y, end - right - BLEED, height)
        yield SeamStrip(box, True, bool(words.beside), words.beside)
    if not tile.down.last:
        end = min(bottom + tiling.glue, reach.bottom)
        box = Box(x, bottom + BLEED, width, end - bottom - BLEED)
        yield SeamStrip(box, False, bool(words.below), words.below)
    if not tile.across.first:
        start = max(left - tiling.glue, reach.x)
        yield SeamStrip(Box(start, y, left - BLEED - start, height), True, False, words.cut)
    if not tile.down.first:
        start = max(top - tiling.glue, reach.y)
        yield SeamStrip(Box(x, start, width, top - BLEED - start), False, False, words.cut)


def _between(span: Span, sheet: float, margin: float) -> tuple[float, float]:
    """From where on the paper, and how far, there is room between the crosses of a span."""
    low, high = ends(span, sheet, margin)
    return low - span.edge + ARM + CLEAR, high - low - 2 * (ARM + CLEAR)


def _crosses(theme: Theme, tiling: Tiling, tile: Tile) -> Iterator[Item]:
    stroke = Stroke(theme.ink("ink", NOWHERE), CROSS_WEIGHT)
    for point in joints(tiling, tile):
        x, y = point.x - tile.across.edge, point.y - tile.down.edge
        yield Line(x - ARM, y, x + ARM, y, stroke)
        yield Line(x, y - ARM, x, y + ARM, stroke)


def _cuts(theme: Theme, tiling: Tiling, tile: Tile) -> Iterator[Item]:
    """Lines to cut along: the seams that lie on another sheet, and page edges within the paper."""
    stroke = Stroke(theme.ink("cut", NOWHERE), CUT_WEIGHT)
    reach = _reach(tiling)
    for x in _cut(tile.across, reach.x, reach.right):
        yield Line(x, reach.y, x, reach.bottom, stroke)
    for y in _cut(tile.down, reach.y, reach.bottom):
        yield Line(reach.x, y, reach.right, y, stroke)


def _cut(span: Span, low: float, high: float) -> Iterator[float]:
    start, end = span.start - span.edge, span.end - span.edge
    if low <= start:
        yield start
    if span.last and end <= high:
        yield end


# -- strips -----------------------------------------------------------------------------------


def _strip(
    theme: Theme,
    tiling: Tiling,
    tile: Tile,
    strip: SeamStrip,
    words: TileTexts,
    setter: Typesetter,
    source: Place,
    *,
    named: bool,
) -> Iterator[Item]:
    """Yield what stands on a strip: the key and the name, and what it is for."""
    style, strong = theme.style("slug", NOWHERE), theme.style("field", NOWHERE)
    long = _word_length(theme, strip, setter.fonts) - 3 * GAP
    at = 0.0
    parts: list[Item] = []
    if named:
        yield from _key(theme, tiling, tile, strip, _key_size(tiling, strip))
        at = _key_length(tiling, strip)
        room = strip.length - at
        name = _name(words, strip, room, long + 3 * GAP, style, setter.fonts)
        text, width = name or (words.short, room)
        parts.append(
            Paragraph(
                *(at, 0, width, strip.thickness, text, style, mm(SMALLEST)),
                *("left", "middle"),
                tag=Tag("p"),
                at=source,
                source=source,
            )
        )
        at += width + GAP
    hatch: list[tuple[float, float]] = []
    room = strip.length - at
    # On a short strip the word is smaller.
    size = strong.size
    if long + GAP > room > 0:
        size *= max(0.99 * (room - GAP) / long, mm(SMALLEST) / size)
        long *= size / strong.size
    baseline = strip.thickness / 2 + 0.35 * size
    count = max(int(room / max(EVERY, long + 2 * GAP)), int(room > long + GAP))
    count = count if strip.word else 0
    step = room / (count + 1) if count else 0.0
    last = at
    for n in range(count):
        x = at + step * (n + 1) - long / 2
        parts.append(Text(x, baseline, strip.word, strong, size, tag=DECORATION))
        hatch.append((last, x - GAP / 2))
        last = x + long + GAP / 2
    hatch.append((last, strip.length))
    if strip.glue:
        stroke = Stroke(theme.ink("faint", NOWHERE), HATCH_WEIGHT)
        for start, end in hatch:
            parts += _hatch(start, end, strip.thickness, stroke)
    box = strip.box
    if strip.upright:
        yield Group(tuple(parts), box.right, box.y, turn=90)
    else:
        yield Group(tuple(parts), box.x, box.y)


def _word_length(theme: Theme, strip: SeamStrip, fonts: Fonts) -> float:
    """How long the word of a strip is, with room around it."""
    style = theme.style("field", NOWHERE)
    return fonts.width(strip.word, style.fonts) * style.size + 3 * GAP


def _name(
    words: TileTexts, strip: SeamStrip, room: float, word: float, style: TextStyle, fonts: Fonts
) -> tuple[str, float] | None:
    """The name of a tile that fits on a strip with a word beside it, and how wide it may be."""
    lines = max(1, int(strip.thickness / (style.size * style.leading)))
    full = 1.0 if lines == 1 else 0.8  # lines that are wrapped are not full
    for text in (words.name, words.short):
        needed = fonts.width(text, style.fonts) * style.size + 0.01
        smallest = needed * mm(SMALLEST) / style.size
        if (room - word) * lines * full >= smallest:
            return text, min(needed, room - word)
    return None


def _hatch(start: float, end: float, height: float, stroke: Stroke) -> Iterator[Item]:
    """Yield slanting lines between two places of a strip."""
    n = 1
    while start + n * HATCH < end + height:
        foot = start + n * HATCH  # a line is all places where x + y is this
        left, right = max(start, foot - height), min(end, foot)
        if right - left > 0.3:
            yield Line(left, foot - left, right, foot - right, stroke)
        n += 1


def _key_size(tiling: Tiling, strip: SeamStrip) -> Size:
    page = tiling.page
    across = strip.box.width - 2 * RIM if strip.upright else KEY * 2
    down = KEY * 2 if strip.upright else strip.box.height - 2 * RIM
    scale = min(across / page.width, down / page.height, KEY / min(page))
    return Size(page.width * scale, page.height * scale)


def _key_length(tiling: Tiling, strip: SeamStrip) -> float:
    """What the key takes of a strip's length."""
    key = _key_size(tiling, strip)
    return (key.height if strip.upright else key.width) + GAP


def _key(theme: Theme, tiling: Tiling, tile: Tile, strip: SeamStrip, key: Size) -> Iterator[Item]:
    """Yield a small drawing of the whole, upright, with this tile marked."""
    ink = theme.ink("line", NOWHERE)
    box, scale = strip.box, key.width / tiling.page.width
    x, y = box.x, box.y
    if strip.upright:
        x += (box.width - key.width) / 2
    else:
        y += (box.height - key.height) / 2
    stroke = Stroke(ink, 0.1)
    yield Rect(x, y, *key, stroke=stroke)
    if min(min(part.body.size) for part in tiling.tiles) * scale > 0.7:
        for span in tiling.columns[1:]:
            at = x + span.start * scale
            yield Line(at, y, at, y + key.height, stroke)
        for span in tiling.rows[1:]:
            at = y + span.start * scale
            yield Line(x, at, x + key.width, at, stroke)
    body = tile.body
    yield Rect(
        *(x + body.x * scale, y + body.y * scale, body.width * scale, body.height * scale), fill=ink
    )
