"""What an author can mend: a fact, where it is, and a way out.

Raised where it is known, printed once by the command line. A bug is not a Problem: it stays a
traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Place:
    """Where something was written: file, line and column, counted from 1; 0 is unknown.

    A place is never part of what a thing is: all places compare equal, so that two drawings that
    look the same are the same value wherever they were written.
    """

    __slots__ = ("column", "file", "length", "line")

    def __init__(self, file: str, line: int = 0, column: int = 0, length: int = 0) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.length = length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place)

    def __hash__(self) -> int:
        return 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)

    def __repr__(self) -> str:
        return f"Place({self})"


NOWHERE = Place("")


class Problem(Exception):
    """One fault: a lower-case fact, its place, further details and a hint of what to do."""

    def __init__(
        self, message: str, at: Place = NOWHERE, *, hint: str = "", detail: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" if self.at.file else self.message

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Sort by file, line and column, so that faults are read from top to bottom."""
        return (self.at.file, self.at.line, self.at.column, self.message)


class NoRoom(Problem):
    """What is drawn has no room: a fault of the template, or of paper that is too small for it."""


class Problems(Exception):
    """Several faults that can be mended at once, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.key))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Problem, ...]]]:
        """Keep all problems on the way from another process, where they are pickled."""
        return type(self), (self.problems,)


class Undoable(Exception):
    """What could not be done at all (a missing folder, a full disk): exit code 2."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint with the known name closest to `name`, or with all known names."""
    import difflib

    names: Sequence[str] = sorted(known)
    close = difflib.get_close_matches(name, names, 1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known: {', '.join(names)}" if names else ""
