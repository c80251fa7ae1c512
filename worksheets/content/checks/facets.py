"""What must agree in facets.yaml, and with quadrant.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worksheets.content.checks.common import Check, Fault, Path, placeholders, repeated
from worksheets.content.model.facets import Facets
from worksheets.content.model.quadrant import Quadrant
from worksheets.problems import Problem, nearest


def names_differ(fault: Fault, facets: Facets) -> Iterator[Problem]:
    yield from repeated(fault, "facets", "roles", "id", [role.id for role in facets.roles])
    yield from repeated(fault, "facets", "facets", "id", [facet.id for facet in facets.facets])
    yield from repeated(fault, "facets", "levels", "", facets.levels)
    yield from repeated(fault, "facets", "positions", "", facets.positions)


def fields_have_each_role_and_facet(fault: Fault, facets: Facets) -> Iterator[Problem]:
    roles, scales = [role.id for role in facets.roles], [facet.id for facet in facets.facets]
    for i, field in enumerate(facets.fields):
        at: Path = ("fields", i)
        named = [one.role for one in field.roles]
        yield from _each_once(fault, (*at, "roles"), "role", named, roles)
        for n, one in enumerate(field.roles):
            if one.level not in facets.levels:
                fact = f"there is no level {one.level!r}"
                hint = nearest(one.level, facets.levels)
                yield fault("facets", (*at, "roles", n, "level"), fact, hint)
        named = [one.facet for one in field.facets]
        yield from _each_once(fault, (*at, "facets"), "facet", named, scales)
        for n, place in enumerate(field.facets):
            if place.position > len(facets.positions):
                fact = f"there is no position {place.position}"
                hint = f"positions names {len(facets.positions)}"
                yield fault("facets", (*at, "facets", n, "position"), fact, hint)


def fields_are_those_of_the_quadrant(
    fault: Fault, facets: Facets, quadrant: Quadrant
) -> Iterator[Problem]:
    known = [quarter.id for quarter in quadrant.quadrants]
    named = [field.id for field in facets.fields]
    yield from _each_once(fault, ("fields",), "id", named, known, what="field")


def description_has_its_placeholders(fault: Fault, facets: Facets) -> Iterator[Problem]:
    wanted, also = ("name",), ("horizontal", "vertical")
    yield from placeholders(fault, "facets", ("description",), facets.description, wanted, also)


CHECKS: tuple[Check, ...] = (
    (("facets",), names_differ),
    (("facets",), fields_have_each_role_and_facet),
    (("facets",), description_has_its_placeholders),
    (("facets", "quadrant"), fields_are_those_of_the_quadrant),
)


def _each_once(
    fault: Fault, path: Path, key: str, named: Sequence[str], known: Sequence[str], what: str = ""
) -> Iterator[Problem]:
    """Yield what a list names that is not known, names again, or leaves out."""
    what = what or key
    for n, name in enumerate(named):
        here = (*path, n, key)
        if name not in known:
            yield fault("facets", here, f"there is no {what} {name!r}", nearest(name, known))
        elif name in named[:n]:
            yield fault("facets", here, f"the {what} {name!r} is used before")
    for name in known:
        if name not in named:
            yield fault("facets", path, f"the {what} {name!r} is missing")
