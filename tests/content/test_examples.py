"""What is wrong in examples.yaml is told at its line."""

from __future__ import annotations

import pytest
from conftest import Workshop

from worksheets.problems import Problem, Problems


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "hint"),
    [
        ("examples", "id: zorg", "id: ict", "'ict' is used before", ""),
        ("examples", "nu: {waar: 0.1", "nuu: {waar: 0.1", "no circle set 'nuu'", "'nu'"),
        ("examples", "tempo: 0.95", "tmepo: 0.95", "no aspect 'tmepo'", "'tempo'"),
        ("examples", "derived: [waar", "derived: [waaar", "no aspect 'waaar'", "'waar'"),
        ("examples", "aspect: tempo", "aspect: temp", "no aspect 'temp'", "'tempo'"),
        (
            "examples",
            "[klassikaal, groeps",
            "[persoonlijk, klassikaal, groeps",
            "or between two",
            "",
        ),
        ("examples", "[klassikaal, groepsd", "[zelfregulerend, groepsd", "lie across", "border"),
        ("examples", "subject: Burgerschap", "subject: Engels", "'Engels' is used before", ""),
        ("examples", "gravity: zelfregulerend", "gravity: zelfreg", "no field 'zelfreg'", ""),
        ("examples", '"{quadrant} Op', '"Op', "must hold {quadrant}", ""),
        ("examples", "{low} tot {high}", "{low} tot {hi}", "filled in for {hi}", "{low}, {high}"),
        ("workshop", "of: zorg", "of: zrog", "no example 'zrog'", "'zorg'"),
        ("aspects", "    axis: horizontal", "    axis: both", "lies on both axes", "leave it out"),
    ],
)
def test_a_fault_is_told_at_its_line(
    workshop: Workshop, file: str, old: str, new: str, message: str, hint: str
) -> None:
    """With the nearest name as a hint, where there is one."""
    workshop.change(f"{file}.yaml", old, new)
    with pytest.raises((Problem, Problems)) as raised:
        workshop.press()
    problems = getattr(raised.value, "problems", None) or [raised.value]
    mine = [problem for problem in problems if message in problem.message]
    assert mine, [problem.message for problem in problems]
    assert mine[0].at.line and hint in mine[0].hint


def test_a_subject_that_is_not_known_needs_a_code(workshop: Workshop) -> None:
    """With a code it may be any name."""
    workshop.change("examples.yaml", "subject: Engels\n        code: EN", "subject: Latijn")
    with pytest.raises((Problem, Problems), match="there is no subject 'Latijn'"):
        workshop.press()
    workshop.change("examples.yaml", "subject: Latijn", "subject: Latijn\n        code: LA")
    workshop.press()
