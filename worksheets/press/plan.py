"""How much of everything a workshop takes: counted on its files, as they are written."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.workshop import Handout
from worksheets.layout.counting import Plan, Printed, counted
from worksheets.press.modules import module_of
from worksheets.press.personal import crowd
from worksheets.problems import Problem

Counted = Callable[[Handout], Printed]
Telling = Callable[[Handout, Plan], Printed]


def plan(composer: Composer, print_of: Counted, telling: Telling) -> Plan:
    """Return how much there is of everything, by the files of the handouts.

    `print_of` gives what one print of a handout's file is; `telling` gives it of one that tells of
    the others, which is only known when they are counted. A handout without pages is not counted.
    """
    content = composer.content
    packing = content.packing
    if packing is None:
        raise Problem("the plan needs the file packing.yaml, which is not there")
    handouts = [h for h in content.workshop.handouts if module_of(h.template_name).counted]
    tells = {h.id for h in handouts if module_of(h.template_name).sheets_of_plan}
    prints = [
        (h, Printed(()) if h.id in tells else _of(composer, h, print_of(h))) for h in handouts
    ]

    def all_of_it() -> Plan:
        return counted(
            packing,
            crowd(composer),
            [(h, printed) for h, printed in prints if printed.stock],
            personal=composer.options.personal,
            names=composer.options.names,
        )

    known = all_of_it()
    for n, (handout, _) in enumerate(prints):
        if handout.id in tells:
            prints[n] = handout, _of(composer, handout, telling(handout, known))
            known = all_of_it()
    return known


def _of(composer: Composer, handout: Handout, printed: Printed) -> Printed:
    """Return a print with the size of its circles, and whether it has the sheets of all tables."""
    whole = module_of(handout.template_name).each_table
    return replace(printed, whole=whole, diameter=composer.diameter(handout))
