"""Several processes make the same files as one, and fail as one does."""

from __future__ import annotations

import os
import shutil
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from conftest import Cli, Workshop, snapshot
from held import held

from worksheets.problems import Undoable
from worksheets.production.builder import Task, jobs, processes, tasks
from worksheets.production.processes import build

MANY = [f"Vak {n}" for n in range(250)]  # as many as are worth a second process


@pytest.fixture(scope="module")
def of_many(program: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was built of many subjects: by one process in `1`, by two in `2`."""
    folder = tmp_path_factory.mktemp("many")
    workshop = Workshop(folder / "inhoud").subjects(*MANY)
    _built_twice(program, workshop, folder)
    return folder


def _built_twice(program: Cli, workshop: Workshop, folder: Path, *options: str) -> None:
    command = ("kit", "cirkels-vakken", "-c", workshop.folder, *options)
    outputs = []
    for n in "12":
        result = program(*command, "-o", folder / n, "-j", n)
        assert 0 == result.returncode, result.stderr
        outputs.append(result.stdout.replace(str(folder / n), ""))
    assert outputs[0] == outputs[1]


def test_two_processes_make_the_same_bytes(of_many: Path) -> None:
    """File by file, and the same words in the same order."""
    single, double = snapshot(of_many / "1"), snapshot(of_many / "2")
    assert len(MANY) + 2 == len(single) and single == double


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--collate", "dense"), ("--first", "3")])
def test_two_processes_share_sheets_as_one_does(
    program: Cli, workshop: Workshop, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Subjects that share sheets, and a first sheet that was used in part."""
    _built_twice(program, workshop.subjects(*MANY), tmp_path, *options)
    single, double = snapshot(tmp_path / "1"), snapshot(tmp_path / "2")
    assert len(MANY) + 2 == len(single) and single == double


def test_only_what_changed_is_made_by_several_too(
    program: Cli, of_many: Path, workshop: Workshop, tmp_path: Path
) -> None:
    """One subject of many."""
    shutil.copytree(of_many / "2", tmp_path / "uit")
    workshop.subjects("Vak nul", *MANY[1:])
    command = ("kit", "cirkels-vakken", "-c", workshop.folder, "-o", tmp_path / "uit", "-j", "2")
    lines = [line for line in program(*command).stdout.splitlines() if ".pdf" in line]
    files = {Path(line.split()[0]).name for line in lines if not line.endswith("unchanged")}
    assert {"cirkels-vakken.pdf", "cirkels-vak-nul.pdf"} == files


def test_the_first_fault_is_told_as_one_process_does(
    program: Cli, workshop: Workshop, tmp_path: Path
) -> None:
    """With its line, and nothing is written."""
    workshop.subjects(*MANY[:200], "x" * 200, *MANY[200:])
    command = ("kit", "cirkels-vakken", "-c", workshop.folder)
    single, double = (program(*command, "-o", tmp_path / n, "-j", n) for n in "12")
    assert 1 == single.returncode == double.returncode
    assert single.stderr == double.stderr and "subjects.yaml:203:" in double.stderr
    assert not (tmp_path / "1").exists() and not (tmp_path / "2").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopped_halfway_nothing_is_there(
    of_many: Path, workshop: Workshop, tmp_path: Path, sent: signal.Signals
) -> None:
    """Ctrl-C reaches all processes of a terminal; none goes on, none complains."""
    workshop.subjects("Vak nul", *MANY[1:])
    out = Path(shutil.copytree(of_many / "2", tmp_path / "uit")) / "gpo"
    before = snapshot(out)
    command = ("kit", "cirkels-vakken", "-j", "2", "-c", workshop.folder, "-o", tmp_path / "uit")
    with held(out / "cirkels-vak-10.pdf", *command) as process:
        # The process that makes the first subjects comes to the pipe after it made this one.
        assert ["cirkels-vak-nul.pdf"] == [p.name for p in out.glob(".press-*/cirkels-vak-*.pdf")]
        if sent == signal.SIGINT:
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
        # It ends when no process is left that could still print.
        output, error = process.communicate(timeout=60)
    assert (2, "") == (process.returncode, output)
    assert "error: stopped; what was there before is still there" == error.strip()
    assert {n: data for n, data in before.items() if n != "cirkels-vak-10.pdf"} == snapshot(out)
    assert [] == list(out.glob(".press-*"))


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
    work = tasks(press, [press.handout("cirkels-vakken")], with_kit=True)
    assert [None, (0, 20), (20, 40), (40, 45), None] == [task.subjects for task in work]
    assert 47 == jobs(work)


def test_processes_that_cannot_be_started_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that allows no more of them; it is no fault of the output folder."""

    def refuse(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    with pytest.raises(Undoable, match="no process to print in can be started: Res") as raised:
        build(None, [Task("kwadrant")], 2, print)
    assert "-j 1 prints in one process" == raised.value.hint


def test_windows_waits_for_61_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """More cannot be waited for there: ProcessPoolExecutor refuses 62."""
    monkeypatch.setattr("sys.platform", "win32")
    assert 61 == processes(100, 100_000, ["pdf"])
    monkeypatch.setattr("sys.platform", "linux")
    assert 100 == processes(100, 100_000, ["pdf"])
