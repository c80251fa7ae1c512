"""The aspects explained: as many on a page as can be read."""

from __future__ import annotations

from worksheets.content.aspects import Aspects
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.workshop import Handout
from worksheets.layout.shares import paged, strips

NEEDS = ("aspects", "quadrant")


def values(
    _content: Content, _handout: Handout, _aspects: Aspects, _quadrant: Quadrant
) -> dict[str, object]:
    """Return what the template may call: `paged` and `strips`, see layout.shares."""
    return {"paged": paged, "strips": strips}
