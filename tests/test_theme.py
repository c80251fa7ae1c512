"""Inks and text styles by name; whatever is wrong in a theme is a Problem."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets import theme
from worksheets.assets import Assets
from worksheets.content.model import Style
from worksheets.geometry import MM_PER_POINT
from worksheets.problems import Place, Problem, Problems

AT = Place("theme.yaml")
DATA: dict[str, Any] = {
    "fonts": {"sans": "Sans.ttf", "greek": "Greek.ttf"},
    "families": {"regular": ["sans", "greek"]},
    "inks": {"ink": "#1b2430", "paper": "#FFFFFF"},
    "styles": {
        "body": {},
        "title": {"size": "20pt", "leading": 1.1, "ink": "paper", "align": "center", "after": 2},
    },
}


def changed(path: str, value: object) -> dict[str, Any]:
    """The good theme with one value changed."""
    data = copy.deepcopy(DATA)
    *steps, last = path.split("/")
    inside = data
    for step in steps:
        inside = inside[step]
    inside[last] = value
    return data


def test_a_style_has_defaults() -> None:
    """A style says only what is not usual: 10 pt, leading 1.2, from the left."""
    body = theme.read(DATA, AT).style("body", AT)
    assert ("body", ("sans", "greek"), "left", 0) == (
        *(body.name, body.fonts),
        *(body.align, body.space_after),
    )
    assert (pytest.approx(10 * MM_PER_POINT), 1.2) == (body.size, body.leading)


def test_a_style_says_it_all() -> None:
    """Size in mm, ink by name, and the space after it."""
    title = theme.read(DATA, AT).style("title", AT)
    assert ("#FFFFFF", "center", 2, 1.1) == (
        *(title.ink.colour, title.align),
        *(title.space_after, title.leading),
    )
    assert pytest.approx(20 * MM_PER_POINT) == title.size


def test_a_colour_is_read_as_light() -> None:
    """Red, green and blue from 0 to 1; hexadecimal digits in capitals."""
    inks = theme.read(changed("inks/ink", "#ff0033"), AT).inks
    assert ("#FF0033", (1, 0, 0.2)) == (inks["ink"].colour, inks["ink"].rgb)


@pytest.mark.parametrize(
    ("path", "value", "message", "hint"),
    [
        ("inks/ink", "blue", "ink ink: 'blue' is not a colour", 'write "#1B2430"'),
        ("inks/ink", "#12345", "ink ink: '#12345' is not a colour", 'write "#1B2430"'),
        ("inks/ink", "#1234567", "ink ink: '#1234567' is not a colour", 'write "#1B2430"'),
        ("inks/ink", 123456, "ink ink: 123456 is not a colour", 'write "#1B2430"'),
        ("inks", [], "inks: must be a set of keys", ""),
        ("fonts", None, "fonts: must be a set of keys", ""),
        ("styles", "body", "styles: must be a set of keys", ""),
        ("styles/body", 12, "styles.body: must be a set of keys", ""),
        ("families/regular", "sans", "families.regular: must be a list of fonts", ""),
        ("families/regular", [], "families.regular: must be a list of fonts", ""),
        (
            "families/regular", ["sand"],
            "families.regular: there is no font 'sand'", "did you mean 'sans'?",
        ),
        ("styles/body/colour", "ink", "styles.body.colour: unknown key", "known: "),
        ("styles/body/sise", 9, "styles.body.sise: unknown key", "did you mean 'size'?"),
        ("styles/body/ink", "inkt", "styles.body: unknown 'inkt'", "did you mean 'ink'?"),
        (
            "styles/body/font", "regulr",
            "styles.body: unknown 'regulr'", "did you mean 'regular'?",
        ),
        (
            "styles/body/align", "centre",
            "styles.body: unknown 'centre'", "did you mean 'center'?",
        ),
        ("styles/body/size", "10px", "styles.body.size: '10px' is not a length", "write 12, "),
        ("styles/body/size", 0, "styles.body.size: must be more than 0", ""),
        ("styles/body/size", -1, "styles.body.size: must be more than 0", ""),
        ("styles/body/leading", "wide", "styles.body.leading: 'wide' is not a length", "write "),
        ("styles/body/leading", 0, "styles.body.leading: must be more than 0", ""),
        ("styles/body/after", -1, "styles.body.after: must not be negative", ""),
        ("extra", {}, "a theme has the keys fonts, families, inks and styles", ""),
    ],
)  # fmt: skip
def test_a_fault_in_a_theme_names_it(path: str, value: object, message: str, hint: str) -> None:
    """The value by its path, what is wrong, the theme's file, and a way out."""
    with pytest.raises(Problem) as raised:
        theme.read(changed(path, value), AT)
    assert f"theme.yaml: {message}" == str(raised.value)
    assert raised.value.hint.startswith(hint)


ODD = (None, True, 0, -1, 10**9, float("nan"), "", "x", "#", [], [[]], {}, {"a": 1}, ["sans"])
PATHS = ("fonts/sans", "families/regular", "inks/ink", "styles/body", "styles/title/size",
         "styles/title/leading", "styles/title/ink", "styles/title/align", "styles/title/font",
         "styles/title/after", "fonts", "families", "inks", "styles")  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(ODD))
def test_any_value_anywhere_is_a_theme_or_a_problem(path: str, value: object) -> None:
    """Nothing an author writes in a theme ends in a traceback; a size is always a size."""
    try:
        read = theme.read(changed(path, value), AT)
    except Problem as problem:
        assert "theme.yaml" == problem.at.file
    else:
        assert all(style.size > 0 and style.leading > 0 for style in read.styles.values())


@pytest.mark.parametrize("data", [None, [], "theme", {}, {"inks": {}}])
def test_what_is_no_theme_is_a_problem(data: object) -> None:
    with pytest.raises(Problem, match="a theme has the keys fonts, families, inks and styles"):
        theme.read(data, AT)


def test_unknown_names_get_the_nearest() -> None:
    """A template that names what is not there learns at its own line what is."""
    read = theme.read(DATA, AT)
    at = Place("templates/a.xml", 3)
    with pytest.raises(Problem, match="there is no ink 'papier'") as ink:
        read.ink("papier", at)
    with pytest.raises(Problem, match="there is no text style 'titel'") as style:
        read.style("titel", at)
    assert ("templates/a.xml:3", "did you mean 'paper'?") == (str(ink.value.at), ink.value.hint)
    assert ("templates/a.xml:3", "did you mean 'title'?") == (str(style.value.at), style.value.hint)


def test_a_workshop_replaces_the_colour_of_an_ink() -> None:
    """Styles that use the ink take the new colour; the rest stays as it was."""
    read = theme.read(DATA, AT)
    own = theme.replaced(read, {"paper": "#ffeedd"}, {})
    assert "#FFEEDD" == own.ink("paper", AT).colour == own.style("title", AT).ink.colour
    assert read.style("body", AT) == own.style("body", AT)
    assert read is theme.replaced(read, {}, {})


@pytest.mark.parametrize(
    ("name", "colour", "message"),
    [
        ("papier", "#FFEEDD", "there is no ink 'papier'"),
        ("paper", "cream", "ink paper: 'cream' is not a colour"),
    ],
)
def test_a_wrong_colour_of_a_workshop_names_its_line(name: str, colour: str, message: str) -> None:
    """The place is that of the colour in the workshop's file."""
    places = {id(colour): Place("demo/workshop.yaml", 7, 12)}
    with pytest.raises(Problem) as raised:
        theme.replaced(theme.read(DATA, AT), {name: colour}, places)
    assert f"demo/workshop.yaml:7:12: {message}" == str(raised.value)


def test_broken_yaml_in_the_theme_is_a_problem_at_its_line(templates: Path) -> None:
    (templates / "theme.yaml").write_text("fonts: {}\ninks: 'x\n", encoding="utf-8")
    with pytest.raises(Problems) as raised:
        _ = Assets(templates).theme
    assert [2] == [problem.at.line for problem in raised.value.problems]


@pytest.fixture(scope="module")
def own() -> theme.Theme:
    return Assets().theme


@pytest.mark.parametrize("style", Style.__args__)
@pytest.mark.parametrize("part", ["fill", "ring", "text", "edge"])
def test_each_style_of_circles_has_its_inks(own: theme.Theme, style: str, part: str) -> None:
    """A circle's template makes these names of its set's style."""
    assert f"{style}-{part}" in own.inks


def luminance(ink: theme.Ink) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in ink.rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("grey", "paper"),
        ("line", "paper"),
        ("paper", "ink"),
        ("dark-text", "dark-fill"),
        ("light-text", "light-fill"),
        *(("ink", f"tint-{y}-{x}") for y in ("top", "bottom") for x in ("left", "right")),
    ],
)
def test_text_can_be_read_on_its_ground(own: theme.Theme, text: str, ground: str) -> None:
    """At least 4.5 to 1, as WCAG 2.2 asks of text."""
    dark, light = sorted(luminance(own.inks[name]) for name in (text, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_circle_sets_are_told_apart_in_grey(own: theme.Theme) -> None:
    """On a black-and-white printer dark and light circles still differ, 3 to 1 at least."""
    dark, light = luminance(own.inks["dark-fill"]), luminance(own.inks["light-fill"])
    assert (light + 0.05) / (dark + 0.05) >= 3
