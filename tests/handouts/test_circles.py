"""Circles that are cut out have exactly the diameter that was asked for, and lie apart."""

import re
from math import dist
from pathlib import Path

import pytest
from conftest import Kit, Workshop, built, press
from readback import Pdf

from worksheets.choices import Collate, values_of
from worksheets.content.aspects import CircleSet
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.handouts.circles import numbers
from worksheets.press.jobs import produce
from worksheets.problems import Problem, Undoable


def check(pdf: Pdf, diameter: float) -> None:
    """Every cut line is a circle of the diameter, 4 mm from the next, within the safe area."""
    for number in range(pdf.pages):
        cuts = pdf.cuts(number)
        width, height = pdf.size(number)
        assert cuts
        for n, cut in enumerate(cuts):
            assert diameter == pytest.approx(cut.diameter, abs=0.05)
            r = cut.diameter / 2
            assert 8 <= cut.cx - r + 0.05 and cut.cx + r <= width - 8 + 0.05
            assert 8 <= cut.cy - r and cut.cy + r <= height - 8
            for other in cuts[n + 1 :]:
                between = dist((cut.cx, cut.cy), (other.cx, other.cy)) - diameter
                assert between >= 4 - 0.01


@pytest.mark.parametrize(
    ("name", "diameter"), [("cirkels", 38), ("cirkels-engels", 25), ("vakcirkels", 25)]
)
def test_circles_have_the_size_of_their_handout(kit: Kit, name: str, diameter: float) -> None:
    """The workshop's own size, or what the handout says: subjects have small ones."""
    check(kit[name], diameter)


@pytest.mark.parametrize("diameter", [25, 38.5, 51, 63.5, 76, 100, 150])
@pytest.mark.parametrize("handout", ["cirkels", "cirkels-vakken"])
def test_circles_have_the_size_of_the_punch(tmp_path: Path, diameter: float, handout: str) -> None:
    """--circle-size 51 gives 51 mm, and everything on the circle grows with it."""
    check(built(press(circle_size=diameter, subjects=("Engels",)), handout, tmp_path), diameter)


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A5", "A4", "A3", "A0", "Letter", "320x450"])
@pytest.mark.parametrize("collate", values_of(Collate))
@pytest.mark.parametrize("diameter", [25, 38, 45, 76])
def test_circles_fill_other_papers(
    tmp_path: Path, paper: str, collate: Collate, diameter: float
) -> None:
    """The size of the circles does not depend on the paper, and all words have room."""
    gpo = press(paper=paper, circle_size=diameter, collate=collate, subjects=("Engels",))
    check(built(gpo, "cirkels-vakken", tmp_path), diameter)


def test_paper_that_is_too_narrow_is_a_problem() -> None:
    """For the words above the circles; in every way of collating."""
    for collate in values_of(Collate):
        gpo = press(paper="120x180", collate=collate)
        with pytest.raises(Problem, match="cirkels-vakken has sheets of 120 x 180 mm") as raised:
            gpo.job(gpo.handout("cirkels-vakken"))
        assert "choose paper that is 120 mm wide between its margins" == raised.value.hint


def test_rings_lie_inside_the_cut_line(kit: Kit) -> None:
    """A crooked cut of a millimetre does not touch the ring."""
    pdf = kit["cirkels"]
    for number in range(pdf.pages):
        inner = [c for c in pdf.circles(number) if 25 < c.diameter < 37.9]
        assert inner and max(c.diameter for c in inner) <= 36


def test_a_circle_too_large_for_its_paper_is_a_problem(workshop: Workshop) -> None:
    """It names the line that says how large circles are."""
    workshop.change("workshop.yaml", "circle_size: 38", "circle_size: 150")
    workshop.change(
        "workshop.yaml", "    template: circles", "    template: circles\n    paper: A5"
    )
    press = workshop.press()
    with pytest.raises(Problem, match="a circle of 150 mm does not fit on cirkels") as raised:
        press.job(press.handout("cirkels"))
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line
    assert "smaller circles" in raised.value.hint


@pytest.mark.parametrize(
    ("copies", "set_copies", "subject", "capacity", "size", "expected"),
    [
        ("fill", 1, None, 24, 8, 3),  # whole sets only
        ("fill", 1, None, 23, 8, 2),
        ("fill", 1, None, 5, 8, 1),  # a set larger than a sheet is still printed once
        ("fill", 1, None, 5, 0, 1),  # shared sheets have no room left
        ("fill", 2, None, 24, 8, 3),  # two are wanted, a third costs no paper
        ("fill", 4, None, 24, 8, 6),
        ("fill", 1, 4, 24, 8, 6),  # a subject that is printed four times
        (4, 1, None, 24, 8, 4),  # as many as the content says
        (2, 3, 5, 24, 8, 30),
    ],
)
def test_copies(
    copies: str | int, set_copies: int, subject: int | None, capacity: int, size: int, expected: int
) -> None:
    """What handout, set and subject ask for; 'fill' adds whole sets where there is room."""
    handout = Handout(id="cirkels", title="Cirkels", copies=copies)
    circle_set = CircleSet(
        id="a",
        colour="b",
        title="c",
        word="d",
        meaning="e",
        step=1,
        style="dark",
        copies=set_copies,
    )
    owner = Subject(name="Engels", copies=subject) if subject else None
    assert expected == numbers.copies_of_set(
        handout, circle_set, owner, capacity=capacity, size=size
    )


@pytest.mark.parametrize(("how", "sheets"), [("sheet", 14), ("stack", 8), ("dense", 2)])
def test_subjects_are_collated(how: str, sheets: int, tmp_path: Path) -> None:
    """Seven subjects with eight circles in two colours: 112 circles, 56 in rows on a sheet."""
    gpo = press(collate=how)
    pdf = built(gpo, "cirkels-vakken", tmp_path)
    assert sheets == pdf.pages
    cuts = [len(pdf.cuts(number)) for number in range(pdf.pages)]
    # Sheets of a subject of its own are filled with whole sets, and so are stacks.
    assert {"sheet": 784, "stack": 448, "dense": 112}[how] == sum(cuts)
    # The files of the subjects are as they always are.
    files = list(gpo.subject_jobs(gpo.handout("cirkels-vakken")))
    assert [2] * 7 == [len(job.sheets) for job in files]


@pytest.mark.slow
@pytest.mark.parametrize("how", values_of(Collate))
def test_no_subjects_are_no_sheets(how: Collate, workshop: Workshop) -> None:
    """In every way of collating; the kit is made without them."""
    (workshop.folder / "subjects.yaml").write_text("kinds: {vak: vak}\n", encoding="utf-8")
    press = workshop.press(collate=how)
    assert () == press.job(press.handout("cirkels-vakken")).sheets
    (file,) = produce(press.kit(), "pdf", press.fonts)
    assert file[1].startswith(b"%PDF")


def test_a_stack_has_a_set_at_each_place(tmp_path: Path) -> None:
    """The first circle of all fourteen sets, four times each, then the second of all."""
    pdf = built(press(collate="stack"), "cirkels-vakken", tmp_path)
    places = [pdf.cuts(number) for number in range(pdf.pages)]
    assert all(place == places[0] for place in places) and len(places[0]) == 56
    assert "op elkaar" in pdf.text(0)
    for number, aspect in enumerate(("waar", "hoe", "wanneer", "met wie", "tempo", "wat")):
        alts = [e.alt for e in pdf.structure.all() if e.type == "Figure" and e.alt]
        of_aspect = [alt for alt in alts if f": {aspect}, " in alt]
        assert 56 == len(of_aspect), number


def test_part_used_paper_is_used(tmp_path: Path) -> None:
    """The first five places stay empty, and no more."""
    whole = built(press(collate="dense"), "cirkels-vakken", tmp_path)
    cuts = whole.cuts(0)
    pdf = built(press(collate="dense", first=6), "cirkels-vakken", tmp_path)
    assert cuts[5:] == pdf.cuts(0)
    assert 112 == sum(len(pdf.cuts(number)) for number in range(pdf.pages))


@pytest.mark.parametrize(
    ("copies", "first", "counts"),
    [
        ("fill", 1, [3]),
        ("fill", 9, [2, 0]),  # eight places are used up; a set alone needs no number
        ("fill", 10, [0, 2]),
        ("fill", 20, [0, 0]),  # a set lies on two sheets: nothing is said
        ("5", 1, [3, 2]),
        ("7", 1, [3, 3, 0]),
    ],
)
def test_a_sheet_says_how_many_sets_lie_on_it(
    workshop: Workshop, copies: str, first: int, counts: list[int]
) -> None:
    """On this sheet, not on a full one."""
    workshop.change("workshop.yaml", "copies: fill ", f"set: nu\n    copies: {copies} ")
    pdf = built(workshop.press(first=first), "cirkels", workshop.folder)
    texts = [pdf.text(number) for number in range(pdf.pages)]
    matches = [re.search(r"Op dit vel: (\d+) sets", text) for text in texts]
    assert counts == [int(match[1]) if match else 0 for match in matches]


def test_there_is_no_place_100() -> None:
    """On a sheet of 24."""
    gpo = press(first=100)
    with pytest.raises(Undoable, match="a sheet of cirkels has no place 100") as raised:
        gpo.job(gpo.handout("cirkels"))
    assert "--first 1 to --first 24" == raised.value.hint


def test_an_aspect_may_have_more_circles(workshop: Workshop) -> None:
    """Or none at all."""
    workshop.change("aspects.yaml", "    label: waar\n", "    label: waar\n    copies: 3\n")
    workshop.change("aspects.yaml", "    label: hoe\n", "    label: hoe\n    copies: 0\n")
    workshop.change("workshop.yaml", "copies: fill ", "copies: 1 ")
    pdf = built(workshop.press(), "cirkels", workshop.folder)
    words = [words.text for words in pdf.words(0)]
    assert (3, 0, 1) == (words.count("waar"), words.count("hoe"), words.count("tempo"))


@pytest.mark.parametrize("copies", [1, 2, 5])
def test_the_content_says_how_many_sets(workshop: Workshop, copies: int) -> None:
    """Five sets of eight circles of each colour are 40, on sheets of whole sets."""
    workshop.change("workshop.yaml", "copies: fill ", f"copies: {copies} ")
    pdf = built(workshop.press(), "cirkels", workshop.folder)
    cuts = [len(pdf.cuts(number)) for number in range(pdf.pages)]
    assert copies * 8 * 2 == sum(cuts)
    assert all(count % 8 == 0 for count in cuts)


def test_a_sheet_of_one_colour_can_be_had_alone(workshop: Workshop) -> None:
    """`set: ambitie` prints just the green circles."""
    workshop.change("workshop.yaml", "copies: fill ", "set: ambitie\n    copies: fill ")
    pdf = built(workshop.press(), "cirkels", workshop.folder)
    assert 1 == pdf.pages
    assert "werkblad deel 3 van 3" in pdf.text(0)


def test_a_long_name_stands_in_the_key_alone(workshop: Workshop) -> None:
    """Its circles say the beginning of it; a name that the key has no room for is a problem."""
    fits = "Omgangskunde en beroepshouding"
    pdf = built(workshop.subjects(fits).press(), "cirkels-vakken", workshop.folder)
    texts = [words.text for words in pdf.words(0)]
    assert f"Omg = {fits}" in texts and 56 == texts.count("Omg")
    with pytest.raises(Problem, match="does not fit") as raised:
        press = workshop.subjects("Engels", "Onderhandelingsvaardigheden" * 7).press()
        press.job(press.handout("cirkels-vakken"))
    assert "subjects.yaml:4" in str(raised.value.at)
