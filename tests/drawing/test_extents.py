"""Where ink lies: the boxes of what is drawn hold all of it, and nothing much besides."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from worksheets.drawing import extents
from worksheets.drawing.items import (
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
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.geometry import Box, Matrix, Point, Size
from worksheets.press.jobs import Press
from worksheets.problems import NOWHERE
from worksheets.theme.theme import Ink
from worksheets.writers import png
from worksheets.writers.pdf import write

INK, WHITE = Ink("ink", "#000000"), Ink("paper", "#FFFFFF")
PEN = Stroke(INK, 1)


@pytest.mark.parametrize(
    ("item", "boxes"),
    [
        (Line(10, 20, 30, 20, PEN), [Box(10, 19.5, 20, 1)]),  # its ends are cut
        (Line(10, 20, 10, 50, PEN), [Box(9.5, 20, 1, 30)]),
        (Line(10, 20, 30, 40, PEN), [Box(9.5, 19.5, 21, 21)]),
        (Line(10, 20, 30, 20, Stroke(INK, 1, cap="round")), [Box(9.5, 19.5, 21, 1)]),
        (Rect(10, 20, 30, 40, fill=INK), [Box(10, 20, 30, 40)]),
        (Rect(10, 20, 30, 40, fill=WHITE), []),  # the colour of the paper
        # A frame is its four edges: inside it is nothing.
        (
            Rect(10, 20, 30, 40, stroke=PEN),
            [
                Box(9.5, 19.5, 31, 1),
                Box(39.5, 19.5, 1, 41),
                Box(9.5, 59.5, 31, 1),
                Box(9.5, 19.5, 1, 41),
            ],
        ),
        (Circle(50, 50, 10, fill=INK), [Box(40, 40, 20, 20)]),
        (Group((Circle(0, 0, 10, fill=INK),), 5, 6, 2), [Box(-15, -14, 40, 40)]),
        (Use(Symbol("s", (Rect(0, 0, 4, 2, fill=INK),)), 10, 10, turn=90), [Box(8, 10, 2, 4)]),
        (Path((("M", (0, 0)), ("L", (9, 0)), ("Z", ())), fill=INK), [Box(0, 0, 9, 0)]),
    ],
)
def test_every_thing_has_its_box(gpo: Press, item: Item, boxes: list[Box]) -> None:
    """In mm, with half a line's weight around it."""
    areas = [extent.box for extent in extents.of_items([item], gpo.fonts)]
    assert len(boxes) == len(areas)
    for box, expected in zip(areas, boxes, strict=True):
        assert expected == pytest.approx(box)


@pytest.mark.parametrize("handout", ["kwadrant", "tijdlijn-strook", "cirkels"])
def test_no_ink_lies_outside_its_box(gpo: Press, handout: str) -> None:
    """Rendered, with all boxes painted white over it: hardly a pixel is left."""
    (sheet, *_) = gpo.job(gpo.handout(handout)).sheets
    boxes = [extents.grown(extent.box, 0.15) for extent in extents.of_side(sheet.front, gpo.fonts)]
    covers = tuple(Rect(*box, fill=WHITE) for box in boxes)
    side = Side(sheet.front.size, sheet.front.placements, (*sheet.front.marks, *covers))
    (data,) = png.render(write.write(Job("t", "T", (Sheet(side),)), gpo.fonts), 72)
    picture = Image.open(BytesIO(data)).convert("L")
    left = ImageChops.invert(picture).point(lambda level: 255 if level > 60 else 0)
    assert left.getbbox() is None


def test_the_box_of_text_is_that_of_its_letters(gpo: Press) -> None:
    """An x has no ascender, a p a descender; spaces are nothing."""
    style = gpo.composer.theme.style("body", NOWHERE)

    def box(text: str) -> Box:
        line, word = extents.of_items([Text(0, 0, text, style, 10)], gpo.fonts)
        assert ("text", "word") == (line.kind, word.kind) and line.box == word.box
        return line.box

    assert box("x").height < box("l").height < box("lp").height
    assert box("x").bottom < 0.2
    assert box("p").bottom > 1
    assert gpo.fonts.width("lp", style.fonts) * 10 == pytest.approx(box("lp").width)
    assert [] == list(extents.of_items([Text(0, 0, " ", style, 10)], gpo.fonts))


def test_a_clip_hides_what_is_outside(gpo: Press) -> None:
    """What a placement does not show has no extent."""
    page = Page("p", Size(100, 100), (Rect(0, 0, 10, 10, fill=INK), Rect(50, 0, 10, 10, fill=INK)))
    side = Side(Size(100, 100), (Placement(page, Point(0, 0), clip=Box(5, 0, 20, 100)),))
    assert [Box(5, 0, 5, 10)] == [extent.box for extent in extents.of_side(side, gpo.fonts)]


def test_only_what_is_in_a_window_is_seen(gpo: Press) -> None:
    """Groups and symbols that lie astride are taken apart, and keep what they are."""
    near, far = Rect(0, 0, 4, 4, fill=INK), Rect(50, 0, 4, 4, fill=INK)
    window, tag = Box(0, 0, 20, 20), Tag("p")
    items = (Group((near, far), 1, 1, tag=tag), Use(Symbol("s", (near, far))), far)
    group, use = extents.seen(items, window, gpo.fonts)
    assert group == Group((near,), 1, 1, tag=tag)
    assert use == Group((near,))
    whole = Group((near, near))
    assert [whole] == list(extents.seen([whole], window, gpo.fonts))


def test_a_line_of_text_is_taken_apart_between_its_words(gpo: Press) -> None:
    """Each word stays at its place; one astride stays whole; what is said goes with it."""
    style = gpo.composer.theme.style("body", NOWHERE)
    line = Text(5, 0, "van een Typ tot slot", style, 10, spaced=True)
    words = [e.box for e in extents.of_items([line], gpo.fonts) if e.kind == "word"]
    assert 5 == len(words)

    def seen(left: float, right: float, text: Text = line) -> Text:
        (part,) = extents.seen([text], Box(left, -20, right - left, 40), gpo.fonts)
        assert isinstance(part, Text)
        return part

    middle = seen(words[1].x + 1, words[3].x - 0.1)
    assert ("een Typ", words[1].x, False) == (middle.text, middle.x, middle.spaced)
    last = seen(words[3].x + 1, 500)
    assert ("tot slot", True) == (last.text, last.spaced)
    typ, _ = (e.box for e in extents.of_items([seen(words[2].x, words[3].x - 0.1)], gpo.fonts))
    assert (words[2].x, words[2].width) == pytest.approx((typ.x, typ.width))
    assert line is seen(0, 500)
    hyphened = Text(5, 0, "een coordi-", style, 10, said="een coordi")
    edge = [e.box for e in extents.of_items([hyphened], gpo.fonts)][-1].x
    assert ("coordi-", "coordi") == (seen(edge, 500, hyphened).text, seen(edge, 500, hyphened).said)
    # What runs both ways, or is said in other words, is not taken apart.
    other = Text(5, 0, "شكرا جزيلا", style, 10)
    assert other is seen(0, 8, other)
    spelt = Text(5, 0, "een ICT-er", style, 10, said="een i c t er")
    assert spelt is seen(0, 8, spelt)


def test_words_beyond_what_is_told_are_not_seen(gpo: Press) -> None:
    """Shapes are, as they are drawn a little beyond a seam."""
    style = gpo.composer.theme.style("body", NOWHERE)
    text, shape = Text(20.3, 10, "woord", style, 4), Rect(20.3, 0, 9, 9, fill=INK)
    window, area = Box(0, 0, 21, 20), Box(0, 0, 20, 20)
    assert [shape] == list(extents.seen([text, shape], window, gpo.fonts, text_window=area))
    both = Group((text, shape))
    assert [Group((shape,))] == list(extents.seen([both], window, gpo.fonts, text_window=area))


COORDINATES = st.floats(-100, 100)
BOXES = st.builds(Box, COORDINATES, COORDINATES, st.floats(0, 100), st.floats(0, 100))
MATRICES = st.builds(
    Matrix.of, COORDINATES, COORDINATES, st.floats(0.1, 4), st.sampled_from((0, 30, 90, 180, 271))
)


@given(BOXES, MATRICES, st.floats(0, 1), st.floats(0, 1))
def test_a_box_goes_through_a_matrix_with_all_in_it(
    box: Box, matrix: Matrix, across: float, down: float
) -> None:
    """Every point of it."""
    point = matrix(box.x + across * box.width, box.y + down * box.height)
    assert extents.within(Box(*point, 0, 0), extents.grown(extents.mapped(box, matrix), 1e-6))


@given(BOXES, BOXES)
def test_boxes_meet_in_what_they_have_in_common(box: Box, other: Box) -> None:
    """And have nothing in common when they do not."""
    common = extents.common(box, other)
    if extents.meet(box, other):
        assert common
        assert extents.within(common, extents.grown(box, 1e-9))
        assert extents.within(common, extents.grown(other, 1e-9))
    else:
        assert not common or not common.width or not common.height
