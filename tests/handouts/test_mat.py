"""The mat: what was laid lies on no words and on nothing else, and a camera's marks have room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path

import pytest
from conftest import Workshop, built, press
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.examples import Example
from worksheets.content.workshop import Handout
from worksheets.drawing.extents import Extent, meet, of_side
from worksheets.geometry import Box, Point
from worksheets.handouts.quadrant import mat_of
from worksheets.layout.mat import MARK, MARKS, MatLayout, mat_layout
from worksheets.layout.placing import Circle, Full, Place, placed
from worksheets.press.jobs import Press, produce
from worksheets.problems import Problem, Problems

CONTENT = Path(__file__).parents[2] / "content"
WORKSHOPS = tuple(
    path.parent.name
    for path in sorted(CONTENT.glob("*/workshop.yaml"))
    if "template: quadrant" in path.read_text(encoding="utf-8")
)
PAPERS = ("A4", "Letter", "Ledger", "Legal", "B4", "A3", "SRA3", "A2", "A5", "A1")
THEMES = ("kleur", "grijs", "inktbesparend")
CLOSE = 1e-3  # mm


@cache
def opened(name: str, **options: object) -> Press:
    return press(CONTENT / name, **options)


def mat_handout(kit: Press) -> Handout:
    return next(handout for handout in kit.handouts if handout.template_name == "quadrant")


def layout_of(kit: Press) -> MatLayout:
    quadrant = kit.composer.content.quadrant
    assert quadrant
    return mat_of(kit.composer, mat_handout(kit), quadrant)


def extents(kit: Press) -> tuple[Extent, ...]:
    ((section,),) = (kit.sections(mat_handout(kit)),)
    return of_side(section.sheets[0].front, kit.fonts)


def circles_of(kit: Press, example: Example) -> Iterator[Circle]:
    """Those of an example as they are cut out: a subject's are of 25 mm."""
    aspects = kit.composer.content.aspects
    assert aspects
    axes = {aspect.id: aspect.axis for aspect in aspects.aspects}
    sets = [circle_set.id for circle_set in aspects.sets]
    laid = [("", kit.composer.circle_size, example.placements)]
    laid += [(f" {subject.subject}", 25.0, subject.placements) for subject in example.subjects]
    for who, diameter, placements in laid:
        for set_, values in placements.items():
            for aspect, value in values.items():
                yield Circle(
                    name=f"{set_} {aspect}{who}",
                    axis=axes[aspect],
                    set=sets.index(set_),
                    value=value,
                    diameter=diameter,
                )


def covers(place: Place, box: Box) -> bool:
    x = min(max(place.centre.x, box.x), box.right)
    y = min(max(place.centre.y, box.y), box.bottom)
    return hypot(place.centre.x - x, place.centre.y - y) < place.radius - CLOSE


EXAMPLES = [
    (name, example.id)
    for name in WORKSHOPS
    for example in getattr(opened(name).composer.content.examples, "examples", ())
]


@pytest.mark.parametrize(("name", "id_"), EXAMPLES)
def test_examples_lie_apart_and_on_no_words(name: str, id_: str) -> None:
    """At true scale, on the mat as it is drawn. Three at one value do not fit above each other."""
    kit = opened(name)
    examples = kit.composer.content.examples
    assert examples
    (example,) = [example for example in examples.examples if example.id == id_]
    circles = list(circles_of(kit, example))
    places = placed(circles, layout_of(kit).mat)
    for one, other in combinations(places, 2):
        far = hypot(one.centre.x - other.centre.x, one.centre.y - other.centre.y)
        assert far >= one.radius + other.radius
    words = [extent.box for extent in extents(kit) if extent.kind == "text"]
    assert 20 < len(words)
    for place in places:
        assert not [box for box in words if covers(place, box)], place.name
    values = sorted((circle.set, circle.value) for circle in circles if circle.axis != "vertical")
    thrice = sum(a == c for a, _, c in zip(values, values[1:], values[2:], strict=False))
    assert sum(place.off > 0 for place in places) <= thrice


@given(st.lists(st.floats(0.06, 0.94), min_size=10, max_size=10))
@settings(max_examples=100, deadline=None)
def test_no_stack_reaches_the_words(values: list[float]) -> None:
    """Any ten circles on the level axis, five of each set."""
    kit = opened("gpo")
    circles = [
        Circle(name=f"{n}", axis="horizontal", set=n % 2, value=value, diameter=38)
        for n, value in enumerate(values)
    ]
    try:
        places = placed(circles, layout_of(kit).mat)
    except Full:
        return
    words = [extent.box for extent in extents(kit) if extent.kind == "text"]
    for place in places:
        if abs(place.centre.x - 210) < 155:
            assert not [box for box in words if covers(place, box)]


def test_eight_of_each_set_lie_side_by_side() -> None:
    """Against the axis, and a second row of each as well."""
    mat = layout_of(opened("gpo")).mat
    assert mat.box.width >= 8 * 38 + 38
    values = [n / 8 + 1 / 16 for n in range(8)]
    circles = [
        Circle(name=f"{n} {set_} {row}", axis="horizontal", set=set_, value=v, diameter=38)
        for row in range(2)
        for set_ in range(2)
        for n, v in enumerate(values)
    ]
    places = placed(circles, mat)
    assert not any(place.off for place in places)
    assert 16 == sum(place.away == 0 for place in places)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", WORKSHOPS)
def test_marks_for_a_camera_have_room(name: str, theme: str) -> None:
    """Ten places of 10 mm in the margins of A3 are free of ink."""
    drawn = extents(opened(name, theme=theme))
    assert 10 == len(MARKS)
    for corner in MARKS:
        mark = Box(corner.x, corner.y, MARK, MARK)
        assert not [extent for extent in drawn if meet(extent.box, mark)], corner


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", WORKSHOPS)
def test_the_mat_is_drawn_on_many_papers(name: str, paper: str) -> None:
    """With circles of all sizes; the slots are larger than the circles, where there are any."""
    for size in (25, 38, 51, 63.5):
        kit = press(CONTENT / name, paper=paper, circle_size=size)
        assert extents(kit)
        layout = layout_of(kit)
        for slot in layout.slots:
            assert size / 2 < slot.radius < size / 2 + 2
        for one, other in pairwise(layout.slots):
            assert other.centre.x - one.centre.x >= 2 * one.radius


def test_every_aspect_has_a_slot_with_its_question() -> None:
    """A3 has room for one to eight; the question is there while the slot is empty."""
    for name in WORKSHOPS:
        kit = opened(name)
        aspects = kit.composer.content.aspects
        assert aspects
        assert len(aspects.aspects) == len(layout_of(kit).slots)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8])
def test_any_number_of_aspects_has_slots(count: int) -> None:
    """On A3, clear of what stands beside them."""
    kit = opened("eisenhower")
    paper = kit.composer.paper(mat_handout(kit))
    area = kit.composer.area(paper)
    layout = mat_layout(area, paper, circle=38, count=count, lines=2, names=7.0)
    assert count == len(layout.slots)
    assert layout.slots[0].centre.x - layout.slots[0].radius >= layout.about.right


@pytest.mark.parametrize("both", [True, False])
def test_turned_copies_can_be_left_out(workshop: Workshop, both: bool) -> None:
    """both_ways: false has each name once; otherwise the copy is drawn, and not read."""
    workshop.change("quadrant.yaml", "both_ways: true", f"both_ways: {str(both).lower()}")
    kit = workshop.press()
    drawn = [extent for extent in extents(kit) if extent.kind == "text"]
    turned = [extent for extent in drawn if not extent.level]
    assert bool(turned) == both


def test_a_workshop_without_the_new_words_has_a_plain_axis(workshop: Workshop) -> None:
    """Short meanings, the sentence on laying and turning may all be left out."""
    path = workshop.folder / "quadrant.yaml"
    text = path.read_text(encoding="utf-8")
    keys = "left_short|middle_short|right_short|both_ways|laying"
    path.write_text(re.sub(rf"(?m)^ *({keys}):.*\n", "", text), encoding="utf-8")
    kit = workshop.press()
    assert extents(kit)
    assert layout_of(kit).half < 1


def test_circles_of_another_size_have_slots_of_their_size() -> None:
    """A circle that just fits its slot was printed at true size."""
    assert layout_of(press(circle_size=25)).slots[0].radius == pytest.approx(13.25)
    assert layout_of(press()).slots[0].radius == pytest.approx(19.75)


def test_tokens_are_of_a_set_that_is_there(workshop: Workshop) -> None:
    """With the nearest name as a hint."""
    path = workshop.folder / "quadrant.yaml"
    tokens = "\ntokens:\n  - {id: t, set: nuu, name: zwaartepunt}\n"
    text = re.sub(r"(?ms)^tokens:.*?(?=^\S)", "", path.read_text(encoding="utf-8"))
    path.write_text(text + tokens, encoding="utf-8")
    with pytest.raises((Problem, Problems), match="no circle set 'nuu'"):
        workshop.press()


def test_marks_are_within_reach_of_half_a_sheet() -> None:
    """Five at each side."""
    assert Point(8.5, 42.0) in MARKS
    assert 4 == sum(mark.x < 100 for mark in MARKS) == sum(mark.x > 400 for mark in MARKS)


@pytest.mark.parametrize("name", WORKSHOPS)
def test_the_meaning_of_the_middle_stands_alike_at_both_sides(name: str) -> None:
    """A mirror in the upright axis shows the same words in the same places, from either side."""
    kit = opened(name)
    quadrant = kit.composer.content.quadrant
    assert quadrant
    layout = layout_of(kit)
    middle, reach = layout.middle, layout.field.width / 6
    drawn = [extent for extent in extents(kit) if extent.kind == "text"]
    for level in (True, False):
        centres = [
            extent.box.x + extent.box.width / 2 - middle.x
            for extent in drawn
            if extent.level == level
            and abs(extent.box.y + extent.box.height / 2 - middle.y) < layout.half
        ]
        inner = [centre for centre in centres if abs(centre) < reach]
        assert abs(sum(inner)) < 0.2, inner
        assert bool(quadrant.horizontal.middle_short) == bool(inner)


@pytest.mark.parametrize("paper", ["A3", "A4", "A2"])
def test_ends_of_the_upright_axis_are_equally_wide(paper: str) -> None:
    """The words and their turned copy stand in plates of one size, at both sides of the axis."""
    kit = opened("gpo", paper=paper)
    layout = layout_of(kit)
    for upright, turned in layout.headings:
        assert (upright.width, upright.height) == (turned.width, turned.height)
        assert layout.middle.x - upright.right == pytest.approx(turned.x - layout.middle.x)


def test_turned_copies_are_not_read(workshop: Workshop) -> None:
    """What stands upside down is in no element of the document, nor in the edition to read."""
    kit = workshop.press()
    quadrant = kit.composer.content.quadrant
    assert quadrant
    pdf = built(kit, mat_handout(kit).id, workshop.folder)
    for text in (quadrant.quadrants[1].name, quadrant.vertical.top, quadrant.horizontal.left_short):
        marks = [words.mark for words in pdf.words(0) if words.text.strip() == text]
        assert [False, True] == sorted(mark is None or mark.artifact for mark in marks), text
    ((_, data),) = produce(kit.job(mat_handout(kit)), "html", kit.fonts)
    assert 1 == len(re.findall(f">{quadrant.quadrants[0].name}<", data.decode("utf-8")))
