"""Markup that was read before but for its words is not read again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import GPO, Workshop, press
from hypothesis import given
from hypothesis import strategies as st

from worksheets.drawing.items import Page
from worksheets.markup.standing import Standing
from worksheets.problems import Place, Problem

WORDS = ["Engels", "Rekenen & wiskunde", "a < b", "  ruim   gezet ", "Łódź", "x > y"]


@pytest.mark.parametrize("order", [1, -1])
def test_standing_pages_are_those_that_would_be_read(workshop: Workshop, order: int) -> None:
    """Byte for byte the same file, whichever subjects were read before."""
    names = ["Engels", "Rekenen & meer", "Project duurzaam bouwen", "Łódź", "x < y"][::order]
    alone = {name: _sheets(workshop, name) for name in names}
    one = workshop.subjects(*names).press()
    jobs = list(one.subject_jobs(one.handout("cirkels-vakken")))
    for name, job in zip(names, jobs, strict=True):
        assert alone[name] == [sheet.front.placements for sheet in job.sheets]


def _sheets(workshop: Workshop, name: str) -> list[object]:
    one = workshop.subjects(name).press()
    (job,) = one.subject_jobs(one.handout("cirkels-vakken"))
    return [sheet.front.placements for sheet in job.sheets]


class Reader:
    """Reads by a real reader, and counts how often."""

    def __init__(self, workshop: Workshop) -> None:
        self.desk = workshop.press().desk
        self.times = 0

    def __call__(self, markup: str, used: Sequence[Place], file: str) -> tuple[Page, ...]:
        self.times += 1
        return self.desk._standing._read(markup, used, file)


def markup(name: str, ink: str = "ink") -> str:
    """A page with a name in its text and an ink that came from content too."""
    escaped = (
        name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    )
    return (
        '<page name="a" width="9" height="9" role="figure" '
        f'alt="\ue0000\ue001{escaped}\ue002"><text style="body" ink="\ue0001\ue001{ink}\ue002">'
        f"van \ue0000\ue001{escaped}\ue002</text></page>"
    )


PLACES = [Place("a.yaml", 1), Place("a.yaml", 2)]


def test_the_third_time_is_not_read(workshop: Workshop) -> None:
    """The first shows the markup, the second which words differ; the others are filled in."""
    reader = Reader(workshop)
    standing = Standing(reader)
    for name in WORDS:
        assert reader.desk._standing._read(markup(name), PLACES, "a.xml") == standing.pages(
            markup(name), PLACES, "a.xml"
        )
    assert 3 == reader.times


def test_words_that_change_more_than_words_are_read(workshop: Workshop) -> None:
    """The name of an ink is no word to fill in: such markup is read each time."""
    reader = Reader(workshop)
    standing = Standing(reader)
    for ink in ("ink", "grey", "line", "faint", "ink"):
        read = reader.desk._standing._read(markup("Engels", ink), PLACES, "a.xml")
        assert read == standing.pages(markup("Engels", ink), PLACES, "a.xml")
    assert reader.times >= 5


def test_a_fault_is_told_each_time(workshop: Workshop) -> None:
    """Standing type has no fault that reading would have found."""
    standing = Standing(Reader(workshop))
    standing.pages(markup("Engels"), PLACES, "a.xml")
    for _ in range(3):
        with pytest.raises(Problem, match="there is no ink"):
            standing.pages(markup("Engels", "rood"), PLACES, "a.xml")


def test_a_filled_text_knows_its_line(workshop: Workshop) -> None:
    """What does not fit later is told at the line of the words themselves."""
    standing = Standing(Reader(workshop))
    for line, name in enumerate(WORDS, 7):
        places = [Place("a.yaml", line), Place("a.yaml", 2)]
        (page,) = standing.pages(markup(name), places, "a.xml")
    (text,) = page.items
    assert line == text.source.line


@given(st.lists(st.text(st.sampled_from('ab &<>"\u00e9\u00ad'), min_size=2), max_size=6))
def test_any_words_are_filled_in_as_read(names: list[str]) -> None:
    """Escapes, spaces and soft hyphens come out as a reader would have them."""
    desk = press(GPO).desk
    standing = Standing(desk._standing._read)
    for name in names:
        written = markup(name)
        assert desk._standing._read(written, PLACES, "a.xml") == standing.pages(
            written, PLACES, "a.xml"
        )
