"""A team's own placements become a sheet; what is wrong in them is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Cli, Workshop
from readback import Pdf
from validators import PROFILES, faults

from worksheets.content.placements import Placed
from worksheets.handouts.result import initials
from worksheets.problems import Problems

SAMPLE = ROOT / "docs" / "placements-example.yaml"


def test_the_sample_becomes_a_sheet(cli: Cli, tmp_path: Path) -> None:
    """Medians, and a page of spread for each set, each with a title of its own."""
    result = cli("result", SAMPLE, "-o", tmp_path)
    assert 0 == result.returncode, result.stderr
    pdf = Pdf(tmp_path / "gpo" / "resultaat-cirkels-van-team-techniek.pdf")
    assert 3 == pdf.pages
    words = " ".join(word.text for n in range(pdf.pages) for word in pdf.words(n))
    for part in ("Anna de Boer", "Techniek", "AB", "NU: waar liggen wij uit elkaar?"):
        assert part in words
    titles = [pdf.words(n)[0].text for n in range(3)]
    assert 3 == len({" ".join(word.text for word in pdf.words(n)[:6]) for n in range(3)}), titles


def test_figures_are_in_the_edition_to_read(cli: Cli, tmp_path: Path) -> None:
    """Every placement in a table there; on paper the circles say it."""
    result = cli("result", SAMPLE, "-o", tmp_path, "--format", "html", "--format", "pdf")
    assert 0 == result.returncode, result.stderr
    (html,) = (tmp_path / "gpo").glob("*.html")
    text = html.read_text(encoding="utf-8")
    assert 2 == text.count("<table")
    assert '<th scope="row">Anna de Boer · Engels · NU</th>' in text
    assert "links · 20" in text
    (pdf,) = (tmp_path / "gpo").glob("*.pdf")
    assert not [w for n in range(3) for w in Pdf(pdf).words(n) if w.text == "Engels"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Anna de Boer"], ["AB"]),  # what stands between does not count
        (["Jan Smit", "Joke Sol", "Jos Sax"], ["JS", "JS2", "JS3"]),
        (["El Hassan Benali-Oukbih"], ["EHB"]),
        (["van de kant"], ["VDK"]),
        (["A B C D", "A B C E"], ["ABC", "AB2"]),  # never more than 3
    ],
)
def test_circles_of_several_people_bear_their_initials(
    names: list[str], expected: list[str]
) -> None:
    """No two people have the same."""
    placed = [Placed(name=name, placements={}) for name in names]
    assert expected == list(initials(placed).values())


@pytest.fixture(scope="module")
def sheets(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Results of one, of three, and of twelve people with long names."""
    folder = tmp_path_factory.mktemp("results")
    text = SAMPLE.read_text(encoding="utf-8")
    first = text.index("  - name: Bilal")
    person = text[text.index("  - name: Chris") :].replace("    ", "    ")
    many = "".join(
        person.replace("Chris Vos", f"Gijsbert-Jan van Waardenburg tot Ellekom {letter}.")
        for letter in "ABCDEFGHI"
    )
    files = []
    for name, content in (("one", text[:first]), ("three", text), ("twelve", f"{text}\n{many}")):
        file = folder / f"{name}.yaml"
        file.write_text(content, encoding="utf-8")
        done = cli("result", file, "-o", folder / name)
        assert 0 == done.returncode, done.stderr
        files += (folder / name).rglob("*.pdf")
    return files


@pytest.mark.parametrize("profile", PROFILES)
def test_every_result_conforms(sheets: list[Path], profile: str) -> None:
    """PDF/UA-1 and PDF/A-2a, by page-validation."""
    assert 3 == len(sheets)
    assert {} == {path.name: problems for path in sheets if (problems := faults(path, profile))}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tempo: 0.1", "tmepo: 0.1", "there is no aspect 'tmepo'"),
        ("ambitie: {waar", "ambite: {waar", "there is no circle set 'ambite'"),
        ("waar: 0.2", "waar: 1.2", "must be at most 1, is 1.2"),
        ("subject: Engels", "subject: Engles", "did you mean 'Engels'?"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    cli: Cli, tmp_path: Path, old: str, new: str, message: str
) -> None:
    """As in the files of a workshop."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "plaatsen.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = cli("result", file, "-o", tmp_path / "uit")
    assert 1 == result.returncode
    assert message in result.stderr and "plaatsen.yaml:" in result.stderr
    assert not (tmp_path / "uit").exists()


def placements(folder: Path, name: str, title: str) -> Path:
    """Write a file of placements."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    text = SAMPLE.read_text(encoding="utf-8")
    lines = [f"title: {title}" if line.startswith("title:") else line for line in text.splitlines()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("title", ["Team techniek", "team  TECHNIEK!", "Téam techniek"])
def test_results_of_two_teams_do_not_replace_each_other(
    cli: Cli, tmp_path: Path, title: str
) -> None:
    """Where titles agree, or only their file names do: a letter, the same each time."""
    first = placements(tmp_path, "a.yaml", "Team techniek")
    second = placements(tmp_path, "b/a.yaml", title)
    folder = tmp_path / "uit" / "gpo"
    for source, expected in ((first, ""), (second, "-b"), (first, ""), (second, "-b")):
        result = cli("result", source, "-o", tmp_path / "uit")
        assert 0 == result.returncode, result.stderr
        assert f"resultaat-team-techniek{expected}.pdf" in result.stdout
        assert bool(expected) == ("is another's" in result.stderr)
    names = {path.name for path in folder.glob("*.pdf")}
    assert {"resultaat-team-techniek.pdf", "resultaat-team-techniek-b.pdf"} == names
    (folder / "resultaat-team-techniek.pdf").unlink()
    assert "techniek-b.pdf" in cli("result", second, "-o", tmp_path / "uit").stdout


def test_a_result_is_no_handout(workshop: Workshop, cli: Cli, tmp_path: Path) -> None:
    """Nor a subject's circles: the next kit would write over it."""
    workshop.change("examples.yaml", "file: resultaat", "file: cirkels")
    source = placements(tmp_path, "a.yaml", "Engels")
    result = cli("result", source, "-c", workshop.folder, "-o", tmp_path / "uit")
    assert "cirkels-engels-b.pdf" in result.stdout, result.stderr


@pytest.mark.parametrize("name", ["kit", "kit-changed", "trial", "calibrate"])
def test_a_handout_is_not_named_as_what_commands_make(workshop: Workshop, name: str) -> None:
    """One would replace the other."""
    workshop.change("workshop.yaml", "- id: spelregels", f"- id: {name}")
    with pytest.raises(Problems, match=f"the handout '{name}' would be written to {name}.pdf"):
        workshop.press()
