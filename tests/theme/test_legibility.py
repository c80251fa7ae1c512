"""What is printed can be read and told apart: on a copier, in grey, by colour-blind eyes."""

from __future__ import annotations

import cmath
import math
import sys
from collections.abc import Iterable, Iterator
from typing import Any, get_args

import pytest
from conftest import GPO, Workshop, press
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.drawing.items import Circle, Group, Item, Path, Rect, Text, Use
from worksheets.drawing.sheets import Side
from worksheets.markup.assets import Assets
from worksheets.problems import Place, Problem, Problems
from worksheets.reading.fields import Style
from worksheets.theme import legibility, theme
from worksheets.theme.colour import contrast, lightness, rgb_of
from worksheets.theme.theme import Theme

THEMES = ("kleur", "grijs", "inktbesparend")
AT = Place("workshop.yaml", 24)
MOST_CALLS = 5000  # about twice of what it takes
USUAL = Assets().theme


def faults(own: dict[str, str], base: Theme = USUAL) -> dict[str, Problem]:
    """The problems of a theme with own colours, each by the line it lies at."""
    places = {id(text): Place("workshop.yaml", line) for line, text in enumerate(own.values(), 1)}
    coloured = theme.replaced(base, own, places)
    lines = {name: places[id(text)] for name, text in own.items()}
    try:
        legibility.check(coloured, lines)
    except Problems as problems:
        names = [*own]
        return {names[problem.at.line - 1]: problem for problem in problems.problems}
    return {}


def proposed(problem: Problem) -> str:
    """The colour that a hint proposes, if any."""
    return problem.hint.partition('"')[2].partition('"')[0]


def test_sets_of_circles_have_the_styles_of_the_content() -> None:
    assert legibility.SETS == get_args(Style)


@pytest.mark.parametrize("name", THEMES)
def test_our_themes_are_good(name: str) -> None:
    """They are checked when they are loaded, and hold what the check is made of."""
    own = Assets().themed(name)
    legibility.check(own, {})
    for ground, texts in own.grounds.items():
        for text in texts:
            assert contrast(own.inks[text].rgb, own.inks[ground].rgb) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_sets_are_told_apart(name: str) -> None:
    """Discs that differ by 40 in grey at least, or a closed ring and a dashed one."""
    own = Assets().themed(name)
    dark, light = (lightness(own.inks[f"{style}-fill"].rgb) for style in ("dark", "light"))
    assert "ring" == own.told_apart_by or light - dark >= 40
    assert not own.rules["dark-ring"].dash and own.rules["light-ring"].dash
    plain = own.rules["plain-ring"]
    assert plain.dash and plain.dash != own.rules["light-ring"].dash and plain.weight


@pytest.mark.parametrize(
    ("own", "ink", "message", "hint", "detail"),
    [
        (
            {"grey": "#8A94A0"}, "grey",
            "grey on purple-tint: contrast 2.38, text needs 4.5",
            'write grey: "#5C6672", the nearest that does',
            "grey on red-tint: contrast 2.4, text needs 4.5;"
            " grey on blue-tint: contrast 2.44, text needs 4.5;"
            " grey on green-tint: contrast 2.46, text needs 4.5;"
            " grey on note: contrast 2.47, text needs 4.5;"
            " grey on shade-other: contrast 2.48, text needs 4.5;"
            " grey on teal-tint: contrast 2.49, text needs 4.5;"
            " grey on brown-tint: contrast 2.57, text needs 4.5;"
            " grey on olive-tint: contrast 2.59, text needs 4.5;"
            " grey on shade: contrast 2.59, text needs 4.5;"
            " grey on slate-tint: contrast 2.59, text needs 4.5;"
            " grey on paper: contrast 3.07, text needs 4.5",
        ),
        (
            {"dark-fill": "#9FC5F8"}, "dark-fill",
            "dark-fill and light-fill: 12.81 apart in grey, the sets need 40",
            'write dark-fill: "#1471EE", the nearest that does',
            "dark-text on dark-fill: contrast 1.77, text needs 4.5;"
            " dark-fill and plain-fill: 21.49 apart in grey, the sets need 40;"
            " dark-ring on dark-fill: contrast 1.77, drawings need 3;"
            " dark-fill and light-fill: 15.48 apart with tritanopia, the sets need 20",
        ),
        (
            {"dark-ring": "#5F87C7"}, "dark-ring",
            "dark-ring on dark-fill: contrast 2.18, drawings need 3",
            'write dark-ring: "#81A1D3", the nearest that does', "",
        ),
        (
            {"tint-top-left": "#333399"}, "tint-top-left",
            "ink on tint-top-left: contrast 1.54, text needs 4.5",
            'write tint-top-left: "#8282D6", the nearest that does', "",
        ),
        (
            # As dark as the dark ones; and its own white text keeps it from being light.
            {"light-fill": "#1F4E9E", "light-text": "#FFFFFF", "light-ring": "#FFFFFF"},
            "light-fill",
            "dark-fill and light-fill: 0 apart in grey, the sets need 40",
            "no lighter or darker tone does: change what stands on it or beside it as well",
            "dark-fill and light-fill: 0 apart with protanopia, the sets need 20;"
            " dark-fill and light-fill: 0 apart with deuteranopia, the sets need 20;"
            " dark-fill and light-fill: 0 apart with tritanopia, the sets need 20",
        ),
    ],
)  # fmt: skip
def test_colours_that_fail_are_refused(
    own: dict[str, str], ink: str, message: str, hint: str, detail: str
) -> None:
    """At the ink's line: the pair, what was found, what is needed, and a colour that does."""
    problem = faults(own)[ink]
    assert (message, hint, detail) == (problem.message, problem.hint, problem.detail)


def test_the_line_to_mend_is_one_that_the_workshop_wrote() -> None:
    """The text's when both are its own, otherwise the ground's when that alone is new."""
    assert ["dark-text"] == [*faults({"dark-fill": "#0050A0", "dark-text": "#3060A0"})]
    assert ["shade"] == [*faults({"shade": "#888888"})]


@pytest.mark.parametrize(
    ("style", "text", "message"),
    [
        ("title", "#7D7D7D", ""),
        ("body", "#7D7D7D", "ink on shade: contrast 3.47, text needs 4.5"),
        ("title", "#909090", "ink on shade: contrast 2.69, large text needs 3"),
    ],
)
def test_large_text_needs_less(style: str, text: str, message: str) -> None:
    """3 to 1, where the theme names its style as what stands on a ground."""
    own = replace(
        theme.replaced(USUAL, {"ink": text}, {}), graphics={}, grounds={"shade": (style,)}
    )
    if not message:
        legibility.check(own, {"ink": AT})
        return
    with pytest.raises(Problems) as raised:
        legibility.check(own, {"ink": AT})
    assert [message] == [problem.message for problem in raised.value.problems]


def test_rings_that_are_alike_tell_nothing_apart() -> None:
    """A theme whose discs are alike needs one ring dashed and one closed."""
    saving = Assets().themed("inktbesparend")
    rules = {**saving.rules, "light-ring": saving.rules["dark-ring"]}
    with pytest.raises(Problem, match="do not tell the sets apart") as raised:
        legibility.check(replace(saving, rules=rules), {}, AT)
    assert ("workshop.yaml:24", "draw one of them dashed and the other not") == (
        str(raised.value.at),
        raised.value.hint,
    )


def test_a_blue_and_a_green_that_look_one_with_tritanopia_are_refused() -> None:
    """However they differ to others: pale blue beside pale green."""
    problem = faults({"dark-fill": "#DCE8F7", "dark-text": "#1B2430", "dark-ring": "#1F4E9E"})
    assert "tritanopia" in problem["dark-fill"].detail


def test_a_workshop_with_such_colours_is_not_made(workshop: Workshop) -> None:
    """At the line of the ink in its own file."""
    workshop.change("workshop.yaml", "inks: {}", 'inks:\n    grey: "#AAAAAA"')
    with pytest.raises(Problems) as raised:
        workshop.press()
    (problem,) = raised.value.problems
    lines = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    assert "#AAAAAA" in lines[problem.at.line - 1]
    workshop.change("workshop.yaml", "#AAAAAA", proposed(problem))
    assert proposed(problem) == workshop.press().composer.theme.inks["grey"].colour


def test_a_theme_of_a_school_is_checked_too(templates: Any) -> None:
    """At its ink's line in its own file."""
    file = templates / "themes" / "school.yaml"
    file.write_text('inks:\n  dark-text: "#8899AA"\n', encoding="utf-8")
    with pytest.raises(Problems, match="dark-text on dark-fill: contrast") as raised:
        Assets(templates).themed("school")
    assert [f"{file}:2:14"] == [str(problem.at) for problem in raised.value.problems]


BYTES = st.integers(0, 255)
HEX = st.builds("#{:02X}{:02X}{:02X}".format, BYTES, BYTES, BYTES)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(USUAL.inks)), HEX)
def test_for_one_colour_there_is_always_another(name: str, text: str) -> None:
    """With it the theme is good; it has the same hue, so a grey stays grey."""
    for problem in faults({name: text}).values():
        assert proposed(problem)
        assert {} == faults({name: proposed(problem)})
        red, green, blue = rgb_of(text)
        assert not red == green == blue or len(set(rgb_of(proposed(problem)))) == 1


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(USUAL.inks)), HEX, max_size=5))
def test_all_that_is_proposed_together_is_good(own: dict[str, str]) -> None:
    """A school that takes every proposal is done at once."""
    problems = faults(own)
    colours = {name: proposed(problem) for name, problem in problems.items()}
    if all(colours.values()):
        assert {} == faults({**own, **colours})


@given(HEX)
def test_what_falls_short_never_looks_enough(text: str) -> None:
    """Figures are rounded down."""
    for problem in faults({"grey": text}).values():
        ratio = problem.message.partition("contrast ")[2].partition(",")[0]
        assert float(ratio) < 4.5


def test_the_check_is_a_few_thousand_calls() -> None:
    """Every run makes it, so it must not grow with the square of inks or styles."""
    calls = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(counted)
    try:
        legibility.check(USUAL, {})
    finally:
        sys.setprofile(None)
    assert 0 < calls < MOST_CALLS


# -- what the sheets hold, against what the theme declares ----------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", THEMES)
def test_every_text_stands_where_the_theme_lets_it(name: str) -> None:
    """No text on a ground that is not checked: `grounds` names every pair that is drawn."""
    gpo = press(GPO, theme=name)
    drawn = {
        pair
        for handout in gpo.handouts
        for sheet in gpo.job(handout).sheets
        for pair in _texts(sheet.front)
    }
    grounds = gpo.composer.theme.grounds
    assert set() == {(ground, ink) for ground, ink in drawn if ink not in grounds.get(ground, ())}
    assert {"paper", "band", "shade", "dark-fill", "light-fill"} <= {ground for ground, _ in drawn}


Fill = tuple[Rect | Circle, complex, complex]


def _texts(side: Side) -> Iterator[tuple[str, str]]:
    """Yield the ground and the ink of each text; a place is a complex number, y downwards."""
    fills: list[Fill] = []
    for placement in side.placements:
        yield from _walk(placement.page.items, 1, complex(*placement.corner), fills)
    yield from _walk(side.marks, 1, 0, fills)


def _walk(
    items: Iterable[Item], by: complex, to: complex, fills: list[Fill]
) -> Iterator[tuple[str, str]]:
    for item in items:
        match item:
            case Group() | Use():
                inside = item.items if isinstance(item, Group) else item.symbol.items
                turned = by * cmath.rect(item.scale, math.radians(item.turn))
                yield from _walk(inside, turned, to + by * complex(item.x, item.y), fills)
            case Rect() | Circle() if item.fill:
                fills.append((item, by, to))
            case Path() if item.fill:
                places = [
                    xy
                    for _, values in item.segments
                    for xy in zip(values[::2], values[1::2], strict=True)
                ]
                across, down = [x for x, _ in places], [y for _, y in places]
                size = max(across) - min(across), max(down) - min(down)
                box = Rect(min(across), min(down), *size, fill=item.fill)
                fills.append((box, by, to))
            case Text():
                middle = to + by * complex(item.x + item.size / 4, item.y - item.size / 4)
                covered = [fill for fill, b, t in fills if _holds(fill, (middle - t) / b)]
                ground = covered[-1].fill if covered else None
                yield ground.name if ground else "paper", item.style.ink.name
            case _:
                pass


def _holds(fill: Rect | Circle, at: complex) -> bool:
    if isinstance(fill, Circle):
        return abs(at - complex(fill.cx, fill.cy)) < fill.r
    return 0 < at.real - fill.x < fill.width and 0 < at.imag - fill.y < fill.height
