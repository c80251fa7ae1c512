"""Days from a calendar file (.ics, RFC 5545), as a school's planner or agenda exports it.

A day is an event without times, or one that lasts whole days however a program wrote that. Of
events with times only those count whose name holds a word of the legend: a staff day from nine to
five is a day, a meeting at three is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from msgspec import Struct

from worksheets.choices import LARGEST_CALENDAR
from worksheets.content.agreement import Fault
from worksheets.content.holidays import MAX_DAYS, Calendar, Holiday, Holidays
from worksheets.content.timeline import Timeline
from worksheets.problems import Place, Problem, Problems, nearest
from worksheets.reading.characters import decode, plain
from worksheets.reading.fields import HolidayKind

SUFFIX = ".ics"
DAY = timedelta(1)
SLACK = timedelta(hours=1)  # a day is an hour shorter or longer when clocks are set
NEARLY = time(23, 59)  # as some programs end a day
AROUND = timedelta(400)  # what repeats is worked out so far before and after a timeline
KINDS: tuple[HolidayKind, ...] = ("staff-day", "exam", "placement", "public", "holiday")
EXPORT = "export the calendar again, as iCalendar (.ics)"


class CalendarDays(Struct, frozen=True):
    """The days of a calendar, for a region or ("") for all; `notes` are what `check` warns of."""

    region: str
    days: tuple[Holiday, ...]
    notes: tuple[Problem, ...] = ()


def read(
    fault: Fault,
    holidays: Holidays,
    timeline: Timeline | None,
    files: Mapping[str, bytes],
    folder: str,
    places: dict[int, Place],
) -> Iterator[CalendarDays]:
    """Yield the days of each calendar that holidays.yaml names, and remember where their names are.

    Raises Problems for a calendar that is not there or cannot be read, or that has no days.
    """
    regions = [region.id for region in holidays.regions]
    for i, calendar in enumerate(holidays.calendars):
        path = ("calendars", i)
        if calendar.region and calendar.region not in regions:
            fact = f"there is no region {calendar.region!r}"
            hint = nearest(calendar.region, regions)
            raise Problems([fault("holidays", (*path, "region"), fact, hint)])
        if calendar.file not in files or not calendar.file.lower().endswith(SUFFIX):
            known = [name for name in files if name.lower().endswith(SUFFIX)]
            fact = f"there is no calendar {calendar.file!r} in this folder"
            raise Problems(
                [fault("holidays", (*path, "file"), fact, nearest(calendar.file, known))]
            )
        label = f"{folder.rstrip('/')}/{calendar.file}" if folder else calendar.file
        notes: list[Problem] = []
        events = list(_events(files[calendar.file], label, timeline))
        days = tuple(_days(events, calendar, holidays, notes, places))
        if not days:
            hint = "only events without times are days, and those named by a word of kinds:"
            fact = f"{calendar.file} has no days in it"
            raise Problems([fault("holidays", (*path, "file"), fact, hint)])
        region = calendar.region or (timeline.region if timeline else "")
        yield CalendarDays(calendar.region, days, tuple(notes))
        _check_overlaps(holidays, region, days, places)
    named = {calendar.file for calendar in holidays.calendars}
    for name in files:
        if name.lower().endswith(SUFFIX) and name not in named:
            fact = "no calendar of holidays.yaml is this file"
            hint = f"write under calendars: - {{file: {name}}}, or take it out of the folder"
            place = Place(f"{folder.rstrip('/')}/{name}" if folder else name)
            yield CalendarDays("", (), (Problem(fact, place, hint=hint),))


class Event(Struct, frozen=True):
    """An event: from its first to its last day; `whole` when it has no times."""

    name: str
    first: date
    last: date
    whole: bool
    at: Place


def _events(data: bytes, label: str, timeline: Timeline | None) -> Iterator[Event]:
    """Yield the events of a calendar, those that repeat each time; raises Problems."""
    from icalendar import Calendar as File

    text = decode(data, label, LARGEST_CALENDAR)
    try:
        calendars = File.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        fact = f"this is not a calendar: {error}"
        raise Problems([Problem(fact, Place(label), hint=EXPORT)]) from None
    places = _places(text, label)
    events = [event for calendar in calendars for event in cast(Any, calendar).walk("VEVENT")]
    moved = {
        (str(event.get("UID")), _date(event["RECURRENCE-ID"].dt))
        for event in events
        if "RECURRENCE-ID" in event
    }
    for n, event in enumerate(events):
        at = places[n] if len(places) == len(events) else Place(label)
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        name = " ".join(plain(str(event.get("SUMMARY", ""))).split())
        try:
            first, last, whole = _span(event)
            starts = list(_starts(event, first, timeline))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            fact = f"the event {name!r} has no days that can be read: {error}"
            raise Problems([Problem(fact, at, hint=EXPORT)]) from None
        if last < first:
            fact = f"the event {name!r} ends on {last}, before it begins on {first}"
            raise Problems([Problem(fact, at, hint="change it in the calendar, and export again")])
        for start in starts:
            if start == first or (str(event.get("UID")), start) not in moved:
                yield Event(name, start, start + (last - first), whole, at)


def _span(event: Any) -> tuple[date, date, bool]:
    """Return the first and last day of an event, and whether these are whole days."""
    start = event["DTSTART"].dt
    if "DTEND" in event:
        end = event["DTEND"].dt
    elif "DURATION" in event:
        end = start + event["DURATION"].dt
    else:
        end = start + (timedelta(0) if isinstance(start, datetime) else DAY)
    if not isinstance(start, datetime):
        return start, max(_date(end) - DAY, start) if _date(end) >= start else _date(end), True
    end = end if isinstance(end, datetime) else datetime.combine(end, time(), start.tzinfo)
    length = end - start
    if start.time() == time() and end.time() >= NEARLY:
        return start.date(), end.date(), True
    over = length % DAY
    if length >= DAY - SLACK and min(over, DAY - over) <= SLACK:
        # Midnight of another zone: a day that was written in world time.
        first = (start + DAY / 2).date()
        return first, first + max(round(length / DAY) - 1, 0) * DAY, True
    last = end.date() - (DAY if end.time() == time() and end > start else timedelta(0))
    return start.date(), last, False


def _starts(event: Any, first: date, timeline: Timeline | None) -> Iterator[date]:
    """Yield the first day of an event, each time that it happens around the timeline."""
    if "RRULE" not in event:
        yield first
        return
    from dateutil.rrule import rruleset, rrulestr

    rules = event["RRULE"]
    series = rruleset()
    for rule in rules if isinstance(rules, list) else [rules]:
        # Days have no zone: what ends a series at a time in a zone ends it on that day.
        text = re.sub(r"(UNTIL=\d{8})T\d{6}Z?", r"\1", rule.to_ical().decode())
        series.rrule(rrulestr(text, dtstart=datetime.combine(first, time())))
    for name, add in (("EXDATE", series.exdate), ("RDATE", series.rdate)):
        lists = event.get(name, [])
        for dates in lists if isinstance(lists, list) else [lists]:
            for entry in dates.dts:
                add(datetime.combine(_date(entry.dt), time()))
    begin, months = (timeline.start, timeline.months) if timeline else (str(first)[:7], 12)
    near = datetime.fromisoformat(f"{begin}-01")
    for when in series.between(near - AROUND, near + AROUND + months * 31 * DAY, inc=True):
        yield when.date()


def _days(
    events: list[Event],
    calendar: Calendar,
    holidays: Holidays,
    notes: list[Problem],
    places: dict[int, Place],
) -> Iterator[Holiday]:
    """Yield the days that events are, each name with its place; note what is left out."""
    for event in events:
        kind = _kind(event.name, holidays)
        if not event.whole and kind is None:
            continue
        kind = kind or calendar.kind
        if kind == "public" and event.first != event.last:
            kind = "holiday"
        if kind == "holiday" and (event.last - event.first).days >= MAX_DAYS:
            fact = f"{event.name} ({event.first} to {event.last}) is left out"
            hint = "it lasts more than half a year, which is no holiday"
            notes.append(Problem(fact, event.at, hint=hint))
            continue
        # A text of its own, so that its place is known.
        name = "".join([event.name or holidays.kinds.of(kind), ""])
        places[id(name)] = event.at
        yield Holiday(name=name, first=str(event.first), last=str(event.last), kind=kind)


def _kind(name: str, holidays: Holidays) -> HolidayKind | None:
    """Return the kind whose word of the legend a name holds: "studiedag team 2" is a staff day."""
    folded = name.casefold()
    return next((kind for kind in KINDS if holidays.kinds.of(kind).casefold() in folded), None)


def _check_overlaps(
    holidays: Holidays, region: str, days: tuple[Holiday, ...], places: Mapping[int, Place]
) -> None:
    """Raise Problems for a holiday that the list of its region has with other dates."""
    chosen = holidays.region(region)
    problems = []
    for known in (*(chosen.days if chosen else ()), *holidays.own):
        for day in days:
            meet = day.first <= known.last and known.first <= day.last
            same = (day.first, day.last) == (known.first, known.last)
            if meet and not same and day.kind == known.kind == "holiday":
                fact = f"{day.name} ({day.first} to {day.last}) overlaps {known.name}"
                fact += f" ({known.first} to {known.last}) of holidays.yaml"
                hint = "take that one out of holidays.yaml, or this one out of the calendar"
                problems.append(Problem(fact, places[id(day.name)], hint=hint))
    if problems:
        raise Problems(problems)


def _places(text: str, label: str) -> list[Place]:
    """Return where each event has its name, or where it begins."""
    places: list[Place] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        head = line.upper()
        if head.startswith("BEGIN:VEVENT"):
            places.append(Place(label, number))
            inside = True
        elif head.startswith("END:VEVENT"):
            inside = False
        elif inside and head.startswith(("SUMMARY:", "SUMMARY;")):
            places[-1] = Place(label, number)
    return places


def _date(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
