"""The actions of a team: what is done, by whom, and in which month."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from typing import Annotated

from msgspec import Meta, Struct

from worksheets.reading.fields import EARLIER, Month, Text


class Action(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is done in a month."""

    what: Annotated[Text, Meta(description="What is done.")]
    lead: Annotated[str, Meta(description="Who takes the lead.")] = ""
    involved: Annotated[str, Meta(description="Who takes part.")] = ""
    month: Annotated[Month, Meta(description="When, like 2026-11.")]
    lane: Annotated[
        str, Meta(description="The id of its row on the timeline; empty: the first.")
    ] = ""
    done: Annotated[bool, Meta(description="Is it finished?")] = False


class Actions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The actions of a team, printed on the timeline and on cards."""

    carry_over: Annotated[
        str,
        Meta(
            pattern=EARLIER,
            description="An earlier file of actions in this folder, like actions-2025.yaml;"
            " what is not done in it is added.",
        ),
    ] = ""
    actions: Annotated[tuple[Action, ...], Meta(description="The actions, in any order.")] = ()
