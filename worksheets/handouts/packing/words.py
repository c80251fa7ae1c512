"""The packing list in words: rows under headings, and how they come on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from worksheets.content.packing import Packing, PackingWords
from worksheets.content.workshop import Workshop
from worksheets.geometry import Box
from worksheets.layout.counting import Plan, PrintRun
from worksheets.wording import between, fill, joined

Entry = tuple[str, str, str]
Cell = str | Entry

HEAD, BAND, HEADING, HEADER, LINE, GAP = 18.0, 11.0, 10.0, 7.0, 7.4, 5.0  # mm
REMARKED = 9.0  # mm; a row with a remark below it
ORDER_LINE, AFTER, FIELDS = 11.0, 7.0, 20.0  # mm


class ListSection(Struct, frozen=True):
    """Rows under a heading: of a table, whose columns have names, or of a list.

    The entries of a list stand `across` beside each other: (how many, what, in small type).
    """

    id: str
    heading: str
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[str, ...] = ()
    across: int = 1
    line: float = LINE
    again: str = ""  # the heading where it goes on, if that is another


class Piece(Struct, frozen=True):
    """What stands of a section on one page, from a height down."""

    section: ListSection
    heading: str
    y: float
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def top(self) -> float:
        """Where its rows begin."""
        return self.y + HEADING + (HEADER if self.section.columns else 0)

    @property
    def bottom(self) -> float:
        return self.top + self.section.line * len(self.rows)


def listed(id: str, heading: str, entries: Iterable[Entry], across: int = 1) -> ListSection:
    """Return a list with its entries in rows."""
    every = tuple(entries)
    rows = tuple(every[n : n + across] for n in range(0, len(every), across))
    line = REMARKED if any(remark for _, _, remark in every) else LINE
    return ListSection(id, heading, rows, across=across, line=line)


def paper(plan: Plan, name: str, *, double: bool) -> str:
    return joined(name, ", ", plan.packing.words.double) if double else name


def sections(plan: Plan) -> tuple[ListSection, ...]:
    """Return the list's sections that have rows, in the order of work."""
    words = plan.packing.words
    columns = (words.what, words.whom, words.paper, words.sheets, words.times, words.total)
    minutes = ((words.time_cut, plan.minutes_to_cut), (words.time_lay, plan.minutes_to_lay))
    times = (("", fill(text, minutes=count), "") for text, count in minutes if count)
    team = (("", row.handout.coded_title, "") for row in plan.rows if row.handout.per == "team")
    prints = tuple(cells for row in plan.rows for cells in _printed(plan, row))
    every = (
        ListSection("print", words.print, prints, columns),
        listed("papers", words.papers, _papers(plan), 2),
        listed("cut", words.cut, _cut(plan)),
        listed("bring", words.bring, _brought(plan), 2),
        ListSection("lay", words.lay, tuple(_laid(plan)), (words.what, *_tables(plan))),
        listed("once", words.once, team, 3),
        listed("time", words.time, times),
        listed("tips", words.tips, (("", tip, "") for tip in plan.packing.tips)),
    )
    return tuple(section for section in every if section.rows)


def _whom(plan: Plan, row: PrintRun) -> str:
    words, handout = plan.packing.words, row.handout
    whom: str = getattr(words, f"per_{handout.per}")
    if row.for_tables:
        whom = words.also_table
    if row.printed.serves > 1:
        return fill(words.serves, whom=whom, count=row.printed.serves)
    return whom


def _printed(plan: Plan, row: PrintRun) -> Iterator[tuple[str, ...]]:
    """Yield a row for a file; or two, where some of its pages are enough once."""
    words, parts = plan.packing.words, row.parts
    for part in parts:
        title = row.handout.coded_title
        if len(parts) > 1:
            title = _pages(plan, title, [n for stock in part.stock for n in stock.pages])
        whom = words.per_team if part.once else _whom(plan, row)
        papers = between(" + ", (paper(plan, s.paper, double=s.double) for s in part.stock))
        counts = (part.sheets, part.times, part.sheets * part.times)
        yield (title, whom, papers, *map(str, counts))


def _pages(plan: Plan, name: str, pages: Iterable[int]) -> str:
    """Return a name with some pages of its file, as a print dialog takes them: "1, 3-5"."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    text = ", ".join("-".join(map(str, run)) for run in runs)
    return fill(plan.packing.words.pages, name=name, pages=text)


def _papers(plan: Plan) -> Iterator[Entry]:
    words = plan.packing.words
    for (name, double, weight), sheets in plan.papers.items():
        note = fill(words.weight, weight=weight) if weight else words.labels
        yield str(sheets), paper(plan, name, double=double), note


def _cut(plan: Plan) -> Iterator[Entry]:
    words = plan.packing.words
    for row in plan.rows:
        title = row.handout.coded_title
        if row.circles:
            size = f"{row.printed.diameter:g}"
            text = fill(words.circles, title=title, size=size, sheets=row.sheets)
            yield str(row.circles), text, ""
        if row.cuts:
            yield str(row.cuts), fill(words.cuts, title=title), ""


def _brought(plan: Plan) -> Iterator[Entry]:
    for brought in plan.things:
        yield str(brought.total), brought.thing.name, brought.thing.note


def _tables(plan: Plan) -> Iterator[str]:
    """The columns of what is laid ready: one for all tables with equally many seats."""
    words = plan.packing.words
    for first, last, seats in plan.crowd.rows:
        name = fill(words.table, n=first, tables=plan.crowd.tables)
        if last > first:
            several = words.tables if last > first + 1 else words.pair
            name = fill(several, first=first, last=last)
        yield joined(name, " (", seated(words, seats, each=last > first), ")")


def seated(words: PackingWords, seats: int, *, each: bool = False) -> str:
    """Return how many sit at a table, or at each of several, in words."""
    many, one = (words.each, words.each_seat) if each else (words.seats, words.seat)
    return fill(one if seats == 1 and one else many, participants=seats)


def _laid(plan: Plan) -> Iterator[tuple[str, ...]]:
    seats = [seats for _, _, seats in plan.crowd.rows]
    things = [
        *((row.handout.coded_title, row.at) for row in plan.rows),
        *((brought.thing.name, brought.at) for brought in plan.things),
    ]
    for name, at in things:
        counts = [at(number) for number in seats]
        if any(counts):
            yield (name, *map(str, counts))


def crowd(plan: Plan) -> str:
    crowd = plan.crowd
    return fill(
        plan.packing.words.crowd,
        participants=crowd.participants,
        tables=crowd.tables,
        spare=crowd.spare,
    )


def order(plan: Plan, workshop: Workshop) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the text for a copy shop: its first sentence, a line a file, and all after those."""
    text, lines = plan.packing.order, []
    for row in plan.rows:
        file = f"{row.handout.id}.pdf"
        kinds = [(part, stock) for part in row.parts for stock in part.stock]
        lines += [
            fill(
                text.label_line if stock.labels else text.line,
                file=file if len(kinds) == 1 else _pages(plan, file, stock.pages),
                title=row.handout.title,
                times=part.times,
                sheets=stock.sheets,
                total=stock.sheets * part.times,
                paper=stock.paper,
                weight=plan.weight(row, part, stock),
                sides=text.double if stock.double else text.single,
            )
            for part, stock in kinds
        ]
    totals = (
        fill(
            text.total if weight else text.label_total,
            sheets=sheets,
            paper=name,
            weight=weight,
        )
        for (name, _, weight), sheets in plan.papers.items()
    )
    after = (joined(between("; ", totals), "."), text.scale, *text.requests, text.close)
    intro = fill(text.intro, workshop=workshop.title)
    return intro, tuple(lines), tuple(line for line in after if line)


def flowed(
    parts: Iterable[ListSection], packing: Packing, top: float, again: float, bottom: float
) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces of each page: from `top` on the first page, from `again` on the others.

    A heading stands with two rows at least, or with all there are.
    """
    pages: list[list[Piece]] = [[]]
    y = top
    for section in parts:
        rows, heading = section.rows, section.heading
        header = HEADING + (HEADER if section.columns else 0)
        while rows:
            room = int((bottom - y - header) / section.line + 1e-6)
            if room < min(2, len(rows)) and pages[-1]:
                pages.append([])
                y = again
                continue
            piece = Piece(section, heading, y, rows[: max(room, 1)])
            pages[-1].append(piece)
            rows, y = rows[len(piece.rows) :], piece.bottom + GAP
            heading = fill(packing.words.continued, heading=section.again or section.heading)
    return tuple(map(tuple, pages))


def values(plan: Plan, area: Box, workshop: Workshop) -> dict[str, object]:
    """Return what the template draws: the pages of the list, and who comes."""
    pages = flowed(sections(plan), plan.packing, area.y + HEAD + BAND, area.y + HEAD, area.bottom)
    return {"pages": pages, "crowd": crowd(plan)}


def ordered(
    plan: Plan, area: Box, workshop: Workshop, fits: Callable[[str], bool]
) -> dict[str, object]:
    """Return what the template of the order draws: its lines on each page, and what follows.

    They lie closer together where all of them are short: `fits` tells of a text.
    """
    intro, lines, after = order(plan, workshop)
    high = LINE if all(map(fits, lines)) else ORDER_LINE
    rows = tuple((line,) for line in lines)
    section = ListSection("order", intro, rows, line=high, again=plan.packing.order.title)
    bottom = area.bottom - AFTER * len(after) - FIELDS
    pages = flowed([section], plan.packing, area.y + HEAD, area.y + HEAD, bottom)
    return {"pages": pages, "after": after}


def tables(plan: Plan, workshop: Workshop) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headings with rows of cells separated by tabs, for a terminal."""
    tables: list[tuple[str, tuple[str, ...]]] = [(crowd(plan), ())]
    for section in sections(plan):
        rows = [row for row in (section.columns, *section.rows) if row]
        if not section.columns:
            rows = [entry for row in section.rows for entry in row if not isinstance(entry, str)]
        # A cell that is empty in all rows is no column.
        used = [n for n in range(len(rows[0])) if any(row[n] for row in rows)]
        cells = tuple("\t".join(str(row[n]) for n in used) for row in rows)
        tables.append((section.heading, cells))
    intro, lines, after = order(plan, workshop)
    title = plan.packing.order.title
    return (*tables, (title, (intro, "", *(f"- {line}" for line in lines), "", *after)))


def facts(plan: Plan, workshop: Workshop) -> dict[str, object]:
    """Return the numbers of a plan as plain values."""
    crowd = plan.crowd
    return {
        "workshop": workshop.id,
        "participants": crowd.participants,
        "tables": [
            {
                "table": n,
                "participants": seats,
                "holds": [{"count": count, "name": name} for count, name in plan.on_table(seats)],
            }
            for n, seats in enumerate(crowd.seats, 1)
        ],
        "spare": crowd.spare,
        "print": [
            {
                "handout": row.handout.id,
                "title": row.handout.title,
                "per": row.handout.per,
                "copies": row.copies,
                "serves": row.printed.serves,
                "times": row.times,
                "sheets": row.sheets,
                "papers": [
                    {"paper": s.paper, "double": s.double, "sheets": s.sheets} for s in row.stock
                ],
                "parts": [
                    {
                        "pages": list(stock.pages),
                        "paper": stock.paper,
                        "double": stock.double,
                        "sheets": stock.sheets,
                        "times": part.times,
                    }
                    for part in row.parts
                    for stock in part.stock
                ],
                "circles": row.circles,
                "cuts": row.cuts,
            }
            for row in plan.rows
        ],
        "papers": [
            {"paper": name, "double": double, "weight": weight, "sheets": sheets}
            for (name, double, weight), sheets in plan.papers.items()
        ],
        "bring": [
            {"id": brought.thing.id, "name": brought.thing.name, "count": brought.total}
            for brought in plan.things
        ],
        "circles": plan.circles,
        "cuts": plan.cuts,
        "minutes": {"cut": plan.minutes_to_cut, "lay": plan.minutes_to_lay},
        "order": list(order(plan, workshop)[1]),
    }
