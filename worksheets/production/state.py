"""What lies in the output folder: which files were made, from what, and whether they are whole.

Kept in a file of its own beside them. When it is missing, damaged or of another program, nothing is
known, and everything is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from pathlib import Path as File

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from worksheets.production.inputs import Inputs, digest

NAME = ".built.json"
VERSION = 2
MOST_RUNS = 8  # ways of building that are known at once: formats, options, handouts

NEW, UNCHANGED, GONE, TOUCHED = "new", "unchanged", "gone", "not as it was written"


class FileRecord(Struct, frozen=True, kw_only=True):
    """A file that was made: of which job, how much it is, and how to know it again."""

    job: str
    format: str
    extent: str
    fingerprint: str
    inputs: str  # the key of the inputs that it was made from
    hash: str = ""


class KnownRun(Struct, frozen=True, kw_only=True):
    """What one way of building gave: its files, and the pictures and fonts that it read.

    `left` are files that nothing makes any more, `other` those that it did not make and that
    something makes; `paper` is what was said of the paper it takes, `empty` are the outputs that
    have no pages, `notes` what was said of how content was read: each with its hint, or nothing.
    """

    folder: str  # the name of the output folder: a copy of it is not the folder
    files: dict[str, str]  # the hash of each
    pictures: dict[str, str] = {}
    left: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class State(Struct, frozen=True, kw_only=True):
    """All that is known of an output folder."""

    version: int = VERSION
    files: dict[str, FileRecord] = field(default_factory=dict)
    inputs: dict[str, Inputs] = field(default_factory=dict)
    runs: dict[str, KnownRun] = field(default_factory=dict)

    def why(self, folder: File, names: Iterable[str], fingerprint: str, now: Inputs) -> str:
        """Return why the files of a job are to be written, or that they are as they should be."""
        known = [(name, self.files.get(name)) for name in names]
        for _, record in known:
            if record is None:
                return NEW
            if record.fingerprint != fingerprint:
                then = self.inputs.get(record.inputs)
                return f"changed: {(then and now.changed(then)) or 'how it is made'}"
        return next((w for n, m in known if m and (w := _as_written(folder / n, m))), UNCHANGED)

    def whole(self, folder: File, key: str) -> KnownRun | None:
        """Return the run of a key when all files are still as that run left them.

        Another run may have written a file anew since, or added one that this run never saw.
        """
        run = self.runs.get(key)
        if run is None or run.folder != folder.name:
            return None
        if not self.files.keys() <= {*run.files, *run.left, *run.other}:
            return None
        for name, hash in run.files.items():
            record = self.files.get(name)
            if record is None or record.hash != hash or _as_written(folder / name, record):
                return None
        return run

    def is_ours(self, folder: File, name: str) -> bool:
        """Tell whether a file is as it was written: then no work of others is lost with it."""
        return not _as_written(folder / name, self.files[name])

    def left_over(self, known: Iterable[str], records: Mapping[str, FileRecord]) -> list[str]:
        """Return the files that nothing makes any more, of jobs that are not known.

        A job that was made now in some format has in that format no other files than these.
        """
        jobs, now = set(known), {(record.job, record.format) for record in records.values()}
        return sorted(
            name
            for name, old in self.files.items()
            if name not in records and (old.job not in jobs or (old.job, old.format) in now)
        )

    def besides(self, names: Set[str]) -> tuple[str, ...]:
        """Return the files that are known, but for some."""
        return tuple(name for name in self.files if name not in names)

    def after(
        self,
        key: str,
        run: KnownRun,
        records: Mapping[str, FileRecord],
        now: Inputs,
        gone: Iterable[str],
    ) -> State:
        """Return the state after a run: `records` are of files that are there, `gone` are not."""
        away = set(gone)
        files = {n: m for n, m in {**self.files, **records}.items() if n not in away}
        needed = {record.inputs for record in files.values()}
        inputs = {**self.inputs, inputs_key(now): now}
        runs = {k: v for k, v in self.runs.items() if k != key}
        runs = dict([*runs.items(), (key, run)][-MOST_RUNS:])
        return replace(
            self, files=files, inputs={k: v for k, v in inputs.items() if k in needed}, runs=runs
        )

    def written(self) -> bytes:
        """Return the bytes of the file that keeps this state."""
        return json.dumps(msgspec.to_builtins(self), indent=0).encode()


def stored(folder: File) -> bytes:
    """Return what the file in an output folder tells; nothing when there is none."""
    try:
        return (folder / NAME).read_bytes()
    except OSError:
        return b""


def read(folder: File) -> State:
    """Return what is known of an output folder; nothing, when that cannot be read."""
    try:
        state = msgspec.convert(json.loads(stored(folder)), State, strict=True)
    except (ValueError, RecursionError):
        return State()
    # Names only: what was written elsewhere is not ours to read or to delete.
    if state.version != VERSION or any(File(name).name != name for name in state.files):
        return State()
    return state


def inputs_key(inputs: Inputs) -> str:
    return digest(msgspec.msgpack.encode(inputs))[:8]


def _as_written(path: File, record: FileRecord) -> str:
    """Return what is wrong with a file, or nothing."""
    try:
        data = path.read_bytes()
    except OSError:
        return GONE
    return "" if digest(data) == record.hash else TOUCHED
