"""The program as a package: `worksheets.open` gives the press of a content folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import GPO, ROOT
from readback import Pdf

import worksheets
from worksheets.problems import Problems, Undoable


def test_a_handout_is_its_bytes(tmp_path: Path) -> None:
    """The same as the command line writes."""
    command = [sys.executable, ROOT / "build.py", "kit", "kwadrant", "-o", tmp_path, "-q"]
    subprocess.run(command, cwd=ROOT, check=True)
    written = (tmp_path / "gpo" / "kwadrant.pdf").read_bytes()
    assert written == worksheets.open(str(GPO)).pdf("kwadrant")


def test_subjects_and_options_are_chosen(tmp_path: Path) -> None:
    """A subject need not be in the content; its circles are an output of their own."""
    press = worksheets.open(GPO, subjects=["Duits"], circle_size=51)
    (tmp_path / "a.pdf").write_bytes(press.pdf("cirkels-duits"))
    pdf = Pdf(tmp_path / "a.pdf")
    assert "Duits" in pdf.text(0)
    assert all(abs(cut.diameter - 51) < 0.01 for cut in pdf.cuts(0))


def test_other_formats_have_their_files() -> None:
    """By name: a side each for pictures."""
    press = worksheets.open(GPO, backs="same")
    assert ["cirkels-1.svg", "cirkels-2.svg"] == list(press.files("cirkels", "svg"))[:2]


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(Undoable, match="there is no handout 'kwadrand'") as raised:
        worksheets.open(GPO).pdf("kwadrand")
    assert "did you mean 'kwadrant'?" == raised.value.hint


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(TypeError, match="circlesize"):
        worksheets.open(GPO, circlesize=51)


def test_what_is_wrong_in_the_content_is_told(tmp_path: Path) -> None:
    with pytest.raises((Problems, Undoable)):
        worksheets.open(tmp_path)
