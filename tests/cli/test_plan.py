"""`plan` tells what to print, cut and bring, in the terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli, Workshop


def test_the_plan_is_a_table_and_the_shops_text(cli: Cli) -> None:
    """Headings, rows in columns, and a line for each file."""
    result = cli("plan", "--participants", 14, "--tables", 3, "--spare", 10)
    assert (0, "") == (result.returncode, result.stderr)
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Deelnemers: 14")
    (row,) = [line.split() for line in lines if line.startswith("Kwadrant ") and " A3 " in line]
    assert ["A3", "1", "19", "19"] == row[-4:]
    assert any(line.startswith("- kwadrant.pdf: 19 keer printen") for line in lines)
    assert any("100 %" in line for line in lines)


def test_json_has_the_numbers(cli: Cli) -> None:
    """Sums agree; tables are 5, 5 and 4."""
    plan = json.loads(cli("plan", "--format", "json", "--spare", 0).stdout)
    assert [5, 5, 4] == [table["participants"] for table in plan["tables"]]
    assert sum(row["sheets"] for row in plan["print"]) == sum(
        paper["sheets"] for paper in plan["papers"]
    )
    (quadrant,) = [row for row in plan["print"] if row["handout"] == "kwadrant"]
    assert (17, 17) == (quadrant["copies"], quadrant["times"])
    assert sum(row["circles"] for row in plan["print"]) == plan["circles"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--participants", 0), "0 is not in the range"),
        (("--participants", -3), "-3 is not in the range"),
        (("--participants", 1001), "1001 is not in the range"),
        (("--tables", 101), "101 is not in the range"),
        (("--spare", 101), "101 is not in the range"),
        (("--participants", 2, "--tables", 3), "2 participants cannot sit at 3 tables"),
    ],
)
def test_absurd_numbers_are_refused(cli: Cli, arguments: tuple[object, ...], message: str) -> None:
    """With the bounds; nothing is told of a plan."""
    result = cli("plan", *map(str, arguments))
    assert (2, "") == (result.returncode, result.stdout)
    assert message in result.stderr


def test_without_packing_there_is_no_plan(cli: Cli, workshop: Workshop) -> None:
    """The file is named."""
    (workshop.folder / "packing.yaml").unlink()
    result = cli("plan", workshop.folder)
    assert 1 == result.returncode and "packing.yaml" in result.stderr


def test_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    """The plan is only printed."""
    cli("plan", cwd=tmp_path)
    assert [] == list(tmp_path.iterdir())
