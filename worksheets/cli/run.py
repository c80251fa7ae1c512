"""From arguments to an exit code: what went wrong is told, and a bug stays a traceback."""

from __future__ import annotations

import os
import sys

import click

from worksheets.cli.common import roots
from worksheets.cli.options import FAILED, GOOD, PROGRAM, WRONG


def started(main: click.Command) -> None:
    """Run the command line as a program of its own.

    The process ends at once: taking all its values apart first costs a seventh of a short run.
    """
    try:
        run(main)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else FAILED
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            code = code or FAILED  # whoever read our output has gone
        os._exit(code)


def run(main: click.Command, arguments: list[str] | None = None) -> None:
    """Run the command line and exit; a bug stays a traceback."""
    import gc
    import signal

    from worksheets.problems import Problem, Problems, Undoable

    # Many small values live as long as the run: looking for garbage among them is wasted time.
    gc.set_threshold(20_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a question mark; that is no reason to stop.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    for name in ("SIGTERM", "SIGHUP"):
        # Stopped by another program, or by a closed terminal: tidy up as after Ctrl-C.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        code = main.main(arguments, prog_name=PROGRAM, standalone_mode=False) or GOOD
    except (Problem, Problems, Undoable, OSError) as error:
        code = _report(error)
    except click.ClickException as error:
        error.show()
        code = FAILED
    except (click.Abort, KeyboardInterrupt) as error:
        code = _report(error)
    except SystemExit:
        # Click stops so when whoever read our output has gone; nothing is left to say.
        code = FAILED
    raise SystemExit(code)


def _report(error: BaseException) -> int:
    """Tell what went wrong and return the exit code for it."""
    from worksheets.cli import console
    from worksheets.problems import Problem, Problems, Undoable

    match error:
        case Problems():
            console.problems(error.problems, roots())
            return WRONG
        case Problem():
            console.problems([error], roots())
            return WRONG
        case Undoable():
            console.failure(error.message, error.hint)
        case OSError():
            name = f"{error.filename}: " if error.filename else ""
            console.failure(f"{name}{error.strerror or error}")
        case _:
            console.failure("stopped; what was there before is still there")
    return FAILED
