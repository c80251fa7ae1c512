"""An example: what stands beside and beneath the quadrant with its circles, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from worksheets.content.aspects import Aspect, Aspects, CircleSet
from worksheets.content.examples import Example, Examples
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subjects
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Insets, Size
from worksheets.handouts.quadrant import described
from worksheets.layout import flow
from worksheets.layout.board import Board, PlacedCircle, board, marks, percent, third
from worksheets.layout.flow import Block, PlacedBlock, Tall, Wide
from worksheets.problems import NOWHERE, Problem, nearest
from worksheets.wording import between, fill, joined

NEEDS = ("examples", "quadrant", "aspects")

HEAD = 18.0  # mm; the head of the sheet, and a little
FOOT = 4.0  # mm; for what the asterisk says
BESIDE = 128.0  # mm; the column of text beside the board, on paper that is wide enough
WIDE = 380.0  # mm
GUTTER = 9.0
SIDES = Insets(10.5, 26, 20.5, 26)  # around the board: ends of the axes, and the legend
LEGEND = 9.0
PARTS = (
    *("context", "why", "description", "notes"),
    *("consequences", "cards", "conclusion", "question"),
)
LEAST = 135.0  # mm; the least height of a board


class Needed(Struct, frozen=True):
    """The content files that a quadrant with circles on it is drawn from."""

    examples: Examples
    quadrant: Quadrant
    aspects: Aspects
    subjects: Subjects | None


class ExamplePage(Struct, frozen=True):
    """A page: the board, if it has one, and blocks of text."""

    board: Board | None
    legend: Box
    blocks: tuple[PlacedBlock, ...]


def values(
    content: Content, handout: Handout, examples: Examples, quadrant: Quadrant, aspects: Aspects
) -> dict[str, object]:
    """Return an example and its pages: `sheets(area, paper, tall, wide)`."""
    known = {example.id: example for example in examples.examples}
    if handout.of not in known:
        at = content.places.get(id(handout.of or handout.id), NOWHERE)
        fact = f"the handout {handout.id!r} names no example"
        raise Problem(fact, at, hint=nearest(handout.of or handout.id, known))
    example, words = known[handout.of], examples.words
    below = between(
        " · ", filter(None, (example.subtitle, words.fictional if example.fictional else ""))
    )
    figure = fill(words.figure, quadrant=described(quadrant))
    starred = bool(example.derived) or any(
        getattr(example, part) and example.source_of(part) == "derived" for part in PARTS
    )
    return {
        "example": example,
        "below": below,
        "alt": figure,
        "starred": starred,
        "sheets": partial(_sheets, Needed(examples, quadrant, aspects, content.subjects), example),
    }


def _sheets(
    content: Needed, example: Example, area: Box, paper: Size, tall: Tall, wide: Wide
) -> list[ExamplePage]:
    chosen = marks(example.placements, example.subjects, content.aspects, content.subjects)
    return board_pages(
        content,
        chosen,
        area,
        paper,
        story=lambda width: list(_story(content, example, width, tall, wide)),
        table=lambda width: places(content, chosen, width, tall, example=example),
    )


def board_pages(
    content: Needed,
    chosen: tuple[PlacedCircle, ...],
    area: Box,
    paper: Size,
    *,
    story: Callable[[float], list[Block]],
    table: Callable[[float], Block],
) -> list[ExamplePage]:
    """Return the pages: the board with the table beneath it, the story beside it or after it."""
    room = area.inset(Insets(HEAD, 0, FOOT, 0))
    wide = paper.width >= WIDE
    left = Box(room.x, room.y, room.width - (BESIDE + GUTTER if wide else 0), room.height)
    further = _columns(room, 3 if wide else 2)
    blocks = story(BESIDE if wide else further[0].width)
    below = table(left.width)
    beneath = left.height - below.height >= LEAST + SIDES.top + SIDES.bottom
    high = left.height - (below.height if beneath else 0)
    frame = Box(left.x, left.y, left.width, high)
    drawn = board(content.aspects, frame.inset(SIDES), chosen)
    legend = Box(frame.x, frame.bottom - LEGEND, frame.width, LEGEND)
    first: list[PlacedBlock] = []
    if beneath:
        first.append(PlacedBlock(below, left.x, frame.bottom, left.width, below.height))
    else:
        blocks.append(table(further[0].width))
    beside = [Box(left.right + GUTTER, room.y, BESIDE, room.height)] if wide else []
    pages = flow.flow(blocks, beside, further, content.examples.result.continued)
    front = ExamplePage(drawn, legend, (*first, *pages[0]))
    return [front, *(ExamplePage(None, legend, tuple(page)) for page in pages[1:])]


def _columns(room: Box, count: int) -> list[Box]:
    width = (room.width - GUTTER * (count - 1)) / count
    return [Box(room.x + n * (width + GUTTER), room.y, width, room.height) for n in range(count)]


def _story(
    content: Needed, example: Example, width: float, tall: Tall, wide: Wide
) -> Iterator[Block]:
    words = content.examples.words

    def derived(part: str) -> bool:
        return example.source_of(part) == "derived"

    for part in ("context", "why", "description"):
        if text := getattr(example, part):
            yield flow.text(tall, getattr(words, part), text, width, derived=derived(part))
    if example.notes:
        names = {aspect.id: aspect.label for aspect in content.aspects.aspects}
        pairs = [(names[aspect], note) for aspect, note in example.notes.items()]
        yield flow.listed(tall, wide, words.note, pairs, width, derived=derived("notes"))
    if example.consequences:
        pairs = [(consequence.theme, consequence.text) for consequence in example.consequences]
        heading = words.consequences
        yield flow.listed(tall, wide, heading, pairs, width, derived=derived("consequences"))
    if example.cards:
        yield flow.cards(tall, words.cards, example.cards, width, derived=derived("cards"))
    if example.conclusion:
        heading = words.conclusion
        yield flow.panel(tall, heading, example.conclusion, width, derived=derived("conclusion"))
    if example.question:
        yield flow.write(tall, words.question, example.question, width, derived=derived("question"))


def places(
    content: Needed,
    chosen: tuple[PlacedCircle, ...],
    width: float,
    tall: Tall,
    *,
    example: Example | None = None,
) -> Block:
    """Return the table of circles: a row for each aspect, and one for each subject in it."""
    words, quadrant = content.examples.words, content.quadrant
    used = {mark.set.id for mark in chosen}
    sets = [set_ for set_ in content.aspects.sets if set_.id in used]
    placed = {(mark.aspect.id, mark.who, mark.set.id): mark for mark in chosen}

    def cell(aspect: Aspect, who: str, set_: CircleSet) -> str:
        mark = placed.get((aspect.id, who, set_.id))
        if mark is None:
            return words.nowhere
        star = "*" if example and not who and aspect.id in example.derived else ""
        where = third(aspect, mark.value, quadrant, words)
        return joined(where, f" · {percent(mark.value)}{star}")

    rows = []
    for aspect in content.aspects.aspects:
        own = dict.fromkeys(mark.who for mark in chosen if mark.aspect.id == aspect.id)
        for who in own:
            name = between(" · ", filter(None, (aspect.label, who)))
            row = [name, *(cell(aspect, who, set_) for set_ in sets)]
            rows.append([*row, aspect.question])
    columns = [(words.aspect, 20.0), *((set_.word.lower(), 18.0) for set_ in sets)]
    columns.append((words.asks, 75.0 - 18.0 * (len(sets) - 1)))
    return flow.table(tall, words.table, words.scale, columns, rows, width)
