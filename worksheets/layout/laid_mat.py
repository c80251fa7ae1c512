"""A mat with circles laid on it, drawn smaller in a given room: numbers only.

The circles lie where the mat's own rules put them (placing.py), at one scale with its axes. What
moves from one set to the next is told below the fields, a line for each move at the scale of the
level axis: on the fields a place has a meaning already, and circles lie there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, degrees, hypot, sin

from msgspec import Struct

from worksheets.content.aspects import Aspect, CircleSet
from worksheets.geometry import Box, Point
from worksheets.layout.free_place import Spot, nearest_place
from worksheets.layout.placing import Circle, Full, Mat, Place, placed
from worksheets.problems import NoRoom

TRUE_FIELD = 350.0  # mm; the length of the level axis on A3, which circles of true size are for
END = 25.0  # mm; the ends of the level axis, beside the field
HEADING = 8.6  # mm; the ends of the upright one, above and below it
LANE = 1.5  # mm from a circle in the middle of the upright axis to the edge of its lane
AXIS = 5.2  # mm; half of the level axis: its words have two lines
MOVE = 4.8  # mm; the line of a move
BEFORE, AROUND = 1.5, 0.8  # mm above the strip of the moves, and above and below them in it
SMALLER = (1.0, 0.85, 0.7, 0.6)  # circles that find no room are tried smaller, down to these parts
LEAST = (15.0, 9.4)  # mm; the least diameter of a circle, and of a subject's
ROWS = (2.4, 2.8, 3.2, 3.6)  # rows of circles at either side; more where some would lie off
CLEAR = 0.9  # mm between an arrow and the circles at its ends
SHORTEST = 3.6  # mm; what is left of an arrow must show its head
OFF = 0.1  # mm off its value, and a circle gets a line to its place

Wide = Callable[[str], float]


class Laid(Struct, frozen=True, kw_only=True):
    """A circle to lay: its set, aspect and value; one with a label is a subject's, and smaller."""

    set: CircleSet
    aspect: Aspect
    value: float
    label: str = ""
    who: str = ""
    starred: bool = False  # its place is not the source's


class LaidCircle(Struct, frozen=True, kw_only=True):
    """A circle where it is drawn; `target` is its place on the axis."""

    laid: Laid
    centre: Point
    target: Point
    radius: float
    is_off: bool

    @property
    def edge(self) -> Point:
        """Where a line from its place meets it."""
        far = hypot(self.centre.x - self.target.x, self.centre.y - self.target.y)
        part = max(far - self.radius, 0) / far if far else 0
        return Point(
            self.target.x + (self.centre.x - self.target.x) * part,
            self.target.y + (self.centre.y - self.target.y) * part,
        )


class Move(Struct, frozen=True, kw_only=True):
    """A line at the scale of the level axis, from each circle of a name to that of the next set.

    `words` is where its name stands, `within` whether that is on the line itself.
    """

    name: str
    y: float
    stops: tuple[tuple[CircleSet, float], ...]
    words: Box
    align: str
    within: bool


class Arrow(Struct, frozen=True):
    """From a circle of the upright axis to that of the next set, edge to edge, in degrees."""

    end: Point
    length: float
    turn: float


class TokenToLay(Struct, frozen=True, kw_only=True):
    """A token, the circles that it is the middle of, and the fields that it lies between."""

    id: str
    set: CircleSet
    icon: str = ""
    across: float
    up: float
    fields: tuple[str, ...] = ()  # places, such as bottom-left; empty: wherever its circles say


class LaidToken(Struct, frozen=True):
    """A token where it is drawn: its middle, and half of its diagonal."""

    token: TokenToLay
    centre: Point
    half: float


class LaidMat(Struct, frozen=True, kw_only=True):
    """The mat in its frame, with all that lies on it, in mm."""

    frame: Box
    sets: tuple[CircleSet, ...]  # those that lie on it
    field: Box
    half: float  # of the level axis
    names: float  # the strips of the names of the fields, above and below
    level_lane: float
    upright_lane: float
    meanings: tuple[Box, ...]  # in the axis: what left, middle and right mean; or none
    circles: tuple[LaidCircle, ...]
    moves: tuple[Move, ...]
    strip: Box  # of the moves
    arrows: tuple[Arrow, ...]
    tokens: tuple[LaidToken, ...]

    @property
    def middle(self) -> Point:
        return self.field.middle

    @property
    def is_off(self) -> bool:
        return any(circle.is_off for circle in self.circles)

    @property
    def has_small(self) -> bool:
        return any(circle.laid.label for circle in self.circles)


def laid_mat(
    frame: Box,
    circles: Sequence[Laid],
    sets: Sequence[CircleSet],
    *,
    diameters: tuple[float, float],
    tokens: Sequence[TokenToLay] = (),
    token: float = 0,
    means: bool = True,
    names: float,
    wide: Wide,
) -> LaidMat:
    """Return a mat with circles in a frame; raises NoRoom for circles that find no place on it.

    `diameters` are those of circles and of subjects' circles on A3, `token` is half the diagonal
    of a token there. `names` is the height of a name of a field, `wide` the width of a move's name.
    """
    width = frame.width - 2 * END
    scale = width / TRUE_FIELD
    sizes = [max(d * scale, least) for d, least in zip(diameters, LEAST, strict=True)]
    names_of_moves = list(_moves(circles, sets))
    low = BEFORE + MOVE * len(names_of_moves) + 2 * AROUND if names_of_moves else 0.0
    most = frame.height - 2 * HEADING - low
    corner = Point(frame.x + END, frame.y + HEADING)
    failed: Full | None = None
    for part in SMALLER:
        large, small = (max(d * part, least) for d, least in zip(sizes, LEAST, strict=True))
        to_lay = [_circle(c, sets, large, small) for c in circles]
        heights = dict.fromkeys(min(2 * (AXIS + rows * large + names), most) for rows in ROWS)
        tries = []
        for height in heights:
            mat = Mat(box=Box(*corner, width, height), half=AXIS, reach=height / 2 - names)
            try:
                tries.append((mat, placed(to_lay, mat)))
            except Full as full:
                failed = full
        if not tries:
            continue
        # The lowest of those where fewest lie off their place.
        mat, places = min(tries, key=lambda made: sum(place.off > OFF for place in made[1]))
        field, height = mat.box, mat.box.height
        tokens_put = tuple(_tokens(tokens, token * scale, places, mat))
        line = Box(field.x, field.middle.y - AXIS + 0.4, field.width, 2 * (AXIS - 0.4))
        strip = Box(field.x, field.bottom + HEADING + BEFORE, field.width, low - BEFORE)
        covered = [(place.centre, place.radius) for place in places]
        covered += [(laid.centre, laid.half) for laid in tokens_put]
        put = tuple(
            LaidCircle(
                laid=circle,
                centre=place.centre,
                target=place.target,
                radius=place.radius,
                is_off=place.off > OFF,
            )
            for circle, place in zip(circles, places, strict=True)
        )
        return LaidMat(
            frame=Box(frame.x, frame.y, frame.width, height + 2 * HEADING + low),
            sets=tuple(s for s in sets if any(c.set.id == s.id for c in circles)),
            field=field,
            half=AXIS,
            names=names,
            level_lane=AXIS + large + LANE,
            upright_lane=large / 2 + LANE,
            meanings=tuple(_meanings(line, covered)) if means else (),
            circles=put,
            moves=tuple(_placed_moves(names_of_moves, strip, wide)),
            strip=strip,
            arrows=tuple(_arrows(put, sets)),
            tokens=tokens_put,
        )
    assert failed
    raise NoRoom(
        f"{len(circles)} circles do not fit on a quadrant of {frame.size}",
        detail=f"no place for {failed.names[0]}",
        hint="take larger paper, or fewer at a time",
    )


def _circle(laid: Laid, sets: Sequence[CircleSet], large: float, small: float) -> Circle:
    return Circle(
        name=" ".join(filter(None, (laid.aspect.id, laid.set.id, laid.who))),
        axis=laid.aspect.axis,
        set=[known.id for known in sets].index(laid.set.id),
        value=laid.value,
        diameter=small if laid.label else large,
    )


def _together(circles: Sequence[Laid], axis: str) -> Iterator[list[Laid]]:
    """Yield the circles of one aspect and name, those of an axis."""
    same: dict[tuple[str, str], list[Laid]] = {}
    for laid in circles:
        if laid.aspect.axis == axis:
            same.setdefault((laid.aspect.id, laid.who), []).append(laid)
    yield from same.values()


def _moves(
    circles: Sequence[Laid], sets: Sequence[CircleSet]
) -> Iterator[tuple[str, tuple[tuple[CircleSet, float], ...]]]:
    order = [circle_set.id for circle_set in sets]
    for same in _together(circles, "horizontal"):
        if len(same) > 1:
            stops = sorted(same, key=lambda laid: order.index(laid.set.id))
            name = " · ".join(filter(None, (same[0].aspect.label, same[0].label)))
            yield name, tuple((laid.set, laid.value) for laid in stops)


def _placed_moves(
    moves: Sequence[tuple[str, tuple[tuple[CircleSet, float], ...]]],
    field: Box,
    wide: Wide,
) -> Iterator[Move]:
    """Yield the moves a line each; a name stands before its line, else behind it, else on it."""
    for n, (name, stops) in enumerate(moves):
        low = field.x + min(value for _, value in stops) * field.width
        high = field.x + max(value for _, value in stops) * field.width
        width, y = min(wide(name) + 1, field.width / 3), field.y + AROUND + n * MOVE
        before = Box(low - 2.6 - width, y, width, MOVE)
        behind = Box(high + 2.6, y, width, MOVE)
        if before.x >= field.x + 1:
            words, align = before, "right"
        elif behind.right <= field.right - 1:
            words, align = behind, "left"
        else:
            words, align = Box((low + high - width) / 2, y, width, MOVE), "center"
        yield Move(
            name=name,
            y=y + MOVE / 2,
            stops=tuple((circle_set, field.x + value * field.width) for circle_set, value in stops),
            words=words,
            align=align,
            within=align == "center",
        )


def _arrows(circles: Sequence[LaidCircle], sets: Sequence[CircleSet]) -> Iterator[Arrow]:
    """Yield an arrow from each upright circle to the same one of the next set, where it shows."""
    order = [circle_set.id for circle_set in sets]
    known = {id(circle.laid): circle for circle in circles}
    for same in _together([circle.laid for circle in circles], "vertical"):
        ordered = sorted(same, key=lambda laid: order.index(laid.set.id))
        for start, end in pairwise(known[id(laid)] for laid in ordered):
            dx, dy = end.centre.x - start.centre.x, end.centre.y - start.centre.y
            length = hypot(dx, dy) - start.radius - end.radius - 2 * CLEAR
            if start.laid.value == end.laid.value or length < SHORTEST:
                continue
            turn = atan2(dy, dx)
            back = end.radius + CLEAR
            head = Point(end.centre.x - back * cos(turn), end.centre.y - back * sin(turn))
            yield Arrow(head, length, degrees(turn))


def _tokens(
    tokens: Sequence[TokenToLay], half: float, places: Sequence[Place], mat: Mat
) -> Iterator[LaidToken]:
    """Yield the tokens, beside the circles; one for which a full mat has no room is left out."""
    laid = [(Spot(p.name, p.target, p.radius, mat.box), p.centre) for p in places]
    for token in tokens:
        target = mat.at(token.across, token.up)
        for room in _rooms(token, mat, half):
            spot = Spot(token.id, target, half, room)
            centre = nearest_place(spot, laid, CLEAR)
            if centre is not None:
                laid.append((spot, centre))
                yield LaidToken(token, centre, half)
                break


def _rooms(token: TokenToLay, mat: Mat, half: float) -> Iterator[Box]:
    """Yield where a token may lie, the best room first: clear of the names of the fields.

    On a border its room is as narrow as the token is, and beside the border as wide as its field.
    """
    box, middle = mat.box, mat.box.middle
    own = f"{'top' if token.up >= 0.5 else 'bottom'}-{'right' if token.across >= 0.5 else 'left'}"
    fields = token.fields or (own,)
    is_left, is_right = (any(side in field for field in fields) for side in ("left", "right"))
    is_upper, is_lower = (any(side in field for field in fields) for side in ("top", "bottom"))
    x = box.x if is_left else middle.x
    width = (box.right if is_right else middle.x) - x
    if is_left and is_right:
        x, width = middle.x - half, 2 * half
    if is_upper and is_lower:
        yield Box(x, middle.y - half, width, 2 * half)
        is_upper = token.up >= 0.5
    high = mat.reach - mat.half - CLEAR
    yield Box(x, middle.y - mat.reach if is_upper else middle.y + mat.half + CLEAR, width, high)


def _meanings(line: Box, covered: Sequence[tuple[Point, float]]) -> Iterator[Box]:
    """Yield where words stand in the thirds of the axis: the widest part that nothing covers.

    As on the mat itself, it may be too narrow for words.
    """
    width = line.width / 3
    for n in range(3):
        start, last = line.x + n * width + 1, line.x + (n + 1) * width - 1
        ends = [
            (centre.x - radius - 1, centre.x + radius + 1)
            for centre, radius in covered
            if abs(centre.y - line.middle.y) < radius + line.height / 2 - 1
        ]
        free = []
        for left, right in sorted(ends):
            free.append((start, min(left, last)))
            start = max(start, right)
        free.append((start, last))
        left, right = max(free, key=lambda part: part[1] - part[0])
        yield Box(left, line.y, max(right - left, 0), line.height)
