"""Text that runs both ways: levels and visual order of a line (UAX #9, without explicit marks).

Embedding and override characters are not honoured: names and words in content have no need of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
# Opening and closing brackets by turns (BidiBrackets.txt of Unicode), in normal form C.
BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑"
    "⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
CLOSING = dict(zip(BRACKETS[::2], BRACKETS[1::2], strict=True))
MOST_OPEN = 63  # brackets (BD16)
NEUTRAL = {"B", "S", "WS", "ON", "BN", "ES", "CS", "ET"}  # W6: what is beside no digit, too


def runs_both_ways(text: str) -> bool:
    """Whether any of a text runs from right to left."""
    return RIGHT_TO_LEFT.search(text) is not None


def visual(text: str) -> list[tuple[str, bool]]:
    """Return the parts of a line from left to right, and whether each runs to the left.

    The line as a whole runs to the right, as the languages of our workshops do.
    """
    levels = _levels(text)
    parts = [
        (level, "".join(character for _, character in group))
        for level, group in groupby(zip(levels, text, strict=True), key=lambda pair: pair[0])
    ]
    # L2: from the highest level down, reverse every stretch at that level or above.
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(parts):
            end = start
            while end < len(parts) and parts[end][0] >= level:
                end += 1
            parts[start:end] = reversed(parts[start:end])
            start = end + 1
    return [(part, level % 2 == 1) for level, part in parts]


def _levels(text: str) -> list[int]:
    """Rules W1 to W7, N0 to N2 and I1: the level of every character."""
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    kinds = list(classes)
    strong = before = "L"
    for n, class_ in enumerate(classes):
        # W1: a mark is what it stands on. W2: digits among Arabic letters.
        kind = before if class_ == "NSM" else "AN" if class_ == "EN" and strong == "AL" else class_
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[n] = before = kind
    for n in range(1, len(kinds) - 1):  # W4: a separator between digits
        left, middle, right = kinds[n - 1 : n + 2]
        if left == right and (middle, left) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            kinds[n] = left
    for start, end in _stretches(kinds, {"ET"}):  # W5: signs beside digits
        if "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = "L"
    for n, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kinds[n] = "R" if kind == "AL" else kind  # W3
        elif kind == "EN" and strong == "L":  # W7
            kinds[n] = "L"
    _pair_brackets(text, classes, kinds)
    for start, end in _stretches(kinds, NEUTRAL):  # N1, N2: between equals as those, else the line
        left = _side(kinds[start - 1]) if start else "L"
        right = _side(kinds[end]) if end < len(kinds) else "L"
        kinds[start:end] = [left if left == right else "L"] * (end - start)
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _pair_brackets(text: str, classes: Sequence[str], kinds: list[str]) -> None:
    """Rule N0: both brackets of a pair run the same way, as what they hold or stand in."""
    for opening, closing in _pairs(text, kinds):
        held = {_side(kind) for kind in kinds[opening + 1 : closing] if kind not in NEUTRAL}
        if not held:
            continue
        # Only what runs to the left is held: then they go along with what stands before them.
        before = next((kind for kind in reversed(kinds[:opening]) if kind not in NEUTRAL), "L")
        way = "L" if "L" in held else _side(before)
        for bracket in (opening, closing):
            kinds[bracket] = way
            for n in range(bracket + 1, len(kinds)):  # a mark is what it stands on
                if classes[n] != "NSM":
                    break
                kinds[n] = way


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Definition BD16: where brackets that belong together stand, the first that opens first."""
    pairs: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []  # the closing bracket that is awaited, and where it began
    for n, kind in enumerate(kinds):
        if kind != "ON":
            continue
        bracket = unicodedata.normalize("NFC", text[n])  # two signs may be written for one bracket
        if bracket in CLOSING:
            if len(open_) == MOST_OPEN:
                break
            open_.append((CLOSING[bracket], n))
            continue
        for depth in reversed(range(len(open_))):
            awaited, start = open_[depth]
            if awaited == bracket:
                pairs.append((start, n))
                del open_[depth:]
                break
    return sorted(pairs)


def _stretches(classes: list[str], kinds: set[str]) -> list[tuple[int, int]]:
    """Where characters of some kinds stand side by side: (first, after the last)."""
    stretches, start = [], 0
    for inside, group in groupby(classes, key=lambda kind: kind in kinds):
        end = start + len(list(group))
        if inside:
            stretches.append((start, end))
        start = end
    return stretches


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
