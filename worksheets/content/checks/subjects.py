"""What must agree in subjects.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, repeated
from worksheets.content.model.subjects import Subjects
from worksheets.problems import Problem, nearest


def subjects_differ(fault: Fault, subjects: Subjects) -> Iterator[Problem]:
    names = [each.name.strip() for each in subjects.subjects]
    yield from repeated(fault, "subjects", "subjects", "name", names)
    codes = [each.code for each in subjects.subjects]
    yield from repeated(fault, "subjects", "subjects", "code", codes)


def subjects_have_known_kinds(fault: Fault, subjects: Subjects) -> Iterator[Problem]:
    for i, subject in enumerate(subjects.subjects):
        if subject.kind and subject.kind not in subjects.kinds:
            hint = nearest(subject.kind, subjects.kinds)
            fact = f"there is no kind {subject.kind!r}"
            yield fault("subjects", ("subjects", i, "kind"), fact, hint)


CHECKS: tuple[Check, ...] = (
    (("subjects",), subjects_differ),
    (("subjects",), subjects_have_known_kinds),
)
