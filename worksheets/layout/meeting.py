"""The next meeting: what a timeline asks about it."""

from __future__ import annotations

from worksheets.content.files import Content
from worksheets.content.steps import FollowUp
from worksheets.content.timeline import Meeting


def next_meeting(content: Content) -> Meeting | FollowUp | None:
    """Return the meeting of the timeline, else that of the first step that has one, or None."""
    if content.timeline and content.timeline.meeting:
        return content.timeline.meeting
    steps = content.steps.steps if content.steps else ()
    return next((step.meeting for step in steps if step.meeting), None)
