"""Whatever happened before in an output folder: after a run, its files are those of a clean build.

A machine does things to a workshop and its output in any order: words, subjects and pictures that
change and change back, options, files that are deleted, altered or put back, runs that are killed
on the way, clocks that step. After each run the files are compared byte for byte.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from copy import deepcopy
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import GPO, snapshot
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from PIL import Image

from worksheets.cli.make import Request, foretell, make
from worksheets.options import Options
from worksheets.production import sources
from worksheets.production.disk import Delivery
from worksheets.production.state import NAME

HANDOUTS = ("kwadrant", "cirkels", "cirkels-vakken", "drukopdracht")
COLOURS = ("navy", "teal")
# A clean build of each workshop and request that came by: they come by often.
CLEAN: dict[tuple[object, ...], dict[str, bytes]] = {}
WORKSHOP = yaml.safe_load((GPO / "workshop.yaml").read_text("utf-8"))
ASPECTS = yaml.safe_load((GPO / "aspects.yaml").read_text("utf-8"))


class Killed(BaseException):
    """Stands for a process that ends on the spot."""


def killed_after(count: int) -> Callable[[Delivery], None]:
    """Return a delivery that ends after some files, as a kill does: nothing is put back."""

    def arrive(delivery: Delivery) -> None:
        steps = [(name, True) for name in delivery._unwanted]
        steps += [(name, False) for name in delivery._names]
        for name, goes in steps[:count]:
            target = delivery.folder / name
            if goes:
                target.unlink(missing_ok=True)
            else:
                (delivery.waiting / name).replace(target)
        raise Killed

    return arrive


EDITS = st.sampled_from(
    [
        *(("word", word) for word in ("waar", "plek")),
        *(("subjects", count) for count in range(3)),
        *(("logo", logo) for logo in range(2)),
        *(("renamed", renamed) for renamed in (False, True)),
    ]
)


class Workshops(RuleBasedStateMachine):
    """A small workshop, its output folder, and what people and machines do to both."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.folder = self.root / "inhoud"
        self.output = self.root / "uit"
        self.folder.mkdir()
        for name in ("quadrant.yaml", "aspects.yaml", "subjects.yaml", "packing.yaml"):
            shutil.copy(GPO / name, self.folder / name)
        self.values: dict[str, Any] = {"word": "waar", "subjects": 1, "logo": 0, "renamed": False}
        self.asked: list[tuple[Options, Request]] = []
        self._write()

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def _write(self) -> None:
        entries = [dict(entry) for entry in WORKSHOP["handouts"] if entry["id"] in HANDOUTS]
        for entry in entries:
            if entry["id"] == "kwadrant":
                entry["paper"] = "A4"
                entry["id"] = "vel" if self.values["renamed"] else "kwadrant"
        workshop = WORKSHOP | {"handouts": entries, "logo": "logo.png", "version": "1"}
        self._yaml("workshop", workshop)
        aspects = deepcopy(ASPECTS)
        aspects["aspects"][0]["label"] = self.values["word"]
        self._yaml("aspects", aspects)
        subjects = [{"name": f"Vak {n}"} for n in range(self.values["subjects"])]
        self._yaml("subjects", {"kinds": {"vak": "vak"}, "subjects": subjects})
        picture = BytesIO()
        Image.new("RGB", (4, 4), COLOURS[self.values["logo"]]).save(picture, "PNG", dpi=(72, 72))
        (self.folder / "logo.png").write_bytes(picture.getvalue())

    def _yaml(self, name: str, value: object) -> None:
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    # -- what people change ----------------------------------------------------------------------

    @rule(edit=EDITS)
    def edit(self, edit: tuple[str, Any]) -> None:
        """A word, the subjects, the logo or the name of a handout changes, or changes back."""
        self.values |= [edit]
        self._write()

    @precondition(lambda self: self.asked)
    @rule(edit=EDITS, which=st.integers(0, 2))
    def there_and_back(self, edit: tuple[str, Any], which: int) -> None:
        """Something is tried, and does not please."""
        before = dict(self.values)
        self.build_as_before(which)
        self.edit(edit)
        self.build_as_before(which)
        self.values = before
        self._write()
        self.build_as_before(which)

    # -- what happens to the output --------------------------------------------------------------

    @property
    def made(self) -> Path:
        return self.output / "gpo"

    @precondition(lambda self: self.made.is_dir())
    @rule(
        accident=st.sampled_from(["deleted", "altered", "put back", "copied", "removed", "clock"]),
        place=st.integers(0, 30),
    )
    def something_happens(self, accident: str, place: int) -> None:
        earlier = self.output / "eerder"
        files = sorted(path for path in self.made.iterdir() if path.is_file())
        if not files:
            return
        path = files[place % len(files)]
        match accident:
            case "deleted":
                path.unlink()
            case "altered":
                path.write_bytes(path.read_bytes() + b" ")
            case "put back":
                if (earlier / path.name).is_file():
                    shutil.copy2(earlier / path.name, path)
            case "copied":  # beside it, where a run must not take it for the folder itself
                shutil.rmtree(earlier, ignore_errors=True)
                shutil.copytree(self.made, earlier)
            case "removed":
                shutil.rmtree(self.made)
            case "clock":  # files say that they are of 1970, or of years ahead
                for file in (*self.root.rglob("*"), self.root):
                    os.utime(file, (place * 10**8, place * 10**8))

    # -- a run -----------------------------------------------------------------------------------

    @rule(
        handouts=st.sampled_from([(), ("cirkels",)]),
        paper=st.sampled_from([None, "A3"]),
        formats=st.sampled_from([("pdf",), ("pdf",), ("pdf", "svg")]),
        prune=st.sampled_from([False, False, True]),
        killed=st.sampled_from([None, None, None, 0, 1, 3]),
    )
    def build(
        self,
        handouts: tuple[str, ...],
        paper: str | None,
        formats: tuple[str, ...],
        prune: bool,
        killed: int | None,
    ) -> None:
        options = Options(paper=paper)
        wish = Request(
            handouts=handouts, formats=formats, with_kit=not handouts, prune=prune, processes=1
        )
        self.asked.append((options, wish))
        self._built(options, wish, killed)

    @precondition(lambda self: self.asked)
    @rule(which=st.integers(0, 2))
    def build_as_before(self, which: int) -> None:
        options, wish = self.asked[-1 - which % len(self.asked)]
        self._built(options, wish, None)

    def _built(self, options: Options, wish: Request, killed: int | None) -> None:
        """Run, or be killed; compare with a clean build, and with what --dry-run told."""
        foretold = self._foretold(options, wish)
        before = self._times()
        if killed is not None:
            self._killed(options, wish, killed)
            return
        self._run(options, wish, self.output)
        expected = self._clean(options, wish)
        assert expected == {name: (self.made / name).read_bytes() for name in expected}
        assert foretold == self._happened(before)

    def _run(self, options: Options, wish: Request, output: Path) -> str:
        printed = StringIO()
        with redirect_stdout(printed):
            make(sources.read(self.folder), options, wish, output)
        return printed.getvalue()

    def _killed(self, options: Options, wish: Request, after: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Delivery, "_arrive", killed_after(after))
            patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            try:
                self._run(options, wish, self.output)
            except Killed:
                return

    def _clean(self, options: Options, wish: Request) -> dict[str, bytes]:
        key = (*self.values.values(), options.paper, wish.handouts, wish.formats)
        if key not in CLEAN:
            with tempfile.TemporaryDirectory() as folder:
                self._run(options, wish, Path(folder))
                files = snapshot(Path(folder) / "gpo")
            CLEAN[key] = {name: data for name, data in files.items() if name != NAME}
        return CLEAN[key]

    def _foretold(self, options: Options, wish: Request) -> dict[str, str]:
        """What --dry-run says is written or deleted."""
        printed = StringIO()
        with redirect_stdout(printed):
            foretell(sources.read(self.folder), options, wish, self.output)
        rows = [re.split(r"  +", line.strip()) for line in printed.getvalue().splitlines()]
        happens = {}
        for row in rows:
            if row[0].startswith(str(self.made)):
                name, why = Path(row[0]).name, row[-1]
                if why == "would be deleted":
                    happens[name] = "deleted"
                elif why not in ("unchanged", "left over from before"):
                    happens[name] = "written"
        return happens

    def _times(self) -> dict[str, tuple[int, int]]:
        if not self.made.is_dir():
            return {}
        files = [path for path in self.made.iterdir() if path.is_file() and path.name != NAME]
        for path in files:
            os.utime(path, (1_000, 1_000))
        return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}

    def _happened(self, before: dict[str, tuple[int, int]]) -> dict[str, str]:
        after = {
            path.name: (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in self.made.iterdir()
            if path.is_file() and path.name != NAME
        }
        written = {name for name, known in after.items() if before.get(name) != known}
        return {
            **dict.fromkeys(written, "written"),
            **dict.fromkeys(before.keys() - after.keys(), "deleted"),
        }


TestRebuild = Workshops.TestCase
TestRebuild.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestRebuild.pytestmark = [pytest.mark.slow]
