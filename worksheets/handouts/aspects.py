"""The aspects explained: as many on a page as can be read."""

from __future__ import annotations

from worksheets.content.aspects import Aspects
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.workshop import Handout
from worksheets.layout.shares import paged, strips

NEEDS = ("aspects", "quadrant")


def derived(aspects: Aspects) -> bool:
    """Whether something on the sheet is not in the source."""
    sources = [aspect.source for aspect in aspects.aspects]
    sources += [aspect.explanation_source for aspect in aspects.aspects if aspect.explanation]
    if aspects.definition:
        sources += [aspects.definition.source, *(part.source for part in aspects.definition.parts)]
    return "derived" in sources


def values(
    _content: Content, _handout: Handout, _aspects: Aspects, _quadrant: Quadrant
) -> dict[str, object]:
    """Return what the template may call: `derived`, and `paged` and `strips` of layout.shares."""
    return {"paged": paged, "strips": strips, "derived": derived}
