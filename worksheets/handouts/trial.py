"""A sheet to try a way of cutting on: a row of circles of each of some sizes."""

from __future__ import annotations

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects
from worksheets.content.calibration import Calibration
from worksheets.content.workshop import Handout
from worksheets.drawing.sheets import Placement
from worksheets.geometry import Box, Insets, Point
from worksheets.handouts.circles.cutting import Cutter
from worksheets.handouts.shared.section import Section
from worksheets.imposition import cutting
from worksheets.imposition.cutting import Cut, Layout
from worksheets.problems import Problem, Undoable

NEEDS = ("aspects", "calibration")
HEAD = 24.0  # mm
LEAST, MOST = 6.0, 30.0  # mm between rows
ORIGIN = Point(0, 0)


def trial(
    composer: Composer,
    handout: Handout,
    sizes: tuple[float, ...],
    aspects: Aspects,
    words: Calibration,
) -> Section:
    """Return the sheet; raises Problem where the words for it are not there."""
    if words.trial is None:
        at = composer.content.place("calibration")
        raise Problem("misses the key 'trial'", at, hint="copy it from content/gpo")
    cutter = Cutter(composer, handout)
    if cutter.labels:
        raise Undoable(
            "labels are cut already: there is no way of cutting to try",
            hint="the first page of circles on labels is to be held against them; or add --cut",
        )
    area = composer.area(cutter.paper, ruled=True)
    room = area.inset(Insets(HEAD, 0, 0, 0))
    rows = _rows(room, sizes, cutter)
    places = tuple(place for _, row in rows for place in row.places)
    layout = Layout(places, tuple(cut for _, row in rows for cut in row.cuts))
    under, *faces = composer.pages(
        "trial",
        handout,
        header=Box(area.x, area.y, area.width, HEAD),
        sizes=sizes,
        style=aspects.sets[0].style,
        instruction=cutter.instruction(aspects, layout),
    )
    laid = [face for face, (_, row) in zip(faces, rows, strict=True) for _ in row.places]
    sheet = cutter.sheet(laid, layout, [Placement(under, ORIGIN)], room=room)
    return Section(handout.title, (sheet,))


def _rows(room: Box, sizes: tuple[float, ...], cutter: Cutter) -> list[tuple[float, Layout]]:
    """Where a row of each size lies, one below the other; raises Undoable when they do not fit."""
    profile = cutter.profile
    if profile.registered:
        room = room.inset(Insets.all(cutting.REGISTER))
        profile = replace(profile, registered=False)
    bands = [cutting.band(size, profile) for size in sizes]
    free = room.height - sum(bands)
    between = min(free / max(len(sizes) - 1, 1), MOST)
    rows: list[tuple[float, Layout]] = []
    top = room.y
    for size, high in zip(sizes, bands, strict=True):
        row = cutting.layout(Box(room.x, top, room.width, high), size, profile, wanted=1)
        if not row.places or free < LEAST * (len(sizes) - 1):
            fact = f"rows of circles of {size:g} mm do not fit on {cutter.paper}"
            raise Undoable(fact, hint="choose fewer or smaller sizes, or larger paper")
        if profile.outline is not None:  # scissors part the rows first
            middle = top - between / 2
            row = replace(row, cuts=(Cut(room.x, middle, room.right, middle),) if rows else ())
        rows.append((size, row))
        top += high + between
    return rows
