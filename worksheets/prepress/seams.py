"""Words at the seams of tiles: a seam goes beside them, or they move aside, or it cuts them.

No seam of a full page passes every line between two words. So a line may open there: the words
beyond the seam move on until they begin behind it, or those before it move back, as far as nothing
else lies in their way. Only words that lie level move, and only for seams from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from worksheets.drawing import extents
from worksheets.drawing.extents import Extent
from worksheets.drawing.items import Group, Item, Text, Use
from worksheets.drawing.sheets import Side
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import UNIT, Box, Matrix
from worksheets.imposition.tiling import CLEAR, STEP, Inked

SMALL = 60.0  # mm; what is not larger is a thing that should stay whole
# How bad it is when a seam crosses a thing of some kind, for each mm of the seam. It had better go
# beside a line of text; else between its words.
WEIGHTS = {"text": 0.2, "picture": 1.0, "shape": 0.5, "outline": 0.1, "blank": 0.1}
CUT = 1000.0  # through a word: worse than through all else
MOVED, MOVED_BY = 0.3, 0.05  # a word that moves aside for it, and each mm that it moves
BACKWARDS = 1.0  # mm; moving what a line begins with is so much worse
BESIDE = 0.2  # mm that a seam stays away from a word: the space between two words is narrow
APART = 1.0  # mm from what words move towards
SLACK = 1e-6


class TextLine(Struct, frozen=True):
    """A level line of text: its box, from where to where its words are, the room at both sides."""

    box: Box
    words: tuple[tuple[float, float], ...]
    left: float
    right: float


def text_lines(drawing: Sequence[Extent]) -> tuple[TextLine, ...]:
    """Return the level lines of text of a drawing, and how far their words may move."""
    things = [extent for extent in drawing if extent.kind != "word"]
    left = min((extent.box.x for extent in drawing), default=0)
    right = max((extent.box.right for extent in drawing), default=0)
    lines = []
    for n, extent in enumerate(drawing):
        if extent.kind == "text" and extent.level:
            words, around = [], extents.grown(extent.box, SLACK)
            for word in drawing[n + 1 :]:
                if word.kind != "word" or not extents.within(word.box, around):
                    break
                words.append((word.box.x, word.box.right))
            room = _room(extent, things, left, right)
            lines.append(TextLine(extent.box, tuple(words), *room))
    return tuple(lines)


def _room(line: Extent, things: Sequence[Extent], left: float, right: float) -> tuple[float, float]:
    """How far a line may grow to the left and to the right; not at all where it lies on things."""
    box = line.box
    for thing in things:
        other = thing.box
        if thing is line or other.bottom <= box.y or other.y >= box.bottom:
            continue
        if other.x >= box.right - SLACK:
            right = min(right, other.x - APART)
        elif other.right <= box.x + SLACK:
            left = max(left, other.right + APART)
        elif thing.kind == "shape" and max(other.size) > SMALL and extents.within(box, other):
            left, right = max(left, other.x + APART), min(right, other.right - APART)
        else:
            return 0.0, 0.0
    return max(box.x - left, 0.0), max(right - box.right, 0.0)


# -- where seams should lie ------------------------------------------------------------------------


def across(drawing: Sequence[Extent], lines: Sequence[TextLine]) -> Iterator[Inked]:
    """Yield what seams from top to bottom should not cross, and how bad it is where they do."""
    yield from _inked(drawing, across=True)
    moving = {line.box: line for line in lines}
    line: TextLine | None = None
    for extent in drawing:
        box = extent.box
        if extent.kind == "text":
            line = moving.get(box)
        elif extent.kind == "word":
            if line and (line.left or line.right) and (box.x, box.right) in line.words:
                yield from _movable(line, box)
            else:
                yield Inked(box.x, box.right, box.height * CUT, BESIDE)


def down(drawing: Sequence[Extent]) -> Iterator[Inked]:
    """Yield what seams from left to right should not cross, and how bad it is where they do."""
    yield from _inked(drawing, across=False)
    for extent in drawing:
        if extent.kind == "word":
            yield Inked(extent.box.y, extent.box.bottom, extent.box.width * CUT, BESIDE)


def _inked(drawing: Sequence[Extent], *, across: bool) -> Iterator[Inked]:
    """All but words: small things stay whole, large panels may be cut."""
    for kind, box in ((extent.kind, extent.box) for extent in drawing):
        if kind == "word" or (kind == "shape" and max(box.size) > SMALL):
            continue
        if across:
            yield Inked(box.x, box.right, box.height * WEIGHTS[kind], CLEAR)
        else:
            yield Inked(box.y, box.bottom, box.width * WEIGHTS[kind], CLEAR)


def _movable(line: TextLine, word: Box) -> Iterator[Inked]:
    """What a seam costs at each step within a word: as far as the word must move aside."""
    for step in range(floor((word.x - BESIDE) / STEP) + 1, ceil((word.right + BESIDE) / STEP)):
        at = step * STEP
        onwards, back = at + BESIDE - word.x, word.right + BESIDE - at
        ways = [onwards] if onwards <= line.right else []
        ways += [back + BACKWARDS] if back <= line.left else []
        weight = MOVED + MOVED_BY * min(ways) if ways else CUT
        yield Inked(at, at, word.height * weight, STEP / 2)


# -- words that move -------------------------------------------------------------------------------


def apart(side: Side, lines: Sequence[TextLine], seams: Sequence[float], fonts: Fonts) -> Side:
    """Return a side whose words moved aside for seams from top to bottom, where they can."""
    moves = {line.box: moves for line in lines if any(moves := moved(line, seams))}
    if not moves:
        return side
    placements = tuple(
        replace(
            placement,
            page=replace(
                placement.page,
                items=tuple(_apart(placement.page.items, moves, fonts, placement.matrix)),
            ),
        )
        for placement in side.placements
    )
    return replace(side, placements=placements, marks=tuple(_apart(side.marks, moves, fonts)))


def moved(line: TextLine, seams: Sequence[float]) -> tuple[float, ...]:
    """Return how far each word of a line moves, in mm to the right, so that no seam cuts it.

    Of all ways, the one that leaves the fewest words cut, and then moves them least.
    """

    def worth(moves: tuple[float, ...]) -> tuple[int, float]:
        cut = sum(
            min(_asides(line, n, moves, seam)) > SLACK for n in range(len(moves)) for seam in seams
        )
        return cut, sum(abs(move) + (BACKWARDS if move < 0 else 0) for move in moves)

    return min(_ways(line, sorted(seams), (0.0,) * len(line.words)), key=worth)


def _ways(
    line: TextLine, seams: Sequence[float], moves: tuple[float, ...]
) -> Iterator[tuple[float, ...]]:
    """Yield how words may move for the seams from left to right; also not at all."""
    if not seams:
        left = min(
            (start + move for (start, _), move in zip(line.words, moves, strict=True)), default=0
        )
        right = max(
            (end + move for (_, end), move in zip(line.words, moves, strict=True)), default=0
        )
        fits = left >= line.box.x - line.left - SLACK
        if not any(moves) or (fits and right <= line.box.right + line.right + SLACK):
            yield moves
        return
    seam, *rest = seams
    for n in range(len(moves)):
        onwards, back = _asides(line, n, moves, seam)
        if min(onwards, back) > SLACK:
            yield from _ways(line, rest, (*moves[:n], *(move + onwards for move in moves[n:])))
            before = tuple(move - back for move in moves[: n + 1])
            yield from _ways(line, rest, (*before, *moves[n + 1 :]))
            break
    yield from _ways(line, rest, moves)


def _asides(line: TextLine, n: int, moves: tuple[float, ...], seam: float) -> tuple[float, float]:
    """How far a word would move on to lie behind a seam, and back to lie before it."""
    start, end = line.words[n]
    return seam + BESIDE - start - moves[n], end + moves[n] + BESIDE - seam


def _apart(
    items: tuple[Item, ...],
    moves: Mapping[Box, tuple[float, ...]],
    fonts: Fonts,
    matrix: Matrix = UNIT,
) -> Iterator[Item]:
    for item in items:
        match item:
            case Text():
                boxes = [extent.box for extent in extents.of_items([item], fonts, matrix)]
                own = moves.get(boxes[0]) if boxes else None
                yield from _parts(item, own, fonts, matrix.a) if own else (item,)
            case Group() | Use():
                held = tuple(_apart(item.held, moves, fonts, item.matrix.then(matrix)))
                if held == item.held:
                    yield item
                else:
                    yield Group(
                        held, item.x, item.y, item.scale, item.turn, tag=item.tag, at=item.at
                    )
            case _:
                yield item


def _parts(text: Text, moves: tuple[float, ...], fonts: Fonts, scale: float) -> Iterator[Text]:
    """Yield a line in parts whose words move alike; one that is said otherwise stays whole."""
    places, words = extents.words(text, fonts), list(extents.WORDS.finditer(text.text))
    if len(places) == 1 == len(moves):
        yield replace(text, x=text.x + moves[0] / scale)
        return
    said = (text.text if text.said is None else text.said).split()
    if not len(said) == len(words) == len(moves):
        yield text
        return
    for move, group in groupby(range(len(words)), key=lambda n: moves[n]):
        first, *_, last = (*(numbers := list(group)), numbers[-1])
        whole = last == len(words) - 1
        yield replace(
            text,
            x=places[first][0] + move / scale,
            text=text.text[words[first].start() : words[last].end()],
            said=None if text.said is None else " ".join(said[first : last + 1]),
            spaced=text.spaced if whole else True,
        )
