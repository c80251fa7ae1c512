"""Tokens that are laid in the fields of the quadrant: squares that lie on a corner."""

from __future__ import annotations

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.geometry import Insets, Size
from worksheets.handouts.shared.cut_outs import area_below, sheets_to_cut
from worksheets.handouts.shared.section import Section
from worksheets.imposition.grid import grid
from worksheets.marks.cut_marks import CUT_ON, CUT_WEIGHT
from worksheets.problems import Problem

NEEDS = ("quadrant", "aspects")
HALF_DIAGONAL = 17.5  # mm
HEAD = 17.0  # mm; the band above the tokens
SIDE = HALF_DIAGONAL * 2**0.5


def sheets(
    composer: Composer,
    handout: Handout,
    _subjects: tuple[Subject, ...],
    quadrant: Quadrant,
    aspects: Aspects,
) -> tuple[Section, ...]:
    """Return the sheets that tokens are cut out of, as many as there are tables; none of none."""
    if not quadrant.tokens:
        return ()
    workshop, options = composer.content.workshop, composer.options
    sets = {circle_set.id: circle_set for circle_set in aspects.sets}
    head, *pages = composer.pages(
        handout.template_name,
        handout,
        side=SIDE,
        tokens=[(token, sets[token.set]) for token in quadrant.tokens],
    )
    tables = options.tables or min(workshop.tables, options.participants or workshop.participants)
    copies = [
        page
        for token, page in zip(quadrant.tokens, pages, strict=True)
        for _ in range(token.copies * tables)
    ]
    room = area_below(composer, handout, HEAD).inset(Insets.all(CUT_ON + CUT_WEIGHT))
    places = grid(room, Size(SIDE, SIDE))
    if not places:
        fact = f"tokens of {SIDE:.1f} mm have no room on {composer.paper(handout)}"
        raise Problem(fact, composer.paper_place(handout), hint="choose larger paper")
    sheets = sheets_to_cut(
        composer, handout, copies, places[: len(copies)], size=Size(SIDE, SIDE), beneath=[head]
    )
    return (Section(handout.title, sheets),)
