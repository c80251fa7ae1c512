"""The sheet of a step: its questions, and room to write that fills the page."""

from itertools import pairwise

import pytest
from conftest import Kit, Workshop, built
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.steps import Question, Sentence, Step
from worksheets.handouts.conversation import GAP, LEAST, PITCH, parts
from worksheets.press.jobs import Press
from worksheets.problems import Problem


@settings(deadline=None)
@given(lines=st.lists(st.integers(0, 2), min_size=1, max_size=4), written=st.integers(1, 4))
def test_the_parts_fill_the_page(lines: list[int], written: int) -> None:
    """They follow each other from top to bottom; lines lie 9.5 mm apart, or 7 at least."""
    questions = tuple(Question(text="vraag", lines=n) for n in lines)
    step = Step(
        id="a", name="a", text="a", questions=questions, sentence=Sentence(text="b", lines=written)
    )
    pieces = parts(step, 60, 270)
    assert [*lines, written] == [
        min(piece.lines, n) for piece, n in zip(pieces, (*lines, written), strict=True)
    ]
    assert (60, 270) == (pieces[0].y, pytest.approx(pieces[-1].y + pieces[-1].height))
    assert all(b.y >= a.y + a.height + GAP - 1e-6 for a, b in pairwise(pieces))
    # All lines of a sheet are one distance apart: 9.5 mm, or less where they have no room.
    pitches = {round(piece.writing / piece.lines, 6) for piece in pieces if piece.lines}
    assert len(pitches) == 1 and LEAST <= pitches.pop() <= PITCH


def test_too_many_lines_are_a_problem(workshop: Workshop) -> None:
    """Told at the step, with how far apart they would lie."""
    workshop.change("steps.yaml", "lines: 2, source", "lines: 20, source")
    with pytest.raises(Problem, match=r"'waarom' is too full: 27 lines .* apart") as raised:
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
    """Its question and sentence, what to do and discuss; once that it is derived."""
    assert gpo.content.steps
    for n in (1, 2, 3):
        step = gpo.content.steps.steps[n - 1]
        text = " ".join(kit[f"gespreksblad-{n}"].all_text().split())
        assert f"Stap {n}: {step.name}" in text and step.text in text and step.question in text
        assert len(step.questions) <= 3 and all(q.text in text for q in step.questions)
        assert len(step.acts) == 3 and all(act.text in text for act in step.acts)
        assert step.sentence and step.sentence.text in text
        assert 1 == text.count("afgeleid") and "*" not in text


def test_lines_to_write_on_lie_9_5_mm_apart(kit: Kit) -> None:
    """On every sheet of a step, measured in the file."""
    for n in (1, 2, 3):
        levels = sorted(
            {
                round(line.y1, 2)
                for line in kit[f"gespreksblad-{n}"].lines(0)
                if line.y1 == line.y2 and line.length > 150
            }
        )
        apart = [round(b - a, 1) for a, b in pairwise(levels) if b - a < 12]
        assert len(apart) >= 5 and {9.5} == set(apart)


def test_without_a_step_all_are_drawn(workshop: Workshop) -> None:
    """One page each."""
    workshop.change("workshop.yaml", "    of: plan\n", "")
    assert 5 == built(workshop.press(), "gespreksblad-5", workshop.folder).pages
