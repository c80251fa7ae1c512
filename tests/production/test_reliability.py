"""Whatever goes wrong: a clear message, exit code 1 or 2, earlier output intact, no traceback."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import pytest
from conftest import ROOT, Cli, Workshop, built, press, snapshot
from held import held

from worksheets.content.load import load
from worksheets.problems import NOWHERE, Problem, Problems, Undoable
from worksheets.production import disk
from worksheets.production.disk import Pictures, delivery, make_folder, read_folder

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such thing")


# -- content ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["workshop", "quadrant", "aspects", "subjects", "timeline", "holidays"]
)
@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02\xff\xfe", b"\x89PNG\r\n\x1a\n", b"- a\n- b\n", b"[" * 5000]
)
def test_an_odd_file_is_a_problem_in_that_file(workshop: Workshop, name: str, data: bytes) -> None:
    """Empty, binary, a picture, a list, brackets without end."""
    (workshop.folder / f"{name}.yaml").write_bytes(data)
    with pytest.raises(Problems) as raised:
        workshop.press()
    assert any(f"{name}.yaml" in str(problem) for problem in raised.value.problems)


def test_a_huge_file_is_refused(workshop: Workshop) -> None:
    """No more of it is read than needed to say so."""
    (workshop.folder / "subjects.yaml").write_bytes(b"# x\n" * (1 << 19))
    with pytest.raises(Problems, match=r"subjects\.yaml"):
        workshop.press()


def test_a_command_tells_of_an_empty_file(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """Exit code 1, and no output at all."""
    (workshop.folder / "quadrant.yaml").write_bytes(b"")
    result = cli("-c", workshop.folder, "-o", tmp_path / "uit")
    assert 1 == result.returncode and "quadrant.yaml" in result.stderr
    assert not (tmp_path / "uit").exists()


def test_a_missing_workshop_is_told(cli: Cli, workshop: Workshop) -> None:
    """workshop.yaml is the one file that must be there."""
    (workshop.folder / "workshop.yaml").unlink()
    result = cli("check", workshop.folder)
    assert 1 == result.returncode and "workshop.yaml" in result.stderr


@pytest.mark.parametrize("name", ["quadrant", "aspects", "timeline", "holidays"])
def test_a_handout_without_its_file_is_a_problem(
    cli: Cli, workshop: Workshop, name: str, tmp_path: Path
) -> None:
    """The handout asks for it; nothing is written."""
    (workshop.folder / f"{name}.yaml").unlink()
    result = cli("-c", workshop.folder, "-o", tmp_path / "uit")
    assert 1 == result.returncode, result.stderr
    assert f"{name}.yaml" in result.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda folder: None, "does not exist"),
        (lambda folder: folder.write_text("x"), "is not a folder"),
        (lambda folder: folder.mkdir(), "holds no YAML files"),
    ],
)
def test_a_folder_that_cannot_be_read(tmp_path: Path, prepare: object, words: str) -> None:
    """Not there, a file, or empty."""
    prepare(tmp_path / "inhoud")
    with pytest.raises(Undoable, match=words):
        read_folder(tmp_path / "inhoud")


def test_a_folder_called_like_a_file(tmp_path: Path) -> None:
    """It cannot be read as one."""
    (tmp_path / "workshop.yaml").mkdir()
    with pytest.raises(Undoable, match="cannot be read"):
        read_folder(tmp_path)


# -- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x" * 200, "lang " * 40, "😀 Duits", "日本語", "ภาษาไทย"])
def test_a_name_that_cannot_be_printed_is_a_problem_at_its_line(
    workshop: Workshop, name: str
) -> None:
    """Too long, or with a character that no font has, which is named by its number."""
    press = workshop.subjects("Engels", name.strip()).press()
    with pytest.raises(Problem) as raised:
        press.job(press.handout("cirkels-vakken"))
    assert re.search(r"subjects\.yaml:4:", str(raised.value))
    foreign = [c for c in name if ord(c) > 0x500]
    if foreign:
        assert f"U+{ord(foreign[0]):04X}" in raised.value.message
    else:
        assert "does not fit" in raised.value.message


@pytest.mark.parametrize(
    "name", ["con", "../../etc/x", "a/b", "Duits...", "Ελληνικά", "NUL.txt", "-rf", "C:\\x"]
)
def test_an_odd_name_stays_in_the_folder(workshop: Workshop, tmp_path: Path, name: str) -> None:
    """Its file is beside the others; the circles have the name as it is written."""
    edition = press(workshop.folder, subjects=(name,))
    (job,) = edition.subject_jobs(edition.handout("cirkels-vakken"))
    assert re.fullmatch(r"cirkels-[\w-]+", job.name)
    pdf = built(edition, "cirkels-vakken", tmp_path)
    assert name.replace(" ", "") in "".join(pdf.text(0).split())


def test_markup_in_content_is_text(workshop: Workshop) -> None:
    """Neither XML nor Jinja in a name does anything."""
    for name in ("<page/>", "{{ 1 }}", "a & b", "&lt;", "<!-- x -->", "]]>"):
        pdf = built(
            press(workshop.folder, subjects=(name + " x",)), "cirkels-vakken", workshop.folder
        )
        assert name in pdf.text(0)


# -- pictures -----------------------------------------------------------------------------------

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_a_logo_is_printed(workshop: Workshop) -> None:
    """From the content folder, also from a folder in it."""
    (workshop.folder / "beeld").mkdir()
    (workshop.folder / "beeld" / "ons logo.png").write_bytes(PNG)
    workshop.change("workshop.yaml", 'logo: ""', 'logo: "beeld/ons logo.png"')
    pdf = built(workshop.press(), "kwadrant", workshop.folder)
    images = list(pdf.reader.pages[0].images)
    assert 1 == len(images)


@pytest.mark.parametrize(
    "name", ["../logo.png", "/etc/passwd", "beeld/../../logo.png", "C:/logo.png", "a\\b.png"]
)
def test_a_logo_outside_the_folder_is_refused(workshop: Workshop, name: str) -> None:
    """By its name, when the content is read."""
    (workshop.folder.parent / "logo.png").write_bytes(PNG)
    workshop.change("workshop.yaml", 'logo: ""', f"logo: '{name}'")
    with pytest.raises(
        Problems, match=r"workshop\.yaml:16:\d+: logo: must be a file in this folder"
    ):
        workshop.press()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../out.png", "lies outside the content folder"),
        ("link.png", "lies outside the content folder"),
        ("away/out.png", "lies outside the content folder"),
        ("loop.png", "cannot be read"),
        ("none.png", "cannot be read"),
        ("folder.png", "is not a file"),
        (".", "is not a file"),
        ("text.png", "is not a PNG, a JPEG or an SVG"),
        ("empty.png", "is not a PNG, a JPEG or an SVG"),
        ("big.png", "is larger than 20 MB"),
        ("huge.png", "has more than 50,000,000 pixels"),
        ("large.png", "has more than 50,000,000 pixels"),
    ],
)
@POSIX
def test_a_picture_that_cannot_be_used(tmp_path: Path, name: str, words: str) -> None:
    """No name and no link leads out of the folder."""
    folder = tmp_path / "inhoud"
    folder.mkdir()
    (tmp_path / "out.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    (folder / "away").symlink_to(tmp_path)
    (folder / "loop.png").symlink_to(folder / "loop.png")
    (folder / "folder.png").mkdir()
    (folder / "text.png").write_text("geen plaatje")
    (folder / "empty.png").touch()
    # A few bytes that a viewer would make gigabytes of.
    for wide, file in ((50_000, "huge.png"), (10_000, "large.png")):
        header = b"IHDR" + wide.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
        checked = header + crc32(header).to_bytes(4, "big")
        (folder / file).write_bytes(PNG[:12] + checked + PNG[33:])
    with (folder / "big.png").open("wb") as big:
        big.truncate((20 << 20) + 1)
    with pytest.raises(Problem, match=words):
        Pictures(folder)(name, NOWHERE)


@pytest.mark.parametrize("data", [PNG[:20], PNG[:43], b"\xff\xd8\xff\xe0 not a JPEG", PNG[:8] * 9])
def test_a_broken_picture_is_a_problem(workshop: Workshop, data: bytes) -> None:
    """It begins like a picture, and cannot be read as one."""
    (workshop.folder / "logo.png").write_bytes(data)
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.png")
    with pytest.raises((Problem, Undoable), match=r"logo\.png"):
        built(workshop.press(), "kwadrant", workshop.folder)


# -- templates ----------------------------------------------------------------------------------

ENDLESS = "{% for n in range(1000) %}{% for m in range(1000) %}<line/>{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (ENDLESS, "end"),
        ("{% for n in range(10 ** 9) %}<g/>{% endfor %}", "the loops of this template"),
        ("{% macro m() %}<g>{{ m() }}</g>{% endmacro %}{{ m() }}", "a macro calls itself"),
        ("{{ 'x' * 100000000 }}", ""),
        ("{{ workshop.__class__.__mro__ }}", "template"),
        ("{{ ''.__class__.__subclasses__() }}", "template"),
        ("{% include '/etc/passwd' %}", "there is no template"),
        ("{% include '../pyproject.toml' %}", "there is no template"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% if %}", "template:"),
        ("<page name='a' width='10' height='10'><lin/></page>", "did you mean"),
        ("<page", ""),
        ("", "page"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><page width='9' height='9'>&a;</page>", ""),
    ],
)
def test_a_faulty_template_is_a_problem(templates: Path, template: str, words: str) -> None:
    """With the line of the template; it neither runs code nor reads files nor goes on for ever."""
    (templates / "quadrant.xml").write_text(f"\n{template}\n")
    gpo = press(templates=templates)
    with pytest.raises((Problem, Undoable)) as raised:
        gpo.job(gpo.handout("kwadrant"))
    assert words in f"{raised.value} {raised.value.hint}"
    assert "templates/" in str(raised.value)


def test_a_template_that_is_not_there(templates: Path) -> None:
    """Its handout names it."""
    (templates / "quadrant.xml").unlink()
    gpo = press(templates=templates)
    with pytest.raises(Problem, match=r"there is no template 'quadrant\.xml'"):
        gpo.job(gpo.handout("kwadrant"))


@pytest.mark.parametrize("data", [None, b"", b"not a font", b"\x00\x01\x00\x00" + b"\xff" * 500])
def test_a_missing_or_broken_font_is_told(templates: Path, data: bytes | None) -> None:
    """By its path; nothing is printed in another font instead."""
    font = templates / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf"
    font.unlink()
    if data is not None:
        font.write_bytes(data)
    with pytest.raises((Undoable, Problem), match=r"AtkinsonHyperlegibleNext-Bold\.ttf"):
        built(press(templates=templates), "kwadrant", templates)


def test_a_missing_templates_folder_is_told(tmp_path: Path) -> None:
    """The program must be installed again."""
    with pytest.raises(Undoable, match="is missing"):
        press(templates=tmp_path / "niets")


def test_a_broken_theme_is_told(templates: Path) -> None:
    """With its file."""
    for text in ("", "inks: 3", "\x00", "fonts: {}\nstyles: {}\n"):
        (templates / "theme.yaml").write_text(text)
        with pytest.raises((Problem, Problems, Undoable), match=r"theme\.yaml"):
            built(press(templates=templates), "kwadrant", templates)


# -- the disk -----------------------------------------------------------------------------------


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder with output of before."""
    folder = tmp_path / "uit" / "gpo"
    folder.mkdir(parents=True)
    for name in ("kwadrant.pdf", "kit.pdf", "van iemand anders.txt"):
        (folder / name).write_text(f"eerder: {name}")
    return folder


def test_files_arrive_together(earlier: Path) -> None:
    """A new one, and one in the place of an earlier one; the rest is left alone."""
    with delivery(earlier) as ready:
        assert earlier / "kit.pdf" == ready.add("kit.pdf", b"nieuw")
        ready.add("map/erbij.pdf", b"nieuw")
        assert b"eerder: kit.pdf" == (earlier / "kit.pdf").read_bytes()
    assert {
        "kit.pdf": b"nieuw",
        "kwadrant.pdf": b"eerder: kwadrant.pdf",
        "map/erbij.pdf": b"nieuw",
        "van iemand anders.txt": b"eerder: van iemand anders.txt",
    } == snapshot(earlier)


@pytest.mark.parametrize(
    "fault", [KeyboardInterrupt(), Problem("wrong"), RuntimeError("bug"), OSError("disk")]
)
def test_nothing_arrives_when_something_goes_wrong(earlier: Path, fault: BaseException) -> None:
    """No file is new, changed or left over; a folder that was not there is gone again."""
    before = snapshot(earlier)
    new = earlier / "een" / "twee"
    for folder in (earlier, new):
        with pytest.raises((type(fault), Undoable)), delivery(folder) as ready:
            ready.add("kwadrant.pdf", b"nieuw")
            raise fault
    assert before == snapshot(earlier)
    assert 3 == len(list(earlier.iterdir()))


def test_a_file_that_cannot_be_replaced(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a viewer has it open on Windows: those before it are taken back."""
    before = snapshot(earlier)
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "kit.pdf" and "earlier" not in str(self):
            raise PermissionError(errno.EACCES, "Access is denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with (
        pytest.raises(Undoable, match=r"kit\.pdf cannot be replaced") as raised,
        delivery(earlier) as ready,
    ):
        for name in ("kwadrant.pdf", "nieuw.pdf", "kit.pdf", "actiekaarten.pdf"):
            ready.add(name, b"nieuw")
    assert "viewer" in raised.value.hint
    assert before == snapshot(earlier)
    assert 3 == len(list(earlier.iterdir()))


def test_earlier_output_is_kept_without_hard_links(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory stick has none."""

    def no_links(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    (earlier / "actiekaarten.pdf").mkdir()
    before = snapshot(earlier)
    with pytest.raises(Undoable, match="a folder has that name"), delivery(earlier) as ready:
        for name in ("kwadrant.pdf", "nieuw.pdf", "actiekaarten.pdf"):
            ready.add(name, b"nieuw")
    assert before == snapshot(earlier)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_full_disk_leaves_everything_as_it_was(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Whether at the first file or a later one."""
    before = snapshot(earlier)
    write, written = Path.write_bytes, 0

    def full(self: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > after:
            write(self, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Undoable, match="No space left on device"), delivery(earlier) as ready:
        for n in range(4):
            ready.add(f"{n}.pdf", b"nieuw")
    assert before == snapshot(earlier)
    assert 3 == len(list(earlier.iterdir()))


def test_two_outputs_of_one_name_are_refused(earlier: Path) -> None:
    """A picture cirkels-1.png can be a page of one handout or the whole of another."""
    refusal = pytest.raises(Undoable, match=r"two outputs would be written to .*a\.png")
    with refusal, delivery(earlier) as ready:
        ready.add("a.png", b"")
        ready.add("a.png", b"")


def test_a_file_where_the_folder_should_be(cli: Cli, tmp_path: Path) -> None:
    """It is named, and left alone."""
    (tmp_path / "uit").write_text("van iemand anders")
    result = cli("kit", "kwadrant", "-o", tmp_path / "uit")
    assert 2 == result.returncode
    assert "a file stands where a folder should be" in result.stderr
    assert "van iemand anders" == (tmp_path / "uit").read_text()


def test_a_folder_where_a_file_should_be(cli: Cli, tmp_path: Path) -> None:
    """It is named, and nothing else arrives either."""
    (tmp_path / "gpo" / "actiekaarten.pdf").mkdir(parents=True)
    result = cli("kit", "kwadrant", "actiekaarten", "-o", tmp_path)
    assert 2 == result.returncode and "actiekaarten.pdf" in result.stderr
    assert ["actiekaarten.pdf"] == [path.name for path in (tmp_path / "gpo").iterdir()]


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_is_read_only(cli: Cli, tmp_path: Path) -> None:
    """Exit code 2 and its name."""
    (tmp_path / "gpo").mkdir()
    (tmp_path / "gpo").chmod(0o555)
    result = cli("kit", "kwadrant", "-o", tmp_path)
    assert 2 == result.returncode and "Permission denied" in result.stderr


def test_a_new_folder_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a workshop would be worse than none."""

    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Undoable, match="No space left"):
        make_folder(tmp_path / "een" / "nieuw", {"a.yaml": b"", ".schema/b.json": b""})
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["list", "check", "--help"])
def test_output_that_cannot_be_printed(command: str) -> None:
    """The list goes to a full disk: told on standard error."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, ROOT / "build.py", command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert 2 == done.returncode
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


# -- stopped halfway ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def of_before(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three subjects in `inhoud`, and what was built of them in `uit`."""
    folder = tmp_path_factory.mktemp("before")
    Workshop(folder / "inhoud").subjects("Duits", "Engels", "Frans")
    result = cli("kit", "cirkels-vakken", "-c", folder / "inhoud", "-o", folder / "uit")
    assert 0 == result.returncode, result.stderr
    return folder


@POSIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_that_is_stopped_leaves_no_trace(
    of_before: Path, workshop: Workshop, tmp_path: Path, name: str
) -> None:
    """Ctrl-C, a polite kill, a closed terminal: exit code 2, output as it was."""
    workshop.subjects("Deens", "Engels", "Frans")
    out = Path(shutil.copytree(of_before / "uit", tmp_path / "uit")) / "gpo"
    before = snapshot(out)
    command = ("kit", "cirkels-vakken", "-c", workshop.folder, "-o", tmp_path / "uit")
    with held(out / "cirkels-frans.pdf", *command) as process:
        waiting = {path.name for path in out.glob(".press-*/*.pdf")}
        assert {"cirkels-vakken.pdf", "cirkels-deens.pdf"} == waiting
        process.send_signal(getattr(signal, name))
        output, error = process.communicate(timeout=60)
    assert (2, "") == (process.returncode, output)
    assert "stopped" in error and "Traceback" not in error
    assert {n: data for n, data in before.items() if n != "cirkels-frans.pdf"} == snapshot(out)
    assert [] == list(out.glob(".press-*"))


def test_the_content_of_the_program_itself_is_never_changed(cli: Cli, tmp_path: Path) -> None:
    """Building writes to the output folder only."""
    before = {path.name: path.stat().st_mtime_ns for path in (ROOT / "content" / "gpo").iterdir()}
    cli("kit", "kwadrant", "-o", tmp_path)
    after = {path.name: path.stat().st_mtime_ns for path in (ROOT / "content" / "gpo").iterdir()}
    assert before == after


def test_the_loader_is_what_the_command_uses(workshop: Workshop) -> None:
    """Names of files are matched as they are; others are told, not skipped."""
    shutil.copy(workshop.folder / "aspects.yaml", workshop.folder / "aspect.yaml")
    with pytest.raises(Problems, match=r"aspect\.yaml"):
        load(disk.read_folder(workshop.folder), "inhoud")


def test_what_a_run_left_that_was_cut_off_is_tidied_up(cli: Cli, tmp_path: Path) -> None:
    """After a day: what is younger may belong to a run that is going on."""
    for name in (".press-old", ".press-new"):
        (tmp_path / "gpo" / name).mkdir(parents=True)
        (tmp_path / "gpo" / name / "kwadrant.pdf").write_bytes(b"half")
    long_ago = (tmp_path / "gpo" / ".press-new").stat().st_mtime - 2 * 86_400
    os.utime(tmp_path / "gpo" / ".press-old", (long_ago, long_ago))
    assert 0 == cli("kit", "kwadrant", "-o", tmp_path).returncode
    left = {path.name for path in (tmp_path / "gpo").glob(".press-*")}
    assert {".press-new"} == left
