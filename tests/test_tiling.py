"""A large page on small paper: all of it is there, at true size, and its parts find each other."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import Cli, Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Line, Pdf
from test_conformance import PROFILES, faults

from worksheets.geometry import Insets, Size
from worksheets.imposition.tiling import BLEED, STEP, Inked, Tiling, check, fits, joints, tiling
from worksheets.paper import PAPERS
from worksheets.press import Press, produce
from worksheets.printers import Printer
from worksheets.problems import Problem, Undoable

MARGIN = 8
WHITE = Insets.all(MARGIN)  # a page that keeps the margin itself
A4, A3, A0, LETTER = (PAPERS[name] for name in ("A4", "A3", "A0", "Letter"))


# -- arithmetic -------------------------------------------------------------------------------


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
    """In the orientation that takes them."""
    one = tiling(page, paper, margin=MARGIN, white=WHITE)
    assert (columns, rows, lying) == (len(one.columns), len(one.rows), one.paper)


def test_ink_in_the_margin_needs_paper_beyond_the_page() -> None:
    """A page that is printed up to its edge does not get along with paper of its own height."""
    assert 1 == len(tiling(A3.landscape, A4, margin=MARGIN, white=WHITE).rows)
    (row, *more) = tiling(A3.landscape, A4, margin=MARGIN).rows
    assert more and -MARGIN == row.edge


@pytest.mark.parametrize("overlap", [0, 5, 8])
def test_an_overlap_within_the_margin_is_refused(overlap: float) -> None:
    """There would be nothing to see where the glue is."""
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


LENGTHS = st.floats(60, 1300)
PAPERS_GIVEN = st.sampled_from((A4, A3, LETTER, Size(320, 450), Size(120, 180)))
THINGS = st.lists(
    st.builds(lambda x, w, k: Inked(x, x + w, k), LENGTHS, st.floats(0, 200), st.floats(0, 50)),
    max_size=8,
)


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

    def made() -> Tiling:
        insets = Insets.all(white)
        return tiling(page, paper, overlap=overlap, margin=margin, white=insets, across=things)

    one = made()
    assert made() == one
    for spans, length, sheet in (
        (one.columns, page.width, one.paper.width),
        (one.rows, page.height, one.paper.height),
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
    tiles = one.tiles
    assert len(one.columns) * len(one.rows) == len(tiles)


@given(st.builds(Size, LENGTHS, LENGTHS), PAPERS_GIVEN)
def test_neighbours_share_their_crosses(page: Size, paper: Size) -> None:
    """Two for every seam between two tiles, at the same place on the page."""
    one = tiling(page, paper, margin=MARGIN, white=WHITE)
    found = {(tile.row, tile.column): set(joints(one, tile)) for tile in one.tiles}
    for (row, column), points in found.items():
        for x, y in points:  # within reach, with their arms
            tile = next(t for t in one.tiles if (t.row, t.column) == (row, column))
            across, down = x - tile.across.edge, y - tile.down.edge
            assert MARGIN + 2 <= across + 1e-6 and across <= one.paper.width - MARGIN - 2 + 1e-6
            assert MARGIN + 2 <= down + 1e-6 and down <= one.paper.height - MARGIN - 2 + 1e-6
        for other in ((row, column + 1), (row + 1, column)):
            if other in found:
                assert 2 <= len(points & found[other])


def test_a_printers_own_margin_counts() -> None:
    """What it does not reach is wider; the tiles are corrected for it like any sheet."""
    printer = Printer(margin=13, scale_x=1.01)
    with pytest.raises(Undoable, match="within the printer's margin of 13 mm"):
        press(tile="A4", printer=printer)
    one = press(tile="A4", overlap=20, printer=printer)
    job = one.job(one.handout("kwadrant"))
    assert len(job.sheets) > 2
    for sheet in job.sheets:
        assert printer.corrects(sheet.front.size, back=False) == sheet.front.adjust


# -- finished files ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiles")


@lru_cache
def pressed(paper: str) -> Press:
    return press(tile=paper)


@pytest.fixture(scope="module", params=["A4", "Letter"])
def tiled(request: pytest.FixtureRequest, folder: Path) -> Pdf:
    one = pressed(request.param)
    return built(one, "kwadrant", folder)


def crosses(pdf: Pdf, number: int) -> list[tuple[float, float]]:
    """The middles of the crosses on a page: two lines of 4 mm through one point."""
    middles: dict[tuple[float, float], set[bool]] = defaultdict(set)
    for line in pdf.lines(number):
        if abs(line.length - 4) < 0.001 and abs(line.look.weight - 0.15) < 0.001:
            middle = (round((line.x1 + line.x2) / 2, 3), round((line.y1 + line.y2) / 2, 3))
            middles[middle].add(abs(line.x1 - line.x2) < 0.01)
    return sorted(middle for middle, both in middles.items() if len(both) == 2)


def placed(pdf: Pdf, number: int) -> dict[str, tuple[float, float]]:
    """Where texts begin that stand once on a page."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for words in pdf.words(number):
        found[words.text].append((words.x, words.y))
    return {text: points[0] for text, points in found.items() if len(points) == 1}


def places(pdf: Pdf, number: int) -> tuple[int, int]:
    """The row and column that a tile says it is."""
    said = re.search(r"rij (\d+), kolom (\d+)", pdf.text(number))
    assert said
    return int(said[1]), int(said[2])


def test_joined_by_their_crosses_the_tiles_are_the_page(tiled: Pdf, gpo: Press) -> None:
    """To 0.02 mm: every word lies where it does on the page itself, and the ruler is whole."""
    numbers = range(1, tiled.pages)
    origin = {1: (0.0, 0.0)}  # the first tile's corner is the page's
    for number in numbers:
        row, column = places(tiled, number)
        if number == 1:
            continue
        before = next(
            n for n in origin if places(tiled, n) in ((row, column - 1), (row - 1, column))
        )
        level = places(tiled, before)[0] == row
        one, other = crosses(tiled, before), crosses(tiled, number)
        # The crosses of the seam between: the last of the one, the first of the other.
        axis = 0 if level else 1
        ours = sorted(one, key=lambda p: p[axis])[-2:]
        theirs = sorted(other, key=lambda p: p[axis])[:2]
        shifts = {
            (round(a[0] - b[0], 2), round(a[1] - b[1], 2))
            for a, b in zip(sorted(ours), sorted(theirs), strict=True)
        }
        assert 1 == len(shifts)
        (dx, dy) = next(iter(shifts))
        origin[number] = (origin[before][0] + dx, origin[before][1] + dy)
    page = placed(built(gpo, "kwadrant", tiled.path.parent / "plain"), 0)
    seen = set()
    for number in numbers:
        for text, (x, y) in placed(tiled, number).items():
            if text in page:
                joined = (x + origin[number][0], y + origin[number][1])
                assert page[text] == pytest.approx(joined, abs=0.02), text
                seen.add(text)
    assert set(page) - seen <= {text for text in page if text.startswith("pagina")}


@pytest.fixture(autouse=True, scope="module")
def plain_folder(folder: Path) -> None:
    (folder / "plain").mkdir()


def test_all_is_printed_within_reach(tiled: Pdf) -> None:
    """Crosses, hatching, names: nothing of a tile's own lies in the margin."""
    for number in range(1, tiled.pages):
        width, height = tiled.size(number)
        for line in tiled.lines(number):
            if line.mark and line.mark.artifact and line.look.weight < 0.16:
                assert inside(line, width, height), line


def inside(line: Line, width: float, height: float) -> bool:
    xs, ys = (line.x1, line.x2), (line.y1, line.y2)
    return min(*xs, *ys) >= 7.99 and max(xs) <= width - 7.99 and max(ys) <= height - 7.99


def test_every_tile_says_what_it_is(tiled: Pdf) -> None:
    """Which handout, which part, which version; and what to do at its edges."""
    parts = tiled.pages - 1
    for number in range(1, tiled.pages):
        text = tiled.text(number)
        assert f"deel {number} van {parts}: rij " in text
        assert "Kwadrant · " in text and "versie 2026-09" in text
        assert "lijm hier" in text or "knip hier" in text
    labels = tiled.reader.page_labels
    assert [f"Kwadrant ({n}/{parts})" for n in range(1, parts + 1)] == labels[1:]
    assert "Kwadrant" == labels[0]


def test_what_is_copied_from_a_tile_is_what_is_seen(tiled: Pdf) -> None:
    """The last tile has its own words, not those of the first."""
    first, last = tiled.text(1), tiled.text(tiled.pages - 1)
    assert "groepsdifferentiatie" in first and "zelfregulerend" not in first
    assert "zelfregulerend" in last and "groepsdifferentiatie" not in last


def test_the_page_is_told_once(tiled: Pdf) -> None:
    """On the sheet that tells how, in the order of the page; a tile tells only its name."""
    headings = [each for each in tiled.structure.all() if re.fullmatch("H[1-6]", each.type)]
    told = [tiled.heard(each) for each in headings]
    assert "Kwadrant: van delen één vel maken" == told[0]
    assert 1 == told.count("klassikaal onderwijs")
    content = [page for page, _ in tiled.structure.content()]
    assert dict.fromkeys(range(1, tiled.pages), 1) == {
        page: content.count(page) for page in set(content) if page
    }


@pytest.mark.parametrize("profile", PROFILES)
def test_tiles_conform(tiled: Pdf, profile: str) -> None:
    """PDF/UA-1 and PDF/A-2a, by page-validation."""
    assert set() == faults(tiled.path, profile)


def test_a_page_that_fits_stays_as_it_is(gpo: Press) -> None:
    """In the kit too; sections lead to the sheet that tells how."""
    small, plain = pressed("A4").kit(), gpo.kit()
    assert small.plain and len(plain.sheets) == len(small.plain.sheets)
    for before, after in zip(plain.sections, small.sections, strict=True):
        assert before.title == after.title
        assert plain.sheets[before.sheet].label == small.sheets[after.sheet].label
    assert {A4, A4.landscape} >= {sheet.front.size for sheet in small.sheets}
    one = pressed("A3")
    for name in ("kwadrant", "cirkels"):
        assert gpo.job(gpo.handout(name)).sheets == one.job(one.handout(name)).sheets


def test_the_edition_to_read_is_not_tiled(gpo: Press) -> None:
    """HTML is the same with and without."""
    one = pressed("A4")
    ((_, tiled),) = produce(one.job(one.handout("kwadrant")), "html", one.fonts)
    ((_, plain),) = produce(gpo.job(gpo.handout("kwadrant")), "html", gpo.fonts)
    assert plain == tiled


@pytest.mark.parametrize(
    ("option", "key"), [({"tile": "A4"}, "  tiles:\n"), ({"nup": 4}, "  reduced: ")]
)
def test_words_that_an_option_needs_may_be_left_out(
    workshop: Workshop, option: dict[str, object], key: str
) -> None:
    """Until it is asked for: then they are missed, at their line."""
    path = workshop.folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8")
    name = key.strip(" :\n")
    start = text.index(key)
    end = re.compile(r"^  (?=\w)|\Z", re.MULTILINE).search(text, start + len(key))
    assert end
    path.write_text(text[:start] + text[end.start() :], encoding="utf-8")
    assert workshop.press().job(workshop.press().handout("kwadrant"))
    one = workshop.press(**option)
    with pytest.raises(Problem, match=f"words: misses the key '{name}'") as raised:
        one.job(one.handout("kwadrant"))
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line


def test_where_nothing_is_drawn_there_is_no_tile(workshop: Workshop, templates: Path) -> None:
    """The sheet that tells how says so."""
    (templates / "quadrant.xml").write_text(
        '<page name="q" width="{{ paper.width }}" height="{{ paper.height }}">'
        '<text x="8" y="20" style="body" role="h1">boven</text></page>',
        encoding="utf-8",
    )
    one = press(workshop.folder, templates=templates, tile="A5")
    pdf = built(one, "kwadrant", workshop.folder)
    (text,) = [pdf.text(0)]
    assert "Hier is geen deel voor" in text and "rij 1, kolom 2" in text
    job = one.job(one.handout("kwadrant"))
    assert len(job.sheets) - 1 == int(re.findall(r"Delen: (\d+)", text)[0])
    assert len(job.sheets) - 1 < 6


@pytest.mark.parametrize("theme", ["grijs", "inktbesparend"])
def test_other_themes_are_tiled_too(theme: str) -> None:
    one = press(tile="A4", theme=theme)
    assert 4 == len(one.job(one.handout("tijdlijn")).sheets)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--tile", "A33"), "there is no paper 'A33'"),
        (("--tile", "10x10"), "no paper is 10x10"),
        (("--tile", "A4", "--overlap", "6"), "lies within the printer's margin of 8 mm"),
        (("--tile", "A4", "--overlap", "nan"), "is not a length"),
        (("--tile", "50x60"), "have no room for tiles"),
        (("--tile", "A4", "--nup", "4"), "either tiled or made smaller"),
        (("--tile", "A4", "--bleed", "3"), "neither tiled nor made smaller"),
        (("--overlap", "20"), "an overlap is for tiles only"),
    ],
)
def test_what_cannot_be_is_refused(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Clearly, before anything is made."""
    result = cli("kit", "kwadrant", "-o", tmp_path / "out", *arguments)
    assert 2 == result.returncode and words in result.stderr
    assert not (tmp_path / "out").exists()


def test_any_paper_may_be_named(cli: Cli, tmp_path: Path) -> None:
    """By its measures too, and pictures show the tiles."""
    result = cli(
        *("kit", "kwadrant", "--tile", "250x350", "-o", tmp_path),
        *("--format", "pdf", "--format", "svg", "--format", "outline"),
    )
    assert 0 == result.returncode, result.stderr
    sheets = Pdf(tmp_path / "gpo" / "kwadrant.pdf").pages
    assert 3 == sheets == len(list((tmp_path / "gpo").glob("*.svg")))
