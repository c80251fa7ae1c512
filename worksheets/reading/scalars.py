"""What an unquoted word of YAML means: the core schema of YAML 1.2, a little safer.

Only `true` and `false` are booleans; `no`, `on`, `12:30`, `2026-09` and `1_000` are text.
Two departures from the core schema: a number that begins with a zero (007) and one of more than
18 digits are codes, so text.
"""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})|0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
FLOAT = re.compile(
    r"[-+]?(?:(?:\.[0-9]+|(?:0|[1-9][0-9]*)\.[0-9]*)(?:[eE][-+]?[0-9]+)?"
    r"|(?:0|[1-9][0-9]*)[eE][-+]?[0-9]+)"
)
BASES = {"0o": 8, "0x": 16}
FIRST = frozenset("0123456789+-.~nNtTfF")  # nothing but text begins otherwise

STANDARD = "tag:yaml.org,2002:"
TYPES: dict[str, tuple[type, str]] = {
    "str": (str, "text"),
    "int": (int, "a whole number"),
    "float": (float, "a number"),
    "bool": (bool, "true or false"),
    "null": (type(None), "empty"),
}


def resolve(text: str) -> Scalar:
    """Return the value of an unquoted word; text stays the very same object."""
    if text and text[0] not in FIRST:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text, BASES.get(text[:2], 10))
    if FLOAT.fullmatch(text):
        return float(text)
    return text


def tagged(text: str, name: str) -> Scalar:
    """Return the value of a word that its author gave a standard type, as in `!!str 12`.

    Raises ValueError with what was expected.
    """
    wanted, words = TYPES[name]
    if wanted is str:
        return text
    value = resolve(text)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise ValueError(words)
    return value
