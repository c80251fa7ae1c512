"""The sheet of a step: its questions and the room to write, shared out over the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from worksheets.content.files import Content
from worksheets.content.steps import (
    Column,
    Material,
    Question,
    Sentence,
    Step,
    Steps,
)
from worksheets.content.workshop import Handout
from worksheets.handouts.steps import named
from worksheets.problems import NOWHERE, Place, Problem, nearest
from worksheets.wording import fill

NEEDS = ("steps",)

Kind = Literal["question", "sentence", "columns"]
Value = Question | Sentence | tuple[Column, ...]

# What each part needs beside its lines to write on, in mm; and the least space between two parts.
BESIDE: dict[Kind, float] = {"question": 14, "sentence": 23, "columns": 25}
GAP = 3.0
LEAST = 7.0  # mm between two lines: a hand writes no smaller
SLACK = 1e-6
PITCH = 9.5  # mm between two lines on every sheet where there is room


class Task(Struct, frozen=True):
    """A part of the sheet: from y down, with so many lines to write on in `writing` mm."""

    kind: Kind
    value: Value
    y: float
    height: float
    lines: int
    writing: float


class StepSheet(Struct, frozen=True):
    """A step with its number and title, and what lies on the table beside it."""

    step: Step
    number: int
    title: str
    materials: tuple[Material, ...]

    @property
    def derived(self) -> bool:
        """Whether something on the sheet is not in the source."""
        step = self.step
        asked = (*step.acts, *step.questions, *step.columns, step.sentence)
        return "derived" in {part.source for part in asked if part is not None}


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

    `more` says what the text of a part needs beyond one line, in mm. Lines to write on lie 9.5 mm
    apart, and there are as many as have room; where those that are asked for have not, they lie
    closer. Raises Problem when they would come too close to write on.
    """
    parts = tuple(_parts(step))
    if not parts:
        return ()
    beside = [BESIDE[kind] + more(kind, value) for kind, value, _ in parts]
    room = bottom - top - sum(beside) - GAP * (len(parts) - 1)
    lines = [wanted for _, _, wanted in parts]
    pitch = min(PITCH, room / max(sum(lines), 1))
    if pitch < LEAST:
        fact = f"{sum(lines)} lines to write on would lie {max(pitch, 0):.1f} mm apart"
        raise Problem(
            f"the sheet of step {step.id!r} is too full: {fact}",
            at,
            detail=f"{LEAST:g} mm is the least",
            hint="give it fewer lines or questions, or a larger paper",
        )
    # What is left goes to the parts that have lines, the last one first, a line at a time.
    written = [n for n in reversed(range(len(lines))) if lines[n]]
    for turn in range(int((room - pitch * sum(lines) + SLACK) / pitch) if written else 0):
        lines[written[turn % len(written)]] += 1
    gap = GAP + (room - pitch * sum(lines)) / max(len(parts) - 1, 1)
    placed = []
    y = top
    for (kind, value, _), count, height in zip(parts, lines, beside, strict=True):
        task = Task(kind, value, y, height + count * pitch, count, count * pitch)
        placed.append(task)
        y += task.height + gap
    return tuple(placed)


def _parts(step: Step) -> Iterator[tuple[Kind, Value, int]]:
    """Yield the parts of a step in the order of the page, with the lines that they ask for."""
    for question in step.questions:
        yield "question", question, question.lines
    if step.columns:
        yield "columns", step.columns, step.column_lines
    if step.sentence:
        yield "sentence", step.sentence, step.sentence.lines


def step_sheets(steps: Steps, handout: Handout, at: Place = NOWHERE) -> tuple[StepSheet, ...]:
    """Return the sheets of a handout: that of the step it is about, or one for each step.

    Raises Problem when there is no such step.
    """
    known = [step.id for step in steps.steps]
    if handout.of and handout.of not in known:
        fact = f"the handout {handout.id!r} is about the step {handout.of!r}, which is not there"
        raise Problem(fact, at, hint=nearest(handout.of, known))

    return tuple(
        StepSheet(
            step,
            n,
            fill(steps.words.step, number=n, name=step.name),
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
            style, beside = ("question", 18) if kind == "question" else ("sentence", 12)
            return tall(value.text, style, width - beside) - tall("x", style, width - beside)

        at = content.place("steps", "steps", ids.index(step.id))
        return parts(step, top, bottom, at, more)

    return {
        "sheets": step_sheets(steps, handout, content.places.get(id(handout.of), NOWHERE)),
        "parts": shared,
        "named": lambda material: named(content, material),
    }
