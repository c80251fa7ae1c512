"""What is good to know of a spreadsheet is told by every command that reads one."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Cli, Workshop
from openpyxl import Workbook


@pytest.fixture
def subjects(tmp_path: Path) -> Path:
    """A list of subjects as an administration exports it."""
    book, out = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Vakken"
    for row in (
        ["ROC Midden, cohort 2026"],
        [],
        ["Vakcode", "Omschrijving", "Lesuren", "Aantal", "Soort"],
        ["NE", "Nederlands", 3, 2, "Vak"],
        ["EN", "Engels", 3, 0, "vak"],
        ["Totaal", None, 6, 2],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    book.create_sheet("Oud").sheet_state = "hidden"
    book.save(out)
    path = tmp_path / "Vakken 2026.xlsx"
    path.write_bytes(out.getvalue())
    return path


NOTES = (
    "read from the sheet 'Vakken'; there are 1 hidden",
    "columns that are not used: 'Lesuren'",
    "row 6 is a total, and left out",
    "5: copies is 0: no circles are made for 'Engels'",
)


def test_notes_are_told_and_the_rest_is_made(
    cli: Cli, workshop: Workshop, subjects: Path, tmp_path: Path
) -> None:
    """Before the files; --dry-run foretells them, -q keeps them to itself."""
    make_kit = ("kit", "cirkels-vakken", "--subjects", subjects, "-c", workshop.folder)
    for command in (
        (*make_kit, "-o", tmp_path, "--dry-run"),
        (*make_kit, "-o", tmp_path),
        ("printed", workshop.folder, "--subjects", subjects),
        ("diff", workshop.folder, "--subjects", subjects),
    ):
        done = cli(*command)
        assert 0 == done.returncode, done.stderr
        assert all(f"{note}\n" in done.stderr for note in NOTES), done.stderr
    assert ["cirkels-nederlands.pdf", "cirkels-vakken.pdf"] == sorted(
        path.name for path in (tmp_path / "gpo").glob("*.pdf")
    )
    assert "" == cli(*make_kit, "-o", tmp_path / "stil", "-q").stderr


def test_names_of_a_class_list_are_printed(cli: Cli, tmp_path: Path) -> None:
    """As a school exports it; what it was taken for is told."""
    text = "Klas 1A\r\n\r\nStamnr;Roepnaam;Tussenvoegsel;Achternaam\r\n7;Zoë;de;Wit\r\n"
    (tmp_path / "klas.csv").write_bytes(text.encode("cp1252"))
    done = cli("kit", "kwadrant", "--names", tmp_path / "klas.csv", "-o", tmp_path)
    assert 0 == done.returncode, done.stderr
    assert "taken for Windows-1252 (Western Europe): 'Zoë'" in done.stderr
    assert "columns that are not used: 'Stamnr'" in done.stderr


def test_words_in_another_encoding_are_refused(cli: Cli, tmp_path: Path) -> None:
    """At their line, with what they are; nothing is made."""
    (tmp_path / "vakken.csv").write_bytes("naam\rEngels\rFinanciële\r".encode("mac_roman"))
    done = cli("kit", "--subjects", tmp_path / "vakken.csv", "-o", tmp_path / "uit")
    assert 1 == done.returncode
    assert "vakken.csv:3: 'Financi‘le' is no word" in done.stderr and "MacRoman" in done.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--subjects", "Vakken 2026.xlsx"), NOTES),
        (("--names", "klas.csv"), ("columns that are not used: 'Stamnr'",)),
        (("--cmyk",), ("computed from their colours: dark-fill", "not certified PDF/X")),
        ((), ("subjects.yaml.txt: this file is not read: its name ends in .txt",)),
    ],
)
def test_notes_are_told_again_when_nothing_changed(
    cli: Cli,
    workshop: Workshop,
    subjects: Path,
    tmp_path: Path,
    options: tuple[str, ...],
    told: tuple[str, ...],
) -> None:
    """A run that makes nothing says what the first one said; of another folder its own name."""
    (tmp_path / "klas.csv").write_text("Naam;Stamnr\nAnna;7\n", encoding="utf-8")
    (workshop.folder / "subjects.yaml.txt").touch()
    workshop.change("workshop.yaml", "inks: {}", 'inks: {dark-fill: "#7A1F5C"}')
    command = ("kit", "cirkels-vakken", *options, "-o", "uit", "-c")
    first, second = (cli(*command, "inhoud", cwd=tmp_path) for _ in range(2))
    assert all(fact in first.stderr for fact in told), first.stderr
    assert first.stderr == second.stderr
    assert all(line.endswith("unchanged") for line in second.stdout.splitlines() if ".pdf" in line)
    assert "" == cli(*command, "inhoud", "-q", cwd=tmp_path).stderr
    shutil.copytree(workshop.folder, tmp_path / "kopie")
    copy = cli(*command, "kopie", cwd=tmp_path)
    assert first.stderr.replace("inhoud/", "kopie/") == copy.stderr


@pytest.mark.parametrize("command", ["list", "plan", "check"])
def test_notes_are_told_by_what_makes_nothing(
    cli: Cli, subjects: Path, tmp_path: Path, command: str
) -> None:
    """As `kit` tells them; of names too."""
    (tmp_path / "klas.csv").write_text("Naam;Stamnr\nAnna;7\n", encoding="utf-8")
    done = cli(command, "--subjects", subjects, "--names", tmp_path / "klas.csv")
    assert 0 == done.returncode, done.stderr
    for fact in (*NOTES, "columns that are not used: 'Stamnr'"):
        assert fact in done.stderr
