"""A PDF of the school's own: what may be printed of it, and each fault with its page and remedy."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import school
from conftest import ROOT
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from worksheets.imported.page import ImportedPage
from worksheets.imported.reading import MOST_PAGES, pages
from worksheets.imported.stored import Stored, below
from worksheets.problems import Place, Problem, Problems

FILE, CHOICE = Place("workshop.yaml", 9), Place("workshop.yaml", 11)


def read(data: bytes, chosen: str = "", *, plates: bool = False) -> tuple[ImportedPage, ...]:
    return pages(data, "r.pdf", chosen, at=FILE, chosen_at=CHOICE, plates=plates)


def messages(data: bytes, chosen: str = "", *, plates: bool = False) -> list[str]:
    """What is wrong with a file; each at its line, and with a way out."""
    with pytest.raises((Problem, Problems)) as raised:
        read(data, chosen, plates=plates)
    error = raised.value
    problems = error.problems if isinstance(error, Problems) else (error,)
    assert all(problem.hint and problem.at.line == FILE.line for problem in problems)
    return [problem.message for problem in problems]


def head_of(stored: Stored) -> bytes:
    """The bytes of an object but for those of a stream."""
    return stored.written(dict.fromkeys(stored.objects, 0)).partition(b"stream\n")[0]


def written(page: ImportedPage) -> bytes:
    """All that a page is written with, its compressed streams unpacked."""
    parts = []
    for stored in below(page.form):
        is_packed = stored.data is not None and b"/FlateDecode" in head_of(stored)
        parts += [head_of(stored), zlib.decompress(stored.data or b"") if is_packed else b""]
    return b"\n".join(parts)


def instructions(page: ImportedPage) -> bytes:
    """What draws a page."""
    return zlib.decompress(page.form.data or b"")


# -- the file as a whole ----------------------------------------------------------------------


def test_pages_are_those_that_are_chosen_in_their_order() -> None:
    """All without a choice; with one as often as they are named."""
    data = school.regulations()
    assert [1, 2, 3] == [page.number for page in read(data)]
    assert [3, 1, 2, 3] == [page.number for page in read(data, "3,1-3")]


def test_a_page_is_as_large_as_it_says() -> None:
    """In millimetres, to a thousandth."""
    (page, *_) = read(school.regulations())
    assert school.A4 == tuple(round(length, 3) for length in page.size)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the PDF 'r.pdf' is empty"),
        (b" \n", "the PDF 'r.pdf' is empty"),
        (b"Beste collega", "'r.pdf' is not a PDF"),
        (b"%PDF-1.4\nabc", "the PDF 'r.pdf' is damaged"),
        (b"%PDF-1.4\n%%EOF\n", "the PDF 'r.pdf' is damaged"),
    ],
)
def test_what_is_no_good_pdf_is_told(data: bytes, message: str) -> None:
    """Empty, something else, or only the beginning of one."""
    assert [message] == messages(data)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_half_a_file_is_damaged(part: float) -> None:
    """A download that was cut off is told, not printed in part."""
    data = school.regulations()
    (message, *_) = messages(data[: int(len(data) * part)])
    assert "damaged" in message or "cannot be read" in message


@pytest.mark.parametrize("password", ["", "geheim"])
def test_a_locked_file_is_told(password: str) -> None:
    """Also when it opens without a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(school.regulations())))
    writer.encrypt(password, "eigenaar", algorithm="RC4-128")
    assert ["the PDF 'r.pdf' is locked (encrypted)"] == messages(school.written(writer))


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ("4", "there is no page 4: 'r.pdf' has 3 pages"),
        ("2-9", "there is no page 9: 'r.pdf' has 3 pages"),
        ("1," * MOST_PAGES + "1", f"more than {MOST_PAGES} pages: 'r.pdf' has 3 pages"),
    ],
)
def test_a_page_that_is_not_there_is_told_at_the_choice(chosen: str, message: str) -> None:
    """Not at the file, which is good."""
    with pytest.raises(Problem) as raised:
        read(school.regulations(), chosen)
    assert (message, CHOICE.line) == (raised.value.message, raised.value.at.line)


# -- pages ------------------------------------------------------------------------------------


def unembedded(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 500, "Reglement")


def filled_in(canvas: Canvas) -> None:
    canvas.acroForm.textfield(name="naam", x=100, y=500, fontName="Helvetica")


def commented(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.add_annotation(0, FreeText(text="akkoord?", rect=(50, 550, 200, 650)))
    return school.written(writer)


def instructed(*lines: str, data: bytes | None = None) -> bytes:
    """A page with some instructions before its own."""

    def change(page: Any) -> None:
        stream = DecodedStreamObject()
        stream.set_data("\n".join(lines).encode() + b"\n" + page.get_contents().get_data())
        page[NameObject("/Contents")] = stream

    return school.changed(data or school.regulations(), change)


def own_unit(page: Any) -> None:
    page[NameObject("/UserUnit")] = FloatObject(2)


def hidden_layer() -> bytes:
    """Part of a page in a layer that is not shown when the file is opened."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(instructed("/OC /L BDC", "EMC"))))
    layer = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
        )
    )
    named = DictionaryObject({NameObject("/L"): layer})
    writer.pages[0]["/Resources"].get_object()[NameObject("/Properties")] = named
    usual = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): usual}
    )
    return school.written(writer)


def postscript(page: Any) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"showpage")
    stream[NameObject("/Subtype")] = NameObject("/PS")
    page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/P"): stream})


def without(key: str, data: bytes) -> bytes:
    """A PDF in which no object has a key any more."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for entry in writer._objects:
        if isinstance(entry, DictionaryObject) and key in entry:
            del entry[key]
    return school.written(writer)


def coloured(colour: Any) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.rect(100, 300, 100, 100, fill=1, stroke=0)

    return draw


def huge(canvas: Canvas) -> None:
    """A picture of very many pixels, all white: a small file."""
    out = BytesIO()
    Image.new("1", (9000, 9000), 1).save(out, "PNG")
    canvas.drawImage(ImageReader(BytesIO(out.getvalue())), 0, 0, 300, 300)


A = school.regulations()
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a font that each computer has": (
        lambda: school.pdf(unembedded),
        "page 1: the font Helvetica is not in the file",
    ),
    "a font whose file was left out": (
        lambda: without("/FontFile2", school.pdf(school.words())),
        "page 1: the font SourceSans3-Regular is not in the file",
    ),
    "letters without a meaning": (
        lambda: without("/ToUnicode", school.pdf(school.words())),
        "page 1: the font SourceSans3-Regular does not tell which letters it shows",
    ),
    "fields": (lambda: school.pdf(filled_in), "page 1: it has fields to fill in"),
    "a remark": (
        lambda: commented(A),
        "page 1: something was added to it afterwards (freetext)",
    ),
    "a turn": (
        lambda: school.turned(A, 45),
        "page 1: it is turned by 45 degrees, which is no quarter turn",
    ),
    "a crop box outside": (
        lambda: school.boxed(A, "/CropBox", -100, 0, 300, 300),
        "page 1: its crop box lies outside the page",
    ),
    "no room": (
        lambda: school.boxed(A, "/MediaBox", 0, 0, 0, 842),
        "page 1: its page measures 0 x 842 points",
    ),
    "less than no room": (
        lambda: school.boxed(A, "/MediaBox", 0, 842, 595, 0),
        "page 1: its page measures 595 x -842 points",
    ),
    "no size": (
        lambda: without("/MediaBox", school.pdf(school.words())),
        "page 1: it does not tell how large it is (MediaBox)",
    ),
    "a size of three numbers": (
        lambda: school.boxed(A, "/MediaBox", 0, 0, 595),
        "page 1: the size of its page is not told in numbers",
    ),
    "a unit of its own": (
        lambda: school.changed(A, own_unit),
        "page 1: it has a unit of its own (UserUnit 2)",
    ),
    "inks": (
        lambda: school.pdf(coloured(CMYKColor(1, 0, 0, 0))),
        "page 1: it has colours in CMYK, which look different on each screen",
    ),
    "spot colours": (
        lambda: school.pdf(coloured(CMYKColorSep(1, 0, 0, 0, spotName="PANTONE 300"))),
        "page 1: it has spot colours",
    ),
    "a hidden layer": (hidden_layer, "page 1: it has a layer that is not shown"),
    "PostScript": (
        lambda: instructed("/P Do", data=school.changed(A, postscript)),
        "page 1: it has a part in PostScript",
    ),
    "an unknown instruction": (
        lambda: instructed("1 2 zz"),
        "page 1: it cannot be read: an instruction that is not known ('zz')",
    ),
    "something that is not there": (
        lambda: instructed("/Weg Do"),
        "page 1: it cannot be read: something that is not there (/Weg)",
    ),
    "deep nesting": (
        lambda: instructed(*["q"] * 60, *["Q"] * 60),
        "page 1: its drawings are nested too deeply",
    ),
    "very many pixels": (
        lambda: school.pdf(huge),
        "page 1: it has a picture of more than 50,000,000 pixels",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_printed_is_told_with_its_page(fault: str) -> None:
    """Each by itself, with a way out."""
    data, message = FAULTS[fault]
    assert [f"'r.pdf', {message}"] == messages(data())


def test_all_faults_are_told_at_once() -> None:
    """Of one page, and the same of several pages in one line."""
    data = school.pdf(unembedded, school.words(), unembedded, unembedded)
    data = school.changed(data, own_unit, page=3)
    assert [
        "'r.pdf', page 4: it has a unit of its own (UserUnit 2)",
        "'r.pdf', pages 1, 3-4: the font Helvetica is not in the file",
    ] == messages(data)


def test_a_page_that_is_chosen_twice_is_told_once() -> None:
    """It is one page."""
    message = "'r.pdf', page 1: the font Helvetica is not in the file"
    assert [message] == messages(school.pdf(unembedded), "1,1")


def test_what_is_not_chosen_may_be_wrong() -> None:
    """The second page is good, and the fonts that it does not use are not asked for."""
    assert 1 == len(read(school.pdf(unembedded, school.words()), "2"))


def test_a_link_is_no_fault() -> None:
    """It is a place to click, which paper has not."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(A)))
    writer.add_annotation(0, Link(rect=(50, 550, 200, 650), url="https://example.org"))
    (page, *_) = read(school.written(writer))
    assert b"Annot" not in written(page)


def test_a_form_within_itself_is_told() -> None:
    """A drawing that draws itself would never end."""

    def change(page: Any) -> None:
        form = DecodedStreamObject()
        form.set_data(b"/F Do")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        page["/Resources"].get_object()[NameObject("/XObject")] = DictionaryObject(
            {NameObject("/F"): page.indirect_reference.pdf._add_object(form)}
        )

    data = instructed("/F Do", data=school.changed(A, change))
    assert ["'r.pdf', page 1: it cannot be read: an object that is part of itself"] == messages(
        data
    )


def test_a_bomb_is_told() -> None:
    """A small file that unpacks to very much is refused before it is taken apart."""

    def change(page: Any) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b"0 0 m " * 5_000_000)
        page[NameObject("/Contents")] = stream.flate_encode()

    data = school.changed(A, change)
    assert len(data) < 300_000
    message = "'r.pdf', page 1: it cannot be read: far more instructions than a page needs"
    assert [message] == messages(data)


# -- what is left out, and what is mended -----------------------------------------------------


def test_tags_of_the_source_are_left_out() -> None:
    """The page is one figure; tags in it would be taken for those of the sheet."""
    data = instructed("/P <</MCID 0>> BDC", "/Artifact BMC", "/Span /Nergens DP", "EMC", "EMC")
    ours = instructions(read(data)[0])
    assert b"Tj" in ours and b"MCID" in data
    assert not re.search(rb"BDC|BMC|EMC|MCID|\bDP\b", ours)


def test_what_is_saved_is_restored() -> None:
    """A restore too many is left out, and a missing one is added."""
    words = instructions(read(instructed("Q", "q", "q"))[0]).split()
    assert [b"q", b"q", b"Q", b"Q"] == [word for word in words if word in (b"q", b"Q")]


def test_invisible_text_in_a_missing_font_is_left_out() -> None:
    """A scan that was read by a program has such text over it; nobody sees it."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(100, 500)
        text.setFont("Helvetica", 12)
        text.setTextRenderMode(3)
        text.textOut("gelezen")
        canvas.drawText(text)

    assert b"Helvetica" not in written(read(school.pdf(draw))[0])


def test_a_sign_of_a_fonts_own_is_read_as_a_bullet() -> None:
    """Word's bullets are signs that no other font has, which level A forbids."""
    data = school.pdf(lambda canvas: canvas.drawString(100, 500, "A"))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for entry in writer._objects:
        if isinstance(entry, DictionaryObject) and "/ToUnicode" in entry:
            stream = entry["/ToUnicode"].get_object()
            stream.set_data(re.sub(rb"<0041>", b"<F0B7>", stream.get_data()))
    (page,) = read(school.written(writer))
    assert b"<2022>" in written(page) and b"F0B7" not in written(page)


def test_lists_of_glyphs_that_may_be_wrong_are_left_out() -> None:
    """A subset need not tell which glyphs it has."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(A)))
    for entry in writer._objects:
        if isinstance(entry, DictionaryObject) and "/FontFile2" in entry:
            entry[NameObject("/CharSet")] = TextStringObject("/A/B")
    heads = b"".join(map(head_of, below(read(school.written(writer))[0].form)))
    assert b"/FontFile2" in heads and b"CharSet" not in heads


def test_pages_share_what_they_have_in_common() -> None:
    """One font for the pages of a file, however many they are."""
    fonts = [
        {stored for stored in below(page.form) if b"/FontFile2" in head_of(stored)}
        for page in read(A)
    ]
    assert 3 == len(fonts) and 1 == len(set.union(*fonts)) and all(fonts)


def test_equal_pages_are_equal_values() -> None:
    """Whatever else the file says: what it is called, and which of it is used."""
    again = PdfWriter(clone_from=PdfReader(BytesIO(A)))
    again.add_metadata({"/Title": "anders"})
    assert read(A)[0] == read(school.written(again))[0] != read(A)[1]


# -- for a press ------------------------------------------------------------------------------


def test_a_press_has_inks() -> None:
    """Cyan, magenta, yellow and black pass, and colours of text and lines are mixed of them."""
    assert read(school.pdf(coloured(CMYKColor(1, 0, 0, 0))), plates=True)
    ours = instructions(read(school.pdf(school.words()), plates=True)[0])
    assert re.search(rb"0\.8 0\.6 0(\.0)? 0\.5 k", ours)
    assert not re.search(rb"\brg\b", ours)


def test_a_photograph_for_a_press_is_told() -> None:
    """It is not mixed of inks by us."""
    message = "'r.pdf', page 1: it has colours in RGB, which a press does not print"
    assert [message] == messages(school.scan(), plates=True)


def test_the_reader_is_imported_for_a_file_only() -> None:
    """A workshop without such a handout does not wait for it."""
    code = (
        "import sys; from pathlib import Path; from worksheets.production.sources import read;"
        " press = read(Path('content/gpo')).press();"
        " press.job(press.handout('spelregels')); print(sorted(sys.modules))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "worksheets.press.jobs" in done.stdout and "pypdf" not in done.stdout
