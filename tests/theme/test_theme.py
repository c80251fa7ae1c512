"""Inks, rules and text styles by name; whatever is wrong in a theme is a Problem."""

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.geometry import MM_PER_POINT
from worksheets.markup.assets import Assets
from worksheets.problems import Place, Problem, Problems
from worksheets.reading.fields import Style
from worksheets.theme import theme
from worksheets.theme.colour import lightness

AT = Place("theme.yaml")
PARTS = (
    "a theme has the keys name, fonts, families, inks, plates, rules, styles, grounds, graphics,"
    " told_apart_by"
)
DATA: dict[str, Any] = {
    "name": "plain",
    "fonts": {"sans": "Sans.ttf", "greek": "Greek.ttf"},
    "families": {"regular": ["sans", "greek"]},
    "inks": {"ink": "#1b2430", "paper": "#FFFFFF"},
    "rules": {"frame": {"ink": "paper", "weight": "0.5mm", "dash": "3 1.5mm"}, "none": {}},
    "styles": {
        "body": {},
        "title": {"size": "20pt", "leading": 1.1, "ink": "paper", "align": "center", "after": 2},
    },
    "grounds": {"paper": ["ink", "body"]},
    "graphics": {"paper": ["ink"]},
    "told_apart_by": "ring",
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
    body = theme.theme_of(DATA, AT).style("body", AT)
    assert ("body", ("sans", "greek"), "left", 0) == (
        *(body.name, body.fonts),
        *(body.align, body.space_after),
    )
    assert (pytest.approx(10 * MM_PER_POINT), 1.2) == (body.size, body.leading)


def test_a_style_says_it_all() -> None:
    """Size in mm, ink by name, and the space after it."""
    title = theme.theme_of(DATA, AT).style("title", AT)
    assert ("#FFFFFF", "center", 2, 1.1) == (
        *(title.ink.colour, title.align),
        *(title.space_after, title.leading),
    )
    assert pytest.approx(20 * MM_PER_POINT) == title.size


def test_a_rule_is_an_ink_a_weight_and_dashes() -> None:
    """One that says nothing is not drawn: it has no weight."""
    read = theme.theme_of(DATA, AT)
    frame, none = read.rule("frame", AT), read.rule("none", AT)
    assert ("paper", 0.5, (3, 1.5)) == (frame.ink.name, frame.weight, frame.dash)
    assert ("ink", 0, ()) == (none.ink.name, none.weight, none.dash)


@pytest.mark.parametrize(
    ("font", "size", "large"),
    [
        ("Sans-bold", "14pt", True),
        ("Sans-bold", "13.9pt", False),
        ("Sans", "18pt", True),
        ("Sans", "17.9pt", False),
    ],
)
def test_large_text_is_large_or_bold(font: str, size: str, large: bool) -> None:
    """As WCAG 2.1 has it: 18 points, or 14 points bold."""
    data = changed("fonts", {font: "Font.ttf"}) | {"families": {"regular": [font]}}
    data["styles"]["body"] = {"size": size}
    assert large is theme.theme_of(data, AT).style("body", AT).is_large


def test_a_colour_is_read_as_light() -> None:
    """Red, green and blue from 0 to 1; hexadecimal digits in capitals."""
    inks = theme.theme_of(changed("inks/ink", "#ff0033"), AT).inks
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
        ("extra", {}, PARTS, ""),
        ("rules/frame", 1, "rules.frame: must be a set of keys", ""),
        ("rules/frame/wait", 1, "rules.frame.wait: unknown key", "did you mean 'weight'?"),
        ("rules/frame/ink", "papr", "rules.frame: there is no ink 'papr'", "did you mean 'paper'?"),
        ("rules/frame/weight", -1, "rules.frame.weight: must not be negative", ""),
        ("rules/frame/weight", "fat", "rules.frame.weight: 'fat' is not a length", "write "),
        ("rules/frame/dash", "3 0", "rules.frame.dash: must be more than 0", ""),
        ("grounds/papr", ["ink"], "grounds: there is no ink 'papr'", "did you mean 'paper'?"),
        ("grounds/paper", "ink", "grounds.paper: must be a list of names", ""),
        ("grounds/paper", ["bodi"], "grounds.paper: unknown 'bodi'", "did you mean 'body'?"),
        ("graphics/paper", ["body"], "graphics.paper: unknown 'body'", "known: ink, paper"),
        ("told_apart_by", "rings", "told_apart_by: unknown 'rings'", "did you mean 'ring'?"),
    ],
)  # fmt: skip
def test_a_fault_in_a_theme_names_it(path: str, value: object, message: str, hint: str) -> None:
    """The value by its path, what is wrong, the theme's file, and a way out."""
    with pytest.raises(Problem) as raised:
        theme.theme_of(changed(path, value), AT)
    assert f"theme.yaml: {message}" == str(raised.value)
    assert raised.value.hint.startswith(hint)


ODD = (None, True, 0, -1, 10**9, float("nan"), "", "x", "#", [], [[]], {}, {"a": 1}, ["sans"])
PATHS = ("name", "rules", "rules/frame", "rules/frame/dash", "grounds", "grounds/paper",
         "graphics", "graphics/paper", "told_apart_by",
         "fonts/sans", "families/regular", "inks/ink", "styles/body", "styles/title/size",
         "styles/title/leading", "styles/title/ink", "styles/title/align", "styles/title/font",
         "styles/title/after", "fonts", "families", "inks", "styles")  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(ODD))
def test_any_value_anywhere_is_a_theme_or_a_problem(path: str, value: object) -> None:
    """Nothing an author writes in a theme ends in a traceback; a size is always a size."""
    try:
        read = theme.theme_of(changed(path, value), AT)
    except Problem as problem:
        assert "theme.yaml" == problem.at.file
    else:
        assert all(style.size > 0 and style.leading > 0 for style in read.styles.values())


@pytest.mark.parametrize("data", [None, [], "theme", {}, {"inks": {}}])
def test_what_is_no_theme_is_a_problem(data: object) -> None:
    with pytest.raises(Problem, match=PARTS):
        theme.theme_of(data, AT)


def test_unknown_names_get_the_nearest() -> None:
    """A template that names what is not there is told so at its own line."""
    read = theme.theme_of(DATA, AT)
    at = Place("templates/a.xml", 3)
    with pytest.raises(Problem, match="there is no ink 'papier'") as ink:
        read.ink("papier", at)
    with pytest.raises(Problem, match="there is no text style 'titel'") as style:
        read.style("titel", at)
    with pytest.raises(Problem, match="there is no rule 'fram'") as rule:
        read.rule("fram", at)
    assert ("templates/a.xml:3", "did you mean 'frame'?") == (str(rule.value.at), rule.value.hint)
    assert ("templates/a.xml:3", "did you mean 'paper'?") == (str(ink.value.at), ink.value.hint)
    assert ("templates/a.xml:3", "did you mean 'title'?") == (str(style.value.at), style.value.hint)


def test_a_workshop_replaces_the_colour_of_an_ink() -> None:
    """Styles and rules that use the ink take the new colour; the rest stays as it was."""
    read = theme.theme_of(DATA, AT)
    own = theme.replaced(read, {"paper": "#ffeedd"}, {})
    assert "#FFEEDD" == own.ink("paper", AT).colour == own.style("title", AT).ink.colour
    assert "#FFEEDD" == own.rule("frame", AT).ink.colour
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
        theme.replaced(theme.theme_of(DATA, AT), {name: colour}, places)
    assert f"demo/workshop.yaml:7:12: {message}" == str(raised.value)


def test_a_theme_says_what_differs_from_another() -> None:
    """The rest is that of the other; a rule is replaced as a whole."""
    own = {"inks": {"ink": "#000000"}, "rules": {"frame": {"weight": 1}}, "told_apart_by": "fill"}
    read = theme.theme_of(theme.varied(DATA, own, AT, name="black"), AT)
    assert ("black", "#000000", "#FFFFFF", "fill") == (
        *(read.name, read.ink("ink", AT).colour),
        *(read.ink("paper", AT).colour, read.told_apart_by),
    )
    frame = read.rule("frame", AT)
    assert ("ink", 1, ()) == (frame.ink.name, frame.weight, frame.dash)


@pytest.mark.parametrize(
    ("own", "message", "hint"),
    [
        (
            {"styles": {}},
            f"this theme may only have the keys {', '.join(theme.VARIED)}",
            "",
        ),
        (None, f"this theme may only have the keys {', '.join(theme.VARIED)}", ""),
        ({"inks": []}, "inks: must be a set of keys", ""),
        ({"inks": {"papr": "#FFFFFF"}}, "inks.papr: unknown name", "did you mean 'paper'?"),
        ({"rules": {"fram": {}}}, "rules.fram: unknown name", "did you mean 'frame'?"),
    ],
)
def test_a_theme_adds_no_names(own: object, message: str, hint: str) -> None:
    """No template would use them: they are slips of the pen."""
    with pytest.raises(Problem) as raised:
        theme.varied(DATA, own, AT, name="black")
    assert (f"theme.yaml: {message}", hint) == (str(raised.value), raised.value.hint)


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


def test_the_themes(own: theme.Theme) -> None:
    """The usual one first."""
    assets = Assets()
    assert ("kleur", "grijs", "inktbesparend") == assets.themes
    assert [*assets.themes] == [assets.themed(name).name for name in assets.themes]
    assert assets.theme is assets.themed("kleur")


def test_an_unknown_theme_gets_the_nearest() -> None:
    with pytest.raises(Problem, match="there is no theme 'grijz'") as raised:
        Assets().themed("grijz", Place("workshop.yaml", 4))
    assert ("workshop.yaml:4", "did you mean 'grijs'?") == (
        str(raised.value.at),
        raised.value.hint,
    )


@pytest.mark.parametrize("name", ["../theme", "themes/grijs", "", "/etc/passwd"])
def test_a_theme_is_a_name_and_no_path(name: str) -> None:
    with pytest.raises(Problem, match="there is no theme"):
        Assets().themed(name)


def test_what_is_wrong_in_a_theme_of_a_school_names_its_file(templates: Path) -> None:
    """Each theme has a file of its own."""
    (templates / "themes" / "school.yaml").write_text("inks: {ikn: '#000000'}", encoding="utf-8")
    with pytest.raises(Problem) as raised:
        Assets(templates).themed("school")
    assert str(templates / "themes" / "school.yaml") == str(raised.value.at)


def test_grey_is_grey() -> None:
    """Red, green and blue are equal in every ink; quarters differ by 3 in lightness at least."""
    inks = Assets().themed("grijs").inks
    assert [] == [ink.name for ink in inks.values() if len(set(ink.rgb)) > 1]
    tints = sorted(lightness(ink.rgb) for name, ink in inks.items() if name.startswith("tint-"))
    assert 4 == len(tints)
    assert all(darker + 3 <= lighter for darker, lighter in itertools.pairwise(tints))


def test_saving_ink_fills_nothing() -> None:
    """Every ground is paper white; the ring of one set is closed, with a rim, the other dashed."""
    own = Assets().themed("inktbesparend")
    dark = {"on-step", "dark-edge", "light-edge", "plain-edge"}  # discs with a number
    assert {"#FFFFFF"} == {own.inks[ground].colour for ground in own.grounds if ground not in dark}
    closed, light = own.rules["dark-ring"], own.rules["light-ring"]
    assert (1.2, 1.2) == (closed.weight, light.weight)
    assert not closed.dash and light.dash
    assert own.rules["dark-edge"].weight and not own.rules["light-edge"].weight


@pytest.mark.parametrize("name", ["kleur", "grijs", "inktbesparend"])
def test_no_template_names_a_theme(name: str) -> None:
    """Themes are files, not cases in a template."""
    templates = list(Assets().folder.rglob("*.xml"))
    assert templates and [] == [path.name for path in templates if name in path.read_text("utf-8")]
