"""The faces of circles differ enough to be told apart in a photo, by the print alone."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from math import hypot
from statistics import correlation

import pytest
from conftest import press
from msgspec.structs import replace
from PIL import Image

from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.geometry import Point, Size
from worksheets.writers import png

SIDE = 38.0  # mm
DOTS_PER_INCH = 30
ALIKE = 0.6  # as a photo's face is compared with a known one: what agrees as much is taken for it


def faces(theme: str) -> dict[str, Image.Image]:
    """A picture in grey of each face of content/gpo, by the name of its circle."""
    kit = press(theme=theme)
    handout = kit.handout("cirkels")
    pages = {
        placement.page.name: placement.page
        for sheet in kit.sheets(handout)
        for placement in sheet.front.placements
        if placement.page.round
    }
    middle = Point(SIDE / 2, SIDE / 2)
    sheets = [Sheet(Side(Size(SIDE, SIDE), (Placement(p, middle),))) for p in pages.values()]
    job = replace(kit.job(handout), sheets=tuple(sheets), bookmarks=())
    pictures = png.write(job, kit.fonts, dpi=DOTS_PER_INCH)
    return {
        name: Image.open(BytesIO(picture)).convert("L")
        for name, picture in zip(pages, pictures, strict=True)
    }


def seen(face: Image.Image, turn: int, part: float) -> list[int]:
    """The greys within a part of its radius, with the face turned."""
    turned = face.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
    half = (face.width - 1) / 2
    return [
        turned.getpixel((x, y))
        for y in range(face.height)
        for x in range(face.width)
        if hypot(x - half, y - half) < part * half
    ]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["kleur", "grijs", "inktbesparend"])
def test_faces_of_a_set_are_unlike_however_they_are_turned(theme: str) -> None:
    """Icon and word, in grey, all the way round in steps of 12 degrees."""
    pictures = faces(theme)
    assert 14 == len(pictures)
    for (name, one), (other_name, other) in combinations(sorted(pictures.items()), 2):
        if name.split("-")[0] != other_name.split("-")[0]:
            continue
        still = seen(one, 0, 0.72)
        most = max(correlation(still, seen(other, turn, 0.72)) for turn in range(0, 360, 12))
        assert most < ALIKE, (name, other_name)
    # The two sets of an aspect have one icon and word: their rims tell them apart.
    for name, face in pictures.items():
        if name.startswith("nu-"):
            other = pictures[name.replace("nu-", "ambitie-")]
            assert correlation(seen(face, 0, 1), seen(other, 0, 1)) < 0.9, name
