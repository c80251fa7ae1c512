"""What the model's types cannot say: names that must agree, dates that must follow each other.

Each check is a small function in the table below; it runs when the files it names could be read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from worksheets.content.document import Document, Step, dotted
from worksheets.content.model import Aspects, Holiday, Quadrant, Subjects, Timeline, Workshop
from worksheets.problems import Problem, nearest

Path = tuple[Step, ...]

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "page": ("page", "pages"),
    "version": ("version",),
    "copies": ("copies",),
    "source": ("source",),
    "logo": ("organisation",),
}
# What the description of the quadrant must tell; the names of the axes it may tell as well.
ENDS = ("left", "right", "bottom", "top")
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")
OTHER_AXIS = {"horizontal": ("bottom", "top"), "vertical": ("left", "right")}

# The usual slip in lists of holidays is a wrong month: no holiday but the summer's lasts so long.
MAX_DAYS = 16
MAX_SUMMER_DAYS = 44
SUMMER = ("zomer", "summer")


class Fault(Protocol):
    """Makes the problem of a value, with its path before the fact and its place."""

    def __call__(
        self, file: str, path: Path, fact: str, hint: str = "", *, key: bool = False
    ) -> Problem: ...


def check(files: Mapping[str, Document], values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not agree within and between the files that could be read."""

    def fault(file: str, path: Path, fact: str, hint: str = "", *, key: bool = False) -> Problem:
        place = files[file].place(path, key=key)
        return Problem(f"{dotted(path)}: {fact}", place, hint=hint)

    for names, function in CHECKS:
        if all(name in values for name in names):
            yield from function(fault, *(values[name] for name in names))


def handouts_have_own_ids(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    ids = [handout.id for handout in workshop.handouts]
    yield from _repeated(fault, "workshop", "handouts", "id", ids)


def handouts_name_known_sets(
    fault: Fault, workshop: Workshop, aspects: Aspects
) -> Iterator[Problem]:
    known = [circles.id for circles in aspects.sets]
    for i, handout in enumerate(workshop.handouts):
        if handout.set and handout.set not in known:
            fact = f"there is no circle set {handout.set!r}"
            yield fault("workshop", ("handouts", i, "set"), fact, nearest(handout.set, known))


def logo_lies_in_the_folder(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    logo = workshop.logo
    if logo.startswith("/") or ".." in logo.split("/") or re.search(r"[\\:]", logo):
        hint = "put the picture beside workshop.yaml and write its name"
        yield fault("workshop", ("logo",), "must be a file in this folder", hint)


def words_have_their_placeholders(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    for name in workshop.words.__struct_fields__:
        text, wanted = getattr(workshop.words, name), PLACEHOLDERS.get(name, ())
        yield from _placeholders(fault, "workshop", ("words", name), text, wanted)


def descriptions_have_their_placeholders(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    if text := quadrant.description:
        path, axes = ("description",), ("horizontal", "vertical")
        yield from _placeholders(fault, "quadrant", path, text, (*ENDS, *CORNERS), axes)


def periods_have_their_placeholders(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    text, path = timeline.holidays.period, ("holidays", "period")
    yield from _placeholders(fault, "timeline", path, text, ("first", "last"))


def quarters_differ(fault: Fault, quadrant: Quadrant) -> Iterator[Problem]:
    quarters = quadrant.quadrants
    ids, places = [each.id for each in quarters], [each.place for each in quarters]
    yield from _repeated(fault, "quadrant", "quadrants", "id", ids)
    yield from _repeated(fault, "quadrant", "quadrants", "place", places)


def aspects_differ(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    yield from _repeated(fault, "aspects", "aspects", "id", [each.id for each in aspects.aspects])
    yield from _repeated(fault, "aspects", "sets", "id", [each.id for each in aspects.sets])
    yield from _repeated(fault, "aspects", "sets", "word", [each.word for each in aspects.sets])


def meanings_suit_the_axis(fault: Fault, aspects: Aspects) -> Iterator[Problem]:
    for i, aspect in enumerate(aspects.aspects):
        for name in OTHER_AXIS[aspect.axis]:
            if getattr(aspect, name):
                fact = f"a {aspect.axis} axis has no {name}: it would not be printed"
                yield fault("aspects", ("aspects", i, name), fact, key=True)


def subjects_differ(fault: Fault, subjects: Subjects) -> Iterator[Problem]:
    names = [each.name.strip() for each in subjects.subjects]
    yield from _repeated(fault, "subjects", "subjects", "name", names)
    codes = [each.code for each in subjects.subjects]
    yield from _repeated(fault, "subjects", "subjects", "code", codes)


def subjects_have_known_kinds(fault: Fault, subjects: Subjects) -> Iterator[Problem]:
    for i, subject in enumerate(subjects.subjects):
        if subject.kind not in subjects.kinds:
            hint = nearest(subject.kind, subjects.kinds)
            fact = f"there is no kind {subject.kind!r}"
            yield fault("subjects", ("subjects", i, "kind"), fact, hint)


def lanes_and_months_differ(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    yield from _repeated(fault, "timeline", "lanes", "id", [lane.id for lane in timeline.lanes])
    yield from _repeated(fault, "timeline", "month_names", "", timeline.month_names)


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


CHECKS: tuple[tuple[tuple[str, ...], Callable[..., Iterator[Problem]]], ...] = (
    (("workshop",), handouts_have_own_ids),
    (("workshop",), logo_lies_in_the_folder),
    (("workshop",), words_have_their_placeholders),
    (("workshop", "aspects"), handouts_name_known_sets),
    (("quadrant",), quarters_differ),
    (("quadrant",), descriptions_have_their_placeholders),
    (("aspects",), aspects_differ),
    (("aspects",), meanings_suit_the_axis),
    (("subjects",), subjects_differ),
    (("subjects",), subjects_have_known_kinds),
    (("timeline",), lanes_and_months_differ),
    (("timeline",), cards_lie_on_the_sheet),
    (("timeline",), holidays_are_dates),
    (("timeline",), periods_have_their_placeholders),
    (("timeline",), holidays_do_not_overlap),
)


def _placeholders(
    fault: Fault,
    file: str,
    path: Path,
    text: str,
    wanted: Iterable[str],
    allowed: Iterable[str] = (),
) -> Iterator[Problem]:
    """Yield the names between { } that a text lacks, and those that nothing is filled in for."""
    used, known = set(re.findall(r"\{(.*?)\}", text)), [*wanted, *allowed]
    for missing in sorted(set(wanted) - used):
        yield fault(file, path, f"must hold {{{missing}}}")
    for unknown in sorted(used - set(known)):
        hint = f"known here: {', '.join(f'{{{n}}}' for n in known) or 'none'}"
        yield fault(file, path, f"nothing is filled in for {{{unknown}}}", hint)
    if re.search(r"[{}]", re.sub(r"\{.*?\}", "", text)):
        yield fault(file, path, "a { or } has no partner")


def _repeated(
    fault: Fault, file: str, name: str, field: str, texts: Iterable[str]
) -> Iterator[Problem]:
    """Yield each text that is used before in its list; an empty text is no name."""
    seen: dict[str, int] = {}
    for i, text in enumerate(texts):
        first = seen.setdefault(text.casefold(), i)
        if text and first != i:
            path: Path = (name, i, field) if field else (name, i)
            yield fault(file, path, f"{text!r} is used before, in {name}[{first}]")


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
