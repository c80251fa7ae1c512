"""How a handout's pages come on sheets: as the module of its template says, or a page a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Sheet
from worksheets.handouts.shared.cut_outs import are_cut_outs, sheets_to_cut
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout.counting import Plan
from worksheets.press.modules import module_of
from worksheets.problems import NOWHERE, Problem

Planned = Callable[[], Plan]  # how much there is of everything, for what tells of the others


def sections(
    composer: Composer, handout: Handout, subjects: tuple[Subject, ...], planned: Planned
) -> tuple[Section, ...]:
    """Return the sheets of a handout for all subjects; made once."""
    if composer.options.personal and handout.per == "participant" and not handout.part:
        # The head leaves room for a name where it has a part.
        packing = composer.content.packing
        handout = replace(handout, part=packing.personal.name if packing else "")
    key = ("sections", handout.id, composer.options.collate)
    return composer.once(lambda: sections_of(composer, handout, subjects, planned), *key)


def sections_of(
    composer: Composer, handout: Handout, subjects: tuple[Subject, ...], planned: Planned
) -> tuple[Section, ...]:
    """Return the sheets of a handout for some subjects; not kept.

    Raises Problem for a sheet of labels where there is nothing to put on it.
    """
    runs = _sections_of(composer, handout, subjects, planned)
    if composer.label_sheet(handout) and not all(s.labels for run in runs for s in run.sheets):
        fact = f"has a meaning only for cards, and {handout.id} has none"
        hint = "take it away"
        if handout.template_name == "circles":
            fact, hint = f"{handout.id} has circles", "write cutting: {by: labels, sheet: NUMBER}"
        raise Problem(
            f"handouts: sheet: {fact}", composer.handout_place(handout, "sheet"), hint=hint
        )
    return runs


def _sections_of(
    composer: Composer, handout: Handout, subjects: tuple[Subject, ...], planned: Planned
) -> tuple[Section, ...]:
    module = module_of(handout.template_name)
    files = needed(composer, handout)
    if module.sheets is not None:
        return tuple(module.sheets(composer, handout, subjects, *files))
    if module.sheets_of_plan is not None:
        return tuple(module.sheets_of_plan(composer, handout, planned(), *files))
    values = module.values(composer.content, handout, *files) if module.values else {}
    if module.true_size:
        values["area"] = composer.area(composer.paper(handout), ruled=True)
    pages = composer.pages(handout.template_name, handout, **values)
    if are_cut_outs(pages, composer.paper(handout)):
        return (Section(handout.title, sheets_to_cut(composer, handout, pages)),)
    return (Section(handout.title, one_up(pages)),)


def needed(composer: Composer, handout: Handout) -> tuple[Any, ...]:
    """Return the content files that a handout is drawn from; raises Problem for one not there."""
    files = []
    for name in module_of(handout.template_name).needs:
        file = getattr(composer.content, name)
        if file is None:
            raise Problem(
                f"the handout {handout.id!r} needs the file {name}.yaml, which is not there",
                composer.content.places.get(id(handout.id), NOWHERE),
                hint="add the file, or take the handout from the list",
            )
        files.append(file)
    return tuple(files)


def sheets_of_cards(
    composer: Composer, handout: Handout, pages: Sequence[Page]
) -> tuple[Sheet, ...]:
    """Return sheets of some cut-outs of a handout, in order."""
    cards = module_of(handout.template_name).cards
    if cards is None:
        return sheets_to_cut(composer, handout, pages)
    return tuple(cards(composer, handout, pages, *needed(composer, handout)))
