"""What lies in a content folder beside its files: told, or left alone."""

from __future__ import annotations

import shutil
import unicodedata

import pytest
from conftest import GPO, Cli, Workshop

from worksheets.problems import Problem, Problems


@pytest.mark.parametrize(
    "name",
    ["workshop - kopie.yaml", "rules (2).yaml", "rules copy 2.yaml", "steps_backup.yaml"],
)
def test_a_copy_is_told_and_not_read(cli: Cli, workshop: Workshop, name: str) -> None:
    (workshop.folder / name).write_text("dit: [is geen workshop", encoding="utf-8")
    result = cli("check", workshop.folder)
    assert 0 == result.returncode, result.stderr
    assert f"{name}: this copy is not read" in result.stderr


def test_an_ending_that_windows_hides_is_told(cli: Cli, workshop: Workshop) -> None:
    shutil.copy(GPO / "subjects.yaml", workshop.folder / "subjects.yaml.txt")
    result = cli("check", workshop.folder)
    assert 0 == result.returncode, result.stderr
    assert "subjects.yaml.txt: this file is not read" in result.stderr
    assert "call it 'subjects.yaml'" in result.stderr


@pytest.mark.parametrize("name", ["._workshop.yaml", ".rules.yaml"])
def test_hidden_files_are_left_alone(cli: Cli, workshop: Workshop, name: str) -> None:
    """A Mac leaves them on memory sticks and in zip files."""
    (workshop.folder / name).write_bytes(b"\x00\x05\x16\x07")
    result = cli("check", workshop.folder)
    assert (0, "") == (result.returncode, result.stderr)


def test_a_name_with_loose_accents_is_found(workshop: Workshop) -> None:
    """As a Mac writes it: the letter and its accent apart."""
    loose = unicodedata.normalize("NFD", "reglement-één.pdf")
    (workshop.folder / loose).write_bytes(b"%PDF-1.7 onzin")
    entry = "\n  - {id: reglement, title: R, file: reglement-één.pdf, alt: Het reglement.}\n"
    path = workshop.folder / "workshop.yaml"
    text = path.read_text("utf-8").replace("handouts:\n", f"handouts:{entry}", 1)
    path.write_text(text, encoding="utf-8")
    press = workshop.press()
    with pytest.raises(Problem, match="is damaged"):  # and so it was found
        press.job(press.handout("reglement"))


def test_a_decimal_comma_is_told_with_the_number(workshop: Workshop) -> None:
    workshop.change("workshop.yaml", "circle_size: 38 ", "circle_size: 38,5 ")
    with pytest.raises(Problems) as raised:
        workshop.press()
    assert ["write 38.5: a decimal has a point"] == [p.hint for p in raised.value.problems]


@pytest.mark.parametrize("name", ["con", "aux", "lpt1", "nul"])
def test_names_that_windows_keeps_are_refused(workshop: Workshop, name: str) -> None:
    workshop.change("workshop.yaml", "id: paklijst ", f"id: {name} ")
    with pytest.raises(Problems, match="Windows keeps the name") as raised:
        workshop.press()
    assert all(problem.at.file.endswith("workshop.yaml") for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (("-c", "content/eisenhower", "list"), "Wat doen we eerst?"),
        (("--paper", "A4", "list"), "Gepersonaliseerd onderwijs"),
        (("--theme=grijs", "check"), "good ("),
    ],
)
def test_options_may_stand_before_their_command(
    cli: Cli, arguments: tuple[str, ...], command: str
) -> None:
    result = cli(*arguments)
    assert 0 == result.returncode, result.stderr
    assert command in result.stdout


def test_a_value_is_not_taken_for_a_command(cli: Cli) -> None:
    """`-c list` names a folder."""
    result = cli("-c", "list")
    assert 2 == result.returncode and "the content folder list does not exist" in result.stderr
