"""Subjects from a spreadsheet: .csv as the programs of an office write it, or .xlsx.

The first row names the columns: name, and optionally code, mark and copies. All faults are told at
once, each with its row.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import get_args

from worksheets.content.model.base import Mark
from worksheets.content.model.subjects import Subject
from worksheets.problems import Place, Problem, Problems, nearest

COLUMNS = ("name", "code", "mark", "copies")
DELIMITERS = ";\t,"
MARKS = get_args(Mark)
MOST_ROWS = 100_000
MOST_BYTES = 20 << 20
MOST_COPIES = 1000
LONGEST_NAME, LONGEST_CODE = 200, 4
MOST_PROBLEMS = 50  # of a file that is something else altogether

Row = tuple[int, Sequence[str]]  # its number in the file, and its cells
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\uf8ff]")


def subjects(data: bytes, file: str) -> tuple[tuple[Subject, ...], dict[int, Place]]:
    """Return the subjects of a spreadsheet, and the place of each name by its id.

    Raises Problems with every bad row, or Problem when it is no spreadsheet.
    """
    if len(data) > MOST_BYTES:
        raise Problem(f"the file is larger than {MOST_BYTES >> 20} MB", Place(file))
    rows = _xlsx(data, file) if file.lower().endswith(".xlsx") else _csv(data, file)
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise Problem("the file has no rows", Place(file), hint=f"columns: {', '.join(COLUMNS)}")
    if len(filled) > MOST_ROWS:
        raise Problem(f"the file has more than {MOST_ROWS:,} rows", Place(file))
    places = _columns(*filled[0], file)
    problems: list[Problem] = []
    made, places_of = [], {}
    seen: dict[str, int] = {}
    for number, cells in filled[1:]:
        at = Place(file, number)
        faults = list(_faults(number, cells, places, file))
        values = {name: cells[n] for name, n in places.items() if n < len(cells) and cells[n]}
        name = values.get("name", "")
        first = seen.setdefault(name.casefold(), number)
        if name and first != number:
            faults.append(Problem(f"{name!r} is in row {first} too", at, hint="use copies"))
        problems += faults
        if not faults:
            copies = int(values.pop("copies", "1"))
            subject = Subject(copies=copies, **values)  # type: ignore[arg-type]  # checked above
            places_of[id(subject.name)] = at
            made.append(subject)
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise Problems(problems)
    if not made:
        raise Problem("the file has no subjects below its first row", Place(file))
    return tuple(made), places_of


def _columns(number: int, cells: Sequence[str], file: str) -> dict[str, int]:
    """Return where each known column is, by the first row; raises Problems for what is wrong."""
    at = Place(file, number)
    found: dict[str, int] = {}
    problems = []
    for n, cell in enumerate(cells):
        name = cell.casefold()
        if name and name not in COLUMNS:
            problems.append(
                Problem(f"no column is called {cell!r}", at, hint=nearest(name, COLUMNS))
            )
        elif name in found:
            problems.append(Problem(f"the column {name!r} is there twice", at))
        elif name:
            found[name] = n
    if "name" not in found:
        hint = f"the first row names the columns: {', '.join(COLUMNS)}"
        problems = [Problem("there is no column 'name'", at, hint=hint)]
    if problems:
        raise Problems(problems)
    return found


def _faults(
    number: int, cells: Sequence[str], columns: Mapping[str, int], file: str
) -> Iterator[Problem]:
    """Yield what is wrong with a row of values."""
    at = Place(file, number)
    values = {name: cells[n] if n < len(cells) else "" for name, n in columns.items()}
    beyond = [cell for cell in cells[max(columns.values(), default=-1) + 1 :] if cell]
    if beyond:
        hint = "put a text with a comma or semicolon between quotes"
        yield Problem(f"{beyond[0]!r} stands in no column", at, hint=hint)
    for name, value in values.items():
        if found := UNPRINTABLE.search(value):
            yield Problem(f"{name}: the character U+{ord(found[0]):04X} cannot be printed", at)
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
        head = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line), ""))
        delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            yield before + 1 + skipped, _clean(cells)
            before = reader.line_num
    except csv.Error as error:
        at = Place(file, before + 1 + skipped)
        hint = "a text that begins with a quote ends with one"
        raise Problem(f"the row cannot be read: {error}", at, hint=hint) from None


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Bytes that are UTF-8 are hardly ever anything else.
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem(
        "the file is neither UTF-8 nor Windows-1252", Place(file), hint="save it as CSV UTF-8"
    )


def _xlsx(data: bytes, file: str) -> Iterator[Row]:
    """Yield the rows of the first sheet of an .xlsx, with the values that Excel last saw."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > MOST_ROWS + 1:
                raise Problem(f"the file has more than {MOST_ROWS:,} rows", Place(file))
            yield number, _clean(_written(cell) for cell in cells)
    except Problem:
        raise
    except Exception:  # whatever a reader meets in a damaged file
        hint = "open it and save it anew, as .xlsx or .csv"
        raise Problem("the file is no readable .xlsx", Place(file), hint=hint) from None


def _written(cell: object) -> str:
    """Return a cell as it is seen: 3.0 is 3."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _clean(cells: Iterable[str]) -> tuple[str, ...]:
    """Return cells without idle spaces, in Unicode's normal form C."""
    return tuple(unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells)
