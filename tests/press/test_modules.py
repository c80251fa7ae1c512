"""Handouts by name: a template, and a module beside it, make a handout for all commands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Workshop, built
from readback import Pdf

from worksheets import handouts
from worksheets.press.jobs import Press, produce
from worksheets.press.modules import module_of
from worksheets.problems import Problem
from worksheets.reprint import changes, inventory

DAY = "2026-11-25"
ENTRY = "\n  - id: subject-cards\n    title: Vakkaartjes\n    per: table\n"
TEMPLATE = """
{% for subject in subjects.subjects %}
<page name="card-{{ loop.index }}" width="85" height="55" title="{{ subject.name }}">
  <paragraph x="5" y="5" width="75" height="20" style="heading" role="h1">{{ subject.name }}
  </paragraph>
</page>
{% endfor %}
"""
MODULE = '''
"""Cards with the names of those who take part."""

from worksheets.geometry import Size
from worksheets.handouts.shared.cut_outs import sheets_to_cut
from worksheets.handouts.shared.section import Section

NEEDS = ("quadrant",)
COUNTED = False
LASTS = False


def sheets(composer, handout, subjects, quadrant):
    assert quadrant.title
    pages = composer.pages(handout.template_name, handout, size=Size(90, 60))
    return [Section(handout.title, cards(composer, handout, pages, quadrant))]


def cards(composer, handout, pages, quadrant):
    return sheets_to_cut(composer, handout, pages)
'''
NAMES = """
{% for name in names %}
<page name="name" width="{{ size.width }}" height="{{ size.height }}" title="{{ name }}">
  <paragraph x="5" y="5" width="75" height="20" style="heading" role="h1">{{ name }}</paragraph>
</page>
{% endfor %}
"""


@pytest.fixture
def workshop(workshop: Workshop) -> Workshop:
    """A workshop of three subjects with one handout more: cards to cut out."""
    workshop.subjects("Engels", "Rekenen", "Techniek")
    path = workshop.folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nhandouts:", "\nhandouts:" + ENTRY, 1), encoding="utf-8")
    return workshop


@pytest.fixture
def templates(templates: Path) -> Path:
    (templates / "subject-cards.xml").write_text(TEMPLATE, encoding="utf-8")
    (templates / "name-cards.xml").write_text(NAMES, encoding="utf-8")
    return templates


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module beside the template name-cards.xml."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "name_cards.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(handouts, "__path__", [*handouts.__path__, str(tmp_path / "modules")])
    module_of.cache_clear()
    yield
    module_of.cache_clear()


def things(press: Press) -> list[inventory.BoxedPage]:
    return [t for t in inventory.contents(press, DAY) if t.handout.id == "subject-cards"]


def test_a_template_of_small_pages_is_cut_out(
    workshop: Workshop, templates: Path, tmp_path: Path
) -> None:
    """85 x 55 mm lies twice across an A4 sheet; straight cuts part the cards at true size."""
    pdf = built(workshop.press(templates=templates), "subject-cards", tmp_path)
    assert 1 == pdf.pages
    cuts = [line for line in pdf.lines(0) if line.length > 150]
    across = sorted(round(line.x1, 2) for line in cuts if abs(line.x1 - line.x2) < 0.01)
    down = sorted(round(line.y1, 2) for line in cuts if abs(line.y1 - line.y2) < 0.01)
    assert [85, 85] == [round(after - before, 2) for before, after in pairwise(across)]
    assert [55] * 4 == [round(after - before, 2) for before, after in pairwise(down)]
    assert all(name in pdf.text(0) for name in ("Engels", "Rekenen", "Techniek"))


def test_its_cards_lie_in_the_box(workshop: Workshop, templates: Path) -> None:
    """Each card is listed by itself; the packing list counts their sheet and its cuts."""
    press = workshop.press(templates=templates)
    assert [("card", 1)] * 3 == [(t.entry.kind, t.entry.copies) for t in things(press)]
    (row,) = [row for row in press.plan().rows if row.handout.id == "subject-cards"]
    assert (1, 6) == (row.printed.sheets, row.printed.cuts)


def test_only_the_card_that_changed_is_printed_again(
    workshop: Workshop, templates: Path, tmp_path: Path
) -> None:
    """On one sheet, cut along straight lines, where nothing says how."""
    before = [t.entry for t in inventory.contents(workshop.press(templates=templates), DAY)]
    workshop.subjects("Engels", "Wiskunde", "Techniek")
    press = workshop.press(templates=templates)
    press.handouts = (press.handout("subject-cards"),)
    now = inventory.contents(press, DAY)
    comparison = changes.compared(before, [thing.entry for thing in now])
    job = inventory.changed_job(press, inventory.chosen_of(now, comparison))
    ((name, data),) = produce(job, "pdf", press.fonts)
    (tmp_path / name).write_bytes(data)
    pdf = Pdf(tmp_path / name)
    assert 1 == pdf.pages
    assert "Wiskunde" in pdf.text(0) and "Engels" not in pdf.text(0)


def test_names_of_participants_reach_a_template(
    workshop: Workshop, templates: Path, module: None
) -> None:
    """A module beside it says what it needs, and that it is for one occasion."""
    workshop.change("workshop.yaml", "subject-cards", "name-cards")
    press = workshop.press(templates=templates, names=("Ann", "Bo"))
    (section,) = press.sections(press.handout("name-cards"))
    (sheet,) = section.sheets
    cards = [placed.page for placed in sheet.front.placements]
    assert [("Ann", (90, 60)), ("Bo", (90, 60))] == [(c.title, tuple(c.size)) for c in cards]
    assert not any(t.handout.id == "name-cards" for t in inventory.contents(press, DAY))
    assert "name-cards" not in {row.handout.id for row in press.plan().rows}


def test_a_file_that_a_module_needs_is_asked_for(
    workshop: Workshop, templates: Path, module: None
) -> None:
    """At the handout's line."""
    workshop.change("workshop.yaml", "subject-cards", "name-cards")
    (workshop.folder / "quadrant.yaml").unlink()
    press = workshop.press(templates=templates, names=("Ann",))
    with pytest.raises(Problem, match=r"needs the file quadrant\.yaml") as raised:
        press.sections(press.handout("name-cards"))
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line


def test_a_card_larger_than_its_paper_is_a_problem(workshop: Workshop, templates: Path) -> None:
    """It is told with both sizes."""
    text = TEMPLATE.replace('width="85"', 'width="205"').replace('height="55"', 'height="290"')
    (templates / "subject-cards.xml").write_text(text, encoding="utf-8")
    press = workshop.press(templates=templates)
    with pytest.raises(Problem, match=r"are 205 x 290 mm, and the sheet has room for"):
        press.sections(press.handout("subject-cards"))


@pytest.mark.parametrize("name", ["shared", "no-such", "a.b", "../quadrant", "circles.deck"])
def test_a_template_need_not_have_a_module(name: str) -> None:
    """Nor does a name lead to a module of another kind."""
    module = module_of(name)
    assert (None, None, True, True) == (
        module.sheets,
        module.values,
        module.counted,
        module.lasts,
    )
