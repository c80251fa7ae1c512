"""Strips below each other: how a sheet's height is shared among what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

SLACK = 1e-6


class Strip(Struct, frozen=True):
    """A part of a sheet from its left to its right edge, in mm from the top."""

    y: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height


def strips(
    top: float, room: float, needs: Sequence[float], gap: float = 0, most: float = 0
) -> tuple[Strip, ...]:
    """Return strips that fill a room from its top: each as high as it needs, the rest shared.

    Where the room is short, all give way in proportion. No strip takes more than `most` (0: no
    limit) of what is over.
    """
    if not needs:
        return ()
    free = max(room - gap * (len(needs) - 1), 0)
    over = free - sum(needs)
    if over >= 0:
        share = min(over / len(needs), most) if most else over / len(needs)
        heights = [need + share for need in needs]
    else:
        heights = [need * free / sum(needs) for need in needs]
    tops = accumulate(heights[:-1], lambda y, height: y + height + gap, initial=top)
    return tuple(Strip(y, height) for y, height in zip(tops, heights, strict=True))


def paged(needs: Sequence[float], room: float, gap: float = 0) -> tuple[tuple[int, int], ...]:
    """Return which of the strips, from and up to, stand on each page: the fewest pages that do.

    Pages hold as equal a number as can be, the first ones more. What is too high for any page
    has one of its own.
    """
    for count in range(1, len(needs)):
        runs = _even(len(needs), count)
        if all(_height(needs[first:end], gap) <= room + SLACK for first, end in runs):
            return runs
    return _even(len(needs), len(needs))


def _even(number: int, count: int) -> tuple[tuple[int, int], ...]:
    """Return so many runs of about one length: 7 in 2 are (0, 4) and (4, 7)."""
    ends = [-(-number * n // count) for n in range(count + 1)]
    return tuple(pairwise(ends))


def _height(needs: Sequence[float], gap: float) -> float:
    return sum(needs) + gap * (len(needs) - 1)


def by_weight(
    needs: Sequence[Sequence[float]],
    weights: Sequence[Sequence[float]],
    rooms: Sequence[float],
    most: float,
) -> tuple[tuple[float, ...], ...]:
    """Return how high the rows of each page are: as their weights, but never less than they need.

    The scale is that of the fullest page, and `most` mm for a weight of 1 at most.
    """
    pages = list(zip(needs, weights, rooms, strict=True))
    scale = min([most, *(_scale(*page) for page in pages)])
    return tuple(
        tuple(max(need, scale * weight) for need, weight in zip(needed, weighed, strict=True))
        for needed, weighed, _ in pages
    )


def _scale(needs: Sequence[float], weights: Sequence[float], room: float) -> float:
    """Return the mm for a weight of 1 with which rows fill a room; 0 where they need all of it."""
    # Those that need most for their weight stay as high as they need, the others share the rest.
    rows = sorted(zip(needs, weights, strict=True), key=lambda row: row[0] / row[1], reverse=True)
    left, total = room, sum(weights)
    for need, weight in rows:
        if left <= 0 or need * total <= left * weight:
            break
        left, total = left - need, total - weight
    return max(left, 0) / total if total else 0.0
