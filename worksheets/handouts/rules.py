"""The rules: moves from top to bottom, remarks below them."""

from __future__ import annotations

from worksheets.content.aspects import Aspects
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.rules import Condition, Move, Remark, Rules
from worksheets.content.workshop import Handout
from worksheets.layout.shares import strips

NEEDS = ("rules", "aspects", "quadrant")
SHOWN = 2  # subjects that lie apart in the drawing


def derived(rules: Rules) -> bool:
    """Whether something on the sheet is not in the source."""
    limits = rules.conditions
    sources = [limits.source] if limits and limits.text else []
    parts: list[Move | Remark | Condition] = [*rules.moves, *rules.remarks]
    for part in [*parts, *(limits.conditions if limits else ())]:
        sources += [part.source, part.text_source] if part.text else [part.source]
    return "derived" in sources


def values(
    content: Content, _handout: Handout, _rules: Rules, aspects: Aspects, _quadrant: Quadrant
) -> dict[str, object]:
    """Return `strips`, `derived`, the aspects `across` and `up`, the subjects `apart`."""
    subjects = content.subjects.subjects if content.subjects else ()
    return {
        "strips": strips,
        "derived": derived,
        "across": tuple(aspect for aspect in aspects.aspects if aspect.axis == "horizontal"),
        "up": tuple(aspect for aspect in aspects.aspects if aspect.axis == "vertical"),
        "apart": tuple(subject for subject in subjects if subject.code)[:SHOWN],
    }
