"""The days that a timeline marks: holidays by region, public holidays, the school's own days."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, Path, placeholders, repeated
from worksheets.content.timeline import Timeline
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Day, HolidayKind, Slug, Text


class Holiday(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Days without lessons, or with other work."""

    name: Annotated[Text, Meta(description="Its name.")]
    first: Annotated[Day, Meta(description="First day, like 2026-10-10.")]
    last: Annotated[Day, Meta(description="Last day; the same for a single day.")]
    kind: Annotated[HolidayKind, Meta(description="What sort of days these are.")] = "holiday"


class PublicHoliday(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A day on which the whole country is free."""

    name: Annotated[Text, Meta(description="Its name.")]
    day: Annotated[Day, Meta(description="When it is, like 2026-12-25.")]


class Region(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the country with holidays of its own."""

    id: Annotated[Slug, Meta(description="Short name; a timeline names it.")]
    name: Annotated[Text, Meta(description="Its name on the sheet.")]
    days: Annotated[tuple[Holiday, ...], Meta(description="Its holidays, in any order.")] = ()


class KindNames(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of the legend."""

    holiday: Annotated[Text, Meta(description="The word for a holiday.")]
    staff_day: Annotated[Text, Meta(description="The word for a day without lessons.")]
    exam: Annotated[Text, Meta(description="The word for a week of exams.")]
    placement: Annotated[Text, Meta(description="The word for a period of work placement.")]
    public: Annotated[Text, Meta(description="The word for a public holiday.")]

    def of(self, kind: str) -> str:
        """Return the word for a kind of days."""
        return str(getattr(self, kind.replace("-", "_")))


class Calendar(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file with days, as a planner or an agenda exports it."""

    file: Annotated[Text, Meta(description="A calendar (.ics) in this folder.")]
    region: Annotated[str, Meta(description="The id of its region; empty: every region.")] = ""
    kind: Annotated[
        HolidayKind,
        Meta(description="What its days are, unless a name holds a word of the legend."),
    ] = "holiday"


class Holidays(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The days that a timeline marks; it chooses one of the regions."""

    source: Annotated[str, Meta(description="Where the dates come from.")]
    note: Annotated[str, Meta(description="A warning, printed with them.")] = ""
    period: Annotated[
        Text, Meta(description="From when to when, read aloud; holds {first} and {last}.")
    ] = "{first} – {last}"
    unknown: Annotated[
        Text,
        Meta(description="Where the list has no holidays for a time; holds {first} and {last}."),
    ] = "{first} – {last}: ?"
    kinds: Annotated[KindNames, Meta(description="The words of the legend.")]
    regions: Annotated[tuple[Region, ...], Meta(description="The regions.")] = ()
    own: Annotated[
        tuple[Holiday, ...], Meta(description="The school's own days, whatever the region.")
    ] = ()
    public: Annotated[
        tuple[PublicHoliday, ...], Meta(description="Public holidays, small marks.")
    ] = ()
    calendars: Annotated[
        tuple[Calendar, ...], Meta(description="Calendars (.ics) that more days come from.")
    ] = ()

    def region(self, id: str) -> Region | None:
        """Return a region by its id."""
        return next((region for region in self.regions if region.id == id), None)

    def days(self, region: str) -> tuple[Holiday, ...]:
        """Return all days that are marked for a region."""
        chosen = self.region(region)
        public = (
            Holiday(name=holiday.name, first=holiday.day, last=holiday.day, kind="public")
            for holiday in self.public
        )
        return (*(chosen.days if chosen else ()), *self.own, *public)


# -- what must agree ------------------------------------------------------------------------------

MAX_DAYS = 183  # half a year: what lasts longer ends in a wrong year


def regions_differ(fault: Fault, holidays: Holidays) -> Iterator[Problem]:
    yield from repeated(
        fault, "holidays", "regions", "id", [region.id for region in holidays.regions]
    )


def holidays_are_dates(fault: Fault, holidays: Holidays) -> Iterator[Problem]:
    for path, days in _lists(holidays):
        for i, holiday in enumerate(days):
            yield from _dates(fault, (*path, i), holiday)
    for i, public in enumerate(holidays.public):
        if _date(public.day) is None:
            yield fault("holidays", ("public", i, "day"), f"there is no day {public.day}")
    yield from repeated(
        fault, "holidays", "public", "day", [public.day for public in holidays.public]
    )


def periods_have_their_placeholders(fault: Fault, holidays: Holidays) -> Iterator[Problem]:
    for name in ("period", "unknown"):
        text = getattr(holidays, name)
        yield from placeholders(fault, "holidays", (name,), text, ("first", "last"))


def holidays_do_not_overlap(fault: Fault, holidays: Holidays) -> Iterator[Problem]:
    for path, days in _lists(holidays):
        # Dates written as year, month and day sort as texts.
        spans = sorted(
            (holiday.first, holiday.last, i, holiday.name)
            for i, holiday in enumerate(days)
            if holiday.kind == "holiday" and holiday.first <= holiday.last
        )
        reach, before = "", ""
        for first, last, i, name in spans:
            if first <= reach:
                fact = f"{name} begins on {first}, before {before} ends on {reach}"
                yield fault("holidays", (*path, i, "first"), fact)
            if last > reach:
                reach, before = last, name


def timelines_name_a_region(
    fault: Fault, timeline: Timeline, holidays: Holidays
) -> Iterator[Problem]:
    known = [region.id for region in holidays.regions]
    if timeline.region and timeline.region not in known:
        fact = f"there is no region {timeline.region!r}"
        yield fault("timeline", ("region",), fact, nearest(timeline.region, known))


CHECKS: tuple[Check, ...] = (
    (("holidays",), regions_differ),
    (("holidays",), holidays_are_dates),
    (("holidays",), periods_have_their_placeholders),
    (("holidays",), holidays_do_not_overlap),
    (("timeline", "holidays"), timelines_name_a_region),
)


def _lists(holidays: Holidays) -> Iterator[tuple[Path, Sequence[Holiday]]]:
    """Yield each list of days with its path."""
    for i, region in enumerate(holidays.regions):
        yield ("regions", i, "days"), region.days
    yield ("own",), holidays.own


def _dates(fault: Fault, path: Path, holiday: Holiday) -> Iterator[Problem]:
    first, last = _date(holiday.first), _date(holiday.last)
    for name, text, date in (("first", holiday.first, first), ("last", holiday.last, last)):
        if date is None:
            yield fault("holidays", (*path, name), f"there is no day {text}")
    if not first or not last:
        return
    days = (last - first).days + 1
    if days < 1:
        fact = f"{holiday.name} ends on {last}, before it begins on {first}"
        yield fault("holidays", (*path, "last"), fact)
    elif holiday.kind == "holiday" and days > MAX_DAYS:
        fact = f"{holiday.name} lasts {days} days, which is more than half a year"
        yield fault("holidays", (*path, "last"), fact, "check the year")


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
