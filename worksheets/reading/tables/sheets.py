"""What a file is, by how it begins: its name may say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from worksheets.problems import Place, Problem
from worksheets.reading.tables import delimited, opendocument, openxml
from worksheets.reading.tables.package import Package
from worksheets.reading.tables.values import Book, Sheet

MOST_BYTES = 20 << 20
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SAVE = "save it as .xlsx or as CSV UTF-8"
# How files begin that are no table, and what they are.
OTHERS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a text with layout (RTF)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
# How the first letters of a page or a document in XML look; administrations call it .xls.
MARKUP = {
    b"<html": "a web page",
    b"<!doctype": "a web page",
    b"<table": "a web page",
    b"<?xml": "an XML file",
    b"<office:": "an XML file",
}
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".ods", ".ots")


def read(data: bytes, file: str) -> Book:
    """Return the sheets of a file; raises Problem when it is no table that can be read."""
    at = Place(file)
    if len(data) > MOST_BYTES:
        raise Problem(f"the file is larger than {MOST_BYTES >> 20} MB", at)
    if data.startswith(OLE):
        fact = "the file is an .xls, or has a password"
        raise Problem(fact, at, hint="save it as .xlsx, without a password")
    begin = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, kind in OTHERS.items():
        if begin.startswith(start):
            raise Problem(f"the file is {kind}, no table", at, hint=SAVE)
    for start, kind in MARKUP.items():
        if begin.lower().startswith(start):
            hint = "open it in Excel or LibreOffice and save it as .xlsx"
            raise Problem(f"the file is {kind}, no spreadsheet", at, hint=hint)
    if not data.startswith(ZIP):
        if file.lower().endswith(WORKBOOKS):
            raise _unreadable(file)
        return delimited.book(data, file)
    with _told(file):
        package = Package(data, file)
        reader = opendocument if opendocument.is_opendocument(package) else openxml
        book: Book = reader.book(package, file)
    return replace(book, sheets=_read_when_asked(book.sheets, file))


def _read_when_asked(sheets: Iterable[Sheet], file: str) -> Iterator[Sheet]:
    with _told(file):
        yield from sheets


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Make a Problem of whatever a reader meets in a damaged file."""
    try:
        yield
    except (Problem, GeneratorExit):
        raise
    except Exception:
        raise _unreadable(file) from None


def _unreadable(file: str) -> Problem:
    kind = ".ods" if file.lower().endswith((".ods", ".ots")) else ".xlsx"
    hint = f"open it and save it anew, as {kind} or .csv"
    return Problem(f"the file is no readable {kind}", Place(file), hint=hint)
