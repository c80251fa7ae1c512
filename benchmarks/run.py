"""Measure the press against a hand-written ReportLab script and against Typst.

    python benchmarks/run.py [--quick] [--only help,quadrant,kit,...]

Every contestant is a process of its own, started cold in turn: ours, the script, Typst, ours
again. The table has medians of wall time, half the distance between quartiles behind them, and
ratios of medians; CPU is ours/script in processor time, which a busy machine disturbs less. Memory
is the peak of the process (getrusage).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import names

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGES = 2  # sheets that a subject has
ALL = OURS, SCRIPT, TYPST = "ours", "script", "typst"
KEYS = ("help", "quadrant", "kit", "subjects", "files", "subjects-plain", "files-plain")
DRAWN = ("kwadrant", "cirkels", "cirkels-vakken", "tijdlijn")
GROWTH = 30  # kB that a page may add to the peak
Commands = dict[str, list[str]]  # by contestant
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Failed(Exception):
    """A contestant did not do its job."""


@dataclass
class Runs:
    """What was measured of one contestant in one case."""

    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)  # seconds of processor time
    peaks: list[int] = field(default_factory=list)  # kB

    @property
    def time(self) -> float:
        return median(self.seconds) * 1000

    @property
    def spread(self) -> float:
        if len(self.seconds) < 2:
            return 0.0
        low, _, high = quantiles(self.seconds, n=4)
        return (high - low) / 2 * 1000

    @property
    def shown(self) -> str:
        return f"{self.time:.0f} ±{self.spread:.0f}"

    @property
    def work(self) -> float:
        return median(self.busy)

    @property
    def peak(self) -> float:
        return median(self.peaks)


@dataclass(frozen=True)
class Case:
    """One row of the table: who does it how, how often, and what we aim at."""

    key: str
    title: str
    commands: Commands
    rounds: int
    aim: float | None = None  # most that ours may take, in times the script
    pages: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds and fewer subjects")
    parser.add_argument("--only", default="", help=f"some of {', '.join(KEYS)}")
    options = parser.parse_args()
    chosen = [key for key in options.only.split(",") if key] or list(KEYS)
    if unknown := set(chosen) - set(KEYS):
        parser.error(f"no case is called {', '.join(sorted(unknown))}; there are {', '.join(KEYS)}")
    print(machine())
    if not find_spec("typst"):
        print("Typst is left out: pip install typst")
    with tempfile.TemporaryDirectory() as folder:
        composer = Composer(Path(folder), quick=options.quick)
        cases = [case for case in composer.cases() if case.key in chosen]
        results = []
        for case in cases:
            try:
                results.append((case, measured(case)))
            except Failed as problem:
                print(f"failed, left out: {case.title}: {problem}")
        print(f"\n{table(results)}")
        for case, runs in results:
            if case.pages:
                print(f"\n{case.title}, for a page:")
                print(per_page(case, runs, composer.growth(case, runs)))
        if any(case.key == "kit" for case, _ in results):
            print(f"\n{composer.likeness()}")


class Composer:
    """A folder with the content and the outputs of all contestants."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self.folder = folder
        self.quick = quick
        self.many, self.few = (200, 50) if quick else (1000, 200)

    def cases(self) -> Iterator[Case]:
        build = [sys.executable, str(ROOT / "build.py")]
        quick = self.quick
        yield Case(
            *("help", "--help (script: python -c pass)"),
            {OURS: [*build, "--help"], SCRIPT: [sys.executable, "-c", "pass"]},
            rounds=5 if quick else 31,
            aim=5,
        )
        content = ["-c", str(ROOT / "content" / "gpo"), "-q"]
        yield Case(
            *("quadrant", "one A3 quadrant, cold"),
            self._all("quadrant", [*build, "kit", "kwadrant", *content]),
            rounds=5 if quick else 21,
            aim=2,
        )
        yield Case(
            *("kit", "a kit of four handouts, 12 files"),
            self._all("kit", [*build, "kit", "-c", str(self._table()), "-q"]),
            rounds=3 if quick else 11,
        )
        yield self._subjects("subjects", "subjects in one PDF", self.many, 3 if quick else 7)
        yield self._subjects("files", "subjects as files", self.many, 1 if quick else 3)
        # Without tags, as the others are: what the structure of a file costs.
        yield self._subjects("subjects-plain", "in one PDF, untagged", self.many, 3 if quick else 7)
        yield self._subjects("files-plain", "as files, untagged", self.many, 1 if quick else 3)

    def _subjects(self, key: str, title: str, count: int, rounds: int) -> Case:
        job = "subjects" if key.startswith("subjects") else "subject-files"
        how = "plain" if key.endswith("plain") else "tagged"
        ours = [sys.executable, str(HERE / "ours.py"), job, how]
        arguments = {OURS: [str(self._content(count))]}
        commands = {
            who: [*command, *arguments.get(who, [str(count)])]
            for who, command in self._all(job, ours).items()
            if how == "tagged" or who != TYPST
        }
        return Case(key, f"{count:,} {title}", commands, rounds, 2.4, PAGES * count)

    def _all(self, job: str, ours: list[str]) -> Commands:
        """Return the commands of all contestants; ours is told its folder as it expects."""
        output = ["-o"] if "build.py" in ours[1] else []
        commands = {
            OURS: [*ours, *output, self._output(OURS, job)],
            SCRIPT: [
                *(sys.executable, str(HERE / "yardstick.py"), job),
                self._output(SCRIPT, job),
            ],
        }
        if find_spec("typst"):
            typesetter = str(HERE / "typesetter.py")
            commands[TYPST] = [sys.executable, typesetter, job, self._output(TYPST, job)]
        return commands

    def _output(self, who: str, job: str) -> str:
        folder = self.folder / who / job
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder)

    def _content(self, count: int) -> Path:
        """Return a workshop like the default one, with so many subjects."""
        folder = self.folder / f"content-{count}"
        if not folder.exists():
            shutil.copytree(ROOT / "content" / "gpo", folder)
            (folder / "subjects.yaml").write_text(names.as_yaml(count), encoding="utf-8")
        return folder

    def _table(self) -> Path:
        """Return the default workshop with the handouts that the others draw too."""
        folder = self.folder / "content-table"
        shutil.copytree(ROOT / "content" / "gpo", folder)
        path = folder / "workshop.yaml"
        head, _, rest = path.read_text(encoding="utf-8").partition("handouts:\n")
        body, _, tail = rest.partition("\n# ")
        chosen = [
            f"  - id: {block}"
            for block in body.split("  - id: ")
            if block.split(maxsplit=1)[:1] and block.split(maxsplit=1)[0] in DRAWN
        ]
        path.write_text(f"{head}handouts:\n{''.join(chosen)}\n# {tail}", encoding="utf-8")
        return folder

    def growth(self, case: Case, runs: dict[str, Runs]) -> dict[str, float]:
        """Return the kB that a page adds to each peak, from a run with fewer subjects."""
        fewer = self._subjects(case.key, "", self.few, 1)
        return {
            who: (runs[who].peak - less.peak) / (case.pages - fewer.pages)
            for who, less in measured(fewer, warm=False).items()
        }

    def likeness(self) -> str:
        """Return how much the kits of the others differ from ours, as pictures."""
        (ours,) = (self.folder / OURS / "kit").glob("*/kit.pdf")
        lines = []
        for who in (SCRIPT, TYPST):
            theirs = self.folder / who / "kit" / "kit.pdf"
            if theirs.exists():
                command = [sys.executable, str(HERE / "pictures.py"), str(ours), str(theirs)]
                run = subprocess.run(command, capture_output=True, text=True, check=False)
                lines.append(f"pixels of the kit that differ visibly from ours, {who}:")
                lines.append(run.stdout.splitlines()[-1] if not run.returncode else run.stderr)
        return "\n".join(lines)


def measured(case: Case, *, warm: bool = True) -> dict[str, Runs]:
    """Run all contestants in turn, after one turn that does not count."""
    results = {who: Runs() for who in case.commands}
    for turn in range(-1 if warm else 0, case.rounds):
        for who, command in case.commands.items():
            progress(f"{case.key} {turn + 1}/{case.rounds} {who}")
            if who == OURS and "-o" in command:  # what is there already is not built again
                shutil.rmtree(command[command.index("-o") + 1], ignore_errors=True)
            seconds, busy, peak = timed(command)
            if turn >= 0:
                results[who].seconds.append(seconds)
                results[who].busy.append(busy)
                results[who].peaks.append(peak)
    progress("")
    return results


def progress(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{words:40}\r", end="", file=sys.stderr, flush=True)


def timed(command: Sequence[str]) -> tuple[float, float, int]:
    """Run a process; return seconds of wall and of processor time, and its peak memory in kB.

    Where the system does not tell the last two, they are 0.
    """
    start = perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    busy, peak = 0.0, 0
    # Read to the end first: a full pipe would stop the process.
    assert process.stderr is not None
    errors = process.stderr.read()
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        busy = usage.ru_utime + usage.ru_stime
        peak = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    else:
        process.wait()
    seconds = perf_counter() - start
    if process.returncode:
        raise Failed(f"{' '.join(command)}\n{errors.decode(errors='replace')}")
    return seconds, busy, peak


# -- the report ---------------------------------------------------------------------------------


def table(results: Sequence[tuple[Case, dict[str, Runs]]]) -> str:
    head = [
        "case",
        "ours ms",
        "script ms",
        "Typst ms",
        "ours/script",
        "ours/Typst",
        "CPU",
        "aim",
        "met",
    ]
    rows = [head]
    for case, runs in results:
        times = [runs[who].shown if who in runs else "-" for who in ALL]
        to_script = runs[OURS].time / runs[SCRIPT].time
        to_typst = f"{runs[OURS].time / runs[TYPST].time:.2f}" if TYPST in runs else "-"
        work = f"{runs[OURS].work / runs[SCRIPT].work:.2f}" if runs[SCRIPT].work else "-"
        aim = ["-", "-"]
        if case.aim is not None:
            aim = [f"< {case.aim:g}", "yes" if to_script < case.aim else "no"]
        rows.append([case.title, *times, f"{to_script:.2f}", to_typst, work, *aim])
    return aligned(rows)


def per_page(case: Case, runs: dict[str, Runs], growth: dict[str, float]) -> str:
    rows = [["", "ms", "peak MB", "growth kB", "aim", "met"]]
    for who, run in runs.items():
        more = growth[who]
        aim = [f"< {GROWTH}", "yes" if more < GROWTH else "no"] if who == OURS else ["", ""]
        time = run.time / case.pages
        rows.append([who, f"{time:.3f}", f"{run.peak / 1024:.0f}", f"{more:.1f}", *aim])
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def machine() -> str:
    packages = []
    for name in ("reportlab", "rl_accel", "uharfbuzz", "typst"):
        try:
            packages.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            packages.append(f"no {name}")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {processor()}, {os.cpu_count()} cores{load}; "
        f"Python {platform.python_version()}, {', '.join(packages)}"
    )


def processor() -> str:
    file = Path("/proc/cpuinfo")
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


if __name__ == "__main__":
    main()
