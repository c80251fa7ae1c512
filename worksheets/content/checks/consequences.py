"""What must agree in consequences.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.consequences import Consequences
from worksheets.problems import Problem


def topics_and_criteria_differ(fault: Fault, consequences: Consequences) -> Iterator[Problem]:
    topics, criteria = consequences.topics, consequences.criteria
    yield from repeated(fault, "consequences", "topics", "id", [each.id for each in topics])
    questions = [each.question for each in topics]
    yield from repeated(fault, "consequences", "topics", "question", questions)
    yield from repeated(fault, "consequences", "criteria", "word", [each.word for each in criteria])


def box_has_its_placeholders(fault: Fault, consequences: Consequences) -> Iterator[Problem]:
    yield from placeholders(
        fault, "consequences", ("box",), consequences.box, ("word",), ("topic",)
    )


CHECKS: tuple[Check, ...] = (
    (("consequences",), topics_and_criteria_differ),
    (("consequences",), box_has_its_placeholders),
)
