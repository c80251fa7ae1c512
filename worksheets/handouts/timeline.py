"""The timeline to take home: months with their actions, lines to write on, the next meeting."""

from __future__ import annotations

from collections.abc import Sequence

from worksheets.content.files import Content
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.geometry import Box
from worksheets.layout.chart import charts
from worksheets.layout.meeting import next_meeting
from worksheets.layout.overview import LINE, TICK, MonthBlock, Tall, overview

NEEDS = ("timeline",)
GAP = 8.0  # mm between columns
COLUMN = 85.0  # mm; narrower is no room to write


def values(content: Content, _handout: Handout, timeline: Timeline) -> dict[str, object]:
    """Return what the template may call: overview(x, y, width, bottom, last_bottom, tall)."""
    plan = charts(content, timeline)(0, 500)

    def pages(
        x: float, y: float, width: float, bottom: float, last_bottom: float, tall: Tall
    ) -> tuple[tuple[MonthBlock, ...], ...]:
        return overview(plan, columns(x, y, width, bottom), columns(x, y, width, last_bottom), tall)

    return {"overview": pages, "meeting": next_meeting(content), "pitch": LINE, "tick_wide": TICK}


def columns(x: float, y: float, width: float, bottom: float) -> Sequence[Box]:
    """Return the columns of a page: as many as are wide enough to write in."""
    count = max(int((width + GAP) / (COLUMN + GAP)), 1)
    wide = (width - (count - 1) * GAP) / count
    return [Box(x + n * (wide + GAP), y, wide, bottom - y) for n in range(count)]
