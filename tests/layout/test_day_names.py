"""Names of days lie apart, at their days, and no card lies over them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import Workshop, built
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from validators import PROFILES, faults

from worksheets.content.holidays import Holiday
from worksheets.content.timeline import Card
from worksheets.geometry import Box
from worksheets.layout.chart import Chart
from worksheets.layout.day_names import DayName, bars, headed, named, row_count
from worksheets.layout.lanes import TAB, PlacedLanes, lanes
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

SCALES = (1.0, 0.9, 0.8, 0.72)
NAMES = (
    "studiedag",
    "open dag",
    "toetsweek 1",
    "a",
    "x" * 60,
    "wekelijkse studiemiddag van het team",
)
FIRST = date(2026, 9, 1)


def chart(press: Press, days: list[Holiday], cards: list[Card], width: float, lane: int) -> Chart:
    """A flap of 13 months from x = 36, with so many lanes."""
    assert press.content.timeline
    rows = tuple(
        replace(press.content.timeline.lanes[0], id=f"rij-{n}", name=f"rij {n}")
        for n in range(lane)
    )
    timeline = replace(press.content.timeline, lanes=rows, cards=tuple(cards))
    return Chart(timeline, 36, width, tuple(days), language="nl")


def placed(press: Press, plan: Chart, height: float = 180) -> PlacedLanes:
    composer = press.composer
    return lanes([plan], 40, 40 + height, SCALES, wide=composer.wide, tall=composer.tall)


def meet(box: Box, other: Box) -> bool:
    beside = box.right <= other.x + 1e-6 or other.right <= box.x + 1e-6
    return not beside and box.y < other.bottom - 1e-6 and other.y < box.bottom - 1e-6


def check_apart(plan: Chart, lanes: PlacedLanes) -> None:
    """Every name once, within the flap, at its days; no name over another, none under a card."""
    names = lanes.names[0]
    wanted = [band for band in plan.holidays if band.kind not in ("public", "placement")]
    assert sorted(band.holiday.name for band in wanted) == sorted(
        name.band.holiday.name for name in (*names, *lanes.heads[0])
    )
    cards = [
        Box(card.box.x, card.box.y - lifted, card.box.width, card.box.height + lifted)
        for row in lanes.rows
        for card in row.cards[0]
        for lifted in [TAB * lanes.k if card.mark else 0]
    ]
    cards += [lanes.example.box] if lanes.example else []
    heads = lanes.heads[0]
    for n, head in enumerate(heads):
        band = head.band
        assert plan.x - 1e-6 <= head.x and head.right <= plan.x + plan.width + 1e-6
        assert head.x <= band.x + band.width and band.x <= head.right
        assert all(head.right < other.x or other.right < head.x for other in heads[n + 1 :])
        marked = [b for b in wanted if b not in (band,) and b.kind != "staff-day"]
        assert all(head.right <= b.x or b.x + b.width <= head.x for b in marked)
    for n, name in enumerate(names):
        box = name.box
        assert plan.x <= box.x and box.right <= plan.x + plan.width + 1e-6
        assert lanes.lines[0] <= box.y and box.bottom <= lanes.lines[-1]
        assert box.x - 1 <= name.band.x + name.band.width and name.band.x <= box.right + 1
        assert not any(meet(box, other.box) for other in names[n + 1 :])
        assert not any(meet(box, card) for card in cards)


@st.composite
def some_days(draw: st.DrawFn) -> list[Holiday]:
    """Days near each other, of all kinds, some outside the flap."""
    days = []
    for _ in range(draw(st.integers(0, 14))):
        first = FIRST + timedelta(draw(st.integers(-10, 60) | st.integers(0, 420)))
        last = first + timedelta(draw(st.integers(0, 3) | st.integers(0, 60)))
        kind = draw(st.sampled_from(("holiday", "staff-day", "exam", "placement", "public")))
        name = draw(st.sampled_from(NAMES))
        days.append(Holiday(name=name, first=str(first), last=str(last), kind=kind))
    return days


@settings(max_examples=150)
@given(
    days=some_days(),
    months=st.lists(st.integers(0, 12), max_size=8),
    width=st.sampled_from((364.0, 241.0)),
    count=st.integers(1, 6),
)
def test_names_of_days_lie_apart(
    gpo: Press, days: list[Holiday], months: list[int], width: float, count: int
) -> None:
    """Or the name, or the lane, that has no room is told."""
    cards = [
        Card(
            what=f"kaart {n}",
            month=f"{2026 + (month + 8) // 12}-{(month + 8) % 12 + 1:02}",
            lane=f"rij-{n % count}",
        )
        for n, month in enumerate(months)
    ]
    plan = chart(gpo, days, cards, width, count)
    try:
        result = placed(gpo, plan)
    except Problem as problem:
        assert any(
            what in str(problem) for what in ("room for the name", "cards need", "rows of cards")
        )
        return
    check_apart(plan, result)


def day(name: str, first: str, last: str = "", kind: str = "staff-day") -> Holiday:
    return Holiday(name=name, first=first, last=last or first, kind=kind)  # type: ignore[arg-type]  # a kind


def upright(press: Press, days: list[Holiday], lane: int = 3) -> tuple[DayName, ...]:
    """The names of days in lanes, on a flap of 364 mm: none stands above."""
    plan, high = chart(press, days, [], 364, lane), 180 / lane
    spans = [(40 + n * high, 40 + (n + 1) * high) for n in range(lane)]
    return named(plan, spans, [], press.composer.wide, press.composer.tall)


def test_days_near_each_other_have_their_names_at_either_side(gpo: Press) -> None:
    """18 and 20 November: the first at the left of its line, the second at the right; both low."""
    first, second = upright(gpo, [day("een", "2026-11-18"), day("twee", "2026-11-20")])
    assert first.box.right < first.band.middle < second.band.middle < second.box.x
    assert first.box.bottom == second.box.bottom == 218


def test_many_days_in_a_week_all_have_a_name(gpo: Press) -> None:
    """Five days of a week, a holiday before it and one after: twelve names of a month."""
    days = [day(f"dag {n} van de introductie", f"2026-10-{19 + n}") for n in range(5)]
    days += [day("herfst", "2026-10-10", "2026-10-18", "holiday")]
    days += [day("extra", "2026-10-24", "2026-10-27", "holiday")]
    plan = chart(gpo, days, [], 241, 3)
    check_apart(plan, placed(gpo, plan))


def test_a_card_at_the_foot_does_not_hide_a_name(gpo: Press) -> None:
    """Cards fill the last lane at the days: their names stand above, or the cards make room."""
    days = [day("herfstvakantie", "2026-10-10", "2026-10-18", "holiday")]
    cards = [Card(what=f"kaart {n}", month="2026-10", lane=f"rij-{n % 3}") for n in range(6)]
    plan = chart(gpo, days, cards, 364, 3)
    check_apart(plan, placed(gpo, plan))


def test_the_last_day_of_the_flap_has_its_name_on_it(gpo: Press) -> None:
    """30 September 2027: at the left of its line, not beyond the edge."""
    days = [day("studiedag", "2027-09-30")]
    (name,) = upright(gpo, days)
    assert name.box.right <= 400
    plan = chart(gpo, days, [], 364, 3)
    check_apart(plan, placed(gpo, plan))


def test_a_name_over_lines_has_a_ground(gpo: Press) -> None:
    """In a week of exams and in a holiday, which are hatched; beside its days it needs none."""
    days = [
        day("toetsweek", "2026-11-02", "2026-11-13", "exam"),
        day("herfst", "2026-10-10", "2026-10-18", "holiday"),
    ]
    days.append(day("studiedag", "2027-01-18"))
    grounded = {name.band.holiday.name: name.grounded for name in upright(gpo, days)}
    assert {"toetsweek": True, "herfst": True, "studiedag": False} == grounded


def test_a_name_longer_than_a_lane_goes_on_over_the_next(gpo: Press) -> None:
    """A word that nothing breaks, in eight low lanes: on a ground, over the lines between them."""
    (name,) = upright(gpo, [day("x" * 40, "2026-11-18")], 8)
    assert name.grounded and name.single
    assert any(name.box.y < 40 + n * 22.5 < name.box.bottom for n in range(1, 8))


def test_names_stand_above_the_lanes_where_there_is_room(gpo: Press) -> None:
    """In the middle of their days or beside them; what has no room there stands in the lanes."""
    days = [
        day("herfstvakantie", "2026-10-10", "2026-10-18", "holiday"),
        day("studiedag", "2026-11-18"),
        day("open dag", "2026-11-19"),
        day("kerstvakantie", "2026-12-19", "2027-01-03", "holiday"),
    ]
    plan = replace(chart(gpo, days, [], 360, 3), shown=4)
    heads = headed(plan, gpo.composer.wide)
    names = [head.band.holiday.name for head in heads]
    assert ["herfstvakantie", "studiedag", "kerstvakantie"] == names
    assert heads[0].x + heads[0].width / 2 == pytest.approx(heads[0].band.middle)
    result = lanes([plan], 40, 274, (1.3,), wide=gpo.composer.wide, tall=gpo.composer.tall)
    check_apart(plan, result)
    assert ["open dag"] == [name.band.holiday.name for name in result.names[0]]


def test_equal_days_are_shown_once(gpo: Press) -> None:
    """In a region, and again among the school's own days."""
    plan = chart(gpo, [day("herfst", "2026-10-10", "2026-10-18", "holiday")] * 2, [], 364, 3)
    assert 1 == len(plan.holidays)


def test_a_name_that_does_not_fit_is_a_problem(gpo: Press) -> None:
    """200 letters without a space are longer than the lanes are high."""
    with pytest.raises(Problem, match="no room for the name 'xxx") as raised:
        placed(gpo, chart(gpo, [day("x" * 200, "2026-11-18")], [], 364, 3))
    assert "shorter" in raised.value.hint


def test_names_of_periods_lie_in_their_bars_or_beside(gpo: Press) -> None:
    """Periods that follow each other share a row when their names are in them."""
    days = [
        day("bpv", "2026-09-01", "2026-12-31", "placement"),
        day("bpv", "2027-01-01", "2027-03-31", "placement"),
        day("bpv van de derdejaars", "2027-04-01", "2027-04-05", "placement"),
        day("bpv van de tweedejaars", "2027-09-20", "2027-09-30", "placement"),
    ]
    plan = chart(gpo, days, [], 364, 3)
    (row,) = bars([plan], gpo.composer.wide)
    assert 1 == row_count([row])
    wide = [gpo.composer.wide(bar.band.holiday.name, "holiday") for bar in row]
    right = [bar.band.x + bar.band.width for bar in row]
    assert row[0].name_x + wide[0] < right[0] and row[1].name_x + wide[1] < right[1]
    assert right[2] < row[2].name_x
    assert row[3].name_x + wide[3] < row[3].band.x


@given(days=some_days())
def test_bars_and_their_names_lie_apart(gpo: Press, days: list[Holiday]) -> None:
    """No bar or name of a row over another, and none beyond the flap."""
    plan = chart(gpo, days, [], 364, 3)
    (row,) = bars([plan], gpo.composer.wide)
    spans: dict[int, list[tuple[float, float]]] = {}
    for bar in row:
        end = bar.name_x + gpo.composer.wide(bar.band.holiday.name, "holiday")
        left, right = min(bar.band.x, bar.name_x), max(bar.band.x + bar.band.width, end)
        assert plan.x <= left + 1e-6 and right <= plan.x + plan.width + 1e-6
        for other in spans.setdefault(bar.row, []):
            assert right <= other[0] + 1e-6 or other[1] <= left + 1e-6
        spans[bar.row].append((left, right))


def test_too_many_periods_are_a_problem_at_their_line(workshop: Workshop) -> None:
    """Thirty that overlap leave no height for the lanes."""
    days = ", ".join(
        f"{{name: bpv {n}, first: 2026-10-01, last: 2027-02-{n + 1:02}, kind: placement}}"
        for n in range(28)
    )
    press = workshop.change("holidays.yaml", "own: []", f"own: [{days}]").press(paper="A4")
    with pytest.raises((Problem, Problems), match="the lanes have"):
        press.job(press.handout("tijdlijn-strook"))


@pytest.mark.parametrize("handout", ["tijdlijn-strook", "tijdlijn-wand"])
@pytest.mark.parametrize("theme", ["kleur", "grijs"])
def test_a_full_year_prints_with_every_name(workshop: Workshop, handout: str, theme: str) -> None:
    """A school's own year: staff days a day apart, exam weeks in a row, periods, many actions."""
    days = [
        *(
            (f"studiedag {n}", f"2026-10-{19 + n}", f"2026-10-{19 + n}", "staff-day")
            for n in range(4)
        ),
        ("toetsweek 1", "2026-11-02", "2026-11-06", "exam"),
        ("herkansingen", "2026-11-09", "2026-11-13", "exam"),
        ("rapportvergadering", "2026-11-11", "2026-11-11", "staff-day"),
        ("laatste dag", "2027-09-30", "2027-09-30", "staff-day"),
        ("bpv van de derdejaars", "2027-04-01", "2027-04-05", "placement"),
        ("bpv van de tweedejaars", "2027-02-01", "2027-04-20", "placement"),
    ]
    own = ", ".join(
        f"{{name: {name}, first: {first}, last: {last}, kind: {kind}}}"
        for name, first, last, kind in days
    )
    workshop.change("holidays.yaml", "own: []", f"own: [{own}]")
    actions = ", ".join(
        f"{{what: actie {n}, month: 2026-{10 + n % 2}, lane: {lane}}}"
        for n, lane in enumerate(["starten", "ontwikkelen", "overleggen"] * 2)
    )
    workshop.change("actions.yaml", "actions: []", f"actions: [{actions}]")
    pdf = built(workshop.all_handouts().press(theme=theme), handout, workshop.folder)
    texts = [words.text for number in range(pdf.pages) for words in pdf.words(number)]
    joined = "".join(texts).replace("-", "").replace(" ", "")  # a name may be broken
    # A period that goes on in the next row of months is named in both.
    most = {"bpv van de tweedejaars": 2} if handout == "tijdlijn-wand" else {}
    counts = {name: joined.count(name.replace(" ", "")) for name, *_ in days}
    assert {name: most.get(name, 1) for name in counts} == counts
    for profile in PROFILES:
        assert set() == faults(workshop.folder / f"{handout}.pdf", profile)
