"""Circles to cut out: which lie on which sheet, and what lies beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects, CircleSet
from worksheets.content.subjects import Subject, short_codes
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Symbol, Tag, Use
from worksheets.drawing.sheets import Placement, Sheet
from worksheets.geometry import Point
from worksheets.handouts.circles import numbers
from worksheets.handouts.circles.backs import Backs
from worksheets.handouts.circles.badges import Badge
from worksheets.handouts.circles.codes import Codes
from worksheets.handouts.circles.cutting import Cutter
from worksheets.handouts.circles.numbers import SetCircle as Disc
from worksheets.handouts.shared.name_place import NamePlace
from worksheets.handouts.shared.section import Section
from worksheets.imposition.collation import collated
from worksheets.imposition.cutting import Layout
from worksheets.problems import NOWHERE, Problem, Problems, Undoable

NEEDS = ("aspects",)
# Above circles there is less room: two lines of 7 pt, and nothing else says whose they are.
NAME_PLACE = NamePlace(below=6.1, height=6.1, clear_of_logo=False, always_labelled=True)
ORIGIN = Point(0, 0)


class Face(Struct, frozen=True):
    """A circle with all that it has in common with those of other subjects."""

    circle: Disc
    page: Page
    symbol: Symbol


def sheets(
    composer: Composer, handout: Handout, subjects: tuple[Subject, ...], aspects: Aspects
) -> tuple[Section, ...]:
    """Return sheets of circles to cut out, collated as the options say.

    By sheet, each set is on sheets of its own, for each subject under its name. Otherwise sets of
    several colours and subjects share sheets, all under the handout's title.
    """
    deck = _Deck(composer, handout, aspects)
    owners = subjects if handout.per_subject else (None,)
    try:
        return _sections(deck, owners)
    except Problem:
        deck.check_names(subjects)
        raise


def _sections(deck: _Deck, owners: Sequence[Subject | None]) -> tuple[Section, ...]:
    composer, handout = deck.composer, deck.handout
    if composer.options.collate != "sheet":
        mixed = tuple(deck.mixed(owners))
        return (Section(handout.title, mixed),) if mixed else ()
    first = composer.options.first
    sections = []
    for owner in owners:
        own: list[Sheet] = []
        for set_ in deck.sets:
            own += deck.own(set_, owner, first)
            first = 1
        title, level = (owner.name, 1) if owner else (handout.title, 0)
        sections.append(Section(title, tuple(own), level))
    return tuple(sections)


def circles_together(
    composer: Composer,
    handout: Handout,
    pages: Sequence[tuple[Page, Page | None]],
    aspects: Aspects,
) -> tuple[Sheet, ...]:
    """Return as few sheets as possible with some circles that were made, and their backs."""
    deck = _Deck(composer.collating("dense", composer.options.first), handout, aspects)
    return tuple(deck.again(pages))


class _Deck:
    """The circles of one handout."""

    def __init__(self, composer: Composer, handout: Handout, aspects: Aspects) -> None:
        self.composer, self.handout, self.aspects = composer, handout, aspects
        self.sets = numbers.sets(aspects, handout)
        self.cutter = Cutter(composer, handout)
        self.paper = self.cutter.paper
        self.area = composer.area(self.paper, ruled=True)
        if not self.cutter.labels and self.area.width < numbers.LEAST_WIDTH:
            raise Problem(
                f"{handout.id} has sheets of {self.paper}: too narrow for the words above circles",
                composer.paper_place(handout),
                hint=f"choose paper that is {numbers.LEAST_WIDTH:g} mm wide between its margins",
            )
        self._codes = Codes(composer, handout, self.cutter.room)
        self._badges: dict[int, Badge] = {}
        self._backs = None
        if composer.options.backs:
            self._backs = Backs(composer, handout, aspects, self.code_of)

    def own(self, set_: CircleSet, owner: Subject | None, first: int) -> Iterator[Sheet]:
        """Yield the sheets that one set has for itself."""
        faces = self._faces(set_, owner)
        most = len(self.cutter.layout().places)
        count = numbers.copies_of_set(self.handout, set_, owner, capacity=most, size=len(faces))
        # Circles that do not fill a sheet lie in rows and columns, which are easiest to cut. Places
        # that are used up (--first) do not count: a handout lies the same on fresh and used paper.
        layout = self.cutter.layout(min(count * len(faces), most))
        capacity = len(layout.places)
        self._check_first(first, capacity)
        pages = self._pages(faces, set_, owner)
        for laid in collated([[pages] * count], capacity, "sheet", first):
            if self.cutter.labels:
                yield self._sheet(laid, layout, [])
                continue
            title = [self._badge(owner).title] if owner else []  # it is read before the other words
            ground, words = self._beneath(set_, _whole(laid, pages), layout, owner)
            yield self._sheet(laid, layout, [ground, *title, words])

    def mixed(self, owners: Sequence[Subject | None]) -> Iterator[Sheet]:
        """Yield sheets that sets share: in stacks, or as many as there is room for."""
        sets = [
            [self._pages(self._faces(set_, owner), set_, owner)]
            * numbers.copies_of_set(self.handout, set_, owner, capacity=0, size=0)
            for owner in owners
            for set_ in self.sets
        ]
        if self.handout.copies == "fill":
            sets = [alike * self._times(sets) for alike in sets]
        yield from self._shared(sets)

    def _times(self, sets: Sequence[Sequence[Sequence[Page]]]) -> int:
        """How often all sets lie on the sheets that they need anyway: whole, so that all agree."""
        every = [pages for alike in sets for pages in alike]
        in_stacks = self.composer.options.collate == "stack"
        things = len(every) if in_stacks else sum(map(len, every))
        return numbers.times_filled(things, len(self.cutter.layout().places))

    def again(self, pages: Sequence[tuple[Page, Page | None]]) -> Iterator[Sheet]:
        """Yield sheets of circles that were made before, with their backs."""
        if self._backs:
            self._backs.know((front, back) for front, back in pages if back)
        yield from self._shared([[[front for front, _ in pages]]])

    def _shared(self, sets: Sequence[Sequence[Sequence[Page]]]) -> Iterator[Sheet]:
        composer, how, first = (
            self.composer,
            self.composer.options.collate,
            self.composer.options.first,
        )
        layout = self.cutter.layout(sum(map(len, sets)) if how == "stack" else None)
        capacity = len(layout.places)
        self._check_first(first, capacity)
        if self.cutter.labels:
            yield from (self._sheet(s, layout, []) for s in collated(sets, capacity, how, first))
            return
        instruction = self.cutter.instruction(self.aspects, layout, stacked=how == "stack")
        for laid in collated(sets, capacity, how, first):
            named = f"{self.aspects.circle_name}: "
            there = [page.title.removeprefix(named) for page in laid if page]
            (under,) = composer.pages(
                "circles-mixed",
                self.handout,
                header=numbers.header(self.area),
                collate=how,
                instruction=instruction,
                first=there[0],
                last=there[-1],
            )
            yield self._sheet(laid, layout, [Placement(under, ORIGIN)])

    def _sheet(
        self,
        laid: Sequence[Page | None],
        layout: Layout,
        beneath: Sequence[Placement],
    ) -> Sheet:
        sheet = self.cutter.sheet(laid, layout, beneath)
        codes = () if self.cutter.labels else self._codes.marks(laid, layout)
        front = replace(sheet.front, marks=(*sheet.front.marks, *codes))
        sheet = replace(sheet, front=front)
        back = self._backs.side(laid, self.paper, layout.places) if self._backs else None
        return replace(sheet, back=back)

    def check_names(self, subjects: Sequence[Subject]) -> None:
        """Raise Problems with every subject whose name or code does not fit, if several do not."""
        problems = {}
        for subject in subjects if self.handout.per_subject else ():
            try:
                self._badge(subject)
            except Problem as problem:
                # A fault of the template is one fault, however many subjects meet it.
                written = self.composer.content.places.get(id(subject.name), NOWHERE)
                if problem.at.file == written.file:
                    problems[str(problem), problem.detail] = problem
        if len(problems) > 1:
            raise Problems(problems.values())

    # -- what is the same for many sheets -----------------------------------------------------

    def _faces(self, set_: CircleSet, owner: Subject | None) -> tuple[Face, ...]:
        make = partial(self._made_faces, set_, owner is not None)
        return self.composer.once(make, "faces", self.handout.id, set_.id, owner is not None)

    def _made_faces(self, set_: CircleSet, for_subject: bool) -> tuple[Face, ...]:
        faces: dict[Disc, Face] = {}
        size, blank = self.composer.diameter(self.handout), self.handout.blank
        of_subject = for_subject or blank
        every = tuple(
            numbers.circles(self.aspects, set_, size, for_subject=of_subject, to_write=blank)
        )
        for circle in dict.fromkeys(every):
            word = numbers.spoken(circle, self.aspects)
            page = self.composer.pages("circle", self.handout, circle=circle, word=word)[0]
            faces[circle] = Face(circle, page, Symbol(page.name, page.items))
        return tuple(faces[circle] for circle in every)

    def _pages(
        self, faces: Sequence[Face], set_: CircleSet, owner: Subject | None
    ) -> tuple[Page, ...]:
        badge = self._badge(owner).on(set_) if owner else None
        different = {id(face): face for face in faces}
        own = {key: self._circle(face, owner, badge) for key, face in different.items()}
        pages = tuple(own[id(face)] for face in faces)
        if self._backs:
            self._backs.add(pages, [face.circle for face in faces], set_, owner)
        return pages

    def _circle(self, face: Face, owner: Subject | None, badge: Symbol | None) -> Page:
        if owner is None or badge is None:
            return face.page
        spoken = numbers.spoken(face.circle, self.aspects, owner)
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

    def _badge(self, owner: Subject) -> Badge:
        """Return a subject's badge; only the last is kept, as subjects come one by one."""
        if id(owner) not in self._badges:
            code = self.code_of(owner)
            self._badges = {id(owner): Badge(self.composer, self.handout, owner, code, self.paper)}
        return self._badges[id(owner)]

    def code_of(self, owner: Subject) -> str:
        """Return the code of a subject, also of one that was named for this run alone."""
        subjects = self.composer.content.subjects
        listed = subjects.subjects if subjects else ()
        codes = self.composer.once(lambda: short_codes(listed), "short-codes")
        if owner.name not in codes:
            codes |= {owner.name: short_codes((*listed, owner))[owner.name]}
        return codes[owner.name]

    def _beneath(
        self, set_: CircleSet, copies: int, layout: Layout, owner: Subject | None
    ) -> tuple[Placement, Placement]:
        """What lies beneath the circles of a set: its band, and how many sets lie on a sheet."""
        return self.composer.once(
            partial(self._made_beneath, set_, copies, layout, owner is not None),
            *("beneath", self.handout.id, set_.id, copies, layout, owner is not None),
        )

    def _made_beneath(
        self, set_: CircleSet, copies: int, layout: Layout, for_subject: bool
    ) -> tuple[Placement, Placement]:
        ground, words = self.composer.pages(
            "circles",
            self.handout,
            set=set_,
            header=numbers.header(self.area),
            copies=copies,
            instruction=self.cutter.instruction(self.aspects, layout),
            for_subject=for_subject,
        )
        return Placement(ground, ORIGIN), Placement(words, ORIGIN)

    def _check_first(self, first: int, places: int) -> None:
        if first > places:
            hint = f"--first 1 to --first {places}"
            raise Undoable(f"a sheet of {self.handout.id} has no place {first}", hint=hint)


def _whole(laid: Sequence[Page | None], pages: Sequence[Page]) -> int:
    """Return how many sets lie on a sheet, or 0 where one of them is only there in part."""
    there = [page for page in laid if page]
    whole = len(there) // len(pages)
    return whole if there == [*pages] * whole else 0
