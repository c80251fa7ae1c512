"""What nobody can see makes no difference, and all that can be seen does."""

from __future__ import annotations

import re

import pytest
from conftest import GPO, press
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.drawing.appearance import CODE, SIGNS, Facts, Visible
from worksheets.drawing.items import (
    DECORATION,
    Blank,
    Circle,
    Group,
    Item,
    Line,
    Page,
    Path,
    Rect,
    Stroke,
    Symbol,
    Tag,
    Text,
    Use,
)
from worksheets.geometry import Size
from worksheets.handouts.shared.codes import code_of
from worksheets.markup.assets import Assets
from worksheets.press.jobs import Press
from worksheets.problems import NOWHERE, Place
from worksheets.theme.theme import Ink

ASSETS = Assets()
VISIBLE = Visible(ASSETS.fonts)
THEME = ASSETS.theme
RED, BLUE, WHITE = Ink("red", "#C00000"), Ink("blue", "#0000C0"), Ink("wit", "#FFFFFF")
PEN = Stroke(BLUE, 0.5)
STYLE = THEME.style("body", NOWHERE)

SURFACE = Rect(10, 10, 20, 10, fill=RED)
WORDS = Text(12, 18, "waar", replace(STYLE, ink=BLUE), 4)
ASIDE = Circle(60, 60, 5, stroke=PEN)
LINE = Line(40, 10, 80, 10, PEN)
ITEMS: tuple[Item, ...] = (SURFACE, WORDS, ASIDE, LINE)


SQUARE = Size(100, 100)


def facts(*items: Item, size: Size = SQUARE) -> Facts:
    return VISIBLE.facts(Page("blad", size, items))


def differing(first: Facts, other: Facts) -> set[str]:
    return {
        name for name in first.__struct_fields__ if getattr(first, name) != getattr(other, name)
    }


@pytest.mark.parametrize(
    "items",
    [
        (Group(ITEMS),),
        (Group((SURFACE, WORDS), tag=Tag("figure", "een plaatje")), ASIDE, LINE),
        (Use(Symbol("alles", ITEMS)),),
        (SURFACE, replace(WORDS, tag=DECORATION, at=Place("x", 3)), ASIDE, LINE),
        (SURFACE, replace(WORDS, spaced=True), ASIDE, LINE),
        (SURFACE, replace(WORDS, style=replace(WORDS.style, name="anders")), ASIDE, LINE),
        (replace(SURFACE, fill=replace(RED, name="rood")), WORDS, ASIDE, LINE),
        (replace(SURFACE, fill=replace(RED, colour="#c00000")), WORDS, ASIDE, LINE),
        (LINE, ASIDE, SURFACE, WORDS),  # another order, except of what overlaps
        (*ITEMS, Rect(1, 1, 5, 5)),  # neither surface nor outline
        (*ITEMS, Rect(1, 1, 5, 5, stroke=Stroke(RED, 0))),
        (*ITEMS, Rect(1, 1, 0, 5, fill=RED)),
        (*ITEMS, Line(3, 3, 3, 3, PEN)),
        (*ITEMS, replace(WORDS, text="  ", y=80)),
        (Rect(0, 0, 100, 100, fill=WHITE), *ITEMS),  # as the paper is
        (*ITEMS, Text(80, 80, "K7P", replace(STYLE, name=CODE), 2)),  # computed from the rest
        (replace(SURFACE, x=10.004), WORDS, ASIDE, LINE),
        (SURFACE, WORDS, ASIDE, Line(80, 10, 40, 10, PEN)),  # from its other end
        (SURFACE, WORDS, ASIDE, Blank(40, 0, 40, 10, 1, "naam", PEN)),
        (Group((Group(ITEMS, 7, -3, 2),), -3.5, 1.5, 0.5),),
        (Group((Group(ITEMS, turn=90),), turn=-90),),
    ],
)
def test_what_nobody_sees_is_no_change(items: tuple[Item, ...]) -> None:
    """Names, groups, roles, places, order, and what draws nothing."""
    assert set() == differing(facts(*ITEMS), facts(*items))


@pytest.mark.parametrize(
    ("items", "changed"),
    [
        ((SURFACE, replace(WORDS, text="hoe"), ASIDE, LINE), {"text", "layout"}),
        ((SURFACE, replace(WORDS, x=13), ASIDE, LINE), {"layout"}),
        ((SURFACE, replace(WORDS, size=4.1), ASIDE, LINE), {"layout"}),
        (
            (
                SURFACE,
                replace(WORDS, style=replace(STYLE, fonts=("source",), ink=BLUE)),
                *ITEMS[2:],
            ),
            {"layout"},
        ),
        ((SURFACE, Group((WORDS,), turn=1), ASIDE, LINE), {"layout"}),
        ((replace(SURFACE, x=10.02), WORDS, ASIDE, LINE), {"drawing"}),
        ((replace(SURFACE, radius=1), WORDS, ASIDE, LINE), {"drawing"}),
        ((SURFACE, WORDS, ASIDE, replace(LINE, stroke=replace(PEN, weight=0.6))), {"drawing"}),
        ((SURFACE, WORDS, ASIDE, replace(LINE, stroke=replace(PEN, dash=(1, 1)))), {"drawing"}),
        ((SURFACE, WORDS, LINE), {"drawing"}),
        ((replace(SURFACE, fill=replace(RED, colour="#D00000")), *ITEMS[1:]), {"colours"}),
        ((WORDS, SURFACE, ASIDE, LINE), set()),  # the words are covered: only the hash tells
        ((replace(SURFACE, fill=BLUE), WORDS, ASIDE, LINE), {"colours"}),
    ],
)
def test_what_is_seen_is_a_change(items: tuple[Item, ...], changed: set[str]) -> None:
    """And it is told as a change of the right sort."""
    assert {"hash", *changed} == differing(facts(*ITEMS), facts(*items))


def test_white_is_seen_on_a_colour() -> None:
    """But not beside it."""
    on, beside = Circle(20, 15, 2, fill=WHITE), Circle(80, 80, 2, fill=WHITE)
    assert facts(SURFACE) != facts(SURFACE, on)
    assert facts(SURFACE) == facts(SURFACE, beside)


def test_another_size_is_another_page() -> None:
    """Also when nothing on it has moved."""
    other = facts(*ITEMS, size=Size(100, 101))
    assert {"size", "hash"} == differing(facts(*ITEMS), other)


def test_a_text_is_the_same_however_its_lines_break() -> None:
    """Hyphens at line ends are not words: only the layout differs."""

    def lines(*rows: tuple[str, str | None, bool]) -> Item:
        return Group(
            tuple(
                Text(5, 10 + 5 * n, text, STYLE, 4, said=said, spaced=spaced)
                for n, (text, said, spaced) in enumerate(rows)
            )
        )

    plain = lines(("samen leren", None, False))
    hyphened = lines(("samen le-", "samen le", False), ("ren", None, False))
    separate = lines(("samen", None, True), ("leren", None, False))
    assert facts(plain).text == facts(hyphened).text == facts(separate).text
    assert len({facts(plain).layout, facts(hyphened).layout, facts(separate).layout}) == 3


BOXES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([RED, BLUE])),
    min_size=1,
    max_size=12,
    unique_by=lambda box: box[:2],
)


@given(BOXES, st.randoms(use_true_random=False))
def test_order_of_what_lies_apart_does_not_count(
    boxes: list[tuple[int, int, Ink]], random: object
) -> None:
    """Squares of 8 mm on a grid of 10."""
    items: list[Item] = [Rect(10 * x, 10 * y, 8, 8, fill=ink) for x, y, ink in boxes]
    shuffled = list(items)
    random.shuffle(shuffled)
    assert facts(*items) == facts(*shuffled)


@given(
    BOXES,
    st.floats(-50, 50),
    st.floats(-50, 50),
    st.sampled_from([0.25, 0.5, 1, 2, 3]),
    st.sampled_from([0, 90, 180, 270]),
)
def test_groups_that_undo_each_other_do_not_count(
    boxes: list[tuple[int, int, Ink]], x: float, y: float, scale: float, turn: int
) -> None:
    """Only where each item comes to lie counts."""
    items = tuple(
        Path(
            (("M", (10 * x, 10 * y)), ("L", (10 * x + 8, 10 * y + 3)), ("L", (10 * x, 10 * y + 8))),
            fill=ink,
        )
        for x, y, ink in boxes
    )
    undone = Group((Group((Group(items, scale=scale, turn=turn),), turn=-turn),), scale=1 / scale)
    moved = Group((Group((undone,), x, y),), -x, -y)
    assert facts(*items) == facts(moved)


# -- codes -----------------------------------------------------------------------------------------


def written_out(page: Page) -> Page:
    """The same page without its symbols."""

    def out(item: Item) -> Item:
        if isinstance(item, Use):
            inside = tuple(map(out, item.symbol.items))
            return Group(inside, item.x, item.y, item.scale, item.turn)
        return replace(item, items=tuple(map(out, item.items))) if isinstance(item, Group) else item

    return replace(page, items=tuple(map(out, page.items)))


def pages(press: Press, *handouts: str) -> list[Page]:
    return [
        placement.page
        for name in handouts
        for part in press.sections(press.handout(name))
        for sheet in part.sheets
        for placement in sheet.front.placements
    ]


@pytest.mark.parametrize("theme", ["kleur", "inktbesparend"])
def test_the_code_on_a_page_is_that_of_what_is_seen_of_it(theme: str) -> None:
    """However it is put together; all that is cut out has one, three clear signs long."""
    gpo = press(GPO, theme=theme, subjects=("Engels", "Bpv"))
    seen = Visible(gpo.fonts)
    cut = {
        page for page in pages(gpo, "cirkels", "cirkels-vakken", "actiekaarten") if page.tag.role
    }
    cut |= {page for page in pages(gpo, "actiekaarten") if page.size.width < 99}
    codes = {}
    for page in cut:
        # Circles have theirs beside them, on the sheet.
        drawn = [i.text for i in page.items if isinstance(i, Text) and i.style.name == CODE]
        code = code_of(gpo.composer, page) if page.round else drawn[0]
        assert re.fullmatch(f"[{SIGNS}]{{3}}", code)
        assert code == seen.code(page) == Visible(gpo.fonts).code(written_out(page))
        codes[page.title, page.name] = code
    assert 6 * 7 + 1 == len(codes)
    assert len(set(codes.values())) >= len(codes) - 1  # two may be alike by chance


def test_signs_are_not_taken_for_each_other() -> None:
    """No vowels, so that no words arise; none of a pair that looks alike, upright or turned."""
    for pair in ("0O", "1I", "1L", "5S", "2Z", "8B", "6G", "69", "MW", "UV", "0D", "0Q"):
        assert not set(pair) <= set(SIGNS)
    assert not set("AEIOUY") & set(SIGNS)
