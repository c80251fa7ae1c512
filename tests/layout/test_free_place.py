"""A circle takes the free place nearest to where it wants to be: facts about numbers only."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.geometry import Box, Point
from worksheets.layout.free_place import Spot, nearest_place

ROOM = Box(10, 20, 220, 180)
GAP = 0.6  # mm
CLOSE = 1e-5  # mm


def spot(x: float, y: float = 110, r: float = 9) -> Spot:
    return Spot(f"{x},{y}", Point(x, y), r, ROOM)


def put(spots: list[Spot]) -> list[tuple[Spot, Point]]:
    """Put circles down one after the other; those that find no place are left out."""
    laid: list[tuple[Spot, Point]] = []
    for wanted in spots:
        place = nearest_place(wanted, laid, GAP)
        if place is not None:
            laid.append((wanted, place))
    return laid


@pytest.mark.parametrize(
    ("spots", "expected"),
    [
        ([spot(100)], [(100, 110)]),  # alone: where it wants to be
        ([spot(100), spot(150)], [(100, 110), (150, 110)]),
        ([spot(100), spot(110)], [(100, 110), (118.6, 110)]),  # it makes way along the line
        ([spot(100), spot(100)], [(100, 110), (118.6, 110)]),  # at one place: to the right
        ([spot(10)], [(19, 110)]),  # at the edge of the room: inside it
    ],
)
def test_where_circles_come(spots: list[Spot], expected: list[tuple[float, float]]) -> None:
    """Small cases that can be worked out by hand."""
    for (_, place), point in zip(put(spots), expected, strict=True):
        assert place == pytest.approx(point, abs=CLOSE)


numbers = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.1, 0.5, 1]))
# As on a sheet: some rows, places along them, and two sizes; many at the very same place.
crowds = st.lists(
    st.tuples(numbers, st.integers(0, 4), st.sampled_from([3.6, 5.5])), max_size=40
).map(lambda all_: [spot(20 + 200 * x, 70 + 20 * row, r) for x, row, r in all_])


@given(crowds)
@settings(max_examples=60, deadline=None)
def test_circles_never_overlap_and_stay_inside(crowd: list[Spot]) -> None:
    """Whatever is placed; no free place that was tried is nearer."""
    laid = put(crowd)
    assert len(crowd) == len(laid)  # there is room for 40
    for (a, at), (b, there) in combinations(laid, 2):
        assert hypot(at.x - there.x, at.y - there.y) >= a.radius + b.radius + GAP - CLOSE
    for circle, at in laid:
        assert ROOM.x + circle.radius - CLOSE <= at.x <= ROOM.right - circle.radius + CLOSE
        assert ROOM.y + circle.radius - CLOSE <= at.y <= ROOM.bottom - circle.radius + CLOSE


def test_a_full_room_has_no_place() -> None:
    """Nor has one that is smaller than the circle."""
    small = Box(0, 0, 20, 20)
    first = Spot("a", Point(10, 10), 9, small)
    assert nearest_place(Spot("b", Point(10, 10), 9, small), [(first, Point(10, 10))], GAP) is None
    assert nearest_place(Spot("c", Point(10, 10), 11, small), [], GAP) is None
