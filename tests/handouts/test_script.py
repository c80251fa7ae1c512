"""The script for who leads: its times, its rows, and what it says when it goes wrong."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Cli, Kit, Workshop, built, press
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from readback import Box, Element, Outline, Pdf, Words

from worksheets.content.script import Moment
from worksheets.handouts.script import GAP, TOP, Entry, Part, ScriptPlan, flowed
from worksheets.layout.shares import by_weight
from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

GPO_TIMES = ["0.00", "0.05", "0.20", "0.45", "0.55", "1.15", "1.35", "1.55", "2.00"]
EISENHOWER_TIMES = ["0.00", "0.05", "0.20", "0.40", "0.50", "1.05", "1.25", "1.30"]


def times(pdf: Pdf, number: int = 0) -> list[Words]:
    """The times on a page, from the top; they stand at the left, in large letters."""
    return sorted(
        (w for w in pdf.words(number) if re.fullmatch(r"\d+[.:]\d\d", w.text) and w.x < 30),
        key=lambda words: words.y,
    )


def rows(pdf: Pdf, number: int = 0) -> list[Box]:
    """The tinted grounds of the rows on a page, from the top: as wide as the sheet."""
    grounds = []
    for shape in pdf.shapes(number):
        if not isinstance(shape, Outline) or shape.look.fill is None:
            continue
        xs, ys = ([point[n] for point in shape.points] for n in (0, 1))
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys), shape.look)
        if box.width > pdf.size(number)[0] - 17 and box.y > 23:
            grounds.append(box)
    return sorted(grounds, key=lambda box: box.y)


def shipped(name: str, handout: str, folder: Path) -> Pdf:
    return built(press(ROOT / "content" / name), handout, folder)


# -- times --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "handout", "expected", "total"),
    [
        ("gpo", "draaiboek", GPO_TIMES, "samen 120 minuten"),
        ("gpo-en", "script", [t.replace(".", ":") for t in GPO_TIMES], "120 minutes altogether"),
        ("eisenhower", "draaiboek", EISENHOWER_TIMES, "samen 90 minuten"),
    ],
)
def test_times_come_from_the_minutes(
    tmp_path: Path, name: str, handout: str, expected: list[str], total: str
) -> None:
    """Each moment begins when those before it end; the last time is the total. Two pages of A4."""
    pdf = shipped(name, handout, tmp_path)
    assert expected == [words.text for words in times(pdf)]
    assert total in pdf.text(0)
    assert 2 == pdf.pages


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [('"13:30"', "13.30", "15.30"), ('"9:00"', "9.00", "11.00"), ('"23.15"', "23.15", "1.15")],
)
def test_a_start_gives_times_of_the_clock(
    workshop: Workshop, start: str, first: str, last: str
) -> None:
    """Also past midnight; the words say how a time is written."""
    workshop.change("script.yaml", 'start: ""', f"start: {start}")
    shown = [w.text for w in times(built(workshop.press(), "draaiboek", workshop.folder))]
    assert (first, last) == (shown[0], shown[-1])


def test_a_step_that_takes_longer_moves_what_comes_after(workshop: Workshop) -> None:
    """Its minutes are written once, in steps.yaml."""
    workshop.change("steps.yaml", "minutes: 25", "minutes: 40")
    workshop.change("script.yaml", "minutes: 120", "minutes: 135")
    shown = [w.text for w in times(built(workshop.press(), "draaiboek", workshop.folder))]
    assert ["0.20", "1.00", "1.10"] == shown[2:5] and "2.15" == shown[-1]


@given(minutes=st.lists(st.integers(1, 240), min_size=1, max_size=12), start=st.integers(0, 1439))
def test_every_time_is_the_sum_of_what_came_before(
    gpo: Press, minutes: list[int], start: int
) -> None:
    """Of any moments, from any minute of the day."""
    plan = planned(gpo, minutes, start=f"{start // 60}:{start % 60:02}")
    for row, passed in zip(plan.rows, accumulate(minutes, initial=0), strict=False):
        hours, minute = map(int, row.time.split("."))
        assert (start + passed) % 1440 == 60 * hours + minute
    assert sum(minutes) == plan.minutes


# -- rows ---------------------------------------------------------------------------------------


def planned(
    gpo: Press, minutes: list[int], words: list[int] | None = None, start: str = ""
) -> ScriptPlan:
    """A script of moments of so many minutes, with so many words to say."""
    content = gpo.content
    assert content.script and content.steps
    moments = tuple(
        Moment(name=f"m{n}", minutes=many, say=" ".join(["woord"] * long))
        for n, (many, long) in enumerate(zip(minutes, words or [5] * len(minutes), strict=True))
    )
    script = replace(content.script, moments=moments, start=start, minutes=0)
    return ScriptPlan(content, script, content.steps)


def test_rows_are_as_high_as_their_minutes(kit: Kit, gpo: Press) -> None:
    """On the finished sheet: longer is never lower, and rows that need not more have one scale."""
    grounds = rows(kit["draaiboek"])
    minutes = [5, 15, 25, 10, 20, 20, 20, 5]
    assert len(minutes) == len(grounds)
    heights = dict(zip(minutes, [box.height for box in grounds], strict=True))
    assert heights[25] / 25 == pytest.approx(heights[20] / 20, abs=0.01)
    assert heights[25] > heights[20] > heights[15] > heights[5]
    for above, below in pairwise(grounds):
        assert GAP == pytest.approx(below.y - above.y - above.height, abs=0.02)
    # Each row holds its own time and number, and the last time stands below all of them.
    *starts, end = times(kit["draaiboek"])
    for ground, time in zip(grounds, starts, strict=True):
        assert ground.y < time.y < ground.y + ground.height
    assert end.y > grounds[-1].y + grounds[-1].height


@given(data=st.lists(st.tuples(st.integers(1, 240), st.integers(1, 120)), min_size=1, max_size=20))
def test_rows_keep_their_words_and_their_page(gpo: Press, data: list[tuple[int, int]]) -> None:
    """For any minutes and texts: in order, none lower than its words, one scale for the rest."""
    minutes, words = (list(column) for column in zip(*data, strict=True))
    plan = planned(gpo, minutes, words)

    def tall(text: str, _style: str, width: float) -> float:
        return 5.3 * -(-len(text) * 2.2 // width)

    pages = [page for page in plan.pages(194, 274, tall) if page.rows]
    placed = [row for page in pages for row in page.rows]
    assert [row.moment.name for row in placed] == [f"m{n}" for n in range(len(minutes))]
    assert ["" for _ in pages[1:]] == [page.total for page in pages[:-1]] and pages[-1].total
    scales = set()
    for page in pages:
        for row in page.rows:
            need = plan.need(row, plan.columns(194), tall)
            assert row.height >= min(need, row.height) - 1e-6
            if row.height > need + 1e-6:
                scales.add(round(row.height / row.moment.minutes, 4))
            else:
                assert row.height == pytest.approx(need) or len(page.rows) == 1
        for above, below in pairwise(page.rows):
            assert below.y == pytest.approx(above.y + above.height + GAP)
            longer = above.moment.minutes < below.moment.minutes
            if longer and above.height > below.height + 1e-6:
                need = plan.need(above, plan.columns(194), tall)
                assert above.height == pytest.approx(need)
        assert page.rows[-1].y + page.rows[-1].height <= 274
    assert len(scales) <= 1


ROWS = st.lists(st.tuples(st.floats(1, 90), st.integers(1, 240)), min_size=1, max_size=20)


@given(rows=ROWS, room=st.floats(20, 400))
def test_heights_go_by_weight_where_needs_allow(rows: list[tuple[float, int]], room: float) -> None:
    """They fill the room, unless their needs are more or the most for a weight is reached."""
    needs, weights = (list(column) for column in zip(*rows, strict=True))
    (heights,) = by_weight([needs], [weights], [room], 3.0)
    scale = min(3.0, *(h / w for h, w in zip(heights, weights, strict=True)))
    for height, need, weight in zip(heights, needs, weights, strict=True):
        assert height >= need
        assert height == pytest.approx(max(need, scale * weight)) or height == need
    if sum(needs) >= room:
        assert sum(heights) == pytest.approx(sum(needs))
    else:
        full = sum(heights) == pytest.approx(room)
        assert full or (sum(heights) < room and max(heights) <= 720)


@settings(max_examples=12)
@given(
    says=st.lists(st.integers(1, 60), min_size=8, max_size=8),
    does=st.lists(st.integers(0, 40), min_size=8, max_size=8),
)
@pytest.mark.slow
def test_any_words_are_set_whole(
    tmp_path_factory: pytest.TempPathFactory, says: list[int], does: list[int]
) -> None:
    """No text lies over another or beside its row, and all of it is there."""
    workshop = Workshop(tmp_path_factory.mktemp("script") / "inhoud")
    path = workshop.folder / "script.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for moment, say, do in zip(data["moments"], says, does, strict=True):
        moment["say"] = " ".join(["vlam"] * say)
        moment["do"] = " ".join(["kurk"] * do)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    pdf = built(workshop.press(), "draaiboek", workshop.folder)
    shown = pdf.all_text().split()
    assert sum(says) == shown.count("vlam") and sum(does) == shown.count("kurk")
    for number in range(pdf.pages):
        grounds = rows(pdf, number)
        for words in pdf.words(number):
            if "vlam" in words.text or "kurk" in words.text:
                assert any(b.y < words.y < b.y + b.height for b in grounds)


def test_a_text_too_long_for_a_page_is_told_at_its_line(workshop: Workshop) -> None:
    """Nothing is clipped."""
    workshop.change("script.yaml", "Bewaak de stilte.", "Bewaak de stilte. " * 400)
    opened = workshop.press()
    with pytest.raises(Problem) as raised:
        opened.job(opened.handout("draaiboek"))
    assert raised.value.at.file.endswith("script.yaml")


# -- the other parts ----------------------------------------------------------------------------

PARTS = st.lists(
    st.lists(st.floats(3, 300), min_size=1, max_size=16).map(
        lambda highs: Part(
            "troubles", "x", "{heading} (…)", tuple(Entry((), height=high) for high in highs)
        )
    ),
    min_size=1,
    max_size=5,
)


@given(parts=PARTS)
def test_parts_go_on_over_pages(parts: list[Part]) -> None:
    """Each row once, in order, on the page; a heading never stands alone at the foot."""
    pages = flowed(parts, TOP, 270)
    assert sum(len(part.entries) for part in parts) == sum(
        len(part.entries) for page in pages for part in page
    )
    for page in pages:
        assert page and all(part.entries for part in page)
        for part in page:
            assert TOP <= part.y and part.y + part.height <= 270 + 1e-6
            tops = [entry.y for entry in part.entries]
            assert tops == sorted(tops) and tops[0] == part.top
        for above, below in pairwise(page):
            assert below.y >= above.y + above.height
    titles = [part.title for page in pages for part in page]
    assert titles.count("x") == len(parts)


def test_the_second_page_has_the_box_the_troubles_and_the_tips(kit: Kit) -> None:
    """The tips are those of the source, word for word; what is derived is said at the foot."""
    text = " ".join(kit["draaiboek"].text(1).split())
    for words in (
        "2i ruiten 2b cirkels 2a kwadrant",
        "Als het misgaat",
        "Een cirkel past op twee plekken.",
        "Vraag ondersteuning van een procesbegeleider.",
        "Voer dit gesprek met een aantal studenten erbij!",
        "Print voor iedere persoon die deelneemt het werkblad uit.",
        "afgeleid van de handreiking",
    ):
        assert words in text


def kids(element: Element) -> list[Element]:
    return [kid for kid in element.kids if isinstance(kid, Element)]


def test_rows_and_troubles_are_tables_to_who_listens(kit: Kit) -> None:
    """Each with headers for its columns and its rows."""
    pdf = kit["draaiboek"]
    tables = [element for element in pdf.structure.all() if element.type == "Table"]
    assert 2 == len(tables)
    first, second = ([[cell.type for cell in kids(row)] for row in kids(t)] for t in tables)
    assert [["TH"] * 4, *[["TH", "TD", "TD", "TD"]] * 8] == first
    assert [["TH"] * 2, *[["TH", "TD"]] * 8] == second


def test_codes_are_those_of_the_sheets(workshop: Workshop) -> None:
    """A code that changes in workshop.yaml changes here; what is no handout has none."""
    workshop.change("workshop.yaml", "code: 2a", "code: 2z")
    text = " ".join(built(workshop.press(), "draaiboek", workshop.folder).text(0).split())
    assert "2z kwadrant" in text and "5b actiekaarten plakbriefjes" in text


def test_materials_of_the_step_stand_where_the_script_gives_none(workshop: Workshop) -> None:
    workshop.change("steps.yaml", "{name: gespreksblad stap 1,", "{name: blad met vragen,")
    text = " ".join(built(workshop.press(), "draaiboek", workshop.folder).text(0).split())
    assert "1a blad met vragen" in text


def test_the_other_parts_may_be_left_out(workshop: Workshop) -> None:
    """Then there are only rows."""
    path = workshop.folder / "script.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name in ("box", "troubles", "before", "tips", "shorten", "subtitle", "minutes", "start"):
        data.pop(name)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert 1 == built(workshop.press(), "draaiboek", workshop.folder).pages


@pytest.mark.parametrize(
    ("drawings", "gone"),
    [
        (["circles", "tokens", "cards"], ()),
        (["mat"], ()),
        (["mat", "circles"], ("tokens",)),
        (["sheet", "bars", "timeline", "cards", "circles", "tokens", "sheet", "bars", "cards"], ()),
        (["mat", "sheet", "bars", "timeline", "cards", "sheet", "bars", "timeline", "cards"], ()),
    ],
)
def test_any_things_come_out_of_the_box(
    workshop: Workshop, drawings: list[str], gone: tuple[str, ...]
) -> None:
    """With a mat or without, few or many: each with its code and name."""
    path = workshop.folder / "script.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["box"]["pieces"] = [
        {"handout": "kwadrant", "name": f"ding {n}", "drawing": drawing}
        for n, drawing in enumerate(drawings)
    ]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    if gone:
        quadrant = workshop.folder / "quadrant.yaml"
        text = quadrant.read_text(encoding="utf-8")
        quadrant.write_text(re.sub(r"  - \{id: \w+, set:.*\n", "", text), encoding="utf-8")
        workshop.change("quadrant.yaml", "tokens:\n", "tokens: []\n")
    text = " ".join(built(workshop.press(), "draaiboek", workshop.folder).text(1).split())
    assert all(f"ding {n}" in text for n in range(len(drawings)))
    assert len(drawings) <= text.count("2a")


@pytest.mark.parametrize(("paper", "pages"), [("A3", 2), ("Letter", 2), ("A5", 4)])
def test_it_is_made_on_other_paper(gpo: Press, tmp_path: Path, paper: str, pages: int) -> None:
    """As large as the paper allows; small paper has more pages, and no letter under 6 pt."""
    pdf = built(press(paper=paper), "draaiboek", tmp_path)
    assert pages == pdf.pages
    sizes = [words.size for number in range(pdf.pages) for words in pdf.words(number)]
    assert min(sizes) > 6 * 25.4 / 72 - 0.01


@pytest.mark.parametrize("theme", ["grijs", "inktbesparend"])
def test_other_themes_have_the_same_pages(tmp_path: Path, kit: Kit, theme: str) -> None:
    """The words and their places are those of the first theme."""
    pdf = built(press(theme=theme), "draaiboek", tmp_path)
    for number in range(2):
        assert kit["draaiboek"].text(number) == pdf.text(number)


# -- what does not agree ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "hint"),
    [
        (
            "script.yaml",
            "minutes: 120",
            "minutes: 100",
            "100 minutes, and the moments take 120",
            "write 120",
        ),
        (
            "steps.yaml",
            "minutes: 25",
            "minutes: 30",
            "120 minutes, and the moments take 125",
            "write 125",
        ),
        (
            "script.yaml",
            "- step: nu",
            "- step: nuu",
            "there is no step 'nuu'",
            "did you mean 'nu'?",
        ),
        ("script.yaml", "- step: nu", "- step: waarom", "'waarom' is used before", ""),
        (
            "script.yaml",
            "- step: nu",
            "- step: nu\n    minutes: 5",
            "a step has its own",
            "change it there",
        ),
        (
            "script.yaml",
            "  - name: slot\n",
            "  - name: ''\n",
            "needs a step, or a name",
            "write step",
        ),
        ("steps.yaml", "    minutes: 15\n", "", "has no minutes", "steps.yaml"),
        (
            "script.yaml",
            "{name: plakbriefjes}",
            "{handout: plakbriefjes}",
            "no handout 'plakbriefjes'",
            "did you mean",
        ),
        ("script.yaml", "{name: plakbriefjes}", "{source: own}", "needs a name or a handout", ""),
        (
            "script.yaml",
            "{name: tijdlijn, handout: tijdlijn-strook, d",
            "{handout: tijdlijn-strok, d",
            "no handout 'tijdlijn-strok'",
            "did you mean 'tijdlijn-strook'?",
        ),
        ("script.yaml", '{minutes} min"', '{minuten} min"', "must hold {minutes}", ""),
        ("script.yaml", 'start: ""', 'start: "25:00"', "a time, like '13:30'", ""),
    ],
)
def test_what_does_not_agree_is_told_at_its_line(
    workshop: Workshop, file: str, old: str, new: str, message: str, hint: str
) -> None:
    """In script.yaml, whatever file was changed."""
    workshop.change(file, old, new)
    with pytest.raises(Problems) as raised:
        workshop.press()
    faults = [p for p in raised.value.problems if message in str(p)]
    assert faults, raised.value
    assert faults[0].at.file.endswith("script.yaml") and faults[0].at.line
    assert hint in faults[0].hint


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("script.yaml", "  - step: plan\n", "  - name: plan\n    minutes: 20\n"),
            "the step 'plan' is left out",
        ),
        (
            ("script.yaml", "handout: spelregels}", "handout: spelregel}"),
            "did you mean 'spelregels'?",
        ),
    ],
)
def test_check_warns_of_what_is_left_out_or_not_found(
    cli: Cli, workshop: Workshop, change: tuple[str, str, str], message: str
) -> None:
    """It may be meant: the sheet is made all the same."""
    workshop.change(*change)
    result = cli("check", workshop.folder)
    assert 0 == result.returncode, result.stderr
    assert "warning: " in result.stderr and message in result.stderr
    assert "script.yaml:" in result.stderr


@pytest.mark.parametrize("many", range(3, 9))
def test_any_number_of_steps(workshop: Workshop, many: int) -> None:
    """Each with its own colour and number."""
    path = workshop.folder / "steps.yaml"
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))
    first = {name: part for name, part in steps["steps"][0].items() if name != "colour"}
    steps["steps"] = [{**first, "id": f"s{n}", "name": f"naam {n}"} for n in range(many)]
    steps.pop("shortcut")
    path.write_text(yaml.safe_dump(steps, allow_unicode=True), encoding="utf-8")
    path = workshop.folder / "script.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    moment = next(moment for moment in data["moments"] if moment.get("step") == "waarom")
    data["moments"] = [{**moment, "step": f"s{n}"} for n in range(many)]
    data["minutes"] = 15 * many
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    path = workshop.folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\n  - id: gespreksblad.*?(?=\n\n)", "", text, flags=re.DOTALL)
    path.write_text(re.sub(r"\n    code: [1-9].*", "", text), encoding="utf-8")
    pdf = built(workshop.press(), "draaiboek", workshop.folder)
    grounds = rows(pdf)
    assert many == len(grounds)
    assert 1 == len({round(box.height, 2) for box in grounds})
    assert len({box.look.fill for box in grounds}) == min(many, 8)
