"""Make the pictures of the README from the default workshop: `python docs/pictures.py`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace
from PIL import Image, ImageOps

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import worksheets
from worksheets.content.workshop import Handout
from worksheets.drawing.sheets import Placement
from worksheets.handouts import quadrant
from worksheets.imposition.cutting import PROFILES
from worksheets.layout.placing import Circle, placed
from worksheets.markup.assets import Assets
from worksheets.press.jobs import Press
from worksheets.writers import png

DOTS_PER_INCH = 52
GAP = 24  # pixels between pages
ROWS = 0.36  # of a sheet of circles: two rows of it
GALLERY = ROOT / "docs" / "gallery"
THUMBNAIL = (440, 330)  # pixels; the room of a picture in the gallery
ACROSS = 3  # pictures in a row of it
BEGIN, END = "<!-- gallery: made by docs/pictures.py -->", "<!-- end of the gallery -->"


def main() -> None:
    folder = ROOT / "content" / "gpo"
    press = worksheets.open(folder)
    first = {handout.id: _picture(press, handout) for handout in press.handouts}
    cirkels = png.write(press.job(press.handout("cirkels")), press.fonts, dpi=DOTS_PER_INCH)
    tall = [Image.open(BytesIO(picture)).convert("RGB") for picture in cirkels[:2]]
    _save(
        _sheet([[_laid_out(press, "zorg"), first["tijdlijn-strook"]], tall]),
        ROOT / "docs" / "kit.png",
        128,
    )
    for name in Assets().themes:
        _theme(name, worksheets.open(folder, theme=name))
    cuts = [cut for cut in PROFILES if cut != "labels"]  # there is nothing to see between labels
    ways = [{"cut": cut} for cut in cuts] + [{"cut": "guillotine", "shape": "hexagon"}]
    presses = [worksheets.open(folder, **way) for way in ways]
    sheets = [[_picture(other, other.handout("cirkels"))] for other in presses]
    rows = [_sheet(sheets[:3]), _sheet(sheets[3:])]
    ways_to_cut = ImageOps.scale(_sheet([rows]), 0.6)
    _save(ways_to_cut, ROOT / "docs" / "cutting.png", 32)
    _gallery(press.handouts, first)


def _picture(press: Press, handout: Handout) -> Image.Image:
    """The first sheet of a handout."""
    job = press.job(handout)
    # A wall of paper needs no more pixels than a sheet for the table.
    dots = DOTS_PER_INCH * min(1, 420 / max(job.sheets[0].front.size))
    (picture,) = png.write(replace(job, sheets=job.sheets[:1], bookmarks=()), press.fonts, dpi=dots)
    return Image.open(BytesIO(picture)).convert("RGB")


def _laid_out(press: Press, example: str) -> Image.Image:
    """The mat with the circles of an example, cut out and laid where the program lays them."""
    content = press.content
    assert content.aspects and content.examples and content.quadrant
    handout = press.handout("kwadrant")
    mat = quadrant.mat_of(press.composer, handout, content.quadrant).mat
    values = next(e for e in content.examples.examples if e.id == example).placements
    circles = [
        Circle(
            name=f"{circle_set.id}-{aspect.id}",
            axis=aspect.axis,
            set=n,
            value=values[circle_set.id][aspect.id],
            diameter=press.composer.circle_size,
        )
        for n, circle_set in enumerate(content.aspects.sets)
        for aspect in content.aspects.aspects
        if aspect.id in values.get(circle_set.id, {})
    ]
    faces = {
        placement.page.name: placement.page
        for sheet in press.sheets(press.handout("cirkels"))
        for placement in sheet.front.placements
        if placement.page.round
    }
    laid = [Placement(faces[place.name], place.centre) for place in placed(circles, mat)]
    job = press.job(handout)
    (sheet, *_) = job.sheets
    front = replace(sheet.front, placements=(*sheet.front.placements, *laid))
    (picture,) = png.write(
        replace(job, sheets=(replace(sheet, front=front),), bookmarks=()),
        press.fonts,
        dpi=DOTS_PER_INCH,
    )
    return Image.open(BytesIO(picture)).convert("RGB")


def _theme(name: str, press: Press) -> None:
    """Show a theme: the first rows of each set of circles."""
    pictures = png.write(press.job(press.handout("cirkels")), press.fonts, dpi=DOTS_PER_INCH)
    pages = [Image.open(BytesIO(data)).convert("RGB") for data in pictures]
    upper = [page.crop((0, 0, page.width, round(ROWS * page.height))) for page in pages]
    _save(_sheet([[page] for page in upper]), ROOT / "docs" / f"theme-{name}.png", 64)


def _gallery(handouts: tuple[Handout, ...], pictures: dict[str, Image.Image]) -> None:
    """A picture for each handout, and the README's table of them."""
    GALLERY.mkdir(exist_ok=True)
    for old in GALLERY.glob("*.png"):
        if old.stem not in pictures:
            old.unlink()
    for name, picture in pictures.items():
        room = Image.new("RGB", THUMBNAIL, "#D9DEE5")
        page = ImageOps.contain(picture, (THUMBNAIL[0] - GAP, THUMBNAIL[1] - GAP))
        room.paste(page, ((room.width - page.width) // 2, (room.height - page.height) // 2))
        _save(room, GALLERY / f"{name}.png", 64)
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    table = "\n".join([BEGIN, *_table(handouts), END])
    shown = re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: table, text, flags=re.S)
    readme.write_text(shown, encoding="utf-8")


def _table(handouts: tuple[Handout, ...]) -> Iterator[str]:
    """Rows of pictures, each with the name of its handout."""
    cells = [
        f"![{handout.title}](docs/gallery/{handout.id}.png)<br>`{handout.id}`"
        for handout in handouts
    ]
    cells += [""] * (-len(cells) % ACROSS)
    for n in range(0, len(cells), ACROSS):
        yield f"| {' | '.join(cells[n : n + ACROSS])} |"
        if not n:
            yield "|---" * ACROSS + "|"


def _save(picture: Image.Image, path: Path, colours: int) -> None:
    picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)


def _sheet(columns: list[list[Image.Image]]) -> Image.Image:
    """Lay pages in columns of one height, on grey."""
    height = max(sum(page.height + GAP for page in column) for column in columns) + GAP
    scaled = []
    for column in columns:
        room = height - GAP * (len(column) + 1)
        scale = room / sum(page.height for page in column)
        scaled.append([ImageOps.scale(page, scale) for page in column])
    width = sum(max(page.width for page in column) + GAP for column in scaled) + GAP
    sheet = Image.new("RGB", (width, height), "#D9DEE5")
    x = GAP
    for column in scaled:
        y = GAP
        for page in column:
            sheet.paste(page, (x, y))
            y += page.height + GAP
        x += max(page.width for page in column) + GAP
    return sheet


if __name__ == "__main__":
    main()
