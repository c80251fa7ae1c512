"""Formats: a row each, for the command line, for names and for what is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from worksheets.press.jobs import Press
from worksheets.writers import FORMATS, names, write

ADDED = """
import sys, types
from worksheets import writers
writer = types.ModuleType("plain_text")
writer.write = lambda job, fonts, progress: f"{job.title}: {len(job.sheets)}".encode()
sys.modules["plain_text"] = writer
writers.FORMATS["text"] = writers.Format(module="plain_text", ending="text")
from worksheets.cli.main import start
start()
"""


def test_a_new_format_is_one_row(tmp_path: Path) -> None:
    """Then it may be asked for, is written, and is known again by a second run."""
    command = [sys.executable, "-c", ADDED, "kit", "kwadrant", "--format", "text", "-o", tmp_path]
    first, second = (
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert "kwadrant.text" in first and "unchanged" not in first
    assert "unchanged" in second
    assert "Kwadrant – Gepersonaliseerd onderwijs: 1" == (
        tmp_path / "gpo" / "kwadrant.text"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_names_are_known_before(format: str, gpo: Press) -> None:
    """The files that will be written, in their order."""
    job = gpo.job(gpo.handout("cirkels"))
    assert names(job, format) == tuple(name for name, _ in write(job, format, gpo.fonts))
