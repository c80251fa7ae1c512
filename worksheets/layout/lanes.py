"""How high the lanes of a timeline are: equal, or more where there are more cards."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from worksheets.content.timeline import Card, Lane
from worksheets.geometry import Box
from worksheets.layout.chart import CARD_GAP, HINT, Chart, PlacedCard
from worksheets.layout.day_names import (
    STYLE,
    Crowded,
    DayHead,
    DayName,
    Tall,
    Wide,
    headed,
    named,
)
from worksheets.problems import NOWHERE, NoRoom, Problem

CARD = (57.0, 26.0)  # mm; the card as it is designed
PAD = 3.0  # mm above and below the cards of a lane
LEAST = 36.0  # mm; a lane has a name and a question
LOWEST = 8.0  # mm; its name
TAB = 1.7  # mm that the word on a card stands out above it
TAB_WIDE = 26.0  # mm
TAB_RIGHT = 3.0  # mm from its right to that of the card
SIGN_WIDE = 2.6  # mm
SIGN = 3.2  # mm that the signs of days hang into the first lane


class PlacedLane(Struct, frozen=True):
    """A lane at its height, with its cards on each of the sheets."""

    lane: Lane
    y: float
    height: float
    cards: tuple[tuple[PlacedCard, ...], ...]

    @property
    def bottom(self) -> float:
        return self.y + self.height


class ExampleNote(Struct, frozen=True):
    """An example at the true size of a sticky note, in its lane."""

    card: Card
    box: Box


class PlacedLanes(Struct, frozen=True):
    """All lanes, and the names of days on each sheet; cards are `k` times as large as designed.

    Days have their names above the lanes (`heads`), or in them where there is no room (`names`).
    The example lies on the first sheet.
    """

    k: float
    rows: tuple[PlacedLane, ...]
    names: tuple[tuple[DayName, ...], ...] = ()
    heads: tuple[tuple[DayHead, ...], ...] = ()
    example: ExampleNote | None = None

    @property
    def lines(self) -> tuple[float, ...]:
        """Where lanes begin, and the last ends."""
        return (*(row.y for row in self.rows), self.rows[-1].bottom)


def lanes(
    plans: Sequence[Chart],
    top: float,
    bottom: float,
    scales: Sequence[float],
    *,
    wide: Wide,
    tall: Tall,
    centred: bool = False,
    least: float = LEAST,
) -> PlacedLanes:
    """Return the lanes that the sheets of a timeline share, from top to bottom.

    The cards are as large as the first of the scales that has room. Lanes are equal when they can
    be; else those with most cards are higher. A lane is not lower than `least`, unless all are.
    Cards begin at their month, or lie in its middle (`centred`). Names of days stand where no card
    is; when cards leave no place for them, the foot of the last lane is theirs. Raises Problem for
    the lane with most cards when the smallest do not fit, and for a name that has no room.
    """
    timeline, height = plans[0].timeline, bottom - top
    if height < LOWEST * len(timeline.lanes):
        raise _too_low(plans, height)
    least = min(least, height / len(timeline.lanes))
    crowded: Crowded | None = None
    heads = tuple(headed(plan, wide) for plan in plans)
    above = [[head.band for head in row] for row in heads]
    names = (
        band.holiday.name
        for plan, row in zip(plans, above, strict=True)
        for band in plan.holidays
        if band not in row
    )
    longest = max((wide(name, STYLE) for name in names), default=0.0)
    for k in scales:
        size = (CARD[0] * k, CARD[1] * k)
        inset = max((plans[0].step - size[0]) / 2, 0) if centred else 0.0
        # Signs of days hang from the line that the words on the first cards would reach.
        over = TAB * k + SIGN - PAD if _signs_meet(plans, size, inset, k) else 0.0
        needs = [
            max(plan.rows_of(lane, size, inset) for plan in plans) * (size[1] + CARD_GAP)
            for lane in timeline.lanes
        ]
        for foot in (0.0, min(longest, height / 2)) if longest else (0.0,):
            more = [need - CARD_GAP + 2 * PAD for need in needs]
            more[0], more[-1] = more[0] + over, more[-1] + foot
            heights = _filled(more, height, least)
            if heights is None:
                continue
            rows = _rows(plans, top, heights, size, inset, over, foot)
            spans = [(row.y, row.bottom) for row in rows]
            cards = [
                [_outer(card, k) for row in rows for card in row.cards[n]]
                for n in range(len(plans))
            ]
            # An example gives way to cards and names.
            for example in dict.fromkeys((_example(plans[0], rows, cards[0]), None)):
                taken = [[example.box, *cards[0]] if example else cards[0], *cards[1:]]
                try:
                    day_names = tuple(
                        named(plan, spans, boxes, wide, tall, without=row)
                        for plan, boxes, row in zip(plans, taken, above, strict=True)
                    )
                except Crowded as problem:
                    crowded = problem
                    continue
                return PlacedLanes(k, rows, day_names, heads, example)
    if crowded:
        raise crowded
    fullest = timeline.lanes[max(range(len(needs)), key=needs.__getitem__)]
    for plan in plans:
        plan.cards(fullest, top, height / len(needs) - 2 * PAD, size, inset)
    first = next(card for plan in plans for card in plan.cards(fullest, 0, sum(needs), size, inset))
    raise Problem(
        f"the cards need {sum(needs):g} mm; the lanes have {height:g} mm"
        f" (most are in the lane {fullest.name!r})",
        plans[0].places.get(id(first.card.what), NOWHERE),
        hint=HINT,
    )


def _rows(
    plans: Sequence[Chart],
    y: float,
    heights: Sequence[float],
    size: tuple[float, float],
    inset: float,
    over: float,
    foot: float,
) -> tuple[PlacedLane, ...]:
    """Return lanes of some heights from y; the first has room above its cards, the last below."""
    rows = []
    for n, (lane, high) in enumerate(zip(plans[0].timeline.lanes, heights, strict=True)):
        above = PAD + (over if n == 0 else 0)
        room = high - above - PAD - (foot if n == len(heights) - 1 else 0)
        cards = tuple(plan.cards(lane, y + above, room, size, inset) for plan in plans)
        rows.append(PlacedLane(lane, y, high, cards))
        y += high
    return tuple(rows)


def _too_low(plans: Sequence[Chart], height: float) -> Problem:
    """Return the problem of lanes without height: placement periods took it, or small paper."""
    fact = f"the lanes have {max(height, 0):g} mm; {LOWEST:g} mm is the least for each"
    bands = [band for plan in plans for band in plan.holidays if band.kind == "placement"]
    if not bands:
        return NoRoom(fact)
    at = plans[0].places.get(id(bands[-1].holiday.name), NOWHERE)
    return Problem(fact, at, hint="fewer placement periods, fewer lanes, or larger paper")


def _example(plan: Chart, rows: Sequence[PlacedLane], cards: Sequence[Box]) -> ExampleNote | None:
    """Return the first example of a timeline in its first month, where a note fits and is free."""
    card = next((card for card in plan.timeline.cards if card.month is None), None)
    size = plan.timeline.note_size
    if card is None or size > plan.step:
        return None
    row = next((row for row in rows if row.lane.id == card.lane), rows[0])
    box = Box(plan.x + (plan.step - size) / 2, row.y + (row.height - size) / 2, size, size)
    free = all(
        other.x >= box.right
        or other.right <= box.x
        or other.y >= box.bottom
        or other.bottom <= box.y
        for other in cards
    )
    return ExampleNote(card, box) if free and row.height >= size else None


def _outer(card: PlacedCard, k: float) -> Box:
    """Return all that a card covers: its box, and the word on its edge."""
    over = TAB * k if card.mark else 0
    box = card.box
    return Box(box.x, box.y - over, box.width, box.height + over)


def _signs_meet(plans: Sequence[Chart], size: tuple[float, float], inset: float, k: float) -> bool:
    """Tell whether a word on a card of the first lane would cover the sign of a day."""
    for plan in plans:
        signs = [band.middle for band in plan.holidays if band.kind in ("public", "staff-day")]
        for card in plan.cards(plan.timeline.lanes[0], 0, 1e6, size, inset):
            right = card.box.right - TAB_RIGHT * k
            left = right - TAB_WIDE * k
            if (
                card.mark
                and card.box.y == 0
                and any(left < x + SIGN_WIDE / 2 and x - SIGN_WIDE / 2 < right for x in signs)
            ):
                return True
    return False


def _filled(needs: Sequence[float], height: float, least: float) -> list[float] | None:
    """Return heights that fill `height`: what each needs, or more and equal; None: too high."""
    level = height / len(needs)
    high = [need for need in needs if need > level + 1e-9]
    while high:
        rest = len(needs) - len(high)
        if not rest:
            return None
        lower = (height - sum(high)) / rest
        more = [need for need in needs if need > lower + 1e-9]
        level, done = lower, len(more) == len(high)
        high = more
        if done:
            break
    if level < least - 1e-6:
        return None
    return [max(need, level) for need in needs]
