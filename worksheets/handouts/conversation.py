"""The sheet of a step: its questions and the room to write, shared out over the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from worksheets.content.files import Content
from worksheets.content.steps import (
    Column,
    FollowUp,
    Material,
    Question,
    Sentence,
    Step,
    Steps,
)
from worksheets.content.workshop import Handout
from worksheets.handouts.steps import named
from worksheets.problems import NOWHERE, Place, Problem, nearest
from worksheets.wording import fill, joined

NEEDS = ("steps",)

Kind = Literal["question", "sentence", "columns", "meeting"]
Value = Question | Sentence | FollowUp | tuple[Column, ...]

# What each part needs beside its lines to write on, in mm; and the space between two parts.
BESIDE: dict[Kind, float] = {"question": 6.5, "sentence": 19, "columns": 25, "meeting": 37}
GAP = 5.0
LEAST = 7.0  # mm between two lines: a hand writes no smaller
USUAL = 9.0  # mm between two lines where there is room


class Task(Struct, frozen=True):
    """A part of the sheet: from y down, with so many lines to write on in `writing` mm."""

    kind: Kind
    value: Value
    y: float
    height: float
    lines: int
    writing: float
    more: float = 0  # mm that its text needs beyond one line


class StepSheet(Struct, frozen=True):
    """A step with its title, where it is among all steps, and what lies on the table beside it."""

    step: Step
    title: str
    spoken: str
    materials: tuple[Material, ...]

    @property
    def derived(self) -> bool:
        """Whether something on the sheet is not in the source."""
        step = self.step
        shown = (step, *self.materials, *step.questions, *step.columns, step.sentence, step.meeting)
        return any(part is not None and part.source == "derived" for part in shown)


def _none(_kind: Kind, _value: Value) -> float:
    return 0.0


def parts(
    step: Step,
    top: float,
    bottom: float,
    at: Place = NOWHERE,
    more: Callable[[Kind, Value], float] = _none,
) -> tuple[Task, ...]:
    """Return the parts of a step's sheet, which fill it from top to bottom.

    `more` says what the text of a part needs beyond one line, in mm.
    What is left beside the texts is shared by their lines: where these would come far apart there
    are more of them. Raises Problem when they would come too close to write on.
    """
    parts = tuple(_parts(step))
    beside = sum(BESIDE[kind] + more(kind, value) for kind, value, _ in parts)
    beside += GAP * max(0, len(parts) - 1)
    lines = sum(lines for _, _, lines in parts)
    room = bottom - top - beside
    apart = room / max(lines, 1)
    if parts and apart < LEAST:
        fact = f"{lines} lines to write on would lie {max(apart, 0):.1f} mm apart"
        raise Problem(
            f"the sheet of step {step.id!r} is too full: {fact}",
            at,
            detail=f"{LEAST:g} mm is the least",
            hint="give it fewer lines or questions, or a larger paper",
        )
    placed = []
    y = top
    for kind, value, wanted in parts:
        writing = wanted * apart
        extra = more(kind, value)
        height = BESIDE[kind] + extra + writing
        lines = max(wanted, int(writing / USUAL))
        placed.append(Task(kind, value, y, height, lines, writing, extra))
        y += height + GAP
    return tuple(placed)


def _parts(step: Step) -> Iterator[tuple[Kind, Value, int]]:
    """Yield the parts of a step in the order of the page, with the lines that they ask for."""
    if step.columns:
        yield "columns", step.columns, step.column_lines
    for question in step.questions:
        yield "question", question, question.lines
    if step.sentence:
        yield "sentence", step.sentence, step.sentence.lines
    if step.meeting:
        yield "meeting", step.meeting, step.meeting.lines


def step_sheets(steps: Steps, handout: Handout, at: Place = NOWHERE) -> tuple[StepSheet, ...]:
    """Return the sheets of a handout: that of the step it is about, or one for each step.

    Raises Problem when there is no such step.
    """
    known = [step.id for step in steps.steps]
    if handout.of and handout.of not in known:
        fact = f"the handout {handout.id!r} is about the step {handout.of!r}, which is not there"
        raise Problem(fact, at, hint=nearest(handout.of, known))

    def filled(text: str, number: int, step: Step) -> str:
        return fill(text, number=number, count=len(known), name=step.name)

    return tuple(
        StepSheet(
            step,
            filled(steps.words.step, n, step),
            filled(steps.words.trail, n, step),
            tuple(material for material in step.materials if material.handout != handout.id),
        )
        for n, step in enumerate(steps.steps, 1)
        if handout.of in ("", step.id)
    )


def values(content: Content, handout: Handout, steps: Steps) -> dict[str, object]:
    """Return the sheets and what the template may call: `parts`, `named(material)`."""
    ids = [step.id for step in steps.steps]

    def shared(
        step: Step,
        top: float,
        bottom: float,
        tall: Callable[[str, str, float], float],
        width: float,
    ) -> tuple[Task, ...]:
        def more(kind: Kind, value: Value) -> float:
            if not isinstance(value, Question | Sentence):
                return 0.0
            style, room = ("strong", width) if kind == "question" else ("sentence", width - 10)
            text = joined(value.text, "*") if value.source == "derived" else value.text
            return tall(text, style, room) - tall("x", style, room)

        at = content.place("steps", "steps", ids.index(step.id))
        return parts(step, top, bottom, at, more)

    return {
        "sheets": step_sheets(steps, handout, content.places.get(id(handout.of), NOWHERE)),
        "parts": shared,
        "named": lambda material: named(content, material),
    }
