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

    An action is carried over when it was not done and no later file names it again. What was
    planned before the timeline begins comes in its first month.
    """
    if not content.actions:
        return ()
    actions = [Planned(action, action.month) for action in content.actions.actions]
    known = {action.what.casefold() for action in content.actions.actions}
    start = content.timeline.start if content.timeline else ""
    for file in content.earlier:
        for action in file.actions:
            name = action.what.casefold()
            if not action.done and name not in known:
                late = action.month < start
                actions.append(
                    Planned(action, start if late else action.month, action.month if late else "")
                )
        # After the whole file: it outdates what older files say of its actions, done or not.
        known |= {action.what.casefold() for action in file.actions}
    return tuple(actions)
