"""Months, years, marked days, lanes and cards of a planning flap, as places in a given room."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby

from msgspec import Struct

from worksheets.content.actions import Action
from worksheets.content.files import Content
from worksheets.content.holidays import Holiday
from worksheets.content.marked_days import marked_days, unknown
from worksheets.content.timeline import Card, Lane, Timeline
from worksheets.geometry import Box, number
from worksheets.layout import dates
from worksheets.layout.planned import Planned, planned
from worksheets.problems import NOWHERE, Place, Problem
from worksheets.wording import fill

CARD_GAP = 3.0  # mm
HINT = "spread the cards over more months or lanes, or take larger paper"
KINDS = ("holiday", "public", "staff-day", "exam", "placement")  # in the order of the legend


class Month(Struct, frozen=True):
    """A month column: its short name and its full one, and its left edge and width in mm."""

    year: int
    month: int
    name: str
    full: str
    x: float
    width: float


class Year(Struct, frozen=True):
    """A band over the months of one calendar year, with the holidays that begin in them."""

    label: str
    columns: tuple[Month, ...]
    holidays: tuple[Band, ...]

    @property
    def months(self) -> int:
        return len(self.columns)

    @property
    def x(self) -> float:
        return self.columns[0].x

    @property
    def width(self) -> float:
        return sum(month.width for month in self.columns)


class Band(Struct, frozen=True):
    """A holiday or a marker, from its first to its last day, as far as the flap shows it.

    `year` is that in which it is first seen; `spoken` is what it is to someone who listens: its
    name, and from when to when.
    """

    holiday: Holiday
    x: float
    width: float
    year: int
    spoken: str

    @property
    def kind(self) -> str:
        return self.holiday.kind

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


class PlacedCard(Struct, frozen=True):
    """A card in its lane; `tick` is where its month begins, `when` its name.

    `mark` is a word on its edge: that it is done, or from an earlier month.
    """

    card: Card | Action
    box: Box
    tick: float
    when: str
    mark: str = ""
    done: bool = False


class UnplacedCard(Struct, frozen=True):
    """A card or an action before it has a place: its column, that month's name, and its mark."""

    card: Card | Action
    column: int
    when: str
    mark: str = ""


class Chart(Struct, frozen=True):
    """A timeline laid out from x over a width: every day has its place.

    A part of it is shown when `shown` is not 0: so many months after the first `skipped`.
    """

    timeline: Timeline
    x: float
    width: float
    days: tuple[Holiday, ...] = ()
    period: str = "{first} – {last}"
    actions: tuple[Planned, ...] = ()
    places: Mapping[int, Place] = {}
    skipped: int = 0
    shown: int = 0
    language: str = ""
    unknown_name: str = "{first} – {last}: ?"

    @property
    def names(self) -> tuple[str, ...]:
        """The short names of the months: the content's own, or else those of its language."""
        names = self.timeline.month_names or dates.short_months(self.language)
        if not names:
            fact = f"no names of months are known in the language {self.language!r}"
            raise Problem(fact, NOWHERE, hint="write month_names in timeline.yaml")
        return names

    @property
    def full_names(self) -> tuple[str, ...]:
        """The names of the months in full: the content's own, or else those of its language."""
        return self.timeline.month_names or dates.months(self.language) or self.names

    @property
    def count(self) -> int:
        """How many months are shown."""
        return self.shown or self.timeline.months

    @property
    def step(self) -> float:
        """The width of a month."""
        return self.width / self.count

    @property
    def first(self) -> date:
        """The first day that is shown."""
        year, month = map(int, self.timeline.start.split("-"))
        years, index = divmod(month - 1 + self.skipped, 12)
        return date(year + years, index + 1, 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """The month columns, all of one width."""
        names, full = self.names, self.full_names
        months = []
        for n in range(self.count):
            year, index = divmod(self.first.month - 1 + n, 12)
            x = self.x + n * self.step
            when = self.first.year + year, index + 1
            months.append(Month(*when, names[index], full[index], x, self.step))
        return tuple(months)

    @property
    def years(self) -> tuple[Year, ...]:
        """The year bands: sep 2026 - sep 2027 gives one over 4 and one over 9 months."""
        bands = []
        marked = self.holidays
        for year, months in groupby(self.months, key=lambda month: month.year):
            holidays = tuple(band for band in marked if band.year == year)
            bands.append(Year(str(year), tuple(months), holidays))
        return tuple(bands)

    @property
    def holidays(self) -> tuple[Band, ...]:
        """The days that fall within the months shown, cut off at their edges; equal ones once."""
        bands = []
        for holiday in dict.fromkeys(self.days):
            first = date.fromisoformat(holiday.first)
            left = self.place(first)
            right = self.place(date.fromisoformat(holiday.last), after=True)
            left, right = max(left, self.x), min(right, self.x + self.width)
            if right > left:
                year = max(first, self.first).year
                bands.append(Band(holiday, left, right - left, year, self._spoken(holiday)))
        return tuple(sorted(bands, key=lambda band: band.x))

    @property
    def unknown(self) -> tuple[str, ...]:
        """From when to when no holidays are known, in words; as far as these months show it."""
        edge = self.x + self.width
        return tuple(
            fill(self.unknown_name, first=self._day(str(first)), last=self._day(str(last)))
            for first, last in unknown(self.timeline, self.days)
            if self.place(first) < edge and self.place(last, after=True) > self.x
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of days that are shown, in the order of the legend."""
        present = {band.kind for band in self.holidays}
        return tuple(kind for kind in KINDS if kind in present)

    def _spoken(self, holiday: Holiday) -> str:
        first, last = self._day(holiday.first), self._day(holiday.last)
        period = first
        if last != first:
            period = fill(self.period, first=first, last=last)
        return f"{holiday.name}: {period}"

    def month_name(self, month: str) -> str:
        """Return a month as it is written on a sheet: "sep 2026"."""
        year, number = month.split("-")
        return f"{self.names[int(number) - 1]} {year}"

    def month_spoken(self, month: str) -> str:
        """Return a month in full, for someone who listens: "september 2026"."""
        when = date.fromisoformat(f"{month}-01")
        return dates.month(when, self.language) or self.month_name(month)

    def _day(self, day: str) -> str:
        when = date.fromisoformat(day)
        return dates.day(when, self.language) or f"{when.day} {self.month_name(day[:7])}"

    def place(self, day: date, *, after: bool = False) -> float:
        """Return where a day begins (or ends), in mm; a month's days share its width."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        part = (day.day - (0 if after else 1)) / monthrange(day.year, day.month)[1]
        return self.x + (months + part) * self.step

    def cards(
        self,
        lane: Lane,
        top: float,
        height: float,
        size: tuple[float, float],
        inset: float = 0,
    ) -> tuple[PlacedCard, ...]:
        """Return the cards of a lane, each at its month, in as many rows as keeps them apart.

        A card begins `inset` mm from the left of its month. A card without a month is an example,
        and lies in none. Raises Problem when the lane is not high enough.
        """
        placed, rows = self._placed(lane, top, size, inset)
        over = [card for card in placed if card.box.bottom > top + height + 1e-6]
        if over:
            used = rows * (size[1] + CARD_GAP) - CARD_GAP
            needs = f"needs {used:g} mm for {rows} rows of cards; it has {height:g} mm"
            raise Problem(
                f"the lane {lane.name!r} {needs}",
                self.places.get(id(over[0].card.what), NOWHERE),
                hint=HINT,
            )
        return placed

    def rows_of(self, lane: Lane, size: tuple[float, float], inset: float = 0) -> int:
        """How many rows the cards of a lane need."""
        return self._placed(lane, 0, size, inset)[1]

    def _placed(
        self, lane: Lane, top: float, size: tuple[float, float], inset: float
    ) -> tuple[tuple[PlacedCard, ...], int]:
        width, tall = size
        width = min(width, self.width)
        ends: list[float] = []
        placed = []
        for entry in sorted(self._entries(lane), key=lambda entry: entry.column):
            tick = self.x + entry.column * self.step
            x = min(tick + inset, self.x + self.width - width)
            row = next((n for n, end in enumerate(ends) if end + CARD_GAP <= x), len(ends))
            ends[row : row + 1] = [x + width]
            box = Box(x, top + row * (tall + CARD_GAP), width, tall)
            done = isinstance(entry.card, Action) and entry.card.done
            placed.append(PlacedCard(entry.card, box, tick, entry.when, entry.mark, done))
        return tuple(placed), len(ends)

    def _entries(self, lane: Lane) -> Iterator[UnplacedCard]:
        """Yield the cards and actions of a lane that are in the months shown."""
        timeline = self.timeline
        usual = timeline.lanes[0].id
        entries = []
        for card in timeline.cards:
            if card.month and (card.lane or usual) == lane.id:
                when = self.month_spoken(card.month)
                entries.append(UnplacedCard(card, self._column(card.month), when))
        for plan in self.actions:
            if (plan.action.lane or usual) == lane.id:
                since = self.month_name(plan.since) if plan.since else ""
                mark = fill(timeline.carried_name, month=since) if since else ""
                mark = timeline.done_name if plan.action.done else mark
                when = self.month_spoken(plan.month)
                entries.append(UnplacedCard(plan.action, self._column(plan.month), when, mark))
        yield from (entry for entry in entries if 0 <= entry.column < self.count)

    def _column(self, month: str) -> int:
        """How many months lie between the first that is shown and this one."""
        year, index = map(int, month.split("-"))
        return (year - self.first.year) * 12 + index - self.first.month


def hatch(x: float, y: float, width: float, height: float, gap: float) -> str:
    """Return the path of slanting lines over a rectangle, cut off at its edges."""
    right, bottom, lines = x + width, y + height, []
    for n in range(1, int((width + height) / gap) + 1):
        c = x + y + n * gap  # a line is all places where x + y is c
        left, low = max(x, c - bottom), min(right, c - y)
        if low - left > 1e-6:
            ends = (number(v) for v in (left, c - left, low, c - low))
            lines.append("M{} {} L{} {}".format(*ends))
    return " ".join(lines)


def charts(content: Content, timeline: Timeline) -> Callable[..., Chart]:
    """Return what makes a Chart of a timeline: chart(x, width)."""
    days, holidays = marked_days(content, timeline), content.holidays
    return partial(
        Chart,
        timeline,
        days=days,
        period=holidays.period if holidays else "",
        unknown_name=holidays.unknown if holidays else "",
        actions=planned(content),
        language=content.workshop.language,
        places=content.places,
    )
