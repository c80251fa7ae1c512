"""Blocks flow through columns and pages: facts about numbers only."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.geometry import Box
from worksheets.layout import flow

ROOM = Box(10, 20, 120, 200)


def tall(text: str, _style: str, width: float) -> float:
    """Letters of 2 mm in lines of 5 mm."""
    return 5.0 * max(-(-len(text) * 2 // width), 1)


def test_a_block_is_as_high_as_its_words() -> None:
    """The asterisk counts: it may begin a line."""
    heights = [
        flow.text(tall, "Heading", "x" * n, ROOM.width, derived=derived).height
        for n, derived in ((60, False), (61, False), (60, True))
    ]
    assert [0, 5, 5] == pytest.approx([height - heights[0] for height in heights])


def test_labels_have_a_column_as_wide_as_the_longest() -> None:
    """But at most two fifths of the width."""
    pairs = [("a", "text"), ("a longer one", "text")]
    assert 28 == flow.listed(tall, lambda text, _: 2.0 * len(text), "H", pairs, 120).label
    assert 48 == flow.listed(tall, lambda text, _: 9.0 * len(text), "H", pairs, 120).label


@given(st.lists(st.integers(1, 600), min_size=1, max_size=12), st.integers(1, 3))
def test_blocks_keep_their_order_and_do_not_overlap(lengths: list[int], columns: int) -> None:
    """From column to column and page to page; nothing is left out."""
    boxes = [Box(n * 130, 0, 120, 220) for n in range(columns)]
    blocks = [flow.text(tall, f"{n}", "x" * length, 120) for n, length in enumerate(lengths)]
    pages = flow.flow(blocks, boxes, boxes)
    placed = [placement for page in pages for placement in page]
    assert [block.heading for block in blocks] == [placement.block.heading for placement in placed]
    for page in pages:
        for placement, other in pairwise(page):
            assert placement.x < other.x or placement.y + placement.height <= other.y + 1e-9


def test_what_is_left_of_a_column_is_to_write_in() -> None:
    """Shared by the questions; the last ends where the column does."""
    blocks = [flow.write(tall, "Heading", "?", 120), flow.write(tall, "", "?", 120)]
    ((first, second),) = flow.flow(blocks, [ROOM], [ROOM])
    assert ROOM.bottom == pytest.approx(second.y + second.height)
    assert first.y + first.height == pytest.approx(second.y)
    assert first.height - blocks[0].height == pytest.approx(second.height - blocks[1].height)
