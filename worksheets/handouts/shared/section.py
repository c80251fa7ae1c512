"""What a handout gives to the press: sheets under titles."""

from __future__ import annotations

from msgspec import Struct

from worksheets.drawing.sheets import Sheet


class Section(Struct, frozen=True):
    """Sheets under one title, without the marks that count pages.

    Its bookmark stands at a level: 0, or 1 below that of its handout.
    """

    title: str
    sheets: tuple[Sheet, ...]
    level: int = 0
