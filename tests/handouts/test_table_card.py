"""A card for each table: the same on both sides of the tent, and all that lies on the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Cli, Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st

from worksheets.content.workshop import Handout
from worksheets.geometry import Box
from worksheets.handouts.table_card import HEADING, Entry, leaves_of, room_of
from worksheets.layout.counting import Plan
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems


def test_both_faces_say_the_same_and_one_is_read(gpo: Press, tmp_path: Path) -> None:
    """All but the fold stands there twice, once turned round; the turned copy is an artifact."""
    card = built(gpo, "tafelkaart", tmp_path)
    words = card.words(0)
    for text in ("Tafel 1", "Gepersonaliseerd onderwijs", "gespreksleider", "waarom", "25 min"):
        both = [word for word in words if word.text.strip() == text]
        assert 2 == len(both), text
        upper, lower = sorted(both, key=lambda word: word.y)
        assert upper.mark and upper.mark.artifact and upper.y < 105
        assert lower.mark and not lower.mark.artifact and lower.y > 105
    assert 1 == card.heard(card.structure).count("Tafel 1Gepersonaliseerd")


def test_a_fold_is_no_cut(gpo: Press, tmp_path: Path) -> None:
    """Dots over the whole width in the middle of the paper, and words; no line has dashes."""
    card = built(gpo, "tafelkaart", tmp_path)
    (fold,) = (line for line in card.lines(0) if line.look.dash)
    assert (105, 281) == pytest.approx((fold.y1, fold.length), abs=0.01)
    assert max(fold.look.dash[::2]) < 0.5
    assert "vouw hier" in card.text(0)


def holds(plan: Plan, seats: int) -> set[str]:
    return {f"{count} × {name}" for count, name in plan.on_table(seats)}


def test_the_leaf_has_all_that_lies_on_the_table(gpo: Press, tmp_path: Path) -> None:
    """As the plan counts it, with the codes of the sheets; the card does not tick itself."""
    card = built(gpo, "tafelkaart", tmp_path)
    plan = gpo.plan()
    for n, seats in enumerate(plan.crowd.seats):
        text = " ".join(card.text(2 * n + 1).split())
        assert f"Tafel {n + 1} van 3" in text and f"{seats} deelnemers" in text
        for line in holds(plan, seats) - {"1 × 0c Tafelkaart"}:
            assert line in text
        assert "1 × 0c" not in text


def test_it_is_printed_once(gpo: Press) -> None:
    """Its file has the cards of all tables; the list lays one on each."""
    (row,) = (row for row in gpo.plan().rows if row.handout.id == "tafelkaart")
    assert (1, 6, 3) == (row.times, row.sheets, row.copies)
    assert (1, "0c Tafelkaart") in list(gpo.plan().on_table(5))


def test_a_reserve_of_tables_is_no_reserve_of_cards(workshop: Workshop) -> None:
    workshop.change("packing.yaml", "spare_for: [participant]", "spare_for: [table]")
    (row,) = (row for row in workshop.press().plan().rows if row.handout.id == "tafelkaart")
    assert (1, 3) == (row.times, row.copies)


@pytest.mark.parametrize("names", [(), ("Ayşe", "Bo"), ("Ayşe", "Bo", "Ci", "Di")])
def test_names_stand_at_their_table(names: tuple[str, ...]) -> None:
    """Who has none has a line; personal sheets do not print the cards anew for each table."""
    gpo = press(personal=True, participants=4, tables=2, names=names)
    sheets = gpo.job(gpo.handout("tafelkaart")).sheets
    assert 4 == len(sheets)
    first, second = (str(sheets[n].front.placements[0].page.items) for n in (1, 3))
    assert list(names[:2]) == [name for name in names if f"'{name}'" in first]
    assert list(names[2:]) == [name for name in names if f"'{name}'" in second]
    for page, known in ((first, len(names[:2])), (second, len(names[2:]))):
        assert (known < 2) == ("name='Hier zitten'" in page)


@given(
    st.integers(0, 200),
    st.sampled_from([8.2, 9.5, 16.0]),
    st.sampled_from([(281, 184), (194, 270), (194, 128), (404, 270)]),
)
def test_each_entry_stands_once_within_its_leaf(
    count: int, line: float, size: tuple[float, float]
) -> None:
    """However many there are: on more leaves, in columns that end above the foot."""
    room = room_of(Box(8, 8, *size))
    entries = tuple(Entry("1 ×", "", str(n), "slate") for n in range(count))
    leaves = leaves_of(entries, "Tafel 1", "{heading} (vervolg)", line, room)
    assert [*entries] == [e for leaf in leaves for column in leaf.columns for e in column]
    for leaf in leaves:
        assert len(leaf.columns) <= room.columns
        for column in leaf.columns:
            assert HEADING + line * len(column) <= room.height + 1e-6
    assert {"Tafel 1 (vervolg)"} >= {leaf.title for leaf in leaves[1:]}


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3", "A5"])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_it_fits_on_every_paper(workshop: Workshop, paper: str, orientation: str) -> None:
    old = "template: table-card\n    orientation: landscape"
    new = f"template: table-card\n    paper: {paper}\n    orientation: {orientation}"
    kit = workshop.change("workshop.yaml", old, new).press()
    assert 6 == len(kit.job(kit.handout("tafelkaart")).sheets)


def test_paper_that_is_too_small_is_told(workshop: Workshop) -> None:
    new = "template: table-card\n    paper: A6\n"
    kit = workshop.change("workshop.yaml", "template: table-card\n", new).press()
    with pytest.raises(Problem, match="tafelkaart has no room on paper of A6"):
        kit.job(kit.handout("tafelkaart"))


def test_eight_steps_and_long_names_fit(workshop: Workshop) -> None:
    """And the longest that a thing may be called, at so many that they fill three leaves."""
    steps = "".join(
        f"  - {{id: s{n}, name: verantwoordelijkheden {n}, text: doe, minutes: 480,"
        f" icon: question, question: Wat vraagt dit van ons allemaal allemaal?}}\n"
        for n in range(3)
    )
    workshop.change("steps.yaml", "# Wat op de vellen staat", f"{steps}\n# Wat op")
    things = "".join(
        f'  - {{id: t{n}, name: "{n:02} {"lange naam " * 10}", per: table}}\n' for n in range(40)
    )
    workshop.change("packing.yaml", "tips:\n", f"{things}\ntips:\n")
    kit = workshop.press(tables=1, names=("Maximiliaan van den Heuvel-Oosterhout",) * 14)
    assert 4 <= len(kit.job(kit.handout("tafelkaart")).sheets)


def test_labels_are_told_to_be_gone(workshop: Workshop, cli: Cli) -> None:
    """At their line, with what to write."""
    old = "template: table-card\n    orientation: landscape\n    per: table"
    workshop.change("workshop.yaml", old, "template: labels")
    result = cli("check", workshop.folder)
    assert 1 == result.returncode
    (line,) = (line for line in result.stderr.splitlines() if "'labels'" in line)
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    number = 1 + next(n for n, row in enumerate(text) if "template: labels" in row)
    assert f"workshop.yaml:{number}:" in line and "table-card tells what it told" in line


def test_it_is_for_tables(workshop: Workshop) -> None:
    old = "orientation: landscape\n    per: table"
    with pytest.raises(Problems, match="a table card is made for each table"):
        workshop.change("workshop.yaml", old, "orientation: landscape\n    per: team").press()


def test_its_words_must_be_there(workshop: Workshop) -> None:
    path = workshop.folder / "packing.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("table_card:"), text.index("personal:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    kit = workshop.press()
    with pytest.raises(Problem, match="needs the key table_card"):
        kit.job(kit.handout("tafelkaart"))


@pytest.mark.parametrize("name", ["gpo", "gpo-en", "eisenhower"])
def test_each_workshop_has_one(name: str) -> None:
    """With a tile for each step, from its own words."""
    kit = press(Path(__file__).parents[2] / "content" / name)
    (handout,) = (h for h in kit.handouts if h.template_name == "table-card")
    assert isinstance(handout, Handout) and "0c" == handout.code
    steps = kit.content.steps
    assert steps
    drawn = str(kit.job(handout).sheets[0].front.placements[0].page.items)
    assert all(f"'{step.name}'" in drawn for step in steps.steps)
