"""Sheets of adhesive labels as they are bought, by their maker's number: where each label lies.

Every sheet in the table is as far from the left edge as from the right, and from the top as from
the bottom: its labels, their number and their pitch say where they lie. The measures are those that
makers publish, read in the label tables of LibreOffice (extras/source/labels/labels.xml), gLabels
(templates/*.xml) and Label Planet (in inkscape-label-guides). A sheet is here only when the margins
that these give are those of the symmetry, to 0.05 mm.
"""

from __future__ import annotations

import re
from math import hypot

from msgspec import Struct

from worksheets.geometry import Box, Point, Size, number
from worksheets.paper import PAPERS
from worksheets.problems import Problem, nearest

SLACK = 1e-6  # mm
INCH = 25.4  # mm
SUGGESTED = 3  # sheets in a hint
PACK = re.compile(r"-\d+$")  # how many sheets are in the pack: L7780-25


class LabelSheet(Struct, frozen=True, kw_only=True):
    """Labels of one size in columns and rows on a sheet; a round label is as wide as it is high.

    `pitch` is from a label to the next one, in mm. Sheets with the numbers in `also` have their
    labels at the same places.
    """

    maker: str
    number: str
    label: Size
    columns: int
    rows: int
    pitch: Size
    round: bool = False
    on: str = "A4"
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what stands on the pack."""
        return f"{self.maker} {self.number}"

    @property
    def paper(self) -> Size:
        """Return the size of the whole sheet, upright."""
        return PAPERS[self.on]

    @property
    def labels(self) -> tuple[Box, ...]:
        """Return where the labels lie, in reading order."""
        across = (self.columns - 1) * self.pitch.width + self.label.width
        down = (self.rows - 1) * self.pitch.height + self.label.height
        left, top = (self.paper.width - across) / 2, (self.paper.height - down) / 2
        return tuple(
            Box(left + c * self.pitch.width, top + r * self.pitch.height, *self.label)
            for r in range(self.rows)
            for c in range(self.columns)
        )

    @property
    def middles(self) -> tuple[Point, ...]:
        """Return the middles of the labels, in reading order."""
        return tuple(Point(b.x + b.width / 2, b.y + b.height / 2) for b in self.labels)

    @property
    def measure(self) -> str:
        """Return the size of a label in words."""
        width, height = (number(side, 1) for side in self.label)
        return f"{width} mm" if self.round else f"{width} x {height} mm"

    @property
    def round_size(self) -> str:
        """Return the diameter of the largest circle that lies on a label."""
        return number(min(self.label), 2)

    def holds(self, size: Size, *, round: bool = False) -> bool:
        """Tell whether a circle or a rectangle of a size lies on a label, in its middle."""
        width, height = self.label.width + SLACK, self.label.height + SLACK
        if self.round and not round:
            return hypot(*size) <= width
        return size.width <= width and size.height <= height


SHEETS = (
    # Round: LibreOffice has Herma 5066 to 5068 and Avery L7670, Label Planet L7780, and sells the
    # same for L3415; gLabels has 5193 for 5293.
    LabelSheet(
        maker="Avery",
        number="L7780",
        label=Size(40, 40),
        columns=4,
        rows=6,
        pitch=Size(46, 46),
        round=True,
        also=("L3415", "5066", "8863", "4686"),
    ),
    LabelSheet(
        maker="Herma",
        number="5067",
        label=Size(60, 60),
        columns=3,
        rows=4,
        pitch=Size(67, 67),
        round=True,
    ),
    LabelSheet(
        maker="Avery",
        number="L7670",
        label=Size(63.5, 63.5),
        columns=3,
        rows=4,
        pitch=Size(68, 68),
        round=True,
        also=("L7630", "L7650"),
    ),
    LabelSheet(
        maker="Herma",
        number="5068",
        label=Size(85, 85),
        columns=2,
        rows=3,
        pitch=Size(95, 95),
        round=True,
    ),
    LabelSheet(
        maker="Avery",
        number="5293",
        label=Size(1.625 * INCH, 1.625 * INCH),
        columns=4,
        rows=6,
        pitch=Size(2.0145 * INCH, 1.6554 * INCH),
        round=True,
        on="Letter",
        also=("5193",),
    ),
    # Rectangular: LibreOffice has all for A4 and the same of Herma, Label Planet too but for L7418;
    # gLabels has 5395. L7418 is card to break out, for name badges.
    LabelSheet(
        maker="Avery",
        number="L7160",
        label=Size(63.5, 38.1),
        columns=3,
        rows=7,
        pitch=Size(66.04, 38.1),
        also=("5074", "8890"),
    ),
    LabelSheet(
        maker="Avery",
        number="L7163",
        label=Size(99.06, 38.1),
        columns=2,
        rows=7,
        pitch=Size(101.6, 38.1),
        also=("5076", "8860"),
    ),
    LabelSheet(
        maker="Avery",
        number="L7165",
        label=Size(99.06, 67.73),
        columns=2,
        rows=4,
        pitch=Size(101.6, 67.73),
        also=("5077", "8862"),
    ),
    LabelSheet(
        maker="Avery",
        number="L7173",
        label=Size(99.06, 57),
        columns=2,
        rows=5,
        pitch=Size(101.6, 57),
        also=("8861",),
    ),
    LabelSheet(
        maker="Avery",
        number="L7418",
        label=Size(86, 55),
        columns=2,
        rows=4,
        pitch=Size(86, 55),
    ),
    LabelSheet(
        maker="Avery",
        number="5395",
        label=Size(3.375 * INCH, 7 / 3 * INCH),
        columns=2,
        rows=4,
        pitch=Size(3.75 * INCH, 2.5 * INCH),
        on="Letter",
        also=("5095", "5895", "8395"),
    ),
)
MAKERS = {sheet.maker.casefold() for sheet in SHEETS} | {"zweckform"}
BY_NUMBER = {number: sheet for sheet in SHEETS for number in (sheet.number, *sheet.also)}


def named(name: str | int) -> LabelSheet:
    """Return the sheet with a maker's number, as it stands on the pack: "Avery L7780-25", 5066.

    Raises Problem, without a place, for a number that is not in the table.
    """
    words = str(name).split()
    plain = PACK.sub("", "".join(word.upper() for word in words if word.casefold() not in MAKERS))
    if sheet := BY_NUMBER.get(plain):
        return sheet
    raise Problem(f"there is no sheet of labels {str(name)!r}", hint=nearest(plain, BY_NUMBER))


def that_hold(size: Size, *, round: bool = False) -> str:
    """Return the smallest sheets whose labels hold a circle or a rectangle, in words for a hint."""
    holding = [sheet for sheet in SHEETS if sheet.holds(size, round=round)]
    holding.sort(key=lambda sheet: (sheet.round != round, sheet.label.width * sheet.label.height))
    names = [
        f"{sheet.name} ({sheet.measure}{'' if sheet.on == 'A4' else f', {sheet.on}'})"
        for sheet in holding[:SUGGESTED]
    ]
    return ", ".join(names) or "none of the sheets that are known"
