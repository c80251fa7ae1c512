"""The quadrant: the sheet that the circles are laid on."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.choices import PenMark
from worksheets.content.agreement import Check, Fault, placeholders, repeated
from worksheets.content.aspects import Aspects
from worksheets.content.workshop import Workshop
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Corner, Slug, Source, Text


class HorizontalAxis(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The axis from left to right, with what each place on it means."""

    name: Annotated[Text, Meta(description="What the axis is about.")]
    left: Annotated[Text, Meta(description="Label at the left end.")]
    right: Annotated[Text, Meta(description="Label at the right end.")]
    left_name: Annotated[Text, Meta(description="The word for left.")]
    middle_name: Annotated[Text, Meta(description="The word for the middle.")]
    right_name: Annotated[Text, Meta(description="The word for right.")]
    left_meaning: Annotated[Text, Meta(description="What a circle on the left says.")]
    middle_meaning: Annotated[Text, Meta(description="What a circle in the middle says.")]
    right_meaning: Annotated[Text, Meta(description="What a circle on the right says.")]
    left_short: Annotated[
        str, Meta(description="The same as left_meaning in a few words, on the axis itself.")
    ] = ""
    middle_short: Annotated[
        str, Meta(description="The middle in a few words: one or two, beside the crossing.")
    ] = ""
    right_short: Annotated[str, Meta(description="The right in a few words.")] = ""


class VerticalAxis(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The axis from bottom to top."""

    name: Annotated[Text, Meta(description="What the axis is about.")]
    top: Annotated[Text, Meta(description="Label at the upper end.")]
    bottom: Annotated[Text, Meta(description="Label at the lower end.")]
    top_name: Annotated[str, Meta(description="The word for the top.")] = ""
    middle_name: Annotated[str, Meta(description="The word for the middle.")] = ""
    bottom_name: Annotated[str, Meta(description="The word for the bottom.")] = ""


class Quarter(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the four fields between the axes."""

    id: Annotated[Slug, Meta(description="Short name of the field.")]
    place: Annotated[Corner, Meta(description="Where it lies.")]
    name: Annotated[Text, Meta(description="Its name on the sheet.")]
    source: Source = "own"


class Token(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A diamond to cut out, that is laid in a field when all circles lie."""

    id: Annotated[Slug, Meta(description="Short name of the token.")]
    set: Annotated[Slug, Meta(description="The id of the set of circles that it goes with.")]
    name: Annotated[Text, Meta(description="What it marks, like 'zwaartepunt'; on its face.")]
    icon: Annotated[
        str, Meta(description="Name of a drawing in templates/icons; empty: a cross-hair.")
    ] = ""
    copies: Annotated[int, Meta(ge=1, le=100, description="How many are cut out.")] = 1


class OwnMark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one person marks with a pen, for a set of circles that the table lays later."""

    set: Annotated[Slug, Meta(description="The id of the set of circles that it stands for.")]
    mark: Annotated[
        PenMark,
        Meta(
            description="What is drawn: a cross, a ring, a square or a triangle; number: that of"
            " the aspect, where aspects lie anywhere on the sheet."
        ),
    ]
    text: Annotated[Text, Meta(description="What to do, in one or two short sentences.")]


class OwnView(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sheet on which each person marks their own view, before the table lays circles."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line beside the title.")] = ""
    source: Source = "own"
    name: Annotated[
        str, Meta(description="Asks for a name; not where the sheet has one at its top.")
    ] = ""
    fields: Annotated[
        tuple[Text, ...], Meta(max_length=2, description="What else is filled in by hand.")
    ] = ()
    marks: Annotated[
        tuple[OwnMark, ...],
        Meta(min_length=1, max_length=4, description="What is marked, in order."),
    ]
    whole: Annotated[
        str, Meta(description="What to do in the fields at last, when all lines have marks.")
    ] = ""
    tell: Annotated[str, Meta(description="Asks what they want to tell; with lines.")] = ""


class Quadrant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sheet that the circles are laid on."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    source: Source = "own"
    attribution: Annotated[
        str, Meta(description="Whose model this is; empty: the workshop's attribution.")
    ] = ""
    perspective: Annotated[str, Meta(description="From whose eyes to look; one line.")] = ""
    horizontal: Annotated[HorizontalAxis, Meta(description="The axis from left to right.")]
    vertical: Annotated[VerticalAxis, Meta(description="The axis from bottom to top.")]
    quadrants: Annotated[
        tuple[Quarter, ...],
        Meta(min_length=4, max_length=4, description="The four fields, each at its own place."),
    ]
    fields: Annotated[
        tuple[Text, ...], Meta(description="What is filled in by hand on the sheet.")
    ] = ()
    both_ways: Annotated[
        bool,
        Meta(description="true: names and meanings also stand upside down, for the other side."),
    ] = True
    laying: Annotated[
        str, Meta(description="How circles are laid, in one or two sentences, beside the slots.")
    ] = ""
    tokens: Annotated[
        tuple[Token, ...], Meta(description="What is laid in the fields, cut out as diamonds.")
    ] = ()
    own_view: Annotated[
        OwnView | None, Meta(description="The sheet for one person, filled in with a pen.")
    ] = None
    description: Annotated[
        str,
        Meta(
            description="The axes and fields in words, read aloud; holds {left}, {right}, {bottom},"
            " {top} and the places of the fields, like {top-left}."
        ),
    ] = ""


# -- what must agree ------------------------------------------------------------------------------

# What the description of the quadrant must name; it may name the axes as well.
ENDS = ("left", "right", "bottom", "top")
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


def quarters_differ(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    quarters = quadrant.quadrants
    ids, places = [quarter.id for quarter in quarters], [quarter.place for quarter in quarters]
    yield from repeated(fault, "quadrant", "quadrants", "id", ids)
    yield from repeated(fault, "quadrant", "quadrants", "place", places)
    tokens = [token.id for token in quadrant.tokens]
    yield from repeated(fault, "quadrant", "tokens", "id", tokens)


def descriptions_have_their_placeholders(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    if text := quadrant.description:
        path, axes = ("description",), ("horizontal", "vertical")
        yield from placeholders(fault, "quadrant", path, text, (*ENDS, *CORNERS), axes)


def sets_are_known(fault: Fault, quadrant: Quadrant, aspects: Aspects) -> Iterator[Problem]:
    marks = quadrant.own_view.marks if quadrant.own_view else ()
    known = [circle_set.id for circle_set in aspects.sets]
    named: list[tuple[tuple[str | int, ...], str]]
    named = [(("tokens", i), token.set) for i, token in enumerate(quadrant.tokens)]
    named += [(("own_view", "marks", i), mark.set) for i, mark in enumerate(marks)]
    for path, name in named:
        if name not in known:
            fact = f"there is no circle set {name!r}"
            yield fault("quadrant", (*path, "set"), fact, nearest(name, known))


def handouts_have_their_own_view(
    fault: Fault, workshop: Workshop, quadrant: Quadrant
) -> Iterator[Problem]:
    for i, handout in enumerate(workshop.handouts):
        if handout.template_name == "own-view" and quadrant.own_view is None:
            fact = "quadrant.yaml has no own_view, which this handout is made of"
            hint = "write its words there, or take the handout from the list"
            yield fault("workshop", ("handouts", i, "id"), fact, hint)


def own_marks_differ(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    marks = quadrant.own_view.marks if quadrant.own_view else ()
    for field in ("set", "mark"):
        names = [getattr(mark, field) for mark in marks]
        for i, name in enumerate(names):
            if name in names[:i]:
                fact = f"{name!r} is used before, in own_view.marks[{names.index(name)}]"
                hint = "give each set a mark of its own"
                yield fault("quadrant", ("own_view", "marks", i, field), fact, hint)


CHECKS: tuple[Check, ...] = (
    (("quadrant",), quarters_differ),
    (("quadrant",), own_marks_differ),
    (("quadrant", "aspects"), sets_are_known),
    (("workshop", "quadrant"), handouts_have_their_own_view),
    (("quadrant",), descriptions_have_their_placeholders),
)
