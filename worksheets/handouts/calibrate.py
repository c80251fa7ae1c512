"""The page on which a printer is measured: two lines, two crosses on each side, four edges."""

from __future__ import annotations

from worksheets.content.model import Content
from worksheets.content.model.workshop import Handout
from worksheets.printers import Targets

NEEDS = ("calibration",)
DEEPEST = 14  # mm from an edge; what no printer leaves white
# What is typed with what was measured; the names of the values are those of the page.
COMMAND = (
    "python build.py printer NAME --measured-x A --measured-y B --back-left C,D --back-right E,F"
    " --margin G"
)


def values(_content: Content, _handout: Handout) -> dict[str, object]:
    """Return what the template may use: `targets(size)`, the depth of the edges, the command."""
    return {"targets": Targets, "deepest": DEEPEST, "typed": COMMAND}
