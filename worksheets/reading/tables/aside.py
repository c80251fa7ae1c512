"""Rows below a heading that are none of its table: totals, headings of groups, a program's own.

A person sees at once that "Jaar 1" is no subject and "Pagina 1 van 2" nobody's name. What is taken
for such a row is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from worksheets.reading.tables.heading import plain
from worksheets.reading.tables.values import Row

TOTALS = re.compile(
    r"(?:sub|eind)?[ -]?totaa?l(?:en)?|(?:sub|grand)?[ -]?totals?|som|sum|summe|gesamt"
    r"|gemiddelden?|average|mittelwert|aantal",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[-+€$ ]*\d[\d.,' ]*%?")
COUNT = re.compile(
    r"\d+ (?:vakken|leerlingen|studenten|deelnemers|records?|regels|rijen|rows|items|results)",
    re.IGNORECASE,
)
# What programs write below a table, or at the foot of each page of it.
FOOT = re.compile(
    r"(?:bron|source|datum|date|peildatum|schooljaar|cohort|laatste? (?:bijgewerkt|gewijzigd)"
    r"|last (?:updated|modified))( op| on)?:.*"
    r"|(?:afgedrukt|geprint|gegenereerd|ge[eë]xporteerd|printed|generated|exported"
    r"|laatst (?:bijgewerkt|gewijzigd)|last (?:updated|modified))(?: op| on| door| by|:)\b.*"
    r"|(?:pagina|page|seite|blz\.?) *\d+( *(?:van|of|von|/) *\d+)?"
    r"|(?:toegepaste|applied) filters?\b.*",
    re.IGNORECASE,
)
# "Jaar 1", "2e leerjaar", "Cohort 2026-2027", "Klas MZ2B", "Periode III"; "Blok A" may be a person.
GROUP = re.compile(
    r"(?:(?:leer|studie|school)?jaar|jaarlaag|periode|blok|(?:tri|se)mester|kwartaal|fase|cohort"
    r"|klas|groep|niveau|year|term|period|block|phase|class|group|level|schuljahr|klasse)"
    r" *[-–:]? *\w*\d\w*(?: ?[-–/] ?\w+)?"
    r"|(?:(?:leer|studie|school)?jaar|periode|semester|fase|klas|groep|niveau|year|term|period"
    r"|phase|class|group|level|klasse) (?:[IVX]+|[A-Z])"
    r"|(?:\d+(?:e|de|ste|st|nd|rd|th)|eerste|tweede|derde|vierde|first|second|third)"
    r" (?:(?:leer|studie|school)?jaar|periode|blok|semester|year|term|period)",
    re.IGNORECASE,
)


def is_total(cells: Sequence[str]) -> bool:
    """Tell whether cells that hold something are a sum, or say how many rows there are."""
    name, *others = cells
    if not others and COUNT.fullmatch(name):
        return True
    match = TOTALS.match(name)
    if match is None:
        return False
    rest = name[match.end() :]
    counted = any(map(NUMBER.fullmatch, others))
    tells = counted or rest[-1:].isdigit() or not re.search(r"[^\W\d]", rest)
    return bool(tells and not rest[:1].isalpha() and is_numeric(others))


def is_numeric(cells: Iterable[str]) -> bool:
    """Tell whether cells are numbers and nothing else."""
    return all(NUMBER.fullmatch(cell) for cell in cells)


def is_foot(cells: Sequence[str]) -> bool:
    """Tell whether cells that hold something are what a program says of the file it made."""
    return bool(FOOT.fullmatch(" ".join(cells))) and (len(cells) == 1 or cells[0].endswith(":"))


def groups(rows: Sequence[Row], main: int, heading: int) -> Iterator[int]:
    """Yield the numbers of rows that are headings of those below them, in a table below a heading.

    Such a row has nothing but its name, and a row of another kind comes directly after it. Its
    name says what it is ("Jaar 1"); or every row of the table that stands alone has an empty one
    before it, and the rows between them have more.
    """
    alone = [
        sum(map(bool, row.cells)) == 1 and bool("".join(row.cells[main : main + 1])) for row in rows
    ]
    named = [
        is_alone and bool(GROUP.fullmatch(row.cells[main].strip(" :")))
        for is_alone, row in zip(alone, rows, strict=True)
    ]
    for n, row in enumerate(rows[:-1]):
        if named[n] and not named[n + 1]:
            yield row.number
    others = [n for n, is_alone in enumerate(alone) if is_alone and not named[n]]
    before = [heading, *(row.number for row in rows)]
    apart = [rows[n].number > before[n] + 1 for n in others]
    begins = all(is_apart or n == 0 for n, is_apart in zip(others, apart, strict=True))
    if any(apart) and begins and all(n + 1 < len(rows) and not alone[n + 1] for n in others):
        yield from (rows[n].number for n in others)


def second_table(rows: Sequence[Row], head: Row, main: int) -> int:
    """Return the place of the first row that is of another table below this one, or the end.

    Its heading has the same word for what it is about, and other columns; its title stands above.
    """
    words = [*map(plain, head.cells)]
    for n, row in enumerate(rows):
        again = [*map(plain, row.cells)]
        if again[main : main + 1] == [words[main]] and sum(map(bool, again)) > 1 and again != words:
            has_title = n > 0 and sum(map(bool, rows[n - 1].cells)) == 1
            return n - has_title
    return len(rows)
