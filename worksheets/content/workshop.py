"""The workshop: who it is for, and what is printed for it."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from worksheets.choices import (
    CIRCLE_SIZE,
    PARTICIPANTS,
    REACH,
    TABLES,
    CutShape,
    CutWith,
    Orientation,
    Per,
)
from worksheets.content.agreement import Check, Fault, Path, repeated
from worksheets.content.standing_words import Words, placeholder_problems
from worksheets.label_sheets import SHEETS, named
from worksheets.paper import OTHER_NAMES, PAPERS, paper
from worksheets.problems import Problem
from worksheets.reading.fields import (
    LANGUAGE,
    PAGES,
    SLUG_OR_NOTHING,
    Colour,
    Slug,
    Text,
    within,
)
from worksheets.reading.ranges import ranges
from worksheets.wording import joined

CODE = r"^([0-9][a-z])?$"
Percent = Annotated[float, Meta(ge=0, le=100)]
# It is often a plain number: YAML then reads it as one.
SheetNumber = Annotated[int | str, Meta(examples=[sheet.number for sheet in SHEETS])]


TABLE_CARD = "table-card"
# Templates that are gone, and what tells the same.
REPLACED = {"labels": TABLE_CARD}
OWN_FILE = "own-file"  # the module that prints a handout that is a file; it has no template


class ThemeChoice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How it looks: a theme of the program, with colours of the house."""

    name: Annotated[
        str,
        Meta(
            pattern=SLUG_OR_NOTHING,
            description="A theme, named as its file in templates/themes; empty: the usual.",
        ),
    ] = ""
    inks: Annotated[
        dict[str, Colour], Meta(description="Inks to replace, each by its name: '#RRGGBB'.")
    ] = {}
    plates: Annotated[
        dict[str, tuple[Percent, Percent, Percent, Percent]],
        Meta(
            description="For a print shop, inks by their name: cyan, magenta, yellow and black in"
            " percents, [0, 0, 0, 100]. Without it they are computed from the colour."
        ),
    ] = {}
    fonts: Annotated[
        tuple[Text, ...],
        Meta(description="TrueType files in this folder, for letters that our fonts lack."),
    ] = ()


class Cutting(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the circles are cut with."""

    by: Annotated[
        CutWith,
        Meta(
            description="scissors; punch: strips for a hand punch of the size of the circles;"
            " guillotine: straight cuts; plotter: a file for a cutting plotter; laminate: room for"
            " a rim of film; labels: on a sheet of adhesive labels, of which you give the number."
        ),
    ] = "scissors"
    reach: Annotated[
        Annotated[float, Meta(ge=REACH.least, le=REACH.most)] | None,
        Meta(
            description="How deep the punch reaches, in mm from the edge of the paper to the far"
            " side of the hole; empty: one row of circles.",
        ),
    ] = None
    shape: Annotated[CutShape, Meta(description="What a guillotine makes of the circles.")] = (
        "square"
    )
    sheet: Annotated[
        SheetNumber,
        Meta(description="The sheet of labels that circles are printed on, by its maker's number."),
    ] = ""


class Handout(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing in the kit."""

    id: Annotated[Slug, Meta(description="Short name, also of the file that is made.")]
    title: Annotated[Text, Meta(description="Title of the file and its bookmarks.")]
    code: Annotated[
        str,
        Meta(
            pattern=CODE,
            description="Its code on the sheet, the packing list and the script, like 2a: the"
            " number of the step (0: for who leads) and a letter.",
        ),
    ] = ""
    template: Annotated[
        str, Meta(description="Name of the template; empty: the same as the id.")
    ] = ""
    file: Annotated[
        str,
        Meta(
            description="A PDF in this folder that the school already has, instead of a template."
            " A page of the size of the paper keeps that size and its own layout, and our line at"
            " the foot comes only where it is blank; it is made smaller only when it has ink where"
            " a printer does not reach. A page of another size lies in the middle, made smaller"
            " when it is too large; the sheet then says how much."
        ),
    ] = ""
    alt: Annotated[
        str,
        Meta(description="What the file is, for who cannot see it: it is read aloud as a figure."),
    ] = ""
    pages: Annotated[
        Annotated[int, Meta(ge=1)] | Annotated[str, Meta(pattern=PAGES)],
        Meta(description="Which pages of the file, like 3, '1-2' or '1,3-4'; empty: all."),
    ] = ""
    paper: Annotated[
        Text,
        Meta(
            description="The paper it is printed on: its name, or sides like 320x450 or 32x45 cm.",
            examples=[*PAPERS, *OTHER_NAMES],
        ),
    ] = "A4"
    orientation: Annotated[
        Orientation,
        Meta(
            description="How the paper lies; portrait is for a file's pages: as each of them lies."
        ),
    ] = "portrait"
    part: Annotated[
        str, Meta(description="Which part of the worksheet, like 'werkblad deel 1 van 3'.")
    ] = ""
    set: Annotated[
        str, Meta(description="The id of the one circle set to print; empty: all sets.")
    ] = ""
    of: Annotated[
        str,
        Meta(
            description="What it is about, where there are several: the id of a step, of a field of"
            " the quadrant, of an example."
        ),
    ] = ""
    per: Annotated[
        Per,
        Meta(description="For whom it is printed; for the packing list and personal sheets."),
    ] = "team"
    at_table: Annotated[
        int,
        Meta(ge=0, le=20, description="Copies for each table besides, of what participants get."),
    ] = 0
    per_subject: Annotated[
        str,
        Meta(
            pattern=SLUG_OR_NOTHING,
            description="Made for each subject, in files that begin with this word.",
        ),
    ] = ""
    circle_size: Annotated[
        Annotated[float, Meta(ge=CIRCLE_SIZE.least, le=CIRCLE_SIZE.most)] | None,
        Meta(description="Diameter of its circles in mm; empty: the workshop's circle_size."),
    ] = None
    blank: Annotated[
        bool, Meta(description="Are its circles of a subject, whose code is written on them?")
    ] = False
    copies: Annotated[
        Literal["fill"] | Annotated[int, Meta(ge=1, le=100)],
        Meta(description="Sets of circles; 'fill': as many whole sets as the sheets hold anyway."),
    ] = 1
    sheet: Annotated[
        SheetNumber,
        Meta(
            description="The sheet of labels that its cards are printed on, by its maker's number;"
            " empty: on paper, to be cut. Circles: see cutting."
        ),
    ] = ""
    note: Annotated[str, Meta(description="A line of advice printed on the sheet.")] = ""
    kit: Annotated[
        bool, Meta(description="Is it in kit.pdf? No for what goes to another printer.")
    ] = True

    @property
    def template_name(self) -> str:
        """The name of the template that draws it, or of what prints a file."""
        return OWN_FILE if self.file else self.template or self.id

    @property
    def coded_title(self) -> str:
        """Its title after its code, as lists have it."""
        return joined(self.code, " ", self.title) if self.code else self.title


class Workshop(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A workshop: who it is for, and what is printed for it."""

    id: Annotated[Slug, Meta(description="Short name of the workshop.")]
    title: Annotated[Text, Meta(description="Name of the workshop.")]
    language: Annotated[
        str, Meta(pattern=LANGUAGE, description="Language of the sheets, like nl-NL or nl.")
    ]
    version: Annotated[
        Text, Meta(description="Version or date, printed on the sheets.", examples=["2026-09"])
    ]
    organisation: Annotated[str, Meta(description="Name of the school or team.")] = ""
    contact: Annotated[str, Meta(description="Whom to ask, printed on the sheets.")] = ""
    logo: Annotated[str, Meta(description="A PNG, JPEG or SVG in this folder.")] = ""
    attribution: Annotated[
        Text, Meta(description="Whose work this is based on, and its licence; on every sheet.")
    ]
    theme: Annotated[ThemeChoice, Meta(description="How it looks, in which colours.")] = (
        ThemeChoice()
    )
    participants: Annotated[
        int,
        within(PARTICIPANTS, "How many people take part; for the packing list."),
    ] = 14
    tables: Annotated[int, within(TABLES, "How many tables they sit at.")] = 3
    circle_size: Annotated[
        float,
        within(CIRCLE_SIZE, "Diameter of a circle in mm; punches: 38, 51, 63.5, 76."),
    ] = 38
    cutting: Annotated[Cutting, Meta(description="What the circles are cut with.")] = Cutting()
    handouts: Annotated[
        tuple[Handout, ...], Meta(min_length=1, description="What is made, in print order.")
    ]
    words: Annotated[Words, Meta(description="The standing words on the sheets.")]


# -- what must agree ------------------------------------------------------------------------------

# The fields of a handout that only templates use, with their defaults.
TEMPLATES_ONLY: dict[str, object] = {
    **dict.fromkeys(("template", "part", "set", "of", "per_subject", "sheet", "note"), ""),
    "copies": 1,
    "circle_size": None,
    "blank": False,
}


def handouts_have_own_ids(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    ids = [handout.id for handout in workshop.handouts]
    yield from repeated(fault, "workshop", "handouts", "id", ids)


def codes_differ(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for i, handout in enumerate(workshop.handouts):
        if handout.code and handout.code in seen:
            fact = f"{handout.code} is the code of {seen[handout.code]!r} too"
            yield fault("workshop", ("handouts", i, "code"), fact, "give each a code of its own")
        seen.setdefault(handout.code, handout.id)


def papers_are_known(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    for i, handout in enumerate(workshop.handouts):
        try:
            paper(handout.paper)
        except Problem as problem:
            yield fault("workshop", ("handouts", i, "paper"), problem.message, problem.hint)


def templates_are_still_there(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    for i, handout in enumerate(workshop.handouts):
        if instead := REPLACED.get(handout.template_name):
            fact = f"the template {handout.template_name!r} is gone: {instead} tells what it told"
            path: Path = ("handouts", i, "template" if handout.template else "id")
            hint = (
                f"write template: {instead}, per: table and orientation: landscape; in packing.yaml"
                " write table_card instead of labels, as in content/gpo"
            )
            yield fault("workshop", path, fact, hint)


def table_cards_are_for_tables(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    for i, handout in enumerate(workshop.handouts):
        if handout.template_name == TABLE_CARD and handout.per != "table":
            fact, hint = "a table card is made for each table", "write per: table"
            yield fault("workshop", ("handouts", i, "per"), fact, hint)


def label_sheets_are_known(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    numbers: list[tuple[Path, int | str]] = [(("cutting", "sheet"), workshop.cutting.sheet)]
    numbers += [
        (("handouts", i, "sheet"), handout.sheet) for i, handout in enumerate(workshop.handouts)
    ]
    for path, sheet_number in numbers:
        if sheet_number == "":
            continue
        try:
            named(sheet_number)
        except Problem as problem:
            yield fault("workshop", path, problem.message, problem.hint)
    if workshop.cutting.by == "labels" and workshop.cutting.sheet == "":
        hint = "write the number on the pack, such as sheet: L7780"
        yield fault("workshop", ("cutting", "by"), "labels need the key 'sheet' too", hint)


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
    if _lies_outside(workshop.logo):
        hint = "put the picture beside workshop.yaml and write its name"
        yield fault("workshop", ("logo",), "must be a file in this folder", hint)


def files_are_told_in_full(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    for i, handout in enumerate(workshop.handouts):
        path: Path = ("handouts", i)
        if not handout.file:
            if handout.template_name == OWN_FILE:
                fact, hint = "a handout of this sort needs a file", "write file: NAME.pdf too"
                yield fault("workshop", path, fact, hint)
            for name in ("alt", "pages"):
                if getattr(handout, name):
                    fact, hint = "is for a file", "write file: NAME.pdf too, or take it away"
                    yield fault("workshop", (*path, name), fact, hint, key=True)
            continue
        if _lies_outside(handout.file):
            hint = "put the PDF beside workshop.yaml and write its name"
            yield fault("workshop", (*path, "file"), "must be a file in this folder", hint)
        if not handout.alt.strip():
            hint = "say what the file is, in a sentence"
            yield fault("workshop", path, "a file needs the key 'alt' with a text", hint)
        for first, last in ranges(str(handout.pages)) if handout.pages else ():
            if last < first:
                fact = f"{first}-{last} ends before it begins"
                yield fault("workshop", (*path, "pages"), fact, f"write {last}-{first}")
        yield from _without_meaning(fault, path, handout)


def _without_meaning(fault: Fault, path: Path, handout: Handout) -> Iterator[Problem]:
    """Yield the fields that were written for a file although only templates use them."""
    for name, default in TEMPLATES_ONLY.items():
        if getattr(handout, name) != default:
            fact = "has no meaning for a file, which is printed as it is"
            yield fault("workshop", (*path, name), fact, "take it away", key=True)


def _lies_outside(name: str) -> bool:
    """Tell whether a file's name leads out of the folder, or is a path of this computer only."""
    return name.startswith("/") or ".." in name.split("/") or bool(re.search(r"[\\:]", name))


def words_have_their_placeholders(fault: Fault, workshop: Workshop) -> Iterator[Problem]:
    yield from placeholder_problems(fault, workshop.words, ("words",))


CHECKS: tuple[Check, ...] = (
    (("workshop",), handouts_have_own_ids),
    (("workshop",), codes_differ),
    (("workshop",), papers_are_known),
    (("workshop",), templates_are_still_there),
    (("workshop",), table_cards_are_for_tables),
    (("workshop",), label_sheets_are_known),
    (("workshop",), every_table_is_used),
    (("workshop",), table_copies_are_of_what_participants_get),
    (("workshop",), logo_lies_in_the_folder),
    (("workshop",), files_are_told_in_full),
    (("workshop",), words_have_their_placeholders),
)
