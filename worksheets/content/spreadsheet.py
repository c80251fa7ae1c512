"""Subjects from a spreadsheet: .csv as the programs of an office write it, or .xlsx.

The first row names the columns: name, and optionally code, mark and copies. All faults are told at
once, each with its row. A workbook is read by its first sheet that is not hidden.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, get_args
from zipfile import ZipFile

from msgspec import Struct

from worksheets.content.subjects import Subject
from worksheets.problems import Place, Problem, Problems, nearest
from worksheets.reading.fields import Mark

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

COLUMNS = ("name", "code", "mark", "copies")
DELIMITERS = ";\t,"
MARKS = get_args(Mark)
MOST_ROWS = 100_000
MOST_BYTES = 20 << 20
MOST_UNPACKED = 500 << 20  # bytes of a workbook's sheets: a million rows of empty cells have 100 MB
MOST_COPIES = 1000
LONGEST_NAME, LONGEST_CODE = 200, 4
MOST_PROBLEMS = 50  # a file of another kind has one in every row
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how an .xlsx and an .xls begin
AS_TEXT = "give the cell the format Text and type it again"
WORK_OUT = "open the file in Excel or LibreOffice and save it"
LAST_OF_CELLS = (b"v>", b"t>", b"f>", b"<f ")  # every cell that is not empty has one of these
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\uf8ff]")


class Row(Struct, frozen=True):
    """A row: its number in the file, its cells as text, and what is odd in it, each with a hint."""

    number: int
    cells: tuple[str, ...]
    odd: tuple[tuple[str, str], ...] = ()


def subjects(data: bytes, file: str) -> tuple[tuple[Subject, ...], dict[int, Place]]:
    """Return the subjects of a spreadsheet, and the place of each name by its id.

    Raises Problems with every bad row, or Problem when it is no spreadsheet.
    """
    if len(data) > MOST_BYTES:
        raise Problem(f"the file is larger than {MOST_BYTES >> 20} MB", Place(file))
    workbook = file.lower().endswith(".xlsx") or data.startswith((ZIP, OLE))
    rows = _xlsx(data, file) if workbook else _csv(data, file)
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        raise Problem("the file has no rows", Place(file), hint=f"columns: {', '.join(COLUMNS)}")
    if len(filled) > MOST_ROWS:
        raise Problem(f"the file has more than {MOST_ROWS:,} rows", Place(file))
    places = _columns(filled[0], file)
    problems: list[Problem] = []
    subjects, places_of = [], {}
    seen: dict[str, int] = {}
    for row in filled[1:]:
        at = Place(file, row.number)
        faults = list(_faults(row, places, file))
        cells = row.cells
        values = {name: cells[n] for name, n in places.items() if n < len(cells) and cells[n]}
        name = values.get("name", "")
        first = seen.setdefault(name.casefold(), row.number)
        if name and first != row.number:
            faults.append(Problem(f"{name!r} is in row {first} too", at, hint="use copies"))
        problems += faults
        if not faults:
            copies = int(values.pop("copies", "1"))
            subject = Subject(copies=copies, **values)  # type: ignore[arg-type]  # checked above
            places_of[id(subject.name)] = at
            subjects.append(subject)
        if len(problems) >= MOST_PROBLEMS and row is not filled[-1]:
            problems.append(Problem("the rows below this one were not looked at", at))
            break
    if problems:
        raise Problems(problems)
    if not subjects:
        raise Problem("the file has no subjects below its first row", Place(file))
    return tuple(subjects), places_of


def _columns(row: Row, file: str) -> dict[str, int]:
    """Return where each known column is, by the first row; raises Problems for what is wrong."""
    at = Place(file, row.number)
    columns: dict[str, int] = {}
    problems = []
    for n, cell in enumerate(row.cells):
        name = cell.casefold()
        if name and name not in COLUMNS:
            problems.append(
                Problem(f"no column is called {cell!r}", at, hint=nearest(name, COLUMNS))
            )
        elif name in columns:
            problems.append(Problem(f"the column {name!r} is there twice", at))
        elif name:
            columns[name] = n
    if "name" not in columns:
        hint = f"the first row names the columns: {', '.join(COLUMNS)}"
        problems = [Problem("there is no column 'name'", at, hint=hint)]
    if problems:
        raise Problems(problems)
    return columns


def _faults(row: Row, columns: Mapping[str, int], file: str) -> Iterator[Problem]:
    """Yield what is wrong with a row of values."""
    at, cells = Place(file, row.number), row.cells
    if row.odd:
        yield from (Problem(why, at, hint=hint) for why, hint in row.odd)
        return
    values = {name: cells[n] if n < len(cells) else "" for name, n in columns.items()}
    beyond = [cell for cell in cells[max(columns.values(), default=-1) + 1 :] if cell]
    if beyond:
        hint = "put a text with a comma or semicolon between quotes"
        yield Problem(f"{beyond[0]!r} stands in no column", at, hint=hint)
    for name, value in values.items():
        if match := UNPRINTABLE.search(value):
            yield Problem(f"{name}: the character U+{ord(match[0]):04X} cannot be printed", at)
    if "name" in values and not values["name"]:
        yield Problem("the name is empty", at)
    if len(values.get("name", "")) > LONGEST_NAME:
        yield Problem(f"the name is longer than {LONGEST_NAME} signs", at)
    if len(code := values.get("code", "")) > LONGEST_CODE:
        yield Problem(f"the code {code!r} is longer than {LONGEST_CODE} signs", at)
    if (mark := values.get("mark", "")) and mark not in MARKS:
        yield Problem(f"there is no mark {mark!r}", at, hint=nearest(mark, MARKS))
    if copies := values.get("copies", ""):
        plain = copies.isascii() and copies.isdigit() and len(copies) <= 6
        if not plain or not 1 <= int(copies) <= MOST_COPIES:
            yield Problem(f"copies is {copies!r}; a number from 1 to {MOST_COPIES}", at)


def _csv(data: bytes, file: str) -> Iterator[Row]:
    """Yield the rows of a .csv: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab."""
    text = _decoded(data, file)
    lines = text.split("\n", 1)
    skipped = 0
    if re.fullmatch(r"sep=.", lines[0].strip()):  # Excel's own first line
        delimiter, text, skipped = lines[0].strip()[-1], "".join(lines[1:]), 1
    else:
        head = re.sub(r'"[^"]*"', "", next(filter(str.strip, text.splitlines()), ""))
        delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            yield Row(before + 1 + skipped, _clean(cells))
            before = reader.line_num
    except csv.Error as error:
        at = Place(file, before + 1 + skipped)
        hint = "a text that begins with a quote ends with one"
        raise Problem(f"the row cannot be read: {error}", at, hint=hint) from None


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Text in another encoding is hardly ever valid UTF-8, so that is tried first.
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem(
        "the file is neither UTF-8 nor Windows-1252", Place(file), hint="save it as CSV UTF-8"
    )


def _xlsx(data: bytes, file: str) -> list[Row]:
    """Return the rows of the first visible sheet; formulas have the values they were saved with."""
    if data.startswith(OLE):
        fact = "the file is an .xls, or has a password"
        raise Problem(fact, Place(file), hint="save it as .xlsx, without a password")
    try:
        # The warnings are about what is not read here, such as styles and checks.
        with warnings.catch_warnings(action="ignore"):
            return list(_sheet(data, file))
    except Problem:
        raise
    except Exception:  # whatever a reader meets in a damaged file
        hint = "open it and save it anew, as .xlsx or .csv"
        raise Problem("the file is no readable .xlsx", Place(file), hint=hint) from None


def _sheet(data: bytes, file: str) -> Iterator[Row]:
    """Yield the rows of a workbook that hold something."""
    from openpyxl import load_workbook

    last, formulas = _extent(data, file)
    # A second reading, of formulas, tells which of them were never worked out.
    readings = []
    for data_only in (True, False)[: 1 + formulas]:
        book = load_workbook(BytesIO(data), read_only=True, data_only=data_only)
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        readings.append(sheet.iter_rows(max_row=last))
    many = 0
    for number, read in enumerate(zip(*readings, strict=True), 1):
        texts, odd = [], []
        for cell, formula in zip(read[0], read[-1], strict=True):
            text, why = _written(cell)
            # A formula that gave an empty text was worked out: its cell has the type of a text.
            if cell.value is None and cell.data_type == "n" and formula.value is not None:
                text, why = str(formula.value), ("a formula that was never worked out", WORK_OUT)
            texts.append(text)
            if why:
                odd.append((f"{cell.coordinate} holds {why[0]}", why[1]))
        row = Row(number, _clean(texts), tuple(odd))
        if not any(row.cells):
            continue
        many += 1
        if many > MOST_ROWS + 1:
            raise Problem(f"the file has more than {MOST_ROWS:,} rows", Place(file))
        yield row


def _extent(data: bytes, file: str) -> tuple[int | None, bool]:
    """Return the last row in any sheet that holds something, and whether any holds formulas.

    A sheet may have a million rows that are formatted but empty: they take ten seconds to read.
    """
    last, formulas = 0, False
    with ZipFile(BytesIO(data)) as packed:
        parts = [part for part in packed.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            fact = f"the file unpacks to more than {MOST_UNPACKED >> 20} MB"
            raise Problem(fact, Place(file), hint="copy its rows to a new one")
        for part in parts:
            if "worksheets/" not in part.filename:
                continue
            cells = packed.read(part).rpartition(b"sheetData>")[0]
            end = max(map(cells.rfind, LAST_OF_CELLS))
            formulas = formulas or b"f>" in cells or b"<f " in cells
            row = re.match(rb' r="[A-Z]*(\d+)"', cells[cells.rfind(b' r="', 0, max(end, 0)) :])
            if end >= 0 and not row:
                return None, formulas  # rows without numbers
            last = max(last, int(row[1]) if row and end >= 0 else 0)
    return max(last, 1), formulas


def _written(cell: ReadOnlyCell) -> tuple[str, tuple[str, str] | None]:
    """Return a cell as it is seen (3.0 is 3), and what it holds, with a hint, where that is odd."""
    value = cell.value
    match value:
        case None:
            return "", None
        case bool():
            return str(value), (f"{str(value).upper()}, which is no text", AS_TEXT)
        case datetime() | date() | time() | timedelta():
            return str(value), (f"a date or a time, {value}", AS_TEXT)
        case int() | float() if value == int(value):
            # 007 is a seven that is shown with three figures.
            shown = cell.number_format
            return str(int(value)).zfill(len(shown) if set(shown) == {"0"} else 0), None
        case _ if cell.data_type == "e":
            return str(value), (f"the error {value}", "mend the formula, or write the value")
        case _:
            return str(value), None


def _clean(cells: Iterable[str]) -> tuple[str, ...]:
    """Return cells without idle spaces, in Unicode's normal form C."""
    return tuple(unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells)
