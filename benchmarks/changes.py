"""Measure runs that have little to do, and runs that have very much: `changes.py [--quick]`.

A kit that is there already, one with a changed subject; many subjects collated each way, with a
file for each, by one process and by all cores. Every run is a process of its own, in turn with the
script (`yardstick.py`) that draws the same marks; medians, and ratios of medians. Very many
subjects are made once: there the memory is what matters.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import names
from run import HERE, ROOT, Failed, Runs, aligned, machine, progress, timed

BUILD = [sys.executable, str(ROOT / "build.py"), "kit", "-q"]
MANY, VERY_MANY = 1000, 10_000
ROUNDS = 5


@dataclass
class Row:
    """One way of building; `ready` is done before each run, and not measured."""

    title: str
    command: list[str]
    ready: Callable[[int], object]
    script: str = ""  # the job of the yardstick that is the same work
    ours: Runs = field(default_factory=Runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the subjects, once")
    quick = parser.parse_args().quick
    many, very_many = (MANY // 10, VERY_MANY // 10) if quick else (MANY, VERY_MANY)
    rounds = 1 if quick else ROUNDS
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        show("the kit of content/gpo", kit(folder), folder, 0, rounds)
        show(
            f"{many:,} subjects, with a file for each", subjects(folder, many), folder, many, rounds
        )
        title = f"{very_many:,} subjects, with a file for each"
        show(title, subjects(folder, very_many)[:4:2], folder, very_many, 1)


def kit(folder: Path) -> list[Row]:
    """The default workshop: built, built again, and built with one subject changed."""
    content, output = folder / "content", folder / "kit"
    shutil.copytree(ROOT / "content" / "gpo", content)
    path = content / "subjects.yaml"
    text = path.read_text(encoding="utf-8")

    def changed(turn: int) -> None:
        new = text.replace("name: Engels", f"name: Engels {turn}", 1)
        path.write_text(new, encoding="utf-8")

    command = [*BUILD, "-c", str(content), "-o", str(output)]
    return [
        Row("all of it", command, lambda _: away(output)),
        Row("nothing changed", command, lambda _: None),
        Row("one subject changed", command, changed),
    ]


def subjects(folder: Path, count: int) -> list[Row]:
    """Many subjects, each with a file: the ways to collate them, and what changes make of it."""
    path, output = folder / f"{count}.csv", folder / f"of-{count}"

    def anew(_turn: int) -> None:
        away(output)
        path.write_text(names.as_csv(count), encoding="utf-8")

    def changed(turn: int) -> None:
        path.write_text(names.as_csv(count, f" {turn}"), encoding="utf-8")

    table = ["--subjects", str(path), "-o", str(output)]
    command = [*BUILD, "cirkels-vakken", "--no-kit", *table]
    cores = f"{os.cpu_count()} processes"
    return [
        Row("dense, one process", [*command, "--collate", "dense", "-j", "1"], anew, "dense"),
        Row(f"dense, {cores}", [*command, "--collate", "dense"], anew, "dense"),
        Row("by sheet, one process", [*command, "-j", "1"], anew, "sheet"),
        Row("stack, one process", [*command, "--collate", "stack", "-j", "1"], anew),
        Row(f"by sheet, {cores}", command, anew, "sheet"),
        Row("by sheet, nothing changed", command, lambda _: None, "sheet"),
        Row("by sheet, one subject changed", command, changed, "sheet"),
    ]


def show(title: str, rows: list[Row], folder: Path, count: int, rounds: int) -> None:
    """Run the rows in turn, after one turn that does not count where there are several."""
    scripts = {row.script: Runs() for row in rows if row.script}
    theirs = folder / "script"
    for turn in range(0 if rounds == 1 else -1, rounds):
        for row in rows:
            row.ready(turn)
            progress(f"{row.title} {turn + 1}/{rounds}")
            keep(row.ours, row.command, turn)
        for job, runs in scripts.items():
            away(theirs)
            theirs.mkdir()
            progress(f"script, {job} {turn + 1}/{rounds}")
            command = [sys.executable, str(HERE / "yardstick.py"), job, str(theirs), str(count)]
            keep(runs, command, turn)
    progress("")
    table = [[title, "ms", "to the first", "script ms", "ours/script", "CPU", "peak MB", "script"]]
    for row in rows:
        cells = [row.title, row.ours.shown, f"{row.ours.time / rows[0].ours.time:.2f}"]
        if row.script:
            peer = scripts[row.script]
            cells += [peer.shown, f"{row.ours.time / peer.time:.2f}"]
            cells += [f"{row.ours.work / peer.work:.2f}"]
        else:
            cells += ["-", "-", "-"]
        cells.append(f"{row.ours.peak / 1024:.0f}")
        cells.append(f"{scripts[row.script].peak / 1024:.0f}" if row.script else "-")
        table.append(cells)
    print(f"\n{aligned(table)}", flush=True)


def keep(runs: Runs, command: list[str], turn: int) -> None:
    """Run a process, and keep what was measured of it, but for the turn before the first."""
    try:
        seconds, busy, peak = timed(command)
    except Failed as problem:
        raise SystemExit(f"failed: {problem}") from None
    if turn >= 0:
        runs.seconds.append(seconds)
        runs.busy.append(busy)
        runs.peaks.append(peak)


def away(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
