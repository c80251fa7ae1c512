"""A timeline on several sheets that are glued side by side: months so wide that notes fit."""

from __future__ import annotations

from msgspec import Struct

from worksheets.content.files import Content
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.layout.chart import Chart, charts, hatch
from worksheets.layout.day_names import bars, row_count
from worksheets.layout.lanes import lanes
from worksheets.layout.meeting import next_meeting
from worksheets.layout.weeks import weeks
from worksheets.problems import NOWHERE, Problem

NEEDS = ("timeline",)
TRUE_SIZE = True  # notes are stuck on it, and its sheets are glued
SCALES = (1.3, 1.1, 0.9, 0.72)  # of the cards: they lie within a month
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

    All months are of one width. Raises Problem when a note does not fit in it, and where there
    are no words for sheets that are glued.
    """
    at = content.places.get(id(handout.id), NOWHERE)
    wide = timeline.note_size + ROOM
    most = int(width / wide + 1e-9)
    asked = timeline.strip.months if timeline.strip else None
    months = min(asked or max(most, 1), timeline.months)
    if months > most:
        if asked:
            at = content.place("timeline", "strip", "months")
        raise Problem(
            f"a month would be {width / months:.1f} mm wide; a note of {timeline.note_size:g} mm"
            f" needs {wide:g} mm",
            at,
            hint=f"put at most {most} months on a sheet" if most else "choose larger paper",
        )
    chart, step = charts(content, timeline), width / months
    counts = dealt(timeline.months, months)
    if len(counts) > 1 and timeline.strip is None:
        fact = f"the handout {handout.id!r} needs strip: in timeline.yaml, which is not there"
        hint = f"add it: {timeline.months} months need {len(counts)} sheets, that are glued"
        raise Problem(fact, at, hint=hint)
    sheets, skipped = [], 0
    for n, shown in enumerate(counts, 1):
        plan = chart(x, shown * step, skipped=skipped, shown=shown)
        sheets.append(StripSheet(n, len(counts), plan))
        skipped += shown
    return tuple(sheets)


def dealt(months: int, most: int) -> tuple[int, ...]:
    """Return how many months lie on each sheet: as many as fit, and not one alone on the last.

    Where a sheet holds two, one alone is all that can be.
    """
    counts = [min(most, months - done) for done in range(0, months, most)]
    if len(counts) > 1 and counts[-1] == 1 and most > 2:
        counts[-2:] = [most - 1, 2]
    return tuple(counts)


def values(content: Content, handout: Handout, timeline: Timeline) -> dict[str, object]:
    """Return what the template may call: strip(x, width), bars(...) and the like."""

    def sheets(x: float, width: float) -> tuple[StripSheet, ...]:
        return strip(content, handout, timeline, x, width)

    return {
        "strip": sheets,
        "meeting": next_meeting(content),
        "bars": bars,
        "row_count": row_count,
        "weeks": weeks,
        "lanes": lanes,
        "hatch": hatch,
        "scales": SCALES,
    }
