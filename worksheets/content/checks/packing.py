"""What must agree in packing.yaml, and between it and the workshop."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.packing import Packing
from worksheets.problems import Problem

# For each text the names that it must hold, and those that it may.
PLACEHOLDERS: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("words", "crowd"): (("participants", "tables"), ("spare",)),
    ("words", "continued"): (("heading",), ()),
    ("words", "serves"): (("count",), ("whom",)),
    ("words", "weight"): (("weight",), ()),
    ("words", "circles"): ((), ("title", "size", "sheets")),
    ("words", "cuts"): ((), ("title",)),
    ("words", "time_cut"): (("minutes",), ()),
    ("words", "time_lay"): (("minutes",), ()),
    ("words", "table"): (("n",), ("tables",)),
    ("words", "tables"): (("first", "last"), ()),
    ("words", "seats"): (("participants",), ()),
    ("order", "intro"): ((), ("workshop",)),
    ("order", "line"): (
        ("file", "times", "paper", "weight", "sides"),
        ("title", "sheets", "total"),
    ),
    ("order", "total"): (("sheets", "paper"), ("weight",)),
    ("labels", "line"): (("count", "name"), ()),
    ("personal", "participant"): (("n",), ("participants",)),
    ("personal", "participants"): (("first", "last"), ("participants",)),
    ("personal", "table"): (("n",), ("tables",)),
    ("personal", "tables"): (("first", "last"), ("tables",)),
}


def texts_have_their_placeholders(fault: Fault, packing: Packing) -> Iterator[Problem]:
    for name in ("words", "order", "labels", "personal"):
        part = getattr(packing, name)
        for field in part.__struct_fields__:
            text = getattr(part, field)
            wanted, allowed = PLACEHOLDERS.get((name, field), ((), ()))
            if isinstance(text, str):
                path = (name, field)
                yield from placeholders(fault, "packing", path, text, wanted, allowed)


def things_differ(fault: Fault, packing: Packing) -> Iterator[Problem]:
    ids = [thing.id for thing in packing.things]
    yield from repeated(fault, "packing", "things", "id", ids)


CHECKS: tuple[Check, ...] = (
    (("packing",), texts_have_their_placeholders),
    (("packing",), things_differ),
)
