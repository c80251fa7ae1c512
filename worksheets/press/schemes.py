"""How a handout's pages come on sheets: a table of schemes by the template's name.

A handout that is not named here has one page a sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Sheet
from worksheets.handouts.action_cards import action_cards, action_notes, card_sheets, note_sheets
from worksheets.handouts.calibration import calibration
from worksheets.handouts.circles.deck import circle_sets, circles_together
from worksheets.handouts.own_file import sheets_of_file
from worksheets.handouts.packing import sheets
from worksheets.handouts.parts import Part, each_titled, one_up
from worksheets.handouts.trial import trial
from worksheets.layout.counting import Plan
from worksheets.press import personal

Scheme = Callable[[Composer, Handout, tuple[Subject, ...]], tuple[Part, ...]]


def parts(composer: Composer, handout: Handout, subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return the runs of sheets of a handout for all subjects; made once."""
    if composer.options.personal and handout.per == "participant" and not handout.part:
        # The head leaves room for a name where it has a part.
        packing = composer.content.packing
        handout = replace(handout, part=packing.personal.name if packing else "")
    key = ("parts", handout.id, composer.options.collate)
    return composer.once(lambda: parts_of(composer, handout, subjects), *key)


def parts_of(
    composer: Composer, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return the runs of sheets of a handout for some subjects; not kept."""
    if handout.file:
        return sheets_of_file(composer, handout)
    return SCHEMES.get(handout.template_name, one_up)(composer, handout, subjects)


def copies(composer: Composer, handout: Handout, made: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return a handout's sheets for each participant and table, if that is asked."""
    if not composer.options.personal:
        return made
    serves = sheets.printed_of(composer, made).serves
    return personal.copied(composer, handout, made, sheets.crowd(composer), serves)


def plan(composer: Composer, subjects: tuple[Subject, ...]) -> Plan:
    """Return how much there is of everything for a workshop."""
    return sheets.plan(parts, composer, subjects)


SCHEMES: dict[str, Scheme] = {
    "circles": circle_sets,
    "action-cards": action_cards,
    "action-notes": action_notes,
    "facets": each_titled,
    "calibrate": calibration,
    "packing": partial(sheets.packing_list, parts),
    "labels": partial(sheets.labels, parts),
    "order": partial(sheets.order, parts),
}

# Sheets of some cut-outs that are no circles, by the template's name.
CARDS: dict[str, Callable[[Composer, Handout, Sequence[Page]], tuple[Sheet, ...]]] = {
    "action-cards": card_sheets,
    "action-notes": note_sheets,
}

__all__ = [
    "CARDS",
    "SCHEMES",
    "Part",
    "Scheme",
    "circles_together",
    "copies",
    "parts",
    "parts_of",
    "plan",
    "trial",
]
