"""Plain data that remembers where everything was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from worksheets.problems import Place, Problem

Step = str | int
# The id of a list or mapping and a step into it: the places of the value and of its key.
Marks = dict[tuple[int, Step], tuple[Place, Place]]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file's plain data; its texts are the very objects that `places` knows by their id.

    Texts of less than two characters have no place there: Python keeps only one object of each.
    """

    file: str
    data: Any
    places: Mapping[int, Place]
    root: Place
    marks: Marks
    notes: tuple[Problem, ...] = ()  # what is read, and may be meant otherwise

    def place(self, path: Iterable[Step], *, key: bool = False) -> Place:
        """Return where a value (or its key) was written, or the nearest thing around it."""
        node, value, name = self.data, self.root, self.root
        for step in path:
            mark = self.marks.get((id(node), step))
            if mark is None:
                return value
            (value, name), node = mark, node[step]
        return name if key else value


def dotted(path: Iterable[Step]) -> str:
    """Return a path as authors read it: `aspects[3].label`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
