"""Icons: SVG files to outlines, and what no icon may have."""

from pathlib import Path

import pytest

from worksheets.content.load import load
from worksheets.drawing.svgpath import parse
from worksheets.installed import share
from worksheets.markup.assets import Assets
from worksheets.markup.icons import Icon, read_icon
from worksheets.problems import Place, Problem

NAMES = sorted(path.stem for path in (share("templates") / "icons").glob("*.svg"))
BOX = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'


def icon(inside: str, attributes: str = BOX) -> Icon:
    return read_icon("a", f"<svg {attributes}>\n{inside}\n</svg>".encode(), "icons/a.svg")


def problem_of(inside: str, attributes: str = BOX) -> str:
    with pytest.raises(Problem) as raised:
        icon(inside, attributes)
    return str(raised.value)


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        ('<path d="M1 2h3"/>', "M1 2h3"),
        ('<line x1="1" y1="2" x2="3" y2="4"/>', "M1 2L3 4"),
        ('<polyline points="1,2 3,4 5,6"/>', "M1 2L3 4L5 6"),
        ('<polygon points="1 2 3 4 5 6"/>', "M1 2L3 4L5 6Z"),
        ('<rect x="1" y="2" width="3" height="4"/>', "M1 2H4V6H1Z"),
        ('<rect width="3" height="4"/>', "M0 0H3V4H0Z"),
    ],
)
def test_shapes_are_paths(shape: str, path: str) -> None:
    """Basic shapes are short for paths."""
    (drawn,) = icon(shape).shapes
    assert parse(path) == drawn.segments


@pytest.mark.parametrize(
    ("shape", "left", "bottom"),
    [
        ('<circle cx="5" cy="6" r="2"/>', 3, 8),
        ('<ellipse cx="5" cy="6" rx="3" ry="1"/>', 2, 7),
        ('<rect x="2" y="3" width="6" height="4" rx="1"/>', 2, 7),
        ('<rect x="2" y="3" width="6" height="4" ry="9"/>', 2, 7),  # no more than fits
    ],
)
def test_round_shapes_reach_their_edges(shape: str, left: float, bottom: float) -> None:
    (drawn,) = icon(shape).shapes
    ends = [numbers[-2:] for _, numbers in drawn.segments if numbers]
    assert (left, bottom) == pytest.approx((min(x for x, _ in ends), max(y for _, y in ends)))


@pytest.mark.parametrize(
    ("attributes", "inside", "looks"),
    [
        ("", "", [None]),  # SVG's own way: filled, not stroked
        ('fill="none" stroke="black"', "", [1]),
        ('fill="none" stroke="currentColor" stroke-width="2"', "", [2]),
        ('fill="none" stroke="black" stroke-width="2"', 'stroke-width="1.5"', [1.5]),
        ('fill="none"', 'fill="black"', [None]),
        ('stroke="black"', "", [None, 1]),  # both: fill below, stroke above
        ('fill="none"', "", []),
    ],
)
def test_looks_are_inherited(attributes: str, inside: str, looks: list[float | None]) -> None:
    """What the svg or a group says holds inside, until it is said anew."""
    in_svg = icon(f'<path d="M0 0h1" {inside}/>', f"{BOX} {attributes}")
    in_group = icon(f'<g {attributes}><path d="M0 0h1" {inside}/></g>')
    assert looks == [shape.weight for shape in in_svg.shapes]
    assert looks == [shape.weight for shape in in_group.shapes]


def test_holes_keep_their_rule() -> None:
    (shape,) = icon('<path fill-rule="evenodd" d="M0 0h9v9h-9zM3 3h3v3h-3z"/>').shapes
    assert shape.even_odd


def test_words_about_an_icon_are_not_drawn() -> None:
    """Title, description and metadata are passed over."""
    assert () == icon("<title>A</title><desc>b</desc><metadata><x/></metadata><defs/>").shapes


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<text>A</text>", "icons/a.svg:2: an icon cannot have <text>"),
        ("<style>*{}</style>", "icons/a.svg:2: an icon cannot have <style>"),
        ('<use href="#a"/>', "icons/a.svg:2: an icon cannot have <use>"),
        (
            '<g transform="scale(2)"/>',
            "icons/a.svg:2: an icon cannot have the attribute 'transform'",
        ),
        (
            '<path d="M0 0" style="fill:red"/>',
            "icons/a.svg:2: an icon cannot have the attribute 'style'",
        ),
        ("<path/>", "icons/a.svg:2: <path> lacks a number"),
        ('<circle r="2px"/>', "icons/a.svg:2: <circle> lacks a number"),
        ("<polygon/>", "icons/a.svg:2: <polygon> lacks a number"),
        (
            '<polyline points="1 2 3"/>',
            "icons/a.svg:2: M takes 2 numbers at a time, not 3",
        ),
        ('<path d="L1 1"/>', "icons/a.svg:2: path data must start with M, not 'L'"),
        (
            '<path d="M0 0" stroke="black" stroke-width="2px"/>',
            "icons/a.svg:2: a stroke-width is a number without a unit",
        ),
        ("<path", "icons/a.svg:1: the markup is broken: not well-formed (invalid token)"),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(inside: str, message: str) -> None:
    """Never an icon that lacks a part: at the file's own line."""
    assert message == problem_of(inside)


@pytest.mark.parametrize(
    ("view", "fact"),
    [
        ("", "of four numbers"),
        ("viewBox='0 0 24'", "of four numbers"),
        ("viewBox='0 0 24 x'", "of four numbers"),
        ("viewBox='0 0 0 24'", "with a width and a height"),
        ("viewBox='0 0 24 -24'", "with a width and a height"),
        ("viewBox='0 0 nan 24'", "with a width and a height"),
        ("viewBox='inf 0 24 24'", "with a width and a height"),
    ],
)
def test_an_icon_has_a_size(view: str, fact: str) -> None:
    assert f"icons/a.svg:1: an icon needs a viewBox {fact}" == problem_of("", view)


@pytest.mark.parametrize("name", NAMES)
def test_our_icons_lie_in_their_box(name: str) -> None:
    """Each can be read; nothing but control points leaves the view box of 24."""
    icon = Assets().icon(name)
    ends = [n for shape in icon.shapes for _, numbers in shape.segments for n in numbers[-2:]]
    assert (0, 0, 24, 24) == icon.view
    assert icon.shapes
    assert 0 <= min(ends) < max(ends) <= 24


def test_the_workshop_names_icons_that_are_there() -> None:
    """Every icon that content/gpo names is in the folder."""
    folder = share("content") / "gpo"
    content = load({path.name: path.read_bytes() for path in folder.glob("*.yaml")})
    assert content.aspects
    assert {aspect.icon for aspect in content.aspects.aspects} <= set(NAMES)


def test_an_unknown_icon_has_the_line_of_whoever_named_it() -> None:
    """With the nearest name; a name is never a path to elsewhere."""
    at = Place("demo/aspects.yaml", 5, 11)
    for name, hint in (("rular", "did you mean 'ruler'?"), ("../LICENSE", "known: branches")):
        with pytest.raises(Problem) as raised:
            Assets().icon(name, at)
        assert f"demo/aspects.yaml:5:11: there is no icon {name!r}" == str(raised.value)
        assert raised.value.hint.startswith(hint)


def test_a_broken_icon_file_names_itself(templates: Path) -> None:
    """The fault is in the icon, not in who names it."""
    (templates / "icons" / "ruler.svg").write_text(f"<svg {BOX}>\n<image/></svg>", "utf-8")
    with pytest.raises(Problem) as raised:
        Assets(templates).icon("ruler")
    assert f"{templates}/icons/ruler.svg:2: an icon cannot have <image>" == str(raised.value)
