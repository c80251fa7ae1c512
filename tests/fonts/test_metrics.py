"""Fonts: which characters they have, how wide text is, and what a broken file says."""

import shutil
from pathlib import Path

import pytest
from conftest import Workshop
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.fonts.metrics import Fonts
from worksheets.markup.assets import Assets
from worksheets.problems import Problem, Undoable

REGULAR = ("atkinson", "source")
BOLD = ("atkinson-bold", "source-bold")

# Every Latin letter of Europe, as the fonts and their fallback have them.
letters = st.characters(min_codepoint=0x20, max_codepoint=0x17F, categories=("L", "N", "P", "Zs"))


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Assets().fonts


def pieces(fonts: Fonts, text: str) -> list[tuple[str, str]]:
    return [(run.font, run.text) for run in fonts.runs(text, REGULAR)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("woord", [("atkinson", "woord")]),
        ("", []),
        ("Ελλάδα", [("source", "Ελλάδα")]),  # Greek comes from the second font
        ("Москва", [("source", "Москва")]),  # as Cyrillic does
        ("in Москва is", [("atkinson", "in "), ("source", "Москва "), ("atkinson", "is")]),
        ("Ελ Μο", [("source", "Ελ Μο")]),  # a space stays with what it follows
        ("a → b", [("atkinson", "a "), ("source", "→ "), ("atkinson", "b")]),
        ("één reünie", [("atkinson", "één reünie")]),
    ],
)
def test_each_character_comes_from_the_first_font_that_has_it(
    fonts: Fonts, text: str, runs: list[tuple[str, str]]
) -> None:
    """Runs of one font, in the order of the text."""
    assert runs == pieces(fonts, text)


@pytest.mark.parametrize(("text", "missing"), [("漢", "漢"), ("a\U0001f600b", "\U0001f600")])
def test_a_character_that_no_font_has_is_named(fonts: Fonts, text: str, missing: str) -> None:
    """The first of them, for a message that helps."""
    with pytest.raises(LookupError) as raised:
        fonts.runs(text, REGULAR)
    assert (missing,) == raised.value.args


@pytest.mark.parametrize("pair", ["AV", "To", "Wa", "P.", "LT"])
@pytest.mark.parametrize("chain", [REGULAR, BOLD])
def test_pairs_of_letters_are_kerned(fonts: Fonts, pair: str, chain: tuple[str, ...]) -> None:
    """They stand closer than their widths alone would put them, and the run says where."""
    (run,) = fonts.runs(pair, chain)
    ((at, kern),) = run.kerns
    assert 1 == at
    assert kern < 0
    assert fonts.width(pair, chain) == pytest.approx(
        sum(fonts.width(c, chain) for c in pair) + kern
    )


@pytest.mark.parametrize("word", ["fi", "fl", "ffi", "ff", "tt"])
def test_letters_are_never_joined(fonts: Fonts, word: str) -> None:
    """No ligatures: one advance per letter, so that copied text is what was written."""
    (run,) = fonts.runs(word, ("source",))
    alone = sum(fonts.width(c, ("source",)) for c in word)
    assert alone + sum(kern for _, kern in run.kerns) == pytest.approx(run.advance)


@settings(max_examples=150, deadline=None)
@given(text=st.text(letters, max_size=30))
def test_runs_are_the_text(fonts: Fonts, text: str) -> None:
    """Nothing is lost, the width is that of the runs, and kerns lie inside their run."""
    try:
        runs = fonts.runs(text, REGULAR)
    except LookupError as error:
        assert error.args[0] in text
        return
    assert text == "".join(run.text for run in runs)
    assert fonts.width(text, REGULAR) == pytest.approx(sum(run.advance for run in runs))
    for run in runs:
        assert all(0 < at <= len(run.codes) // 2 for at, _ in run.kerns)
        bare = sum(fonts.width(c, (run.font,)) for c in run.text)
        assert bare + sum(kern for _, kern in run.kerns) == pytest.approx(run.advance)


@pytest.mark.parametrize("chain", [REGULAR, BOLD])
def test_heights_are_those_of_the_first_font(fonts: Fonts, chain: tuple[str, ...]) -> None:
    """Ascent, descent and capitals above the baseline, in em."""
    metrics = fonts.metrics(chain)
    assert (0.984, 0.316, 0.668) == (metrics.ascent, metrics.descent, metrics.cap_height)


def test_a_missing_font_file_is_named(templates: Path) -> None:
    """It cannot be done at all; the way out says where another one is named."""
    file = templates / "fonts" / "SourceSans3-Regular.ttf"
    file.unlink()
    with pytest.raises(Undoable) as raised:
        Assets(templates).fonts.width("Ж", REGULAR)
    assert f"the font file {file} is missing" == raised.value.message
    assert "under fonts" in raised.value.hint


def test_a_font_that_is_not_needed_may_be_missing(templates: Path) -> None:
    """The fallback is opened when its characters come."""
    (templates / "fonts" / "SourceSans3-Regular.ttf").unlink()
    assert Assets(templates).fonts.width("O", REGULAR) > 0


@pytest.mark.parametrize("content", [b"", b"no font at all", b"\x00\x01\x00\x00" + b"\x00" * 40])
def test_a_broken_font_file_is_named(templates: Path, content: bytes) -> None:
    """Empty, another file, or only the beginning of one."""
    file = templates / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf"
    file.write_bytes(content)
    with pytest.raises(Undoable) as raised:
        Assets(templates).fonts.width("a", BOLD)
    assert f"the font file {file} is damaged" == raised.value.message


@pytest.mark.parametrize("kept", [11, 2000, 30_000])
def test_a_cut_off_font_file_is_named(templates: Path, kept: int) -> None:
    """Half a download may still have all widths, but not all outlines."""
    file = templates / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(Undoable) as raised:
        Assets(templates).fonts.width("a", REGULAR)
    assert f"the font file {file} is damaged" == raised.value.message


@pytest.mark.parametrize("gone", ["theme.yaml", ""])
def test_a_missing_theme_or_folder_is_named(templates: Path, gone: str) -> None:
    path = templates / gone
    path.unlink() if gone else path.rename(templates.with_name("elsewhere"))
    with pytest.raises(Undoable) as raised:
        _ = Assets(templates).theme
    assert str(path) in raised.value.message


@pytest.mark.parametrize("name", ["AtkinsonHyperlegibleNext", "SourceSans3"])
def test_fonts_come_with_their_licence(name: str) -> None:
    """The Open Font License asks for it."""
    folder = Assets().folder / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / f"{name}-OFL.txt").read_text("utf-8").upper()


def test_a_school_adds_a_font_of_its_own(workshop: Workshop) -> None:
    """Letters that our fonts lack come from a file in the content folder."""
    shutil.copy(Assets().fonts.file("arabic"), workshop.folder / "eigen letters.ttf")
    workshop.change("workshop.yaml", "  fonts: []", '  fonts: ["eigen letters.ttf"]')
    chain = workshop.press().composer.theme.styles["circle"].fonts
    assert "own-1" == chain[-1]


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("geen.ttf", "the font 'geen.ttf' cannot be read"),
        ("../elders.ttf", "the font '../elders.ttf' lies outside the content folder"),
        ("aspects.yaml", "is damaged"),
    ],
)
def test_a_font_that_cannot_be_used_is_a_problem(workshop: Workshop, name: str, fact: str) -> None:
    """It stands at the line of workshop.yaml that names it."""
    workshop.change("workshop.yaml", "  fonts: []", f'  fonts: ["{name}"]')
    with pytest.raises(Problem, match=fact) as raised:
        workshop.press()
    assert raised.value.at.line
