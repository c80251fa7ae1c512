"""How a large page is divided on small paper: all of it is there, within reach, seams keep off."""

from __future__ import annotations

import pytest
from conftest import press
from hypothesis import given
from hypothesis import strategies as st

from worksheets.geometry import Insets, Size
from worksheets.imposition.tiling import BLEED, STEP, Inked, Tiling, check, fits, joints, tiling
from worksheets.paper import PAPERS
from worksheets.printers import Printer
from worksheets.problems import Undoable

MARGIN = 8
WHITE = Insets.all(MARGIN)  # a page that keeps the margin itself
A4, A3, A0, LETTER = (PAPERS[name] for name in ("A4", "A3", "A0", "Letter"))


@pytest.mark.parametrize(
    ("page", "paper", "columns", "rows", "lying"),
    [
        # The height of A4 is the width of A3: with both margins white, one row is enough.
        (A3.landscape, A4, 3, 1, A4),
        (A3, A4, 1, 3, A4.landscape),
        (A3.landscape, LETTER, 2, 2, LETTER.landscape),
        (A0, A3, 3, 3, A3),
        (A0, A4, 3, 7, A4.landscape),
        (Size(300, 200), A4, 2, 1, A4),  # fewest sheets, then the shortest seam
    ],
)
def test_the_fewest_sheets(page: Size, paper: Size, columns: int, rows: int, lying: Size) -> None:
    """In the orientation that takes the fewest."""
    plan = tiling(page, paper, margin=MARGIN, white=WHITE)
    assert (columns, rows, lying) == (len(plan.columns), len(plan.rows), plan.paper)


def test_ink_in_the_margin_needs_paper_beyond_the_page() -> None:
    """A page that is printed up to its edge needs more than paper of its own height."""
    assert 1 == len(tiling(A3.landscape, A4, margin=MARGIN, white=WHITE).rows)
    (row, *more) = tiling(A3.landscape, A4, margin=MARGIN).rows
    assert more and -MARGIN == row.edge


@pytest.mark.parametrize("overlap", [0, 5, 8])
def test_an_overlap_within_the_margin_is_refused(overlap: float) -> None:
    """The strip to glue would have nothing of the page on it."""
    with pytest.raises(Undoable, match=f"an overlap of {overlap} mm lies within") as raised:
        tiling(A3, A4, margin=MARGIN, overlap=overlap)
    assert "choose an overlap of more than 8 mm" == raised.value.hint


def test_paper_without_room_is_refused() -> None:
    """Small paper, or a large overlap."""
    with pytest.raises(Undoable, match="sheets of 50 x 60 mm have no room"):
        check(Size(50, 60), overlap=12, margin=MARGIN)
    with pytest.raises(Undoable, match="with an overlap of 180 mm"):
        check(A4, overlap=180, margin=MARGIN)


@pytest.mark.parametrize(
    ("page", "answer"), [(A4, True), (A4.landscape, True), (A3, False), (Size(211, 100), True)]
)
def test_a_page_fits_in_either_orientation(page: Size, answer: bool) -> None:
    assert answer == fits(page, A4)


def test_a_seam_avoids_what_it_can() -> None:
    """Words at the middle move it aside; it stays clear of them by a millimetre."""
    seams = [
        tiling(Size(300, 200), A4, margin=MARGIN, white=WHITE, across=across).columns[0].end
        for across in ((), (Inked(140, 158, 10),), (Inked(140, 158, 10), Inked(158.5, 170, 5)))
    ]
    assert 150 == seams[0]
    assert 158 + 1 <= seams[1] <= 158 + 1 + 2 * STEP
    assert 140 - 1 - 2 * STEP <= seams[2] <= 140 - 1


@pytest.mark.parametrize(
    ("across", "low", "high"),
    [
        # The first place of a seam is 150.4 mm, 0.9 mm before words; the step before it is free.
        ((Inked(151.3, 180, 5), Inked(180, 340, 1)), 181, 189.6),
        # The last is 189.6 mm, 0.9 mm after words; the step after it is free.
        ((Inked(0, 160, 1), Inked(160, 188.7, 5)), 150.4, 159),
    ],
)
def test_a_seam_between_two_steps_crosses_what_the_worse_of_both_does(
    across: tuple[Inked, ...], low: float, high: float
) -> None:
    """It crosses only what matters less, also near the ends of its room, off the whole steps."""
    (first, _) = tiling(Size(340, 200), A4, margin=8.2, across=across).columns
    assert low - 1e-6 <= first.end <= high + 1e-6


LENGTHS = st.floats(60, 1300)
PAPERS_GIVEN = st.sampled_from((A4, A3, LETTER, Size(320, 450), Size(120, 180)))
THINGS = st.lists(
    st.builds(lambda x, w, k: Inked(x, x + w, k), LENGTHS, st.floats(0, 200), st.floats(0, 50)),
    max_size=8,
)


@pytest.mark.slow
@given(
    st.builds(Size, LENGTHS, LENGTHS),
    PAPERS_GIVEN,
    st.floats(8.1, 25),
    st.sampled_from((4.0, 8.0)),
    st.sampled_from((0.0, 3.0, 8.0)),
    THINGS,
)
def test_every_point_lies_on_paper_that_the_printer_reaches(
    page: Size, paper: Size, overlap: float, margin: float, white: float, things: list[Inked]
) -> None:
    """With the overlap asked for, and for equal things the same seams."""

    def divided() -> Tiling:
        insets = Insets.all(white)
        return tiling(page, paper, overlap=overlap, margin=margin, white=insets, across=things)

    plan = divided()
    assert divided() == plan
    for spans, length, sheet in (
        (plan.columns, page.width, plan.paper.width),
        (plan.rows, page.height, plan.paper.height),
    ):
        # Without gaps, from edge to edge.
        assert 0 == spans[0].start and length == spans[-1].end
        assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
        for span in spans:
            # What is drawn of it lies within reach; at the page's edge only where it has ink.
            low = span.edge + margin
            high = span.edge + sheet - margin
            start = min(white, margin) + 0.001 if span.first else span.start - BLEED
            end = length - min(white, margin) - 0.001 if span.last else span.end + BLEED
            assert low <= start + 1e-6 and end <= high + 1e-6
            if not span.last:
                assert overlap <= span.edge + sheet - span.end + 1e-6
    tiles = plan.tiles
    assert len(plan.columns) * len(plan.rows) == len(tiles)


@pytest.mark.slow
@given(st.builds(Size, LENGTHS, LENGTHS), PAPERS_GIVEN)
def test_neighbours_share_their_crosses(page: Size, paper: Size) -> None:
    """Two for every seam between two tiles, at the same place on the page."""
    plan = tiling(page, paper, margin=MARGIN, white=WHITE)
    crosses = {(tile.row, tile.column): set(joints(plan, tile)) for tile in plan.tiles}
    for (row, column), points in crosses.items():
        for x, y in points:  # within reach, with their arms
            tile = next(t for t in plan.tiles if (t.row, t.column) == (row, column))
            across, down = x - tile.across.edge, y - tile.down.edge
            assert MARGIN + 2 <= across + 1e-6 and across <= plan.paper.width - MARGIN - 2 + 1e-6
            assert MARGIN + 2 <= down + 1e-6 and down <= plan.paper.height - MARGIN - 2 + 1e-6
        for other in ((row, column + 1), (row + 1, column)):
            if other in crosses:
                assert 2 <= len(points & crosses[other])


def test_a_printers_own_margin_counts() -> None:
    """What it does not reach is wider; the tiles are corrected for it like any sheet."""
    printer = Printer(margin=13, scale_x=1.01)
    with pytest.raises(Undoable, match="within the printer's margin of 13 mm"):
        press(tile="A4", printer=printer)
    gpo = press(tile="A4", overlap=20, printer=printer)
    job = gpo.job(gpo.handout("kwadrant"))
    assert len(job.sheets) > 2
    for sheet in job.sheets:
        assert printer.corrects(sheet.front.size, back=False) == sheet.front.adjust
