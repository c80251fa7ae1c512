"""The names of participants: a line each in a text, or a column of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from worksheets.problems import Place, Problem, Problems
from worksheets.reading import tables
from worksheets.reading.tables import Record
from worksheets.reading.tables.delimited import lines
from worksheets.reading.tables.encodings import spoilt
from worksheets.reading.tables.heading import heading_of
from worksheets.reading.tables.records import UNPRINTABLE
from worksheets.reading.tables.values import Book

WORDS = {
    "name": (
        *("name", "naam", "volledige naam", "full name", "leerling", "student", "deelnemer"),
        *("participant", "naam leerling", "naam student", "leerlingnaam", "studentnaam"),
        *("namen", "leerlingen", "studenten", "deelnemers", "names", "students", "participants"),
        *("voor- en achternaam", "weergavenaam", "display name", "roepnaam en achternaam"),
        *("achternaam, voornaam", "collega", "medewerker", "naam deelnemer", "deelnemersnaam"),
        *("naam medewerker", "docent", "docenten", "collega's", "medewerkers", "teamlid"),
        *("cursist", "cursisten", "kandidaat"),
    ),
    "first": (
        *("roepnaam", "voornaam", "first name", "given name", "vorname", "voornamen", "forename"),
        *("voorletters", "voorl", "initialen", "initials"),
    ),
    "between": (
        *("tussenvoegsel", "tussenvoegsels", "tussenv", "tv", "voorvoegsel", "voorvoegsels"),
        *("voorv", "tussen", "infix", "prefix"),
    ),
    "last": (
        *("achternaam", "last name", "surname", "family name", "nachname", "familienaam"),
        "geslachtsnaam",
    ),
}
TEXTS = (".txt", ".text", "")  # endings of files that are a name a line
PLAIN = "no row names the column: each row of it was taken for a name"
MOST_NAMES, LONGEST_NAME = 1000, 100  # names, letters


class ClassList(Struct, frozen=True):
    """Names in the order of the file, each with its row, and what is good to know of it all."""

    names: tuple[str, ...]
    places: tuple[Place, ...] = ()
    notes: tuple[Problem, ...] = ()


def class_list(data: bytes, file: str) -> ClassList:
    """Return the names in a file; raises Problems with every bad row, or Problem for none."""
    ending = file[file.rfind(".") :].lower() if "." in file.rpartition("/")[2] else ""
    is_text = ending in TEXTS and not data.startswith(b"PK")
    book = lines(data, file) if is_text else tables.read(data, file)
    sheets = [sheet for sheet in book.sheets if sheet.rows]
    book = Book(sheets, book.shown, book.hidden, book.notes)
    if _is_plain(book):
        table_rows = tuple(
            Record(Place(file, row.number), {"name": next(filter(None, row.cells))})
            for sheet in sheets
            for row in sheet.rows
        )
        notes = book.notes if is_text else (*book.notes, Problem(PLAIN, Place(file)))
    else:
        table = tables.records(book, file, WORDS, ["name", "last", "first"])
        table_rows, notes = table.rows, table.notes
    is_surname = _is_surname(table_rows)
    texts = [_whole(row, is_surname=is_surname) for row in table_rows]
    problems = [
        problem
        for text, row in zip(texts, table_rows, strict=True)
        for problem in row.faults or _faults(text, row)
    ]
    if problems:
        raise Problems(problems)
    if not 1 <= len(texts) <= MOST_NAMES:
        fact = f"the file has {len(texts)} names, 1 to {MOST_NAMES} are possible"
        raise Problem(fact, Place(file))
    return ClassList(tuple(texts), tuple(row.at for row in table_rows), tuple(notes))


def _is_plain(book: Book) -> bool:
    """Tell whether a table is one column without a heading: names and nothing else."""
    sheets = list(book.sheets)
    if not sheets:
        return True
    if len(sheets) > 1 or heading_of(sheets[0], "", WORDS, ["name", "last", "first"]):
        return False
    if any(row.hidden for row in sheets[0].rows):
        return False  # without a heading nobody knows what they are
    filled = {n for row in sheets[0].rows for n, cell in enumerate(row.cells) if cell}
    return len(filled) <= 1


def _is_surname(rows: Sequence[Record]) -> bool:
    """Tell whether what is called a name is only the last one: the first has its own column."""
    pairs = [
        (row.values.get("first", "").casefold(), row.values.get("name", "").casefold())
        for row in rows
    ]
    apart = [first not in name for first, name in pairs if first and name]
    return sum(apart) * 2 > len(apart)


def _whole(row: Record, *, is_surname: bool) -> str:
    """Return the whole name; from its parts where it stands in no column of its own."""
    values = row.values
    name = values.get("name", "")
    if name and not is_surname:
        return name
    last, _, prefix = (name or values.get("last", "")).partition(",")
    between = values.get("between", "")
    if prefix.strip().islower() and not between:  # "Boer, de" is how a list is sorted
        between = prefix.strip()
    elif prefix:
        last = f"{last},{prefix}"
    return " ".join(filter(None, (values.get("first", ""), between, last)))


def _faults(name: str, row: Record) -> Iterator[Problem]:
    at = row.at
    if not name:
        yield Problem("the name is empty", at)
    elif name == row.values.get("between"):
        hint = "give it a first or a last name"
        yield Problem(f"the name is only {name!r}", at, hint=hint)
    elif len(name) > LONGEST_NAME:
        yield Problem(f"the name is longer than {LONGEST_NAME} signs", at)
    elif match := UNPRINTABLE.search(name):
        yield Problem(f"the character U+{ord(match[0]):04X} cannot be printed", at)
    elif why := spoilt(name):
        yield Problem(why[0], at, hint=why[1])
