"""What is drawn says what it is to someone who listens, or it is a problem at its line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import PNG, Workshop, press

from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.geometry import Point
from worksheets.markup import roles as accessibility
from worksheets.markup.assets import Assets
from worksheets.markup.parse import Reader
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

READ = 'role="p" when it is to be read, role="decoration" when it is not'
BOX = 'width="50" height="10"'
WORD = '<text style="body">Aap</text>'
SYMBOL = f'<symbol id="s">{WORD}</symbol>'
LI = f'<g role="li">{WORD}</g>'
TD = '<g role="td"><text style="body">a</text></g>'
TR = f'<g role="tr">{TD}</g>'


@cache
def assets() -> Assets:
    return Assets()


def page(inside: str, attributes: str = "") -> Page:
    """Return the page that markup draws."""
    start = f'<page at="a.xml:2" name="p" width="100" height="50"{attributes}>'
    reader = Reader(assets(), assets().theme, picture=lambda *_: PNG, lang="nl")
    (page,) = reader.pages(f"{start}{inside}</page>".replace("<g", '<g at="a.xml:3"'), [], "a.xml")
    return page


def problem_of(inside: str, attributes: str = "") -> Problem:
    with pytest.raises(Problem) as raised:
        accessibility.check(page(inside, attributes))
    return raised.value


def sheet(*pages: Page, back: Page | None = None) -> Sheet:
    def side(*of: Page) -> Side:
        return Side(of[0].size, tuple(Placement(page, Point(0, 0)) for page in of))

    return Sheet(side(*pages), side(back) if back else None)


def headings(*roles: str) -> Page:
    return page(
        "".join(f'<paragraph {BOX} style="body" role="{role}">a</paragraph>' for role in roles)
    )


@pytest.mark.parametrize(
    ("inside", "message", "hint"),
    [
        # text that nobody would hear
        (WORD, "text without a role: 'Aap'", READ),
        (f"<g>{WORD}</g>", "text without a role: 'Aap'", READ),
        (f'<g role="section">{WORD}</g>', "text without a role: 'Aap'", READ),
        (
            f'<g role="list">{WORD}</g>',
            "text stands straight in a list: 'Aap'",
            'put it in <g role="li">',
        ),
        (
            f'<g role="table"><g role="tr">{WORD}</g></g>',
            "text stands straight in a tr: 'Aap'",
            'put it in <g role="td"> or <g role="th">',
        ),
        # a symbol gets its role where it is used
        (
            f'{SYMBOL}<use href="s"/>',
            "the symbol 's' holds text and is used without a role",
            READ,
        ),
        (
            f'{SYMBOL}<g role="p"><use href="s"/></g>',
            "the symbol 's' holds text and is used without a role",
            READ,
        ),
        (
            f'{SYMBOL}<use href="s" role="section"/>',
            "the symbol 's' holds text and is used as a section",
            READ,
        ),
        # roles in their places
        ('<g role="li"/>', "'li' stands in no role", 'put it in <g role="list">'),
        ('<g role="tr"/>', "'tr' stands in no role", 'put it in <g role="table">'),
        ('<g role="th" scope="row"/>', "'th' stands in no role", 'put it in <g role="tr">'),
        (
            '<g role="list"><g role="td"/></g>',
            "'td' stands in 'list'",
            'a list holds <g role="li"> only',
        ),
        (
            f'<g role="list"><paragraph {BOX} style="body">a</paragraph></g>',
            "'p' stands in 'list'",
            'a list holds <g role="li"> only',
        ),
        (
            '<g role="table"><g role="td"/></g>',
            "'td' stands in 'table'",
            'a table holds <g role="tr"> only',
        ),
        (
            f'<g role="table">{TR}<g role="tr"><g>{TD}{TD}</g></g></g>',
            "a row of 2 cells in a table whose first row has 1",
            "draw a cell for each column, if need be an empty one",
        ),
        (
            f'<g role="h2"><paragraph {BOX} style="body">a</paragraph></g>',
            "'p' stands in 'h2'",
            "give a role to one of the two",
        ),
        (
            '<g role="p"><g role="list"/></g>',
            "'list' stands in 'p'",
            "give a role to one of the two",
        ),
        # others
        (
            f'<g role="list"><blank {BOX} name="datum"/></g>',
            "a blank stands straight in a list",
            'put it in <g role="li">',
        ),
        (f'<blank {BOX} name=" "/>', "a blank without a name", "say what is to be written"),
        (
            f'<picture {BOX} href="a.png" role="p"/>',
            "a picture cannot have the role 'p'",
            'role="figure" with an alt, or role="decoration"',
        ),
        (f'<g lang="en">{WORD}</g>', "the language 'en' is that of no role", "add a role"),
    ],
)
def test_what_would_not_be_heard_is_a_problem(inside: str, message: str, hint: str) -> None:
    """A fact, the template's line, a way out."""
    problem = problem_of(inside)
    assert (message, hint) == (problem.message, problem.hint)
    assert "a.xml" == problem.at.file and problem.at.line


@pytest.mark.parametrize(
    "inside",
    [
        f'<paragraph {BOX} style="body">a</paragraph>',  # a paragraph is a p by itself
        '<label r="9" style="body" min="7pt">a</label>',
        '<text style="body" role="p">a</text>',
        f'<g role="p">{WORD}{WORD}</g>',
        f'<g role="decoration">{WORD}<g role="li"/></g>',
        f'<g role="figure" alt="Een aap">{WORD}{SYMBOL}<use href="s"/></g>',
        f'{SYMBOL}<use href="s" role="h1"/>',
        '<symbol id="s"><rect width="1" height="1" fill="ink"/></symbol><use href="s"/>',
        '<symbol id="s"><text style="body" role="decoration">a</text></symbol><use href="s"/>',
        '<icon name="map-pin" width="5"/>',
        f'<g role="list"><g>{LI}<g role="li">{WORD}<g role="list">{LI}</g></g></g></g>',
        f'<g role="table"><g role="decoration">{WORD}</g>{TR}{TR}</g>',
        f'<g role="p">{WORD}<picture {BOX} href="a.png" alt="Logo"/></g>',
        f'<g role="p" lang="en">{WORD}</g>',
    ],
)
def test_what_is_heard_is_good(inside: str) -> None:
    """Every role in its place."""
    accessibility.check(page(inside))


def test_a_page_that_is_a_figure_is_told_by_its_alt() -> None:
    """A circle to cut out needs no roles inside."""
    accessibility.check(page(WORD, ' role="figure" alt="Cirkel: aap"'))
    assert "text without a role: 'Aap'" == problem_of(WORD, ' role="section"').message


def test_the_language_of_a_paragraph_is_kept(gpo: Press) -> None:
    """Also when its role is the one it has by itself."""
    drawing = page(f'<paragraph {BOX} style="body" lang="en">tea</paragraph>')
    (group,) = gpo.composer.setter.page(drawing).items
    assert ("p", "en") == (group.tag.role, group.tag.lang)


# -- headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "roles",
    [
        (),  # a sheet without headings
        ("h1",),
        ("h1", "h2", "h3", "h2", "h3", "h1", "h2"),  # down one at a time, up by any number
        ("h1", "h1"),
        ("p", "h1"),
    ],
)
def test_headings_in_order(roles: tuple[str, ...]) -> None:
    accessibility.check_headings([sheet(headings(*roles))])


@pytest.mark.parametrize(
    ("roles", "message", "hint"),
    [
        (("h1", "h3"), "the heading h3 follows h1: a level is skipped", "make it h2"),
        (("h1", "h2", "h2", "h4"), "the heading h4 follows h2: a level is skipped", "make it h3"),
        (("h2",), "the first heading of the sheet is h2", "make it h1"),
    ],
)
def test_a_level_is_not_skipped(roles: tuple[str, ...], message: str, hint: str) -> None:
    with pytest.raises(Problem) as raised:
        accessibility.check_headings([sheet(headings(*roles))])
    assert (message, hint) == (raised.value.message, raised.value.hint)
    assert "a.xml" == raised.value.at.file


def test_headings_are_those_of_a_whole_sheet() -> None:
    """A title may come from one page and what stands below it from another, or from the back."""
    title, below = headings("h1"), headings("h2")
    accessibility.check_headings([sheet(title, below), sheet(title, back=below)])
    for wrong in ([sheet(below, title)], [sheet(title), sheet(below)]):
        with pytest.raises(Problem, match="the first heading of the sheet is h2"):
            accessibility.check_headings(wrong)


def test_headings_inside_a_figure_are_none() -> None:
    """Its alt text is all that is heard."""
    inside = f'<g role="figure" alt="a"><paragraph {BOX} style="body" role="h4">a</paragraph></g>'
    accessibility.check_headings([sheet(page(inside))])
    accessibility.check_headings([sheet(page(inside, ' role="figure" alt="a"'))])
    symbol = f'{SYMBOL}<use href="s" role="h2"/>'
    with pytest.raises(Problem, match="the first heading of the sheet is h2"):
        accessibility.check_headings([sheet(page(symbol))])


# -- from the templates -------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("parts/chart.xml", 'alt="{{ band.spoken }}"', "", "a figure needs an alt text"),
        (
            "quadrant.xml",
            'role="h2">{{ quarter.name }}',
            'role="h4">{{ quarter.name }}',
            "h4 follows h1",
        ),
        ("circles.xml", 'role="h1"', 'role="h2"', "the first heading of the sheet is h2"),
    ],
)
def test_a_template_is_told_where(
    templates: Path, file: str, old: str, new: str, message: str
) -> None:
    """A fault of a template is a problem at its line, before anything is written."""
    path = templates / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    gpo = press(templates=templates)
    with pytest.raises(Problem, match=message) as raised:
        for handout in gpo.handouts:
            gpo.sections(handout)
    assert f"templates/{file}" == raised.value.at.file and raised.value.at.line


# -- words that are read aloud only -------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("quadrant.yaml", "{top-left}", "", "description: must hold {top-left}"),
        ("quadrant.yaml", "{left}", "{link}", "description: nothing is filled in for {link}"),
        ("quadrant.yaml", "{horizontal}", "regie }", "description: a { or } has no partner"),
        ("holidays.yaml", "{last}", "later", "period: must hold {last}"),
        ("holidays.yaml", "{first} tot", "{eerst} tot", "nothing is filled in for {eerst}"),
    ],
)
def test_what_is_filled_in_must_be_known(
    workshop: Workshop, file: str, old: str, new: str, message: str
) -> None:
    """A description that leaves something out, or a slip in a name, is told with its line."""
    with pytest.raises(Problems) as raised:
        workshop.change(file, old, new).press()
    assert any(message in problem.message and problem.at.line for problem in raised.value.problems)


def test_the_names_of_the_axes_may_be_left_out(workshop: Workshop) -> None:
    """They are known in a description, and not asked for."""
    press = workshop.change("quadrant.yaml", "{horizontal}", "regie").press()
    press.sections(press.handout("kwadrant"))
