"""Take the slash out of the zeros of Atkinson Hyperlegible Next: years and counts are no code.

    python .ci/plain_zero.py FONT.ttf...

The hole of a zero becomes the outer outline fitted into the box of its two parts. Widths, kerning
and all other glyphs stay. The name of the version says so, as the OFL asks of what was changed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ZEROS = ("zero", "zero.tf")
MARK = "; zero without slash"


def plain(font: TTFont, name: str) -> None:
    """Replace the glyph of a zero that has a slash; one that has none is left alone."""
    glyphs = font["glyf"]
    coordinates, ends, _ = glyphs[name].getCoordinates(glyphs)
    if len(ends) != 3:
        return
    starts = (0, *(end + 1 for end in ends[:-1]))
    boxes = [_box(coordinates[start : end + 1]) for start, end in zip(starts, ends, strict=True)]
    whole = max(boxes, key=lambda box: box[2] - box[0])
    outer = boxes.index(whole)
    holes = [box for box in boxes if box is not whole]
    left, bottom = min(b[0] for b in holes), min(b[1] for b in holes)
    right, top = max(b[2] for b in holes), max(b[3] for b in holes)
    across = (right - left) / (whole[2] - whole[0])
    down = (top - bottom) / (whole[3] - whole[1])
    fit = (across, 0, 0, down, left - whole[0] * across, bottom - whole[1] * down)
    drawn = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(drawn)
    contours: list[list[tuple[str, tuple[object, ...]]]] = []
    for step in drawn.value:
        if step[0] == "moveTo" or (step[0] == "qCurveTo" and step[1][-1] is None):
            contours.append([])
        contours[-1].append(step)
    pen = TTGlyphPen(None)
    for target in (pen, ReverseContourPen(TransformPen(pen, fit))):
        for operator, values in contours[outer]:
            getattr(target, operator)(*values)
    glyphs[name] = pen.glyph()


def _box(points: Sequence[tuple[int, int]]) -> tuple[int, int, int, int]:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def main() -> None:
    for file in sys.argv[1:]:
        font = TTFont(file)
        for name in ZEROS:
            plain(font, name)
        for record in font["name"].names:
            if record.nameID == 5 and MARK not in record.toUnicode():
                record.string = record.toUnicode() + MARK
        font.save(file)


if __name__ == "__main__":
    main()
