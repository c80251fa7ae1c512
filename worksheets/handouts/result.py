"""What a team placed: its quadrant, or the medians of several, their spread, and all in tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import median

from msgspec.structs import replace

from worksheets.content.aspects import Aspects
from worksheets.content.examples import Examples
from worksheets.content.files import Content
from worksheets.content.placements import Placed, Result
from worksheets.content.quadrant import Quadrant
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Insets, Size
from worksheets.handouts.example import (
    FOOT,
    HEAD,
    LEGEND,
    SIDES,
    ExamplePage,
    Needed,
    board_pages,
    places,
)
from worksheets.handouts.quadrant import described
from worksheets.layout import flow
from worksheets.layout.board import LARGE, SMALL, Bar, Board, PlacedCircle, board, marks, percent
from worksheets.layout.flow import Block, Tall, Wide
from worksheets.wording import between, fill, joined

NEEDS = ("examples", "quadrant", "aspects")
RESERVE = 46.0  # mm at either side, for an upright row where all circles of several people lie
STEP = 34.0  # mm between rows where all circles of several people lie


def values(
    content: Content,
    _handout: Handout,
    examples: Examples,
    quadrant: Quadrant,
    aspects: Aspects,
    *,
    result: Result,
) -> dict[str, object]:
    """Return what the template shows of a result: `sheets(area, paper, tall, wide)`."""
    words = examples.result
    about = [(words.team, result.team), (words.date, result.date)]
    return {
        "result": result,
        "below": between(" · ", (joined(name, ": ", text) for name, text in about if text)),
        "alt": fill(examples.words.figure, quadrant=described(quadrant)),
        "sheets": partial(_sheets, Needed(examples, quadrant, aspects, content.subjects), result),
    }


def _sheets(
    content: Needed, result: Result, area: Box, paper: Size, tall: Tall, _wide: Wide
) -> list[ExamplePage]:
    own = [
        marks(p.placements, p.subjects, content.aspects, content.subjects) for p in result.placed
    ]
    several = len(own) > 1
    chosen = _medians(content, own) if several else own[0]
    sheets = board_pages(
        content,
        chosen,
        area,
        paper,
        story=lambda width: _story(content, result, width, tall),
        table=lambda width: places(content, chosen, width, tall),
    )
    if not several:
        return sheets
    room = area.inset(Insets(HEAD, 0, FOOT, 0))
    legend = Box(room.x, room.bottom - LEGEND, room.width, LEGEND)
    labels = initials(result.placed)
    for set_ in content.aspects.sets:
        laid = [mark for mark in chosen if mark.set.id == set_.id]
        small = [
            replace(mark, label=labels[placed.name], who=placed.name)
            for placed, circles in zip(result.placed, own, strict=True)
            for mark in circles
            if mark.set.id == set_.id and not mark.who
        ]
        if laid:
            spread = _spread(content, room.inset(SIDES), (*laid, *small))
            sheets.append(ExamplePage(spread, legend, ()))
    table = _everyone(content, result, own, room.width, tall)
    asked = _questions(content, room.width, tall)[1:]
    pages = flow.flow([table, *asked], [], [room], content.examples.result.continued)
    return [*sheets, *(ExamplePage(None, legend, tuple(page)) for page in pages if page)]


def _medians(content: Needed, own: list[tuple[PlacedCircle, ...]]) -> tuple[PlacedCircle, ...]:
    laid: dict[tuple[str, str], list[PlacedCircle]] = {}
    for circles in own:
        for mark in circles:
            if not mark.who:
                laid.setdefault((mark.aspect.id, mark.set.id), []).append(mark)
    return tuple(
        replace(same[0], value=median(mark.value for mark in same)) for same in laid.values()
    )


def _spread(content: Needed, box: Box, chosen: tuple[PlacedCircle, ...]) -> Board:
    level = len({mark.aspect.id for mark in chosen if mark.aspect.axis == "horizontal"})
    step = min(STEP, (box.height - 24) / max(level, 1))
    drawn = board(content.aspects, box, chosen, step=step, lift=LARGE + SMALL + 1, reserve=RESERVE)
    bars = []
    for row in drawn.rows:
        ends = [d.value for d in drawn.discs if d.small and d.aspect.id == row.aspect.id]
        if ends:
            low, high = row.at(min(ends)), row.at(max(ends))
            x, y = min(low.x, high.x) - 1, min(low.y, high.y) - 1
            width, height = abs(high.x - low.x) + 2, abs(high.y - low.y) + 2
            bars.append(Bar(Box(x, y, width, height)))
    return replace(drawn, bars=tuple(bars))


def initials(placed: Sequence[Placed]) -> dict[str, str]:
    """Return what is on each person's circles, by name: no two are alike.

    A "de" or "van" within a name does not count. A person whose letters are taken gets a number.
    """
    labels: dict[str, str] = {}
    for person in placed:
        words = person.name.split()
        capitals = [word[0] for word in words if word[0].isupper()]
        usual = person.initials or "".join(capitals or [word[0] for word in words])[:3].upper()
        label, n = usual, 2
        while label in labels.values():
            label, n = f"{usual[:2] if n < 10 else usual[:1]}{n}", n + 1
        labels[person.name] = label
    return labels


def _story(content: Needed, result: Result, width: float, tall: Tall) -> list[Block]:
    """Return what stands beside the board; of several people the last sheet has more questions."""
    words, several = content.examples.result, len(result.placed) > 1
    labels = initials(result.placed)
    names = between(
        ", ", (joined(name, f" ({label})") if several else name for name, label in labels.items())
    )
    blocks = [flow.text(tall, words.names, names, width)]
    if result.note:
        blocks.append(flow.panel(tall, content.examples.words.conclusion, result.note, width))
    asked = _questions(content, width, tall)
    return [*blocks, *(asked[:1] if several else asked)]


def _questions(content: Needed, width: float, tall: Tall) -> list[Block]:
    heading, questions = content.examples.words.question, content.examples.result.questions
    return [
        flow.write(tall, "" if n else heading, question, width)
        for n, question in enumerate(questions)
    ]


def _everyone(
    content: Needed, result: Result, own: list[tuple[PlacedCircle, ...]], width: float, tall: Tall
) -> Block:
    """Return the table of all placements: a row for each person, set and subject."""
    words, aspects = content.examples, content.aspects.aspects
    rows = []
    for placed, circles in zip(result.placed, own, strict=True):
        for who in dict.fromkeys(mark.who for mark in circles):
            for set_ in content.aspects.sets:
                percents = {
                    mark.aspect.id: percent(mark.value)
                    for mark in circles
                    if mark.who == who and mark.set.id == set_.id
                }
                if percents:
                    name = between(" · ", filter(None, (placed.name, who, set_.word.lower())))
                    cells = [percents.get(aspect.id, words.words.nowhere) for aspect in aspects]
                    rows.append([name, *cells])
    columns = [(words.result.name, 3.0), *((aspect.label, 1.0) for aspect in aspects)]
    return flow.table(tall, words.words.table, words.words.scale, columns, rows, width)
