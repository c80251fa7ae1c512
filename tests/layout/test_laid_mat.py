"""A mat with circles laid on it, in a frame: nothing overlaps, all keep to their scale."""

from __future__ import annotations

from itertools import combinations, zip_longest
from math import hypot

import pytest
from conftest import press
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.aspects import Aspects
from worksheets.geometry import Box
from worksheets.layout.laid_mat import LEAST, Laid, LaidMat, TokenToLay, laid_mat
from worksheets.problems import NoRoom

FRAME = Box(8, 26, 267, 240)
CLOSE = 1e-4  # mm


def aspects() -> Aspects:
    known = press().content.aspects
    assert known
    return known


def mat(circles: list[Laid], tokens: tuple[TokenToLay, ...] = (), frame: Box = FRAME) -> LaidMat:
    """The mat of a list of circles, with names 2 mm a letter wide."""
    return laid_mat(
        frame,
        circles,
        aspects().sets,
        diameters=(38, 25),
        tokens=tokens,
        token=17.5,
        names=7,
        wide=lambda name: 2.0 * len(name),
    )


def circle(aspect: str, value: float, set_: int = 0, label: str = "") -> Laid:
    known = {a.id: a for a in aspects().aspects}
    return Laid(set=aspects().sets[set_], aspect=known[aspect], value=value, label=label, who=label)


names = [aspect.id for aspect in aspects().aspects]
values = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.1, 0.5, 1]))
keys = st.tuples(st.sampled_from(names), st.integers(0, 1), st.sampled_from(["", "EN", "BU"]))
tables = st.dictionaries(keys, values, min_size=1, max_size=24)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_circles_lie_at_their_values_and_clear_of_each_other(
    table: dict[tuple[str, int, str], float],
) -> None:
    """By the scale of the axis; those that are off it say so. First sets above, second below."""
    laid = mat([circle(a, value, s, label) for (a, s, label), value in table.items()])
    field, middle = laid.field, laid.middle
    assert laid.frame.bottom <= FRAME.bottom + CLOSE
    for one, other in combinations(laid.circles, 2):
        far = hypot(one.centre.x - other.centre.x, one.centre.y - other.centre.y)
        assert far >= one.radius + other.radius - CLOSE
    for placed in laid.circles:
        value = placed.laid.value
        assert placed.radius * 2 >= LEAST[bool(placed.laid.label)] - CLOSE
        if placed.laid.aspect.axis == "horizontal":
            own = field.x + value * field.width
            assert placed.is_off or placed.centre.x == pytest.approx(own, abs=0.11)
            away = middle.y - placed.centre.y
            away = away if placed.laid.set == aspects().sets[0] else -away
            assert away >= laid.half + placed.radius - CLOSE
            assert away + placed.radius <= field.height / 2 - laid.names + CLOSE
        else:
            assert placed.centre.y == pytest.approx(field.bottom - value * field.height, abs=0.01)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_each_move_has_a_line_of_its_own_with_its_name(
    table: dict[tuple[str, int, str], float],
) -> None:
    """From value to value; its name is not on its dots, unless it stands on the line itself."""
    laid = mat([circle(a, value, s, label) for (a, s, label), value in table.items()])
    pairs = {(a, label) for a, s, label in table if (a, 1 - s, label) in table and a != "wat"}
    assert len(pairs) == len(laid.moves)
    top, bottom = laid.strip.y, laid.strip.bottom
    assert laid.field.bottom < top and bottom <= laid.frame.bottom + CLOSE
    for move, after in zip_longest(laid.moves, laid.moves[1:]):
        assert top <= move.words.y and move.words.bottom <= bottom + CLOSE
        assert after is None or after.words.y >= move.words.bottom - CLOSE
        assert laid.field.x <= move.words.x and move.words.right <= laid.field.right
        for _, x in move.stops:
            inside = move.words.x - 1.5 < x < move.words.right + 1.5
            assert move.within or not inside


TOKEN = {"id": "t", "set": aspects().sets[0], "across": 0.31, "up": 0.4}


def test_a_token_lies_in_the_middle_of_its_circles() -> None:
    """Where nothing is in its way: at the mean of its circles, by the scale of the axes."""
    laid = mat([circle("waar", 0.9)], (TokenToLay(**{**TOKEN, "up": 0.2}),))
    (token,) = laid.tokens
    field = laid.field
    assert token.centre.x == pytest.approx(field.x + 0.31 * field.width)
    assert token.centre.y == pytest.approx(field.bottom - 0.2 * field.height)


@pytest.mark.parametrize("place", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_a_token_lies_in_the_field_that_is_named(place: str) -> None:
    """Wholly, whatever the middle of the circles would be."""
    laid = mat([circle("waar", 0.5)], (TokenToLay(**TOKEN, fields=(place,)),))
    (token,) = laid.tokens
    upper, left = "top" in place, "left" in place
    sign = 1 if upper else -1
    assert sign * (laid.middle.y - token.centre.y) >= laid.half + token.half
    assert (-1 if left else 1) * (token.centre.x - laid.middle.x) >= token.half - CLOSE


def test_a_token_between_two_fields_lies_on_their_border() -> None:
    """And what the place means keeps clear of it."""
    between = TokenToLay(**TOKEN, fields=("top-left", "bottom-left"))
    laid = mat([circle("waar", 0.9)], (between,))
    (token,) = laid.tokens
    assert token.centre.y == pytest.approx(laid.middle.y)
    for box in laid.meanings:
        assert box.right <= token.centre.x - token.half or box.x >= token.centre.x + token.half
    # Under two large circles there is no room for words: none is drawn.
    crowded = [circle("wat", 0.5, s, label) for s in (0, 1) for label in ("", "EN", "BU")]
    for box in mat(crowded).meanings:
        assert box.width >= 0
        assert not box.width or all(
            abs(c.centre.x - box.x - box.width / 2) >= c.radius + box.width / 2
            for c in mat(crowded).circles
        )
    side = TokenToLay(**{**TOKEN, "up": 0.2}, fields=("bottom-left", "bottom-right"))
    (token,) = mat([circle("waar", 0.9)], (side,)).tokens
    assert token.centre.x == pytest.approx(FRAME.middle.x)


def test_circles_become_smaller_before_they_are_refused() -> None:
    """Not below what can be read; then it is said, with a way out."""
    some = [circle(name, 0.5, s, f"V{n}") for n in range(12) for name in names for s in (0, 1)]
    smaller = mat(some[:70])
    assert max(c.radius * 2 for c in smaller.circles) < 25 * smaller.field.width / 350
    with pytest.raises(NoRoom, match="circles do not fit on a quadrant") as raised:
        mat(some, frame=Box(0, 0, 140, 110))
    assert raised.value.hint


@pytest.mark.parametrize("example", ["figuur-4", "zorg", "ict"])
def test_no_circle_of_what_comes_along_is_far_off(example: str) -> None:
    """At most one at a value that three share."""
    content = press().content
    assert content.examples
    case = next(item for item in content.examples.examples if item.id == example)
    order = {circle_set.id: n for n, circle_set in enumerate(aspects().sets)}
    circles = [
        circle(aspect, value, order[set_])
        for set_, places in case.placements.items()
        for aspect, value in places.items()
    ]
    assert 1 >= sum(c.is_off for c in mat(circles).circles)
