"""Several processes make the same files as one, and fail as one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, Cli, Workshop, snapshot

from worksheets.problems import Undoable
from worksheets.production.builder import Task, jobs, processes, tasks
from worksheets.production.processes import build

MANY = [f"Vak {n}" for n in range(300)]


@pytest.mark.parametrize("options", [(), ("--collate", "dense"), ("--first", "3")])
def test_two_processes_make_the_same_bytes(
    cli: Cli, workshop: Workshop, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """File by file, and the same words in the same order."""
    workshop.subjects(*MANY)
    command = ("kit", "cirkels-vakken", "-c", workshop.folder, *options)
    told = []
    for n in "12":
        result = cli(*command, "-o", tmp_path / n, "-j", n)
        assert 0 == result.returncode, result.stderr
        told.append(result.stdout.replace(str(tmp_path / n), ""))
    assert told[0] == told[1]
    one, two = snapshot(tmp_path / "1"), snapshot(tmp_path / "2")
    assert 302 == len(one) and one == two


def test_only_what_changed_is_made_by_several_too(
    cli: Cli, workshop: Workshop, tmp_path: Path
) -> None:
    """One subject of many."""
    workshop.subjects(*MANY)
    command = ("kit", "cirkels-vakken", "-c", workshop.folder, "-o", tmp_path, "-j", "2")
    cli(*command)
    workshop.subjects("Vak nul", *MANY[1:])
    lines = [line for line in cli(*command).stdout.splitlines() if ".pdf" in line]
    made = {Path(line.split()[0]).name for line in lines if not line.endswith("unchanged")}
    assert {"cirkels-vakken.pdf", "cirkels-vak-nul.pdf"} == made


def test_the_first_fault_is_told_as_one_process_does(
    cli: Cli, workshop: Workshop, tmp_path: Path
) -> None:
    """With its line, and nothing is written."""
    workshop.subjects(*MANY[:200], "x" * 200, *MANY[200:])
    command = ("kit", "cirkels-vakken", "-c", workshop.folder)
    one, two = (cli(*command, "-o", tmp_path / n, "-j", n) for n in "12")
    assert 1 == one.returncode == two.returncode
    assert one.stderr == two.stderr and "subjects.yaml:203:" in two.stderr
    assert not (tmp_path / "1").exists() and not (tmp_path / "2").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopped_halfway_nothing_is_there(
    workshop: Workshop, tmp_path: Path, sent: signal.Signals
) -> None:
    """Ctrl-C reaches all processes of a terminal; none goes on, none complains."""
    workshop.subjects(*(f"Vak {n}" for n in range(1500)))
    command = [sys.executable, ROOT / "build.py", "kit", "-j", "2", "-c", workshop.folder]
    process = subprocess.Popen(
        [*map(str, command), "-o", str(tmp_path / "uit")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    waiting = tmp_path / "uit" / "gpo"
    for _ in range(600):
        if list(waiting.glob(".press-*/cirkels-vak-*.pdf")):
            break
        time.sleep(0.05)
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)
    else:
        process.send_signal(sent)
    out, error = process.communicate(timeout=60)
    assert (2, "") == (process.returncode, out)
    assert "error: stopped; what was there before is still there" == error.strip()
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("asked", "files", "formats", "expected"),
    [
        (8, 7, ("pdf",), 1),
        (8, 249, ("pdf",), 1),
        (8, 250, ("pdf",), 2),
        (2, 5000, ("pdf",), 2),
        (1, 5000, ("pdf",), 1),
        (8, 10, ("png",), 3),
        (8, 2, ("png",), 1),
    ],
)
def test_few_files_are_not_worth_a_process(
    asked: int, files: int, formats: tuple[str, ...], expected: int
) -> None:
    """It costs as much to start as some hundreds of files."""
    assert expected == processes(asked, files, formats)


def test_tasks_are_all_that_is_made(workshop: Workshop) -> None:
    """Each subject once."""
    press = workshop.subjects(*MANY[:45]).press()
    found = tasks(press, [press.handout("cirkels-vakken")], with_kit=True)
    assert [None, (0, 20), (20, 40), (40, 45), None] == [task.subjects for task in found]
    assert 47 == jobs(found)


def test_processes_that_cannot_be_started_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that allows no more of them; it is no fault of the output folder."""

    def refuse(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    with pytest.raises(Undoable, match="no process to print in can be started: Res") as told:
        build(None, [Task("kwadrant")], 2, print)
    assert "-j 1 prints in one process" == told.value.hint
