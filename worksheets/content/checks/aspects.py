"""What must agree in aspects.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.aspects import Aspects
from worksheets.content.model.workshop import Workshop
from worksheets.problems import Problem, nearest

OTHER_AXIS = {"horizontal": ("bottom", "top"), "vertical": ("left", "right"), "both": ()}


def aspects_differ(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    yield from repeated(fault, "aspects", "aspects", "id", [each.id for each in aspects.aspects])
    yield from repeated(fault, "aspects", "sets", "id", [each.id for each in aspects.sets])
    yield from repeated(fault, "aspects", "sets", "word", [each.word for each in aspects.sets])


def sets_have_circles(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    if not aspects.blanks and not any(aspect.copies for aspect in aspects.aspects):
        fact = "no circles are left: every aspect has copies 0, and there are no blanks"
        yield fault("aspects", ("aspects", 0, "copies"), fact, "give one of them copies, or blanks")


def meanings_suit_the_axis(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    for i, aspect in enumerate(aspects.aspects):
        for name in OTHER_AXIS[aspect.axis]:
            if getattr(aspect, name):
                fact = f"a {aspect.axis} axis has no {name}: it would not be printed"
                yield fault("aspects", ("aspects", i, name), fact, key=True)


def handouts_name_known_sets(
    fault: Fault, workshop: Workshop, aspects: Aspects
) -> Iterator[Problem]:
    known = [circles.id for circles in aspects.sets]
    for i, handout in enumerate(workshop.handouts):
        if handout.set and handout.set not in known:
            fact = f"there is no circle set {handout.set!r}"
            yield fault("workshop", ("handouts", i, "set"), fact, nearest(handout.set, known))


def runs_have_their_placeholders(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    yield from placeholders(fault, "aspects", ("from_to",), aspects.from_to, ("first", "last"))
    if plotter := aspects.cutting.plotter:
        yield from placeholders(fault, "aspects", ("cutting", "plotter"), plotter, ("file",))


CHECKS: tuple[Check, ...] = (
    (("workshop", "aspects"), handouts_name_known_sets),
    (("aspects",), aspects_differ),
    (("aspects",), sets_have_circles),
    (("aspects",), meanings_suit_the_axis),
    (("aspects",), runs_have_their_placeholders),
)
