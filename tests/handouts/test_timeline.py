"""Months, years, holidays and cards of a planning flap have their places."""

from datetime import date
from itertools import pairwise

import pytest
from conftest import MONTHS, Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.content.holidays import Holiday
from worksheets.content.timeline import Card, Timeline
from worksheets.geometry import Box
from worksheets.layout.chart import CARD_GAP, Chart, PlacedCard
from worksheets.layout.overview import LINE, overview
from worksheets.paper import PAPERS
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

FULL = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@pytest.fixture(scope="module")
def timeline(gpo: Press) -> Timeline:
    assert gpo.content.timeline
    return gpo.content.timeline


def chart(timeline: Timeline, *days: Holiday, **changes: object) -> Chart:
    """A flap of 10 mm a month from x = 50."""
    changed = replace(timeline, **changes)
    return Chart(changed, 50, 10 * changed.months, days, language="nl")


def test_a_school_year_lies_in_two_years(timeline: Timeline) -> None:
    """September 2026 up to September 2027 is 4 months of 2026 and 9 of 2027."""
    bands = chart(timeline, start="2026-09", months=13).years
    assert [("2026", 4, 50, 40), ("2027", 9, 90, 90)] == [
        (year.label, year.months, year.x, year.width) for year in bands
    ]


@pytest.mark.parametrize(
    ("start", "months", "years"),
    [
        ("2026-01", 12, [("2026", 12)]),  # a calendar year is one band
        ("2026-12", 3, [("2026", 1), ("2027", 2)]),
        ("2026-12", 24, [("2026", 1), ("2027", 12), ("2028", 11)]),
        ("2026-10", 3, [("2026", 3)]),  # up to and including December
    ],
)
def test_year_bands(
    timeline: Timeline, start: str, months: int, years: list[tuple[str, int]]
) -> None:
    """So many months of each year are shown."""
    bands = chart(timeline, start=start, months=months).years
    assert years == [(year.label, year.months) for year in bands]


@given(year=st.integers(2000, 2100), month=st.integers(1, 12), months=st.integers(3, 24))
def test_every_start_and_length_is_a_row_of_months(
    gpo: Press, year: int, month: int, months: int
) -> None:
    """Columns of one width follow each other, December is followed by January; years cover them."""
    assert gpo.content.timeline
    assert gpo.content.holidays
    days = gpo.content.holidays.days("noord")
    plan = chart(gpo.content.timeline, *days, start=f"{year}-{month:02}", months=months)
    columns = plan.months
    assert months == len(columns) == sum(band.months for band in plan.years)
    assert (year, month) == (columns[0].year, columns[0].month)
    for before, after in pairwise(columns):
        assert after.year * 12 + after.month == before.year * 12 + before.month + 1
        assert after.x == pytest.approx(before.x + before.width)
    assert all(column.name == MONTHS[column.month - 1] for column in columns)
    assert plan.years[0].x == plan.x
    assert plan.years[-1].x + plan.years[-1].width == pytest.approx(plan.x + plan.width)
    for band in plan.holidays:
        assert plan.x - 1e-9 <= band.x and band.width > 0
        assert band.x + band.width <= plan.x + plan.width + 1e-9


@pytest.mark.parametrize(
    ("first", "last", "x", "width"),
    [
        ("2026-09-01", "2026-09-30", 50, 10),  # a whole month
        ("2026-11-16", "2026-11-30", 75, 5),  # its second half
        ("2026-09-01", "2026-09-01", 50, 10 / 30),  # one day has a width
        ("2026-12-01", "2027-01-31", 80, 20),  # over the turn of the year
        ("2026-08-01", "2026-09-15", 50, 5),  # cut off on the left
        ("2027-09-16", "2027-12-31", 175, 5),  # cut off on the right
    ],
)
def test_holidays_lie_at_their_days(
    timeline: Timeline, first: str, last: str, x: float, width: float
) -> None:
    """September 2026 is from 50 to 60 mm; a day is as wide as its month allows."""
    plan = chart(timeline, Holiday(name="vrij", first=first, last=last), months=13)
    (band,) = plan.holidays
    assert (x, width) == (pytest.approx(band.x), pytest.approx(band.width))


@pytest.mark.parametrize(
    ("first", "last"), [("2026-07-01", "2026-08-31"), ("2027-10-01", "2027-10-09")]
)
def test_holidays_outside_the_flap_are_not_shown(timeline: Timeline, first: str, last: str) -> None:
    """The day before the first month, and the day after the last."""
    plan = chart(timeline, Holiday(name="vrij", first=first, last=last), months=13)
    assert () == plan.holidays


def test_leap_days_have_a_place(timeline: Timeline) -> None:
    """29 February 2028 ends where March begins."""
    plan = chart(timeline, start="2028-01", months=3)
    assert plan.place(date(2028, 2, 29), after=True) == pytest.approx(plan.place(date(2028, 3, 1)))


def apart(card: PlacedCard, other: PlacedCard) -> bool:
    a, b = card.box, other.box
    beside = a.right <= b.x + 1e-9 or b.right <= a.x + 1e-9
    return beside or a.bottom <= b.y + 1e-9 or b.bottom <= a.y + 1e-9


@given(months=st.integers(3, 24), at=st.lists(st.integers(0, 23), max_size=12))
def test_cards_do_not_overlap(gpo: Press, months: int, at: list[int]) -> None:
    """Cards of one lane lie apart, within the flap, in rows; in any month. An example is none."""
    assert gpo.content.timeline
    cards = tuple(
        Card(
            what=f"kaart {n}",
            month=f"{2026 + (month % months) // 12}-{(month % months) % 12 + 1:02}",
        )
        for n, month in enumerate(at)
    )
    plan = Chart(
        replace(
            gpo.content.timeline,
            start="2026-01",
            months=months,
            cards=(*cards, Card(what="voorbeeld")),
        ),
        44,
        368,
        language="nl",
    )
    lane = plan.timeline.lanes[0]
    placed = plan.cards(lane, 20, 1000, (57, 26))
    assert sorted(card.what for card in cards) == sorted(
        placement.card.what for placement in placed
    )
    for n, placement in enumerate(placed):
        assert plan.x <= placement.box.x and placement.box.right <= plan.x + plan.width + 1e-9
        assert all(apart(placement, other) for other in placed[n + 1 :])
        assert placement.box.x <= placement.tick + 1e-9


def test_cards_that_do_not_fit_are_a_problem(timeline: Timeline) -> None:
    """Three cards in one month need three rows: 3 x 26 and two gaps."""
    cards = tuple(Card(what=f"kaart {n}", month="2026-09") for n in range(3))
    plan = Chart(replace(timeline, cards=cards), 44, 368, language="nl")
    needed = 3 * 26 + 2 * CARD_GAP
    assert 3 == len(plan.cards(timeline.lanes[0], 0, needed, (57, 26)))
    with pytest.raises(Problem, match="'nodig om te starten' needs 84 mm for 3 rows"):
        plan.cards(timeline.lanes[0], 0, needed - 1, (57, 26))


@pytest.mark.parametrize("start", ["2026-01", "2026-08", "2026-12"])
@pytest.mark.parametrize("months", [3, 4, 12, 24])
def test_any_overview_can_be_printed(workshop: Workshop, start: str, months: int) -> None:
    """Every month stands on it, in order, with the year; two years need a second page on A4."""
    workshop.change("timeline.yaml", "start: 2026-09", f"start: {start}")
    workshop.change("timeline.yaml", "months: 13", f"months: {months}")
    pdf = built(workshop.press(), "tijdlijn-overzicht", workshop.folder)
    first = int(start[5:]) - 1
    expected = [FULL[(first + n) % 12] for n in range(months)]
    words = [words for n in range(pdf.pages) for words in pdf.words(n)]
    names = [word.text.strip().split(" 20")[0] for word in words]
    assert expected == [name for name in names if name in FULL]
    assert "Volgend teamoverleg" in pdf.text(pdf.pages - 1)


@given(
    needs=st.lists(st.integers(0, 9), min_size=13, max_size=13),
    height=st.floats(120, 400),
    count=st.integers(1, 4),
)
def test_months_of_an_overview_lie_apart_in_their_columns(
    gpo: Press, needs: list[int], height: float, count: int
) -> None:
    """In order, each in a column; room that is left goes to whole lines."""
    assert gpo.content.timeline
    cards = tuple(
        Card(
            what=f"kaart {n} van {month}",
            month=f"{2026 + (month + 8) // 12}-{(month + 8) % 12 + 1:02}",
        )
        for month, some in enumerate(needs)
        for n in range(some)
    )
    plan = Chart(replace(gpo.content.timeline, cards=cards), 0, 500, language="nl")
    columns = [Box(10 + 93 * n, 20, 85, height) for n in range(count)]
    last = [Box(box.x, box.y, box.width, height - 20) for box in columns]
    try:
        pages = overview(plan, columns, last, gpo.composer.tall)
    except Problem as problem:
        assert "spread them over more months" in problem.hint
        assert any(some > 5 for some in needs)
        return
    blocks = [block for page in pages for block in page]
    assert [month.month for month in plan.months] == [block.month.month for block in blocks]
    assert sum(needs) == sum(len(block.entries) for block in blocks)
    for page in pages:
        for column in columns:
            some = [block for block in page if block.x == column.x]
            room = last if page is pages[-1] else columns
            assert all(block.lines >= 1 for block in some)
            for before, after in pairwise(some):
                assert after.y == pytest.approx(before.y + before.height)
            if some:
                assert some[-1].y + some[-1].height <= room[0].bottom + 1e-6
                assert room[0].bottom - some[-1].y - some[-1].height < LINE + 1e-6


def test_what_is_planned_stands_in_its_month(workshop: Workshop) -> None:
    """Cards of timeline.yaml and actions, with who leads; what is done is ticked, and says so."""
    change = "    involved: HR\n    month: 2026-11\n"
    workshop.change("timeline.yaml", "    involved: Docenten X & Y\n", change)
    action = "{what: rooster, lead: Jan, month: 2026-11, lane: starten, done: true}"
    workshop.change("actions.yaml", "actions: []", f"actions: [{action}]")
    text = built(workshop.press(), "tijdlijn-overzicht", workshop.folder).text(0)
    november = text[text.index("november") : text.index("december")]
    assert "HR" in november and "rooster Jan · klaar" in november.replace("  ", " ")
    assert "voorbeeld" not in text


def test_a_month_with_too_many_actions_is_a_problem(workshop: Workshop) -> None:
    """At the first of them, with what to do."""
    actions = ", ".join(f"{{what: actie {n}, month: 2026-10, lane: starten}}" for n in range(60))
    workshop.change("actions.yaml", "actions: []", f"actions: [{actions}]")
    press = workshop.press()
    with pytest.raises((Problem, Problems), match="the actions of oktober 2026 need"):
        press.job(press.handout("tijdlijn-overzicht"))


def test_days_of_the_school_are_told_apart_without_colour(workshop: Workshop) -> None:
    """The examples in holidays.yaml, without their #: a line, ruled days, a bar; and a legend."""
    path = workshop.folder / "holidays.yaml"
    text = path.read_text(encoding="utf-8").replace("own: []\n", "")
    path.write_text(text.replace("# own:", "own:").replace("#   - {", "  - {"), encoding="utf-8")
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    texts = [words.text for words in pdf.words(0)]
    for name in ("vakantie", "feestdag", "toetsweek"):
        assert 1 == texts.count(name)
    # Both the day's own name, and that of its kind.
    assert 2 == texts.count("studiedag")
    dotted = [line for line in pdf.lines(0) if line.look.dash and max(line.look.dash) < 1.11]
    assert 1 == len([line for line in dotted if line.length > 100])


def test_the_next_meeting_is_that_of_the_steps(workshop: Workshop) -> None:
    """On the last sheet of the strip and on the overview; a timeline may have words of its own."""

    def titles() -> list[bool]:
        press = workshop.press()
        pdfs = [
            built(press, f"tijdlijn-{name}", workshop.folder) for name in ("strook", "overzicht")
        ]
        return ["Ons overleg" in pdf.text(pdf.pages - 1) for pdf in pdfs]

    assert [False, False] == titles()
    meeting = "{title: Ons overleg, date_question: wanneer, agenda_question: waarover}"
    workshop.change("timeline.yaml", "note_size: 76", f"meeting: {meeting}\nnote_size: 76")
    assert [True, True] == titles()


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_what_is_taken_home_and_cut_prints_on_every_paper(paper: str) -> None:
    """Where a card has room: the overview needs more pages on small paper."""
    gpo = press(paper=paper)
    overview_sheets = gpo.job(gpo.handout("tijdlijn-overzicht")).sheets
    assert (len(overview_sheets) == 1) == (paper not in ("A5", "A6"))
    assert gpo.job(gpo.handout("actiekaarten")).sheets
