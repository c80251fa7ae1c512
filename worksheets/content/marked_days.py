"""Which days a timeline marks, for which of its months no holidays are known, and likely slips."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from worksheets.content.files import Content
from worksheets.content.holidays import Holiday, Holidays
from worksheets.content.timeline import Timeline
from worksheets.problems import Problem
from worksheets.reading.document import dotted

# After a summer no school goes on for eight weeks, nor for seventeen within a year: then holidays
# are missing in the list.
OPEN_END = 56  # days
GAP = 120  # days
# A holiday that is two weeks longer than another of its name often ends in a wrong month.
LONGER = 14  # days
DAY = timedelta(1)


class Stretch(NamedTuple):
    """Days from the first to the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def within(self, other: Stretch) -> Stretch:
        """Return the part that lies in another stretch; it may have no days."""
        return Stretch(max(self.first, other.first), min(self.last, other.last))


def marked_days(content: Content, timeline: Timeline) -> tuple[Holiday, ...]:
    """Return the days that a timeline marks; raises Problem when there is no list of them."""
    if content.holidays:
        days = content.holidays.days(timeline.region)
        return (*days, *_of_calendars(content, timeline, days))
    if timeline.region:
        at = content.place("timeline", "region")
        raise Problem("the file holidays.yaml is not there", at, hint="add it, or leave region out")
    return ()


def _of_calendars(
    content: Content, timeline: Timeline, days: tuple[Holiday, ...]
) -> Iterator[Holiday]:
    """Yield the days of calendars for the region of a timeline that are not in its list already."""
    for calendar in content.calendar_days:
        if calendar.region in ("", timeline.region):
            known = {(day.name.casefold(), day.first, day.last) for day in days}
            for day in calendar.days:
                if (day.name.casefold(), day.first, day.last) not in known:
                    yield day


def shown(timeline: Timeline) -> Stretch:
    """Return the first and the last day of a timeline."""
    year, month = map(int, timeline.start.split("-"))
    years, index = divmod(month - 1 + timeline.months - 1, 12)
    last = date(year + years, index + 1, monthrange(year + years, index + 1)[1])
    return Stretch(date(year, month, 1), last)


def unknown(timeline: Timeline, days: Iterable[Holiday]) -> tuple[Stretch, ...]:
    """Return when a timeline shows no holidays because the list has none; none without a region."""
    if not timeline.region:
        return ()
    whole = shown(timeline)
    known = sorted(_stretch(day) for day in days if day.kind == "holiday")
    if not known:
        return (whole,)
    stretches = []
    if (known[0].first - whole.first).days >= OPEN_END:
        stretches.append(Stretch(whole.first, known[0].first - DAY))
    reach = known[0].last
    for holiday in known[1:]:
        if (holiday.first - reach).days > GAP:
            stretches.append(Stretch(reach + DAY, holiday.first - DAY))
        reach = max(reach, holiday.last)
    if (whole.last - reach).days >= OPEN_END:
        stretches.append(Stretch(reach + DAY, whole.last))
    parts = (stretch.within(whole) for stretch in stretches)
    return tuple(part for part in parts if part.days >= OPEN_END)


def doubts(content: Content) -> Iterator[Problem]:
    """Yield what may be a slip in the days of a timeline, or is not shown: warnings of `check`."""
    holidays, timeline = content.holidays, content.timeline
    if holidays is None:
        return
    if timeline is not None:
        yield from _unknown(content, holidays, timeline)
        yield from _outside(content, holidays, timeline)
    yield from _long(content, holidays)
    for calendar in content.calendar_days:
        yield from calendar.notes


def _unknown(content: Content, holidays: Holidays, timeline: Timeline) -> Iterator[Problem]:
    days = marked_days(content, timeline)
    region = holidays.region(timeline.region)
    for stretch in unknown(timeline, days):
        before = [day.last for day in days if day.kind == "holiday" and day.last < str(stretch[0])]
        fact = f"start: no holidays of {region.name if region else timeline.region!r} are known"
        fact += f" from {stretch.first} to {stretch.last}"
        fact += f"; the last before ends on {max(before)}" if before else ""
        hint = "add them to holidays.yaml; until then the sheet says that they are not known"
        yield Problem(fact, content.place("timeline", "start"), hint=hint)


def _outside(content: Content, holidays: Holidays, timeline: Timeline) -> Iterator[Problem]:
    whole = shown(timeline)
    for i, day in enumerate(holidays.own):
        if _stretch(day).within(whole).days < 1:
            when = day.first if day.first == day.last else f"{day.first} to {day.last}"
            yield Problem(
                f"own[{i}]: {day.name} ({when}) is not on the timeline, which goes from"
                f" {whole.first} to {whole.last}",
                content.place("holidays", "own", i, "first"),
                hint="check the year and the month, or take it out",
            )


def _long(content: Content, holidays: Holidays) -> Iterator[Problem]:
    lists = [(("regions", i, "days"), region.days) for i, region in enumerate(holidays.regions)]
    shortest: dict[str, Holiday] = {}
    for _, days in (*lists, ((), holidays.own)):
        for day in days:
            usual = shortest.setdefault(day.name.casefold(), day)
            if _stretch(day).days < _stretch(usual).days:
                shortest[day.name.casefold()] = day
    for path, days in (*lists, (("own",), holidays.own)):
        for i, day in enumerate(days):
            usual = shortest[day.name.casefold()]
            long, short = _stretch(day).days, _stretch(usual).days
            if day.kind == "holiday" and long - short > LONGER:
                yield Problem(
                    f"{dotted((*path, i, 'last'))}: {day.name} lasts {long} days; that of"
                    f" {usual.first} lasts {short}",
                    content.place("holidays", *path, i, "last"),
                    hint="check the month",
                )


def _stretch(day: Holiday) -> Stretch:
    return Stretch(date.fromisoformat(day.first), date.fromisoformat(day.last))
