"""Circles fill a room as well as any regular arrangement does."""

from itertools import pairwise
from math import dist, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.geometry import Box
from worksheets.imposition.circle_packing import circles


@pytest.mark.parametrize(
    ("width", "height", "diameter", "gutter", "count"),
    [
        (38, 38, 38, 4, 1),  # exactly one
        (37.9, 38, 38, 4, 0),  # a hair too narrow
        (38, 37.9, 38, 4, 0),  # a hair too low
        (80, 38, 38, 4, 2),  # two and the gutter between them
        (79.9, 38, 38, 4, 1),
        (80, 80, 38, 4, 4),  # a square grid
        (100, 100, 10, 0, 106),  # mixed: hexagonal rows have 105, rows and columns 100
        (30, 100, 20, 0, 5),  # one column; every second one shifted sideways holds as many
        (14, 111, 10, 0, 12),  # one column, pushed aside by 4 mm in turn: steps of 9.17, not 10
        (34, 111, 10, 0, 36),  # three columns of it; hexagonal rows of 3 and 2 have 32
        (194, 258.3, 38, 4, 29),  # circles of the workshop on A4: 5 columns, spread, beat 6 x 4
        (185, 155, 38, 4, 16),  # hexagonal: 4 rows of 4, where a grid has 3
        (0, 0, 38, 4, 0),
        (-5, 100, 38, 4, 0),  # the room is gone
    ],
)
def test_a_room_holds_so_many_circles(
    width: float, height: float, diameter: float, gutter: float, count: int
) -> None:
    """Whichever holds most: rows and columns, or hexagonal rows either way."""
    assert count == len(circles(Box(0, 0, width, height), diameter, gutter))


ROOMS = st.builds(
    Box,
    st.floats(0, 20),
    st.floats(0, 20),
    st.floats(0, 400),
    st.floats(0, 400),
)
DIAMETERS = st.floats(15, 150)
GUTTERS = st.floats(0, 10)


@given(ROOMS, DIAMETERS, GUTTERS)
def test_circles_lie_in_the_room_and_apart(room: Box, diameter: float, gutter: float) -> None:
    """No circle leaves the room or comes nearer to another than the gutter."""
    centres = circles(room, diameter, gutter)
    r, slack = diameter / 2, 1e-6
    for x, y in centres:
        assert room.x - slack <= x - r and x + r <= room.right + slack
        assert room.y - slack <= y - r and y + r <= room.bottom + slack
    for n, centre in enumerate(centres):
        assert all(dist(centre, other) >= diameter + gutter - slack for other in centres[n + 1 :])


@given(ROOMS, DIAMETERS, GUTTERS)
def test_no_regular_pattern_holds_more(room: Box, diameter: float, gutter: float) -> None:
    """The grid, hexagonal rows and rows pushed aside by turns are counted here step by step."""
    width, height = room.size
    most = max(
        grid(width, height, diameter, gutter),
        hexagonal(width, height, diameter, gutter),
        hexagonal(height, width, diameter, gutter),
        swaying(width, height, diameter, gutter),
        swaying(height, width, diameter, gutter),
    )
    assert most <= len(circles(room, diameter, gutter))


def along(length: float, diameter: float, pitch: float) -> int:
    count = 0
    while count * pitch + diameter <= length:
        count += 1
    return count


def grid(width: float, height: float, diameter: float, gutter: float) -> int:
    pitch = diameter + gutter
    return along(width, diameter, pitch) * along(height, diameter, pitch)


def hexagonal(width: float, height: float, diameter: float, gutter: float) -> int:
    pitch = diameter + gutter
    rows = along(height, diameter, pitch * sqrt(3) / 2)
    shifts = [pitch / 2 * (row % 2) for row in range(rows)]
    return sum(along(width - shift, diameter, pitch) for shift in shifts)


def swaying(width: float, height: float, diameter: float, gutter: float) -> int:
    """Full rows, by turns at the left and at the right; from any row on, hexagonal ones."""
    pitch = diameter + gutter
    full = along(width, diameter, pitch)
    if not full or height < diameter:
        return 0
    aside = min(width - diameter - (full - 1) * pitch, pitch / 2)
    most, y, rows = 0, 0.0, 0
    while y + diameter <= height:
        rows += 1
        rest = along(height - y, diameter, pitch * sqrt(3) / 2) - 1
        most = max(most, rows * full + rest // 2 * full + (rest + 1) // 2 * (full - 1))
        y += sqrt(pitch**2 - aside**2)
    return most


@given(ROOMS, DIAMETERS, GUTTERS, st.integers(1, 40))
def test_what_is_wanted_lies_in_rows_and_columns(
    room: Box, diameter: float, gutter: float, wanted: int
) -> None:
    """If they hold enough; if not, in a pattern that does, or that holds the most."""
    most = circles(room, diameter, gutter)
    plain = circles(room, diameter, gutter, straight=True)
    chosen = circles(room, diameter, gutter, wanted=wanted)
    assert len(plain) == grid(*room.size, diameter, gutter)
    if len(plain) >= wanted:
        assert chosen == plain
    else:
        assert min(wanted, len(most)) <= len(chosen)


@given(ROOMS, DIAMETERS, GUTTERS)
def test_straight_cuts_pass_between_rows_and_columns(
    room: Box, diameter: float, gutter: float
) -> None:
    """No circle reaches into another row or column."""
    centres = circles(room, diameter, gutter, straight=True)
    for axis in range(2):
        lines = sorted({round(centre[axis], 6) for centre in centres})
        assert all(b - a >= diameter - 1e-5 for a, b in pairwise(lines))


@given(ROOMS, DIAMETERS, GUTTERS)
def test_circles_come_in_reading_order_and_always_the_same(
    room: Box, diameter: float, gutter: float
) -> None:
    """Rows from the top, each from the left; centred across."""
    centres = circles(room, diameter, gutter)
    assert centres == circles(room, diameter, gutter)
    for before, after in pairwise(centres):
        assert (round(before.y, 6), before.x) < (round(after.y, 6), after.x)
    if centres:
        left = min(x for x, _ in centres) - room.x
        right = room.right - max(x for x, _ in centres)
        assert left == pytest.approx(right, abs=1e-6)
