"""Circles to cut out: which lie on which sheet, and what lies beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from worksheets import imposition, marks
from worksheets.content.model.aspects import Aspects, CircleSet
from worksheets.content.model.subjects import Subject
from worksheets.content.model.workshop import Handout
from worksheets.desk import Desk
from worksheets.drawing import Page, Placement, Sheet, Symbol, Tag, Use
from worksheets.geometry import Point
from worksheets.handouts import circles
from worksheets.handouts.circles import Circle as Disc
from worksheets.problems import Problem, Undoable
from worksheets.schemes.backs import Backs
from worksheets.schemes.badges import Badge
from worksheets.schemes.parts import Part, need

ORIGIN = Point(0, 0)


class Face(Struct, frozen=True):
    """A circle with all that it has in common with those of other subjects."""

    circle: Disc
    page: Page
    symbol: Symbol


def circle_sets(desk: Desk, handout: Handout, subjects: tuple[Subject, ...]) -> tuple[Part, ...]:
    """Return sheets of circles to cut out, collated as the options say.

    By sheet, each set is on sheets of its own, for each subject under its name. Otherwise sets of
    several colours and subjects share sheets, all under the handout's title.
    """
    need(desk, handout, "aspects")
    deck = _Deck(desk, handout)
    owners = subjects if handout.per_subject else (None,)
    if desk.options.collate != "sheet":
        return (Part(handout.title, tuple(deck.mixed(owners))),)
    first = desk.options.first
    parts = []
    for owner in owners:
        sheets: list[Sheet] = []
        for one in deck.sets:
            sheets += deck.own(one, owner, first)
            first = 1
        title, level = (owner.name, 1) if owner else (handout.title, 0)
        parts.append(Part(title, tuple(sheets), level))
    return tuple(parts)


class _Deck:
    """The circles of one handout."""

    def __init__(self, desk: Desk, handout: Handout) -> None:
        aspects = desk.content.aspects
        assert aspects is not None
        self.desk, self.handout, self.aspects = desk, handout, aspects
        self.sets = circles.sets(aspects, handout)
        self.paper = desk.paper(handout)
        self.area = desk.area(self.paper)
        self._badges: dict[int, Badge] = {}
        self._backs = Backs(desk, handout, aspects) if desk.options.backs else None

    def own(self, one: CircleSet, owner: Subject | None, first: int) -> Iterator[Sheet]:
        """Yield the sheets that one set has for itself."""
        faces = self._faces(one, owner)
        most = len(self._places(None))
        count = circles.copies(self.handout, one, owner, capacity=most, size=len(faces))
        # A sheet that is filled by fewer has them in rows and columns, which cut most easily.
        # What is used up has no say: the same handout lies the same on paper used in part.
        places = self._places(min(count * len(faces), most))
        self._check_first(first, len(places))
        beneath = [self._beneath(one, len(places) // max(len(faces), 1), count, owner)]
        if owner:  # its title is read first
            beneath.insert(0, self._badge(owner).title)
        pages = self._pages(faces, one, owner)
        for laid in imposition.collated([[pages] * count], len(places), "sheet", first):
            yield self._sheet(laid, places, beneath)

    def mixed(self, owners: Sequence[Subject | None]) -> Iterator[Sheet]:
        """Yield sheets that sets share: in stacks, or as many as there is room for."""
        desk, how, first = self.desk, self.desk.options.collate, self.desk.options.first
        sets = [
            [self._pages(self._faces(one, owner), one, owner)]
            * circles.copies(self.handout, one, owner, capacity=0, size=0)
            for owner in owners
            for one in self.sets
        ]
        places = self._places(sum(map(len, sets)) if how == "stack" else None)
        self._check_first(first, len(places))
        for laid in imposition.collated(sets, len(places), how, first):
            there = [page.title for page in laid if page]
            (under,) = desk.pages(
                "circles-mixed",
                self.handout,
                header=circles.header(self.area),
                collate=how,
                first=there[0],
                last=there[-1],
            )
            yield self._sheet(laid, places, [Placement(under, ORIGIN)])

    def _sheet(
        self,
        laid: Sequence[Page | None],
        places: Sequence[Point],
        beneath: Sequence[Placement],
    ) -> Sheet:
        sheet = imposition.laid(laid, self.paper, places, beneath=beneath)
        filled = tuple(page is not None for page in laid)
        cuts = self.desk.once(
            partial(marks.cut_lines, self.desk.theme, sheet.front.placements),
            *("cut", self.handout.id, len(places), filled),
        )
        back = self._backs.side(laid, self.paper, places) if self._backs else None
        return replace(sheet, front=replace(sheet.front, marks=(Use(cuts),)), back=back)

    # -- what is the same for many sheets -----------------------------------------------------

    def _faces(self, one: CircleSet, owner: Subject | None) -> tuple[Face, ...]:
        make = partial(self._made_faces, one, owner is not None)
        return self.desk.once(make, "faces", self.handout.id, one.id, owner is not None)

    def _made_faces(self, one: CircleSet, for_subject: bool) -> tuple[Face, ...]:
        faces = []
        size = self.desk.circle_size
        for circle in circles.circles(self.aspects, one, size, for_subject=for_subject):
            word = circles.spoken(circle, self.aspects)
            page = self.desk.pages("circle", self.handout, circle=circle, word=word)[0]
            faces.append(Face(circle, page, Symbol(page.name, page.items)))
        return tuple(faces)

    def _pages(
        self, faces: Sequence[Face], one: CircleSet, owner: Subject | None
    ) -> tuple[Page, ...]:
        badge = self._badge(owner).on(one) if owner else None
        pages = tuple(_circle(face, self.aspects, owner, badge) for face in faces)
        if self._backs:
            self._backs.add(pages, [face.circle for face in faces], one, owner)
        return pages

    def _badge(self, owner: Subject) -> Badge:
        """Only one is kept: a thousand subjects come one after the other."""
        if id(owner) not in self._badges:
            self._badges = {id(owner): Badge(self.desk, self.handout, owner, self.paper)}
        return self._badges[id(owner)]

    def _places(self, wanted: int | None) -> tuple[Point, ...]:
        make = partial(self._made_places, wanted)
        return self.desk.once(make, "places", self.handout.id, wanted)

    def _made_places(self, wanted: int | None) -> tuple[Point, ...]:
        diameter, room = self.desk.circle_size, circles.room(self.area)
        places = imposition.circles(room, diameter, wanted=wanted)
        if not places:
            raise Problem(
                f"a circle of {diameter:g} mm does not fit on {self.handout.id}, which has"
                f" {room.size}",
                self.desk.content.place("workshop", "circle_size"),
                hint="choose smaller circles or larger paper",
            )
        return places

    def _beneath(
        self, one: CircleSet, capacity: int, count: int, owner: Subject | None
    ) -> Placement:
        """The page beneath the circles of a set; it tells how many sets lie on a sheet."""
        each = min(capacity, ceil(count))
        return self.desk.once(
            partial(self._made_beneath, one, each, owner is not None),
            *("beneath", self.handout.id, one.id, each, owner is not None),
        )

    def _made_beneath(self, one: CircleSet, copies: int, for_subject: bool) -> Placement:
        (under,) = self.desk.pages(
            "circles",
            self.handout,
            set=one,
            header=circles.header(self.area),
            copies=copies,
            for_subject=for_subject,
        )
        return Placement(under, ORIGIN)

    def _check_first(self, first: int, places: int) -> None:
        if first > places:
            hint = f"--first 1 to --first {places}"
            raise Undoable(f"a sheet of {self.handout.id} has no place {first}", hint=hint)


def _circle(face: Face, aspects: Aspects, owner: Subject | None, badge: Symbol | None) -> Page:
    if owner is None or badge is None:
        return face.page
    spoken = circles.spoken(face.circle, aspects, owner)
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
