"""A fault of a text is told where that text was written, however it came on a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from conftest import GPO

from worksheets.options import Options
from worksheets.problems import Problem, Problems
from worksheets.production.sources import Sources
from worksheets.wording import between, fill, joined, parts_of, written

FILES = {path.name: path.read_bytes() for path in sorted(GPO.glob("*.yaml"))}
DATA = {name: yaml.safe_load(data) for name, data in FILES.items()}
UNKNOWN = "ꙮ"  # a letter that no font has
# Keys of which the values are chosen, not written.
CHOSEN = {
    *("id", "template", "icon", "paper", "axis", "set", "style", "source", "place", "of", "per"),
    *("language", "version", "kind", "mark", "name", "file", "orientation", "by", "colour", "logo"),
    *(
        "per_subject",
        "circles",
        "carry_over",
        "start",
        "end",
        "from",
        "date",
        "on",
        "step",
        "month",
    ),
    *("explanation_source", "summary_source", "text_source", "impact_source", "question_source"),
}


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts that a person writes."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(inner, (*path, key))
    elif isinstance(value, str) and path[-1] not in CHOSEN:
        yield path


ALL = [(name, path) for name, data in DATA.items() for path in texts(data)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "path"), ALL[::13], ids=lambda part: "-".join(map(str, part)))
def test_a_letter_that_no_font_has_is_told_in_its_file(name: str, path: tuple[Any, ...]) -> None:
    """In a word that is measured first, put together with others, or filled in."""
    data = deepcopy(DATA[name])
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = f"{holder[path[-1]][:1]}{UNKNOWN}{holder[path[-1]][1:]}"
    changed = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
    try:
        press = Sources("gpo", {**FILES, name: changed.encode()}).press(Options())
        for handout in press.handouts:
            press.job(handout)
    except Problem as problem:
        assert f"gpo/{name}" == problem.at.file, problem
    except Problems as problems:
        assert {f"gpo/{name}"} == {problem.at.file for problem in problems.problems}, problems


def test_a_filled_text_remembers_its_parts() -> None:
    """What stood in the text itself, and each value that was filled in."""
    pattern, name = "Voor {name}, {n} keer", "Jan".ljust(3)
    filled = fill(pattern, name=name, n=2)
    assert "Voor Jan, 2 keer" == filled
    assert [pattern, name, pattern, "2", pattern] == [written(part) for part in parts_of(filled)]
    assert any(part is name for part in parts_of(filled))


def test_a_text_without_names_and_a_single_part_are_themselves() -> None:
    text = "Voor".ljust(4)
    assert fill(text) is text
    assert joined(text, "") is text
    assert between(", ", [text]) is text
    assert ("a", ", ", "b", "*") == parts_of(joined(between(", ", ["a", "b"]), "*"))
