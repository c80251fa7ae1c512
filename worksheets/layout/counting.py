"""How many of everything: people at tables, copies, sheets of paper, circles to cut, minutes.

Numbers only. What one print of a handout is comes in as it was really laid on sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from msgspec import Struct

from worksheets.content.packing import Packing, Supply
from worksheets.content.workshop import Handout


class Crowd(Struct, frozen=True):
    """Who comes: participants, the tables that they sit at, and a reserve in per cent."""

    participants: int
    tables: int
    spare: int

    @property
    def seats(self) -> tuple[int, ...]:
        """How many sit at each table, the fullest first: 14 at 3 tables are 5, 5 and 4."""
        seats, more = divmod(self.participants, self.tables)
        return tuple(seats + (n < more) for n in range(self.tables))

    @property
    def rows(self) -> tuple[tuple[int, int, int], ...]:
        """Tables with equally many seats: the first, the last (from 1) and the seats of each."""
        seats, more = divmod(self.participants, self.tables)
        rows = ((1, more, seats + 1), (more + 1, self.tables, seats))
        return tuple(row for row in rows if row[1] >= row[0])

    def first_at(self, table: int) -> int:
        """Return the number of the first participant at a table; both count from 1."""
        return 1 + sum(self.seats[: table - 1])

    def units(self, per: str) -> int:
        """Return how many there are of what something is made for."""
        return {"participant": self.participants, "table": self.tables}.get(per, 1)


class Stock(Struct, frozen=True):
    """Paper of one sort; of a file also which of its pages, from 1, and whether once is enough.

    Sheets of `labels` are bought as they are, by the name that stands for their paper.
    """

    paper: str
    double: bool
    sheets: int
    once: bool = False
    pages: tuple[int, ...] = ()
    labels: bool = False


class Part(Struct, frozen=True):
    """Pages of a file that are printed equally often: all, or those that tell how (once)."""

    stock: tuple[Stock, ...]
    times: int
    once: bool = False

    @property
    def sheets(self) -> int:
        """How many there are in the file."""
        return sum(stock.sheets for stock in self.stock)


class Printed(Struct, frozen=True):
    """One print of a handout's file.

    `serves` is how many participants, tables or teams have enough with one print: a sheet may hold
    several sets of circles. When it is `whole`, the file has a sheet for each of them. Its circles
    have a diameter in mm.
    """

    stock: tuple[Stock, ...]
    circles: int = 0
    cuts: int = 0
    serves: int = 1
    whole: bool = False
    diameter: float = 0

    @property
    def sheets(self) -> int:
        return sum(stock.sheets for stock in self.stock)


def _merged(stock: Iterable[Stock]) -> tuple[Stock, ...]:
    """Return paper with each of its sorts once, and all pages that lie on it."""
    sorts: dict[tuple[str, bool], Stock] = {}
    for more in stock:
        known = sorts.setdefault((more.paper, more.double), Stock(more.paper, more.double, 0))
        sorts[more.paper, more.double] = Stock(
            more.paper,
            more.double,
            known.sheets + more.sheets,
            pages=tuple(sorted((*known.pages, *more.pages))),
            labels=more.labels,
        )
    return tuple(sorts.values())


class PrintRun(Struct, frozen=True):
    """A handout on the list: what a print of it is, and how many are made for whom.

    When it is `personal`, or its print `whole`, its file holds each copy, and is printed once.
    """

    handout: Handout
    printed: Printed
    wanted: int  # for whom it is made, with the reserve
    for_tables: int  # to lie on tables besides
    personal: bool = False

    @property
    def times(self) -> int:
        """How often it is printed; what lies on tables is printed apart."""
        if self.personal or self.printed.whole:
            return 1
        return ceil(self.wanted / self.printed.serves) + ceil(self.for_tables / self.printed.serves)

    @property
    def copies(self) -> int:
        return self.wanted + self.for_tables

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of its file that are printed equally often, what is enough once first."""
        kinds = [[s for s in self.printed.stock if s.once is once] for once in (True, False)]
        if self.times == 1 or not all(kinds):
            return (Part(_merged(self.printed.stock), self.times),)
        once, often = map(_merged, kinds)
        return Part(once, 1, once=True), Part(often, self.times)

    @property
    def stock(self) -> tuple[Stock, ...]:
        """The paper for all of them."""
        return _merged(
            [
                Stock(stock.paper, stock.double, stock.sheets * part.times, labels=stock.labels)
                for part in self.parts
                for stock in part.stock
            ]
        )

    @property
    def sheets(self) -> int:
        return sum(part.sheets * part.times for part in self.parts)

    @property
    def circles(self) -> int:
        return self.printed.circles * self.times

    @property
    def cuts(self) -> int:
        return self.printed.cuts * self.times

    @property
    def is_cut(self) -> bool:
        return bool(self.printed.circles or self.printed.cuts)

    def at(self, seats: int) -> int:
        """Return how many lie on a table with so many seats; what the team has lies on none."""
        if self.handout.per == "participant":
            return seats + self.handout.at_table
        return 1 if self.handout.per == "table" else 0


class Brought(Struct, frozen=True):
    """A thing on the list, and how many of it."""

    thing: Supply
    total: int

    def at(self, seats: int) -> int:
        """Return how many lie on a table with so many seats."""
        if self.thing.per == "participant":
            return self.thing.count * seats
        return self.thing.count if self.thing.per == "table" else 0


class Plan(Struct, frozen=True):
    """All that is printed, cut, brought and laid ready for a crowd.

    When it is `personal`, the files hold each participant's copy: they are printed once, and have
    no reserve.
    """

    crowd: Crowd
    rows: tuple[PrintRun, ...]
    things: tuple[Brought, ...]
    packing: Packing
    personal: bool = False
    names: tuple[str, ...] = ()

    @property
    def sheets(self) -> int:
        return sum(row.sheets for row in self.rows)

    @property
    def circles(self) -> int:
        return sum(row.circles for row in self.rows)

    @property
    def cuts(self) -> int:
        return sum(row.cuts for row in self.rows)

    @property
    def minutes_to_cut(self) -> int:
        minutes = self.packing.minutes
        return self._rounded(self.circles * minutes.circle + self.cuts * minutes.cut)

    @property
    def minutes_to_lay(self) -> int:
        return self._rounded(self.sheets * self.packing.minutes.sheet)

    def _rounded(self, minutes: float) -> int:
        step = self.packing.minutes.step
        # A hundredth of a minute is no reason for another step.
        return step * ceil(round(minutes, 2) / step)

    def weight(self, row: PrintRun, part: Part, stock: Stock) -> str:
        """Return how heavy the paper is for a part of a file; nothing for labels."""
        weights = self.packing.weights
        if stock.labels:
            return ""
        return weights.cut if row.is_cut and not part.once else weights.sheets

    @property
    def papers(self) -> dict[tuple[str, bool, str], int]:
        """How many sheets of each paper, by its name, whether both sides are used, its weight.

        Labels have no weight.
        """
        papers: dict[tuple[str, bool, str], int] = {}
        for row in self.rows:
            for part in row.parts:
                for stock in part.stock:
                    key = (stock.paper, stock.double, self.weight(row, part, stock))
                    papers[key] = papers.get(key, 0) + stock.sheets * part.times
        return papers

    def on_table(self, seats: int) -> Iterator[tuple[int, str]]:
        """Yield what lies on a table with so many seats: how many, and the name."""
        for row in self.rows:
            if count := row.at(seats):
                yield count, row.handout.coded_title
        for brought in self.things:
            if count := brought.at(seats):
                yield count, brought.thing.name


def spares(count: int, percent: int, rounding: str) -> int:
    """Return how many are made in reserve: a part of one is rounded up, down or to the nearest."""
    more = {"up": 99, "nearest": 50}.get(rounding, 0)
    return (count * percent + more) // 100


def counted(
    packing: Packing,
    crowd: Crowd,
    prints: Iterable[tuple[Handout, Printed]],
    *,
    personal: bool = False,
    names: tuple[str, ...] = (),
) -> Plan:
    """Return the plan for a crowd, of handouts with what one print of each is."""

    def with_spares(units: int, per: str) -> int:
        if personal or per not in packing.spare_for:
            return units
        return units + spares(units, crowd.spare, packing.spare_rounding)

    rows = tuple(
        PrintRun(
            handout,
            printed,
            crowd.units(handout.per)
            if printed.whole
            else with_spares(crowd.units(handout.per), handout.per),
            with_spares(handout.at_table * crowd.tables, "table"),
            personal,
        )
        for handout, printed in prints
    )
    things = []
    for thing in packing.things:
        units = crowd.units(thing.per)
        if thing.spare:
            units += spares(units, crowd.spare, packing.spare_rounding)
        things.append(Brought(thing, units * thing.count))
    return Plan(
        crowd,
        rows,
        tuple(things),
        packing,
        personal,
        names,
    )
