"""What the checks of all files share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from worksheets.problems import Problem
from worksheets.reading.document import Step

Path = tuple[Step, ...]


class Fault(Protocol):
    """Makes a problem about a value: its path stands before the fact, and its place is known."""

    def __call__(
        self, file: str, path: Path, fact: str, hint: str = "", *, key: bool = False
    ) -> Problem: ...


# The files that a check reads, and the check.
Check = tuple[tuple[str, ...], Callable[..., Iterator[Problem]]]


def placeholders(
    fault: Fault,
    file: str,
    path: Path,
    text: str,
    wanted: Iterable[str],
    allowed: Iterable[str] = (),
) -> Iterator[Problem]:
    """Yield the names between { } that a text lacks, and those that nothing is filled in for."""
    used, known = set(re.findall(r"\{(.*?)\}", text)), [*wanted, *allowed]
    for missing in sorted(set(wanted) - used):
        yield fault(file, path, f"must hold {{{missing}}}")
    for unknown in sorted(used - set(known)):
        hint = f"known here: {', '.join(f'{{{n}}}' for n in known) or 'none'}"
        yield fault(file, path, f"nothing is filled in for {{{unknown}}}", hint)
    if re.search(r"[{}]", re.sub(r"\{.*?\}", "", text)):
        yield fault(file, path, "a { or } has no partner")


def repeated(
    fault: Fault, file: str, name: str, field: str, texts: Iterable[str]
) -> Iterator[Problem]:
    """Yield each text that is used before in its list; empty texts are not compared."""
    seen: dict[str, int] = {}
    for i, text in enumerate(texts):
        first = seen.setdefault(text.casefold(), i)
        if text and first != i:
            path: Path = (name, i, field) if field else (name, i)
            yield fault(file, path, f"{text!r} is used before, in {name}[{first}]")
