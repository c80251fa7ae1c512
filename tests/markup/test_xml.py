"""XML text to elements that know their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.markup import xml as elements
from worksheets.markup.xml import DEPTH, Element
from worksheets.problems import Problem


def problem_of(text: str | bytes, **options: int) -> Problem:
    with pytest.raises(Problem) as raised:
        elements.read(text, "a.svg", **options)
    return raised.value


def test_an_element_has_what_is_written() -> None:
    """Tag, attributes, text and children, and the line it begins on."""
    root = elements.read('<a b="1" c="&lt;2">\n  t<d/>u&amp;\n  <e/></a>', "a.svg")
    assert ("a", {"b": "1", "c": "<2"}) == (root.tag, root.attributes)
    assert "t u&" == " ".join(root.text.split()) or "tu&" == "".join(root.text.split())
    assert ["d", "e"] == [child.tag for child in root.children]
    assert ["a.svg:1", "a.svg:2", "a.svg:3"] == [str(e.at) for e in (root, *root.children)]


def test_a_mark_is_the_place() -> None:
    """The templates' mark is taken away; a tag without one stands near the one before."""
    root = elements.read('<p><g at="templates/a.xml:7"/>\n\n<h/></p>', "a.xml")
    first, second = root.children
    assert ("templates/a.xml:7", {}) == (str(first.at), first.attributes)
    assert "templates/a.xml:7" == str(second.at)


@pytest.mark.parametrize("mark", ["", "here", "a:b", ":"])
def test_what_is_no_mark_is_no_place(mark: str) -> None:
    """An icon may have any attribute `at`."""
    assert "a.svg:1" == str(elements.read(f'<a at="{mark}"/>', "a.svg").at)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "a.svg: the markup is broken: no element found", "look after this line, at <>"),
        (
            "<a>\n<b>\n</a>",
            "a.svg:2: the markup is broken: mismatched tag",
            "look after this line, at <b>",
        ),
        ("<a", "a.svg: the markup is broken: unclosed token", "look after this line, at <>"),
        ("<a>&nbsp;</a>", "a.svg:1: the markup is broken: undefined entity", "look after "),
        ("<a b='1' b='2'/>", "a.svg: the markup is broken: duplicate attribute", "look "),
        ("<a b=1/>", "a.svg: the markup is broken: not well-formed (invalid token)", "look "),
        ("<a/><b/>", "a.svg:1: the markup is broken: junk after document element", "look "),
        ("\n<!DOCTYPE a><a/>", "a.svg:2: a DOCTYPE is not allowed", ""),
        (
            "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>",  # no bombs
            "a.svg:1: a DOCTYPE is not allowed",
            "",
        ),
        ("<a>\ud800</a>", "a.svg: the markup is broken: 'utf-8' codec can't encode", ""),
        (b'<?xml version="1.0" encoding="x"?><a/>', "a.svg: the markup is broken: ", ""),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "a.svg: the markup is broken: ", ""),
        (b"<a>\xff</a>", "a.svg:1: the markup is broken: not well-formed", ""),
    ],
)
def test_what_is_no_xml_is_a_problem(text: str | bytes, message: str, hint: str) -> None:
    """At the line of the last tag that could be read."""
    problem = problem_of(text)
    assert str(problem).startswith(message)
    assert problem.hint.startswith(hint)


def test_there_is_an_end_to_elements() -> None:
    """Ten are read, eleven are a loop."""
    assert 9 == len(elements.read(f"<a>{'<b/>' * 9}</a>", "a.svg", limit=10).children)
    problem = problem_of(f"<a>{'<b/>' * 10}</a>", limit=10)
    assert ("more than 10 elements", "a loop that never ends?") == (problem.message, problem.hint)


def test_there_is_an_end_to_depth() -> None:
    """Elements lie inside each other as deep as DEPTH, and no deeper."""
    deep = elements.read("<a>" * DEPTH + "</a>" * DEPTH, "a.svg")
    assert "a" == deep.tag
    problem = problem_of("<a>" * (DEPTH + 1) + "</a>" * (DEPTH + 1))
    assert f"elements are nested more than {DEPTH} deep" == problem.message


@given(st.text("<>/abAB \"'=&;#1!-[]\n\ud800\ue000", max_size=40))
def test_any_text_is_an_element_or_a_problem(text: str) -> None:
    """Whatever a template writes is never a traceback."""
    try:
        root = elements.read(f"<r>{text}</r>", "a.xml")
    except Problem as problem:
        assert "a.xml" == problem.at.file
    else:
        assert isinstance(root, Element) and "r" == root.tag
