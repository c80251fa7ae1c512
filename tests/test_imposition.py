"""Circles fill a room as well as scissors allow, and sets stay together."""

from itertools import pairwise
from math import dist, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.drawing import Page, Placement, Sheet
from worksheets.geometry import Box, Point, Size
from worksheets.imposition import circles, one_up, packed

A4 = Size(210, 297)


@pytest.mark.parametrize(
    ("width", "height", "diameter", "gutter", "count"),
    [
        (38, 38, 38, 4, 1),  # exactly one
        (37.9, 38, 38, 4, 0),  # a hair too narrow
        (38, 37.9, 38, 4, 0),  # a hair too low
        (80, 38, 38, 4, 2),  # two and the gutter between them
        (79.9, 38, 38, 4, 1),
        (80, 80, 38, 4, 4),  # a square grid
        (100, 100, 10, 0, 105),  # hexagonal: 6 rows of 10 and 5 of 9 beat 10 x 10
        (30, 100, 20, 0, 5),  # one column; every second one shifted sideways holds as many
        (194, 258.3, 38, 4, 28),  # circles of the workshop on A4: 7 rows of 4 beat 6 x 4
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
    for n, one in enumerate(centres):
        assert all(dist(one, other) >= diameter + gutter - slack for other in centres[n + 1 :])


@given(ROOMS, DIAMETERS, GUTTERS)
def test_no_regular_pattern_holds_more(room: Box, diameter: float, gutter: float) -> None:
    """The grid and the hexagonal rows are counted here step by step."""
    width, height = room.size
    most = max(
        grid(width, height, diameter, gutter),
        hexagonal(width, height, diameter, gutter),
        hexagonal(height, width, diameter, gutter),
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


def pages(count: int, name: str = "page") -> list[Page]:
    return [Page(f"{name}-{n}", Size(38, 38), (), round=True) for n in range(count)]


def names(sheets: list[Sheet]) -> list[list[str]]:
    return [[placement.page.name for placement in sheet.front.placements] for sheet in sheets]


@pytest.mark.parametrize(
    ("sets", "places", "expected"),
    [
        ((2, 2), 4, [4]),  # both on one sheet
        ((2, 2), 3, [2, 2]),  # a set stays whole
        ((3, 1), 4, [4]),
        ((5,), 2, [2, 2, 1]),  # a set larger than a sheet runs on
        ((1, 5), 4, [1, 4, 1]),
        ((), 4, []),  # nothing to print is nothing printed
        ((0, 2), 4, [2]),
    ],
)
def test_sets_go_on_sheets(sets: tuple[int, ...], places: int, expected: list[int]) -> None:
    """So many pages lie on each sheet."""
    spots = [Point(n, 0) for n in range(places)]
    sheets = list(packed([pages(size) for size in sets], A4, spots))
    assert expected == [len(sheet.front.placements) for sheet in sheets]


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 10))
def test_packing_loses_nothing(sizes: list[int], room: int) -> None:
    """Every page is there once, in order, at the places in order; small sets are never split."""
    spots = [Point(n, n) for n in range(room)]
    sets = [pages(size, f"set-{n}") for n, size in enumerate(sizes)]
    sheets = list(packed(sets, A4, spots))
    assert [page.name for one in sets for page in one] == [
        name for sheet in names(sheets) for name in sheet
    ]
    for sheet in sheets:
        placed = [placement.corner for placement in sheet.front.placements]
        assert placed and placed == spots[: len(placed)]
    for one in sets:
        on = [sheet for sheet in names(sheets) if any(page.name in sheet for page in one)]
        assert len(on) <= 1 or len(one) > room


def test_the_page_beneath_lies_under_every_sheet() -> None:
    """It is placed first, on each sheet."""
    beneath = Placement(Page("under", A4, ()), Point(0, 0))
    sheets = list(packed([pages(5)], A4, [Point(n, 0) for n in range(2)], beneath=[beneath]))
    assert ["under"] * 3 == [sheet[0] for sheet in names(sheets)]


def test_one_up_has_a_sheet_for_each_page() -> None:
    """Of the page's own size, with the page at its corner."""
    (one, two) = one_up([Page("a", A4, ()), Page("b", A4.landscape, ())])
    assert (A4, A4.landscape) == (one.front.size, two.front.size)
    assert Point(0, 0) == two.front.placements[0].corner
