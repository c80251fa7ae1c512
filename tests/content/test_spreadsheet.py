"""Subjects come from what an office has: .csv of any kind, or .xlsx; a bad row is told."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from io import BytesIO, StringIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from conftest import Cli, Workshop
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from worksheets.content.spreadsheet import subjects
from worksheets.problems import Problem, Problems
from worksheets.reading.tables import package

Rows = list[tuple[str, str, str | None, int]]
TEXT = "name,code,mark,copies\nÉconomie,EC,star,3\nWiskunde,,,\n"
QUOTES = "a text that begins with a quote ends with one"
TEXT_FORMAT = "give the cell the format Text and type it again"
WORK_OUT = "open the file in Excel or LibreOffice and save it"
HEADING = (
    "one of the first rows names the columns: name or naam, omschrijving or vakomschrijving,"
    " code or vakcode, mark or teken, copies or aantal, kind or soort"
)
SHORTEN = "shorten it, or leave it empty"
EXPECTED: Rows = [("Économie", "EC", "star", 3), ("Wiskunde", "", None, 1)]


def read(data: bytes, name: str = "vakken.csv") -> Rows:
    entries = subjects(data, name).subjects
    return [(entry.name, entry.code, entry.mark, entry.copies) for entry in entries]


def faults(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises((Problem, Problems)) as raised:
        subjects(text.encode(), "v.csv")
    several = raised.value.problems if isinstance(raised.value, Problems) else (raised.value,)
    return [(problem.at.line, problem.message, problem.hint) for problem in several]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_kind_of_csv(delimiter: str, line_end: str, encoding: str) -> None:
    """As Excel, LibreOffice and other programs write it, in any country."""
    text = TEXT.replace(",", delimiter).replace("\n", line_end)
    assert read(text.encode(encoding)) == EXPECTED


def test_the_separator_may_be_told() -> None:
    """Excel's own first line; rows are counted with it."""
    assert read(b"sep=;\r\nname;code\r\nA;B\r\n") == [("A", "B", None, 1)]
    table = subjects(b"sep=;\r\nname;code\r\nA1;B\r\n", "v.csv")
    assert 3 == table.places[id(table.subjects[0].name)].line


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Name \n a  b \n", ["a b"]),  # idle spaces, and the case of a column's name
        ("code,name\nX,Y\n", ["Y"]),  # columns in any order
        ("name,code\n\n,\nA,\n", ["A"]),  # empty rows are no rows
        ("  \nname;code\nA;B\n", ["A"]),
        ('name\n"A, B; C"\n', ["A, B; C"]),
        ('name,code\n"A ""b""",X\n', ['A "b"']),
        ("name\nE\u0301\n", ["É"]),  # one letter, however it was typed
        ("name\nA", ["A"]),  # no line end
    ],
)
def test_what_is_read(text: str, names: list[str]) -> None:
    """Cells are taken as a person sees them."""
    assert names == [row[0] for row in read(text.encode())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, "the file has no rows", HEADING)]),
        ("name\n", [(0, "the file has no subjects below row 1", "")]),
        (
            "vaknam,code\nA,B\n",
            [(1, "there is no column 'name'", f"did you mean 'vaknaam'? {HEADING}")],
        ),
        ("name,name\nA,B\n", [(1, "the column 'name' is there twice", "")]),
        ("name,code\n,B\n", [(2, "the name is empty", "")]),
        ("name,code\nA,BCDEF\n", [(2, "the code 'BCDEF' is longer than 4 signs", SHORTEN)]),
        ("name,mark\nA,sqare\n", [(2, "there is no mark 'sqare'", "did you mean 'square'?")]),
        (
            "name,code\nA,x\nB,X\n",
            [(3, "the code 'X' is in row 2 too", "a code is of one subject")],
        ),
        ("name,copies\nA,two\n", [(2, "copies is 'two'; a number from 0 to 1000", "")]),
        ("name,copies\nA,²\n", [(2, "copies is '²'; a number from 0 to 1000", "")]),
        ("name\nA\na\n", [(3, "'a' is in row 2 too", "use copies")]),
        (
            "name,code\nA,,B\n",
            [(2, "'B' stands in no column", "put a text with a comma or semicolon between quotes")],
        ),
        ("name\nA\x07\n", [(2, "name: the character U+0007 cannot be printed", "")]),
        # All at once, in the order of the rows.
        (
            "name,code\n,B\nA,BCDEF\n",
            [(2, "the name is empty", ""), (3, "the code 'BCDEF' is longer than 4 signs", SHORTEN)],
        ),
        (f"name\n{'x' * 201}\n", [(2, "the name is longer than 200 signs", "")]),
        ('name\nA\n"B\n', [(3, "the row cannot be read: unexpected end of data", QUOTES)]),
    ],
)
def test_a_bad_row_is_told(text: str, expected: list[tuple[int, str, str]]) -> None:
    """Which row, what is wrong, and what to do."""
    assert expected == faults(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vak-naam;Vak code;Aantal (stuks):\nA;B;2\n", [("A", "B", None, 2)]),
        (
            "vak;omschrijving\nne;Nederlands\nen;Engels\n",
            [("Nederlands", "ne", None, 1), ("Engels", "en", None, 1)],
        ),
        ("vak;omschrijving\nMuziek;leren spelen\n", [("Muziek", "", None, 1)]),
        ("omschrijving;afk\nDans;DA\n", [("Dans", "DA", None, 1)]),
        ("Vakken\nVak;Code\nA;-\nB;-\nC;n.v.t.\n", [(n, "", None, 1) for n in "ABC"]),
        ("naam;vorm\nA;Driehoek\nB;star\n", [("A", "", "triangle", 1), ("B", "", "star", 1)]),
        ("naam;aantal\nA;2,0\nB;0\nC;3.0\n", [("A", "", None, 2), ("C", "", None, 3)]),
        ("nr;naam\n1;A\n2;\n3;\n", [("A", "", None, 1)]),
    ],
)
def test_the_words_of_a_school(text: str, expected: Rows) -> None:
    """Headings, shapes and numbers as people write them."""
    assert expected == read(text.encode())


def test_a_kind_is_named_by_its_word_or_its_id() -> None:
    """Another one is told, and not printed."""
    kinds = {"vak": "vak", "cluster": "cluster van vakken"}
    table = subjects(b"naam;soort\nA;Vak\nB;cluster van vakken\nC;AVO\n", "v.csv", kinds)
    assert ["vak", "cluster", ""] == [subject.kind for subject in table.subjects]
    assert ["v.csv:4: there is no kind 'AVO'; it is not printed"] == list(map(str, table.notes))


def test_rows_are_counted_as_an_editor_does() -> None:
    """A cell of two lines takes two."""
    assert [(4, "the name is empty", "")] == faults('name,code\n"A\nB",C\n,D\n')


def workbook(rows: list[list[object]]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_of_excel() -> None:
    """Numbers are read as they are seen; the first sheet counts."""
    data = workbook(
        [["name", "code", "mark", "copies"], ["Économie", "EC", "star", 3.0], ["Wiskunde"]]
    )
    assert read(data, "Vakken.XLSX") == EXPECTED
    assert read(workbook([["name", "code"], [2026, 7]]), "v.xlsx") == [("2026", "7", None, 1)]


def test_a_workbook_with_a_bad_row() -> None:
    """Told by the number that Excel shows at the left."""
    with pytest.raises(Problems) as raised:
        subjects(workbook([["name", "code"], [], ["A", "BCDEF"]]), "v.xlsx")
    assert ["v.xlsx:3: the code 'BCDEF' is longer than 4 signs"] == list(
        map(str, raised.value.problems)
    )


@pytest.mark.parametrize(
    ("cells", "why", "hint"),
    [
        ([date(2026, 9, 1), "X"], "A2 holds a date or a time, 2026-09-01 00:00:00", TEXT_FORMAT),
        (["A", time(12, 30)], "B2 holds a date or a time, 12:30:00", TEXT_FORMAT),
        (["A", True], "B2 holds TRUE, which is no text", TEXT_FORMAT),
        (["A", "#N/A"], "B2 holds the error #N/A", "mend the formula, or write the value"),
        (["A", "=1+1"], "B2 holds a formula that was never worked out", WORK_OUT),
        (["A", None, None, 2.5], "copies is '2.5'; a number from 0 to 1000", ""),
    ],
)
def test_a_cell_that_is_no_text(cells: list[object], why: str, hint: str) -> None:
    """It is told, as it would be lost, or be printed otherwise than Excel shows it."""
    with pytest.raises(Problems) as raised:
        subjects(workbook([["name", "code", "mark", "copies"], cells]), "v.xlsx")
    assert [("v.xlsx:2: " + why, hint)] == [(str(p), p.hint) for p in raised.value.problems]


def reworked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook of which one file is changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for file in old.namelist():
            new.writestr(file, change(old.read(file)) if file == name else old.read(file))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_has_the_value_that_was_last_seen() -> None:
    """An empty text is one too."""
    data = workbook([["name", "code"], ['=CONCATENATE("A","B")', '=IF(TRUE,"","x")']])

    def worked_out(sheet: bytes) -> bytes:
        sheet = sheet.replace(b'<c r="A2">', b'<c r="A2" t="str">')
        sheet = sheet.replace(b'<c r="B2">', b'<c r="B2" t="str">')
        return re.sub(rb"<v ?/>|<v></v>", b"<v>AB</v>", sheet, count=1)

    assert [("AB", "", None, 1)] == read(reworked(data, SHEET, worked_out), "v.xlsx")


def test_a_million_formatted_rows_are_no_rows() -> None:
    """Excel keeps the format of empty cells; only rows that hold something count."""
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(4, 1_000_000))
    data = workbook([["name"], [], ["A"]])
    big = reworked(
        data, SHEET, lambda sheet: sheet.replace(b"</sheetData>", empty + b"</sheetData>")
    )
    started = process_time()
    assert [("A", "", None, 1)] == read(big, "v.xlsx")
    assert process_time() - started < 5  # reading them all takes ten seconds


def test_a_workbook_that_unpacks_to_very_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before it fills the memory."""
    monkeypatch.setattr(package, "MOST_UNPACKED", 2 << 20)
    data = reworked(workbook([["name"], ["A"]]), SHEET, lambda sheet: sheet + b" " * (2 << 20))
    assert len(data) < 20_000
    with pytest.raises(Problem, match="unpacks to more than 2 MB"):
        read(data, "v.xlsx")


def test_the_first_sheet_that_shows_counts() -> None:
    """What is hidden is not what a person sees."""
    book, out = Workbook(), BytesIO()
    book.worksheets[0].append(["name"])
    book.worksheets[0].append(["verborgen"])
    book.worksheets[0].sheet_state = "hidden"
    shown = book.create_sheet("twee")
    shown.append(["name"])
    shown.append(["zichtbaar"])
    book.save(out)
    assert [("zichtbaar", "", None, 1)] == read(out.getvalue(), "v.xlsx")


def test_figures_that_are_shown_with_zeros_keep_them() -> None:
    """Code 7 with the format 000 is 007."""
    book, out = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for row in (["name", "code"], ["A", 7]):
        sheet.append(row)
    sheet["B2"].number_format = "000"
    book.save(out)
    assert [("A", "007", None, 1)] == read(out.getvalue(), "v.xlsx")


def test_what_a_file_is_counts_and_not_its_name() -> None:
    """A workbook that is called .csv is read; an old one is told what to do."""
    assert [("A", "", None, 1)] == read(workbook([["name"], ["A"]]), "v.csv")
    with pytest.raises(Problem, match=r"an \.xls, or has a password") as raised:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "v.csv")
    assert "save it as .xlsx, without a password" == raised.value.hint


def test_very_many_faults_are_not_all_told() -> None:
    """And it is said that there may be more."""
    rows = "".join(f"Vak {n},ABCDE\n" for n in range(80))
    *problems, last = faults(f"name,code\nEngels,EN\n{rows}")
    assert 50 == len(problems)
    assert (52, "the rows below this one were not looked at", "") == last


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", codecs.BOM_UTF8 + b"name\nA"])
def test_what_is_no_workbook(data: bytes) -> None:
    """It is told."""
    with pytest.raises(Problem, match="is no readable"):
        subjects(data, "v.xlsx")


@given(st.binary(max_size=200), st.sampled_from(["v.csv", "v.xlsx"]))
def test_anything_is_read_or_told(data: bytes, name: str) -> None:
    """No file makes the program crash."""
    try:
        subjects(data, name)
    except (Problem, Problems) as problem:
        assert str(problem).startswith(name)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
)


@given(st.lists(NAMES, min_size=1, max_size=9, unique_by=str.casefold), st.sampled_from(",;\t"))
def test_names_come_back_as_they_were_written(names: list[str], delimiter: str) -> None:
    """Quotes, commas and all, in the order of the rows."""
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["name", "code"], *([n, ""] for n in names)])
    try:
        column = [row[0] for row in read(out.getvalue().encode())]
    except Problems as problems:
        reasons = (
            "is in row",
            "was read in a wrong way",
            "has lost a letter",
        )  # equal when composed
        assert all(any(r in p.message for r in reasons) for p in problems.problems)
    else:
        assert column == [unicodedata.normalize("NFC", name) for name in names]


def test_the_command_makes_a_set_for_each_row(cli: Cli, tmp_path: Path) -> None:
    """Instead of the content's own subjects; a name that does not fit is told by its row."""
    rows = tmp_path / "vakken.csv"
    rows.write_bytes("name;code;copies\nWiskunde;WI;2\nÉconomie;EC;\n".encode("cp1252"))
    done = cli("kit", "cirkels-vakken", "--subjects", str(rows), "-o", str(tmp_path))
    assert 0 == done.returncode, done.stderr
    files = sorted(path.name for path in (tmp_path / "gpo").glob("*.pdf"))
    assert ["cirkels-economie.pdf", "cirkels-vakken.pdf", "cirkels-wiskunde.pdf"] == files
    long = "Leerwegonafhankelijke beroepspraktijkvorming en loopbaanbegeleiding voor iedereen" * 2
    rows.write_text(f"name\nEngels\n{long}\n", encoding="utf-8")
    done = cli("kit", "cirkels-vakken", "--subjects", str(rows), "-o", str(tmp_path))
    assert 1 == done.returncode
    assert f"{rows.as_posix()}:3: the text does not fit in a box" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("option", ["sheet", "stack", "dense"])
def test_all_names_that_do_not_fit_are_told_at_once(
    cli: Cli, workshop: Workshop, tmp_path: Path, option: str
) -> None:
    """Each by its row; `check` does the same for the content's own, and looks at the rest too."""
    long = "Leerwegonafhankelijke beroepspraktijkvorming en loopbaanbegeleiding" * 2
    rows = tmp_path / "vakken.csv"
    rows.write_text(f"name\n{long} 1\nEngels\n{long} 2\n", encoding="utf-8")
    command = ("kit", "cirkels-vakken", "--collate", option, "-o", tmp_path / "uit")
    done = cli(*command, "--subjects", rows)
    assert 1 == done.returncode and "2 problems" in done.stderr
    for row in (2, 4):
        assert f"vakken.csv:{row}: the text does not fit in a box" in done.stderr
    workshop.subjects(long, "Engels", long + " 2")
    workshop.change("timeline.yaml", "name: nodig om te starten", "name: " + "o" * 300)
    lines = cli("check", workshop.folder, "--format", "terse").stdout.splitlines()
    files = [Path(line.split("\t")[0]).name for line in lines]
    assert ["subjects.yaml", "subjects.yaml"] == files[:2] and "timeline.yaml" in files[2:]


def test_a_file_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    """It is told with its name: exit code 2."""
    done = cli("kit", "--subjects", str(tmp_path / "none.csv"), "-o", str(tmp_path))
    assert 2 == done.returncode and "none.csv cannot be read" in done.stderr
