"""Spaces that are none to YAML, where a plain space would mean something."""

from __future__ import annotations

import re
import unicodedata

from worksheets.problems import Place, Problem
from worksheets.reading.characters import ODD_SPACES

ODD = re.compile(f"[{ODD_SPACES}]")
# As indentation or on an empty line; after a dash or the colon of a key; behind a colon, dash,
# closing quote or bracket at the end of a line.
STRUCTURAL = (
    re.compile(rf"[ \t]*(?:- +)*([{ODD_SPACES}])"),
    re.compile(rf" *(?:- +)*-([{ODD_SPACES}])"),
    re.compile(rf" *(?:- +)*[\w-]+ *:([{ODD_SPACES}])"),
    re.compile(rf".*(?:[\"'\]}}] *|[:-] +)([{ODD_SPACES}])\s*$"),
)
KEY = re.compile(rf"[\w-]+:([{ODD_SPACES}])")
ITEM = re.compile(rf"-([{ODD_SPACES}])")
BEFORE_SIGN = re.compile(rf"([{ODD_SPACES}])[{ODD_SPACES} ]*[\"'\[{{|>#]")
REMARK = re.compile(rf"[{ODD_SPACES}] *#(?: |$)")
HINT = "write ordinary spaces"
OR_QUOTE = f"{HINT}, or put the whole text between quotes"


def odd_space(sign: str, at: Place, hint: str = HINT) -> Problem:
    """Return the problem of a space that YAML takes for a letter."""
    name = unicodedata.name(sign, "space").lower()
    article = "an" if name[0] in "aeio" else "a"
    return Problem(
        f"this is {article} {name} (U+{ord(sign):04X}), which is no space to YAML", at, hint=hint
    )


def in_line(line: str) -> int | None:
    """Return the column, from 0, of the first space in a line that is none to YAML."""
    columns = [match.start(1) for rule in STRUCTURAL if (match := rule.match(line))]
    return min(columns, default=None)


def in_text(text: str, before: str) -> int | None:
    """Return where in an unquoted text such a space makes it mean something else.

    `before` is what stands before the text on its line.
    """
    first = not before.strip(" ")
    match = BEFORE_SIGN.match(text) or KEY.match(text) or (ITEM.match(text) if first else None)
    return match.start(1) if match else None
