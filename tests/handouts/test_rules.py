"""The rules of play: moves in order, with words that other files have."""

from __future__ import annotations

import re

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
    assert "één voor één op de horizontale as! " in text  # the source's own words: no star


def test_meanings_and_sets_come_from_their_own_files(workshop: Workshop) -> None:
    """They are written once: in quadrant.yaml and aspects.yaml."""
    workshop.change("quadrant.yaml", "Er wordt op het betreffende aspect", "Overal wordt")
    workshop.change("aspects.yaml", "step: 3", "step: 7")
    text = built(workshop.press(), "spelregels", workshop.folder).text(0)
    assert "Overal wordt" in text and "stap 7: groene cirkels" in text
    assert "stap 2: blauwe cirkels" in text


def test_the_horizontal_aspects_stand_in_order(kit: Kit) -> None:
    """From left to right on one line."""
    names = ["waar", "hoe", "wanneer", "met wie", "tempo"]
    words = [word for word in kit["spelregels"].words(0) if word.text in names]
    assert names == [word.text for word in sorted(words, key=lambda word: word.x)]
    assert 1 == len({round(word.y, 3) for word in words})


def test_derived_conditions_have_a_star(kit: Kit) -> None:
    """The source names two of the three."""
    text = kit["spelregels"].text(0)
    assert "wettelijk kader" in text and "efficiëntie*" not in text
    assert re.search(r"organiseerbaarheid binnen\s+het team\*", text) and "* afgeleid" in text


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
