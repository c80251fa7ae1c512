"""What must agree in examples.yaml, and in a team's own placements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from worksheets.content.checks.common import Check, Fault, Path, placeholders, repeated
from worksheets.content.model.aspects import Aspects
from worksheets.content.model.examples import Examples, SubjectPlacements
from worksheets.content.model.placements import Result
from worksheets.content.model.quadrant import Quadrant
from worksheets.content.model.subjects import Subjects
from worksheets.content.model.workshop import Workshop
from worksheets.problems import Problem, nearest

TEMPLATE = "example"  # the handouts that are about an example


def placements_are_known(
    fault: Fault,
    file: str,
    path: Path,
    placements: Mapping[str, Mapping[str, float]],
    aspects: Aspects,
) -> Iterator[Problem]:
    """Yield each circle set and each aspect that is none, or has no single value."""
    both = {one.id for one in aspects.aspects if one.axis == "both"}
    sets, names = [one.id for one in aspects.sets], [one.id for one in aspects.aspects]
    for name, places in placements.items():
        if name not in sets:
            fact = f"there is no circle set {name!r}"
            yield fault(file, (*path, name), fact, nearest(name, sets), key=True)
        for aspect in places:
            if aspect not in names:
                fact = f"there is no aspect {aspect!r}"
                yield fault(file, (*path, name, aspect), fact, nearest(aspect, names), key=True)
            elif aspect in both:
                fact = f"the aspect {aspect!r} lies on both axes: one number is no place"
                hint = "leave it out here, or give it one axis in aspects.yaml"
                yield fault(file, (*path, name, aspect), fact, hint, key=True)


def subjects_are_known(
    fault: Fault,
    file: str,
    path: Path,
    placed: Sequence[SubjectPlacements],
    aspects: Aspects,
    subjects: Subjects | None,
) -> Iterator[Problem]:
    """Yield each subject that is none, is named before, and what is wrong with its placements."""
    known = subjects.subjects if subjects else ()
    ids = {name.casefold(): one.name for one in known for name in (one.code, one.name) if name}
    seen: set[str] = set()
    for i, one in enumerate(placed):
        name = ids.get(one.subject.casefold())
        if name is None and one.code:
            name = one.subject.casefold()
        if name is None:
            hint = nearest(one.subject, [n for each in known for n in (each.code, each.name) if n])
            fact = f"there is no subject {one.subject!r}"
            hint = f"{hint} one that is not in subjects.yaml needs a code here".lstrip()
            yield fault(file, (*path, i, "subject"), fact, hint)
        elif name in seen:
            yield fault(file, (*path, i, "subject"), f"{one.subject!r} is used before")
        seen.add(name or "")
        inner = (*path, i, "placements")
        yield from placements_are_known(fault, file, inner, one.placements, aspects)


def examples_differ(fault: Fault, examples: Examples) -> Iterator[Problem]:
    ids = [each.id for each in examples.examples]
    yield from repeated(fault, "examples", "examples", "id", ids)


def words_have_their_placeholders(fault: Fault, examples: Examples) -> Iterator[Problem]:
    text, path = examples.words.figure, ("words", "figure")
    yield from placeholders(fault, "examples", path, text, ("quadrant",))
    text, path = examples.result.from_to, ("result", "from_to")
    yield from placeholders(fault, "examples", path, text, ("low", "high"))


def examples_place_known_circles(
    fault: Fault, examples: Examples, aspects: Aspects
) -> Iterator[Problem]:
    names = [one.id for one in aspects.aspects]
    for i, example in enumerate(examples.examples):
        path: Path = ("examples", i)
        yield from placements_are_known(
            fault, "examples", (*path, "placements"), example.placements, aspects
        )
        for n, aspect in enumerate(example.derived):
            if aspect not in names:
                fact = f"there is no aspect {aspect!r}"
                yield fault("examples", (*path, "derived", n), fact, nearest(aspect, names))
        for aspect in example.notes:
            if aspect not in names:
                fact = f"there is no aspect {aspect!r}"
                at = (*path, "notes", aspect)
                yield fault("examples", at, fact, nearest(aspect, names), key=True)


def examples_place_known_subjects(
    fault: Fault, examples: Examples, aspects: Aspects, subjects: Subjects | None = None
) -> Iterator[Problem]:
    for i, example in enumerate(examples.examples):
        path = ("examples", i, "subjects")
        yield from subjects_are_known(fault, "examples", path, example.subjects, aspects, subjects)


def centres_lie_in_known_fields(
    fault: Fault, examples: Examples, quadrant: Quadrant
) -> Iterator[Problem]:
    known = [quarter.id for quarter in quadrant.quadrants]
    for i, example in enumerate(examples.examples):
        name = example.centre_of_gravity
        if name and name not in known:
            fact = f"the quadrant has no field {name!r}"
            path = ("examples", i, "centre_of_gravity")
            yield fault("examples", path, fact, nearest(name, known))


def handouts_are_about_an_example(
    fault: Fault, workshop: Workshop, examples: Examples
) -> Iterator[Problem]:
    known = [example.id for example in examples.examples]
    for i, handout in enumerate(workshop.handouts):
        if handout.face == TEMPLATE and handout.of not in known:
            name = "of" if handout.of else "id"
            fact = f"there is no example {handout.of!r}" if handout.of else "names no example"
            hint = nearest(handout.of or handout.id, known)
            yield fault("workshop", ("handouts", i, name), fact, hint)


def result_is_known(
    fault: Fault, result: Result, aspects: Aspects, subjects: Subjects | None
) -> Iterator[Problem]:
    """Yield what a team placed that the workshop does not have."""
    names = [each.name for each in result.placed]
    yield from repeated(fault, "placements", "placed", "name", names)
    for i, each in enumerate(result.placed):
        path: Path = ("placed", i)
        yield from placements_are_known(
            fault, "placements", (*path, "placements"), each.placements, aspects
        )
        yield from subjects_are_known(
            fault, "placements", (*path, "subjects"), each.subjects, aspects, subjects
        )


CHECKS: tuple[Check, ...] = (
    (("examples",), examples_differ),
    (("examples",), words_have_their_placeholders),
    (("examples", "aspects"), examples_place_known_circles),
    (("examples", "aspects", "subjects"), examples_place_known_subjects),
    (("examples", "quadrant"), centres_lie_in_known_fields),
    (("workshop", "examples"), handouts_are_about_an_example),
)
