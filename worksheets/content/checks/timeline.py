"""What must agree in timeline.yaml."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, Path, placeholders, repeated
from worksheets.content.model.timeline import Holiday, Timeline
from worksheets.problems import Problem, nearest

# The usual slip in lists of holidays is a wrong month: no holiday but the summer's lasts so long.
MAX_DAYS = 16
MAX_SUMMER_DAYS = 44
SUMMER = ("zomer", "summer")


def lanes_and_months_differ(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    yield from repeated(fault, "timeline", "lanes", "id", [lane.id for lane in timeline.lanes])
    yield from repeated(fault, "timeline", "month_names", "", timeline.month_names)


def cards_lie_on_the_sheet(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    lanes = [lane.id for lane in timeline.lanes]
    first = _month(timeline.start)
    for i, card in enumerate(timeline.cards):
        if card.lane and card.lane not in lanes:
            fact = f"there is no lane {card.lane!r}"
            yield fault("timeline", ("cards", i, "lane"), fact, nearest(card.lane, lanes))
        if card.month and not first <= _month(card.month) < first + timeline.months:
            fact = f"{card.month} is not among the {timeline.months} months from {timeline.start}"
            yield fault("timeline", ("cards", i, "month"), fact)


def holidays_are_dates(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    for i, holiday in enumerate(timeline.holidays.days):
        path: Path = ("holidays", "days", i)
        first, last = _date(holiday.first), _date(holiday.last)
        for name, text, date in (("first", holiday.first, first), ("last", holiday.last, last)):
            if date is None:
                yield fault("timeline", (*path, name), f"there is no day {text}")
        if not first or not last:
            continue
        days = (last - first).days + 1
        if days < 1:
            fact = f"{holiday.name} ends on {last}, before it begins on {first}"
            yield fault("timeline", (*path, "last"), fact)
        elif holiday.kind == "holiday" and days > _longest(holiday):
            fact = f"{holiday.name} lasts {days} days; at most {_longest(holiday)} are usual"
            yield fault("timeline", (*path, "last"), fact, "check the month")


def periods_have_their_placeholders(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    text, path = timeline.holidays.period, ("holidays", "period")
    yield from placeholders(fault, "timeline", path, text, ("first", "last"))


def holidays_do_not_overlap(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    # Dates written as year, month and day sort as texts.
    spans = sorted(
        (holiday.first, holiday.last, i, holiday.name)
        for i, holiday in enumerate(timeline.holidays.days)
        if holiday.kind == "holiday" and holiday.first <= holiday.last
    )
    reach, before = "", ""
    for first, last, i, name in spans:
        if first <= reach:
            fact = f"{name} begins on {first}, before {before} ends on {reach}"
            yield fault("timeline", ("holidays", "days", i, "first"), fact)
        if last > reach:
            reach, before = last, name


CHECKS: tuple[Check, ...] = (
    (("timeline",), lanes_and_months_differ),
    (("timeline",), cards_lie_on_the_sheet),
    (("timeline",), holidays_are_dates),
    (("timeline",), periods_have_their_placeholders),
    (("timeline",), holidays_do_not_overlap),
)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:])


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _longest(holiday: Holiday) -> int:
    summer = any(word in holiday.name.casefold() for word in SUMMER)
    return MAX_SUMMER_DAYS if summer else MAX_DAYS
