"""A sheet that is larger than the paper: a sheet that tells how, and its tiles.

The page is read aloud from the first of these, where it is drawn small as a whole; the tiles show
it again, and say only which part they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.standing_words import TileWords
from worksheets.content.workshop import Handout
from worksheets.drawing import extents
from worksheets.drawing.extents import Extent
from worksheets.drawing.items import Use
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.imposition import tiling
from worksheets.imposition.sheets import one_up
from worksheets.imposition.tiling import OVERLAP, Tile, Tiling
from worksheets.marks import tile_marks
from worksheets.marks.tile_marks import TileTexts
from worksheets.paper import name_of, paper
from worksheets.prepress import placing, seams
from worksheets.problems import Undoable
from worksheets.wording import fill

ASSEMBLY = "assembly"  # the template of the sheet that tells how
HEAD, BETWEEN = 18.0, 6.0  # mm of that sheet: its head, around its picture
LINE, BESIDE_NUMBER, APART = 13.0, 12.0, 8.0  # mm: a step at least, its number, two columns
WIDE = 250.0  # mm; on a sheet that is so wide the steps are read from further away
PICTURED = 0.25  # of the room is for the picture at least


class NumberedTile(Struct, frozen=True):
    """A tile that is printed, by its number; a place where nothing is drawn has none."""

    tile: Tile
    number: int


Copied = tuple[str, int, tuple[Placement, ...]]  # a side that copies have: what is drawn first
Told = dict[Copied, "_Tiles"]  # of which copies it was told how they are joined


def tiles(composer: Composer, job: Job, sheet: Sheet, told: Told) -> tuple[Sheet, ...]:
    """Return the sheets that a sheet is printed on: itself, when it fits on the paper.

    Copies for several people are joined alike: how is told once for all, at the first of them.
    """
    assert composer.options.tile is not None
    chosen = paper(composer.options.tile)
    if tiling.fits(sheet.front.size, chosen):
        return (sheet,)
    if sheet.labels:
        fact = f"labels are printed in whole sheets, and {sheet.label} would be tiled"
        raise Undoable(fact, hint="leave out --tile, or --cut labels")
    if sheet.front.knife:
        hint = "leave out --tile, or make circles on that paper: --paper"
        raise Undoable(f"a plotter cuts whole sheets, and {sheet.label} would be tiled", hint=hint)
    tiled: list[Sheet] = []
    for n, side in enumerate(placing.sides(sheet)):
        key = _copied(sheet, n)
        if key in told:
            tiled += told[key].again(sheet.label, side).sheets()
            continue
        parts = _Tiles(composer, job, sheet, side, chosen, _with_copies(job, sheet, n))
        tiled += (parts.assembly(), *parts.sheets())
        if sheet.design:
            told[key] = parts
    return tuple(tiled)


def _copied(sheet: Sheet, number: int) -> Copied:
    """What the same side of all copies of a sheet has in common."""
    sides = placing.sides(sheet)
    return sheet.design, number, sides[number].placements[:1] if number < len(sides) else ()


def _with_copies(job: Job, sheet: Sheet, number: int) -> Side:
    """A side of a sheet with all that its copies have besides: a seam suits each of them."""
    copies = [sheet]
    if sheet.design:
        copies = [s for s in job.sheets if _copied(s, number) == _copied(sheet, number)]
    sides = [placing.sides(alike)[number] for alike in copies]
    placements = dict.fromkeys(placed for side in sides for placed in side.placements)
    marks = dict.fromkeys(mark for side in sides for mark in side.marks)
    return replace(sides[0], placements=tuple(placements), marks=tuple(marks))


class _Tiles:
    """One side on its tiles."""

    def __init__(
        self, composer: Composer, job: Job, sheet: Sheet, side: Side, chosen: Size, drawn: Side
    ) -> None:
        options = composer.options
        self.composer, self.job, self.label, self.side = composer, job, sheet.label, side
        self.design = sheet.design or sheet.label
        words = composer.content.workshop.words.tiles
        assert words
        self.words: TileWords = words
        drawing = extents.of_side(drawn, composer.fonts)
        self.lines = lines = seams.text_lines(drawing)
        self.tiling = tiling.tiling(
            side.size,
            chosen,
            overlap=OVERLAP if options.overlap is None else options.overlap,
            margin=composer.margin,
            white=_white(side.size, drawing),
            across=tuple(seams.across(drawing, lines)),
            down=tuple(seams.down(drawing)),
        )
        # On the sheet that tells how, where it is read, the page stays as it was.
        self.apart = self._apart(side)
        self.parts = tuple(_numbered(self.tiling, drawing))
        self.count = max(part.number for part in self.parts)

    def again(self, label: str, side: Side) -> _Tiles:
        """Return the tiles of another copy."""
        other = copy(self)
        other.label, other.side, other.apart = label, side, self._apart(side)
        return other

    def _apart(self, side: Side) -> Side:
        upright = [column.end for column in self.tiling.columns[:-1]]
        return seams.apart(side, self.lines, upright, self.composer.fonts)

    def sheets(self) -> Iterator[Sheet]:
        for part in self.parts:
            if part.number:
                yield self._sheet(part)

    # -- tiles --------------------------------------------------------------------------------

    def _sheet(self, part: NumberedTile) -> Sheet:
        tile = part.tile
        placements = placing.part(self.apart, tile, self.composer.fonts)
        workshop = self.composer.content.workshop
        version = fill(workshop.words.version, version=workshop.version)
        words = TileTexts(
            "  ·  ".join((self.label, workshop.title, self._named(part), version)),
            "  ·  ".join((self.label, self._named(part), version)),
            fill(self.words.cut, part=part.number),
            self._glue(part, tile.row, tile.column + 1),
            self._glue(part, tile.row + 1, tile.column),
        )
        place = self.composer.content.place("workshop", "words", "tiles", "part")
        drawn = tile_marks.tile(
            self.composer.theme, self.tiling, tile, words, self.composer.setter, place
        )
        side = Side(self.tiling.paper, placements, drawn)
        return Sheet(side, label=f"{self.label} ({part.number}/{self.count})")

    def _glue(self, part: NumberedTile, row: int, column: int) -> str:
        """What to do on the strip of a part where another one is joined; nothing, without one."""
        there = (p.number for p in self.parts if (p.tile.row, p.tile.column) == (row, column))
        if not (number := next(there, 0)):
            return ""
        return fill(self.words.glue, part=part.number, next=number)

    def _named(self, part: NumberedTile) -> str:
        """Which part it is, in words."""
        return _placed(self.words.part, part.tile, part=part.number, parts=self.count)

    # -- the sheet that tells how -------------------------------------------------------------

    def assembly(self) -> Sheet:
        """Return the sheet that tells how the parts are joined."""
        size = self.tiling.paper.portrait
        words, tiling = self.words, self.tiling
        below = fill(
            words.below,
            parts=self.count,
            paper=name_of(size),
            rows=len(tiling.rows),
            columns=len(tiling.columns),
        )
        empty = [_placed(words.place, part.tile) for part in self.parts if not part.number]
        steps = words.steps
        if empty:
            steps = (*steps, fill(words.empty, places="; ".join(empty)))
        area = self.composer.area(size, ruled=True)
        style = "lead" if area.width >= WIDE else "body"
        layout = max(
            (
                _layout(self.composer, area, tiling.page, steps, style, columns)
                for columns in (1, 2)
            ),
            key=lambda way: way.box.width,
        )
        box = layout.box
        (page,) = self.composer.pages_on(
            size,
            ASSEMBLY,
            Handout(id=ASSEMBLY, title=self.design),
            title=fill(words.title, title=self.design),
            below=below,
            area=area,
            steps=steps,
            columns=layout.columns,
            line=layout.line,
            room=layout.room,
            style=style,
        )
        corner, scale = Point(box.x, box.y), box.width / tiling.page.width
        picture = placing.moved(self.side, corner, scale)
        numbers = tuple((part.tile, part.number) for part in self.parts)
        plan = tile_marks.plan(
            self.composer.theme, tiling, numbers, words.nothing, corner, scale, self.composer.setter
        )
        own = one_up([page])[0].front.placements
        standing = self.composer.content.workshop.words
        foot = self.composer.foot(
            size,
            self.job.foot[0],
            true_size=standing.true_size,
            ruler=standing.ruler,
            with_makers=bool(self.job.foot[1]),
        )
        side = Side(size, (*own, *picture.placements), (*picture.marks, *plan, Use(foot)))
        return Sheet(side, label=self.design, once=True)


def _placed(text: str, tile: Tile, **values: object) -> str:
    return fill(text, row=tile.row + 1, column=tile.column + 1, **values)


class _Layout(Struct, frozen=True):
    """The sheet that tells how: its columns of steps, how high a step is, picture and steps."""

    columns: int
    line: float
    box: Box
    room: Box


def _layout(
    composer: Composer, area: Box, page: Size, steps: Sequence[str], style: str, columns: int
) -> _Layout:
    """Return the layout with so many columns; the small page has all that the steps leave."""
    wide = (area.width - APART * (columns - 1)) / columns - BESIDE_NUMBER
    line = max(LINE, *(composer.tall(step, style, wide) + 3 for step in steps))
    left = area.height - HEAD - 2 * BETWEEN
    high = max(left - ceil(len(steps) / columns) * line, PICTURED * left)
    scale = min(area.width / page.width, high / page.height)
    width, height = page.width * scale, page.height * scale
    box = Box(area.x + (area.width - width) / 2, area.y + HEAD + BETWEEN, width, height)
    below = box.bottom + BETWEEN
    return _Layout(columns, line, box, Box(area.x, below, area.width, area.bottom - below))


def _white(page: Size, drawing: Sequence[Extent]) -> Insets:
    """How far from the edges of a page its ink stays."""
    boxes = [extent.box for extent in drawing]
    return Insets(
        max(0.0, min((box.y for box in boxes), default=0)),
        max(0.0, page.width - max((box.right for box in boxes), default=0)),
        max(0.0, page.height - max((box.bottom for box in boxes), default=0)),
        max(0.0, min((box.x for box in boxes), default=0)),
    )


def _numbered(tiling: Tiling, drawing: Sequence[Extent]) -> Iterator[NumberedTile]:
    """Yield the tiles with their numbers, row by row; where nothing is drawn there is none."""
    number = 0
    for tile in tiling.tiles:
        drawn = any(extents.meet(extent.box, tile.body) for extent in drawing)
        number += drawn
        yield NumberedTile(tile, number if drawn else 0)
