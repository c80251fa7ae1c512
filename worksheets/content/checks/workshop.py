"""What must agree in workshop.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.workshop import Workshop
from worksheets.problems import Problem

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "page": ("page", "pages"),
    "version": ("version",),
    "copies": ("copies",),
    "source": ("source",),
    "logo": ("organisation",),
}


def handouts_have_own_ids(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    ids = [handout.id for handout in workshop.handouts]
    yield from repeated(fault, "workshop", "handouts", "id", ids)


def logo_lies_in_the_folder(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    logo = workshop.logo
    if logo.startswith("/") or ".." in logo.split("/") or re.search(r"[\\:]", logo):
        hint = "put the picture beside workshop.yaml and write its name"
        yield fault("workshop", ("logo",), "must be a file in this folder", hint)


def words_have_their_placeholders(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    for name in workshop.words.__struct_fields__:
        text, wanted = getattr(workshop.words, name), PLACEHOLDERS.get(name, ())
        yield from placeholders(fault, "workshop", ("words", name), text, wanted)


CHECKS: tuple[Check, ...] = (
    (("workshop",), handouts_have_own_ids),
    (("workshop",), logo_lies_in_the_folder),
    (("workshop",), words_have_their_placeholders),
)
