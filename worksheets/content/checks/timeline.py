"""What must agree in timeline.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, Path, placeholders, repeated
from worksheets.content.model.timeline import Timeline
from worksheets.problems import Problem, nearest


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


def words_have_their_placeholders(fault: Fault, timeline: Timeline) -> Iterator[Problem]:
    if timeline.carried_name:
        path: Path = ("carried_name",)
        yield from placeholders(fault, "timeline", path, timeline.carried_name, ("month",))
    if strip := timeline.strip:
        for name, wanted in (
            ("sheet", ("sheet", "sheets")),
            ("glue", ("sheet",)),
            ("cut", ("sheet",)),
        ):
            yield from placeholders(
                fault, "timeline", ("strip", name), getattr(strip, name), wanted
            )


CHECKS: tuple[Check, ...] = (
    (("timeline",), lanes_and_months_differ),
    (("timeline",), cards_lie_on_the_sheet),
    (("timeline",), words_have_their_placeholders),
)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:])
