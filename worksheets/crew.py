"""Several processes that build one workshop together: the same files, sooner.

Each process reads the sources itself and puts what it makes where it waits; this one only says who
does what. Processes are started anew (spawn), as Windows must: what they need is given to them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path as File
from threading import Thread

from msgspec import Struct

from worksheets.building import Builder, Outcome, Task
from worksheets.built import State
from worksheets.desk import Options
from worksheets.disk import put
from worksheets.inputs import Inputs
from worksheets.problems import Undoable
from worksheets.sources import Sources


class Order(Struct, frozen=True, kw_only=True):
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


def outcomes(order: Order, tasks: Sequence[Task], processes: int) -> Iterator[Outcome]:
    """Yield the outcomes of tasks in their order; the first that fails raises what it raised."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (order,)) as pool:
        try:
            # The large ones first: what is left at the end is small. They are told in order.
            large = sorted(tasks, key=lambda task: task.subjects is not None)
            doing = {task: pool.submit(_do, task) for task in large}
            for task in tasks:
                yield doing[task].result()
        except BrokenProcessPool:
            raise Undoable(
                "a process that was printing has stopped", hint="-j 1 prints in one process"
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.terminate()
            raise


# -- in a process of the crew ---------------------------------------------------------------------

_at_work: tuple[Builder, Order] | None = None


def _begin(order: Order) -> None:
    """Get ready. Ctrl-C is for the process that leads; where that has gone, no one waits for us."""
    import gc
    import signal

    global _at_work  # noqa: PLW0603  # what a process of a pool keeps from task to task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(20_000, 50, 50)
    Thread(target=_end_with_the_leader, daemon=True).start()
    _at_work = order.builder(), order


def _end_with_the_leader() -> None:
    if leader := parent_process():
        leader.join()
        os._exit(1)


def _do(task: Task) -> Outcome:
    assert _at_work
    builder, order = _at_work
    return builder.outcome(task, partial(put, order.waiting))
