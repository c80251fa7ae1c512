"""Sheets of paper with pages on them, and the job that a writer is given: frozen values, in mm."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from worksheets.choices import Turn
from worksheets.drawing.items import Circle, Item, Page
from worksheets.geometry import Box, Matrix, Point, Size


class Placement(Struct, frozen=True, cache_hash=True, gc=False):
    """Where a page's origin lies on a side of a sheet, in mm.

    The page may be scaled, and turned clockwise in degrees, around its origin. Only what lies in
    `clip`, a box on the side, is seen; one that is not `spoken` repeats what was read aloud before.
    """

    page: Page
    corner: Point
    scale: float = 1
    turn: float = 0
    clip: Box | None = None
    spoken: bool = True

    @property
    def matrix(self) -> Matrix:
        """From the page's millimetres to the side's."""
        return Matrix.of(*self.corner, self.scale, self.turn)


class Knife(Struct, frozen=True):
    """What a plotter cuts out of a side, and the name of the file by which it does; not printed."""

    name: str
    circles: tuple[Circle, ...]


class Side(Struct, frozen=True):
    """One side of a sheet: pages, and the marks around them.

    `adjust` makes up for what a printer does to the side: all that is on it goes through it. What
    is left when it is cut is `trim`, with `bleed` mm around it that are drawn as well.
    """

    size: Size
    placements: tuple[Placement, ...]
    marks: tuple[Item, ...] = ()
    adjust: Matrix | None = None
    trim: Box | None = None
    bleed: float = 0
    knife: Knife | None = None


class Sheet(Struct, frozen=True):
    """One piece of paper as it passes the printer.

    `foot` is how much of our foot has room on it. When what is on it was made smaller, `percent`
    tells to what: it is not of true size. `design` is what all copies of it are called that were
    made for several people; empty where it is no such copy. What is `once` is enough once, however
    often the sheets after it are printed. `labels` is the name of a sheet of labels, as it is
    bought; empty where it is paper.
    """

    front: Side
    back: Side | None = None
    label: str = ""
    foot: Literal["whole", "number", "none"] = "whole"
    percent: str = ""
    design: str = ""
    once: bool = False
    labels: str = ""


class Job(Struct, frozen=True):
    """One output ready to be written: what a writer gets."""

    name: str
    title: str
    sheets: tuple[Sheet, ...]
    lang: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    version: str = ""
    bookmarks: tuple[Bookmark, ...] = ()
    separations: tuple[str, ...] | None = None  # plates besides CMYK; None is for a screen: RGB
    turn: Turn = "long-edge"  # how the printer turns a sheet that has a back
    before_side: str = "-"  # stands before the number of a side, in the names of files
    foot: tuple[str, ...] = ()  # what the foot of every side tells, for where there are no sides
    plain: Job | None = (
        None  # as it was before pages were tiled or made smaller: what is to be read
    )


class Bookmark(Struct, frozen=True):
    """A bookmark: a title, the sheet it leads to (from 0), and its level in the outline."""

    title: str
    sheet: int
    level: int = 0
