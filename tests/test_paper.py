"""Papers by name, in mm."""

import pytest
from conftest import Workshop

from worksheets.geometry import Size
from worksheets.paper import PAPERS, name_of, paper, written
from worksheets.problems import Problem, Problems

KNOWN = "known: A0, A1, A2, A3, A4, A5, A6, B4, Ledger, Legal, Letter, SRA3, Tabloid"


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("A3", 297, 420),
        ("A4", 210, 297),
        ("a4", 210, 297),  # case does not matter
        ("A5", 148, 210),
        ("letter", 215.9, 279.4),  # 8.5 x 11 inch
        ("Tabloid", 279.4, 431.8),  # 11 x 17 inch
        ("A6", 105, 148),
        ("b4", 250, 353),
        ("SRA3", 320, 450),
        ("Legal", 215.9, 355.6),  # 8.5 x 14 inch
        ("ledger", 279.4, 431.8),  # a tabloid that lies
        ("320x450", 320, 450),
        ("32 x 45 cm", 320, 450),
        ("32cm x 450mm", 320, 450),
        ("12.6 x 17.7 in", 320.04, 449.58),
        ("8,5 × 11 inch", 215.9, 279.4),
        ('11"x17"', 279.4, 431.8),
        ("12,5x20CM", 125, 200),
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
        ("320x", KNOWN),
        ("foolscap", KNOWN),
    ],
)
def test_an_unknown_paper_is_a_problem(name: str, hint: str) -> None:
    """With the nearest name, or all."""
    with pytest.raises(Problem, match=f"there is no paper '{name}'") as raised:
        paper(name)
    assert hint == raised.value.hint


@pytest.mark.parametrize("name", ["10x10", "210x4000", "0x297", "8.5x11", "3x4 cm"])
def test_a_size_that_no_paper_has_is_a_problem(name: str) -> None:
    """50 to 3000 mm: what is less is a slip, or inches without their unit."""
    with pytest.raises(Problem, match=f"no paper is {name}") as raised:
        paper(name)
    assert "its sides are 50 to 3000 mm, like 320x450 or 32x45 cm" == raised.value.hint


@pytest.mark.parametrize("name", PAPERS)
def test_a_size_knows_its_name_both_ways(name: str) -> None:
    """Turned paper is the same paper."""
    assert name == name_of(PAPERS[name]) == name_of(PAPERS[name].swapped)


@pytest.mark.parametrize("name", [*PAPERS, "320x445", "12.6 x 17.7 in"])
def test_a_paper_is_typed_in_one_word(name: str) -> None:
    """As the page to measure a printer prints it, to be typed: the same paper, without spaces."""
    typed = written(paper(name))
    assert " " not in typed
    assert paper(name) == paper(typed)


def test_a_size_without_a_name_is_told_in_words() -> None:
    assert "100 x 62.5 mm" == name_of(Size(100, 62.5))


@pytest.mark.parametrize(
    "name", ["a4", "SRA3", "Ledger", "320x450", "12,6 x 17,7 in", "32 x 45 cm"]
)
def test_content_names_a_paper_as_the_command_line_does(name: str, workshop: Workshop) -> None:
    """By any name, and by its sides in any unit."""
    workshop.change("workshop.yaml", "paper: A3", f"paper: '{name}'")
    press = workshop.press()
    handout = next(h for h in press.handouts if h.paper == name)
    width, height = sorted(press.composer.paper(handout))
    assert (width, height) == paper(name)


def test_an_unknown_paper_in_the_content_is_told_at_its_line(workshop: Workshop) -> None:
    """With the nearest name."""
    workshop.change("workshop.yaml", "paper: A3", "paper: SAR3")
    with pytest.raises(Problems) as raised:
        workshop.press()
    (problem,) = raised.value.problems
    assert "handouts[3].paper: there is no paper 'SAR3'" == problem.message
    assert "did you mean 'SRA3'?" == problem.hint
    line = problem.at.line
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    assert "SAR3" in text[line - 1]
