"""A handout that has no pages: no file of no pages is made, and nothing counts on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Cli, Workshop

from worksheets.problems import Undoable


@pytest.fixture
def empty(workshop: Workshop) -> Workshop:
    """A workshop without subjects, whose circles per subject have no pages."""
    (workshop.folder / "subjects.yaml").write_text("kinds: {vak: vak}\n", encoding="utf-8")
    return workshop


@pytest.mark.parametrize("more", [(), ("--nup", "4"), ("--tile", "A4"), ("--participants", "3")])
def test_no_file_of_no_pages(empty: Workshop, cli: Cli, tmp_path: Path, more: tuple[str]) -> None:
    """It is told, again when nothing changed, and before anything is made."""
    command = ("kit", "-c", empty.folder, "-o", tmp_path / "uit", *more)
    runs = [cli(*command, *dry) for dry in (("--dry-run",), (), ())]
    for run in runs:
        assert 0 == run.returncode, run.stderr
        assert "no pages, so no file: cirkels-vakken\n" in run.stderr
        assert "cirkels-vakken.pdf" not in run.stdout
    names = {path.name for path in (tmp_path / "uit" / "gpo").iterdir()}
    assert "kit.pdf" in names and "cirkels-vakken.pdf" not in names


def test_what_it_had_is_left_over(
    workshop: Workshop, empty: Workshop, cli: Cli, tmp_path: Path
) -> None:
    """A file of an earlier time is none of now; --prune takes it away."""
    workshop.subjects("Engels")
    command = ("kit", "-c", workshop.folder, "-o", tmp_path / "uit")
    cli(*command)
    (empty.folder / "subjects.yaml").write_text("kinds: {vak: vak}\n", encoding="utf-8")
    assert "left over from before: cirkels-engels.pdf, cirkels-vakken.pdf" in cli(*command).stderr
    cli(*command, "--prune")
    assert not (tmp_path / "uit" / "gpo" / "cirkels-vakken.pdf").exists()


def test_asked_for_by_name_it_is_an_error(empty: Workshop, cli: Cli, tmp_path: Path) -> None:
    """Nothing is written; in Python too."""
    result = cli("kit", "cirkels-vakken", "-c", empty.folder, "-o", tmp_path / "uit")
    assert 2 == result.returncode and "it has no pages" in result.stderr
    assert not (tmp_path / "uit").exists()
    with pytest.raises(Undoable, match="no pages"):
        empty.press().pdf("cirkels-vakken")


def test_no_list_counts_on_it(empty: Workshop) -> None:
    """Neither the packing list nor the cards of the tables; the kit has no bookmark of it."""
    plan = empty.press().plan()
    assert "cirkels-vakken" not in {row.handout.id for row in plan.rows}
    assert "Cirkels per vak" not in {name for _, name in plan.on_table(5)}
    assert "Cirkels per vak" not in {mark.title for mark in empty.press().kit().bookmarks}


def test_check_tells_of_it(empty: Workshop, cli: Cli) -> None:
    """At its line, as a warning: the rest is good."""
    result = cli("check", empty.folder)
    assert 0 == result.returncode
    assert "the handout 'cirkels-vakken' has no pages: it is not made" in result.stderr
