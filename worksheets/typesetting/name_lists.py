"""Names of people in a row: whole where they fit, and else so that each can still be told.

Nobody chooses how long a name is, so a list of names is never refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from worksheets.typesetting.hyphenation import SOFT
from worksheets.wording import between, joined, piece_of, written

LONG = 12  # letters of a word that may be broken when it must
PART = 6  # letters of it that stay together


def fitted(names: Sequence[str], fits: Callable[[str], bool]) -> str:
    """Return a row of names that fits: whole, shortened, or the first of them and how many more.

    The row remembers its names: each has its own place in the list that it comes from.
    """
    return next(filter(fits, _rows(names)), "")


def _rows(names: Sequence[str]) -> Iterator[str]:
    """Yield a row of names in ever shorter ways."""
    yield between(", ", names)
    yield between(", ", map(_breakable, names))
    short = [_breakable(name) for name in shortened(names)]
    yield between(", ", short)
    for many in range(len(short) - 1, 0, -1):
        yield joined(between(", ", short[:many]), f" +{len(short) - many}")
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    for length in range(len(names[0]) if names else 0, 0, -1):
        start = piece_of(names[0], names[0][:length].rstrip())
        yield joined(_breakable(start), f"…{more}")


def shortened(names: Sequence[str]) -> list[str]:
    """Return names as a class tells them apart: Anna B.; whole where two would be the same."""
    short = [_short(name) for name in names]
    many = Counter(short)
    return [brief if many[brief] == 1 else name for brief, name in zip(short, names, strict=True)]


def _short(name: str) -> str:
    """Return a first name and the first letter of the last one: Boer, Anna de is Anna B."""
    last, _, first = name.partition(",")
    given, family = (first.split(), last.split()) if first.strip() else ([], last.split())
    if not family or (not given and len(family) < 2):
        return name
    return piece_of(name, f"{(given or family)[0]} {family[-1][0].upper()}.")


def _breakable(name: str) -> str:
    """Return a name whose long words may be broken, after a few letters each time."""
    broken = re.sub(rf"[^\W\d_]{{{LONG},}}", lambda word: _parted(word[0]), name)
    return piece_of(written(name), broken) if broken != name else name


def _parted(word: str) -> str:
    from unicodedata import combining

    parts = [word[n : n + PART] for n in range(0, len(word), PART)]
    # A mark stays with its letter.
    return "".join(
        part if n == 0 or combining(part[0]) or len(part) < 2 else f"{SOFT}{part}"
        for n, part in enumerate(parts)
    )
