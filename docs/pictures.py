"""Make the pictures of the README from the default workshop: `python docs/pictures.py`."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from worksheets import content  # noqa: E402  (the checkout is found first)
from worksheets.assets import Assets  # noqa: E402
from worksheets.desk import Options  # noqa: E402
from worksheets.disk import Pictures, read_folder  # noqa: E402
from worksheets.press import Press  # noqa: E402
from worksheets.writers import png  # noqa: E402

DOTS_PER_INCH = 52
GAP = 24  # pixels between pages
ROWS = 0.36  # of a sheet of circles: two rows of it


def main() -> None:
    folder = ROOT / "content" / "gpo"
    read = content.load(read_folder(folder), "content/gpo")
    assets = Assets()
    press = Press(read, assets, picture=Pictures(folder))
    by_id = {
        name: [
            Image.open(BytesIO(picture)).convert("RGB")
            for picture in png.write(press.job(press.handout(name)), press.fonts, DOTS_PER_INCH)
        ]
        for name in ("kwadrant", "cirkels", "tijdlijn")
    }
    wide = [by_id["kwadrant"][0], by_id["tijdlijn"][0]]
    tall = by_id["cirkels"][:2]
    picture = _sheet([wide, tall]).quantize(128, dither=Image.Dither.NONE)
    picture.save(ROOT / "docs" / "kit.png", optimize=True)
    for name in assets.themes:
        _theme(name, Press(read, assets, picture=Pictures(folder), options=Options(theme=name)))


def _theme(name: str, press: Press) -> None:
    """Show a theme: the first rows of each set of circles."""
    pictures = png.write(press.job(press.handout("cirkels")), press.fonts, DOTS_PER_INCH)
    pages = [Image.open(BytesIO(data)).convert("RGB") for data in pictures]
    upper = [page.crop((0, 0, page.width, round(ROWS * page.height))) for page in pages]
    picture = _sheet([[page] for page in upper]).quantize(64, dither=Image.Dither.NONE)
    picture.save(ROOT / "docs" / f"theme-{name}.png", optimize=True)


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
