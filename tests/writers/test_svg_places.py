"""Whatever an SVG shows lies where the PDF shows it: both are drawn, and laid over each other.

resvg draws the SVG, with the fonts that are inside it, and PDFium the PDF: two programs that share
nothing but what is written here. They soften edges differently, which is little in every place; a
word that is turned, moved or of another colour is much in one place. So no part of a side, of 4 mm,
may differ by more than a bound, a third above what softened edges measure.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
import resvg_py
import school
from conftest import ROOT, Workshop, press
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageFilter

from worksheets.drawing.items import (
    Blank,
    Circle,
    Group,
    Item,
    Line,
    Page,
    Picture,
    Rect,
    Stroke,
    Symbol,
    Text,
    Use,
)
from worksheets.drawing.items import Path as Outline
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Matrix, Point, Size
from worksheets.press.jobs import Press
from worksheets.printers import Printer
from worksheets.problems import NOWHERE
from worksheets.theme.theme import Ink, TextStyle
from worksheets.writers import svg
from worksheets.writers.pdf import write as pdf

WORKSHOPS = ("gpo", "gpo-en", "eisenhower")
DOTS = 2.5  # a millimetre: a side of A4 is 525 dots wide
LARGE, FEWER = 500, 1.25  # a poster, whose letters are large too
FINER = 3  # PDFium draws no line thinner than a dot: it draws finer, and is made smaller
SOFT = 0.8  # dots; what differs by less than a dot is an edge that is softened otherwise
CELL = 10  # dots

# Of 255; what the three workshops measure at most stands behind it.
SHIFTED = 16  # the mean difference of the dots of a cell: 12
COLOURED = 13  # the difference of the mean colours of a cell: 9
FAR = 24  # a dot that differs by more counts
SPREAD = 0.006  # the share of those on a side: 0.0018; 0.0043 where every kind of item is

FACE = re.compile(r"font-family:([\w-]+);src:url\(data:font/ttf;base64,([^)]+)\)")

Drawer = Callable[[bytes, float], Image.Image]


class Pair(NamedTuple):
    """A side drawn twice, with so many dots a millimetre."""

    name: str
    of_svg: Image.Image
    of_pdf: Image.Image
    dots: float


@pytest.fixture(scope="session")
def resvg(tmp_path_factory: pytest.TempPathFactory) -> Drawer:
    """Draw an SVG at a number of dots a millimetre.

    resvg reads no fonts from a style sheet: they are taken out of it, and put in files by the name
    that the style sheet gives them.
    """
    folder = tmp_path_factory.mktemp("fonts")
    files: dict[tuple[str, str], Path] = {}

    def file(name: str, data: str) -> str:
        if (name, data) not in files:
            font = TTFont(BytesIO(b64decode(data)))
            font["name"].removeNames(nameID=16)
            font["name"].setName(name, 1, 3, 1, 0x409)
            files[name, data] = folder / f"{len(files)}.ttf"
            font.save(files[name, data])
        return str(files[name, data])

    def draw(document: bytes, dots: float) -> Image.Image:
        text = document.decode()
        picture = resvg_py.svg_to_bytes(
            svg_string=text,
            background="#ffffff",
            dpi=25.4 * dots,
            skip_system_fonts=True,
            font_files=[file(*face) for face in FACE.findall(text)],
        )
        return Image.open(BytesIO(picture)).convert("RGB")

    return draw


def picture_of(page: Any, dots: float) -> Image.Image:
    """A page of a PDF, as PDFium draws it."""
    picture = page.render(scale=FINER * dots * 25.4 / 72).to_pil()
    return picture.convert("RGB").reduce(FINER)


def pairs(
    job: Job, fonts: Fonts, resvg: Drawer, wanted: slice, *, as_svg: Job | None = None
) -> Iterator[Pair]:
    """The wanted sides of a job, as its PDF and its SVG show them; or the SVG of another job."""
    sides = [side for sheet in job.sheets for side in (sheet.front, sheet.back) if side]
    documents = svg.write(as_svg or job, fonts)
    with pypdfium2.PdfDocument(pdf.write(job, fonts)) as pages:
        assert len(sides) == len(documents) == len(pages)
        for n in range(len(sides))[wanted]:
            dots = FEWER if max(sides[n].size) > LARGE else DOTS
            pictures = resvg(documents[n], dots), picture_of(pages[n], dots)
            yield Pair(f"{job.name}, side {n + 1}", *pictures, dots)


def differences(pair: Pair) -> Iterator[str]:
    """Where the two differ, in mm, and by how much."""
    sizes = pair.of_svg.size, pair.of_pdf.size
    if any(abs(ours - theirs) > 1 for ours, theirs in zip(*sizes, strict=True)):
        yield f"{pair.name}: {sizes[0]} dots in SVG, {sizes[1]} in PDF"
        return
    area = (0, 0, *map(min, *sizes))
    pictures = [picture.crop(area) for picture in (pair.of_svg, pair.of_pdf)]
    blur = ImageFilter.GaussianBlur(SOFT)
    contrast = ImageChops.difference(*(picture.filter(blur) for picture in pictures))
    means = ImageChops.difference(*(picture.reduce(CELL) for picture in pictures))
    for kind, cells, bound in (
        ("shifted", contrast.reduce(CELL), SHIFTED),
        ("coloured", means, COLOURED),
    ):
        most = strongest(cells)
        for n, value in enumerate(most.tobytes()):
            if value > bound:
                x, y = (at * CELL / pair.dots for at in (n % most.width, n // most.width))
                yield f"{pair.name}: {kind} at {x:g}, {y:g} mm by {value}"
    share = sum(strongest(contrast).histogram()[FAR + 1 :]) / (area[2] * area[3])
    if share > SPREAD:
        yield f"{pair.name}: {share:.2%} of all dots"


def strongest(picture: Image.Image) -> Image.Image:
    """Of each dot the strongest of its three colours."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def all_differences(
    job: Job, fonts: Fonts, resvg: Drawer, wanted: slice = slice(None), **other: Job
) -> list[str]:
    return [
        fault for pair in pairs(job, fonts, resvg, wanted, **other) for fault in differences(pair)
    ]


# -- the workshops that come along -------------------------------------------------------------


def test_a_side_of_each_kind_lies_as_in_the_pdf(gpo: Press, resvg: Drawer) -> None:
    """The first side of a handout of each template of content/gpo, and of circles for subjects."""
    kinds = {(handout.template, handout.per_subject): handout for handout in gpo.handouts[::-1]}
    for handout in kinds.values():
        assert [] == all_differences(gpo.job(handout), gpo.fonts, resvg, slice(1))


def test_a_small_workshop_lies_as_in_the_pdf(resvg: Drawer) -> None:
    """The first side of every handout of content/eisenhower."""
    matrix = press(ROOT / "content" / "eisenhower")
    for handout in matrix.handouts:
        assert [] == all_differences(matrix.job(handout), matrix.fonts, resvg, slice(1))


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKSHOPS)
def test_every_side_lies_as_in_the_pdf(name: str, resvg: Drawer) -> None:
    """Of every handout, and of the circles for a subject alone."""
    workshop = press(ROOT / "content" / name)
    for handout in workshop.handouts:
        for job in (workshop.job(handout), *workshop.subject_jobs(handout, 0, 1)):
            assert [] == all_differences(job, workshop.fonts, resvg)


@pytest.mark.parametrize(
    ("handout", "options"),
    [
        ("kwadrant", {"tile": "A4"}),  # in parts, each clipped
        ("facetten", {"nup": 4}),  # smaller
        ("gespreksblad-1", {"nup": 2}),  # smaller, and turned
        ("cirkels", {"backs": "each", "printer": Printer(scale_x=0.98, back_dx=3, back_turn=2)}),
        ("facetten-overzicht", {"bleed": 3, "crop_marks": True}),
    ],
    ids=["tiles", "four on a sheet", "two on a sheet", "corrected", "print shop"],
)
def test_sheets_printed_otherwise_lie_as_in_the_pdf(
    handout: str, options: dict[str, Any], resvg: Drawer
) -> None:
    """In parts, smaller, corrected for a printer, or with marks around them.

    Not the sheet that shows how tiles are joined: PDFium thickens the thin lines of so small a mat.
    """
    made = press(**options)
    job = made.job(made.handout(handout))
    shown = slice(1, 3) if "tile" in options else slice(2)
    assert [] == all_differences(job, made.fonts, resvg, shown)


def test_pictures_lie_as_in_the_pdf(workshop: Workshop, resvg: Drawer) -> None:
    """A logo that is wider than it is high, and a poster of the school's own, made smaller."""
    logo = Image.new("RGB", (90, 30), (200, 30, 30))
    logo.paste((30, 30, 200), (0, 0, 30, 15))
    logo.save(workshop.folder / "logo.png")
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.png")
    workshop.change("workshop.yaml", 'organisation: ""', "organisation: ROC")
    (workshop.folder / "reglement.pdf").write_bytes(school.poster())
    entry = "{id: reglement, title: Reglement, file: reglement.pdf, alt: Het reglement.}"
    workshop.change("workshop.yaml", "\nwords:\n", f"\n  - {entry}\n\nwords:\n")
    school_press = workshop.press()
    for handout in ("kwadrant", "reglement"):
        job = school_press.job(school_press.handout(handout))
        assert [] == all_differences(job, school_press.fonts, resvg, slice(1))


# -- every kind of item ------------------------------------------------------------------------

A5 = Size(148, 210)
RED, BLUE = Ink("red", "#C81E1E"), Ink("blue", "#1E1EC8")


def items(style: TextStyle) -> tuple[Item, ...]:
    """A thing of each kind, in a box of 60 x 40 mm that looks otherwise from every side."""
    # No dash is 0 long: PDFium draws those a little longer, and the line shifts.
    dotted, dashed = Stroke(BLUE, 1, (0.2, 2), "round"), Stroke(RED, 0.8, (3, 2))
    corner = (("M", (44, 4)), ("L", (58, 4)), ("C", (58, 18, 52, 18, 44, 18)), ("Z", ()))
    hole = (("M", (47, 7)), ("L", (53, 7)), ("L", (53, 12)), ("L", (47, 12)), ("Z", ()))
    # Pale, as PDFium draws the edges of a turned picture a dot aside.
    picture = BytesIO()
    pixels = Image.new("RGB", (60, 30), "#FFB4B4")
    pixels.paste("#B4B4FF", (30, 0, 60, 15))
    pixels.save(picture, "PNG")
    flag = Symbol("flag", (Line(0, 0, 0, 8, Stroke(BLUE, 0.6)), Rect(0, 0, 6, 3, fill=RED)))
    return (
        Rect(0, 0, 60, 40, radius=4, stroke=Stroke(BLUE, 0.5)),
        Text(3, 9, "AVATAR  Ωλ", style, 6),
        Line(3, 12, 40, 12, dotted),
        Line(3, 15, 40, 17, dashed),
        Outline((*corner, *hole), fill=BLUE, stroke=Stroke(RED, 0.4), even_odd=True),
        Circle(10, 28, 7, fill=RED, stroke=Stroke(BLUE, 1)),
        Blank(20, 20, 20, 16, 3, "naam", Stroke(RED, 0.3)),
        Picture(44, 22, 8, 14, picture.getvalue()),
        Use(flag, 55, 24, 1.2, turn=20),
        Group((Rect(0, 0, 6, 2, fill=BLUE), Use(flag, 1, 3, 0.5)), 10, 26, 0.8, turn=-35),
    )


def everything(style: TextStyle) -> Job:
    """A side with that: upright, turned and smaller, and seen in part; then as a printer errs."""
    page = Page("things", Size(60, 40), items(style))
    side = Side(
        A5,
        (
            Placement(page, Point(5, 5)),
            Placement(page, Point(130, 15), 1.2, 100),
            Placement(page, Point(10, 110), 0.7, clip=Box(16, 100, 30, 24)),
            Placement(page, Point(80, 190), turn=-60),
        ),
        marks=(Line(0, 60, 20, 60, Stroke(RED, 0.5)),),
    )
    adjust = Matrix.of(2, -1.5, 1.01, 1.5)
    return Job("t", "T", (Sheet(side), Sheet(replace(side, adjust=adjust))))


def test_every_kind_of_item_lies_as_in_the_pdf(gpo: Press, resvg: Drawer) -> None:
    """Moved, scaled, turned, clipped and corrected."""
    job = everything(gpo.composer.theme.style("heading", NOWHERE))
    assert [] == all_differences(job, gpo.fonts, resvg)


# -- what must be seen -------------------------------------------------------------------------


def otherwise(job: Job, change: Callable[[Placement], Placement]) -> Job:
    """A job whose last placement is another."""
    sheet = job.sheets[0]
    *rest, last = sheet.front.placements
    front = replace(sheet.front, placements=(*rest, change(last)))
    return replace(job, sheets=(replace(sheet, front=front),))


@pytest.mark.parametrize(
    "change",
    [
        lambda placed: replace(placed, turn=180),
        lambda placed: replace(placed, scale=1.02),
        lambda placed: replace(placed, corner=Point(placed.corner.x + 0.3, placed.corner.y)),
        lambda placed: replace(placed, corner=Point(placed.corner.x, placed.corner.y - 0.3)),
        lambda placed: replace(placed, clip=Box(*placed.corner, 30, 30)),
        lambda placed: replace(placed, page=replace(placed.page, items=placed.page.items[:-1])),
    ],
    ids=["turned", "larger", "right", "up", "clipped", "without its last item"],
)
def test_one_circle_that_differs_is_seen(
    gpo: Press, resvg: Drawer, change: Callable[[Placement], Placement]
) -> None:
    """On a sheet of circles whose others lie as they should; a third of a millimetre is enough."""
    job = gpo.job(gpo.handout("cirkels"))
    job = replace(job, sheets=job.sheets[:1])
    assert all_differences(job, gpo.fonts, resvg, as_svg=otherwise(job, change))
