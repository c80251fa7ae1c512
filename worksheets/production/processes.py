"""Several processes that build one workshop together: the same files, sooner.

Each process reads the sources itself and puts what it makes where it waits; this one only says who
does what. Processes are started anew (spawn), as Windows must: what they need is given to them.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path as File
from threading import Thread

from msgspec import Struct

from worksheets.options import Options
from worksheets.problems import Problem, Problems, Undoable
from worksheets.production.builder import Builder, Task, TaskOutcome
from worksheets.production.disk import put
from worksheets.production.inputs import Inputs
from worksheets.production.sources import Sources
from worksheets.production.state import State


class WorkerSetup(Struct, frozen=True, kw_only=True):
    """What is asked of a process: a workshop, formats, what is there, where the rest goes."""

    sources: Sources
    options: Options
    formats: tuple[str, ...]
    state: State
    now: Inputs
    folder: File
    waiting: File

    def builder(self) -> Builder:
        press = self.sources.press(self.options)
        return Builder(press, self.formats, self.state, self.folder, self.now)


def build(
    order: WorkerSetup, tasks: Sequence[Task], processes: int, done: Callable[[TaskOutcome], None]
) -> None:
    """Do tasks in several processes, and call `done` with their outcomes, in their order.

    What the first task that fails raised is raised here; when it is over, no process is left.
    """
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (order,))
    failed: BaseException | None = None
    doing: dict[Task, Future[TaskOutcome]] = {}
    try:
        # Large tasks begin first, so that only short ones remain at the end.
        large = sorted(tasks, key=lambda task: task.subjects is not None)
        try:
            doing |= {task: pool.submit(_do, task) for task in large}
        except OSError as error:
            fact = f"no process to print in can be started: {error.strerror or error}"
            raise Undoable(fact, hint="-j 1 prints in one process") from None
        for task in tasks:
            done(doing[task].result())
    except BrokenProcessPool:
        fact = "a process that was printing has stopped"
        failed = Undoable(fact, hint="-j 1 prints in one process")
    except BaseException as error:
        failed = error.with_traceback(None)
        for process in active_children():
            process.terminate()
    pool.shutdown(cancel_futures=True)
    # The locks of the pool go with it: the program ends without looking for what it left.
    del pool, doing
    gc.collect()
    if failed:
        raise failed


# -- in a worker process ---------------------------------------------------------------------------

# A fault at the start is kept for the tasks: raised there, the pool would only say that it broke.
_at_work: tuple[Builder, WorkerSetup] | Problem | Problems | Undoable | OSError | None = None


def _begin(order: WorkerSetup) -> None:
    """Get ready. Ctrl-C is for the main process; when that has gone, this one ends too."""
    global _at_work  # noqa: PLW0603  # what a process of a pool keeps from task to task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(20_000, 50, 50)
    Thread(target=_end_with_the_leader, daemon=True).start()
    try:
        _at_work = order.builder(), order
    except (Problem, Problems, Undoable, OSError) as error:
        _at_work = error.with_traceback(None)


def _end_with_the_leader() -> None:
    if leader := parent_process():
        leader.join()
        os._exit(1)


def _do(task: Task) -> TaskOutcome:
    assert _at_work
    if isinstance(_at_work, Exception):
        raise _at_work
    builder, order = _at_work
    return builder.outcome(task, partial(put, order.waiting))
