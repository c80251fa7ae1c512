"""Workbooks of LibreOffice and others: .ods (OASIS OpenDocument 1.3, part 3, chapter 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worksheets.problems import Place, Problem
from worksheets.reading.tables.openxml import AS_TEXT, MEND
from worksheets.reading.tables.package import Event, Package, events
from worksheets.reading.tables.values import (
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Oddity,
    Row,
    Sheet,
    Span,
    clean,
    filled,
    letters,
)

CONTENT, KIND, MANIFEST = "content.xml", "mimetype", "META-INF/manifest.xml"
BESIDE = ("annotation", "shapes", "frame", "custom-shape", "ruby-text", "note")  # not in the cell
ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+|Fout:\d+")
LONGEST_RUN = 1000  # spaces that one element stands for, at most


def is_opendocument(package: Package) -> bool:
    """Tell whether a zip is an OpenDocument file."""
    return package.has(CONTENT) and package.has(KIND)


def book(package: Package, file: str) -> Book:
    """Return a workbook; its sheets are read when they are asked for."""
    if b"opendocument.spreadsheet" not in package.read(KIND):
        raise Problem("the file is no spreadsheet", Place(file), hint="save it as .ods or .xlsx")
    if package.has(MANIFEST) and b"encryption-data" in package.read(MANIFEST):
        raise Problem("the file has a password", Place(file), hint="save it without a password")
    data = package.read(CONTENT)
    unseen: set[str | None] = set()
    shown: list[str] = []
    hidden: list[str] = []
    style = ""
    for kind, tag, attributes in events(data, file):
        if kind != "start":
            continue
        if tag == "style":
            style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            unseen.add(style)
        elif tag == "table" and "name" in attributes:
            several = hidden if attributes.get("style-name") in unseen else shown
            several.append(attributes["name"])
    if not shown:
        hint = "show the sheet that it is about"
        raise Problem("the file has no sheet that shows", Place(file), hint=hint)

    def sheets() -> Iterator[Sheet]:
        around = events(data, file)
        for kind, tag, attributes in around:
            if kind == "start" and tag == "table":
                name = attributes.get("name", "")
                sheet = _Reading(file)
                rows = tuple(filled(sheet.rows(around), file))
                if name in shown:
                    yield Sheet(rows, name, tuple(sheet.merged), frozenset(sheet.hidden))

    return Book(sheets(), tuple(shown), tuple(hidden))


class _Reading:
    """A sheet while it is read: what was merged and hidden in it so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.merged: list[Span] = []
        self.hidden: set[int] = set()

    def rows(self, around: Iterator[Event]) -> Iterator[Row]:
        """Yield the rows up to the end of the sheet; equal ones that stand as one, one by one."""
        number, columns, depth = 1, 0, 1
        for kind, tag, attributes in around:
            if tag == "table":  # a sheet within a cell is passed over with it
                depth += {"start": 1, "end": -1}[kind]
                if depth == 0:
                    return
            elif kind == "start" and tag == "table-column":
                many = _repeated(attributes, "number-columns-repeated", MOST_COLUMNS)
                if attributes.get("visibility", "visible") != "visible":
                    self.hidden.update(range(columns, columns + many))
                columns += many
            elif kind == "start" and tag == "table-row":
                many = _repeated(attributes, "number-rows-repeated", 1 << 20)
                unseen = attributes.get("visibility", "visible") != "visible"
                texts, odd = self._cells(around, number)
                for n in range(number, number + min(many, MOST_ROWS + 2) if any(texts) else number):
                    yield Row(n, texts, odd, unseen)
                number += many

    def _cells(
        self, around: Iterator[Event], row: int
    ) -> tuple[tuple[str, ...], dict[int, Oddity]]:
        """Return the texts of a row and what is odd in them, up to its end."""
        texts: list[str] = []
        odd: dict[int, Oddity] = {}
        column = 0
        for kind, tag, attributes in around:
            if kind == "end" and tag == "table-row":
                break
            if kind != "start" or tag not in ("table-cell", "covered-table-cell"):
                continue
            many = _repeated(attributes, "number-columns-repeated", MOST_COLUMNS)
            text = clean(_words(around, tag))
            text, why = _seen(text, attributes)
            wide = int(attributes.get("number-columns-spanned", 1))
            high = int(attributes.get("number-rows-spanned", 1))
            if wide > 1 or high > 1:
                self.merged.append(Span(row, column, row + high - 1, column + wide - 1))
            if text and tag == "table-cell":
                last = min(column + many, MOST_COLUMNS)
                texts += [""] * (column - len(texts)) + [text] * (last - column)
                if why:
                    odd[column] = (f"{letters(column)}{row} holds {why[0]}", why[1])
            column += many
        return tuple(texts), odd


def _words(around: Iterator[Event], cell: str) -> str:
    """Return what is written in a cell, up to its end: its paragraphs one after the other."""
    text, beside = "", 0
    for kind, tag, attributes in around:
        if kind == "end" and tag == cell and not beside:
            break
        if kind == "text":
            text += "" if beside else tag
        elif tag in BESIDE:
            beside += 1 if kind == "start" else -1
        elif beside:
            continue
        elif kind == "start" and tag == "s":
            text += " " * min(int(attributes.get("c", 1)), LONGEST_RUN)
        elif tag in ("p", "h", "tab", "line-break"):
            text += " "
    return text


def _seen(text: str, attributes: dict[str, str]) -> tuple[str, Oddity | None]:
    """Return a cell as it is seen, and what is odd in it with a hint."""
    match attributes.get("value-type", "string"):
        case "float" | "currency" | "percentage" if not ERROR.fullmatch(text):
            number = float(attributes["value"])
            if text.isdecimal() and int(text) == number:
                return text, None  # 007 is a seven that is shown with three figures
            return str(int(number)) if number == int(number) else str(number), None
        case "date" | "time" as kind:
            when = attributes.get(f"{kind}-value", text)
            return text or when, (f"a date or a time, {when}", AS_TEXT)
        case "boolean":
            shown = attributes.get("boolean-value", text).upper()
            return text or shown, (f"{shown}, which is no text", AS_TEXT)
    if "formula" in attributes and ERROR.fullmatch(text):
        return text, (f"the error {text}", MEND)
    return text, None


def _repeated(attributes: dict[str, str], name: str, most: int) -> int:
    return max(1, min(int(attributes.get(name, 1)), most))
