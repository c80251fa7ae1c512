"""The rules: moves from top to bottom, remarks below them."""

from __future__ import annotations

from worksheets.content.aspects import Aspects
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.rules import Rules
from worksheets.content.workshop import Handout
from worksheets.layout.shares import strips

NEEDS = ("rules", "aspects", "quadrant")
SHOWN = 2  # subjects that lie apart in the drawing


def values(
    content: Content, _handout: Handout, _rules: Rules, aspects: Aspects, _quadrant: Quadrant
) -> dict[str, object]:
    """Return `strips`, the aspects `across` and `up`, and the subjects `apart` in the drawing."""
    subjects = content.subjects.subjects if content.subjects else ()
    return {
        "strips": strips,
        "across": tuple(aspect for aspect in aspects.aspects if aspect.axis == "horizontal"),
        "up": tuple(aspect for aspect in aspects.aspects if aspect.axis == "vertical"),
        "apart": tuple(subject for subject in subjects if subject.code)[:SHOWN],
    }
