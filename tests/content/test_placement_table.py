"""A team's placements from a spreadsheet are those that a YAML file says."""

from __future__ import annotations

from io import BytesIO

import pytest
from conftest import ROOT
from openpyxl import Workbook

from worksheets.content.placements import Result, read_placements
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

SAMPLE = ROOT / "docs" / "placements-example.yaml"
HEAD = ["Naam", "Set", "Vak", "waar", "hoe", "Wanneer", "met wie", "tempo", "wat"]
IDS = ["waar", "hoe", "wanneer", "met-wie", "tempo", "wat"]
CSV = "Naam;Set;waar;hoe\n"


def result(gpo: Press, data: bytes, file: str) -> Result:
    return read_placements(data, file, gpo.content.aspects, gpo.content.subjects)[0]


def faults(gpo: Press, text: str) -> list[str]:
    with pytest.raises((Problem, Problems)) as raised:
        result(gpo, text.encode(), "p.csv")
    error = raised.value
    return list(map(str, error.problems if isinstance(error, Problems) else [error]))


def table(sample: Result) -> list[list[object]]:
    """Return the placements of a file as a facilitator keeps them in Excel."""
    rows: list[list[object]] = [[sample.title], [], [*HEAD]]
    for person in sample.placed:
        owners = [("", person.placements), *((s.subject, s.placements) for s in person.subjects)]
        for subject, placements in owners:
            for set_, places in placements.items():
                rows.append([person.name, set_, subject, *(places.get(id) for id in IDS)])
    return rows


def test_a_workbook_says_what_the_sample_says(gpo: Press) -> None:
    sample = result(gpo, SAMPLE.read_bytes(), "p.yaml")
    book, out = Workbook(), BytesIO()
    for row in table(sample):
        book.worksheets[0].append(row)
    book.save(out)
    read = result(gpo, out.getvalue(), "p.xlsx")
    assert (sample.title, sample.placed) == (read.title, read.placed)


def test_a_name_that_is_merged_counts_for_its_rows(gpo: Press) -> None:
    """Two sets of one person below each other."""
    book, out = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for row in (["Naam", "Set", "waar"], ["Anna", "nu", 0.2], [None, "ambitie", "40%"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(out)
    (anna,) = result(gpo, out.getvalue(), "p.xlsx").placed
    assert {"nu": {"waar": 0.2}, "ambitie": {"waar": 0.4}} == anna.placements


@pytest.mark.parametrize(
    ("written", "value"), [("0,3", 0.3), ("0.3", 0.3), ("30%", 0.3), ("30 %", 0.3), ("1", 1.0)]
)
def test_a_place_as_people_write_it(gpo: Press, written: str, value: float) -> None:
    (anna,) = result(gpo, f"{CSV}Anna;NU;{written};\n".encode(), "p.csv").placed
    assert {"nu": {"waar": value}} == anna.placements


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (f"{CSV}Anna;nu;7;\n", "p.csv:2: waar: '7' is no place from 0 to 1"),
        (f"{CSV}Anna;nu;nan;\n", "p.csv:2: waar: 'nan' is no place from 0 to 1"),
        (f"{CSV}Anna;rood;0;\n", "p.csv:2: there is no circle set 'rood'"),
        (f"{CSV}Anna;;0;\n", "p.csv:2: the circle set is empty"),
        (
            f"{CSV}Anna;nu;0;\nBo;nu;0;\nanna;blauw;1;\n",
            "p.csv:4: 'anna' has 'blauw' in a row above too",
        ),
        ("Naam;waar\nAnna;0\n", "p.csv:1: there is no column 'set'"),
        ("Naam;Set\nAnna;nu\n", "p.csv:1: no column is called as an aspect is"),
        ("Naam;Set;Vak;hoe\nAnna;nu;Xyz;0\n", "p.csv:2: there is no subject 'Xyz'"),
    ],
)
def test_a_bad_row_of_placements_is_told(gpo: Press, text: str, fact: str) -> None:
    """At its row, in the words of the table."""
    assert [fact] == faults(gpo, text)


@pytest.mark.parametrize(
    ("subject", "code", "fact"),
    [
        ("Dans", "ne", "placed[0].subjects[1].code: the code 'ne' is that of 'Nederlands'"),
        ("Dans", "Mu", "placed[0].subjects[1].code: the code 'Mu' is that of 'muziek'"),
        ("Dans", "DA", ""),
        ("Nederlands", "NE", ""),
    ],
)
def test_a_code_of_another_subject_is_told(gpo: Press, subject: str, code: str, fact: str) -> None:
    """Two circles with the same code would not be told apart."""
    places = "placements: {nu: {hoe: 0.1}}"
    text = (
        f"title: T\nplaced:\n  - name: A\n    {places}\n    subjects:\n"
        f"      - {{subject: Muziek, code: MU, {places}}}\n"
        f"      - {{subject: {subject}, code: {code}, {places}}}\n"
    )
    if not fact:
        assert result(gpo, text.encode(), "p.yaml").placed
        return
    with pytest.raises(Problems) as raised:
        result(gpo, text.encode(), "p.yaml")
    assert [fact] == [problem.message for problem in raised.value.problems]
