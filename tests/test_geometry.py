"""Lengths are read as millimetres; boxes are computed with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.geometry import Box, Insets, Point, Size, mm, points
from worksheets.problems import NOWHERE, Place, Problem, Problems, nearest


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("12", 12),
        ("12mm", 12),
        ("1.2cm", 12),
        ("72pt", 25.4),
        (" 12 mm ", 12),  # spaces are forgiven
        ("-3.5mm", -3.5),
        (".5", 0.5),
        ("0", 0),
        (12, 12),
        (1.5, 1.5),
    ],
)
def test_lengths_are_millimetres(text: str | float, length: float) -> None:
    """Plain numbers are millimetres; mm, cm and pt are known."""
    assert length == pytest.approx(mm(text))


@pytest.mark.parametrize(
    "text", ["", "mm", "12px", "12 MM", "twelve", "1,5,2mm", "nan", "inf", "-inf", "1e9", "1e4cm"]
)
def test_what_is_no_length_is_a_problem(text: str) -> None:
    """The text is quoted, and the hint shows the ways to write it."""
    with pytest.raises(Problem) as raised:
        mm(text)
    assert (f"{text!r} is not a length", "write 12, 12mm, 1.2cm or 9pt") == (
        raised.value.message,
        raised.value.hint,
    )


@given(st.floats(-9e4, 9e4))
def test_points_become_millimetres_and_back(length: float) -> None:
    """72 points are 25.4 mm, there and back."""
    assert mm(f"{points(length)!r}pt") == pytest.approx(length, abs=1e-9)


def test_sizes_turn() -> None:
    """Landscape and portrait are the same paper; a square is both."""
    a4 = Size(210, 297)
    assert Size(297, 210) == a4.swapped == a4.landscape
    assert a4 == a4.portrait == a4.swapped.portrait == a4.swapped.swapped
    assert Size(5, 5) == Size(5, 5).landscape == Size(5, 5).portrait
    assert "210 x 297 mm" == str(a4)


def test_a_box_knows_its_edges() -> None:
    """Coordinates run to the right and down."""
    box = Box(10, 20, 30, 40)
    assert (40, 60, Point(25, 40), Size(30, 40)) == (box.right, box.bottom, box.middle, box.size)
    assert Box(14, 21, 24, 36) == box.inset(Insets(1, 2, 3, 4))
    assert Box(15, 25, 20, 30) == box.inset(Insets.all(5))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml"), "a.yaml"),
    ],
)
def test_a_place_reads_as_editors_jump(place: Place, text: str) -> None:
    """Lines and columns are counted from 1; what is not known is not said."""
    assert (text, f"{text}: it is wrong") == (str(place), str(Problem("it is wrong", place)))


def test_a_place_is_no_part_of_a_thing() -> None:
    """Two drawings that look the same are the same wherever they were written."""
    assert Place("a", 1) == Place("b", 2)
    assert 1 == len({Place("a", 1), NOWHERE})
    assert Place("a") != "a"
    assert "it is wrong" == str(Problem("it is wrong"))


def test_problems_are_read_from_top_to_bottom() -> None:
    """By file, line and column, whatever the order in which they were found."""
    problems = [
        Problem("c", Place("b", 1)),
        Problem("b", Place("a", 10)),
        Problem("a", Place("a", 9)),
    ]
    assert "a:9: a\na:10: b\nb:1: c" == str(Problems(problems))


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("titel", ("title", "step"), "did you mean 'title'?"),
        ("xyz", ("title", "step"), "known: step, title"),  # none is near: all of them
        ("xyz", (), ""),
    ],
)
def test_the_nearest_name_is_proposed(name: str, known: tuple[str, ...], hint: str) -> None:
    """One that is near, else all that are known."""
    assert hint == nearest(name, known)
