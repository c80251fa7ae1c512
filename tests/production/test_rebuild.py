"""Only what changed is built: a run knows what the one before it left, and trusts only hashes."""

from __future__ import annotations

import json
import os
import re
import shutil
import tomllib
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from conftest import ROOT, Cli, Workshop, press

from worksheets.production import inputs, packages
from worksheets.production.fingerprints import Fingerprints
from worksheets.production.inputs import Inputs
from worksheets.production.state import NAME, FileRecord, State
from worksheets.writers import FORMATS, names, write

Times = dict[str, int]


@pytest.fixture
def build(cli: Cli, workshop: Workshop, tmp_path: Path) -> Callable[..., str]:
    """Build two handouts (or as told) of a copy of the content; return what was printed."""

    def run(*arguments: str, code: int = 0, env: dict[str, str] | None = None) -> str:
        result = cli("kit", *arguments, "-c", workshop.folder, "-o", tmp_path / "uit", env=env)
        assert code == result.returncode, result.stderr
        return result.stdout + result.stderr

    return run


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "uit" / "gpo"


def times(folder: Path) -> Times:
    """Set all files back in time, and return when each was changed."""
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def written(folder: Path, before: Times) -> set[str]:
    """Which files were written since, but for what the program keeps for itself."""
    return {
        path.name
        for path in folder.iterdir()
        if before.get(path.name) != path.stat().st_mtime_ns and path.name != NAME
    }


def marked(text: str, what: str) -> set[str]:
    """The files whose line in a command's output ends with this."""
    rows = [re.split(r"  +", line) for line in text.splitlines()]
    return {Path(row[0]).name for row in rows if row[-1].startswith(what)}


def test_a_second_run_writes_nothing(build: Callable[..., str], out: Path) -> None:
    """The whole kit; each file says so, and what the program keeps is left alone too."""
    build()
    before = times(out)
    again = build()
    assert set() == written(out, before)
    assert before[NAME] == (out / NAME).stat().st_mtime_ns
    assert set(before) - {NAME} == marked(again, "unchanged")
    assert [] == [path.name for path in out.iterdir() if path.name.startswith(".press-")]


@pytest.mark.slow
def test_one_subject_changes_its_own_files_and_where_all_are(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """The circles of other subjects stay as they were."""
    build()
    before = times(out)
    workshop.change("subjects.yaml", "name: Rekenen", "name: Rekenen 2")
    (out / "cirkels-rekenen.pdf").rename(out / "cirkels-rekenen-2.pdf")  # a file is only a file
    again = build()
    assert {"cirkels-rekenen-2.pdf", "cirkels-vakken.pdf", "kit.pdf"} == written(out, before)
    assert "cirkels-engels.pdf" in marked(again, "unchanged")


def test_equal_words_at_other_lines_are_no_change(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """Where something was written is no part of what is printed."""
    build("kwadrant", "cirkels")
    before = times(out)
    for file in ("workshop.yaml", "aspects.yaml", "quadrant.yaml"):
        path = workshop.folder / file
        path.write_text("# een regel erbij\n\n" + path.read_text("utf-8"), encoding="utf-8")
    assert {"kwadrant.pdf", "cirkels.pdf"} == marked(build("kwadrant", "cirkels"), "unchanged")
    assert set() == written(out, before)


def test_what_is_recorded_of_the_box_is_no_content(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """Files are as they should be whatever lies in the box; only --changed looks there."""
    build("kwadrant")
    before = times(out)
    (workshop.folder / "printed.json").write_text("geen doos", encoding="utf-8")
    assert {"kwadrant.pdf"} == marked(build("kwadrant"), "unchanged")
    assert set() == written(out, before)
    assert "printed.json is damaged" in build("kwadrant", "--changed", code=2)


@pytest.mark.parametrize("harm", [b"", b"%PDF-1.7 anders", None])
def test_what_was_changed_or_deleted_by_hand_is_written_again(
    build: Callable[..., str], out: Path, harm: bytes | None
) -> None:
    """And only that."""
    build("kwadrant", "cirkels")
    whole = (out / "kwadrant.pdf").read_bytes()
    if harm is None:
        (out / "kwadrant.pdf").unlink()
    else:
        (out / "kwadrant.pdf").write_bytes(harm)
    why = build("kwadrant", "cirkels", "--dry-run")
    assert {"kwadrant.pdf"} == marked(why, "gone" if harm is None else "not as it was written")
    before = times(out)
    build("kwadrant", "cirkels")
    assert whole == (out / "kwadrant.pdf").read_bytes()
    assert {"kwadrant.pdf"} == written(out, before) | {"kwadrant.pdf"}


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"{}",
        b"[1, 2]",
        b'{"version": 99}',
        b'{"files": {"kwadrant.pdf": 3}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_damaged_memory_means_that_all_is_made(
    build: Callable[..., str], out: Path, harm: bytes
) -> None:
    """The same when it is gone, as after a clean-up."""
    build("kwadrant")
    (out / NAME).write_bytes(harm)
    before = times(out)
    build("kwadrant")
    assert {"kwadrant.pdf"} == written(out, before)
    (out / NAME).unlink()
    assert {"kwadrant.pdf"} == marked(build("kwadrant", "--dry-run"), "new")


def test_a_memory_of_files_elsewhere_is_no_memory(
    build: Callable[..., str], out: Path, tmp_path: Path
) -> None:
    """Nothing outside the folder is read or deleted, whatever is written there."""
    build("kwadrant")
    state = json.loads((out / NAME).read_bytes())
    state["files"]["../../away.pdf"] = {**state["files"]["kwadrant.pdf"], "job": "x", "hash": ""}
    (tmp_path / "away.pdf").write_bytes(b"")
    state["files"]["../../away.pdf"]["hash"] = inputs.digest(b"")
    (out / NAME).write_text(json.dumps(state), encoding="utf-8")
    build("kwadrant", "--prune")
    assert (tmp_path / "away.pdf").exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("aspects.yaml", "label: hoe", "label: hoe?"), "changed: content aspects.yaml"),
        (("quadrant.yaml", "left: ", "left: o"), "unchanged"),
        (("workshop.yaml", "circle_size: 38", "circle_size: 45"), "changed: content workshop.yaml"),
    ],
)
def test_a_dry_run_says_why(
    build: Callable[..., str],
    out: Path,
    workshop: Workshop,
    change: tuple[str, str, str],
    why: str,
) -> None:
    """By the file that an author changed; and writes nothing."""
    build("cirkels")
    before = times(out)
    workshop.change(*change)
    assert {"cirkels.pdf"} == marked(build("cirkels", "--dry-run"), why)
    assert before == {path.name: path.stat().st_mtime_ns for path in out.iterdir()}


def test_a_dry_run_says_what_else_can_change(build: Callable[..., str], out: Path) -> None:
    """Options and the date; another format is another file."""
    build("cirkels")
    assert {"cirkels.pdf"} == marked(
        build("cirkels", "--theme", "grijs", "--dry-run"), "changed: options"
    )
    dated = build("cirkels", "--dry-run", env={"SOURCE_DATE_EPOCH": "1700000000"})
    assert {"cirkels.pdf"} == marked(dated, "changed: SOURCE_DATE_EPOCH")
    assert {"cirkels-1.svg", "cirkels-2.svg"} == marked(
        build("cirkels", "--format", "svg", "--dry-run"), "new"
    )


def test_a_dry_run_makes_no_folder(build: Callable[..., str], out: Path) -> None:
    """It counts paper: sheets of each size, and how full they are."""
    text = build("kwadrant", "cirkels", "--dry-run")
    assert not out.parent.exists()
    assert "A4: 2 sheets, A3: 1 sheet" in text
    assert "circles of 38 mm: 29 on a sheet of A4, 48 on 2 sheets, 83% of the places" in text


def test_options_that_change_nothing_write_nothing(build: Callable[..., str], out: Path) -> None:
    """The size of circles has no influence on the rules."""
    build("consequenties")
    before = times(out)
    assert {"consequenties.pdf"} == marked(
        build("consequenties", "--circle-size", "45"), "unchanged"
    )
    assert set() == written(out, before)


@pytest.mark.slow
def test_what_nothing_makes_any_more_is_told_and_kept(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """--prune deletes it, but not what someone else wrote there."""
    workshop.subjects("Engels", "Frans", "Duits")
    build("--no-kit")
    workshop.subjects("Engels")
    assert "left over from before: cirkels-duits.pdf, cirkels-frans.pdf" in build("--no-kit")
    assert "left over from before" in build("--no-kit")  # each time, also when nothing changed
    dry = build("--no-kit", "--prune", "--dry-run")
    assert {"cirkels-duits.pdf", "cirkels-frans.pdf"} == marked(dry, "would be deleted")
    (out / "cirkels-frans.pdf").write_bytes(b"van een ander")
    (out / "notities.txt").write_bytes(b"van een ander")
    build("--no-kit", "--prune")
    kept = {path.name for path in out.iterdir()}
    assert {"cirkels-frans.pdf", "notities.txt", "cirkels-engels.pdf"} <= kept
    assert "cirkels-duits.pdf" not in kept


def test_fewer_sides_leave_no_old_ones_unnoticed(build: Callable[..., str]) -> None:
    """cirkels-1.svg and -2 become one cirkels.svg."""
    build("cirkels", "--format", "svg")
    text = build("cirkels", "--format", "svg", "--collate", "dense", "--circle-size", "25")
    assert "left over from before: cirkels-1.svg, cirkels-2.svg" in text


def test_a_picture_that_changes_is_a_change(
    build: Callable[..., str], workshop: Workshop, out: Path
) -> None:
    """Though no word changed."""
    from PIL import Image

    workshop.change("workshop.yaml", 'logo: ""', 'logo: "logo.png"')
    Image.new("RGB", (40, 20), "red").save(workshop.folder / "logo.png")
    build("kwadrant")
    assert {"kwadrant.pdf"} == marked(build("kwadrant"), "unchanged")
    Image.new("RGB", (40, 20), "blue").save(workshop.folder / "logo.png")
    before = times(out)
    build("kwadrant")
    assert {"kwadrant.pdf"} == written(out, before)


def test_a_failure_leaves_memory_and_files_as_they_were(
    build: Callable[..., str], workshop: Workshop, out: Path
) -> None:
    """The record still fits the files that are there."""
    build("kwadrant")
    before = times(out)
    workshop.change("quadrant.yaml", "left: regie bij opleiding", "left: " + "regie " * 100)
    build("kwadrant", code=1)
    assert before == {path.name: path.stat().st_mtime_ns for path in out.iterdir()}


# -- fingerprints -------------------------------------------------------------------------------


def test_a_fingerprint_is_of_all_that_bytes_depend_on(workshop: Workshop) -> None:
    """Two presses that share nothing agree; another word, title, format or program does not."""
    first, second = press(workshop.folder), press(workshop.folder)
    job = first.job(first.handout("kwadrant"))
    known = Fingerprints("a", first.fonts).job(job, "pdf")
    assert known == Fingerprints("a", second.fonts).job(
        second.job(second.handout("kwadrant")), "pdf"
    )
    assert known != Fingerprints("b", first.fonts).job(job, "pdf")
    assert known != Fingerprints("a", first.fonts).job(job, "svg")
    for old, new in (
        ("title: Kwadrant", "title: Vierkant"),
        ("version: 2026-09", "version: 2027-01"),
    ):
        workshop.change("workshop.yaml", old, new)
        other = press(workshop.folder)
        changed = Fingerprints("a", other.fonts).job(other.job(other.handout("kwadrant")), "pdf")
        assert known != changed
        known = changed


@pytest.mark.parametrize("format", FORMATS)
def test_the_names_of_files_are_known_before_they_are_made(format: str) -> None:
    """One for a handout, or one for each side."""
    gpo = press()
    for handout in ("kwadrant", "cirkels"):
        job = gpo.job(gpo.handout(handout))
        files = write(job, format, gpo.fonts)
        assert names(job, format) == tuple(name for name, _ in files)


def test_a_change_is_told_by_its_name() -> None:
    """Files that came or went too."""
    then = Inputs(program="a", templates="b", options="c", date="", content={"x": "1", "y": "2"})
    now = Inputs(program="a", templates="B", options="c", date="", content={"x": "3", "z": "2"})
    assert "content x, y, z, templates" == now.changed(then)
    assert "" == now.changed(now)


def test_what_was_forgotten_is_new(tmp_path: Path) -> None:
    """Without the inputs of a file it is only known that the file differs."""
    record = FileRecord(job="a", format="pdf", extent="", fingerprint="x", inputs="gone")
    state = State(files={"a.pdf": record})
    now = Inputs(program="a", templates="b", options="c", date="", content={})
    assert state.why(tmp_path, ["a.pdf"], "y", now).startswith("changed")
    assert "gone" == state.why(tmp_path, ["a.pdf"], "x", now)


# -- packages -----------------------------------------------------------------------------------


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def names_of(requirements: list[str]) -> list[str]:
    return [re.match(r"[\w-]+", asked)[0].casefold() for asked in requirements]


def newer(place: Path, package: str) -> None:
    """Put another version of a package where Python finds it first."""
    folder = place / f"{package}-99.0.dist-info"
    folder.mkdir()
    known = distribution(package) if package not in ("rl_accel", "none") else None
    asked = "".join(f"Requires-Dist: {line}\n" for line in (known and known.requires) or [])
    (folder / "METADATA").write_text(f"Name: {package}\n{asked}\nRequires-Dist: none\n", "utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which packages are looked for before all others."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "package",
    [
        *names_of(PROJECT["dependencies"]),
        "markupsafe",  # of Jinja
        "rl_accel",  # of ReportLab, with the extra `fast`
    ],
)
def test_a_new_version_of_a_package_is_another_program(place: Path, package: str) -> None:
    """Of all that the project asks for, and of what that asks for."""
    before = inputs.program()
    newer(place, package)
    assert before != inputs.program()


@pytest.mark.parametrize("package", ["pytest", "ruff", "hypothesis", "none"])
def test_a_new_version_of_a_tool_is_the_same_program(place: Path, package: str) -> None:
    """What tests the program, what is named in a description, and what merely lies there."""
    newer(place, "uharfbuzz")  # whose description names one
    before = inputs.program()
    newer(place, package)
    assert before == inputs.program()


def test_the_packages_are_those_that_python_itself_tells() -> None:
    """Each has the version that importlib.metadata gives."""
    versions = dict(line.split() for line in packages.versions())
    assert versions == {name: distribution(name).version for name in versions}
    assert set(names_of(PROJECT["dependencies"])) <= set(versions)


def test_a_checkout_that_was_never_installed_knows_its_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are those of pyproject.toml."""
    known = sorted(packages.versions())
    installed = packages._installed()
    del installed["worksheets"]
    monkeypatch.setattr(packages, "_installed", lambda: installed)
    assert known == sorted(packages.versions())


def test_going_back_writes_what_was_there_first(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """A run that is remembered is believed only while its files are as that run wrote them."""
    build("cirkels")
    first = (out / "cirkels.pdf").read_bytes()
    build("cirkels", "--paper", "A3")
    assert first != (out / "cirkels.pdf").read_bytes()
    assert "unchanged" not in build("cirkels")
    assert first == (out / "cirkels.pdf").read_bytes()
    workshop.change("aspects.yaml", "label: waar", "label: plek")
    build("cirkels")
    workshop.change("aspects.yaml", "label: plek", "label: waar")
    build("cirkels")
    assert first == (out / "cirkels.pdf").read_bytes()


def test_a_copy_of_the_output_folder_is_not_the_folder(
    build: Callable[..., str], out: Path
) -> None:
    """Someone kept a copy beside it, and threw the folder away."""
    build("cirkels")
    shutil.copytree(out, out.parent / "eerder")
    shutil.rmtree(out)
    assert f"{out / 'cirkels.pdf'} " in build("cirkels")
    assert (out / "cirkels.pdf").is_file()


def test_what_another_run_left_since_is_told(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """Back at earlier subjects, the file of the one that was tried is left over."""
    workshop.subjects("Engels")
    build("cirkels-vakken", "--format", "svg")
    workshop.subjects("Engels", "Frans")
    build("cirkels-vakken")
    workshop.subjects("Engels")
    assert "left over from before: cirkels-frans.pdf" in build("cirkels-vakken", "--format", "svg")


def test_a_dry_run_tells_that_work_of_others_stays(
    build: Callable[..., str], out: Path, workshop: Workshop
) -> None:
    """What was written over by hand is never deleted; --dry-run does not say that it is."""
    workshop.subjects("Engels", "Frans")
    build("cirkels-vakken")
    (out / "cirkels-frans.pdf").write_bytes(b"van iemand anders")
    workshop.subjects("Engels")
    assert {"cirkels-frans.pdf"} == marked(build("cirkels-vakken", "--prune", "--dry-run"), "left")
    build("cirkels-vakken", "--prune")
    assert (out / "cirkels-frans.pdf").is_file()
