"""Measure runs that have little to do, and runs that have very much: `changes.py [--quick]`.

A kit that is there already, one with a changed subject, many subjects collated each way, as files
by one process and by all cores. Every run is a process of its own; the ratio is to the first row of
its block.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from run import ROOT, timed

BUILD = [sys.executable, str(ROOT / "build.py"), "kit", "-q"]
MANY, VERY_MANY = 1000, 10_000
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the subjects")
    tenth = 10 if parser.parse_args().quick else 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kit(folder)
        subjects(folder, MANY // tenth)
        row(
            f"{VERY_MANY // tenth:,} subjects, dense, with their files",
            0,
            *very_many(folder, tenth),
        )


def kit(folder: Path) -> None:
    """The default workshop: built, built again, and built with one subject changed."""
    content, output = folder / "content", folder / "kit"
    shutil.copytree(ROOT / "content" / "gpo", content)
    command = [*BUILD, "-c", str(content), "-o", str(output)]
    timed(command)  # compiles the templates
    first = best(command, output)
    row("the kit, all of it", first[0], *first)
    again = min(timed(command)[::2] for _ in range(ROUNDS))
    row("the kit, nothing changed", first[0], *again)
    changed = []
    for n in range(ROUNDS):
        path = content / "subjects.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("name: Engels", f"name: Engels {n}", 1), encoding="utf-8")
        changed.append(timed(command)[::2])
        path.write_text(text, encoding="utf-8")
        timed(command)
    row("the kit, one subject changed", first[0], *min(changed))


def subjects(folder: Path, count: int) -> None:
    """Many subjects: the ways to collate them, with a file for each by one process and by all."""
    output = folder / "many"
    command = [*BUILD, "cirkels-vakken", "--no-kit", "--subjects", str(rows(folder, count))]
    command += ["-o", str(output)]
    one = best([*command, "-j", "1"], output)
    row(f"{count:,} subjects, by sheet, one process", one[0], *one)
    row(f"{count:,} subjects, by sheet, all cores", one[0], *best(command, output))
    for how in ("stack", "dense"):
        row(f"{count:,} subjects, {how}", one[0], *best([*command, "--collate", how], output))


def very_many(folder: Path, tenth: int) -> tuple[float, int]:
    path = rows(folder, VERY_MANY // tenth)
    command = [*BUILD, "cirkels-vakken", "--no-kit", "--collate", "dense", "--subjects", str(path)]
    return timed([*command, "-o", str(folder / "very")])[::2]


def rows(folder: Path, count: int) -> Path:
    """Return a spreadsheet with so many subjects."""
    path = folder / f"{count}.csv"
    lines = ["name,code", *(f"Subject {n},{n % 10_000}" for n in range(count))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def best(command: list[str], output: Path) -> tuple[float, int]:
    """Return the quickest of some runs into an empty folder: seconds, and peak memory in kB."""
    found = []
    for _ in range(ROUNDS):
        shutil.rmtree(output, ignore_errors=True)
        found.append(timed(command)[::2])
    return min(found)


def row(what: str, first: float, seconds: float, peak: int) -> None:
    ratio = f"{seconds / first:6.2f}" if first else " " * 6
    print(f"{what:46} {seconds:7.2f} s {ratio} {peak / 1024:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
