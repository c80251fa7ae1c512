"""The rows below a heading: their texts by field, without totals, headings and what is hidden."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.problems import Place, Problem
from worksheets.reading.tables.aside import (
    groups,
    is_foot,
    is_numeric,
    is_total,
    second_table,
)
from worksheets.reading.tables.encodings import spoilt
from worksheets.reading.tables.heading import Heading, Words, nearly, plain, with_heading
from worksheets.reading.tables.values import Book, Row, Sheet, letters

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\uf8ff]")
QUOTES = "put a text with a comma or semicolon between quotes"
SHOWN = 6  # rows or columns that a note names


class Record(Struct, frozen=True):
    """A row below the heading: the texts of its fields, and what is wrong with them."""

    at: Place
    values: Mapping[str, str]
    faults: tuple[Problem, ...] = ()


class Records(Struct, frozen=True):
    """The rows of a table, what is good to know of it, and the cells above its heading."""

    rows: tuple[Record, ...]
    notes: tuple[Problem, ...]
    fields: tuple[str, ...]
    above: tuple[str, ...]
    heading: Place


def records(
    book: Book, file: str, words: Words, needed: Sequence[str], *, fill_down: bool = False
) -> Records:
    """Return the rows below the heading of a table, and notes of all that was left out.

    A heading has one of the needed fields; the first that it has is what a row is about: a total
    stands there too, and only with `fill_down` a merged cell of it counts for each of its rows.
    Raises Problem, or Problems, when there is no heading.
    """
    sheet, heading, which = with_heading(book, file, words, needed)
    main = next(name for name in needed if name in heading.columns)
    reading = _Reading(sheet, heading, file, heading.columns[main], fill_down)
    rows = tuple(reading.records())
    above = [cell for before in sheet.rows[: heading.index] for cell in before.cells if cell]
    notes = (*book.notes, *which, *reading.unused_columns(words), *reading.notes())
    at = Place(file, heading.row.number)
    return Records(rows, notes, tuple(heading.columns), tuple(above), at)


class _Reading:
    """A table while its rows are read, with what was met in them."""

    def __init__(
        self, sheet: Sheet, heading: Heading, file: str, main: int, fill_down: bool
    ) -> None:
        self.sheet, self.heading, self.file, self.main = sheet, heading, file, main
        self.columns = heading.columns
        self.head = heading.row
        self.names = [plain(cell) for cell in self.head.cells if cell]
        self.left: dict[str, list[int]] = {}
        self.beside: list[int] = []
        self.down: dict[str, None] = {}
        self.below = [*map(self._whole, sheet.rows[heading.index + 1 :])]
        end = second_table(self.below, self.head, main)
        if end < len(self.below):
            others = [row.number for row in self.below[end:]]
            self.left["of another table, and left out"] = others
            self.below = self.below[:end]
        seen = [row for row in self.below if not row.hidden]
        self.groups = frozenset(groups(seen, main, self.head.number))
        numbers = [row.number for row in sheet.rows]
        # What a merged cell says of the rows below its first; of names each row has its own.
        self.copied: dict[int, list[tuple[int, str]]] = {}
        self.nameless: set[int] = set()
        self.across = {s.top for s in sheet.merged if s.top == s.bottom and s.left < s.right}
        rows = {row.number: row for row in sheet.rows}
        for span in sheet.merged:
            if span.top <= self.head.number or span.left not in self.columns.values():
                continue
            first = rows[span.top].cells if span.top in rows else ()
            within = slice(bisect_right(numbers, span.top), bisect_right(numbers, span.bottom))
            for number in numbers[within] if span.left < len(first) else ():
                if span.left == main and not fill_down:
                    self.nameless.add(number)
                else:
                    self.copied.setdefault(number, []).append((span.left, first[span.left]))

    def records(self) -> Iterator[Record]:
        for row in self.below:
            if why := self._left_out(row):
                self.left.setdefault(why, []).append(row.number)
                continue
            cells = list(row.cells)
            for column, value in self.copied.get(row.number, ()):
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or value
                self.down[letters(column)] = None
            values = {name: cells[n] for name, n in self.columns.items() if n < len(cells)}
            if any(row.cells[len(self.head.cells) :]) and not self.sheet.delimiter:
                self.beside.append(row.number)
            yield Record(Place(self.file, row.number), values, tuple(self._faults(row, values)))

    def _whole(self, row: Row) -> Row:
        """Return a row of a table of one column as one cell: its commas part nothing.

        So Excel writes one where a semicolon parts cells: Boer, Anna de.
        """
        if self.sheet.delimiter != "," or len(self.head.cells) > 1:
            return row
        return replace(row, cells=(", ".join(filter(None, row.cells)),))

    def _left_out(self, row: Row) -> str:
        """Return why a row is none of the table's, or nothing."""
        if row.hidden:
            return "hidden, and left out"
        name, *others = filter(None, row.cells)
        if is_total((name, *others)):
            return "a total, and left out"
        if is_foot((name, *others)):
            return "a line of the program that made the file, and left out"
        cells = dict(enumerate(row.cells))
        used = [cells.get(column, "") for column in self.columns.values()]
        if not any(used):
            if any(row.cells[len(self.head.cells) :]) and self.sheet.delimiter:
                return ""
            return "empty in the columns that are used, and left out"
        if plain(name) == self.names[0] and [*map(plain, others)] == self.names[1:]:
            return "the names of the columns again, and left out"
        if self._is_last(row) and not cells.get(self.main) and is_numeric((name, *others)):
            return "a total, and left out"
        if not others and row.number in self.across:
            return "one merged cell, taken for a heading and left out"
        if row.number in self.groups:
            return "alone above a group, taken for its heading and left out"
        return ""

    def _is_last(self, row: Row) -> bool:
        return (
            row.number == self.sheet.rows[-1].number
            and row.number != self.sheet.rows[self.heading.index + 1].number
        )

    def _faults(self, row: Row, values: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong with the cells of a row, whatever they are about."""
        at = Place(self.file, row.number)
        beyond = [cell for cell in row.cells[len(self.head.cells) :] if cell]
        if beyond and self.sheet.delimiter:
            yield Problem(f"{beyond[0]!r} stands in no column", at, hint=QUOTES)
        odd = [row.odd[n] for n in self.columns.values() if n in row.odd]
        yield from (Problem(why, at, hint=hint) for why, hint in odd)
        for name, value in values.items() if not odd else ():
            if match := UNPRINTABLE.search(value):
                yield Problem(f"{name}: the character U+{ord(match[0]):04X} cannot be printed", at)
            elif why := spoilt(value):
                yield Problem(f"{name}: {why[0]}", at, hint=why[1])
        if row.number in self.nameless and any(values.values()):
            fact = f"{letters(self.main)}{row.number} is merged with the cell above it"
            yield Problem(fact, at, hint="unmerge the cells, and give each row its own")

    def unused_columns(self, words: Words) -> Iterator[Problem]:
        """Yield a note of the columns that nothing is read of."""
        hidden = self.sheet.hidden_columns
        used = set(self.columns.values())
        names = [
            c for n, c in enumerate(self.head.cells) if c and n not in used and n not in hidden
        ]
        at = Place(self.file, self.head.number)
        if names:
            near = list(filter(None, (nearly(name, words) for name in names)))
            yield Problem(f"columns that are not used: {_some(names)}", at, hint=" ".join(near[:1]))
        if concealed := [
            self.head.cells[n] or letters(n) for n in sorted(hidden) if n < len(self.head.cells)
        ]:
            yield Problem(f"columns that are hidden, and not used: {_some(concealed)}", at)

    def notes(self) -> Iterator[Problem]:
        """Yield notes of rows that were left out, each sort in one."""
        for why, numbers in self.left.items():
            yield self._note(numbers, why)
        if self.beside:
            yield self._note(
                self.beside, "longer than the table; what stands beside it is not used"
            )
        if self.down:
            fact = f"merged cells in {', '.join(self.down)} count for each of their rows"
            yield Problem(fact, Place(self.file))

    def _note(self, numbers: Sequence[int], why: str) -> Problem:
        rows, are = ("rows", "are") if len(numbers) > 1 else ("row", "is")
        fact = f"{rows} {_some(numbers)} {are} {why}"
        return Problem(fact, Place(self.file))


def _some(things: Sequence[object]) -> str:
    """Name some things, and how many more there are."""
    more = len(things) - SHOWN
    text = ", ".join(repr(t) if isinstance(t, str) else str(t) for t in things[:SHOWN])
    return f"{text} and {more} more" if more > 0 else text
