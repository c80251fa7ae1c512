"""Numbers of pages as they are written: 3, 1-2, or 1,3-4."""

from __future__ import annotations


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the first and the last of each run of numbers; the text has digits, - and , only."""
    runs = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        runs.append((int(first), int(last or first)))
    return tuple(runs)
