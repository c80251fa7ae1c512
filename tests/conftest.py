"""What several tests share: the kit of content/gpo, copies of it with a word changed, commands."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache, lru_cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from PIL import Image
from readback import Pdf

import worksheets
from worksheets.cli import run as command_line
from worksheets.cli.main import main
from worksheets.content import load
from worksheets.markup import render
from worksheets.press.jobs import Press, produce

# A machine that is busy is slow; what takes long is measured by the benchmarks.
settings.register_profile("worksheets", deadline=None)
settings.load_profile("worksheets")

ROOT = Path(__file__).parents[1]
GPO = ROOT / "content" / "gpo"
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

Cli = Callable[..., "subprocess.CompletedProcess[str]"]
STOPPING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 2), "navy").save(out, "PNG")
    return out.getvalue()


PNG = _png()  # a picture, as small as they come


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write anew what drawings and places are compared with",
    )


def press(folder: Path = GPO, *, templates: Path | None = None, **options: Any) -> Press:
    """Return the press of a content folder, as the command line makes it."""
    return worksheets.open(folder, templates=templates, **options)


def built(press: Press, handout: str, folder: Path) -> Pdf:
    """Return a handout as a finished PDF in a folder."""
    (file,) = produce(press.job(press.handout(handout)), "pdf", press.fonts)
    path = folder / file[0]
    path.write_bytes(file[1])
    return Pdf(path)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class KeptInMemory(BytecodeCache):
    """Compiled templates, kept for all presses of a process: a test makes many."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._codes[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Equal templates are compiled once a process, and equal content files are parsed once."""
    compiled = KeptInMemory()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "_compiled", lambda _: compiled)
        patch.setattr(load, "read", lru_cache(maxsize=64)(load.read))
        yield


class Kit:
    """All finished PDFs of content/gpo, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Pdf] = {}

    def __getitem__(self, name: str) -> Pdf:
        if name not in self._read:
            self._read[name] = Pdf(self.folder / f"{name}.pdf")
        return self._read[name]

    def __iter__(self) -> Iterator[Pdf]:
        return (self[path.stem] for path in sorted(self.folder.glob("*.pdf")))


@pytest.fixture(scope="session")
def gpo() -> Press:
    """The press of content/gpo, with all that it has made."""
    return press()


@pytest.fixture(scope="session")
def kit(gpo: Press, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """Every file that `python build.py` makes of content/gpo."""
    folder = tmp_path_factory.mktemp("kit")
    jobs = [gpo.kit()]
    for handout in gpo.handouts:
        jobs += [gpo.job(handout), *gpo.subject_jobs(handout)]
    for job in jobs:
        for name, data in produce(job, "pdf", gpo.fonts):
            (folder / name).write_bytes(data)
    return Kit(folder)


class Workshop:
    """A copy of content/gpo to change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(GPO, folder)

    def change(self, file: str, old: str, new: str) -> Workshop:
        """Replace the first `old` in a file; it must be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} any more"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def all_handouts(self) -> Workshop:
        """Take away the # before the handouts that are off."""
        path = self.folder / "workshop.yaml"
        text = path.read_text(encoding="utf-8").replace("\n  # - {id: ", "\n  - {id: ")
        path.write_text(text, encoding="utf-8")
        return self

    def for_each(self) -> Workshop:
        """Give each participant a quadrant and circles, and each table a quadrant besides."""
        per = "per: participant\n    at_table: 1"
        self.change("workshop.yaml", "per: table               #", f"{per}  #")
        circles = "template: circles\n    per: "
        return self.change("workshop.yaml", f"{circles}table", f"{circles}participant")

    def subjects(self, *names: str) -> Workshop:
        """Write subjects.yaml with these names."""
        rows = "".join(f'  - name: "{name}"\n' for name in names)
        text = f"kinds: {{vak: vak}}\nsubjects:\n{rows}"
        (self.folder / "subjects.yaml").write_text(text, encoding="utf-8")
        return self

    def press(self, **options: Any) -> Press:
        return press(self.folder, **options)


@cache
def for_each() -> Path:
    """Return the folder of a workshop in which each participant has a quadrant and circles."""
    return Workshop(Path(tempfile.mkdtemp(prefix="for-each-")) / "inhoud").for_each().folder


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "inhoud")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates folder to break."""
    return Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))


@pytest.fixture(scope="session")
def program() -> Cli:
    """Run `python build.py` in a process of its own; its result must never be a traceback."""

    def run(
        *arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            [sys.executable, ROOT / "build.py", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        assert "Traceback" not in result.stderr, result.stderr
        assert result.returncode in (0, 1, 2), result.stderr
        return result

    return run


@pytest.fixture(scope="session")
def cli() -> Cli:
    """Run what `python build.py` runs, here: sooner than `program`, which starts Python anew."""

    def run(
        *arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        out, error = (TextIOWrapper(BytesIO(), "utf-8", newline="\n") for _ in range(2))
        kept = {name: signal.getsignal(name) for name in (signal.SIGINT, *STOPPING)}
        thresholds = gc.get_threshold()
        try:
            with (
                chdir(cwd),
                pytest.MonkeyPatch.context() as patch,
                redirect_stdout(out),
                redirect_stderr(error),
                pytest.raises(SystemExit) as stopped,
            ):
                for name, value in (env or {}).items():
                    patch.setenv(name, value)
                command_line.run(main, [*map(str, arguments)])
        finally:
            # What a run sets for its own process is not for the tests after it.
            gc.set_threshold(*thresholds)
            for name, handler in kept.items():
                signal.signal(name, handler)
        output = []
        for stream in (out, error):
            stream.flush()
            output.append(stream.buffer.getvalue().decode())
        assert stopped.value.code in (0, 1, 2), output
        return subprocess.CompletedProcess([*map(str, arguments)], stopped.value.code, *output)

    return run
