"""Circles placed from values lie on rows along the axes, and no arrow runs through a circle."""

from __future__ import annotations

import pytest
from conftest import press

from worksheets.geometry import Box
from worksheets.layout.board import Board, board, marks

BOX = Box(25, 30, 210, 150)


def laid(example: str) -> Board:
    """The board of an example of content/gpo."""
    content = press().content
    assert content.aspects and content.examples
    case = next(item for item in content.examples.examples if item.id == example)
    chosen = marks(case.placements, case.subjects, content.aspects, content.subjects)
    return board(content.aspects, BOX, chosen)


@pytest.mark.parametrize("example", ["figuur-4", "zorg", "ict"])
def test_circles_lie_at_their_values(example: str) -> None:
    """Left to right, and from the bottom to the top."""
    board = laid(example)
    for disc in board.discs:
        row = board.row(disc.aspect)
        assert disc.target == pytest.approx(row.at(disc.value))
        if disc.aspect.axis == "horizontal" and not disc.small:
            assert disc.centre.y == pytest.approx(row.start.y, abs=0.3)


def test_the_vertical_aspect_has_a_free_strip_beside_its_axis() -> None:
    """In this example circles of other aspects lie on the axis: none of its own is moved."""
    board = laid("ict")
    own = [disc for disc in board.discs if disc.aspect.axis == "vertical"]
    assert len(own) == 2 and not any(disc.moved for disc in own)
    assert own[0].centre.x == own[1].centre.x != BOX.middle.x
    (arrow,) = (arrow for arrow in board.arrows if abs(arrow.turn) == 90)
    for disc in board.discs:
        between = min(arrow.start.y, arrow.end.y) < disc.centre.y < max(arrow.start.y, arrow.end.y)
        assert not between or abs(disc.centre.x - arrow.start.x) > disc.radius


def test_it_stays_on_the_axis_where_there_is_room() -> None:
    """Nothing else lies there in figure 4."""
    (own,) = (disc for disc in laid("figuur-4").discs if disc.aspect.axis == "vertical")
    assert own.centre.x == pytest.approx(BOX.middle.x)
