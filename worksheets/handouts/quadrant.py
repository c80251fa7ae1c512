"""The mat, and the quadrant in words, for whoever does not see its axes and fields."""

from __future__ import annotations

import re

from worksheets.composer import Composer
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.geometry import Box
from worksheets.handouts.shared.name_place import NAME_WIDTH, NamePlace
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout.mat import MatLayout, mat_layout, name_room

ABOVE_NAME, BELOW_NAME, HIGHEST_NAME = 0.6, 0.8, 8.0  # mm; around a participant's name
LOW_NAMES = 7.0  # mm; names on one line
HIGH_NAMES = 15.0  # mm; on two
LEAST_NAME = "15pt"  # smaller, and they take two lines
BESIDE_NAME = 2.0  # mm


def name_place(area: Box) -> NamePlace:
    """Return where a participant's name stands: above the field; small paper has less room there.

    On other copies the turned name of the field at the top right stands there.
    """
    room = name_room(area)
    return NamePlace(
        below=ABOVE_NAME,
        height=min(HIGHEST_NAME, room.height - ABOVE_NAME - BELOW_NAME),
        width=min(NAME_WIDTH, room.width - BESIDE_NAME),
        clear_of_logo=False,
    )


NAME_PLACE = name_place


def described(quadrant: Quadrant) -> str:
    """Return the alt text of the figure: the content's own words, or else its names in a row."""
    across, up = quadrant.horizontal, quadrant.vertical
    fields: dict[str, str] = {quarter.place: quarter.name for quarter in quadrant.quadrants}
    if not quadrant.description:
        parts = (
            f"{across.name}: {across.left} – {across.right}",
            f"{up.name}: {up.bottom} – {up.top}",
            *fields.values(),
        )
        return "; ".join(parts)
    known: dict[str, str] = {
        "horizontal": across.name,
        "left": across.left,
        "right": across.right,
        "vertical": up.name,
        "bottom": up.bottom,
        "top": up.top,
        **fields,
    }
    return re.sub(r"\{(.*?)\}", lambda match: known[match[1]], quadrant.description)


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...], quadrant: Quadrant
) -> tuple[Section, ...]:
    """Return the mat; its template is given its places (`mat`), the aspects in its slots."""
    aspects = composer.content.aspects
    layout = mat_of(composer, handout, quadrant)
    pages = composer.pages(
        "quadrant",
        handout,
        described=described,
        mat=layout,
        waiting=aspects.aspects if aspects and layout.slots else (),
        sets=aspects.sets if aspects else (),
    )
    return (Section(handout.title, one_up(pages)),)


def mat_of(composer: Composer, handout: Handout, quadrant: Quadrant) -> MatLayout:
    """Return where everything of the mat lies on a handout's paper."""
    aspects, paper = composer.content.aspects, composer.paper(handout)
    area = composer.area(paper)
    is_short = bool(quadrant.horizontal.left_short or quadrant.horizontal.right_short)

    def layout(names: float) -> MatLayout:
        return mat_layout(
            area,
            paper,
            circle=composer.circle_size,
            count=len(aspects.aspects) if aspects else 0,
            lines=(2 if quadrant.both_ways else 1) if is_short else 0,
            names=names,
        )

    low = layout(LOW_NAMES)
    width = low.field.width / 2 - low.upright_lane - 2 * BESIDE_NAME
    on_a_line = all(
        composer.fits(quarter.name, "mat-name", width, LOW_NAMES, LEAST_NAME)
        for quarter in quadrant.quadrants
    )
    return low if on_a_line else layout(HIGH_NAMES * max(low.scale, 0.7))
