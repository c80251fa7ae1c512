"""The aspects explained: a card for each, on as many pages as can be read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Kit, Workshop, built
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf

from worksheets.layout.shares import paged, strips

POINT = 25.4 / 72
AT_LEAST = 8.4 * POINT  # what is to be read; small print and circles aside


def aspects(workshop: Workshop, number: int, *, explanation: str = "Wie bepaalt dit?") -> Pdf:
    """The sheet of a workshop with so many aspects, the last one on the vertical axis."""
    (workshop.folder / "examples.yaml").unlink()  # they name aspects
    path = workshop.folder / "aspects.yaml"
    text = path.read_text(encoding="utf-8")
    rows = "".join(
        f"  - id: a-{n}\n    axis: {'horizontal' if n < number - 1 else 'vertical'}\n"
        f"    label: aspect {n}\n    question: Vraag nummer {n}?\n    explanation: {explanation}\n"
        for n in range(number)
    )
    path.write_text(f"aspects:\n{rows}{text[text.index(chr(10) + 'sets:') :]}", encoding="utf-8")
    return built(workshop.press(), "aspecten", workshop.folder)


def test_each_aspect_is_a_heading_with_its_words(kit: Kit) -> None:
    """Question, explanation and what left, middle and right mean; no word has a star."""
    text = kit["aspecten"].all_text()
    for words in (
        "op welke plaats de student leert",
        "werk- of verwerkingsvormen.",
        "Wie bepaalt op welke momenten er wordt geleerd?",
        "Een deel van de week kiest de student zelf een plek.",
        "Wanneer leert de student?",
        "afgeleid van de handreiking",
    ):
        assert words in text
    assert "*" not in text
    headings = [element for element in kit["aspecten"].structure.all() if element.type == "H2"]
    assert 7 == len(headings)  # what it is about, and the aspects


def test_the_places_of_an_axis_are_a_list(kit: Kit) -> None:
    """Each tells its word before its meaning: left, middle and right, or from the top."""
    pdf = kit["aspecten"]
    lists = [element for element in pdf.structure.all() if element.type == "L"]
    assert 7 == len(lists)  # the sides of the definition before them
    assert pdf.heard(lists[1]).startswith("links")
    assert pdf.heard(lists[-1]).startswith("boven")


def test_the_scale_reaches_from_end_to_end(kit: Kit) -> None:
    """Left at its left end, the middle in its middle, right at its right end; upright at a half."""
    pdf = kit["aspecten"]
    rows: list[list[float]] = []
    for page in range(pdf.pages):
        discs = [disc for disc in pdf.circles(page) if abs(disc.diameter - 3.2) < 0.01]
        heights = sorted({round(disc.cy, 1) for disc in discs})
        rows += [[disc.cx for disc in discs if abs(disc.cy - y) < 0.1] for y in heights]
    level = [sorted(row) for row in rows if len(row) == 3]
    assert 5 == len(level) and 3 == len(rows) - len(level)
    for left, middle, right in level:
        assert middle == pytest.approx((left + right) / 2, abs=0.02)
        assert pdf.size(0)[0] - 8 - 4 - 1.6 == pytest.approx(right, abs=0.1)
        assert 3 * [pytest.approx(middle, abs=0.1)] == [row[0] for row in rows if len(row) == 1]
    words = [text for page in range(2) for text in pdf.words(page) if text.text == "rechts"]
    assert 5 == len(words) and all(text.x > level[0][2] - 20 for text in words)


def test_without_meanings_there_is_no_scale(workshop: Workshop) -> None:
    """A scale without a word under it says nothing; there are lines to write on instead."""
    pdf = aspects(workshop, 4)
    assert not [disc for disc in pdf.circles(0) if abs(disc.diameter - 3.2) < 0.01]
    assert "rechts" not in pdf.text(0) and "Zo is het bij ons" in pdf.text(0)


@pytest.mark.parametrize("number", [2, 3, 5, 6, 7, 8])
def test_any_number_of_aspects_can_be_read(workshop: Workshop, number: int) -> None:
    """Every question is there once, nothing is set smaller than its least."""
    pdf = aspects(workshop, number)
    text = pdf.all_text()
    assert all(1 == text.count(f"Vraag nummer {n}?") for n in range(number))
    questions = [w for p in range(pdf.pages) for w in pdf.words(p) if w.text.startswith("Vraag nu")]
    assert all(words.size >= AT_LEAST for words in questions)


def test_long_words_take_another_page(workshop: Workshop) -> None:
    """Type is not made tiny."""
    pdf = aspects(workshop, 6, explanation="Een lange zin over wie dit bepaalt. " * 24)
    assert 3 == pdf.pages
    texts = [w for p in range(pdf.pages) for w in pdf.words(p) if "lange zin" in w.text]
    assert texts and all(words.size >= 11 * POINT for words in texts)


def test_the_definition_stands_at_the_head(kit: Kit) -> None:
    """In the words of the handreiking, with its two sides, before the first aspect."""
    text = " ".join(kit["aspecten"].text(0).split())
    sentences = (
        "Gepersonaliseerd onderwijs (GPO) gaat over de mate waarin op aspecten van het onderwijs"
        " de regie aan de student kan worden gegeven in combinatie met in hoeverre de leerdoelen"
        " kunnen worden aangepast op de individuele student.",
        "De ruimte voor eigen regie die gegeven wordt door onderwijsteams aan studenten over hun"
        " leerroute",
        "De mate waarin de leerdoelen worden aangepast op een individuele student",
        "Waar leert de student?",
    )
    places = [text.index(sentence) for sentence in sentences]
    assert places == sorted(places)
    assert "(GPO)" not in kit["aspecten"].text(1)


def test_what_is_read_on_a_table_is_large(kit: Kit) -> None:
    """Twelve points, circles and the colophon aside."""
    pdf = kit["aspecten"]
    small = [
        words.text
        for page in range(pdf.pages)
        for words in pdf.words(page)
        if words.size < 11.9 * POINT and words.x > 33 and 25 < words.y < 275
    ]
    assert [] == small


def test_a_workshop_may_have_no_definition(workshop: Workshop) -> None:
    """Its sheet begins with the first aspect."""
    path = workshop.folder / "aspects.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("\ndefinition:"), text.index("\nsheet:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    pdf = built(workshop.press(), "aspecten", workshop.folder)
    assert "(GPO)" not in pdf.all_text()
    headings = [element for element in pdf.structure.all() if element.type == "H2"]
    assert "Waar leert de student?" == pdf.heard(headings[0])


def test_the_sheet_may_have_no_words_of_its_own(workshop: Workshop) -> None:
    """Then the handout's title stands at its top."""
    path = Path(workshop.folder / "aspects.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\nsheet:")] + "\n", encoding="utf-8")
    assert "Aspecten" in built(workshop.press(), "aspecten", workshop.folder).text(0)


heights = st.lists(st.floats(1, 100), min_size=1, max_size=12)


@given(needs=heights, room=st.floats(50, 400), gap=st.floats(0, 3))
def test_strips_fill_their_room(needs: list[float], room: float, gap: float) -> None:
    """From top to bottom, a gap apart; none is lower than it needs while there is room."""
    boxes = strips(10, room, needs, gap)
    assert boxes[0].y == 10 and boxes[-1].bottom == pytest.approx(10 + room)
    for before, after in pairwise(boxes):
        assert after.y == pytest.approx(before.bottom + gap)
    if sum(needs) + gap * (len(needs) - 1) <= room:
        assert all(s.height >= n - 1e-6 for s, n in zip(boxes, needs, strict=True))


@given(needs=heights, room=st.floats(100, 400), gap=st.floats(0, 3))
def test_pages_hold_all_strips_and_no_more_than_fit(
    needs: list[float], room: float, gap: float
) -> None:
    """In order, each on one page; pages differ by one at most."""
    runs = paged(needs, room, gap)
    assert [n for first, end in runs for n in range(first, end)] == list(range(len(needs)))
    sizes = [end - first for first, end in runs]
    assert max(sizes) - min(sizes) <= 1
    for first, end in runs:
        assert sum(needs[first:end]) + gap * (end - first - 1) <= room + 1e-5
