"""Every example that a help text, the README or a guide gives works as it is written there."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner
from conftest import ROOT, Cli

from worksheets import installed
from worksheets.cli.main import main

GUIDES = ("README.md", "CONTRIBUTING.md", "docs/print-and-cut.md")
COMMAND = re.compile(
    r"(?:^ +|`)(?:python build\.py|worksheets)(?P<arguments>(?: [^`\n]*)?)(?:`|$)", re.MULTILINE
)
# What stands for something of one's own, and what is described rather than shown.
TO_FILL_IN = re.compile(r"\[|\.\.\.|\bDIR\b|PLACEMENTS")
SUBJECTS = "name;code\nEngels;EN\nRekenen;RE\n"
KANTOOR = "printer kantoor --measured-x 159.4 --measured-y 230.5 --turn long-edge"


def written(text: str) -> list[str]:
    """The arguments of each example in a text, without the remark behind it."""
    lines = [match["arguments"] for match in COMMAND.finditer(text)]
    return [re.split(r"\s{2,}", line)[0].strip() for line in lines if not TO_FILL_IN.search(line)]


def examples() -> list[str]:
    """All that are written anywhere, each once."""
    assert isinstance(main, Group)
    helps = [
        CliRunner().invoke(main, [*command, "--help"]).output
        for command in ((), *((name,) for name in main.commands))
    ]
    guides = [(ROOT / name).read_text(encoding="utf-8") for name in GUIDES]
    return sorted({line for text in (*helps, *guides) for line in written(text)})


EXAMPLES = examples()


def prepared(folder: Path, cli: Cli) -> Path:
    """A folder with what the examples speak of: a list of subjects, a printer, a box."""
    (folder / "vakken.csv").write_text(SUBJECTS, encoding="utf-8")
    for command in (KANTOOR, "printed", "printed content/gpo-en", "printed --box almelo"):
        run(cli, command, folder)
    return folder


def run(cli: Cli, command: str, folder: Path) -> None:
    result = cli(
        *shlex.split(command), cwd=folder, env={"WORKSHEETS_CONFIG": str(folder / "eigen")}
    )
    assert 0 == result.returncode, result.stderr


@pytest.fixture(scope="module")
def checkout(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout, but for the program itself."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("printed.json"))
    return prepared(folder, cli)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that an installed program has beside its code."""
    package = tmp_path_factory.mktemp("site") / "worksheets"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name, place in included.items():
        target = package.parent / place
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, target)
    return package


def test_the_examples_are_found() -> None:
    """Those of help, of the README and of the guides."""
    assert {"kit --paper A4 --no-kit", "check", "kit kwadrant --tile A4", "kit --changed"} < set(
        EXAMPLES
    )
    assert len(EXAMPLES) > 45


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works(cli: Cli, checkout: Path, example: str) -> None:
    """In a checkout, in whatever order."""
    for made in ("zorg", "zorg en welzijn", "team"):
        shutil.rmtree(checkout / "content" / made, ignore_errors=True)
    run(cli, example, checkout)


@pytest.mark.slow
def test_the_examples_work_where_the_program_is_installed(
    cli: Cli, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder: what comes along is found under the name that the examples give."""
    monkeypatch.setattr(installed, "__file__", str(wheel / "installed.py"))
    folder = prepared(tmp_path, cli)
    for example in EXAMPLES:
        if not example.startswith("schema"):
            run(cli, example, folder)
    assert (folder / "output" / "gpo" / "kit.pdf").is_file()
    assert {"zorg", "zorg en welzijn", "team"} == {p.name for p in (folder / "content").iterdir()}
