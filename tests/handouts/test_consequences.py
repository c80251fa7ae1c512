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
    """A row of headers, then for each of eight questions its own and five cells."""
    assert [["TH"] * 6, *[["TH", *["TD"] * 5]] * 8] == rows(kit["consequenties"])


def test_every_box_says_what_it_is_for(kit: Kit) -> None:
    """Four words to each question but the last; a box is drawn, not only said."""
    pdf = kit["consequenties"]
    figures = [element.alt for element in pdf.structure.all() if element.type == "Figure"]
    words = ("studeerbaar", "doceerbaar", "haalbaar", "betaalbaar")
    boxes = [alt for alt in figures if alt and alt.startswith("Hokje")]
    assert [f"Hokje: {word}" for word in words] * 7 == boxes


def test_lines_to_write_on_lie_at_one_pitch(kit: Kit) -> None:
    """Two in each row, 9.5 mm apart: the last is the rule of the row. Hints stand beside them."""
    pdf = kit["consequenties"]
    ys = sorted(
        {
            round(line.y1, 2)
            for line in pdf.lines(0)
            if line.y1 == pytest.approx(line.y2) and 120 < line.length and line.y1 > 90
        }
    )
    heights = [b - a for a, b in pairwise(ys)]
    assert 16 <= len(ys) and all(height > 9.4 for height in heights)
    assert 8 <= sum(abs(height - 9.5) < 0.02 for height in heights)
    hints = [text for text in pdf.words(0) if "taken, tijd" in text.text]
    assert hints and all(text.x < 90 for text in hints)  # beside the lines, not on the first


def test_round_a_table_nothing_is_under_12_points(kit: Kit) -> None:
    """All that is below the band and above the foot."""
    pdf = kit["consequenties"]
    read = [words for words in pdf.words(0) if 28 < words.y < 275]
    assert read and all(words.size > 11.99 * 25.4 / 72 for words in read), {
        words.text for words in read if words.size < 11.99 * 25.4 / 72
    }


def test_the_fields_stand_with_their_signs_in_the_ambition(kit: Kit) -> None:
    """A dark quarter of each field, in its own corner."""
    pdf = kit["consequenties"]
    text = " ".join(pdf.text(0).split())
    assert "In welk veld ligt het zwaartepunt?" in text and "persoonlijke leerroutes" in text
    dark = [box for box in pdf.boxes(0) if abs(box.width - 3.5) < 0.01]
    assert 4 == len([box for box in dark if abs(box.width - box.height) < 0.01])


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_it_fits_on_other_paper(workshop: Workshop, paper: str) -> None:
    """Every question is printed."""
    text = built(workshop.press(paper=paper), "consequenties", workshop.folder).text(0)
    assert 7 == text.count("Wat betekent dit voor") and 1 == text.count("randvoorwaarden?")


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
