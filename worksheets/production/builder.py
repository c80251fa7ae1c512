"""What is made of a workshop, task by task: only what is not there yet, or not as it should be."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as File

from msgspec import Struct
from msgspec.structs import replace

from worksheets.content.workshop import Handout
from worksheets.drawing.sheets import Job, Sheet
from worksheets.installed import contents
from worksheets.press import paper_use
from worksheets.press.jobs import Press, produce
from worksheets.press.names import KIT
from worksheets.press.paper_use import PaperUse, counted
from worksheets.press.sheet_counts import stock_name
from worksheets.production import inputs
from worksheets.production import state as built
from worksheets.production.fingerprints import Fingerprints
from worksheets.production.inputs import Inputs
from worksheets.production.state import UNCHANGED, FileRecord, State
from worksheets.writers import FORMATS, names

Put = Callable[[str, bytes], object]
KIT_FORMATS = ("pdf",)
CUT = "cut"  # what a plotter cuts by: comes along where there is something for it
SUBJECTS = 20  # that one task makes files for
# Files that one process makes while another one starts; a picture takes as long as many pages.
WORTH_A_PROCESS = 250
MOST_ON_WINDOWS = 61  # processes that one can wait for there, as concurrent.futures says


class Task(Struct, frozen=True):
    """A handout's own output, those of some of its subjects (from, to), or the kit."""

    handout: str
    subjects: tuple[int, int] | None = None


class FileResult(Struct, frozen=True):
    """A file and why it was written, or that it was unchanged."""

    name: str
    record: FileRecord
    why: str


class TaskOutcome(Struct, frozen=True):
    """What a task gave: its files, and the paper that a whole handout takes.

    `pictures` are the hashes of the pictures and fonts that were read for it, `empty` the outputs
    that have no pages: of these no file is made.
    """

    results: tuple[FileResult, ...]
    pictures: dict[str, str]
    use: dict[str, PaperUse] = {}  # by the name of a handout
    empty: tuple[str, ...] = ()


class Builder:
    """Makes the files of a workshop that are not in a folder as they should be."""

    def __init__(
        self, press: Press, formats: Iterable[str], state: State, folder: File, now: Inputs
    ) -> None:
        self._press = press
        self._formats = tuple(dict.fromkeys(formats))
        self._state = state
        self._folder = folder
        self._now = now
        self._key = built.inputs_key(now)
        self._fingerprints = Fingerprints(f"{now.program} {now.date}", press.fonts)

    def outcome(self, task: Task, put: Put | None) -> TaskOutcome:
        """Do a task: give what must be written to `put`; without it, only say what would be."""
        results: list[FileResult] = []
        use: dict[str, PaperUse] = {}
        empty: list[str] = []
        for job in self._jobs(task):
            if not job.sheets:
                empty.append(job.name)
                continue
            for format in self._formats_of(task, job):
                written = job
                if format == CUT:
                    written = self._press.cut_job(self._press.handout(task.handout))
                results += self._results(written, format, put)
            if task.subjects is None and task.handout != KIT:
                designed = self._press.sheets(self._press.handout(task.handout))
                use[task.handout] = paper_use.use(self._press.composer, job.sheets, designed)
        read = {
            name: inputs.digest(contents(path, "file", hint=""))
            for name, path in self._press.read.items()
        }
        return TaskOutcome(tuple(results), read, use, tuple(empty))

    def _jobs(self, task: Task) -> Iterator[Job]:
        if task.handout == KIT:
            yield self._press.kit()
        elif task.subjects is None:
            yield self._press.job(self._press.handout(task.handout))
        else:
            handout = self._press.handout(task.handout)
            yield from self._press.subject_jobs(handout, *task.subjects)

    def _formats_of(self, task: Task, job: Job) -> tuple[str, ...]:
        """The formats of a job. Only a whole handout has files for a plotter, not its subjects."""
        if job.name == KIT:
            return KIT_FORMATS
        return formats_of(job, self._formats) if task.subjects is None else self._formats

    def _results(self, job: Job, format: str, put: Put | None) -> Iterator[FileResult]:
        fingerprint = self._fingerprints.job(job, format)
        files = names(job, format)
        why = self._state.why(self._folder, files, fingerprint, self._now)
        record = FileRecord(
            job=job.name,
            format=format,
            extent=extent(job.sheets),
            fingerprint=fingerprint,
            inputs=self._key,
        )
        if why == UNCHANGED or put is None:
            for name in files:
                known = self._state.files.get(name)
                yield FileResult(name, replace(record, hash=known.hash if known else ""), why)
            return
        for name, data in produce(job, format, self._press.fonts):
            put(name, data)
            yield FileResult(name, replace(record, hash=inputs.digest(data)), why)


def formats_of(job: Job, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return some formats, and with them what a plotter cuts by where it has something to cut."""
    return (*formats, CUT) if any(sheet.front.knife for sheet in job.sheets) else formats


def tasks(press: Press, handouts: Iterable[Handout], *, with_kit: bool) -> list[Task]:
    """Return what is to be done, in print order."""
    work = []
    for handout in handouts:
        work.append(Task(handout.id))
        if handout.per_subject:
            many = len(press.subjects)
            work += [
                Task(handout.id, (first, min(first + SUBJECTS, many)))
                for first in range(0, many, SUBJECTS)
            ]
    return [*work, *([Task(KIT)] if with_kit else [])]


def jobs(tasks: Iterable[Task]) -> int:
    """Return how many outputs some tasks give in each format."""
    return sum(task.subjects[1] - task.subjects[0] if task.subjects else 1 for task in tasks)


def processes(asked: int | None, jobs: int, formats: Iterable[str]) -> int:
    """Return how many processes are worth their start for so many outputs in some formats.

    As many as are asked for, or as there are cores; where there is little to do, one.
    """
    work = jobs * sum(FORMATS[format].weight for format in set(formats))
    most = MOST_ON_WINDOWS if sys.platform == "win32" else jobs
    return max(1, min(asked or _cores(), 1 + int(work // WORTH_A_PROCESS), jobs, most))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def known_jobs(press: Press) -> set[str]:
    """Return the names of all jobs that a workshop has, also those that are not made now."""
    names = {KIT, *(handout.id for handout in press.handouts)}
    everyone = press.content.subjects.subjects if press.content.subjects else ()
    for handout in press.handouts:
        if handout.per_subject:
            names |= {
                press.file_names.file(handout, subject) for subject in (*everyone, *press.subjects)
            }
    return names


def extent(sheets: Iterable[Sheet]) -> str:
    """How much some sheets are, in cells: pages, papers, sheets."""
    sheets = tuple(sheets)
    pages = sum(2 if sheet.back else 1 for sheet in sheets)
    papers = dict.fromkeys(map(stock_name, sheets))
    return "\t".join((counted(pages, "page"), " + ".join(papers), counted(len(sheets), "sheet")))
