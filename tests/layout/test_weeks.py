"""Weeks have their ISO numbers, at their days, apart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from conftest import Workshop, built
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.layout.chart import Chart
from worksheets.layout.weeks import NUMBER, weeks
from worksheets.press.jobs import Press


def chart(press: Press, start: str, months: int, width: float) -> Chart:
    assert press.content.timeline
    timeline = replace(press.content.timeline, start=start, months=months)
    return Chart(timeline, 36, width, language="nl")


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        ("2026-09", 36, 49),  # Tuesday 1 September; Monday 30 November
        ("2026-12", 49, 8),  # over week 53, which 2026 has
        ("2027-01", 53, 13),  # Friday 1 January
        ("2025-12", 49, 9),  # over the turn of a year of 52 weeks
        ("2024-12", 48, 9),  # Sunday 1 December
    ],
)
def test_weeks_have_their_iso_numbers(gpo: Press, start: str, first: int, last: int) -> None:
    """Three months, from the week of the first day to that of the last."""
    plan = chart(gpo, start, 3, 364)
    numbers = [week.number for week in weeks(plan)]
    assert (first, last) == (numbers[0], numbers[-1])
    assert (53 in numbers) == (start in ("2026-12", "2027-01"))


@given(
    year=st.integers(2000, 2100),
    month=st.integers(1, 12),
    months=st.integers(3, 24),
    width=st.sampled_from((150.0, 234.0, 364.0, 1100.0)),
)
def test_numbers_lie_apart_at_their_weeks(
    gpo: Press, year: int, month: int, months: int, width: float
) -> None:
    """Weeks follow each other over the whole flap; numbers that are shown have room."""
    plan = chart(gpo, f"{year}-{month:02}", months, width)
    shown = weeks(plan)
    assert plan.x == shown[0].x and shown[-1].x + shown[-1].width == pytest.approx(36 + width)
    for before, after in pairwise(shown):
        assert before.x + before.width == pytest.approx(after.x)
    named = [week.middle for week in shown if week.is_named]
    assert len(named) >= len(shown) // 3 - 2  # every third at least, but for the ends
    assert all(after - before > NUMBER * 0.9 for before, after in pairwise(named))
    monday = plan.first - timedelta(plan.first.weekday())
    assert [(monday + timedelta(7 * n)).isocalendar().week for n in range(len(shown))] == [
        week.number for week in shown
    ]
    assert date(year, month, 1) == plan.first


@pytest.mark.parametrize("handout", ["tijdlijn-strook", "tijdlijn-wand"])
def test_numbers_stand_below_the_months(workshop: Workshop, handout: str) -> None:
    """Only where a word for them is given; each once, the last of 2026 is 53."""
    pdf = built(workshop.all_handouts().press(), handout, workshop.folder)
    first = pdf.words(0)
    month = next(words for words in first if words.text.startswith("oktober"))
    week = next(words for words in first if words.text.replace("\xa0", " ") == "wk 41")
    assert month.x < week.x and month.y < week.y
    texts = "".join(pdf.text(n) for n in range(pdf.pages)).replace("\xa0", " ")
    assert 1 == texts.count("wk 41") == texts.count("wk 53")
    workshop.change("timeline.yaml", "week_name: wk ", "# week_name: wk ")
    plain = built(workshop.press(), handout, workshop.folder)
    assert not any("53" in words.text for n in range(plain.pages) for words in plain.words(n))
