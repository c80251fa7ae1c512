"""What must agree in rules.yaml, and with the files that its drawings are made of."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.aspects import Aspects
from worksheets.content.model.rules import Rules
from worksheets.problems import Problem


def moves_and_conditions_differ(fault: Fault, rules: Rules) -> Iterator[Problem]:
    yield from repeated(fault, "rules", "moves", "title", [move.title for move in rules.moves])
    yield from repeated(fault, "rules", "remarks", "title", [each.title for each in rules.remarks])
    if rules.conditions:
        seen: dict[str, int] = {}
        for i, condition in enumerate(rules.conditions.conditions):
            first = seen.setdefault(condition.name.casefold(), i)
            if first != i:
                fact = f"{condition.name!r} is used before, in conditions.conditions[{first}]"
                yield fault("rules", ("conditions", "conditions", i, "name"), fact)


def when_has_its_placeholder(fault: Fault, rules: Rules) -> Iterator[Problem]:
    yield from placeholders(fault, "rules", ("when",), rules.when, ("step",))


def drawings_have_their_aspects(fault: Fault, rules: Rules, aspects: Aspects) -> Iterator[Problem]:
    axes = {aspect.axis for aspect in aspects.aspects}
    for i, move in enumerate(rules.moves):
        if move.shows in ("horizontal", "vertical") and move.shows not in axes:
            fact = f"aspects.yaml has no aspect on the {move.shows} axis: there is nothing to draw"
            yield fault("rules", ("moves", i, "shows"), fact, "leave it out, or add an aspect")


CHECKS: tuple[Check, ...] = (
    (("rules",), moves_and_conditions_differ),
    (("rules",), when_has_its_placeholder),
    (("rules", "aspects"), drawings_have_their_aspects),
)
