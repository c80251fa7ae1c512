"""The disk: content is read from it, and output appears on it whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path as File

from worksheets.problems import Place, Problem, Undoable

LARGEST_FILE = 1 << 20  # bytes of a content file; a book of words
LARGEST_PICTURE = 20 << 20  # bytes
PICTURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def read_folder(folder: File) -> dict[str, bytes]:
    """Return the YAML files of a content folder by name; raises Undoable when there is none."""
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise Undoable(
            f"the content folder {folder} {what}", hint="name one with -c, or make one with 'new'"
        )
    files = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in (".yaml", ".yml"):
                with path.open("rb") as opened:
                    # One byte more than the reader allows: it then says so itself.
                    files[path.name] = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Undoable(f"{error.filename or folder} cannot be read: {error.strerror}") from None
    if not files:
        raise Undoable(f"the content folder {folder} holds no YAML files")
    return files


class Pictures:
    """The pictures of a content folder; nothing outside it can be reached."""

    def __init__(self, folder: File) -> None:
        self.folder = folder
        self._read: dict[str, bytes] = {}

    def __call__(self, name: str, at: Place) -> bytes:
        """Return the bytes of a PNG or JPEG; raises Problem for anything else."""
        if name not in self._read:
            self._read[name] = self._load(name, at)
        return self._read[name]

    def _load(self, name: str, at: Place) -> bytes:
        root = self.folder.resolve()
        path = (root / name).resolve()
        # Resolved first: neither `..` nor a link leads out of the folder.
        if File(name).is_absolute() or not path.is_relative_to(root):
            raise Problem(
                f"the picture {name!r} lies outside the content folder",
                at,
                hint="copy it into the folder",
            )
        try:
            if path.stat().st_size > LARGEST_PICTURE:
                raise Problem(f"the picture {name!r} is larger than 20 MB", at)
            data = path.read_bytes()
        except OSError as error:
            raise Problem(f"the picture {name!r} cannot be read: {error.strerror}", at) from None
        if not data.startswith(tuple(PICTURES)):
            raise Problem(
                f"the picture {name!r} is not a PNG or a JPEG", at, hint="save it as a PNG"
            )
        return data


class Delivery:
    """Files on their way to a folder: they arrive together, or not at all."""

    def __init__(self, folder: File, waiting: File) -> None:
        self.folder = folder
        self.waiting = waiting
        self._names: list[str] = []

    def add(self, name: str, data: bytes) -> File:
        """Keep a file ready, and return the path that it will have."""
        (self.waiting / name).write_bytes(data)
        self._names.append(name)
        return self.folder / name

    def arrive(self) -> None:
        for name in self._names:
            try:
                (self.waiting / name).replace(self.folder / name)
            except PermissionError:
                raise Undoable(
                    f"{self.folder / name} cannot be replaced",
                    hint="is it open in a viewer? close it and build again",
                ) from None


@contextmanager
def delivery(folder: File) -> Iterator[Delivery]:
    """Give a Delivery to a folder; nothing in it changes unless all goes well."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        waiting = File(tempfile.mkdtemp(prefix=".press-", dir=folder))
    except OSError as error:
        raise Undoable(_failure(folder, error)) from None
    try:
        yield (delivered := Delivery(folder, waiting))
        delivered.arrive()
    except OSError as error:
        raise Undoable(_failure(folder, error), hint="the earlier output is still there") from None
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def make_folder(folder: File, files: Mapping[str, bytes]) -> None:
    """Make a new folder with files in it, whole or not at all; raises Undoable when it exists."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Undoable(f"{folder} exists already", hint="choose another name, or remove it first")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        waiting = File(tempfile.mkdtemp(prefix=".press-", dir=folder.parent))
    except OSError as error:
        raise Undoable(_failure(folder, error)) from None
    try:
        for name, data in files.items():
            path = waiting / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        waiting.chmod(0o755)
        with suppress(FileNotFoundError):
            folder.rmdir()
        waiting.replace(folder)
    except OSError as error:
        raise Undoable(_failure(folder, error)) from None
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _failure(folder: File, error: OSError) -> str:
    return f"cannot write to {folder}: {error.strerror or error}"
