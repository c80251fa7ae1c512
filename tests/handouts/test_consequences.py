"""The consequences: a real table, with room to write and boxes to tick."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import Kit, Workshop, built
from readback import Pdf


def rows(pdf: Pdf) -> list[list[str]]:
    """The types of the cells of each row."""
    return [
        [kid.type for kid in row.kids if not isinstance(kid, tuple)]
        for row in pdf.structure.all()
        if row.type == "TR"
    ]


def test_it_is_a_table_with_header_cells(kit: Kit) -> None:
    """A row of headers, then for each of seven questions its own and five cells."""
    assert [["TH"] * 6, *[["TH", *["TD"] * 5]] * 7] == rows(kit["consequenties"])


def test_every_box_says_what_it_is_for(kit: Kit) -> None:
    """Four words to each question; a box is drawn, not only said."""
    pdf = kit["consequenties"]
    figures = [element.alt for element in pdf.structure.all() if element.type == "Figure"]
    words = ("studeerbaar", "doceerbaar", "haalbaar", "betaalbaar")
    assert [f"Hokje: {word}" for word in words] * 7 == figures


def test_rows_are_as_high_as_each_other_and_have_lines(kit: Kit) -> None:
    """Two lines of at least 120 mm in each, 8 mm apart or more."""
    lines = {
        round(line.y1, 2)
        for line in kit["consequenties"].lines(0)
        if line.y1 == pytest.approx(line.y2) and 120 < line.length < 300 and line.y1 > 85
    }
    ordered = sorted(lines)
    assert 14 <= len(ordered)
    assert all(b - a >= 7.9 for a, b in pairwise(ordered))


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_it_fits_on_other_paper(workshop: Workshop, paper: str) -> None:
    """Every question is printed."""
    text = built(workshop.press(paper=paper), "consequenties", workshop.folder).text(0)
    assert 7 == text.count("Wat betekent dit voor")


def test_criteria_ambition_and_hints_may_be_left_out(workshop: Workshop) -> None:
    """Then there are two columns; a cell to write in still says what it is."""
    path = workshop.folder / "consequences.yaml"
    path.write_text(
        'title: Gevolgen\ntopic_name: vraag\nanswer_name: antwoord\nbox: "{word}"\n'
        "topics:\n  - {id: een, question: Wat eerst?}\n  - {id: twee, question: Wat dan?}\n",
        encoding="utf-8",
    )
    pdf = built(workshop.press(), "consequenties", workshop.folder)
    assert [["TH", "TH"], ["TH", "TD"], ["TH", "TD"]] == rows(pdf)
    assert ["antwoord"] * 2 == [
        element.alt for element in pdf.structure.all() if element.type == "Figure"
    ]
    assert "afgeleid" not in pdf.text(0)
