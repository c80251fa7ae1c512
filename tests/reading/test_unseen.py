"""Signs that nobody sees come along from Word and web pages; they change nothing on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from test_tables import line, ods, sheet

from worksheets.content.calendars import _events
from worksheets.content.class_list import class_list
from worksheets.press.jobs import _chosen
from worksheets.press.names import slug
from worksheets.reading import tables
from worksheets.reading.characters import plain
from worksheets.reading.yaml import read

CASES = [
    ("Neder\u200blands", "Nederlands"),  # a space without width, from a web page
    ("Wis\ufeffkunde", "Wiskunde"),  # a byte order mark of files put together
    ("\u200eEngels\u200f", "Engels"),  # marks of direction, from a chat
    ("\u202aFrans\u202c", "Frans"),
    ("\u2068Duits\u2069", "Duits"),
    ("Bio\u2060logie", "Biologie"),  # a word joiner
    ("Bio\u200dlogie", "Biologie"),  # a joiner that joins nothing
    ("Bio\u200clogie", "Biologie"),
    ("Rekenen\u00a0", "Rekenen"),  # the no-break space behind a cell that was copied
    ("\u00a0\u3000Rekenen", "Rekenen"),
    ("co\u00adordinatie", "co\u00adordinatie"),  # says where a long word may be broken
    ("Rekenen\u00ad", "Rekenen"),
    ("cafe\u0301\u00adhouder", "café\u00adhouder"),  # as a Mac writes it
    ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs it between letters
    ("می\u200c", "می"),
    ("क्\u200dष", "क्\u200dष"),  # Hindi: a half letter
    ("ന്\u200d", "ന്\u200d"),  # Malayalam: at the end of a word
    ("👩\u200d🔬", "👩\u200d🔬"),
    ("❤\ufe0f", "❤"),
]


def in_yaml(text: str) -> str:
    return str(read(f'name: "{text}"\n'.encode(), "a.yaml").data["name"])


def in_csv(text: str) -> str:
    book = tables.read(f"vak;code\r\n{text};A\r\n".encode(), "a.csv")
    return next(iter(book.sheets)).rows[1].cells[0]


def in_xlsx(text: str) -> str:
    workbook, out = Workbook(), BytesIO()
    workbook.worksheets[0].append(["vak", "code"])
    workbook.worksheets[0].append([text, "A"])
    workbook.save(out)
    return next(iter(tables.read(out.getvalue(), "a.xlsx").sheets)).rows[1].cells[0]


def in_ods(text: str) -> str:
    data = ods(sheet(line("vak", "code"), line(text, "A")))
    return next(iter(tables.read(data, "a.ods").sheets)).rows[1].cells[0]


def in_names(text: str) -> str:
    return class_list(f"Anna\r\n{text}\r\n".encode(), "namen.txt").names[1]


def in_named_column(text: str) -> str:
    data = ods(sheet(line("Naam"), line("Anna"), line(text)))
    return class_list(data, "namen.ods").names[1]


def in_parts_of_names(text: str) -> str:
    listed = class_list(f"Voornaam;Achternaam\n{text};Vos\n".encode(), "namen.csv")
    return listed.names[0].removesuffix(" Vos")


def in_calendar(text: str) -> str:
    event = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261010\r\nSUMMARY:{text}\r\nEND:VEVENT"
    file = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n"
    return next(_events(file.encode(), "a.ics", None)).name


def on_the_command_line(text: str) -> str:
    return _chosen(None, (text,))[0].name


READERS = [in_yaml, in_csv, in_xlsx, in_ods, in_names, in_named_column, in_parts_of_names]
READERS += [in_calendar, on_the_command_line]


@pytest.mark.parametrize(("written", "meant"), CASES)
@pytest.mark.parametrize("reader", READERS)
def test_unseen_signs_are_taken_out_alike(reader, written, meant):
    assert meant == reader(written)


@pytest.mark.parametrize("key", ["\u200bname", "\ufeffname", "name\u200e"])
def test_a_key_is_known_with_unseen_signs_in_it(key):
    assert {"name": "x"} == read(f"# list\n{key}: x\n".encode(), "a.yaml").data


def test_an_escape_in_yaml_is_no_way_around():
    assert {"name": "ab"} == read(b'name: "a\\u200bb"\n', "a.yaml").data


@pytest.mark.parametrize("name", ["Wis\u00adkunde", "Wis\u200bkunde", "\u200eWiskunde"])
def test_a_file_is_named_by_what_is_seen(name):
    assert "wiskunde" == slug(name)


@given(
    st.text(
        alphabet="ab \u00a0\u00ad\u200b\u200c\u200d\u200e\ufeff\u0301कम्خ👩🔬\ufe0f", max_size=12
    )
)
@example("\u094d\u0301\u200cخ")  # in normal form C the mark before the joiner is another
def test_taking_out_twice_is_taking_out_once(text):
    assert plain(text) == plain(plain(text))
