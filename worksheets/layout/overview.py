"""Months with their actions and lines to write on, in columns: what a team takes home."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.content.actions import Action
from worksheets.content.timeline import Card
from worksheets.geometry import Box
from worksheets.layout.chart import Chart, Month
from worksheets.layout.weeks import weeks
from worksheets.problems import NOWHERE, NoRoom, Problem
from worksheets.wording import fill

LINE = 9.5  # mm between lines to write on
HEAD = 8.0  # mm for the name of a month
AFTER = 3.0  # mm below a month
TICK = 6.5  # mm for the box to tick before an action
GAP = 1.6  # mm between actions
MOST_PAGES = 24

Tall = Callable[[str, str, float], float]  # how high text is in a style and a width


class Entry(Struct, frozen=True):
    """An action in its month, at y from the top of it; `people` tells who."""

    card: Card | Action
    people: str
    done: bool
    y: float
    high: float  # of what is done
    height: float


class MonthBlock(Struct, frozen=True):
    """A month at its place, with its weeks and actions, and so many lines to write on."""

    month: Month
    weeks: tuple[int, ...]
    entries: tuple[Entry, ...]
    least: float
    lines: int = 1
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def lines_top(self) -> float:
        """Where the room to write begins, from the top of the block."""
        return self.least - LINE - AFTER

    @property
    def height(self) -> float:
        return self.least + (self.lines - 1) * LINE


def month_blocks(plan: Chart, width: float, tall: Tall) -> tuple[MonthBlock, ...]:
    """Return a block for each month of a timeline, as high as it must be."""
    numbers = weeks(plan)
    blocks = []
    for month in plan.months:
        inside = [week.number for week in numbers if month.x <= week.middle < month.x + month.width]
        entries, y = [], HEAD
        for card, mark in _cards(plan, f"{month.year}-{month.month:02}"):
            people = "  ·  ".join(filter(None, (card.lead, card.involved)))
            people = "  ·  ".join(filter(None, (people, mark)))
            high = tall(card.what, "entry-what", width - TICK) + 0.1
            below = tall(people, "small", width - TICK) + 0.1 if people else 0.0
            done = isinstance(card, Action) and card.done
            entries.append(Entry(card, people, done, y, high, high + below))
            y += high + below + GAP
        blocks.append(MonthBlock(month, tuple(inside), tuple(entries), y + LINE + AFTER))
    return tuple(blocks)


def overview(
    plan: Chart, columns: Sequence[Box], last: Sequence[Box], tall: Tall
) -> tuple[tuple[MonthBlock, ...], ...]:
    """Return the months on each page, in columns that are nearly as full as each other.

    The last page has columns of its own. Raises Problem for a month that no column can hold.
    """
    blocks = month_blocks(plan, columns[0].width, tall)
    boxes, dealt = _pages(blocks, columns, last)
    if dealt is None:
        raise _too_high(plan, max(blocks, key=lambda block: block.least), columns[0])
    spread = [_spread(some, box) for some, box in zip(dealt, boxes, strict=True)]
    step = len(columns)
    return tuple(
        tuple(block for column in spread[n : n + step] for block in column)
        for n in range(0, len(spread), step)
    )


def _pages(
    blocks: Sequence[MonthBlock], columns: Sequence[Box], last: Sequence[Box]
) -> tuple[list[Box], list[list[MonthBlock]] | None]:
    """Return the columns of as few pages as can be, and the blocks in each; None: no room."""
    for pages in range(1, MOST_PAGES + 1):
        boxes = [*list(columns) * (pages - 1), *last]
        if (dealt := _dealt(blocks, [box.height for box in boxes])) is not None:
            return boxes, dealt
    return boxes, None


def _too_high(plan: Chart, block: MonthBlock, column: Box) -> Problem:
    month = block.month
    fact = (
        f"the actions of {month.full} {month.year} need {block.least:g} mm;"
        f" a column has {column.height:g} mm"
    )
    hint = "spread them over more months, or take larger paper"
    if not block.entries:
        return NoRoom(fact)
    at = plan.places.get(id(block.entries[0].card.what), NOWHERE)
    return Problem(fact, at, hint=hint)


def _cards(plan: Chart, month: str) -> list[tuple[Card | Action, str]]:
    """Return what is planned in a month, and the word at it: done, or from an earlier month."""
    timeline = plan.timeline
    cards: list[tuple[Card | Action, str]] = [
        (card, "") for card in timeline.cards if card.month == month
    ]
    for entry in plan.actions:
        if entry.month == month:
            since = plan.month_name(entry.since) if entry.since else ""
            mark = fill(timeline.carried_name, month=since) if since else ""
            cards.append((entry.action, timeline.done_name if entry.action.done else mark))
    return cards


def _dealt(blocks: Sequence[MonthBlock], heights: Sequence[float]) -> list[list[MonthBlock]] | None:
    """Return the blocks of each column, in order, filled to an equal part; None: no room."""
    if (dealt := _filled(blocks, heights)) is None:
        return None
    low, full = 0.0, 1.0
    for _ in range(24):
        part = (low + full) / 2
        tried = _filled(blocks, [height * part for height in heights])
        if tried is None:
            low = part
        else:
            full, dealt = part, tried
    return dealt


def _filled(
    blocks: Sequence[MonthBlock], heights: Sequence[float]
) -> list[list[MonthBlock]] | None:
    columns: list[list[MonthBlock]] = [[] for _ in heights]
    n, y = 0, 0.0
    for block in blocks:
        while n < len(heights) and y + block.least > heights[n] + 1e-6:
            n, y = n + 1, 0.0
        if n == len(heights):
            return None
        columns[n].append(block)
        y += block.least
    return columns


def _spread(blocks: Sequence[MonthBlock], box: Box) -> list[MonthBlock]:
    """Place blocks in a column; whole lines of the room that is left go to each in turn."""
    if not blocks:
        return []
    more = int((box.height - sum(block.least for block in blocks)) / LINE + 1e-9)
    each, rest = divmod(more, len(blocks))
    placed, y = [], box.y
    for n, block in enumerate(blocks):
        lines = 1 + each + (1 if n < rest else 0)
        placed.append(replace(block, lines=lines, x=box.x, y=y, width=box.width))
        y += placed[-1].height
    return placed
