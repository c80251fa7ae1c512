"""A page is placed anywhere on a side: scaled, turned, seen in part, corrected for a printer."""

from math import hypot
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf

from worksheets.drawing.items import Circle, Page, Stroke, Tag
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.geometry import Box, Matrix, Point, Size
from worksheets.press.jobs import Press, produce
from worksheets.problems import NOWHERE

A4 = Size(210, 297)
DOT = (30.0, 10.0)  # where the page's circle is


def written(press: Press, folder: Path, side: Side, **facts: object) -> Pdf:
    job = Job("t", "T", (Sheet(side, facts.pop("back", None)),), lang="nl", **facts)
    ((name, data),) = produce(job, "pdf", press.fonts)
    (folder / name).write_bytes(data)
    return Pdf(folder / name)


def page(press: Press) -> Page:
    stroke = Stroke(press.composer.theme.ink("ink", NOWHERE), 0.2)
    return Page("p", Size(60, 40), (Circle(*DOT, 5, stroke=stroke),), tag=Tag("figure", "dot"))


@pytest.mark.parametrize(
    ("scale", "turn", "cx", "cy"),
    [
        (1, 0, 130, 60),
        (0.5, 0, 115, 55),
        (1, 90, 90, 80),  # clockwise: what was on the right is below
        (1, 180, 70, 40),
        (2, 270, 120, -10),
    ],
)
def test_a_page_is_scaled_and_turned_around_its_origin(
    gpo: Press, tmp_path: Path, scale: float, turn: float, cx: float, cy: float
) -> None:
    """The origin lies at (100, 50); the circle is measured in the finished PDF."""
    side = Side(A4, (Placement(page(gpo), Point(100, 50), scale, turn),))
    (circle,) = written(gpo, tmp_path, side).circles(0)
    assert (cx, cy, 10 * scale) == pytest.approx((circle.cx, circle.cy, circle.diameter), abs=0.01)


def test_only_what_lies_in_the_clip_is_seen(gpo: Press, tmp_path: Path) -> None:
    """The clip is a box on the side, whatever the page's own scale; nothing else is clipped."""
    placed = Placement(page(gpo), Point(100, 50), clip=Box(120, 50, 10, 20))
    pdf = written(gpo, tmp_path, Side(A4, (placed,)))
    content = pdf.reader.pages[0].get_contents().get_data().decode("latin-1")
    assert "q 120 50 10 20 re W n 1 0 0 1 100 50 cm" in content


def test_what_is_told_once_is_not_told_again(gpo: Press, tmp_path: Path) -> None:
    """The second placement is an artifact."""
    figure = page(gpo)
    places = (Placement(figure, Point(0, 0)), Placement(figure, Point(0, 90), spoken=False))
    pdf = written(gpo, tmp_path, Side(A4, places))
    assert ["Figure"] == [
        element.type for element in pdf.structure.all() if element.type == "Figure"
    ]


def test_a_side_is_adjusted_as_a_whole(gpo: Press, tmp_path: Path) -> None:
    """Also its marks; the boxes of the side stay."""
    mark = Circle(50, 60, 5, stroke=Stroke(gpo.composer.theme.ink("ink", NOWHERE), 0.2))
    adjust = Matrix(1.01, 0, 0, 1.01, 2, -1)
    side = Side(A4, (Placement(page(gpo), Point(100, 50)),), (mark,), adjust)
    pdf = written(gpo, tmp_path, side)
    centres = sorted((c.cx, c.cy) for c in pdf.circles(0))
    expected = [adjust(50, 60), adjust(130, 60)]
    for got, want in zip(centres, expected, strict=True):
        assert want == pytest.approx(got, abs=0.02)
    assert (210, 297) == pytest.approx(pdf.size(0), abs=0.01)


@pytest.mark.parametrize(
    ("turn", "name"), [("long-edge", "DuplexFlipLongEdge"), ("short-edge", "DuplexFlipShortEdge")]
)
def test_the_file_says_how_the_printer_turns_the_sheet(
    gpo: Press, tmp_path: Path, turn: str, name: str
) -> None:
    """When there is a back; the printer's dialog follows it."""
    side = Side(A4, (Placement(page(gpo), Point(0, 0)),))
    pdf = written(gpo, tmp_path, side, back=side, turn=turn)
    assert f"/{name}" == pdf.reader.trailer["/Root"]["/ViewerPreferences"]["/Duplex"]


MATRICES = st.builds(
    Matrix.of,
    st.floats(-500, 500),
    st.floats(-500, 500),
    st.floats(0.1, 4),
    st.floats(-720, 720),
)
LENGTHS = st.floats(-500, 500)


@given(MATRICES, MATRICES, LENGTHS, LENGTHS)
def test_maps_follow_each_other(first: Matrix, second: Matrix, x: float, y: float) -> None:
    """As if both were done one after the other."""
    assert second(*first(x, y)) == pytest.approx(first.then(second)(x, y), abs=1e-6)


@given(st.floats(0.1, 4), st.floats(-720, 720), LENGTHS, LENGTHS)
def test_lengths_grow_by_the_scale(scale: float, turn: float, x: float, y: float) -> None:
    """Turning changes no length."""
    moved = Matrix.of(0, 0, scale, turn)(x, y)
    assert hypot(*moved) == pytest.approx(hypot(x, y) * scale, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 360, -90])
def test_quarter_turns_are_exact(turn: float) -> None:
    """No cosine of 6e-17."""
    assert {abs(factor) for factor in Matrix.of(0, 0, 1, turn)[:4]} == {0.0, 1.0}
