"""The workshop of the handreiking: it loads, and it says what the handreiking says."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from worksheets.content.files import FILES, Content
from worksheets.content.load import load
from worksheets.content.schema import schemas

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "content" / "gpo"


@pytest.fixture(scope="module")
def gpo() -> Content:
    return load({path.name: path.read_bytes() for path in FOLDER.iterdir()}, "content/gpo")


def test_all_files_are_there(gpo: Content) -> None:
    """The workshop shows each kind of file once."""
    assert set(FILES) == set(gpo.files)


def test_handouts_come_in_print_order(gpo: Content) -> None:
    """First who leads and what to pack, then the steps with what they need, last the order."""
    assert [
        ("draaiboek", "script", "A4", "portrait"),
        ("paklijst", "packing", "A4", "portrait"),
        ("tafelkaart", "table-card", "A4", "landscape"),
        ("stappenplan", "steps", "A3", "portrait"),
        ("gespreksblad-1", "conversation", "A4", "portrait"),
        ("voorbeeld-figuur-4", "example", "A3", "landscape"),
        ("spelregels", "rules", "A4", "portrait"),
        ("aspecten", "aspects", "A4", "portrait"),
        ("eigen-kijk", "own-view", "A4", "landscape"),
        ("kwadrant", "quadrant", "A3", "landscape"),
        ("cirkels", "circles", "A4", "portrait"),
        ("ruiten", "tokens", "A4", "portrait"),
        ("vakcirkels", "circles", "A4", "portrait"),
        ("cirkels-vakken", "circles", "A4", "portrait"),
        ("gespreksblad-2", "conversation", "A4", "portrait"),
        ("voorbeeld-zorg", "example", "A3", "landscape"),
        ("voorbeeld-ict", "example", "A3", "landscape"),
        ("gespreksblad-3", "conversation", "A4", "portrait"),
        ("facetten-overzicht", "facets-overview", "A3", "landscape"),
        ("facetten", "facets", "A4", "portrait"),
        ("consequenties", "consequences", "A3", "landscape"),
        ("gespreksblad-4", "conversation", "A4", "portrait"),
        ("tijdlijn-strook", "timeline-strip", "A3", "landscape"),
        ("actiekaarten", "action-cards", "A4", "portrait"),
        ("tijdlijn-overzicht", "timeline", "A4", "portrait"),
        ("gespreksblad-5", "conversation", "A4", "portrait"),
        ("drukopdracht", "order", "A4", "portrait"),
    ] == [
        (handout.id, handout.template_name, handout.paper, handout.orientation)
        for handout in gpo.workshop.handouts
    ]


def test_the_attribution_names_authors_licence_and_source(gpo: Content) -> None:
    """CC BY-NC asks for the names, the licence and that the work was changed."""
    for words in (
        "Van Loon",
        "Kral",
        "iXperium/HAN",
        "CC BY-NC 3.0 NL",
        "ROC van Twente",
        "Bewerkt.",
    ):
        assert words in gpo.workshop.attribution


def test_the_quadrant_has_the_words_of_the_handreiking(gpo: Content) -> None:
    """Labels and the three long sentences are literal, with their spelling repaired."""
    assert gpo.quadrant
    horizontal, vertical = gpo.quadrant.horizontal, gpo.quadrant.vertical
    assert ("regie bij opleiding", "regie bij student") == (horizontal.left, horizontal.right)
    assert "leerdoelen aangepast op student" == vertical.top
    assert "leerdoelen staan vast (wettelijk kader)" == vertical.bottom
    assert horizontal.left_meaning == (
        "Er wordt op het betreffende aspect voor de individuele student bepaald"
        " door een docent of een methode."
    )
    assert horizontal.middle_meaning.endswith("Een goed onderling gesprek staat hier centraal.")
    assert "zoals efficiëntie en wettelijke kaders, maar het besluit ligt bij de student." in (
        horizontal.right_meaning
    )
    assert {
        "top-left": "groepsdifferentiatie en individuele leerlijnen",
        "top-right": "persoonlijke leerroutes",
        "bottom-left": "klassikaal onderwijs",
        "bottom-right": "zelfregulerend leren in een vaststaand programma",
    } == {field.place: field.name for field in gpo.quadrant.quadrants}


def test_six_aspects_in_two_sets(gpo: Content) -> None:
    """Five aspects lie on the horizontal axis, one on the vertical; each has an icon."""
    assert gpo.aspects
    assert [
        ("waar", "horizontal", "map-pin", "original"),
        ("hoe", "horizontal", "puzzle", "original"),
        ("wanneer", "horizontal", "calendar", "derived"),
        ("met wie", "horizontal", "users", "derived"),
        ("tempo", "horizontal", "gauge", "derived"),
        ("wat", "vertical", "target", "derived"),
    ] == [(aspect.label, aspect.axis, aspect.icon, aspect.source) for aspect in gpo.aspects.aspects]
    assert [
        ("blauw", "NU", 2, "werkblad deel 2 van 3", "dark"),
        ("groen", "AMBITIE", 3, "werkblad deel 3 van 3", "light"),
    ] == [(set_.colour, set_.word, set_.step, set_.part, set_.style) for set_ in gpo.aspects.sets]


def test_seven_subjects_are_told_apart_without_colour(gpo: Content) -> None:
    """Each subject has a code and a shape of its own."""
    assert gpo.subjects
    assert ["NE", "EN", "RE", "BU", "BG", "KD", "BP"] == [s.code for s in gpo.subjects.subjects]
    assert 7 == len({subject.mark for subject in gpo.subjects.subjects})


def test_the_timeline_has_thirteen_months_and_no_month_on_its_example(gpo: Content) -> None:
    """September to September, as in the handreiking, which does not say when the example is."""
    assert gpo.timeline
    assert ("2026-09", 13, ()) == (
        gpo.timeline.start,
        gpo.timeline.months,
        gpo.timeline.month_names,
    )
    assert [None] == [card.month for card in gpo.timeline.cards]
    assert ["derived"] * 3 == [lane.source for lane in gpo.timeline.lanes]


@pytest.mark.parametrize("region", ["noord", "midden", "zuid"])
@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("herfstvakantie", 9),
        ("kerstvakantie", 16),
        ("voorjaarsvakantie", 9),
        ("meivakantie", 9),
        ("zomervakantie", 44),
    ],
)
def test_holidays_last_whole_weeks(gpo: Content, region: str, name: str, days: int) -> None:
    """From Saturday to Sunday, in all three school years: a slip in a date shows here."""
    assert gpo.holidays
    spans = [
        (date.fromisoformat(day.first), date.fromisoformat(day.last))
        for day in gpo.holidays.days(region)
        if day.name == name
    ]
    assert [days] * 3 == [(last - first).days + 1 for first, last in spans]
    assert {(5, 6)} == {(first.weekday(), last.weekday()) for first, last in spans}


# What the ministry tells of the nine school years of the three regions, from the first days.
FIRST_DAYS = {
    "noord": "18-10 20-12 21-02 25-04 04-07 10-10 19-12 20-02 24-04 10-07 16-10 25-12 19-02 29-04"
    " 15-07",
    "midden": "18-10 20-12 14-02 25-04 18-07 17-10 19-12 20-02 24-04 17-07 16-10 25-12 26-02 29-04"
    " 08-07",
    "zuid": "11-10 20-12 14-02 25-04 11-07 17-10 19-12 13-02 24-04 24-07 23-10 25-12 26-02 29-04"
    " 22-07",
}


@pytest.mark.parametrize("region", FIRST_DAYS)
def test_holidays_begin_when_the_ministry_says(gpo: Content, region: str) -> None:
    """Three school years, from October 2025 on, in the order of the days."""
    assert gpo.holidays
    days = [day.first for day in gpo.holidays.days(region) if day.kind == "holiday"]
    assert sorted(days) == days
    assert FIRST_DAYS[region].split() == [f"{day[8:]}-{day[5:7]}" for day in days]


def easter(year: int) -> date:
    """Easter Sunday, after Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_moving_public_holidays_follow_easter(gpo: Content, year: int) -> None:
    """Two days before it, one, 39 and 50 days after it."""
    assert gpo.holidays
    names = ("Goede Vrijdag", "tweede paasdag", "Hemelvaartsdag", "tweede pinksterdag")
    expected = [(easter(year) + timedelta(n)).isoformat() for n in (-2, 1, 39, 50)]
    days = {
        holiday.name: holiday.day
        for holiday in gpo.holidays.public
        if holiday.day.startswith(str(year))
    }
    assert expected == [days[name] for name in names]


@pytest.mark.parametrize("stem", FILES)
def test_files_lead_editors_to_their_schema(stem: str) -> None:
    """The first line names the schema, and the schema in docs is the model's own."""
    text = (FOLDER / f"{stem}.yaml").read_text("utf-8")
    first, _ = text.split("\n", 1)
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.*)", first)
    assert named
    path = (FOLDER / named[1]).resolve()
    assert ROOT / "docs" / "schema" / f"{stem}.schema.json" == path
    assert schemas()[path.name] == path.read_text("utf-8")


@pytest.mark.parametrize("stem", FILES)
def test_spelling_of_the_extracted_source_is_repaired(stem: str) -> None:
    """Broken ligatures and soft hyphens of the extracted text never come back."""
    text = (FOLDER / f"{stem}.yaml").read_text("utf-8")
    wrong = (
        "di!er",
        'di"er',
        "e!ci",
        "betre!",
        'betre"',
        "Ixperium",
        "lessen tabel",
        "\u00ad",
        "\t",
    )
    assert not [slip for slip in wrong if slip in text]
