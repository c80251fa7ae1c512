"""What is counted is what is written: the plan, the lists and a run, against the pages of files."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, Workshop, for_each, press
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from readback import MM

from worksheets.content.workshop import Handout
from worksheets.geometry import Size
from worksheets.label_sheets import named
from worksheets.layout.counting import Plan
from worksheets.paper import name_of
from worksheets.press import paper_use
from worksheets.press.jobs import Press
from worksheets.press.modules import module_of
from worksheets.problems import Problem, Undoable

# Handouts of every sort: large sheets, circles, several sheets, cards to cut, one for a plotter.
SHORT = ("paklijst", "kwadrant", "cirkels", "cirkels-vakken", "spelregels", "tijdlijn-wand")
SHORT = (*SHORT, "actiekaarten", "tafelkaart", "drukopdracht")

OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "collate": st.sampled_from(["sheet", "stack", "dense"]),
        "tile": st.sampled_from(["A4", "A5", "Letter"]),
        "nup": st.sampled_from([2, 4, 9]),
        "backs": st.sampled_from(["each", "same"]),
        "cut": st.sampled_from(["punch", "guillotine", "plotter", "laminate"]),
        "paper": st.sampled_from(["A4", "A3", "Letter"]),
        "circle_size": st.sampled_from([25.0, 38.0, 51.0, 76.0]),
        "subjects": st.sampled_from([("Engels",), ("Engels", "Koken", "Rekenen")]),
        "personal": st.just(True),
        "participants": st.integers(1, 9),
        "names": st.sampled_from([("Bo",), ("Ayşe", "Łukasz de Wit")]),
        "spare": st.sampled_from([0, 50]),
        "bleed": st.sampled_from([0.0, 3.0]),
        "crop_marks": st.booleans(),
        "first": st.integers(1, 4),
    },
)


def pages(data: bytes) -> list[str]:
    """The paper of each page of a PDF, by its name, as it lies upright."""
    boxes = (page.mediabox for page in PdfReader(BytesIO(data)).pages)
    sizes = (Size(*(round(float(side) * MM, 1) for side in (b.width, b.height))) for b in boxes)
    return [name_of(size) for size in sizes]


def stocks(press: Press, handout: Handout) -> list[str]:
    """What each page of a handout's PDF is printed on: its paper, or labels of that size."""
    names = pages(press.pdf(handout.id))
    sheets = press.job(handout).sheets
    labels = [sheet.labels for sheet in sheets for _ in range(2 if sheet.back else 1)]
    assert {
        name_of(named(label).paper) == name
        for label, name in zip(labels, names, strict=True)
        if label
    } <= {True}
    return [label or name for label, name in zip(labels, names, strict=True)]


def order_of(press: Press) -> dict[str, Counter[str]]:
    """How many sheets of which paper the order for a copy shop asks for, file by file."""
    text = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(BytesIO(press.pdf("drukopdracht"))).pages
    )
    line = r"([a-z-]+)\.pdf(?:, pagina [\d, -]+)?: (\d+) keer printen\. (\d+) ×"
    line = rf"{line} (.+?)(?: \(etiketten\))? per keer,"
    asked: dict[str, Counter[str]] = {}
    for file, times, sheets, paper, total in re.findall(rf"{line} samen (\d+)[;.]", text):
        assert int(times) * int(sheets) == int(total)
        asked.setdefault(file, Counter())[paper] += int(total)
    return asked


def check(press: Press, plan: Plan) -> None:
    """Compare a plan with the pages of the files that it counts."""
    counted = [h for h in press.handouts if module_of(h.template_name).counted]
    files = {h.id: stocks(press, h) for h in counted if press.job(h).sheets}
    assert {name for name, papers in files.items() if papers} == {r.handout.id for r in plan.rows}
    # An order that is tiled itself has each line on its parts and in the picture of them all.
    asked = order_of(press) if press.composer.options.tile in (None, "A4") else None
    total: Counter[str] = Counter()
    for row in plan.rows:
        papers = files[row.handout.id]
        told = [n for part in row.parts for stock in part.stock for n in stock.pages]
        assert sorted(told) == list(range(1, len(papers) + 1)), row.handout.id
        sheets: Counter[str] = Counter()
        for part in row.parts:
            for stock in part.stock:
                assert {stock.paper} == {papers[n - 1] for n in stock.pages}
                assert len(stock.pages) == stock.sheets * (2 if stock.double else 1)
                sheets[stock.paper] += stock.sheets * part.times
        assert row.sheets == sheets.total()
        assert asked is None or sheets == asked[row.handout.id], row.handout.id
        if press.composer.options.personal:
            assert 1 == row.times
        total += sheets
    by_paper: Counter[str] = Counter()
    for (paper, _, _), count in plan.papers.items():
        by_paper[paper] += count
    assert total == by_paper
    assert plan.sheets == total.total()


@pytest.fixture
def short(workshop: Workshop) -> Workshop:
    """The workshop with one handout of every sort."""
    path = workshop.all_handouts().folder / "workshop.yaml"
    head, rest = path.read_text(encoding="utf-8").split("\nhandouts:\n")
    listed, words = rest.split("\nwords:\n")
    entries = re.split(r"^(?=  - )", listed, flags=re.M)[1:]
    kept = [entry for entry in entries if re.findall(r"id: ([a-z0-9-]+)", entry)[0] in SHORT]
    assert len(kept) == len(SHORT)
    path.write_text(f"{head}\nhandouts:\n{''.join(kept)}\nwords:\n{words}", encoding="utf-8")
    return workshop


@pytest.mark.slow
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(OPTIONS)
def test_what_is_counted_is_what_is_written(short: Workshop, options: dict[str, Any]) -> None:
    """For every combination of options that go together."""
    try:
        made = short.press(**options)
        made.plan()
    except Undoable:
        assume(False)  # they do not go together, and that is told
    except Problem as problem:
        assert "lane would be" in problem.message  # no note fits on a strip of that paper
        assume(False)
    check(made, made.plan())


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"tile": "A4"},
        {"nup": 4},
        {"collate": "stack"},
        {"tile": "A4", "personal": True, "participants": 4, "names": ("Bo", "Ayşe")},
        {"backs": "each", "nup": 2, "personal": True},
        {"cut": "labels", "sheet": "L7780"},
        {"cut": "labels", "sheet": "5067", "collate": "dense", "first": 3, "tile": "A4"},
        {"cut": "labels", "sheet": "L7780", "personal": True, "participants": 4},
        {"cut": "labels", "sheet": "L7780", "nup": 2},
    ],
)
def test_the_usual_ways_are_counted_right(short: Workshop, options: dict[str, Any]) -> None:
    """Of a plan and its files: large sheets, small ones, one for each."""
    made = short.press(**options)
    check(made, made.plan())


def test_large_sheets_are_counted_too(workshop: Workshop) -> None:
    """The timeline for a wall is on the lists, though it is not in kit.pdf."""
    gpo = workshop.all_handouts().press()
    (row,) = [row for row in gpo.plan().rows if row.handout.id == "tijdlijn-wand"]
    assert [("A1", 1)] == [(stock.paper, stock.sheets) for stock in row.stock]
    uses = [
        paper_use.use(gpo.composer, gpo.job(handout).sheets, gpo.sheets(handout))
        for handout in gpo.handouts
    ]
    assert 1 == paper_use.together(uses).papers["A1"]


def test_a_run_tells_of_the_large_sheet(workshop: Workshop, cli: Cli, tmp_path: Path) -> None:
    """The paper of all files, each counted once: what a handout of its own has, not the kit."""
    made = ("kit", "-c", workshop.all_handouts().folder, "-o", tmp_path)
    assert "A1: 1 sheet" in cli(*made).stdout


def test_stacks_do_not_take_a_ream() -> None:
    """Sixteen people need 16 sheets of card: not 128, with two circles on each."""
    (row,) = [
        row for row in press(for_each(), collate="stack").plan().rows if row.handout.id == "cirkels"
    ]
    assert (16, 2) == (row.sheets, row.times)


# -- how large sheets are joined is told once ----------------------------------------------------


def test_how_to_join_is_printed_once_for_all_copies() -> None:
    """Fourteen people and three tables: one sheet that tells how, and the parts of seventeen."""
    team = press(
        for_each(), tile="A4", personal=True, names=("Bo", "Maximiliaan van den Heuvel-Oosterhout")
    )
    sheets = team.job(team.handout("kwadrant")).sheets
    telling = [sheet for sheet in sheets if sheet.once]
    assert ["Kwadrant"] == [sheet.label for sheet in telling]
    assert 0 == (len(sheets) - 1) % 17
    # The parts of all copies are of equal sizes: they are joined as the first sheet tells.
    parts = [sheet for sheet in sheets if not sheet.once]
    many = len(parts) // 17
    clips = [[p.clip for p in sheet.front.placements if p.clip][:1] for sheet in parts]
    assert all(clips[n] == clips[n % many] for n in range(len(parts)))
    # In the kit too, where other handouts have copies.
    kit = [sheet.label for sheet in team.kit().sheets if sheet.once]
    assert Counter(kit) == Counter(dict.fromkeys(kit, 1))


def test_the_order_asks_for_it_once() -> None:
    """Its page is printed once, the others for each; each line names its pages."""
    tiled = press(for_each(), tile="A4")
    (row,) = [row for row in tiled.plan().rows if row.handout.id == "kwadrant"]
    first, parts = row.parts
    assert ((1,), 1, 1) == (first.stock[0].pages, first.times, first.sheets)
    assert 19 == parts.times and 2 == parts.stock[0].pages[0]
    text = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(BytesIO(tiled.pdf("drukopdracht"))).pages
    )
    assert "kwadrant.pdf, pagina 1: 1 keer printen. 1 × A4 per keer, samen 1; 80 tot 120" in text
    assert f"kwadrant.pdf, pagina 2-{1 + parts.sheets}: 19 keer printen." in text


def test_what_is_made_smaller_is_not_cut() -> None:
    """Nor is it card: small copies are to look through."""
    plan = press(nup=4).plan()
    assert (0, 0) == (plan.circles, plan.cuts)
    assert {"80 tot 120"} == {weight for _, _, weight in plan.papers}
