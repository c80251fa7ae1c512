"""What the command line prints: tables, problems with their source line, progress."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path as File

import click

from worksheets.problems import Place, Problem

WARNING = "warning: "
PATIENCE = 1.0  # seconds before a progress bar appears


def table(rows: Sequence[str]) -> None:
    """Print rows of cells separated by tabs, each column as wide as it must be."""
    cells = [row.split("\t") for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)] if cells else []
    for row in cells:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(line.rstrip())


def paragraph(lines: Sequence[str]) -> None:
    """Print lines below a table, if there are any."""
    for line in ("", *lines) if lines else ():
        click.echo(line)


def problems(problems: Sequence[Problem], roots: Sequence[File]) -> None:
    """Print problems to standard error: place and fact, the source line, details, a hint."""
    for problem in problems:
        _print_problem(problem, roots)
    if len(problems) > 1:
        click.echo(f"{len(problems)} problems", err=True)


def warnings(warnings: Sequence[Problem], roots: Sequence[File]) -> None:
    """Print what is no fault but may be a slip, as problems are printed, each called a warning."""
    for problem in warnings:
        _print_problem(problem, roots, WARNING)


def _print_problem(problem: Problem, roots: Sequence[File], before: str = "") -> None:
    click.echo(f"{before}{problem}", err=True)
    for line in _source(problem.at, roots):
        click.echo(line, err=True)
    if problem.detail:
        click.echo(f"  {problem.detail}", err=True)
    if problem.hint:
        click.echo(f"  hint: {problem.hint}", err=True)


def note(text: str) -> None:
    """Print what is good to know, apart from what other programs read."""
    click.echo(f"note: {text}", err=True)


def notes(problems: Sequence[Problem], quiet: bool) -> None:
    """Print what is good to know of how files were read, each with a hint where there is one."""
    for problem in () if quiet else problems:
        note(str(problem))
        if problem.hint:
            click.echo(f"  hint: {problem.hint}", err=True)


def failure(message: str, hint: str = "") -> None:
    """Print why something could not be done."""
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)


def terse(problem: Problem, before: str = "") -> str:
    """Return a problem as one line of cells separated by tabs."""
    at = problem.at
    message = f"{before}{problem.message}"
    cells = (at.file, at.line, at.column, message, problem.detail, problem.hint)
    return "\t".join(str(cell).replace("\t", " ").replace("\n", " ") for cell in cells)


def terse_warning(problem: Problem) -> str:
    """Return a warning as a problem's line, called a warning before its message."""
    return terse(problem, WARNING)


def as_json(
    problems: Sequence[Problem], warnings: Sequence[Problem] = (), failure: str = ""
) -> str:
    """Return problems and warnings, or why nothing could be checked, as JSON for other programs.

    ASCII only: a console may lack the letters, and a program reads escapes as well.
    """
    import json

    rows, more = [list(map(_row, several)) for several in (problems, warnings)]
    report = {"good": not rows and not failure, "problems": rows, "warnings": more}
    return json.dumps(report | ({"failure": failure} if failure else {}), indent=2)


def _row(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "message": problem.message,
        "detail": problem.detail,
        "hint": problem.hint,
    }


def json_text(facts: object) -> str:
    """Return plain values as JSON for other programs; ASCII only, as above."""
    import json

    return json.dumps(facts, indent=2)


@contextmanager
def progress(steps: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Give a function to call after some steps; on a terminal a bar appears when it takes long."""
    if quiet or not sys.stderr.isatty():
        yield lambda _steps: None
        return
    bar = click.progressbar(length=steps, label="printing", file=sys.stderr, show_eta=False)
    started, done = time.monotonic(), 0
    shown = False

    def tick(more: int) -> None:
        nonlocal done, shown
        done += more
        if time.monotonic() - started > PATIENCE:
            bar.update(done if not shown else more)
            shown = True

    try:
        yield tick
    finally:
        if shown:
            bar.render_finish()


def _source(at: Place, roots: Sequence[File]) -> Iterator[str]:
    """The line that a place names, with the spot underlined."""
    if not at.line:
        return
    for root in roots:
        path = root / at.file
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
            line = lines[at.line - 1]
        except (OSError, UnicodeDecodeError, IndexError):
            continue
        width = 100
        yield f"  {at.line:>5} | {line[:width]}"
        if at.column and at.column <= width:
            rest = len(line.rstrip()) - at.column + 1
            length = max(1, min(at.length or rest, rest, width - at.column))
            yield f"        | {' ' * (at.column - 1)}{'~' * length}"
        return
