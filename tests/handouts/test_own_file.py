"""A handout that is a PDF of the school's own: printed as it is, at true size, or told smaller."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import school
from conftest import Cli, Workshop
from conftest import built as built_in
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from readback import Pdf
from reportlab.pdfgen.canvas import Canvas
from validators import PROFILES, faults, vera_faults, with_vera

from worksheets.content.load import load
from worksheets.drawing.items import Imported
from worksheets.press.jobs import Press, produce
from worksheets.printers import Printer
from worksheets.problems import Problems
from worksheets.production.disk import read_folder
from worksheets.reprint import changes, inventory

DOTS = 100  # an inch
MM = DOTS / 25.4  # dots in a millimetre
ALT = "Het examenreglement van de opleiding."
A4, A3 = (210, 297), (297, 420)


def add(workshop: Workshop, data: bytes | None, *lines: str, name: str = "reglement") -> Workshop:
    """Add a handout of a file to a workshop, with further lines; without data there is no file."""
    if data is not None:
        (workshop.folder / f"{name}.pdf").write_bytes(data)
    every = [f"id: {name}", "title: Examenreglement", f"file: {name}.pdf", f"alt: {ALT}", *lines]
    entry = "\n    ".join(every)
    return workshop.change("workshop.yaml", "\nwords:\n", f"\n  - {entry}\n\nwords:\n")


def built(press: Press, handout: str, folder: Path) -> Pdf:
    """Return a handout as a finished PDF, beside the file that it is made of."""
    (folder / "uit").mkdir(exist_ok=True)
    return built_in(press, handout, folder / "uit")


def rendered(data: bytes, page: int = 0, dots: float = DOTS) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        return document[page].render(scale=dots / 72).to_pil().convert("RGB")


def unlike(picture: Image.Image, other: Image.Image) -> int:
    """How many dots of two pictures are not nearly the same."""
    assert picture.size == other.size
    return sum(ImageChops.difference(picture, other).convert("L").histogram()[40:])


def at(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """A part of a picture, in mm."""
    return picture.crop(tuple(round(edge * MM) for edge in (left, top, right, bottom)))


def bars(pdf: Pdf, number: int = 0) -> list[tuple[float, float, float]]:
    """Where the bars of 100 mm of a page lie and how long they are, to a hundredth of a mm."""
    boxes = [box for box in pdf.boxes(number) if box.look.fill == (0.1, 0.2, 0.5)]
    return [(round(box.x, 2), round(box.y, 2), round(box.width, 2)) for box in boxes]


# -- at true size -----------------------------------------------------------------------------

WORDS = ("Examenreglement", "Herkansing", "Bezwaar")
UPRIGHT = school.pdf(school.words())
MARKED = school.pdf(school.words(), size=(230, 317))  # with 10 and 5 mm around it
FINISHED = tuple(edge * school.MM for edge in (10, 5, 220, 302))
SAMPLES = {
    "regulations": (school.regulations(), A4, ()),
    "turned right": (school.turned(UPRIGHT, 90), (297, 210), ()),
    "turned left": (school.turned(UPRIGHT, -90), (297, 210), ()),
    "upside down": (school.turned(UPRIGHT, 180), A4, ()),
    "seen through": (school.transparent(), A4, ()),
    "cropped": (
        school.boxed(MARKED, "/CropBox", *FINISHED),
        A4,
        (),
    ),
    "a poster": (school.poster(), A3, ("paper: A3",)),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_is_printed_as_it_is(workshop: Workshop, sample: str) -> None:
    """Dot for dot, on a sheet of its orientation; only our foot is added."""
    data, (width, height), lines = SAMPLES[sample]
    pdf = built(add(workshop, data, *lines).press(), "reglement", workshop.folder)
    assert (width, height) == tuple(round(length, 2) for length in pdf.size(0))
    ours, theirs = rendered(pdf.path.read_bytes()), rendered(data)
    area = (0, 0, width, height - 19)
    assert unlike(at(ours, *area), at(theirs, *area)) < 60
    assert len(theirs.getcolors(1 << 20) or ()) > 2  # there is something to see


@pytest.mark.parametrize("sample", ["regulations", "cropped"])
def test_a_page_is_of_true_size(workshop: Workshop, sample: str) -> None:
    """Measured in the finished file: the bar of 100 mm is 100 mm, where it was drawn."""
    data, _, lines = SAMPLES[sample]
    pdf = built(add(workshop, data, *lines).press(), "reglement", workshop.folder)
    left, top = (20, 36) if sample == "cropped" else (30, 31)
    assert [(left, top, 100)] == [(x, round(y), width) for x, y, width in bars(pdf)]


def test_room_to_trim_off_is_not_printed(workshop: Workshop) -> None:
    """A page made for a print shop has its trimmed size (ISO 32000-1, 14.11.2)."""
    data = school.boxed(MARKED, "/TrimBox", *FINISHED)
    pdf = built(add(workshop, data).press(), "reglement", workshop.folder)
    assert A4 == tuple(round(length, 2) for length in pdf.size(0))
    assert [(20, 36, 100)] == [(x, round(y), width) for x, y, width in bars(pdf)]


@pytest.mark.parametrize("edges", [(0, 0, 0, 0), (-50, -50, 900, 900), (0, 0, 0.2, 500)])
def test_a_trim_box_without_sense_is_left_alone(
    workshop: Workshop, edges: tuple[float, ...]
) -> None:
    data = school.boxed(school.regulations(), "/TrimBox", *edges)
    pdf = built(add(workshop, data).press(), "reglement", workshop.folder)
    assert [(30, 31, 100)] == [(x, round(y), width) for x, y, width in bars(pdf)]


@pytest.mark.parametrize("profile", PROFILES)
def test_all_samples_conform(workshop: Workshop, profile: str) -> None:
    """To the profiles that all our files conform to."""
    for name, (data, _, lines) in SAMPLES.items():
        add(workshop, data, *lines, name=name.replace(" ", "-"))
    add(workshop, school.scan(), name="scan")
    press = workshop.press()
    for name in (*SAMPLES, "scan"):
        pdf = built(press, name.replace(" ", "-"), workshop.folder)
        assert set() == faults(pdf.path, profile), name


@with_vera
def test_all_samples_conform_by_verapdf(workshop: Workshop) -> None:
    """In one file, by the validator that counts as the reference."""
    for name, (data, _, lines) in SAMPLES.items():
        add(workshop, data, *lines, name=name.replace(" ", "-"))
    add(workshop, school.scan(), name="scan")
    failures = vera_faults([_kit(workshop.press(), workshop.folder)])
    assert {} == {key: clauses for key, clauses in failures.items() if clauses}


@pytest.mark.skipif(
    not shutil.which("qpdf") or not shutil.which("gs"), reason="qpdf or Ghostscript is missing"
)
def test_qpdf_and_ghostscript_find_no_fault(workshop: Workshop) -> None:
    """In a kit with such pages; no warnings."""
    add(workshop, school.transparent())
    path = _kit(workshop.press(), workshop.folder)
    strict = ("-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-dNOPAUSE", "-dBATCH", "-r20")
    for command in (["qpdf", "--check"], ["gs", *strict, "-sDEVICE=nullpage"]):
        done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stdout + done.stderr
        assert not re.search("warning|error:", done.stdout + done.stderr, re.IGNORECASE)


def _kit(press: Press, folder: Path) -> Path:
    ((name, data),) = produce(press.kit(), "pdf", press.fonts)
    (folder / f"uit-{name}").write_bytes(data)
    return folder / f"uit-{name}"


def test_a_page_is_one_figure(workshop: Workshop) -> None:
    """With its alt text, and which of several it is; it has a bookmark and a label."""
    pdf = built(
        add(workshop, school.regulations(), "pages: 1,3").press(), "reglement", workshop.folder
    )
    figures = [element.alt for element in pdf.structure.all() if element.type == "Figure"]
    assert [f"{ALT} (1/2)", f"{ALT} (2/2)"] == figures
    assert ["Examenreglement"] == [item.title for item in pdf.reader.outline]
    assert ["Examenreglement 1", "Examenreglement 2"] == pdf.reader.page_labels
    assert "Bezwaar, artikel 1" in pdf.text(1) and "Herkansing" not in pdf.all_text()


def test_pages_of_one_file_share_its_fonts(workshop: Workshop) -> None:
    """Also when they are two handouts: the font is once in the kit."""
    add(workshop, school.regulations(), "pages: 1")
    add(workshop, school.regulations(), "pages: 2-3", name="bezwaar")
    kit = Pdf(_kit(workshop.press(), workshop.folder))
    named = [str(font["/BaseFont"]) for font in kit.fonts() if font["/Subtype"] == "/TrueType"]
    assert 1 == len(named) and named[0].endswith("SourceSans3-Regular")


# -- our foot ---------------------------------------------------------------------------------


def test_a_blank_foot_is_ours(workshop: Workshop) -> None:
    """With the ruler; the workshop's makers did not make this."""
    press = add(workshop, school.regulations(), "pages: 1").press()
    words, pdf = press.content.workshop.words, built(press, "reglement", workshop.folder)
    assert words.true_size in pdf.text(0) and words.ruler in pdf.text(0)
    assert "Examenreglement · Gepersonaliseerd onderwijs" in pdf.text(0)
    assert "Van Loon" not in pdf.text(0)
    assert 1 == sum(abs(line.length - 100) < 0.01 for line in pdf.lines(0))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Vastgesteld", True),  # short: there is room at the right
        ("Vastgesteld door de directie " * 3, False),  # up to the right edge
    ],
)
def test_our_foot_is_not_drawn_over_the_schools_own(
    workshop: Workshop, line: str, number: bool
) -> None:
    """Only the page number, if there is room for it; their line is as it was."""
    data = school.pdf(school.footer(line))
    press = add(workshop, data).press()
    pdf = built(press, "reglement", workshop.folder)
    # A file of one page needs no number; that its foot has room for one shows in the sheet.
    (sheet,) = press.job(press.handout("reglement")).sheets
    assert ("number" if number else "none") == sheet.foot
    assert "pagina" not in pdf.text(0)
    assert press.content.workshop.words.ruler not in pdf.text(0)
    ours, theirs = rendered(pdf.path.read_bytes()), rendered(data)
    foot = (8, 278, 160, 297) if number else (0, 0, 210, 297)
    assert unlike(at(ours, *foot), at(theirs, *foot)) < 60


# -- made smaller -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "paper", "percent"),
    [
        ((297, 420), "A4", 64),  # a poster
        ((215.9, 279.4), "A4", 90),  # Letter is wider
        ((210, 297), "A5", 60),
        ((148, 210), "A4", 100),  # a small page stays what it is
        ((212, 297), "A4", 91),  # 2 mm too wide
        ((210.6, 297.4), "A4", 100),  # as good as A4
    ],
)
def test_another_size_lies_in_the_middle(
    workshop: Workshop, size: tuple[float, float], paper: str, percent: int
) -> None:
    """It is made smaller if need be; then the sheet says so, and there is no ruler."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        left = (size[0] / 2 - 50) * school.MM
        canvas.rect(left, 100 * school.MM, 100 * school.MM, 9, fill=1, stroke=0)

    press = add(workshop, school.pdf(draw, size=size), f"paper: {paper}").press()
    words, pdf = press.content.workshop.words, built(press, "reglement", workshop.folder)
    ((x, _, width),) = bars(pdf)
    assert percent == pytest.approx(width, abs=0.5)
    assert pdf.size(0)[0] / 2 == pytest.approx(x + width / 2, abs=0.35)
    sentence = words.reduced.replace("{percent}", f"{percent}")
    assert (percent < 100) == (sentence in pdf.text(0))
    assert (percent < 100) == (words.ruler not in pdf.text(0))


@pytest.mark.parametrize("data", [school.scan(), school.poster(full=True)])
def test_ink_that_no_printer_reaches_makes_a_page_smaller(workshop: Workshop, data: bytes) -> None:
    """A scan is grey up to its edges, a poster coloured: nothing of it is lost."""
    paper = "A3" if pypdfium2.PdfDocument(data)[0].get_width() > 700 else "A4"
    press = add(workshop, data, f"paper: {paper}").press()
    pdf = built(press, "reglement", workshop.folder)
    dark = rendered(pdf.path.read_bytes()).convert("L").point(lambda level: 255 * (level < 248))
    left, top, right, bottom = (edge / MM for edge in dark.getbbox() or ())
    width, height = pdf.size(0)
    assert min(left, top, width - right, height - bottom) > 7.5
    assert "verkleind tot 9" in pdf.text(0)


def test_a_printer_that_reaches_less_far_makes_it_smaller(workshop: Workshop) -> None:
    """The margin that was measured counts; for other printers one that all of them have."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(7 * school.MM, 100 * school.MM, 300, 9, fill=1, stroke=0)

    add(workshop, school.pdf(draw))
    percents = []
    for printer in (None, Printer(margin=12)):
        press = workshop.press(printer=printer)
        percents.append(press.job(press.handout("reglement")).sheets[0].percent)
    assert ["", "88"] == percents


def test_without_words_for_it_that_is_a_fault(workshop: Workshop) -> None:
    """A sheet that is not of true size must say so."""
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8")
    line = re.search(r"\n  reduced:[^\n]*", text)
    assert line
    add(workshop.change("workshop.yaml", line[0], ""), school.scan())
    press = workshop.press()
    with pytest.raises(Exception, match="misses the key 'reduced'"):
        press.job(press.handout("reglement"))


# -- what else is done with handouts ----------------------------------------------------------


def test_tiles_of_a_poster_are_of_true_size(workshop: Workshop) -> None:
    """Its ground goes up to the edges: what is joined is as large as the poster."""
    press = add(workshop, school.poster(full=True), "paper: A3").press(tile="A4")
    pdf = built(press, "reglement", workshop.folder)
    assert pdf.pages > 3
    job = press.job(press.handout("reglement"))
    scales = {
        (placement.scale, item.scale)
        for sheet in job.sheets[1:]
        for placement in sheet.front.placements
        for item in placement.page.items
        if isinstance(item, Imported)
    }
    assert {(1, 1)} == scales
    assert all(set() == faults(pdf.path, profile) for profile in PROFILES)


def test_small_copies_say_that_they_are_small(workshop: Workshop) -> None:
    """There is no ruler, and no one else is named as its maker."""
    press = add(workshop, school.regulations()).press(nup=4)
    pdf = built(press, "reglement", workshop.folder)
    assert 1 == pdf.pages and 3 == len(re.findall("artikel 12", pdf.text(0)))
    assert "verkleind tot" in pdf.text(0) and "Van Loon" not in pdf.text(0)
    assert press.content.workshop.words.ruler not in pdf.text(0)


def test_a_print_shop_gets_it_with_marks(workshop: Workshop) -> None:
    """At true size, on larger paper; what would be cut through is made smaller."""
    add(workshop, school.regulations(), "pages: 1")
    add(workshop, school.scan(), name="scan")
    press = workshop.press(bleed=3.0, crop_marks=True)
    (sheet,) = press.job(press.handout("reglement")).sheets
    assert ("", 228.0) == (sheet.percent, sheet.front.size.width)
    assert "91" == press.job(press.handout("scan")).sheets[0].percent


def test_inks_of_a_press(workshop: Workshop) -> None:
    """Text and lines are mixed of them; a photograph is a fault at its line."""
    add(workshop, school.regulations())
    add(workshop, school.scan(), name="scan")
    press = workshop.press(cmyk=True)
    pdf = built(press, "reglement", workshop.folder)
    assert set() == faults(pdf.path, "ua1")
    assert not any("/DeviceRGB" in str(form) for form in pdf.forms())
    with pytest.raises(Problems, match="colours in RGB") as raised:
        press.job(press.handout("scan"))
    assert "scan.pdf" in _line(workshop, raised.value)


def _line(workshop: Workshop, error: Problems) -> str:
    """The line of the content that a problem points at."""
    (problem,) = error.problems
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8")
    return text.splitlines()[problem.at.line - 1]


def test_copies_for_participants_have_room_for_a_name(workshop: Workshop) -> None:
    """Where the head of the page is blank it stays as it is; else it is made smaller."""
    add(workshop, school.regulations(), "pages: 1", "per: participant")
    add(workshop, school.pdf(school.words(top=12)), "per: participant", name="vol")
    add(workshop, school.turned(UPRIGHT, 90), "per: participant", name="dwars")
    press = workshop.press(personal=True, participants=3, tables=1)
    jobs = {name: press.job(press.handout(name)) for name in ("reglement", "vol", "dwars")}
    assert [3, 3, 3] == [len(job.sheets) for job in jobs.values()]
    assert ["", "85", ""] == [job.sheets[0].percent for job in jobs.values()]
    for name in jobs:
        pdf = built(press, name, workshop.folder)
        assert "deelnemer 2 van 3" in pdf.text(1), name
        assert set() == faults(pdf.path, "ua1")
    assert {(297, 210)} == {tuple(p.page.size) for p in jobs["dwars"].sheets[0].front.placements}


def test_each_copy_is_named_where_its_sheet_has_room(workshop: Workshop) -> None:
    """Landscape pages are on landscape sheets, and a name is at the right of each."""
    upright, lying = PdfReader(BytesIO(UPRIGHT)), school.turned(UPRIGHT, 90)
    both = PdfWriter(clone_from=upright)
    both.append(BytesIO(lying))
    press = add(workshop, school.written(both), "per: participant").press(personal=True)
    sheets = press.job(press.handout("reglement")).sheets[:2]
    assert [A4, (297, 210)] == [tuple(sheet.front.size) for sheet in sheets]
    for sheet in sheets:
        assert 2 == len(sheet.front.placements)
        assert {sheet.front.size} == {placed.page.size for placed in sheet.front.placements}


def test_it_is_counted(workshop: Workshop) -> None:
    """As any handout: two sheets for each participant."""
    add(workshop, school.regulations(), "pages: 1-2", "per: participant")
    (row,) = (row for row in workshop.press().plan().rows if row.handout.id == "reglement")
    assert (2, row.wanted, 0, 0) == (row.printed.sheets, row.times, row.circles, row.cuts)


def test_other_formats_show_it(workshop: Workshop) -> None:
    """A picture with its alt text, the words to read, a line of what is drawn."""
    press = add(workshop, school.regulations(), "pages: 1").press()
    job = press.job(press.handout("reglement"))
    ((_, svg),) = produce(job, "svg", press.fonts)
    source = re.search(rb'aria-label="([^"]*)" href="data:image/png;base64,([^"]*)"', svg)
    assert source and ALT == source[1].decode()
    picture = Image.open(BytesIO(b64decode(source[2]))).convert("RGB")
    assert unlike(picture, rendered(school.regulations(), dots=200)) < 100
    ((_, html),) = produce(job, "html", press.fonts)
    assert f"<p>{ALT}</p>" in html.decode() and "Examenreglement, artikel 3" in html.decode()
    assert "Van Loon" not in html.decode()
    ((_, outline),) = produce(job, "outline", press.fonts)
    assert re.search(
        rf"imported 0,0 210 x 297 [0-9a-f]{{8}} <figure> alt='{ALT}'", outline.decode()
    )
    ((_, png),) = produce(job, "png", press.fonts)
    assert (827, 1170) == Image.open(BytesIO(png)).size or (827, 1169) == Image.open(
        BytesIO(png)
    ).size


def test_another_theme_changes_our_foot_only(workshop: Workshop) -> None:
    """What the school drew stays as it is."""
    add(workshop, school.regulations(), "pages: 1")
    usual, grey = (
        rendered(built(workshop.press(theme=theme), "reglement", workshop.folder).path.read_bytes())
        for theme in (None, "grijs")
    )
    assert 0 == unlike(at(usual, 0, 0, 210, 275), at(grey, 0, 0, 210, 275))


# -- what changed -----------------------------------------------------------------------------


def test_other_words_are_printed_again(workshop: Workshop) -> None:
    """Of two pages only the one that changed, and it is told that its words did."""
    earlier = add(workshop, school.regulations(), "pages: 1-2").press()
    earlier.handouts = (earlier.handout("reglement"),)
    before = [thing.entry for thing in inventory.contents(earlier, "2026-11-24")]
    (workshop.folder / "reglement.pdf").write_bytes(
        school.pdf(school.words("Examenreglement"), school.words("Herexamen"))
    )
    later = workshop.press()
    later.handouts = (later.handout("reglement"),)
    now = [thing.entry for thing in inventory.contents(later, "2026-11-25")]
    comparison = changes.compared(before, now)
    assert ["reglement/reglement-2"] == [change.now.id for change in comparison.changed]
    assert ("text", "drawing") == comparison.changed[0].reasons
    assert ["reglement/reglement-1"] == [change.now.id for change in comparison.unchanged]


def test_only_another_file_is_built_again(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """It counts like a picture; another colour is another file."""
    add(workshop, school.regulations())

    def build() -> str:
        command = ("kit", "reglement", "-c", workshop.folder, "-o", tmp_path / "uit")
        done = cli(*command)
        assert 0 == done.returncode, done.stderr
        return done.stdout

    assert "reglement.pdf" in build()
    first = (tmp_path / "uit" / "gpo" / "reglement.pdf").read_bytes()
    assert "unchanged" in build()
    (workshop.folder / "reglement.pdf").write_bytes(
        school.pdf(*(school.words(word, colour=(1, 0, 0)) for word in WORDS))
    )
    assert "unchanged" not in build()
    assert first != (tmp_path / "uit" / "gpo" / "reglement.pdf").read_bytes()


# -- faults -----------------------------------------------------------------------------------


def test_check_tells_all_faults_at_their_lines(cli: Cli, workshop: Workshop) -> None:
    """Of two handouts together, each where its file or its pages were written."""
    add(workshop, school.pdf(lambda canvas: canvas.setFont("Helvetica", 9)), "pages: 2-4")
    add(workshop, b"geen pdf", name="brief")
    add(workshop, None, name="weg")
    done = cli("check", workshop.folder, "--format", "terse")
    assert 1 == done.returncode
    lines = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [
        ("pages: 2-4", "there is no page 2: 'reglement.pdf' has 1 page"),
        ("file: brief.pdf", "'brief.pdf' is not a PDF"),
        ("file: weg.pdf", "the PDF 'weg.pdf' cannot be read: No such file or directory"),
    ] == [(lines[int(line) - 1].strip(), fact) for _, line, _, fact, *_ in rows]


@pytest.mark.parametrize(
    ("lines", "fact", "line"),
    [
        (("template: rules",), "template: has no meaning for a file", "template: rules"),
        (("of: zorg",), "of: has no meaning for a file", "of: zorg"),
        (("set: nu",), "set: has no meaning for a file", "set: nu"),
        (("copies: 2",), "copies: has no meaning for a file", "copies: 2"),
        (("note: let op",), "note: has no meaning for a file", "note: let op"),
        (("part: deel 1",), "part: has no meaning for a file", "part: deel 1"),
        (("pages: 3-1",), "pages: 3-1 ends before it begins", "pages: 3-1"),
        (("pages: een",), "pages: must be pages, like 3, '1-2' or '1,3-4'", "pages: een"),
        (("pages: 0",), "pages: must be", "pages: 0"),
    ],
)
def test_what_is_written_wrong_is_told_at_its_line(
    workshop: Workshop, lines: tuple[str, ...], fact: str, line: str
) -> None:
    """Also a key that would only be ignored."""
    add(workshop, school.regulations(), *lines)
    with pytest.raises(Problems) as raised:
        load(read_folder(workshop.folder), "")
    assert fact in str(raised.value)
    assert line == _line(workshop, raised.value).strip()


def test_a_file_needs_an_alt_text(workshop: Workshop) -> None:
    """Told at the handout that lacks it; and an alt text needs a file."""
    add(workshop, school.regulations()).change("workshop.yaml", f"    alt: {ALT}\n", "")
    with pytest.raises(Problems, match="a file needs the key 'alt'") as raised:
        workshop.press()
    assert "id: reglement" in _line(workshop, raised.value)
    workshop.change("workshop.yaml", "    file: reglement.pdf\n", "    alt: zomaar\n")
    with pytest.raises(Problems, match="alt: is for a file") as raised:
        workshop.press()
    assert "alt: zomaar" in _line(workshop, raised.value)


@pytest.mark.parametrize("name", ["../geheim.pdf", "/etc/geheim.pdf", "C:\\geheim.pdf"])
def test_no_file_outside_the_folder_is_read(workshop: Workshop, name: str) -> None:
    add(workshop, None).change("workshop.yaml", "file: reglement.pdf", f"file: {name}")
    with pytest.raises(Problems, match="must be a file in this folder"):
        workshop.press()


def test_a_file_may_lie_in_a_folder_within(workshop: Workshop) -> None:
    (workshop.folder / "bijlagen").mkdir()
    (workshop.folder / "bijlagen" / "r.pdf").write_bytes(school.regulations())
    add(workshop, None, "pages: 1").change(
        "workshop.yaml", "file: reglement.pdf", "file: bijlagen/r.pdf"
    )
    press = workshop.press()
    assert 1 == len(press.job(press.handout("reglement")).sheets)
    assert {"bijlagen/r.pdf"} == set(press.read)


@pytest.mark.slow
def test_list_tells_what_is_made_smaller(cli: Cli, workshop: Workshop) -> None:
    """Beside the paper; without such a handout the table is as it was."""
    assert "made smaller" not in cli("list", workshop.folder).stdout
    add(workshop, school.scan())
    rows = cli("list", workshop.folder).stdout.splitlines()
    assert "made smaller" in next(row for row in rows if row.startswith("handout"))
    assert next(row for row in rows if row.startswith("reglement")).endswith("91 %")
