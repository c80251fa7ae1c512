"""In which order what is cut out lies on sheets, so that each pile comes in the right hands.

A set is a run of things that belong together, an owner has one or more sets. A sheet is what lies
at its places, in order, with None where a place stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from worksheets.choices import Collate

Thing = TypeVar("Thing")
Owners = Iterable[Iterable[Sequence[Thing]]]
Places = tuple[Thing | None, ...]


def collated(
    owners: Owners[Thing], capacity: int, how: Collate, first: int = 1
) -> Iterator[Places[Thing]]:
    """Yield the sheets of the sets of some owners, `capacity` places each.

    `sheet`: each owner starts a sheet, and a set stays whole when it can. `stack`: the same place
    on every sheet belongs to one set, so that a cut stack falls into sets. `dense`: one after the
    other, on the fewest sheets. The places before the `first` (from 1) of the first sheet are
    used up: they stay empty. Raises ValueError when there is no such place.
    """
    if not 1 <= first <= capacity:
        raise ValueError(f"no place {first} among {capacity}")
    return _WAYS[how](owners, capacity, first - 1)


def _sheet(owners: Owners[Thing], capacity: int, used: int) -> Iterator[Places[Thing]]:
    places: list[Thing | None] = [None] * used
    for sets in owners:
        for set_ in sets:
            # Paper that is used up in part is there to be used: a set may be split to do so.
            if len(places) > used and len(set_) > capacity - len(places):
                yield tuple(places)
                places, used = [], 0
            for thing in set_:
                places.append(thing)
                if len(places) == capacity:
                    yield tuple(places)
                    places, used = [], 0
        if len(places) > used:
            yield tuple(places)
            places, used = [], 0


def _dense(owners: Owners[Thing], capacity: int, used: int) -> Iterator[Places[Thing]]:
    places: list[Thing | None] = [None] * used
    for thing in chain.from_iterable(chain.from_iterable(owners)):
        places.append(thing)
        if len(places) == capacity:
            yield tuple(places)
            places, used = [], 0
    if len(places) > used:
        yield tuple(places)


def _stack(owners: Owners[Thing], capacity: int, used: int) -> Iterator[Places[Thing]]:
    """Stacks of sheets: in each, every place has a set; a longer set makes its stack higher.

    Places that are used up are so on the first sheet of the first stack only. They are filled
    last, by sets that begin a sheet later: that may take one more sheet, but no other stack.
    """
    stack: list[Sequence[Thing | None]] = [()] * capacity
    free = [*reversed(range(used)), *reversed(range(used, capacity))]  # the next is at the end
    for set_ in chain.from_iterable(owners):
        if not set_:
            continue
        place = free.pop()
        stack[place] = (None, *set_) if place < used else set_
        if not free:
            yield from _layers(stack)
            stack, used = [()] * capacity, 0
            free = [*reversed(range(capacity))]
    yield from _layers(stack)


def _layers(stack: Sequence[Sequence[Thing | None]]) -> Iterator[Places[Thing]]:
    while stack and not stack[-1]:
        stack = stack[:-1]
    for n in range(max(map(len, stack), default=0)):
        yield tuple(set_[n] if n < len(set_) else None for set_ in stack)


_WAYS: dict[Collate, Callable[..., Iterator[Places[Any]]]] = {
    "sheet": _sheet,
    "stack": _stack,
    "dense": _dense,
}
