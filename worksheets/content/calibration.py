"""The page on which a printer is measured."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, placeholders
from worksheets.problems import Problem
from worksheets.reading.fields import Text


class Instruction(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to do on the page, and what is written down."""

    title: Annotated[Text, Meta(description="What is done, in a few words.")]
    text: Annotated[
        Text,
        Meta(
            description="How; may hold {across} and {down}, the lengths of the lines, and {edge}."
        ),
    ]
    picture: Annotated[
        Literal["", "turn", "ruler", "ends", "light", "edge"],
        Meta(
            description="A drawing beside it: turn the sheet over, measure the lines, the titles at"
            " one end or at both, read the crosses, the edge."
        ),
    ] = ""
    notes: Annotated[
        tuple[Text, ...], Meta(description="What is written down: a name for each value.")
    ] = ()


class Trial(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands on the sheet to try scissors, a punch or a plotter on."""

    title: Annotated[Text, Meta(description="Title of the sheet.")]
    explanation: Annotated[Text, Meta(description="What to do with it.")]
    size: Annotated[Text, Meta(description="On each circle: how large it is; holds {size}.")]
    word: Annotated[Text, Meta(description="Small word on each circle.")]


class Calibration(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands on the page to measure: a front and a back."""

    title: Annotated[Text, Meta(description="Title of the page.")]
    explanation: Annotated[str, Meta(description="What it is for.")] = ""
    front: Annotated[Text, Meta(description="The word for the front.")]
    back: Annotated[Text, Meta(description="The word for the back.")]
    across: Annotated[Text, Meta(description="Name of the line across; holds {length}.")]
    down: Annotated[Text, Meta(description="Name of the line down; holds {length}.")]
    cross: Annotated[Text, Meta(description="The crosses read aloud.")]
    edges: Annotated[Text, Meta(description="The numbers at the edges read aloud.")]
    long_edge: Annotated[Text, Meta(description="The edge that the sheet is turned over, {edge}.")]
    short_edge: Annotated[Text, Meta(description="The other one.")]
    instructions: Annotated[
        tuple[Instruction, ...],
        Meta(min_length=1, max_length=6, description="What to do, in order."),
    ]
    command: Annotated[Text, Meta(description="What to do with what was measured.")]
    name: Annotated[
        Text, Meta(description="What stands for the printer's name in what is typed, as in NAME.")
    ]
    verify: Annotated[
        Text, Meta(description="Instead of that, on a page that makes up for what was measured.")
    ]
    turned: Annotated[Text, Meta(description="What the back is for.")]
    example: Annotated[Text, Meta(description="The crosses read, beside a drawing of them.")]
    trial: Annotated[
        Trial | None, Meta(description="The sheet to try scissors, a punch or a plotter on.")
    ] = None


# -- what must agree ------------------------------------------------------------------------------

FILLED = ("across", "down", "edge")


def lines_have_their_placeholders(fault: Fault, calibration: Calibration) -> Iterator[Problem]:
    for name in ("across", "down"):
        text = getattr(calibration, name)
        yield from placeholders(fault, "calibration", (name,), text, ("length",))
    for n, step in enumerate(calibration.instructions):
        path = ("instructions", n, "text")
        yield from placeholders(fault, "calibration", path, step.text, (), FILLED)
    yield from placeholders(fault, "calibration", ("verify",), calibration.verify, (), FILLED)
    if calibration.trial:
        size = calibration.trial.size
        yield from placeholders(fault, "calibration", ("trial", "size"), size, ("size",))


CHECKS: tuple[Check, ...] = ((("calibration",), lines_have_their_placeholders),)
