"""Calendars as schools export them give the days that were put in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from conftest import Cli, Workshop, built
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.calendars import _events
from worksheets.content.marked_days import doubts, marked_days
from worksheets.problems import Problems
from worksheets.production.sources import read

Days = list[tuple[str, str, str, str]]


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", "UID:1", "DTSTAMP:20260801T000000Z", *lines, "END:VEVENT"))


def file_of(*events: str, head: str = "X-WR-CALNAME:Jaarplanning") -> str:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//school//NL", head, *events)
    return "\r\n".join((*lines, "END:VCALENDAR", ""))


def with_calendar(workshop: Workshop, text: str, fields: str = "", known: bool = False) -> Workshop:
    """A workshop with a calendar, and no days of its own but those of the regions."""
    (workshop.folder / "jaar.ics").write_bytes(text.encode("utf-8"))
    row = f"calendars:\n  - {{file: jaar.ics{fields}}}\n"
    workshop.change("holidays.yaml", "own: []", f"own: []\n{row}")
    if not known:
        path = workshop.folder / "holidays.yaml"
        head, rest = path.read_text(encoding="utf-8").split("regions:\n", 1)
        regions = "regions: [{id: noord, name: Noord}]\npublic: []\n"
        path.write_text(head + regions, encoding="utf-8")
        assert rest
    return workshop


def days_of(workshop: Workshop) -> Days:
    content = read(workshop.folder).content()
    assert content.timeline
    days = marked_days(content, content.timeline)
    return [(day.name, day.first, day.last, day.kind) for day in days]


HOLIDAY = ("herfstvakantie", "2026-10-10", "2026-10-18", "holiday")


@pytest.mark.parametrize(
    "lines",
    [
        # Google and OpenHolidays: the end is the day after.
        ("DTSTART;VALUE=DATE:20261010", "DTEND;VALUE=DATE:20261019"),
        ("DTSTART;VALUE=DATE:20261010", "DURATION:P9D"),
        ("DTSTART;VALUE=DATE:20261010", "DURATION:P1W2D"),
        # In world time: midnight here is ten in the evening, over the end of summer time too.
        ("DTSTART:20261009T220000Z", "DTEND:20261018T220000Z"),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261010T000000",
            "DTEND;TZID=Europe/Amsterdam:20261019T000000",
        ),
        # Outlook's name of the zone; without a zone; a last minute.
        (
            "DTSTART;TZID=W. Europe Standard Time:20261010T000000",
            "DTEND;TZID=W. Europe Standard Time:20261019T000000",
        ),
        ("DTSTART:20261010T000000", "DTEND:20261018T235900"),
        ("DTSTART:20261010T000000", "DTEND:20261018T235959"),
    ],
)
def test_an_event_of_whole_days_is_those_days(workshop: Workshop, lines: tuple[str, ...]) -> None:
    """However a program writes them."""
    assert [HOLIDAY] == days_of(
        with_calendar(workshop, file_of(event("SUMMARY:herfstvakantie", *lines)))
    )


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        # One day: without an end, with an end that is no later, a single midnight.
        (("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261201"), ["2026-12-01"]),
        (
            ("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261201"),
            ["2026-12-01"],
        ),
        (
            ("SUMMARY:open dag", "DTSTART:20261130T230000Z", "DTEND:20261201T230000Z"),
            ["2026-12-01"],
        ),
        # Times: a meeting is no day, a staff day is one.
        (("SUMMARY:overleg", "DTSTART:20261201T140000", "DTEND:20261201T150000"), []),
        (("SUMMARY:Studiedag", "DTSTART:20261201T090000", "DTEND:20261201T170000"), ["2026-12-01"]),
        (("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261201", "STATUS:CANCELLED"), []),
        # What repeats.
        (
            (
                *("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261201"),
                *("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261208"),
            ),
            ["2026-12-01", "2026-12-15"],
        ),
        (
            (
                *("SUMMARY:studiedag", "DTSTART;TZID=Europe/Amsterdam:20261201T090000"),
                *("DTEND;TZID=Europe/Amsterdam:20261201T170000",),
                "RRULE:FREQ=MONTHLY;UNTIL=20270201T080000Z",
            ),
            ["2026-12-01", "2027-01-01", "2027-02-01"],
        ),
    ],
)
def test_what_counts_as_a_day(workshop: Workshop, lines: tuple[str, ...], days: list[str]) -> None:
    """Beside a holiday that is always there."""
    holiday = event("SUMMARY:herfstvakantie", "DTSTART;VALUE=DATE:20261010", "DURATION:P9D")
    read = days_of(with_calendar(workshop, file_of(holiday, event(*lines))))
    assert HOLIDAY == read[0]
    assert days == [first for _, first, _, _ in read[1:]]


def test_a_yearly_day_is_shown_in_its_year(workshop: Workshop) -> None:
    """Entered years ago: on the sheet it stands in each year that is shown, and no more."""
    lines = ("SUMMARY:Dag van de leraar", "DTSTART;VALUE=DATE:20151005", "RRULE:FREQ=YEARLY")
    days = days_of(with_calendar(workshop, file_of(event(*lines)), ", kind: staff-day"))
    assert ("Dag van de leraar", "2026-10-05", "2026-10-05", "staff-day") in days
    assert 4 >= len(days)


def test_a_repeated_day_that_was_moved_is_where_it_was_moved_to(workshop: Workshop) -> None:
    """The second of three, a day later."""
    series = ("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = ("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261209", "RECURRENCE-ID;VALUE=DATE:20261208")
    days = days_of(with_calendar(workshop, file_of(event(*series), event(*moved))))
    assert ["2026-12-01", "2026-12-09", "2026-12-15"] == sorted(first for _, first, _, _ in days)


def test_a_calendar_of_many_years_is_read(workshop: Workshop) -> None:
    """Five thousand meetings, 2 MB; and the one holiday among them."""
    meeting = event("SUMMARY:overleg", "DTSTART:20261201T140000", "DESCRIPTION:" + "x" * 300)
    holiday = event("SUMMARY:herfstvakantie", "DTSTART;VALUE=DATE:20261010", "DURATION:P9D")
    text = file_of(*[meeting] * 5000, holiday)
    assert len(text) > 1 << 20
    assert [HOLIDAY] == days_of(with_calendar(workshop, text))


def test_names_are_read_as_they_were_written(workshop: Workshop) -> None:
    """Folded lines, escaped signs, letters in parts, a name with a language; and their kinds."""
    name = "SUMMARY;LANGUAGE=nl:Toetsweek 2\\, herkansing e\u0301n"
    text = file_of(
        event(name[:30], " " + name[30:], "DTSTART;VALUE=DATE:20261102", "DURATION:P5D"),
        event("SUMMARY:Bpv-periode leerjaar 2", "DTSTART;VALUE=DATE:20270201", "DURATION:P28D"),
        event("SUMMARY:Studiedag", "DTSTART;VALUE=DATE:20261118"),
        event("SUMMARY:2e feestdag", "DTSTART;VALUE=DATE:20261226"),
        event("DTSTART;VALUE=DATE:20270301"),
    )
    assert [
        ("Toetsweek 2, herkansing én", "2026-11-02", "2026-11-06", "exam"),
        ("Bpv-periode leerjaar 2", "2027-02-01", "2027-02-28", "placement"),
        ("Studiedag", "2026-11-18", "2026-11-18", "staff-day"),
        ("2e feestdag", "2026-12-26", "2026-12-26", "public"),
        ("vakantie", "2027-03-01", "2027-03-01", "holiday"),
    ] == days_of(with_calendar(workshop, text))


@settings(max_examples=30)
@given(first=st.dates(date(2026, 1, 1), date(2028, 12, 31)), length=st.integers(1, 60))
def test_whole_days_survive_every_way_of_writing(first: date, length: int) -> None:
    """As days, and in the world time of zones from the Azores to Finland."""
    end = first + timedelta(length)
    ways = [(f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}")]
    for zone in ("Europe/Amsterdam", "Europe/Helsinki", "Atlantic/Azores", "Europe/London"):
        ways.append(
            (f"DTSTART;TZID={zone}:{first:%Y%m%d}T000000", f"DTEND;TZID={zone}:{end:%Y%m%d}T000000")
        )
    for hours in (-3, -2, -1, 0, 1):
        shift = timedelta(hours=hours)
        starts, ends = (datetime.combine(day, time()) + shift for day in (first, end))
        ways.append((f"DTSTART:{starts:%Y%m%dT%H%M%SZ}", f"DTEND:{ends:%Y%m%dT%H%M%SZ}"))
    for way in ways:
        (read,) = _events(file_of(event("SUMMARY:vrij", *way)).encode(), "x.ics", None)
        assert (first, end - timedelta(1), True) == (read.first, read.last, read.whole), way


def test_a_calendar_of_a_region_is_for_that_region(workshop: Workshop) -> None:
    """And one without is for all."""
    text = file_of(event("SUMMARY:vrij", "DTSTART;VALUE=DATE:20261201"))
    with_calendar(workshop, text, ", region: zuid", known=True)
    assert "vrij" not in [name for name, *_ in days_of(workshop)]
    workshop.change("timeline.yaml", "region: noord", "region: zuid")
    assert "vrij" in [name for name, *_ in days_of(workshop)]


def test_days_that_are_known_already_are_not_doubled(workshop: Workshop) -> None:
    """The same holiday in the list of the region, written with a capital in the calendar."""
    lines = ("DTSTART;VALUE=DATE:20261010", "DTEND;VALUE=DATE:20261019")
    text = file_of(event("SUMMARY:Herfstvakantie", *lines))
    days = days_of(with_calendar(workshop, text, known=True))
    assert 1 == len([day for day in days if day[1] == "2026-10-10"])


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        ("Vakanties", "", "jaar.ics: this is not a calendar"),
        (file_of(), "", "calendars[0].file: jaar.ics has no days in it"),
        (file_of(event("SUMMARY:x", "DTSTART:20261201T140000Z")), "", "jaar.ics has no days in it"),
        (file_of(), ", region: oost", "there is no region 'oost'"),
        (
            file_of(
                event("SUMMARY:vrij", "DTSTART;VALUE=DATE:20261209", "DTEND;VALUE=DATE:20261201")
            ),
            "",
            "jaar.ics:8: the event 'vrij' ends on",
        ),
        (file_of(event("SUMMARY:vrij")), "", "jaar.ics:8: the event 'vrij' has no days"),
        (
            file_of(event("SUMMARY:herfstreces", "DTSTART;VALUE=DATE:20261012", "DURATION:P5D")),
            "",
            "jaar.ics:8: herfstreces (2026-10-12 to 2026-10-16) overlaps herfstvakantie",
        ),
        (file_of(event("SUMMARY:a\x07b", "DTSTART;VALUE=DATE:20261201")), "", "jaar.ics:8:"),
    ],
)
def test_what_is_wrong_in_a_calendar_is_told_there(
    workshop: Workshop, text: str, fields: str, message: str
) -> None:
    """At the line of the event, or where it is named."""
    with_calendar(workshop, text, fields, known=True)
    with pytest.raises(Problems) as raised:
        read(workshop.folder).content()
    assert message in str(raised.value)


def test_a_calendar_that_is_not_there_is_told_with_the_nearest(workshop: Workshop) -> None:
    (workshop.folder / "jaarplan.ics").write_text(file_of(), encoding="utf-8")
    workshop.change("holidays.yaml", "own: []", "calendars: [{file: jaarplann.ics}]")
    with pytest.raises(Problems, match=r"no calendar 'jaarplann\.ics'") as raised:
        read(workshop.folder).content()
    assert "did you mean 'jaarplan.ics'?" == raised.value.problems[0].hint


def test_a_school_year_as_an_event_is_left_out_and_told(workshop: Workshop) -> None:
    """It would shade the whole sheet."""
    year = (
        "SUMMARY:Schooljaar 2026-2027",
        "DTSTART;VALUE=DATE:20260801",
        "DTEND;VALUE=DATE:20270801",
    )
    with_calendar(
        workshop, file_of(event(*year), event("SUMMARY:vrij", "DTSTART;VALUE=DATE:20261201"))
    )
    assert ["vrij"] == [name for name, *_ in days_of(workshop)]
    told = [str(problem) for problem in doubts(read(workshop.folder).content())]
    assert any(
        "jaar.ics:8: Schooljaar 2026-2027 (2026-08-01 to 2027-07-31)" in line for line in told
    )


def test_a_calendar_that_nothing_names_is_told(workshop: Workshop) -> None:
    """Put in the folder, and forgotten in holidays.yaml."""
    (workshop.folder / "jaar.ics").write_text(file_of(), encoding="utf-8")
    (told,) = doubts(read(workshop.folder).content())
    assert "jaar.ics: no calendar of holidays.yaml is this file" in str(told)
    assert "- {file: jaar.ics}" in told.hint


def test_a_changed_calendar_makes_the_timeline_anew(workshop: Workshop, cli: Cli) -> None:
    """And its days are on the sheet."""
    with_calendar(workshop, file_of(event("SUMMARY:open dag", "DTSTART;VALUE=DATE:20261201")))
    out = workshop.folder.parent / "uit"
    made = ("kit", "tijdlijn-strook", "-c", workshop.folder, "-o", out)
    assert 0 == cli(*made).returncode
    before = (out / "gpo" / "tijdlijn-strook.pdf").read_bytes()
    text = file_of(event("SUMMARY:open avond", "DTSTART;VALUE=DATE:20261201"))
    (workshop.folder / "jaar.ics").write_bytes(text.encode())
    assert 0 == cli(*made).returncode
    assert before != (out / "gpo" / "tijdlijn-strook.pdf").read_bytes()
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    assert "open avond" in [words.text for words in pdf.words(0)]
