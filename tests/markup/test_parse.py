"""Markup to pages: every element and attribute, and every way to get one wrong."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from conftest import PNG
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.drawing.items import (
    DECORATION,
    ROLES,
    Blank,
    Circle,
    Column,
    Group,
    Item,
    Label,
    Line,
    Page,
    Paragraph,
    Path,
    Picture,
    Rect,
    Stroke,
    Tag,
    Text,
    Use,
)
from worksheets.geometry import MM_PER_POINT, Box, Size
from worksheets.markup import foreign
from worksheets.markup.assets import Assets
from worksheets.markup.language import ELEMENTS
from worksheets.markup.parse import Reader
from worksheets.problems import Place, Problem

FILE = "templates/a.xml"
SOURCES = [Place("demo/a.yaml", 1), Place("demo/a.yaml", 2)]


@cache
def assets() -> Assets:
    return Assets()


def pages(markup: str) -> tuple[Page, ...]:
    def picture(href: str, at: Place) -> bytes:
        if href != "logo.png":
            raise Problem(f"there is no picture {href!r}", at)
        return PNG

    return Reader(assets(), assets().theme, picture=picture, lang="nl").pages(markup, SOURCES, FILE)


def drawn(inside: str) -> tuple[Item, ...]:
    (page,) = pages(f'<page name="p" width="100" height="50">{inside}</page>')
    return page.items


def item(markup: str) -> Any:
    (only,) = drawn(markup)
    return only


def problem_of(inside: str, *, page: bool = True) -> Problem:
    start = '<page at="templates/a.xml:1" name="p" width="100" height="50">'
    with pytest.raises(Problem) as raised:
        pages(f"{start}{inside}</page>" if page else inside)
    return raised.value


def ink(name: str) -> Any:
    return assets().theme.inks[name]


def style(name: str, **changes: Any) -> Any:
    return replace(assets().theme.styles[name], **changes)


INK, GREY = ink("ink"), ink("grey")
BODY, STRONG, AXIS = style("body"), style("strong"), style("axis")
HAIR = Stroke(INK, 0.25)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # Shapes: the defaults, then all there is to say.
        ('<line stroke="ink"/>', Line(0, 0, 0, 0, HAIR)),
        (
            '<line x1="1" y1="2" x2="3" y2="4" stroke="grey" weight="1pt" dash="1 2" cap="round"/>',
            Line(1, 2, 3, 4, Stroke(GREY, MM_PER_POINT, (1, 2), "round")),
        ),
        ('<rect width="3" height="4"/>', Rect(0, 0, 3, 4)),
        (
            '<rect x="1" y="-2" width="3" height="4" radius="0.5" fill="grey" stroke="ink"/>',
            Rect(1, -2, 3, 4, 0.5, GREY, HAIR),
        ),
        ('<circle r="2"/>', Circle(0, 0, 2)),
        (
            '<circle cx="1" cy="2" r="3" fill="ink" stroke="grey" weight="0"/>',
            Circle(1, 2, 3, INK, Stroke(GREY, 0)),
        ),
        ('<circle r="2" fill="none" stroke="none"/>', Circle(0, 0, 2)),
        ('<circle r="2" stroke="ink" dash=""/>', Circle(0, 0, 2, None, HAIR)),
        # A rule of the theme: its ink, weight and dashes; without weight it is not drawn.
        (
            '<circle r="2" rule="light-ring"/>',
            Circle(0, 0, 2, None, Stroke(ink("light-ring"), 0.9, (2.6, 1.8296))),
        ),
        ('<rect width="3" height="4" rule="band"/>', Rect(0, 0, 3, 4)),
        ('<path d="M0 0H2"/>', Path((("M", (0, 0)), ("L", (2, 0))))),
        ('<path d="M0 0" fill="ink" stroke="ink"/>', Path((("M", (0, 0)),), INK, HAIR)),
        # Lengths.
        (
            '<rect x="12" y="12mm" width="1.2cm" height="72pt"/>',
            Rect(12, 12, 12, pytest.approx(25.4)),
        ),
        # Words.
        ('<text style="body">a</text>', Text(0, 0, "a", BODY, BODY.size)),
        (
            '<text x="1" y="2" style="axis" ink="grey" role="h3" lang="en">a</text>',
            Text(1, 2, "a", style("axis", ink=GREY), AXIS.size, "center", tag=Tag("h3", "", "en")),
        ),
        (
            '<text style="axis" anchor="right">a</text>',
            Text(0, 0, "a", AXIS, AXIS.size, "right"),
        ),
        (
            '<paragraph width="30" style="body">a</paragraph>',
            Paragraph(0, 0, 30, None, "a", BODY, BODY.size),  # it does not shrink
        ),
        (
            '<paragraph x="1" y="2" width="30" height="9" style="axis" min="2" align="right"'
            ' valign="middle" role="li">a</paragraph>',
            Paragraph(1, 2, 30, 9, "a", AXIS, 2, "right", "middle", tag=Tag("li")),
        ),
        (
            '<label r="9" style="circle" min="7pt">a</label>',
            Label(0, 0, 9, -9, 9, "a", style("circle"), 7 * MM_PER_POINT),
        ),
        (
            '<label cx="1" cy="2" r="9" top="-3" bottom="4" style="circle" min="2">a</label>',
            Label(1, 2, 9, -3, 4, "a", style("circle"), 2),
        ),
        # The rest.
        (
            '<blank width="30" height="8" name="datum"/>',
            Blank(0, 0, 30, 8, 0, "datum", Stroke(ink("line"), 0.25)),
        ),
        (
            '<blank x="1" y="2" width="30" height="8" name="datum" lines="2" stroke="ink"/>',
            Blank(1, 2, 30, 8, 2, "datum", HAIR),
        ),
        (
            '<picture href="logo.png" width="30" height="8" alt="Logo"/>',
            Picture(0, 0, 30, 8, PNG, Tag("figure", "Logo")),
        ),
        (
            '<picture href="logo.png" x="1" y="2" width="30" height="8" role="decoration"/>',
            Picture(1, 2, 30, 8, PNG, DECORATION),
        ),
        ("<g/>", Group(())),
        (
            '<g x="1" y="2" turn="-90" scale="0.5" role="figure" alt="b"><rect width="3"'
            ' height="4"/></g>',
            Group((Rect(0, 0, 3, 4),), 1, 2, 0.5, -90, Tag("figure", "b")),
        ),
        ('<column width="30" height="8"/>', Column(0, 0, 30, 8, 0, ())),
        (
            '<column x="1" y="2" width="30" height="8" gap="1" valign="bottom" role="section"/>',
            Column(1, 2, 30, 8, 1, (), "bottom", Tag("section")),
        ),
    ],
)
def test_markup_becomes_a_drawing(markup: str, expected: Item) -> None:
    """What an attribute says, and what is meant when it says nothing."""
    assert expected == item(markup)


def test_a_page_is_flat_or_round() -> None:
    """A flat page has its origin at the top left, a round one in its centre."""
    flat, disc = pages(
        '<page name="a" width="100" height="5cm" bleed="3" title="T" lang="en"/>'
        '<page name="b" diameter="38" role="figure" alt="een cirkel"/>'
    )
    assert ("a", Size(100, 50), "T", "en", False, 3) == (
        *(flat.name, flat.size, flat.title),
        *(flat.lang, flat.round, flat.bleed),
    )
    assert Box(0, 0, 100, 50) == flat.trim
    assert ("b", Size(38, 38), "", "nl", True, 0) == (
        *(disc.name, disc.size, disc.title),
        *(disc.lang, disc.round, disc.bleed),
    )
    assert (Box(-19, -19, 38, 38), Tag("figure", "een cirkel")) == (disc.trim, disc.tag)


def test_spaces_in_words_are_one() -> None:
    """Line ends and indentation of a template are not printed; a no-break space is kept."""
    text = item('<text style="body">\n  a\u00a0b \t c<!-- d -->\n  e </text>')
    assert "a\u00a0b c e" == text.text


def test_content_in_markup_has_its_place() -> None:
    """The words' line in the content, beside the element's line in the template."""
    text = item(f'<text at="{FILE}:7" style="body">van \ue0001\ue001Piet &lt;x/&gt;</text>')
    assert ("van Piet <x/>", "demo/a.yaml:2", f"{FILE}:7") == (
        *(text.text, str(text.source)),
        str(text.at),
    )
    own = item(f'<text at="{FILE}:7" style="body">Piet</text>')
    assert "" == own.source.file


def test_no_mark_is_left_in_an_attribute() -> None:
    """Names, titles, inks, numbers and choices may all come from content."""
    mark = "\ue0000\ue001"
    (page,) = pages(
        f'<page name="{mark}n" width="{mark}100" height="50" title="{mark}t" lang="{mark}nl">'
        f'<g role="{mark}figure" alt="{mark}a" turn="{mark}9">'
        f'<rect width="{mark}1" height="1" fill="{mark}ink" stroke="{mark}ink" dash="{mark}1 2"/>'
        f'<blank width="1" height="1" name="{mark}b" lines="{mark}2"/>'
        f'<icon name="{mark}ruler" width="2"/><picture href="{mark}logo.png" width="1" height="1"'
        f' alt="{mark}p"/></g></page>'
    )
    assert not {"\ue000", "\ue001"} & set(repr(page))
    assert ("n", "t", 100) == (page.name, page.title, page.size.width)


@pytest.mark.parametrize(
    ("scale", "smallest"),
    [('scale="1"', 2), ('scale="0.5"', 4), ('scale="2"', 1)],
)
def test_the_smallest_size_is_that_on_paper(scale: str, smallest: float) -> None:
    """In a group at half size a minimum of 2 mm is one of 4: it is 2 on paper."""
    group = item(f'<g {scale}><label r="9" style="circle" min="2">a</label></g>')
    assert smallest == group.items[0].minimum
    twice = item(
        f'<g {scale}><g scale="2"><paragraph width="9" style="body" min="2">a</paragraph></g></g>'
    )
    assert smallest / 2 == twice.items[0].items[0].minimum
    usual = item(f'<g {scale}><paragraph width="9" style="body">a</paragraph></g>')
    assert BODY.size == pytest.approx(usual.items[0].minimum)


def test_a_line_is_as_large_as_promised() -> None:
    """A line of text keeps its style's size, unless that is too small on paper."""
    for least, size in ((1, BODY.size), (9, 18)):
        group = item(f'<g scale="0.5"><text style="body" min="{least}">a</text></g>')
        assert size == pytest.approx(group.items[0].size)


def test_a_symbol_is_drawn_once_and_placed_often() -> None:
    """All uses share one value, equal where names and drawings are equal."""
    first, second = drawn(
        '<symbol id="dot"><circle r="1"/></symbol>'
        '<use href="#dot"/><use href="dot" x="1" y="2" scale="3" turn="90" role="p"/>'
    )
    assert isinstance(first, Use) and isinstance(second, Use)
    assert first.symbol is second.symbol
    assert (Circle(0, 0, 1),) == first.symbol.items
    assert (1, 2, 3, 90, "p") == (second.x, second.y, second.scale, second.turn, second.tag.role)


def test_a_symbol_may_use_one_above_it() -> None:
    outer = item(
        '<symbol id="a"><circle r="1"/></symbol><symbol id="b"><use href="a"/></symbol>'
        '<use href="b"/>'
    )
    assert isinstance(outer, Use) and isinstance(outer.symbol.items[0], Use)
    assert "a" == outer.symbol.items[0].symbol.name


def test_symbols_stay_on_their_page() -> None:
    problem = problem_of(
        '<page name="a" width="9" height="9"><symbol id="dot"/></page>'
        '<page name="b" width="9" height="9"><use href="dot"/></page>',
        page=False,
    )
    assert "there is no symbol 'dot' above" == problem.message


@pytest.mark.parametrize(
    ("attributes", "box"),
    [
        ('width="12"', (0, 0, 0.5)),  # 24 units on 12 mm
        ('x="1" y="2" width="12"', (1, 2, 0.5)),
        ('width="12" height="24"', (0, 6, 0.5)),  # in the middle of a high box
        ('width="24" height="12"', (6, 0, 0.5)),
    ],
)
def test_an_icon_fits_its_box(attributes: str, box: tuple[float, float, float]) -> None:
    """It keeps its proportions."""
    use = item(f'<icon name="ruler" {attributes}/>')
    assert box == (use.x, use.y, use.scale)


def test_an_icon_takes_an_ink_and_a_weight() -> None:
    """Lines of two units, times the weight; equal icons are one symbol."""
    plain, again, grey = drawn(
        '<icon name="ruler" width="9"/><icon name="ruler" width="4"/>'
        '<icon name="ruler" width="9" ink="grey" weight="0.5"/>'
    )
    assert isinstance(plain, Use) and isinstance(again, Use) and isinstance(grey, Use)
    assert plain.symbol is again.symbol
    assert {Stroke(INK, 2, cap="round")} == {path.stroke for path in plain.symbol.items}
    assert {Stroke(GREY, 1, cap="round")} == {path.stroke for path in grey.symbol.items}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_be_given(role: str) -> None:
    scope = "row" if role == "th" else ""
    written = ' scope="row"' if scope else ""
    assert Tag(role, "a", "", scope) == item(f'<g role="{role}" alt="a"{written}/>').tag


# -- faults ---------------------------------------------------------------------------------------

GOOD = {
    "g": "<g/>",
    "line": '<line stroke="ink"/>',
    "rect": '<rect width="1" height="1"/>',
    "circle": '<circle r="1"/>',
    "path": '<path d="M0 0"/>',
    "text": '<text style="body">a</text>',
    "paragraph": '<paragraph width="9" style="body">a</paragraph>',
    "label": '<label r="9" style="circle" min="2">a</label>',
    "column": '<column width="9" height="9"/>',
    "symbol": '<symbol id="s"/>',
    "use": '<symbol id="s"/><use href="s"/>',
    "icon": '<icon name="ruler" width="9"/>',
    "picture": '<picture href="logo.png" width="9" height="9" alt="a"/>',
    "blank": '<blank width="9" height="9" name="a"/>',
    "longdesc": "<longdesc/>",
}


def marked(element: str, attributes: str = "", inside: str = "") -> str:
    """A good element with more said or held, on line 7 of its template."""
    good = GOOD[element]
    start = good.rindex(f"<{element}") + len(element) + 1
    text = f'{good[:start]} at="{FILE}:7" {attributes}{good[start:]}'
    if inside:
        text = (
            text.removesuffix("/>") + f">{inside}</{element}>"
            if text.endswith("/>")
            else (text.replace(">a</", f">a{inside}</"))
        )
    return text


def test_each_element_is_in_the_tables_below() -> None:
    assert set(GOOD) == set(ELEMENTS) - {"page"}
    assert all(drawn(good) or name in ("symbol", "longdesc") for name, good in GOOD.items())


@pytest.mark.parametrize("element", GOOD)
def test_an_unknown_attribute_is_refused(element: str) -> None:
    """By every element, at its line, with the nearest name."""
    problem = problem_of(marked(element, 'colour="red"'))
    assert f"{FILE}:7: <{element}> has no attribute 'colour'" == str(problem)
    required, optional, _ = ELEMENTS[element]
    assert bool(problem.hint) == bool(required | optional)


@pytest.mark.parametrize(
    ("element", "attribute", "hint"),
    [
        ("rect", "rx", "write radius"),
        ("circle", "rx", "only <rect> has round corners; an ellipse is a <path>"),
        ("path", "stroke-width", "write weight"),
        ("line", "stroke-dasharray", "write dash"),
        ("text", "text-anchor", "write anchor"),
        ("paragraph", "text-anchor", "write align"),
        ("paragraph", "font-size", "write style: theme.yaml names the font, its size and weight"),
        ("label", "class", "write style: theme.yaml names the font, its size and weight"),
        ("rect", "class", "name a style or an ink of theme.yaml"),
        ("text", "fill", "write ink"),
        ("g", "transform", "write x, y, turn or scale"),
        ("rect", "transform", "put <g x y turn scale> around it"),
        ("picture", "src", "write href"),
        ("picture", "opacity", "nothing is half clear on paper: name a lighter ink of theme.yaml"),
    ],
)
def test_an_attribute_of_svg_or_html_is_explained(element: str, attribute: str, hint: str) -> None:
    """With what a template writes for it."""
    problem = problem_of(marked(element, f'{attribute}="1"'))
    assert f"{FILE}:7: <{element}> has no attribute '{attribute}'" == str(problem)
    assert hint == problem.hint


def test_what_is_said_of_svg_and_html_is_in_the_language() -> None:
    """What to write instead is there; what is explained is not."""
    known = {name: required | optional for name, (required, optional, _) in ELEMENTS.items()}
    ours = {name for names, _ in foreign.ATTRIBUTES.values() for name in names}
    assert ours <= set().union(*known.values())
    assert not set(foreign.ELEMENTS_THERE) & set(ELEMENTS)


@pytest.mark.parametrize(
    ("element", "name"),
    # Sorted: workers that share the tests must see them in one order.
    [(e, name) for e, (needed, _, _) in ELEMENTS.items() for name in sorted(needed)],
)
def test_a_needed_attribute_is_missed(element: str, name: str) -> None:
    """It is named."""
    needed = ELEMENTS[element][0] - {name}
    attributes = "".join(f' {key}="1"' for key in sorted(needed))
    text = f'<{element} at="{FILE}:7"{attributes}/>'
    problem = problem_of(text, page=element != "page")
    assert f"{FILE}:7: <{element}> needs the attribute {name!r}" == str(problem)


@pytest.mark.parametrize("element", sorted(set(GOOD) - {"text", "paragraph", "label"}))
def test_text_stands_in_words_only(element: str) -> None:
    """Elsewhere it would not be printed: it is refused where it stands."""
    problem = problem_of(marked(element, inside="los \ue0000\ue001woord"))
    assert f"{FILE}:7: <{element}> cannot hold text: 'los woord'" == str(problem)
    assert "put it in a <text>, <paragraph> or <label>" == problem.hint


@pytest.mark.parametrize("element", ["text", "paragraph", "label"])
def test_words_hold_no_elements(element: str) -> None:
    problem = problem_of(marked(element, inside=f'<g at="{FILE}:8"/>'))
    assert f"{FILE}:8: <{element}> holds text only, no <g>" == str(problem)


@pytest.mark.parametrize("element", ["line", "rect", "circle", "path", "use", "icon", "blank"])
def test_shapes_hold_no_elements(element: str) -> None:
    """What stands in them would not be drawn."""
    problem = problem_of(marked(element, inside=f'<g at="{FILE}:8"/>'))
    assert f"{FILE}:8: <g> cannot stand in <{element}>" == str(problem)


@pytest.mark.parametrize(
    ("element", "attributes", "fact", "hint"),
    [
        # Lengths and numbers.
        ("rect", 'x="1px"', "<rect x>: '1px' is not a length", "write 12, "),
        ("rect", 'x="\ue0000\ue001een"', "<rect x>: 'een' is not a length", "write 12, "),
        ("rect", 'x="nan"', "<rect x>: 'nan' is not a length", ""),
        ("rect", 'y="inf"', "<rect y>: 'inf' is not a length", ""),
        ("rect", 'y="1e9"', "<rect y>: '1e9' is not a length", ""),
        ("rect", 'x=""', "<rect x>: '' is not a length", ""),
        ("rect", 'radius="-1"', "<rect> has a negative radius", ""),
        ("rect", 'stroke="ink" weight="-1"', "<rect> has a negative weight", ""),
        ("rect", 'stroke="ink" dash="1 b"', "<rect dash>: 'b' is not a length", "write 12, "),
        ("rect", 'stroke="ink" dash="1 -1"', "<rect dash> must have lengths of more than 0", ""),
        ("rect", 'stroke="ink" dash="0 0"', "<rect dash> must have lengths of more than 0", ""),
        ("g", 'scale="0"', "<g scale> must be more than 0", ""),
        ("g", 'scale="-1"', "<g scale> must be more than 0", ""),
        ("g", 'scale="\ue0000\ue0012x"', "<g scale> is not a number: '2x'", ""),
        ("g", 'turn="east"', "<g turn> is not a number: 'east'", ""),
        ("g", 'turn="nan"', "<g turn> is not a number: 'nan'", ""),
        ("use", 'scale="0"', "<use scale> must be more than 0", ""),
        ("icon", 'weight="-1"', "<icon> has a negative weight", ""),
        ("icon", 'height="0"', "<icon height> must be more than 0", ""),
        ("paragraph", 'height="-1"', "<paragraph> has a negative height", ""),
        ("paragraph", 'min="0"', "<paragraph min> must be more than 0", ""),
        ("label", 'top="1" bottom="0"', "<label> has its top below its bottom", ""),
        ("column", 'gap="-1"', "<column> has a negative gap", ""),
        ("blank", 'lines="-1"', "<blank lines> must be a whole number", ""),
        ("blank", 'lines="1.5"', "<blank lines> must be a whole number", ""),
        # Names.
        ("rect", 'fill="inkt"', "there is no ink 'inkt'", "did you mean 'ink'?"),
        ("rect", 'stroke="gray"', "there is no ink 'gray'", "did you mean 'grey'?"),
        ("rect", 'rule="brand"', "there is no rule 'brand'", "did you mean 'band'?"),
        ("rect", 'rule="band" weight="1"', "<rect> has a rule: its weight is the theme's", ""),
        ("rect", 'rule="band" stroke="ink"', "<rect> has a rule: its stroke is the theme's", ""),
        ("text", 'ink="papier"', "there is no ink 'papier'", "did you mean 'paper'?"),
        ("icon", 'ink="lines"', "there is no ink 'lines'", "did you mean 'line'?"),
        ("text", 'anchor="middle"', "<text anchor> cannot be 'middle'", "known: center"),
        (
            "paragraph",
            'align="centre"',
            "<paragraph align> cannot be 'centre'",
            "did you mean 'center'?",
        ),
        ("paragraph", 'valign="center"', "<paragraph valign> cannot be 'center'", "known: bottom"),
        ("column", 'valign="topp"', "<column valign> cannot be 'topp'", "did you mean 'top'?"),
        ("line", 'cap="square"', "<line cap> cannot be 'square'", "known: butt, round"),
        ("g", 'role="figur"', "there is no role 'figur'", "did you mean 'figure'?"),
        ("g", 'role="th"', "a header cell needs a scope", 'scope="row" or scope="column"'),
        ("g", 'role="td" scope="row"', "only a header cell has a scope", 'role="th"'),
        ("g", 'role="th" scope="rows"', "<g scope> cannot be 'rows'", "did you mean 'row'?"),
        ("g", 'role="figure"', "a figure needs an alt text", 'alt="what is to be seen"'),
        ("g", 'role="figure" alt=""', "a figure needs an alt text", 'alt="what is to be seen"'),
    ],
)
def test_a_wrong_value_is_refused(element: str, attributes: str, fact: str, hint: str) -> None:
    """At the element's line, as it was written, with a way out."""
    problem = problem_of(marked(element, attributes))
    assert f"{FILE}:7: {fact}" == str(problem)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("markup", "fact", "hint"),
    [
        ('<rect width="-1" height="1"/>', "<rect> has a negative width", ""),
        (
            '<picture href="logo.png" width="1" height="-1" alt="a"/>',
            "<picture> has a negative height",
            "",
        ),
        ('<circle r="-1"/>', "<circle> has a negative r", ""),
        ('<label r="-9" style="body" min="2">a</label>', "<label> has a negative r", ""),
        (
            '<paragraph width="-9" style="body">a</paragraph>',
            "<paragraph> has a negative width",
            "",
        ),
        ('<icon name="ruler" width="0"/>', "<icon width> must be more than 0", ""),
        ('<icon name="rular" width="9"/>', "there is no icon 'rular'", "did you mean 'ruler'?"),
        ('<text style="bodi">a</text>', "there is no text style 'bodi'", "did you mean 'body'?"),
        ('<use href="dot"/>', "there is no symbol 'dot' above", ""),
        ('<use href="dot"/><symbol id="dot"/>', "there is no symbol 'dot' above", ""),
        ('<use href="dots"/>', "there is no symbol 'dots' above", ""),
        ('<symbol id="a"><symbol id="b"/></symbol>', "<symbol> cannot stand in <symbol>", ""),
        (
            '<column width="1" height="1"><symbol id="b"/></column>',
            "<symbol> cannot stand in <column>",
            "",
        ),
        ('<g><page name="a"/></g>', "<page> cannot stand in <g>", ""),
        ("<rectangle/>", "unknown element <rectangle>", "did you mean 'rect'?"),
        ("<para/>", "unknown element <para>", "did you mean 'paragraph'?"),
        ("<ellipse/>", "unknown element <ellipse>", "draw it with a <path>, or write <circle>"),
        ("<img/>", "unknown element <img>", "write <picture>"),
        ("<Rect/>", "unknown element <Rect>", "did you mean 'rect'?"),
        ("<line/>", "<line> needs a stroke", ""),
        ('<line stroke="none"/>', "<line> needs a stroke", ""),
        ('<path d="H1"/>', "path data must start with M, not 'H'", ""),
        ('<picture href="logo.png" width="1" height="1"/>', "a figure needs an alt text", "alt="),
        (
            '<picture href="logo.gif" width="1" height="1" alt="a"/>',
            "there is no picture 'logo.gif'",
            "",
        ),
    ],
)
def test_a_wrong_element_is_refused(markup: str, fact: str, hint: str) -> None:
    """At its line in the template; what follows from it is not told."""
    blamed = re.search(r"^<(\w+)> cannot stand", fact)
    tag = f"<{blamed[1]}" if blamed else re.findall(r"<\w+", markup)[0]
    at = markup.rindex(tag) + len(tag)
    problem = problem_of(f'{markup[:at]} at="{FILE}:7"{markup[at:]}')
    assert f"{FILE}:7: {fact}" == str(problem)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("", "templates/a.xml: the template draws no page"),
        ("<!-- only this -->", "templates/a.xml: the template draws no page"),
        ('<rect at="t.xml:3"/>', "t.xml:3: <rect> stands outside a page"),
        ('<pgae at="t.xml:3"/>', "t.xml:3: <pgae> stands outside a page"),
        (
            '<page name="a" diameter="9"/>los \ue0000\ue001woord',
            "templates/a.xml: text outside a page: 'los woord'",
        ),
        (
            '<page at="t.xml:3" name="a" width="9"/>',
            "t.xml:3: <page> needs a width and a height, or a diameter",
        ),
        (
            '<page at="t.xml:3" name="a" diameter="0"/>',
            "t.xml:3: <page diameter> must be more than 0",
        ),
        (
            '<page at="t.xml:3" name="a" width="0" height="1"/>',
            "t.xml:3: <page width> must be more than 0",
        ),
        (
            '<page at="t.xml:3" name="a" diameter="9" bleed="-1"/>',
            "t.xml:3: <page> has a negative bleed",
        ),
        (
            '<page at="t.xml:3" name="a" diameter="9">',
            "t.xml:3: the markup is broken: mismatched tag",
        ),
        (
            '<page at="t.xml:3" name="a" diameter="9"/></pages><pages>',
            "t.xml:3: the markup is broken: junk after document element",
        ),
    ],
)
def test_a_template_draws_pages(markup: str, message: str) -> None:
    """Pages, all in pages, and nothing beside them."""
    assert message == str(problem_of(markup, page=False))


def test_an_unknown_icon_from_content_is_told_at_the_content() -> None:
    """Who wrote its name must mend it."""
    problem = problem_of('<icon name="\ue0001\ue001rular" width="9"/>')
    assert "demo/a.yaml:2: there is no icon 'rular'" == str(problem)


def test_a_million_elements_are_too_many() -> None:
    problem = problem_of("<g/>" * 200_001)
    assert "more than 200000 elements" == problem.message


values = st.sampled_from(
    [
        "",
        "0",
        "1",
        "-1",
        "9mm",
        "x",
        "nan",
        "1e9",
        "ink",
        "body",
        "left",
        "M0 0",
        "figure",
        "ruler",
        "logo.png",
        "\ue0000\ue001a",
        "\ue0009\ue001",
    ]
)
names = sorted({n for needed, more, _ in ELEMENTS.values() for n in needed | more})


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(sorted(ELEMENTS)),
    st.dictionaries(st.sampled_from(names), values, max_size=6),
    st.sampled_from(["", "a", "<g/>"]),
)
def test_any_attributes_are_a_drawing_or_a_problem(
    element: str, attributes: dict[str, str], inside: str
) -> None:
    """Nothing a template writes is a traceback, and every problem has a place."""
    needed = {**dict.fromkeys(ELEMENTS[element][0], "1"), "style": "body", **attributes}
    known = ELEMENTS[element][0] | ELEMENTS[element][1]
    text = "".join(f' {name}="{value}"' for name, value in needed.items() if name in known)
    markup = f"<{element}{text}>{inside}</{element}>"
    try:
        read = pages(
            markup if element == "page" else f'<page name="p" diameter="9">{markup}</page>'
        )
    except Problem as problem:
        assert problem.message and problem.at.file
    else:
        assert not {"\ue000", "\ue001"} & set(repr(read))
