"""Spaces and quotes that come along from Word, web pages and haste, told where they stand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.problems import Problem, Problems
from worksheets.reading import yaml as loader
from worksheets.reading.yaml import read


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], scope="module", autouse=True)
def parser(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every test here is done with libyaml, and with PyYAML's own parser alone."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML has no libyaml here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "LOADER", getattr(yaml, request.param))
        yield request.param


def data_of(text: str) -> Any:
    return read(text.encode(), "a.yaml").data


def faults_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as raised:
        read(text.encode(), "a.yaml")
    return raised.value.problems


N = "\u00a0"
NAMES = {
    N: "a no-break space (U+00A0)",
    "\u3000": "an ideographic space (U+3000)",
    "\u202f": "a narrow no-break space (U+202F)",
    "\u2003": "an em space (U+2003)",
}


@pytest.mark.parametrize("space", NAMES)
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n__b: 1\n__c: 2\n", 2, 1),  # was read as three keys, and `a` as empty
        ("a:\n  b: 1\n__c: 2\n", 3, 1),
        ("a:\n  b: 1\n _c: 2\n", 3, 2),
        ("a:\n__- b\n__- c\n", 2, 1),
        ("a:\n  - b: 1\n  __c: 2\n", 3, 3),
        ("a:\n  -_b\n  -_c\n", 2, 4),  # was one text
        ("a:\n  - b\n  -_c\n", 3, 4),
        ("a:\n  -_b: 1\n    c: 2\n", 2, 4),
        ("a:\n  - b:_1\n", 2, 7),  # was a text
        ("a: 1\nlabel:_waar\n", 2, 7),
        ("a: {b:_1, c: 2}\n", 1, 7),
        ("a:_\n  b: 1\n", 1, 3),
        ("a: _\n  b: 1\n", 1, 4),
        ('a: _"een"\n', 1, 4),  # printed the quotes
        ("a:_'een'\nb: 1\n", 1, 3),
        ("a: _[x, y]\n", 1, 4),  # printed the brackets
        ("a: _|\n  x\n", 1, 4),
        ('a: "een"_\nb: 1\n', 1, 9),
        ("a: een\n_\nb: 1\n", 2, 1),
        ("a: |\n__x\n", 2, 1),
        ("a: >\n  x\n__y\nb: 1\n", 3, 1),
        ("_a: 1\nb: 2\n", 1, 1),
    ],
)
def test_a_space_that_is_none_is_told_where_it_stands(
    text: str, line: int, column: int, space: str
) -> None:
    """As indentation, after a dash or colon, before a quote: by its name."""
    first = faults_of(text.replace("_", space))[0]
    assert (line, column) == (first.at.line, first.at.column)
    assert f"this is {NAMES[space]}, which is no space to YAML" == first.message
    assert first.hint.startswith("write ordinary spaces")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (f"a: {N}een\n", {"a": "een"}),
        (f"a{N}: een\n", {"a": "een"}),
        (f"a: {{b: 1,{N}c: 2}}\n", {"a": {"b": 1, "c": 2}}),
        (f"a: [x,{N}y]\n", {"a": ["x", "y"]}),
        (f"a: 5{N}km: ver\n".replace(": ver", ""), {"a": f"5{N}km"}),
        (f"- Let op:{N}knip\n", [f"Let op:{N}knip"]),
        (f"a: |\n  {N}een\n", {"a": f"{N}een\n".strip(N)}),
        (f'a: "{N}- x"\n', {"a": "- x"}),
        ("a: 1\n\ufeffb: 2\n", {"a": 1, "b": 2}),  # of files that were put together
    ],
)
def test_a_space_that_does_no_harm_is_read(text: str, data: Any) -> None:
    """Inside a text, or where YAML reads the same without it."""
    assert data == data_of(text)


def test_a_remark_that_is_printed_is_told() -> None:
    """`a: een # remark` with a no-break space before the # is text."""
    (note,) = read(f"a: een{N}# later\nb: C{N}#\nc: Groep{N}#1\n".encode(), "a.yaml").notes[:1]
    assert "'# later' is printed: no ordinary space stands before #" == note.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a: 1\nb: "een twee\n', 2, 4),
        ('a: "een\nb: 1\nc: 2\n', 1, 4),
        ('a: "een\nb: 1\nc: "drie"\nd: 3\n', 1, 4),
        ('a: "een\nb: ""\nc: "5"\n', 1, 4),
        ("a: 'een\nb: 1\nc: 'drie'\n", 1, 4),
        ("a: 'een\nb: zo'n ding\nc: 3\n", 1, 4),
        ('a: "een\n  twee\nb: 2\nc: "x"\n', 1, 4),
        ('a: "een\nb: "\nc: 2\n', 1, 4),  # was the text "een b: "
        ('a: "een\nb: 2\nc: drie"\nd: 4\n', 1, 4),
        ('a:\n  - "een\n  - twee\n  - "drie"\n', 2, 5),
        ("a:\n- 'x\n- y: 'z'\n", 2, 3),
        ('- id: "x\n  label: y"\n  c: z\n', 1, 7),
        ('a: ["een, "twee"]\nb: 1\n', 1, 5),
        ('a: ["een, twee]\nb: 1\n', 1, 5),
        ('a: {b: "een, c: "twee"}\n', 1, 8),
        ('a:\n  - {b: "een, c: x}\n  - {b: "een", c: "y"}\n', 2, 9),
        ('"a: 1\nb: "x"\n', 1, 1),
        ("a: \"een\nb: 'C:\\map'\n", 1, 4),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(
    text: str, line: int, column: int
) -> None:
    """Also when a quote further down seems to close it."""
    first = faults_of(text)[0]
    assert "a quote is opened here and never closed" == first.message
    assert (line, column) == (first.at.line, first.at.column)


@pytest.mark.parametrize(
    ("text", "column", "remedy"),
    [
        ("a: 'zo'n ding'\n", 8, "two single quotes"),
        ('a: "zeg "ja" nu"\n', 10, "between single quotes"),
        ("a: {b: 'zo'n ding'}\n", 12, "two single quotes"),
    ],
)
def test_a_quote_that_is_closed_too_early_is_told_there(
    text: str, column: int, remedy: str
) -> None:
    """An apostrophe or a quote inside the text."""
    first = faults_of(text)[0]
    assert ("text follows a closing quote", column) == (first.message, first.at.column)
    assert remedy in first.hint


def test_a_text_between_quotes_may_go_on() -> None:
    """Lines further in belong to the text, whatever they look like."""
    assert {"a": "een let op: x"} == data_of('a: "een\n  let op: x"\n')
    assert {"a": "een twee"} == data_of('a: "een\ntwee"\n')


WORDS = st.text(alphabet="abc d,.!", min_size=1, max_size=8).map(lambda text: f"x{text}y")
RECORDS = st.lists(st.dictionaries(st.sampled_from("klmn"), WORDS, min_size=1), min_size=1)


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.data(), st.sampled_from(["'", '"']), st.booleans())
def test_any_quote_that_is_left_out_is_told_at_its_line(
    records: list[dict[str, str]], data: st.DataObject, sign: str, flow: bool
) -> None:
    """Of a list of records, in block or flow, one closing quote is taken away."""
    lines = ["list:"]
    for record in records:
        pairs = [f"{key}: {sign}{text}{sign}" for key, text in record.items()]
        if flow:
            lines.append(f"  - {{{', '.join(pairs)}}}")
        else:
            lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    assert {"list": records} == data_of("\n".join(lines))
    row = data.draw(st.integers(1, len(lines) - 1))
    head, _, tail = lines[row].rpartition(sign)
    lines[row] = head + tail
    first = faults_of("\n".join(lines))[0]
    expected = (row + 1, head.rindex(sign) + 1, "a quote is opened here and never closed")
    assert expected == (first.at.line, first.at.column, first.message)


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.data(), st.sampled_from(list(NAMES)))
def test_any_odd_space_is_told_at_its_column_or_changes_nothing(
    records: list[dict[str, str]], data: st.DataObject, space: str
) -> None:
    """Each plain space outside the texts in turn is another one."""
    lines = ["list:"]
    for record in records:
        pairs = [f"{key}: {json.dumps(text)}" for key, text in record.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    row = data.draw(st.integers(1, len(lines) - 1))
    column = data.draw(st.sampled_from([0, 1, 2, 3, 6]))
    line = lines[row]
    if line[column] != " ":
        return
    lines[row] = line[:column] + space + line[column + 1 :]
    first = faults_of("\n".join(lines))[0]
    assert (row + 1, column + 1) == (first.at.line, first.at.column)
    assert NAMES[space] in first.message
