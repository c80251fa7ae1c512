"""The packing list: what is printed, cut, brought and laid ready, and how that is told."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from worksheets.choices import SPARE, Per
from worksheets.content.agreement import Check, Fault, placeholders, repeated
from worksheets.problems import Problem
from worksheets.reading.fields import Slug, Text

Minutes = Annotated[float, Meta(ge=0, le=60)]


class Supply(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to bring that is not printed: pens, scissors, notes."""

    id: Annotated[Slug, Meta(description="Short name.")]
    name: Annotated[Text, Meta(max_length=120, description="What it is, as it is listed.")]
    per: Annotated[Per, Meta(description="For each participant, each table, or once.")]
    count: Annotated[int, Meta(ge=1, le=100, description="How many for each of those.")] = 1
    spare: Annotated[bool, Meta(description="Whether some are brought in reserve.")] = False
    note: Annotated[str, Meta(max_length=200, description="A size or a use, in small type.")] = ""


class Minute(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How long work by hand takes, in minutes."""

    circle: Annotated[Minutes, Meta(description="To cut out one circle.")] = 0.25
    cut: Annotated[Minutes, Meta(description="To make one straight cut.")] = 0.5
    sheet: Annotated[Minutes, Meta(description="To sort and lay out one sheet.")] = 0.1
    step: Annotated[
        int, Meta(ge=1, le=60, description="Estimates are rounded up to a multiple of this.")
    ] = 5


class Weights(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How heavy the paper is, in g/m²."""

    sheets: Annotated[Text, Meta(description="Of sheets to write on.", examples=["80 tot 120"])]
    cut: Annotated[Text, Meta(description="Of what is cut out.", examples=["160 tot 200"])]


class PackingWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The standing words of the list; names between { } are filled in."""

    crowd: Annotated[Text, Meta(description="Holds {participants}, {tables} and {spare}.")]
    print: Annotated[Text, Meta(description="Heading: what is printed.")]
    cut: Annotated[Text, Meta(description="Heading: what is cut.")]
    bring: Annotated[Text, Meta(description="Heading: what is brought.")]
    lay: Annotated[Text, Meta(description="Heading: what is laid ready on each table.")]
    continued: Annotated[Text, Meta(description="A heading again on a next page; holds {heading}.")]
    what: Annotated[Text, Meta(description="Column: what it is.")]
    whom: Annotated[Text, Meta(description="Column: for whom.")]
    paper: Annotated[Text, Meta(description="Column: which paper.")]
    sheets: Annotated[Text, Meta(description="Column: sheets in the file.")]
    times: Annotated[Text, Meta(description="Column: how often the file is printed.")]
    total: Annotated[Text, Meta(description="Column: how many altogether.")]
    per_participant: Annotated[Text, Meta(description="For each participant.")]
    per_table: Annotated[Text, Meta(description="For each table.")]
    per_team: Annotated[Text, Meta(description="For the whole team.")]
    also_table: Annotated[Text, Meta(description="For each participant and each table.")]
    serves: Annotated[
        Text, Meta(description="How many a print is enough for; holds {count} and {whom}.")
    ]
    papers: Annotated[Text, Meta(description="Heading: how much paper of each sort.")]
    weight: Annotated[Text, Meta(description="How heavy paper is; holds {weight}.")]
    labels: Annotated[str, Meta(description="What sheets of labels are, instead of a weight.")] = ""
    double: Annotated[Text, Meta(description="Mark at paper that is printed on both sides.")]
    circles: Annotated[
        Text, Meta(description="After the number of circles; holds {size}, {sheets}, {title}.")
    ]
    cuts: Annotated[Text, Meta(description="After the number of straight cuts; holds {title}.")]
    time: Annotated[Text, Meta(description="Heading: how long the work takes.")]
    time_cut: Annotated[Text, Meta(description="How long cutting takes; holds {minutes}.")]
    time_lay: Annotated[Text, Meta(description="How long laying out takes; holds {minutes}.")]
    table: Annotated[Text, Meta(description="A table; holds {n} and {tables}.")]
    tables: Annotated[Text, Meta(description="Equal tables; holds {first} and {last}.")]
    pair: Annotated[Text, Meta(description="Two equal tables; holds {first} and {last}.")]
    seats: Annotated[Text, Meta(description="How many sit at a table; holds {participants}.")]
    each: Annotated[Text, Meta(description="The same, of several tables; holds {participants}.")]
    seat: Annotated[str, Meta(description="Instead of seats, when one sits there.")] = ""
    each_seat: Annotated[str, Meta(description="Instead of each, when one sits at each.")] = ""
    once: Annotated[Text, Meta(description="Heading: what there is one of, for all.")]
    tips: Annotated[Text, Meta(description="Heading of the advice.")]
    pages: Annotated[
        Text, Meta(description="Some pages of a file, after its name; holds {name} and {pages}.")
    ] = "{name} ({pages})"


class OrderWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The text for a copy shop; names between { } are filled in."""

    title: Annotated[Text, Meta(description="Title of the sheet.")]
    explanation: Annotated[str, Meta(description="How to use it.")] = ""
    intro: Annotated[Text, Meta(description="First sentence; holds {workshop}.")]
    line: Annotated[
        Text,
        Meta(
            description="A file: {file}, {title}, {times}, {sheets}, {paper}, {weight}, {sides},"
            " {total}."
        ),
    ]
    single: Annotated[Text, Meta(description="Printed on one side.")]
    double: Annotated[Text, Meta(description="Printed on both sides.")]
    total: Annotated[Text, Meta(description="Holds {sheets}, {paper} and {weight}.")]
    label_line: Annotated[
        Text, Meta(description="As line, of sheets of labels: they have no weight and one side.")
    ] = "{file}: {times} x {sheets} x {paper}"
    label_total: Annotated[Text, Meta(description="As total, of sheets of labels.")] = (
        "{sheets} x {paper}"
    )
    scale: Annotated[Text, Meta(description="The request to print at 100 %.")]
    requests: Annotated[tuple[Text, ...], Meta(description="Further requests.")] = ()
    close: Annotated[str, Meta(description="Last sentence.")] = ""
    fields: Annotated[
        tuple[Text, ...], Meta(description="What is filled in by hand: name, date.")
    ] = ()


class TableCard(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The card that stands on each table, and the leaf with what lies there."""

    table: Annotated[Text, Meta(description="Which table it is, very large; holds {n}.")]
    fold: Annotated[Text, Meta(description="At the line where it is folded.")]
    clip: Annotated[
        str, Meta(max_length=80, description="Above the steps: what moves along them.")
    ] = ""
    roles: Annotated[
        tuple[Text, ...],
        Meta(max_length=4, description="Who does what; each has a line for a name."),
    ] = ()
    leaf: Annotated[str, Meta(description="Below the title of the leaf: what it is for.")] = ""
    holds: Annotated[Text, Meta(description="Heading of what lies on the table.")]
    count: Annotated[Text, Meta(description="How many of it; holds {count}.")] = "{count}"
    sits: Annotated[Text, Meta(description="Heading of who sits there.")]


class Personal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words on sheets that are made for each participant and each table."""

    name: Annotated[Text, Meta(description="At the line for a name.")]
    participant: Annotated[
        Text, Meta(description="Whose sheet it is; holds {n} and {participants}.")
    ]
    participants: Annotated[
        Text,
        Meta(description="Whose sheet it is, of several; holds {first}, {last}, {participants}."),
    ]
    table: Annotated[Text, Meta(description="Which table's sheet it is; holds {n} and {tables}.")]
    tables: Annotated[
        Text, Meta(description="Of several tables; holds {first}, {last} and {tables}.")
    ]


class Packing(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The packing list: what is printed, cut, brought and laid ready."""

    title: Annotated[Text, Meta(description="Title at the top of the list.")]
    explanation: Annotated[str, Meta(description="How to use it.")] = ""
    spare: Annotated[
        int,
        Meta(
            ge=SPARE.least,
            le=SPARE.most,
            description="Reserve: so many per cent are printed on top.",
        ),
    ] = 10
    spare_for: Annotated[
        tuple[Per, ...], Meta(description="Of what there is a reserve: what is made for each ...")
    ] = ("participant",)
    spare_rounding: Annotated[
        Literal["up", "nearest", "down"], Meta(description="How a part of a copy is rounded.")
    ] = "up"
    minutes: Annotated[Minute, Meta(description="How long work by hand takes.")] = Minute()
    weights: Annotated[Weights, Meta(description="How heavy the paper is, in g/m².")]
    things: Annotated[tuple[Supply, ...], Meta(description="What is brought.")] = ()
    tips: Annotated[tuple[Text, ...], Meta(description="Advice at the foot of the list.")] = ()
    words: Annotated[PackingWords, Meta(description="The standing words of the list.")]
    order: Annotated[OrderWords, Meta(description="The text for a copy shop.")]
    table_card: Annotated[
        TableCard | None, Meta(description="The words of the card on each table.")
    ] = None
    personal: Annotated[
        Personal, Meta(description="The words on sheets made for each participant.")
    ]


# -- what must agree ------------------------------------------------------------------------------

# For each text the names that it must hold, and those that it may.
PLACEHOLDERS: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("words", "crowd"): (("participants", "tables"), ("spare",)),
    ("words", "continued"): (("heading",), ()),
    ("words", "serves"): (("count",), ("whom",)),
    ("words", "weight"): (("weight",), ()),
    ("words", "circles"): ((), ("title", "size", "sheets")),
    ("words", "cuts"): ((), ("title",)),
    ("words", "time_cut"): (("minutes",), ()),
    ("words", "time_lay"): (("minutes",), ()),
    ("words", "table"): (("n",), ("tables",)),
    ("words", "tables"): (("first", "last"), ()),
    ("words", "pair"): (("first", "last"), ()),
    ("words", "seats"): (("participants",), ()),
    ("words", "each"): (("participants",), ()),
    ("words", "seat"): ((), ("participants",)),
    ("words", "each_seat"): ((), ("participants",)),
    ("words", "pages"): (("name", "pages"), ()),
    ("order", "intro"): ((), ("workshop",)),
    ("order", "line"): (
        ("file", "times", "paper", "weight", "sides"),
        ("title", "sheets", "total"),
    ),
    ("order", "total"): (("sheets", "paper"), ("weight",)),
    ("order", "label_line"): (("file", "times", "paper"), ("title", "sheets", "total")),
    ("order", "label_total"): (("sheets", "paper"), ()),
    ("table_card", "table"): (("n",), ()),
    ("table_card", "count"): (("count",), ()),
    ("personal", "participant"): (("n",), ("participants",)),
    ("personal", "participants"): (("first", "last"), ("participants",)),
    ("personal", "table"): (("n",), ("tables",)),
    ("personal", "tables"): (("first", "last"), ("tables",)),
}


def texts_have_their_placeholders(fault: Fault, packing: Packing) -> Iterator[Problem]:
    for name in ("words", "order", "table_card", "personal"):
        part = getattr(packing, name)
        for field in part.__struct_fields__ if part else ():
            text = getattr(part, field)
            wanted, allowed = PLACEHOLDERS.get((name, field), ((), ()))
            if isinstance(text, str):
                path = (name, field)
                yield from placeholders(fault, "packing", path, text, wanted, allowed)


def things_differ(fault: Fault, packing: Packing) -> Iterator[Problem]:
    ids = [thing.id for thing in packing.things]
    yield from repeated(fault, "packing", "things", "id", ids)


CHECKS: tuple[Check, ...] = (
    (("packing",), texts_have_their_placeholders),
    (("packing",), things_differ),
)
