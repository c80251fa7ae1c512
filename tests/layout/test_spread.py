"""Where several people laid their circles: a line for each aspect, all at their values."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from conftest import press
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.geometry import Box
from worksheets.layout.spread import LEAST, Value, Values, spread
from worksheets.problems import NoRoom

ROOM = Box(8, 26, 404, 240)


def tables(people: int) -> st.SearchStrategy[list[Values]]:
    aspects = press().content.aspects
    assert aspects
    value = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.1, 0.5]))
    rows = st.lists(st.lists(value, min_size=1, max_size=people), min_size=1, max_size=6)
    return rows.map(
        lambda rows: [
            (aspect, tuple(Value(f"P{n}", value) for n, value in enumerate(row)), sorted(row)[0])
            for aspect, row in zip(aspects.aspects, rows, strict=False)
        ]
    )


@given(tables(20))
@settings(max_examples=40, deadline=None)
def test_every_circle_is_there_once(table: list[Values]) -> None:
    """Above its own line, at its value or with a dot there, clear of the others."""
    pages = spread(ROOM, table)
    lines = [line for page in pages for line in page.lines]
    assert {line.aspect.id for line in lines} == {aspect.id for aspect, _, _ in table}
    for line in lines:
        people = next(values for aspect, values, _ in table if aspect is line.aspect)
        assert [person.initials for person in people] == [label for label, _ in line.circles]
        assert line.box.x >= ROOM.x and line.box.bottom <= ROOM.bottom + 1e-6
        assert len(table) == 1 or line.box.height >= LEAST
        for person, (_, place) in zip(people, line.circles, strict=True):
            assert place.target.x == pytest.approx(line.at(person.value))
            assert place.off or place.centre.x == pytest.approx(place.target.x)
            assert line.box.y - 1e-6 <= place.centre.y - place.radius
            assert place.centre.y + place.radius <= line.start.y
        for (_, one), (_, other) in combinations(line.circles, 2):
            far = hypot(one.centre.x - other.centre.x, one.centre.y - other.centre.y)
            assert far >= one.radius + other.radius
        assert (line.low, line.high) == (
            min(person.value for person in people),
            max(person.value for person in people),
        )


def test_many_people_get_fewer_lines_a_page() -> None:
    """Sixty at one value do not fit on a line of a sixth of the page."""
    aspects = press().content.aspects
    assert aspects
    crowd = tuple(Value(f"{n}", 0.5) for n in range(60))
    pages = spread(ROOM, [(aspect, crowd, 0.5) for aspect in aspects.aspects])
    assert 1 < len(pages)
    assert 6 == sum(len(page.lines) for page in pages)
    with pytest.raises(NoRoom, match="so many people do not fit"):
        spread(Box(0, 0, 120, 40), [(aspects.aspects[0], crowd * 9, 0.5)])
