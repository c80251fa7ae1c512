"""For a print shop: room to trim, crop marks, inks on plates, cut lines on one of their own."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import decompress

import pytest
from conftest import GPO, Cli, Workshop, built, press
from PIL import Image, ImageChops, ImageMath
from readback import Pdf
from validators import faults

from worksheets.drawing.items import Line
from worksheets.drawing.sheets import Sheet, Side
from worksheets.geometry import Box, Size
from worksheets.markup.assets import Assets
from worksheets.prepress import trim
from worksheets.press.jobs import produce
from worksheets.problems import Place, Problem
from worksheets.theme import theme
from worksheets.theme.colour import plates
from worksheets.theme.theme import Ink
from worksheets.writers.pdf.colours import Plates
from worksheets.writers.pdf.images import on_plates

MM = 72 / 25.4


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pdf]:
    """The quadrant and the circles as a print shop gets them."""
    gpo = press(bleed=3, crop_marks=True, cmyk=True)
    return {
        name: built(gpo, name, tmp_path_factory.mktemp(name)) for name in ("kwadrant", "cirkels")
    }


def boxes(pdf: Pdf, name: str) -> list[float]:
    return [float(edge) / MM for edge in pdf.reader.pages[0][f"/{name}"]]


def test_the_sheet_is_trimmed_to_its_own_size(shop: dict[str, Pdf]) -> None:
    """9 mm around it: 3 to the marks, 5 of mark, 1 of paper; 3 mm of bleed."""
    pdf = shop["kwadrant"]
    assert [0, 0, 438, 315] == pytest.approx(boxes(pdf, "MediaBox"), abs=0.01)
    assert [9, 9, 429, 306] == pytest.approx(boxes(pdf, "TrimBox"), abs=0.01)
    assert [6, 6, 432, 309] == pytest.approx(boxes(pdf, "BleedBox"), abs=0.01)


def test_crop_marks_point_at_the_corners(shop: dict[str, Pdf]) -> None:
    """Two lines of 5 mm at each corner, 3 mm from it, in line with the trim."""
    pdf = shop["kwadrant"]
    lines = [(line.x1, line.y1, line.x2, line.y2) for line in pdf.lines(0)]
    rounded = [tuple(round(edge, 2) for edge in line) for line in lines]
    marks = {line for line in rounded if not (6 < line[0] < 432 and 6 < line[1] < 309)}
    corners = [(x, y) for x in (9, 429) for y in (9, 306)]
    expected = set()
    for x, y in corners:
        out, down = (-1 if x == 9 else 1), (-1 if y == 9 else 1)
        expected |= {(x + out * 3, y, x + out * 8, y), (x, y + down * 3, x, y + down * 8)}
    assert marks == expected


@pytest.mark.parametrize(
    ("bleed", "offset", "around"),
    [
        (0, 3, 9),  # 3 mm to the marks, 5 of mark, 1 of paper
        (3, 3, 9),
        (3.5, 3.5, 9.5),  # a mark in the bleed would be on the ink
        (5, 5, 11),
        (20, 20, 26),  # the most that can be asked
    ],
)
def test_crop_marks_begin_where_the_bleed_ends(bleed: float, offset: float, around: float) -> None:
    """And 3 mm from the trim at least; the paper reaches 1 mm beyond them."""
    ink = Ink("marks", "#000000")
    sheet = Sheet(Side(Size(100, 50), ()))
    side = trim.trimmed(sheet, ink, bleed=bleed, crop_marks=True).front
    assert (Box(around, around, 100, 50), bleed) == (side.trim, side.bleed)
    assert Size(100 + 2 * around, 50 + 2 * around) == side.size
    for mark in side.marks:
        assert isinstance(mark, Line)
        apart = [
            max(around - x, x - around - 100, around - y, y - around - 50)
            for x, y in ((mark.x1, mark.y1), (mark.x2, mark.y2))
        ]
        assert [offset, offset + 5] == pytest.approx(apart)
    assert 8 == len(side.marks)


def test_without_bleed_or_marks_nothing_changes(tmp_path: Path) -> None:
    """The paper is what it was."""
    pdf = built(press(cmyk=True), "kwadrant", tmp_path)
    assert (420, 297) == pytest.approx(pdf.size(0), abs=0.01)


def streams(pdf: Pdf) -> list[str]:
    pages = [page.get_contents().get_data() for page in pdf.reader.pages]
    return [data.decode("latin-1") for data in (*pages, *(f.get_data() for f in pdf.forms()))]


@pytest.mark.parametrize("name", ["kwadrant", "cirkels"])
def test_no_colour_is_left_that_is_no_ink(shop: dict[str, Pdf], name: str) -> None:
    """No RGB and no grey of a screen, on pages and in forms."""
    for stream in streams(shop[name]):
        assert not re.search(r"(?m)(^|\s)(rg|RG|g|G)(\s|$)", stream)


def test_black_text_is_black_alone_and_overprints(shop: dict[str, Pdf]) -> None:
    """The overprint is set before it, and off again for what is filled."""
    (stream,) = streams(shop["kwadrant"])[:1]
    assert "0 0 0 1 k\n/Over gs" in stream and "/Out gs" in stream


@pytest.mark.parametrize(
    ("plates", "separation", "thin", "expected"),
    [
        ((0, 0, 0, 1), "", True, True),
        ((0, 0, 0, 1), "", False, False),  # a ground in black covers what lies below
        ((0, 0, 0, 0.99), "", True, False),  # grey is mixed with what it would overprint
        ((0, 0, 0, 0.5), "", True, False),
        ((0, 0, 0, 0.49), "", True, False),
        ((0, 0, 0, 0), "", True, False),  # white knocks out
        ((0.01, 0, 0, 1), "", True, False),
        ((0, 0.01, 0, 1), "", True, False),
        ((0, 0, 0.01, 1), "", True, False),
        ((0, 0, 0, 0.5), "Cut", True, True),
        ((0, 0, 0, 0.5), "Cut", False, True),  # what a machine cuts along is no ink
    ],
)
def test_black_alone_overprints(
    plates: tuple[float, float, float, float], separation: str, thin: bool, expected: bool
) -> None:
    """Thin things in all of the black and in nothing else; and what has a plate of its own."""
    ink = Ink("ink", "#808080", plates=plates, separation=separation)
    assert expected == Plates().overprints(ink, thin=thin)


def test_it_says_what_it_is_and_no_more(shop: dict[str, Pdf]) -> None:
    """Tagged still; no archive's colours, no certificate; the press it was mixed for."""
    data = (shop["kwadrant"].path).read_bytes()
    assert b"pdfuaid:part" in data and b"pdfaid:part" not in data and b"GTS_PDFXVersion" not in data
    root = shop["kwadrant"].reader.trailer["/Root"]
    (intent,) = root["/OutputIntents"]
    assert "FOGRA39" == intent["/OutputConditionIdentifier"]


GS = shutil.which("gs") or shutil.which("gswin64c")


@pytest.mark.skipif(GS is None, reason="Ghostscript is not there")
class TestPlates:
    """What Ghostscript makes of the file: one grey picture per plate, 0 is ink."""

    @pytest.fixture(scope="class")
    @staticmethod
    def separated(
        shop: dict[str, Pdf], tmp_path_factory: pytest.TempPathFactory
    ) -> dict[tuple[str, str], Image.Image]:
        pictures = {}
        for name, pdf in shop.items():
            folder = tmp_path_factory.mktemp("plates")
            command = [str(GS), "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72"]
            target = f"-sOutputFile={folder / 's%d.tif'}"
            subprocess.run([*command, target, str(pdf.path)], check=True, capture_output=True)
            for path in folder.glob("s1(*).tif"):
                plate = path.stem.split("(")[1].rstrip(")")
                pictures[name, plate] = Image.open(path).convert("L")
        return pictures

    @pytest.mark.parametrize(("name", "own"), [("kwadrant", set()), ("cirkels", {"Cut"})])
    def test_which_there_are(
        self, separated: dict[tuple[str, str], Image.Image], name: str, own: set[str]
    ) -> None:
        """Four inks, and the cutter's where there is something to cut."""
        plates = {plate for of, plate in separated if of == name}
        assert {"Cyan", "Magenta", "Yellow", "Black", *own} == plates

    def test_the_cutter_has_the_cut_lines_alone(
        self, shop: dict[str, Pdf], separated: dict[tuple[str, str], Image.Image]
    ) -> None:
        """Ink on the edge of a circle and none within; no other plate has any there."""
        cut = next(
            c for c in shop["cirkels"].circles(0) if c.diameter == pytest.approx(38, abs=0.1)
        )
        for plate, edge in (("Cut", True), ("Yellow", False), ("Black", False)):
            assert edge == inked(separated["cirkels", plate], cut.cx, cut.cy, 18.3, 19.7)
        assert not inked(separated["cirkels", "Cut"], cut.cx, cut.cy, -18, 18)

    def test_text_leaves_the_colour_below_it(
        self, separated: dict[tuple[str, str], Image.Image]
    ) -> None:
        """The name of a field is on the black plate, and the tint below it is not broken."""
        place = tuple(round(edge * MM) for edge in (54, 32, 120, 38))
        assert separated["kwadrant", "Black"].crop(place).getextrema()[0] < 60
        low, high = separated["kwadrant", "Magenta"].crop(place).getextrema()
        assert low == high < 255


def inked(plate: Image.Image, cx: float, cy: float, first: float, last: float) -> bool:
    """Whether a plate has ink between two distances to the right of a place, in mm."""
    y = round(cy * MM)
    strip = plate.crop((round((cx + first) * MM), y, round((cx + last) * MM), y + 1))
    return strip.getextrema()[0] < 255


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((1, 1, 1), (0, 0, 0, 0)),
        ((0, 0, 0), (0, 0, 0, 1)),
        ((0.5, 0.5, 0.5), (0, 0, 0, 0.5)),  # grey is black alone
        ((1, 0, 0), (0, 1, 1, 0)),
        ((0.4, 0.2, 0.5), (0.2, 0.6, 0, 0.5)),
    ],
)
def test_an_ink_that_nobody_mixed_is_computed(
    colour: tuple[float, float, float], expected: tuple[float, ...]
) -> None:
    """All that is grey in it goes to the black plate."""
    assert expected == pytest.approx(plates(colour))


def test_a_colour_of_the_house_is_another_mixture(workshop: Workshop) -> None:
    """The theme's own plates were mixed for the theme's own colour."""
    assert Assets().theme.inks["dark-fill"].plates
    workshop.change("workshop.yaml", "inks: {}", 'inks: {dark-fill: "#7A1F5C"}')
    assert not workshop.press().composer.theme.inks["dark-fill"].plates


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([0, 0, 0], "plates.ink: [0, 0, 0] is no mixture"),
        ([0, 0, 0, 101], "plates.ink: [0, 0, 0, 101] is no mixture"),
        ("no plate", "plates.ink: 'no plate' is no mixture"),
    ],
)
def test_a_mixture_that_is_none(value: object, message: str) -> None:
    """Four percentages, or a name."""
    from worksheets.reading import yaml as loader

    text = (Assets().folder / "theme.yaml").read_bytes()
    data = dict(loader.read(text, "theme.yaml").data)
    data["plates"] = {"ink": value}
    with pytest.raises(Problem, match=re.escape(message)):
        theme.theme_of(data, Place("theme.yaml"))


def test_every_ink_of_every_theme_is_mixed() -> None:
    """And text is on one plate: letters of three plates are never sharp."""
    assets = Assets()
    for name in assets.themes:
        palette = assets.themed(name)
        assert () == theme.computed(palette)
        for style in palette.styles.values():
            assert sum(part > 0 for part in style.ink.plates) <= 1, (name, style.name)
        for ground, texts in palette.grounds.items():
            if ground == "on-step":  # a single figure of 20 pt: there a plate more shows no fringe
                continue
            for text in texts:
                if text in palette.inks:
                    assert sum(part > 0 for part in palette.inks[text].plates) <= 1, (name, text)


def test_a_school_gives_its_own_mixtures(workshop: Workshop) -> None:
    """In percents; the lines to cut stay on their plate, whatever their colour at home."""
    workshop.change("workshop.yaml", "inks: {}", 'inks: {dark-fill: "#7A1F5C", cut: "#AA0000"}')
    assert ("dark-fill",) == theme.computed(workshop.press().composer.theme)
    assert "Cut" == workshop.press().composer.theme.inks["cut"].separation
    workshop.change("workshop.yaml", "plates: {}", "plates: {dark-fill: [40, 95, 10, 25]}")
    inks = workshop.press().composer.theme.inks
    assert (0.4, 0.95, 0.1, 0.25) == inks["dark-fill"].plates


@pytest.mark.parametrize(
    ("plates", "message"),
    [
        ("dark-fill: [90, 90, 90, 90]", "360 % of ink does not dry, the most is 300"),
        ("dark-fil: [0, 0, 0, 0]", "there is no ink 'dark-fil'"),
        ("cut: [0, 0, 0, 100]", "the ink 'cut' has a plate of its own: Cut"),
    ],
)
def test_mixtures_of_a_school_that_are_none(workshop: Workshop, plates: str, message: str) -> None:
    """Told at their line."""
    workshop.change("workshop.yaml", "plates: {}", f"plates: {{{plates}}}")
    with pytest.raises(Problem, match=re.escape(message)) as raised:
        workshop.press()
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line


def test_inks_that_are_computed_are_told(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    workshop.change("workshop.yaml", "inks: {}", 'inks: {dark-fill: "#7A1F5C"}')
    arguments = ("kit", "cirkels", "-c", workshop.folder, "-o", tmp_path / "out")
    done = cli(*arguments, "--cmyk")
    assert 0 == done.returncode and "computed from their colours: dark-fill" in done.stderr
    assert "computed" not in cli(*arguments).stderr


EDGES = (
    '<page name="q" width="{{ paper.width }}" height="{{ paper.height }}">'
    '<text x="20" y="20" style="body" role="h1">vol</text>%s</page>'
)


@pytest.mark.parametrize(
    ("drawn", "reach"),
    [
        ('<rect x="0" y="50" width="40" height="9" fill="band"/>', "0"),
        ('<rect x="-1" y="50" width="40" height="9" fill="band"/>', "1"),
        ('<line x1="50" y1="50" x2="50" y2="298.5" stroke="line" weight="1"/>', "1.5"),
    ],
)
def test_what_is_drawn_up_to_an_edge_goes_on_for_the_bleed(
    workshop: Workshop, templates: Path, drawn: str, reach: str
) -> None:
    """Or it is a fault at its line, for a cut a hair off would show white."""
    (templates / "quadrant.xml").write_text(EDGES % drawn, encoding="utf-8")
    edition = press(workshop.folder, templates=templates, bleed=3)
    with pytest.raises(
        Problem, match=f"inked, and {reach} mm beyond it; the bleed is 3 mm"
    ) as raised:
        edition.job(edition.handout("kwadrant"))
    assert raised.value.at.file.endswith("quadrant.xml") and raised.value.at.line
    plain = press(workshop.folder, templates=templates)
    assert plain.job(plain.handout("kwadrant"))


def test_bleed_is_inked(workshop: Workshop, templates: Path, tmp_path: Path) -> None:
    """A ground that goes on 3 mm beyond the edge is drawn up to the bleed box, also in print."""
    ground = '<rect x="-3" y="-3" width="426" height="303" fill="shade"/>'
    (templates / "quadrant.xml").write_text(EDGES % ground, encoding="utf-8")
    edition = press(workshop.folder, templates=templates, bleed=3, crop_marks=True, cmyk=True)
    pdf = built(edition, "kwadrant", tmp_path)
    (box,) = (b for b in pdf.boxes(0) if b.width > 420)
    left, bottom, right, top = boxes(pdf, "BleedBox")
    drawn = (box.x, 315 - box.y - box.height, box.x + box.width, 315 - box.y)
    assert (left, bottom, right, top) == pytest.approx(drawn, abs=0.01)


def test_an_empty_back_is_trimmed_like_its_front(tmp_path: Path) -> None:
    """Both sides of a sheet are one cut."""
    gpo = press(bleed=3, crop_marks=True, backs="each")
    for sheet in gpo.kit().sheets:
        assert sheet.back
        front, back = sheet.front, sheet.back
        assert (front.size, front.trim, front.bleed) == (back.size, back.trim, back.bleed)


class TestPreflight:
    """The kit with a logo, for a print shop: what its own preflight would look for."""

    @pytest.fixture(scope="class")
    @staticmethod
    def kit_of_shop(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
        folder = tmp_path_factory.mktemp("preflight")
        shutil.copytree(GPO, folder / "gpo")
        file = folder / "gpo" / "workshop.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r'logo: ""', "logo: logo.png", text), encoding="utf-8")
        logo = Image.new("RGBA", (60, 20), (200, 30, 30, 128))
        logo.save(folder / "gpo" / "logo.png")
        edition = press(folder / "gpo", bleed=3, crop_marks=True, cmyk=True, backs="each")
        ((name, data),) = produce(edition.kit(), "pdf", edition.fonts)
        (folder / name).write_bytes(data)
        return Pdf(folder / name)

    def test_all_colours_are_inks(self, kit_of_shop: Pdf) -> None:
        """No RGB in operators, colour spaces or images; nothing is transparent."""
        for stream in streams(kit_of_shop):
            assert not re.search(r"(?m)(^|\s)(rg|RG|g|G|sh)(\s|$)", stream)
        images = 0
        for entry in kit_of_shop.everything():
            if entry.get("/Subtype") == "/Image":
                if "/ImageMask" in entry:
                    continue
                images += 1
                assert "/DeviceCMYK" == entry["/ColorSpace"] and "/SMask" not in entry
            assert not {"/ca", "/CA", "/BM", "/Shading", "/Group"} & set(entry)
            for space in entry.get("/ColorSpace", {}).values() if is_resources(entry) else ():
                assert "/Separation" == space[0] and "/DeviceCMYK" == space[2]
        assert 1 == images

    def test_boxes_lie_within_each_other(self, kit_of_shop: Pdf) -> None:
        """On every side: 3 mm from trim to bleed, more paper around it."""
        for page in kit_of_shop.reader.pages:
            media, bleed, trim = (
                [float(edge) / MM for edge in page[f"/{name}Box"]]
                for name in ("Media", "Bleed", "Trim")
            )
            for outer, inner, apart in ((media, bleed, 6), (bleed, trim, 3)):
                gaps = [abs(a - b) for a, b in zip(outer, inner, strict=True)]
                assert [apart] * 4 == pytest.approx(gaps, abs=0.01)

    def test_black_and_cut_lines_overprint(self, kit_of_shop: Pdf) -> None:
        """The graphics state says so for lines and fills, and leaves what has no ink alone."""
        states = [entry for entry in kit_of_shop.everything() if "/Over" in entry]
        assert states
        for state in states:
            over, out = state["/Over"], state["/Out"]
            assert (True, True, 1) == (over["/OP"], over["/op"], over["/OPM"])
            assert (False, False) == (out["/OP"], out["/op"])
        cuts = [s for s in streams(kit_of_shop) if "/Cut CS" in s]
        assert cuts
        for stream in cuts:
            before = stream[: stream.index("/Cut CS")]
            assert before.rindex("/Over gs") > before.rfind("/Out gs")

    @pytest.mark.parametrize("profile", ["ua1"])
    def test_it_is_accessible_still(self, kit_of_shop: Pdf, profile: str) -> None:
        assert set() == faults(kit_of_shop.path, profile)

    @pytest.mark.slow
    @pytest.mark.skipif(GS is None, reason="Ghostscript is not there")
    def test_ink_dries(self, kit_of_shop: Pdf, tmp_path: Path) -> None:
        """Nowhere within the trim more than 300 % (the marks around it are on all plates)."""
        command = [str(GS), "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r36"]
        subprocess.run(
            [*command, f"-sOutputFile={tmp_path / 's%d.tif'}", str(kit_of_shop.path)],
            check=True,
            capture_output=True,
        )
        for number in range(1, kit_of_shop.pages + 1):
            width, height = kit_of_shop.size(number - 1)
            inside = tuple(round(edge * MM / 2) for edge in (10, 10, width - 10, height - 10))
            total = None
            for plate in ("Cyan", "Magenta", "Yellow", "Black"):
                grey = Image.open(tmp_path / f"s{number}({plate}).tif").convert("L")
                ink = ImageChops.invert(grey.crop(inside)).convert("I")
                total = ink if total is None else ImageMath.lambda_eval(add, a=total, b=ink)
            assert total is not None
            _, most = total.getextrema()
            assert most <= 3.01 * 255


def add(parts: dict[str, Any]) -> Any:
    return parts["a"] + parts["b"]


def is_resources(entry: Any) -> bool:
    """Whether a dictionary names colour spaces, rather than being an image that has one."""
    return isinstance(entry.get("/ColorSpace"), dict)


def test_a_logo_keeps_its_black() -> None:
    """In an image too, grey is on the black plate alone; what is clear is paper."""
    logo = Image.new("RGBA", (3, 1))
    logo.putdata([(0, 0, 0, 255), (255, 0, 0, 255), (9, 9, 9, 0)])
    out = BytesIO()
    logo.save(out, "PNG")
    packed = on_plates(out.getvalue())
    picture = Image.frombytes("CMYK", (3, 1), decompress(packed.packed))
    assert packed.mask and bytes([0b00100000]) == decompress(packed.mask.packed)
    assert [(0, 0, 0, 255), (0, 255, 255, 0), (0, 0, 0, 0)] == [
        picture.getpixel((x, 0)) for x in range(3)
    ]


@pytest.mark.parametrize("bleed", ["-1", "21mm", "wide", "nan"])
def test_a_bleed_that_is_none(cli: Cli, tmp_path: Path, bleed: str) -> None:
    """Is refused before anything is made."""
    done = cli("kit", "--bleed", bleed, "-o", str(tmp_path))
    assert 2 == done.returncode and "--bleed" in done.stderr
    assert not list(tmp_path.iterdir())
