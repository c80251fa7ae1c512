"""Subjects from a spreadsheet: .csv as the programs of an office write it, .xlsx or .ods.

One of the first rows names the columns: name, and optionally code, mark, copies and kind, each in
the words of a school. All faults are told at once, each with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from worksheets.content.subjects import Subject
from worksheets.problems import Place, Problem, Problems, nearest
from worksheets.reading import tables
from worksheets.reading.fields import Mark
from worksheets.reading.tables import Record, Records

# The words of a heading, ours first; of several in one heading the first counts.
WORDS = {
    "name": (
        *("name", "naam", "vaknaam", "naam vak", "vak", "vakken", "vaknamen", "subject", "fach"),
        *("matière", "subject name", "course name", "course title", "cursusnaam", "naam cursus"),
        *("modulenaam", "productnaam", "onderwijsproduct", "keuzedeel", "leergebied", "module"),
        *("course", "cursus", "titel", "title"),
    ),
    "description": (
        *("omschrijving", "vakomschrijving", "description", "bezeichnung", "omschrijving vak"),
        *("lange naam", "volledige naam", "vaknaam lang", "long name", "lange naam cursus"),
    ),
    "code": (
        *("code", "vakcode", "afkorting", "vakafkorting", "afk", "abbreviation", "kürzel"),
        *("vakafk", "afkorting vak", "subject code", "course code", "cursuscode", "modulecode"),
        *("productcode", "short"),
    ),
    "mark": ("mark", "teken", "vorm", "symbool"),
    "copies": (
        *("copies", "aantal", "exemplaren", "kopieën", "anzahl", "aantal sets", "aantal setjes"),
        *("aantal exemplaren", "aantal kopieën", "aantal stuks", "setjes", "quantity"),
    ),
    "kind": ("kind", "soort", "art", "type", "categorie", "category", "soort vak", "vaksoort"),
}
MARKS = get_args(Mark)
MARK_WORDS = {
    "vierkant": "square",
    "driehoek": "triangle",
    "ruit": "diamond",
    "kruis": "cross",
    "ster": "star",
    "balk": "bar",
    "zeshoek": "hexagon",
}
NOTHING = frozenset({"-", "–", "—", "n.v.t.", "nvt", "n/a", "geen"})  # how a cell is left empty
MOST_COPIES = 1000
LONGEST_NAME, LONGEST_CODE = 200, 4
LONGEST_OF_A_SCHOOL = 8  # signs of a code in an administration
MANY = 3  # codes that are too long: then none of them is for a circle
COPIES = re.compile(r"[x×]? ?([\d.,]+) ?(?:[x×]|st\.?|stuks?|sets?|setjes?)?", re.IGNORECASE)
LONGEST = {"name": LONGEST_NAME, "code": LONGEST_CODE}
MOST_PROBLEMS = 50  # a file of another kind has one in every row


class SubjectTable(Struct, frozen=True):
    """The subjects of a spreadsheet, the place of each name by its id, and what is to be told."""

    subjects: tuple[Subject, ...]
    places: Mapping[int, Place]
    notes: tuple[Problem, ...] = ()


def subjects(data: bytes, file: str, kinds: Mapping[str, str] | None = None) -> SubjectTable:
    """Return the subjects of a spreadsheet; `kinds` are those of the workshop, with their words.

    Raises Problems with every bad row, or Problem when it is no spreadsheet.
    """
    table = tables.records(tables.read(data, file), file, WORDS, ("name", "description"))
    rows, about = _named(table)
    problems: list[Problem] = []
    entries: list[Subject] = []
    places: dict[int, Place] = {}
    unknown: dict[str, Record] = {}
    skipped: list[Record] = []
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        faults = list(row.faults or _faults(row))
        for field, hint in (("name", "use copies"), ("code", "a code is of one subject")):
            value = row.values.get(field, "")
            first = seen.setdefault((field, value.casefold()), row.at.line)
            if first != row.at.line and 0 < len(value) <= LONGEST[field]:
                what = repr(value) if field == "name" else f"the {field} {value!r}"
                faults.append(Problem(f"{what} is in row {first} too", row.at, hint=hint))
        problems += faults
        if len(problems) >= MOST_PROBLEMS and row is not rows[-1]:
            problems.append(Problem("the rows below this one were not looked at", row.at))
            break
        if faults:
            continue
        if (copies := _number(row.values.get("copies", "") or "1")) == 0:
            skipped.append(row)
            continue
        kind = _kind(row.values.get("kind", ""), kinds or {})
        if row.values.get("kind") and not kind:
            unknown.setdefault(row.values["kind"], row)
        mark = row.values.get("mark", "").casefold()
        subject = Subject(
            name=row.values["name"],
            code=row.values.get("code", ""),
            mark=MARK_WORDS.get(mark, mark) or None,  # type: ignore[arg-type]  # checked above
            copies=copies,
            kind=kind,
        )
        places[id(subject.name)] = row.at
        entries.append(subject)
    if problems:
        raise Problems(problems)
    if not entries:
        raise Problem(f"the file has no subjects below row {table.heading.line}", Place(file))
    notes = [
        *table.notes,
        *about,
        *_skipped(skipped),
        *_unknown(unknown, kinds or {}),
    ]
    return SubjectTable(tuple(entries), places, tuple(notes))


def _skipped(rows: Sequence[Record]) -> Iterator[Problem]:
    for row in rows:
        name = row.values["name"]
        yield Problem(f"copies is 0: no circles are made for {name!r}", row.at)


def _unknown(rows: Mapping[str, Record], kinds: Mapping[str, str]) -> Iterator[Problem]:
    for word, row in rows.items():
        fact = f"there is no kind {word!r}; it is not printed"
        yield Problem(fact, row.at, hint=nearest(word, kinds))


def _named(table: Records) -> tuple[tuple[Record, ...], list[Problem]]:
    """Return the rows with their names and codes where a school has them, and notes of that.

    In many administrations `vak` is a code, and what it stands for is in a column beside it.
    """
    rows = [
        {
            field: "" if field != "name" and value.casefold() in NOTHING else value
            for field, value in row.values.items()
        }
        for row in table.rows
    ]
    described = [values.pop("description", "") for values in rows]
    names = [values.get("name", "") for values in rows]
    notes: list[Problem] = []
    if "name" not in table.fields:
        rows = [{**values, "name": text} for values, text in zip(rows, described, strict=True)]
    elif "code" not in table.fields and _are_codes(names, described):
        rows = [
            {**values, "name": text, "code": _fit(values.get("name", ""))} if text else values
            for values, text in zip(rows, described, strict=True)
        ]
        pairs = [(code, text) for code, text in zip(names, described, strict=True) if text]
        fact = f"what is called a name is the code here: {pairs[0][0]!r} of {pairs[0][1]!r}"
        notes.append(Problem(fact, table.heading))
        if long := [code for code, _ in pairs if not _fit(code) and code]:
            some = ", ".join(map(repr, long[:MANY])) + (" ..." if len(long) > MANY else "")
            fact = f"codes longer than {LONGEST_CODE} signs are not used: {some}"
            notes.append(Problem(fact, table.heading))
    elif any(described):
        notes.append(Problem("the descriptions are not used", table.heading))
    codes = [code for values in rows if (code := values.get("code", ""))]
    if len(codes) >= MANY and not any(map(_fit, codes)):
        fact = f"the codes are not used: each is longer than {LONGEST_CODE} signs, as {codes[0]!r}"
        notes.append(Problem(fact, table.heading))
        rows = [{**values, "code": ""} for values in rows]
    elif codes and all(re.fullmatch(r"\d+\.0", code) for code in codes):
        # How a program of data writes whole numbers.
        rows = [{**values, "code": values.get("code", "").removesuffix(".0")} for values in rows]
    return tuple(
        Record(row.at, values, row.faults) for row, values in zip(table.rows, rows, strict=True)
    ), notes


def _fit(code: str) -> str:
    return code if len(code) <= LONGEST_CODE else ""


def _are_codes(names: Sequence[str], described: Sequence[str]) -> bool:
    """Tell whether what is called a name is a code in each row, of what the description says."""
    return any(described) and all(
        _is_code(name, text) if text else len(name) <= LONGEST_CODE
        for name, text in zip(names, described, strict=True)
    )


def _is_code(name: str, text: str) -> bool:
    if len(name) <= LONGEST_CODE:
        return True
    if len(name) > LONGEST_OF_A_SCHOOL or " " in name or name in text.casefold().split():
        return False
    letters = iter(text.casefold())
    shortens = name.islower() and all(letter in letters for letter in name)  # in this order
    return shortens or name.isupper() or any(map(str.isdigit, name))


def _faults(row: Record) -> Iterator[Problem]:
    """Yield what is wrong with a row of values."""
    at, values = row.at, row.values
    if not (name := values.get("name", "")):
        yield Problem("the name is empty", at)
    if len(name) > LONGEST_NAME:
        yield Problem(f"the name is longer than {LONGEST_NAME} signs", at)
    if len(code := values.get("code", "")) > LONGEST_CODE:
        hint = "shorten it, or leave it empty"
        yield Problem(f"the code {code!r} is longer than {LONGEST_CODE} signs", at, hint=hint)
    mark = values.get("mark", "").casefold()
    if mark and MARK_WORDS.get(mark, mark) not in MARKS:
        yield Problem(f"there is no mark {mark!r}", at, hint=nearest(mark, [*MARKS, *MARK_WORDS]))
    if (copies := values.get("copies", "")) and not 0 <= _number(copies) <= MOST_COPIES:
        yield Problem(f"copies is {copies!r}; a number from 0 to {MOST_COPIES}", at)


def _number(text: str) -> int:
    """Return a whole number as people write it (3, 3.0, 3,0, 3x or 3 stuks), or -1: it is none."""
    match = COPIES.fullmatch(text)
    text = match[1] if match else ""
    whole, _, rest = text.replace(",", ".").partition(".")
    plain = whole.isascii() and whole.isdigit() and len(whole) <= 6 and not rest.strip("0")
    return int(whole) if plain else -1


def _kind(text: str, kinds: Mapping[str, str]) -> str:
    """Return the id of a kind that is named by its id or its word, or nothing."""
    by_word = {word.casefold(): id for id, word in kinds.items()}
    by_word |= {id.casefold(): id for id in kinds}
    return by_word.get(text.casefold(), "")
