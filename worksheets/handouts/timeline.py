"""Months, years, holidays, lanes and cards of a planning flap, as places in a given room."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from worksheets.content.model import Content
from worksheets.content.model.timeline import Card, Holiday, Lane, Timeline
from worksheets.content.model.workshop import Handout
from worksheets.geometry import Box
from worksheets.problems import NOWHERE, Problem

CARD_GAP = 3.0  # mm


class Month(Struct, frozen=True):
    """A month column: its name, and its left edge and width in mm."""

    year: int
    month: int
    name: str
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


class PlacedCard(Struct, frozen=True):
    """A card in its lane; `tick` is where its month begins, `when` its name ("" for an example)."""

    card: Card
    box: Box
    tick: float
    when: str


class Chart(Struct, frozen=True):
    """A timeline laid out from x over a width: every day has its place."""

    timeline: Timeline
    x: float
    width: float

    @property
    def first(self) -> date:
        year, month = map(int, self.timeline.start.split("-"))
        return date(year, month, 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """The month columns, all of one width."""
        step = self.width / self.timeline.months
        names = self.timeline.month_names
        found = []
        for n in range(self.timeline.months):
            year, index = divmod(self.first.month - 1 + n, 12)
            x = self.x + n * step
            found.append(Month(self.first.year + year, index + 1, names[index], x, step))
        return tuple(found)

    @property
    def years(self) -> tuple[Year, ...]:
        """The year bands: sep 2026 - sep 2027 gives one over 4 and one over 9 months."""
        bands = []
        for year, months in groupby(self.months, key=lambda month: month.year):
            columns = tuple(months)
            holidays = tuple(band for band in self.holidays if band.year == year)
            bands.append(Year(str(year), columns, holidays))
        return tuple(bands)

    @property
    def holidays(self) -> tuple[Band, ...]:
        """The holidays that fall within the months shown, cut off at their edges."""
        bands = []
        days = self.timeline.holidays.days if self.timeline.holidays else ()
        for holiday in days:
            first = date.fromisoformat(holiday.first)
            left = self.place(first)
            right = self.place(date.fromisoformat(holiday.last), after=True)
            left, right = max(left, self.x), min(right, self.x + self.width)
            if right > left:
                year = max(first, self.first).year
                bands.append(Band(holiday, left, right - left, year, self._spoken(holiday)))
        return tuple(sorted(bands, key=lambda band: band.x))

    def _spoken(self, holiday: Holiday) -> str:
        assert self.timeline.holidays
        first, last = self._day(holiday.first), self._day(holiday.last)
        period = first
        if last != first:
            period = self.timeline.holidays.period.replace("{first}", first).replace("{last}", last)
        return f"{holiday.name}: {period}"

    def _when(self, card: Card) -> str:
        if card.month is None:
            return ""
        year, month = card.month.split("-")
        return f"{self.timeline.month_names[int(month) - 1]} {year}"

    def _day(self, day: str) -> str:
        year, month, number = map(int, day.split("-"))
        return f"{number} {self.timeline.month_names[month - 1]} {year}"

    def place(self, day: date, *, after: bool = False) -> float:
        """Return where a day begins (or ends), in mm; a month's days share its width."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        part = (day.day - (0 if after else 1)) / monthrange(day.year, day.month)[1]
        return self.x + (months + part) * self.width / self.timeline.months

    def cards(
        self, lane: Lane, top: float, height: float, size: tuple[float, float]
    ) -> tuple[PlacedCard, ...]:
        """Return the cards of a lane, each at its month, in as many rows as keeps them apart.

        A card without a month is an example: examples are spread over the months shown. Raises
        Problem when the lane is not high enough.
        """
        lanes = self.timeline.lanes
        chosen = [card for card in self.timeline.cards if (card.lane or lanes[0].id) == lane.id]
        width, tall = size
        width = min(width, self.width)
        ends: list[float] = []
        placed = []
        for card, tick in sorted(self._ticks(chosen), key=lambda pair: pair[1]):
            x = min(tick, self.x + self.width - width)
            row = next((n for n, end in enumerate(ends) if end + CARD_GAP <= x), len(ends))
            ends[row : row + 1] = [x + width]
            y = top + row * (tall + CARD_GAP)
            placed.append(PlacedCard(card, Box(x, y, width, tall), tick, self._when(card)))
        used = len(ends) * (tall + CARD_GAP) - CARD_GAP
        if placed and used > height + 1e-6:
            needs = f"needs {used:g} mm for {len(ends)} rows of cards; it has {height:g} mm"
            raise Problem(
                f"the lane {lane.name!r} {needs}",
                NOWHERE,
                hint="spread the cards over more months or lanes",
            )
        return tuple(placed)

    def _ticks(self, cards: Sequence[Card]) -> list[tuple[Card, float]]:
        examples = [card for card in cards if card.month is None]
        step = self.width / self.timeline.months
        ticks = []
        for card in cards:
            if card.month is None:
                n = examples.index(card) * self.timeline.months // len(examples)
                ticks.append((card, self.x + n * step))
            else:
                year, month = map(int, card.month.split("-"))
                ticks.append((card, self.place(date(year, month, 1))))
        return ticks


def values(_content: Content, _handout: Handout) -> dict[str, object]:
    """Return what the template may call: `chart(timeline, x, width)`."""
    return {"chart": Chart}
