"""The timeline: months from left to right, rows for what must be done."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, Path, placeholders, repeated
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Month, Slug, Source, Text


class Lane(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of the timeline."""

    id: Annotated[Slug, Meta(description="Short name of the row.")]
    name: Annotated[Text, Meta(description="Its name on the sheet.")]
    hint: Annotated[str, Meta(description="The question that fills the row.")] = ""
    source: Source = "own"


class CardFields(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words at the lines of a card."""

    what: Annotated[Text, Meta(description="The word for what is done.")]
    lead: Annotated[Text, Meta(description="The word for who takes the lead.")]
    involved: Annotated[Text, Meta(description="The word for who takes part.")]
    month: Annotated[
        str, Meta(description="The word for when; in the box of a card to cut out.")
    ] = ""


class Card(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An action on the timeline; the first without a month is drawn as an example of a note."""

    what: Annotated[Text, Meta(description="What is done.")]
    lead: Annotated[str, Meta(description="Who takes the lead.")] = ""
    involved: Annotated[str, Meta(description="Who takes part.")] = ""
    month: Annotated[
        Month | None, Meta(description="When, like 2026-09; a card without a month is an example.")
    ] = None
    lane: Annotated[str, Meta(description="The id of its row; empty: any row.")] = ""


class Meeting(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The block in which the next meeting is agreed."""

    title: Annotated[Text, Meta(description="Heading of the block.")]
    date_question: Annotated[Text, Meta(description="Asks when it is.")]
    agenda_question: Annotated[Text, Meta(description="Asks what will be discussed.")]


class Strip(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A timeline on sheets that are glued side by side."""

    months: Annotated[
        Annotated[int, Meta(ge=1, le=24)] | None,
        Meta(description="Months on a sheet; left out: as many as have room."),
    ] = None
    sheet: Annotated[Text, Meta(description="Which sheet it is; holds {sheet} and {sheets}.")]
    glue: Annotated[Text, Meta(description="On the glue strip; holds {sheet}, the one before.")]
    cut: Annotated[Text, Meta(description="At the edge to cut; holds {sheet}, the next one.")]


class CutCards(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sheets of cards to cut out, one for each action."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    instruction: Annotated[str, Meta(description="How to use them.")] = ""
    width: Annotated[float, Meta(ge=60, le=180, description="Width of a card in mm.")] = 85
    height: Annotated[float, Meta(ge=45, le=180, description="Height of a card in mm.")] = 60


class Notes(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sheets to stick notes on, which then go through the printer."""

    title: Annotated[Text, Meta(description="Title at the top of the sheets.")]
    steps: Annotated[
        tuple[Text, ...], Meta(max_length=6, description="What to do, step by step.")
    ] = ()
    glue: Annotated[Text, Meta(description="At the edge of a note that has the glue.")]
    here: Annotated[Text, Meta(description="In each place: stick a note here.")]
    places: Annotated[Text, Meta(description="What the sheet with the places is called.")]
    print: Annotated[Text, Meta(description="What the sheet with the fields is called.")]


class Timeline(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The planning sheet: months from left to right, rows for what must be done."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    explanation: Annotated[str, Meta(description="How to use it.")] = ""
    start: Annotated[Month, Meta(description="First month, like 2026-09.")]
    months: Annotated[int, Meta(ge=3, le=24, description="How many months.")]
    month_names: Annotated[
        tuple[Text, ...],
        Meta(
            min_length=12,
            max_length=12,
            description="Short names from January; left out: those of the language.",
        ),
    ] = ()
    week_name: Annotated[
        str, Meta(description="The word before the numbers of the weeks; empty: no numbers.")
    ] = ""
    lanes: Annotated[
        tuple[Lane, ...], Meta(min_length=1, max_length=8, description="The rows, from the top.")
    ]
    fields: Annotated[CardFields, Meta(description="The words at the lines of a card.")]
    example_name: Annotated[str, Meta(description="The word on the example of a note.")] = ""
    carried_name: Annotated[
        str, Meta(description="On an action that was planned before; holds {month}.")
    ] = ""
    done_name: Annotated[str, Meta(description="The word on an action that is done.")] = ""
    cards: Annotated[tuple[Card, ...], Meta(description="An example, or cards in a month.")] = ()
    meeting: Annotated[
        Meeting | None, Meta(description="The next meeting; left out: that of the steps.")
    ] = None
    note_size: Annotated[
        float, Meta(ge=38, le=152, description="Width and height of a sticky note in mm.")
    ] = 76
    strip: Annotated[Strip | None, Meta(description="Words of the timeline on several sheets.")] = (
        None
    )
    action_cards: Annotated[CutCards | None, Meta(description="Cards to cut out.")] = None
    action_notes: Annotated[Notes | None, Meta(description="Sticky notes to print on.")] = None
    region: Annotated[
        str, Meta(description="The id of the region whose holidays are shown; empty: none.")
    ] = ""


# -- what must agree ------------------------------------------------------------------------------


def lanes_and_months_differ(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    yield from repeated(fault, "timeline", "lanes", "id", [lane.id for lane in timeline.lanes])
    yield from repeated(fault, "timeline", "month_names", "", timeline.month_names)


def cards_lie_on_the_sheet(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    lanes = [lane.id for lane in timeline.lanes]
    first = _month(timeline.start)
    for i, card in enumerate(timeline.cards):
        if card.lane and card.lane not in lanes:
            fact = f"there is no lane {card.lane!r}"
            yield fault("timeline", ("cards", i, "lane"), fact, nearest(card.lane, lanes))
        if card.month and not first <= _month(card.month) < first + timeline.months:
            fact = f"{card.month} is not among the {timeline.months} months from {timeline.start}"
            yield fault("timeline", ("cards", i, "month"), fact)


def words_have_their_placeholders(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    if timeline.carried_name:
        path: Path = ("carried_name",)
        yield from placeholders(fault, "timeline", path, timeline.carried_name, ("month",))
    if strip := timeline.strip:
        for name, wanted in (
            ("sheet", ("sheet", "sheets")),
            ("glue", ("sheet",)),
            ("cut", ("sheet",)),
        ):
            yield from placeholders(
                fault, "timeline", ("strip", name), getattr(strip, name), wanted
            )


CHECKS: tuple[Check, ...] = (
    (("timeline",), lanes_and_months_differ),
    (("timeline",), cards_lie_on_the_sheet),
    (("timeline",), words_have_their_placeholders),
)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:])
