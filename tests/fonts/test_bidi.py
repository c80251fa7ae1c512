"""Text that runs both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.fonts.bidi import runs_both_ways, visual

HEBREW, ARABIC = "אבג", "ابج"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Engels", [("Engels", False)]),
        (ARABIC, [(ARABIC, True)]),
        (f"{ARABIC} {ARABIC}", [(f"{ARABIC} {ARABIC}", True)]),
        (f"vak {HEBREW}", [("vak ", False), (HEBREW, True)]),
        (f"{HEBREW} – nu", [(HEBREW, True), (" – nu", False)]),
        # Digits run to the right inside what runs to the left: 12 is read after the word.
        (f"{HEBREW} 12", [("12", False), (f"{HEBREW} ", True)]),
        (f"{HEBREW} 1,5", [("1,5", False), (f"{HEBREW} ", True)]),
        (f"({HEBREW})", [("(", False), (HEBREW, True), (")", False)]),
        (f"a {HEBREW} b {ARABIC}", [("a ", False), (HEBREW, True), (" b ", False), (ARABIC, True)]),
        (f"{HEBREW} 5%", [("5%", False), (f"{HEBREW} ", True)]),
    ],
)
def test_a_line_is_seen_from_left_to_right(text: str, parts: list[tuple[str, bool]]) -> None:
    """The parts as they stand on paper, each in the order of its letters."""
    assert parts == visual(text)


def test_plain_text_is_told_apart() -> None:
    """Only a line with letters that run to the left needs any of this."""
    assert not runs_both_ways("Łódź Ελληνικά Кириллица – 12")
    assert runs_both_ways(f"nu {ARABIC}")


@given(st.text(st.sampled_from("ab1 2,.(-)אבجد٣%"), max_size=20))
def test_nothing_is_lost(text: str) -> None:
    """Every character stands somewhere, once."""
    assert sorted(text) == sorted("".join(part for part, _ in visual(text)))
