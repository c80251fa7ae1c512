"""Content and templates to markup: strict, sandboxed, escaped; a fault is told at its own line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from worksheets.markup import xml as elements
from worksheets.markup.render import Templates, plain
from worksheets.markup.xml import Element
from worksheets.problems import Place, Problem, Undoable


class Aspect(Struct, frozen=True):
    label: str
    names: tuple[str, ...] = ()
    icon: str | None = None

    @property
    def first(self) -> str:
        return self.names[0]


def words(*texts: str) -> tuple[list[str], dict[int, Place]]:
    """Texts as content has them, with places on lines 1, 2, 3 of a file."""
    kept = [str(bytes(text, "utf-8"), "utf-8") for text in texts]
    return kept, {id(text): Place("a.yaml", n) for n, text in enumerate(kept, 1)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faces" / "parts").mkdir(parents=True)
    return tmp_path / "faces"


def rendered(folder: Path, template: str, /, **values: Any) -> str:
    """The markup without the marks of places in the templates."""
    (folder / "a.xml").write_text(template, encoding="utf-8")
    markup, used = Templates(folder).render("a.xml", values, {})
    return plain(re.sub(r' at="faces/[^"]*"', "", markup), used)[0]


def problem_of(folder: Path, template: str, /, **values: Any) -> Problem:
    with pytest.raises(Problem) as raised:
        rendered(folder, template, **values)
    return raised.value


def elements_with(element: Element, tag: str) -> list[Element]:
    below = [match for child in element.children for match in elements_with(child, tag)]
    return [element, *below] if element.tag == tag else below


# -- every element knows its line -----------------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    [
        "<g>\n  <x\n    a='1'\n    b='2'/>\n</g>",  # a tag over several lines
        "<g>\n{% if true %}\n<x/>\n{% endif %}\n<x/>\n</g>",
        "<g>\n  {% if true %}\n  <x/>\n  {% endif %}\n  <x/>\n</g>",
        "<g>\n{%- if true -%}\n\n\n<x/>\n{%- endif -%}\n\n<x/>\n</g>",  # blanks taken away
        "<g>\n{% for i in (1, 2, 3) %}\n<x a='{{ i }}'/>\n{% endfor %}\n<x/>\n</g>",
        "<g>\n{# one\n  two <x/>\n#}\n<x/>\n</g>",  # a tag in a comment is none
        "<g>\n{#- one\n -#}\n\n<x/>\n</g>",
        "<g>\n<!-- <x/>\n<x> -->\n<x/></g>",
        "<g>\n{% set a = 1 %}\n{% set b %}\n<x/>\n{% endset %}\n{{ b }}<x/>\n</g>",
        "<g>\n<x a='{{ 1 }}'/><x/>\n{{ 2 }}\n<x/></g>",
        "<g>\n{{\n  3\n}}\n<x/></g>",
        "<g>\n{% raw %}\n<x/>{{ }}\n{% endraw %}\n<x/></g>",
        "<g>\r\n<x/>\r\n\r\n<x/></g>",
        "{% macro m(a) %}\n<x/>\n{{ caller() }}\n{% endmacro %}\n<g>\n"
        "{% call m(1) %}\n<x/>\n{% endcall %}\n<x/></g>",
    ],
)  # fmt: skip
def test_an_element_has_the_line_it_is_written_on(folder: Path, template: str) -> None:
    """After blocks, comments and expressions of any height: the line in the template's own text."""
    (folder / "a.xml").write_bytes(template.encode())
    markup, _ = Templates(folder).render("a.xml", {}, {})
    bare = re.sub(r"{#.*?#}|<!--.*?-->", lambda m: "\n" * m[0].count("\n"), template, flags=re.S)
    lines = {n for n, line in enumerate(bare.splitlines(), 1) if "<x" in line}
    places = [x.at for x in elements_with(elements.read(markup, "a.xml"), "x")]
    assert {("faces/a.xml", n) for n in lines} == {(at.file, at.line) for at in places}


def test_an_element_in_a_macro_has_the_line_in_the_macros_file(folder: Path) -> None:
    """That is what must be mended, not the template that calls it."""
    (folder / "parts" / "m.xml").write_text("\n{% macro m() %}\n\n<x/>{% endmacro %}")
    (folder / "a.xml").write_text("{% from 'parts/m.xml' import m %}\n<g>{{ m() }}<x/></g>")
    markup, _ = Templates(folder).render("a.xml", {}, {})
    places = [str(x.at) for x in elements_with(elements.read(markup, "a.xml"), "x")]
    assert ["faces/parts/m.xml:4", "faces/a.xml:2"] == places


@pytest.mark.parametrize(
    "text", ["1 < 2", "a<b", "<!-- <g> -->", "<![CDATA[<g>]]>", "</g>", "<{{ 1 }}"]
)
def test_only_start_tags_are_marked(folder: Path, text: str) -> None:
    """Comments, end tags and signs are left as they are."""
    (folder / "a.xml").write_text(text.replace("a<b", "a< b"))
    markup, _ = Templates(folder).render("a.xml", {}, {})
    assert "at=" not in markup


# -- every text knows its line in the content ------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "text", "line"),
    [
        ("{{ a }}", "Jan", 1),
        ("{{ b }}", "Piet", 2),
        ("{{ a }} en {{ b }}", "Jan en Piet", 2),  # the longest
        ("van {{ b }} en {{ a }}", "van Piet en Jan", 2),
        ("{{ aspect.label }}", "Jan", 1),
        ("{{ aspect.names[1] }}", "Piet", 2),
        ("{{ aspect.names | last }}", "Piet", 2),
        ("{% for n in aspect.names %}{% if loop.last %}{{ n }}{% endif %}{% endfor %}", "Piet", 2),
        ("{% set c = b %}{{ c }}", "Piet", 2),
        ("{% set c %}{{ b }}!{% endset %}{{ c }}", "Piet!", 2),
        ("{% macro m(t) %}{{ t }}{% endmacro %}{{ m(b) }}", "Piet", 2),
        (
            "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ b }}{% endcall %}",
            "Piet",
            2,
        ),
        ("{{ b if true else a }}", "Piet", 2),
        ("{{ none or b }}", "Piet", 2),
        ("{{ b | default('x') }}", "Piet", 2),
        # A new text is made of it: its place is lost, its words are not.
        ("{{ a ~ b }}", "JanPiet", 2),
        ("{{ b | upper }}", "PIET", None),
        ("{{ b[:2] }}", "Pi", None),
        ("{{ b.replace('P', 'F') }}", "Fiet", None),
        ("{{ 'Piet' }}", "Piet", None),  # the template's own
        ("{{ 1.50 }}", "1.5", None),
        # What a filter does to text with a mark cannot break the mark's reader.
        ("{% filter upper %}{{ b }}{% endfilter %}", "PIET", 2),
        (
            "{% set c %}{{ b }}{% endset %}{{ c | replace('0', '7') | replace('1', '7') }}",
            "Piet",
            None,
        ),
    ],
)
def test_text_keeps_its_place(folder: Path, template: str, text: str, line: int | None) -> None:
    """Through attributes of values, loops, macros and call blocks, in text and in attributes."""
    (jan, piet), places = words("Jan", "Piet")
    values = {"a": jan, "b": piet, "aspect": Aspect(jan, (jan, piet))}
    macros, body = re.fullmatch(r"(.*endmacro %})?(.*)", template, re.S).groups("")
    (folder / "a.xml").write_text(f'{macros}<t a="{body}">{body}</t>')
    markup, used = Templates(folder).render("a.xml", values, places)
    element = elements.read(markup, "a.xml")
    for written in (element.text, element.attributes["a"]):
        said, at = plain(written, used)
        assert (text, line) == (said, at.line if at else None)


@pytest.mark.parametrize(
    "expression",
    [
        "{% set c %}{{ a }}{% endset %}{{ c | truncate(1, true, '') }}",
        "{% set c %}{{ a }}{% endset %}{{ c | reverse }}",
        "{% set c %}{{ a }}{% endset %}{{ c | first }}",
        "{% set c %}{{ a }}{% endset %}{{ (c | list)[2] }}",
        "{{ '\\ue000' }}{{ '\\ue0009\\ue001' }}{{ '\\ue001' }}",
    ],
)
def test_a_mark_never_reaches_the_page(folder: Path, expression: str) -> None:
    """Whatever a filter leaves of it, no private character is left in the text."""
    (jan,), places = words("Jan")
    (folder / "a.xml").write_text(f"<t>{expression}</t>")
    markup, used = Templates(folder).render("a.xml", {"a": jan}, places)
    text, _ = plain(elements.read(markup, "a.xml").text, used)
    assert not set(text) & {"\ue000", "\ue001"}


@given(st.text("\ue000\ue00101ab", max_size=12), st.integers(0, 2))
def test_any_text_is_plain(text: str, places: int) -> None:
    """No marks are left, all else is; a mark of nothing has no place."""
    said, at = plain(text, [Place("a", n + 1) for n in range(places)])
    assert not set(said) & {"\ue000", "\ue001"}
    assert len(said) <= len(text)
    assert at is None or 1 <= at.line <= places


# -- content is text, never markup -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["<rect/>", "a & b", "&amp;", '"', "'", "]]>", "{{ 7 * 7 }}", "-->"]
)
def test_content_stays_text(folder: Path, text: str) -> None:
    """Signs of markup and of templates in content are printed as they are."""
    (kept,), places = words(text)
    (folder / "a.xml").write_text('<t a="{{ a }}">{{ a }}</t>')
    for known in (places, {}):
        markup, used = Templates(folder).render("a.xml", {"a": kept}, known)
        element = elements.read(markup, "a.xml")
        assert [] == element.children
        assert [text, text] == [plain(t, used)[0] for t in (element.text, element.attributes["a"])]


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Co", "Cn", "Cc"))))
def test_any_content_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Escaped on the way in, the same on the way out."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.xml").write_text("<t>{{ a }}</t>")
    markup, used = Templates(folder).render("any.xml", {"a": text}, {id(text): Place("a", 1)})
    element = elements.read(markup, "any.xml")
    assert (text, Place("a", 1)) == plain(element.text, used)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.3333"),
        (-2.5, "-2.5"),
        (1e-9, "0"),
        (1e6, "1000000"),
        (7, "7"),
        ("", ""),
    ],
)
def test_numbers_have_four_decimals(folder: Path, value: object, text: str) -> None:
    """A tenth of a micrometre is enough for paper."""
    assert text == rendered(folder, "{{ a }}", a=value)


# -- faults ---------------------------------------------------------------------------------------

ASPECT = Aspect("waar", ("a", "b"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{{ nothing }}", "template: 'nothing' is undefined"),
        ("{{ aspect.lable }}", "template: 'test_render.Aspect object' has no attribute"),
        ("{{ aspect.names[7] }}", "template: "),
        ("{{ aspect.icon }}", "template: a value is printed that is not there (none)"),
        ("{{ 1 // 0 }}", "template: integer division or modulo by zero"),
        ("{{ 1 + 'a' }}", "template: unsupported operand type(s) for +: 'int' and 'str'"),
        ("{{ aspect | length }}", "template: object of type 'Aspect' has no len()"),
        ("{{ 5 | join }}", "template: 'int' object is not iterable"),
        ("{% for x in 5 %}{% endfor %}", "template: 'int' object is not iterable"),
        ("{{ 'a'.index('b') }}", "template: substring not found"),
        ("{{ fail() }}", "what failed"),
        ("{{ x | nothing }}", "template: No filter named 'nothing'."),
        ("{% if %}", "template: Expected an expression, got 'end of statement block'"),
        ("{% for %}", "template: "),
        ("{{ a b }}", "template: expected token 'end of print statement', got 'b'"),
        ("{% nothing %}", "template: Encountered unknown tag 'nothing'."),
        ("{% endfor %}", "template: "),
        ("{% include 'gone.xml' %}", "there is no template 'gone.xml'"),
        ("{% from 'parts/gone.xml' import m %}", "there is no template 'parts/gone.xml'"),
        ("{% from 'parts/m.xml' import n %}{{ n() }}", "template: "),
        ("{% include '../secret.xml' %}", "there is no template '../secret.xml'"),
        ("{% include 'latin.xml' %}", "a template is not UTF-8 text"),
        (
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "template: a macro calls itself without end",
        ),
        # No way out of the sandbox.
        ("{{ ''.__class__ }}", "template: access to attribute '__class__' of 'str'"),
        ("{{ ''['__class__'] }}", "template: access to attribute '__class__' of 'str' object"),
        ("{{ aspect.__init__ }}", "template: access to attribute '__init__' of 'Aspect' object"),
        ("{{ aspect.__struct_fields__ }}", "template: access to attribute '__struct_fields__'"),
        ("{{ aspect | attr('__class__') }}", "template: access to attribute '__class__'"),
        ("{{ '{0.__class__}'.format(aspect) }}", "template: access to attribute '__class__'"),
        ("{{ '{a.__class__}'.format_map({'a': 1}) }}", "template: access to attribute '__class__'"),
        ("{{ ('{0.__class__}' | safe).format(1) }}", "template: access to attribute '__class__'"),
        ("{{ fail.__globals__ }}", "template: access to attribute '__globals__' of 'function'"),
        ("{{ [aspect] | map(attribute='__class__') | first }}", "template: access to attribute"),
        # No way to change the content.
        ("{{ names.append('x') }}", "template: access to attribute 'append' of 'list' object"),
        ("{{ names.clear() }}", "template: access to attribute 'clear' of 'list'"),
        ("{{ kinds.update(a=1) }}", "template: access to attribute 'update' of 'dict' object"),
        ("{{ kinds.pop('a') }}", "template: access to attribute 'pop' of 'dict'"),
        # No number or text without end.
        ("{{ 'x' * 1000000000 }}", "template: * is for numbers, and not for very large ones"),
        ("{{ aspect.names * 3 }}", "template: * is for numbers, and not for very large ones"),
        ("{{ 2 ** 999999999 }}", "template: ** is for numbers, and not for very large ones"),
        ("{{ 9 ** 60 ** 9 }}", "template: ** is for numbers, and not for very large ones"),
        # No loop without end.
        ("{% for i in range(1000000) %}<x/>{% endfor %}", "template: the loops of this template"),
        (
            "{% for i in range(800) %}{% for j in range(800) %}{% endfor %}{% endfor %}",
            "template: the loops of this template never seem to end",
        ),
        ("{{ range(10 ** 30) }}", "template: Python int too large to convert to C ssize_t"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("inside", ["here", "macro"])
def test_a_fault_is_told_at_its_line(folder: Path, line: str, message: str, inside: str) -> None:
    """The line of the template itself, or that of the macro's own file."""

    def fail() -> None:
        raise Problem("what failed", hint="mend it", detail="so")

    names, kinds = ["a"], {"a": "b"}
    values = {"aspect": ASPECT, "names": names, "kinds": kinds, "fail": fail}
    (folder / "latin.xml").write_bytes(b"\xe9")
    (folder / "parts" / "m.xml").write_text("{% macro m() %}{% endmacro %}")
    (folder.parent / "secret.xml").write_text("secret")
    text = f"<g>\n\n{line}\n</g>"
    at = "faces/a.xml:3"
    if inside == "macro":
        head = "{% macro broken(aspect, names, kinds, fail) %}"
        (folder / "parts" / "b.xml").write_text(f"{head}\n\n{line}\n{{% endmacro %}}")
        text = "{% from 'parts/b.xml' import broken %}\n{{ broken(aspect, names, kinds, fail) }}"
        at = "faces/parts/b.xml:3"
    problem = problem_of(folder, text, **values)
    assert at == str(problem.at)
    assert problem.message.startswith(message)
    assert (["a"], {"a": "b"}) == (names, kinds)
    assert "what failed" != message or ("mend it", "so") == (problem.hint, problem.detail)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<g>{% if true %}", "template: Unexpected end of template."),
        ("{{ a", "template: unexpected end of template, expected 'end of print statement'."),
        ("{% set a.label = 'x' %}", "template: cannot assign attribute on non-namespace object"),
        ("{# <g/>", "template: Missing end of comment tag"),
    ],
)
def test_a_fault_in_the_whole_names_the_file(folder: Path, text: str, message: str) -> None:
    """What is missing at the end has no line of its own."""
    problem = problem_of(folder, text, a=ASPECT)
    assert "faces/a.xml:1" == str(problem.at)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        # Values, what Jinja gives, what the template sets, loops over and imports.
        ("{{ aspekt }}", "did you mean 'aspect'?"),
        ("{{ rnage(3) }}", "did you mean 'range'?"),
        ("{% set width = 1 %}{{ widht }}", "did you mean 'width'?"),
        ("{% for circle in names %}{{ cirkle }}{% endfor %}", "did you mean 'circle'?"),
        ("{% from 'parts/m.xml' import card %}{{ crad() }}", "did you mean 'card'?"),
        ("{% macro disc() %}{{ 1 }}{% endmacro %}{{ disk() }}", "did you mean 'disc'?"),
        # All there is, where nothing is near.
        ("{{ xyz }}", "known: aspect, kinds, names, namespace, range"),
        # What is unknown inside a macro of the same file, a block of a caller, an argument.
        ("{% macro m(width) %}{{ widht }}{% endmacro %}{{ m(1) }}", "did you mean 'width'?"),
        ("{% macro m() %}{{ aspekt }}{% endmacro %}{{ m() }}", "did you mean 'aspect'?"),
        (
            "{% macro m() %}{{ caller(1) }}{% endmacro %}"
            "{% call(part) m() %}{{ prat }}{% endcall %}",
            "did you mean 'part'?",
        ),
        ("{% from 'parts/m.xml' import card %}{{ card(aspekt) }}", "did you mean 'aspect'?"),
        ("{{ aspect.label if aspekt else 1 }}", "did you mean 'aspect'?"),
        ("{{ aspekt.label }}", "did you mean 'aspect'?"),
        # What a macro of another file is given: its arguments and its own, nothing of the caller.
        ("{% from 'parts/m.xml' import wide %}{{ wide(1) }}", "did you mean 'width'?"),
        (
            "{% from 'parts/m.xml' import blind %}{{ blind(1) }}",
            "known: blind, card, namespace, range, wide, x",
        ),
        ("{% from 'parts/m.xml' import crad %}{{ crad() }}", "did you mean 'card'?"),
        ("{% import 'parts/m.xml' as m %}{{ m.crad() }}", "did you mean 'card'?"),
        ("{% from 'parts/m.xml' import wide %}{{ wide() }}", ""),  # an argument is missing
        # Parts of values: fields, properties, keys.
        ("{{ aspect.lable }}", "did you mean 'label'?"),
        ("{{ aspect['lable'] }}", "did you mean 'label'?"),
        ("{{ aspect.firts }}", "did you mean 'first'?"),
        ("{{ aspect.xyz }}", "known: first, icon, label, names"),
        ("{{ kinds.wehre }}", "did you mean 'where'?"),
        ("{{ aspect.label.lable }}", ""),  # a text has no parts
        ("{{ names[7] }}", ""),
        ("{{ names | map(attribute='x') | first }}", ""),
    ],
)
def test_an_unknown_name_has_the_nearest_of_what_is_given(
    folder: Path, line: str, hint: str
) -> None:
    """Of what can be used at that very place; or all of it."""
    (folder / "parts" / "m.xml").write_text(
        "{% macro card(x) %}{{ x }}{% endmacro %}"
        "{% macro wide(width) %}{{ width + widht }}{% endmacro %}"
        "{% macro blind(x) %}{{ aspect }}{% endmacro %}"
    )
    aspect = Aspect("waar", ("a", "b"))
    problem = problem_of(folder, line, aspect=aspect, names=["a"], kinds={"where": "waar"})
    assert hint == problem.hint


def test_what_is_not_there_may_be_asked_for(folder: Path) -> None:
    """Only its use is a fault."""
    template = "{{ aspekt is defined }} {{ aspect.lable is defined }} {{ aspekt | default('-') }}"
    assert "False False -" == rendered(folder, template, aspect=Aspect("waar"))


def test_a_missing_template_has_the_nearest_name(folder: Path) -> None:
    (folder / "parts" / "card.xml").write_text("")
    problem = problem_of(folder, "\n{% include 'parts/cart.xml' %}")
    assert ("faces/a.xml:2", "did you mean 'parts/card.xml'?") == (str(problem.at), problem.hint)


def test_the_template_itself_may_be_missing(folder: Path) -> None:
    with pytest.raises(Problem) as raised:
        Templates(folder).render("b.xml", {}, {})
    assert "faces/b.xml: there is no template 'b.xml'" == str(raised.value)


def test_a_template_of_other_letters_is_a_problem(folder: Path) -> None:
    """Saved as Latin-1."""
    (folder / "b.xml").write_bytes("<t>é</t>".encode("latin-1"))
    with pytest.raises(Problem) as raised:
        Templates(folder).render("b.xml", {}, {})
    assert "faces/b.xml: a template is not UTF-8 text" == str(raised.value)


def test_a_template_that_cannot_be_opened_is_undoable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("jinja2.loaders.open", refuse, raising=False)
    (folder / "a.xml").write_text("")
    with pytest.raises(Undoable, match=r"faces/a\.xml cannot be read: Permission denied"):
        Templates(folder).render("a.xml", {}, {})


def test_there_is_an_end_to_markup(folder: Path) -> None:
    """However the text grows."""
    problem = problem_of(folder, "{% for i in range(20) %}{{ a }}{% endfor %}", a="x" * 10**6)
    assert ("faces/a.xml", "the template writes without end") == (str(problem.at), problem.message)


def test_each_rendering_begins_anew(folder: Path) -> None:
    """The turns of one handout's loops do not count for the next."""
    (folder / "a.xml").write_text("{% for i in range(200000) %}{% endfor %}x")
    templates = Templates(folder)
    assert ["x"] * 4 == [templates.render("a.xml", {}, {})[0] for _ in range(4)]


def test_a_bug_stays_a_bug(folder: Path) -> None:
    """What is not the template's fault keeps its traceback."""

    def bug() -> None:
        raise RuntimeError("ours")

    (folder / "a.xml").write_text("{{ bug() }}")
    with pytest.raises(RuntimeError, match="ours"):
        Templates(folder).render("a.xml", {"bug": bug}, {})


def test_templates_know_what_they_have(folder: Path) -> None:
    (folder / "a.xml").write_text("")
    assert (True, False) == (Templates(folder).has("a.xml"), Templates(folder).has("b.xml"))
