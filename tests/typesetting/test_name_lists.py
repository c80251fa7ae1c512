"""A list of names is never refused: it wraps, shortens, or tells how many more there are."""

from __future__ import annotations

import pytest
from conftest import for_each, press
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.press.jobs import Press
from worksheets.typesetting.hyphenation import SOFT
from worksheets.typesetting.name_lists import fitted, shortened

LONG = "Maximiliaan Alexander van den Heuvel-Oosterhout-de Groot"


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Anna de Boer", "Bo"], ["Anna B.", "Bo"]),
        (["Boer, Anna de", "Vos,"], ["Anna B.", "Vos,"]),
        (["Anna Boer", "Anna Bos"], ["Anna Boer", "Anna Bos"]),  # else nobody knows which
        (["", ","], ["", ","]),
    ],
)
def test_a_short_name_tells_people_apart(names: list[str], short: list[str]) -> None:
    assert short == shortened(names)


@pytest.mark.parametrize(
    ("room", "row"),
    [
        (99, "Anna de Boer, Bo Vos"),
        (15, "Anna B., Bo V."),
        (13, "Anna B. +1"),
        (6, "Ann…"),
    ],
)
def test_as_much_as_there_is_room_for(room: int, row: str) -> None:
    """Whole, short, the first and how many more; at last a part of the first."""
    names = ["Anna de Boer", "Bo Vos"] if room > 6 else ["Annabel"]
    limit = room if room > 6 else 4
    assert row == fitted(names, lambda text: len(text) <= limit)


WORDS = st.text(st.sampled_from("abcdëmWIjŁ-' "), min_size=1, max_size=100).filter(str.strip)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=30), st.sampled_from([(53, 6.1), (64, 6.8), (46, 50)]))
def test_any_names_fit_in_every_place(
    gpo: Press, names: list[str], room: tuple[float, float]
) -> None:
    """At 7 pt or larger, at the head of a sheet and elsewhere; unchanged where they can be."""
    names = [" ".join(name.split()) for name in names]
    row = gpo.composer.listed(names, "strong", *room, "7pt")
    assert row and gpo.composer.fits(row, "strong", *room, "7pt")
    if gpo.composer.fits(", ".join(names), "strong", *room, "7pt"):
        assert ", ".join(names) == row


def test_a_class_of_long_names_is_printed() -> None:
    """On sheets of one, of three and on table cards; no word is lost where there is room."""
    names = (LONG, "Anna-Sophia de Vries-van den Berg", "Bo", "W" * 100)
    team = press(for_each(), personal=True, participants=4, tables=2, names=names)
    for handout in ("kwadrant", "cirkels", "tafelkaart"):
        assert team.job(team.handout(handout)).sheets
    kwadrant = team.job(team.handout("kwadrant")).sheets[0].front.placements[-1].page
    assert LONG.rsplit(maxsplit=1)[-1] in str(kwadrant.items) and SOFT not in str(kwadrant.items)
