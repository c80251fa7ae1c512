"""A school's logo: read aloud with whose it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, press
from PIL import Image

from worksheets.press.jobs import produce


@pytest.mark.parametrize("organisation", ["", "ROC Noord"])
@pytest.mark.parametrize(
    ("workshop", "handouts", "named"),
    [
        ("gpo", ("kwadrant", "stappenplan", "spelregels"), "logo van ROC Noord"),
        ("gpo-en", ("quadrant",), "logo of ROC Noord"),
        ("eisenhower", ("matrix",), "logo van ROC Noord"),
    ],
)
def test_a_logo_says_whose_it_is_where_that_is_given(
    workshop: str, handouts: tuple[str, ...], named: str, organisation: str, tmp_path: Path
) -> None:
    """Without an organisation it was read as "logo van", on paper and on the web."""
    folder = tmp_path / workshop
    shutil.copytree(ROOT / "content" / workshop, folder)
    Image.new("RGB", (360, 140), (200, 30, 30)).save(folder / "logo.png")
    path = folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8").replace('logo: ""', "logo: logo.png")
    path.write_text(
        text.replace('organisation: ""', f'organisation: "{organisation}"'), encoding="utf-8"
    )
    opened = press(folder)
    for handout in handouts:
        job = opened.job(opened.handout(handout))
        ((_, page),) = produce(job, "html", opened.fonts)
        alts = set(re.findall(r'"(logo[^"]*)"', page.decode()))
        assert {named if organisation else "logo"} == alts
