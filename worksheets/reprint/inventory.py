"""What lies in the box when a kit is printed and cut, and the sheets that print a part of it.

A page in the box is a cut-out, or a sheet on which nothing is cut out; what lies beneath cut-outs
is scrap. What is printed for one occasion (the packing list, the order, the table cards: they tell
how many come) is not in the box, and copies with names on them are no pages of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.content.workshop import Handout
from worksheets.drawing.appearance import CODE, Facts, Visible
from worksheets.drawing.items import Group, Item, Page, Text, Use
from worksheets.drawing.sheets import Job, Sheet, Side
from worksheets.geometry import Size
from worksheets.handouts.circles.deck import circles_together
from worksheets.handouts.shared.codes import code_of
from worksheets.handouts.shared.section import Section
from worksheets.press.jobs import Press
from worksheets.press.modules import module_of
from worksheets.press.names import CHANGED, slug
from worksheets.press.sections import needed, sections, sheets_of_cards
from worksheets.reprint.changes import Changes
from worksheets.reprint.record import Kind, PageRecord


class BoxedPage(Struct, frozen=True):
    """A page in the box and what it is drawn from: a cut-out and its back, or a whole sheet."""

    entry: PageRecord
    handout: Handout
    page: Page
    back: Page | None = None
    sheet: Sheet | None = None


def contents(press: Press, date: str) -> tuple[BoxedPage, ...]:
    """Return all that lies in the box when the kit is printed on a date, in its order."""
    seen = Visible(press.fonts)
    lasting = [h for h in press.handouts if module_of(h.template_name).lasts]
    return tuple(thing for h in lasting for thing in _things(press, h, seen, date))


def _things(press: Press, handout: Handout, seen: Visible, date: str) -> Iterator[BoxedPage]:
    pages = [
        (owner, name, number, facts, alike)
        for owner, sections in _owners(press, handout)
        for name, number, facts, alike in _alike(press, handout, sections, seen)
    ]
    for owner, name, number, facts, alike in pages:
        piece = alike[0]
        entry = PageRecord(
            id=f"{handout.id}/{owner}{name}{f'#{number}' if number > 1 else ''}",
            title=_title(press, handout, piece.page, number, len(pages)),
            kind="sheet" if piece.sheet else "circle" if piece.page.round else "card",
            code=_code(press, piece.page),
            copies=len(alike),
            printed=date,
            facts=facts,
        )
        yield BoxedPage(entry, handout, piece.page, piece.back, piece.sheet)


def _owners(press: Press, handout: Handout) -> Iterator[tuple[str, Sequence[Section]]]:
    """Yield the sheets of each subject, or all of them where they are of none.

    As the plain kit has them: one subject after the other, on sheets of their own.
    """
    plain = press.composer.collating("sheet")
    handout_sections = sections(plain, handout, press.subjects, press.plan)
    if not handout.per_subject:
        yield "", handout_sections
        return
    for subject, section in zip(press.subjects, handout_sections, strict=True):
        yield f"{press.file_names.slug(subject)}/", (section,)


class _Piece(Struct, frozen=True):
    """What comes off the press as one: a cut-out with what is behind it, or a whole sheet."""

    page: Page
    back: Page | None = None
    sheet: Sheet | None = None


def _alike(
    press: Press, handout: Handout, sections: Sequence[Section], seen: Visible
) -> Iterator[tuple[str, int, Facts, list[_Piece]]]:
    """Yield the pages of an owner: name, number among those of that name, and all that look so.

    Pieces that look the same are one page, even when they are read aloud differently.
    """
    groups: dict[tuple[str, str], list[_Piece]] = {}
    facts: dict[Page, Facts] = {}
    for section in sections:
        for sheet in section.sheets:
            for piece in _pieces(press, handout, sheet):
                if piece.page not in facts:
                    facts[piece.page] = seen.facts(piece.page)
                key = (slug(piece.page.name) or "page", facts[piece.page].hash)
                groups.setdefault(key, []).append(piece)
    numbers: Counter[str] = Counter()
    for (name, _), alike in groups.items():
        numbers[name] += 1
        yield name, numbers[name], facts[alike[0].page], alike


def _pieces(press: Press, handout: Handout, sheet: Sheet) -> Iterator[_Piece]:
    """Yield what is cut out of a sheet; or the sheet, when nothing is."""
    cut = _cut_out(sheet.front)
    if not cut:
        yield _Piece(_whole(press, handout, sheet), sheet=sheet)
        return
    backs = _cut_out(sheet.back) if sheet.back else []
    for n, page in enumerate(cut):
        yield _Piece(page, backs[n] if backs else None)


def _cut_out(side: Side) -> list[Page]:
    pages = [placement.page for placement in side.placements]
    return [page for page in pages if page.round or page.size != side.size]


def _whole(press: Press, handout: Handout, sheet: Sheet) -> Page:
    """Return all that is to be seen of a sheet as one page: its sides, and its foot.

    Of the foot only what lasts: not the version, nor the page's number.
    """
    items: list[Item] = []
    high = 0.0
    for side in (sheet.front, sheet.back):
        if side is None:
            continue
        for placement in side.placements:
            x, y = placement.corner
            items.append(Group(placement.page.items, x, y + high, placement.scale, placement.turn))
        items.append(Group(side.marks, 0, high))
        high += side.size.height
    front = sheet.front
    if sheet.foot == "whole":
        items.append(Use(press.lasting_foot(handout, sheet)))
    first = front.placements[0].page if front.placements else None
    title = first.title if first else ""
    return Page(first.name if first else "", Size(front.size.width, high), tuple(items), title)


def _title(press: Press, handout: Handout, page: Page, number: int, many: int) -> str:
    """What a page is called: "cirkel hoe, nu, Engels"; the handout, and which of it."""
    aspects = press.content.aspects
    if page.round and aspects and page.title.startswith(f"{aspects.circle_name}: "):
        name = aspects.circle_name
        return f"{name[0].lower()}{name[1:]} {page.title.removeprefix(f'{name}: ')}"
    if page.title.startswith(f"{handout.title}: "):
        return page.title
    if many > 1 and page.title and page.title != handout.title:
        return f"{handout.title}: {page.title}"
    return handout.title if number == 1 else f"{handout.title} ({number})"


def _code(press: Press, page: Page) -> str:
    """Return the code that stands beside a circle, or on something else that is cut out."""
    if page.round:
        return code_of(press.composer, page)
    drawn = (i.text for i in page.items if isinstance(i, Text) and i.style.name == CODE)
    return next(drawn, "")


# -- sheets of some of it ------------------------------------------------------------------------


def chosen_of(things: Sequence[BoxedPage], changes: Changes) -> list[BoxedPage]:
    """Return the pages to print again, of those that there are for this printer.

    A printer's margin may give a handout other pages than the box has: then all are printed.
    """
    wanted, now = changes.to_print, {entry.id for entry in changes.now}
    ids = {thing.entry.id for thing in things}
    whole = {page.split("/")[0] for page in wanted - ids}
    whole |= {
        thing.entry.handout
        for thing in things
        if thing.entry.id not in now
        and any(page.startswith(f"{thing.entry.handout}/") for page in wanted)
    }
    return [t for t in things if t.entry.id in wanted or t.entry.handout in whole]


def changed_job(press: Press, things: Sequence[BoxedPage], name: str = CHANGED) -> Job:
    """Return an output of some pages of the box, each as often as the kit has it.

    Sheets are as they are; circles of one diameter lie together, of all sets, subjects and
    handouts, and so do cards, on as few sheets as possible.
    """
    title = press.content.workshop.title
    if press.content.workshop.words.printed:
        title = press.content.workshop.words.printed.title
    parts: list[tuple[Handout, tuple[Section, ...]]] = []
    for handout, alike in _together(press, things, lambda thing: thing.handout.id, "sheet"):
        sheets = tuple(
            boxed.sheet for boxed in alike for _ in range(boxed.entry.copies) if boxed.sheet
        )
        parts.append((handout, (Section(handout.title, sheets),)))
    for handout, alike in _together(
        press, things, lambda thing: f"{thing.page.size.width:g}", "circle"
    ):
        own = replace(handout, id=f"{CHANGED}-{len(parts)}", title=title, per_subject="", set="")
        files = needed(press.composer, replace(own, template="circles"))
        sheets = circles_together(press.composer, own, _all(alike), *files)
        parts.append((own, (Section(title, sheets),)))
    for handout, alike in _together(press, things, _cards_with, "card"):
        sheets = sheets_of_cards(press.composer, handout, [page for page, _ in _all(alike)])
        parts.append((handout, (Section(handout.title, sheets),)))
    return press.assembled(name, title, parts)


def _cards_with(thing: BoxedPage) -> str:
    """With which cards others share sheets: of one template, on paper or on the same labels."""
    return f"{thing.handout.template_name} {thing.handout.sheet}"


def _together(
    press: Press, things: Sequence[BoxedPage], key: Callable[[BoxedPage], str], kind: Kind
) -> Iterator[tuple[Handout, list[BoxedPage]]]:
    """Yield things of a kind that share sheets, with the first of their handouts."""
    groups: dict[tuple[str, Size], list[BoxedPage]] = {}
    for thing in things:
        if thing.entry.kind == kind:
            groups.setdefault((key(thing), press.composer.paper(thing.handout)), []).append(thing)
    for alike in groups.values():
        yield alike[0].handout, alike


def _all(things: Sequence[BoxedPage]) -> list[tuple[Page, Page | None]]:
    """Return the cut-outs of things with their backs, each as often as it is in the kit."""
    return [(boxed.page, boxed.back) for boxed in things for _ in range(boxed.entry.copies)]
