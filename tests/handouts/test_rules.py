"""The rules of play: moves in order, with words that other files have."""

from __future__ import annotations

import pytest
from conftest import Kit, Workshop, built

from worksheets.problems import Problem, Problems


def test_moves_are_numbered_headings_in_order(kit: Kit) -> None:
    """The number is read before what to do."""
    pdf = kit["spelregels"]
    text = pdf.text(0)
    moves = ["1 Leg het kwadrant", "2 Plaats in overleg", "3 Kijk wat", "4 Plaats daarna"]
    places = [text.index(words) for words in moves]
    assert places == sorted(places)
    assert "één voor één op de horizontale as! " in text


def test_meanings_and_sets_come_from_their_own_files(workshop: Workshop) -> None:
    """They are written once: in quadrant.yaml and aspects.yaml."""
    workshop.change("quadrant.yaml", "Er wordt op het betreffende aspect", "Overal wordt")
    workshop.change("aspects.yaml", "step: 3", "step: 7")
    text = built(workshop.press(), "spelregels", workshop.folder).text(0)
    assert "Overal wordt" in text and "stap 7: AMBITIE-cirkels" in text
    assert "stap 2: NU-cirkels" in text


def test_the_horizontal_aspects_stand_in_order(kit: Kit) -> None:
    """From left to right on one line."""
    names = ["waar", "hoe", "wanneer", "met wie", "tempo"]
    words = [word for word in kit["spelregels"].words(0) if word.text in names]
    assert names == [word.text for word in sorted(words, key=lambda word: word.x)]
    assert 1 == len({round(word.y, 3) for word in words})


def test_the_foot_says_what_is_derived(kit: Kit) -> None:
    """Once, and no word has a star."""
    text = kit["spelregels"].text(0)
    assert "wettelijk kader" in text and "*" not in text
    assert "afgeleid van de handreiking" in text


def test_moves_look_unlike_steps(kit: Kit) -> None:
    """The numbers of moves stand on paper, those of steps on a disc in the colour of the step."""
    pdf = kit["spelregels"]
    numbers = [
        text for text in pdf.words(0) if text.text in "123456" and text.x < 20 and text.size > 8
    ]
    assert ["1", "2", "3", "4", "5", "6"] == [text.text for text in numbers]
    discs = pdf.circles(0)
    for text in numbers:
        assert not any(abs(d.cx - text.x) < 4 and abs(d.cy - text.y) < 4 for d in discs)
    steps = [
        text
        for text in pdf.words(0)
        if text.text in ("2", "3") and 100 < text.x < 130 and text.size > 5
    ]
    assert ["2", "3"] == [text.text for text in steps]
    for text in steps:
        assert any(abs(d.cx - text.x) < 4 and abs(d.cy - text.y) < 4 for d in discs)


def test_meanings_stand_below_their_circles(kit: Kit) -> None:
    """Their middle is that of the circle above them."""
    pdf = kit["spelregels"]
    names = {text.text: text for text in pdf.words(0) if text.text in ("links", "midden", "rechts")}
    discs = sorted({round(d.cx, 1) for d in pdf.circles(0) if abs(d.diameter - 10) < 0.01})
    for word, text in names.items():
        assert any(0 < cx - text.x < 8 for cx in discs), word
    assert 3 == len(names)


def test_remarks_and_conditions_may_be_left_out(workshop: Workshop) -> None:
    """The moves take the room."""
    path = workshop.folder / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("# Wat je steeds")], encoding="utf-8")
    shown = built(workshop.press(), "spelregels", workshop.folder).text(0)
    assert "Randvoorwaarden" not in shown and "Bekijk samen waar" in shown


def test_a_drawing_needs_its_aspects(workshop: Workshop) -> None:
    """The vertical axis cannot be drawn without an aspect on it."""
    path = workshop.folder / "aspects.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: wat\n"), text.index("# De sets")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises((Problem, Problems), match="no aspect on the vertical axis"):
        workshop.press()


def test_text_that_does_not_fit_is_told_at_its_line(workshop: Workshop) -> None:
    """Nothing is clipped or set smaller than its least."""
    workshop.change("rules.yaml", "Herkennen studenten dit?", "Herkennen studenten dit? " * 120)
    press = workshop.press()
    with pytest.raises(Problem) as caught:
        press.job(press.handout("spelregels"))
    assert caught.value.at.file.endswith("rules.yaml")
