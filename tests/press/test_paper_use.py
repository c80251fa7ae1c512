"""How much paper a run takes is told, by a run and before it, and it is true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, press

from worksheets.press.paper_use import PaperUse, lines, together, use
from worksheets.printers import Printer


def used(*handouts: str, **options: Any) -> list[str]:
    """Return what is told of some handouts of content/gpo."""
    gpo = press(**options)
    uses = []
    for name in handouts:
        handout = gpo.handout(name)
        uses.append(use(gpo.composer, gpo.job(handout).sheets, gpo.sheets(handout)))
    return list(lines(together(uses)))


TWO = "circles of 38 mm: 29 on a sheet of A4, 48 on 2 sheets, 83% of the places"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["A4: 2 sheets", TWO]),
        ({"nup": 2}, ["A4: 1 sheet"]),  # small copies are not cut out
        ({"bleed": 3.0}, ["216 x 303 mm: 2 sheets", TWO]),
        ({"tile": "A5"}, ["A5: 8 sheets", TWO]),
        ({"backs": "each"}, ["A4: 2 sheets", TWO]),
        (
            {"printer": Printer(margin=14)},  # 25 and not 29: the room within its margin
            [
                "A4: 2 sheets",
                "circles of 38 mm: 25 on a sheet of A4, 48 on 2 sheets, 96% of the places",
            ],
        ),
        (
            {"paper": "A3", "circle_size": 63.5},
            [
                "A3: 2 sheets",
                "circles of 63.5 mm: 23 on a sheet of A3, 32 on 2 sheets, 70% of the places",
            ],
        ),
    ],
)
def test_paper_is_counted_as_it_is_printed(options: dict[str, Any], expected: list[str]) -> None:
    """And circles as they are cut out."""
    assert expected == used("cirkels", **options)


@pytest.mark.parametrize("margin", [0, 9, 12, 15])
@pytest.mark.parametrize("diameter", [25, 38, 51])
def test_a_full_sheet_is_full(margin: float, diameter: float) -> None:
    """Densely laid, all sheets but the last have 100 % of their places in use."""
    options: dict[str, Any] = {"collate": "dense", "circle_size": diameter}
    gpo = press(printer=Printer(margin=margin), **options)
    handout = gpo.handout("cirkels-vakken")
    *full, _ = sheets = list(gpo.sheets(handout))
    assert full
    ((_, _, places),) = use(gpo.composer, sheets, sheets).circles
    assert all(places == sum(p.page.round for p in sheet.front.placements) for sheet in full)


def test_several_handouts_are_added_up() -> None:
    """Papers that are used most come first."""
    first = PaperUse({"A3": 1}, {(38, "A4", 29): (2, 48)})
    second = PaperUse({"A4": 1_200}, {(38, "A4", 29): (1, 10), (51, "A4", 16): (1, 16)})
    assert [
        "A4: 1,200 sheets, A3: 1 sheet",
        "circles of 38 mm: 29 on a sheet of A4, 58 on 3 sheets, 67% of the places",
        "circles of 51 mm: 16 on a sheet of A4, 16 on 1 sheet, 100% of the places",
    ] == list(lines(together([first, second])))
    assert [] == list(lines(together([])))


@pytest.mark.parametrize("how", ["sheet", "stack", "dense"])
def test_each_run_tells_it(cli: Cli, tmp_path: Path, how: str) -> None:
    """Before it writes, when it writes, and when there is nothing to write, the same."""
    command = ("kit", "cirkels-vakken", "kwadrant", "--collate", how, "-o", tmp_path)
    before, first, second = (
        cli(*command, *more).stdout.split("\n\n") for more in (("--dry-run",), (), ())
    )
    assert before[1] == first[1] == second[1]
    sheets = {"sheet": 14, "stack": 8, "dense": 2}[how]
    assert f"A4: {sheets} sheets, A3: 1 sheet\n" in first[1]
    assert "" == cli(*command, "-q").stdout


@pytest.mark.slow
def test_several_processes_tell_what_one_tells(cli: Cli, tmp_path: Path) -> None:
    """Also of handouts that are not in the kit, when they are asked for."""
    rows = tmp_path / "vakken.csv"
    rows.write_text("name\n" + "".join(f"Vak {n}\n" for n in range(260)), encoding="utf-8")
    command = ("kit", "cirkels-vakken", "--subjects", rows, "--collate", "dense")
    single, double = (cli(*command, "-o", tmp_path / n, "-j", n).stdout for n in "12")
    assert single.split("\n\n")[1] == double.split("\n\n")[1]
    assert "4,160 on 68 sheets" in single
