"""A quadrant with circles on it, as places in a given room: bands, rows, discs, arrows.

On the table the aspects lie on one axis, in a heap. Here each has a row of its own along its axis,
in their order: so a circle lies at exactly its value, and the arrow from one set to the next is
level (upright, for aspects of the vertical axis). The rows keep close to the axis, which is their
middle: how far a row is from it means nothing. Only circles that would cover each other are moved,
as little as can be, with a line to their own place; those of the vertical axis make way first, all
together where there is a free strip beside the axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import atan2, degrees, hypot

from msgspec import Struct

from worksheets.content.model.aspects import Aspect, Aspects, CircleSet
from worksheets.content.model.examples import PlacingWords, SubjectPlacements
from worksheets.content.model.quadrant import Quadrant
from worksheets.content.model.subjects import Subjects
from worksheets.geometry import Box, Insets, Point
from worksheets.handouts.placing import Full, Spot, apart
from worksheets.problems import Problem

LARGE = 9.0  # mm; radius of a circle with an aspect
SMALL = 5.2  # mm; of one with the code of a subject, or initials
STEP = 2 * LARGE + 1.6  # mm from one row to the next
CLEAR = 0.9  # mm between an arrow and the circles at its ends
ASIDE = 0.3  # of the width; so far from the vertical axis its rows may lie at most
SHORTEST = 3.6  # mm; what is left of an arrow must show its head

Places = Mapping[str, Mapping[str, float]]


class Row(Struct, frozen=True):
    """The line of one aspect in the band of its axis: where its values 0 and 1 lie."""

    aspect: Aspect
    start: Point
    end: Point

    def at(self, value: float) -> Point:
        return Point(
            self.start.x + value * (self.end.x - self.start.x),
            self.start.y + value * (self.end.y - self.start.y),
        )


class Disc(Struct, frozen=True):
    """A circle where it is drawn, and where it belongs."""

    set: CircleSet
    aspect: Aspect
    label: str  # the aspect's; or a code or initials, when it is small
    value: float
    centre: Point
    target: Point
    radius: float
    small: bool
    who: str = ""

    @property
    def moved(self) -> bool:
        return self._way > 0.2

    @property
    def _way(self) -> float:
        return hypot(self.centre.x - self.target.x, self.centre.y - self.target.y)

    @property
    def edge(self) -> Point:
        """Where the line from its target meets it; the target, when that lies under it."""
        if self._way <= self.radius:
            return self.target
        part = (self._way - self.radius) / self._way
        return Point(
            self.target.x + (self.centre.x - self.target.x) * part,
            self.target.y + (self.centre.y - self.target.y) * part,
        )


class Arrow(Struct, frozen=True):
    """From a circle of one set to that of the next, edge to edge; `turn` is that of its head."""

    start: Point
    end: Point
    turn: float
    small: bool

    @property
    def length(self) -> float:
        return hypot(self.end.x - self.start.x, self.end.y - self.start.y)


class Bar(Struct, frozen=True):
    """From the lowest to the highest place of several."""

    box: Box


class Board(Struct, frozen=True):
    """The quadrant in a box, with all that lies on it."""

    box: Box
    across: Box  # the band of the horizontal axis
    up: Box  # the band of the vertical axis
    rows: tuple[Row, ...]
    discs: tuple[Disc, ...]
    arrows: tuple[Arrow, ...]
    bars: tuple[Bar, ...] = ()

    @property
    def small(self) -> bool:
        return any(disc.small for disc in self.discs)

    @property
    def moved(self) -> bool:
        return any(disc.moved for disc in self.discs)

    def row(self, aspect: Aspect) -> Row:
        return next(row for row in self.rows if row.aspect.id == aspect.id)


class Mark(Struct, frozen=True):
    """A circle to lay: its set, aspect and value; a small one says whose it is."""

    set: CircleSet
    aspect: Aspect
    value: float
    label: str = ""
    who: str = ""


def marks(
    placements: Places,
    placed: Sequence[SubjectPlacements],
    aspects: Aspects,
    subjects: Subjects | None,
) -> tuple[Mark, ...]:
    """Return the circles of one team, by aspect and set; a small one for each subject."""
    found: list[Mark] = []
    for aspect in aspects.aspects:
        for one in aspects.sets:
            value = placements.get(one.id, {}).get(aspect.id)
            if value is not None:
                found.append(Mark(one, aspect, value))
            for each in placed:
                value = each.placements.get(one.id, {}).get(aspect.id)
                if value is not None:
                    name, code = subject_of(each, subjects)
                    found.append(Mark(one, aspect, value, code, name))
    return tuple(found)


def subject_of(placed: SubjectPlacements, subjects: Subjects | None) -> tuple[str, str]:
    """Return the name of a subject and its code, by either of them."""
    wanted, code = placed.subject.casefold(), placed.code
    for one in subjects.subjects if subjects else ():
        if wanted in (one.code.casefold(), one.name.casefold()):
            return one.name, code or one.code or one.name[:3]
    return placed.subject, code or placed.subject[:3]


def board(
    aspects: Aspects, box: Box, chosen: Sequence[Mark], *, step: float = STEP, lift: float = 0
) -> Board:
    """Return a quadrant in a box with circles on it; raises Problem when there are too many.

    `lift` is how far large circles are lifted off their row, in mm.
    """
    laid = {mark.aspect.id for mark in chosen}
    used = [aspect for aspect in aspects.aspects if aspect.id in laid]
    level = [aspect for aspect in used if aspect.axis == "horizontal"]
    upright = [aspect for aspect in used if aspect.axis == "vertical"]
    middle = box.middle
    tall = min(max(len(level), 1) * step + 2, box.height)
    wide = min(max(len(upright), 1) * STEP * 1.5 + 2, box.width)
    across = Box(box.x, middle.y - tall / 2, box.width, tall)
    level_rows = tuple(_level_rows(level, across))
    up = min(
        (Box(x - wide / 2, box.y, wide, box.height) for x in _beside(middle.x, box.width)),
        key=lambda band: _met(tuple(_upright_rows(upright, band)), level_rows, chosen),
    )
    rows = (*level_rows, *_upright_rows(upright, up))
    by_id = {row.aspect.id: row for row in rows}
    spots = []
    for mark in chosen:
        flat = mark.aspect.axis == "horizontal"
        spots.append(
            Spot(
                f"{mark.aspect.id} {mark.set.id} {mark.who}",
                _lifted(by_id[mark.aspect.id].at(mark.value), flat, 0 if mark.label else lift),
                SMALL if mark.label else LARGE,
                (across if flat else up).inset(Insets.all(0.4)),
                (2 if mark.label else 0) + (not flat),
            )
        )
    try:
        centres = apart(spots)
    except Full as full:
        fact = f"{len(spots)} circles do not fit on a quadrant of {box.size}"
        hint = "take larger paper, or fewer at a time"
        raise Problem(fact, detail=f"no place for {full.spot.name}", hint=hint) from None
    discs = tuple(
        Disc(
            mark.set,
            mark.aspect,
            mark.label or mark.aspect.label,
            mark.value,
            centre,
            by_id[mark.aspect.id].at(mark.value),
            spot.radius,
            bool(mark.label),
            mark.who,
        )
        for mark, spot, centre in zip(chosen, spots, centres, strict=True)
    )
    return Board(box, across, up, rows, discs, tuple(_arrows(aspects, discs)))


def _beside(middle: float, width: float) -> Iterator[float]:
    """Yield where the band of the vertical axis may be: on it, or beside it, the nearest first."""
    yield middle
    for n in range(1, int(width * ASIDE / LARGE) + 1):
        yield middle + n * LARGE
        yield middle - n * LARGE


def _targets(rows: Sequence[Row], chosen: Sequence[Mark]) -> Iterator[tuple[Point, float]]:
    """Yield where the circles of some rows belong, and their radii."""
    by_id = {row.aspect.id: row for row in rows}
    for mark in chosen:
        if mark.aspect.id in by_id:
            yield by_id[mark.aspect.id].at(mark.value), SMALL if mark.label else LARGE


def _met(rows: Sequence[Row], others: Sequence[Row], chosen: Sequence[Mark]) -> int:
    """How often circles and arrows of upright rows would meet those of level ones."""
    met = 0
    for row in rows:
        own = list(_targets([row], chosen))
        ys = [at.y for at, _ in own]
        for other in others:
            theirs = list(_targets([other], chosen))
            xs = [at.x for at, _ in theirs]
            for at, radius in theirs:
                met += sum(hypot(at.x - x, at.y - y) < radius + r + CLEAR for (x, y), r in own)
                met += min(ys) < at.y < max(ys) and abs(at.x - row.start.x) < radius + CLEAR
            for at, radius in own if xs else ():
                met += min(xs) < at.x < max(xs) and abs(at.y - other.start.y) < radius + CLEAR
    return met


def _lifted(at: Point, flat: bool, by: float) -> Point:
    return Point(at.x, at.y - by) if flat else Point(at.x - by, at.y)


def _level_rows(aspects: Sequence[Aspect], band: Box) -> Iterator[Row]:
    step = (band.height - 2) / max(len(aspects), 1)
    for n, aspect in enumerate(aspects):
        y = band.y + 1 + (n + 0.5) * step
        yield Row(aspect, Point(band.x + LARGE + 1, y), Point(band.right - LARGE - 1, y))


def _upright_rows(aspects: Sequence[Aspect], band: Box) -> Iterator[Row]:
    step = (band.width - 2) / max(len(aspects), 1)
    for n, aspect in enumerate(aspects):
        x = band.x + 1 + (n + 0.5) * step
        yield Row(aspect, Point(x, band.bottom - LARGE - 1), Point(x, band.y + LARGE + 1))


def _arrows(aspects: Aspects, discs: Sequence[Disc]) -> Iterator[Arrow]:
    """Yield an arrow from each circle to the same one of the next set, where there is room."""
    order = {one.id: n for n, one in enumerate(aspects.sets)}
    together: dict[tuple[str, str], list[Disc]] = {}
    for disc in discs:
        together.setdefault((disc.aspect.id, disc.who), []).append(disc)
    for same in together.values():
        ordered = sorted(same, key=lambda disc: order[disc.set.id])
        for one, other in pairwise(ordered):
            dx, dy = other.centre.x - one.centre.x, other.centre.y - one.centre.y
            far = hypot(dx, dy)
            if one.value == other.value or far - one.radius - other.radius < SHORTEST:
                continue
            first, last = (one.radius + CLEAR) / far, 1 - (other.radius + CLEAR) / far
            yield Arrow(
                Point(one.centre.x + dx * first, one.centre.y + dy * first),
                Point(one.centre.x + dx * last, one.centre.y + dy * last),
                degrees(atan2(dy, dx)),
                one.small,
            )


def percent(value: float) -> str:
    """Return a value from 0 to 1 as a whole number from 0 to 100."""
    return f"{value * 100:.0f}"


def third(aspect: Aspect, value: float, quadrant: Quadrant, words: PlacingWords) -> str:
    """Return the word for the part of its axis where a value lies."""
    across = quadrant.horizontal
    names = (across.left_name, across.middle_name, across.right_name)
    if aspect.axis == "vertical":
        names = (words.bottom, words.middle, words.top)
    return names[0 if value < 1 / 3 else 2 if value > 2 / 3 else 1]
