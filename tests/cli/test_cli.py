"""The command line is a contract: commands, options, files, exit codes, words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import GPO, ROOT, Cli, Kit, Workshop
from pypdf import PdfReader

from worksheets.cli.main import main
from worksheets.cli.options import program
from worksheets.markup.assets import Assets
from worksheets.paper import OTHER_NAMES, PAPERS
from worksheets.writers import offered

KIT_FILES = {
    "spelregels.pdf",
    "aspecten.pdf",
    "kwadrant.pdf",
    "cirkels.pdf",
    "cirkels-vakken.pdf",
    "vakcirkels.pdf",
    "ruiten.pdf",
    "cirkels-nederlands.pdf",
    "cirkels-engels.pdf",
    "cirkels-rekenen.pdf",
    "cirkels-burgerschap.pdf",
    "cirkels-beroepsgericht.pdf",
    "cirkels-keuzedelen.pdf",
    "cirkels-bpv.pdf",
    "voorbeeld-figuur-4.pdf",
    "voorbeeld-zorg.pdf",
    "voorbeeld-ict.pdf",
    "consequenties.pdf",
    "facetten.pdf",
    "facetten-overzicht.pdf",
    "stappenplan.pdf",
    *(f"gespreksblad-{step}.pdf" for step in range(1, 6)),
    "tijdlijn-strook.pdf",
    "tijdlijn-overzicht.pdf",
    "actiekaarten.pdf",
    "draaiboek.pdf",
    "paklijst.pdf",
    "drukopdracht.pdf",
    "tafelkaart.pdf",
    "eigen-kijk.pdf",
    "kit.pdf",
}


def names(folder: Path) -> set[str]:
    """What an author sees: not what the program keeps for itself."""
    files = {path for path in folder.rglob("*") if path.is_file()}
    return {path.relative_to(folder).as_posix() for path in files if path.name[0] != "."}


def test_without_a_command_the_whole_kit_is_made(program: Cli, tmp_path: Path, kit: Kit) -> None:
    """`python build.py` is `python build.py kit`: into output/, with content/gpo."""
    result = program(cwd=tmp_path)
    assert 0 == result.returncode, result.stderr
    assert KIT_FILES == names(tmp_path / "output" / "gpo")
    assert "" == result.stderr
    # A command in a process of its own makes what the press makes here.
    for pdf in kit:
        assert (tmp_path / "output" / "gpo" / pdf.path.name).read_bytes() == pdf.path.read_bytes()


def test_a_line_is_printed_for_each_file(cli: Cli, tmp_path: Path) -> None:
    """Path, pages, paper and sheets, in print order."""
    result = cli("kit", "-o", tmp_path)
    files, paper = result.stdout.split("\n\n")
    assert paper.startswith("A4: ")
    rows = [re.split(r"  +", line) for line in files.splitlines()]
    assert KIT_FILES == {Path(row[0]).name for row in rows}
    assert all(Path(row[0]).is_file() for row in rows)
    cells = {Path(row[0]).stem: row[1:] for row in rows}
    assert ["1 page", "A3", "1 sheet"] == cells["kwadrant"]
    assert "kit" == Path(rows[-1][0]).stem
    assert {"A3", "A4"} == {*cells["kit"][1].split(" + ")}


def test_named_handouts_are_made_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    """The kit is left as it is; a name may be given twice."""
    result = cli("kit", "actiekaarten", "kwadrant", "actiekaarten", "-o", tmp_path)
    assert 0 == result.returncode
    assert {"gpo/kwadrant.pdf", "gpo/actiekaarten.pdf"} == names(tmp_path)


def test_no_kit_leaves_the_kit_out(cli: Cli, tmp_path: Path) -> None:
    """All separate files are there."""
    cli("--no-kit", "-o", tmp_path)
    assert KIT_FILES - {"kit.pdf"} == names(tmp_path / "gpo")


def test_quiet_prints_nothing(cli: Cli, tmp_path: Path) -> None:
    """Success has nothing to say."""
    result = cli("kit", "kwadrant", "-q", "-o", tmp_path)
    assert (0, "", "") == (result.returncode, result.stdout, result.stderr)


def test_a_subject_need_not_be_in_the_content(cli: Cli, tmp_path: Path) -> None:
    """Its name stands on the circles and in the file's name."""
    result = cli(
        *("kit", "cirkels-vakken", "-o", tmp_path),
        *("--subject", "Project duurzaam bouwen", "--subject", "engels"),
    )
    assert 0 == result.returncode, result.stderr
    assert {
        "gpo/cirkels-vakken.pdf",
        "gpo/cirkels-project-duurzaam-bouwen.pdf",
        "gpo/cirkels-engels.pdf",
    } == names(tmp_path)
    text = PdfReader(tmp_path / "gpo" / "cirkels-project-duurzaam-bouwen.pdf").pages[0]
    assert "duurzaam" in text.extract_text()


def test_spaces_and_accents_in_paths_and_names(
    cli: Cli, workshop: Workshop, tmp_path: Path
) -> None:
    """A folder is called as people call folders."""
    content = workshop.folder.rename(tmp_path / "Mijn teksten é")
    out = tmp_path / "D een map ü" / "klaar voor print"
    result = cli(
        *("kit", "cirkels-vakken", "-c", content, "-o", out, "--subject", "Coördinatie & zorg")
    )
    assert 0 == result.returncode, result.stderr
    assert {"gpo/cirkels-vakken.pdf", "gpo/cirkels-coordinatie-zorg.pdf"} == names(out)
    assert str(out / "gpo" / "cirkels-coordinatie-zorg.pdf") in result.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--format", "svg"), {"kwadrant.svg"}),
        (("--format", "png"), {"kwadrant.png"}),
        (("--format", "html"), {"kwadrant.html"}),
        (("--format", "outline"), {"kwadrant.txt"}),
        (
            ("--format", "pdf", "--format", "svg", "--format", "pdf"),
            {"kwadrant.pdf", "kwadrant.svg"},
        ),
    ],
)
def test_formats(cli: Cli, tmp_path: Path, arguments: tuple[str, ...], expected: set[str]) -> None:
    """Each may be asked for, once or more."""
    assert 0 == cli("kit", "kwadrant", *arguments, "-o", tmp_path).returncode
    assert expected == names(tmp_path / "gpo")


def test_circles_on_other_paper(cli: Cli, tmp_path: Path) -> None:
    """--circle-size and --paper override the content's own; names of papers in any case."""
    result = cli("kit", "cirkels", "--circle-size", "51", "--paper", "a3", "-o", tmp_path)
    assert 0 == result.returncode, result.stderr
    box = PdfReader(tmp_path / "gpo" / "cirkels.pdf").pages[0].mediabox
    assert (841.89, 1190.55) == (
        pytest.approx(float(box.width), abs=0.01),
        pytest.approx(float(box.height), abs=0.01),
    )


@pytest.mark.parametrize("name", ["kleur", "grijs", "inktbesparend"])
def test_a_theme_changes_inks_and_no_names(cli: Cli, tmp_path: Path, name: str) -> None:
    """The same files with other colours; kleur is what is made when none is named."""
    result = cli("kit", "cirkels", "--theme", name, "--format", "svg", "-o", tmp_path / name)
    assert 0 == result.returncode, result.stderr
    cli("kit", "cirkels", "--format", "svg", "-o", tmp_path / "usual")
    usual, themed = tmp_path / "usual" / "gpo", tmp_path / name / "gpo"
    assert names(usual) == names(themed)
    file = sorted(names(usual))[0]
    same = (usual / file).read_bytes() == (themed / file).read_bytes()
    assert same is (name == "kleur")


def test_a_workshop_has_a_theme_of_its_own(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """With its own colours; --theme overrides both."""
    workshop.change("workshop.yaml", "name: kleur", "name: grijs")
    workshop.change("workshop.yaml", "inks: {}", 'inks: {dark-fill: "#333334"}')
    drawings = {}
    for arguments in ((), ("--theme", "grijs")):
        formats = ("--format", "svg", "-o", tmp_path / "uit")
        result = cli("kit", "cirkels", "-c", workshop.folder, *formats, *arguments)
        assert 0 == result.returncode, result.stderr
        files = sorted((tmp_path / "uit" / "gpo").glob("*.svg"))
        drawings[arguments] = files[0].read_text(encoding="utf-8")
    assert ["#333334" in svg for svg in drawings.values()] == [True, False]
    assert all("#1F4E9E" not in svg for svg in drawings.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: kleur", "name: grijz", ("there is no theme 'grijz'", "did you mean 'grijs'?")),
        (
            "inks: {}",
            'inks: {grey: "#AAB0B8"}',
            ("grey on shade-other: contrast 1.76, text needs 4.5", 'write grey: "#'),
        ),
    ],
)
def test_a_theme_that_cannot_be_is_told_at_its_line(
    cli: Cli, workshop: Workshop, old: str, new: str, words: tuple[str, ...]
) -> None:
    """By check and by kit: exit code 1."""
    workshop.change("workshop.yaml", old, new)
    for command in (("check", workshop.folder), ("kit", "-c", workshop.folder)):
        result = cli(*command, cwd=workshop.folder.parent)
        assert 1 == result.returncode
        assert re.search(r"workshop\.yaml:\d+:\d+: ", result.stderr)
        assert all(word in result.stderr for word in words)
    assert 0 == cli("check", workshop.folder, "--theme", "grijs").returncode


@pytest.mark.parametrize("paper", ["A3", "A4", "Letter"])
@pytest.mark.parametrize(
    "handout", ["kwadrant", "cirkels", "tijdlijn-overzicht", "tijdlijn-strook"]
)
def test_a_paper_is_used_or_told_too_small(
    cli: Cli, tmp_path: Path, handout: str, paper: str
) -> None:
    """Never clipped: what does not fit is a problem at its line."""
    result = cli("kit", handout, "--paper", paper, "-o", tmp_path)
    if result.returncode == 0:
        assert {f"gpo/{handout}.pdf"} == names(tmp_path)
    else:
        assert 1 == result.returncode and set() == names(tmp_path)
        assert re.search(r"\.(yaml|xml):\d+", result.stderr)
    assert "A3" != paper or 0 == result.returncode


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("kit", "kwadrnt"), "did you mean 'kwadrant'?"),
        (("kit", "--papr", "A4"), "--paper"),
        (("kit", "--paper", "A9"), "A9"),
        (("kit", "--format", "docx"), "docx"),
        (("kit", "--circle-size", "groot"), "groot"),
        (("kit", "--circle-size", "14"), "14"),
        (("kit", "--circle-size", "151"), "151"),
        (("kit", "--circle-size", "nan"), "nan"),
        (("kit", "--subject", ""), "--subject"),
        (("kit", "--theme", "grijz"), "did you mean 'grijs'?"),
        (("kit", "--theme", ""), "there is no theme ''"),
        (("check", "--theme", "geel"), "known: grijs, inktbesparend, kleur"),
        (("kit", "-c", "bestaat niet"), "bestaat niet"),
        (("check", "bestaat niet"), "bestaat niet"),
        (("list", "bestaat niet"), "bestaat niet"),
        (("chek",), "chek"),
        (("new",), "DIR"),
        (("check", "a", "b"), "b"),
    ],
)
def test_what_cannot_be_done_is_exit_code_2(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """With words that name what was wrong, on standard error."""
    result = cli(*arguments, cwd=tmp_path)
    assert 2 == result.returncode
    assert words in result.stderr
    assert "" == result.stdout
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("command", [(), ("kit",), ("check",), ("new",)])
def test_help_shows_examples(program: Cli, command: tuple[str, ...]) -> None:
    """One for each thing that is often asked."""
    result = program(*command, "--help")
    assert 0 == result.returncode
    assert "python build.py" in result.stdout and "Example" in result.stdout
    assert "..." not in result.stdout.replace("]...", "")


def test_help_names_the_papers_that_there_are(cli: Cli) -> None:
    """A paper is one row of a table; the help takes it from there."""
    words = " ".join(cli("kit", "--help").stdout.split())
    assert f"Paper for all handouts: {', '.join((*PAPERS, *OTHER_NAMES))} or 320x450." in words


@pytest.mark.parametrize("command", ["kit", "check"])
def test_help_names_the_themes_that_there_are(cli: Cli, command: str) -> None:
    """The usual one first, from the files themselves."""
    text = " ".join(cli(command, "--help").stdout.split())
    assert f"{', '.join(Assets().themes[:-1])} or {Assets().themes[-1]}, in its own" in text


def test_the_version_is_told(program: Cli) -> None:
    """In a checkout too, where nothing is installed."""
    result = program("--version")
    assert 0 == result.returncode
    assert re.search(r"\d+\.\d+\.\d+", result.stdout)


# -- check --------------------------------------------------------------------------------------


def test_good_content_is_good(cli: Cli) -> None:
    """Exit code 0 and one line."""
    result = cli("check", GPO)
    assert 0 == result.returncode
    assert re.match(r".*: good \(\d+ handouts, 7 subjects", result.stdout)


@pytest.fixture
def wrong(workshop: Workshop) -> Workshop:
    workshop.change("aspects.yaml", "label: tempo", "label: tempo\n    lable: tempo")
    workshop.change("timeline.yaml", "months: 13", "months: 25")
    return workshop


def test_all_faults_are_told_at_once(cli: Cli, wrong: Workshop) -> None:
    """Each with its line, the line itself and a hint."""
    result = cli("check", wrong.folder)
    assert 1 == result.returncode
    assert "" == result.stdout
    assert re.search(r"aspects\.yaml:\d+:\d+: .*lable", result.stderr)
    assert re.search(r"timeline\.yaml:\d+:\d+: .*months", result.stderr)
    assert "lable: tempo\n" in result.stderr and "~~~~" in result.stderr
    assert "2 problems" in result.stderr


def test_terse_is_a_line_for_each_fault(cli: Cli, wrong: Workshop) -> None:
    """File, line, column, fact, detail and hint between tabs."""
    result = cli("check", wrong.folder, "--format", "terse")
    assert 1 == result.returncode
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [6, 6] == [len(row) for row in rows]
    assert ["aspects.yaml", "timeline.yaml"] == [Path(row[0]).name for row in rows]
    assert all(row[1].isdigit() and row[2].isdigit() for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_json_is_read_by_other_programs(program: Cli, wrong: Workshop, encoding: str) -> None:
    """Whatever the console's encoding."""
    wrong.change("aspects.yaml", "label: hoe", "label: hoe\n    Ελ: é")
    result = program("check", wrong.folder, "--format", "json", env={"PYTHONIOENCODING": encoding})
    report = json.loads(result.stdout)
    assert (1, False) == (result.returncode, report["good"])
    assert 3 == len(report["problems"])
    assert any("Ελ" in problem["message"] for problem in report["problems"])
    keys = {"file", "line", "column", "message", "detail", "hint"}
    assert all(keys == set(problem) for problem in report["problems"])


def test_good_json(cli: Cli) -> None:
    """An empty list is good news."""
    result = cli("check", GPO, "--format", "json")
    report = json.loads(result.stdout)
    assert (True, []) == (report["good"], report["problems"])
    assert 0 == result.returncode


def test_check_looks_at_the_sheets_too(cli: Cli, workshop: Workshop) -> None:
    """A text that is too long for its place is found without printing; nothing is written."""
    workshop.change("quadrant.yaml", "left: regie bij opleiding", "left: " + "regie " * 100)
    before = names(workshop.folder.parent)
    result = cli("check", workshop.folder)
    assert 1 == result.returncode
    assert re.search(r"quadrant\.yaml:\d+", result.stderr)
    assert before == names(workshop.folder.parent)


# -- list, new, schema --------------------------------------------------------------------------


def test_list_shows_handouts_and_subjects(cli: Cli) -> None:
    """With pages and papers."""
    result = cli("list", GPO)
    assert 0 == result.returncode
    assert re.search(r"kwadrant +Kwadrant +1 page +A3", result.stdout)
    assert re.search(r"cirkels-vakken +Cirkels per vak +14 pages +A4", result.stdout)
    assert re.search(r"Engels +EN +vak", result.stdout)


def test_a_new_workshop_can_be_built_at_once(cli: Cli, tmp_path: Path) -> None:
    """It has its own id, and its files name schemas that are there."""
    folder = tmp_path / "Zorg en wélzijn"
    result = cli("new", folder)
    assert 0 == result.returncode, result.stderr
    assert 'id: "zorg-en-welzijn" ' in (folder / "workshop.yaml").read_text(encoding="utf-8")
    for path in folder.glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
        assert match and json.loads((folder / match[1]).read_text(encoding="utf-8"))
    assert 0 == cli("check", folder).returncode
    built = cli("kit", "-c", folder, "-o", tmp_path / "uit")
    assert 0 == built.returncode, built.stderr
    assert KIT_FILES == names(tmp_path / "uit" / "zorg-en-welzijn")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["日本", "...dots...", "UPPER case", "2026", "no", "1e5"])
def test_a_new_workshop_has_a_good_id_whatever_its_folder(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    """Letters, digits and hyphens."""
    assert 0 == cli("new", tmp_path / name).returncode
    assert 0 == cli("check", tmp_path / name).returncode


def test_new_fills_an_empty_folder_and_touches_no_other(cli: Cli, tmp_path: Path) -> None:
    """It may be the folder that the command runs in."""
    folder = tmp_path / "leeg"
    folder.mkdir()
    assert 0 == cli("new", ".", cwd=folder).returncode
    assert (folder / "workshop.yaml").is_file()
    again = cli("new", folder)
    assert 2 == again.returncode and "exists already" in again.stderr


def test_schemas_are_written(cli: Cli, tmp_path: Path) -> None:
    """One for each content file, valid JSON, each named."""
    result = cli("schema", "-o", tmp_path / "schema")
    assert 0 == result.returncode
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert {f"{name}.schema.json" for name in ["workshop", "quadrant", "aspects"]} <= {
        path.name for path in paths
    }
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in paths)


# -- consoles -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_may_lack_characters(program: Cli, tmp_path: Path, encoding: str) -> None:
    """It then shows what it can."""
    arguments = ("kit", "cirkels-vakken", "--subject", "Ελληνικά", "-o", tmp_path / "日本 é")
    result = program(*arguments, env={"PYTHONIOENCODING": encoding})
    assert 0 == result.returncode, result.stderr
    assert "cirkels-vakken.pdf" in result.stdout
    failed = program("kit", "-c", "日本", env={"PYTHONIOENCODING": encoding})
    assert 2 == failed.returncode and "does not exist" in failed.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
@pytest.mark.parametrize("arguments", [("list",), ("kit", "kwadrant", "actiekaarten"), ("--help",)])
def test_a_reader_may_go_away(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """`| head -1` is no reason for a traceback, and not exit code 1: the content is right."""
    out = ("-o", str(tmp_path)) if arguments[0] == "kit" else ()
    with subprocess.Popen(
        [sys.executable, ROOT / "build.py", *arguments, *out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert b"" == process.stderr.read()
        assert process.wait() in (0, 2)


# -- equal bytes --------------------------------------------------------------------------------


@pytest.mark.slow
def test_equal_input_gives_equal_files(program: Cli, tmp_path: Path) -> None:
    """In any format, whatever the hash seed, time zone, locale and folder."""
    formats = [part for name in offered() for part in ("--format", name)]
    for name, seed, zone in (("a", "1", "Europe/Amsterdam"), ("b b", "4242", "Pacific/Auckland")):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": "1767225600", "LC_ALL": "C"}
        result = program("kit", *formats, "--subject", "Engels", "-o", tmp_path / name, env=env)
        assert 0 == result.returncode, result.stderr
    first, other = tmp_path / "a", tmp_path / "b b"
    assert names(first) == names(other)
    for name in names(first):
        assert (first / name).read_bytes() == (other / name).read_bytes(), name


def test_the_date_is_source_date_epoch(program: Cli, tmp_path: Path) -> None:
    """1 January 2026, 0:00 UTC, whatever the time zone."""
    env = {"SOURCE_DATE_EPOCH": "1767225600", "TZ": "Pacific/Auckland"}
    program("kit", "kwadrant", "-o", tmp_path, env=env)
    about = PdfReader(tmp_path / "gpo" / "kwadrant.pdf").metadata
    assert about and about["/CreationDate"].startswith("D:20260101000000")
    assert about["/ModDate"] == about["/CreationDate"]


def test_without_it_there_is_no_clock(kit: Kit) -> None:
    """The date is a fixed one."""
    about = kit["kwadrant"].reader.metadata
    assert about and about["/CreationDate"].startswith("D:2000")


def test_a_date_that_is_none_is_refused(cli: Cli, tmp_path: Path) -> None:
    """Rather than a traceback or a wrong date."""
    result = cli("-o", tmp_path, env={"SOURCE_DATE_EPOCH": "gisteren"})
    assert 2 == result.returncode and "SOURCE_DATE_EPOCH is 'gisteren'" in result.stderr


@pytest.mark.slow
def test_the_package_itself_is_a_program(program: Cli) -> None:
    """`python -m worksheets` does what `python build.py` does, and its help says how to call it."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "worksheets", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert run("--help").startswith("Usage: python -m worksheets [OPTIONS]")
    for arguments in ([], ["kit"], ["new"]):
        text = program(*arguments, "--help").stdout
        assert " ".join(
            text.replace("python build.py", "python -m worksheets").split()
        ) == " ".join(run(*arguments, "--help").split())
    assert program("list").stdout == run("list")


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("build.py", "python build.py"),
        ("/elsewhere/build.py", "python build.py"),
        ("/somewhere/worksheets/__main__.py", "python -m worksheets"),
        ("C:\\somewhere\\worksheets\\__main__.py", "python -m worksheets"),
        ("/usr/bin/worksheets", "worksheets"),
        ("worksheets.exe", "worksheets"),
    ],
)
def test_examples_name_the_program_as_it_was_called(called: str, name: str) -> None:
    """What is read there can be typed again."""
    assert name == program(called)


@pytest.mark.parametrize("name", main.commands)
def test_a_command_has_a_module_of_its_name(name: str) -> None:
    """Who looks for a command finds it at once."""
    assert f"worksheets.cli.{name}" == main.commands[name].callback.__module__


def test_a_python_without_the_packages_says_how_to_start() -> None:
    """Whoever types `python build.py` outside the environment gets no traceback."""
    result = subprocess.run(
        [sys.executable, "-S", ROOT / "build.py", "kit", "kwadrant"],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    first, *hint = result.stderr.splitlines()
    assert (2, "") == (result.returncode, result.stdout)
    assert re.fullmatch(r"error: this Python does not have the package \w+", first)
    assert any(line.endswith("-m venv .venv") for line in hint)
    assert hint[-1].endswith("build.py kit kwadrant") and ".venv" in hint[-1]
