"""How high the lanes of a timeline are: equal, or more where there are more cards."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from worksheets.content.timeline import Lane
from worksheets.layout.chart import CARD_GAP, HINT, Chart, PlacedCard
from worksheets.problems import NOWHERE, Problem

CARD = (57.0, 26.0)  # mm; the card as it is designed
PAD = 3.0  # mm above and below the cards of a lane
LEAST = 36.0  # mm; a lane has a name and a question


class PlacedLane(Struct, frozen=True):
    """A lane at its height, with its cards on each of the sheets."""

    lane: Lane
    y: float
    height: float
    cards: tuple[tuple[PlacedCard, ...], ...]

    @property
    def bottom(self) -> float:
        return self.y + self.height


class PlacedLanes(Struct, frozen=True):
    """All lanes; their cards are `k` times as large as designed."""

    k: float
    rows: tuple[PlacedLane, ...]

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
    centred: bool = False,
    least: float = LEAST,
) -> PlacedLanes:
    """Return the lanes that the sheets of a timeline share, from top to bottom.

    The cards are as large as the first of the scales that has room. Lanes are equal when they can
    be; else those with most cards are higher. A lane is not lower than `least`, unless all are.
    Cards begin at their month, or lie in its middle (`centred`). Raises Problem for the lane with
    most cards when the smallest do not fit.
    """
    timeline, height = plans[0].timeline, bottom - top
    least = min(least, height / len(timeline.lanes))
    for k in scales:
        width, tall = CARD[0] * k, CARD[1] * k
        size = (width, tall)
        inset = max((plans[0].step - width) / 2, 0) if centred else 0.0
        needs = [
            max(plan.rows_of(lane, size, inset) for plan in plans) * (tall + CARD_GAP)
            for lane in timeline.lanes
        ]
        heights = _filled([need - CARD_GAP + 2 * PAD for need in needs], height, least)
        if heights is None:
            continue
        rows, y = [], top
        for lane, high in zip(timeline.lanes, heights, strict=True):
            cards = tuple(plan.cards(lane, y + PAD, high - 2 * PAD, size, inset) for plan in plans)
            rows.append(PlacedLane(lane, y, high, cards))
            y += high
        return PlacedLanes(k, tuple(rows))
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
