"""A plotter cuts what was printed: the same places, the same marks, at true size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ezdxf
import pytest
from conftest import Cli, Workshop, built, press
from ezdxf import units
from readback import Pdf

from worksheets.press.jobs import produce
from worksheets.printers import Printer
from worksheets.problems import Undoable
from worksheets.writers.cut import names

SVG = "{http://www.w3.org/2000/svg}"


class Cut:
    """A sheet as it is printed, and the two files that it is cut by."""

    def __init__(self, folder: Path, **options: object) -> None:
        gpo = press(cut="plotter", **options)
        self.pdf: Pdf = built(gpo, "cirkels", folder)
        job = gpo.job(gpo.handout("cirkels"))
        self.files = dict(produce(job, "cut", gpo.fonts))
        (svg, dxf) = sorted(self.files, reverse=True)
        self.svg = ElementTree.fromstring(self.files[svg])
        (folder / dxf).write_bytes(self.files[dxf])
        self.dxf = ezdxf.readfile(folder / dxf)

    def layer(self, name: str) -> ElementTree.Element:
        (layer,) = (element for element in self.svg.findall(f"{SVG}g") if element.get("id") == name)
        return layer


@pytest.fixture(params=[{}, {"paper": "Letter"}, {"circle_size": 51.0, "paper": "A3"}], ids=str)
def cut(request: pytest.FixtureRequest, tmp_path: Path) -> Cut:
    return Cut(tmp_path, **request.param)


def middles(cut: Cut) -> list[tuple[float, float]]:
    """Where discs were printed on the first sheet."""
    size = max(circle.diameter for circle in cut.pdf.circles(0) if circle.look.fill)
    discs = (circle for circle in cut.pdf.circles(0) if circle.look.fill)
    return sorted((circle.cx, circle.cy) for circle in discs if abs(circle.diameter - size) < 0.02)


def test_every_circle_is_cut_where_it_was_printed(cut: Cut) -> None:
    """In both files, from the same corner of the same sheet."""
    width, height = cut.pdf.size(0)
    circles = [
        tuple(float(element.get(name, "nan")) for name in ("cx", "cy", "r"))
        for element in cut.layer("Cut").findall(f"{SVG}circle")
    ]
    printed = middles(cut)
    assert len(printed) <= len(circles)
    for x, y in printed:
        assert any(abs(x - cx) < 0.02 and abs(y - cy) < 0.02 for cx, cy, _ in circles)
    entities = [
        (entity.dxf.center.x, height - entity.dxf.center.y, entity.dxf.radius)
        for entity in cut.dxf.modelspace().query('CIRCLE[layer=="Cut"]')
    ]
    for circle, other in zip(_sorted(circles), _sorted(entities), strict=True):
        assert circle == pytest.approx(other, abs=1e-3)
    assert width > max(x for x, _, _ in circles)


def _sorted(circles: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    return sorted(circles, key=lambda circle: tuple(round(number, 2) for number in circle))


def test_the_diameter_is_exact(tmp_path: Path) -> None:
    """To the micron, whatever the template draws."""
    cut = Cut(tmp_path, circle_size=38.1)
    radii = {float(element.get("r", 0)) for element in cut.layer("Cut")}
    assert {19.05} == radii
    assert {19.05} == {entity.dxf.radius for entity in cut.dxf.modelspace().query("CIRCLE")}


def test_the_files_are_in_millimetres(cut: Cut) -> None:
    """As large as the sheet."""
    width, height = cut.pdf.size(0)
    assert f"0 0 {width:g} {height:g}" == cut.svg.get("viewBox")
    assert (f"{width:g}mm", f"{height:g}mm") == (cut.svg.get("width"), cut.svg.get("height"))
    assert units.MM == cut.dxf.units


def test_the_marks_are_printed_where_the_files_have_them(cut: Cut) -> None:
    """A square of 5 mm and two brackets of 10 mm, in black, with nothing near them."""
    height = cut.pdf.size(0)[1]
    (square, *brackets) = [
        [tuple(map(float, pair.split(","))) for pair in element.get("points", "").split()]
        for element in cut.layer("Registration")
    ]
    (printed,) = (b for b in cut.pdf.boxes(0) if abs(b.width - 5) + abs(b.height - 5) < 0.02)
    corners = [(printed.x, printed.y), (printed.x + 5, printed.y + 5)]
    assert corners == [pytest.approx(square[0], abs=0.02), pytest.approx(square[2], abs=0.02)]
    paths = [tuple(p) for p in cut.dxf.modelspace().query("LWPOLYLINE")]
    assert 3 == len(paths) and 2 == len(brackets)
    for mark, path in zip([square, *brackets], paths, strict=True):
        assert mark == [pytest.approx((point[0], height - point[1]), abs=1e-3) for point in path]
    r = max(circle.diameter for circle in cut.pdf.circles(0)) / 2
    for x, y in (point for mark in (square, *brackets) for point in mark):
        assert min(((cx - x) ** 2 + (cy - y) ** 2) ** 0.5 for cx, cy in middles(cut)) > r + 2


def test_nothing_to_cut_along_is_printed(cut: Cut) -> None:
    """A plotter that is a hair off would leave half a line."""
    assert [] == cut.pdf.cuts(0)


def test_equal_input_gives_equal_files(tmp_path: Path) -> None:
    """No time and no random number is in them."""
    assert Cut(tmp_path).files == Cut(tmp_path).files


def test_the_sheet_names_its_file(cut: Cut) -> None:
    """So that nobody cuts by another one."""
    (named,) = set(re.findall(r"cirkels\.cut-\d+-\d+mm-[0-9a-f]{4}", cut.pdf.text(0)))
    assert {f"{named}.svg", f"{named}.dxf"} == set(cut.files)


def test_files_lie_beside_the_pdf(cli: Cli, tmp_path: Path) -> None:
    """Of handouts with circles, and of no other; a second run leaves them alone."""
    done = cli("kit", "cirkels", "kwadrant", "--cut", "plotter", "-o", tmp_path)
    assert 0 == done.returncode
    names = sorted(path.name for path in (tmp_path / "gpo").glob("[!.]*"))
    assert ["cirkels.pdf", "kwadrant.pdf"] == names[2:]
    assert all(re.fullmatch(r"cirkels\.cut-24-38mm-[0-9a-f]{4}\.(dxf|svg)", n) for n in names[:2])
    again = cli("kit", "cirkels", "kwadrant", "--cut", "plotter", "-o", tmp_path)
    assert 4 == again.stdout.count("unchanged")


@pytest.mark.parametrize(
    "options",
    [
        {"circle_size": 38.5},  # as many circles on a sheet, half a millimetre wider
        {"printer": Printer(margin=9)},
        {"paper": "Letter"},
    ],
    ids=str,
)
def test_a_file_of_other_circles_has_another_name(options: dict[str, Any]) -> None:
    """One that was left in the folder does not fit by its name."""
    cuts = {
        name
        for chosen in ({}, options)
        for name in names(press(cut="plotter", **chosen).named("cirkels"))
    }
    assert 4 == len(cuts)


@pytest.mark.parametrize("how", ["sheet", "stack", "dense"])
def test_every_file_that_a_sheet_names_is_there(
    workshop: Workshop, cli: Cli, tmp_path: Path, how: str
) -> None:
    """Subjects' own files too, however they share sheets in the whole handout."""
    text = "kinds: {vak: vak}\nsubjects:\n  - name: Engels\n  - {name: Rekenen, copies: 4}\n"
    (workshop.folder / "subjects.yaml").write_text(text, encoding="utf-8")
    done = cli(
        *("kit", "cirkels-vakken", "--cut", "plotter", "--collate", how),
        *("-c", workshop.folder, "-o", tmp_path / "uit"),
    )
    assert 0 == done.returncode, done.stderr
    folder = tmp_path / "uit" / "gpo"
    for file in folder.glob("*.pdf"):
        pdf = Pdf(file)
        words = " ".join(pdf.text(number) for number in range(pdf.pages))
        named = set(re.findall(r"[a-z-]+\.cut-[\d.]+-[\d.]+mm-[0-9a-f]{4}", words))
        assert named
        for name in named:
            assert (folder / f"{name}.svg").exists() and (folder / f"{name}.dxf").exists()


@pytest.mark.parametrize("options", [{"nup": 2}, {"bleed": 3.0}, {"crop_marks": True}], ids=str)
def test_only_true_size_is_cut(options: dict[str, object]) -> None:
    """What is made smaller, or printed in a shop, is not where the file says."""
    with pytest.raises(Undoable, match="a plotter cuts sheets as they are"):
        press(cut="plotter", **options)


def test_a_sheet_that_is_cut_is_not_tiled() -> None:
    """One that fits on the paper has no tiles, and is cut."""
    gpo = press(cut="plotter", tile="A4")
    assert 2 == len(gpo.job(gpo.handout("cirkels")).sheets)
    small = press(cut="plotter", tile="A5")
    with pytest.raises(Undoable, match="a plotter cuts whole sheets"):
        small.job(small.handout("cirkels"))
