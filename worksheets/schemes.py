"""How a handout's pages come on sheets: a table of schemes by the template's name.

A handout that is not named here has one page a sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from msgspec import Struct
from msgspec.structs import replace

from worksheets import imposition, marks
from worksheets.content.model import FILES
from worksheets.content.model.aspects import Aspects, CircleSet
from worksheets.content.model.subjects import Subject
from worksheets.content.model.workshop import Handout
from worksheets.desk import Desk
from worksheets.drawing import (
    Circle,
    Group,
    Item,
    Line,
    Page,
    Path,
    Placement,
    Rect,
    Sheet,
    Stroke,
    Symbol,
    Tag,
    Text,
    Use,
)
from worksheets.geometry import Point, Size
from worksheets.handouts import circles
from worksheets.handouts.circles import Circle as Disc
from worksheets.problems import NOWHERE, Problem
from worksheets.theme import Ink

BADGE = "badge"  # the ink that a subject's badge is drawn in, until it is laid on a circle


class Part(Struct, frozen=True):
    """A run of sheets under one title, without the marks that count pages."""

    title: str
    sheets: tuple[Sheet, ...]
    level: int = 0


class Face(Struct, frozen=True):
    """A circle with all that it has in common with those of other subjects."""

    circle: Disc
    page: Page
    symbol: Symbol


class Layout(Struct, frozen=True):
    """What all sheets of one set share: faces, the page beneath, and the places for circles."""

    faces: tuple[Face, ...]
    beneath: Placement
    places: tuple[Point, ...]


def one_up(desk: Desk, handout: Handout, _subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return a sheet for each page of the handout's template.

    A module of the template's name in `handouts` may say which content files the template NEEDS,
    and what else it may use: values(content, handout).
    """
    name = f"worksheets.handouts.{handout.face.replace('-', '_')}"
    module = import_module(name) if find_spec(name) else None
    for file in getattr(module, "NEEDS", (handout.face,) if handout.face in FILES else ()):
        _need(desk, handout, file)
    values = module.values(desk.content, handout) if module else {}
    pages = desk.pages(handout.face, handout, **values)
    return (Part(handout.title, imposition.one_up(pages)),)


def circle_sets(desk: Desk, handout: Handout, subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return sheets of circles to cut out: each set on sheets of its own, for each subject."""
    _need(desk, handout, "aspects")
    if not handout.per_subject:
        return (Part(handout.title, tuple(_sheets(desk, handout, None))),)
    return tuple(
        Part(subject.name, tuple(_sheets(desk, handout, subject)), level=1) for subject in subjects
    )


def _need(desk: Desk, handout: Handout, file: str) -> None:
    """Raise Problem when the content has no file that a handout is drawn from."""
    if getattr(desk.content, file) is None:
        raise Problem(
            f"the handout {handout.id!r} needs the file {file}.yaml, which is not there",
            desk.content.places.get(id(handout.id), NOWHERE),
            hint="add the file, or take the handout from the list",
        )


def _sheets(desk: Desk, handout: Handout, subject: Subject | None) -> Iterator[Sheet]:
    aspects = desk.content.aspects
    assert aspects is not None
    paper = desk.paper(handout)
    sets = circles.sets(aspects, handout)
    own = _subject_pages(desk, handout, subject, paper) if subject else {}
    for one in sets:
        layout = desk.once(
            partial(_layout, desk, handout, one, paper, subject is not None),
            *("layout", handout.id, one.id, subject is not None),
        )
        symbol = None
        if subject:
            ink = desk.theme.ink(f"{one.style}-text", own["badge"].at)
            symbol = Symbol(f"badge-{one.id}", _inked(own["badge"].items, ink))
        pages = [_circle(face, aspects, subject, symbol) for face in layout.faces]
        copies = circles.copies(handout, len(layout.places), len(pages))
        beneath = [layout.beneath]
        if subject:  # its title is read first
            beneath.insert(0, Placement(own["title"], Point(0, 0)))
        for sheet in imposition.packed([pages] * copies, paper, layout.places, beneath=beneath):
            cuts = desk.once(
                partial(marks.cut_lines, desk.theme, sheet.front.placements),
                *("cut", handout.id, len(sheet.front.placements)),
            )
            yield replace(sheet, front=replace(sheet.front, marks=(Use(cuts),)))


def _layout(desk: Desk, handout: Handout, one: CircleSet, paper: Size, for_subject: bool) -> Layout:
    aspects = desk.content.aspects
    assert aspects is not None
    diameter = desk.circle_size
    chosen = tuple(circles.circles(aspects, one, diameter, for_subject=for_subject))
    faces = []
    for circle in chosen:
        page = desk.pages("circle", handout, circle=circle, word=circles.spoken(circle, aspects))[0]
        faces.append(Face(circle, page, Symbol(page.name, page.items)))
    area = marks.area(paper)
    room = circles.room(area)
    places = imposition.circles(room, diameter)
    if not places:
        raise Problem(
            f"a circle of {diameter:g} mm does not fit on {handout.id}, which has {room.size}",
            desk.content.place("workshop", "circle_size"),
            hint="choose smaller circles or larger paper",
        )
    (under,) = desk.pages(
        "circles",
        handout,
        set=one,
        header=circles.header(area),
        copies=circles.copies(handout, len(places), len(faces)),
        for_subject=for_subject,
    )
    return Layout(tuple(faces), Placement(under, Point(0, 0)), places)


def _subject_pages(desk: Desk, handout: Handout, subject: Subject, paper: Size) -> dict[str, Page]:
    """What a subject adds, by name: a badge for circles, a title for sheets."""
    pages = desk.pages(
        "subject",
        handout,
        subject=subject,
        diameter=desk.circle_size,
        scale=desk.circle_size / circles.DESIGN_DIAMETER,
        header=circles.header(marks.area(paper)),
    )
    return {page.name: page for page in pages}


def _inked(items: tuple[Item, ...], ink: Ink) -> tuple[Item, ...]:
    """Return a badge in the ink of the circles that it is laid on."""

    def stroke(old: Stroke | None) -> Stroke | None:
        return replace(old, ink=ink) if old and old.ink.name == BADGE else old

    def fill(old: Ink | None) -> Ink | None:
        return ink if old and old.name == BADGE else old

    def inked(item: Item) -> Item:
        match item:
            case Text() if item.style.ink.name == BADGE:
                return replace(item, style=replace(item.style, ink=ink))
            case Group():
                return replace(item, items=tuple(map(inked, item.items)))
            case Rect() | Circle() | Path():
                return replace(item, fill=fill(item.fill), stroke=stroke(item.stroke))
            case Line():
                return replace(item, stroke=stroke(item.stroke) or item.stroke)
            case _:
                return item

    return tuple(map(inked, items))


def _circle(face: Face, aspects: Aspects, subject: Subject | None, badge: Symbol | None) -> Page:
    if subject is None or badge is None:
        return face.page
    spoken = circles.spoken(face.circle, aspects, subject)
    return Page(
        face.page.name,
        face.page.size,
        (Use(face.symbol), Use(badge)),
        title=spoken,
        lang=face.page.lang,
        round=True,
        tag=Tag("figure", spoken),
        at=face.page.at,
    )


Scheme = Callable[[Desk, Handout, tuple[Subject, ...]], tuple[Part, ...]]
SCHEMES: dict[str, Scheme] = {"circles": circle_sets}
