"""Say what does not fit the model: every fault, in a sentence, where it was written.

Runs only after msgspec found a fault (it reports one, without a place): importing jsonschema
costs a tenth of a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from worksheets.problems import Problem, nearest
from worksheets.reading.document import Document, Step, dotted
from worksheets.reading.fields import NOT_BLANK, PATTERNS, SLUG

ValidationError = Any  # jsonschema's; any of its fields may be unset, says its type
Schema = dict[str, Any]
Said = tuple[str, str]  # the fact and the hint

WANTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a set of keys",
    "null": "left empty",
}
MAX_SHOWN = 40


def faults(document: Document, model: Any, reported: str) -> list[Problem]:
    """Return all that keeps a document from being what the model asks, once each.

    `reported` is msgspec's own message, for the rare fault that a schema cannot express.
    """
    from jsonschema import Draft202012Validator

    schema = msgspec.json.schema(model)
    problems: dict[tuple[str, int, int], Problem] = {}
    for error in Draft202012Validator(schema).iter_errors(document.data):
        for problem in _problems(error, document, schema):
            problems.setdefault((problem.message, problem.at.line, problem.at.column), problem)
    return list(problems.values()) or [_as_reported(document, reported)]


def _problems(error: ValidationError, document: Document, schema: Schema) -> Iterator[Problem]:
    path = list(error.absolute_path)
    if error.validator == "required":
        for name in error.validator_value:
            if name not in error.instance:
                yield _problem(f"misses the key {name!r}", "", path, document)
    elif error.validator == "additionalProperties":
        known = error.schema["properties"]
        for name in error.instance:
            if name not in known:
                hint = nearest(name, known)
                yield _problem("unknown key", hint, [*path, name], document, key=True)
    elif error.validator == "anyOf" and (inner := _only_fit(error)):
        for below in inner:
            yield from _problems(below, document, schema)
    else:
        yield _problem(*SENTENCES[error.validator](error, schema), path, document)


def _problem(
    fact: str, hint: str, path: list[Step], document: Document, *, key: bool = False
) -> Problem:
    name = dotted(path)
    message = f"{name}: {fact}" if name else fact
    return Problem(message, document.place(path, key=key), hint=hint)


def _only_fit(error: ValidationError) -> list[ValidationError]:
    """Return the faults within the one choice that was meant, if that is clear."""
    choices: dict[int, list[ValidationError]] = {}
    for below in error.context:
        choices.setdefault(below.schema_path[0], []).append(below)
    meant = [
        errors for i, errors in choices.items() if error.validator_value[i].get("type") != "null"
    ]
    if len(meant) > 1:
        meant = [
            errors
            for errors in meant
            if not any(below.validator in ("type", "enum") and not below.path for below in errors)
        ]
    return meant[0] if len(meant) == 1 else []


def _type(error: ValidationError, schema: Schema) -> Said:
    wanted, value = error.validator_value, error.instance
    if value is None and not error.absolute_path:
        return "the file is empty", ""
    pattern = error.schema.get("pattern", NOT_BLANK)
    if wanted == "string" and pattern not in (NOT_BLANK, SLUG):
        return f"must be {PATTERNS.get(pattern, 'text')}, is {_kind(value)}", ""
    if wanted == "string" and type(value) in (int, float, bool):
        hint = "put it between quotes"
    elif wanted == "string" and isinstance(value, dict):
        hint = "put a text with a colon between quotes"
    elif wanted == "array":
        hint = "begin each item with '- ' on a line of its own"
    elif wanted == "object" and _is_text(value):
        hint = "write 'key: text' lines, with a space after the colon"
    elif wanted in ("integer", "number") and _is_text(value):
        hint = "write a plain number, without quotes, unit or comma"
        if re.fullmatch(r"\s*-?\d+,\d+\s*", value):
            hint = f"write {value.strip().replace(',', '.')}: a decimal has a point"
    else:
        hint = ""
    return f"must be {WANTED[wanted]}, is {_kind(value)}", hint


def _enum(error: ValidationError, schema: Schema) -> Said:
    known = [str(choice) for choice in error.validator_value]
    return f"must be {_listed(known)}, is {_shown(error.instance)}", _near(error.instance, known)


def _any_of(error: ValidationError, schema: Schema) -> Said:
    wanted = " or ".join(_wanted(choice, schema) for choice in error.validator_value)
    return f"must be {wanted}, is {_shown(error.instance)}", ""


def _pattern(error: ValidationError, schema: Schema) -> Said:
    pattern, value = error.validator_value, error.instance
    wanted = PATTERNS.get(pattern, f"a text that matches {pattern}")
    if not value.strip():
        return "must not be empty", ""
    hint = ""
    if pattern == SLUG:
        plain = re.sub("[^a-z0-9]+", "-", value.casefold()).strip("-")
        hint = f"write {plain!r}" if plain else ""
    return f"must be {wanted}, is {_shown(value)}", hint


def _length(error: ValidationError, schema: Schema) -> Said:
    least = error.validator in ("minLength", "minItems")
    limit = error.validator_value
    what = "character" if error.validator in ("minLength", "maxLength") else "item"
    what += "" if limit == 1 else "s"
    fact = f"must have at {'least' if least else 'most'} {limit} {what}, has {len(error.instance)}"
    return fact, ""


def _range(error: ValidationError, schema: Schema) -> Said:
    least = "least" if error.validator == "minimum" else "most"
    return f"must be at {least} {error.validator_value:g}, is {_shown(error.instance)}", ""


SENTENCES: dict[str, Callable[[ValidationError, Schema], Said]] = {
    "type": _type,
    "enum": _enum,
    "anyOf": _any_of,
    "pattern": _pattern,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "minimum": _range,
    "maximum": _range,
}


def _wanted(choice: Schema, schema: Schema) -> str:
    """Return in words what one choice of a union asks."""
    if "$ref" in choice:
        choice = schema["$defs"][choice["$ref"].rpartition("/")[2]]
    if "enum" in choice:
        return " or ".join(repr(value) for value in choice["enum"])
    if "pattern" in choice:
        return PATTERNS.get(choice["pattern"], "text")
    words = WANTED[choice["type"]]
    if "minimum" in choice and "maximum" in choice:
        words += f" from {choice['minimum']:g} to {choice['maximum']:g}"
    return words


def _listed(names: list[str]) -> str:
    quoted = [repr(name) for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _near(value: Any, known: list[str]) -> str:
    """Return the proposal only: the fact already lists all choices."""
    hint = nearest(value, known) if _is_text(value) else ""
    return hint if hint.startswith("did you mean") else ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _kind(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {_shown(value)}" if value else "an empty text"
        case list():
            return "a list"
    return "a set of keys"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= MAX_SHOWN else f"{value[: MAX_SHOWN - 3]}...")
    return str(value) if type(value) in (int, float) else _kind(value)


def _as_reported(document: Document, reported: str) -> Problem:
    fact, _, where = reported.partition(" - at `$")
    path: list[Step] = [
        int(number) if number else name
        for number, name in re.findall(r"\[(\d+)\]|\.([^.\[\]`]+)", where)
    ]
    return _problem(fact[:1].lower() + fact[1:], "", path, document)
