"""Workbooks of Excel: .xlsx, also those that are called Strict (ISO/IEC 29500).

Read here and not with a package: what counts is what Excel shows, also where a file says otherwise
of itself (its extent), and which rows and columns are hidden or merged.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from worksheets.problems import Place, Problem
from worksheets.reading.tables.package import Event, Package, events
from worksheets.reading.tables.values import (
    MOST_COLUMNS,
    Book,
    Oddity,
    Row,
    Sheet,
    Span,
    clean,
    filled,
    letters,
)

AS_TEXT = "give the cell the format Text and type it again"
WORK_OUT = "open the file in Excel or LibreOffice and save it"
MEND = "mend the formula, or write the value"
LAST_OF_CELLS = (b"v>", b"t>", b"f>", b"<f ")  # every cell that is not empty has one of these
ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")  # signs that XML cannot hold (ECMA-376, ST_Xstring)
YES = ("1", "true", "on")
# The formats of dates and times that have a number of their own (ECMA-376, 18.8.30).
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
GENERAL = "General"


def book(package: Package, file: str) -> Book:
    """Return a workbook; its sheets are read when they are asked for."""
    root = _targets(package, "")
    main = next((target for kind, target in root.values() if kind == "officeDocument"), "")
    if not main.lower().endswith(".xml"):
        kind = "an .xlsb" if main else "no workbook"
        raise Problem(f"the file is {kind}", Place(file), hint="save it as .xlsx")
    parts = _targets(package, main)
    shown: list[tuple[str, str]] = []
    hidden: list[tuple[str, str]] = []
    epoch = datetime(1899, 12, 30)
    for kind, tag, attributes in events(package.read(main), file):
        if kind == "start" and tag == "workbookPr" and attributes.get("date1904") in YES:
            epoch = datetime(1904, 1, 1)
        if kind == "start" and tag == "sheet":
            sort, target = parts[attributes["id"]]
            if sort == "worksheet":  # a chart may have a sheet too
                seen = attributes.get("state", "visible") == "visible"
                (shown if seen else hidden).append((attributes.get("name", ""), target))
    if not shown:
        hint = "save it as .xlsx" if not hidden else "show the sheet that it is about"
        raise Problem("the file has no sheet that shows", Place(file), hint=hint)

    def sheets() -> Iterator[Sheet]:
        others = dict(parts.values())
        texts = _texts(package, others.get("sharedStrings", ""))
        formats = _formats(package, others.get("styles", ""))
        for name, target in shown:
            yield _sheet(package, name, target, _Cells(texts, formats, epoch))

    return Book(sheets(), tuple(name for name, _ in shown), tuple(name for name, _ in hidden))


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return where the relations of a part lead, by their id: the sort, and the file."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    targets = {}
    for kind, tag, attributes in events(package.read(path), package.file):
        if kind == "start" and tag == "Relationship":
            target = posixpath.join("/", folder, attributes["Target"].replace("\\", "/"))
            sort = attributes["Type"].rpartition("/")[2]
            targets[attributes["Id"]] = (sort, posixpath.normpath(target).lstrip("/"))
    return targets


def _texts(package: Package, part: str) -> list[str]:
    """Return the texts that cells share; what tells how they are pronounced is left out."""
    texts: list[str] = []
    if not package.has(part):
        return texts
    words, spoken, inside = "", 0, False
    for kind, tag, _ in events(package.read(part), package.file):
        if kind == "text":
            words += tag if inside and not spoken else ""
        elif tag == "rPh":
            spoken += 1 if kind == "start" else -1
        elif tag == "t":
            inside = kind == "start"
        elif tag == "si":
            if kind == "end":
                texts.append(unescaped(words))
            words = ""
    return texts


def _formats(package: Package, part: str) -> list[str]:
    """Return how the cells of each style show numbers: a code, General, or "date"."""
    codes: dict[int, str] = {}
    formats: list[str] = []
    inside = ""
    for kind, tag, attributes in events(package.read(part), package.file) if part else ():
        if tag in ("numFmts", "cellXfs"):
            inside = tag if kind == "start" else ""
        elif kind == "start" and tag == "numFmt" and inside == "numFmts":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif kind == "start" and tag == "xf" and inside == "cellXfs":
            number = int(attributes.get("numFmtId", 0))
            code = codes.get(number, GENERAL)
            dated = number in DATES or (
                code != GENERAL and re.search("[ymdhs]", NO_LETTERS.sub("", code), re.IGNORECASE)
            )
            formats.append("date" if dated else code)
    return formats


def unescaped(text: str) -> str:
    """Return a text with the signs that Excel writes as `_x000D_`."""

    def signs(match: re.Match[str]) -> str:
        units = bytes.fromhex("".join(match[0].strip("_").split("_")).replace("x", ""))
        return units.decode("utf-16-be", "replace")

    return ESCAPE.sub(signs, text) if "_x" in text else text


class _Cells:
    """What turns a cell as it is written into a text as it is seen."""

    def __init__(self, texts: list[str], formats: list[str], epoch: datetime) -> None:
        self._texts, self._formats, self._epoch = texts, formats, epoch

    def text(self, value: str, type: str, style: int, formula: str | None) -> tuple[str, Oddity]:
        """Return the text of a cell, and what is odd in it, or else nothing twice."""
        nothing = ("", "")
        match type:
            case "s":
                return (self._texts[int(value)] if value else ""), nothing
            case "str" | "inlineStr":
                return unescaped(value), nothing
            case "b":
                shown = "TRUE" if value in YES else "FALSE"
                return shown, (f"{shown}, which is no text", AS_TEXT)
            case "e":
                return value, (f"the error {value}", MEND)
            case "d":
                return value, (f"a date or a time, {value.replace('T', ' ')}", AS_TEXT)
        if not value:
            if formula is None:
                return "", nothing
            return f"={formula}", ("a formula that was never worked out", WORK_OUT)
        number = float(value)
        shown = self._formats[style] if style < len(self._formats) else GENERAL
        if shown == "date":
            when = self._date(number)
            return when, (f"a date or a time, {when}", AS_TEXT)
        if number == int(number):
            # 007 is a seven that is shown with three figures.
            return str(int(number)).zfill(len(shown) if set(shown) == {"0"} else 0), nothing
        return str(number), nothing

    def _date(self, number: float) -> str:
        moment = self._epoch + timedelta(seconds=round(number * 86400))
        return str(moment.time() if 0 <= number < 1 else moment)


def _sheet(package: Package, name: str, part: str, cells: _Cells) -> Sheet:
    merged: list[Span] = []
    hidden: set[int] = set()

    def seen() -> Iterator[Row]:
        around: list[Event] = []
        yield from _rows(_without_idle_rows(package.read(part)), package.file, cells, around)
        for _, tag, attributes in around:
            if tag == "mergeCell":
                merged.append(_span(attributes["ref"]))
            elif tag == "col" and attributes.get("hidden") in YES:
                first, last = int(attributes["min"]), int(attributes["max"])
                hidden.update(range(first - 1, min(last, MOST_COLUMNS)))

    rows = tuple(filled(seen(), package.file))
    return Sheet(rows, name, tuple(merged), frozenset(hidden))


def _rows(data: bytes, file: str, cells: _Cells, around: list[Event]) -> Iterator[Row]:
    """Yield all rows of a sheet; the elements around them are added to a list."""
    number = column = 0
    hidden = inside = False
    spoken = 0
    texts: list[str] = []
    odd: dict[int, Oddity] = {}
    value, cell, formula = "", {}, None
    for kind, tag, attributes in events(data, file):
        if kind == "text":
            if inside and not spoken:
                value += tag
            elif formula is not None and not value:
                formula += tag.strip()
        elif kind == "start":
            if tag == "c":
                cell, value, formula = attributes, "", None
                column = _column(cell["r"]) if "r" in cell else column + 1
            elif tag in ("v", "t"):
                inside = True
            elif tag == "f":
                formula = ""
            elif tag == "rPh":
                spoken += 1
            elif tag == "row":
                number = int(attributes.get("r", number + 1))
                hidden, texts, odd, column = attributes.get("hidden") in YES, [], {}, -1
            elif tag in ("mergeCell", "col"):
                around.append((kind, tag, attributes))
        elif tag in ("v", "t"):
            inside = False
        elif tag == "rPh":
            spoken -= 1
        elif tag == "c":
            text, why = cells.text(value, cell.get("t", "n"), int(cell.get("s", 0)), formula)
            formula = None
            if text and column < MOST_COLUMNS:
                texts += [""] * (column + 1 - len(texts))
                texts[column] = clean(text)
                if why[0]:
                    odd[column] = (f"{letters(column)}{number} holds {why[0]}", why[1])
        elif tag == "row" and texts:
            yield Row(number, tuple(texts), odd, hidden)


def _without_idle_rows(data: bytes) -> bytes:
    """Return a sheet without the rows after the last one that holds something.

    A sheet may have a million rows that are formatted but empty: they take ten seconds to read.
    """
    cells, end, after = data.rpartition(b"sheetData>")
    if not end:
        return data
    last = max(map(cells.rfind, LAST_OF_CELLS))
    if last < 0:
        keep = cells.find(b">", cells.find(b"sheetData")) + 1
    else:
        keep = cells.find(b"row>", last) + len(b"row>")
    closing = cells.rfind(b"</")
    return cells[:keep] + cells[closing:] + end + after if 0 < keep <= closing else data


def _column(reference: str) -> int:
    """Return the column of a cell, from 0: that of AB12 is 27."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return column - 1


def _span(reference: str) -> Span:
    first, _, last = reference.partition(":")
    last = last or first
    rows = [int(re.sub(r"\D", "", corner)) for corner in (first, last)]
    return Span(rows[0], _column(first), rows[1], _column(last))
