"""The script for who leads the workshop: what to say and do when, and what to do when it fails."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from worksheets.choices import BoxDrawing
from worksheets.content.agreement import Check, Fault, Path, placeholders
from worksheets.content.steps import Material, Steps
from worksheets.content.workshop import Workshop
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import CLOCK, Source, Text

if TYPE_CHECKING:
    from worksheets.content.files import Content


class Moment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of the script: a step of steps.yaml, or a moment of its own such as a break."""

    step: Annotated[
        str,
        Meta(
            description="The id of a step: its number, icon, colour, question and minutes are in"
            " steps.yaml. Empty: a moment with a name and minutes of its own."
        ),
    ] = ""
    name: Annotated[
        str, Meta(description="What it is called; empty: the question of its step.")
    ] = ""
    minutes: Annotated[
        int, Meta(ge=0, le=480, description="How long it takes; not for a step, which has its own.")
    ] = 0
    icon: Annotated[
        str, Meta(description="Its drawing, named as the file in templates/icons; not for a step.")
    ] = ""
    say: Annotated[Text, Meta(description="A sentence or two to say aloud.")]
    do: Annotated[str, Meta(description="What who leads does meanwhile.")] = ""
    table: Annotated[
        tuple[Material, ...],
        Meta(max_length=8, description="What lies on the table; empty: the materials of its step."),
    ] = ()
    source: Source = "own"


class Piece(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A thing that comes out of the box, with its drawing."""

    handout: Annotated[Text, Meta(description="The id of the handout that it is.")]
    name: Annotated[str, Meta(description="What it is called; empty: the handout's title.")] = ""
    drawing: Annotated[
        BoxDrawing,
        Meta(
            description="How it is drawn: mat (the quadrant, with circles and tokens on it),"
            " circles, tokens, sheet (of questions), bars (facets), timeline or cards."
        ),
    ] = "sheet"


class Unpacked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What comes out of the box, drawn."""

    title: Annotated[Text, Meta(description="Its heading.")]
    pieces: Annotated[
        tuple[Piece, ...], Meta(min_length=1, max_length=9, description="The things, in order.")
    ]


class Trouble(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that goes wrong, and what to do then."""

    when: Annotated[Text, Meta(description="What goes wrong, in a sentence.")]
    then: Annotated[Text, Meta(description="What to do then.")]
    source: Source = "own"


class Troubles(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What may go wrong."""

    title: Annotated[Text, Meta(description="Its heading.")]
    when_name: Annotated[Text, Meta(description="Column: what goes wrong.")]
    then_name: Annotated[Text, Meta(description="Column: what to do then.")]
    troubles: Annotated[
        tuple[Trouble, ...], Meta(min_length=1, max_length=16, description="The rows.")
    ]


class Advice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of a list."""

    text: Annotated[Text, Meta(description="What to do, in a sentence.")]
    source: Source = "own"


class AdviceList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A heading with a list."""

    title: Annotated[Text, Meta(description="Its heading.")]
    lines: Annotated[
        tuple[Advice, ...], Meta(min_length=1, max_length=16, description="What it lists.")
    ]


class ScriptWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The standing words of the script; names between { } are filled in."""

    clock: Annotated[
        Text, Meta(description="A time, of the clock or since the start; {hours} and {minutes}.")
    ]
    minutes: Annotated[Text, Meta(description="How long something takes; holds {minutes}.")]
    total: Annotated[Text, Meta(description="At the end of the rows; holds {minutes}.")]
    whom: Annotated[str, Meta(description="For whom the sheet is, in its band.")] = ""
    time: Annotated[Text, Meta(description="Column: when.")]
    say: Annotated[Text, Meta(description="Column: what to say.")]
    do: Annotated[Text, Meta(description="Column: what to do.")]
    table: Annotated[Text, Meta(description="Column: what lies on the table.")]
    continued: Annotated[
        Text, Meta(description="A heading again on a next page; holds {heading}.")
    ] = "{heading} (…)"


class Script(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The script for who leads the workshop."""

    title: Annotated[Text, Meta(description="Title of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    start: Annotated[
        str,
        Meta(
            pattern=CLOCK,
            description="When it begins, to have times of the clock; empty: from 0.00.",
            examples=["13:30"],
        ),
    ] = ""
    minutes: Annotated[
        int,
        Meta(ge=0, le=1440, description="How long all of it must take; 0: as long as it takes."),
    ] = 0
    moments: Annotated[
        tuple[Moment, ...], Meta(min_length=1, max_length=32, description="The rows, in order.")
    ]
    shorten: Annotated[
        Advice | None, Meta(description="Below the rows: what to do in less time.")
    ] = None
    box: Annotated[Unpacked | None, Meta(description="What comes out of the box, drawn.")] = None
    troubles: Annotated[Troubles | None, Meta(description="What goes wrong, and what then.")] = None
    tips: Annotated[AdviceList | None, Meta(description="Tips, below each other.")] = None
    before: Annotated[AdviceList | None, Meta(description="What to tick off beforehand.")] = None
    words: Annotated[ScriptWords, Meta(description="The standing words of the script.")]


def minutes_of(moment: Moment, steps: Steps) -> int:
    """Return how long a moment takes: as its step says, or itself."""
    lasts = {step.id: step.minutes for step in steps.steps}
    return lasts[moment.step] if moment.step else moment.minutes


# -- what must agree ------------------------------------------------------------------------------

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "clock": ("hours", "minutes"),
    "minutes": ("minutes",),
    "total": ("minutes",),
    "continued": ("heading",),
}


def words_have_their_placeholders(fault: Fault, script: Script) -> Iterator[Problem]:
    for name in script.words.__struct_fields__:
        text, wanted = getattr(script.words, name), PLACEHOLDERS.get(name, ())
        yield from placeholders(fault, "script", ("words", name), text, wanted)


def moments_are_steps_or_have_a_length(
    fault: Fault, script: Script, steps: Steps
) -> Iterator[Problem]:
    lasts = {step.id: step.minutes for step in steps.steps}
    seen: set[str] = set()
    for i, moment in enumerate(script.moments):
        path: Path = ("moments", i)
        if not moment.step:
            if not moment.name.strip() or not moment.minutes:
                fact = "needs a step, or a name and minutes"
                yield fault("script", path, fact, "write step: and its id, or name: and minutes:")
            continue
        if moment.step not in lasts:
            fact = f"there is no step {moment.step!r} in steps.yaml"
            yield fault("script", (*path, "step"), fact, nearest(moment.step, lasts))
            continue
        if moment.step in seen:
            yield fault("script", (*path, "step"), f"{moment.step!r} is used before")
        seen.add(moment.step)
        if not lasts[moment.step]:
            fact = f"the step {moment.step!r} has no minutes"
            yield fault("script", (*path, "step"), fact, "write them in steps.yaml")
        for name in ("minutes", "icon"):
            if getattr(moment, name):
                fact, hint = "a step has its own in steps.yaml", "change it there, take this away"
                yield fault("script", (*path, name), fact, hint, key=True)


def moments_add_up(fault: Fault, script: Script, steps: Steps) -> Iterator[Problem]:
    lasts = {step.id: step.minutes for step in steps.steps}
    total = sum(
        lasts.get(moment.step, 0) if moment.step else moment.minutes for moment in script.moments
    )
    known = all(moment.step in lasts for moment in script.moments if moment.step)
    if known and script.minutes not in (0, total):
        fact = f"{script.minutes} minutes, and the moments take {total}"
        hint = f"write {total}, change a moment or a step, or leave it out"
        yield fault("script", ("minutes",), fact, hint)


def things_are_known(fault: Fault, workshop: Workshop, script: Script) -> Iterator[Problem]:
    """Yield what has no name and is no handout; one with a name may be missing in this kit."""
    known = [handout.id for handout in workshop.handouts]
    for path, thing in _things(script):
        if thing.name.strip() or thing.handout in known:
            continue
        if thing.handout:
            fact = f"there is no handout {thing.handout!r} in workshop.yaml"
            yield fault("script", (*path, "handout"), fact, nearest(thing.handout, known))
        else:
            yield fault("script", path, "needs a name or a handout")


def _things(script: Script) -> Iterator[tuple[Path, Material | Piece]]:
    for i, moment in enumerate(script.moments):
        for j, material in enumerate(moment.table):
            yield ("moments", i, "table", j), material
    for i, piece in enumerate(script.box.pieces if script.box else ()):
        yield ("box", "pieces", i), piece


def gaps(content: "Content") -> Iterator[Problem]:
    """Yield steps and handouts that the script leaves out or does not find: warnings of `check`."""
    script, steps = content.script, content.steps
    if script is None:
        return
    used = [moment.step for moment in script.moments]
    for step in steps.steps if steps else ():
        if step.id not in used:
            hint = f"add a moment with step: {step.id}"
            at = content.place("script", "moments", key=True)
            yield Problem(f"moments: the step {step.id!r} is left out", at, hint=hint)
    known = [handout.id for handout in content.workshop.handouts]
    for path, thing in _things(script):
        if thing.handout and thing.handout not in known:
            fact = f"there is no handout {thing.handout!r} in workshop.yaml: it has no code here"
            at = content.place("script", *path, "handout")
            yield Problem(fact, at, hint=nearest(thing.handout, known))


CHECKS: tuple[Check, ...] = (
    (("script",), words_have_their_placeholders),
    (("script", "steps"), moments_are_steps_or_have_a_length),
    (("script", "steps"), moments_add_up),
    (("workshop", "script"), things_are_known),
)
