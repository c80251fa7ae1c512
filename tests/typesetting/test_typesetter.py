"""Paragraphs, labels and columns to placed lines: nothing sticks out, nothing is lost."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from worksheets.drawing.items import (
    Blank,
    Column,
    Group,
    Item,
    Label,
    Page,
    Paragraph,
    Stroke,
    Symbol,
    Tag,
    Text,
    Use,
)
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import MM_PER_POINT, Size, points
from worksheets.markup.assets import Assets
from worksheets.problems import Place, Problem
from worksheets.typesetting.fitting import sizes_to_try
from worksheets.typesetting.hyphenation import Hyphens, words
from worksheets.typesetting.typesetter import Typesetter

AT, SOURCE = Place("templates/a.xml", 7), Place("demo/a.yaml", 3, 9)
PT = MM_PER_POINT
CLOSE = 1e-4  # mm; far below what can be seen


@cache
def fonts() -> Fonts:
    return Assets().fonts


@cache
def setter() -> Typesetter:
    return Typesetter(fonts(), Hyphens("nl-NL"))


@cache
def style(name: str = "body", **changes: Any) -> Any:
    return replace(Assets().theme.styles[name], **changes)


def paragraph(text: str, width: float, height: float | None = None, **more: Any) -> Paragraph:
    look = more.pop("style", style(size=10 * PT, leading=1.2))
    minimum = more.pop("minimum", look.size)
    return Paragraph(0, 0, width, height, text, look, minimum, at=AT, source=SOURCE, **more)


def label(text: str, r: float, **more: Any) -> Label:
    look = more.pop("style", style("circle"))
    top, bottom = more.pop("top", -r), more.pop("bottom", r)
    minimum = more.pop("minimum", 7 * PT)
    return Label(0, 0, r, top, bottom, text, look, minimum, at=AT, source=SOURCE, **more)


def fitted(item: Item, by: Typesetter | None = None) -> tuple[Text, ...]:
    """The lines of a paragraph, a label or a column."""
    page = (by or setter()).page(Page("p", Size(500, 500), (item,)))
    (group,) = page.items
    return tuple(lines_of(group))


def lines_of(item: Item) -> list[Text]:
    if isinstance(item, Text):
        return [item]
    return (
        [line for part in item.items for line in lines_of(part)] if isinstance(item, Group) else []
    )


def drawn(item: Item) -> list[str]:
    return [line.text for line in fitted(item)]


def said(lines: tuple[Text, ...]) -> str:
    """All that is read aloud, without the spaces."""
    whole = "".join(line.text if line.said is None else line.said for line in lines)
    return re.sub(r"\s", "", whole)


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def width(line: Text) -> float:
    return fonts().width(line.text, line.style.fonts) * line.size


def problem_of(item: Item) -> Problem:
    with pytest.raises(Problem) as raised:
        fitted(item)
    return raised.value


# -- words and where they may break ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("een  twee\n drie\t", ["een", "twee", "drie"]),
        ("", []),
        (" \n", []),
        ("A4\u00a0papier ligt", ["A4\u00a0papier", "ligt"]),  # a no-break space keeps them
        ("160\u202fgram", ["160\u202fgram"]),
        ("een\u2009twee\u2003drie", ["een", "twee", "drie"]),  # other spaces part them
    ],
)
def test_a_text_has_words(text: str, parts: list[str]) -> None:
    assert parts == words(text)


@pytest.mark.parametrize(
    ("word", "breaks"),
    [
        ("leerdoelen", ["leerdoe-len", "leer-doelen"]),
        ("woord", []),  # too short
        ("woord,", []),  # a comma makes no word longer
        ("contact:", ["con-tact:"]),  # and is never alone after a hyphen
        ("(leerdoelen)", ["(leerdoe-len)", "(leer-doelen)"]),
        # A diaeresis at the break goes: the hyphen parts the vowels.
        ("coördinatie", ["coördina-tie", "coördi-natie", "coör-dinatie", "co-ordinatie"]),
        ("Reünie", ["Reü-nie", "Re-unie"]),
        ("ideeën", ["idee-en"]),
        ("geïnteresseerd,", [
            "geïnteres-seerd,", "geïnte-resseerd,", "geïn-teresseerd,", "ge-interesseerd,",
        ]),
        ("VACUÜM", ["VACU-UM", "VA-CUÜM"]),
        # The writing's own breaks: after a hyphen or slash, without another hyphen.
        ("leer-werkplek", ["leer-|werkplek"]),
        ("en/of", ["en/|of"]),
        ("en/of-keuze", ["en/of-|keuze", "en/|of-keuze"]),
        ("https://iets.nl/pad", ["https://iets.nl/|pad", "https://|iets.nl/pad"]),
        ("-3", []),
        ("voor-", []),
        # At a soft hyphen, with a hyphen; others stay for the rest of the word.
        ("aa\u00adbb\u00adcc", ["aabb-cc", "aa-bb\u00adcc"]),
        ("co\u00adördinatie", ["co-ordinatie"]),
        ("\u00adleer", []),
        # An added hyphen would make another address or number of it.
        ("naam@voorbeeld.nl", []),
        ("www.voorbeeld.nl", []),
        ("1234567890", []),
    ],
)  # fmt: skip
def test_words_break_where_dutch_allows(word: str, breaks: list[str]) -> None:
    """The longest head first; | is a break without an added hyphen."""
    parts = [
        f"{head.removesuffix('-')}-{tail}" if head.count("-") > word.count("-") or
        not word.startswith(head) else f"{head}|{tail}"
        for head, tail in Hyphens("nl-NL").breaks(word)
    ]  # fmt: skip
    assert breaks == parts


@pytest.mark.parametrize(
    ("language", "word", "head"),
    [
        ("nl", "leerdoelen", "leerdoe-"),
        ("en-GB", "association", "associ-"),
        ("de", "Entwicklung", "Entwick-"),
        ("xx", "leerdoelen", None),  # no patterns: no hyphens
    ],
)
def test_each_language_has_its_own_breaks(language: str, word: str, head: str | None) -> None:
    heads = [start for start, _ in Hyphens(language).breaks(word)]
    assert head in heads if head else not heads


def test_only_dutch_drops_a_diaeresis() -> None:
    """In German ä, ö and ü are letters."""
    for language, tail in (("de", "übungen"), ("nl", "ubungen")):
        assert (("Be-", tail),) == Hyphens(language).breaks("Be\u00adübungen")


# -- paragraphs -----------------------------------------------------------------------------------


def test_lines_stand_a_leading_apart() -> None:
    """The text sits in the middle of its line box, as in CSS."""
    lines = fitted(paragraph("een twee drie", 14, style=style(size=5, leading=1.2)))
    assert ["een", "twee", "drie"] == [line.text for line in lines]
    first = (0.984 - (0.984 + 0.316 - 1.2) / 2) * 5  # the ascent, less half of what is too high
    assert [first, first + 6, first + 12] == pytest.approx([line.y for line in lines])


@pytest.mark.parametrize(
    ("align", "part"),
    [("left", 0), ("center", 0.5), ("right", 1)],
)
def test_lines_are_aligned(align: str, part: float) -> None:
    """Where a line begins, as a part of the room it leaves."""
    (line,) = fitted(paragraph("woord", 50, align=align))
    assert (50 - width(line)) * part == pytest.approx(line.x)
    assert "left" == line.anchor


@pytest.mark.parametrize(("valign", "lower"), [("top", 0), ("middle", 7), ("bottom", 14)])
def test_a_paragraph_hangs_stands_or_floats(valign: str, lower: float) -> None:
    """In a box of 20 mm a line box of 6 leaves 14."""
    look = style(size=5, leading=1.2)
    (hanging,) = fitted(paragraph("a", 50, 20, style=look))
    (line,) = fitted(paragraph("a", 50, 20, style=look, valign=valign))
    assert lower == pytest.approx(line.y - hanging.y)


def test_centred_lines_are_even() -> None:
    """Two lines of one length, rather than a full one and a word."""
    text = "een twee drie vier vijf"
    room = sum(map(width, fitted(paragraph(text, 500)))) * 0.9
    left = fitted(paragraph(text, room))
    even = fitted(paragraph(text, room, align="center"))
    assert 2 == len(left) == len(even)
    assert abs(width(even[0]) - width(even[1])) < abs(width(left[0]) - width(left[1]))


def test_text_wraps_then_hyphenates_then_shrinks() -> None:
    """In that order: whole words at full size are best, smaller text is the last resort."""
    text = "leerdoelen staan vast"
    full = width(fitted(paragraph("leerdoelen", 500))[0])
    assert ["leerdoelen", "staan vast"] == drawn(paragraph(text, full + 1, 9))
    broken = fitted(paragraph(text, full - 1, 99, minimum=5 * PT))
    assert ("leerdoe-", "leerdoe") == (broken[0].text, broken[0].said)
    assert 10 * PT == broken[0].size
    smaller = fitted(paragraph(text, full - 1, 9, minimum=5 * PT))
    assert 5 * PT <= smaller[0].size < 10 * PT


@pytest.mark.parametrize(
    ("text", "lines", "spoken"),
    [
        ("vacuüm", ["vacu-", "um"], ["vacu", "üm"]),
        ("ideeën", ["idee-", "en"], ["idee", "ën"]),
        ("aa\u00adbb\u00adcc", ["aa-", "bb-", "cc"], ["aa", "bb", None]),
        ("co\u00adördinatie", ["co-", "ordinatie"], ["co", "ördinatie"]),
        ("leer-werk", ["leer-", "werk"], [None, None]),
        ("a\u00adb", ["ab"], [None]),  # a soft hyphen that is not needed is not drawn
    ],
)
def test_a_broken_word_is_said_as_it_was_written(
    text: str, lines: list[str], spoken: list[str | None]
) -> None:
    """The hyphen is drawn and not said; the diaeresis is said and not drawn."""
    room = max(fonts().width(line, style().fonts) for line in lines) * 10 * PT
    placed = fitted(paragraph(text, room + 0.01))
    assert (lines, spoken) == ([x.text for x in placed], [x.said for x in placed])
    assert bare(text) == said(placed)


def test_coordination_at_its_narrowest() -> None:
    """In 9 mm the word takes three lines, in the end one; it comes back whole each time."""
    counts = []
    for room in range(9, 26):
        lines = fitted(paragraph("coördinatie,", room))
        assert "coördinatie," == said(lines)
        assert not any(line.text.startswith("ö") for line in lines)
        counts.append(len(lines))
    assert (3, 1) == (counts[0], counts[-1])


def test_empty_text_is_an_empty_line() -> None:
    """A field that an author left empty takes a line and draws nothing."""
    assert [""] == drawn(paragraph("", 50)) == drawn(label("", 9))
    (line,) = setter().page(Page("p", Size(9, 9), (Text(1, 2, "", style(), 3),))).items
    assert isinstance(line, Text) and (1, "") == (line.x, line.text)


def test_a_word_too_long_for_any_line_is_a_problem() -> None:
    """It is not clipped, nor broken where it may not."""
    problem = problem_of(paragraph("x" * 400, 50))
    assert "demo/a.yaml:3:9: the text does not fit in a box of 50 mm" == str(problem)


def test_overflow_names_the_line_and_the_sizes() -> None:
    """What fits, what is allowed, and who draws it."""
    problem = problem_of(paragraph("een twee drie", 10, 9, minimum=9 * PT))
    assert "demo/a.yaml:3:9: the text does not fit in a box of 10 x 9 mm" == str(problem)
    assert "fits at 7 pt, the smallest allowed is 9 pt (drawn by templates/a.xml:7)" == (
        problem.detail
    )
    own = problem_of(replace(paragraph("een twee drie", 10, 1), source=Place("")))
    assert "templates/a.xml:7: the text does not fit in a box of 10 x 1 mm" == str(own)
    assert "it does not fit at 3 pt, the smallest allowed is 10 pt" == own.detail


def test_sizes_in_messages_are_those_on_paper() -> None:
    """In a group at half size a box of 10 mm is one of 5."""
    item = replace(paragraph("een twee drie", 10, 9, minimum=9 * PT), scale=0.5)
    problem = problem_of(item)
    assert "the text does not fit in a box of 5 x 4.5 mm" == problem.message
    assert problem.detail.startswith("fits at 3.5 pt, the smallest allowed is 4.5 pt")


def test_a_label_that_does_not_fit_names_its_circle() -> None:
    problem = problem_of(label("onmogelijk lange woorden", 3, top=-1, bottom=1))
    assert "demo/a.yaml:3:9: the text does not fit in a circle of 6 mm, in a band of 2 mm" == str(
        problem
    )


@pytest.mark.parametrize("item", [paragraph("a 漢 b", 50), label("a 漢 b", 50)])
def test_a_character_that_no_font_has_is_a_problem(item: Item) -> None:
    """Not an empty box: its code point, the words around it, the line in the content."""
    problem = problem_of(item)
    assert "demo/a.yaml:3:9: no font has '漢' (U+6F22, cjk unified ideograph-6f22)" == str(problem)
    assert "in: a 漢 b" == problem.detail


def test_a_character_in_a_line_is_a_problem_too() -> None:
    with pytest.raises(Problem, match=r"no font has '😀' \(U\+1F600, grinning face\)"):
        setter().line(Text(0, 0, "😀", style(), 3, at=AT))


@pytest.mark.parametrize(("anchor", "part"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_a_line_begins_where_its_anchor_says(anchor: str, part: float) -> None:
    """Set text is always anchored at its left; a soft hyphen is not drawn."""
    line = setter().line(Text(10, 5, "leer\u00addoel", style(), 3, anchor))
    assert ("leerdoel", 5, "left") == (line.text, line.y, line.anchor)
    assert 10 - width(line) * part == pytest.approx(line.x)


def test_what_is_equal_is_fitted_once() -> None:
    """The same words in the same room have the same lines, also when fitted anew."""
    typesetter = Typesetter(fonts(), Hyphens("nl"))
    item = paragraph("leerdoelen aangepast op student", 20, 20, minimum=6 * PT)
    assert (
        fitted(item, typesetter)
        == fitted(item, typesetter)
        == fitted(item, Typesetter(fonts(), Hyphens("nl")))
    )


def test_groups_and_symbols_are_set_inside() -> None:
    """Wherever the text stands; what is no text stays as it is."""
    words_ = paragraph("een twee", 500)
    symbol = Symbol("s", (words_,))
    page = setter().page(
        Page("p", Size(9, 9), (Group((words_,), 1, 2), Use(symbol), Use(symbol, 5)))
    )
    group, first, second = page.items
    assert isinstance(group, Group) and isinstance(first, Use) and isinstance(second, Use)
    assert ["een twee"] == [line.text for line in lines_of(group)]
    assert first.symbol is second.symbol
    assert ["een twee"] == [line.text for line in lines_of(first.symbol.items[0])]


@pytest.mark.parametrize(
    ("role", "said_as"), [("", "p"), ("h1", "h1"), ("decoration", "decoration")]
)
def test_set_text_is_a_paragraph_unless_said_otherwise(role: str, said_as: str) -> None:
    for item in (paragraph("a", 50, tag=Tag(role)), label("a", 9, tag=Tag(role))):
        (group,) = setter().page(Page("p", Size(9, 9), (item,))).items
        assert isinstance(group, Group)
        assert said_as == group.tag.role


# -- columns --------------------------------------------------------------------------------------


def column(*items: Item, height: float = 30, **more: Any) -> Column:
    return Column(10, 20, 50, height, more.pop("gap", 1), items, at=AT, **more)


@pytest.mark.parametrize(("valign", "first"), [("top", 20), ("middle", 26.5), ("bottom", 33)])
def test_a_column_stacks_what_it_holds(valign: str, first: float) -> None:
    """Line boxes of 6 and 6 and a blank of 3, with gaps of 1: 17 of the 30 mm."""
    look = style(size=5, leading=1.2)
    blank = Blank(0, 0, 9, 3, 1, "naam", Stroke(look.ink, 1))
    item = column(
        paragraph("a", 50, style=look), paragraph("b", 50, style=look), blank, valign=valign
    )
    (group,) = setter().page(Page("p", Size(9, 9), (item,))).items
    assert isinstance(group, Group)
    tops = [(part.x, part.y) for part in group.items if isinstance(part, Group)]
    assert [(10, first), (10, first + 7), (10, first + 14)] == tops


def test_a_paragraph_of_a_column_may_have_its_own_height_and_space() -> None:
    look = style(size=5, leading=1.2, space_after=2)
    item = column(*(paragraph("a", 50, high, style=look) for high in (9, None, None)))
    (group,) = setter().page(Page("p", Size(9, 9), (item,))).items
    assert isinstance(group, Group)
    assert [20, 30, 39] == [part.y for part in group.items if isinstance(part, Group)]


def test_a_column_that_is_too_full_names_its_text() -> None:
    """How much too high, at the first words that come from content."""
    look = style(size=5, leading=1.2)
    problem = problem_of(column(*(paragraph("a", 50, style=look) for _ in range(5)), height=30))
    assert "demo/a.yaml:3:9: the column is 4.0 mm too high for its 30 mm" == str(problem)
    assert "drawn at templates/a.xml:7" == problem.detail


def test_a_column_stacks_no_drawings() -> None:
    problem = problem_of(column(Group((), at=AT)))
    assert "templates/a.xml:7: a column stacks paragraphs and blanks only" == str(problem)


# -- properties: whatever the words ---------------------------------------------------------------

DUTCH = [
    "de",
    "een",
    "op",
    "aan",
    "coördinatie",
    "reünie",
    "ideeën",
    "geïnteresseerd",
    "leerdoelen",
    "groepsdifferentiatie",
    "leerwegonafhankelijke",
    "examen-training",
    "en/of",
    "zelf\xadregulerend",
    "A4\xa0papier",
    "'wat?'",
    "(regie)",
    "VACUÜM",
    "AV",
    "To.",
    "Ελλάδα",
    "Москва",
    "2026-09",
    "één",
    "¿Qué?",
    "„zo”",
    "naam@school.nl",
]
texts = st.lists(st.sampled_from(DUTCH), max_size=14).map(" ".join)
letters = st.text("abeiorstnëïöAVT-/.,()'\u00ad\u00a0 é", max_size=60)
sizes = st.sampled_from([6, 8, 10, 15.5])


def sound(item: Paragraph | Label, lines: tuple[Text, ...]) -> None:
    """No character lost or added, one size for all, between the least and the usual."""
    assert bare(item.text) == said(lines)
    (size,) = {line.size for line in lines}
    assert item.minimum - CLOSE <= size <= max(item.style.size, item.minimum) + CLOSE
    assert all(line.source is SOURCE and line.at is AT for line in lines)
    for line in lines:
        assert "\u00ad" not in line.text
        if line.said is not None and not line.text.endswith("-"):
            assert len(line.said) == len(line.text)  # a diaeresis more, nothing else


@settings(max_examples=250, deadline=None)
@given(
    text=texts | letters,
    wide=st.floats(5, 120),
    high=st.none() | st.floats(2, 60),
    size=sizes,
    smallest=sizes,
    align=st.sampled_from(["left", "center", "right"]),
)
def test_a_paragraph_stays_in_its_box(
    text: str, wide: float, high: float | None, size: float, smallest: float, align: str
) -> None:
    """Every line within the width, all of them within the height, or it is a Problem."""
    look = style(size=size * PT)
    item = paragraph(text, wide, high, style=look, minimum=smallest * PT, align=align)
    try:
        lines = fitted(item, Typesetter(fonts(), Hyphens("nl")))
    except Problem as problem:
        assert problem.message.startswith("the text does not fit in a box")
        return
    sound(item, lines)
    for line in lines:
        assert line.x >= -CLOSE
        assert line.x + width(line) <= wide + CLOSE
    if high is not None and text.strip():
        assert len(lines) * look.leading * lines[0].size <= high + CLOSE
    assert lines == fitted(item, Typesetter(fonts(), Hyphens("nl")))


@settings(max_examples=200, deadline=None)
@given(
    text=texts | letters,
    r=st.floats(3, 40),
    ends=st.tuples(st.floats(-1, 1), st.floats(-1, 1)).map(sorted),
    size=sizes,
    smallest=sizes,
)
def test_a_label_stays_in_its_circle(
    text: str, r: float, ends: list[float], size: float, smallest: float
) -> None:
    """Each line's corners, from its capitals to its descenders, lie within the circle."""
    top, bottom = (end * r for end in ends)
    look = style("circle", size=size * PT)
    item = label(text, r, style=look, minimum=smallest * PT, top=top, bottom=bottom)
    try:
        lines = fitted(item, Typesetter(fonts(), Hyphens("nl")))
    except Problem as problem:
        assert problem.message.startswith("the text does not fit in a circle")
        return
    sound(item, lines)
    capital = fonts().metrics(look.fonts).cap_height * lines[0].size
    assert lines[0].y - capital >= top - CLOSE
    assert lines[-1].y <= bottom + CLOSE
    for line in lines:
        assert -line.x == pytest.approx(line.x + width(line), abs=CLOSE)
        for y in (line.y - capital, line.y + 0.22 * line.size):
            assert not line.text or line.x**2 + y**2 <= (r + CLOSE) ** 2
    assert lines == fitted(item, Typesetter(fonts(), Hyphens("nl")))


def test_a_soft_hyphen_before_a_word_is_not_drawn() -> None:
    """It breaks nothing there, also when the word is broken further on."""
    lines = fitted(paragraph("\u00adAATAAA", 5, style=style(size=6 * PT)))
    assert "AAT-" == lines[0].text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(DUTCH), min_size=2, max_size=12), st.floats(20, 80), st.floats(5, 40)
)
def test_more_words_are_never_larger(parts: list[str], wide: float, high: float) -> None:
    """What fits with a word more fits without it, at least as large."""

    def size(text: str) -> float:
        try:
            return fitted(paragraph(text, wide, high, minimum=4 * PT))[0].size
        except Problem:
            return 0

    assert size(" ".join(parts[:-1])) >= size(" ".join(parts))


@pytest.mark.parametrize("size", [8, 11.1, 15])
@pytest.mark.parametrize("smallest", [5, 7.3, 8, 12])
def test_sizes_go_down_in_steps_to_the_smallest(size: float, smallest: float) -> None:
    """A quarter point at a time; a minimum above the style's size wins."""
    steps = [points(step) for step in sizes_to_try(size * PT, smallest * PT)]
    assert max(size, smallest) == pytest.approx(steps[0])
    assert min(max(size, smallest), smallest) == pytest.approx(steps[-1])
    assert all(0 < a - b <= 0.25 + 1e-9 for a, b in pairwise(steps))
