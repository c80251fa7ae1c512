"""The script for who leads: rows as high as their minutes, and what else helps, page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from worksheets.content.files import Content
from worksheets.content.script import AdviceList, Moment, Script, minutes_of
from worksheets.content.steps import SheetStep, Steps, numbered_steps, step_of
from worksheets.content.workshop import Handout
from worksheets.geometry import Box
from worksheets.handouts.steps import named
from worksheets.layout.shares import by_weight, paged
from worksheets.wording import fill

NEEDS = ("script", "steps")

Tall = Callable[[str, str, float], float]  # how high text is in a style and a width, in mm
Measured = tuple[tuple[str, ...], float, bool]  # the cells of a row, how high, whether derived
Kind = Literal["box", "troubles", "tips", "before"]

# All in mm on A4; the sheet is scaled as a whole to other paper.
TOP = 17.0  # below the band
NAMES = 6.5  # the names of the columns
GAP = 1.6  # between rows
PAD = 2.2  # above and below the words of a row
LABEL = 4.9  # the line with the name of a moment
BLOCK = 23.0  # how wide the time is
BLOCK_HIGH = 15.5  # the time and how long it takes
NUMBER_HIGH = 7.5  # the number of a step below them
CODE = 9.0  # a sheet's code, before its name
END = 8.0  # the line with the total
MOST = 3.0  # for a minute
HEADING = 8.4
PART_GAP = 5.0
BOX_HIGH = 54.0
TROUBLE = (0.38, 0.62)  # of the width: what goes wrong, and what then
TICK = 7.0  # the box or dot before a line
ENTRY_PAD = 2.4
SLACK = 1e-6


class Thing(Struct, frozen=True):
    """What lies on the table: the code of its sheet, its name, and the step it belongs to."""

    code: str
    name: str
    mark: SheetStep | None = None
    drawing: str = ""


class Row(Struct, frozen=True):
    """A moment at its place: when it begins, how long it lasts, what is said and done."""

    moment: Moment
    mark: SheetStep
    time: str
    lasts: str
    label: str
    things: tuple[Thing, ...]
    y: float = 0
    height: float = 0


class Entry(Struct, frozen=True):
    """A row of a part: its cells, and whether they are derived."""

    cells: tuple[str, ...]
    derived: bool = False
    y: float = 0
    height: float = 0


class Part(Struct, frozen=True):
    """A heading at y with rows below it: those of a part that have room on the page."""

    kind: Kind
    heading: str
    continued: str
    entries: tuple[Entry, ...]
    y: float = 0
    top: float = HEADING  # from the heading to the first row
    is_continued: bool = False

    @property
    def title(self) -> str:
        return fill(self.continued, heading=self.heading) if self.is_continued else self.heading

    @property
    def height(self) -> float:
        return self.top + sum(entry.height for entry in self.entries)


class ScriptPage(Struct, frozen=True):
    """A page: rows of the script, or other parts; `total` stands where all rows have been."""

    rows: tuple[Row, ...] = ()
    parts: tuple[Part, ...] = ()
    total: str = ""
    end: str = ""
    bottom: float = 0  # of the rows
    derived: bool = False


class Columns(Struct, frozen=True):
    """Where the columns of the rows begin, and how wide their words are."""

    width: float

    @property
    def say(self) -> Box:
        return self._column(0, 0.42)

    @property
    def do(self) -> Box:
        return self._column(0.42, 0.33)

    @property
    def table(self) -> Box:
        return self._column(0.75, 0.25)

    def _column(self, start: float, share: float) -> Box:
        left, room = BLOCK + 4, self.width - BLOCK - 4
        return Box(left + start * room, 0, share * room - 4, 0)


class ScriptPlan(Struct, frozen=True):
    """The script of a workshop, to be laid out on pages of a width and a height."""

    content: Content
    script: Script
    steps: Steps

    def columns(self, width: float) -> Columns:
        return Columns(width)

    @property
    def minutes(self) -> int:
        """How long all moments take."""
        return sum(minutes_of(moment, self.steps) for moment in self.script.moments)

    @property
    def lasts(self) -> str:
        return fill(self.script.words.minutes, minutes=self.minutes)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The moments in order, each with its time, not yet placed."""
        rows, start = [], 0
        marks = numbered_steps(self.steps)
        numbers = {step.id: n for n, step in enumerate(self.steps.steps, 1)}
        for moment in self.script.moments:
            minutes = minutes_of(moment, self.steps)
            lead = replace(marks[0], sign="", icon=moment.icon)
            mark = marks[numbers[moment.step]] if moment.step else lead
            rows.append(
                Row(
                    moment,
                    mark,
                    self._time(start),
                    fill(self.script.words.minutes, minutes=minutes),
                    moment.name or mark.question or mark.name,
                    self._things(moment),
                )
            )
            start += minutes
        return tuple(rows)

    @property
    def pieces(self) -> tuple[Thing, ...]:
        """What comes out of the box."""
        box = self.script.box
        pieces = box.pieces if box else ()
        return tuple(self._thing(p.handout, p.name, p.drawing) for p in pieces)

    def pages(self, width: float, height: float, tall: Tall) -> tuple[ScriptPage, ...]:
        """Return the rows on as few pages as they need, then the other parts on further ones."""
        return (*self._row_pages(width, height, tall), *self._part_pages(width, height, tall))

    # -- the rows ---------------------------------------------------------------------------------

    def _row_pages(self, width: float, height: float, tall: Tall) -> list[ScriptPage]:
        rows, script = self.rows, self.script
        shorten = tall(script.shorten.text, "body", width - 8) + 7 if script.shorten else 0
        first = TOP + NAMES
        room = height - first - END - shorten
        needs = [min(self.need(row, Columns(width), tall), room) for row in rows]
        minutes = [minutes_of(row.moment, self.steps) for row in rows]
        runs = paged(needs, room, GAP)
        heights = by_weight(
            [needs[start:end] for start, end in runs],
            [minutes[start:end] for start, end in runs],
            [room - GAP * (end - start - 1) for start, end in runs],
            MOST,
        )
        pages = []
        for (start, end), high in zip(runs, heights, strict=True):
            y, placed = first, []
            for row, row_high in zip(rows[start:end], high, strict=True):
                placed.append(replace(row, y=y, height=row_high))
                y += row_high + GAP
            derived = "derived" in [row.moment.source for row in placed]
            pages.append(ScriptPage(tuple(placed), bottom=y - GAP, derived=derived))
        total = fill(script.words.total, minutes=self.minutes)
        last = replace(pages[-1], total=total, end=self._time(self.minutes))
        if script.shorten and script.shorten.source == "derived":
            last = replace(last, derived=True)
        return [*pages[:-1], last]

    def need(self, row: Row, columns: Columns, tall: Tall) -> float:
        """How high a row must be for its words, in mm."""
        label = LABEL if row.label else 0
        say = label + tall(row.moment.say, "table-row", columns.say.width)
        do = tall(row.moment.do, "table-text", columns.do.width)
        table = sum(self.thing_height(thing, columns, tall) for thing in row.things)
        block = BLOCK_HIGH - 2 * PAD + (NUMBER_HIGH if row.mark.sign else 0)
        return max(say, do, table, block) + 2 * PAD + 0.1

    def thing_height(self, thing: Thing, columns: Columns, tall: Tall) -> float:
        return tall(thing.name, "body", columns.table.width - CODE) + 0.6

    def _things(self, moment: Moment) -> tuple[Thing, ...]:
        given = moment.table
        if not given and moment.step:
            given = next(s.materials for s in self.steps.steps if s.id == moment.step)
        return tuple(self._thing(thing.handout, named(self.content, thing)) for thing in given)

    def _thing(self, id: str, name: str, drawing: str = "") -> Thing:
        for handout in self.content.workshop.handouts:
            if handout.id == id:
                mark = step_of(handout, self.steps)
                return Thing(handout.code, name or handout.title, mark, drawing)
        return Thing("", name, None, drawing)

    def _time(self, minutes: int) -> str:
        """Return a time since the start, or of the clock where the script says when it begins."""
        script = self.script
        if script.start:
            hour, minute = script.start.replace(".", ":").split(":")
            minutes = (60 * int(hour) + int(minute) + minutes) % (24 * 60)
        hours, rest = divmod(minutes, 60)
        return fill(script.words.clock, hours=hours, minutes=f"{rest:02}")

    # -- the other parts --------------------------------------------------------------------------

    def _part_pages(self, width: float, height: float, tall: Tall) -> list[ScriptPage]:
        pages = []
        for parts in flowed(tuple(self._parts(width, tall)), TOP, height):
            derived = True in [entry.derived for part in parts for entry in part.entries]
            pages.append(ScriptPage(parts=parts, derived=derived))
        return pages

    def _parts(self, width: float, tall: Tall) -> Iterator[Part]:
        script = self.script
        more = script.words.continued
        if script.box:
            entry = Entry((), height=BOX_HIGH)
            yield Part("box", script.box.title, more, (entry,))
        if troubles := script.troubles:
            when, then = (share * width - 4 for share in TROUBLE)
            rows: list[Measured] = [
                (
                    (row.when, row.then),
                    max(tall(row.when, "story-label", when), tall(row.then, "table-text", then)),
                    row.source == "derived",
                )
                for row in troubles.troubles
            ]
            entries = _entries(rows)
            yield Part("troubles", troubles.title, more, entries, top=HEADING + NAMES)
        lists: tuple[tuple[Kind, AdviceList | None], ...]
        lists = (("before", script.before), ("tips", script.tips))
        for kind, listed in lists:
            if listed:
                rows = [
                    (
                        tuple(line.text for line in pair),
                        max(tall(line.text, "body", width / 2 - TICK - 4) for line in pair),
                        "derived" in [line.source for line in pair],
                    )
                    for pair in (listed.lines[n : n + 2] for n in range(0, len(listed.lines), 2))
                ]
                yield Part(kind, listed.title, more, _entries(rows))


def _entries(rows: Iterable[Measured]) -> tuple[Entry, ...]:
    return tuple(Entry(cells, derived, height=high + ENTRY_PAD) for cells, high, derived in rows)


def flowed(parts: Sequence[Part], top: float, bottom: float) -> list[tuple[Part, ...]]:
    """Return parts placed below each other, on as many pages as they need.

    A part goes on where a page is full, and what is left of a page comes between its parts. A row
    that is too high for a page gets all of it.
    """
    pages: list[list[Part]] = []
    waiting, y = list(parts), bottom
    while waiting:
        part = waiting.pop(0)
        if not pages or y + PART_GAP + part.top + part.entries[0].height > bottom:
            pages.append([])
            y = top - PART_GAP
        place = y + PART_GAP
        placed: list[Entry] = []
        high = part.top
        for entry in part.entries:
            if placed and place + high + entry.height > bottom + SLACK:
                break
            room = bottom - place - high
            placed.append(replace(entry, y=high, height=min(entry.height, room)))
            high += placed[-1].height
        if rest := part.entries[len(placed) :]:
            waiting.insert(0, replace(part, entries=rest, is_continued=True))
        pages[-1].append(replace(part, y=place, entries=tuple(placed)))
        y = place + high
    return [_apart(page, bottom) for page in pages]


def _apart(parts: Sequence[Part], bottom: float) -> tuple[Part, ...]:
    """Return the parts of a page further apart, where there is room."""
    if len(parts) < 2:
        return tuple(parts)
    left = bottom - parts[-1].y - parts[-1].height
    more = min(max(left, 0) / (len(parts) - 1), PART_GAP)
    return tuple(replace(part, y=part.y + n * more) for n, part in enumerate(parts))


def values(content: Content, _handout: Handout, script: Script, steps: Steps) -> dict[str, object]:
    """Return what the template may use: the `plan` of its pages, and sizes that it counts on."""
    return {
        "plan": ScriptPlan(content, script, steps),
        "trouble": TROUBLE,
        "top": TOP,
        "pad": PAD,
        "label_high": LABEL,
        "code_wide": CODE,
        "block": BLOCK,
    }
