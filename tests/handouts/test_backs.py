"""What lies on the back of a circle comes behind its front, however the sheet is turned over."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

import pytest
from conftest import Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf

from worksheets.geometry import Point, Size
from worksheets.imposition.backs import behind
from worksheets.paper import PAPERS
from worksheets.printers import Printer
from worksheets.problems import Problem


def turned_over(x: float, y: float, sheet: tuple[float, float], turn: str) -> tuple[float, float]:
    """Where a place on the back is on the front, when paper is turned over an edge by hand."""
    width, height = sheet
    long_edge_is_at_the_side = height > width
    over_the_side = (
        long_edge_is_at_the_side if turn == "long-edge" else not long_edge_is_at_the_side
    )
    return (width - x, y) if over_the_side else (x, height - y)


@pytest.mark.slow
@pytest.mark.parametrize("turn", ["long-edge", "short-edge"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("paper", ["A3", "A4", "A5", "Letter", "Tabloid"])
def test_front_and_back_coincide(
    paper: str, orientation: str, turn: str, workshop: Workshop
) -> None:
    """Every circle of the finished file, on every paper, both ways up, turned over either edge."""
    workshop.change(
        "workshop.yaml",
        "    template: circles\n",
        f"    template: circles\n    orientation: {orientation}\n",
    )
    pdf = built(workshop.press(paper=paper, backs="each", turn=turn), "cirkels", workshop.folder)
    assert pdf.pages % 2 == 0
    for number in range(0, pdf.pages, 2):
        fronts = [(c.cx, c.cy) for c in pdf.cuts(number)]
        rings = [c for c in pdf.circles(number + 1) if c.diameter == pytest.approx(34.4, abs=0.01)]
        backs = [turned_over(c.cx, c.cy, pdf.size(number), turn) for c in rings]
        assert fronts and len(fronts) == len(backs)
        for front, back in zip(fronts, backs, strict=True):
            assert front == pytest.approx(back, abs=0.01)
    preferences = pdf.reader.trailer["/Root"]["/ViewerPreferences"]
    assert preferences["/Duplex"] == (
        "/DuplexFlipLongEdge" if turn == "long-edge" else "/DuplexFlipShortEdge"
    )


@given(
    st.sampled_from([*PAPERS.values(), *(size.swapped for size in PAPERS.values())]),
    st.sampled_from(["long-edge", "short-edge"]),
    st.floats(0, 100),
    st.floats(0, 100),
)
def test_behind_what_is_behind(sheet: Size, turn: str, x: float, y: float) -> None:
    """It is the place itself: turning over twice changes nothing."""
    at, turned = behind(Point(x, y), sheet, turn)
    again, back = behind(at, sheet, turn)
    assert (x, y) == pytest.approx(tuple(again)) and (turned + back) % 360 == 0


def order(pdf: Pdf, page: int) -> list[str]:
    """The words on a page that are on circles, in the order they are drawn."""
    return [words.text for words in pdf.words(page)]


def test_each_back_has_the_question_of_its_front(tmp_path: Path) -> None:
    """Behind 'waar' is where the student learns; its set and subject are told too."""
    pdf = built(press(backs="each", subjects=("Engels",)), "cirkels-vakken", tmp_path)
    fronts, backs = pdf.cuts(0), pdf.text(1)
    first = fronts[0]  # "waar": the first of all
    question = next(words for words in pdf.words(1) if words.text.startswith("Waar leert"))
    assert abs(turned_over(question.x, question.y, pdf.size(0), "long-edge")[1] - first.cy) < 8
    assert abs(210 - question.x - first.cx) < 13
    assert "EN" in backs and "NU" in backs
    alts = [element.alt for element in pdf.structure.all() if element.type == "Figure"]
    assert "Waar leert de student?, nu, Engels" in alts


def test_the_same_on_all_shows_no_edge(tmp_path: Path) -> None:
    """No ring, no set, no subject: nothing tells how far the printer is off."""
    pdf = built(press(backs="same", subjects=("Engels",)), "cirkels-vakken", tmp_path)
    assert not pdf.circles(1)
    assert "Engels" not in pdf.text(1) and "NU" not in pdf.text(1)
    assert len(pdf.cuts(0)) == pdf.text(1).replace("-\n", "").count("Gepersonaliseerd")


def test_no_sheet_is_printed_on_the_back_of_another(tmp_path: Path) -> None:
    """In a kit with backs, a sheet that has none gets an empty back."""
    gpo = press(backs="each", subjects=("Engels",))
    job = gpo.kit()
    assert all(sheet.back for sheet in job.sheets)
    assert not press().kit().sheets[0].back


@pytest.mark.slow
@pytest.mark.parametrize("options", [{"tile": "A4"}, {"tile": "A4", "paper": "A3"}, {}])
def test_every_sheet_of_a_file_for_both_sides_has_two(options: dict[str, str]) -> None:
    """Tiles too: a sheet with one would have the next one on its back, and shift all after it."""
    sheets = press(backs="each", subjects=("Engels",), **options).kit().sheets
    both = [sheet for sheet in sheets if sheet.back]
    assert len(both) in (0, len(sheets))
    # No sheet tells how to join tiles of an empty back.
    assert len(sheets) == len(press(subjects=("Engels",), **options).kit().sheets) or "paper" in (
        options
    )


@pytest.mark.slow
def test_small_copies_have_no_empty_places() -> None:
    """Sides are laid beside each other: the empty back of a sheet is none of them."""
    plain = len(press(subjects=("Engels",)).kit().sheets)
    backs = sum(
        1 for s in press(backs="each", subjects=("Engels",)).kit().sheets if s.back.placements
    )
    small = press(backs="each", subjects=("Engels",), nup=4).kit().sheets
    assert ceil((plain + backs) / 4) == len(small) and not any(sheet.back for sheet in small)


@pytest.mark.slow
@pytest.mark.parametrize("size", [25, 32, 38, 76])
@pytest.mark.parametrize("name", ["Leerlingbegeleiding", "Nederlands", "Project bouwen"])
def test_a_name_that_fits_on_the_front_fits_on_the_back(
    size: float, name: str, workshop: Workshop
) -> None:
    """Also when it is of two words or a long one, with a code."""
    path = workshop.folder / "subjects.yaml"
    text = f"kinds: {{vak: vak}}\nsubjects:\n  - {{name: {name}, code: PBW, mark: star}}\n"
    path.write_text(text, encoding="utf-8")
    try:
        front = workshop.press(circle_size=size)
        front.job(front.handout("cirkels-vakken"))
    except Problem:
        pytest.skip("the front is too small for it")
    press = workshop.press(circle_size=size, backs="each")
    assert press.job(press.handout("cirkels-vakken")).sheets


def test_the_back_is_corrected_for_the_printer(tmp_path: Path) -> None:
    """It lies a millimetre to the left, so that the printer brings it where it should be."""
    off = Printer(back_dx=1, back_dy=-0.5)
    right = built(press(backs="each", printer=off), "cirkels", tmp_path)
    rings = [(c.cx, c.cy) for c in right.circles(1)]
    plain = built(press(backs="each"), "cirkels", tmp_path)
    for (x, y), before in zip(rings, plain.circles(1), strict=True):
        assert (before.cx - 1, before.cy + 0.5) == pytest.approx((x, y), abs=0.001)


CODE = re.compile("[0-9A-Z]{3}")


@pytest.mark.parametrize("size", [25, 38, 51, 76])
def test_backs_of_every_size(size: float, tmp_path: Path) -> None:
    """The question is read at arm's length, and fits."""
    pdf = built(press(backs="each", circle_size=size), "cirkels", tmp_path)
    read = [words for words in pdf.words(1) if not CODE.fullmatch(words.text)]
    assert min(words.size for words in read) >= 5.5 * 25.4 / 72 - 1e-3
    # The version code of the front, which its face does not show.
    assert len(pdf.cuts(0)) == len(pdf.words(1)) - len(read)
