"""Lists as Dutch schools export them: read as a person reads them, or refused with the remedy.

Each is made as its program writes it, and given to the command that reads it. Nothing of a file is
left out in silence: what is told stands beside what is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import Cli, Workshop
from exports import IDLE, REST, Rows, cell, changed, line, ods, sheet, strict, xlsx
from msgspec import Struct
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from worksheets.content.class_list import class_list
from worksheets.content.placements import read_placements
from worksheets.content.spreadsheet import subjects
from worksheets.press.jobs import Press

KINDS = {"vak": "vak", "cluster": "cluster van vakken", "project": "project"}
SAVE_UTF8 = "save it as CSV UTF-8; Excel has that among its file types"
AS_TEXT = "give the cell the format Text and type it again"
PLAIN = ["Nederlands NE", "Engels EN", "Rekenen RE"]
BOM = "\ufeff"


class Export(Struct, frozen=True):
    """A file, what is read of it (name, code, copies other than 1, kind), and what is told."""

    file: str
    data: bytes
    read: list[str]
    told: list[str] = []


class Refused(Struct, frozen=True):
    """A file that is refused, and all that is said: with its hints."""

    file: str
    data: bytes
    told: list[str]


def csv(text: str, encoding: str = "utf-8", ends: str = "\r\n") -> bytes:
    return text.replace("\n", ends).encode(encoding)


def merged(*ranges: str) -> Callable[[Worksheet], None]:
    return lambda sheet: [sheet.merge_cells(cells) for cells in ranges] and None


def worked_out(data: bytes, values: dict[str, str]) -> bytes:
    """Return a workbook whose formulas have the values that Excel saw last."""

    def fill(_: str, text: str) -> str:
        for place, value in values.items():
            text = re.sub(
                rf'<c r="{place}"([^>]*)>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>',
                rf'<c r="{place}"\1 t="str">\2<v>{value}</v></c>',
                text,
            )
        return text

    return changed(data, fill)


# -- subjects -------------------------------------------------------------------------------------


def magister() -> bytes:
    """Title rows in merged cells, and a line of the program at the end."""
    rows: Rows = [
        ["Vakkenoverzicht 2026-2027"],
        ["Afgedrukt op 25-11-2026 om 09:14"],
        [],
        ["Afkorting", "Omschrijving", "Docent", "Lesuren"],
        ["ne", "Nederlands", "Vries, A. de", 3],
        ["en", "Engels", "Bos, J.", 3],
        ["rek", "Rekenen", None, 1.5],
        [],
        ["Totaal aantal vakken: 3"],
        ["Pagina 1 van 1"],
    ]
    return xlsx(rows, merged("A1:D1", "A2:D2"), name="Vakken")


def by_hand() -> bytes:
    """A person's own: groups with empty rows between, colours, a sum, and a remark beside it."""
    rows: Rows = [
        [None, "Vakken BOL niveau 4"],
        [],
        [None, "Vak", "Afk.", "Aantal\nsetjes", "Opmerking"],
        [None, "Jaar 1"],
        [None, "Nederlands", "NE", 2],
        [None, "Engels", "EN", 2, "samen met 2B"],
        [],
        [None, "Jaar 2"],
        [None, "Rekenen", "RE", 0],
        [None, "Burgerschap", "BU", None],
        [],
        [None, "Totaal", None, 4],
    ]

    def coloured(sheet: Worksheet) -> None:
        for row in (3, 4, 8):
            sheet.cell(row, 2).font = Font(bold=True)
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor="DDEEFF")
        for row in range(13, 400):
            sheet.cell(row, 3).fill = PatternFill("solid", fgColor="FFFFFF")

    return xlsx(rows, coloured)


def groups() -> bytes:
    """Groups without a number: their names stand alone, below an empty row."""
    rows: Rows = [
        ["Vak", "Code"],
        ["Generieke vakken"],
        ["Nederlands", "NE"],
        ["Engels", "EN"],
        [],
        ["Beroepsvakken"],
        ["Zorg", "ZO"],
    ]
    return xlsx(rows)


def table() -> bytes:
    """A table of Excel with a filter that hides rows, and a row of totals."""
    rows: Rows = [["Vak", "Code", "Soort"]]
    rows += [["Nederlands", "NE", "Vak"], ["Oud vak", "OV", "vak"], ["Thema", "TH", "Project"]]
    rows += [["Totaal", None, 3]]

    def filtered(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="Vakken", ref="A1:C4"))
        sheet.auto_filter.ref = "A1:C4"
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=0))
        sheet.row_dimensions[3].hidden = True

    return xlsx(rows, filtered)


def hidden() -> bytes:
    """Columns that nobody sees count for nothing; the one beside it is used."""

    def conceal(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[3].hidden = True

    rows: Rows = [["id", "Vak", "Code", "Aantal"], [1, "Nederlands", "NE", 9], [2, "Weg", "WE", 1]]
    return xlsx([*rows, [3, "Engels", "EN", 9]], conceal)


def numbers_app() -> bytes:
    """Apple's Numbers puts a summary first, and the title of each table in its first row."""
    summary: Rows = [
        ["Dit document is geëxporteerd uit Numbers. Elke tabel is omgezet in een werkblad."],
        [],
        ["Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"],
        ["Blad 1", None, None],
        [None, "Tabel 1", "Blad 1 - Tabel 1"],
    ]
    vakken: Rows = [["Tabel 1"], ["Vak", "Code"], ["Nederlands", "NE"], ["Engels", "EN"]]
    return xlsx(summary, name="Exportoverzicht", others={"Blad 1 - Tabel 1": vakken})


def libreoffice() -> bytes:
    """A filter, a sum, numbers as they are shown, and a sheet that goes on to its end."""
    three = cell("3", 'office:value-type="float" office:value="3"')
    seven = cell("007", 'office:value-type="float" office:value="7"')
    total = cell(
        "4", 'table:formula="of:=SUM([.C2:.C4])" office:value-type="float" office:value="4"'
    )
    return ods(
        sheet(
            line("Vaknaam", "Vakcode", "Aantal", IDLE),
            line("Nederlands", "NE", three),
            line("Weg", "WE", three, more='table:visibility="filter"'),
            line("Engels", seven, "<table:table-cell/>"),
            line("Totaal", "<table:table-cell/>", total),
            REST,
        )
    )


def formulas() -> bytes:
    """Codes that are looked up in another sheet, as Excel saw them last."""
    rows: Rows = [["Vak", "Code"], ["Nederlands", "=VLOOKUP(A2,Codes!A:B,2,0)"], ["Engels", '=""']]
    data = xlsx(rows, name="Vakken", others={"Codes": [["x", "y"], ["Nederlands", "NE"]]})
    return worked_out(data, {"B2": "NE", "B3": ""})


def google() -> bytes:
    """A thousand rows, boxes to tick, and columns that were added later."""
    rows: Rows = [["Course name", "Short", "Quantity", "Active"]]
    rows += [["Dutch", "NL", 2.0, True], ["English", "EN", 1.0, False]]
    rows += [[None, None, None, False] for _ in range(997)]
    return xlsx(rows, name="Sheet1")


SUBJECTS = {
    "Magister, a report in Excel": Export(
        "Vakken.xlsx",
        magister(),
        ["Nederlands ne", "Engels en", "Rekenen rek"],
        [
            "Vakken.xlsx:4: columns that are not used: 'Docent', 'Lesuren'",
            "Vakken.xlsx: row 9 is a total, and left out",
            "Vakken.xlsx: row 10 is a line of the program that made the file, and left out",
        ],
    ),
    "Magister, a list as .csv": Export(
        "vakken.csv",
        csv(
            '"Vakcode";"Vaknaam";"Categorie"\n"ne";"Nederlands";"vak"\n"fa";"Français";"vak"\n',
            "cp1252",
        ),
        ["Nederlands ne vak", "Français fa vak"],
        [
            "vakken.csv: the file is not Unicode; it was taken for Windows-1252 (Western Europe):"
            f" 'Français'\n  hint: {SAVE_UTF8}",
        ],
    ),
    "Osiris, with numbers that nobody can put on a circle": Export(
        "cursussen.xlsx",
        xlsx(
            [
                ["Cursus", "Cursuscode", "Korte naam", "ECTS", "Blok"],
                ["Verpleegkunde", 25604.0, "VPK", 5, 1],
                ["Anatomie", 25605.0, "ANA", 3, 1],
                ["Ethiek", 25606.0, "ETH", 2.5, 2],
            ],
            name="Cursussen",
        ),
        ["Verpleegkunde", "Anatomie", "Ethiek"],
        [
            "cursussen.xlsx:1: columns that are not used: 'Korte naam', 'ECTS', 'Blok'",
            "cursussen.xlsx:1: the codes are not used: each is longer than 4 signs, as '25604'",
        ],
    ),
    "EduArte, UTF-8 with a mark, all in quotes": Export(
        "onderwijsproducten.csv",
        csv(
            f'{BOM}"Onderwijsproduct";"Afkorting";"Soort";"Begindatum"\n'
            '"Nederlands 3F";"NE3F";"Vak";"01-08-2026"\n"Loopbaan";"LOB";"Project";"01-08-2026"\n'
        ),
        ["Nederlands 3F NE3F vak", "Loopbaan LOB project"],
        ["onderwijsproducten.csv:1: columns that are not used: 'Begindatum'"],
    ),
    "Somtoday: `vak` is a code of more than four letters": Export(
        "somtoday.csv",
        csv(
            "Vak;Omschrijving;Aantal\nnetl;Nederlandse taal;1\nentl;Engelse taal;1\n"
            "duits;Duitse taal;1\nfrans;Franse taal;2\n"
        ),
        ["Nederlandse taal netl", "Engelse taal entl", "Duitse taal", "Franse taal x2"],
        [
            "somtoday.csv:1: what is called a name is the code here: 'netl' of 'Nederlandse taal'",
            "somtoday.csv:1: codes longer than 4 signs are not used: 'duits', 'frans'",
        ],
    ),
    "Xedule: Unicode text of Excel, with tabs": Export(
        "xedule.txt.csv",
        csv(
            "Code\tVak omschrijving\tType\nNE\tNederlands\tvak\nEN\tEngels\tcluster van vakken\n",
            "utf-16",
        ),
        ["Nederlands NE vak", "Engels EN cluster"],
    ),
    "Excel by hand: groups, empty rows, colours, a sum": Export(
        "vakken.xlsx",
        by_hand(),
        ["Nederlands NE x2", "Engels EN x2", "Burgerschap BU"],
        [
            "vakken.xlsx:3: columns that are not used: 'Opmerking'",
            "vakken.xlsx: rows 4, 8 are alone above a group, taken for its heading and left out",
            "vakken.xlsx: row 12 is a total, and left out",
            "vakken.xlsx:9: copies is 0: no circles are made for 'Rekenen'",
        ],
    ),
    "Excel by hand: groups that have names": Export(
        "vakken.xlsx",
        groups(),
        ["Nederlands NE", "Engels EN", "Zorg ZO"],
        ["vakken.xlsx: rows 2, 6 are alone above a group, taken for its heading and left out"],
    ),
    "Excel by hand: a heading over two rows": Export(
        "vakken.xlsx",
        xlsx(
            [["Vak", None, "Aantal"], ["Naam", "Code"], ["Nederlands", "NE", 2]],
            merged("A1:B1", "C1:C2"),
        ),
        ["Nederlands NE x2"],
    ),
    "Google Sheets, as .xlsx": Export(
        "Vakken - Blad1.xlsx",
        google(),
        ["Dutch NL x2", "English EN"],
        [
            "Vakken - Blad1.xlsx:1: columns that are not used: 'Active'",
            "Vakken - Blad1.xlsx: rows 4, 5, 6, 7, 8, 9 and 991 more are empty in the columns that"
            " are used, and left out",
        ],
    ),
    "Google Sheets, as .csv": Export(
        "Vakken - Blad1.csv",
        csv('Vak,Code,Aantal\n"Zorg, welzijn",ZW,2\nEngels,EN,\n,,\n,,\n', ends="\n"),
        ["Zorg, welzijn ZW x2", "Engels EN"],
    ),
    "Numbers, as .xlsx": Export(
        "Vakken.xlsx",
        numbers_app(),
        ["Nederlands NE", "Engels EN"],
        ["Vakken.xlsx: read from the sheet 'Blad 1 - Tabel 1'; there are 1 other"],
    ),
    "Numbers, as .csv": Export(
        "Vakken.csv",
        csv("Tabel 1;;\nVak;Code;Aantal\nNederlands;NE;1\nÉconomie;EC;1\n", ends="\n"),
        ["Nederlands NE", "Économie EC"],
    ),
    "LibreOffice, .ods": Export(
        "vakken.ods",
        libreoffice(),
        ["Nederlands NE x3", "Engels 007"],
        [
            "vakken.ods: row 3 is hidden, and left out",
            "vakken.ods: row 5 is a total, and left out",
        ],
    ),
    "Excel, Strict Open XML": Export(
        "strict.xlsx",
        changed(xlsx([["Vak", "Code"], ["Nederlands", "NE"], ["Engels", 7.0]]), strict),
        ["Nederlands NE", "Engels 7"],
    ),
    "a table of Excel with a filter": Export(
        "vakken.xlsx",
        table(),
        ["Nederlands NE vak", "Thema TH project"],
        [
            "vakken.xlsx: row 3 is hidden, and left out",
            "vakken.xlsx: row 5 is a total, and left out",
        ],
    ),
    "rows and columns that are hidden": Export(
        "vakken.xlsx",
        hidden(),
        ["Nederlands NE", "Engels EN"],
        [
            "vakken.xlsx:1: columns that are hidden, and not used: 'id', 'Aantal'",
            "vakken.xlsx: row 3 is hidden, and left out",
        ],
    ),
    "a sheet for each year": Export(
        "vakken.xlsx",
        xlsx([["Vak"], ["Nederlands"]], name="Jaar 1", others={"Jaar 2": [["Vak"], ["Engels"]]}),
        ["Nederlands"],
        ["vakken.xlsx: read from the sheet 'Jaar 1'; there are 1 other"],
    ),
    "formulas, as they were seen last": Export(
        "vakken.xlsx",
        formulas(),
        ["Nederlands NE", "Engels"],
        ["vakken.xlsx: read from the sheet 'Vakken'; there are 1 other"],
    ),
    "a heading with quotes and marks of its own": Export(
        "vakken.csv",
        csv(f'{BOM}"""Vak""";"\'Code\'";"Aantal (stuks)?"\nEngels;EN;2\n'),
        ["Engels EN x2"],
    ),
    "a heading in English": Export(
        "courses.csv",
        csv("Course code,Course title,Type,Credits\nNL,Dutch,vak,5\nEN,English,vak,5\n"),
        ["Dutch NL vak", "English EN vak"],
        ["courses.csv:1: columns that are not used: 'Credits'"],
    ),
    "a program of data: numbers with a point, line ends of an old Mac": Export(
        "vakken.csv",
        csv("vaknaam;code;aantal\nNederlands;1.0;2.0\nEngels;2.0;1.0\n", ends="\r"),
        ["Nederlands 1 x2", "Engels 2"],
    ),
    "copies with a word": Export(
        "vakken.csv",
        csv("Vak;Aantal sets\nNederlands;2x\nEngels;3 stuks\nRekenen;1 set\n"),
        ["Nederlands x2", "Engels x3", "Rekenen"],
    ),
    "a report of Power BI": Export(
        "data.xlsx",
        xlsx(
            [
                ["Vaknaam", "Vakcode"],
                ["Nederlands", "NE"],
                ["Engels", "EN"],
                [],
                ["Toegepaste filters:\nCohort is 2026"],
            ]
        ),
        ["Nederlands NE", "Engels EN"],
        ["data.xlsx: row 5 is a line of the program that made the file, and left out"],
    ),
}

NOT_SUBJECTS = {
    "MacRoman": Refused(
        "vakken.csv",
        csv("Vak;Code\nEngels;EN\nFinanciële zorg;FZ\n", "mac_roman", "\r"),
        [
            "vakken.csv:3: 'Financi‘le' is no word: the file is not Unicode; it seems to be"
            f" MacRoman (a Mac): 'Financiële'\n  hint: {SAVE_UTF8}"
        ],
    ),
    "a web page that is called .xls": Refused(
        "Vakken.xls",
        csv("<html><body><table><tr><td>Vak</td></tr></table></body></html>"),
        [
            "Vakken.xls: the file is a web page, no spreadsheet"
            "\n  hint: open it in Excel or LibreOffice and save it as .xlsx"
        ],
    ),
    "an Excel of before 2007": Refused(
        "Vakken.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        [
            "Vakken.xls: the file is an .xls, or has a password"
            "\n  hint: save it as .xlsx, without a password"
        ],
    ),
    "dates where codes were": Refused(
        "vakken.xlsx",
        xlsx([["Vak", "Code"], ["Periode", date(2026, 2, 1)], ["Engels", "EN"]]),
        [f"vakken.xlsx:2: B2 holds a date or a time, 2026-02-01 00:00:00\n  hint: {AS_TEXT}"],
    ),
    "formulas that were never worked out": Refused(
        "vakken.xlsx",
        xlsx([["Vak", "Code"], ["Engels", '=UPPER("en")']]),
        [
            "vakken.xlsx:2: B2 holds a formula that was never worked out"
            "\n  hint: open the file in Excel or LibreOffice and save it"
        ],
    ),
    "one code for two": Refused(
        "vakken.xlsx",
        xlsx([["Vak", "Code"], ["Engels", "EN"], ["Energie", "en"]]),
        ["vakken.xlsx:3: the code 'en' is in row 2 too\n  hint: a code is of one subject"],
    ),
    "a subject in each of two groups": Refused(
        "vakken.xlsx",
        xlsx([["Vak"], ["Jaar 1"], ["Engels"], ["Jaar 2"], ["Engels"], ["Zorg"]]),
        ["vakken.xlsx:5: 'Engels' is in row 3 too\n  hint: use copies"],
    ),
    "a comma that parts a name": Refused(
        "vakken.csv",
        csv("Vak,Code\nZorg, welzijn,ZW\n"),
        [
            "vakken.csv:2: 'ZW' stands in no column"
            "\n  hint: put a text with a comma or semicolon between quotes"
        ],
    ),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop of nothing but circles of subjects: it is soon laid out."""
    workshop = Workshop(tmp_path_factory.mktemp("klein") / "inhoud")
    path = workshop.folder / "workshop.yaml"
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    values["handouts"] = [entry for entry in values["handouts"] if entry["id"] == "cirkels-vakken"]
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return workshop.folder


def told(stderr: str) -> list[str]:
    """What a command notes, each with its hint."""
    return [text.rstrip("\n") for text in re.split("^note: ", stderr, flags=re.M) if text]


def listed(stdout: str) -> list[str]:
    """The subjects in the table of `list`: name, code and the word of their kind."""
    rows = stdout.partition("\nsubject ")[2].splitlines()[1:]
    return [" ".join(row.split()) for row in rows]


@pytest.mark.parametrize("name", SUBJECTS)
def test_subjects_of_a_school_are_read(cli: Cli, small: Path, tmp_path: Path, name: str) -> None:
    """As a person reads the list, and all that is left out of it is told."""
    export = SUBJECTS[name]
    (tmp_path / export.file).write_bytes(export.data)
    done = cli("list", "-c", small, "--subjects", export.file, cwd=tmp_path)
    assert 0 == done.returncode, done.stderr
    entries = subjects(export.data, export.file, KINDS).subjects
    read = [
        " ".join(filter(None, (e.name, e.code, f"x{e.copies}" if e.copies != 1 else "", e.kind)))
        for e in entries
    ]
    assert export.read == read
    shown = [" ".join(filter(None, (e.name, e.code, KINDS.get(e.kind)))) for e in entries]
    assert shown == listed(done.stdout)
    assert export.told == told(done.stderr)


def refusal(stderr: str) -> list[str]:
    """What a command says is wrong, each fault with its hint, without the line of the file."""
    lines = [line for line in stderr.splitlines() if not re.match(r" +\d* *\| ", line)]
    return re.split(r"\n(?! )", "\n".join(lines))


@pytest.mark.parametrize("name", NOT_SUBJECTS)
def test_what_cannot_be_read_is_refused(cli: Cli, small: Path, tmp_path: Path, name: str) -> None:
    """With the file, the row, what is wrong and the remedy; nothing is made."""
    export = NOT_SUBJECTS[name]
    (tmp_path / export.file).write_bytes(export.data)
    done = cli("kit", "-c", small, "--subjects", export.file, "-o", "uit", cwd=tmp_path)
    assert 1 == done.returncode and not (tmp_path / "uit").exists()
    assert export.told == refusal(done.stderr)


# -- names of participants ------------------------------------------------------------------------

PARTS_HEAD = "Stamnummer;Achternaam;Tussenvoegsel;Roepnaam;Klas;E-mailadres\n"
CLASS: Rows = [
    ["Klassenlijst MZ2B"],
    ["Mentor: A. de Vries"],
    [],
    ["Nr", "Studentnummer", "Achternaam", "Voorvoegsels", "Voorletters", "Roepnaam"],
    [1, 301234, "Boer", "de", "A.M.", "Anna"],
    [2, 301235, "Vos", None, "B.", "Bo"],
    [3, 301236, "Berg", "van den", "C.", "Chris"],
    ["Totaal: 3"],
]
TEAMS = (
    "1. Samenvatting\nTitel van vergadering\tGPO\nDeelnemers\t2\nBegintijd\t1-9-26 09:00\n"
    "Eindtijd\t1-9-26 10:00\nDuur\t1u\n\n2. Deelnemers\n"
    "Naam\tEerste deelname\tLaatste vertrek\tDuur\tE-mailadres\tRol\n"
    "Anna de Boer\t09:00\t10:00\t1u\ta@school.nl\tOrganisator\n"
    "Bo Vos\t09:01\t10:00\t59m\tb@school.nl\tPresentator\n\n"
    "3. Activiteiten\nNaam\tDeelname\tVertrek\tDuur\tE-mailadres\tRol\n"
    "Anna de Boer\t09:00\t09:30\t30m\ta@school.nl\tOrganisator\n"
    "Anna de Boer\t09:31\t10:00\t29m\ta@school.nl\tOrganisator\n"
)
NAMES = {
    "Magister: the parts of a name in columns, a number, a class and e-mail": Export(
        "leerlingen.csv",
        csv(
            f"{PARTS_HEAD}12;Boer;de;Anna;2B;a@school.nl\n13;Vos;;Bo;2B;\n"
            "14;Berg;van den;Zoë;2B;z@school.nl\n",
            "utf-8-sig",
        ),
        ["Anna de Boer", "Bo Vos", "Zoë van den Berg"],
        ["leerlingen.csv:1: columns that are not used: 'Stamnummer', 'Klas', 'E-mailadres'"],
    ),
    "Osiris: a title, initials beside the first name, a total": Export(
        "klas.xlsx",
        xlsx(CLASS, merged("A1:F1", "A2:F2")),
        ["Anna de Boer", "Bo Vos", "Chris van den Berg"],
        [
            "klas.xlsx:4: columns that are not used: 'Nr', 'Studentnummer', 'Voorletters'",
            "klas.xlsx: row 8 is a total, and left out",
        ],
    ),
    "the surname is called a name": Export(
        "lijst.xlsx",
        xlsx([["Naam", "Voornaam", "Klas"], ["Peeters", "Jan", "3"], ["Van Damme", "Els", "3"]]),
        ["Jan Peeters", "Els Van Damme"],
        ["lijst.xlsx:1: columns that are not used: 'Klas'"],
    ),
    "the whole name, and its parts beside it": Export(
        "lijst.xlsx",
        xlsx([["Naam", "Voornaam", "Achternaam"], ["Anna de Boer", "Anna", "Boer"]]),
        ["Anna de Boer"],
    ),
    "the prefix after the surname, as a list is sorted": Export(
        "somtoday.csv",
        csv('Leerlingnummer,Achternaam,Roepnaam\n1,"Boer, de",Anna\n2,Vos,Bo\n'),
        ["Anna de Boer", "Bo Vos"],
        ["somtoday.csv:1: columns that are not used: 'Leerlingnummer'"],
    ),
    "commas between, as in the name of the list": Export(
        "namen.csv",
        csv("Achternaam, Tussenvoegsel, Voornaam\nBoer, de, Anna\nVos, , Bo\n", "cp1252"),
        ["Anna de Boer", "Bo Vos"],
    ),
    "two classes below each other": Export(
        "klassen.csv",
        csv("Naam\nKlas 1A\nAnna\nBo\n\nKlas 1B\nChris\n"),
        ["Anna", "Bo", "Chris"],
        ["klassen.csv: rows 2, 6 are alone above a group, taken for its heading and left out"],
    ),
    "who came to a meeting in Teams": Export(
        "Presentie.csv",
        csv(TEAMS, "utf-16"),
        ["Anna de Boer", "Bo Vos"],
        [
            "Presentie.csv:9: columns that are not used: 'Eerste deelname', 'Laatste vertrek',"
            " 'Duur', 'E-mailadres', 'Rol'",
            "Presentie.csv: rows 13, 14, 15, 16 are of another table, and left out",
        ],
    ),
    "LibreOffice, names in one column": Export(
        "namen.ods",
        ods(sheet(line("Leerlingen", IDLE), line("Anna de Boer"), line("Bo Vos"), REST)),
        ["Anna de Boer", "Bo Vos"],
    ),
}
NO_NAMES = {
    "numbers and nothing else": Refused(
        "nummers.csv",
        csv("Studentnummer;E-mail\n301234;a@school.nl\n301235;b@school.nl\n"),
        [
            "nummers.csv:1: there is no column 'name'\n  hint: one of the first rows names the"
            " columns: name or naam, roepnaam or voornaam, tussenvoegsel or tussenvoegsels,"
            " achternaam or last name"
        ],
    ),
    "a row without a name": Refused(
        "klas.csv",
        csv(f"{PARTS_HEAD}12;Boer;de;Anna;2B;\n13;;van;;2B;\n14;Vos;;Bo;2B;\n"),
        ["klas.csv:3: the name is only 'van'\n  hint: give it a first or a last name"],
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_a_school_are_read(cli: Cli, small: Path, tmp_path: Path, name: str) -> None:
    """Put together in the order in which they are said."""
    export = NAMES[name]
    (tmp_path / export.file).write_bytes(export.data)
    done = cli("list", "-c", small, "--names", export.file, cwd=tmp_path)
    assert 0 == done.returncode, done.stderr
    assert export.read == list(class_list(export.data, export.file).names)
    assert export.told == told(done.stderr)


@pytest.mark.parametrize("name", NO_NAMES)
def test_names_that_cannot_be_read_are_refused(cli: Cli, tmp_path: Path, name: str) -> None:
    export = NO_NAMES[name]
    (tmp_path / export.file).write_bytes(export.data)
    done = cli("kit", "kwadrant", "--names", export.file, "-o", "uit", cwd=tmp_path)
    assert 1 == done.returncode and not (tmp_path / "uit").exists()
    assert export.told == refusal(done.stderr)


# -- placements of a team -------------------------------------------------------------------------


def placed_in_excel() -> bytes:
    """A cell that is shown as a percentage, one that was typed as text, and one that is a sum."""
    rows: Rows = [
        ["Team Zorg, 12 november"],
        [],
        ["Naam", "Kleur", "Waar?", "Hoe", "met wie", "Datum"],
        ["Anna de Boer", "blauw", 0.3, "0,45", "10 %", "12-11"],
        [None, "groen", "=C4+0.2", 0.9, None, "12-11"],
        ["Gemiddelde", None, 0.4, 0.675],
    ]

    def shown(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("A4:A5")
        sheet["C4"].number_format = "0%"

    return changed(
        xlsx(rows, shown),
        lambda _, text: re.sub(r"(<f>C4\+0\.2</f>)<v ?/?>(</v>)?", r"\1<v>0.5</v>", text),
    )


def placed_in_libreoffice() -> bytes:
    third = cell("30%", 'office:value-type="percentage" office:value="0.3"')
    half = cell("0,5", 'office:value-type="float" office:value="0.5"')
    return ods(sheet(line("Wie", "Set", "waar", "hoe"), line("Bo", "nu", third, half), REST))


PLACED = {
    "Excel": Export(
        "team.xlsx",
        placed_in_excel(),
        [
            "Anna de Boer nu waar 0.3, hoe 0.45, met-wie 0.1",
            "Anna de Boer ambitie waar 0.5, hoe 0.9",
        ],
        [
            "team.xlsx:3: columns that are not used: 'Datum'",
            "team.xlsx: row 6 is a total, and left out",
            "team.xlsx: merged cells in A count for each of their rows",
        ],
    ),
    "LibreOffice": Export("team.ods", placed_in_libreoffice(), ["Bo nu waar 0.3, hoe 0.5"]),
    "a form, as .csv with commas": Export(
        "Antwoorden.csv",
        csv('"Tijdstempel","Naam","Set","waar","hoe"\n"2026/11/12","Bo","NU","0,3","100%"\n'),
        ["Bo nu waar 0.3, hoe 1.0"],
        ["Antwoorden.csv:1: columns that are not used: 'Tijdstempel'"],
    ),
}


@pytest.mark.parametrize("name", PLACED)
def test_placements_of_a_team_are_read(cli: Cli, gpo: Press, tmp_path: Path, name: str) -> None:
    """Percents and commas as people write them, each at its own place."""
    export = PLACED[name]
    (tmp_path / export.file).write_bytes(export.data)
    aspects, known = gpo.content.aspects, gpo.content.subjects
    result, _, _ = read_placements(export.data, export.file, aspects, known)
    assert export.read == [
        f"{person.name} {set_} {', '.join(f'{id} {place}' for id, place in places.items())}"
        for person in result.placed
        for set_, places in person.placements.items()
    ]
    done = cli("result", export.file, "-o", "uit", cwd=tmp_path)
    assert 0 == done.returncode, done.stderr
    assert export.told == told(done.stderr)


@pytest.mark.parametrize(
    ("place", "why"),
    [("30", "'30' is no place from 0 to 1"), ("0.3.1", "'0.3.1' is no place from 0 to 1")],
)
def test_a_place_that_is_none_is_refused(cli: Cli, tmp_path: Path, place: str, why: str) -> None:
    (tmp_path / "team.csv").write_text(f"Naam;Set;waar\nBo;nu;{place}\n", encoding="utf-8")
    done = cli("result", "team.csv", "-o", "uit", cwd=tmp_path)
    assert 1 == done.returncode and not (tmp_path / "uit").exists()
    hint = "0 is left or below, 1 right or above: 0,3 or 30%"
    assert [f"team.csv:2: waar: {why}\n  hint: {hint}"] == refusal(done.stderr)
