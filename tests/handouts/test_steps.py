"""The steps on a poster: as many as there are, and a shortcut between any two."""

import re
from itertools import pairwise

import pytest
import yaml
from conftest import ROOT, Kit, Workshop, built, press
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.content.steps import Step
from worksheets.geometry import Box
from worksheets.handouts.steps import GAP, Ladder
from worksheets.press.jobs import Press
from worksheets.problems import Problems


@given(many=st.integers(3, 8), ends=st.tuples(st.integers(0, 7), st.integers(0, 7)))
def test_steps_share_the_room(gpo: Press, many: int, ends: tuple[int, int]) -> None:
    """Of one height, a gap apart; narrower along the shortcut and nowhere else."""
    assert gpo.content.steps and gpo.content.steps.shortcut
    start, end = (n % many for n in ends)
    steps = tuple(Step(id=f"s{n}", name=f"{n}", text="x") for n in range(many))
    shortcut = replace(gpo.content.steps.shortcut, start=f"s{start}", end=f"s{end}")
    plan = Ladder(
        replace(gpo.content.steps, steps=steps, shortcut=shortcut), Box(0, 30, 281, 300), 60
    )
    rows = plan.rows
    assert many == len(rows)
    assert (30, 330) == (rows[0].box.y, pytest.approx(rows[-1].box.bottom))
    assert all(b.box.y == pytest.approx(a.box.bottom + GAP) for a, b in pairwise(rows))
    low, high = sorted((start, end))
    assert [221 if low <= n <= high else 281 for n in range(many)] == [r.box.width for r in rows]
    assert plan.arrow
    assert f"van stap {start + 1} naar stap {end + 1}" == plan.arrow.spoken


@pytest.mark.parametrize("name", ["stappenplan"])
def test_the_poster_has_the_words_of_the_source(kit: Kit, gpo: Press, name: str) -> None:
    """Every step with its number and minutes, and the shortcut; a drawing says what lies there."""
    assert gpo.content.steps and gpo.content.steps.shortcut
    text = " ".join(kit[name].all_text().split())
    steps = gpo.content.steps
    for words in (
        steps.title,
        steps.shortcut.text,
        *(item.text for item in steps.steps),
        *(f"{item.minutes} min" for item in steps.steps),
    ):
        assert words in text
    assert "*" not in text
    figures = [e.alt or "" for e in kit[name].structure.all() if e.type == "Figure"]
    assert "van stap 2 naar stap 4" in figures and 1 + len(steps.steps) == len(figures)
    assert "op tafel: gespreksblad stap 1" in figures


def test_the_shortcut_may_be_left_out(workshop: Workshop) -> None:
    """Then there is no arrow."""
    path = workshop.folder / "steps.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text[: text.index("shortcut:\n")] + text[text.index("\n# Vaste woorden") :],
        encoding="utf-8",
    )
    pdf = built(workshop.press(), "stappenplan", workshop.folder)
    assert "FlexScan" not in pdf.all_text()


DRAWINGS = ("sheet", "mat", "mat-both", "bars", "timeline", "mat", "sheet", "bars")


@pytest.mark.parametrize("paper", ["A4", "A3", "A2"])
@pytest.mark.parametrize("many", range(3, 9))
def test_any_number_of_steps_fits(workshop: Workshop, many: int, paper: str) -> None:
    """Equal in size, each in its own field; the words of the shortcut stand in their box."""
    path = workshop.folder / "steps.yaml"
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))
    first = steps["steps"][0]
    steps["steps"] = [
        {**first, "id": f"s{n}", "name": f"naam nummer {n}", "drawing": DRAWINGS[n], "colour": None}
        for n in range(many)
    ]
    for step in steps["steps"]:
        step.pop("colour")
    steps["shortcut"] |= {"start": f"s{many - 2}", "end": f"s{many - 1}"}
    path.write_text(yaml.safe_dump(steps, allow_unicode=True), encoding="utf-8")
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8")
    bare = re.sub(r"\n  - id: gespreksblad.*?(?=\n\n)", "", text, flags=re.DOTALL)
    bare = re.sub(r"\n    code: .*", "", bare)
    (workshop.folder / "workshop.yaml").write_text(bare, encoding="utf-8")
    (workshop.folder / "script.yaml").unlink()
    pdf = built(workshop.press(paper=paper), "stappenplan", workshop.folder)
    words = pdf.words(0)
    names = [text for text in words if "nummer" in text.text]
    assert many == len(names) and 1 == len({round(text.size, 2) for text in names})
    numbers = [text for text in words if text.text in "12345678" and text.size > names[0].size]
    assert many == len(numbers) and 1 == len({round(text.size, 2) for text in numbers})
    tops = [text.y for text in names]
    assert all(
        after - before == pytest.approx(tops[1] - tops[0], abs=0.02)
        for before, after in pairwise(tops)
    )
    told = [text for text in words if "FlexScan" in text.text]
    assert told and all(text.x > max(name.x for name in names) for text in told)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("start: nu", "start: nuu", "there is no step 'nuu'"),
        ("end: consequenties", "end: nu", "leads from 'nu' to itself"),
        ("id: ambitie", "id: nu", "'nu' is used before"),
        ("{name: kwadrant, handout: kwadrant,", "{handout: kwadrent,", "no handout 'kwadrent'"),
        ("{name: plakbriefjes,", "{", "needs a name or a handout"),
        ("van stap {from}", "van stap {form}", "nothing is filled in for {form}"),
    ],
)
def test_what_does_not_agree_is_a_problem(
    workshop: Workshop, old: str, new: str, message: str
) -> None:
    """At its line in steps.yaml."""
    workshop.change("steps.yaml", old, new)
    with pytest.raises(Problems) as raised:
        workshop.press()
    assert any(
        message in p.message and p.at.file.endswith("steps.yaml") for p in raised.value.problems
    )


@pytest.mark.parametrize("name", ["gpo", "gpo-en", "eisenhower"])
def test_steps_have_the_colours_of_their_circles(name: str) -> None:
    """Circles filled with the dark ink are blue, light ones green: so is the band of their step."""
    content = press(ROOT / "content" / name).content
    assert content.steps and content.aspects
    colours = {"dark": "blue", "light": "green"}
    steps = content.steps.steps
    bands = {s.style: steps[s.step - 1].colour for s in content.aspects.sets if s.style in colours}
    assert {style: colours[style] for style in bands} == bands


@pytest.mark.parametrize("name", ["gpo", "gpo-en", "eisenhower"])
def test_codes_are_not_double(name: str) -> None:
    """Every sheet that belongs to a step has a code of its own."""
    codes = [handout.code for handout in press(ROOT / "content" / name).handouts if handout.code]
    assert sorted(set(codes)) == sorted(codes)
