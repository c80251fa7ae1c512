"""A sheet of a team's own placements, made by the press of its workshop."""

from __future__ import annotations

import dataclasses

from worksheets.content.placements import read_placements
from worksheets.content.workshop import Handout
from worksheets.drawing.sheets import Job
from worksheets.handouts import result as sheet
from worksheets.press.jobs import Press
from worksheets.press.names import slug
from worksheets.problems import NOWHERE, Problem


def result_job(press: Press, data: bytes, file: str) -> Job:
    """Return the output of a file of placements; raises Problems for what is wrong in it."""
    content = press.content
    examples, quadrant, aspects = content.examples, content.quadrant, content.aspects
    for name in sheet.NEEDS:
        if getattr(content, name) is None:
            raise Problem(f"a result needs the file {name}.yaml, which is not there", NOWHERE)
    assert examples and quadrant and aspects
    result, document, notes = read_placements(data, file, aspects, content.subjects)
    # What is too long is told at its line in the file of placements.
    press.composer.content = dataclasses.replace(
        content, places={**content.places, **document.places}, notes=notes
    )
    name = f"{examples.result.file}-{slug(result.title)}".rstrip("-")
    handout = Handout(
        id=name, title=result.title, template="result", paper="A3", orientation="landscape"
    )
    sections = sheet.sheets(press.composer, handout, examples, quadrant, aspects, result)
    return press.job_of(handout, sections)
