"""Spreadsheets as the programs of a school write them, made small."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = list[list[object]]

# -- .xlsx ----------------------------------------------------------------------------------------


def xlsx(
    rows: Rows,
    change: Callable[[Worksheet], object] | None = None,
    *,
    name: str = "Blad1",
    others: dict[str, Rows] | None = None,
) -> bytes:
    """Return a workbook with a sheet of rows, which may be changed, and other sheets after it."""
    workbook, out = Workbook(), BytesIO()
    first = workbook.worksheets[0]
    first.title = name
    for row in rows:
        first.append(row)
    for title, several in (others or {}).items():
        sheet = workbook.create_sheet(title)
        for row in several:
            sheet.append(row)
    if change:
        change(first)
    workbook.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """Return a workbook with every file of it changed: its name and its text."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
    return out.getvalue()


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "officeDocument/relationships"
    ),
}


def strict(_: str, text: str) -> str:
    for usual, name in STRICT.items():
        text = text.replace(usual, f"http://purl.oclc.org/ooxml/{name}")
    return text


# -- .ods -----------------------------------------------------------------------------------------

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods(*sheets: str, styles: str = "", manifest: str = "") -> bytes:
    """Return a workbook of LibreOffice: the XML of its sheets."""
    out = BytesIO()
    body = "".join(sheets)
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return out.getvalue()


def cell(text: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{escape(text)}</text:p></table:table-cell>"


def line(*cells: str, more: str = "") -> str:
    written = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<table:table-row {more}>{written}</table:table-row>"


def sheet(*lines: str, name: str = "Blad1", style: str = "ta1") -> str:
    names = f'table:name="{name}" table:style-name="{style}"'
    return f"<table:table {names}>{''.join(lines)}</table:table>"


IDLE = '<table:table-cell table:number-columns-repeated="16382"/>'
REST = line(IDLE, more='table:number-rows-repeated="1048570"')
