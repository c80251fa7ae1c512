"""Several pages on a sheet: as large as can be, and nothing says that they are of true size."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from conftest import Cli, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf
from validators import PROFILES, faults

from worksheets.choices import PagesPerSheet, values_of
from worksheets.geometry import Size
from worksheets.imposition.circle_packing import GUTTER
from worksheets.imposition.nup import cell, grid
from worksheets.marks import foot
from worksheets.paper import PAPERS
from worksheets.press.jobs import Press, produce

A4, A3 = PAPERS["A4"], PAPERS["A3"]


@pytest.mark.parametrize(
    ("page", "count", "columns", "rows", "lying", "turn"),
    [
        (A4, 2, 2, 1, A4.landscape, 0),
        (A4, 4, 2, 2, A4, 0),
        (A4, 8, 4, 2, A4.landscape, 0),
        (A4, 9, 3, 3, A4, 0),
        (A4.landscape, 4, 2, 2, A4.landscape, 0),
        (A4.landscape, 2, 1, 2, A4, 0),
    ],
)
def test_copies_are_as_large_as_can_be(
    page: Size, count: int, columns: int, rows: int, lying: Size, turn: float
) -> None:
    """The paper is turned to suit; a page is turned only if that makes it larger."""
    layout = grid([page], A4, count, area=foot.area)
    assert (columns, rows, lying) == (layout.columns, layout.rows, layout.paper)
    assert turn == cell(page, layout, 0).turn


def test_a_page_among_others_is_turned_to_be_larger() -> None:
    """A landscape page among portrait ones."""
    layout = grid([A4, A4, A4, A3.landscape], A4, 4, area=foot.area)
    stands, lies = cell(A4, layout, 0), cell(A3.landscape, layout, 3)
    assert (0, 270) == (stands.turn, lies.turn)
    assert stands.box.size == pytest.approx(lies.box.size, rel=0.01)


SIZES = st.builds(Size, st.floats(50, 1200), st.floats(50, 1200))


@given(st.lists(SIZES, min_size=1, max_size=16), st.sampled_from(values_of(PagesPerSheet)[1:]))
def test_copies_lie_apart_within_the_margin(pages: list[Size], count: int) -> None:
    """Each in its own room, above the foot, never larger than it was."""
    layout = grid(pages, A4, count, area=foot.area)
    cells = [cell(page, layout, n) for n, page in enumerate(pages[:count])]
    area = foot.area(layout.paper)
    for n, copy in enumerate(cells):
        box = copy.box
        assert copy.scale <= 1
        assert area.x - 1e-6 <= box.x and box.right <= area.right + 1e-6
        assert area.y - 1e-6 <= box.y and box.bottom <= area.bottom + 1e-6
        for other in (before.box for before in cells[:n]):
            across = max(other.x - box.right, box.x - other.right)
            down = max(other.y - box.bottom, box.y - other.bottom)
            assert max(across, down) >= GUTTER - 1e-6


# -- finished files ---------------------------------------------------------------------------


@lru_cache
def pressed(count: int) -> Press:
    return press(nup=count)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    folder = tmp_path_factory.mktemp("nup")
    press = pressed(4)
    ((name, data),) = produce(press.kit(), "pdf", press.fonts)
    (folder / name).write_bytes(data)
    return Pdf(folder / name)


@pytest.mark.slow
@pytest.mark.parametrize("count", values_of(PagesPerSheet)[1:])
def test_so_many_pages_share_a_sheet(count: int, gpo: Press) -> None:
    """The whole kit, in print order, on the paper of most of its pages."""
    job, plain = pressed(count).kit(), gpo.kit()
    assert -(-len(plain.sheets) // count) == len(job.sheets)
    assert 1 == len({sheet.front.size for sheet in job.sheets})
    # A section leads to the sheet that its first page is on.
    for before, after in zip(plain.bookmarks, job.bookmarks, strict=True):
        assert before.sheet // count == after.sheet


@pytest.mark.slow
def test_nothing_says_that_it_is_of_true_size(four: Pdf) -> None:
    """No ruler, no advice to print at 100 %; the foot says how much smaller it is."""
    for number in range(four.pages):
        text = four.text(number)
        assert "100 mm" not in text and "print op ware grootte" not in text
        assert "verkleind tot " in text and "niet op ware grootte" in text
        assert "CC BY-NC 3.0 NL" in text
        assert not [line for line in four.lines(number) if abs(line.length - 100) < 0.01]


def test_circles_are_made_smaller_with_their_lines(tmp_path: Path, gpo: Press) -> None:
    """Disc and cut line alike."""
    pdf, plain = built(pressed(4), "cirkels", tmp_path), gpo.job(gpo.handout("cirkels"))
    scale = cell(A4, grid([A4], A4, 4, area=foot.area), 0).scale
    rings = [circle for circle in pdf.circles(0) if abs(circle.look.weight - 0.1 * scale) < 1e-3]
    discs = sum(
        placement.page.round for sheet in plain.sheets for placement in sheet.front.placements
    )
    cut = [circle for circle in rings if abs(circle.diameter - 38 * scale) < 0.02]
    assert discs == len(cut)


def test_every_page_is_told_in_order(four: Pdf, kit: object) -> None:
    """A smaller page says what the page said."""
    headings = [four.heard(element) for element in four.structure.all() if element.type == "H1"]
    plain = kit["kit"]
    assert headings == [
        plain.heard(element) for element in plain.structure.all() if element.type == "H1"
    ]


def test_an_empty_back_takes_no_room(gpo: Press) -> None:
    """With backs of circles every sheet has a back; only those that are printed are shown."""
    job, plain = press(nup=4, backs="each").kit(), press(backs="each").kit()
    printed = sum(1 + bool(s.back and s.back.placements) for s in plain.sheets)
    assert -(-printed // 4) == len(job.sheets)
    assert len(gpo.kit().sheets) < printed < 2 * len(plain.sheets)


@pytest.mark.parametrize("profile", PROFILES)
def test_small_copies_conform(four: Pdf, profile: str) -> None:
    """PDF/UA-1 and PDF/A-2a, by page-validation."""
    assert set() == faults(four.path, profile)


@pytest.mark.parametrize("count", ["3", "0", "x"])
def test_other_numbers_are_refused(cli: Cli, tmp_path: Path, count: str) -> None:
    result = cli("kit", "--nup", count, "-o", tmp_path / "out")
    assert 2 == result.returncode and "--nup" in result.stderr
