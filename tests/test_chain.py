"""From content to paper: circles are imposed, go through a printer that errs, and are measured."""

from __future__ import annotations

from io import BytesIO

import pytest
from conftest import press
from PIL import Image

from worksheets.geometry import Matrix, Size
from worksheets.handouts import circles
from worksheets.imposition import behind
from worksheets.imposition import circles as packed
from worksheets.marks import area
from worksheets.printers import Printer
from worksheets.writers import png

DOTS = 300 / 25.4  # a millimetre
A4 = Size(210, 297)
ERRS = Printer(scale_x=0.985, scale_y=1.012, back_dx=1.8, back_dy=-1.2, back_turn=0.6)
DISC = 2 * 17.2 + 0.25  # mm; the disc of a circle of 38 mm, with its edge
CLOSE = 0.2  # mm; two dots and a half


def printed(side: bytes, errs: Matrix) -> Image.Image:
    """What comes out of the printer, in dots: the side as it was sent, through its errors."""
    sheet = Image.open(BytesIO(side)).convert("L")
    back = errs.inverse
    factors = (back.a, back.c, back.e * DOTS, back.b, back.d, back.f * DOTS)
    return sheet.transform(
        sheet.size, Image.Transform.AFFINE, factors, Image.Resampling.BILINEAR, fillcolor=255
    )


def extent(sheet: Image.Image, cx: float, cy: float) -> tuple[float, float, float, float]:
    """The middle, width and height of what is dark around a place, in mm."""
    edges = [round(edge * DOTS) for edge in (cx - 18.5, cy - 18.5, cx + 18.5, cy + 18.5)]
    window = sheet.crop((edges[0], edges[1], edges[2], edges[3]))
    box = window.point(lambda level: 255 if level < 85 else 0).getbbox()
    assert box
    left, top, right, bottom = ((n + edges[i % 2]) / DOTS for i, n in enumerate(box))
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top


def ruler(sheet: Image.Image) -> float:
    """The length of the longest dark line at the foot of a sheet, in mm."""
    foot = sheet.crop((0, round(270 * DOTS), sheet.width, sheet.height))
    dark = foot.point(lambda level: 1 if level < 140 else 0).tobytes()
    rows = (dark[n : n + foot.width] for n in range(0, len(dark), foot.width))
    return max(len(run) for row in rows for run in row.split(b"\0")) / DOTS


@pytest.mark.parametrize("turn", ["long-edge", "short-edge"])
@pytest.mark.parametrize("corrected", [True, False])
def test_circles_come_true_out_of_a_printer_that_errs(turn: str, corrected: bool) -> None:
    """Round, 38 mm, where they should be, with their backs behind them; not without the profile."""
    one = press(backs="each", turn=turn, printer=ERRS if corrected else None)
    job = one.job(one.handout("cirkels"))
    front, back = png.write(job, one.fonts, 300)[:2]
    face, rear = (printed(side, ERRS.errs(A4, back=n)) for n, side in enumerate((front, back)))
    places = packed(circles.room(area(A4)), 38, wanted=24)
    found = []
    for place in (places[0], places[3], places[20], places[13]):
        seen = extent(face, *place)
        at, _ = behind(place, A4, turn)  # type: ignore[arg-type]
        backed = extent(rear, *at)
        found.append(
            max(
                *(abs(a - b) for a, b in zip(seen[:2], place, strict=True)),
                *(abs(a - b) for a, b in zip(backed[:2], at, strict=True)),
                *(abs(length - DISC) for length in (*seen[2:], *backed[2:])),
            )
        )
    length = ruler(face)
    if corrected:
        assert max(found) < CLOSE
        assert 100 == pytest.approx(length, abs=CLOSE)
    else:
        assert max(found) > 1
        assert 98.5 == pytest.approx(length, abs=CLOSE)
