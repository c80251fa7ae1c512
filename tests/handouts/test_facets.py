"""The facets: a sheet for each field of the quadrant, and all fields side by side."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import GPO, Kit, Workshop, built
from hypothesis import given
from hypothesis import strategies as st
from readback import Circle, Element, Outline, Pdf, Shape

from worksheets.layout.bars import Bar, most_at_one_place
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

SHEETS, OVERVIEW = "facetten", "facetten-overzicht"
WRITTEN: dict[str, Any] = yaml.safe_load((GPO / "facets.yaml").read_text(encoding="utf-8"))
FIELDS = [field["id"] for field in WRITTEN["fields"]]
QUADRANT = yaml.safe_load((GPO / "quadrant.yaml").read_text(encoding="utf-8"))
NAMES = {field["id"]: field["name"] for field in QUADRANT["quadrants"]}


def test_beside_each_other_only_poles_are_under_12_points(kit: Kit) -> None:
    """What a table reads together: all that is below the band, the origin and the foot apart."""
    point = 25.4 / 72
    read = [words for words in kit[OVERVIEW].words(0) if 26 < words.y < 278]
    poles = {facet[end] for facet in WRITTEN["facets"] for end in ("left", "right")}
    small = {words.text for words in read if words.size < 11.9 * point}
    assert small and all(any(text in pole for pole in poles) for text in small), small


def tables(pdf: Pdf) -> list[list[list[str]]]:
    """The tables of a file, as rows of what their cells say."""

    def rows(table: Element) -> list[list[str]]:
        return [
            [pdf.heard(cell).strip() for cell in row.kids if isinstance(cell, Element)]
            for row in table.kids
            if isinstance(row, Element)
        ]

    return [rows(element) for element in pdf.structure.all() if element.type == "Table"]


def written(workshop: Workshop, facets: dict[str, Any]) -> Workshop:
    text = yaml.safe_dump(facets, allow_unicode=True)
    (workshop.folder / "facets.yaml").write_text(text, encoding="utf-8")
    return workshop


def facets() -> dict[str, Any]:
    """What content/gpo says, to change."""
    copy: dict[str, Any] = yaml.safe_load((GPO / "facets.yaml").read_text(encoding="utf-8"))
    return copy


# -- a sheet for a field ------------------------------------------------------------------------


def test_each_field_has_a_sheet(kit: Kit) -> None:
    """In the order of facets.yaml, under its own name; a bookmark for each."""
    pdf = kit[SHEETS]
    assert len(FIELDS) == pdf.pages == 4
    for number, id in enumerate(FIELDS):
        assert f"Facetten: {NAMES[id]}" in pdf.text(number)
    titles = [
        element.title for element in pdf.structure.all() if element.type == "Sect" and element.title
    ]
    assert [f"Facetten: {NAMES[id]}" for id in FIELDS] == titles[-4:]


def test_a_handout_may_be_of_one_field(workshop: Workshop) -> None:
    workshop.change("workshop.yaml", "template: facets ", "template: facets\n    of: persoonlijk ")
    pdf = built(workshop.press(), SHEETS, workshop.folder)
    assert 1 == pdf.pages and f"Facetten: {NAMES['persoonlijk']}" in pdf.text(0)


def test_a_field_that_is_not_there_is_told(workshop: Workshop) -> None:
    workshop.change("workshop.yaml", "template: facets ", "template: facets\n    of: klassikal ")
    press = workshop.press()
    with pytest.raises(Problem, match=r"facets\.yaml has no field 'klassikal'") as raised:
        press.sections(press.handout(SHEETS))
    assert "did you mean 'klassikaal'?" == raised.value.hint and raised.value.at.line


@pytest.mark.parametrize("number", range(4))
def test_meters_and_scales_are_tables_in_words(kit: Kit, number: int) -> None:
    """Level and position are said in words; the poles are the source's."""
    field = WRITTEN["fields"][number]
    meters, scales = tables(kit[SHEETS])[2 * number : 2 * number + 2]
    levels = {item["role"]: item["level"] + item.get("note", "") for item in field["roles"]}
    assert [[role["name"], levels[role["id"]]] for role in WRITTEN["roles"]] == meters
    for facet, row in zip(WRITTEN["facets"], scales, strict=True):
        entry = next(item for item in field["facets"] if item["facet"] == facet["id"])
        word = WRITTEN["positions"][entry["position"] - 1]
        head = facet["name"] + facet["left"] + facet["right"]
        assert [head, word + entry["impact"]] == row


def test_header_cells_know_what_they_are_for(kit: Kit) -> None:
    """The first cell is for its row, in the overview the first row for its columns."""
    for pdf, headed in ((kit[SHEETS], False), (kit[OVERVIEW], True)):
        for table in (element for element in pdf.structure.all() if element.type == "Table"):
            assert table.summary
            for n, row in enumerate(table.kids):
                assert isinstance(row, Element)
                kinds = [(cell.type, cell.scope) for cell in row.kids if isinstance(cell, Element)]
                rest = len(kinds) - 1
                wanted = [("TH", "Row"), *[("TD", None)] * rest]
                assert ([("TH", "Column")] * (rest + 1) if headed and not n else wanted) == kinds


def test_the_sign_stands_at_the_position(kit: Kit) -> None:
    """Its dark quarter touches the ring of its place on each bar."""
    pdf = kit[SHEETS]
    for number, field in enumerate(WRITTEN["fields"]):
        dark = [b for b in pdf.boxes(number) if abs(b.width - b.height) < 0.01 and b.width < 4.01]
        place = next(q["place"] for q in QUADRANT["quadrants"] if q["id"] == field["id"])
        bars = rows_of_rings(pdf, number)
        assert len(WRITTEN["facets"]) == len(bars)
        for facet, bar in zip(WRITTEN["facets"], bars, strict=True):
            ring = bar[value(field, facet["id"]) - 1]
            assert any(
                abs(ring.cx - box.x - (box.width if place.endswith("left") else 0)) < 0.02
                and abs(ring.cy - box.y - (box.width if place.startswith("top") else 0)) < 0.02
                for box in dark
            )


def test_nothing_is_starred_and_the_foot_says_what_is_derived(kit: Kit) -> None:
    for number in range(4):
        text = kit[SHEETS].text(number)
        assert "*" not in text and "afgeleid van de handreiking" in text
        assert WRITTEN["origin"] in text


@pytest.mark.parametrize("more", [0, 1, 2])
def test_words_stay_within_their_panel(workshop: Workshop, more: int) -> None:
    """However long they are: the panel is as high as they need."""
    changed = facets()
    for field in changed["fields"]:
        field["process"] += more * (" " + field["process"])
        field["student"] += more * [f"{field['student'][0]} en {field['student'][1]}"]
    pdf = built(written(workshop, changed).press(), SHEETS, workshop.folder)
    for number in range(4):
        heads = [text.y for text in pdf.words(number) if text.text == "rol van de docent"]
        panel = max(pdf.shapes(number), key=tint_height)
        bottom = max(y for _, y in panel.points)
        inside = [text.y for text in pdf.words(number) if 78 < text.x and text.y < heads[0] - 3]
        assert max(inside) < bottom - 1.5 and bottom < heads[0] - 3


def tint_height(shape: Shape) -> float:
    """How high a path is that stands at the right of the small quadrant, or 0."""
    if not isinstance(shape, Outline) or min(x for x, _ in shape.points) < 70:
        return 0
    return max(y for _, y in shape.points) - min(y for _, y in shape.points)


def test_the_small_quadrant_is_told(kit: Kit) -> None:
    alts = [element.alt for element in kit[SHEETS].structure.all() if element.type == "Figure"]
    alts = [alt for alt in alts if alt.startswith("Klein kwadrant")]
    assert 4 == len(alts)
    assert "persoonlijke leerroutes: regie bij student, leerdoelen aangepast op student" in str(
        alts[FIELDS.index("persoonlijk")]
    )


# -- all fields side by side --------------------------------------------------------------------


def test_the_overview_has_a_column_for_each_field(kit: Kit) -> None:
    """A row for each role, the process, the student and each facet, with its poles."""
    pdf = kit[OVERVIEW]
    (table,) = tables(pdf)
    assert [NAMES[id] for id in FIELDS] == table[0][1:]
    rows = 2 + len(WRITTEN["roles"]) + len(WRITTEN["facets"])
    assert rows == len(table) - 1 and {5} == {len(row) for row in table}
    role = next(row for row in table if row[0] == "arrangeur")
    assert ["beperkt", "sterk", "gemiddeld", "sterk"] == role[1:]
    curriculum = next(facet for facet in WRITTEN["facets"] if facet["id"] == "curriculum")
    row = next(row for row in table if row[0].startswith("curriculum"))
    assert curriculum["left"] in row[0] and curriculum["right"] in row[0]
    positions = ["helemaal links", "meer rechts", "meer links", "helemaal rechts"]
    assert all(cell.startswith(word) for cell, word in zip(row[1:], positions, strict=True))


def test_levels_are_said_once_and_nothing_is_starred(kit: Kit) -> None:
    """Dots elsewhere; what is derived is said in the foot."""
    text = kit[OVERVIEW].text(0)
    assert [1] * 3 == [len(re.findall(rf"\b{word}\b", text)) for word in WRITTEN["levels"]]
    assert "*" not in text and "afgeleid van de handreiking" in text


@given(
    places=st.lists(st.lists(st.integers(1, 7), min_size=1, max_size=6), min_size=1, max_size=5),
    count=st.integers(7, 9),
)
def test_marks_stand_at_their_place_and_never_on_each_other(
    places: list[list[int]], count: int
) -> None:
    """Alone exactly there; together side by side, in order, around it; all of them on the bar."""
    bar = Bar(350, count, 6, most_at_one_place(places))
    for row in places:
        marks = bar.marks(row)
        for place in set(row):
            group = [mark for mark, other in zip(marks, row, strict=True) if other == place]
            assert bar.at(place) == pytest.approx(sum(group) / len(group))
            assert group == sorted(group)
        ordered = sorted(marks)
        assert all(right - left > 6 - 1e-9 for left, right in pairwise(ordered))
        assert 3 - 1e-9 <= ordered[0] and ordered[-1] <= 350 - 3 + 1e-9


def test_the_signs_stand_at_their_values_on_the_bar(kit: Kit) -> None:
    """The dark quarter of each sign touches its middle: at its ring, or side by side around it."""
    pdf = kit[OVERVIEW]
    dark = [box for box in pdf.boxes(0) if abs(box.width - box.height) < 0.01 and box.width < 6]
    bars = rows_of_rings(pdf, 0)
    assert len(WRITTEN["facets"]) == len(bars)
    quarters = {field["id"]: field["place"] for field in QUADRANT["quadrants"]}
    side = dark[0].width
    for facet, bar in zip(WRITTEN["facets"], bars, strict=True):
        values = [value(field, facet["id"]) for field in WRITTEN["fields"]]
        for n, id in enumerate(FIELDS):
            beside = values[:n].count(values[n]) - (values.count(values[n]) - 1) / 2
            ring = bar[values[n] - 1]
            x = ring.cx + beside * 2 * side * 9.8 / 9
            corner = (
                x - (side if quarters[id].endswith("left") else 0),
                ring.cy - (side if quarters[id].startswith("top") else 0),
            )
            assert any(corner == pytest.approx((box.x, box.y), abs=0.02) for box in dark), id


def rows_of_rings(pdf: Pdf, number: int) -> list[list[Circle]]:
    """The rings of each bar on a page, from top to bottom and from left to right."""
    rings = [ring for ring in pdf.circles(number) if abs(ring.diameter - 1.8) < 0.05]
    heights = sorted({round(ring.cy, 1) for ring in rings})
    bars = [[ring for ring in rings if abs(ring.cy - y) < 0.1] for y in heights]
    return [sorted(bar, key=lambda ring: ring.cx) for bar in bars if len(bar) == 5]


def value(field: dict[str, Any], facet: str) -> int:
    return int(next(entry["position"] for entry in field["facets"] if entry["facet"] == facet))


# -- other facets -------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 4, 7])
@pytest.mark.parametrize("levels", [2, 5])
def test_other_scales_are_drawn(workshop: Workshop, count: int, levels: int) -> None:
    """More or fewer positions and levels, fewer facets, another role."""
    changed = facets()
    changed["positions"] = [f"plek {n}" for n in range(1, count + 1)]
    changed["levels"] = [f"mate {n}" for n in range(1, levels + 1)]
    changed["roles"] = [*changed["roles"][:2], {"id": "tester", "name": "toetser"}]
    changed["facets"] = changed["facets"][:3]
    for field in changed["fields"]:
        level = {"level": f"mate {levels}"}
        field["roles"] = [{"role": role["id"], **level} for role in changed["roles"]]
        field["facets"] = [{**facet, "position": count} for facet in field["facets"][:3]]
    press = written(workshop, changed).press()
    for name in (SHEETS, OVERVIEW):
        cells = tables(built(press, name, workshop.folder))
        assert f"plek {count}" in str(cells) and f"mate {levels}" in str(cells)
        assert "toetser" in str(cells) and "plek 1" not in re.sub(r"plek 1\d", "", str(cells))


def test_longer_texts_fit(workshop: Workshop) -> None:
    """Sentences that are a third longer still have room."""
    changed = facets()
    for field in changed["fields"]:
        for facet in field["facets"]:
            text = facet["impact"]
            facet["impact"] = f"{text} {text[: len(text) // 3]}".strip()
        field["process"] += " " + field["process"][: len(field["process"]) // 3]
    press = written(workshop, changed).press()
    assert all(press.sections(press.handout(name)) for name in (SHEETS, OVERVIEW))


@pytest.mark.parametrize("paper", ["A3", "A4", "Letter"])
def test_other_papers_have_room(workshop: Workshop, paper: str) -> None:
    press = workshop.press(paper=paper)
    assert all(press.sections(press.handout(name)) for name in (SHEETS, OVERVIEW))


# -- faults -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("id: klassikaal", "id: klasikaal", "no field 'klasikaal'", "did you mean 'klassikaal'?"),
        ("id: klassikaal", "id: klasikaal", "fields: the field 'klassikaal' is missing", ""),
        ("id: persoonlijk", "id: klassikaal", "the field 'klassikaal' is used before", ""),
        ("{role: coach, level", "{role: coch, level", "no role 'coch'", "did you mean 'coach'?"),
        (
            "coach, level: beperkt",
            "coach, level: beprkt",
            "no level 'beprkt'",
            "did you mean",
        ),
        ("facet: toetsing", "facet: toetsen", "no facet 'toetsen'", "did you mean 'toetsing'?"),
        ("facet: toetsing", "facet: regie", "the facet 'regie' is used before", ""),
        ("facet: toetsing", "facet: regie", "facets: the facet 'toetsing' is missing", ""),
        ("position: 1", "position: 6", "there is no position 6", "positions names 5"),
        ("- id: arrangeur", "- id: coach", "'coach' is used before, in roles[0]", ""),
        ("{name}", "{naam}", "description: must hold {name}", ""),
    ],
)
def test_what_does_not_agree_is_told(
    workshop: Workshop, old: str, new: str, message: str, hint: str
) -> None:
    """At its line in facets.yaml, with the nearest name."""
    with pytest.raises(Problems) as raised:
        workshop.change("facets.yaml", old, new).press()
    problems = [problem for problem in raised.value.problems if message in problem.message]
    assert problems and problems[0].at.line and hint in problems[0].hint
    assert {"facets.yaml"} == {Path(problem.at.file).name for problem in raised.value.problems}


def test_the_quadrant_must_be_there(workshop: Workshop, gpo: Press) -> None:
    """The names of the fields are those of the quadrant."""
    (workshop.folder / "quadrant.yaml").unlink()
    press = workshop.press()
    with pytest.raises(Problem, match=r"needs the file quadrant\.yaml"):
        press.sections(press.handout(SHEETS))
