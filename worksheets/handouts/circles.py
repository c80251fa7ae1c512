"""Which circles a set has, what they are called, and how many sets a sheet holds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from worksheets.content.model.aspects import Aspect, Aspects, CircleSet
from worksheets.content.model.subjects import Subject
from worksheets.content.model.workshop import Handout
from worksheets.geometry import Box, Insets

HEADER = 12.2  # mm
DESIGN_DIAMETER = 38.0  # mm; the circle's template is drawn at this size and scaled


class Circle(Struct, frozen=True):
    """One circle to cut out: an aspect of a set, or a blank one to write on."""

    set: CircleSet
    aspect: Aspect | None
    diameter: float
    for_subject: bool

    @property
    def name(self) -> str:
        """What it is called; the blanks of a set are one drawing, so they share a name."""
        return f"{self.set.id}-{self.aspect.id if self.aspect else 'blank'}"

    @property
    def scale(self) -> float:
        """How much larger than designed; a group's scale in the template."""
        return self.diameter / DESIGN_DIAMETER


def circles(
    aspects: Aspects, one: CircleSet, diameter: float, *, for_subject: bool
) -> Iterator[Circle]:
    """Yield the circles of a set in reading order: all aspects, then the blanks."""
    for aspect in (*aspects.aspects, *[None] * aspects.blanks):
        yield Circle(one, aspect, diameter, for_subject)


def sets(aspects: Aspects, handout: Handout) -> tuple[CircleSet, ...]:
    """Return the sets of a handout: the one it names, or all."""
    return tuple(one for one in aspects.sets if handout.set in ("", one.id))


def copies(handout: Handout, capacity: int, size: int) -> int:
    """Return how many whole sets of a size go on a sheet that holds `capacity` circles."""
    if handout.copies == "fill":
        return max(1, capacity // size) if size else 1
    return int(handout.copies)


def header(area: Box) -> Box:
    """Return the strip at the top of a sheet of circles that says what they are."""
    return Box(area.x, area.y, area.width, HEADER)


def room(area: Box) -> Box:
    """Return the part of a sheet that holds the circles."""
    return area.inset(Insets(HEADER, 0, 0, 0))


def spoken(circle: Circle, aspects: Aspects, subject: Subject | None = None) -> str:
    """Return what a circle is to someone who listens: "Cirkel: waar, nu, Engels"."""
    label = circle.aspect.label if circle.aspect else aspects.blank_name
    names = [label, circle.set.word.lower(), *([subject.name] if subject else [])]
    return f"{aspects.circle_name}: {', '.join(names)}"
