"""Names of participants come from a text, or from the list that a school has."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from worksheets.content.class_list import class_list
from worksheets.problems import Problem, Problems


def names(text: str, file: str) -> tuple[str, ...]:
    return class_list(text.encode(), file).names


@pytest.mark.parametrize("file", ["namen.txt", "namen", "map.x/namen.TXT"])
def test_a_text_has_a_name_on_each_line(file: str) -> None:
    """Whatever signs are in it; in normal form C."""
    text = "Boer, Anna de\r\n\r\n  Vos;  Bo \nZoe\u0308\n"
    assert ("Boer, Anna de", "Vos; Bo", "Zoë") == names(text, file)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naam;Klas\nBoer, Anna de;1A\nVos, Bo;1A\n", ("Boer, Anna de", "Vos, Bo")),
        ("Anna\nBo\n", ("Anna", "Bo")),  # one column needs no heading
        (
            "Klas 1A\n\nStamnr;Roepnaam;Tussenvoegsel;Achternaam\n1;Anna;de;Boer\n2;Bo;;Vos\n",
            ("Anna de Boer", "Bo Vos"),
        ),
        ("Achternaam,Voornaam\nBoer,Anna\nAantal: 1,\n", ("Anna Boer",)),
        ("Leerling\nAnna\n", ("Anna",)),
        ("Deelnemers\nNaam\nAnna\n", ("Anna",)),
        ("Naam\nAnna\nNaam\nBo\n", ("Anna", "Bo")),  # once more on the next page
        ("Naam (voor, achter);Klas\nBo Vos;1\n", ("Bo Vos",)),
        ("Naam\nBoer, Anna de\nVos, Bo\n", ("Boer, Anna de", "Vos, Bo")),
    ],
)
def test_a_table_has_a_column_of_names(text: str, expected: tuple[str, ...]) -> None:
    """Or their parts, put together in the order in which they are said."""
    assert expected == names(text, "namen.csv")


def test_a_column_without_a_heading_is_told() -> None:
    """Its first row may be the name of the class; the heading of a text is no name."""
    listed = class_list(b"Klas 1A\nAnna\n", "namen.csv")
    assert ("Klas 1A", "Anna") == listed.names
    assert ["namen.csv: no row names the column: each row of it was taken for a name"] == list(
        map(str, listed.notes)
    )
    assert ("Anna", "Bo") == names("Namen:\nAnna\nBo\n", "namen.txt")


def test_a_workbook_has_names() -> None:
    """Rows that a filter hides are left out, and that is told."""
    book, out = Workbook(), BytesIO()
    for row in (["Naam"], ["Anna"], ["Bo"], ["Chris"]):
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(out)
    listed = class_list(out.getvalue(), "klas.xlsx")
    assert ("Anna", "Chris") == listed.names
    assert ["klas.xlsx: row 3 is hidden, and left out"] == list(map(str, listed.notes))


def test_empty_sheets_are_no_sheets() -> None:
    """Older versions of Excel begin with three."""
    book, out = Workbook(), BytesIO()
    book.worksheets[0].append(["Anna"])
    book.create_sheet("Blad2")
    book.save(out)
    assert ("Anna",) == class_list(out.getvalue(), "klas.xlsx").names


def test_a_text_of_windows_is_told() -> None:
    listed = class_list("Zoë\r\nRenée\r\n".encode("cp1252"), "namen.txt")
    assert ("Zoë", "Renée") == listed.names
    assert "was taken for Windows-1252" in listed.notes[0].message


@pytest.mark.parametrize(
    ("text", "file", "fault"),
    [
        ("", "n.txt", "n.txt: the file has 0 names, 1 to 1000 are possible"),
        ("x" * 101, "n.txt", "n.txt:1: the name is longer than 100 signs"),
        ("A\n\nA\x07B", "n.txt", "n.txt:3: the character U+0007 cannot be printed"),
        ("Anna\nZoÃ«\n", "n.txt", "n.txt:2: 'ZoÃ«' was read in a wrong way before; it was 'Zoë'"),
        ("Naam;Klas\n;1A\nBo;1A\n", "n.csv", ""),  # nothing is used of that row
        ("Anna;1A\nBo;1A\n", "n.csv", "n.csv:1: there is no column 'name'"),
    ],
)
def test_what_is_no_list_of_names_is_told(text: str, file: str, fault: str) -> None:
    """At its line."""
    if not fault:
        assert ("Bo",) == names(text, file)
        return
    with pytest.raises((Problem, Problems)) as raised:
        names(text, file)
    assert fault == str(raised.value)
