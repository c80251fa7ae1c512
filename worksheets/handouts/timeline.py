"""The planning flap on one sheet, small or large."""

from __future__ import annotations

from worksheets.content.files import Content
from worksheets.content.timeline import Timeline
from worksheets.content.workshop import Handout
from worksheets.layout.chart import charts, hatch
from worksheets.layout.day_names import bars, row_count
from worksheets.layout.lanes import lanes
from worksheets.layout.weeks import weeks

SCALES = (1.0, 0.9, 0.8, 0.72)  # of the cards, from the designed size to that of the smallest type


def values(content: Content, _handout: Handout, timeline: Timeline) -> dict[str, object]:
    """Return what the template may call: chart(x, width), bars(...) and the like."""
    return {
        "chart": charts(content, timeline),
        "bars": bars,
        "row_count": row_count,
        "weeks": weeks,
        "lanes": lanes,
        "hatch": hatch,
        "scales": SCALES,
    }
