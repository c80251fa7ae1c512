"""Which circles a set has, what they are called, and how many sets a sheet holds."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from worksheets.choices import Points
from worksheets.content.aspects import Aspect, Aspects, CircleSet, pointer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Insets

HEADER = 12.2  # mm
LEAST_WIDTH = 120.0  # mm; what the words of the header need, between the margins
DESIGN_DIAMETER = 38.0  # mm; the circle's template is drawn at this size and scaled


class SetCircle(Struct, frozen=True):
    """One circle to cut out: an aspect of a set, or a blank one to write on.

    Its rim points to a side. One for a subject has room for its code, which is drawn there
    afterwards, or is still to be written.
    """

    set: CircleSet
    aspect: Aspect | None
    diameter: float
    for_subject: bool
    points: Points
    to_write: bool = False

    @property
    def name(self) -> str:
        """What it is called; the blanks of a set are one drawing, so they share a name."""
        return f"{self.set.id}-{self.aspect.id if self.aspect else 'blank'}"

    @property
    def scale(self) -> float:
        """How much larger than designed; a group's scale in the template."""
        return self.diameter / DESIGN_DIAMETER


def circles(
    aspects: Aspects,
    set_: CircleSet,
    diameter: float,
    *,
    for_subject: bool,
    to_write: bool = False,
) -> Iterator[SetCircle]:
    """Yield the circles of a set in reading order: all aspects, then the blanks."""
    every = [aspect for aspect in aspects.aspects for _ in range(aspect.copies)]
    points = pointer(aspects, set_)
    for aspect in (*every, *[None] * aspects.blanks):
        yield SetCircle(set_, aspect, diameter, for_subject, points, to_write)


def sets(aspects: Aspects, handout: Handout) -> tuple[CircleSet, ...]:
    """Return the sets of a handout: the one it names, or all."""
    return tuple(set_ for set_ in aspects.sets if handout.set in ("", set_.id))


def copies_of_set(
    handout: Handout, set_: CircleSet, owner: Subject | None, *, capacity: int, size: int
) -> int:
    """Return how often a set is printed; `fill` adds whole sets to sheets that have room left.

    A sheet holds `capacity` circles and a set `size`; both are 0 where sets share sheets, which are
    filled with all of them (`times_filled`).
    """
    wanted = set_.copies * (owner.copies if owner else 1)
    if handout.copies != "fill":
        return int(handout.copies) * wanted
    return filled(wanted, capacity // size if size else 0)


def filled(wanted: int, capacity: int) -> int:
    """Return how many things lie on as many sheets as are wanted, which hold `capacity` each."""
    return ceil(wanted / capacity) * capacity if capacity else wanted


def times_filled(sets: int, capacity: int) -> int:
    """Return how often all sets lie on the sheets, or in the stacks, that they need once.

    Sheets or stacks hold `capacity` things; there are `sets` of them to be laid.
    """
    return max(1, filled(sets, capacity) // sets) if sets else 1


def header(area: Box) -> Box:
    """Return the strip at the top of a sheet of circles that says what they are."""
    return Box(area.x, area.y, area.width, HEADER)


def room(area: Box) -> Box:
    """Return the part of a sheet that holds the circles."""
    return area.inset(Insets(HEADER, 0, 0, 0))


def spoken(circle: SetCircle, aspects: Aspects, subject: Subject | None = None) -> str:
    """Return what a circle is to someone who listens: "Cirkel: waar, nu, Engels"."""
    label = circle.aspect.label if circle.aspect else aspects.blank_name
    whose = [subject.name] if subject else [aspects.blank_name] if circle.to_write else []
    names = [label, circle.set.word.lower(), *whose]
    return f"{aspects.circle_name}: {', '.join(names)}"
