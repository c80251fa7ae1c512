"""Tables of text: .csv as the programs of an office write it, in any country."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from worksheets.problems import Place, Problem
from worksheets.reading.tables.encodings import decoded
from worksheets.reading.tables.values import Book, Row, Sheet, clean, filled

DELIMITERS = ";\t,|"
FIRST = 10  # rows that tell which delimiter it is


def book(data: bytes, file: str) -> Book:
    """Return the one sheet of a .csv; raises Problem for what cannot be read."""
    text, notes = decoded(data, file)
    skipped = 0
    head, _, rest = _first_line(text)
    if re.fullmatch(r"sep=.", head.strip(), re.IGNORECASE):  # Excel's own first line
        delimiter, text, skipped = head.strip()[-1], rest, 1
    else:
        delimiter = _delimiter(text)
    rows = tuple(filled(_rows(text, delimiter, skipped, file), file))
    return Book([Sheet(rows, delimiter=delimiter)], ("",), notes=notes)


def lines(data: bytes, file: str) -> Book:
    """Return a text as one column: a row for each line, whatever signs are in it."""
    text, notes = decoded(data, file)
    rows = (Row(n, (clean(line),)) for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1))
    return Book([Sheet(tuple(filled(rows, file)))], ("",), notes=notes)


def _first_line(text: str) -> tuple[str, str, str]:
    match = re.search(r"\r\n|\r|\n", text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _delimiter(text: str) -> str:
    """Return what parts the cells: what the first rows have most of, outside quotes."""
    begin = re.sub(r'"[^"]*"', "", text[:20_000])
    rows = [line for line in re.split(r"\r\n|\r|\n", begin) if line.strip()][:FIRST]
    # A title above the table may have commas too: what most rows have counts.
    counts = {sign: [row.count(sign) for row in rows if sign in row] for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (len(counts[sign]), sum(counts[sign])))


def _rows(text: str, delimiter: str, skipped: int, file: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            yield Row(before + 1 + skipped, tuple(map(clean, cells)))
            before = reader.line_num
    except csv.Error as error:
        at = Place(file, before + 1 + skipped)
        hint = "a text that begins with a quote ends with one"
        raise Problem(f"the row cannot be read: {error}", at, hint=hint) from None
