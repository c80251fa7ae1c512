"""Circles on the quadrant are moved apart as little as can be: facts about numbers only."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.geometry import Box, Point
from worksheets.layout.overlap import GAP, Full, Spot, apart

ROOM = Box(10, 20, 220, 180)
CLOSE = 1e-5  # mm


def spot(x: float, y: float = 110, r: float = 9, name: str = "", rank: int = 0) -> Spot:
    return Spot(name or f"{x},{y}", Point(x, y), r, ROOM, rank)


numbers = st.one_of(
    st.floats(0, 1).map(lambda part: round(part, 3)), st.sampled_from([0, 0.1, 0.5, 1])
)
# As on a sheet: some rows, places along them, and two sizes; many at the very same place.
spots = st.lists(
    st.tuples(numbers, st.integers(0, 4), st.sampled_from([3.6, 5.5])), max_size=60
).map(
    lambda all_: [
        Spot(f"{n}", Point(20 + 200 * x, 70 + 20 * row), r, ROOM, int(r < 4))
        for n, (x, row, r) in enumerate(all_)
    ]
)


def crossing(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    c_side, d_side, a_side, b_side = side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
    small = 1e-3
    return c_side * d_side < -small and a_side * b_side < -small


@pytest.mark.parametrize(
    ("given_spots", "expected"),
    [
        ((), ()),
        ((spot(100),), ((100, 110),)),  # alone: where it wants to be
        ((spot(100), spot(150)), ((100, 110), (150, 110))),  # far apart: both do
        # On one line: the second makes way along the line.
        ((spot(100), spot(110)), ((100, 110), (118.6, 110))),
        # At one place: to the right.
        ((spot(100, name="a"), spot(100, name="b")), ((100, 110), (118.6, 110))),
        # A lower rank stays.
        ((spot(100, rank=1), spot(110)), ((91.4, 110), (110, 110))),
        # At the edge of the room: inside it.
        ((spot(10),), ((19, 110),)),
    ],
)
def test_where_circles_come(given_spots: tuple[Spot, ...], expected: tuple[Point, ...]) -> None:
    """Small cases that can be worked out by hand."""
    points = apart(given_spots)
    assert len(expected) == len(points)
    for place, point in zip(expected, points, strict=True):
        assert place == pytest.approx(point, abs=CLOSE)


@given(spots)
@settings(max_examples=60, deadline=None)
def test_circles_never_overlap_and_stay_inside(some: list[Spot]) -> None:
    """Whatever is placed, up to 60 circles."""
    points = apart(some)
    for (a, at), (b, there) in combinations(zip(some, points, strict=True), 2):
        assert hypot(at.x - there.x, at.y - there.y) >= a.radius + b.radius + GAP - CLOSE
    for circle, at in zip(some, points, strict=True):
        assert ROOM.x + circle.radius - CLOSE <= at.x <= ROOM.right - circle.radius + CLOSE
        assert ROOM.y + circle.radius - CLOSE <= at.y <= ROOM.bottom - circle.radius + CLOSE


@given(spots, st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_input_does_not_matter(some: list[Spot], random: object) -> None:
    """Each circle comes to the same place."""
    shuffled = list(some)
    random.shuffle(shuffled)
    where = {circle.name: at for circle, at in zip(some, apart(some), strict=True)}
    assert where == {circle.name: at for circle, at in zip(shuffled, apart(shuffled), strict=True)}


@given(spots)
@settings(max_examples=40, deadline=None)
def test_lines_to_targets_do_not_cross(some: list[Spot]) -> None:
    """Among circles of one size, which could change places."""
    points = apart(some)
    for (a, at), (b, there) in combinations(zip(some, points, strict=True), 2):
        if a.radius == b.radius:
            assert not crossing(a.target, at, b.target, there)


@given(spots, st.integers(0, 11))
@settings(max_examples=30, deadline=None)
def test_no_circle_could_lie_nearer(some: list[Spot], direction: int) -> None:
    """A circle that was moved cannot move back: not all the way, nor half of it, nor aside."""
    points = apart(some)
    for n, (circle, at) in enumerate(zip(some, points, strict=True)):
        far = hypot(at.x - circle.target.x, at.y - circle.target.y)
        others = [(some[m], points[m]) for m in range(len(some)) if m != n]
        for part in (0.0, 0.5, 0.9):
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.6, 0.8), (-0.8, 0.6)):
                place = Point(circle.target.x + dx * far * part, circle.target.y + dy * far * part)
                inner = circle.inner
                if not (inner.x <= place.x <= inner.right and inner.y <= place.y <= inner.bottom):
                    continue
                assert far < CLOSE or any(
                    hypot(place.x - there.x, place.y - there.y) < circle.radius + b.radius + GAP
                    for b, there in others
                )


@given(spots)
@settings(max_examples=30, deadline=None)
def test_what_lies_well_stays(some: list[Spot]) -> None:
    """Placing what was placed moves nothing; nor does one more circle far from all others."""
    points = apart(some)
    again = [Spot(a.name, at, a.radius, ROOM, a.rank) for a, at in zip(some, points, strict=True)]
    for at, there in zip(points, apart(again), strict=True):
        assert at == pytest.approx(there, abs=1e-3)
    # Below: in a room of its own that the others cannot reach.
    far = spot(120, 300, 5, "far")
    far = Spot("far", far.target, 5, Box(10, 280, 220, 40))
    assert points == apart([*some, far])[:-1]


def test_a_room_that_is_full_is_told() -> None:
    """By the circle that finds no place; so is a circle that is larger than its room."""
    with pytest.raises(Full) as raised:
        apart([Spot(f"{n}", Point(5, 5), 4, Box(0, 0, 20, 10)) for n in range(3)])
    assert "2" == raised.value.spot.name
    with pytest.raises(Full):
        apart([Spot("a", Point(5, 5), 6, Box(0, 0, 20, 10))])
