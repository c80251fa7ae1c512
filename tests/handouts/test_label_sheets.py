"""Circles and cards on sheets of adhesive labels: each lies on its label, and nothing beside it."""

from __future__ import annotations

from math import dist, hypot
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, Workshop, built, for_each, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Box as Rectangle
from readback import Circle, Pdf, Words
from validators import PROFILES as STANDARDS
from validators import faults

from worksheets.geometry import Size
from worksheets.label_sheets import SHEETS, LabelSheet, named, that_hold
from worksheets.printers import Printer
from worksheets.problems import Problem, Problems, Undoable
from worksheets.reprint import inventory

HAIR = 0.02  # mm
BY_NAME = {sheet.number: sheet for sheet in SHEETS}
CARD = """
{% for n in range(names | length or 11) %}
{% set name = names[n] if names else "naam" %}
<page name="name-card" width="85" height="55" title="{{ name }}">
  <rect width="85" height="55" fill="shade"/>
  <paragraph x="5" y="20" width="75" height="15" style="heading" min="12pt" role="h1">
    {{- name -}}
  </paragraph>
</page>
{% endfor %}
"""

# -- the table ------------------------------------------------------------------------------------

# The first label's left and upper edge, and its size, as the tables of others have them: by row and
# column, so that no measure of ours is checked with itself.
PUBLISHED = {
    # LibreOffice, Herma 5066 "Kreise 40 mm"; Label Planet has the same for L7780.
    "L7780": (16.0, 13.5, 40.0, 40.0, 4, 6, 46.0, 46.0),
    "5067": (8.0, 18.0, 60.0, 60.0, 3, 4, 67.0, 67.0),
    "L7670": (5.25, 14.75, 63.5, 63.5, 3, 4, 68.0, 68.0),
    "5068": (15.0, 11.0, 85.0, 85.0, 2, 3, 95.0, 95.0),
    "5293": (10.559, 13.945, 41.275, 41.275, 4, 6, 51.168, 42.047),  # gLabels
    "L7160": (7.2, 15.15, 63.5, 38.1, 3, 7, 66.04, 38.1),
    "L7163": (4.67, 15.15, 99.06, 38.1, 2, 7, 101.6, 38.1),
    "L7165": (4.67, 13.04, 99.06, 67.73, 2, 4, 101.6, 67.73),
    "L7173": (4.67, 6.0, 99.06, 57.0, 2, 5, 101.6, 57.0),
    "L7418": (19.0, 38.5, 86.0, 55.0, 2, 4, 86.0, 55.0),
    "5395": (17.4625, 14.8167, 85.725, 59.2667, 2, 4, 95.25, 63.5),  # gLabels
}


def published(number: str) -> list[tuple[float, float, float, float]]:
    """Every label of a sheet: its left and upper edge and its size."""
    left, top, width, height, columns, rows, across, down = PUBLISHED[number]
    return [
        (left + c * across, top + r * down, width, height)
        for r in range(rows)
        for c in range(columns)
    ]


@pytest.mark.parametrize("number", PUBLISHED)
def test_labels_lie_where_their_maker_cut_them(number: str) -> None:
    """To the rounding of what is published; no two lie over each other, all on the sheet."""
    sheet = BY_NAME[number]
    labels = sheet.labels
    for ours, theirs in zip(labels, published(number), strict=True):
        assert theirs == pytest.approx(tuple(ours), abs=0.05)
    for n, label in enumerate(labels):
        assert label.x >= 0 and label.right <= sheet.paper.width
        assert label.y >= 0 and label.bottom <= sheet.paper.height
        for other in labels[n + 1 :]:
            beside = other.x >= label.right - HAIR or label.x >= other.right - HAIR
            assert beside or other.y >= label.bottom - HAIR


def test_every_sheet_is_published() -> None:
    """A new row of the table needs a source."""
    assert set(PUBLISHED) == set(BY_NAME)


def test_numbers_are_of_one_sheet() -> None:
    """Whoever bought a pack has its number alone."""
    numbers = [number for sheet in SHEETS for number in (sheet.number, *sheet.also)]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("L7780", "L7780"),
        ("l7780", "L7780"),
        ("Avery L7780-25", "L7780"),  # so many in the pack
        ("Avery Zweckform L3415-100", "L7780"),
        ("HERMA 5066", "L7780"),
        (5067, "5067"),  # YAML reads a number
        (" 5067 ", "5067"),
    ],
)
def test_a_number_is_taken_as_it_stands_on_the_pack(written: str | int, number: str) -> None:
    """With its maker, and how many are in the pack."""
    assert BY_NAME[number] == named(written)


def test_a_number_that_is_not_known_is_told_with_the_nearest() -> None:
    """No sheet is guessed."""
    with pytest.raises(Problem) as raised:
        named("L7781")
    assert "there is no sheet of labels 'L7781'" in raised.value.message
    assert "L7780" in raised.value.hint


@given(st.sampled_from(SHEETS), st.floats(5, 120), st.floats(5, 120))
def test_what_a_label_holds_lies_on_it(sheet: LabelSheet, width: float, height: float) -> None:
    """With all its corners, in the middle; a circle with its whole edge."""
    half = Size(sheet.label.width / 2, sheet.label.height / 2)
    corner = hypot(width / 2, height / 2)
    inside = width / 2 <= half.width and height / 2 <= half.height
    assert sheet.holds(Size(width, height)) == (corner <= half.width if sheet.round else inside)
    assert sheet.holds(Size(width, width), round=True) == (width / 2 <= min(half))


# -- circles --------------------------------------------------------------------------------------


def circles_on(number: str, tmp_path: Path, **options: Any) -> Pdf:
    return built(press(cut="labels", sheet=number, **options), "cirkels", tmp_path)


def faces(pdf: Pdf, page: int, diameter: float = 38) -> list[Circle]:
    """The largest disc of each circle, which has its middle."""
    scale = diameter / 38
    discs = [c for c in pdf.circles(page) if c.look.fill and abs(c.diameter - 34.4 * scale) < HAIR]
    return sorted(discs, key=lambda circle: (round(circle.cy), circle.cx))


def drawn(pdf: Pdf, page: int) -> list[tuple[float, float, float]]:
    """Every point that is drawn on a page, and how far ink reaches around it."""
    points: list[tuple[float, float, float]] = []
    for shape in pdf.shapes(page):
        match shape:
            case Circle():
                points.append((shape.cx, shape.cy, shape.diameter / 2))
            case Rectangle():
                right, bottom = shape.x + shape.width, shape.y + shape.height
                points += [(x, y, 0) for x in (shape.x, right) for y in (shape.y, bottom)]
            case Words():
                points.append((shape.x, shape.y, 0))
            case _:
                ends = getattr(shape, "points", None) or (
                    (shape.x1, shape.y1),
                    (shape.x2, shape.y2),
                )
                points += [(x, y, 0) for x, y in ends]
    return points


def on_a_label(number: str, x: float, y: float, reach: float) -> bool:
    """Whether a point with what is around it lies on a label of the published sheet."""
    for left, top, width, height in published(number):
        middle = (left + width / 2, top + height / 2)
        if BY_NAME[number].round:
            if dist((x, y), middle) + reach <= width / 2 + 0.05:
                return True
        elif (
            abs(x - middle[0]) + reach <= width / 2 + 0.05
            and abs(y - middle[1]) + reach <= height / 2 + 0.05
        ):
            return True
    return False


@pytest.mark.parametrize("number", PUBLISHED)
def test_each_circle_lies_in_the_middle_of_its_label(number: str, tmp_path: Path) -> None:
    """In the finished file, against the published measures; nothing is drawn beside labels."""
    pdf = circles_on(number, tmp_path)
    labels = published(number)
    assert pdf.pages >= 2
    for page in range(1, pdf.pages):
        paper = BY_NAME[number].paper
        assert tuple(paper) == pytest.approx(pdf.size(page), abs=HAIR)
        middles = [(circle.cx, circle.cy) for circle in faces(pdf, page)]
        assert middles
        for (x, y), (left, top, width, height) in zip(middles, labels, strict=False):
            assert (left + width / 2, top + height / 2) == pytest.approx((x, y), abs=0.05)
        assert all(on_a_label(number, *point) for point in drawn(pdf, page))
        assert [] == pdf.cuts(page)


@pytest.mark.parametrize("collate", ["sheet", "stack", "dense"])
@pytest.mark.parametrize("theme", ["kleur", "grijs", "inktbesparend"])
def test_labels_have_neither_title_nor_foot(collate: str, theme: str, tmp_path: Path) -> None:
    """However sets are collated, in every theme, with the names of participants."""
    pdf = circles_on(
        "L7780", tmp_path, collate=collate, theme=theme, personal=True, names=("Ayşe",)
    )
    for page in range(1, pdf.pages):
        assert all(on_a_label("L7780", *point) for point in drawn(pdf, page))
        assert "pagina" not in pdf.text(page) and "Ayşe" not in pdf.text(page)


def test_a_subjects_circles_lie_on_labels(tmp_path: Path) -> None:
    """With their badges, in the file of all subjects and in that of each."""
    vakken = press(cut="labels", sheet="L7780", subjects=("Engels", "Rekenen"))
    pdf = built(vakken, "cirkels-vakken", tmp_path)
    (name, data) = next(iter(vakken.files("cirkels-engels").items()))
    (tmp_path / name).write_bytes(data)
    for file in (pdf, Pdf(tmp_path / name)):
        assert "Naar: Dimensies" in file.text(0)
        for page in range(1, file.pages):
            assert "Naar: Dimensies" not in file.text(page)
            assert all(on_a_label("L7780", *point) for point in drawn(file, page))


def test_the_page_before_labels_says_of_whom_they_are(tmp_path: Path) -> None:
    """On plain paper: with version and ruler, and the outlines to hold against the labels."""
    pdf = circles_on("L7780", tmp_path)
    text = pdf.text(0)
    assert "Cirkels: op etiketten" in text and "Avery L7780: etiketten van 40 mm, 24" in text
    assert "CC BY-NC" in text and "versie" in text and "100 mm" in text
    outlines = [c for c in pdf.circles(0) if c.look.stroke and abs(c.diameter - 40) < HAIR]
    middles = {(round(c.cx, 1), round(c.cy, 1)) for c in outlines}
    assert middles == {(round(x + 20, 1), round(y + 20, 1)) for x, y, *_ in published("L7780")}


def test_a_file_on_labels_conforms(tmp_path: Path) -> None:
    """As every file does: PDF/UA and PDF/A."""
    pdf = circles_on("L7780", tmp_path)
    for standard in STANDARDS:
        assert not faults(pdf.path, standard)


def test_a_printers_errors_are_made_up_for_on_labels(tmp_path: Path) -> None:
    """What it stretches comes to lie on the labels when it is printed."""
    pdf = circles_on("L7780", tmp_path, printer=Printer(scale_x=1.01, scale_y=1.01))
    circles = faces(pdf, 1, 38 / 1.01)
    middles = [(105 + (c.cx - 105) * 1.01, 148.5 + (c.cy - 148.5) * 1.01) for c in circles]
    assert 24 == len(middles)
    for at, (left, top, *_) in zip(middles, published("L7780"), strict=True):
        assert (left + 20, top + 20) == pytest.approx(at, abs=0.05)


def test_a_printer_that_does_not_reach_a_label_is_told() -> None:
    """Before labels are spoilt: its white edge was measured."""
    gpo = press(cut="labels", sheet="5293", circle_size=41, printer=Printer(margin=13))
    with pytest.raises(
        Undoable, match="leaves 13 mm white, and Cirkels 2 has labels of Avery 5293"
    ):
        gpo.job(gpo.handout("cirkels"))
    # By what is printed: the outer labels of a sheet may be used up, or have white edges.
    gpo = press(cut="labels", sheet="5293", circle_size=37, printer=Printer(margin=13))
    assert gpo.job(gpo.handout("cirkels")).sheets


def test_a_circle_larger_than_its_label_is_told_at_its_line(workshop: Workshop) -> None:
    """With the smallest sheets that hold it."""
    workshop.change("workshop.yaml", "  by: scissors\n", "  by: labels\n  sheet: 5066\n")
    workshop.change("workshop.yaml", "circle_size: 38 ", "circle_size: 45 ")
    gpo = workshop.press()
    with pytest.raises(Problem) as raised:
        gpo.job(gpo.handout("cirkels"))
    fact = "a circle of 45 mm is larger than the labels of Avery L7780, which are 40 mm"
    assert fact == raised.value.message
    lines = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[raised.value.at.line - 1].startswith("circle_size: 45")
    assert "make circles of 40 mm, or take Herma 5067 (60 mm), Avery L7670" in raised.value.hint
    with pytest.raises(Undoable, match="a circle of 60 mm is larger"):
        other = workshop.press(circle_size=60)
        other.job(other.handout("cirkels"))


def test_a_used_sheet_goes_on_at_its_first_label(tmp_path: Path) -> None:
    """Labels that are gone get no circle, on the first sheet only."""
    pdf = circles_on("L7780", tmp_path, first=5)
    middles = [(circle.cx, circle.cy) for circle in faces(pdf, 1)]
    fifth = published("L7780")[4]
    assert (fifth[0] + 20, fifth[1] + 20) == pytest.approx(middles[0], abs=0.05)
    assert 16 == len(middles)  # two sets; a third would be split
    with pytest.raises(Undoable, match="a sheet of cirkels has no place 25"):
        circles_on("L7780", tmp_path, first=25)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"sheet": "L9999"}, "there is no sheet of labels 'L9999'"),
    ({"sheet": None}, "labels need the number of their sheet"),
    ({"cut": "scissors"}, "--sheet is for labels"),
    ({"backs": "each"}, "the back of a label is glued"),
    ({"tile": "A5"}, "labels are printed in whole sheets, and Cirkels 2 would be tiled"),
    ({"bleed": 3}, "is printed on labels of Avery L7780, which are cut already"),
    ({"crop_marks": True}, "is printed on labels of Avery L7780, which are cut already"),
    ({"paper": "A3"}, "labels of Avery L7780 are on A4, and cirkels is to be printed on A3"),
    ({"paper": "Letter"}, "labels of Avery L7780 are on A4"),
    ({"sheet": "5293", "paper": "A4"}, "labels of Avery 5293 are on Letter"),
]


@pytest.mark.parametrize(("chosen", "fact"), REFUSED)
def test_what_labels_cannot_do_is_refused(chosen: dict[str, Any], fact: str) -> None:
    """With a way out."""
    with pytest.raises((Undoable, Problem)) as raised:
        gpo = press(**{"cut": "labels", "sheet": "L7780", **chosen})
        gpo.job(gpo.handout("cirkels"))
    error = raised.value
    assert isinstance(error, Undoable | Problem)
    assert fact in error.message and error.hint


@pytest.mark.parametrize(
    "chosen",
    [{"tile": "A4"}, {"cmyk": True}, {"paper": "A4"}, {"sheet": "5293", "paper": "Letter"}],
)
def test_what_labels_can_do(chosen: dict[str, Any], tmp_path: Path) -> None:
    """Paper of the same size is no contradiction; inks of a press lie at the same places."""
    number = chosen.get("sheet", "L7780")
    labels = press(**{"cut": "labels", "sheet": number, **chosen})
    pdf = built(labels, "cirkels", tmp_path)
    assert 3 == pdf.pages
    assert all(on_a_label(number, *point) for point in drawn(pdf, 1))


def test_small_copies_of_labels_are_on_paper() -> None:
    """To look through: nothing of them is for the labels."""
    gpo = press(cut="labels", sheet="L7780", nup=4)
    assert {""} == {sheet.labels for sheet in gpo.job(gpo.handout("cirkels")).sheets}


# -- what is counted ------------------------------------------------------------------------------


def test_labels_are_counted_and_not_cut() -> None:
    """Once the page before them, on paper; labels by the name on the pack, without a weight."""
    plan = press(for_each(), cut="labels", sheet="L7780", participants=14).plan()
    (row,) = (row for row in plan.rows if row.handout.id == "cirkels")
    cover, sheets = row.parts
    assert (1, "A4", (1,)) == (cover.times, cover.stock[0].paper, cover.stock[0].pages)
    assert "Avery L7780" == sheets.stock[0].paper and (2, 3) == sheets.stock[0].pages
    # Three participants have enough with one print; 14 of them and two in reserve need six.
    assert (3, 6, 12) == (row.printed.serves, sheets.times, sheets.sheets * sheets.times)
    assert 0 == row.circles == plan.circles
    assert plan.papers["Avery L7780", False, ""] >= 12


def test_the_lists_say_labels(cli: Cli) -> None:
    """What is bought, and which page is printed on paper; nothing to cut."""
    told = cli("plan", for_each(), "--cut", "labels", "--sheet", "L7780").stdout
    assert "Cirkels, pagina 2-3" in told and "etiketten, uit het pak" in told
    assert "Avery L7780 (etiketten) per keer" in told
    assert "cirkels van 38 mm" not in told
    assert "Avery L7780,  g/m²" not in told


def test_what_changed_is_printed_on_labels(workshop: Workshop) -> None:
    """Circles that are replaced go on a sheet that was used in part; other pages on paper."""
    now = inventory.contents(workshop.press(), "2026-09-01")
    gpo = workshop.press(cut="labels", sheet="L7780", first=3)
    job = inventory.changed_job(gpo, [thing for thing in now if thing.entry.kind != "sheet"])
    kinds = [(sheet.labels, sheet.once) for sheet in job.sheets]
    assert ("", True) == kinds[0]  # the page to hold against them
    labels = [sheet for sheet in job.sheets if sheet.labels]
    assert [22] == [len(sheet.front.placements) for sheet in labels][:1]
    circles = sum(thing.entry.copies for thing in now if thing.entry.kind == "circle")
    assert circles == sum(len(sheet.front.placements) for sheet in labels)


# -- content --------------------------------------------------------------------------------------


def content(workshop: Workshop, entry: str) -> Workshop:
    return workshop.change(
        "workshop.yaml", "  - id: drukopdracht ", f"{entry}\n\n  - id: drukopdracht "
    )


CARDS = "  - {id: naamkaartjes, title: Naamkaartjes, template: name-cards, sheet: L7418}"


@pytest.fixture
def cards(workshop: Workshop, templates: Path) -> Workshop:
    """A workshop with name cards on bought sheets, of a template that a designer made."""
    (templates / "name-cards.xml").write_text(CARD, encoding="utf-8")
    content(workshop, CARDS)
    return workshop


@pytest.mark.parametrize("number", ["L7418", "L7173", "L7165"])
def test_name_cards_lie_on_their_labels(
    number: str, cards: Workshop, templates: Path, tmp_path: Path
) -> None:
    """In the middle of each, with nothing around them: no lines to cut along."""
    cards.change("workshop.yaml", "sheet: L7418", f"sheet: {number}")
    names = ("Ayşe", "Bo", "Łukasz")
    pdf = built(press(cards.folder, templates=templates, names=names), "naamkaartjes", tmp_path)
    assert 2 == pdf.pages and "op etiketten" in pdf.text(0)
    for n, box in enumerate(b for b in pdf.boxes(1) if abs(b.width - 85) < HAIR):
        left, top, width, height = published(number)[n]
        middle = (box.x + box.width / 2, box.y + box.height / 2)
        assert (left + width / 2, top + height / 2) == pytest.approx(middle, abs=0.05)
    assert n == 2
    assert all(on_a_label(number, *point) for point in drawn(pdf, 1))


def test_name_cards_use_up_a_sheet(cards: Workshop, templates: Path, tmp_path: Path) -> None:
    """From the label that is given on; what is left over comes on a next sheet."""
    gpo = press(cards.folder, templates=templates, first=7)
    pdf = built(gpo, "naamkaartjes", tmp_path)
    assert [2, 8, 1] == [
        sum(abs(b.width - 85) < HAIR for b in pdf.boxes(page)) for page in range(1, pdf.pages)
    ]
    with pytest.raises(Undoable, match="a sheet of naamkaartjes has no place 9"):
        other = press(cards.folder, templates=templates, first=9)
        other.job(other.handout("naamkaartjes"))


def test_name_cards_that_do_not_fit_are_told_at_their_line(
    cards: Workshop, templates: Path
) -> None:
    """With the sheets that hold them."""
    cards.change("workshop.yaml", "sheet: L7418", "sheet: L7160")
    gpo = press(cards.folder, templates=templates)
    with pytest.raises(Problem) as raised:
        gpo.job(gpo.handout("naamkaartjes"))
    assert "naamkaartjes has pages of 85 x 55 mm" in raised.value.message
    assert "Avery L7418 (86 x 55 mm), Avery 5395" in raised.value.hint
    lines = (cards.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    assert "sheet: L7160" in lines[raised.value.at.line - 1]


def test_action_cards_lie_on_labels(workshop: Workshop, tmp_path: Path) -> None:
    """And blank ones fill the sheet, also one that was used in part."""
    entry = "    title: Actiekaarten\n    template: action-cards\n"
    workshop.change("workshop.yaml", entry, f"{entry}    sheet: L7165\n")
    for first in (1, 4):
        gpo = workshop.press(first=first)
        job = gpo.job(gpo.handout("actiekaarten"))
        cards = [len(sheet.front.placements) for sheet in job.sheets[1:]]
        assert [9 - first] == cards[:1] and {8} >= set(cards[1:])
        assert not any(sheet.front.marks for sheet in job.sheets[1:])


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("  by: scissors\n", "  by: labels\n", "labels need the key 'sheet' too"),
        ("  by: scissors\n", "  by: labels\n  sheet: L77\n", "there is no sheet of labels 'L77'"),
    ],
)
def test_a_sheet_in_the_content_is_told_at_its_line(
    workshop: Workshop, old: str, new: str, fact: str
) -> None:
    """When it is read: nobody waits for a page."""
    workshop.change("workshop.yaml", old, new)
    with pytest.raises(Problems) as raised:
        workshop.press()
    (problem,) = raised.value.problems
    assert fact in problem.message and problem.hint and problem.at.line


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        ("    title: Spelregels\n    template: rules\n", "spelregels has none"),
        ("    title: Cirkels\n    template: circles\n", "cirkels has circles"),
        ("    title: Tijdlijn, overzicht\n    template: timeline\n", "has none"),
    ],
)
def test_a_sheet_where_there_are_no_cards_is_told(
    workshop: Workshop, entry: str, fact: str
) -> None:
    """Instead of printing on paper as if it was not there."""
    workshop.change("workshop.yaml", entry, f"{entry}    sheet: L7165\n")
    gpo = workshop.press()
    name = entry.splitlines()[0].removeprefix("    title: ")
    (handout,) = (h for h in gpo.handouts if h.title == name)
    with pytest.raises(Problem, match=fact) as raised:
        gpo.job(handout)
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line


@pytest.mark.parametrize(
    ("more", "fact"),
    [
        ("paper: A3", "labels of Avery L7780 are on A4, and cirkels is to be printed on A3"),
        ("orientation: landscape", "cirkels lies in landscape, and sheets of labels go in upright"),
    ],
)
def test_paper_that_is_not_the_sheets_is_told_at_its_line(
    workshop: Workshop, more: str, fact: str
) -> None:
    """Where a handout says it; paper that is not written is as the labels are."""
    entry = "    title: Cirkels\n    template: circles\n"
    workshop.change("workshop.yaml", entry, f"{entry}    {more}\n")
    gpo = workshop.press(cut="labels", sheet="L7780")
    with pytest.raises(Problem) as raised:
        gpo.job(gpo.handout("cirkels"))
    assert fact == raised.value.message and raised.value.hint
    lines = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    assert more in lines[raised.value.at.line - 1]


def test_the_words_for_labels_are_asked_for(workshop: Workshop) -> None:
    """Where content of before has none."""
    path = workshop.folder / "workshop.yaml"
    head, rest = path.read_text(encoding="utf-8").split("\n  labels:\n")
    path.write_text(f"{head}\n  printed:\n{rest.split('  printed:')[1][1:]}", encoding="utf-8")
    gpo = workshop.press(cut="labels", sheet="L7780")
    with pytest.raises(Problem, match="words: misses the key 'labels'"):
        gpo.job(gpo.handout("cirkels"))


def test_there_is_no_way_of_cutting_labels_to_try(cli: Cli) -> None:
    """The page before them is what is tried."""
    assert "Labels are cut already" in cli("trial", "--cut", "labels").stderr
    with pytest.raises(Undoable, match="labels are cut already"):
        press(cut="labels", sheet="L7780").trial((38.0,))


def test_hints_name_round_labels_for_circles() -> None:
    """The smallest that hold it."""
    hint = that_hold(Size(38, 38), round=True)
    assert hint.startswith("Avery L7780 (40 mm), Avery 5293 (41.3 mm, Letter), Herma 5067 (60 mm)")
    assert "none of the sheets" in that_hold(Size(300, 300))
