"""Twice as many subjects are twice the work: operations are counted at two sizes, no time.

What is quadratic hides in one call: a list that is searched for each of what it holds. So names and
numbers are given whose comparisons can be counted.
"""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from conftest import GPO

from worksheets.content.subjects import Subject, Subjects
from worksheets.production import sources
from worksheets.production.builder import known_jobs, tasks
from worksheets.production.fingerprints import Fingerprints
from worksheets.production.inputs import Inputs
from worksheets.production.state import FileRecord, KnownRun, State
from worksheets.writers.pdf.objects import PdfObjects
from worksheets.writers.pdf.write import write

SMALL, LARGE = 30, 60
MOST = 1.5 * LARGE / SMALL  # sorting is a little more than linear; a square is twice this

counted: Counter[str] = Counter()


class Name(str):
    """A text whose comparisons are counted."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        counted["names compared"] += 1
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        counted["names hashed"] += 1
        return str.__hash__(self)


class Number(int):
    """A number whose comparisons are counted."""

    def __eq__(self, other: object) -> bool:
        counted["numbers compared"] += 1
        return int.__eq__(self, other)

    def __hash__(self) -> int:
        return int.__hash__(self)


@contextmanager
def calls_counted() -> Iterator[None]:
    """Count the calls of functions, of Python's own too."""

    def called(_frame: FrameType, event: str, _function: object) -> None:
        counted["calls"] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        yield
    finally:
        sys.setprofile(before)


def grown(work: Callable[[int], object]) -> dict[str, float]:
    """Return how many times more of each operation the larger size takes."""
    counts = []
    for many in (SMALL, LARGE):
        counted.clear()
        work(many)
        counts.append(dict(counted))
    small, large = counts
    return {name: large[name] / small[name] for name in small}


def circles(many: int) -> None:
    """Make the circles of so many subjects: in one file, and each in a file of its own."""
    content = sources.read(GPO).content()
    subjects = tuple(Subject(name=Name(f"Vak nummer {n}")) for n in range(many))
    content = dataclasses.replace(content, subjects=Subjects(kinds={}, subjects=subjects))
    with calls_counted():
        press = sources.pressed(content, GPO.as_posix())
        handout = press.handout("cirkels-vakken")
        fingerprints = Fingerprints("", press.fonts)
        for job in (press.job(handout), *press.subject_jobs(handout)):
            fingerprints.job(job, "pdf")
        write(press.job(handout), press.fonts)
        known_jobs(press)
        tasks(press, press.handouts, with_kit=True)


def test_circles_are_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """From what is read to the bytes of the file."""
    reserve = PdfObjects.reserve
    monkeypatch.setattr(PdfObjects, "reserve", lambda document: Number(reserve(document)))
    more = grown(circles)
    assert more.keys() >= {"calls", "names hashed"}
    assert {} == {name: times for name, times in more.items() if times > MOST}


def state_of_many(many: int) -> None:
    """Make the state of a folder with so many files twice; in between, half of them goes."""
    now = Inputs(program="", templates="", options="", date="", content={})
    records = {
        Name(f"cirkels-{n}.pdf"): FileRecord(
            job=f"cirkels-{n}", format="pdf", extent="", fingerprint="", inputs="", hash=""
        )
        for n in range(many)
    }
    names = list(records)
    run = KnownRun(folder="", files=dict.fromkeys(names, ""))
    state = State().after("a", run, records, now, ())
    some = {name: records[name] for name in names[: many // 2]}
    state.left_over(("cirkels-1",), some)
    state.besides(some.keys())
    state.after("b", run, some, now, names[many // 2 :])


def test_what_is_known_of_a_folder_is_linear() -> None:
    """Each file is looked up; none is compared with all others."""
    assert {} == {name: times for name, times in grown(state_of_many).items() if times > MOST}
