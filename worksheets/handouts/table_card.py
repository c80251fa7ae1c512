"""A card for each table, folded to a tent; on leaves of its own what lies and who sits there."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from worksheets.choices import StepColour
from worksheets.composer import Composer
from worksheets.content.packing import Packing, TableCard
from worksheets.content.steps import step_of
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Point
from worksheets.handouts.packing.words import seated
from worksheets.handouts.shared.cut_outs import batched
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout.counting import Plan
from worksheets.paper import name_of
from worksheets.problems import NOWHERE, Problem
from worksheets.wording import fill

NEEDS = ("packing",)
LASTS = False  # it tells how many come
EACH_TABLE = True

# A face and a leaf are designed for A4 in landscape, and scaled as a whole: mm there.
WIDTH, FACE_HEIGHT = 281.0, 84.0
# A face that is not wide has the roles below its title.
NARROW, NARROW_HEIGHT = 200.0, 128.0
LEAST_SCALE = 0.6  # the smallest type is small then
CLEAR = 6.0  # between the fold and a face
HEAD, HEADING = 19.0, 10.0  # of a leaf: its band, not scaled; what is above its entries
BESIDE, GAP = 72.0, 8.0  # the names, and between two columns
COUNT, CODE, BOX = 15.0, 11.0, 7.0  # columns of an entry, before its name
LINES = (8.2, 9.5, 12.5, 16.0, 22.0)  # how high an entry is: as low as all of them fit in
LEAST = 8.0  # pt, of an entry
NAME_LINE = 9.5


class Entry(Struct, frozen=True):
    """Something on the table: how many, and what; a handout has its code and its step's ink."""

    count: str
    code: str
    name: str
    colour: StepColour


class Leaf(Struct, frozen=True):
    """What stands on a leaf: its title, and its entries in columns; names on the first."""

    title: str
    columns: tuple[tuple[Entry, ...], ...]


class Card(Struct, frozen=True):
    """The card of a table."""

    table: str
    seats: int
    seated: str
    names: tuple[str, ...]
    leaves: tuple[Leaf, ...]


class Room(Struct, frozen=True):
    """The room on a leaf in its own mm, how much it is scaled, and its columns."""

    scale: float
    width: float
    height: float
    columns: int

    @property
    def x(self) -> float:
        """Where the columns begin."""
        return BESIDE + GAP

    @property
    def column(self) -> float:
        """How wide each column is."""
        return (self.width - self.x - GAP * (self.columns - 1)) / self.columns

    @property
    def name(self) -> float:
        """How wide the name of an entry is."""
        return self.column - BOX - COUNT - CODE


class Face(Struct, frozen=True):
    """A face of the tent: how it is scaled, its size in its own mm, the corners of both.

    On one that is not `wide` things stand below each other.
    """

    wide: bool
    scale: float
    width: float
    height: float
    fold: float
    corner: Point
    turned: Point


def sheets_of_plan(
    composer: Composer, handout: Handout, plan: Plan, packing: Packing
) -> tuple[Section, ...]:
    """Return a card and its leaves for each table; raises Problem where its words are not there."""
    card = packing.table_card
    if card is None:
        raise Problem(
            f"the handout {handout.id!r} needs the key table_card in packing.yaml",
            composer.content.places.get(id(handout.id), NOWHERE),
            hint="copy it from content/gpo, or take the handout from the list",
        )
    paper = composer.paper(handout)
    area = composer.area(paper)
    face, room = face_of(area, paper.height), room_of(area)
    if face.scale < LEAST_SCALE:
        raise Problem(
            f"{handout.id} has no room on paper of {name_of(paper)}",
            composer.paper_place(handout),
            hint="choose larger paper",
        )
    entries = {
        seats: tuple(_entries(composer, handout, plan, card, seats)) for seats in plan.crowd.seats
    }
    line = _line(composer, room, [entry for some in entries.values() for entry in some])
    pages = composer.pages(
        handout.template_name,
        handout,
        card=card,
        face=face,
        room=room,
        line=line,
        cards=tuple(
            _card(plan, n, seats, entries[seats], line, room)
            for n, seats in enumerate(plan.crowd.seats, 1)
        ),
        design={"head": HEAD, "heading": HEADING, "beside": BESIDE, "gap": GAP, "box": BOX}
        | {"count": COUNT, "code": CODE, "name_line": NAME_LINE},
    )
    return (Section(handout.title, one_up(pages)),)


def face_of(area: Box, height: float) -> Face:
    """Return the faces of a tent, of paper of a height in mm that is folded in its middle."""
    fold = height / 2
    room = area.bottom - fold
    sizes = ((True, WIDTH, FACE_HEIGHT), (False, NARROW, NARROW_HEIGHT))
    scale, wide = max(
        (min(area.width / width, room / (height + CLEAR)), wide) for wide, width, height in sizes
    )
    below = CLEAR * scale
    return Face(
        wide,
        scale,
        area.width / scale,
        (room - below) / scale,
        fold,
        Point(area.x, fold + below),
        Point(area.right, fold - below),
    )


def room_of(area: Box) -> Room:
    """Return the room on a leaf below its band."""
    wide = area.width > area.height
    width = WIDTH if wide else NARROW
    scale = area.width / width
    return Room(scale, width, (area.height - HEAD) / scale, 2 if wide else 1)


def _card(
    plan: Plan, n: int, seats: int, entries: tuple[Entry, ...], line: float, room: Room
) -> Card:
    packing, crowd = plan.packing, plan.crowd
    assert packing.table_card
    first = crowd.first_at(n) - 1
    title = fill(packing.words.table, n=n, tables=crowd.tables)
    return Card(
        fill(packing.table_card.table, n=n),
        seats,
        seated(packing.words, seats),
        plan.names[first : first + seats],
        leaves_of(entries, title, packing.words.continued, line, room),
    )


def leaves_of(
    entries: tuple[Entry, ...], title: str, continued: str, line: float, room: Room
) -> tuple[Leaf, ...]:
    """Return leaves with entries of so many mm high in columns; at least one."""
    rows = max(1, int((room.height - HEADING) / line + 1e-6))
    leaves: list[Leaf] = []
    for some in batched(entries, room.columns * rows) if entries else [()]:
        # Columns of equal height, unless all of it has room in one that is not high.
        high = max(ceil(len(some) / room.columns), min(len(some), rows // 2), 1)
        heading = fill(continued, heading=title) if leaves else title
        leaves.append(Leaf(heading, tuple(map(tuple, batched(some, high)))))
    return tuple(leaves)


def _entries(
    composer: Composer, handout: Handout, plan: Plan, card: TableCard, seats: int
) -> Iterator[Entry]:
    """Yield what lies on a table: handouts by their codes, those without one, and things."""
    steps = composer.content.steps
    for row in sorted(plan.rows, key=lambda row: row.handout.code or "~"):
        if row.handout.id != handout.id and (count := row.at(seats)):
            step = step_of(row.handout, steps)
            colour: StepColour = step.colour if step else "slate"
            number = fill(card.count, count=count)
            yield Entry(number, row.handout.code, row.handout.title, colour)
    for brought in plan.things:
        if count := brought.at(seats):
            yield Entry(fill(card.count, count=count), "", brought.thing.name, "slate")


def _line(composer: Composer, room: Room, entries: list[Entry]) -> float:
    """Return how high each entry is, in mm of the leaf: as high as the longest name needs."""
    least = f"{LEAST / room.scale:.3f}pt"

    def fits(entry: Entry, high: float) -> bool:
        return composer.fits(entry.name, "table-text", room.name, high - 0.8, least)

    return next((high for high in LINES if all(fits(entry, high) for entry in entries)), LINES[-1])
