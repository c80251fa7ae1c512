"""Which days a timeline marks: what is not known is told, and so is what may be a slip."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from conftest import GPO, ROOT, Cli, Workshop, built
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.content.holidays import Holiday
from worksheets.content.load import load
from worksheets.content.marked_days import DAY, OPEN_END, Stretch, doubts, shown, unknown
from worksheets.content.timeline import Timeline
from worksheets.press.jobs import Press
from worksheets.production.disk import read_folder
from worksheets.production.sources import read


def doubts_of(workshop: Workshop) -> list[str]:
    """What is doubted, with its file and line."""
    problems = list(doubts(read(workshop.folder).content()))
    return [f"{p.at.file.rsplit('/', 1)[1]}:{p.at.line}: {p.message}" for p in problems]


@pytest.mark.parametrize("name", ["gpo", "gpo-en", "eisenhower"])
def test_nothing_is_doubted_in_what_comes_along(name: str) -> None:
    """A warning that is always there is not read."""
    content = load(read_folder(ROOT / "content" / name))
    assert [] == list(doubts(content))


@pytest.mark.parametrize("region", ["noord", "midden", "zuid"])
@pytest.mark.parametrize("start", ["2025-09", "2026-08", "2026-09", "2027-09"])
def test_a_school_year_of_the_list_is_known(workshop: Workshop, region: str, start: str) -> None:
    """September to September: after a summer there is none for a while."""
    workshop.change("timeline.yaml", "start: 2026-09", f"start: {start}")
    workshop.change("timeline.yaml", "region: noord", f"region: {region}")
    assert [] == doubts_of(workshop)


@pytest.mark.parametrize(
    ("start", "months", "known"),
    [
        ("2028-09", 13, ["from 2028-09-01 to 2029-09-30; the last before ends on 2028-08-27"]),
        ("2028-03", 13, ["from 2028-08-28 to 2029-03-31; the last before ends on 2028-08-27"]),
        ("2028-06", 4, []),  # up to and including September
        ("2028-06", 5, ["from 2028-08-28 to 2028-10-31; the last before ends on 2028-08-27"]),
        ("2025-08", 13, ["from 2025-08-01 to 2025-10-17"]),  # before the first
        ("2025-09", 13, []),
        ("2020-01", 3, ["from 2020-01-01 to 2020-03-31"]),
    ],
)
def test_months_without_known_holidays_are_told(
    workshop: Workshop, start: str, months: int, known: list[str]
) -> None:
    """In check, at the line of the first month; the last known of Noord ends in August 2028."""
    workshop.change("timeline.yaml", "start: 2026-09", f"start: {start}")
    workshop.change("timeline.yaml", "months: 13", f"months: {months}")
    before = "timeline.yaml:9: start: no holidays of 'regio Noord' are known "
    assert [before + stretch for stretch in known] == doubts_of(workshop)


@pytest.mark.parametrize("handout", ["tijdlijn-strook", "tijdlijn-wand"])
def test_a_sheet_says_that_holidays_are_not_known(workshop: Workshop, handout: str) -> None:
    """And it names no source of days that it does not have."""
    workshop.change("timeline.yaml", "start: 2026-09", "start: 2028-09")
    pdf = built(workshop.all_handouts().press(), handout, workshop.folder)
    for number in range(pdf.pages):
        text = " ".join(pdf.text(number).split())
        assert (
            "Van 1 september 2028 tot en met 30 september 2029 zijn geen vakanties bekend." in text
        )
        assert "Rijksoverheid" not in text


def test_sheets_of_a_strip_say_it_where_it_is_so(workshop: Workshop) -> None:
    """March to June 2028 is known, and the source named."""
    workshop.change("timeline.yaml", "start: 2026-09", "start: 2028-03")
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    texts = [" ".join(words.text for words in pdf.words(n)) for n in range(pdf.pages)]
    assert [False, True, True, True] == ["geen vakanties bekend" in text for text in texts]
    assert [True, True, False, False] == ["Rijksoverheid" in text for text in texts]


def test_a_year_that_lacks_in_the_list_is_told(workshop: Workshop) -> None:
    """The holidays of 2026-2027 taken out, those of the next year left."""
    path = workshop.folder / "holidays.yaml"
    head, rest = path.read_text(encoding="utf-8").split("      # 2026-2027\n", 1)
    rest = rest.split("      # 2027-2028\n", 1)[1]
    path.write_text(head + rest, encoding="utf-8")
    (told,) = doubts_of(workshop)
    assert "from 2026-09-01 to 2027-09-30; the last before ends on 2026-08-16" in told


@given(
    start=st.integers(0, 60),
    months=st.integers(3, 24),
    spans=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 60)), max_size=12),
)
def test_what_is_not_known_has_no_holiday(
    gpo: Press, start: int, months: int, spans: list[tuple[int, int]]
) -> None:
    """Stretches lie on the timeline, apart, in order; no known holiday lies in one of them."""
    assert gpo.content.timeline
    timeline = replace(
        gpo.content.timeline, start=f"{2026 + start // 12}-{start % 12 + 1:02}", months=months
    )
    days = []
    for first, length in spans:
        begin = date(2026, 1, 1) + timedelta(first)
        days.append(Holiday(name="v", first=str(begin), last=str(begin + timedelta(length))))
    whole, stretches = shown(timeline), unknown(timeline, days)
    for stretch in stretches:
        assert whole.first <= stretch.first and stretch.last <= whole.last
        assert stretch.days >= OPEN_END
        for day in days:
            known = Stretch(date.fromisoformat(day.first), date.fromisoformat(day.last))
            assert known.within(stretch).days < 1
    assert all(a.last + DAY < b.first for a, b in pairwise(stretches))


def test_without_a_region_nothing_is_missed(gpo: Press) -> None:
    """A timeline need not have holidays."""
    timeline = gpo.content.timeline
    assert isinstance(timeline, Timeline)
    assert () == unknown(replace(timeline, region=""), ())


def test_own_days_that_no_timeline_shows_are_told(workshop: Workshop) -> None:
    """The year or the month may be a slip: at the line of the day, with what is shown."""
    workshop.change(
        "holidays.yaml",
        "own: []",
        "own:\n  - {name: open dag, first: 2062-11-18, last: 2062-11-18, kind: staff-day}\n"
        "  - {name: toetsweek, first: 2026-08-24, last: 2026-09-01, kind: exam}",
    )
    line = 1 + (GPO / "holidays.yaml").read_text(encoding="utf-8").split("own: []")[0].count("\n")
    assert [
        f"holidays.yaml:{line + 1}: own[0]: open dag (2062-11-18) is not on the timeline,"
        " which goes from 2026-09-01 to 2027-09-30"
    ] == doubts_of(workshop)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Weihnachtsferien", "2026-12-21", "2027-01-08"),  # 19 days
        ("Sommerferien", "2027-07-19", "2027-09-13"),  # eight weeks
        ("vacances d’été", "2027-07-05", "2027-08-31"),
        ("Summer break", "2027-06-11", "2027-09-07"),  # 89 days
    ],
)
def test_holidays_of_any_length_print(workshop: Workshop, name: str, first: str, last: str) -> None:
    """In any language, and no word of theirs need be known."""
    text = (workshop.folder / "holidays.yaml").read_text(encoding="utf-8")
    head, rest = text.split("regions:\n", 1)
    public = rest[rest.index("\npublic:") :]
    days = "regions:\n  - id: noord\n    name: NRW\n    days:\n"
    days += f"      - {{name: {name}, first: {first}, last: {last}}}\n"
    (workshop.folder / "holidays.yaml").write_text(head + days + public, encoding="utf-8")
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    assert name in [words.text for n in range(pdf.pages) for words in pdf.words(n)]
    assert not any("lasts" in told for told in doubts_of(workshop))


def test_a_holiday_much_longer_than_its_like_is_doubted(workshop: Workshop, cli: Cli) -> None:
    """A wrong month, against that of another year: a warning, for it may be so."""
    workshop.change("holidays.yaml", "last: 2026-10-18}", "last: 2026-11-18}")
    (told,) = doubts_of(workshop)
    assert "herfstvakantie lasts 40 days; that of 2025-10-18 lasts 9" in told
    result = cli("check", workshop.folder)
    assert 0 == result.returncode and "hint: check the month" in result.stderr
