"""Text that runs past the panel it stands on, or over a drawing: what may be a slip.

Nothing is refused for it. The panel of a text is the last one that was drawn below its beginning
and most of its letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot
from typing import Literal, NamedTuple

from worksheets.drawing.collisions import PlacedText, placed_texts
from worksheets.drawing.extents import common, grown, mapped, of_outlines, within
from worksheets.drawing.items import (
    Circle,
    Group,
    Imported,
    Item,
    Page,
    Path,
    Picture,
    Rect,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import UNIT, Box, Matrix
from worksheets.problems import Problem

PAST = 0.5  # mm past an edge that nobody sees
MOSTLY = 0.5  # of a text that lies on its panel
CORE = 0.3  # of the height of letters that may be touched, above and below
HINT = "shorten it, or look whether it can be read"


class Drawn(NamedTuple):
    """A thing that is drawn, its box on the page in mm, and what it is."""

    kind: Literal["text", "panel", "disc", "drawing"]
    box: Box
    text: PlacedText | None = None
    is_filled: bool = False

    @property
    def is_ground(self) -> bool:
        return self.kind == "panel" or (self.kind == "disc" and self.is_filled)


def strays(page: Page, fonts: Fonts) -> Iterator[Problem]:
    """Yield a warning for each text of a typeset page past its panel, or over a drawing."""
    drawn = list(_drawn(page.items, fonts, UNIT))
    for n, thing in enumerate(drawn):
        if thing.text is None:
            continue
        text = thing.text
        if past := _past_panel(text.box, drawn[:n]):
            fact = f"{text.quoted} runs {past:.1f} mm past the panel that it stands on"
            yield Problem(fact, text.place, hint=HINT)
        elif any(_is_crossed(text.box, other, drawn, m, n) for m, other in enumerate(drawn)):
            yield Problem(f"{text.quoted} lies over a drawing", text.place, hint=HINT)


def _drawn(items: Iterable[Item], fonts: Fonts, matrix: Matrix) -> Iterator[Drawn]:
    """Yield what is drawn, from the lowest to the highest."""
    for item in items:
        match item:
            case Use() if item.held and all(isinstance(part, Path) for part in item.held):
                yield Drawn("drawing", mapped(of_outlines(item), matrix))
            case Group() | Use():
                yield from _drawn(item.held, fonts, item.matrix.then(matrix))
            case Text():
                for text in placed_texts([item], fonts, matrix):
                    yield Drawn("text", text.box, text)
            case Rect() if (item.fill or item.stroke) and not (matrix.b or matrix.c):
                box = mapped(Box(item.x, item.y, item.width, item.height), matrix)
                yield Drawn("panel", box, is_filled=item.fill is not None)
            case Circle() if item.fill or item.stroke:
                around = Box(item.cx - item.r, item.cy - item.r, 2 * item.r, 2 * item.r)
                yield Drawn("disc", mapped(around, matrix), is_filled=item.fill is not None)
            case Picture():
                box = Box(item.x, item.y, item.width, item.height)
                yield Drawn("drawing", mapped(box, matrix))
            case Imported():
                if item.ink:
                    yield Drawn("drawing", mapped(item.ink, item.matrix.then(matrix)))
            case _:
                pass


def _past_panel(text: Box, below: list[Drawn]) -> float:
    """How far a text runs past the panel that is seen beneath it, in mm; 0 where it keeps within.

    On a disc it is fitted by itself.
    """
    ground = next((g for g in reversed(below) if _begins_on(text, g.box) and g.is_ground), None)
    if ground is None or ground.kind == "disc":
        return 0
    panel = ground.box
    sideways = max(panel.x - text.x, text.right - panel.right)
    past = max(sideways, panel.y - text.y, text.bottom - panel.bottom)
    return past if past > PAST else 0


def _begins_on(text: Box, ground: Box) -> bool:
    on = common(text, ground)
    return (
        on is not None
        and ground.x <= text.x + PAST
        and on.width * on.height >= MOSTLY * text.width * text.height
    )


def _is_crossed(text: Box, other: Drawn, drawn: list[Drawn], m: int, n: int) -> bool:
    core = Box(text.x, text.y + CORE * text.height, text.width, (1 - 2 * CORE) * text.height)
    match other.kind:
        case "drawing":
            shared = common(core, other.box)
            crossed = shared is not None and min(shared.width, shared.height) > PAST
        case "disc":
            crossed = _cuts(core, other.box)
        case _:
            return False
    if not crossed:
        return False
    return not any(
        thing.is_filled and thing.kind in ("panel", "disc") and within(core, grown(thing.box, PAST))
        for thing in drawn[m + 1 : n]
    )


def _cuts(core: Box, disc: Box) -> bool:
    """Tell whether the edge of a circle goes through letters."""
    r = disc.width / 2
    cx, cy = disc.x + r, disc.y + r
    corners = [(x, y) for x in (core.x, core.right) for y in (core.y, core.bottom)]
    far = max(hypot(x - cx, y - cy) for x, y in corners)
    near_x, near_y = min(max(cx, core.x), core.right), min(max(cy, core.y), core.bottom)
    near = hypot(near_x - cx, near_y - cy)
    return near < r - PAST and far > r + PAST
