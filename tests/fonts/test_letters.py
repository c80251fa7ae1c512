"""A letter and the marks on it: drawn from one font, and copied as it was written."""

import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import assume, given
from hypothesis import strategies as st
from pypdf import PdfReader

from worksheets.drawing.items import Page, Tag, Text
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.fonts.metrics import Fonts
from worksheets.fonts.unicode import letters
from worksheets.geometry import Point, Size
from worksheets.markup.assets import Assets
from worksheets.problems import Undoable
from worksheets.theme.theme import Ink, TextStyle
from worksheets.writers.pdf import embedding
from worksheets.writers.pdf.letters import letters_of
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

NOTO = Path(__file__).parent / "noto"
OTHER_SCRIPTS = {  # with a school's own font, by its file
    "NotoSansHebrew": ("שלום עולם", "שָׁלוֹם", "בְּרֵאשִׁית בָּרָא"),
    "NotoSansDevanagari": ("हिन्दी भाषा", "क्षत्रिय", "विद्यार्थी", "ज्ञान श्री", "कर्म क्\u200dष"),
    "NotoSansThai": ("ภาษาไทย", "น้ำ ที่นี่", "ผู้ใหญ่"),
    "NotoNaskhArabic": ("مَدْرَسَةٌ", "سلام لا الله"),
}
WRITTEN = (
    *("Ọ̀ṣun àti ẹ̀kọ́", "ị́ ụ̀lọ̀", "Diné bizaad ą́ą́", "K͟Han K͟han", "L̥̄ma L̥ L", "į́ i̇́ ėmė̃"),
    *("een fi woord", "بيت", "مدرسة", "بيت بَيْت", "مَدْرَسَةٌ", "لا", "سلام لاجئ", "السلامُ عليكم"),
    *("می\u200cخواهم", "علی علي"),  # two letters that look alike in a word
    *("i̇i ii̇", "twee µm is geen μέτρο", "Δt en ∆t"),
)
BESIDE = [
    *((text, CHAINS[0]) for text in WRITTEN),
    *((text, ("atkinson", font)) for font, texts in OTHER_SCRIPTS.items() for text in texts),
]


@pytest.fixture(scope="module")
def school_fonts(fonts: Fonts) -> Fonts:
    """The fonts of the theme, and those of a school."""
    own = {name: str(fonts.file(name).resolve()) for name in fonts.files}
    return Fonts(NOTO, own | {name: f"{name}.ttf" for name in OTHER_SCRIPTS})


@pytest.fixture(scope="module")
def copied(
    school_fonts: Fonts, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, str]]:
    """What programs copy of the pages of a PDF, each with a text; by program and text."""
    file = tmp_path_factory.mktemp("copied") / "letters.pdf"
    file.write_bytes(_written(school_fonts, *BESIDE))
    readers = {"poppler": _poppler, "pdfium": _pdfium, "pypdf": _pypdf}
    texts = [text for text, _ in BESIDE]
    return {
        name: dict(zip(texts, map(_plain, read(file)), strict=False))
        for name, read in readers.items()
    }


def _written(fonts: Fonts, *texts: tuple[str, tuple[str, ...]]) -> bytes:
    """A PDF with a page for each text, in the first of its fonts that has it."""
    size = Size(100, 40)
    sheets = []
    for text, chain in texts:
        style = TextStyle("text", chain, 5.0, 1.2, Ink("ink", "#000000"))
        page = Page("page", size, (Text(10, 20, text, style, 5.0, tag=Tag("p")),))
        sheets.append(Sheet(Side(size, (Placement(page, Point(0, 0)),))))
    return write(Job("letters", "Letters", tuple(sheets), lang="nl"), fonts)


def _poppler(file: Path) -> list[str]:
    run = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True, timeout=60
    )
    return run.stdout.decode("utf-8").split("\f")


def _pdfium(file: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]


def _pypdf(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


def _plain(text: str) -> str:
    """A text without the signs of direction that a reader adds of itself."""
    plain = text.translate(dict.fromkeys((*range(0x202A, 0x202F), 0x200E, 0x200F)))
    return unicodedata.normalize("NFC", plain.strip())


@pytest.mark.parametrize("text", [text for text, _ in BESIDE], ids=ascii)
@pytest.mark.parametrize("reader", ["poppler", "pdfium", "pypdf"])
def test_what_is_copied_is_what_was_written(
    copied: dict[str, dict[str, str]], text: str, reader: str
) -> None:
    """No space beside a mark, no sign that nobody wrote, no mark twice, in the right order."""
    assert unicodedata.normalize("NFC", text) == copied[reader][text]


# -- letters that are one glyph of the font that is embedded ---------------------------------------

VOWELLED = st.text("بتسمدرةلاي\u064e\u064f\u0650\u0651\u0652 ", min_size=1, max_size=12)
MARKED = st.text("aeioun \u0300\u0301\u0304\u0323\u0331", min_size=1, max_size=12)
HINDI = st.text("कषरतनद \u093f\u0940\u094d\u0902", min_size=1, max_size=12)


@given(
    VOWELLED.map(lambda text: (text, ("atkinson", "arabic")))
    | MARKED.map(lambda text: (text, ("atkinson", "source")))
    | HINDI.map(lambda text: (text, ("atkinson", "NotoSansDevanagari")))
)
def test_letters_say_what_was_written_and_are_as_wide(
    school_fonts: Fonts, written: tuple[str, tuple[str, ...]]
) -> None:
    """What runs to the left says it sign by sign, from the last to the first."""
    text, chain = written
    assume(not school_fonts.missing(text, chain))
    for run in school_fonts.runs(text, chain):
        if not run.clusters:
            continue
        font = school_fonts.opened(run.font)
        shown = letters_of(run, font)
        said = [letter.says for letter, _ in shown]
        assert run.text == "".join(reversed(said) if run.leftward else said)
        width = sum(letter.advance / font.face.upem + shift for letter, shift in shown)
        assert run.advance == pytest.approx(width)


def test_a_letter_lies_where_its_glyphs_would(school_fonts: Fonts) -> None:
    """Put together in the embedded font; read by another program."""
    file = PdfReader(BytesIO(_written(school_fonts, ("L̥̄", CHAINS[0]))))
    (named,) = file.pages[0]["/Resources"]["/Font"].values()
    descriptor = named["/DescendantFonts"][0]["/FontDescriptor"]
    font = TTFont(BytesIO(descriptor["/FontFile2"].get_data()))
    letter = font["glyf"][font.getGlyphOrder()[-1]]
    scale = font["head"].unitsPerEm
    assert 3 == len(letter.components)
    up, down = school_fonts.ink("L̥̄", CHAINS[0])
    assert (up, down) == pytest.approx((letter.yMax / scale, -letter.yMin / scale))


def test_a_glyph_that_two_letters_share_is_shown_for_each(
    school_fonts: Fonts,
) -> None:
    """The letters ye of Arabic and of Persian look alike within a word, on one page as well."""
    text = "علي بيت فارسی بیت"
    for reader in (_poppler, _pdfium):
        with TemporaryDirectory() as folder:
            file = Path(folder) / "a.pdf"
            file.write_bytes(_written(school_fonts, (text, CHAINS[0])))
            assert text == _plain(reader(file)[0])


def test_a_file_is_the_same_whatever_was_written_before_it(school_fonts: Fonts) -> None:
    """Letters have their codes by the order in which the file itself shows them."""
    other = Fonts(school_fonts.folder, school_fonts.files)
    _written(other, ("ẹ̀ ọ̀ ụ̀ ị́", CHAINS[0]), ("مَدْرَسَةٌ", CHAINS[0]))
    assert _written(Fonts(school_fonts.folder, school_fonts.files), *BESIDE) == _written(
        other, *BESIDE
    )


def test_a_font_without_a_number_left_is_told(
    school_fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes have two bytes: a letter that gets none would print as another."""
    monkeypatch.setattr(embedding, "LAST_CODE", 10)
    with pytest.raises(Undoable, match="no number left for the letter 'ọ̀'"):
        _written(school_fonts, ("ọ̀", CHAINS[0]))
