"""What must agree in quadrant.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.quadrant import Quadrant
from worksheets.problems import Problem

# What the description of the quadrant must tell; the names of the axes it may tell as well.
ENDS = ("left", "right", "bottom", "top")
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


def quarters_differ(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    quarters = quadrant.quadrants
    ids, places = [each.id for each in quarters], [each.place for each in quarters]
    yield from repeated(fault, "quadrant", "quadrants", "id", ids)
    yield from repeated(fault, "quadrant", "quadrants", "place", places)


def descriptions_have_their_placeholders(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    if text := quadrant.description:
        path, axes = ("description",), ("horizontal", "vertical")
        yield from placeholders(fault, "quadrant", path, text, (*ENDS, *CORNERS), axes)


CHECKS: tuple[Check, ...] = (
    (("quadrant",), quarters_differ),
    (("quadrant",), descriptions_have_their_placeholders),
)
