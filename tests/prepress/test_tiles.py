"""Finished tiles: joined they are the page, each says what it is, words are copied once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pypdfium2
import pytest
from conftest import Cli, Workshop, built, press
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from readback import Line, Pdf
from validators import PROFILES, faults

from worksheets.drawing import extents
from worksheets.drawing.items import Text
from worksheets.drawing.sheets import Job, Sheet
from worksheets.geometry import Insets, Size
from worksheets.imposition.tiling import fits, tiling
from worksheets.paper import PAPERS
from worksheets.prepress import placing, seams
from worksheets.prepress.tiles import _Tiles
from worksheets.press.jobs import Press, produce
from worksheets.problems import NOWHERE, Problem
from worksheets.writers.pdf.write import write

MARGIN = 8
WHITE = Insets.all(MARGIN)  # a page that keeps the margin itself
A4 = PAPERS["A4"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiles")


@lru_cache
def pressed(paper: str) -> Press:
    return press(tile=paper)


@pytest.fixture(scope="module", params=["A4", "Letter"])
def tiled(request: pytest.FixtureRequest, folder: Path) -> Pdf:
    press = pressed(request.param)
    return built(press, "kwadrant", folder)


def crosses(pdf: Pdf, number: int) -> list[tuple[float, float]]:
    """The middles of the crosses on a page: two lines of 4 mm through one point."""
    middles: dict[tuple[float, float], set[bool]] = defaultdict(set)
    for line in pdf.lines(number):
        if abs(line.length - 4) < 0.001 and abs(line.look.weight - 0.15) < 0.001:
            middle = (round((line.x1 + line.x2) / 2, 3), round((line.y1 + line.y2) / 2, 3))
            middles[middle].add(abs(line.x1 - line.x2) < 0.01)
    return sorted(middle for middle, both in middles.items() if len(both) == 2)


def placed(pdf: Pdf, number: int) -> dict[str, tuple[float, float]]:
    """Where texts begin that stand once on a page."""
    starts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for words in pdf.words(number):
        starts[words.text].append((words.x, words.y))
    return {text: points[0] for text, points in starts.items() if len(points) == 1}


def places(pdf: Pdf, number: int) -> tuple[int, int]:
    """The row and column that a tile says it is."""
    said = re.search(r"rij (\d+), kolom (\d+)", pdf.text(number))
    assert said
    return int(said[1]), int(said[2])


def divided(press: Press, name: str, paper: str) -> list[_Tiles]:
    """The tiles of the sides of a handout that are larger than a paper."""
    job, parts = press.job(press.handout(name)), []
    for sheet in job.sheets:
        if not fits(sheet.front.size, PAPERS[paper]):
            for side in placing.sides(sheet):
                composer = pressed(paper).composer
                parts.append(_Tiles(composer, job, sheet, side, PAPERS[paper], side))
    return parts


def opened(press: Press, name: str, folder: Path, paper: str = "A4") -> Pdf:
    """The page as its tiles show it: whole, with its lines open where a seam comes."""
    (part,) = divided(press, name, paper)
    path = folder / f"{name}-{paper}.pdf"
    path.write_bytes(write(Job("a", "A", (Sheet(part.apart),)), press.fonts))
    return Pdf(path)


def test_joined_by_their_crosses_the_tiles_are_the_page(tiled: Pdf, gpo: Press) -> None:
    """To 0.02 mm: every line of text begins where it does on the page; pixel for pixel the same."""
    origin = origins(tiled)
    paper = "A4" if tiled.size(0) == pytest.approx((210, 297), abs=0.1) else "Letter"
    page = placed(opened(gpo, "kwadrant", tiled.path.parent / "plain", paper), 0)
    seen = set()
    for number in range(1, tiled.pages):
        for text, (x, y) in placed(tiled, number).items():
            if text in page:
                joined = (x + origin[number][0], y + origin[number][1])
                assert page[text] == pytest.approx(joined, abs=0.02), text
                seen.add(text)
    # A text that a seam goes through is in parts on several tiles; page numbers differ.
    parts = [text for n in range(1, tiled.pages) for text in placed(tiled, n)]
    for text in set(page) - seen:
        words = {word for part in parts if part.strip() in text for word in part.split()}
        assert set(text.split()) <= words or text.startswith("pagina"), text


@pytest.mark.parametrize("name", ["kwadrant", "voorbeeld-ict", "consequenties"])
def test_joined_by_their_crosses_nothing_is_missing_or_doubled(
    folder: Path, gpo: Press, name: str
) -> None:
    """Cut and laid together as pictures, to 0.3 mm: only crosses and cut lines are added."""
    tiled = built(pressed("A4"), name, folder)
    page = rendered(opened(gpo, name, folder / "plain"), 0)
    joined, marks = Image.new("L", page.size, 255), Image.new("L", page.size, 0)
    draw = ImageDraw.Draw(marks)
    for number, (x, y) in origins(tiled).items():
        tile, own = rendered(tiled, number), crosses(tiled, number)
        row, column = places(tiled, number)
        left = min(cx for cx, _ in own) if column > 1 else 0
        top = min(cy for _, cy in own) if row > 1 else 0
        part = tile.crop((round(left * PIXELS), round(top * PIXELS), *tile.size))
        joined.paste(part, (round((x + left) * PIXELS), round((y + top) * PIXELS)))
        for cx, cy in own:
            draw.rectangle(around(cx + x, cy + y, 2.3, 2.3), 255)
            draw.rectangle(around(cx + x, cy + y, 0.4, 500), 255)
    near = 2 * round(0.3 * PIXELS) + 1
    for picture, other in ((page, joined), (joined, page)):
        # Ink of the picture that the other has nowhere near, but for the crosses.
        missing = ImageChops.subtract(other.filter(ImageFilter.MinFilter(near)), picture)
        missing.paste(0, mask=marks)
        bad = sum(missing.histogram()[150:])
        assert 0 == bad, missing.point(lambda level: 255 * (level >= 150)).getbbox()


def origins(tiled: Pdf) -> dict[int, tuple[float, float]]:
    """Where the corner of each tile lies on the page, by the crosses that neighbours share."""
    numbers = range(1, tiled.pages)
    origin = {1: (0.0, 0.0)}  # the first tile's corner is the page's
    for number in numbers:
        row, column = places(tiled, number)
        if number == 1:
            continue
        before = next(
            n for n in origin if places(tiled, n) in ((row, column - 1), (row - 1, column))
        )
        level = places(tiled, before)[0] == row
        earlier, later = crosses(tiled, before), crosses(tiled, number)
        # The seam between them has the last crosses of the earlier and the first of the later.
        axis = 0 if level else 1
        ours = sorted(earlier, key=lambda p: p[axis])[-2:]
        theirs = sorted(later, key=lambda p: p[axis])[:2]
        shifts = {
            (round(a[0] - b[0], 2), round(a[1] - b[1], 2))
            for a, b in zip(sorted(ours), sorted(theirs), strict=True)
        }
        assert 1 == len(shifts)
        (dx, dy) = next(iter(shifts))
        origin[number] = (origin[before][0] + dx, origin[before][1] + dy)
    return origin


PIXELS = 5  # to the mm


def rendered(pdf: Pdf, number: int) -> Image.Image:
    """A side as a grey picture."""
    with pypdfium2.PdfDocument(pdf.path) as opened:
        return opened[number].render(scale=PIXELS * 25.4 / 72, grayscale=True).to_pil()


def around(x: float, y: float, dx: float, dy: float) -> tuple[float, float, float, float]:
    """A box of pixels around a place in mm."""
    return (x - dx) * PIXELS, (y - dy) * PIXELS, (x + dx) * PIXELS, (y + dy) * PIXELS


@pytest.fixture(autouse=True, scope="module")
def plain_folder(folder: Path) -> None:
    (folder / "plain").mkdir()


def test_all_is_printed_within_reach(tiled: Pdf) -> None:
    """Crosses, hatching, names: nothing of a tile's own lies in the margin."""
    for number in range(1, tiled.pages):
        width, height = tiled.size(number)
        for line in tiled.lines(number):
            if line.mark and line.mark.artifact and line.look.weight < 0.16:
                assert inside(line, width, height), line


def inside(line: Line, width: float, height: float) -> bool:
    xs, ys = (line.x1, line.x2), (line.y1, line.y2)
    return min(*xs, *ys) >= 7.99 and max(xs) <= width - 7.99 and max(ys) <= height - 7.99


def test_every_tile_says_what_it_is(tiled: Pdf) -> None:
    """Which handout, which part, which version; and what to do at its edges."""
    parts = tiled.pages - 1
    for number in range(1, tiled.pages):
        text = tiled.text(number)
        assert f"deel {number} van {parts}: rij " in text
        assert "Kwadrant · " in text and "versie 2026-09" in text
        assert f"deel {number}: knip hier" in text or number == 1
        # Its number is on the strip to glue too, if the rest is cut off; the last tile has none.
        assert (number == parts) != (f"deel {number}: lijm hier deel " in text)
    labels = tiled.reader.page_labels
    assert [f"Kwadrant ({n}/{parts})" for n in range(1, parts + 1)] == labels[1:]
    assert "Kwadrant" == labels[0]


@pytest.mark.parametrize("paper", ["A5", "120x180", "Letter"])
def test_every_strip_to_glue_says_which_part_comes_there(folder: Path, paper: str) -> None:
    """However small the paper, and the part: the one to the right, and the one below."""
    tiled = built(press(tile=paper), "voorbeeld-ict", folder)
    match = re.search(r"Delen: (\d+), .* Rijen: (\d+)\. Kolommen: (\d+)", tiled.text(0))
    assert match
    parts, rows, columns = map(int, match.groups())
    assert rows * columns == parts == tiled.pages - 1
    for number in range(1, tiled.pages):
        row, column = places(tiled, number)
        expected = {number + 1} if column < columns else set()
        expected |= {number + columns} if row < rows else set()
        said = re.findall(rf"deel {number}: lijm hier deel (\d+) op", tiled.text(number))
        assert expected == set(map(int, said))


def test_what_is_copied_from_a_tile_is_what_is_seen(tiled: Pdf) -> None:
    """The last tile has its own words, not those of the first."""
    first, last = tiled.text(1), tiled.text(tiled.pages - 1)
    assert "groepsdifferentiatie" in first and "zelfregulerend" not in first
    assert "zelfregulerend" in last and "groepsdifferentiatie" not in last


def test_words_between_which_a_seam_lies_are_copied_once(folder: Path, gpo: Press) -> None:
    """From all tiles together: no seam goes through a word."""
    for name in ("facetten-overzicht", "voorbeeld-zorg"):
        tiled = built(pressed("A4"), name, folder)
        page = built(gpo, name, folder / "plain")
        parts = [w for n in range(1, tiled.pages) for w in tiled.words(n)]
        # A tile adds its name and what to do at its edges; all else is the page's.
        strips = re.compile(r"deel \d+(:| van)")
        copied = Counter(
            word for w in parts if not strips.search(w.text) for word in w.text.split()
        )
        once = Counter(word for w in page.words(0) for word in w.text.split())
        assert not once - copied
        assert not copied - once


def test_a_seam_goes_between_words_rather_than_through_them(gpo: Press) -> None:
    """On a page that is full of lines: there is no way beside them, but between their words."""
    style = gpo.composer.theme.style("body", NOWHERE)
    lines = tuple(Text(8, 20 + 6 * n, "woord voor " * 18 + "woord", style, 4) for n in range(40))
    parts = extents.of_items(lines, gpo.fonts)
    drawing = tuple(parts)
    across = tuple(seams.across(drawing, seams.text_lines(drawing)))
    seam = tiling(Size(420, 290), A4, margin=MARGIN, white=WHITE, across=across).columns[0].end
    words = [e.box for e in extents.of_items(lines[:1], gpo.fonts) if e.kind == "word"]
    assert not any(box.x < seam < box.right for box in words)


def test_the_page_is_told_once(tiled: Pdf) -> None:
    """On the sheet that tells how, in the order of the page; a tile tells only its name."""
    headings = [
        element for element in tiled.structure.all() if re.fullmatch("H[1-6]", element.type)
    ]
    texts = [tiled.heard(element) for element in headings]
    assert "Kwadrant: van delen één vel maken" == texts[0]
    assert 1 == texts.count("klassikaal onderwijs")
    content = [page for page, _ in tiled.structure.content()]
    assert dict.fromkeys(range(1, tiled.pages), 1) == {
        page: content.count(page) for page in set(content) if page
    }


@pytest.mark.parametrize("profile", PROFILES)
def test_tiles_conform(tiled: Pdf, profile: str) -> None:
    """PDF/UA-1 and PDF/A-2a, by page-validation."""
    assert set() == faults(tiled.path, profile)


def test_a_page_that_fits_stays_as_it_is(gpo: Press) -> None:
    """In the kit too; sections lead to the sheet that tells how."""
    small, plain = pressed("A4").kit(), gpo.kit()
    order = len(gpo.job(gpo.handout("drukopdracht")).sheets)  # which tells how to print the parts
    longer = len(pressed("A4").job(gpo.handout("drukopdracht")).sheets) - order
    assert small.plain and len(plain.sheets) == len(small.plain.sheets) - longer
    for before, after in zip(plain.bookmarks, small.bookmarks, strict=True):
        assert before.title == after.title
        label = small.sheets[after.sheet].label
        # The order has a second page.
        label = label.removesuffix(" 1") if label.startswith("Drukopdracht") else label
        assert plain.sheets[before.sheet].label == label
    assert {A4, A4.landscape} >= {sheet.front.size for sheet in small.sheets}
    press = pressed("A3")
    for name in ("kwadrant", "cirkels"):
        assert gpo.job(gpo.handout(name)).sheets == press.job(press.handout(name)).sheets


def test_the_edition_to_read_is_not_tiled(gpo: Press) -> None:
    """HTML is the same with and without."""
    press = pressed("A4")
    ((_, tiled),) = produce(press.job(press.handout("kwadrant")), "html", press.fonts)
    ((_, plain),) = produce(gpo.job(gpo.handout("kwadrant")), "html", gpo.fonts)
    assert plain == tiled


@pytest.mark.parametrize(
    ("option", "key"), [({"tile": "A4"}, "  tiles:\n"), ({"nup": 4}, "  reduced: ")]
)
def test_words_that_an_option_needs_may_be_left_out(
    workshop: Workshop, option: dict[str, object], key: str
) -> None:
    """Until it is asked for: then they are missed, at their line."""
    path = workshop.folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8")
    name = key.strip(" :\n")
    start = text.index(key)
    end = re.compile(r"^  (?=\w)|\Z", re.MULTILINE).search(text, start + len(key))
    assert end
    path.write_text(text[:start] + text[end.start() :], encoding="utf-8")
    assert workshop.press().job(workshop.press().handout("kwadrant"))
    press = workshop.press(**option)
    with pytest.raises(Problem, match=f"words: misses the key '{name}'") as raised:
        press.job(press.handout("kwadrant"))
    assert raised.value.at.file.endswith("workshop.yaml") and raised.value.at.line


def test_where_nothing_is_drawn_there_is_no_tile(workshop: Workshop, templates: Path) -> None:
    """The sheet that tells how says so."""
    (templates / "quadrant.xml").write_text(
        '<page name="q" width="{{ paper.width }}" height="{{ paper.height }}">'
        '<text x="8" y="20" style="body" role="h1">boven</text></page>',
        encoding="utf-8",
    )
    edition = press(workshop.folder, templates=templates, tile="A5")
    pdf = built(edition, "kwadrant", workshop.folder)
    (text,) = [pdf.text(0)]
    assert "Hier is geen deel voor" in text and "rij 1, kolom 2" in text
    job = edition.job(edition.handout("kwadrant"))
    assert len(job.sheets) - 1 == int(re.findall(r"Delen: (\d+)", text)[0])
    assert len(job.sheets) - 1 < 6


@pytest.mark.parametrize("theme", ["grijs", "inktbesparend"])
def test_other_themes_are_tiled_too(theme: str) -> None:
    gpo = press(tile="A4", theme=theme)
    assert 16 == len(gpo.job(gpo.handout("tijdlijn-strook")).sheets)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--tile", "A33"), "there is no paper 'A33'"),
        (("--tile", "10x10"), "no paper is 10x10"),
        (("--tile", "A4", "--overlap", "6"), "lies within the printer's margin of 8 mm"),
        (("--tile", "A4", "--overlap", "nan"), "is not a length"),
        (("--tile", "50x60"), "have no room for tiles"),
        (("--tile", "A4", "--nup", "4"), "either tiled or made smaller"),
        (("--tile", "A4", "--bleed", "3"), "neither tiled nor made smaller"),
        (("--overlap", "20"), "an overlap is for tiles only"),
    ],
)
def test_what_cannot_be_is_refused(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Clearly, before anything is made."""
    result = cli("kit", "kwadrant", "-o", tmp_path / "out", *arguments)
    assert 2 == result.returncode and words in result.stderr
    assert not (tmp_path / "out").exists()


def test_any_paper_may_be_named(cli: Cli, tmp_path: Path) -> None:
    """By its measures too, and pictures show the tiles."""
    result = cli(
        *("kit", "kwadrant", "--tile", "250x350", "-o", tmp_path),
        *("--format", "pdf", "--format", "svg", "--format", "outline"),
    )
    assert 0 == result.returncode, result.stderr
    sheets = Pdf(tmp_path / "gpo" / "kwadrant.pdf").pages
    assert 3 == sheets == len(list((tmp_path / "gpo").glob("*.svg")))


def test_an_empty_back_is_no_page_to_join(gpo: Press) -> None:
    """With backs of circles every sheet has a back; those of tiles are empty too, and stay so."""
    edition = press(tile="A4", backs="each")
    job, plain = edition.kit(), pressed("A4").kit()
    assert [sheet.label for sheet in plain.sheets] == [sheet.label for sheet in job.sheets]
    assert all(sheet.back for sheet in job.sheets)
    written = [s for s in job.sheets if s.back and (s.back.placements or s.back.marks)]
    assert len(written) == sum("irkels" in sheet.label for sheet in job.sheets)


def test_a_result_is_tiled_too(cli: Cli, tmp_path: Path) -> None:
    """A team that has no A3 printer glues its own result."""
    result = cli(
        *("result", "docs/placements-example.yaml", "--tile", "A4", "--overlap", "15"),
        *("-o", tmp_path),
    )
    assert 0 == result.returncode, result.stderr
    (path,) = (tmp_path / "gpo").glob("*.pdf")
    pdf = Pdf(path)
    assert 0 == pdf.pages % 4
    for number in range(0, pdf.pages, 4):
        assert "van delen één vel maken" in pdf.text(number)
