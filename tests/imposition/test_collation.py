"""What is cut out comes on sheets in an order that serves whoever cuts; nothing is lost."""

from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.choices import Collate, values_of
from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Placement
from worksheets.geometry import Point, Size
from worksheets.imposition.collation import collated
from worksheets.imposition.sheets import laid, one_up

A4 = Size(210, 297)
Owners = list[list[str]]


def shown(owners: Owners, capacity: int, how: Collate, first: int = 1) -> list[str]:
    """The sheets as texts; an empty place is a dot."""
    return ["".join(t or "." for t in sheet) for sheet in collated(owners, capacity, how, first)]


@pytest.mark.parametrize(
    ("how", "owners", "capacity", "first", "sheets"),
    [
        # Each owner starts a sheet.
        ("sheet", [["abc"], ["de"]], 4, 1, ["abc", "de"]),
        ("sheet", [["abc", "abc"]], 6, 1, ["abcabc"]),
        ("sheet", [["abc", "abc"]], 4, 1, ["abc", "abc"]),  # a set stays whole
        ("sheet", [["abcde"]], 2, 1, ["ab", "cd", "e"]),  # unless it is larger than a sheet
        ("sheet", [["abc"], ["de"]], 4, 3, ["..ab", "c", "de"]),  # part-used paper is used
        ("sheet", [[], ["a"]], 4, 1, ["a"]),
        # The same place on every sheet is one set's.
        ("stack", [["abc"], ["def"]], 4, 1, ["ad", "be", "cf"]),
        ("stack", [["abc", "ghi"], ["def"]], 2, 1, ["ag", "bh", "ci", "d", "e", "f"]),
        ("stack", [["ab"], ["cde"]], 4, 1, ["ac", "bd", ".e"]),  # sets of other lengths
        ("stack", [["ab"], ["cd"]], 4, 3, ["..ac", "..bd"]),
        # Places that are used up on the first sheet come last, a sheet later.
        ("stack", [["ab"], ["cd"]], 2, 2, [".a", "cb", "d."]),
        ("stack", [["ab"], ["cd"], ["ef"]], 2, 2, [".a", "cb", "d.", "e", "f"]),
        # One after the other.
        ("dense", [["abc"], ["de"]], 4, 1, ["abcd", "e"]),
        ("dense", [["abc"], ["de"]], 4, 4, ["...a", "bcde"]),
        ("dense", [], 4, 1, []),
        ("stack", [], 4, 1, []),
    ],
)
def test_sheets_are_collated(
    how: Collate, owners: Owners, capacity: int, first: int, sheets: list[str]
) -> None:
    """Each sheet place by place, in the order of printing."""
    assert sheets == shown(owners, capacity, how, first)


SETS = st.lists(st.lists(st.text("abcdefgh", max_size=6), max_size=3), max_size=6)


@given(SETS, st.integers(1, 9), st.sampled_from(values_of(Collate)), st.data())
def test_collating_loses_nothing(
    owners: Owners, capacity: int, how: Collate, data: st.DataObject
) -> None:
    """Everything is there as often as it was, no sheet is empty or too full."""
    first = data.draw(st.integers(1, capacity))
    sheets = shown(owners, capacity, how, first)
    every = sorted(chain.from_iterable(chain.from_iterable(owners)))
    assert every == sorted(c for sheet in sheets for c in sheet if c != ".")
    assert all(1 <= len(sheet.strip(".")) and len(sheet) <= capacity for sheet in sheets)
    if sheets:
        assert sheets[0].startswith("." * (first - 1))


@given(SETS, st.integers(1, 9))
def test_dense_takes_the_fewest_sheets(owners: Owners, capacity: int) -> None:
    """No way of collating takes fewer."""
    count = sum(len(set_) for sets in owners for set_ in sets)
    assert len(shown(owners, capacity, "dense")) == -(-count // capacity)


@given(SETS, st.integers(1, 9))
def test_a_cut_stack_falls_into_sets(owners: Owners, capacity: int) -> None:
    """What lies at one place, from sheet to sheet of a stack, is a whole set in order."""
    sets = [set_ for set_ in chain.from_iterable(owners) if set_]
    sheets = shown(owners, capacity, "stack")
    for start in range(0, len(sets), capacity):
        stack = sets[start : start + capacity]
        height = max(map(len, stack))
        layers, sheets = sheets[:height], sheets[height:]
        for place, set_ in enumerate(stack):
            pile = "".join(layer[place : place + 1] for layer in layers)
            assert set_ == pile.strip(".")
    assert not sheets


@pytest.mark.parametrize("first", [0, 5, -1])
def test_there_is_no_such_first_place(first: int) -> None:
    """A sheet of four has places 1 to 4."""
    with pytest.raises(ValueError, match=f"no place {first} among 4"):
        list(collated([["a"]], 4, "dense", first))


def names(pages: Sequence[Placement]) -> list[str]:
    return [placement.page.name for placement in pages]


def test_an_empty_place_stays_empty() -> None:
    """What comes after it keeps its own place; the page beneath is placed first."""
    beneath = Placement(Page("under", A4, ()), Point(0, 0))
    page = Page("page", Size(38, 38), (), round=True)
    spots = [Point(n, 0) for n in range(3)]
    front = laid([None, page], A4, spots, beneath=[beneath]).front
    assert ["under", "page"] == names(front.placements)
    assert Point(1, 0) == front.placements[1].corner


def test_one_up_has_a_sheet_for_each_page() -> None:
    """Of the page's own size, with the page at its corner."""
    (first, second) = one_up([Page("a", A4, ()), Page("b", A4.landscape, ())])
    assert (A4, A4.landscape) == (first.front.size, second.front.size)
    assert Point(0, 0) == second.front.placements[0].corner
