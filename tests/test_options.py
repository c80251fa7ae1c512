"""Options of one run: what does not go together is refused in words, whoever chose it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Cli, Workshop

from worksheets.choices import CIRCLE_SIZE, PARTICIPANTS, REACH, TABLES, CutWith, values_of
from worksheets.content.schema import schemas
from worksheets.imposition.cutting import PROFILES
from worksheets.options import Options
from worksheets.printers import Printer
from worksheets.problems import Undoable

TOGETHER: list[tuple[dict[str, Any], str]] = [
    ({"nup": 3}, "a sheet is not divided in 3"),
    ({"tile": "A4", "nup": 2}, "pages are either tiled or made smaller, not both"),
    ({"overlap": 12}, "an overlap is for tiles only"),
    ({"tile": "A4", "overlap": 5}, "lies within the printer's margin of 8 mm"),
    ({"tile": "60x50"}, "have no room for tiles"),
    ({"bleed": 3, "tile": "A4"}, "a print shop gets whole pages"),
    ({"crop_marks": True, "nup": 2}, "a print shop gets whole pages"),
    ({"printer": Printer(), "bleed": 3}, "--printer is for a printer of your own"),
    ({"printer": Printer(), "crop_marks": True}, "--printer is for a printer of your own"),
    ({"printer": Printer(), "cmyk": True}, "--printer is for a printer of your own"),
    ({"reach": 60}, "--reach is for a punch"),
    ({"cut": "punch", "reach": 20}, "a punch that reaches 20 mm gets at no circle of 38 mm"),
    ({"shape": "hexagon"}, "--shape is for a guillotine"),
    ({"sheet": "L7780"}, "--sheet is for labels"),
    ({"cut": "labels"}, "labels need the number of their sheet"),
    ({"cut": "labels", "sheet": "L7780", "backs": "each"}, "the back of a label is glued"),
    ({"cut": "plotter", "nup": 2}, "a plotter cuts sheets as they are"),
    ({"cut": "plotter", "bleed": 3}, "a plotter cuts sheets as they are"),
    ({"tables": 20}, "14 participants cannot sit at 20 tables"),
    ({"participants": 2, "names": ("A", "B", "C")}, "there are 3 names for 2 participants"),
]


@pytest.mark.parametrize(("chosen", "fact"), TOGETHER)
def test_what_does_not_go_together_is_refused(
    chosen: dict[str, Any], fact: str, workshop: Workshop
) -> None:
    """Before a page is made, with a fact and a way out."""
    with pytest.raises(Undoable) as raised:
        workshop.press(**chosen)
    assert fact in raised.value.message


@pytest.mark.parametrize(
    "chosen",
    [
        {"nup": 4, "printer": Printer(margin=10)},
        {"tile": "A4", "overlap": 20, "printer": Printer(margin=10)},
        {"cut": "punch", "reach": 60, "collate": "stack"},
        {"cut": "guillotine", "shape": "hexagon", "bleed": 3},
        {"cut": "labels", "sheet": "L7780", "nup": 4},
        {"participants": 3, "tables": 3, "names": ("A", "B", "C"), "personal": True},
    ],
)
def test_what_goes_together_is_accepted(chosen: dict[str, Any], workshop: Workshop) -> None:
    """No check is stricter than it must be."""
    assert workshop.press(**chosen).handouts


def test_only_what_is_seen_of_a_page_in_the_box_is_kept() -> None:
    """How it is printed this time makes no difference to a page that lies there."""
    options = Options(paper="A3", subjects=("Engels",), nup=4, cmyk=True, circle_size=51)
    assert Options(paper="A3", subjects=("Engels",), circle_size=51) == options.seen


def test_bounds_are_those_of_the_content() -> None:
    """What the command line takes is what workshop.yaml may say."""
    schema = schemas()["workshop.schema.json"]
    for bounds in (CIRCLE_SIZE, REACH, PARTICIPANTS, TABLES):
        assert f'"minimum": {bounds.least}' in schema and f'"maximum": {bounds.most}' in schema


def test_each_way_of_cutting_has_a_profile() -> None:
    """A new way is a row in the table of profiles."""
    assert list(PROFILES) == list(values_of(CutWith))


def test_lengths_are_written_as_people_write_them(cli: Cli, tmp_path: object) -> None:
    """With a decimal comma, and in any unit: 3,8 cm is 38 mm."""
    arguments = ("kit", "cirkels", "--dry-run", "-o", str(tmp_path), "--circle-size")
    shown = {cli(*arguments, size).stdout for size in ("38", "38,0", "3,8cm", "3.8 cm")}
    assert 1 == len(shown)
    assert "38 mm" in shown.pop()
