"""What a template's own module says of its handout.

The module `handouts/name_cards.py` belongs to the template `name-cards.xml`. It may define

    NEEDS            the content files that it is drawn from; the file of its own name otherwise
    values(content, handout, *files)             what its template may use besides
    sheets(composer, handout, subjects, *files)  how its pages come on sheets
    sheets_of_plan(composer, handout, plan, *files)  the same, for what tells of the other handouts
    cards(composer, handout, pages, *files)      sheets of some of its cut-outs
    COUNTED          False where the packing list does not count its sheets
    EACH_TABLE       True where its sheets are those of all tables: its file is printed once
    LASTS            False where it is printed for one occasion, and does not lie in the box
    TRUE_SIZE        whether its size matters, so that it has a ruler: cut-outs do unless it says no
    NAME_PLACE       where the name of a participant stands; or a function of the sheet's area

The module `own_file` belongs to no template: it prints handouts that are a file.

`files` are the values of NEEDS, which are there. Without `sheets`, each page of the template is a
sheet; pages that are smaller than the paper are cut out of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

from worksheets.content.files import FILES
from worksheets.geometry import Box
from worksheets.handouts.shared.name_place import HEAD, NamePlace

FOLDER = "worksheets.handouts"


class HandoutModule(Struct, frozen=True):
    """What the module of a template says; what it does not say is None, or as for most handouts."""

    needs: tuple[str, ...] = ()
    values: Callable[..., dict[str, object]] | None = None
    sheets: Callable[..., Any] | None = None
    sheets_of_plan: Callable[..., Any] | None = None
    cards: Callable[..., Any] | None = None
    counted: bool = True
    each_table: bool = False
    lasts: bool = True
    true_size: bool | None = None
    name_place: NamePlace | Callable[[Box], NamePlace] = HEAD

    def name_place_in(self, area: Box) -> NamePlace:
        """Return where a name stands on a sheet with an area in mm."""
        return self.name_place(area) if callable(self.name_place) else self.name_place


@cache
def module_of(template_name: str) -> HandoutModule:
    """Return what the module of a template says; a template need not have one."""
    needs = (template_name,) if template_name in FILES else ()
    name = template_name.replace("-", "_")
    if not name.isidentifier() or find_spec(f"{FOLDER}.{name}") is None:
        return HandoutModule(needs=needs)
    module = import_module(f"{FOLDER}.{name}")
    return HandoutModule(
        needs=getattr(module, "NEEDS", needs),
        values=getattr(module, "values", None),
        sheets=getattr(module, "sheets", None),
        sheets_of_plan=getattr(module, "sheets_of_plan", None),
        cards=getattr(module, "cards", None),
        counted=getattr(module, "COUNTED", True),
        each_table=getattr(module, "EACH_TABLE", False),
        lasts=getattr(module, "LASTS", True),
        true_size=getattr(module, "TRUE_SIZE", None),
        name_place=getattr(module, "NAME_PLACE", HEAD),
    )
