"""The steps below each other on a poster, and a shortcut beside those that it leaves out."""

from __future__ import annotations

from msgspec import Struct

from worksheets.content.files import Content
from worksheets.content.steps import Material, Shortcut, Step, Steps
from worksheets.content.workshop import Handout
from worksheets.geometry import Box

GAP = 5.0  # between two steps, in mm of the poster as designed


class NumberedStep(Struct, frozen=True):
    """A step with its number and its place."""

    step: Step
    number: int
    box: Box


class ShortcutArrow(Struct, frozen=True):
    """A shortcut: from what height to what height it leads, and where its words stand."""

    shortcut: Shortcut
    start: float
    end: float
    words: Box
    spoken: str


class Ladder(Struct, frozen=True):
    """The steps of a poster laid out in a box; `lane` is how much of it a shortcut needs."""

    steps: Steps
    box: Box
    lane: float

    @property
    def rows(self) -> tuple[NumberedStep, ...]:
        """The steps from top to bottom, all of one height, narrower beside the shortcut."""
        many = len(self.steps.steps)
        height = (self.box.height + GAP) / many - GAP
        first, last = self._span()
        return tuple(
            NumberedStep(
                step,
                n + 1,
                Box(
                    self.box.x,
                    self.box.y + n * (height + GAP),
                    self.box.width - (self.lane if first <= n <= last else 0),
                    height,
                ),
            )
            for n, step in enumerate(self.steps.steps)
        )

    @property
    def arrow(self) -> ShortcutArrow | None:
        """The shortcut, from the middle of one step to the middle of another."""
        shortcut = self.steps.shortcut
        if shortcut is None:
            return None
        rows = self.rows
        first, last = self._span()
        top, bottom = rows[first].box, rows[last].box
        start, end = (
            next(row for row in rows if row.step.id == id) for id in (shortcut.start, shortcut.end)
        )
        words = self.steps.words.shortcut
        for name, row in (("{from}", start), ("{to}", end)):
            words = words.replace(name, str(row.number))
        middle = [row.box.y + row.box.height / 2 for row in (start, end)]
        room = Box(top.right, top.y, self.lane, bottom.bottom - top.y)
        return ShortcutArrow(shortcut, middle[0], middle[1], room, words)

    def _span(self) -> tuple[int, int]:
        """Return the first and last step, from 0, that the shortcut runs along."""
        shortcut = self.steps.shortcut
        if shortcut is None:
            return len(self.steps.steps), -1
        ids = [step.id for step in self.steps.steps]
        ends = sorted((ids.index(shortcut.start), ids.index(shortcut.end)))
        return ends[0], ends[1]


def named(content: Content, material: Material) -> str:
    """Return what a material is called: its own name, or the title of its handout."""
    titles = {handout.id: handout.title for handout in content.workshop.handouts}
    return material.name or titles[material.handout]


def derived(steps: Steps) -> bool:
    """Whether something on the poster, also in its drawings, is not in the source."""
    sources = [step.source for step in steps.steps]
    sources += [material.source for step in steps.steps for material in step.materials]
    sources += [steps.shortcut.source] if steps.shortcut else []
    return "derived" in sources


def values(content: Content, _handout: Handout, _steps: Steps) -> dict[str, object]:
    """Return what the template may call: `ladder`, `named(material)`, `derived(steps)`."""

    def ladder(steps: Steps, y: float, width: float, height: float, lane: float) -> Ladder:
        return Ladder(steps, Box(0, y, width, height), lane)

    return {
        "ladder": ladder,
        "named": lambda material: named(content, material),
        "derived": derived,
    }
