"""`plan` tells what to print, cut and bring, in the terminal and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Cli, Workshop, for_each
from pypdf import PdfReader


def test_the_plan_is_a_table_and_the_shops_text(cli: Cli) -> None:
    """Headings, rows in columns, and a line for each file."""
    result = cli("plan", for_each(), "--participants", 14, "--tables", 3, "--spare", 10, "--plain")
    assert (0, "") == (result.returncode, result.stderr)
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Deelnemers: 14")
    (row,) = [line.split() for line in lines if line.startswith("2a Kwadrant ") and " A3 " in line]
    assert ["A3", "1", "19", "19"] == row[-4:]
    assert any(line.startswith("- kwadrant.pdf: 19 keer printen") for line in lines)
    assert any("100 %" in line for line in lines)


def test_json_has_the_numbers(cli: Cli) -> None:
    """Sums agree; tables are 5, 5 and 4."""
    plan = json.loads(cli("plan", for_each(), "--format", "json", "--spare", 0).stdout)
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


def test_json_tells_pages_and_times(cli: Cli) -> None:
    """Other programs get the parts of a file too."""
    plan = json.loads(cli("plan", for_each(), "--format", "json", "--tile", "A4").stdout)
    (quadrant,) = [row for row in plan["print"] if row["handout"] == "kwadrant"]
    assert [1, 19] == [part["times"] for part in quadrant["parts"]]
    assert quadrant["sheets"] == sum(p["sheets"] * p["times"] for p in quadrant["parts"])


def test_the_options_of_kit_are_known(cli: Cli, tmp_path: Path) -> None:
    """To all that look before printing, under the same names: what they tell is what is made."""
    names = {
        command: set(re.findall(r"(?<![\w-])--[a-z-]+", cli(command, "--help").stdout))
        for command in ("kit", "plan", "check", "list")
    }
    makes = {"--output", "--changed", "--box", "--no-kit", "--dry-run", "--prune", "--quiet"}
    makes |= {"--format"}
    for command in ("plan", "check", "list"):
        assert names["kit"] - makes <= names[command], command
    listed = cli("list", "--tile", "A4").stdout
    (row,) = [line.split() for line in listed.splitlines() if line.startswith("kwadrant ")]
    made = cli("kit", "kwadrant", "--tile", "A4", "-o", tmp_path).stdout
    assert f"{row[2]} pages" in made and int(row[2]) > 2


def test_check_makes_what_kit_would_make(cli: Cli, tmp_path: Path) -> None:
    """A fault that only some options bring is told; words that they leave out have their use."""
    (tmp_path / "vakken.csv").write_text("name,code\nA,XYZZY\n", encoding="utf-8")
    wrong = cli("check", "--subjects", tmp_path / "vakken.csv")
    assert 1 == wrong.returncode and "vakken.csv:2" in wrong.stderr
    small = cli("check", "--paper", "A6")
    assert 1 == small.returncode and "--paper" in small.stderr
    good = cli("check", "--collate", "stack", "--nup", "4")
    assert (0, "") == (good.returncode, good.stderr)


def test_a_plan_for_each_counts_the_files_for_each(cli: Cli) -> None:
    """They are printed once, as with `kit`; with --plain, as often as they are needed."""
    options = ("plan", for_each(), "--participants", 14, "--tables", 3, "--format", "json")
    plans = [json.loads(cli(*options, *more).stdout) for more in (("--plain",), ())]
    rows = [next(r for r in plan["print"] if r["handout"] == "kwadrant") for plan in plans]
    assert [(19, 19), (1, 17)] == [(row["times"], row["sheets"]) for row in rows]


def test_the_same_options_mean_the_same_to_kit_and_plan(cli: Cli, tmp_path: Path) -> None:
    """What `plan` counts has as many pages as the file that `kit` writes; what it refuses, both."""
    options = (for_each(), "--participants", 14, "--tables", 3)
    plan = json.loads(cli("plan", *options, "--format", "json").stdout)
    (row,) = [row for row in plan["print"] if row["handout"] == "kwadrant"]
    assert 0 == cli("kit", "-c", *options, "kwadrant", "-o", tmp_path).returncode
    (file,) = tmp_path.rglob("kwadrant.pdf")
    assert (1, row["sheets"]) == (row["times"], len(PdfReader(file).pages))
    for command in ("plan", "kit"):
        result = cli(command, "--tables", 3)
        assert 2 == result.returncode and "--tables needs --participants" in result.stderr
    names = tmp_path / "namen.txt"
    names.write_text("Ada\nBea\n")
    result = cli("plan", "--plain", "--names", names)
    assert 2 == result.returncode and "--plain is for files without names" in result.stderr
