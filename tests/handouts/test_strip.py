"""A timeline on sheets that are glued side by side is one chart, with room for sticky notes."""

from itertools import pairwise

import pytest
from conftest import Kit, Workshop, built
from hypothesis import given
from hypothesis import strategies as st
from readback import Line, Pdf

from worksheets.handouts.timeline_strip import dealt
from worksheets.handouts.timeline_wall import months_in_rows
from worksheets.problems import Problem, Problems

NOTE, MONTH, LANE = 76, 90, 78  # mm


def crosses(pdf: Pdf, number: int) -> set[tuple[float, float]]:
    """The middles of level and upright lines of one length that halve each other."""
    lines = pdf.lines(number)
    level = [line for line in lines if abs(line.y1 - line.y2) < 0.001 and line.length < 9]
    upright = [line for line in lines if abs(line.x1 - line.x2) < 0.001 and line.length < 9]

    def middle(line: Line) -> tuple[float, float]:
        return round((line.x1 + line.x2) / 2, 3), round((line.y1 + line.y2) / 2, 3)

    return {middle(line) for line in level} & {middle(line) for line in upright}


def edges(pdf: Pdf, number: int) -> list[float]:
    """The left edges of the months, and the right edge of the last."""
    upright = [line for line in pdf.lines(number) if abs(line.x1 - line.x2) < 0.001]
    return sorted({round(line.x1, 3) for line in upright if line.length > 230})


def test_sheets_meet_at_their_crosses(kit: Kit) -> None:
    """Two at the right edge of a sheet's months, two at the left edge of the next, equally high."""
    pdf = kit["tijdlijn-strook"]
    for number in range(pdf.pages - 1):
        right, left = edges(pdf, number)[-1], edges(pdf, number + 1)[0]
        ends = sorted(y for x, y in crosses(pdf, number) if x == right)
        starts = sorted(y for x, y in crosses(pdf, number + 1) if x == left)
        assert 2 == len(ends) and ends == starts
    assert not any(x == edges(pdf, 0)[0] for x, _ in crosses(pdf, 0))


def test_every_month_has_room_for_a_note(kit: Kit) -> None:
    """Months are 90 mm wide and lanes 78 mm high on all sheets, and meet at the joins."""
    pdf = kit["tijdlijn-strook"]
    widths = [
        after - before
        for number in range(pdf.pages)
        for before, after in pairwise(edges(pdf, number))
    ]
    assert 13 == len(widths)
    assert [pytest.approx(MONTH, abs=0.01)] * 13 == widths
    lanes = []
    for number in range(pdf.pages):
        left, right = edges(pdf, number)[0], edges(pdf, number)[-1]
        lanes.append(
            sorted(
                {
                    round(line.y1, 3)
                    for line in pdf.lines(number)
                    if abs(line.y1 - line.y2) < 0.001
                    and line.x1 <= left + 0.01
                    and abs(line.x2 - right) < 0.01
                }
            )
        )
    assert all(sheet == lanes[0] for sheet in lanes)
    heights = [after - before for before, after in pairwise(lanes[0])]
    assert 3 == len(heights) and all(LANE <= high < LANE + 3 for high in heights)


def test_sheets_say_where_they_go(kit: Kit) -> None:
    """Which sheet it is, where to cut, and what is glued over its strip."""
    pdf = kit["tijdlijn-strook"]
    texts = [pdf.text(number) for number in range(4)]
    assert all(f"vel {n} van 4" in text for n, text in enumerate(texts, 1))
    assert ["lijmstrook" in text for text in texts] == [True, True, True, True]
    assert ["plak hier vel" in text for text in texts] == [False, True, True, True]
    assert ["knip langs" in text for text in texts] == [True, True, True, False]
    assert "Volgend teamoverleg" in texts[3]


@pytest.mark.parametrize(
    ("months", "shown"),
    [(3, [3]), (4, [4]), (5, [3, 2]), (6, [4, 2]), (8, [4, 4]), (13, [4, 4, 3, 2]), (24, [4] * 6)],
)
def test_months_go_on_as_many_sheets_as_they_need(
    workshop: Workshop, months: int, shown: list[int]
) -> None:
    """Four on A3; none lies alone on the last sheet."""
    workshop.change("timeline.yaml", "months: 13", f"months: {months}")
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    assert shown == [len(edges(pdf, number)) - 1 for number in range(pdf.pages)]


def test_months_that_are_too_narrow_are_a_problem(workshop: Workshop) -> None:
    """It says how many have room, at the line that asks for more."""
    press = workshop.change("timeline.yaml", "strip:\n", "strip:\n  months: 5\n").press()
    with pytest.raises(Problem, match=r"a month would be 72\.0 mm wide; a note of 76") as raised:
        press.sections(press.handout("tijdlijn-strook"))
    assert "put at most 4 months on a sheet" == raised.value.hint and raised.value.at.line


def test_a_note_that_is_wider_than_the_paper_is_a_problem(workshop: Workshop) -> None:
    """On A5 no month has room."""
    workshop.change("timeline.yaml", "note_size: 76", "note_size: 150")
    press = workshop.press(paper="A5")
    with pytest.raises(Problem, match="needs 154 mm") as raised:
        press.sections(press.handout("tijdlijn-strook"))
    assert "choose larger paper" == raised.value.hint


@given(months=st.integers(1, 60), most=st.integers(1, 12))
def test_no_month_is_alone_on_the_last_sheet(months: int, most: int) -> None:
    """Every month lies on a sheet, never more than fit; no sheet more than are needed."""
    counts = dealt(months, most)
    assert months == sum(counts) and max(counts) <= most and min(counts) >= 1
    assert len(counts) == -(-months // most)
    assert counts[-1] > 1 or len(counts) == 1 or most <= 2


def test_an_example_lies_once_at_true_size_in_a_cell(kit: Kit) -> None:
    """A square of 76 mm in September of the first lane; solid, for what is dashed is cut."""
    pdf = kit["tijdlijn-strook"]
    notes = [
        (number, box)
        for number in range(pdf.pages)
        for box in pdf.boxes(number)
        if box.width == pytest.approx(NOTE, abs=0.01) == box.height
    ]
    ((number, note),) = notes
    left, right = edges(pdf, 0)[:2]
    assert 0 == number and left < note.x and note.x + note.width < right
    assert () == note.look.dash
    assert [1, 0, 0, 0] == [pdf.text(n).count("voorbeeld") for n in range(4)]
    assert "professionaliserings behoefte" in pdf.text(0).replace("- ", " ").replace("\xad", " ")


def test_only_what_is_cut_is_dashed(kit: Kit) -> None:
    """The right edge of each sheet but the last."""
    pdf = kit["tijdlijn-strook"]
    for number in range(pdf.pages):
        items = [*pdf.lines(number), *pdf.boxes(number)]
        dashed = [item for item in items if item.look.dash and max(item.look.dash) > 1]
        assert (0 if number == 3 else 1) == len(dashed)


def test_an_example_gives_way_to_an_action(workshop: Workshop) -> None:
    """In its cell; elsewhere both stand."""
    action = "{what: rooster, month: 2026-09, lane: starten}"
    workshop.change("actions.yaml", "actions: []", f"actions: [{action}]")
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    assert "rooster" in pdf.text(0) and "voorbeeld" not in pdf.text(0)
    workshop.change("actions.yaml", "lane: starten", "lane: overleggen")
    pdf = built(workshop.press(), "tijdlijn-strook", workshop.folder)
    assert "rooster" in pdf.text(0) and "voorbeeld" in pdf.text(0)


def test_more_sheets_need_their_words(workshop: Workshop) -> None:
    """Three months lie on one sheet, which is not glued: they need none."""
    text = (workshop.folder / "timeline.yaml").read_text(encoding="utf-8")
    start, end = text.index("strip:\n"), text.index("# Kaartjes om")
    (workshop.folder / "timeline.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    press = workshop.press()
    with pytest.raises(Problem, match="needs strip: in timeline") as raised:
        press.sections(press.handout("tijdlijn-strook"))
    assert "13 months need 4 sheets" in raised.value.hint
    workshop.change("timeline.yaml", "months: 13", "months: 3")
    assert 1 == built(workshop.press(), "tijdlijn-strook", workshop.folder).pages


@pytest.mark.parametrize(("paper", "rows"), [("A1", [7, 6]), ("A0", [13])])
def test_the_wall_has_the_cells_of_the_strip(
    workshop: Workshop, paper: str, rows: list[int]
) -> None:
    """Rows of months with room for notes, as wide as on the strip where the paper lets them."""
    press = workshop.all_handouts().press(paper=paper)
    handout = press.handout("tijdlijn-wand")
    timeline = press.content.timeline
    assert timeline
    width = press.composer.area(press.composer.paper(handout), ruled=True).width - 40
    shown = months_in_rows(press.content, handout, timeline, 48, width)
    assert rows == [row.plan.count for row in shown]
    (step,) = {round(row.plan.step, 3) for row in shown}
    assert step == (pytest.approx(87.15, abs=0.1) if paper == "A0" else MONTH)
    pdf = built(press, "tijdlijn-wand", workshop.folder)
    assert 1 == pdf.pages
    lanes = sorted({round(line.y1, 2) for line in pdf.lines(0) if line.length > 400})
    heights = [b - a for a, b in pairwise(lanes) if b - a > 60]
    assert 3 * len(rows) == len(heights) and min(heights) >= LANE


@pytest.mark.parametrize("paper", ["A2", "A3", "A4"])
def test_a_wall_too_small_for_notes_is_a_problem(workshop: Workshop, paper: str) -> None:
    """At its line, with what it needs."""
    press = workshop.all_handouts().press(paper=paper)
    with pytest.raises(Problem, match="a note needs 76 mm") as raised:
        press.job(press.handout("tijdlijn-wand"))
    assert raised.value.at.line and "larger paper" in raised.value.hint


ACTIONS = """\
carry_over: actions-2025.yaml
actions:
  - {what: nieuw, month: 2026-11}
  - {what: Terugblik, month: 2027-06, done: true}
"""
EARLIER = """\
actions:
  - {what: oud, month: 2026-05}
  - {what: gedaan, month: 2026-03, done: true}
  - {what: terugblik, month: 2026-06}
"""


@pytest.fixture
def planning(workshop: Workshop) -> Workshop:
    (workshop.folder / "actions.yaml").write_text(ACTIONS, encoding="utf-8")
    (workshop.folder / "actions-2025.yaml").write_text(EARLIER, encoding="utf-8")
    return workshop


@pytest.mark.parametrize("handout", ["tijdlijn-overzicht", "tijdlijn-strook", "tijdlijn-wand"])
def test_what_was_not_done_is_carried_over(planning: Workshop, handout: str) -> None:
    """In the first month, with the month it was for; what was done, or is told again, is not."""
    pdf = built(planning.all_handouts().press(), handout, planning.folder)
    texts = [words.text for number in range(pdf.pages) for words in pdf.words(number)]
    assert 1 == texts.count("oud") == pdf.all_text().count("uit mei 2026")
    assert 1 == texts.count("nieuw") == texts.count("Terugblik") == texts.count("klaar")
    assert "gedaan" not in texts and "terugblik" not in texts
    first = next(words for words in pdf.words(0) if words.text.startswith("september"))
    assert abs(first.x - next(words for words in pdf.words(0) if words.text == "oud").x) < 60


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("actions.yaml", "2025", "2024", "there is no file 'actions-2024.yaml'"),
        ("actions.yaml", "actions-2025.yaml", "''", "no file of a workshop has this name"),
        ("actions.yaml", "2026-11", "2026-08", "2026-08 is not among the 13 months"),
        ("actions-2025.yaml", "2026-05}", "2026-05, lane: start}", "there is no lane 'start'"),
        ("actions-2025.yaml", "month: 2026-05", "month: mei", "must be a month"),
        ("actions-2025.yaml", "actions:", "carry_over: actions-2025.yaml\nactions:", "already"),
        ("actions-2025.yaml", "terugblik, month: 2026-06", "oud, month: 2026-05", "used before"),
    ],
)
def test_faults_in_actions_have_their_line(
    planning: Workshop, file: str, old: str, new: str, message: str
) -> None:
    """An earlier file is read as any other."""
    with pytest.raises(Problems) as raised:
        planning.change(file, old, new).press()
    assert any(message in str(problem) for problem in raised.value.problems)


def test_cards_are_cut_by_straight_lines(planning: Workshop) -> None:
    """Eight of 85 x 60 mm on A4, less than a month; dashed lines and no frame part them."""
    pdf = built(planning.press(), "actiekaarten", planning.folder)
    hair = [line for line in pdf.lines(0) if line.look.weight < 0.11]
    across = sorted({round(line.x1, 3) for line in hair if abs(line.x1 - line.x2) < 0.001})
    down = sorted({round(line.y1, 3) for line in hair if abs(line.y1 - line.y2) < 0.001})
    widths = [b - a for a, b in pairwise(across)]
    assert [pytest.approx(85, abs=0.01)] * 2 == widths and max(widths) < MONTH
    assert [pytest.approx(60, abs=0.01)] * 4 == [b - a for a, b in pairwise(down)]
    assert all(line.look.dash for line in hair)
    assert not [box for box in pdf.boxes(0) if box.height == pytest.approx(60, abs=1)]
    texts = [words.text for words in pdf.words(0)]
    assert (1, 1, 0) == (texts.count("nieuw"), texts.count("oud"), texts.count("Terugblik"))
    assert 8 == texts.count("wat") == texts.count("voortouw") == texts.count("betrokken")
    assert 6 == texts.count("maand")


def test_a_line_to_write_on_is_9_5_mm_below_another(planning: Workshop) -> None:
    """On a blank card four, over its full width; between months of the overview as well."""
    pdf = built(planning.press(), "actiekaarten", planning.folder)
    lines = sorted(line.y1 for line in pdf.lines(0) if line.length == pytest.approx(77, abs=0.1))
    last = lines[-8::2]
    assert [pytest.approx(9.5, abs=0.01)] * 3 == [b - a for a, b in pairwise(last)]
    pdf = built(planning.press(), "tijdlijn-overzicht", planning.folder)
    level = sorted(
        {
            round(line.y1, 2)
            for line in pdf.lines(0)
            if abs(line.y1 - line.y2) < 0.01 and line.x1 < 10 and line.look.weight < 0.5
        }
    )
    assert all(b - a > 9.49 for a, b in pairwise(level))


def test_no_room_is_left_over_on_a_card(kit: Kit) -> None:
    """Its last line lies as far from the lower edge as a margin."""
    pdf = kit["actiekaarten"]
    hair = [line for line in pdf.lines(0) if line.look.weight < 0.11]
    edges = sorted({round(line.y1, 2) for line in hair if abs(line.y1 - line.y2) < 0.001})
    lines = [line.y1 for line in pdf.lines(0) if line.length == pytest.approx(77, abs=0.1)]
    for upper, lower in pairwise(edges):
        last = max(y for y in lines if upper < y < lower)
        assert 4 <= lower - last < 6


def test_codes_stand_beside_the_cards(kit: Kit) -> None:
    """Outside the lines to cut, one for each card; none on them."""
    pdf = kit["actiekaarten"]
    hair = [line for line in pdf.lines(0) if line.look.weight < 0.11]
    left, right = min(line.x1 for line in hair), max(line.x2 for line in hair)
    codes = [
        words for words in pdf.words(0) if words.size == pytest.approx(5 * 25.4 / 72, abs=0.01)
    ]
    # Letters and figures of a code, 4 mm wide at most, are in two fonts.
    before = {round(words.y, 2) for words in codes if words.x + 4 < left}
    after = {round(words.y, 2) for words in codes if words.x > right}
    assert 4 == len(before) and before == after
    assert all(words.x + 1 < left or words.x > right for words in codes)


def test_notes_are_printed_where_they_are_stuck(workshop: Workshop) -> None:
    """Six squares of 76 mm; what is printed on them lies equally in each, and inside it."""
    press = workshop.all_handouts().press()
    pdf = built(press, "actiekaarten-plakbriefjes", workshop.folder)
    squares = [box for box in pdf.boxes(0) if abs(box.width - NOTE) < 0.05]
    assert 6 == len(squares)
    assert all(NOTE == pytest.approx(box.height, abs=0.05) for box in squares)
    fields = [words for words in pdf.words(1) if words.text == "wat"]
    offsets = {
        (round(word.x - box.x, 2), round(word.y - box.y, 2))
        for word, box in zip(fields, squares, strict=True)
    }
    assert 1 == len(offsets)
    assert crosses(pdf, 0) >= crosses(pdf, 1) and 2 == len(crosses(pdf, 1))
