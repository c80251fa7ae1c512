"""Papers by name, in mm."""

from typing import get_args

import pytest

from worksheets.geometry import Size
from worksheets.paper import PAPERS, name_of, paper
from worksheets.problems import Problem
from worksheets.reading import fields


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("A3", 297, 420),
        ("A4", 210, 297),
        ("a4", 210, 297),  # case does not matter
        ("A5", 148, 210),
        ("letter", 215.9, 279.4),  # 8.5 x 11 inch
        ("Tabloid", 279.4, 431.8),  # 11 x 17 inch
        ("320x450", 320, 450),  # SRA3, by its measures
        ("450 x 320 mm", 320, 450),
        ("215,9×279.4", 215.9, 279.4),
    ],
)
def test_papers_stand_upright(name: str, width: float, height: float) -> None:
    """A paper is portrait until it is turned."""
    assert Size(width, height) == paper(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("A33", "did you mean 'A3'?"),
        ("Leter", "did you mean 'Letter'?"),
        ("320x", "known: A0, A1, A2, A3, A4, A5, Letter, Tabloid"),
        ("foolscap", "known: A0, A1, A2, A3, A4, A5, Letter, Tabloid"),
    ],
)
def test_an_unknown_paper_is_a_problem(name: str, hint: str) -> None:
    """With the nearest name, or all."""
    with pytest.raises(Problem, match=f"there is no paper '{name}'") as raised:
        paper(name)
    assert hint == raised.value.hint


@pytest.mark.parametrize("name", ["10x10", "210x4000", "0x297"])
def test_a_size_that_no_paper_has_is_a_problem(name: str) -> None:
    """50 to 3000 mm: what is less is a slip, or inches."""
    with pytest.raises(Problem, match=f"no paper is {name}") as raised:
        paper(name)
    assert "write the sides in mm, 50 to 3000, like 320x450" == raised.value.hint


@pytest.mark.parametrize("name", PAPERS)
def test_a_size_knows_its_name_both_ways(name: str) -> None:
    """Turned paper is the same paper."""
    assert name == name_of(PAPERS[name]) == name_of(PAPERS[name].swapped)


def test_a_size_without_a_name_is_told_in_words() -> None:
    assert "100 x 62.5 mm" == name_of(Size(100, 62.5))


def test_the_content_may_name_every_paper() -> None:
    """The model's choices and this table are one."""
    assert list(PAPERS) == list(get_args(fields.Paper))
