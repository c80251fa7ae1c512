"""Text past the panel it stands on, or over a drawing, is a warning of `check`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path as File

import pytest
from click.testing import CliRunner
from conftest import ROOT, Workshop, press
from hypothesis import given
from hypothesis import strategies as st

from worksheets.cli.check import check
from worksheets.drawing.items import (
    Circle,
    Group,
    Item,
    Page,
    Path,
    Picture,
    Rect,
    Stroke,
    Symbol,
    Text,
    Use,
)
from worksheets.drawing.strays import PAST, strays
from worksheets.geometry import Size
from worksheets.markup import assets
from worksheets.markup.assets import Assets
from worksheets.problems import NOWHERE, Place, Problem, Problems, Undoable

ASSETS = Assets()
STYLE = ASSETS.theme.style("body", NOWHERE)
INK, TINT = ASSETS.theme.ink("ink", NOWHERE), ASSETS.theme.ink("shade", NOWHERE)
EDGE = Stroke(INK, 0.3)
HERE = Place("content/a.yaml", 3, 5)
WIDE = ASSETS.fonts.width("woorden", STYLE.fonts) * 4
TEXT = Text(20, 20, "woorden", STYLE, 4, source=HERE)
SQUARE = (("M", (0.0, 0.0)), ("L", (8.0, 0.0)), ("L", (8.0, 8.0)), ("L", (0.0, 8.0)), ("Z", ()))
ICON = Symbol("icon", (Path(SQUARE, INK),))
LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersters"


def told(*items: Item) -> list[str]:
    return list(map(str, strays(Page("p", Size(100, 80), items), ASSETS.fonts)))


@pytest.mark.parametrize("look", [{"fill": TINT}, {"stroke": EDGE}])
def test_text_past_its_panel_is_told_at_the_content(look: dict[str, object]) -> None:
    panel = Rect(15, 10, WIDE, 20, **look)  # type: ignore[arg-type]
    fact = "content/a.yaml:3:5: 'woorden' runs 5.0 mm past the panel that it stands on"
    assert [fact] == told(panel, TEXT)
    assert [fact] == told(Group((panel, TEXT), x=3, y=4))


@pytest.mark.parametrize(
    "items",
    [
        (Rect(15, 10, 60, 20, fill=TINT), TEXT),
        (Rect(15, 10, WIDE, 20), TEXT),  # nothing is seen of it
        (TEXT, Rect(15, 10, WIDE, 20, stroke=EDGE)),  # it comes later: a place on the text
        (Rect(0, 10, 22, 20, fill=TINT), TEXT),  # a tint that most of it is not on
        (Rect(0, 16, WIDE + 19.7, 6, fill=TINT), TEXT),  # what nobody sees
        # A circle that was laid on a field, with its word.
        (Rect(0, 0, 24, 40, fill=TINT), Circle(20 + WIDE / 2, 19, 12, fill=TINT), TEXT),
    ],
)
def test_text_that_keeps_within_or_stands_elsewhere_is_no_slip(items: tuple[Item, ...]) -> None:
    assert [] == told(*items)


@pytest.mark.parametrize(
    "drawing",
    [
        Use(ICON, x=24, y=14),
        Use(ICON, x=14, y=14),
        Picture(22, 15, 5, 5, b""),
        Circle(20, 19, 6, stroke=EDGE),
        Circle(22, 19, 0.8, fill=INK),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_text_over_a_drawing_is_told(drawing: Item, is_first: bool) -> None:
    items = (drawing, TEXT) if is_first else (TEXT, drawing)
    assert ["content/a.yaml:3:5: 'woorden' lies over a drawing"] == told(*items)


@pytest.mark.parametrize(
    "items",
    [
        (Use(ICON, x=11, y=14), TEXT),  # beside it
        (Use(ICON, x=24, y=20.5), TEXT),  # below it
        (Circle(20 + WIDE / 2, 19, 20, stroke=EDGE), TEXT),  # in it
        # A plate lies between them.
        (Use(ICON, x=24, y=14), Rect(18, 14, WIDE + 4, 9, fill=TINT), TEXT),
    ],
)
def test_text_beside_a_drawing_or_on_a_plate_is_fine(items: tuple[Item, ...]) -> None:
    assert [] == told(*items)


@given(st.floats(0, 40), st.floats(5, 60))
def test_what_is_told_of_is_past_an_edge(x: float, width: float) -> None:
    """Counted in another way: it begins on the panel, is on it for the half, and ends past it."""
    on = min(x + width, 20 + WIDE) - 20
    past = 20 + WIDE - x - width
    begins = x <= 20 + PAST and on >= WIDE / 2
    if abs(past - PAST) > 0.01 and abs(on - WIDE / 2) > 0.01 and abs(x - 20) > 2 * PAST:
        expected = begins and past > PAST
        assert expected == bool(told(Rect(x, 5, width, 40, fill=TINT), TEXT))


PAGE = """<page name="own" width="{{ paper.width }}" height="{{ paper.height }}">
<paragraph x="20" y="20" width="90" height="9" style="heading" role="h1">Kop</paragraph>
<rect x="20" y="40" width="20" height="8" fill="shade"/>
<text x="21" y="45" style="body" role="p">{{ handout.title }}</text>
</page>"""


@pytest.mark.parametrize(("title", "warnings"), [(LONG[:14], 1), ("Kort", 0)])
def test_check_warns_of_it(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, title: str, warnings: int
) -> None:
    """At the line of the words, for a designer's template that gives its line no width."""
    templates = File(shutil.copytree(ROOT / "templates", workshop.folder.parent / "templates"))
    (templates / "own.xml").write_text(PAGE, encoding="utf-8")
    workshop.change("workshop.yaml", "handouts:", f"handouts:\n  - {{id: own, title: {title}}}")
    lines = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, text in enumerate(lines) if "id: own" in text)
    monkeypatch.setattr(assets, "share", lambda _name: templates)
    result = CliRunner().invoke(check, [str(workshop.folder), "--format", "json"])
    report = json.loads(result.output)
    assert report["good"] and 0 == result.exit_code
    assert [line] * warnings == [warning["line"] for warning in report["warnings"]]
    assert all("past the panel" in warning["message"] for warning in report["warnings"])


WORDS = [
    ("workshop.yaml", "title: Gepersonaliseerd onderwijs"),
    ("quadrant.yaml", "    name: pers"),
    ("steps.yaml", "title: "),
    ("aspects.yaml", "label: waar"),
    ("facets.yaml", "name: "),
    ("consequences.yaml", "title: "),
    ("timeline.yaml", "title: "),
    ("rules.yaml", "title: "),
    ("examples.yaml", "title: "),
]


def warned(workshop: Workshop | str, **options: object) -> list[str]:
    """The warnings of all pages that can be made."""
    folder = ROOT / "content" / workshop if isinstance(workshop, str) else workshop.folder
    made = press(folder, **options)
    warnings = []
    for handout in made.handouts:
        try:
            sheets = made.job(handout).sheets
        except (Problem, Problems, Undoable):
            continue
        pages = {id(p.page): p.page for sheet in sheets for p in sheet.front.placements}
        warnings += [str(w) for page in pages.values() for w in strays(page, made.fonts)]
    return warnings


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old"), WORDS)
def test_long_words_keep_to_their_panels(workshop: Workshop, file: str, old: str) -> None:
    """Our own templates give words a width, so that they shrink, wrap or are refused."""
    workshop.change(file, old, f"{old.partition(':')[0]}: {LONG} #")
    assert [] == warned(workshop)


@pytest.mark.slow
@pytest.mark.parametrize("workshop", ["gpo", "gpo-en", "eisenhower"])
@pytest.mark.parametrize("paper", [None, "A4", "A3", "Letter"])
def test_what_is_shipped_has_no_warning(workshop: str, paper: str | None) -> None:
    assert [] == warned(workshop, paper=paper)
