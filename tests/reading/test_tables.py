"""Workbooks as Excel and LibreOffice write them are read as a person sees them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from exports import IDLE, REST, cell, changed, line, ods, sheet, strict
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from worksheets.problems import Problem, Problems
from worksheets.reading import tables
from worksheets.reading.tables import Records
from worksheets.reading.tables.openxml import unescaped

WORDS = {"name": ("naam", "vak"), "code": ("code",), "kind": ("soort",)}
SHEET = "xl/worksheets/sheet1.xml"


def book(fill: Callable[[Worksheet], None]) -> bytes:
    workbook, out = Workbook(), BytesIO()
    fill(workbook.worksheets[0])
    workbook.save(out)
    return out.getvalue()


def rows(*several: list[object]) -> bytes:
    return book(lambda sheet: [sheet.append(row) for row in several] and None)


def read(data: bytes, file: str = "v.xlsx") -> Records:
    return tables.records(tables.read(data, file), file, WORDS, ["name"])


def names(data: bytes, file: str = "v.xlsx") -> list[str]:
    return [row.values["name"] for row in read(data, file).rows]


def notes(data: bytes, file: str = "v.xlsx") -> list[str]:
    return [str(note) for note in read(data, file).notes]


# -- .xlsx ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("extent", ["A1", "A1:A1", "A1:B1", "B2:C3", "A1:XFD1048576", "nonsense"])
def test_the_cells_count_and_not_the_extent(extent: str) -> None:
    """What a file says of its extent is often wrong: all its cells are read."""
    data = rows(["naam", "code"], ["Nederlands", "NE"], ["Engels", "EN"])
    wrong = changed(data, lambda _, text: text.replace('ref="A1:B3"', f'ref="{extent}"'))
    assert wrong != data
    assert [{"name": "Nederlands", "code": "NE"}, {"name": "Engels", "code": "EN"}] == [
        row.values for row in read(wrong).rows
    ]


def prefixed(name: str, text: str) -> str:
    """Return a sheet as some programs write it: with a prefix before each name."""
    if name != SHEET:
        return text
    return (
        text.replace("</", "</x:")
        .replace("<", "<x:")
        .replace("<x:/x:", "</x:")
        .replace("xmlns=", "xmlns:x=")
        .replace("<x:?", "<?")
    )


def unnumbered(name: str, text: str) -> str:
    """Return a sheet whose rows and cells do not say where they are."""
    import re

    return re.sub(r'<(row|c) r="\w+"', r"<\1", text) if name == SHEET else text


def absolute(name: str, text: str) -> str:
    return text.replace('Target="worksheets/', 'Target="/xl/worksheets/')


@pytest.mark.parametrize("change", [strict, prefixed, unnumbered, absolute])
def test_other_ways_to_write_a_workbook(change: Callable[[str, str], str]) -> None:
    """Strict Open XML is what Excel calls it; the others come from administrations."""
    data = changed(rows(["naam", "code"], ["Nederlands", 7]), change)
    assert [{"name": "Nederlands", "code": "7"}] == [row.values for row in read(data).rows]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Engels_x000D_", "Engels\r"),
        ("_x0009__x0009_", "\t\t"),
        ("_x005F_x000D_", "_x000D_"),  # how Excel writes the text itself
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("a_x_b", "a_x_b"),
        ("_x00e9_", "é"),
    ],
)
def test_signs_that_a_workbook_cannot_hold(written: str, expected: str) -> None:
    assert expected == unescaped(written)


def by_hand() -> bytes:
    """Return a workbook as Excel writes it, its texts shared; LibreOffice and others differ."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

    def relations(*targets: tuple[str, str]) -> str:
        rows = "".join(
            f'<Relationship Id="rId{n}" Type="{kind}/{sort}" Target="{target}"/>'
            for n, (sort, target) in enumerate(targets, 1)
        )
        return f"<Relationships {related}>{rows}</Relationships>"

    texts = (
        "<si><t>naam</t></si><si><t>code</t></si>"
        "<si><r><t>Neder</t></r><r><rPr><b/></rPr><t xml:space='preserve'>lands </t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si/>"
    )
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>7</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c></row>'
    )
    files = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook9.xml")),
        "xl/_rels/workbook9.xml.rels": relations(
            ("chartsheet", "chartsheets/sheet1.xml"),
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/workbook9.xml": f'<workbook {main} xmlns:r="{kind}"><sheets>'
        '<sheet name="Grafiek" r:id="rId1"/><sheet name="Blad1" r:id="rId2"/></sheets></workbook>',
        "xl/sharedStrings.xml": f"<sst {main}>{texts}</sst>",
        "xl/styles.xml": f'<styleSheet {main}><numFmts><numFmt numFmtId="164" formatCode="000"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        SHEET: f'<worksheet {main}><dimension ref="A1"/><sheetData>{cells}</sheetData></worksheet>',
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()


def test_texts_that_cells_share() -> None:
    """Of several runs, with signs for how it is said beside it, at any place in the file."""
    values = [(row.values["name"], row.values.get("code", "")) for row in read(by_hand()).rows]
    assert [("Nederlands", "007"), ("東京", "")] == values
    assert not notes(by_hand())


def test_a_line_end_in_a_cell_is_a_space() -> None:
    """Alt-Enter, and the one that comes along from a Mac."""
    assert ["Nederlandse taal"] == names(rows(["naam"], ["Nederlandse_x000D_\ntaal"]))


def test_what_is_hidden_is_left_out_and_told() -> None:
    """A filter hides rows: what a person sees counts."""

    def fill(sheet: Worksheet) -> None:
        for row in (["naam", "code"], ["Nederlands", "NE"], ["Engels", "EN"], ["Rekenen", "RE"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    data = book(fill)
    assert [{"name": "Nederlands"}, {"name": "Rekenen"}] == [row.values for row in read(data).rows]
    assert [
        "v.xlsx:1: columns that are hidden, and not used: 'code'",
        "v.xlsx: row 3 is hidden, and left out",
    ] == notes(data)


def test_merged_cells() -> None:
    """Across the table: a heading. Down: what each of the rows is, but never its name."""

    def fill(sheet: Worksheet) -> None:
        table = [["soort", "naam"], ["Algemeen"], ["vak", "Nederlands"], [None, "Engels"]]
        for row in table:
            sheet.append(row)
        sheet.merge_cells("A2:B2")
        sheet.merge_cells("A3:A4")

    data = book(fill)
    assert [("vak", "Nederlands"), ("vak", "Engels")] == [
        (row.values["kind"], row.values["name"]) for row in read(data).rows
    ]
    assert [
        "v.xlsx: row 2 is one merged cell, taken for a heading and left out",
        "v.xlsx: merged cells in A count for each of their rows",
    ] == notes(data)

    def down(sheet: Worksheet) -> None:
        for row in (["naam", "code"], ["Nederlands", "NE"], [None, "EN"]):
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    (_, second) = read(book(down)).rows
    assert ["A3 is merged with the cell above it"] == [fault.message for fault in second.faults]


# -- what all have --------------------------------------------------------------------------------


@pytest.mark.parametrize("above", range(0, 12))
def test_the_heading_is_in_one_of_the_first_ten_rows(above: int) -> None:
    """Below a title, a date, a school; empty rows do not count."""
    data = rows(*([f"regel {n}"] for n in range(above)), [], [None, "Vak:"], [None, "Engels"])
    if above < 10:
        assert ["Engels"] == names(data)
    else:
        with pytest.raises(Problem, match="there is no column 'name'"):
            read(data)


@pytest.mark.parametrize(
    "row",
    [
        ["Totaal"],
        ["Totaal:", 12],
        ["Totaal vakken", 12],
        ["Eindtotaal", "", 3.5],
        ["Totaal leerlingen: 24"],
        ["", 12],
        ["naam", "code"],
    ],
)
def test_a_row_that_is_none_is_left_out_and_told(row: list[object]) -> None:
    """A total, or the heading once more on the next page."""
    data = rows(["naam", "code"], ["Engels", "EN"], row)
    assert ["Engels"] == names(data)
    assert any("row 3 is" in note and "left out" in note for note in notes(data))


@pytest.mark.parametrize("row", [["Totaalbeeld", "TB"], ["Som en logica"], ["Total Design", "TD"]])
def test_a_subject_that_only_looks_like_a_total(row: list[object]) -> None:
    assert ["Engels", row[0]] == names(rows(["naam", "code"], ["Engels", "EN"], row))


@pytest.mark.parametrize(
    "heading",
    ["Jaar 1", "2e leerjaar:", "Cohort 2026-2027", "Klas MZ2B", "Periode III", "groep A"],
)
def test_the_heading_of_a_group_is_no_row(heading: str) -> None:
    """Above rows of another kind; it is told."""
    data = rows(["naam"], [heading], ["Engels"], ["Frans"])
    assert ["Engels", "Frans"] == names(data)
    assert ["v.xlsx: row 2 is alone above a group, taken for its heading and left out"] == notes(
        data
    )
    # As the last one, or among its like, it is what the table is about.
    assert ["Engels", heading] == names(rows(["naam"], ["Engels"], [heading]))
    assert [heading, "Jaar 2", "Jaar 3"] == names(rows(["naam"], [heading], ["Jaar 2"], ["Jaar 3"]))


@pytest.mark.parametrize(
    "name", ["Blok A", "Groeps", "Groepsdynamica", "Printed media 2", "Bronnen 3", "Klasse", "Term"]
)
def test_what_only_looks_like_a_heading_or_a_foot(name: str) -> None:
    assert [name, "Engels"] == names(rows(["naam"], [name], ["Engels"]))


@pytest.mark.parametrize(
    "foot",
    [
        *(["Pagina 1 van 2"], ["Afgedrukt op 1-9-2026"], ["Bron: Magister"], ["24 leerlingen"]),
        *(["Datum:", "1-9-2026"], ["Applied filters: Year is 2026"], ["Last updated on Monday"]),
    ],
)
def test_what_a_program_writes_below_its_table_is_no_row(foot: list[object]) -> None:
    data = rows(["naam", "code"], ["Engels", "EN"], [], foot)
    assert ["Engels"] == names(data)
    assert "row 4 is" in notes(data)[0]


def test_a_word_of_a_kind_is_no_heading() -> None:
    """Below columns that are known, or once more in the next row, "vak" is what a row says."""
    for table in (
        [["Lesstof", "Code", "Soort"], ["Engels", "EN", "Vak"], ["Thema", "TH", "Project"]],
        [["Lesstof", "Soort"], ["Engels", "Vak"], ["Frans", "Vak"]],
    ):
        with pytest.raises(Problem, match="there is no column 'name'") as raised:
            read(rows(*table))
        assert 1 == raised.value.at.line


def test_a_second_table_below_is_left_out() -> None:
    """It has other columns; the heading once more goes on with the same table."""
    table: list[list[object]] = [["naam", "code"], ["Engels", "EN"], [], ["Uitval"]]
    data = rows(*table, ["naam", "reden"], ["Frans", "ziek"])
    assert ["Engels"] == names(data)
    assert ["v.xlsx: rows 4, 5, 6 are of another table, and left out"] == notes(data)


def test_a_row_without_a_name_is_told() -> None:
    """By the one who asks for it: here it is only read."""
    assert [{"name": "", "code": "EN"}, {"name": "A"}] == [
        row.values for row in read(rows(["naam", "code"], ["", "EN"], ["A"])).rows
    ]


def test_columns_that_are_not_used_are_told() -> None:
    """With a word that one of them resembles; a date in them is no fault."""
    from datetime import date

    data = rows(["naam", "codee", "datum"], ["Engels", "EN", date(2026, 1, 1)])
    (note,) = read(data).notes
    assert "columns that are not used: 'codee', 'datum'" == note.message
    assert "did you mean 'code'?" == note.hint
    assert not read(data).rows[0].faults


def test_which_sheet_was_read_is_told() -> None:
    """The first that shows and has a heading."""
    workbook, out = Workbook(), BytesIO()
    workbook.worksheets[0].append(["Lees dit eerst"])
    workbook.create_sheet("Vakken").append(["naam"])
    workbook["Vakken"].append(["Engels"])
    workbook.create_sheet("Oud").sheet_state = "veryHidden"
    workbook.save(out)
    assert ["Engels"] == names(out.getvalue())
    assert ["v.xlsx: read from the sheet 'Vakken'; there are 1 other and 1 hidden"] == notes(
        out.getvalue()
    )


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"<html><table>", "a web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "a web page"),
        (b'<?xml version="1.0"?><Workbook', "an XML file"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_what_is_no_table_is_told_by_its_kind(begin: bytes, kind: str) -> None:
    """Administrations call a web page .xls."""
    with pytest.raises(Problem, match=f"the file is {kind}"):
        tables.read(begin + b" ...", "v.xls")


def test_a_title_with_commas_is_no_table_with_commas() -> None:
    data = b"Vakken, code, soort, alles\r\n\r\nNaam;Code\r\nEngels;EN\r\nZorg, welzijn;ZW\r\n"
    assert ["Engels", "Zorg, welzijn"] == names(data, "v.csv")


def test_line_ends_of_an_old_mac() -> None:
    assert ["Engels", "Zorg"] == names(b"sep=;\rnaam;code\rEngels;EN\rZorg;ZW\r", "v.csv")


# -- .ods -----------------------------------------------------------------------------------------


def test_a_workbook_of_libreoffice() -> None:
    """Numbers as they are seen; remarks are no part of a cell; the sheet's end is repeated."""
    remark = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>opmerking</text:p>'
        '</office:annotation><text:p>Ne<text:span>der</text:span><text:s text:c="2"/>lands</text:p>'
        "<text:p>x</text:p></table:table-cell>"
    )
    seven = cell("007", 'office:value-type="float" office:value="7"')
    three = cell("3,0", 'office:value-type="float" office:value="3"')
    data = ods(sheet(line("naam", "code", IDLE), line(remark, seven), line("A&B", three), REST))
    assert [("Neder lands x", "007"), ("A&B", "3")] == [
        (row.values["name"], row.values["code"]) for row in read(data, "v.ods").rows
    ]
    assert [2, 3] == [row.at.line for row in read(data, "v.ods").rows]


def test_hidden_and_merged_in_libreoffice() -> None:
    """As in Excel."""
    styles = (
        '<style:style style:name="ta2" style:family="table"><style:table-properties '
        'table:display="false"/></style:style>'
    )
    wide = cell("Algemeen", 'office:value-type="string" table:number-columns-spanned="2"')
    data = ods(
        sheet(line("naam"), line("verborgen"), name="Oud", style="ta2"),
        sheet(
            line("naam", "code"),
            line(wide, "<table:covered-table-cell/>"),
            line("Engels", "EN"),
            line("Frans", "FR", more='table:visibility="filter"'),
        ),
        styles=styles,
    )
    assert ["Engels"] == names(data, "v.ods")
    assert [
        "v.ods: read from the sheet 'Blad1'; there are 1 hidden",
        "v.ods: row 2 is one merged cell, taken for a heading and left out",
        "v.ods: row 4 is hidden, and left out",
    ] == notes(data, "v.ods")


@pytest.mark.parametrize(
    ("more", "text", "fact"),
    [
        ('office:value-type="date" office:date-value="2026-09-01"', "1-9", "a date or a time"),
        ('office:value-type="boolean" office:boolean-value="true"', "WAAR", "TRUE"),
        ('office:value-type="string" table:formula="of:=NA()"', "#N/A", "the error #N/A"),
    ],
)
def test_a_cell_of_libreoffice_that_is_no_text(more: str, text: str, fact: str) -> None:
    (row,) = read(ods(sheet(line("naam"), line(cell(text, more)))), "v.ods").rows
    assert row.faults[0].message.startswith(f"A2 holds {fact}")


def test_equal_rows_stand_as_one() -> None:
    data = ods(sheet(line("naam"), line("A", more='table:number-rows-repeated="3"'), line("B")))
    assert [("A", 2), ("A", 3), ("A", 4), ("B", 5)] == [
        (row.values["name"], row.at.line) for row in read(data, "v.ods").rows
    ]


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (
            ods(
                sheet(
                    line(
                        cell("A", 'table:number-columns-repeated="16384"'),
                        more='table:number-rows-repeated="1048576"',
                    )
                )
            ),
            "more than 2,000,000 cells",
        ),
        (
            ods(sheet(line("A", more='table:number-rows-repeated="1048576"'))),
            "more than 100,000 rows",
        ),
        (ods(sheet(line("naam")), manifest="<encryption-data/>"), "has a password"),
    ],
)
def test_a_workbook_of_libreoffice_that_is_refused(data: bytes, fact: str) -> None:
    """Before it fills the memory."""
    with pytest.raises(Problem, match=fact):
        read(data, "v.ods")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_entities_are_refused_in_every_part() -> None:
    """They could stand for a thousand million letters."""
    good = ods(sheet(line("naam"), line("A")))
    with pytest.raises(Problem, match="defines entities of its own"):
        read(changed(good, lambda n, t: ENTITIES + t if n == "content.xml" else t), "v.ods")
    for part in (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook9.xml"):

        def spoilt(name: str, text: str, part: str = part) -> str:
            begin = text.index("?>") + 2 if text.startswith("<?xml") else 0
            return text[:begin] + ENTITIES + text[begin:] if name == part else text

        with pytest.raises(Problem, match="defines entities of its own"):
            read(changed(by_hand(), spoilt))


@given(
    st.binary(max_size=200), st.sampled_from(["content.xml", "mimetype", "META-INF/manifest.xml"])
)
def test_a_damaged_workbook_is_told(data: bytes, part: str) -> None:
    """No file makes the program crash."""
    out = BytesIO()
    good = ods(sheet(line("naam"), line("A")))
    with ZipFile(BytesIO(good)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    try:
        read(out.getvalue(), "v.ods")
    except (Problem, Problems) as problem:
        assert str(problem).startswith("v.ods")


PARTS = ["_rels/.rels", "xl/_rels/workbook9.xml.rels", "xl/workbook9.xml", "xl/styles.xml"]


@given(st.data(), st.sampled_from([*PARTS, "xl/sharedStrings.xml", SHEET]))
def test_a_damaged_part_of_a_workbook_is_told(data: st.DataObject, part: str) -> None:
    """Cut off, or with other signs in it: read, or told; a sheet is only read when it is asked."""
    out = BytesIO()
    with ZipFile(BytesIO(by_hand())) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                at = data.draw(st.integers(0, len(text)))
                cut = data.draw(st.integers(0, 9))
                text = text[:at] + data.draw(st.binary(max_size=4)) + text[at + cut :]
            new.writestr(name, text)
    try:
        read(out.getvalue())
    except (Problem, Problems) as problem:
        assert str(problem).startswith("v.xlsx")


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_both_kinds_of_workbook_hold_the_same(texts: list[str]) -> None:
    """Any words, in .xlsx and .ods: they come back as they were written, in normal form C."""
    from unicodedata import normalize

    from worksheets.reading.tables.values import Sheet

    expected = [normalize("NFC", text) for text in texts]
    excel = rows(*([escape_excel(text)] for text in texts))
    for data, file in ((excel, "v.xlsx"), (ods(sheet(*(line(cell(t)) for t in texts))), "v.ods")):
        (only,) = tables.read(data, file).sheets
        assert isinstance(only, Sheet)
        assert expected == [row.cells[0] for row in only.rows]


def escape_excel(text: str) -> str:
    """Return a text as Excel writes one that looks like an escape, or like a formula."""
    import re

    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text) if not text.startswith("=") else text
