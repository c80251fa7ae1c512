"""What must agree in workshop.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from worksheets.content.checks.common import Check, Fault, Path, placeholders, repeated
from worksheets.content.model.workshop import Workshop
from worksheets.problems import Problem

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "page": ("page", "pages"),
    "version": ("version",),
    "copies": ("copies",),
    "source": ("source",),
    "logo": ("organisation",),
    "reduced": ("percent",),
    "tiles.title": ("title",),
    "tiles.below": ("parts", "paper", "rows", "columns"),
    "tiles.part": ("part", "parts", "row", "column"),
    "tiles.place": ("row", "column"),
    "tiles.empty": ("places",),
    "printed.size": ("from", "to"),
    "tiles.cut": ("part",),
    "tiles.glue": ("part", "next"),
}


def handouts_have_own_ids(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    ids = [handout.id for handout in workshop.handouts]
    yield from repeated(fault, "workshop", "handouts", "id", ids)


def every_table_is_used(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    if workshop.tables > workshop.participants:
        fact = f"{workshop.participants} participants cannot sit at {workshop.tables} tables"
        yield fault("workshop", ("tables",), fact, "as many tables as participants at most")


def table_copies_are_of_what_participants_get(
    fault: Fault, workshop: Workshop
) -> Iterator[Problem]:
    for i, handout in enumerate(workshop.handouts):
        if handout.at_table and handout.per != "participant":
            fact = "has a meaning only with 'per: participant'"
            hint = "write per: table, or take at_table away"
            yield fault("workshop", ("handouts", i, "at_table"), fact, hint, key=True)


def logo_lies_in_the_folder(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    logo = workshop.logo
    if logo.startswith("/") or ".." in logo.split("/") or re.search(r"[\\:]", logo):
        hint = "put the picture beside workshop.yaml and write its name"
        yield fault("workshop", ("logo",), "must be a file in this folder", hint)


def words_have_their_placeholders(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    yield from _filled_in(fault, workshop.words, ("words",))


CHECKS: tuple[Check, ...] = (
    (("workshop",), handouts_have_own_ids),
    (("workshop",), every_table_is_used),
    (("workshop",), table_copies_are_of_what_participants_get),
    (("workshop",), logo_lies_in_the_folder),
    (("workshop",), words_have_their_placeholders),
)


def _filled_in(fault: Fault, words: Struct, path: Path) -> Iterator[Problem]:
    """Check the words of a model, and of those in it: "tiles.part" is the part of its tiles."""
    for name in words.__struct_fields__:
        value, here = getattr(words, name), (*path, name)
        if not value:  # what only an option needs may be left out
            continue
        if isinstance(value, Struct):
            yield from _filled_in(fault, value, here)
            continue
        wanted = PLACEHOLDERS.get(".".join(map(str, here[1:])), ())
        if isinstance(value, str):
            yield from placeholders(fault, "workshop", here, value, wanted)
        else:
            for n, text in enumerate(value):
                yield from placeholders(fault, "workshop", (*here, n), text, wanted)
