"""A team's own placements: a file beside the workshop, for `worksheets result`."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from worksheets.content.agreement import Fault, Path, repeated
from worksheets.content.aspects import Aspects
from worksheets.content.examples import (
    Placements,
    SubjectPlacements,
    placements_are_known,
    subjects_are_known,
)
from worksheets.content.subjects import Subjects
from worksheets.problems import NOWHERE, Problem, Problems
from worksheets.reading.document import Document, dotted
from worksheets.reading.faults import faults
from worksheets.reading.fields import Text
from worksheets.reading.yaml import read


class Placed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where one person or one team laid its circles."""

    name: Annotated[Text, Meta(max_length=80, description="Who laid these circles.")]
    initials: Annotated[
        str, Meta(max_length=3, description="At most 3 letters; empty: taken from the name.")
    ] = ""
    placements: Placements
    subjects: Annotated[
        tuple[SubjectPlacements, ...],
        Meta(description="Extra circles, for subjects that lie elsewhere."),
    ] = ()


class Result(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was laid on the quadrant, by one team or by several people."""

    title: Annotated[Text, Meta(description="Title of the sheet; the file is named after it.")]
    team: Annotated[str, Meta(description="Of which team it is.")] = ""
    date: Annotated[str, Meta(description="When the circles were laid, as it is printed.")] = ""
    note: Annotated[str, Meta(description="What was noticed, printed on the sheet.")] = ""
    placed: Annotated[
        tuple[Placed, ...],
        Meta(min_length=1, max_length=60, description="Who laid what: one team, or several."),
    ]


ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".xls")


def is_table(data: bytes, file: str) -> bool:
    """Tell whether a file of placements is a spreadsheet, and no YAML."""
    return file.lower().endswith(ENDINGS) or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_placements(
    data: bytes, file: str, aspects: Aspects | None, subjects: Subjects | None
) -> tuple[Result, Document, tuple[Problem, ...]]:
    """Return what a team placed, and what is good to know of how a spreadsheet was read.

    Raises Problems with every fault, at its line.
    """
    if aspects is None:
        raise Problem("the workshop has no aspects.yaml, so nothing can be placed", NOWHERE)
    notes: tuple[Problem, ...] = ()
    if in_rows := is_table(data, file):
        from worksheets.content.placement_table import placement_table

        table = placement_table(data, file, aspects)
        document, notes = table.document, table.notes
    else:
        document = read(data, file)
    try:
        result = msgspec.convert(document.data, Result)
    except msgspec.ValidationError as error:
        raise Problems(faults(document, Result, str(error))) from None

    def fault(file: str, path: Path, fact: str, hint: str = "", *, key: bool = False) -> Problem:
        # In a table the row says where; of a path its author knows nothing.
        message = fact if in_rows else f"{dotted(path)}: {fact}"
        return Problem(message, document.place(path, key=key), hint=hint)

    if problems := list(result_is_known(fault, result, aspects, subjects)):
        raise Problems(problems)
    return result, document, notes


def result_is_known(
    fault: Fault, result: Result, aspects: Aspects, subjects: Subjects | None
) -> Iterator[Problem]:
    """Yield what a team placed that the workshop does not have."""
    names = [placed.name for placed in result.placed]
    yield from repeated(fault, "placements", "placed", "name", names)
    for i, placed in enumerate(result.placed):
        path: Path = ("placed", i)
        yield from placements_are_known(
            fault, "placements", (*path, "placements"), placed.placements, aspects
        )
        yield from subjects_are_known(
            fault, "placements", (*path, "subjects"), placed.subjects, aspects, subjects
        )
