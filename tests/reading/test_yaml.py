"""The loader: YAML 1.2 in, plain data with places out, and every fault in plain words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worksheets.problems import Place, Problem, Problems
from worksheets.reading import yaml as loader
from worksheets.reading.characters import MAX_BYTES, UNPRINTABLE, plain
from worksheets.reading.document import Document, dotted
from worksheets.reading.quotes import INSIDE
from worksheets.reading.yaml import read


def data_of(text: str) -> Any:
    return read(text.encode(), "a.yaml").data


def faults_of(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as raised:
        read(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    return raised.value.problems


LIBYAML = pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML has no libyaml here")
PARSERS = [pytest.param("CSafeLoader", marks=LIBYAML), "SafeLoader"]


@pytest.fixture(params=PARSERS, scope="module", autouse=True)
def parser(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every test here is done with libyaml, and with PyYAML's own parser alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "LOADER", getattr(yaml, request.param))
        yield request.param


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),  # YAML 1.1 reads False: region NO is Noord
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("nULL", "nULL"),
        ("12", 12),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("007", "007"),  # a code
        ("-01", "-01"),
        ("09.30", "09.30"),  # a time
        ("0o17", 15),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),  # YAML 1.1 reads 750
        ("2026-09", "2026-09"),
        ("2026-09-01", "2026-09-01"),  # YAML 1.1 reads a date
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1.5e-3", 0.0015),
        ("e3", "e3"),
        ("1.2.3", "1.2.3"),
        ("+31612345678", 31612345678),
        ("123456789012345678", 123456789012345678),
        ("1234567890123456789", "1234567890123456789"),  # no quantity is so long
        ("9" * 5000, "9" * 5000),
        ("=", "="),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("!!str", ""),
        ("!!int '12'", 12),
        ("!!float 12", 12.0),
        ("!!bool true", True),
        ("!!null ~", None),
        ("!!seq [1]", [1]),
        ("!!map {a: 1}", {"a": 1}),
        ("[a, b,]", ["a", "b"]),
        ("{c: }", {"c": None}),
        ("{c: , d: e}", {"c": None, "d": "e"}),
        ('"a\\tb"', "a\tb"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ("e\u0301e\u0301n", "één"),  # normal form C
        ("https://iets.nl", "https://iets.nl"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_words_follow_the_core_schema(text: str, value: Any) -> None:
    """An unquoted word means what YAML 1.2 says, and a code stays text."""
    data = data_of(f"a: {text}\n")["a"]
    assert (value, type(value)) == (data, type(data))


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "\ufeff"])
def test_an_empty_file_is_none(text: str) -> None:
    """A file without content has no data; the model says what it misses."""
    assert None is data_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Keys.
        ("a: 1\na: 2\n", "2:1: the key 'a' is written twice | first on line 1"),
        ("é: 1\ne\u0301: 2\n", "2:1: the key 'é' is written twice | first on line 1"),
        ("1: b\n", '1:1: a key is 1, which is no text | write "1" between quotes'),
        ("true: b\n", '1:1: a key is true, which is no text | write "true" between quotes'),
        ("~: b\n", '1:1: a key is empty | write "~" between quotes'),
        ("<<: {b: c}\n", "1:1: merging with << is not known here | write the keys out"),
        ("[a]: b\n", "1:1: a key is a list or mapping, which is no text | {quote}"),
        ("a: {{ naam }}\n", "1:5: a key is a list or mapping, which is no text | {quote}"),
        ("a: &x [b]\n*x : c\n", "2:1: *x is a key and stands for no text | write the key out"),
        (
            "{a: Wie, wat en waar}",
            "1:10: no colon follows 'wat en waar'"
            " | put a text with a comma between { } between quotes",
        ),
        # Size and depth.
        ("- " * 41 + "a", "1:81: more than 40 levels lie inside each other | "),
        ("a: &a [*a]\n", "1:8: *a stands inside &a itself | "),
        ("a: *b\n", "1:4: *b is used before &b is written | {quote}"),
        ("a: b\n---\nc: d\n", "2:1: a second document begins here | one file holds one"),
        # Words and types.
        ("a: !foo\n", "1:4: !foo is not a known type | {quote}"),
        ("a: ! foo\n", "1:4: ! is not a known type | {quote}"),
        ("a: !!python/name:os x\n", "1:4: !!python/name:os is not a known type | {quote}"),
        ("a: !!set {b: }\n", "1:4: !!set is not a known type | {quote}"),
        ("a: !!map [b]\n", "1:4: !!map is not a known type | {quote}"),
        ("a: !!int b\n", "1:4: 'b' is not a whole number | "),
        ("a: !!int 1.5\n", "1:4: '1.5' is not a whole number | "),
        ("a: !!bool no\n", "1:4: 'no' is not true or false | "),
        ("a: !!float b\n", "1:4: 'b' is not a number | "),
        ("a: .nan\n", "1:4: .nan is not a number to print | {quote}"),
        ("a: 1e999\n", "1:4: 1e999 is not a number to print | {quote}"),
        ("a: &Co\n", "1:4: nothing follows &Co | {quote}"),
        # Characters.
        ("a: b\x00\n", "1:5: the control character U+0000 cannot be printed | remove it"),
        ("a:\r\n  b\x0bc\n", "2:4: the control character U+000B cannot be printed | remove it"),
        ("a: b\u2028c\n", "1:5: the control character U+2028 cannot be printed | remove it"),
        (
            "a: \uf0a7 b\n",
            "1:4: the private-use character U+F0A7 has no agreed shape"
            " | it comes from a symbol font; type the sign itself or remove it",
        ),
        ('a: "b\\0"\n', "1:4: the control character U+0000 cannot be printed | remove it"),
        ('a: "b\\r"\n', "1:4: the control character U+000D cannot be printed | remove it"),
        # Syntax: the usual slips.
        ("- a: b\n- c: d\ne: f\n", "3:1: this line does not fit in the list above it | {items}"),
        ("title:Foo\n", "1:1: no space follows the colon | write 'key: text'"),
        ("title:Foo\nb: c\n", "1:1: no space follows the colon | write 'key: text'"),
        ("a: b\ntitle:Foo\nc: d\n", "2:1: no space follows the colon | write 'key: text'"),
        (
            "a:\n  - b: c\n    label:x\n    d: e\n",
            "3:5: no space follows the colon | write 'key: text'",
        ),
        ("a: Let op: knip\n", "1:10: a text with a colon in it is not between quotes | {quote}"),
        ("a: @x\n", "1:4: a text cannot begin with @ | {quote}"),
        ("a: %x\n", "1:4: a text cannot begin with % | {quote}"),
        ("a: `x`\n", "1:4: a text cannot begin with ` | {quote}"),
        ("a: *x*\n", "1:4: a text cannot begin with * | {quote}"),
        ("a: **x**\n", "1:4: a text cannot begin with * | {quote}"),
        ("a: & Co\n", "1:4: a text cannot begin with & | {quote}"),
        ("a: !! x\n", "1:4: a text cannot begin with ! | {quote}"),
        ("a: !e!x y\n", "1:4: a text cannot begin with ! | {quote}"),
        ("a: b\nb: ? x\n", "2:4: a text cannot begin with ? | {quote}"),
        ("a: ]\n", "1:4: a text cannot begin with this sign | {quote}"),
        ("a:\n\tb: c\n", "2:1: a tab is used as indentation | {tabs}"),
        ("a:\n  b: c\n\td: e\n", "3:1: a tab is used as indentation | {tabs}"),
        ("a: >\n\tfoo\n", "2:1: a tab is used as indentation | {tabs}"),
        (
            "a: 'foo\nb: c\n",
            "1:4: a quote is opened here and never closed"
            " | close it; write two single quotes for an apostrophe between single quotes",
        ),
        ("a: 'auto's'\n", "1:10: text follows a closing quote | {inside}"),
        ('a: "foo" bar\n', "1:10: text follows a closing quote | {inside}"),
        ("a:\n    b: c\n  d: e\n", "3:3: this does not fit with the lines above it | {align}"),
        ("a: b\n  c: d\n", "2:4: a colon does not fit here | {colon}"),
        ("a: [b, c\nd: e\n", "1:4: a [ or {{ is opened here and its list goes wrong | {close}"),
        ("a: {b: c\nd: e\n", "1:4: a [ or {{ is opened here and its list goes wrong | {close}"),
        (
            "a: - b\n",
            "1:4: a list cannot begin on the line of its key"
            " | put each '- ' on a line of its own, or the text between quotes",
        ),
        (
            "a: > foo\n",
            "1:4: text follows > or | on the same line"
            " | put the text on the next lines, indented, or between quotes",
        ),
        (
            'a: "C:\\map"\n',
            "1:7: a backslash between double quotes begins a code, and this is none"
            " | use single quotes, or write two backslashes",
        ),
        ("a: b\nwoord\n", "2:1: a line without a key | {key}"),
        ("woord\nb: c\n", "1:1: a line without a key | {key}"),
        ("%YAML 2.0\n---\na: b\n", "1:1: a line that begins with % is not text | {quote}"),
    ],
)
def test_a_fault_has_a_place_a_fact_and_a_hint(text: str, expected: str) -> None:
    """Each usual slip is named in plain words, the same with and without libyaml."""
    hints = {
        "{quote}": "put the text between quotes",
        "{items}": "begin each item with '- ', all equally far to the right",
        "{tabs}": "indent with spaces, never with tabs",
        "{align}": "align keys of one level; nothing may follow a closing quote or bracket",
        "{colon}": "align it with the key above, or put a text with a colon between quotes",
        "{close}": (
            "close it, put commas between the items and quotes around texts with , : # [ ] { }"
        ),
        "{key}": "write 'key: text', or indent the line to go on with the text above",
        "{{": "{",
    }
    hints["{inside}"] = INSIDE["'" if "'" in text else '"']
    for short, words in hints.items():
        expected = expected.replace(short, words)
    first = faults_of(text)[0]
    where = f"{first.at.line}:{first.at.column}"
    # PyYAML points one sign further in a wrong escape.
    fault = f"{where}: {first.message} | {first.hint}".replace(
        "1:8: a backslash", "1:7: a backslash"
    )
    assert f"a.yaml:{expected}" == f"a.yaml:{fault}"


IN_QUOTES = "a text with a ? in it is not between quotes | put the text between quotes"
A_TAB = "a tab stands between words | put a space there"


@pytest.mark.parametrize(
    ("text", "with_libyaml", "without"),
    [
        ("- {a: Wat? En nu?, b: 1}\n", [{"a": "Wat? En nu?", "b": 1}], f"1:10: {IN_QUOTES}"),
        ("a:\tb\n", {"a": "b"}, f"1:3: {A_TAB}"),
        ("a: b \tc\n", {"a": "b \tc"}, f"1:6: {A_TAB}"),
        (
            "- {a:, b: c}\n",
            "1:5: no space follows the colon | write 'key: text'",
            [{"a": None, "b": "c"}],
        ),
    ],
)
def test_what_only_one_parser_reads_is_told_by_the_other(
    parser: str, text: str, with_libyaml: Any, without: Any
) -> None:
    """An author can mend it for both."""
    expected = with_libyaml if parser == "CSafeLoader" else without
    if not isinstance(expected, str):
        assert expected == data_of(text)
        return
    *_, last = faults_of(text)
    assert expected == f"{last.at.line}:{last.at.column}: {last.message} | {last.hint}"


FILES = [*ROOT.glob("content/*/*.yaml"), *ROOT.glob("templates/**/*.yaml")]
FILES += ROOT.glob("docs/*.yaml")


@LIBYAML
@pytest.mark.parametrize("file", sorted(FILES), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_comes_along_is_read_alike(file: Path) -> None:
    """The same words at the same places, by either parser."""
    mine = read(file.read_bytes(), file.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "LOADER", yaml.CSafeLoader)
        theirs = read(file.read_bytes(), file.name)
    assert repr(theirs.data) == repr(mine.data)
    assert spots(theirs) == spots(mine)


def spots(document: Document) -> list[tuple[object, ...]]:
    """Every step of a document with the places of its value and its key."""
    return [
        (step, *((at.line, at.column, at.length) for at in marks))
        for (_, step), marks in document.marks.items()
    ]


def test_all_faults_are_reported_together() -> None:
    """One round is enough to see every fault, also those before a syntax error."""
    problems = faults_of("a: 1\na: 2\n3: x\nb: !foo y\nc: @\n")
    assert [2, 3, 4, 5] == [problem.at.line for problem in problems]


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            b"a: caf\xe9\n",
            "a.yaml:1:7: the file is not UTF-8: byte 0xe9 at offset 6",
            "save it as UTF-8",
        ),
        (
            "a: b\n".encode("utf-16"),
            "a.yaml:1:1: the file is UTF-16, not UTF-8: byte 0xff at offset 0",
            "save it as UTF-8",
        ),
        (
            b"a: b\n\xff\xfe\x00",
            "a.yaml:2:1: the file is not UTF-8: byte 0xff at offset 5",
            "save it as UTF-8",
        ),
        (
            b"#" * (MAX_BYTES + 1),
            "a.yaml: the file has 1,048,577 bytes; at most 1,048,576 are read",
            "split it, or check what is in it",
        ),
    ],
)
def test_bytes_that_are_no_text(content: bytes, message: str, hint: str) -> None:
    """Only UTF-8 of a sensible size is read; the message says where it goes wrong."""
    (problem,) = faults_of(content)
    assert (message, hint) == (str(problem), problem.hint)


def test_a_binary_file_does_not_fill_the_screen() -> None:
    """At most ten unprintable characters are listed."""
    assert 10 == len(faults_of(b"\x00" * 5000))


def test_a_byte_order_mark_is_no_text() -> None:
    """Windows editors begin UTF-8 with a mark; it does not move the first column."""
    document = read(b"\xef\xbb\xbfa: bcd\n", "a.yaml")
    assert ({"a": "bcd"}, "a.yaml:1:4") == (document.data, str(document.place(["a"])))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "more than 40 levels lie inside each other"),
        ("{a: " * 100_000, "more than 40 levels lie inside each other"),
        ("- " * 100_000, "more than 40 levels lie inside each other"),
        ("- a\n" * 100_000, "the file holds more than 100,000 values, aliases written out"),
        ("? " * 100_000, "a key is a list or mapping, which is no text"),
    ],
)
def test_no_file_is_too_deep_or_too_long_to_refuse(text: str, message: str) -> None:
    """The program sets the limits, not the stack of the parser."""
    assert message == faults_of(text)[0].message


def test_a_billion_laughs_are_not_written_out() -> None:
    """Aliases count for what they stand for, before anything is made of them."""
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    (problem,) = faults_of("\n".join(lines))
    assert 5 <= problem.at.line <= 6
    assert "the file holds more than 100,000 values, aliases written out" == problem.message


def test_an_alias_is_the_same_thing_again() -> None:
    """What an anchor names can be used again, as a value or as a key."""
    assert {"a": ["b"], "c": ["b"]} == data_of("a: &x [b]\nc: *x\n")
    assert {"a": "bc", "bc": "d"} == data_of("a: &x bc\n*x : d\n")


TEXT = """\
title: Dimensies
list:
  - name: één
    code: "007"
  - { name: twee }
long: >-
  een
  twee
"""


@pytest.mark.parametrize(
    ("path", "key", "where", "length"),
    [
        ((), False, "a.yaml:1:1", 1),
        (("title",), False, "a.yaml:1:8", 9),
        (("title",), True, "a.yaml:1:1", 5),
        (("list", 0, "name"), False, "a.yaml:3:11", 3),
        (("list", 0, "code"), False, "a.yaml:4:11", 5),
        (("list", 1), False, "a.yaml:5:5", 1),
        (("list", 1, "name"), True, "a.yaml:5:7", 4),
        (("list", 1, "code"), False, "a.yaml:5:5", 1),  # unknown: the nearest thing around it
        (("list", 9, "code"), True, "a.yaml:3:3", 1),
        (("title", "deeper"), True, "a.yaml:1:8", 9),
        (("nothing",), True, "a.yaml:1:1", 1),
        (("long",), False, "a.yaml:6:7", 2),
    ],
)
def test_a_path_has_a_place(
    path: tuple[str | int, ...], key: bool, where: str, length: int
) -> None:
    """A path leads to its value, its key, or the nearest thing that was written."""
    place = read(TEXT.encode(), "a.yaml").place(path, key=key)
    assert (where, length) == (str(place), place.length)


def test_texts_know_their_place_by_themselves() -> None:
    """A text in the data is the very object that has a place; equal words are told apart."""
    document = read(b"- woord\n- woord\n- x\n- ''\n- 12\n", "a.yaml")
    first, second, short, empty, _ = document.data
    assert ("a.yaml:1:3", "a.yaml:2:3") == (
        str(document.places[id(first)]),
        str(document.places[id(second)]),
    )
    # One-letter texts are shared by all of Python: no place is better than a wrong one.
    assert not {id(short), id(empty)} & set(document.places)


def test_a_path_is_written_as_authors_read_it() -> None:
    """Keys have dots between them, items of a list have brackets."""
    assert "aspects[3].label" == dotted(["aspects", 3, "label"])
    assert ("", "[0][1].a") == (dotted([]), dotted([0, 1, "a"]))


def is_document_or_problems(content: bytes) -> None:
    try:
        document = read(content, "a.yaml")
    except Problems as raised:
        assert raised.problems
        for problem in raised.problems:
            assert isinstance(problem.at, Place)
            assert problem.message
    else:
        assert isinstance(document, Document)


SIGNS = st.text(alphabet="ab1 \n\t:-?#&*!|>'\"%@`{}[],~<.=\\é\x00\ufeff\r", max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_document_or_problems(content: bytes) -> None:
    """Whatever the bytes, nothing else comes out."""
    is_document_or_problems(content)


@settings(max_examples=400, deadline=None)
@given(st.one_of(SIGNS, st.text(max_size=60)))
def test_any_text_is_a_document_or_problems(text: str) -> None:
    """Whatever the text, nothing else comes out."""
    is_document_or_problems(text.encode("utf-8", "surrogatepass"))


PRINTABLE = st.text(max_size=12).filter(lambda text: not UNPRINTABLE.search(text + "x"))
TEXTS = PRINTABLE.map(lambda text: plain(text.replace("\r", "")))
NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17), st.floats(allow_nan=False, allow_infinity=False)
)
PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(PLAIN)
@example("0:0")
def test_plain_data_comes_back(data: Any) -> None:
    """JSON is YAML 1.2: what is dumped is read again, unchanged."""
    text = json.dumps(data, ensure_ascii=False).replace("\x7f", "\\u007f")
    value = read(text.encode(), "a.yaml").data
    assert (data, json.dumps(data)) == (value, json.dumps(value))


@settings(max_examples=100, deadline=None)
@given(PLAIN)
def test_quoted_data_comes_back(data: Any) -> None:
    """PyYAML's own dump with everything quoted and tagged is read again."""
    text = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    assert data == read(text.encode(), "a.yaml").data


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("a: Groep #1", "#1"),
        ("a: Groep   #1 en 2  ", "#1 en 2"),
        ("- Groep #kop", "#kop"),
        ("a: {b: Groep #1\n  }", "#1"),
    ],
)
def test_a_number_sign_behind_a_text_is_noted(line: str, lost: str) -> None:
    """YAML takes it for a remark; who wrote it often does not."""
    (note,) = read(line.encode(), "a.yaml").notes
    assert f"{lost!r} is not printed: # begins a remark" == note.message
    assert (1, line.index("#") + 1) == (note.at.line, note.at.column)


@pytest.mark.parametrize(
    "line", ["a: Groep # een opmerking", 'a: "Groep #1"', "a: Groep#1", "#1", "a: 12 #1", "a: b ##"]
)
def test_a_remark_is_no_note(line: str) -> None:
    assert () == read(line.encode(), "a.yaml").notes
