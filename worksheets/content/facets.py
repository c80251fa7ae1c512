"""The facets: what each field of the quadrant asks of teachers, students and organisation."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, Path, placeholders, repeated
from worksheets.content.quadrant import Quadrant
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Slug, Source, Text


class Role(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A role that teachers have, in each field to some level."""

    id: Annotated[Slug, Meta(description="Short name of the role.")]
    name: Annotated[Text, Meta(description="Its name on the sheets.")]


class Facet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A scale between two poles, on which each field has a position."""

    id: Annotated[Slug, Meta(description="Short name of the facet.")]
    name: Annotated[Text, Meta(description="Its name on the sheets.")]
    left: Annotated[Text, Meta(description="What stands at the left end of the scale.")]
    right: Annotated[Text, Meta(description="What stands at the right end of the scale.")]
    source: Source = "own"


class RoleLevel(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of a role a field asks."""

    role: Annotated[Slug, Meta(description="The id of the role.")]
    level: Annotated[Text, Meta(description="One of the words of levels.")]
    note: Annotated[str, Meta(description="What teachers then do; a few words.")] = ""


class FacetPosition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a field stands on the scale of a facet, and what that asks."""

    facet: Annotated[Slug, Meta(description="The id of the facet.")]
    position: Annotated[
        int, Meta(ge=1, le=7, description="Its position, counted from the left: 1 is at the pole.")
    ]
    impact: Annotated[str, Meta(description="What this asks of the organisation.")] = ""


class FieldFacets(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that is told of one field of the quadrant."""

    id: Annotated[Slug, Meta(description="The id of the field in quadrant.yaml.")]
    process: Annotated[Text, Meta(description="How students learn there, in one sentence.")]
    roles: Annotated[tuple[RoleLevel, ...], Meta(description="Each role, in any order.")]
    student: Annotated[
        tuple[Text, ...], Meta(min_length=1, description="The role of the student, in points.")
    ]
    facets: Annotated[tuple[FacetPosition, ...], Meta(description="Each facet, in any order.")]
    source: Annotated[
        Source, Meta(description="Whose words the process and the roles are; 'derived' is marked.")
    ] = "derived"
    impact_source: Annotated[
        Source, Meta(description="Whose the positions and the impact are; 'derived' is marked.")
    ] = "derived"

    def role(self, id: str) -> RoleLevel:
        """Return the level of a role."""
        return next(level for level in self.roles if level.role == id)

    def facet(self, id: str) -> FacetPosition:
        """Return the position on a facet."""
        return next(position for position in self.facets if position.facet == id)


class FacetWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words above the parts of the sheets and beside the rows of the overview."""

    process: Annotated[Text, Meta(description="Above how students learn.")]
    roles: Annotated[Text, Meta(description="Above the roles of teachers.")]
    student: Annotated[Text, Meta(description="Above the role of the student.")]
    facets: Annotated[Text, Meta(description="Above the facets.")]


class Facets(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What each field of the quadrant asks of teachers, students and organisation."""

    title: Annotated[Text, Meta(description="Title of the overview, small on the other sheets.")]
    subtitle: Annotated[str, Meta(description="Smaller line below it, on the overview.")] = ""
    origin: Annotated[str, Meta(description="Where the facets come from; at the foot.")] = ""
    description: Annotated[
        Text,
        Meta(
            description="The small quadrant in words, read aloud; holds {name}, {horizontal} and"
            " {vertical}: the field and its ends of the axes."
        ),
    ]
    question: Annotated[str, Meta(description="What to write at the foot; empty: nothing.")] = ""
    levels: Annotated[
        tuple[Text, ...],
        Meta(min_length=2, max_length=7, description="The words for how much, from little up."),
    ]
    positions: Annotated[
        tuple[Text, ...],
        Meta(min_length=3, max_length=7, description="The positions in words, from the left."),
    ]
    roles: Annotated[
        tuple[Role, ...], Meta(min_length=1, max_length=6, description="The roles of teachers.")
    ]
    facets: Annotated[
        tuple[Facet, ...], Meta(min_length=1, max_length=8, description="The facets, in order.")
    ]
    fields: Annotated[
        tuple[FieldFacets, ...],
        Meta(min_length=1, description="The fields of the quadrant, in the order of the overview."),
    ]
    words: Annotated[FacetWords, Meta(description="The words above parts and columns.")]


# -- what must agree ------------------------------------------------------------------------------


def names_differ(fault: Fault, facets: Facets) -> Iterator[Problem]:
    yield from repeated(fault, "facets", "roles", "id", [role.id for role in facets.roles])
    yield from repeated(fault, "facets", "facets", "id", [facet.id for facet in facets.facets])
    yield from repeated(fault, "facets", "levels", "", facets.levels)
    yield from repeated(fault, "facets", "positions", "", facets.positions)


def fields_have_each_role_and_facet(fault: Fault, facets: Facets) -> Iterator[Problem]:
    roles, scales = [role.id for role in facets.roles], [facet.id for facet in facets.facets]
    for i, field in enumerate(facets.fields):
        at: Path = ("fields", i)
        named = [role.role for role in field.roles]
        yield from _each_once(fault, (*at, "roles"), "role", named, roles)
        for n, role in enumerate(field.roles):
            if role.level not in facets.levels:
                fact = f"there is no level {role.level!r}"
                hint = nearest(role.level, facets.levels)
                yield fault("facets", (*at, "roles", n, "level"), fact, hint)
        named = [place.facet for place in field.facets]
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
        at = (*path, n, key)
        if name not in known:
            yield fault("facets", at, f"there is no {what} {name!r}", nearest(name, known))
        elif name in named[:n]:
            yield fault("facets", at, f"the {what} {name!r} is used before")
    for name in known:
        if name not in named:
            yield fault("facets", path, f"the {what} {name!r} is missing")
