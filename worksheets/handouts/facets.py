"""Which fields of the quadrant have a sheet of their facets, and what its drawings say."""

from __future__ import annotations

from collections.abc import Sequence

from worksheets.composer import Composer
from worksheets.content.facets import Facet, Facets, FieldFacets
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant, Quarter
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout.bars import Bar, most_at_one_place
from worksheets.layout.shares import strips
from worksheets.problems import NOWHERE, Problem, nearest
from worksheets.wording import fill

NEEDS = ("quadrant", "facets")


def chosen(content: Content, handout: Handout, facets: Facets) -> tuple[FieldFacets, ...]:
    """Return the field that a handout is about, or all; raises Problem when it is not known."""
    fields = facets.fields
    if not handout.of:
        return fields
    named = tuple(field for field in fields if field.id == handout.of)
    if not named:
        at = content.places.get(id(handout.of), NOWHERE)
        hint = nearest(handout.of, [field.id for field in fields])
        raise Problem(f"facets.yaml has no field {handout.of!r}", at, hint=hint)
    return named


def quarter(quadrant: Quadrant, field: FieldFacets) -> Quarter:
    """Return where a field lies and what it is called."""
    return next(quarter for quarter in quadrant.quadrants if quarter.id == field.id)


def described(facets: Facets, quadrant: Quadrant, quarter: Quarter) -> str:
    """Return the small quadrant with a field marked, to someone who listens."""
    upper, western = quarter.place.startswith("top"), quarter.place.endswith("left")
    across, up = quadrant.horizontal, quadrant.vertical
    return fill(
        facets.description,
        name=quarter.name,
        horizontal=across.left if western else across.right,
        vertical=up.top if upper else up.bottom,
    )


def places(facets: Facets, facet: Facet) -> tuple[int, ...]:
    """Return the place of each field on the bar of a facet, in the order of the fields."""
    return tuple(field.facet(facet.id).position for field in facets.fields)


def bar(facets: Facets, width: float, pitch: float) -> Bar:
    """Return the bar of all facets in mm, wide enough at its ends for marks of a pitch."""
    rows = [places(facets, facet) for facet in facets.facets]
    return Bar(width, len(facets.positions), pitch, most_at_one_place(rows))


def derived(facets: Facets, fields: Sequence[FieldFacets]) -> bool:
    """Whether something on a sheet of these fields is not in the source."""
    sources = [source for field in fields for source in (field.source, field.impact_source)]
    return "derived" in (*sources, *(facet.source for facet in facets.facets))


def values(
    content: Content, handout: Handout, _quadrant: Quadrant, facets: Facets
) -> dict[str, object]:
    """Return what the templates may use: `chosen`, and the functions of this module by name."""
    return {
        "chosen": chosen(content, handout, facets),
        "quarter": quarter,
        "described": described,
        "places": places,
        "bar": bar,
        "derived": derived,
        "strips": strips,
    }


def sheets(
    composer: Composer,
    handout: Handout,
    _subjects: tuple[Subject, ...],
    quadrant: Quadrant,
    facets: Facets,
) -> tuple[Section, ...]:
    """Return a sheet for each field, each under its own title when there are several."""
    pages = composer.pages(
        handout.template_name, handout, **values(composer.content, handout, quadrant, facets)
    )
    if len(pages) == 1:
        return (Section(handout.title, one_up(pages)),)
    return tuple(Section(page.title, one_up([page]), level=1) for page in pages)
