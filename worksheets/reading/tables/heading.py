"""The heading of a table: the row that names its columns, wherever a school put it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.problems import Place, Problem, Problems
from worksheets.reading.tables.values import Book, Row, Sheet

FIRST_ROWS = 10  # of those that hold something
LIKE = 0.8  # how much of a word is the same: a number of a student is no name of one
IDLE = " :*.#?!\"'“”„‘’«»"  # around the word of a heading
# The fields of a table, each with the words for it in a heading; of several the first counts.
Words = Mapping[str, tuple[str, ...]]


class Heading(Struct, frozen=True):
    """Where the heading is among the rows, the row itself, and the column of each field.

    Of a heading over two rows it is the lower one, with what was merged down from the other.
    """

    index: int
    row: Row
    columns: Mapping[str, int]


def plain(cell: str) -> str:
    """Return the word of a heading: "Aantal (stuks):" is "aantal", "Vak-naam" is "vaknaam"."""
    word = re.sub(r"\s*\([^()]*\)$", "", cell.strip(IDLE)).strip(IDLE).casefold()
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
    # What looks most like a heading: it has other columns that are known.
    row = max(first.rows[:FIRST_ROWS], key=lambda row: len(_columns(_names(first, row), words)))
    near = next(filter(None, (nearly(cell, words) for cell in row.cells)), "")
    fact = f"there is no column {next(iter(needed))!r}"
    raise Problem(fact, Place(file, row.number), hint=f"{near} {hint}".lstrip())


def nearly(cell: str, words: Words) -> str:
    """Return a hint with the word of a heading that a cell is very much like and is not itself."""
    from difflib import get_close_matches

    known = [word for several in words.values() for word in several]
    word = plain(cell)
    close = get_close_matches(word, known, 1, LIKE)
    return f"did you mean {close[0]!r}?" if close and plain(close[0]) != word else ""


def heading_of(sheet: Sheet, file: str, words: Words, needed: Iterable[str]) -> Heading | None:
    """Return the row among the first that has most of the fields, or None."""
    best: Heading | None = None
    most = 0  # fields of a row above that lacks what is needed: then the rest is its rows
    for index, written in enumerate(sheet.rows[:FIRST_ROWS]):
        if written.hidden:
            continue
        row = _with_merged(sheet, index)
        columns = _columns(_names(sheet, row), words)
        main = next((columns[name] for name in needed if name in columns), None)
        if main is None:
            most = max(most, len(columns) if len(columns) > 1 else 0)
            continue
        if _recurs(sheet, index, row, main) or _is_count(row):
            continue
        # A title above it may be such a word too: "Deelnemers", and below it "Naam".
        below = best is not None and index == best.index + 1 and _count(row) >= _count(best.row)
        if len(columns) > most and (best is None or len(columns) + below > len(best.columns)):
            best = Heading(index, row, columns)
    if best is not None:
        row = best.row
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


def _names(sheet: Sheet, row: Row) -> list[str]:
    """Return the word of each cell of a row; nothing for a column that is hidden."""
    return [plain(c) if n not in sheet.hidden_columns else "" for n, c in enumerate(row.cells)]


def _with_merged(sheet: Sheet, index: int) -> Row:
    """Return a row with the texts of cells that were merged down from the row above it."""
    row = sheet.rows[index]
    if not index:
        return row
    above = sheet.rows[index - 1]
    cells = list(row.cells)
    for span in sheet.merged:
        if span.top == above.number and span.bottom == row.number and span.left < len(above.cells):
            cells += [""] * (span.left + 1 - len(cells))
            cells[span.left] = cells[span.left] or above.cells[span.left]
    return replace(row, cells=tuple(cells))


def _is_count(row: Row) -> bool:
    """Tell whether a row says how many there are of something: "Deelnemers", and 12 beside it."""
    filled = [cell for cell in row.cells if cell]
    return len(filled) == 2 and filled[1].isdecimal()


def _recurs(sheet: Sheet, index: int, row: Row, column: int) -> bool:
    """Tell whether a word stands in the rows around it too, which differ: "vak" is a kind there."""
    near = [
        *(above for above in sheet.rows[max(index - 2, 0) : index] if _count(above) > 1),
        *sheet.rows[index + 1 : index + 3],
    ]
    return any(
        plain(other.cells[column]) == plain(row.cells[column]) and other.cells != row.cells
        for other in near
        if column < len(other.cells)
    )


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
