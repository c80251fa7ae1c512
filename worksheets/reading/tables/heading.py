"""The heading of a table: the row that names its columns, wherever a school put it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from worksheets.problems import Place, Problem, Problems
from worksheets.reading.tables.values import Book, Row, Sheet

FIRST_ROWS = 10  # of those that hold something
# The fields of a table, each with the words for it in a heading; of several the first counts.
Words = Mapping[str, tuple[str, ...]]


class Heading(Struct, frozen=True):
    """Where the heading is among the rows, and the column of each field."""

    index: int
    columns: Mapping[str, int]


def plain(cell: str) -> str:
    """Return the word of a heading: "Aantal (stuks):" is "aantal", "Vak-naam" is "vaknaam"."""
    word = re.sub(r"\s*\([^()]*\)$", "", cell.strip(" :*.#")).strip(" :*.#").casefold()
    return re.sub(r"[\s_-]+", "", word) or word


def with_heading(
    book: Book, file: str, words: Words, needed: Iterable[str]
) -> tuple[Sheet, Heading, list[Problem]]:
    """Return the first sheet that has a heading, and a note of which it was where there are more.

    A heading has one of the needed fields. Raises Problem, or Problems, when there is none.
    """
    first: Sheet | None = None
    for sheet in book.sheets:
        heading = heading_of(sheet, file, words, needed)
        if heading is not None:
            return sheet, heading, _which(book, sheet, file)
        first = first or (sheet if sheet.rows else None)
    known = ", ".join(" or ".join(several[:2]) for several in words.values())
    hint = f"one of the first rows names the columns: {known}"
    if first is None:
        raise Problem("the file has no rows", Place(file), hint=hint)
    near = next(filter(None, (nearly(cell, words) for cell in first.rows[0].cells)), "")
    fact = f"there is no column {next(iter(needed))!r}"
    raise Problem(fact, Place(file, first.rows[0].number), hint=f"{near} {hint}".lstrip())


def nearly(cell: str, words: Words) -> str:
    """Return a hint with the word of a heading that a cell is very much like, or nothing."""
    from difflib import get_close_matches

    known = [word for several in words.values() for word in several]
    close = get_close_matches(plain(cell), known, 1, 0.75)
    return f"did you mean {close[0]!r}?" if close else ""


def heading_of(sheet: Sheet, file: str, words: Words, needed: Iterable[str]) -> Heading | None:
    """Return the row among the first that has most of the fields, or None."""
    best: Heading | None = None
    for index, row in enumerate(sheet.rows[:FIRST_ROWS]):
        if row.hidden:
            continue
        names = [plain(c) if n not in sheet.hidden_columns else "" for n, c in enumerate(row.cells)]
        columns = _columns(names, words)
        if not any(name in columns for name in needed):
            continue
        # A title above it may be such a word too: "Deelnemers", and below it "Naam".
        below = (
            best is not None
            and index == best.index + 1
            and _count(row) >= _count(sheet.rows[best.index])
        )
        if best is None or len(columns) + below > len(best.columns):
            best = Heading(index, columns)
    if best is not None:
        row = sheet.rows[best.index]
        names = [plain(cell) for cell in row.cells]
        at = Place(file, row.number)
        twice = [
            Problem(f"the column {row.cells[n]!r} is there twice", at)
            for n, name in enumerate(names)
            if n not in best.columns.values()
            and n not in sheet.hidden_columns
            and name in {names[column] for column in best.columns.values()}
        ]
        if twice:
            raise Problems(twice)
    return best


def _count(row: Row) -> int:
    return sum(map(bool, row.cells))


def _columns(names: Sequence[str], words: Words) -> dict[str, int]:
    columns: dict[str, int] = {}
    for field, several in words.items():
        for word in map(plain, several):
            if word in names and names.index(word) not in columns.values():
                columns[field] = names.index(word)
                break
    return columns


def _which(book: Book, sheet: Sheet, file: str) -> list[Problem]:
    """Return a note of the sheet that was read, when there are others."""
    others = [name for name in book.shown if name != sheet.name]
    left = [f"{len(others)} other{'s' if len(others) > 1 else ''}"] if others else []
    left += [f"{len(book.hidden)} hidden"] if book.hidden else []
    if not left:
        return []
    return [
        Problem(f"read from the sheet {sheet.name!r}; there are {' and '.join(left)}", Place(file))
    ]
