"""No seam goes through a word where another one could be, or the word can move aside."""

from __future__ import annotations

from functools import lru_cache

import pytest
from conftest import ROOT, press
from hypothesis import given
from hypothesis import strategies as st

from worksheets.drawing import extents
from worksheets.drawing.items import Circle, Group, Line, Page, Rect, Stroke, Text
from worksheets.drawing.sheets import Placement, Side
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Point, Size
from worksheets.imposition.tiling import fits, tiling
from worksheets.paper import PAPERS, paper
from worksheets.prepress import placing, seams
from worksheets.prepress.seams import BESIDE, TextLine, apart, moved, text_lines
from worksheets.prepress.tiles import _Tiles
from worksheets.press.jobs import Press
from worksheets.problems import NOWHERE
from worksheets.theme.theme import Ink, TextStyle

SLACK = 1e-6
PAGE = Size(420, 297)
BLACK = Ink("ink", "#000000")


@lru_cache
def pressed(name: str, tile: str | None = None) -> Press:
    return press(ROOT / "content" / name, tile=tile)


@lru_cache
def style() -> TextStyle:
    return pressed("gpo").composer.theme.style("body", NOWHERE)


def fonts() -> Fonts:
    return pressed("gpo").fonts


def cut(side: Side, upright: list[float], level: list[float]) -> list[Box]:
    """The words that seams go through; not the copies that are upside down, which do not move."""
    words = [e.box for e in extents.of_side(side, fonts()) if e.kind == "word" and e.level]
    return [
        box
        for box in words
        if any(box.x < at < box.right for at in upright)
        or any(box.y < at < box.bottom for at in level)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("tile", ["A4", "A3", "Letter"])
@pytest.mark.parametrize("name", ["gpo", "gpo-en", "eisenhower"])
def test_no_word_of_a_workshop_is_cut(name: str, tile: str) -> None:
    """Of all its sheets, on the paper that schools have."""
    workshop, tiled = pressed(name), pressed(name, tile)
    for handout in workshop.handouts:
        job = workshop.job(handout)
        for sheet in job.sheets[:3]:
            if fits(sheet.front.size, paper(tile)):
                continue
            for side in placing.sides(sheet):
                parts = _Tiles(tiled.composer, job, sheet, side, paper(tile), side)
                upright = [span.end for span in parts.tiling.columns[:-1]]
                level = [span.end for span in parts.tiling.rows[:-1]]
                assert [] == cut(parts.apart, upright, level), handout.id


def test_no_word_of_the_quadrant_is_cut() -> None:
    """The sheet that everyone glues: its title, and what is filled in above it, are whole."""
    job = pressed("gpo").job(pressed("gpo").handout("kwadrant"))
    sheet = job.sheets[0]
    parts = _Tiles(
        *(pressed("gpo", "A4").composer, job, sheet, sheet.front, PAPERS["A4"], sheet.front)
    )
    upright = [span.end for span in parts.tiling.columns[:-1]]
    assert 3 == len(parts.parts)
    assert [] == cut(parts.apart, upright, [])
    # It is still that page: nothing moves far.
    lines = text_lines(extents.of_side(sheet.front, fonts()))
    assert max(abs(move) for line in lines for move in (*moved(line, upright), 0)) < 36


WORDS = st.lists(st.tuples(st.floats(0.5, 4), st.floats(2, 60)), min_size=1, max_size=8)


@given(
    words=WORDS,
    left=st.floats(0, 60),
    right=st.floats(0, 60),
    upright=st.lists(st.floats(0, 300), max_size=3, unique=True),
)
def test_words_move_within_their_room_and_stay_in_order(
    words: list[tuple[float, float]], left: float, right: float, upright: list[float]
) -> None:
    """No two come nearer to each other; fewer are cut than before; nothing moves for nothing."""
    spans, at = [], 0.0
    for gap, width in words:
        spans.append((at + gap, at + gap + width))
        at += gap + width
    box = Box(spans[0][0], 0, spans[-1][1] - spans[0][0], 4)
    line = TextLine(box, tuple(spans), left, right)
    moves = moved(line, upright)
    after = [(a + move, b + move) for (a, b), move in zip(spans, moves, strict=True)]
    assert box.x - left <= after[0][0] + SLACK
    assert after[-1][1] <= box.right + right + SLACK
    for n in range(len(spans) - 1):
        assert after[n + 1][0] - after[n][1] >= spans[n + 1][0] - spans[n][1] - SLACK

    def crossed(places: list[tuple[float, float]]) -> int:
        return sum(
            a - BESIDE + SLACK < seam < b + BESIDE - SLACK for a, b in places for seam in upright
        )

    assert crossed(after) <= crossed(spans)
    if not crossed(spans):
        assert not any(moves)
    if left > 300 or right > 300:
        assert not crossed(after)


def side(*items: Text | Rect | Circle | Line | Group) -> Side:
    return Side(PAGE, (Placement(Page("p", PAGE, items), Point(0, 0)),))


def text(words: str, x: float, y: float = 20) -> Text:
    return Text(x, y, words, style(), 4)


def starts(of: Side) -> list[float]:
    return [e.box.x for e in extents.of_side(of, fonts()) if e.kind == "word" and e.level]


def opened(at: float, *items: Text | Rect | Circle | Line | Group) -> list[float]:
    """How far words move for a seam."""
    before = side(*items)
    after = apart(before, text_lines(extents.of_side(before, fonts())), [at], fonts())
    pairs = zip(starts(after), starts(before), strict=True)
    return [round(moved - was, 2) for moved, was in pairs]


FAR = text("|", 410, 280)  # there is ink so far to the right
NEAR = text("|", 1, 280)


def test_a_line_opens_at_a_seam() -> None:
    """The words beyond it begin behind it; those before it stay."""
    words = text("aan de slag", 100)
    (_, _, third) = starts(side(words))
    moves = opened(third + 1, words, FAR, NEAR)
    assert [0, 0, pytest.approx(1 + BESIDE, abs=0.01), 0, 0] == moves


def test_words_move_back_where_something_stands_behind_them() -> None:
    """Another line, or the edge of all that is drawn."""
    words = text("aan de slag", 100)
    end = extents.of_side(side(words), fonts())[0].box.right
    assert max(opened(end - 1, words, text("vol", end + 1.1), NEAR)) == 0
    assert min(opened(end - 1, words, text("vol", end + 1.1), NEAR)) < 0
    assert min(opened(end - 1, words, NEAR)) < 0


def test_words_stay_on_their_panel_and_in_their_column() -> None:
    """A panel ends, a line stands between two columns: words do not go over them."""
    words = text("aan de slag", 100)
    end = extents.of_side(side(words), fonts())[0].box.right
    panel = Rect(99, 0, end + 1.5 - 99, 100, fill=BLACK)
    assert not any(opened(end - 2, panel, words, FAR, NEAR))
    rule = Line(end + 1.2, 0, end + 1.2, 100, Stroke(BLACK, 0.2))
    before = Line(99, 0, 99, 100, Stroke(BLACK, 0.2))
    assert not any(opened(end - 2, words, rule, before, FAR, NEAR))


def test_words_in_a_circle_stay_in_its_middle() -> None:
    """A small thing stays as it is: no seam should come there."""
    assert not any(opened(101, Circle(103, 19, 15, fill=BLACK), text("slag", 100), FAR, NEAR))


def test_words_in_groups_move_and_what_is_turned_does_not() -> None:
    """By as much on paper, whatever the group's scale."""
    inner = Group((text("slag", 0, 0),), 100, 20, scale=2)
    assert [pytest.approx(1 + BESIDE, abs=0.02), 0, 0] == opened(
        starts(side(inner))[0] + 1, inner, FAR, NEAR
    )
    turned = Group((text("slag", 0, 0),), 100, 20, turn=-90)
    assert not any(opened(99, turned, FAR, NEAR))


def test_what_is_copied_of_an_open_line_is_what_was_written() -> None:
    """In parts, each with its own words; a hyphen at its end is drawn and not said."""
    words = Text(100, 20, "aan de sla-", style(), 4, said="aan de sla", spaced=False)
    before = side(words, FAR, NEAR)
    at = starts(before)[2] + 1
    after = apart(before, text_lines(extents.of_side(before, fonts())), [at], fonts())
    first, second, *_ = after.placements[0].page.items
    assert isinstance(first, Text)
    assert isinstance(second, Text)
    assert ("aan de", "aan de", True) == (first.text, first.said, first.spaced)
    assert ("sla-", "sla", False) == (second.text, second.said, second.spaced)


def test_a_seam_comes_where_words_move_least() -> None:
    """Between two lines that each fill half of the width, of which one is longer."""
    lines = [text("kort en lang woordenboek", 150 + n, 20 + 8 * n) for n in range(30)]
    drawing = extents.of_side(side(*lines, FAR, NEAR), fonts())
    across = tuple(seams.across(drawing, text_lines(drawing)))
    plan = tiling(PAGE, PAPERS["A3"].portrait, margin=8, across=across)
    for span in plan.columns[:-1]:
        assert not [e for e in drawing if e.kind == "text" and e.box.x < span.end < e.box.right]
