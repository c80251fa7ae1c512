"""An upright row stands where it is clear of level ones: facts about numbers only."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worksheets.content.files import Content
from worksheets.geometry import Box, Point
from worksheets.layout.board import Board, board, marks
from worksheets.layout.clearance import Shift, Way, best
from worksheets.press.jobs import Press


def level(y: float, *places: float) -> Way:
    return Way(tuple((Point(x, y), 9.0) for x in places))


UPRIGHT = Way(((Point(100, 40), 9.0), (Point(100, -40), 9.0)))


@pytest.mark.parametrize(
    ("ways", "most", "down", "expected"),
    [
        ((), 60, 9, Shift(0, 0)),
        ((level(0, 40, 60),), 60, 9, Shift(0, 0)),  # nothing in the way
        ((level(0, 100),), 60, 9, Shift(0, 10)),  # beside a circle that its arrow would pass
        ((level(40, 20, 95),), 60, 9, Shift(0, 14)),  # beside a circle that its own would cover
        ((level(0, 20, 180),), 60, 9, Shift(0, 0)),  # arrows may cross
        ((level(40, 20, 180),), 60, 9, Shift(0, 0)),  # no way out: as it is
        ((level(49, 20, 180),), 60, 9, Shift(2, 0)),  # the level way goes down a little
    ],
)
def test_the_least_move_is_taken(
    ways: tuple[Way, ...], most: float, down: float, expected: Shift
) -> None:
    """From its axis at x = 100, where the upright way goes from y = 40 to -40."""
    assert expected == best(ways, (UPRIGHT,), most, down)


@pytest.fixture(scope="module")
def content(gpo: Press) -> Content:
    return gpo.content


def circles(content: Content, name: str) -> Board:
    assert content.examples and content.aspects
    (case,) = (item for item in content.examples.examples if item.id == name)
    chosen = marks(case.placements, case.subjects, content.aspects, content.subjects)
    return board(content.aspects, Box(40, 30, 215, 135), chosen)


def far(point: Point, start: Point, end: Point) -> float:
    dx, dy = end.x - start.x, end.y - start.y
    part = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy)
    part = min(max(part, 0), 1)
    return hypot(point.x - start.x - part * dx, point.y - start.y - part * dy)


@pytest.mark.parametrize("example", ["figuur-4", "ict"])
def test_circles_of_the_examples_lie_at_their_values(content: Content, example: str) -> None:
    """None is moved, no arrow slants, and none passes a circle that is not its own."""
    drawn = circles(content, example)
    assert [] == [disc for disc in drawn.discs if disc.moved]
    for arrow in drawn.arrows:
        assert 0 == pytest.approx(arrow.turn % 90, abs=1e-6)
        near = [d for d in drawn.discs if far(d.centre, arrow.start, arrow.end) < d.radius]
        assert [] == near


values = st.integers(0, 10).map(lambda n: n / 10)


@settings(deadline=None, max_examples=30)
@example([0.0] * 6, [0.5] * 5 + [0.0])  # all of a set in the middle: the upright row is full
@given(st.lists(values, min_size=6, max_size=6), st.lists(values, min_size=6, max_size=6))
def test_circles_never_overlap(content: Content, now: list[float], then: list[float]) -> None:
    """Wherever they are laid; and all stay on the board."""
    assert content.aspects
    ids = [aspect.id for aspect in content.aspects.aspects]
    sets = [set_.id for set_ in content.aspects.sets]
    placed = dict(zip(sets, (dict(zip(ids, p, strict=True)) for p in (now, then)), strict=True))
    box = Box(40, 30, 215, 135)
    drawn = board(content.aspects, box, marks(placed, (), content.aspects, None))
    for n, disc in enumerate(drawn.discs):
        assert box.x <= disc.centre.x - disc.radius and disc.centre.x + disc.radius <= box.right
        assert box.y <= disc.centre.y - disc.radius and disc.centre.y + disc.radius <= box.bottom
        for other in drawn.discs[:n]:
            apart = hypot(disc.centre.x - other.centre.x, disc.centre.y - other.centre.y)
            assert apart >= disc.radius + other.radius
