"""The actions of a team: what is done, by whom, and in which month."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Fault
from worksheets.content.timeline import Timeline
from worksheets.problems import Problem, nearest
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


# -- what must agree ------------------------------------------------------------------------------


def check(
    fault: Fault, file: str, actions: Actions, timeline: Timeline | None
) -> Iterator[Problem]:
    """Yield what does not agree in a file of actions; in an earlier one only what is left to do."""
    earlier = file != "actions"
    seen: dict[tuple[str, str, str], int] = {}
    lanes = [lane.id for lane in timeline.lanes] if timeline else []
    for i, action in enumerate(actions.actions):
        first = seen.setdefault((action.what.casefold(), action.month, action.lane), i)
        if first != i:
            fact = f"{action.what!r} is used before in {action.month}, in actions[{first}]"
            yield fault(file, ("actions", i, "what"), fact)
        if not timeline or (earlier and action.done):
            continue
        if action.lane and action.lane not in lanes:
            fact = f"there is no lane {action.lane!r}"
            yield fault(file, ("actions", i, "lane"), fact, nearest(action.lane, lanes))
        start = _month(timeline.start)
        month = _month(action.month)
        if month >= start + timeline.months or (month < start and not earlier):
            fact = f"{action.month} is not among the {timeline.months} months from {timeline.start}"
            yield fault(file, ("actions", i, "month"), fact)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:])
