"""Pictures as people have them, printed: what is seen of them is what is in their files.

Each kind of file is packed here from the same cells of colour, by a packer of our own where Pillow
has none, and laid on a coloured ground: a box around what is see-through would be seen.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from io import BytesIO
from itertools import product
from pathlib import Path
from re import findall
from typing import Any

import pytest
import resvg_py
from conftest import Cli, Workshop, built
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageCms, ImageOps
from pypdf import PdfReader
from validators import faults

from worksheets.drawing import extents
from worksheets.drawing.items import Item, Page, Picture, Rect, Tag
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.geometry import Point, Size
from worksheets.imported import pictures
from worksheets.markup.assets import Assets
from worksheets.markup.parse import Reader
from worksheets.markup.vectors import read_drawing
from worksheets.press.jobs import Press
from worksheets.printers import Printer
from worksheets.problems import NOWHERE, Problem
from worksheets.theme.theme import Ink
from worksheets.writers import html, png, svg
from worksheets.writers.pdf import images
from worksheets.writers.pdf import write as pdf

Cell = tuple[int, int, int, int]  # red, green, blue, and how opaque

ACROSS, DOWN, PIXELS = 4, 2, 30  # cells, and how many pixels wide and high each is
CELL_SIZE = 5.0  # mm
BOX = (2.0, 1.0, ACROSS * CELL_SIZE, DOWN * CELL_SIZE)
PAGE = Size(24, 12)
GROUND = (0xC8, 0xE6, 0xA0)
RED, BLUE, BLACK, WHITE = (200, 30, 30), (20, 40, 220), (0, 0, 0), (255, 255, 255)
COLOURS = [RED, BLUE, WHITE, (250, 210, 40), BLACK, (120, 120, 120), (20, 160, 90), (255, 0, 255)]
GREYS = [(level, level, level) for level in (0, 85, 170, 255, 170, 85, 0, 255)]
BITS = [(level, level, level) for level in (0, 255, 0, 255, 255, 255, 0, 0)]
CLEAR = [0, 255, 128, 255, 255, 0, 255, 60]
OPAQUE = [255] * 8


def cells(colours: list[tuple[int, int, int]], opacities: list[int]) -> list[Cell]:
    return [(*colour, a) for colour, a in zip(colours, opacities, strict=True)]


def keyed(colours: list[tuple[int, int, int]], key: tuple[int, int, int]) -> list[Cell]:
    """Where a colour stands for nothing."""
    return [(*colour, 0 if colour == key else 255) for colour in colours]


def packed(shown: list[Cell], kind: int, depth: int, **chunks: bytes) -> bytes:
    """A PNG (PNG 1.2) of a colour type and a depth; of a palette the samples are its numbers."""
    rows = []
    for y in range(DOWN * PIXELS):
        bits, length = 0, 0
        for x in range(ACROSS * PIXELS):
            n = y // PIXELS * ACROSS + x // PIXELS
            for sample in {0: shown[n][:1], 2: shown[n][:3], 3: (n,), 4: shown[n][2:]}.get(
                kind, shown[n]
            ):
                most = (1 << depth) - 1
                bits = bits << depth | (sample if kind == 3 else round(sample * most / 255))
                length += depth
        bits <<= -length % 8
        rows.append(b"\0" + bits.to_bytes((length + 7) // 8))
    header = struct.pack(">IIBBBBB", ACROSS * PIXELS, DOWN * PIXELS, depth, kind, 0, 0, 0)
    parts = {b"IHDR": header, **{name.encode(): data for name, data in chunks.items()}}
    parts |= {b"IDAT": zlib.compress(b"".join(rows)), b"IEND": b""}
    return pictures.PNG + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts.items()
    )


def samples(*values: int) -> bytes:
    """As a tRNS tells the colour that stands for nothing."""
    return b"".join(struct.pack(">H", value) for value in values)


ASSETS = Assets()
PALETTE = bytes(value for colour in COLOURS for value in colour)
ALL, SOFT = cells(COLOURS, OPAQUE), cells(COLOURS, CLEAR)
GREY, SOFT_GREY = cells(GREYS, OPAQUE), cells(GREYS, CLEAR)
PNGS: dict[str, tuple[bytes, list[Cell]]] = {
    "colour": (packed(ALL, 2, 8), ALL),
    "colour with a key": (packed(ALL, 2, 8, tRNS=samples(*RED)), keyed(COLOURS, RED)),
    "colour of 16 bits": (packed(ALL, 2, 16), ALL),
    "colour of 16 bits with a key": (
        packed(ALL, 2, 16, tRNS=samples(*(value * 257 for value in RED))),
        keyed(COLOURS, RED),
    ),
    "colour and opacity": (packed(SOFT, 6, 8), SOFT),
    "colour and opacity of 16 bits": (packed(SOFT, 6, 16), SOFT),
    "colour that is opaque all over": (packed(ALL, 6, 8), ALL),
    "palette": (packed(ALL, 3, 4, PLTE=PALETTE), ALL),
    "palette with opacities": (packed(ALL, 3, 8, PLTE=PALETTE, tRNS=bytes(CLEAR)), SOFT),
    "palette with one colour clear": (
        packed(ALL, 3, 8, PLTE=PALETTE, tRNS=b"\0"),
        keyed(COLOURS, RED),
    ),
    "black and white": (packed(cells(BITS, OPAQUE), 0, 1), cells(BITS, OPAQUE)),
    "black and white with a key": (
        packed(cells(BITS, OPAQUE), 0, 1, tRNS=samples(1)),
        keyed(BITS, WHITE),
    ),
    "grey of 2 bits with a key": (packed(GREY, 0, 2, tRNS=samples(2)), keyed(GREYS, GREYS[2])),
    "grey of 4 bits with a key": (packed(GREY, 0, 4, tRNS=samples(5)), keyed(GREYS, GREYS[1])),
    "grey": (packed(GREY, 0, 8), GREY),
    "grey with a key": (packed(GREY, 0, 8, tRNS=samples(255)), keyed(GREYS, WHITE)),
    "grey of 16 bits": (packed(GREY, 0, 16), GREY),
    "grey of 16 bits with a key": (
        packed(GREY, 0, 16, tRNS=samples(0xFFFF)),
        keyed(GREYS, WHITE),
    ),
    "grey and opacity": (packed(SOFT_GREY, 4, 8), SOFT_GREY),
    "grey and opacity of 16 bits": (packed(SOFT_GREY, 4, 16), SOFT_GREY),
}


def pixels(shown: list[Cell] = ALL) -> Image.Image:
    """The cells as a picture in red, green and blue."""
    return Image.open(BytesIO(packed(shown, 2, 8))).convert("RGB")


def jpeg(picture: Image.Image, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=95, subsampling=0, **options)
    return out.getvalue()


def over(ground: tuple[int, int, int], cell: Cell) -> tuple[int, ...]:
    """A cell laid on a ground."""
    opacity = cell[3] / 255
    return tuple(
        round(value * opacity + below * (1 - opacity))
        for value, below in zip(cell, ground, strict=False)
    )


def job(*items: Item, plates: bool = False) -> Job:
    """A page with a coloured ground below some items."""
    ground = Rect(0, 0, *PAGE, fill=Ink("ground", "#{:02X}{:02X}{:02X}".format(*GROUND)))
    side = Side(PAGE, (Placement(Page("p", PAGE, (ground, *items)), Point(0, 0)),))
    return Job("t", "T", (Sheet(side),), separations=() if plates else None)


def placed(data: bytes) -> Picture:
    """A picture on that page, as a template brings it there."""
    return Picture(*BOX, pictures.fitted(data, *BOX[2:]), Tag("figure", "Logo"))


def centres(drawn: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middles of the cells, of a drawing of the whole page."""
    dots = drawn.width / PAGE.width
    found = []
    for y, x in product(range(DOWN), range(ACROSS)):
        place = BOX[0] + (x + 0.5) * CELL_SIZE, BOX[1] + (y + 0.5) * CELL_SIZE
        pixel = drawn.convert("RGB").getpixel((int(place[0] * dots), int(place[1] * dots)))
        assert isinstance(pixel, tuple)
        found.append(tuple(map(int, pixel)))
    return found


def near(expected: list[tuple[int, ...]], drawn: Image.Image, within: int) -> bool:
    pairs = zip(expected, centres(drawn), strict=True)
    return all(abs(a - b) <= within for want, got in pairs for a, b in zip(want, got, strict=True))


def by_pdf(job: Job, press: Press) -> Image.Image:
    (page,) = png.write(job, press.fonts, dpi=200)
    return Image.open(BytesIO(page)).convert("RGB")


def by_svg(job: Job, press: Press) -> Image.Image:
    (side,) = svg.write(job, press.fonts)
    picture = resvg_py.svg_to_bytes(svg_string=side.decode(), dpi=200)
    return Image.open(BytesIO(picture)).convert("RGB")


def by_html(job: Job, press: Press) -> Image.Image:
    """The picture in a page that reflows, on the ground that it lies on in the others."""
    ((source, style),) = findall(r'<img src="([^"]+)"[^>]* style="([^"]+)"', page_of(job))
    assert "max-width:min(100%,20mm);max-height:min(10rem,10mm)" == unescape(style)
    data = b64decode(source.partition(",")[2])
    kind = {"image/png": "PNG", "image/jpeg": "JPEG"}[source[5:].partition(";")[0]]
    picture = Image.open(BytesIO(data), formats=[kind])
    dots = picture.width / BOX[2]
    drawn = Image.new("RGBA", (round(PAGE.width * dots), round(PAGE.height * dots)), GROUND)
    drawn.alpha_composite(picture.convert("RGBA"), (round(BOX[0] * dots), round(BOX[1] * dots)))
    return drawn


def page_of(job: Job) -> str:
    return html.write(job).decode()


FORMATS: dict[str, Callable[[Job, Press], Image.Image]] = {
    "pdf": by_pdf,
    "svg": by_svg,
    "html": by_html,
}


@pytest.mark.parametrize("kind", PNGS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_png_of_every_kind_is_seen_as_it_is(kind: str, format: str, gpo: Press) -> None:
    """In its own colours, and the ground where nothing of it is."""
    data, shown = PNGS[kind]
    expected = [over(GROUND, cell) for cell in shown]
    assert near(expected, FORMATS[format](job(placed(data)), gpo), within=2)


@pytest.mark.parametrize("kind", PNGS)
def test_on_plates_a_picture_has_the_colours_of_inks(kind: str, gpo: Press) -> None:
    """What is half see-through is mixed with white: a press wants nothing that is see-through."""
    data, shown = PNGS[kind]
    looks = [over(WHITE, cell) if cell[3] else GROUND for cell in shown]
    rectangles = []
    for n, (red, green, blue) in enumerate(looks):
        y, x = divmod(n, ACROSS)
        place = BOX[0] + x * CELL_SIZE, BOX[1] + y * CELL_SIZE
        ink = Ink(f"ink{n}", f"#{red:02X}{green:02X}{blue:02X}")
        rectangles.append(Rect(*place, CELL_SIZE, CELL_SIZE, fill=ink))
    expected = centres(by_pdf(job(*rectangles, plates=True), gpo))
    drawn = centres(by_pdf(job(placed(data), plates=True), gpo))
    for n, (want, got) in enumerate(zip(expected, drawn, strict=True)):
        assert all(abs(a - b) <= 3 for a, b in zip(want, got, strict=True)), n


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_stands_upright(turned: int, kind: str, gpo: Press) -> None:
    """However the camera was held: it notes that, and leaves the pixels as they came."""
    ways = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}  # what undoes each
    exif = Image.Exif()
    exif[0x0112] = ways.get(turned, 1)
    lying = ImageOps.exif_transpose(with_exif(pixels(), exif))
    exif[0x0112] = turned
    out = BytesIO()
    lying.save(
        out, kind, exif=exif, **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {})
    )
    assert (turned >= 5) == (lying.width < lying.height)
    for draw in FORMATS.values():
        assert near([cell[:3] for cell in ALL], draw(job(placed(out.getvalue())), gpo), within=8)


def with_exif(picture: Image.Image, exif: Image.Exif) -> Image.Image:
    out = BytesIO()
    picture.save(out, "PNG", exif=exif)
    return Image.open(BytesIO(out.getvalue()))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_jpeg_of_every_kind_is_seen_as_it_is(mode: str, format: str, gpo: Press) -> None:
    """Also in CMYK, where a browser shows red, green and blue."""
    picture = pixels().convert(mode)
    expected = [pixel[:3] for pixel in centres(enlarged(picture.convert("RGB")))]
    assert near(expected, FORMATS[format](job(placed(jpeg(picture))), gpo), within=8)


def enlarged(picture: Image.Image) -> Image.Image:
    """The page with a picture in its box, as it is."""
    dots = picture.width / BOX[2]
    page = Image.new("RGB", (round(PAGE.width * dots), round(PAGE.height * dots)), GROUND)
    page.paste(picture, (round(BOX[0] * dots), round(BOX[1] * dots)))
    return page


def test_a_jpeg_in_cmyk_keeps_its_inks_for_a_press(gpo: Press, tmp_path: Path) -> None:
    """As it was packed: no ink is the most in such a file, and the least in a PDF."""
    inks = Image.new("CMYK", (40, 20), (255, 0, 0, 51))
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.write(job(placed(jpeg(inks)), plates=True), gpo.fonts))
    (drawn,) = PdfReader(path).pages[0].images
    assert "CMYK" == drawn.image.mode
    # The reader hands on the file itself, which Pillow turns over as Adobe would have it.
    pixel = drawn.image.getpixel((20, 10))
    assert all(abs(a - b) <= 2 for a, b in zip((255, 0, 0, 51), pixel, strict=True)), pixel


def test_a_jpeg_in_cmyk_without_a_word_of_adobe_is_no_negative(gpo: Press) -> None:
    """Without that mark 0 is no ink; with it, 0 is the most."""
    light = Image.new("CMYK", (40, 20), (0, 0, 255, 0))
    data = jpeg(light)
    at = data.index(b"\xff\xee")
    length = int.from_bytes(data[at + 2 : at + 4])
    # The same samples without the mark are the negative.
    bare = data[:at] + data[at + 2 + length :]
    assert b"Adobe" not in bare
    want, negative = (pictures.on_screen(pictures.fitted(file, 20, 10)) for file in (data, bare))
    first, second = (Image.open(BytesIO(file)).getpixel((9, 9)) for file in (want, negative))
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert first[2] < 40 and min(first[:2]) > 200  # yellow
    assert second[2] < 60 and max(second[:2]) < 60  # blue and black


def exchanged() -> bytes:
    """A colour profile like sRGB whose red is what sRGB calls green, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "sRGB".encode("utf-16-be") in profile
    profile = profile.replace("sRGB".encode("utf-16-be"), "Ours".encode("utf-16-be"))
    return profile.replace(b"rXYZ", b"?").replace(b"gXYZ", b"rXYZ").replace(b"?", b"gXYZ")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_colour_profile_counts(kind: str, gpo: Press) -> None:
    """A telephone's red is not that of sRGB; what is see-through stays so."""
    out = BytesIO()
    picture, shown = pixels(), ALL
    if kind == "PNG":
        shown = keyed(COLOURS, BLACK)
        picture = Image.open(BytesIO(packed(shown, 6, 8)))
    picture.save(out, kind, icc_profile=exchanged(), quality=95, subsampling=0)
    expected = [over(GROUND, (green, red, blue, a)) for red, green, blue, a in shown]
    assert near(expected, by_pdf(job(placed(out.getvalue())), gpo), within=8)


@pytest.mark.parametrize("dpi", [None, (72, 72), (96, 96), (300, 300)])
def test_a_picture_fills_its_box_whatever_its_resolution(
    dpi: tuple[int, int] | None, gpo: Press
) -> None:
    """How many dots an inch it says that it has, or none, is not how large it is printed."""
    out = BytesIO()
    pixels().save(out, "PNG", **({"dpi": dpi} if dpi else {}))
    for draw in FORMATS.values():
        assert near([cell[:3] for cell in ALL], draw(job(placed(out.getvalue())), gpo), within=2)


def test_a_png_that_is_made_prints_at_its_size(gpo: Press) -> None:
    """A program that opens it knows how many dots an inch it has."""
    (page,) = png.write(job(), gpo.fonts, dpi=200)
    drawn = Image.open(BytesIO(page))
    width, height = (
        dots / each * 25.4 for dots, each in zip(drawn.size, drawn.info["dpi"], strict=True)
    )
    assert (pytest.approx(24, abs=0.1), pytest.approx(12, abs=0.1)) == (width, height)


# -- large ones ------------------------------------------------------------------------------------


@given(
    width=st.integers(1, 3000),
    height=st.integers(1, 3000),
    wide=st.floats(0.1, 60),
    high=st.floats(0.1, 60),
    kind=st.sampled_from(["PNG", "JPEG"]),
)
def test_no_picture_is_finer_than_can_be_printed(
    width: int, height: int, wide: float, high: float, kind: str
) -> None:
    """600 dots an inch of its box, in its own proportions; a coarser one keeps its pixels."""
    out = BytesIO()
    Image.new("L", (width, height), 90).save(out, kind)
    size = pictures.size(pictures.fitted(out.getvalue(), wide, high))
    scale = min(wide / width, high / height)  # mm of a pixel
    finest = 25.4 / 600
    if scale >= finest:
        assert (width, height) == size
    for had, has in ((width, size[0]), (height, size[1])):
        wanted = had * scale / max(scale, finest)
        assert abs(has - wanted) <= 1


def test_a_photo_of_a_telephone_makes_no_large_files(workshop: Workshop, cli: Cli) -> None:
    """It is on twenty sheets, and says where it was taken."""
    noise = Image.effect_noise((4000, 3000), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Fotomerk"
    (workshop.folder / "logo.jpg").write_bytes(jpeg(noise, exif=exif))
    assert (workshop.folder / "logo.jpg").stat().st_size > 9_000_000
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.jpg")
    out = workshop.folder.parent / "uit"
    formats = [part for format in ("pdf", "svg", "html") for part in ("--format", format)]
    cli("kit", "kwadrant", "--paper", "A4", *formats, "-c", workshop.folder, "-o", out)
    files = list(out.rglob("kwadrant.*"))
    assert 3 == len(files)
    for path in files:
        assert path.stat().st_size < 800_000, path.name
        assert b"Fotomerk" not in path.read_bytes()


def test_a_jpeg_that_fits_keeps_its_pixels_and_nothing_else() -> None:
    """No second generation; and not where it was taken, nor the previews of a telephone."""
    exif = Image.Exif()
    exif[0x010F] = "Fotomerk"
    second = jpeg(Image.new("RGB", (8, 8)), exif=exif)
    data = jpeg(pixels(), exif=exif, comment="geheim", progressive=True)
    bare = pictures.fitted(data + second, *BOX[2:])
    assert Image.open(BytesIO(data)).tobytes() == Image.open(BytesIO(bare)).tobytes()
    assert b"Fotomerk" not in bare
    assert b"geheim" not in bare
    assert len(bare) < len(data)


# -- the whole way ---------------------------------------------------------------------------------


MODES: dict[str, dict[str, Any]] = {
    **{theme: {"theme": theme} for theme in ("kleur", "grijs", "inktbesparend")},
    **{f"{theme}, plates": {"theme": theme, "cmyk": True} for theme in ("kleur", "grijs")},
    "four on a sheet": {"nup": 4},
    "turned, two on a sheet": {"nup": 2},
    "in parts": {"paper": "A3", "tile": "A4"},
    "for a print shop": {"bleed": 3, "crop_marks": True, "cmyk": True},
    "corrected": {"printer": Printer(scale_x=0.98)},
    "with names": {"personal": True, "names": ("Ann",)},
}


@pytest.mark.parametrize("mode", MODES)
def test_a_clear_logo_has_no_box(mode: str, workshop: Workshop) -> None:
    """However it is printed: paper around it, and its own red."""
    logo = Image.new("RGBA", (360, 160))
    logo.paste((200, 30, 30, 255), (120, 40, 240, 120))
    logo.save(workshop.folder / "logo.png")
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.png")
    press = workshop.press(**{"paper": "A4", **MODES[mode]})
    seen = 0
    pages = png.write(press.job(press.handout("kwadrant")), press.fonts, dpi=150)
    # The sheet that tells how parts are joined has two logos, its own and a small one.
    for page in pages[1 if "tile" in MODES[mode] else 0 :]:
        drawn = Image.open(BytesIO(page)).convert("RGB")
        channels = zip(drawn.split(), (150, 110, 110), strict=True)
        red, green, blue = (
            channel.point([255 * (level > least) for level in range(256)])
            for channel, least in channels
        )
        marked = ImageChops.subtract(red, ImageChops.lighter(green, blue))
        if not (box := marked.getbbox()):
            continue
        seen += 1
        left, top, right, bottom = box
        # The red has a third of the width and half of the height: the rest is clear.
        wide, high = (right - left) / 2, (bottom - top) / 3
        for x, y in (
            (left - wide, top),
            (right + wide, top),
            (left, top - high),
            (right, bottom + high),
        ):
            assert (255, 255, 255) == drawn.getpixel((int(x), int(y))), (x, y)
        within = marked.crop(box).histogram()[255]
        assert within > 0.9 * (right - left) * (bottom - top)
    assert seen


@pytest.mark.parametrize("paper", [None, "A4", "A5"])
def test_a_logo_lies_over_nothing(paper: str | None, workshop: Workshop) -> None:
    """As large as its box, on every sheet that has a head, whatever stands below that."""
    Image.new("RGB", (360, 140), (200, 30, 30)).save(workshop.folder / "logo.png")
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.png")
    press, seen = workshop.press(paper=paper), 0
    for handout in press.handouts:
        try:
            job = press.job(handout)
        except Problem:  # it has no room on so small a paper
            continue
        for sheet in job.sheets[:2]:
            drawing = extents.of_side(sheet.front, press.fonts)
            for logo in (extent for extent in drawing if extent.kind == "picture"):
                seen += 1
                over = [e for e in drawing if e is not logo and extents.meet(e.box, logo.box)]
                assert [] == over, handout.id
    assert seen > 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a", "is a GIF, not"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "is a WebP, not"),
        (b"\0\0\0\x18ftypheic", "is a HEIC or AVIF of a telephone, not"),
        (b"%PDF-1.4", "is a PDF, not"),
        (b"PK\x03\x04", "is a packed file"),
        (b"hallo", "is not a PNG, a JPEG or an SVG"),
    ],
)
def test_what_a_file_is_instead_of_a_picture_is_told(data: bytes, words: str) -> None:
    """By what is in it: a name that ends in .png tells nothing."""
    with pytest.raises(Problem, match=words):
        pictures.check("logo.png", data, NOWHERE)


def test_a_picture_is_drawn_the_same_in_a_larger_job(gpo: Press) -> None:
    """One that is on two sheets is in the file once, with how see-through it is."""
    sheet = job(placed(PNGS["colour and opacity"][0])).sheets[0]
    data = pdf.write(replace(job(), sheets=(sheet, sheet)), gpo.fonts)
    assert 2 == data.count(b"/Subtype/Image")
    assert 1 == data.count(b"/SMask")


# -- drawings (SVG) --------------------------------------------------------------------------------

# As drawing programs write them: a standard that is named, words of their own, a style sheet,
# styles, moved groups, a clip around all, parts that are used twice.
LOGO = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Generator: a drawing program -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     xmlns:own="urn:own" version="1.1" x="0px" y="0px" viewBox="0 0 400 200" own:version="1.3">
<own:view scale="2"/>
<metadata><own:words>made in a hurry</own:words></metadata>
<style type="text/css">
  /* two inks */
  .st0{fill:#C81E1E;} .st1,.st2{fill:rgb(20, 40, 220);stroke:none}
  #last{fill:fuchsia}
</style>
<defs>
  <clipPath id="all"><rect width="400" height="200"/></clipPath>
  <linearGradient id="unused"><stop offset="0"/></linearGradient>
  <rect id="part" width="100" height="100"/>
</defs>
<g clip-path="url(#all)">
  <rect class="st0" width="100px" height="100"/>
  <g transform="translate(100) scale(2)"><path class="st1" d="M0 0h50v50h-50z"/></g>
  <polygon style="fill:#fff;fill-opacity:1" points="200,0 300,0 300,100 200,100"/>
  <g fill="#fad228" transform="matrix(1 0 0 1 300 0)"><use xlink:href="#part"/></g>
  <rect y="100" width="100" height="100"/>
  <line x1="150" y1="100" x2="150" y2="200" stroke="#787878" stroke-width="100"/>
  <path fill="currentColor" color="#14A05A" transform="rotate(90 250 150)"
        d="M200 100h100v100h-100z"/>
  <circle cx="350" cy="150" r="50" display="none"/>
  <rect id="last" class="st0" x="300" y="100" width="100" height="100"/>
  <rect width="400" height="200" fill="none" fill-opacity=".5"/>
</g>
</svg>
"""


def drawing(text: str = LOGO) -> Item:
    """An SVG on that page, as a template brings it there."""
    reader = Reader(ASSETS, ASSETS.theme, picture=lambda *_: text.encode(), lang="nl")
    x, y, width, height = BOX
    picture = f'<picture x="{x}" y="{y}" width="{width}" height="{height}" href="l.svg" alt="L"/>'
    (page,) = reader.pages(f'<page name="p" width="24" height="12">{picture}</page>', [], "t.xml")
    return page.items[0]


def by_html_svg(job: Job, press: Press) -> Image.Image:
    ((source,),) = [findall(r'<img src="data:image/svg\+xml;base64,([^"]+)"', page_of(job))]
    picture = resvg_py.svg_to_bytes(svg_string=b64decode(source).decode(), dpi=200)
    return enlarged(Image.open(BytesIO(picture)).convert("RGB"))


@pytest.mark.parametrize("draw", [by_pdf, by_svg, by_html_svg])
def test_a_logo_in_svg_is_seen_as_it_is(
    draw: Callable[[Job, Press], Image.Image], gpo: Press
) -> None:
    """As another program draws that file; and so in every format."""
    theirs = resvg_py.svg_to_bytes(svg_string=LOGO, width=800)
    expected = centres(enlarged(Image.open(BytesIO(theirs)).convert("RGB")))
    assert [cell[:3] for cell in ALL] == expected
    assert near(expected, draw(job(drawing()), gpo), within=2)


def test_an_older_drawing_names_its_addresses(gpo: Press) -> None:
    """As Illustrator wrote them for years, and CorelDRAW its style sheet."""
    older = (
        LOGO.replace('.dtd">', '.dtd" [\n\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n]>')
        .replace('"http://www.w3.org/2000/svg"\n', '"&ns_svg;"\n')
        .replace('xmlns="http://www.w3.org/2000/svg"', 'xmlns="&ns_svg;"')
        .replace("/* two inks */", "<![CDATA[ @font-face {font-family:own}")
        .replace("</style>", "]]></style>")
    )
    assert near([cell[:3] for cell in ALL], by_pdf(job(drawing(older)), gpo), within=2)


def test_a_logo_in_svg_goes_to_a_press(gpo: Press) -> None:
    """Its inks are mixed as those of the theme are: its grey is black alone."""
    drawn = pdf.write(job(drawing(), plates=True), gpo.fonts)
    operators = PdfReader(BytesIO(drawn)).pages[0].extract_text  # it can be read
    assert operators() == ""
    assert b"DeviceRGB" not in drawn


def test_a_drawing_without_a_view_box_has_a_size(gpo: Press) -> None:
    """In the units that it tells: 400 x 200 of them."""
    sized = LOGO.replace('viewBox="0 0 400 200"', 'width="400" height="150pt"')
    assert near([cell[:3] for cell in ALL], by_pdf(job(drawing(sized)), gpo), within=2)


@pytest.mark.parametrize(
    ("old", "new", "words", "hint"),
    [
        ('class="st0" width', 'fill="url(#unused)" width', "line 20, has a gradient", "plain"),
        ('id="last"', 'id="last" opacity=".5"', "line 29, has parts that are see-through", "PNG"),
        ('fill-opacity:1"', 'fill-opacity:0.4"', "line 22, has parts that are see-thr", "PNG"),
        ("<circle", "<text>ROC</text><circle", "line 28, has letters, in a font", "paths"),
        ("<circle", '<image href="a.png"/><circle', "line 28, has a picture of pixels", "PNG"),
        ("<circle", "<foreignObject/><circle", "line 28, has <foreignObject>", "PNG"),
        ("<circle", '<g filter="url(#f)"/><circle', "line 28, has a filter", "PNG"),
        ("<circle", '<use href="#none"/><circle', "line 28, has <use> of '#none'", "PNG"),
        ('<rect width="400" height="200"/></clip', '<circle r="9"/></clip', "cut off", "PNG"),
        ("translate(100)", "translate(ver)", "the transform 'translate", "PNG"),
        ("#fad228", "geel", "the colour 'geel'", "PNG"),
        ("#last{", "g > rect{", "line 9, has a style sheet with 'g > rect'", "PNG"),
        ('viewBox="0 0 400 200"', 'viewBox="0 0 400"', "line 5, has no viewBox of four", "PNG"),
        ('viewBox="0 0 400 200"', 'viewBox="0 0 0 0"', "a viewBox without a width", "PNG"),
        ("</svg>", "", "is broken", "PNG"),
        ('.dtd">', '.dtd" [<!ENTITY a "&lt;">]>', "a DOCTYPE is not allowed", "PNG"),
        ("<circle", '<g style="mix-blend-mode:multiply"/><circle', "colours that are mixed", "PNG"),
        ("M0 0h50", "M0 0k50", "<path>: path data", "PNG"),
    ],
)
def test_what_is_not_drawn_of_an_svg_is_told(old: str, new: str, words: str, hint: str) -> None:
    """With the line of the SVG, and a way out."""
    assert old in LOGO
    with pytest.raises(Problem, match=words) as told:
        drawing(LOGO.replace(old, new, 1))
    assert "'l.svg'" in told.value.message
    assert hint in told.value.hint


def test_a_logo_that_is_not_drawn_is_told_where_it_is_named(workshop: Workshop) -> None:
    """In workshop.yaml, which the person who chose it has written."""
    text = LOGO.replace('class="st0" width', 'fill="url(#unused)" width')
    (workshop.folder / "logo.svg").write_text(text, encoding="utf-8")
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.svg")
    press = workshop.press()
    with pytest.raises(Problem) as told:
        press.job(press.handout("kwadrant"))
    assert "workshop.yaml" in told.value.at.file
    assert "the picture 'logo.svg', line 20, has a gradient or a pattern" == told.value.message


def test_a_logo_in_svg_conforms(workshop: Workshop) -> None:
    """It is one figure, with its text."""
    (workshop.folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.svg")
    workshop.change("workshop.yaml", 'organisation: ""', "organisation: ROC")
    made = built(workshop.press(), "kwadrant", workshop.folder)
    assert set() == faults(made.path, "ua1") | faults(made.path, "2a")
    assert "logo van ROC" in {element.alt for element in made.structure.all()}


# -- damaged ones ----------------------------------------------------------------------------------

LYING = Image.Exif()
LYING[0x0112] = 6
FILES = [
    *(data for data, _ in PNGS.values()),
    jpeg(pixels(), exif=LYING, icc_profile=exchanged()),
    jpeg(pixels().convert("CMYK"), icc_profile=exchanged()),
    jpeg(pixels(), progressive=True, comment="x"),
    LOGO.encode(),
]


@given(
    data=st.sampled_from(FILES),
    changes=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=4),
    end=st.none() | st.integers(0, 3000),
)
@example(data=jpeg(pixels(), icc_profile=b"no profile"), changes=[], end=None)
def test_a_damaged_picture_is_told_or_drawn(
    data: bytes, changes: list[tuple[int, int]], end: int | None
) -> None:
    """Whatever is wrong in it: nothing fails after it was looked at."""
    damaged = bytearray(data)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    file = bytes(damaged[:end])
    try:
        pictures.check("a.png", file, NOWHERE)
        if pictures.is_drawing(file):
            read_drawing("a.svg", file, NOWHERE)
            return
    except Problem:
        return
    drawn = pictures.fitted(file, *BOX[2:])
    assert images.on_screen(drawn).packed
    assert images.on_plates(drawn).packed
