"""A quadrant with circles on it, as places in a given room: bands, rows, discs, arrows.

On the table the aspects lie on one axis, in a heap. Here each has a row of its own along its axis,
in their order: so a circle lies at exactly its value, and the arrow from one set to the next is
level (upright, for aspects of the vertical axis). The rows keep close to the axis, which is their
middle: how far a row is from it means nothing. An upright row stands where its circles and arrows
are clear of all others, as near to its axis as that is (see clearance.py). Only circles that would
still cover each other are moved, as little as can be, with a line to their own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import atan2, degrees, hypot

from msgspec import Struct
from msgspec.structs import replace

from worksheets.content.aspects import Aspect, Aspects, CircleSet
from worksheets.content.examples import PlacingWords, SubjectPlacements
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subjects
from worksheets.geometry import Box, Insets, Point
from worksheets.layout import clearance
from worksheets.layout.overlap import Full, Spot, apart
from worksheets.problems import NoRoom

LARGE = 9.0  # mm; radius of a circle with an aspect
SMALL = 5.2  # mm; of one with the code of a subject, or initials
STEP = 2 * LARGE + 1.6  # mm from one row to the next
CLEAR = 0.9  # mm between an arrow and the circles at its ends
SHORTEST = 3.6  # mm; what is left of an arrow must show its head
NAMES = 44.0  # mm; the least width for the name of a field
LOWEST = 13.0  # mm above and below the level rows, for the names of the fields

Places = Mapping[str, Mapping[str, float]]


class AspectRow(Struct, frozen=True):
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
    across: Box  # the band of the level rows
    up: Box  # the band of the upright rows
    rows: tuple[AspectRow, ...]
    discs: tuple[Disc, ...]
    arrows: tuple[Arrow, ...]
    bars: tuple[Bar, ...] = ()

    @property
    def small(self) -> bool:
        return any(disc.small for disc in self.discs)

    @property
    def moved(self) -> bool:
        return any(disc.moved for disc in self.discs)

    @property
    def names(self) -> tuple[Box, Box]:
        """Where the names of the fields at the left and at the right may stand: beside `up`."""
        middle = self.box.middle.x
        west, east = (self.box.x, middle), (middle, self.box.right)
        return self._beside(*west), self._beside(*east)

    def _beside(self, left: float, right: float) -> Box:
        free = [(left, min(right, self.up.x)), (max(left, self.up.right), right)]
        start, end = max(free, key=lambda ends: ends[1] - ends[0])
        return Box(start, self.box.y, end - start, self.box.height).inset(Insets(3, 4, 3, 4))

    def row(self, aspect: Aspect) -> AspectRow:
        return next(row for row in self.rows if row.aspect.id == aspect.id)


class PlacedCircle(Struct, frozen=True):
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
) -> tuple[PlacedCircle, ...]:
    """Return the circles of one team, by aspect and set; a small one for each subject."""
    circles: list[PlacedCircle] = []
    for aspect in aspects.aspects:
        for circle_set in aspects.sets:
            value = placements.get(circle_set.id, {}).get(aspect.id)
            if value is not None:
                circles.append(PlacedCircle(circle_set, aspect, value))
            for subject in placed:
                value = subject.placements.get(circle_set.id, {}).get(aspect.id)
                if value is not None:
                    name, code = subject_of(subject, subjects)
                    circles.append(PlacedCircle(circle_set, aspect, value, code, name))
    return tuple(circles)


def subject_of(placed: SubjectPlacements, subjects: Subjects | None) -> tuple[str, str]:
    """Return the name of a subject and its code, by either of them."""
    wanted, code = placed.subject.casefold(), placed.code
    for subject in subjects.subjects if subjects else ():
        if wanted in (subject.code.casefold(), subject.name.casefold()):
            return subject.name, code or subject.code or subject.name[:3]
    return placed.subject, code or placed.subject[:3]


def board(
    aspects: Aspects,
    box: Box,
    chosen: Sequence[PlacedCircle],
    *,
    step: float = STEP,
    lift: float = 0,
    reserve: float = 0,
) -> Board:
    """Return a quadrant in a box with circles on it; raises Problem when there are too many.

    `lift` is how far large circles are lifted off their row, in mm. For each upright row, level
    rows leave `reserve` mm free at the left and the right; upright rows stand at the right.
    """
    laid = {mark.aspect.id for mark in chosen}
    used = [aspect for aspect in aspects.aspects if aspect.id in laid]
    level = [aspect for aspect in used if aspect.axis == "horizontal"]
    upright = [aspect for aspect in used if aspect.axis == "vertical"]
    tall = min(max(len(level), 1) * step + 2, box.height - 2 * LOWEST)
    wide = min(max(len(upright), 1) * STEP * 1.5 + 2, box.width)
    reserve = reserve * len(upright) if level else 0
    across = Box(box.x + reserve, box.middle.y - tall / 2, box.width - 2 * reserve, tall)
    if reserve:
        up = Box(box.right - reserve, box.y, reserve, box.height)
    else:
        up = Box(box.middle.x - wide / 2, box.y, wide, box.height)
        across, up = _clear(level, upright, box, across, up, chosen)
    rows = (*_level_rows(level, across), *_upright_rows(upright, up, lift))
    by_id = {row.aspect.id: row for row in rows}
    spots = []
    for mark in chosen:
        flat = mark.aspect.axis == "horizontal"
        spots.append(
            Spot(
                f"{mark.aspect.id} {mark.set.id} {mark.who}",
                _lifted(by_id[mark.aspect.id].at(mark.value), flat, 0 if mark.label else lift),
                _radius(mark),
                (across if flat else up).inset(Insets.all(0.4)),
                (2 if mark.label else 0) + (not flat),
            )
        )
    try:
        centres = _placed(spots, box)
    except Full as full:
        fact = f"{len(spots)} circles do not fit on a quadrant of {box.size}"
        hint = "take larger paper, or fewer at a time"
        raise NoRoom(fact, detail=f"no place for {full.spot.name}", hint=hint) from None
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


def _placed(spots: Sequence[Spot], box: Box) -> tuple[Point, ...]:
    """Return where circles lie; those of an upright row that is full lie beside it."""
    try:
        return apart(spots)
    except Full:
        anywhere = box.inset(Insets.all(0.4))
        # The rank of those of upright rows is odd: they are put down after the level ones.
        return apart([replace(s, room=anywhere) if s.rank % 2 else s for s in spots])


def _radius(mark: PlacedCircle) -> float:
    return SMALL if mark.label else LARGE


def _clear(
    level: Sequence[Aspect],
    upright: Sequence[Aspect],
    box: Box,
    across: Box,
    up: Box,
    chosen: Sequence[PlacedCircle],
) -> tuple[Box, Box]:
    """Return the bands moved so that the circles of upright rows are clear of the level ones."""

    def ways(rows: Iterable[AspectRow]) -> tuple[clearance.Way, ...]:
        used = []
        for row in rows:
            laid = [mark for mark in chosen if mark.aspect.id == row.aspect.id]
            for who in dict.fromkeys(mark.who for mark in laid):
                same = [(row.at(m.value), _radius(m)) for m in laid if m.who == who]
                used.append(clearance.Way(tuple(same)))
        return tuple(used)

    most = max(box.width / 2 - up.width / 2 - NAMES, 0)
    down = min((box.height - across.height) / 2 - LOWEST, STEP / 2)
    move = clearance.best(
        ways(_level_rows(level, across)), ways(_upright_rows(upright, up)), most, max(down, 0)
    )
    moved = Box(across.x, across.y + move.down, across.width, across.height)
    return moved, Box(up.x + move.along, up.y, up.width, up.height)


def _lifted(at: Point, flat: bool, by: float) -> Point:
    return Point(at.x, at.y - by) if flat else Point(at.x - by, at.y)


def _level_rows(aspects: Sequence[Aspect], band: Box) -> Iterator[AspectRow]:
    step = (band.height - 2) / max(len(aspects), 1)
    for n, aspect in enumerate(aspects):
        y = band.y + 1 + (n + 0.5) * step
        yield AspectRow(aspect, Point(band.x + LARGE + 1, y), Point(band.right - LARGE - 1, y))


def _upright_rows(aspects: Sequence[Aspect], band: Box, lift: float = 0) -> Iterator[AspectRow]:
    step = (band.width - 2) / max(len(aspects), 1)
    for n, aspect in enumerate(aspects):
        # What is lifted lies at the left: row and circles together are in the middle.
        x = band.x + 1 + (n + 0.5) * step + lift / 3
        yield AspectRow(aspect, Point(x, band.bottom - LARGE - 1), Point(x, band.y + LARGE + 1))


def _arrows(aspects: Aspects, discs: Sequence[Disc]) -> Iterator[Arrow]:
    """Yield an arrow from each circle to the same one of the next set, where there is room."""
    order = {circle_set.id: n for n, circle_set in enumerate(aspects.sets)}
    together: dict[tuple[str, str], list[Disc]] = {}
    for disc in discs:
        together.setdefault((disc.aspect.id, disc.who), []).append(disc)
    for same in together.values():
        ordered = sorted(same, key=lambda disc: order[disc.set.id])
        for start, end in pairwise(ordered):
            dx, dy = end.centre.x - start.centre.x, end.centre.y - start.centre.y
            far = hypot(dx, dy)
            if start.value == end.value or far - start.radius - end.radius < SHORTEST:
                continue
            first, last = (start.radius + CLEAR) / far, 1 - (end.radius + CLEAR) / far
            yield Arrow(
                Point(start.centre.x + dx * first, start.centre.y + dy * first),
                Point(start.centre.x + dx * last, start.centre.y + dy * last),
                degrees(atan2(dy, dx)),
                start.small,
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
