"""Read a team's own placements: a file beside the workshop, checked against it."""

from __future__ import annotations

import msgspec

from worksheets.content.checks.common import Path
from worksheets.content.checks.examples import result_is_known
from worksheets.content.model import Content
from worksheets.content.model.placements import Result
from worksheets.problems import NOWHERE, Problem, Problems
from worksheets.reading.document import Document, dotted
from worksheets.reading.faults import faults
from worksheets.reading.yaml import read


def read_placements(data: bytes, file: str, content: Content) -> tuple[Result, Document]:
    """Return what a team placed; raises Problems with every fault, at its line."""
    if content.aspects is None:
        raise Problem("the workshop has no aspects.yaml, so nothing can be placed", NOWHERE)
    document = read(data, file)
    try:
        result = msgspec.convert(document.data, Result)
    except msgspec.ValidationError as error:
        raise Problems(faults(document, Result, str(error))) from None

    def fault(file: str, path: Path, fact: str, hint: str = "", *, key: bool = False) -> Problem:
        return Problem(f"{dotted(path)}: {fact}", document.place(path, key=key), hint=hint)

    if found := list(result_is_known(fault, result, content.aspects, content.subjects)):
        raise Problems(found)
    return result, document
