"""The sheet of one person: a line for each aspect along its own axis, to mark with a pen."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, Kit, Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf

from worksheets.content.load import load
from worksheets.geometry import Box
from worksheets.layout.own_view import ROW, own_view_layout, scale
from worksheets.press.jobs import produce
from worksheets.problems import Problem, Problems
from worksheets.production.disk import read_folder

POINT = 25.4 / 72
AXES = {"h": "horizontal", "v": "vertical", "b": "both"}


def with_aspects(workshop: Workshop, axes: str) -> Workshop:
    """The workshop with aspects of these axes, and without what names its own."""
    path = workshop.folder / "workshop.yaml"
    parts = path.read_text(encoding="utf-8").split("\n  - id: ")
    kept = [part for part in parts if not part.startswith(("voorbeeld-", "spelregels"))]
    path.write_text("\n  - id: ".join(kept), encoding="utf-8")
    for name in ("examples.yaml", "rules.yaml"):
        (workshop.folder / name).unlink()
    path = workshop.folder / "aspects.yaml"
    text = path.read_text(encoding="utf-8")
    rows = "".join(
        f"  - id: a-{n}\n    axis: {AXES[axis]}\n    label: aspect {n}\n"
        f"    question: In welk tempo leert student {n}?\n    icon: gauge\n"
        for n, axis in enumerate(axes)
    )
    path.write_text(f"aspects:\n{rows}{text[text.index(chr(10) + 'sets:') :]}", encoding="utf-8")
    return workshop


def level_lines(pdf: Pdf) -> list[tuple[float, float, float]]:
    """The left, the right and the height of the lines between ticks, from the top."""
    lines = [line for line in pdf.lines(0) if abs(line.y1 - line.y2) < 0.01 and line.length > 60]
    ticks = {
        (round(line.x1, 1), round((line.y1 + line.y2) / 2, 1))
        for line in pdf.lines(0)
        if abs(line.x1 - line.x2) < 0.01 and abs(line.length - 4) < 0.1
    }
    ends = [(min(a.x1, a.x2), max(a.x1, a.x2), a.y1) for a in lines]
    return sorted(
        (
            (left, right, y)
            for left, right, y in ends
            if (round(left, 1), round(y, 1)) in ticks and (round(right, 1), round(y, 1)) in ticks
        ),
        key=lambda line: line[2],
    )


def test_each_aspect_has_a_place_along_its_own_axis(kit: Kit) -> None:
    """Five level lines below the fields, as wide as they are; one beside them, as high."""
    pdf = kit["eigen-kijk"]
    assert 1 == pdf.pages and (297, 210) == tuple(round(side) for side in pdf.size(0))
    rows = level_lines(pdf)
    assert 5 == len(rows)
    assert 1 == len({(round(left, 1), round(right, 1)) for left, right, _ in rows})
    text = " ".join(pdf.text(0).split())
    for words in (
        *("Waar leert de student?", "In welk tempo leert de student?", "Wat leert de student?"),
        *("regie bij opleiding", "regie bij student", "docent of methode bepaalt", "deels vrij"),
        *("leerdoelen aangepast op student", "leerdoelen staan vast (wettelijk kader)"),
        *("klassikaal onderwijs", "persoonlijke leerroutes", "naam", "afgeleid"),
    ):
        assert words in text
    assert 1 == text.count("student bepaalt alles zelf")


def test_it_is_read_in_order(kit: Kit) -> None:
    """What to do, the fields, the upright axis, the level one with its aspects, what to tell."""
    pdf = kit["eigen-kijk"]
    heard = " ".join(pdf.heard(pdf.structure).split())
    order = (
        *("kruisje waar wij NU staan", "Kwadrant met twee assen", "Wat leert de student?"),
        *("docent of methode bepaalt", "Waar leert de student?", "aan tafel vertellen"),
    )
    places = [heard.index(words) for words in order]
    assert places == sorted(places)


def test_letters_are_those_of_a_table(kit: Kit) -> None:
    """None under eleven points, the glyphs in discs, the band and the colophon aside."""
    words = [text for text in kit["eigen-kijk"].words(0) if 24 < text.y < 195]
    assert words and all(text.size > 10.9 * POINT for text in words)


def test_elsewhere_than_on_paper_it_is_filled_in_by_words() -> None:
    """A field for each aspect and set, with its question; one for the fields, one to tell."""
    opened = press()
    ((_, data),) = produce(opened.job(opened.handout("eigen-kijk")), "html", opened.fonts)
    html = data.decode("utf-8")
    for word in ("NU", "AMBITIE"):
        assert f">Waar leert de student? {word}</label>" in html
        assert f">Wat leert de student? {word}</label>" in html
    assert 6 * 2 + 2 + 1 + 1 == html.count("<input") + html.count("<textarea")


def test_a_name_is_asked_for_once(workshop: Workshop) -> None:
    """At the top of each participant's sheet, or else beside what to do."""
    named = workshop.press(personal=True, participants=2, names=("Anna", "Bo"))
    pdf = built(named, "eigen-kijk", workshop.folder)
    assert 2 == pdf.pages
    for number, name in enumerate(("Anna", "Bo")):
        words = [text.text for text in pdf.words(number)]
        assert name in words and words.count("naam") <= 1
        assert all(text.y < 25 for text in pdf.words(number) if text.text == "naam")
    plain = built(workshop.press(), "eigen-kijk", workshop.folder)
    assert [text.y > 25 for text in plain.words(0) if text.text == "naam"] == [True]


@pytest.mark.parametrize(
    "axes", ["hhh", "hhv", "hhhhhhhhhv", "hhhhhhhhhh", "hhhhhhvvv", "hhbbvv", "vvvvv", "bbbbbbbbbb"]
)
def test_any_number_of_aspects_fits(workshop: Workshop, axes: str) -> None:
    """Three to ten, on any axes; each is asked once, and the level ones have a line."""
    pdf = built(with_aspects(workshop, axes).press(), "eigen-kijk", workshop.folder)
    assert 1 == pdf.pages
    text = " ".join(pdf.all_text().split())
    for number in range(len(axes)):
        asked = f"aspect {number}" if axes[number] == "b" else f"tempo leert student {number}?"
        assert 1 == text.count(asked)
    assert axes.count("h") == len(level_lines(pdf))


@pytest.mark.parametrize("paper", ["A3", "A4", "Letter", "A5"])
@pytest.mark.parametrize("theme", ["kleur", "grijs", "inktbesparend"])
def test_it_fits_papers_and_themes(workshop: Workshop, paper: str, theme: str) -> None:
    opened = workshop.press(paper=paper, theme=theme)
    pdf = built(opened, "eigen-kijk", workshop.folder)
    assert 1 == pdf.pages and 5 == len(level_lines(pdf))


def test_a_workshop_of_another_kind_has_it_from_its_own_words(tmp_path: Path) -> None:
    """Work that lies anywhere is listed by number, and marked in the fields."""
    pdf = built(press(ROOT / "content" / "eisenhower"), "mijn-kijk", tmp_path)
    text = " ".join(pdf.all_text().split())
    for words in ("berichten", "spoed", "er gaat niets mis als het wacht", "nu doen"):
        assert words in text
    assert "student" not in text and not level_lines(pdf)


# -- what must agree ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "fact"),
    [
        ("quadrant.yaml", "set: ambitie\n      mark: ring", "set: nu\n      mark: ring", "'nu'"),
        ("quadrant.yaml", "mark: ring", "mark: cross", "'cross' is used before"),
        ("quadrant.yaml", "set: ambitie\n      mark", "set: ambite\n      mark", "no circle set"),
        ("quadrant.yaml", "own_view:", "# own_view:", "own_view"),
    ],
)
def test_what_is_wrong_is_told(
    workshop: Workshop, file: str, old: str, new: str, fact: str
) -> None:
    """At its line: a set or a mark that is used twice, a set that is not there, no words at all."""
    if new.startswith("#"):
        path = workshop.folder / file
        text = path.read_text(encoding="utf-8")
        start, end = text.index("own_view:"), text.index("# Het kwadrant in woorden")
        path.write_text(text[:start] + text[end:], encoding="utf-8")
    else:
        workshop.change(file, old, new)
    with pytest.raises((Problem, Problems)) as raised:
        workshop.press()
    assert fact in str(raised.value)


def test_the_marks_of_both_editions_are_the_same() -> None:
    views = [load(read_folder(ROOT / "content" / name)).quadrant for name in ("gpo", "gpo-en")]
    dutch, english = (view.own_view for view in views if view and view.own_view)
    assert [(m.set, m.mark) for m in dutch.marks] == [(m.set, m.mark) for m in english.marks]


# -- the places -----------------------------------------------------------------------------------


@given(
    width=st.floats(190, 404),
    height=st.floats(150, 260),
    levels=st.integers(0, 10),
    ups=st.integers(0, 4),
    boths=st.integers(0, 10),
    end_high=st.floats(7, 14),
    tells=st.booleans(),
)
def test_parts_lie_below_each_other(
    width: float,
    height: float,
    levels: int,
    ups: int,
    boths: int,
    end_high: float,
    tells: bool,
) -> None:
    """Fields, axis, meanings, rows and what is told: none over another, all in the room."""
    room = Box(8, 40, width, height)
    mat = own_view_layout(
        room,
        1.0,
        levels=levels,
        ups=ups,
        boths=boths,
        end_high=end_high,
        axis_high=8,
        meanings_high=10 if levels else 0,
        tells=tells,
    )
    rows = [row.label for row in mat.rows]
    boxes = [mat.fields, mat.axis, mat.meanings, *rows, *([mat.tell] if tells else [])]
    for above, below in pairwise(boxes):
        assert below.y >= above.bottom - 1e-6
    assert boxes[-1].bottom <= room.bottom + 1e-6
    assert all(ROW[0] <= row.height <= ROW[1] for row in rows)
    assert mat.ends[1].y >= mat.ends[0].bottom
    assert mat.fields.right == pytest.approx(room.right)
    assert all(line.x < mat.fields.x for line in mat.uprights)
    assert all(row.start > mat.fields.x and row.end < mat.fields.right for row in mat.rows)


def test_words_are_smaller_on_small_paper() -> None:
    assert 1 == scale(Box(8, 8, 281, 187.6)) == scale(Box(8, 8, 404, 270))
    assert 0.6 < scale(Box(8, 8, 194, 125)) < 0.7
