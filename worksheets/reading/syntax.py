"""Say in plain words what a YAML parser could not read, and what the author probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from yaml import MarkedYAMLError, YAMLError

from worksheets.problems import Place, Problem
from worksheets.reading import quotes, spaces

Mark = Any  # a yaml.Mark, of libyaml or PyYAML
ScalarEvent = Any  # a yaml.ScalarEvent; its types call marks optional, which these have

MAX_DEPTH = 40
TOO_DEEP = f"more than {MAX_DEPTH} levels lie inside each other"
QUOTE = "put the text between quotes"
SPACED = "write 'key: text'"
TABS = "indent with spaces, never with tabs"
NO_SPACE = re.compile(r"\s*(?:- +)*[\w-]+:[^\s:/]")  # `label:waar`, but not `https://`
ANNOUNCED = re.compile(r"[:,\[{-]\s*$|^\s*(?:#.*)?$")  # a line that the next one may go on from

# A piece of the parser's own words (libyaml's or PyYAML's); the fact; the hint; where to look.
RULES: tuple[tuple[str, str, str, str], ...] = (
    # Newer parsers stop by themselves long after our own limit, while they look ahead.
    ("maximum nesting depth", TOO_DEEP, "close each [ and { that was opened", "problem"),
    ("tab character", "a tab is used as indentation", TABS, "problem"),
    ("scanning an alias", "a text cannot begin with *", QUOTE, "context"),
    ("scanning an anchor", "a text cannot begin with &", QUOTE, "context"),
    ("a tag", "a text cannot begin with !", QUOTE, "context"),
    ("undefined tag handle", "a text cannot begin with !", QUOTE, "context"),
    (
        "scanning a block scalar",
        "text follows > or | on the same line",
        "put the text on the next lines, indented, or between quotes",
        "context",
    ),
    (
        "escape|hexdecimal|hexadecimal",
        "a backslash between double quotes begins a code, and this is none",
        "use single quotes, or write two backslashes",
        "problem",
    ),
    # Of PyYAML's own parser only, as a tab between words: libyaml reads on.
    ("but got '\\?'", "a text with a ? in it is not between quotes", QUOTE, "problem"),
    ("unexpected ':'", "no space follows the colon", SPACED, "problem"),
    (
        "parsing a flow",
        "a [ or { is opened here and its list goes wrong",
        "close it, put commas between the items and quotes around texts with , : # [ ] { }",
        "context",
    ),
    (
        "'-' indicator|block collection.*<block end>",
        "this line does not fit in the list above it",
        "begin each item with '- ', all equally far to the right",
        "problem",
    ),
    (
        "sequence entries are not allowed",
        "a list cannot begin on the line of its key",
        "put each '- ' on a line of its own, or the text between quotes",
        "problem",
    ),
    (
        "mapping keys are not allowed",
        "a text cannot begin with ?",
        QUOTE,
        "problem",
    ),
    (
        "expected key|<block end>|<document start>",
        "this does not fit with the lines above it",
        "align keys of one level; nothing may follow a closing quote or bracket",
        "problem",
    ),
    (
        "node content",
        "a text cannot begin with this sign",
        QUOTE,
        "problem",
    ),
    ("directive|YAML", "a line that begins with % is not text", QUOTE, "problem"),
)


def explain(
    error: YAMLError, lines: Sequence[str], file: str, quoted: ScalarEvent | None = None
) -> Problem:
    """Return what the author can mend of what the parser could not read.

    `quoted` is the last text between quotes that was read.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("the text cannot be read as YAML", Place(file), hint=str(error))
    said, mark = error.problem or "", error.problem_mark
    words = f"{error.context or ''}: {said}"
    context = error.context_mark or mark
    if problem := _quote_or_space(words, lines, file, mark, context, quoted):
        return problem
    if "mapping values are not allowed" in said:
        return _colon(lines, mark, file)
    if "could not find expected ':'" in said:
        return _no_colon(lines, context.line, context.column, file)
    if "cannot start any token" in said:
        return _first(lines, mark, file)
    for pattern, fact, hint, where in RULES:
        if re.search(pattern, words):
            return Problem(fact, _at(file, context if where == "context" else mark), hint=hint)
    return Problem("the text cannot be read as YAML", _at(file, mark), hint=said)


def _quote_or_space(
    words: str,
    lines: Sequence[str],
    file: str,
    mark: Mark,
    context: Mark,
    quoted: ScalarEvent | None,
) -> Problem | None:
    """Return the problem of a quote or space near a fault, which the parser tells elsewhere."""
    if "quoted scalar" in words:
        sign = '"' if _line(lines, context.line).startswith('"', context.column) else "'"
        ends = "unexpected end of stream" in words or "unexpected document" in words
        if ends or quotes.swallowed(lines, context.line, mark.line, context.column - 1):
            return quotes.not_closed(sign, _at(file, context))
    # Where a key has no colon the parser stops lines below it.
    near = [context.line] if "expected ':'" in words else []
    above = (n for n in range(min(mark.line, len(lines)) - 1, -1, -1) if lines[n].strip(" "))
    for line in (*near, mark.line, *islice(above, 1)):
        text = _line(lines, line)
        if (column := spaces.in_line(text)) is not None:
            return spaces.odd_space(text[column], Place(file, line + 1, column + 1, 1))
    return _after_quote(lines, file, mark, quoted) if quoted is not None else None


def _after_quote(
    lines: Sequence[str], file: str, mark: Mark, quoted: ScalarEvent
) -> Problem | None:
    """Return the problem of what stands behind a text between quotes on the same line."""
    start, end = quoted.start_mark, quoted.end_mark
    if end.line != mark.line or mark.column < end.column:
        return None
    behind = _line(lines, end.line)[end.column :]
    if re.search(r"[,\[\]{}]", behind[: mark.column - end.column]) or re.match(r" *$", behind):
        return None
    sign = quoted.style or "'"
    if quotes.TAKEN.search(quoted.value):
        return quotes.not_closed(sign, _at(file, start))
    return quotes.text_follows(sign, Place(file, end.line + 1, mark.column + 1, 1))


def _colon(lines: Sequence[str], mark: Mark, file: str) -> Problem:
    """Return why a colon does not fit: in a sentence, or after a line that went wrong."""
    line = _line(lines, mark.line)
    above = lines[mark.line - 1] if mark.line else ""
    if re.search(r":\s", line[: mark.column]):
        message = "a text with a colon in it is not between quotes"
        return Problem(message, _at(file, mark), hint=QUOTE)
    if not ANNOUNCED.search(above) and (NO_SPACE.match(above) or ":" not in above):
        return _no_colon(lines, mark.line - 1, len(above) - len(above.lstrip()), file)
    hint = "align it with the key above, or put a text with a colon between quotes"
    return Problem("a colon does not fit here", _at(file, mark), hint=hint)


def _no_colon(lines: Sequence[str], line: int, column: int, file: str) -> Problem:
    text = _line(lines, line)
    at = Place(file, line + 1, column + 1, len(text.strip()))
    if NO_SPACE.match(text):
        return Problem("no space follows the colon", at, hint=SPACED)
    hint = "write 'key: text', or indent the line to go on with the text above"
    return Problem("a line without a key", at, hint=hint)


def _first(lines: Sequence[str], mark: Mark, file: str) -> Problem:
    """Return why no text can begin with what stands at a mark."""
    at = _at(file, mark)
    line = _line(lines, mark.line)
    character = line[mark.column : mark.column + 1]
    if character != "\t":
        return Problem(f"a text cannot begin with {character}", at, hint=QUOTE)
    if line[: mark.column].strip():
        return Problem("a tab stands between words", at, hint="put a space there")
    return Problem("a tab is used as indentation", at, hint=TABS)


def _line(lines: Sequence[str], line: int) -> str:
    return lines[line] if line < len(lines) else ""


def _at(file: str, mark: Mark) -> Place:
    return Place(file, mark.line + 1, mark.column + 1, 1)
