"""The steps of the workshop: what is done one after the other, and the questions of each step."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.choices import ActPicture, StepColour, TableDrawing
from worksheets.content.agreement import Check, Fault, placeholders, repeated
from worksheets.content.workshop import Handout, Workshop
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Slug, Source, Text


class Material(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A thing that lies on the table during a step."""

    name: Annotated[str, Meta(description="What it is called; empty: the handout's title.")] = ""
    handout: Annotated[
        str, Meta(description="The id of the handout that it is; empty: it is not in the kit.")
    ] = ""
    source: Source = "own"


class Act(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the things to do in a step, in order: a drawing and a sentence."""

    text: Annotated[Text, Meta(description="What to do, in a short sentence.")]
    picture: Annotated[
        ActPicture,
        Meta(
            description="Its drawing: talk, write, take (a circle from its slot), above or below"
            " (lay a circle there beside the line), token (lay it in a field), compare (from one"
            " set to the next), sheet (choose a sheet) or note (stick one on the timeline)."
        ),
    ] = "talk"
    source: Source = "own"


class Question(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question of a step, to talk about and to answer."""

    text: Annotated[Text, Meta(description="The question.")]
    lines: Annotated[
        int,
        Meta(ge=0, le=20, description="Lines to write on, at least; 0: only to talk about."),
    ] = 2
    source: Source = "own"


class Sentence(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a team writes down together: a sentence to complete, or a short description."""

    text: Annotated[Text, Meta(description="How the sentence begins, or what is to be written.")]
    lines: Annotated[int, Meta(ge=1, le=20, description="Lines to write on, at least.")] = 3
    source: Source = "own"


class Column(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the columns, side by side, in which things are sorted."""

    name: Annotated[Text, Meta(description="Its heading.")]
    hint: Annotated[str, Meta(description="The question that fills the column.")] = ""
    source: Source = "own"


class FollowUp(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The block in which the next meeting is agreed."""

    title: Annotated[Text, Meta(description="Heading of the block.")]
    text: Annotated[str, Meta(description="Why to meet again.")] = ""
    date_question: Annotated[Text, Meta(description="Asks when it is.")]
    agenda_question: Annotated[Text, Meta(description="Asks what will be discussed.")]
    lines: Annotated[int, Meta(ge=1, le=12, description="Lines to write on, at least.")] = 4
    source: Source = "own"


class Step(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One step, with what is talked about and written down in it."""

    id: Annotated[Slug, Meta(description="Short name of the step.")]
    name: Annotated[Text, Meta(description="What it is called on the sheets, in a word or two.")]
    text: Annotated[Text, Meta(description="What is done, in one sentence.")]
    source: Source = "own"
    question: Annotated[
        str, Meta(description="What is done, as a short question; on the band of its sheets.")
    ] = ""
    icon: Annotated[str, Meta(description="Its drawing, named as the file in templates/icons.")] = (
        ""
    )
    colour: Annotated[
        StepColour | None,
        Meta(description="The colour of its band; empty: the one of its number."),
    ] = None
    minutes: Annotated[
        int, Meta(ge=0, le=480, description="How long it takes, in minutes; 0: not said.")
    ] = 0
    drawing: Annotated[
        TableDrawing | None,
        Meta(
            description="What is drawn at the step on the poster: sheet (of questions), mat (the"
            " quadrant with the first set of circles), mat-both (with all sets), bars (facets) or"
            " timeline; empty: nothing."
        ),
    ] = None
    materials: Annotated[
        tuple[Material, ...], Meta(max_length=6, description="What lies on the table.")
    ] = ()
    acts: Annotated[
        tuple[Act, ...], Meta(max_length=3, description="What is done, in order, drawn.")
    ] = ()
    questions: Annotated[
        tuple[Question, ...], Meta(max_length=12, description="Its questions, in order.")
    ] = ()
    sentence: Annotated[
        Sentence | None, Meta(description="What the team writes down together.")
    ] = None
    columns: Annotated[
        tuple[Column, ...], Meta(max_length=4, description="Columns to sort things in.")
    ] = ()
    column_lines: Annotated[int, Meta(ge=1, le=20, description="Lines in each column.")] = 5
    meeting: Annotated[FollowUp | None, Meta(description="The next meeting.")] = None


class Shortcut(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way to leave steps out, drawn as an arrow beside them."""

    start: Annotated[Slug, Meta(description="The id of the step where it begins.")]
    end: Annotated[Slug, Meta(description="The id of the step where it ends.")]
    title: Annotated[str, Meta(description="For whom it is, in a few words.")] = ""
    text: Annotated[Text, Meta(description="When to take it.")]
    source: Source = "own"


class StepWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words that stand at every step; names between { } are filled in while printing."""

    step: Annotated[Text, Meta(description="Title of a step's sheet; holds {number} and {name}.")]
    trail: Annotated[
        Text, Meta(description="Where we are, read aloud; holds {number}, {count} and {name}.")
    ]
    shortcut: Annotated[Text, Meta(description="The arrow, read aloud; holds {from} and {to}.")]
    materials: Annotated[Text, Meta(description="The word before what lies on the table.")]
    minutes: Annotated[str, Meta(description="How long it takes; holds {minutes}.")] = ""
    acts: Annotated[str, Meta(description="Heading of what is done.")] = ""
    questions: Annotated[str, Meta(description="Heading of the questions.")] = ""
    tick: Annotated[str, Meta(description="Beside that heading: what the boxes are for.")] = ""
    sentence: Annotated[str, Meta(description="Heading of what is written down together.")] = ""
    read_aloud: Annotated[str, Meta(description="Beside that heading: what happens with it.")] = ""


class Organising(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What marks the sheets of who leads the workshop: those whose code begins with 0."""

    sign: Annotated[
        str, Meta(max_length=2, description="A letter or two, where other sheets have a number.")
    ] = ""
    icon: Annotated[str, Meta(description="A drawing, named as its file in templates/icons.")] = ""
    colour: Annotated[StepColour, Meta(description="The colour of the band.")] = "slate"


class Steps(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The steps of the workshop, on one poster and on a sheet each."""

    title: Annotated[Text, Meta(description="Title of the poster.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    fields: Annotated[
        tuple[Text, ...], Meta(max_length=5, description="What is filled in at the top of a sheet.")
    ] = ()
    steps: Annotated[
        tuple[Step, ...], Meta(min_length=3, max_length=8, description="The steps, in order.")
    ]
    organising: Annotated[
        Organising, Meta(description="What marks the sheets of who leads the workshop.")
    ] = Organising()
    shortcut: Annotated[Shortcut | None, Meta(description="A way to leave steps out.")] = None
    words: Annotated[StepWords, Meta(description="The words that stand at every step.")]


class SheetStep(Struct, frozen=True):
    """What marks the sheets of a step: its number or sign, name, question, icon, ink and minutes.

    Number 0 is for who leads the workshop.
    """

    number: int
    sign: str
    name: str
    question: str
    icon: str
    colour: StepColour
    minutes: int


def numbered_steps(steps: Steps | None) -> tuple[SheetStep, ...]:
    """Return what marks the sheets of each step, the one for who leads first."""
    if steps is None:
        return ()
    lead = steps.organising
    first = SheetStep(0, lead.sign, "", "", lead.icon, lead.colour, 0)
    return first, *(
        SheetStep(
            n,
            str(n),
            step.name,
            step.question,
            step.icon,
            step.colour or COLOURS[(n - 1) % len(COLOURS)],
            step.minutes,
        )
        for n, step in enumerate(steps.steps, 1)
    )


def step_of(handout: Handout, steps: Steps | None) -> SheetStep | None:
    """Return the step of a handout by the number in its code; None where there is none."""
    numbered = numbered_steps(steps)
    if not handout.code or not numbered:
        return None
    return numbered[int(handout.code[:-1])]


# -- what must agree ------------------------------------------------------------------------------

# The colours of steps that say none: those of the second and third are the colours of the sets.
COLOURS: tuple[StepColour, ...] = (
    *("brown", "blue", "green", "purple"),
    *("red", "teal", "olive", "slate"),
)

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "minutes": ("minutes",),
    "step": ("number", "name"),
    "trail": ("number", "count", "name"),
    "shortcut": ("from", "to"),
}


def steps_differ(fault: Fault, steps: Steps) -> Iterator[Problem]:
    yield from repeated(fault, "steps", "steps", "id", [step.id for step in steps.steps])
    yield from repeated(fault, "steps", "steps", "name", [step.name for step in steps.steps])


def shortcuts_lead_to_another_step(fault: Fault, steps: Steps) -> Iterator[Problem]:
    if (shortcut := steps.shortcut) is None:
        return
    known = [step.id for step in steps.steps]
    for name, id in (("start", shortcut.start), ("end", shortcut.end)):
        if id not in known:
            fact = f"there is no step {id!r}"
            yield fault("steps", ("shortcut", name), fact, nearest(id, known))
    if shortcut.start == shortcut.end:
        fact = f"the shortcut leads from {shortcut.end!r} to itself"
        yield fault("steps", ("shortcut", "end"), fact)


def materials_have_a_name(fault: Fault, workshop: Workshop, steps: Steps) -> Iterator[Problem]:
    """Yield materials that have none; one with a name may be a handout that is not in this kit."""
    known = [handout.id for handout in workshop.handouts]
    for i, step in enumerate(steps.steps):
        for j, material in enumerate(step.materials):
            path = ("steps", i, "materials", j)
            if material.name.strip() or material.handout in known:
                continue
            if material.handout:
                fact = f"there is no handout {material.handout!r} in workshop.yaml"
                yield fault("steps", (*path, "handout"), fact, nearest(material.handout, known))
            else:
                yield fault("steps", path, "needs a name or a handout")


def words_have_their_placeholders(fault: Fault, steps: Steps) -> Iterator[Problem]:
    for name in steps.words.__struct_fields__:
        text, wanted = getattr(steps.words, name), PLACEHOLDERS.get(name, ())
        if not text:  # what may be left out
            continue
        yield from placeholders(fault, "steps", ("words", name), text, wanted)


def codes_name_a_step(fault: Fault, workshop: Workshop, steps: Steps) -> Iterator[Problem]:
    most = len(steps.steps)
    for i, handout in enumerate(workshop.handouts):
        if handout.code and int(handout.code[:-1]) > most:
            fact = f"there is no step {handout.code[:-1]}: steps.yaml has {most}"
            yield fault("workshop", ("handouts", i, "code"), fact, "0 is for who leads")


CHECKS: tuple[Check, ...] = (
    (("steps",), steps_differ),
    (("workshop", "steps"), codes_name_a_step),
    (("steps",), shortcuts_lead_to_another_step),
    (("workshop", "steps"), materials_have_a_name),
    (("steps",), words_have_their_placeholders),
)
