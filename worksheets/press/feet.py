"""What the foot of a sheet depends on: whether its size matters, and whose words are on it."""

from __future__ import annotations

from worksheets.content.workshop import Handout
from worksheets.drawing.items import Derived
from worksheets.drawing.sheets import Sheet
from worksheets.options import Options
from worksheets.press.modules import module_of

LABEL_COVER = "label-cover"  # the page before labels


def is_ruled(handout: Handout, sheet: Sheet) -> bool:
    """Tell whether the size of a sheet matters.

    Its module says so, or something is cut out, or it is held against sheets of labels.
    """
    if any(placement.page.name == LABEL_COVER for placement in sheet.front.placements):
        return True
    said = module_of(handout.template_name).true_size
    if said is not None:
        return said
    size = sheet.front.size
    return any(
        placement.page.size not in (size, size.swapped) and not placement.page.stuck
        for placement in sheet.front.placements
    )


def has_ruler(options: Options, handout: Handout, sheet: Sheet) -> bool:
    """Tell whether the foot of a sheet has a ruler: its size matters, and it is not made smaller.

    What is made smaller must not say that it is of true size.
    """
    return options.nup == 1 and not sheet.percent and is_ruled(handout, sheet)


def derived_words(sheet: Sheet) -> Derived:
    """Return which words of a sheet are not the source's."""
    kinds = {placement.page.derived for placement in sheet.front.placements}
    return "marked" if "marked" in kinds else "all" if "all" in kinds else ""
