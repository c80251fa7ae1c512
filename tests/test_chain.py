"""The chain to paper and back: a page is measured, its readings kept, and sheets then come true.

The printer here is false in ways that the program is told only by what is read off its paper.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from math import dist
from pathlib import Path
from tempfile import mkdtemp

import pytest
from conftest import Workshop, built, press
from falseprinter import FalsePrinter, centres, read
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from readback import Pdf

from worksheets.geometry import Matrix, Size
from worksheets.handouts.circles import numbers
from worksheets.imposition.circle_packing import circles as packed
from worksheets.marks.foot import area
from worksheets.paper import SAFE
from worksheets.press.jobs import produce
from worksheets.printers import Printer, measure
from worksheets.problems import Undoable
from worksheets.writers import png

DOTS = 300 / 25.4  # a millimetre
A4 = Size(210, 297)
TRUE = FalsePrinter()
ERRS = FalsePrinter(short=0.985, long=1.012, dx=1.8, dy=-1.2, angle=0.6, margin=11)
DISC = 2 * 17.2 + 0.25  # mm; the disc of a circle of 38 mm, with its edge
CLOSE = 0.2  # mm; two dots and a half
TURNS = ["long-edge", "short-edge"]
PRINTERS = st.builds(
    FalsePrinter,
    short=st.floats(0.98, 1.02),
    long=st.floats(0.98, 1.02),
    dx=st.floats(-8, 8),
    dy=st.floats(-8, 8),
    angle=st.floats(-2, 2),
    margin=st.floats(3, 9),
)


@cache
def page(paper: str, printer: Printer | None = None) -> Pdf:
    """The finished page to measure."""
    turn = printer.turn if printer else "long-edge"
    gpo = press(paper=paper, printer=printer, turn=turn)
    ((_, data),) = produce(gpo.calibration(), "pdf", gpo.fonts)
    path = Path(mkdtemp()) / "calibrate.pdf"
    path.write_bytes(data)
    return Pdf(path)


def measured(printer: FalsePrinter, turn: str, paper: str = "A4") -> Printer:
    """What the program keeps of what is read."""
    return measure("kantoor", Printer(), read(page(paper), printer, turn), paper)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
@given(PRINTERS)
@settings(max_examples=10)
def test_what_is_read_is_what_the_printer_does(
    paper: str, turn: str, printer: FalsePrinter
) -> None:
    """On every paper and over either edge; the white edge is never taken for less than it is."""
    profile = measured(printer, turn, paper)
    way = 1 if turn == "long-edge" else -1
    assert turn == profile.turn
    assert (printer.short, printer.long) == pytest.approx(
        (profile.scale_x, profile.scale_y), abs=1e-4
    )
    readings = (way * profile.back_dx, way * profile.back_dy, profile.back_turn)
    assert (printer.dx, printer.dy, printer.angle) == pytest.approx(readings, abs=1e-3)
    assert printer.margin - 0.01 <= profile.margin
    # Nor for more than to the next tick, where it matters: a page that shrinks leaves white itself.
    assert profile.safe <= max(printer.margin, SAFE) + 1.1


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
def test_the_page_comes_true_when_it_is_printed_again(paper: str, turn: str) -> None:
    """With what was measured, the lines are as long as they say and the crosses coincide."""
    again = read_again(page(paper, measured(ERRS, turn, paper)), turn)
    plain = read(page(paper), TRUE, turn)
    for name in ("measured_x", "measured_y"):
        assert plain[name] == pytest.approx(again[name], abs=0.01)
    assert (0, 0, 0, 0) == pytest.approx(again["back"], abs=0.01)


def read_again(pdf: Pdf, turn: str) -> dict[str, object]:
    """Lengths and crosses on the paper of a page that was made for the false printer."""
    size = pdf.size(0)
    longest = sorted(pdf.lines(0), key=lambda line: -line.length)[:2]
    down, across = (
        dist(ERRS.lands(ln.x1, ln.y1, size), ERRS.lands(ln.x2, ln.y2, size)) for ln in longest
    )
    faces = sorted((size[0] - x, y) for x, y in (ERRS.lands(*at, size) for at in crosses(pdf, 0)))
    rears = sorted(ERRS.lands(*at, size, back=True, turn=turn) for at in crosses(pdf, 1))
    off = [
        a - b
        for face, rear in zip(faces, rears, strict=True)
        for a, b in zip(face, rear, strict=True)
    ]
    return {"measured_x": across, "measured_y": down, "back": off}


def crosses(pdf: Pdf, number: int) -> list[tuple[float, float]]:
    """The middles of the crosses, also where they are corrected: arms of 26 mm, stretched."""
    if middles := centres(pdf, number):
        return middles
    arms = [line for line in pdf.lines(number) if 24.5 < line.length < 27.5]
    middle = pdf.size(number)[1] / 2
    arms = [line for line in arms if abs(line.y1 - middle) < 14]
    level = [line for line in arms if abs(line.y1 - line.y2) < abs(line.x1 - line.x2)]
    return [((line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2) for line in level]


# -- sheets -----------------------------------------------------------------------------------


def printed(side: bytes, printer: FalsePrinter, *, back: bool, turn: str) -> Image.Image:
    """What comes out of the printer, in dots: the side as it was sent, laid on the paper."""
    sheet = Image.open(BytesIO(side)).convert("L")
    size = Size(sheet.width / DOTS, sheet.height / DOTS)
    (e, f), (ax, ay), (cx, cy) = (
        printer.lands(*at, size, back=back, turn=turn) for at in ((0, 0), (1, 0), (0, 1))
    )
    undone = Matrix(ax - e, ay - f, cx - e, cy - f, e, f).inverse
    factors = (undone.a, undone.c, undone.e * DOTS, undone.b, undone.d, undone.f * DOTS)
    paper = (min(sheet.size), max(sheet.size))
    return sheet.transform(
        paper, Image.Transform.AFFINE, factors, Image.Resampling.BILINEAR, fillcolor=255
    )


def extent(sheet: Image.Image, cx: float, cy: float) -> tuple[float, float, float, float]:
    """The middle, width and height of what is dark around a place, in mm."""
    edges = [round(edge * DOTS) for edge in (cx - 18.5, cy - 18.5, cx + 18.5, cy + 18.5)]
    window = sheet.crop((edges[0], edges[1], edges[2], edges[3]))
    box = window.point(lambda level: 255 if level < 85 else 0).getbbox()
    assert box
    left, top, right, bottom = ((n + edges[i % 2]) / DOTS for i, n in enumerate(box))
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kept", "turn"),
    [
        ("long-edge", "long-edge"),
        ("short-edge", "short-edge"),
        ("long-edge", "short-edge"),  # measured over the other edge than it is used
        ("short-edge", "long-edge"),
        ("", "long-edge"),  # without the profile
        ("", "short-edge"),
    ],
)
def test_circles_come_true_out_of_a_printer_that_errs(kept: str, turn: str) -> None:
    """Round, 38 mm, where they should be, with their backs behind them; not without the profile."""
    profile = measured(ERRS, kept) if kept else None
    gpo = press(backs="each", turn=turn, printer=profile)
    job = gpo.job(gpo.handout("cirkels"))
    front, back = png.write(job, gpo.fonts, dpi=300)[:2]
    face = printed(front, ERRS, back=False, turn=turn)
    rear = printed(back, ERRS, back=True, turn=turn)
    room = numbers.room(area(A4, profile.safe) if profile else area(A4))
    places = packed(room, 38, wanted=24)
    errors = []
    for place in (places[0], places[3], places[20], places[13]):
        seen = extent(face, *place)
        # Through the paper it lies the other way round, whatever the printer turned.
        behind = (A4.width - place.x, place.y)
        backed = extent(rear, *behind)
        errors.append(
            max(
                *(abs(a - b) for a, b in zip(seen[:2], place, strict=True)),
                *(abs(a - b) for a, b in zip(backed[:2], behind, strict=True)),
                *(abs(length - DISC) for length in (*seen[2:], *backed[2:])),
            )
        )
    assert max(errors) < CLOSE if kept else max(errors) > 1


@pytest.mark.parametrize("handout", ["kwadrant", "cirkels", "tijdlijn-strook", "gespreksblad-1"])
@pytest.mark.parametrize("tile", [None, "A4"])
def test_rulers_on_corrected_sheets_measure_true(
    handout: str, tile: str | None, tmp_path: Path
) -> None:
    """Upright, in landscape and on tiles; on the paper the ruler is 100 mm long, the square too."""
    pdf = built(press(printer=measured(ERRS, "long-edge"), tile=tile), handout, tmp_path)
    lengths = []
    for number in range(pdf.pages):
        size = pdf.size(number)
        for line in pdf.lines(number):
            ends = (ERRS.lands(line.x1, line.y1, size), ERRS.lands(line.x2, line.y2, size))
            if abs(dist(*ends) - 100) < 1.5:
                lengths.append(dist(*ends))
    assert lengths
    assert 100 == pytest.approx(min(lengths, key=lambda long: abs(long - 100)), abs=0.01)
    bare = built(press(tile=tile), handout, tmp_path)
    wrong = [
        dist(ERRS.lands(ln.x1, ln.y1, bare.size(0)), ERRS.lands(ln.x2, ln.y2, bare.size(0)))
        for ln in bare.lines(0)
        if abs(ln.length - 100) < 1e-3
    ]
    assert all(abs(length - 100) > 1 for length in wrong)


@pytest.mark.slow
@pytest.mark.parametrize("scale", [0.99, 1.01])
def test_nothing_comes_where_the_printer_leaves_white(scale: float, tmp_path: Path) -> None:
    """Every sheet of the kit, its backs too, on a printer that reaches no nearer than 12 mm."""
    white = FalsePrinter(short=scale, long=scale, dx=-1, dy=1.5, margin=12)
    gpo = press(backs="each", subjects=("Engels",), printer=measured(white, "long-edge"))
    for number, side in enumerate(png.write(gpo.kit(), gpo.fonts, dpi=72)):
        sheet = Image.open(BytesIO(side)).convert("L")
        size = Size(sheet.width * 25.4 / 72, sheet.height * 25.4 / 72)
        box = sheet.point(lambda level: 255 if level < 235 else 0).getbbox()
        if box is None:  # the empty back of a sheet that has none
            continue
        left, top, right, bottom = (edge * 25.4 / 72 for edge in box)
        back = bool(number % 2)
        for corner in ((left, top), (right, top), (right, bottom), (left, bottom)):
            x, y = white.lands(*corner, size, back=back, turn="long-edge")
            near = min(x, y, min(size) - x, max(size) - y)
            assert near > 12 - 0.5, f"side {number + 1}"  # a dot, and what it is blurred


def test_the_back_of_a_sheet_in_landscape_is_not_guessed(workshop: Workshop) -> None:
    """A printer lays it with its top to the left or to the right: that was not measured."""
    old = "    template: circles\n"
    workshop.change("workshop.yaml", old, f"{old}    orientation: landscape\n")
    kept = measured(ERRS, "long-edge")
    press = workshop.press(backs="each", printer=kept)
    with pytest.raises(Undoable, match="in landscape") as raised:
        press.job(press.handout("cirkels"))
    assert "portrait" in raised.value.hint
    # Where the printer lays backs where they should be, there is nothing to guess.
    straight = measured(FalsePrinter(short=0.99), "long-edge")
    again = workshop.press(backs="each", printer=straight)
    assert again.job(again.handout("cirkels")).sheets


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_backs_lie_behind_their_fronts_on_the_paper(
    orientation: str, turn: str, workshop: Workshop
) -> None:
    """Also where the printer lays pages across the paper, the back upside down for one edge."""
    old = "    template: circles\n"
    workshop.change("workshop.yaml", old, f"{old}    orientation: {orientation}\n")
    pdf = built(workshop.press(backs="each", turn=turn), "cirkels", workshop.folder)
    size = pdf.size(0)
    rings = [c for c in pdf.circles(1) if c.diameter == pytest.approx(34.4, abs=0.01)]
    fronts = sorted(
        (round(min(size) - x, 1), round(y, 1))
        for x, y in (TRUE.lands(cut.cx, cut.cy, size) for cut in pdf.cuts(0))
    )
    backs = sorted(
        (round(x, 1), round(y, 1))
        for x, y in (TRUE.lands(c.cx, c.cy, size, back=True, turn=turn) for c in rings)
    )
    assert fronts and len(fronts) == len(backs)
    for front, back in zip(fronts, backs, strict=True):
        assert front == pytest.approx(back, abs=0.11)
