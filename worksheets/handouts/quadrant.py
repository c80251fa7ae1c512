"""The quadrant in words, for whoever does not see its axes and fields."""

from __future__ import annotations

import re

from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.workshop import Handout


def described(quadrant: Quadrant) -> str:
    """Return the alt text of the figure: the content's own words, or else its names in a row."""
    across, up = quadrant.horizontal, quadrant.vertical
    fields: dict[str, str] = {quarter.place: quarter.name for quarter in quadrant.quadrants}
    if not quadrant.description:
        parts = (
            f"{across.name}: {across.left} – {across.right}",
            f"{up.name}: {up.bottom} – {up.top}",
            *fields.values(),
        )
        return "; ".join(parts)
    known: dict[str, str] = {
        "horizontal": across.name,
        "left": across.left,
        "right": across.right,
        "vertical": up.name,
        "bottom": up.bottom,
        "top": up.top,
        **fields,
    }
    return re.sub(r"\{(.*?)\}", lambda match: known[match[1]], quadrant.description)


def values(_content: Content, _handout: Handout, _quadrant: Quadrant) -> dict[str, object]:
    """Return what the template may call: `described(quadrant)`."""
    return {"described": described}
