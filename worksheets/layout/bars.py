"""A bar between two poles, and the marks that several things have on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct


class Bar(Struct, frozen=True):
    """A bar from 0 to `width` in mm with places 1 up to `places`, and marks of `pitch` wide on it.

    The first and last place lie so far from the ends that `most` marks side by side stay on it.
    """

    width: float
    places: int
    pitch: float
    most: int = 1

    def at(self, place: int) -> float:
        """Return where a place lies, in mm from the left end."""
        inset = self.pitch * self.most / 2
        return inset + (place - 1) * (self.width - 2 * inset) / (self.places - 1)

    def marks(self, places: Sequence[int]) -> tuple[float, ...]:
        """Return the centre of each mark: at its place, or side by side around it."""
        sharing, before = Counter(places), Counter[int]()
        centres = []
        for place in places:
            aside = before[place] - (sharing[place] - 1) / 2
            centres.append(self.at(place) + aside * self.pitch)
            before[place] += 1
        return tuple(centres)


def most_at_one_place(rows: Sequence[Sequence[int]]) -> int:
    """Return how many marks share a place at most, over all bars that are drawn to one scale."""
    return max((max(Counter(places).values()) for places in rows if places), default=1)
