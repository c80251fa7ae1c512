"""Circles lie and are marked for what cuts them: scissors, a punch, a guillotine, a plotter."""

from __future__ import annotations

import re
from itertools import pairwise
from math import dist, hypot, sqrt
from pathlib import Path

import pytest
from conftest import Cli, Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Circle, Line, Pdf
from validators import PROFILES as STANDARDS
from validators import faults

from worksheets.geometry import Box
from worksheets.imposition.cutting import (
    BLEED,
    PROFILES,
    RIM,
    WEB,
    Cut,
    Layout,
    Profile,
    layout,
    rows_in_reach,
)
from worksheets.press.jobs import produce
from worksheets.problems import Problem, Undoable

A4_ROOM = Box(8, 20.2, 194, 258.3)
SQUARE = PROFILES["guillotine"]
CUTS = [by for by in PROFILES if by != "labels"]  # those are cut by their maker
HEXAGON = Profile(by="guillotine", gutter=0, shape="hexagon")


def punch(reach: float | None = None) -> Profile:
    return Profile(by="punch", gutter=WEB, bleed=BLEED, tick=True, rough=True, reach=reach)


# -- arithmetic -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "count"),
    [
        (PROFILES["scissors"], 29),  # as many as can be
        (punch(), 24),  # three strips of two rows
        (SQUARE, 30),  # 5 columns of 38 mm in 194
        (HEXAGON, 25),  # 5 columns of 5, every second one half a hexagon lower
        (PROFILES["plotter"], 28),
        (PROFILES["laminate"], 23),
    ],
    ids=lambda case: f"{case.by}-{case.shape}" if isinstance(case, Profile) else "",
)
def test_so_many_lie_on_a4(profile: Profile, count: int) -> None:
    """Circles of 38 mm, below the title and above the foot."""
    assert count == len(layout(A4_ROOM, 38, profile).places)


@pytest.mark.parametrize(
    ("diameter", "reach", "rows"),
    [
        (38, None, 1),  # a punch always reaches one row
        (38, 41, 1),  # the hole and the paper before it
        (38, 40.9, 0),
        (38, 82, 2),
        (25, 60, 2),
    ],
)
def test_rows_in_reach(diameter: float, reach: float | None, rows: int) -> None:
    """Counted from an edge of a strip."""
    assert rows == rows_in_reach(diameter, reach)


@pytest.mark.parametrize(("reach", "strips"), [(None, [2, 2, 2]), (41, [2, 2, 2]), (82, [4, 2])])
def test_a_strip_has_two_rows_for_each_in_reach(reach: float | None, strips: list[int]) -> None:
    """From its upper and from its lower edge."""
    plan = layout(A4_ROOM, 38, punch(reach))
    edges = [cut.y1 for cut in plan.cuts]
    rows = [{y for _, y in plan.places if top < y < bottom} for top, bottom in pairwise(edges)]
    assert strips == list(map(len, rows))


ROOMS = st.builds(Box, st.floats(0, 20), st.floats(0, 20), st.floats(20, 400), st.floats(20, 400))
DIAMETERS = st.floats(15, 150)


def off(cut: Cut, x: float, y: float) -> float:
    """How far a place is from a straight line."""
    x1, y1, x2, y2 = cut
    return abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / hypot(x2 - x1, y2 - y1)


@given(ROOMS, DIAMETERS, st.sampled_from([*PROFILES.values(), HEXAGON]), st.integers(1, 60))
def test_no_cut_goes_through_a_piece(
    room: Box, diameter: float, profile: Profile, wanted: int
) -> None:
    """Every piece lies in the room, apart from others, and straight cuts pass by all of them."""
    plan, r, slack = layout(room, diameter, profile, wanted=wanted), diameter / 2, 1e-4
    most = layout(room, diameter, profile).places
    assert min(wanted, len(most)) <= len(plan.places) <= len(most)
    r += profile.outline or 0
    for n, (x, y) in enumerate(plan.places):
        assert room.x - slack <= x - r and x + r <= room.right + slack
        assert room.y - slack <= y - r and y + r <= room.bottom + slack
        assert all(off(cut, x, y) >= r - slack for cut in plan.cuts)
        others = plan.places[n + 1 :]
        assert all(dist((x, y), other) >= diameter + profile.gutter - slack for other in others)
    for cut in plan.cuts:
        assert all(room.x - slack <= x <= room.right + slack for x in (cut.x1, cut.x2))
        assert all(room.y - slack <= y <= room.bottom + slack for y in (cut.y1, cut.y2))


@given(ROOMS, DIAMETERS)
def test_every_side_of_a_square_is_cut(room: Box, diameter: float) -> None:
    """By lines that go through the whole sheet."""
    plan = layout(room, diameter, SQUARE)
    for x, y in plan.places:
        assert 4 == sides(plan, x, y, diameter / 2)


@given(ROOMS, DIAMETERS)
def test_every_side_of_a_hexagon_is_cut(room: Box, diameter: float) -> None:
    """A hexagon has six sides, each as far from its middle as the circle in it reaches."""
    plan = layout(room, diameter, HEXAGON)
    half = diameter / sqrt(3) / 2  # of a side
    for x, y in plan.places:
        assert 6 == sides(plan, x, y, diameter / 2)
        for cut in plan.cuts:
            if abs(off(cut, x, y) - diameter / 2) < 1e-4:
                assert {True} == {covers(cut, x, y, along) for along in (-half, half)}


@pytest.mark.parametrize(
    ("profile", "wanted", "count", "lowest"),
    [
        (SQUARE, 1, 5, 59.2),  # one row of five: 1 mm below the room's top, and 38 mm high
        (SQUARE, 5, 5, 59.2),
        (SQUARE, 6, 10, 97.2),  # one more is a row more
        (SQUARE, 30, 30, 249.2),
        (HEXAGON, 4, 5, 95.0),  # three columns, the second one lower
        (HEXAGON, 5, 5, 95.0),  # up to the corner of its lowest hexagon: 38 / sqrt(3) below it
        (HEXAGON, 6, 8, 116.9),
        (HEXAGON, 25, 25, 278.5),
    ],
    ids=lambda case: case.shape if isinstance(case, Profile) else str(case),
)
def test_no_row_is_cut_that_is_not_wanted(
    profile: Profile, wanted: int, count: int, lowest: float
) -> None:
    """The cuts end below the last row that is; every side of what lies there is cut whole."""
    plan = layout(A4_ROOM, 38, profile, wanted=wanted)
    assert count == len(plan.places)
    assert lowest == pytest.approx(max(max(cut.y1, cut.y2) for cut in plan.cuts), abs=0.1)
    half = 19.0 if profile.shape == "square" else 19 / sqrt(3)
    for x, y in plan.places:
        own = [cut for cut in plan.cuts if abs(off(cut, x, y) - 19) < 1e-4]
        assert (4 if profile.shape == "square" else 6) == len(own)
        assert all(covers(cut, x, y, along) for cut in own for along in (-half, half))


def sides(plan: Layout, x: float, y: float, r: float) -> int:
    return sum(abs(off(cut, x, y) - r) < 1e-4 for cut in plan.cuts)


def covers(cut: Cut, x: float, y: float, along: float) -> bool:
    """Whether a cut reaches a place along it, from the point that is nearest to the middle."""
    x1, y1, x2, y2 = cut
    length = hypot(x2 - x1, y2 - y1)
    at = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length + along
    return -1e-3 <= at <= length + 1e-3


@given(ROOMS, DIAMETERS, st.none() | st.floats(15, 500))
def test_a_punch_reaches_every_hole(room: Box, diameter: float, reach: float | None) -> None:
    """And there is paper enough around each: to other holes and to the edges of its strip."""
    plan, r = layout(room, diameter, punch(reach)), diameter / 2
    deep = diameter + WEB if reach is None else reach
    fits = room.width >= diameter and room.height >= diameter + 2 * WEB + 1.1
    assert plan.places or not (fits and rows_in_reach(diameter, reach))
    for x, y in plan.places:
        above = max(cut.y1 for cut in plan.cuts if cut.y1 < y)
        below = min(cut.y1 for cut in plan.cuts if cut.y1 > y)
        assert min(y - above, below - y) + r <= deep + 1e-6
        assert min(y - above, below - y) - r >= WEB - 1e-6
        assert x - r >= room.x - 1e-6


# -- sheets ---------------------------------------------------------------------------------------


def printed(tmp_path: Path, **options: object) -> Pdf:
    return built(press(**options), "cirkels", tmp_path)


def dashed(pdf: Pdf, number: int) -> list[Line]:
    return [line for line in pdf.lines(number) if line.look.dash and line.look.weight < 0.11]


def hairlines(pdf: Pdf, number: int) -> list[Line]:
    """Solid lines of 0.1 mm that are longer than any tick."""
    return [
        line
        for line in pdf.lines(number)
        if not line.look.dash and abs(line.look.weight - 0.1) < 0.001 and line.length > 20
    ]


def discs(pdf: Pdf, number: int, diameter: float) -> list[Circle]:
    filled = (circle for circle in pdf.circles(number) if circle.look.fill)
    return [circle for circle in filled if abs(circle.diameter - diameter) < 0.02]


def test_scissors_go_between_rows_first(tmp_path: Path) -> None:
    """Dashed lines over the whole sheet, halfway between rows; the circles have hairlines."""
    pdf = printed(tmp_path)
    cuts, rough = pdf.cuts(0), dashed(pdf, 0)
    assert (24, 5) == (len(cuts), len(rough))
    rows = sorted({round(cut.cy, 2) for cut in cuts})
    between = [(above + below) / 2 for above, below in pairwise(rows)]
    assert between == pytest.approx(sorted(line.y1 for line in rough), abs=0.02)
    assert all((8, 202) == pytest.approx((line.x1, line.x2), abs=0.02) for line in rough)
    assert "Knip eerst de stroken los" in pdf.text(0)


def test_rows_that_interlock_have_no_straight_cut(tmp_path: Path) -> None:
    """Scissors then go around each circle; the words do not speak of strips."""
    pdf = printed(tmp_path, collate="dense")
    assert not dashed(pdf, 0) and "langs de dunne lijn" in pdf.text(0)


def test_a_punch_has_no_line_to_miss(tmp_path: Path) -> None:
    """The disc goes on beyond the hole, and there is a cross to aim at in the middle."""
    pdf = printed(tmp_path, cut="punch", reach=45)
    assert [] == pdf.cuts(0)
    grounds = discs(pdf, 0, 38 + 2 * BLEED)
    assert 24 == len(grounds)
    ticks = [line for line in pdf.lines(0) if abs(line.length - 1.6) < 0.01]
    for disc in grounds:
        column = [t for t in ticks if abs((t.x1 + t.x2) / 2 - disc.cx) < 0.02]
        assert 2 == sum(abs((t.y1 + t.y2) / 2 - disc.cy) < 0.02 for t in column)
    for disc in grounds:
        apart = [
            dist((disc.cx, disc.cy), (other.cx, other.cy)) for other in grounds if other is not disc
        ]
        assert min(apart) >= 38 + WEB - 0.02
    rough = sorted(line.y1 for line in dashed(pdf, 0))
    for disc in grounds:
        nearest = min(abs(disc.cy - edge) for edge in rough)
        assert WEB - 0.02 <= nearest - 19 and nearest + 19 <= 45.02


def test_the_bleed_has_the_colour_of_the_disc(tmp_path: Path) -> None:
    """On sheets that sets share too; white discs need none."""
    pdf = printed(tmp_path, cut="punch", collate="dense")
    (faces, grounds) = (discs(pdf, 0, size) for size in (34.4, 38 + 2 * BLEED))
    by_place = {(round(disc.cx, 1), round(disc.cy, 1)): disc.look.fill for disc in faces}
    assert 2 == len(set(by_place.values()))
    for disc in grounds:
        assert by_place[round(disc.cx, 1), round(disc.cy, 1)] == disc.look.fill


@pytest.mark.parametrize(("reach", "exception"), [(30, Undoable), (40.9, Undoable)])
def test_a_punch_that_reaches_no_circle(reach: float, exception: type[Exception]) -> None:
    """It is told how deep it must reach."""
    with pytest.raises(exception, match="gets at no circle of 38 mm") as raised:
        press(cut="punch", reach=reach)
    assert "41 mm is the least" in getattr(raised.value, "hint", "")


def test_a_reach_in_the_content_is_wrong_at_its_line(workshop: Workshop) -> None:
    """workshop.yaml keeps what a team cuts with."""
    workshop.change("workshop.yaml", "  by: scissors\n", "  by: punch\n  reach: 20\n")
    with pytest.raises(Problem, match="gets at no circle") as raised:
        workshop.press()
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line


@pytest.mark.parametrize(("shape", "directions"), [("square", 2), ("hexagon", 3)])
def test_a_guillotine_cuts_straight(tmp_path: Path, shape: str, directions: int) -> None:
    """In two directions for squares, in three for hexagons, and never through a circle."""
    pdf = printed(tmp_path, cut="guillotine", shape=shape)
    assert [] == pdf.cuts(0)
    lines = hairlines(pdf, 0)
    edges = [Cut(line.x1, line.y1, line.x2, line.y2) for line in lines]
    slopes = {
        round((abs(c.y2 - c.y1) / hypot(c.x2 - c.x1, c.y2 - c.y1)) * sign(c), 2) for c in edges
    }
    assert directions == len(slopes)
    faces = discs(pdf, 0, 34.4)
    assert 24 == len(faces)
    for face in faces:
        near = sorted(off(cut, face.cx, face.cy) for cut in edges)
        assert [19] * (2 * directions) == pytest.approx(near[: 2 * directions], abs=0.02)


def sign(cut: Cut) -> int:
    return -1 if (cut.x2 - cut.x1) * (cut.y2 - cut.y1) < -1e-6 else 1


def test_a_laminate_has_a_rim(tmp_path: Path) -> None:
    """The line lies 2 mm outside the circle, and there is room for scissors between two."""
    pdf = printed(tmp_path, cut="laminate")
    cuts = pdf.cuts(0)
    assert all(38 + 2 * RIM == pytest.approx(cut.diameter, abs=0.02) for cut in cuts)
    for n, circle in enumerate(cuts):
        for other in cuts[n + 1 :]:
            assert dist((circle.cx, circle.cy), (other.cx, other.cy)) - circle.diameter >= 4 - 0.02


@pytest.mark.slow
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("diameter", [25, 51, 76])
@pytest.mark.parametrize("handout", ["cirkels", "cirkels-vakken"])
def test_every_way_of_cutting_prints_every_size(
    tmp_path: Path, cut: str, diameter: float, handout: str
) -> None:
    """All circles are there, within the printer's reach."""
    gpo = press(cut=cut, circle_size=diameter, subjects=("Engels",))
    pdf = built(gpo, handout, tmp_path)
    scale = diameter / 38
    for number in range(pdf.pages):
        faces = discs(pdf, number, 34.4 * scale)
        assert len(faces) % 8 == 0 or diameter == 76
        for face in faces:
            assert 8 <= face.cx - diameter / 2 + 0.02 and face.cx + diameter / 2 <= 202.02


@pytest.mark.parametrize("cut", ["punch", "guillotine", "plotter"])
def test_files_conform_whatever_cuts(tmp_path: Path, cut: str) -> None:
    """Marks and bleeding discs are artifacts."""
    pdf = printed(tmp_path, cut=cut)
    for standard in STANDARDS:
        assert set() == faults(pdf.path, standard)


def test_words_for_a_tool_may_be_missing(workshop: Workshop) -> None:
    """Not when that tool is used."""
    workshop.change("aspects.yaml", "  punch: Knip de stroken", "  # punch: Knip de stroken")
    press = workshop.press(cut="punch")
    with pytest.raises(Problem, match="there are no words for 'punch'") as raised:
        press.job(press.handout("cirkels"))
    assert "aspects.yaml" in str(raised.value.at) and "content/gpo" in raised.value.hint


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--reach", "45"), "--reach is for a punch"),
        (("--cut", "scissors", "--shape", "hexagon"), "--shape is for a guillotine"),
        (("--cut", "punch", "--reach", "5"), "5 is not from 10 to 500 mm"),
        (("--cut", "saw"), "'saw' is not one of"),
    ],
)
def test_options_that_do_not_go_together(cli: Cli, options: tuple[str, ...], message: str) -> None:
    """Exit code 2, nothing written."""
    done = cli("kit", "cirkels", *options)
    assert 2 == done.returncode and message in done.stderr


# -- a sheet to try it on -------------------------------------------------------------------------


def tried(folder: Path, sizes: tuple[float, ...], **options: object) -> Pdf:
    gpo = press(circle_size=max(sizes), **options)
    ((name, data),) = produce(gpo.trial(sizes), "pdf", gpo.fonts)
    (folder / name).write_bytes(data)
    return Pdf(folder / name)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("sizes", [(37, 38, 39), (50.8, 51, 63.5), (25,)], ids=str)
def test_a_trial_has_a_row_of_each_size(tmp_path: Path, cut: str, sizes: tuple[float, ...]) -> None:
    """As large as it says, on paper; it says how to cut."""
    pdf = tried(tmp_path, sizes, cut=cut)
    assert 1 == pdf.pages and "Probeer van elke rij" in pdf.text(0)
    for size in sizes:
        faces = discs(pdf, 0, size * 34.4 / 38)
        assert faces and 1 == len({round(face.cy, 1) for face in faces})
        assert len(faces) == pdf.text(0).count(f"{size:g} mm")
    if cut == "scissors":
        assert sorted(sizes) == pytest.approx(sorted({round(c.diameter, 2) for c in pdf.cuts(0)}))
    if cut == "punch":
        assert all(discs(pdf, 0, size + 2 * BLEED) for size in sizes)
    for standard in STANDARDS:
        assert set() == faults(pdf.path, standard)


def test_a_trial_that_does_not_fit() -> None:
    """It is refused; nothing is drawn over anything."""
    gpo = press(circle_size=150)
    with pytest.raises(Undoable, match="rows of circles of 100 mm do not fit"):
        gpo.trial((100, 120, 150))


def test_trial_by_command(cli: Cli, tmp_path: Path) -> None:
    """With a plotter's files beside it: three sizes, each at its own diameter."""
    done = cli("trial", "--cut", "plotter", "-o", tmp_path, "--sizes", "37.5,38,38.5")
    assert 0 == done.returncode
    (svg,) = (tmp_path / "gpo").glob("trial.cut-*.svg")
    assert {"18.75", "19", "19.25"} == set(re.findall(r' r="([\d.]+)"', svg.read_text()))
    refused = cli("trial", "--sizes", "5,38", "-o", tmp_path)
    assert 2 == refused.returncode and "up to three sizes" in refused.stderr


def test_a_guillotine_has_cuts_to_count() -> None:
    """On the packing list: 6 and 7 cuts on each of 2 sheets, and no circle."""
    plan = press(cut="guillotine").plan()
    (row,) = (row for row in plan.rows if row.handout.id == "cirkels")
    (usual,) = (row for row in press().plan().rows if row.handout.id == "cirkels")
    assert (0, 48) == (row.printed.circles, usual.printed.circles)
    assert 2 * (6 + 6) == row.printed.cuts
    assert row.printed.serves == usual.printed.serves


def test_nothing_is_cut_where_nothing_lies(workshop: Workshop, tmp_path: Path) -> None:
    """One row of circles needs one cut below it, not five."""
    fill = "    copies: fill\n    note: Leg een vakcirkel"
    workshop.change("workshop.yaml", fill, fill.removeprefix("    copies: fill\n"))
    pdf = built(workshop.press(collate="stack", subjects=("Engels",)), "cirkels-vakken", tmp_path)
    (line,) = dashed(pdf, 0)
    assert max(cut.cy + 12.5 for cut in pdf.cuts(0)) < line.y1
