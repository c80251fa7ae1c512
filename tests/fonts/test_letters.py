"""A letter and the marks on it: drawn from one font, and copied as it was written."""

import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.drawing.items import Job, Page, Placement, Sheet, Side, Tag, Text
from worksheets.fonts.metrics import Fonts
from worksheets.fonts.unicode import letters
from worksheets.geometry import Point, Size
from worksheets.markup.assets import Assets
from worksheets.theme.theme import Ink, TextStyle
from worksheets.writers.pdf.write import write

# The letters that have no character of their own with these marks on them, of the normative list
# "bll" of DIN 91379:2022-08 (names of persons in Europe), with those that it no longer advises.
DIN_91379 = {
    "\u0300": "CFGKMPSTZcfgkmpstz",  # grave accent
    "\u0301": "Jj",  # acute accent
    "\u0302": "DKLMNdklmn",  # circumflex accent
    "\u0304": "CFHKNPSTZcfhknpstz",  # macron
    "\u0306": "CMNRZcmnrz",  # breve
    "\u0307": "KUku",  # dot above
    "\u0308": "CTZcz",  # diaeresis
    "\u030b": "Aa",  # double acute accent
    "\u030c": "J",  # caron
    "\u0310": "Mm",  # candrabindu
    "\u0315": "CKPTckpt",  # comma above right
    "\u031b": "KTkt",  # horn
    "\u0323": "CPcp",  # dot below
    "\u0325": "LRlr",  # ring below
    "\u0326": "CHKLNchkln",  # comma below
    "\u0327": "Zz",  # cedilla
    "\u0331": "HSs",  # macron below
    "\u0302\u0304": "Uu",  # circumflex accent and macron
    "\u0304\u0301": "Ii",  # macron and acute accent
    "\u0304\u030d": "eo",  # macron and vertical line above
    "\u0308\u0301": "y",  # diaeresis and acute accent
    "\u030c\u0315": "Cc",  # caron and comma above right
    "\u031b\u0304": "Ss",  # horn and macron
    "\u0323\u0304": "KSTUkstu",  # dot below and macron
    "\u0323\u0308": "AOUaou",  # dot below and diaeresis
    "\u0323\u030c": "Cc",  # dot below and caron
    "\u0325\u0304": "LRlr",  # ring below and macron
    "\u0326\u030c": "Zz",  # comma below and caron
    "\u0327\u0306": "Cc",  # cedilla and breve
    "\u0327\u030c": "Zz",  # cedilla and caron
    "\u0328\u0306": "Cc",  # ogonek and breve
}
TWO_LETTERS = ("K\u035fH", "K\u035fh", "k\u035fh")  # with a macron below both
OTHERS = {
    "Yoruba": "ẹ̀ ẹ́ ọ̀ ọ́ Ẹ̀ Ẹ́ Ọ̀ Ọ́ ṣ Ṣ n̄ ń ǹ m̀ ḿ",
    "Igbo": "ị́ ị̀ ọ́ ọ̀ ụ́ ụ̀ ṅ n̄ Ị́ Ọ̀ Ụ̀",
    "Navajo": "ą́ ę́ į́ ǫ́ Ą́ Ę́ Į́ Ǫ́ ł",
    "Lithuanian": "ą́ ą̃ ę́ ę̃ ė́ ė̃ i̇́ i̇̀ i̇̃ į̇́ į̇̃ j̇̃ l̃ m̃ r̃ ų́ ų̃ ū́ ū̃",
}
SEQUENCES = {*TWO_LETTERS} | {
    letter + marks for marks, letters_ in DIN_91379.items() for letter in letters_
}
TABLE = sorted(SEQUENCES.union(*(map(str.split, OTHERS.values()))))
CHAINS = (("atkinson", "source", "arabic"), ("atkinson-bold", "source-bold", "arabic-bold"))


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Assets().fonts


def test_all_sequences_of_the_standard_are_known() -> None:
    """As many as it has; none is one character in normal form C."""
    assert 149 == len(SEQUENCES)
    assert all(len(unicodedata.normalize("NFC", sequence)) > 1 for sequence in SEQUENCES)


@pytest.mark.parametrize("sequence", TABLE, ids=ascii)
@pytest.mark.parametrize("chain", CHAINS)
def test_a_letter_and_its_marks_come_from_one_font(
    fonts: Fonts, sequence: str, chain: tuple[str, ...]
) -> None:
    """The mark of another font would stand beside the letter, or through it."""
    text = unicodedata.normalize("NFC", sequence)
    assert fonts.missing(text, chain) == ""
    assert len(fonts.runs(text, chain)) == 1
    if len(text) > 1:
        assert len(fonts.runs(f"Jan{text}sen", chain)) == 1  # and so does the word around it


@given(
    st.text("abcdefghijklmnopqrstuvwxyzßøłđ", min_size=1, max_size=6),
    st.sampled_from("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030b\u030c\u0323\u0331"),
)
def test_no_mark_ever_begins_a_run(fonts: Fonts, word: str, mark: str) -> None:
    """Wherever it stands, composed or not."""
    for n in range(1, len(word) + 1):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, word[:n] + mark + word[n:])
            runs = fonts.runs(text, CHAINS[0])
            assert "".join(run.text for run in runs) == text
            assert not any(unicodedata.combining(run.text[0]) for run in runs)


def test_a_letter_is_missing_when_no_font_has_it_with_its_marks(fonts: Fonts) -> None:
    """The Arabic font has the letter and the Latin one has the mark."""
    assert fonts.missing("\u0628\u030b", CHAINS[0]) == "\u0628\u030b"
    assert fonts.missing("a\u05b8", CHAINS[0]) == "\u05b8"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("een", ["e", "e", "n"]),
        ("ọ́b", ["ọ́", "b"]),
        ("aK͟Ha", ["a", "K͟H", "a"]),  # one mark under two letters
        ("\u0301a", ["\u0301", "a"]),
        ("a \u0301", ["a", " ", "\u0301"]),
    ],
)
def test_text_in_letters(text: str, parts: list[str]) -> None:
    """Each with its marks."""
    assert parts == letters(text)


# -- what is copied ------------------------------------------------------------------------------

WRITTEN = (
    *("Ọ̀ṣun àti ẹ̀kọ́", "ị́ ụ̀lọ̀", "Diné bizaad ą́ą́", "K͟Han K͟han", "L̥̄ma L̥ L", "į́ i̇́ ėmė̃"),
    *("een fi woord", "\u0628\u064a\u062a", "\u0645\u062f\u0631\u0633\u0629"),
)


@pytest.fixture(scope="module")
def copied(fonts: Fonts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The lines of a PDF with each text on a line, as two programs copy them."""
    style = TextStyle("text", CHAINS[0], 5.0, 1.2, Ink("ink", "#000000"))
    lines = tuple(
        Text(10, 10 + 12 * n, text, style, 5.0, tag=Tag("p")) for n, text in enumerate(WRITTEN)
    )
    size = Size(200, 290)
    side = Side(size, (Placement(Page("page", size, lines), Point(0, 0)),))
    file = tmp_path_factory.mktemp("copied") / "letters.pdf"
    file.write_bytes(write(Job("letters", "Letters", (Sheet(side),), lang="nl"), fonts))
    return {"poppler": _poppler(file), "pdfium": _pdfium(file)}


def _poppler(file: Path) -> list[str]:
    run = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True, timeout=60
    )
    return _lines(run.stdout.decode("utf-8"))


def _pdfium(file: Path) -> list[str]:
    page = pypdfium2.PdfDocument(file)[0]
    return _lines(page.get_textpage().get_text_range())


def _lines(text: str) -> list[str]:
    """Lines without the signs of direction that a reader adds of itself."""
    plain = text.translate(dict.fromkeys((*range(0x202A, 0x202F), 0x200E, 0x200F)))
    return [unicodedata.normalize("NFC", line.strip()) for line in plain.splitlines()]


@pytest.mark.parametrize("text", WRITTEN, ids=ascii)
@pytest.mark.parametrize("reader", ["poppler", "pdfium"])
def test_what_is_copied_is_what_was_written(
    copied: dict[str, list[str]], text: str, reader: str
) -> None:
    """No space beside a mark, no sign that nobody wrote, no mark twice."""
    assert unicodedata.normalize("NFC", text) in copied[reader]
