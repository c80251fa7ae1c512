"""A file of the program that the disk cannot give is told as what it is, not as output."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Cli, Workshop, built, press

from worksheets.installed import contents
from worksheets.problems import Problem, Undoable
from worksheets.production.disk import delivery
from worksheets.typesetting.hyphenation import Hyphens
from worksheets.writers.pdf import intents

# Python starts with this in every process: a file that can be hashed, and then no longer be read.
BROKEN_DISK = """
import builtins, errno, io, sys

whole = io.open

def is_hashed(frame):
    while frame is not None and frame.f_code.co_name != "_contents":
        frame = frame.f_back
    return frame is not None

def broken(file, *args, **options):
    if str(file).endswith({name!r}) and not is_hashed(sys._getframe()):
        raise OSError(errno.EIO, "Input/output error", str(file))
    return whole(file, *args, **options)

builtins.open = io.open = broken
"""


def broken_disk(folder: Path, name: str) -> dict[str, str]:
    """Return the environment in which files of a name cannot be read once they were hashed."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BROKEN_DISK.format(name=name))
    return {"PYTHONPATH": str(folder)}


@pytest.mark.slow
@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("icons/map-pin.svg", "the icon {file} cannot be read: Input/output error"),
        ("fonts/SourceSans3-Regular.ttf", "the font file {file} cannot be read: Input/output"),
        ("templates/circle.xml", "the template templates/circle.xml cannot be read: Input/output"),
        ("/srgb.icc", "the colour profile {file} cannot be read: Input/output error"),
        ("dictionaries/hyph_nl_NL.dic", "the hyphenation patterns {file} cannot be read: Input"),
    ],
)
def test_what_cannot_be_read_is_not_what_cannot_be_written(
    program: Cli, workshop: Workshop, tmp_path: Path, name: str, fact: str, processes: str
) -> None:
    """By its own name, from whichever process meets it; and nothing is written."""
    workshop.subjects(*(f"Onderwijsvernieuwing {n}" for n in range(300)))
    # A word that must be broken to fit on its circle.
    workshop.change("aspects.yaml", "label: hoe\n", "label: onderwijsontwikkeling\n")
    command = ("kit", "cirkels", "cirkels-vakken", "-c", workshop.folder, "-j", processes)
    output = ("-o", tmp_path / "uit")
    result = program(*command, *output, env=broken_disk(tmp_path / "disk", name))
    before, _, after = fact.partition("{file}")
    assert 2 == result.returncode
    assert (
        f"error: {before}" in result.stderr and f"{name if after else ''}{after}" in result.stderr
    )
    assert "cannot write" not in result.stderr and "stopped" not in result.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_icon_that_is_a_folder_is_told(tmp_path: Path, processes: str) -> None:
    """As a copy of the program has it that was unpacked wrongly."""
    unpacked = tmp_path / "program"
    for folder in ("worksheets", "templates", "content"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, unpacked / folder, ignore=ignored)
    shutil.copy(ROOT / "build.py", unpacked)
    icon = unpacked / "templates" / "icons" / "map-pin.svg"
    icon.unlink()
    icon.mkdir()
    # Pictures are slow to make: a few of them are worth a second process.
    command = [sys.executable, "build.py", "kit", "aspecten", "cirkels-vakken", "--format", "png"]
    result = subprocess.run(
        [*command, "-j", processes], cwd=unpacked, capture_output=True, text=True, check=False
    )
    assert 2 == result.returncode
    assert f"error: the icon {icon} cannot be read: Is a directory" in result.stderr
    assert not (unpacked / "output").exists()


@pytest.mark.parametrize("format", ["svg", "pdf"])
def test_a_font_that_goes_meanwhile_is_told(templates: Path, format: str) -> None:
    """Deleted after the start, while what is drawn with it is being written."""
    from worksheets.press.jobs import produce
    from worksheets.production.fingerprints import Fingerprints

    gpo = press(templates=templates)
    job = gpo.job(gpo.handout("kwadrant"))
    font = templates / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
    font.unlink()
    with pytest.raises(Undoable) as raised:
        if format == "svg":
            produce(job, format, gpo.fonts)
        else:
            Fingerprints("", gpo.fonts)
    assert f"the font file {font} is missing" == raised.value.message


def test_a_school_font_that_cannot_be_read_is_told(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the line that names it, and not as a file of another kind."""
    shutil.copy(ROOT / "templates" / "fonts" / "SourceSans3-Regular.ttf", workshop.folder)
    workshop.change("workshop.yaml", "  fonts: []", "  fonts: [SourceSans3-Regular.ttf]")
    fail_to_read(monkeypatch, workshop.folder / "SourceSans3-Regular.ttf")
    with pytest.raises(Problem, match=r"workshop\.yaml:.*cannot be read: Input/output") as raised:
        workshop.press()
    assert "put the TrueType file back" in raised.value.hint


def test_a_colour_profile_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes with the program, beside the code."""
    fail_to_read(monkeypatch, intents.PROFILE)
    gpo = press()
    with pytest.raises(Undoable, match=r"the colour profile .*srgb\.icc cannot be read: Input"):
        built(gpo, "kwadrant", tmp_path)


def test_hyphenation_patterns_that_cannot_be_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the file that the package pyphen came with."""

    def refuse(**_: object) -> None:
        raise OSError(5, "Input/output error", "hyph_nl_NL.dic")

    monkeypatch.setattr("pyphen.Pyphen", refuse)
    with pytest.raises(Undoable, match=r"patterns hyph_nl_NL\.dic cannot be read: Input") as raised:
        Hyphens("nl").breaks("onderwijsvernieuwing")
    assert "pyphen" in raised.value.hint


def test_a_delivery_takes_no_fault_of_others_for_its_own(tmp_path: Path) -> None:
    """What was being made could not be read; the folder that was new is gone again."""
    with pytest.raises(IsADirectoryError), delivery(tmp_path / "uit") as ready:
        ready.add("a.pdf", b"")
        tmp_path.read_bytes()
    assert not (tmp_path / "uit").exists()


def test_a_missing_file_of_the_program_is_told(tmp_path: Path) -> None:
    """What it is, its name, and what to do."""
    with pytest.raises(Undoable) as raised:
        contents(tmp_path / "a.svg", "icon")
    assert f"the icon {tmp_path / 'a.svg'} is missing" == raised.value.message
    assert "install the program again" in raised.value.hint


def fail_to_read(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Let the disk fail when a file is read."""
    read = Path.read_bytes

    def failing(self: Path) -> bytes:
        if self.resolve() == file.resolve():
            raise OSError(5, "Input/output error", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", failing)
