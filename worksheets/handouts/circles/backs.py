"""What lies on the back of each circle: its question, or the same on all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects, CircleSet
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page, Symbol, Tag, Use
from worksheets.drawing.sheets import Placement, Side
from worksheets.geometry import Point, Size
from worksheets.handouts.circles import numbers
from worksheets.handouts.circles.numbers import SetCircle as Disc
from worksheets.handouts.shared.codes import code_of, filled, lifted
from worksheets.imposition.backs import behind


class Backs:
    """The backs of one handout's circles, by their fronts."""

    def __init__(
        self,
        composer: Composer,
        handout: Handout,
        aspects: Aspects,
        code_of: Callable[[Subject], str],
    ) -> None:
        self.composer, self.handout, self.aspects = composer, handout, aspects
        self._code_of = code_of
        self.same = composer.options.backs == "same"
        self._of: dict[int, Page] = {}  # by the identity of fronts, which live as long as sheets

    def add(
        self,
        fronts: Sequence[Page],
        discs: Sequence[Disc],
        set_: CircleSet,
        owner: Subject | None,
    ) -> None:
        """Make the backs of a set's circles."""
        badge = self._badge(owner) if owner and not self.same else None
        for front, disc in zip(fronts, discs, strict=True):
            if id(front) in self._of:  # equal circles of a set are one page
                continue
            back, place = lifted(self.composer, self._back(disc, set_, owner, badge))
            code = code_of(self.composer, front)
            self._of[id(front)] = filled(self.composer, back, place, code) if place else back

    def know(self, pairs: Iterable[tuple[Page, Page]]) -> None:
        """Take backs that were made with their fronts elsewhere."""
        self._of |= {id(front): back for front, back in pairs}

    def side(self, laid: Sequence[Page | None], paper: Size, places: Sequence[Point]) -> Side:
        """Return the back of a sheet: each back behind its front."""
        placements = []
        for front, place in zip(laid, places, strict=False):
            if front:
                at, turned = behind(place, paper, self.composer.options.turn)
                placements.append(Placement(self._of[id(front)], at, turn=turned))
        return Side(paper, tuple(placements))

    def _back(
        self, disc: Disc, set_: CircleSet, owner: Subject | None, badge: Symbol | None
    ) -> Page:
        face = self.composer.once(
            lambda: self._face(disc, owner),
            *("back", self.handout.id, "" if self.same else disc.name, owner is not None),
        )
        if owner is None or badge is None:
            return face
        spoken = f"{face.tag.alt}, {owner.name}"
        bare, place = lifted(self.composer, face)
        symbol = Symbol(face.name, bare.items)
        tag = Tag("figure", spoken)
        items = (Use(symbol), Use(badge), *([place] if place else []))
        return replace(face, items=items, title=spoken, tag=tag)

    def _face(self, disc: Disc, owner: Subject | None) -> Page:
        """The back of a circle, with all that it has in common with those of other subjects."""
        workshop = self.composer.content.workshop
        question = disc.aspect.question if disc.aspect else ""
        spoken = ", ".join(part for part in (question, disc.set.word.lower()) if part)
        if self.same:
            question = spoken = workshop.title
        (page,) = self.composer.pages(
            "circle-back", self.handout, circle=disc, question=question, word=spoken, same=self.same
        )
        return page

    def _badge(self, owner: Subject) -> Symbol:
        (page,) = self.composer.pages(
            "subject-back",
            self.handout,
            subject=owner,
            code=self._code_of(owner),
            diameter=self.composer.diameter(self.handout),
            scale=self.composer.diameter(self.handout) / numbers.DESIGN_DIAMETER,
        )
        return Symbol("badge-back", page.items)
