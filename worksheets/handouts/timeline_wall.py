"""A timeline on one large sheet, with the cells of the strip: rows of months, one below another."""

from __future__ import annotations

from math import ceil

from worksheets.content.files import Content
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.handouts.timeline_strip import ROOM, StripSheet
from worksheets.handouts.timeline_strip import values as strip_values
from worksheets.layout.chart import charts
from worksheets.problems import NOWHERE, Problem

NEEDS = ("timeline",)
TRUE_SIZE = True  # notes are stuck on it
HINT = "choose larger paper, fewer lanes, or a smaller note_size in timeline.yaml"
WIDE = 14.0  # mm that a month is wider than a note, as on a strip on A3


def values(content: Content, handout: Handout, timeline: Timeline) -> dict[str, object]:
    """Return what the template may call: rows(x, width), whole, and what a strip may."""

    def rows(x: float, width: float) -> tuple[StripSheet, ...]:
        return months_in_rows(content, handout, timeline, x, width)

    def need(high: float) -> str:
        """Raise Problem when a note does not fit in lanes of some mm."""
        if high >= timeline.note_size:
            return ""
        fact = f"a lane would be {max(high, 0):.1f} mm high; a note needs {timeline.note_size:g} mm"
        raise Problem(fact, content.places.get(id(handout.id), NOWHERE), hint=HINT)

    whole = charts(content, timeline)(0, 100)
    more = {"rows": rows, "whole": whole, "need": need}
    return {**strip_values(content, handout, timeline), **more}


def months_in_rows(
    content: Content, handout: Handout, timeline: Timeline, x: float, width: float
) -> tuple[StripSheet, ...]:
    """Return the rows of a wall sheet, as few as can be and nearly equal; months from x.

    Raises Problem when a note does not fit in a month.
    """
    wide = timeline.note_size + ROOM
    most = int(width / wide + 1e-9)
    if most < 1:
        at = content.places.get(id(handout.id), NOWHERE)
        fact = f"a month would be {width:.1f} mm wide; a note of {timeline.note_size:g} mm"
        raise Problem(f"{fact} needs {wide:g} mm", at, hint="choose larger paper")
    count = ceil(timeline.months / most)
    longest = ceil(timeline.months / count)
    step = min(timeline.note_size + WIDE, width / longest)
    chart, rows = charts(content, timeline), []
    for n, skipped in enumerate(range(0, timeline.months, longest), 1):
        shown = min(longest, timeline.months - skipped)
        rows.append(StripSheet(n, count, chart(x, shown * step, skipped=skipped, shown=shown)))
    return tuple(rows)
