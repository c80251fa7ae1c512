"""Text that runs both ways."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.fonts.bidi import BRACKETS, CLOSING, MOST_OPEN, runs_both_ways, visual

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
        # Rule N0: both brackets go with the line when they hold anything that does,
        (f"{HEBREW}(a{HEBREW})", [(HEBREW, True), ("(a", False), (HEBREW, True), (")", False)]),
        # with what stands before them when all that they hold runs to the left,
        (f"{HEBREW}({HEBREW}) a", [(f"{HEBREW}({HEBREW})", True), (" a", False)]),
        (f"a ({HEBREW}){HEBREW}", [("a (", False), (HEBREW, True), (")", False), (HEBREW, True)]),
        # and are as other signs when they hold neither, or are no pair.
        (f"{HEBREW}(-){HEBREW}", [(f"{HEBREW}(-){HEBREW}", True)]),
        (f"{HEBREW}({HEBREW}]", [(f"{HEBREW}({HEBREW}", True), ("]", False)]),
        # A mark on a bracket goes with it; two signs are written for the same bracket.
        (f"{HEBREW}({HEBREW})\u0301", [(f"{HEBREW}({HEBREW})\u0301", True)]),
        (f"{HEBREW}\u2329{HEBREW}\u3009", [(f"{HEBREW}\u2329{HEBREW}\u3009", True)]),
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


def as_seen(text: str) -> str:
    """All characters from left to right."""
    return "".join(part[::-1] if leftward else part for part, leftward in visual(text))


MIXED = st.text(
    st.sampled_from("ab12 ,.:+/-!—#%()[]{}אבابجד٣٤\u0301\u05b4\u2329\u232a\u3008\u3009"),
    max_size=24,
)


@settings(max_examples=1000)
@given(MIXED)
def test_another_arrangement_is_the_same(text: str) -> None:
    """Letters of three scripts, digits of two, marks, signs and brackets, as python-bidi has it."""
    assert get_display(text, base_dir="L") == as_seen(text)


@pytest.mark.parametrize("depth", [1, MOST_OPEN - 1, MOST_OPEN, MOST_OPEN + 1])
@pytest.mark.parametrize("text", ["א{}ב{}a", "א(ב){}ב{}a", "א{}b{}ב"])
def test_so_many_brackets_may_be_open(depth: int, text: str) -> None:
    """With one more, no further pairs are sought; those before it stay pairs."""
    line = text.format("(" * depth, ")" * depth)
    assert get_display(line, base_dir="L") == as_seen(line)


def test_every_bracket_of_unicode_has_its_partner() -> None:
    """Those that open or close, are mirrored, and belong to no writing direction."""
    known = [
        character
        for character in map(chr, range(0x11_0000))
        if unicodedata.category(character) in ("Ps", "Pe")
        and unicodedata.bidirectional(character) == "ON"
        and unicodedata.mirrored(character)
    ]
    # In normal form C, as content is: U+2329 and U+232A are U+3008 and U+3009 there.
    assert set(BRACKETS) == {unicodedata.normalize("NFC", character) for character in known}
    kinds = {(unicodedata.category(a), unicodedata.category(b)) for a, b in CLOSING.items()}
    assert {("Ps", "Pe")} == kinds
    for opening, closing in CLOSING.items():
        line = f"א{opening}ב{closing}a"
        assert get_display(line, base_dir="L") == as_seen(line)
