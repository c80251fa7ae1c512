"""A build that is held halfway: it cannot be over before a test has stopped it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from conftest import ROOT

LONGEST = 120.0  # seconds until a build on a busy machine comes to the file


@contextmanager
def held(file: Path, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start a build in a session of its own, and give it when it waits for a file of before.

    A build reads what it made before, to know whether that is whole. A named pipe in the place of
    such a file gives it nothing to read, and no end: whoever reads it waits.
    """
    file.unlink()
    os.mkfifo(file)
    process = subprocess.Popen(
        [sys.executable, ROOT / "build.py", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=_listening,  # noqa: PLW1509  # these tests have no threads
    )
    pipe = None
    try:
        pipe = _opened(file, process)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # also what it would leave behind
        process.communicate()
        if pipe is not None:
            os.close(pipe)


def _listening() -> None:
    """Heed what stops a program, also where the tests run in the background and do not."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


def _opened(pipe: Path, process: subprocess.Popen[str]) -> int:
    """Return the pipe, open for writing: that is possible when the build reads it, not before."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    raise AssertionError("the build did not come to the pipe")
