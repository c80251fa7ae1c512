"""The consequences: what the ambition asks of each part of the school."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, placeholders, repeated
from worksheets.problems import Problem
from worksheets.reading.fields import Slug, Source, Text


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the school, with the question what changes there: a row to fill in."""

    id: Annotated[Slug, Meta(description="Short name of the part.")]
    question: Annotated[Text, Meta(description="The question that is answered in the row.")]
    source: Source = "own"
    hint: Annotated[str, Meta(description="What one may think of, in a line or two.")] = ""
    hint_source: Annotated[
        Source, Meta(description="Whose words the hint is; 'derived' is marked on the sheet.")
    ] = "derived"
    ticked: Annotated[bool, Meta(description="Whether the row has boxes to tick.")] = True


class Criterion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word to hold each answer against: a box to tick in every row."""

    word: Annotated[Text, Meta(description="The word above the boxes.")]
    source: Source = "own"
    question: Annotated[str, Meta(description="The question behind the word.")] = ""
    question_source: Annotated[
        Source, Meta(description="Whose words the question is; 'derived' is marked on the sheet.")
    ] = "derived"


class Ambition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The room above the rows, where the ambition is written down."""

    title: Annotated[Text, Meta(description="Heading of the room.")]
    question: Annotated[Text, Meta(description="Asks for the description.")]
    source: Source = "own"
    lines: Annotated[int, Meta(ge=1, le=8, description="Lines to write on.")] = 3
    centre: Annotated[
        str, Meta(description="Asks in which field of the quadrant it lies; empty: not asked.")
    ] = ""


class Consequences(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sheet on which a team writes what its ambition asks."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    fields: Annotated[
        tuple[Text, ...],
        Meta(max_length=6, description="What is filled in by hand at the top of the sheet."),
    ] = ()
    ambition: Annotated[
        Ambition | None, Meta(description="The room where the ambition is written down.")
    ] = None
    topic_name: Annotated[Text, Meta(description="Above the questions.")]
    answer_name: Annotated[Text, Meta(description="Above the room to write.")]
    topics: Annotated[
        tuple[Topic, ...], Meta(min_length=1, max_length=14, description="The rows, from the top.")
    ]
    box: Annotated[
        Text, Meta(description="A box to tick, read aloud; holds {word} and may hold {topic}.")
    ]
    criteria: Annotated[
        tuple[Criterion, ...], Meta(max_length=6, description="The words to tick in every row.")
    ] = ()


# -- what must agree ------------------------------------------------------------------------------


def topics_and_criteria_differ(fault: Fault, consequences: Consequences) -> Iterator[Problem]:
    topics, criteria = consequences.topics, consequences.criteria
    yield from repeated(fault, "consequences", "topics", "id", [topic.id for topic in topics])
    questions = [topic.question for topic in topics]
    yield from repeated(fault, "consequences", "topics", "question", questions)
    yield from repeated(
        fault, "consequences", "criteria", "word", [criterion.word for criterion in criteria]
    )


def box_has_its_placeholders(fault: Fault, consequences: Consequences) -> Iterator[Problem]:
    yield from placeholders(
        fault, "consequences", ("box",), consequences.box, ("word",), ("topic",)
    )


CHECKS: tuple[Check, ...] = (
    (("consequences",), topics_and_criteria_differ),
    (("consequences",), box_has_its_placeholders),
)
