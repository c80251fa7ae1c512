"""The sheet of a step: its questions, and room to write that fills the page."""

from itertools import pairwise

import pytest
from conftest import Kit, Workshop, built
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.steps import Question, Sentence, Step
from worksheets.handouts.conversation import LEAST, parts
from worksheets.press.jobs import Press
from worksheets.problems import Problem


@settings(deadline=None)
@given(lines=st.lists(st.integers(0, 3), min_size=1, max_size=5), written=st.integers(1, 4))
def test_the_parts_fill_the_page(lines: list[int], written: int) -> None:
    """They follow each other from top to bottom; lines lie at least 7 mm apart."""
    questions = tuple(Question(text="vraag", lines=n) for n in lines)
    step = Step(
        id="a", name="a", text="a", questions=questions, sentence=Sentence(text="b", lines=written)
    )
    pieces = parts(step, 60, 270)
    assert [*lines, written] == [
        min(piece.lines, n) for piece, n in zip(pieces, (*lines, written), strict=True)
    ]
    assert (60, 270) == (pieces[0].y, pytest.approx(pieces[-1].y + pieces[-1].height))
    assert all(b.y >= a.y + a.height for a, b in pairwise(pieces))
    assert all(piece.writing >= piece.lines * LEAST for piece in pieces)


def test_too_many_lines_are_a_problem(workshop: Workshop) -> None:
    """Told at the step, with how far apart they would lie."""
    workshop.change("steps.yaml", "lines: 3, source", "lines: 20, source")
    with pytest.raises(Problem, match=r"'waarom' is too full: 32 lines .* apart") as raised:
        built(workshop.press(), "gespreksblad-1", workshop.folder)
    assert "steps.yaml" in str(raised.value.at)


def test_an_unknown_step_is_a_problem(workshop: Workshop) -> None:
    """At the handout, with the nearest step."""
    workshop.change("workshop.yaml", "of: ambitie", "of: ambities")
    with pytest.raises(Problem, match="the step 'ambities', which is not there") as raised:
        built(workshop.press(), "gespreksblad-3", workshop.folder)
    assert "did you mean 'ambitie'?" == raised.value.hint
    assert "workshop.yaml" in str(raised.value.at)


def test_each_sheet_shows_its_step_and_questions(kit: Kit, gpo: Press) -> None:
    """Title, sentence and questions, and those that the source does not have with a star."""
    assert gpo.content.steps
    for n, step in enumerate(gpo.content.steps.steps, 1):
        text = " ".join(kit[f"gespreksblad-{n}"].all_text().split())
        assert f"Stap {n}: {step.name}" in text and step.text in text
        for question in step.questions:
            star = "*" if question.source == "derived" else ""
            assert question.text + star in text
        for column in step.columns:
            assert column.name in text and column.hint in text
        assert "* afgeleid" in text


def test_the_trail_tells_where_we_are(kit: Kit) -> None:
    """In words for who listens: the alt text of a figure."""
    for n, name in enumerate(("waarom", "nu", "ambitie", "consequenties", "plan"), 1):
        figures = [e for e in kit[f"gespreksblad-{n}"].structure.all() if e.type == "Figure"]
        assert f"stap {n} van 5: {name}" in {e.alt for e in figures}


def test_without_a_step_all_are_drawn(workshop: Workshop) -> None:
    """One page each."""
    workshop.change("workshop.yaml", "    of: plan\n", "")
    assert 5 == built(workshop.press(), "gespreksblad-5", workshop.folder).pages
