"""What must agree in actions.yaml, and in the earlier files that it carries over."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Fault
from worksheets.content.model.actions import Actions
from worksheets.content.model.timeline import Timeline
from worksheets.problems import Problem, nearest


def check(
    fault: Fault, file: str, actions: Actions, timeline: Timeline | None
) -> Iterator[Problem]:
    """Yield what does not agree in a file of actions; what is done in an earlier one is past."""
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
