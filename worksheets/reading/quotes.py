"""Quotes that are not closed, or closed too early."""

from __future__ import annotations

import re
from collections.abc import Sequence

from worksheets.problems import Place, Problem

STRUCTURE = re.compile(r" *(?:- |-$|(?:- +)*[\w-]+ *:(?: |$))")  # a key, or an item of a list
TAKEN = re.compile(r"[,:] *$|^, ")  # a text that ends where the next quote should have begun
CLOSE = {
    "'": "close it; write two single quotes for an apostrophe between single quotes",
    '"': 'close it; write \\" for a quote between double quotes',
}
INSIDE = {
    "'": "write two single quotes for an apostrophe, or put the text between double quotes",
    '"': 'write \\" for each quote in the text, or put the text between single quotes',
}


def not_closed(sign: str, at: Place) -> Problem:
    """Return the problem of a quote that is opened, and closed nowhere or far below."""
    return Problem("a quote is opened here and never closed", at, hint=CLOSE[sign])


def text_follows(sign: str, at: Place) -> Problem:
    """Return the problem of a text that is closed by a quote inside it."""
    return Problem("text follows a closing quote", at, hint=INSIDE[sign])


def swallowed(lines: Sequence[str], first: int, last: int, indent: int) -> bool:
    """Whether a text between quotes, from line `first` to `last`, has taken keys or items along.

    These are lines that lie no further to the right than `indent`, where the text itself stands;
    YAML wants what goes on further in (1.2.2, 6.1), parsers do not ask it.
    """
    return any(
        len(line) - len(line.lstrip(" ")) <= indent and STRUCTURE.match(line)
        for line in lines[first + 1 : last + 1]
    )
