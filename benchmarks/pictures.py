"""How much two PDFs differ as pictures.

    python benchmarks/pictures.py A.pdf B.pdf [DIFFERENCE.png]

Every page is rendered at 100 dpi. A line per page: the mean difference of grey values, and the part
of the pixels that differ by more than a quarter of the range, both in per cent.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

SCALE = 100 / 72
QUARTER = 64


def rendered(file: Path) -> list[Image.Image]:
    pdf = pypdfium2.PdfDocument(file)
    return [page.render(scale=SCALE).to_pil().convert("L") for page in pdf]


def difference(page: Image.Image, other: Image.Image) -> tuple[float, float, Image.Image]:
    """Return the mean difference, the part that is seen (both in per cent) and a picture."""
    picture = ImageChops.difference(page, other.resize(page.size))
    mean = ImageStat.Stat(picture).mean[0] / 255 * 100
    seen = sum(picture.histogram()[QUARTER:]) / (page.width * page.height) * 100
    return mean, seen, picture


def compared(first: Path, second: Path) -> list[tuple[float, float, Image.Image]]:
    """Return the differences page by page; raises ValueError when the pages are not as many."""
    return [difference(a, b) for a, b in zip(rendered(first), rendered(second), strict=True)]


if __name__ == "__main__":
    ours, theirs, *to = map(Path, sys.argv[1:])
    differences = compared(ours, theirs)
    for n, (mean, seen, _) in enumerate(differences, 1):
        print(f"page {n}: mean {mean:.3f} %, visible {seen:.3f} %")
    print(f"worst: visible {max(seen for _, seen, _ in differences):.3f} %")
    if to:
        worst = max(differences, key=lambda entry: entry[1])[2]
        worst.point(lambda value: 255 - min(255, value * 3)).save(to[0])
