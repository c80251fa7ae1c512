"""Zeros have no slash: years and counts are no code."""

import importlib.util
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("templates/fonts/AtkinsonHyperlegibleNext-*.ttf"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_zero_has_one_hole_as_wide_as_before(file: Path) -> None:
    """And the script that made it finds nothing to do in what is shipped."""
    font = TTFont(file)
    glyphs = font["glyf"]
    spec = importlib.util.spec_from_file_location("plain_zero", ROOT / ".ci" / "plain_zero.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, six in (("zero", "six"), ("zero.tf", "six.tf")):
        _, ends, _ = glyphs[name].getCoordinates(glyphs)
        assert len(ends) == 2
        before = glyphs[name].compile(glyphs)
        script.plain(font, name)
        assert glyphs[name].compile(glyphs) == before
        # As high as the other figures.
        assert abs(glyphs[name].yMax - glyphs[six].yMax) <= 5
    assert font["hmtx"]["zero.tf"][0] == font["hmtx"]["one.tf"][0]
    assert "zero without slash" in font["name"].getDebugName(5)
