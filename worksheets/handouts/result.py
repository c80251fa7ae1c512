"""What a team placed: its quadrant, or the medians of several, their spread, and all in tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from msgspec.structs import replace

from worksheets.content.model import Content
from worksheets.content.model.placements import Placed, Result
from worksheets.content.model.workshop import Handout
from worksheets.geometry import Box, Insets, Size
from worksheets.handouts import flow
from worksheets.handouts.board import LARGE, SMALL, Bar, Board, Mark, board, marks, percent
from worksheets.handouts.example import FOOT, HEAD, LEGEND, SIDES, Sheet, places, sheets
from worksheets.handouts.flow import Block
from worksheets.handouts.quadrant import described

NEEDS = ("examples", "quadrant", "aspects")
STEP = 34.0  # mm between rows where all circles of several people lie


def values(content: Content, _handout: Handout, result: Result) -> dict[str, object]:
    """Return what the template shows of a result: `sheets(area, paper)`."""
    assert content.examples and content.quadrant
    words = content.examples.result
    about = [(words.team, result.team), (words.date, result.date)]
    return {
        "result": result,
        "below": " · ".join(f"{name}: {text}" for name, text in about if text),
        "alt": content.examples.words.figure.replace("{quadrant}", described(content.quadrant)),
        "sheets": partial(_sheets, content, result),
    }


def _sheets(content: Content, result: Result, area: Box, paper: Size) -> list[Sheet]:
    assert content.aspects and content.examples
    own = [
        marks(p.placements, p.subjects, content.aspects, content.subjects) for p in result.placed
    ]
    several = len(own) > 1
    chosen = _medians(content, own) if several else own[0]
    found = sheets(
        content,
        chosen,
        area,
        paper,
        story=lambda width: list(_story(content, result, width)),
        table=lambda width: places(content, chosen, width),
    )
    if not several:
        return found
    room = area.inset(Insets(HEAD, 0, FOOT, 0))
    legend = Box(room.x, room.bottom - LEGEND, room.width, LEGEND)
    for one in content.aspects.sets:
        laid = [mark for mark in chosen if mark.set.id == one.id]
        small = [
            replace(mark, label=_initials(placed), who=placed.name)
            for placed, each in zip(result.placed, own, strict=True)
            for mark in each
            if mark.set.id == one.id and not mark.who
        ]
        if laid:
            spread = _spread(content, room.inset(SIDES), (*laid, *small))
            found.append(Sheet(spread, legend, ()))
    table = _everyone(content, result, own, room.width)
    pages = flow.flow([table], [], [room], content.examples.result.continued)
    return [*found, *(Sheet(None, legend, tuple(page)) for page in pages if page)]


def _medians(content: Content, own: list[tuple[Mark, ...]]) -> tuple[Mark, ...]:
    assert content.aspects
    laid: dict[tuple[str, str], list[Mark]] = {}
    for each in own:
        for mark in each:
            if not mark.who:
                laid.setdefault((mark.aspect.id, mark.set.id), []).append(mark)
    return tuple(
        replace(same[0], value=median(mark.value for mark in same)) for same in laid.values()
    )


def _spread(content: Content, box: Box, chosen: tuple[Mark, ...]) -> Board:
    assert content.aspects
    level = len({mark.aspect.id for mark in chosen if mark.aspect.axis == "horizontal"})
    step = min(STEP, (box.height - 24) / max(level, 1))
    drawn = board(content.aspects, box, chosen, step=step, lift=LARGE + SMALL + 1)
    bars = []
    for row in drawn.rows:
        ends = [d.value for d in drawn.discs if d.small and d.aspect.id == row.aspect.id]
        if ends:
            low, high = row.at(min(ends)), row.at(max(ends))
            x, y = min(low.x, high.x) - 1, min(low.y, high.y) - 1
            width, height = abs(high.x - low.x) + 2, abs(high.y - low.y) + 2
            bars.append(Bar(Box(x, y, width, height)))
    return replace(drawn, bars=tuple(bars))


def _initials(placed: Placed) -> str:
    return placed.initials or "".join(word[0] for word in placed.name.split())[:3].upper()


def _story(content: Content, result: Result, width: float) -> Iterator[Block]:
    assert content.examples
    words = content.examples.result
    names = ", ".join(
        f"{one.name} ({_initials(one)})" if len(result.placed) > 1 else one.name
        for one in result.placed
    )
    yield flow.text(words.names, names, width)
    if result.note:
        yield flow.panel(content.examples.words.conclusion, result.note, width)
    for n, question in enumerate(words.questions):
        yield flow.write(content.examples.words.question if n == 0 else "", question, width)


def _everyone(content: Content, result: Result, own: list[tuple[Mark, ...]], width: float) -> Block:
    """Return the table of all placements: a row for each person, set and subject."""
    assert content.aspects and content.examples
    words, aspects = content.examples, content.aspects.aspects
    rows = []
    for placed, each in zip(result.placed, own, strict=True):
        for who in dict.fromkeys(mark.who for mark in each):
            for one in content.aspects.sets:
                found = {
                    mark.aspect.id: percent(mark.value)
                    for mark in each
                    if mark.who == who and mark.set.id == one.id
                }
                if found:
                    name = " · ".join(filter(None, (placed.name, who, one.word.lower())))
                    cells = [found.get(aspect.id, words.words.nowhere) for aspect in aspects]
                    rows.append([name, *cells])
    columns = [(words.result.name, 3.0), *((aspect.label, 1.0) for aspect in aspects)]
    return flow.table(words.words.table, words.words.scale, columns, rows, width)
