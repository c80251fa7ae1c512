"""A table while it is read: sheets of rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from worksheets.problems import Place, Problem
from worksheets.reading.characters import plain

MOST_ROWS = 100_000
MOST_CELLS = 2_000_000  # of the rows that hold something
MOST_COLUMNS = 16_384  # as many as the programs of an office have

Oddity = tuple[str, str]  # what is odd in a cell, and a hint


class Row(Struct, frozen=True):
    """A row: its number in the file, its cells as text, and by column what is odd in a cell."""

    number: int
    cells: tuple[str, ...]
    odd: Mapping[int, Oddity] = {}
    hidden: bool = False


class Span(Struct, frozen=True):
    """Cells that were merged: rows and columns, the first and the last of each."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Struct, frozen=True):
    """One sheet: the rows that hold something; of a text, the sign that parts its cells.

    Where a sign parts them, a row that is longer than the heading is a fault: it parted a cell.
    """

    rows: tuple[Row, ...]
    name: str = ""
    merged: tuple[Span, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    delimiter: str = ""


class Book(Struct, frozen=True):
    """A file: the sheets that show, each read when it is asked for, and the names of all."""

    sheets: Iterable[Sheet]
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


def clean(text: str) -> str:
    """Return a text without idle spaces and unseen signs, in Unicode's normal form C."""
    return " ".join(plain(text).split())


def filled(rows: Iterable[Row], file: str) -> Iterator[Row]:
    """Yield the rows that hold something; raises Problem when there are too many."""
    many = cells = 0
    for row in rows:
        if not any(row.cells):
            continue
        many, cells = many + 1, cells + len(row.cells)
        if many > MOST_ROWS + 1:
            raise Problem(f"the file has more than {MOST_ROWS:,} rows", Place(file))
        if cells > MOST_CELLS:
            raise Problem(f"the file has more than {MOST_CELLS:,} cells", Place(file))
        yield row


def letters(column: int) -> str:
    """Return what a program of an office calls a column, counted from 0: A, B, ..., AA."""
    text, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        text = chr(ord("A") + digit) + text
    return text
