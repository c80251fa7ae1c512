"""Which actions are planned: those of this year, and what an earlier one left undone."""

from __future__ import annotations

from msgspec import Struct

from worksheets.content.actions import Action
from worksheets.content.files import Content


class Planned(Struct, frozen=True):
    """An action, and the month it is shown at; `since` is the month it was planned for before."""

    action: Action
    month: str
    since: str = ""


def planned(content: Content) -> tuple[Planned, ...]:
    """Return the actions to show: a file's own first, then those carried over, each once.

    What is carried over is not done, and not told again in a later file. What was planned before
    the timeline begins comes in its first month.
    """
    if not content.actions:
        return ()
    found = [Planned(action, action.month) for action in content.actions.actions]
    told = {action.what.casefold() for action in content.actions.actions}
    start = content.timeline.start if content.timeline else ""
    for file in content.earlier:
        for action in file.actions:
            name = action.what.casefold()
            if not action.done and name not in told:
                late = action.month < start
                found.append(
                    Planned(action, start if late else action.month, action.month if late else "")
                )
        # Only now: what an older file tells of the same is past, also when it is done since.
        told |= {action.what.casefold() for action in file.actions}
    return tuple(found)
