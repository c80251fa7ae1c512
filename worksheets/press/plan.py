"""How much of everything a workshop takes: counted on its sheets, as they are printed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Use
from worksheets.handouts.shared.section import Section
from worksheets.layout.counting import Crowd, Plan, Printed, counted
from worksheets.marks import cut_marks
from worksheets.press.modules import module_of
from worksheets.press.sheet_counts import printed
from worksheets.problems import Problem

Sections = Callable[[Composer, Handout, tuple[Subject, ...]], tuple[Section, ...]]


def crowd(composer: Composer) -> Crowd:
    """Return who comes: as the options say, or else the workshop."""
    workshop, options = composer.content.workshop, composer.options
    participants = options.participants or workshop.participants
    tables = options.tables or min(workshop.tables, participants)
    usual = composer.content.packing.spare if composer.content.packing else 0
    if options.personal:
        usual = 0  # what is made for each has no reserve, unless it is asked for
    return Crowd(participants, tables, usual if options.spare is None else options.spare)


def plan(sections: Sections, composer: Composer, subjects: tuple[Subject, ...]) -> Plan:
    """Return how much there is of everything, by the sheets of the kit's handouts."""
    content = composer.content
    packing = content.packing
    if packing is None:
        raise Problem("the plan needs the file packing.yaml, which is not there")
    handouts = [
        handout
        for handout in content.workshop.handouts
        if handout.kit and module_of(handout.template_name).counted
    ]
    # What tells of the others is only known when they are counted.
    telling = {h.id for h in handouts if module_of(h.template_name).sheets_of_plan}
    prints = [
        (h, print_of(composer, () if h.id in telling else sections(composer, h, subjects)))
        for h in handouts
    ]

    def all_of_it() -> Plan:
        return counted(
            packing,
            crowd(composer),
            prints,
            circle_size=composer.circle_size,
            personal=composer.options.personal,
            names=composer.options.names,
        )

    known = all_of_it()
    for n, (handout, _) in enumerate(prints):
        if handout.id in telling:
            sheets_of_plan = module_of(handout.template_name).sheets_of_plan
            assert sheets_of_plan
            prints[n] = (
                handout,
                print_of(composer, tuple(sheets_of_plan(composer, handout, known, packing))),
            )
            known = all_of_it()
    return known


def print_of(composer: Composer, sections: tuple[Section, ...]) -> Printed:
    """Return what one print is of a handout's sheets."""
    sheets = [sheet for section in sections for sheet in section.sheets]
    one_print = printed(sheets, _in_a_set(composer))
    if not one_print.circles or composer.profile.shape == "circle":
        return one_print
    # A guillotine makes no circles: its cuts go through many cut-outs at once.
    drawn = (mark.symbol for sheet in sheets for mark in sheet.front.marks if isinstance(mark, Use))
    cuts = sum(len(symbol.items) for symbol in drawn if symbol.name == cut_marks.STRAIGHT)
    return replace(one_print, circles=0, cuts=cuts)


def _in_a_set(composer: Composer) -> dict[str, int]:
    """How many circles of a name are in a set."""
    aspects = composer.content.aspects
    if aspects is None:
        return {}
    counts = {aspect.id: aspect.copies for aspect in aspects.aspects} | {"blank": aspects.blanks}
    return {
        f"{circle_set.id}-{name}": count
        for circle_set in aspects.sets
        for name, count in counts.items()
        if count
    }
