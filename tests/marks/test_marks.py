"""Marks lie outside what is cut, and inside what a printer reaches."""

import pytest

from worksheets.drawing.items import Circle, Line, Page, Paragraph, Text, Use
from worksheets.drawing.sheets import Placement
from worksheets.geometry import Box, Point, Size
from worksheets.marks import foot
from worksheets.marks.cut_marks import CUT_WEIGHT, cut_lines
from worksheets.marks.foot import FOOT, area, safe
from worksheets.markup.assets import Assets
from worksheets.theme.theme import Theme

A4 = Size(210, 297)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Assets().theme


def test_the_safe_area_keeps_8_mm() -> None:
    """On all four sides."""
    assert Box(8, 8, 194, 281) == safe(A4)


def test_the_foot_is_taken_off_the_area_of_a_handout() -> None:
    """The rest of the safe area is its own."""
    assert Box(8, 8, 194, 281 - FOOT) == area(A4)


def test_only_round_pages_have_cut_lines(theme: Theme) -> None:
    """A circle is cut out where its page ends; a sheet is not."""
    sheet = Placement(Page("sheet", A4, ()), Point(0, 0))
    circle = Placement(Page("circle", Size(38, 38), (), round=True), Point(30, 40))
    (line,) = cut_lines(theme, [sheet, circle]).items
    assert isinstance(line, Circle) and line.stroke
    assert (30, 40, 19, None) == (line.cx, line.cy, line.r, line.fill)
    assert CUT_WEIGHT == line.stroke.weight


def test_the_ruler_has_a_tick_each_centimetre(theme: Theme) -> None:
    """From 0 to 100 mm, and one line along them."""
    drawn = foot.ruler(theme, "100 mm")
    lines = [item for item in drawn.items if isinstance(item, Line)]
    assert (0, 0, 100, 0) == (lines[0].x1, lines[0].y1, lines[0].x2, lines[0].y2)
    assert list(range(0, 101, 10)) == [line.x1 for line in lines[1:]]
    assert ["100 mm"] == [item.text for item in drawn.items if isinstance(item, Text)]


def test_everything_at_the_foot_is_decoration(theme: Theme) -> None:
    """Who listens to the sheet does not hear it on every page; the attribution is in it."""
    symbol = foot.foot(
        theme, A4, name="Cirkels", attribution="Naar: x", true_size="100 %", ruler_label="100 mm"
    )
    texts = [item for item in symbol.items if isinstance(item, (Text, Paragraph))]
    assert ["Cirkels", "Naar: x", "100 %"] == [text.text for text in texts]
    assert {"decoration"} == {text.tag.role for text in texts}
    (ruler,) = [item for item in symbol.items if isinstance(item, Use)]
    box = safe(A4)
    assert box.x < ruler.x and box.y < ruler.y < box.bottom


def test_the_foot_of_narrow_paper_has_a_line_more(theme: Theme) -> None:
    """A5: a long attribution, and the advice beside a ruler that takes most of the width."""
    wide, narrow = (
        foot.foot(
            *(theme, paper),
            **{
                "name": "C",
                "attribution": "Naar: x",
                "true_size": "100 %",
                "ruler_label": "100 mm",
            },
        )
        for paper in (A4, Size(148, 210))
    )
    (credit, less), (advice, low) = (
        [
            next(item for item in symbol.items if getattr(item, "text", "") == text)
            for symbol in feet
        ]
        for text, feet in (("Naar: x", (narrow, wide)), ("100 %", (narrow, wide)))
    )
    assert isinstance(credit, Paragraph) and isinstance(less, Paragraph)
    assert credit.height and less.height and credit.height > 1.8 * less.height
    assert isinstance(advice, Text) and isinstance(low, Text)
    assert 297 - low.y < 210 - advice.y
    assert area(Size(148, 210)).height < safe(Size(148, 210)).height - FOOT


def test_a_foot_may_have_no_ruler(theme: Theme) -> None:
    """What is made smaller claims no length."""
    symbol = foot.foot(theme, A4, name="C", attribution="x", true_size="45 %", ruler_label="")
    assert not [item for item in symbol.items if isinstance(item, Use)]
