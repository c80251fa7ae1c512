"""How much of everything: people at tables, copies, sheets, circles; and the list that tells it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import GPO, Kit, Workshop, press
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.packing import Packing
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Page
from worksheets.drawing.sheets import Placement, Sheet, Side
from worksheets.geometry import Point, Size
from worksheets.handouts.circles.numbers import times_filled
from worksheets.handouts.packing.words import seated, sections
from worksheets.layout.counting import Crowd, Plan, Printed, PrintRun, Stock, counted, spares
from worksheets.press.jobs import Press
from worksheets.press.sheet_counts import printed
from worksheets.problems import Problems, Undoable

CROWDS = st.integers(1, 1000).flatmap(
    lambda people: st.builds(
        Crowd, st.just(people), st.integers(1, min(people, 100)), st.integers(0, 100)
    )
)
PRINTS = st.builds(
    Printed,
    st.builds(
        lambda sheets: (Stock("A4", double=False, sheets=sheets),), sheets=st.integers(1, 30)
    ),
    circles=st.integers(0, 60),
    cuts=st.integers(0, 10),
    serves=st.integers(1, 9),
)


@pytest.fixture(scope="module")
def packing(gpo: Press) -> Packing:
    assert gpo.content.packing
    return gpo.content.packing


def planned(packing: Packing, crowd: Crowd, printing: Printed, per: str = "participant") -> Plan:
    handout = Handout(id="x", title="X", per=per)
    return counted(packing, crowd, [(handout, printing)])


# -- what one print is ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("circles", "set_circles", "serves"),
    [
        ({"now": 8, "wish": 8}, {}, 8),
        ({"now": 24, "wish": 16}, {}, 16),  # a set without its other half serves nobody
        ({"now": 16, "wish": 24}, {}, 16),
        ({"now": 3, "blank": 6}, {"blank": 2}, 3),  # a set has two blanks
        ({"now": 3, "blank": 5}, {"blank": 2}, 2),  # half of two is none
        ({"now": 1, "blank": 1}, {"blank": 2}, 1),  # whoever prints gets something
        ({}, {}, 1),
    ],
)
def test_a_print_serves_as_many_as_its_scarcest_circle(
    circles: dict[str, int], set_circles: dict[str, int], serves: int
) -> None:
    """Everyone needs a whole set."""
    placed = tuple(
        Placement(Page(name, Size(38, 38), (), round=True), Point(0, 0))
        for name, count in circles.items()
        for _ in range(count)
    )
    printing = printed([Sheet(Side(Size(210, 297), placed))], set_circles)
    assert (sum(circles.values()), serves) == (printing.circles, printing.serves)


# -- people at tables -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "tables", "seats"),
    [
        (14, 3, (5, 5, 4)),
        (14, 1, (14,)),
        (15, 3, (5, 5, 5)),
        (4, 4, (1, 1, 1, 1)),
        (7, 4, (2, 2, 2, 1)),
        (1, 1, (1,)),
    ],
)
def test_people_are_divided_over_tables(people: int, tables: int, seats: tuple[int, ...]) -> None:
    """As evenly as can be, the fullest tables first."""
    assert seats == Crowd(people, tables, 0).seats


@given(CROWDS)
def test_all_sit_and_no_table_has_two_more_than_another(crowd: Crowd) -> None:
    """Nobody is lost, nobody sits at an empty table; equal tables are told together."""
    assert crowd.participants == sum(crowd.seats)
    assert max(crowd.seats) - min(crowd.seats) <= 1 <= min(crowd.seats)
    assert crowd.seats == tuple(
        seats for first, last, seats in crowd.rows for _ in range(first, last + 1)
    )
    assert [1, *(last + 1 for _, last, _ in crowd.rows)][:-1] == [row[0] for row in crowd.rows]
    assert crowd.first_at(crowd.tables) + crowd.seats[-1] - 1 == crowd.participants


# -- copies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "percent", "rounding", "expected"),
    [
        (14, 10, "up", 2),
        (14, 10, "nearest", 1),
        (14, 10, "down", 1),
        (15, 10, "nearest", 2),  # a half is rounded up
        (10, 10, "up", 1),
        (10, 0, "up", 0),
        (3, 100, "down", 3),
    ],
)
def test_spares(count: int, percent: int, rounding: str, expected: int) -> None:
    """A part of a copy is rounded as the content says."""
    assert expected == spares(count, percent, rounding)


@given(CROWDS, PRINTS, st.sampled_from(["participant", "table", "team"]))
def test_there_is_enough_and_no_print_too_many(
    packing: Packing, crowd: Crowd, printing: Printed, per: str
) -> None:
    """All get theirs with the reserve; one print fewer would not do."""
    plan = planned(packing, crowd, printing, per)
    (row,) = plan.rows
    assert row.times * printing.serves >= row.wanted >= crowd.units(per)
    assert (row.times - 1) * printing.serves < row.wanted
    laid = sum(row.at(seats) for seats in crowd.seats)
    assert laid == (0 if per == "team" else crowd.units(per))


@given(CROWDS, PRINTS)
def test_totals_are_the_sums_of_their_parts(
    packing: Packing, crowd: Crowd, printing: Printed
) -> None:
    """Sheets by paper, by handout and by stock are the same sheets."""
    plan = planned(packing, crowd, printing)
    assert plan.sheets == sum(plan.papers.values())
    assert plan.sheets == sum(stock.sheets for row in plan.rows for stock in row.stock)
    assert plan.sheets == sum(part.sheets * part.times for row in plan.rows for part in row.parts)
    assert plan.circles == sum(row.printed.circles * row.times for row in plan.rows)
    for brought in plan.things:
        laid = sum(brought.at(seats) for seats in crowd.seats)
        assert brought.total >= laid
        if brought.thing.per != "team" and not brought.thing.spare:
            assert brought.total == laid


@given(CROWDS, PRINTS, st.sampled_from(["up", "nearest", "down"]))
@settings(max_examples=50)
def test_more_people_never_need_less(
    packing: Packing, crowd: Crowd, printing: Printed, rounding: str
) -> None:
    """Of paper, circles, time and what is brought."""
    assert spares(crowd.participants, crowd.spare, rounding) <= spares(
        crowd.participants + 1, crowd.spare, rounding
    )
    few = planned(packing, crowd, printing)
    many = planned(packing, Crowd(crowd.participants + 1, crowd.tables, crowd.spare), printing)
    assert (few.sheets, few.circles) <= (many.sheets, many.circles)
    assert few.minutes_to_cut <= many.minutes_to_cut
    assert all(a.total <= b.total for a, b in zip(few.things, many.things, strict=True))


def test_a_copy_on_the_table_comes_besides(packing: Packing) -> None:
    """14 participants with a reserve of 2, and 3 tables: 19 quadrants."""
    handout = Handout(id="x", title="X", per="participant", at_table=1)
    row = PrintRun(handout, Printed((Stock("A3", double=False, sheets=1),)), 16, 3)
    assert (19, 19, 6) == (row.times, row.sheets, row.at(5))
    plan = counted(packing, Crowd(14, 3, 10), [(handout, row.printed)])
    assert (row,) == plan.rows


# -- counted on the sheets --------------------------------------------------------------------


def rows(press: Press) -> dict[str, PrintRun]:
    return {row.handout.id: row for row in press.plan().rows}


def test_circles_are_counted_on_the_sheets(gpo: Press) -> None:
    """Three sets on a sheet serve three; what is cut is what is printed."""
    row = rows(gpo)["cirkels"]
    (job,) = [gpo.job(handout) for handout in gpo.handouts if handout.id == "cirkels"]
    drawn = [placed for sheet in job.sheets for placed in sheet.front.placements]
    round_ones = [placed for placed in drawn if placed.page.round]
    assert (3, len(round_ones)) == (row.printed.serves, row.printed.circles)
    # For three tables one print of two sheets is enough, without a reserve.
    assert (3, 1, 2, len(round_ones)) == (
        row.copies,
        row.times,
        row.sheets,
        row.circles,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "serves"),
    [(25, 7), (38, 3), (51, 2), (76, 1)],  # whole sets of 8
)
def test_smaller_circles_serve_more(size: float, serves: int) -> None:
    """As many whole sets as a sheet holds; a set on several sheets serves one."""
    assert serves == rows(press(GPO, circle_size=size))["cirkels"].printed.serves


@pytest.mark.parametrize(
    ("how", "size", "serves", "sheets"),
    [
        ("stack", 38, 14, 8),  # 28 sets of 8 fill the 29 places of a stack
        ("dense", 38, 1, 1),  # 16 of 29 places: another two sets have no room
        ("dense", 25, 3, 1),
    ],
)
def test_sheets_that_sets_share_are_filled(how: str, size: float, serves: int, sheets: int) -> None:
    """`copies: fill` holds however they are collated: as many whole sets of each colour."""
    row = rows(press(GPO, collate=how, circle_size=size))["cirkels"]
    expected = (serves, serves * 16, sheets)
    assert expected == (row.printed.serves, row.printed.circles, row.printed.sheets)


@given(st.integers(1, 300), st.integers(1, 300))
def test_filling_takes_no_other_sheet(sets: int, capacity: int) -> None:
    """All sets as often as they go on what they need once, and not once more."""
    times, needed = times_filled(sets, capacity), -(-sets // capacity)
    assert sets * times <= needed * capacity < sets * (times + 1)


def test_several_circles_of_an_aspect_are_one_set(workshop: Workshop) -> None:
    """Two of "waar" in each set do not make two sets."""
    workshop.change("aspects.yaml", "  - id: waar\n", "  - id: waar\n    copies: 2\n")
    workshop.change("aspects.yaml", "blanks: 2", "blanks: 1")
    assert 3 == rows(workshop.press())["cirkels"].printed.serves


def test_subjects_that_are_chosen_are_counted() -> None:
    """Two sheets for one subject, fourteen for seven."""
    row = rows(press(GPO, subjects=("Engels",)))["cirkels-vakken"]
    assert (2, 1) == (row.sheets, row.times)


# -- bounds -----------------------------------------------------------------------------------


def test_tables_need_people(workshop: Workshop) -> None:
    """More tables than participants are refused at their line, or as an option."""
    with pytest.raises(Undoable, match="2 participants cannot sit at 3 tables"):
        press(GPO, participants=2, tables=3).plan()
    assert (1, 1) == press(GPO, participants=2).plan().crowd.seats
    workshop.change("workshop.yaml", "tables: 3 ", "tables: 15 ")
    with pytest.raises(Problems, match=r"tables: 14 participants cannot sit at 15 tables"):
        workshop.press()


def test_a_copy_on_the_table_is_of_a_participants_handout(workshop: Workshop) -> None:
    """What each table gets anyway is not brought twice."""
    workshop.for_each().change(
        "workshop.yaml", "per: participant\n    at_table", "per: table\n    at_table"
    )
    with pytest.raises(Problems, match=r"handouts\[[0-9]+\].at_table: has a meaning only with"):
        workshop.press()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{participants}  ·", "{people}  ·", r"nothing is filled in for \{people\}"),
        ("order:\n", "order:\n  extra: x\n", "extra"),
        ("spare: 10\n", "spare: 101\n", "must be at most 100"),
        ("  - id: pennen", "  - id: stiften", "'stiften' is used before"),
        ("{file}: {times} keer", "{times} keer", r"must hold \{file\}"),
    ],
)
def test_slips_in_packing_are_told(workshop: Workshop, old: str, new: str, message: str) -> None:
    """Each at its own line."""
    with pytest.raises(Problems, match=message) as raised:
        workshop.change("packing.yaml", old, new).press()
    assert "packing.yaml:" in str(raised.value)


# -- the list on paper ------------------------------------------------------------------------


def test_the_list_tells_what_the_plan_counts(kit: Kit, gpo: Press) -> None:
    """Every handout, thing and number stands on it."""
    text = kit["paklijst"].all_text()
    plan = gpo.plan()
    for row in plan.rows:
        assert row.handout.title in text and str(row.sheets) in text
    for brought in plan.things:
        assert brought.thing.name in text
    assert "Deelnemers: 14" in text and "Tafel 1 en 2" in text
    assert str(plan.minutes_to_cut) in text


def test_a_long_list_flows_over_pages(workshop: Workshop) -> None:
    """Forty things: headings return with "vervolg", no row is lost, none stands twice."""
    things = "".join(
        f"  - id: ding-{n}\n    name: ding nummer {n}\n    per: table\n" for n in range(40)
    )
    workshop.change("packing.yaml", "things:\n", f"things:\n{things}")
    press = workshop.press()
    sheets = press.sections(press.handout("paklijst"))[0].sheets
    assert len(sheets) >= 3
    outline = str(sheets)
    assert "(vervolg)" in outline
    assert all(outline.count(f"ding nummer {n}'") == 2 for n in range(40))


def test_the_order_tells_files_paper_and_scale(kit: Kit, gpo: Press) -> None:
    """A line for each file; 100 %, one side, weight."""
    text = " ".join(kit["drukopdracht"].all_text().split())
    for row in gpo.plan().rows:
        assert f"{row.handout.id}.pdf: {row.times} keer printen" in text
    for words in ("100 %", "enkelzijdig", "160 tot 200 g/m²", "A3"):
        assert words in text


def test_rows_of_the_plan_keep_the_order_of_the_kit(gpo: Press) -> None:
    """The packing list and the print order are not counted in the plan."""
    ids = [handout.id for handout in gpo.handouts]
    places = [ids.index(row.handout.id) for row in gpo.plan().rows]
    assert all(a < b for a, b in pairwise(places))
    assert {"paklijst", "drukopdracht"}.isdisjoint(rows(gpo))


@pytest.mark.parametrize("option", [None, 51.0])
def test_circles_to_cut_have_their_own_size(option: float | None) -> None:
    """A handout's, which a size that is asked for goes before."""
    (cut,) = (s for s in sections(press(GPO, circle_size=option).plan()) if s.id == "cut")
    told = [entry[1] for row in cut.rows for entry in row if "cirkels van" in entry[1]]
    for name, size in {"2b Cirkels": option or 38, "2g Vakcirkels": option or 25}.items():
        (line,) = (text for text in told if text.endswith(f"({name})"))
        assert f"cirkels van {size:g} mm" in line


@pytest.mark.parametrize(
    ("seats", "each", "text"),
    [
        (5, False, "5 deelnemers"),
        (1, False, "1 deelnemer"),
        (5, True, "elk 5 deelnemers"),
        (1, True, "elk 1 deelnemer"),
    ],
)
def test_seats_are_told_in_words(packing: Packing, seats: int, each: bool, text: str) -> None:
    assert text == seated(packing.words, seats, each=each)


def test_sheets_are_named_by_their_code(gpo: Press) -> None:
    """In each table and list; what has no code has its name alone."""
    parts = {section.id: section for section in sections(gpo.plan())}
    assert "0a Draaiboek" == parts["print"].rows[0][0]
    assert "0c Tafelkaart" == parts["lay"].rows[0][0]
    assert "pennen" in {row[0] for row in parts["lay"].rows}
    assert "0d Stappenplan" in {entry[1] for row in parts["once"].rows for entry in row}


def test_an_order_goes_on_under_its_own_title(workshop: Workshop) -> None:
    """The first sentence ends in a colon: "... onderwijs: (vervolg)" is no heading."""
    line = "{file}: {times} keer printen. {sheets} × {paper} per keer, samen {total};"
    long = f"{line} graag op stevig papier, op kleur gesorteerd en per tafel bij elkaar gehouden;"
    workshop.change("packing.yaml", line, long)
    kit = workshop.press()
    drawn = [
        str(sheet.front.placements[0].page.items)
        for sheet in kit.job(kit.handout("drukopdracht")).sheets
    ]
    assert len(drawn) > 1 and all("'Drukopdracht (vervolg)'" in page for page in drawn[1:])
