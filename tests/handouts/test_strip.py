"""A timeline on sheets that are glued side by side is one chart, with room for sticky notes."""

from itertools import pairwise

import pytest
from conftest import Kit, Workshop, built
from readback import Line, Pdf

from worksheets.problems import Problem, Problems

NOTE, ROOM = 76, 80  # mm


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
    return sorted({round(line.x1, 3) for line in upright if line.length > 240})


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
    """All months of all sheets are of one width; lanes are 80 mm high and meet at the joins."""
    pdf = kit["tijdlijn-strook"]
    widths = [
        after - before
        for number in range(pdf.pages)
        for before, after in pairwise(edges(pdf, number))
    ]
    assert 13 == len(widths)
    assert [pytest.approx(widths[0], abs=0.01)] * 13 == widths
    assert widths[0] >= ROOM
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
    assert [pytest.approx(80, abs=0.01)] * 3 == heights


def test_sheets_say_where_they_go(kit: Kit) -> None:
    """Which sheet it is, where to cut, and what is glued over its strip."""
    pdf = kit["tijdlijn-strook"]
    texts = [" ".join(words.text for words in pdf.words(number)) for number in range(4)]
    assert all(f"vel {n} van 4" in text for n, text in enumerate(texts, 1))
    assert ["lijmstrook" in text for text in texts] == [True, True, True, True]
    assert ["plak hier vel" in text for text in texts] == [False, True, True, True]
    assert ["knip langs" in text for text in texts] == [True, True, True, False]
    assert "Volgend teamoverleg" in texts[3]


@pytest.mark.parametrize(
    ("months", "shown"),
    [(3, [3]), (4, [4]), (5, [4, 1]), (8, [4, 4]), (24, [4] * 6)],
)
def test_months_go_on_as_many_sheets_as_they_need(
    workshop: Workshop, months: int, shown: list[int]
) -> None:
    """Four on A3."""
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


def test_the_wall_has_room_for_notes_and_large_type(kit: Kit) -> None:
    """Columns of 80 mm on A0; what stands above the foot is 18 pt at least."""
    pdf = kit["tijdlijn-wand"]
    upright = [line for line in pdf.lines(0) if abs(line.x1 - line.x2) < 0.001]
    columns = sorted({round(line.x1, 3) for line in upright if line.length > 300})
    assert 14 == len(columns)
    assert min(after - before for before, after in pairwise(columns)) >= ROOM
    words = [word for word in pdf.words(0) if word.y < 841 - 8 - 10.5]
    assert min(word.size for word in words) >= 18 * 25.4 / 72


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


@pytest.mark.parametrize("handout", ["tijdlijn", "tijdlijn-strook", "tijdlijn-wand"])
def test_what_was_not_done_is_carried_over(planning: Workshop, handout: str) -> None:
    """In the first month, with the month it was for; what was done, or is told again, is not."""
    pdf = built(planning.press(), handout, planning.folder)
    texts = [words.text for number in range(pdf.pages) for words in pdf.words(number)]
    assert 1 == texts.count("oud") == texts.count("uit mei 2026")
    assert 1 == texts.count("nieuw") == texts.count("Terugblik") == texts.count("klaar")
    assert "gedaan" not in texts and "terugblik" not in texts
    first = next(words for words in pdf.words(0) if words.text == "sep")
    assert first.x - 60 < next(words for words in pdf.words(0) if words.text == "oud").x


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
    """Eight of 95 x 60 mm on A4; what is to be done is written on them, others are blank."""
    pdf = built(planning.press(), "actiekaarten", planning.folder)
    hair = [line for line in pdf.lines(0) if line.look.weight < 0.11]
    across = sorted({round(line.x1, 3) for line in hair if abs(line.x1 - line.x2) < 0.001})
    down = sorted({round(line.y1, 3) for line in hair if abs(line.y1 - line.y2) < 0.001})
    assert [pytest.approx(95, abs=0.01)] * 2 == [b - a for a, b in pairwise(across)]
    assert [pytest.approx(60, abs=0.01)] * 4 == [b - a for a, b in pairwise(down)]
    texts = [words.text for words in pdf.words(0)]
    assert (1, 1, 0) == (texts.count("nieuw"), texts.count("oud"), texts.count("Terugblik"))
    assert 8 == texts.count("wat") == texts.count("voortouw") == texts.count("betrokken")


def test_notes_are_printed_where_they_are_stuck(kit: Kit) -> None:
    """Six squares of 76 mm; what is printed on them lies equally in each, and inside it."""
    pdf = kit["actiekaarten-plakbriefjes"]
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
