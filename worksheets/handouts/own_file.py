"""The pages of a PDF that the school already has, each on a sheet of its own.

A page of the paper's size is printed as it is, at true size, with our foot where it is blank. A
page of another size, or with ink where a printer does not reach, lies in the middle of the area
within our margins: at true size where it fits, or else made smaller, and the sheet says how much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.extents import grown, within
from worksheets.drawing.items import Imported, Page, Tag
from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.geometry import Box, Insets, Point, Size
from worksheets.handouts.shared.name_place import HEAD, NamePlace
from worksheets.handouts.shared.section import Section
from worksheets.imported.page import ImportedPage
from worksheets.marks import foot
from worksheets.problems import NOWHERE, Place, Problem

if TYPE_CHECKING:
    from worksheets.imported.rendering import Look

ALIKE = 1.0  # mm that a page may differ from the paper
REACH = 5.0  # mm from the edge of the paper that office printers leave white
NAME_PLACE = NamePlace(
    below=HEAD.below, height=HEAD.height, clear_of_logo=False, always_labelled=True
)
TRUE_SIZE = True  # what a school cuts out of its own pages, we cannot know
NAMED = 16.0  # mm below the top of a sheet that has room for a name
NAME_WIDTH = 64.0  # mm at the right of it
ABOVE_FOOT = 1.0  # mm between a page that was made smaller and our foot
NUMBER_WIDTH = 40.0  # mm for a page's number
CLEAR = 0.5  # mm between our foot and what is on a page


class Laid(Struct, frozen=True):
    """Where a page lies on a sheet, and how much of our foot has room there."""

    paper: Size
    corner: Point
    scale: float
    foot: Literal["whole", "number", "none"]


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...]
) -> tuple[Section, ...]:
    """Return a sheet for each page that is chosen of a handout's file.

    Raises Problems for what cannot be printed of it.
    """
    from worksheets.imported import reading
    from worksheets.imported.rendering import Look

    at, chosen_at = _places(composer, handout)
    data = composer.files.document(handout.file, at)
    pages = reading.pages(
        data,
        handout.file,
        str(handout.pages).replace(" ", ""),
        at=at,
        chosen_at=chosen_at,
        plates=composer.options.cmyk,
    )
    sheets = []
    for number, page in enumerate(pages, 1):
        look = Look(page.form, page.size, with_words=composer.options.tile is not None)
        laid = _laid(composer, handout, page, look)
        alt = handout.alt if len(pages) == 1 else f"{handout.alt} ({number}/{len(pages)})"
        drawn = Imported(
            page.form,
            page.size,
            *laid.corner,
            laid.scale,
            text=look.text,
            ink=look.ink,
            words=look.words,
            tag=Tag("figure", alt),
            at=at,
        )
        name = f"{handout.id}-{page.number}"
        face = Page(name, laid.paper, (drawn,), handout.title, composer.content.workshop.language)
        side = Side(laid.paper, (Placement(face, Point(0, 0)),))
        percent = "" if laid.scale == 1 else _percent(composer, laid.scale)
        sheets.append(Sheet(side, foot=laid.foot, percent=percent))
    return (Section(handout.title, tuple(sheets)),)


def _places(composer: Composer, handout: Handout) -> tuple[Place, Place]:
    """Return where the file is named, and where its pages are chosen or else the file is named."""
    content = composer.content
    at = content.places.get(id(handout.file), NOWHERE)
    ids = [listed.id for listed in content.workshop.handouts]
    if not handout.pages or handout.id not in ids:
        return at, at
    return at, content.place("workshop", "handouts", ids.index(handout.id), "pages")


def _laid(composer: Composer, handout: Handout, page: ImportedPage, look: Look) -> Laid:
    """Return where a page lies: as it is on paper of its size, or else within our margins."""
    paper = composer.paper(handout)
    if handout.orientation == "portrait" and page.size.width > page.size.height:
        paper = paper.landscape
    area = composer.area(paper, ruled=True)
    named = composer.options.personal and handout.per == "participant"
    if _is_alike(page.size, paper) and _is_reached(composer, look.ink, paper):
        room = _foot(composer, paper, look)
        if not _is_personal(composer, handout) or (
            room == "whole" and not (named and look.inked(_name(area)))
        ):
            return Laid(paper, Point(0, 0), 1, room)
    area = area.inset(Insets(NAMED if named else 0, 0, ABOVE_FOOT, 0))
    scale = min(1, area.width / page.size.width, area.height / page.size.height)
    width, height = page.size.width * scale, page.size.height * scale
    corner = Point(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2)
    return Laid(paper, corner, scale, "whole")


def _is_alike(page: Size, paper: Size) -> bool:
    return abs(page.width - paper.width) <= ALIKE and abs(page.height - paper.height) <= ALIKE


def _is_reached(composer: Composer, ink: Box | None, paper: Size) -> bool:
    """Tell whether all ink of a page comes on the paper.

    An office printer leaves the edges white. Tiles and sheets with crop marks are printed up to
    their edges; with bleed, ink at an edge would be cut through.
    """
    options = composer.options
    if options.bleed:
        reach = ALIKE
    elif options.tile is not None or options.crop_marks:
        reach = -ALIKE
    else:
        reach = max(REACH, options.printer.margin if options.printer else 0)
    return ink is None or within(ink, Box(0, 0, *paper).inset(Insets.all(reach)))


def _foot(composer: Composer, paper: Size, look: Look) -> Literal["whole", "number", "none"]:
    """How much of our foot has room beneath a page that lies as it is."""
    area, safe = composer.area(paper, ruled=True), foot.safe(paper, composer.margin)
    below = Box(safe.x, area.bottom, safe.width, safe.bottom - area.bottom)
    if not look.inked(grown(below, CLEAR)):
        return "whole"
    number = foot.page_number_box(paper, NUMBER_WIDTH, composer.margin, ruled=True)
    return "none" if look.inked(grown(number, CLEAR)) else "number"


def _is_personal(composer: Composer, handout: Handout) -> bool:
    """Tell whether a sheet says whose it is: beside the ruler, and at its head where named."""
    made_for = ("participant", "table")
    return composer.options.personal and handout.per in made_for


def _name(area: Box) -> Box:
    """Where a name is written, at the head of a sheet."""
    return Box(area.right - NAME_WIDTH, area.y, NAME_WIDTH, NAMED)


def _percent(composer: Composer, scale: float) -> str:
    """Return to how many per cent a page was made smaller; close to 100 with a decimal."""
    if not composer.content.workshop.words.reduced:
        place = composer.content.place("workshop", "words")
        raise Problem("words: misses the key 'reduced'", place, hint="copy it from content/gpo")
    whole = f"{100 * scale:.0f}"
    return f"{100 * scale:.1f}" if whole == "100" else whole
