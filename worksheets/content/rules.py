"""The rules: how the circles are laid on the quadrant, and what to bear in mind."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, placeholders, repeated
from worksheets.content.aspects import Aspects
from worksheets.problems import Problem
from worksheets.reading.fields import Source, Text

Drawing = Literal["sets", "horizontal", "meanings", "vertical", "subjects", "centre"]


class Move(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to do, with a drawing made of the other files."""

    title: Annotated[Text, Meta(description="What to do, in one line.")]
    source: Source = "own"
    text: Annotated[str, Meta(description="How, in one or two sentences.")] = ""
    text_source: Annotated[
        Source, Meta(description="Whose words the text is; 'derived' is marked on the sheet.")
    ] = "derived"
    shows: Annotated[
        Drawing | None,
        Meta(
            description="What is drawn with it: sets (which circles when), horizontal (the aspects"
            " of that axis in order), meanings (left, middle and right), vertical (that axis),"
            " subjects (a circle for a subject) or centre (a diamond in the fields)."
        ),
    ] = None


class Remark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to bear in mind all the time."""

    title: Annotated[Text, Meta(description="The remark in a few words.")]
    source: Source = "own"
    text: Annotated[str, Meta(description="What is meant.")] = ""
    text_source: Annotated[
        Source, Meta(description="Whose words the text is; 'derived' is marked on the sheet.")
    ] = "derived"


class Condition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A limit that every choice keeps within."""

    name: Annotated[Text, Meta(description="What it is called.")]
    source: Source = "own"
    text: Annotated[str, Meta(description="What it asks.")] = ""
    text_source: Annotated[
        Source, Meta(description="Whose words the text is; 'derived' is marked on the sheet.")
    ] = "derived"


class Conditions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The limits, in a panel of their own."""

    title: Annotated[Text, Meta(description="Heading of the panel.")]
    text: Annotated[str, Meta(description="A line above the list.")] = ""
    source: Annotated[
        Source, Meta(description="Whose words that line is; 'derived' is marked on the sheet.")
    ] = "derived"
    conditions: Annotated[
        tuple[Condition, ...], Meta(min_length=1, max_length=8, description="The limits.")
    ]


class Rules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sheet beside the quadrant: how the circles are laid on it."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    when: Annotated[Text, Meta(description="When a set is used; holds {step}.")]
    moves: Annotated[
        tuple[Move, ...], Meta(min_length=1, max_length=10, description="What to do, in order.")
    ]
    remarks: Annotated[
        tuple[Remark, ...], Meta(max_length=3, description="What to bear in mind.")
    ] = ()
    conditions: Annotated[
        Conditions | None, Meta(description="The limits that every choice keeps within.")
    ] = None


# -- what must agree ------------------------------------------------------------------------------


def moves_and_conditions_differ(fault: Fault, rules: Rules) -> Iterator[Problem]:
    yield from repeated(fault, "rules", "moves", "title", [move.title for move in rules.moves])
    yield from repeated(
        fault, "rules", "remarks", "title", [remark.title for remark in rules.remarks]
    )
    if rules.conditions:
        seen: dict[str, int] = {}
        for i, condition in enumerate(rules.conditions.conditions):
            first = seen.setdefault(condition.name.casefold(), i)
            if first != i:
                fact = f"{condition.name!r} is used before, in conditions.conditions[{first}]"
                yield fault("rules", ("conditions", "conditions", i, "name"), fact)


def when_has_its_placeholder(fault: Fault, rules: Rules) -> Iterator[Problem]:
    yield from placeholders(fault, "rules", ("when",), rules.when, ("step",))


def drawings_have_their_aspects(fault: Fault, rules: Rules, aspects: Aspects) -> Iterator[Problem]:
    axes = {aspect.axis for aspect in aspects.aspects}
    for i, move in enumerate(rules.moves):
        if move.shows in ("horizontal", "vertical") and move.shows not in axes:
            fact = f"aspects.yaml has no aspect on the {move.shows} axis: there is nothing to draw"
            yield fault("rules", ("moves", i, "shows"), fact, "leave it out, or add an aspect")


CHECKS: tuple[Check, ...] = (
    (("rules",), moves_and_conditions_differ),
    (("rules",), when_has_its_placeholder),
    (("rules", "aspects"), drawings_have_their_aspects),
)
