"""What was made is kept, but not without end."""

from __future__ import annotations

from worksheets.bounded import Bounded


def test_so_many_are_kept() -> None:
    """With one more the others are forgotten; a new value of a known key is not one more."""
    kept: Bounded[str, int] = Bounded(2)
    kept["a"], kept["b"] = 1, 2
    kept["b"] = 3
    assert {"a": 1, "b": 3} == kept
    kept["c"] = 4
    assert {"c": 4} == kept
