"""Text over other text, and text that leaves its page, is a fault where it was written."""

from __future__ import annotations

import pytest
from conftest import Workshop
from hypothesis import given
from hypothesis import strategies as st

from worksheets.drawing import collisions
from worksheets.drawing.collisions import Crowded
from worksheets.drawing.items import Group, Item, Page, Text
from worksheets.geometry import Box, Size
from worksheets.markup.assets import Assets
from worksheets.problems import NOWHERE, Place, Problem, Problems

ASSETS = Assets()
STYLE = ASSETS.theme.style("body", NOWHERE)
HERE = Place("content/a.yaml", 3, 5)
SENTENCE = "Team Gepersonaliseerd Onderwijs, gepersonaliseerdonderwijs@rocvantwente.nl, 074-8525000"


def text(x: float, y: float, words: str = "woorden", source: Place = NOWHERE) -> Text:
    return Text(x, y, words, STYLE, 4, source=source)


def check(*items: Item, area: Box | None = None) -> None:
    collisions.check(Page("p", Size(100, 80), items), ASSETS.fonts, area)


def test_lines_beneath_each_other_and_beside_each_other_are_fine() -> None:
    check(text(10, 10), text(10, 14), text(40, 10))


def test_text_over_text_is_told_at_the_content() -> None:
    """At the one that a person wrote, though the other is longer."""
    with pytest.raises(Crowded) as raised:
        check(text(10, 10, "een vaste tekst van het sjabloon"), text(20, 11, source=HERE))
    (problem,) = raised.value.problems
    assert HERE == problem.at
    assert "'woorden' lies over 'een vaste tekst van het sjabloon'" == problem.message


@pytest.mark.parametrize("at", [(-1, 20), (10, 2), (92, 20), (10, 81)])
def test_text_that_leaves_its_page_is_told(at: tuple[float, float]) -> None:
    with pytest.raises(Crowded, match="outside the part that is printed"):
        check(text(*at, source=HERE))


def test_an_area_is_less_than_the_page() -> None:
    check(text(10, 20))
    with pytest.raises(Crowded, match=r"comes 2\.0 mm outside"):
        check(text(10, 20), area=Box(12, 8, 80, 60))


def test_a_group_moves_and_turns_what_is_in_it() -> None:
    """A quarter turn is looked at as well; another turn is not."""
    check(Group((text(0, 0),), x=20, y=70, turn=-90), text(22, 40))
    with pytest.raises(Crowded):
        check(Group((text(0, 0),), x=20, y=70, turn=-90), text(12, 62))
    check(Group((text(0, 0),), x=20, y=70, turn=-45), text(12, 62))


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(10, 70)), max_size=6))
def test_what_is_not_refused_lies_apart(places: list[tuple[float, float]]) -> None:
    """Counted in another way: no two boxes share more than the slack."""
    texts = [text(*place) for place in places]
    fonts = ASSETS.fonts
    wide = fonts.width("woorden", STYLE.fonts) * 4
    up, down = (em * 4 for em in fonts.ink("woorden", STYLE.fonts))

    def apart(first: tuple[float, float], other: tuple[float, float]) -> bool:
        slack = collisions.TOUCH
        beside = abs(first[0] - other[0]) >= wide - slack
        return beside or abs(first[1] - other[1]) >= up + down - slack

    expected = all(apart(a, b) for n, a in enumerate(places) for b in places[n + 1 :])
    try:
        check(*texts, area=Box(-1, 0, 102, 82))
    except Crowded:
        assert not expected
    else:
        assert expected


@pytest.mark.parametrize("paper", ["A3", "A4", "A5"])
def test_a_long_organisation_and_contact_stay_beside_the_page_number(
    workshop: Workshop, paper: str
) -> None:
    """Of ordinary length: smaller, or in two lines; nothing at the foot overlaps."""
    workshop.change(
        "workshop.yaml", 'organisation: ""', "organisation: ROC van Twente, De Gieterij"
    )
    workshop.change("workshop.yaml", 'contact: ""', f"contact: {SENTENCE}")
    press = workshop.press(paper=paper)
    (sheet, *_) = press.job(press.handout("cirkels")).sheets
    size = sheet.front.size
    assert sheet.front.marks
    collisions.check(Page("marks", size, sheet.front.marks), press.fonts, Box(7.9, 7.9, *size))


def test_what_is_too_long_for_the_foot_is_told_at_its_line(workshop: Workshop) -> None:
    workshop.change("workshop.yaml", 'contact: ""', f"contact: {SENTENCE * 5}")
    press = workshop.press()
    with pytest.raises(Problem, match="does not fit") as raised:
        press.job(press.handout("cirkels"))
    assert raised.value.at.file.endswith("workshop.yaml")


LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersters"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("workshop.yaml", "title: Gepersonaliseerd onderwijs"),
        ("quadrant.yaml", "perspective: "),
        ("steps.yaml", "title: "),
        ("aspects.yaml", "label: waar"),
        ("facets.yaml", "name: "),
        ("consequences.yaml", "title: "),
        ("timeline.yaml", "title: "),
        ("packing.yaml", "title: "),
        ("rules.yaml", "title: "),
        ("examples.yaml", "title: "),
    ],
)
@pytest.mark.parametrize("words", [LONG, LONG + " en nog wat meer woorden" * 9])
def test_long_words_are_refused_where_they_were_written(
    workshop: Workshop, file: str, old: str, words: str
) -> None:
    """Or they fit: then nothing overlaps, which is checked of every page."""
    workshop.change(file, old, f"{old.partition(':')[0]}: {words} #")
    press = workshop.press()
    for handout in press.handouts:
        try:
            press.job(handout)
        except Problem as problem:
            assert problem.at.file.endswith(file), problem
        except Problems as problems:
            assert all(problem.at.file.endswith(file) for problem in problems.problems)
