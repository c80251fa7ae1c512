"""A team's own placements become a sheet; what is wrong in them is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Cli
from readback import Pdf

SAMPLE = ROOT / "docs" / "placements-example.yaml"


def test_the_sample_becomes_a_sheet(cli: Cli, tmp_path: Path) -> None:
    """Medians, a page of spread for each set, and every placement in a table."""
    result = cli("result", SAMPLE, "-o", tmp_path)
    assert 0 == result.returncode, result.stderr
    pdf = Pdf(tmp_path / "gpo" / "resultaat-cirkels-van-team-techniek.pdf")
    assert 4 == pdf.pages
    words = " ".join(word.text for n in range(pdf.pages) for word in pdf.words(n))
    for part in ("Anna de Boer", "Techniek", "ADB", "midden", "Engels"):
        assert part in words


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("tempo: 0.1", "tmepo: 0.1", "there is no aspect 'tmepo'"),
        ("ambitie: {waar", "ambite: {waar", "there is no circle set 'ambite'"),
        ("waar: 0.2", "waar: 1.2", "must be at most 1, is 1.2"),
        ("subject: Engels", "subject: Engles", "did you mean 'Engels'?"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    cli: Cli, tmp_path: Path, old: str, new: str, told: str
) -> None:
    """As in the files of a workshop."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "plaatsen.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = cli("result", file, "-o", tmp_path / "uit")
    assert 1 == result.returncode
    assert told in result.stderr and "plaatsen.yaml:" in result.stderr
    assert not (tmp_path / "uit").exists()
