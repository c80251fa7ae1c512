"""The steps on a poster: as many as there are, and a shortcut between any two."""

from itertools import pairwise

import pytest
from conftest import Kit, Workshop, built
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


@pytest.mark.parametrize("name", ["stappenplan", "stappenplan-a4"])
def test_the_poster_has_the_words_of_the_source(kit: Kit, gpo: Press, name: str) -> None:
    """Every step, the shortcut and the tips."""
    assert gpo.content.steps and gpo.content.steps.shortcut
    text = " ".join(kit[name].all_text().split())
    steps = gpo.content.steps
    for words in (
        steps.title,
        steps.shortcut.text,
        *(item.text for item in (*steps.steps, *steps.tips)),
    ):
        assert words in text
    figures = [e for e in kit[name].structure.all() if e.type == "Figure"]
    assert ["van stap 2 naar stap 4"] == [e.alt for e in figures]


def test_the_shortcut_and_the_tips_may_be_left_out(workshop: Workshop) -> None:
    """Then there is no arrow."""
    path = workshop.folder / "steps.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text[: text.index("shortcut:\n")] + text[text.index("\nwords:") :], encoding="utf-8"
    )
    pdf = built(workshop.press(), "stappenplan", workshop.folder)
    assert "FlexScan" not in pdf.all_text() and "Tips" not in pdf.all_text()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("start: nu", "start: nuu", "there is no step 'nuu'"),
        ("end: consequenties", "end: nu", "leads from 'nu' to itself"),
        ("id: ambitie", "id: nu", "'nu' is used before"),
        ("{name: kwadrant, handout: kwadrant,", "{handout: kwadrent,", "no handout 'kwadrent'"),
        ("{name: post-its,", "{", "needs a name or a handout"),
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
