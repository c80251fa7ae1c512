"""The circles: what is on them and in which sets they come."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.choices import Points, values_of
from worksheets.content.agreement import Check, Fault, placeholders, repeated
from worksheets.content.workshop import Workshop
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Axis, Slug, Source, Style, Text


class Aspect(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to place on an axis: a circle in each set."""

    id: Annotated[Slug, Meta(description="Short name of the aspect.")]
    axis: Annotated[
        Axis, Meta(description="The axis that it is placed on; both: anywhere on the sheet.")
    ]
    label: Annotated[Text, Meta(description="The word on the circle.")]
    icon: Annotated[str, Meta(description="Name of its icon in templates/icons.")] = ""
    question: Annotated[Text, Meta(description="The question that it stands for.")]
    explanation: Annotated[str, Meta(description="What the aspect is about, in a paragraph.")] = ""
    explanation_source: Annotated[
        Source,
        Meta(description="Whose words the explanation is; 'derived' is marked on the sheet."),
    ] = "derived"
    talk: Annotated[str, Meta(description="A question to start the conversation.")] = ""
    left: Annotated[str, Meta(description="What left means; horizontal axis only.")] = ""
    middle: Annotated[str, Meta(description="What the middle means.")] = ""
    right: Annotated[str, Meta(description="What right means; horizontal axis only.")] = ""
    bottom: Annotated[str, Meta(description="What the bottom means; vertical axis only.")] = ""
    top: Annotated[str, Meta(description="What the top means; vertical axis only.")] = ""
    copies: Annotated[
        int, Meta(ge=0, le=100, description="How many circles of it are in each set.")
    ] = 1
    source: Source = "own"


class AspectsSheet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands on the sheet that explains the aspects, beside the aspects themselves."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    own_words: Annotated[
        str, Meta(description="Asks for a note, printed with lines where there is room to write.")
    ] = ""
    note: Annotated[
        str, Meta(description="Whose words the questions and meanings are; in small print.")
    ] = ""


class DefinitionPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One side of what the workshop is about, with the axis that it is."""

    text: Annotated[Text, Meta(description="This side in a sentence.")]
    source: Source = "own"
    axis: Annotated[Axis, Meta(description="The axis that stands for it; drawn as an arrow.")]


class Definition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the workshop is about, in one sentence; at the head of the sheet of aspects."""

    title: Annotated[str, Meta(description="Heading above it.")] = ""
    text: Annotated[Text, Meta(description="The definition.")]
    source: Source = "own"
    parts: Annotated[
        tuple[DefinitionPart, ...], Meta(max_length=4, description="Its sides, one for each axis.")
    ] = ()


class CircleSet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One set of circles: a circle for each aspect, all of one colour."""

    id: Annotated[Slug, Meta(description="Short name of the set.")]
    colour: Annotated[Text, Meta(description="The word for its colour.")]
    title: Annotated[Text, Meta(description="What the set is called, above its sheets.")]
    word: Annotated[Text, Meta(description="The word on each circle; needed without colour.")]
    meaning: Annotated[Text, Meta(description="What laying these circles says.")]
    step: Annotated[int, Meta(ge=1, le=20, description="The step of the plan it is used in.")]
    part: Annotated[str, Meta(description="Which part of the worksheet it is.")] = ""
    style: Annotated[
        Style,
        Meta(
            description="dark: filled, white text; light: pale, dashed ring; plain: white, dotted"
            " ring."
        ),
    ]
    points: Annotated[
        Points | None,
        Meta(
            description="Where the pointer on the rim of its circles is; empty: down, up, right and"
            " left in the order of the sets."
        ),
    ] = None
    copies: Annotated[int, Meta(ge=1, le=1000, description="How often the set is printed.")] = 1


def pointer(aspects: "Aspects", circle_set: CircleSet) -> Points:
    """Return to which side the pointer of a set's circles points."""
    sides = values_of(Points)
    return circle_set.points or sides[aspects.sets.index(circle_set) % len(sides)]


class CutWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How to cut, for each way of cutting; on the sheets of circles."""

    strips: Annotated[str, Meta(description="With scissors, where dashed lines part the rows.")] = (
        ""
    )
    punch: Annotated[str, Meta(description="With a hand punch.")] = ""
    guillotine: Annotated[str, Meta(description="With a guillotine.")] = ""
    plotter: Annotated[
        str, Meta(description="With a plotter; holds {file}, the name of the file to cut by.")
    ] = ""
    laminate: Annotated[str, Meta(description="What is laminated before it is cut.")] = ""


class Aspects(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The circles: what is on them and in which sets they come."""

    aspects: Annotated[
        tuple[Aspect, ...], Meta(min_length=1, description="The aspects, in order of use.")
    ]
    sets: Annotated[
        tuple[CircleSet, ...], Meta(min_length=1, description="The sets, in order of use.")
    ]
    blanks: Annotated[int, Meta(ge=0, le=100, description="Empty circles in each set.")] = 2
    circle_name: Annotated[Text, Meta(description="The word for a circle, read aloud.")]
    blank_name: Annotated[Text, Meta(description="The word for an empty circle, read aloud.")]
    blank_label: Annotated[str, Meta(description="Small word on an empty circle.")] = ""
    definition: Annotated[
        Definition | None,
        Meta(description="What the workshop is about, on the sheet that explains the aspects."),
    ] = None
    sheet: Annotated[
        AspectsSheet | None, Meta(description="The sheet that explains the aspects.")
    ] = None
    instruction: Annotated[str, Meta(description="How to cut, printed on the sheets.")] = ""
    cutting: Annotated[CutWords, Meta(description="How to cut in other ways (--cut).")] = CutWords()
    stack_instruction: Annotated[
        str, Meta(description="How to cut sheets that are collated in stacks.")
    ] = ""
    from_to: Annotated[
        Text, Meta(description="What lies on a sheet that sets share; holds {first} and {last}.")
    ] = "{first} – {last}"


# -- what must agree ------------------------------------------------------------------------------

OTHER_AXIS = {"horizontal": ("bottom", "top"), "vertical": ("left", "right"), "both": ()}


def aspects_differ(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    yield from repeated(
        fault, "aspects", "aspects", "id", [aspect.id for aspect in aspects.aspects]
    )
    yield from repeated(fault, "aspects", "sets", "id", [set_.id for set_ in aspects.sets])
    yield from repeated(fault, "aspects", "sets", "word", [set_.word for set_ in aspects.sets])


def sets_have_circles(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    if not aspects.blanks and not any(aspect.copies for aspect in aspects.aspects):
        fact = "no circles are left: every aspect has copies 0, and there are no blanks"
        yield fault("aspects", ("aspects", 0, "copies"), fact, "give one of them copies, or blanks")


def meanings_suit_the_axis(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    for i, aspect in enumerate(aspects.aspects):
        for name in OTHER_AXIS[aspect.axis]:
            if getattr(aspect, name):
                fact = f"a {aspect.axis} axis has no {name}: it would not be printed"
                yield fault("aspects", ("aspects", i, name), fact, key=True)


def handouts_name_known_sets(
    fault: Fault, workshop: Workshop, aspects: Aspects
) -> Iterator[Problem]:
    known = [circles.id for circles in aspects.sets]
    for i, handout in enumerate(workshop.handouts):
        if handout.set and handout.set not in known:
            fact = f"there is no circle set {handout.set!r}"
            yield fault("workshop", ("handouts", i, "set"), fact, nearest(handout.set, known))


def runs_have_their_placeholders(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    yield from placeholders(fault, "aspects", ("from_to",), aspects.from_to, ("first", "last"))
    if plotter := aspects.cutting.plotter:
        yield from placeholders(fault, "aspects", ("cutting", "plotter"), plotter, ("file",))


CHECKS: tuple[Check, ...] = (
    (("workshop", "aspects"), handouts_name_known_sets),
    (("aspects",), aspects_differ),
    (("aspects",), sets_have_circles),
    (("aspects",), meanings_suit_the_axis),
    (("aspects",), runs_have_their_placeholders),
)
