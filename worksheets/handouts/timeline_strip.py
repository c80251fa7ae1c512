"""A timeline on several sheets that are glued side by side: months so wide that notes fit."""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from worksheets.content.files import Content
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.layout.chart import Chart, charts, hatch
from worksheets.layout.day_names import bars, row_count
from worksheets.layout.lanes import lanes
from worksheets.layout.weeks import weeks
from worksheets.problems import NOWHERE, Problem

NEEDS = ("timeline",)
TRUE_SIZE = True  # notes are stuck on it, and its sheets are glued
SCALES = (1.3, 1.1, 0.9)  # of the cards: they lie within a month
ROOM = 4.0  # mm that a month is wider than a note


class StripSheet(Struct, frozen=True):
    """One sheet of a strip: its number, counted from 1, and the months on it."""

    number: int
    of: int
    plan: Chart

    @property
    def last(self) -> bool:
        return self.number == self.of


def strip(
    content: Content, handout: Handout, timeline: Timeline, x: float, width: float
) -> tuple[StripSheet, ...]:
    """Return the sheets of a strip; each has its months from x, and room for so many mm of them.

    All months are of one width. Raises Problem when a note does not fit in it.
    """
    at = content.places.get(id(handout.id), NOWHERE)
    if timeline.strip is None:
        what = f"the handout {handout.id!r} needs strip: in timeline.yaml, which is not there"
        raise Problem(what, at, hint="add it, or take the handout from the list")
    wide = timeline.note_size + ROOM
    most = int(width / wide + 1e-9)
    months = min(timeline.strip.months or max(most, 1), timeline.months)
    if months > most:
        if timeline.strip.months:
            at = content.place("timeline", "strip", "months")
        raise Problem(
            f"a month would be {width / months:.1f} mm wide; a note of {timeline.note_size:g} mm"
            f" needs {wide:g} mm",
            at,
            hint=f"put at most {most} months on a sheet" if most else "choose larger paper",
        )
    chart, step = charts(content, timeline), width / months
    sheets = ceil(timeline.months / months)
    sheets_of_strip = []
    for n in range(sheets):
        shown = min(months, timeline.months - n * months)
        plan = chart(x, shown * step, skipped=n * months, shown=shown)
        sheets_of_strip.append(StripSheet(n + 1, sheets, plan))
    return tuple(sheets_of_strip)


def values(content: Content, handout: Handout, timeline: Timeline) -> dict[str, object]:
    """Return what the template may call: strip(x, width), bars(...) and the like."""

    def sheets(x: float, width: float) -> tuple[StripSheet, ...]:
        return strip(content, handout, timeline, x, width)

    return {
        "strip": sheets,
        "bars": bars,
        "row_count": row_count,
        "weeks": weeks,
        "lanes": lanes,
        "hatch": hatch,
        "scales": SCALES,
    }
