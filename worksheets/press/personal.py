"""Sheets for each participant and table: the same drawing, with what is their own laid over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.packing import Packing
from worksheets.content.workshop import Handout
from worksheets.drawing.sheets import Placement, Sheet
from worksheets.geometry import Box, Point, Size
from worksheets.handouts.shared.section import Section
from worksheets.layout.counting import Crowd
from worksheets.marks import foot
from worksheets.press.feet import has_ruler
from worksheets.press.modules import module_of
from worksheets.press.sheet_counts import designed_print
from worksheets.problems import Undoable
from worksheets.wording import fill

PERSON = "person"  # the page that is laid over a sheet
ORIGIN = Point(0, 0)
LOGO = 40.0  # mm


class Copy(Struct, frozen=True):
    """Whose sheets these are: said in words, with names or a line for them when it is `named`."""

    label: str
    named: bool = False
    names: tuple[str, ...] = ()


def crowd(composer: Composer) -> Crowd:
    """Return who comes: as the options say, or else the workshop."""
    workshop, options = composer.content.workshop, composer.options
    participants = options.participants or workshop.participants
    tables = options.tables or min(workshop.tables, participants)
    usual = composer.content.packing.spare if composer.content.packing else 0
    if options.personal:
        usual = 0  # what is made for each has no reserve, unless it is asked for
    return Crowd(participants, tables, usual if options.spare is None else options.spare)


def for_each_person(
    composer: Composer, handout: Handout, sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Return a handout's sheets for each participant and table, if that is asked."""
    module = module_of(handout.template_name)
    if not composer.options.personal or module.each_table:
        return sections
    serves = designed_print(composer, sections).serves
    return copied(composer, handout, sections, crowd(composer), serves)


def copies_for(
    packing: Packing, handout: Handout, crowd: Crowd, serves: int, names: Sequence[str] = ()
) -> Iterator[Copy]:
    """Yield the copies of a handout, each for as many as one print serves."""
    words, people, tables = packing.personal, crowd.participants, crowd.tables
    if handout.per == "participant":
        for first in range(1, people + 1, serves):
            last = min(first + serves - 1, people)
            yield Copy(
                fill(
                    words.participant if first == last else words.participants,
                    n=first,
                    first=first,
                    last=last,
                    participants=people,
                ),
                True,
                tuple(names[first - 1 : last]),
            )
    per_table = handout.at_table if handout.per == "participant" else handout.per == "table"
    wanted = [n for n in range(1, tables + 1) for _ in range(per_table)]
    for at in range(0, len(wanted), serves):
        first, last = wanted[at], wanted[min(at + serves, len(wanted)) - 1]
        text = words.table if first == last else words.tables
        yield Copy(fill(text, n=first, first=first, last=last, tables=tables))


def copied(
    composer: Composer,
    handout: Handout,
    sections: Sequence[Section],
    crowd: Crowd,
    serves: int,
) -> tuple[Section, ...]:
    """Return a handout's runs of sheets once for each copy, or as they are for the team's."""
    packing = composer.content.packing
    if packing is None:
        raise Undoable(
            "sheets for each participant need the file packing.yaml, which is not there",
            hint="copy it from content/gpo",
        )
    every = tuple(copies_for(packing, handout, crowd, serves, composer.options.names))
    if not every:
        return tuple(sections)
    runs = []
    many = sum(len(section.sheets) for section in sections)
    designs = [f"{handout.title} {n}" if many > 1 else handout.title for n in range(1, many + 1)]
    for copy in every:
        names = iter(designs)
        kinds = {
            _kind(composer, handout, sheet) for section in sections for sheet in section.sheets
        }
        over = {kind: _over(composer, handout, copy, *kind) for kind in kinds}
        for section in sections:
            title = copy.label if len(sections) == 1 else f"{section.title}, {copy.label}"
            sheets = tuple(
                _with(sheet, over[_kind(composer, handout, sheet)], next(names))
                for sheet in section.sheets
            )
            runs.append(Section(title, sheets, level=1))
    return tuple(runs)


def _kind(composer: Composer, handout: Handout, sheet: Sheet) -> tuple[Size, bool]:
    """What decides where a copy says whose it is: the paper, and whether its foot has a ruler."""
    return sheet.front.size, has_ruler(composer.options, handout, sheet)


def _over(composer: Composer, handout: Handout, copy: Copy, paper: Size, ruled: bool) -> Placement:
    area = composer.area(paper, ruled=ruled)
    place = module_of(handout.template_name).name_place_in(area)
    logo = LOGO if composer.content.workshop.logo and place.clear_of_logo else 0
    left = area.right - place.width - place.inset - logo
    box = Box(left, area.y + place.below, place.width, place.height)
    labelled = bool(handout.part) or place.always_labelled
    page = composer.page_over(
        paper,
        PERSON,
        handout,
        copy=copy,
        box=box,
        labelled=labelled,
        whose=foot.copy_box(paper, composer.margin, ruled=ruled),
        by_ruler=foot.has_copy_by_ruler(paper, composer.margin, ruled=ruled),
    )
    return Placement(page, ORIGIN)


def _with(sheet: Sheet, over: Placement, design: str) -> Sheet:
    if sheet.labels:  # a name would stand on labels; the bookmark tells whose they are
        return replace(sheet, design=design)
    front = replace(sheet.front, placements=(*sheet.front.placements, over))
    return replace(sheet, front=front, design=design)
