"""The disk: content is read from it, and output appears on it whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path as File

from worksheets.choices import LARGEST_CALENDAR
from worksheets.imported import pictures
from worksheets.problems import Place, Problem, Undoable

YAML = (".yaml", ".yml")
HIDDEN_ENDING = tuple(f"{ending}.txt" for ending in YAML)  # Windows shows no .txt
LARGEST_FILE = 1 << 20  # bytes of a content file; a book of words
LARGEST_PICTURE = 20 << 20  # bytes
WAITING = ".press-"  # how the name of a folder begins where files wait for the others
DAY = 86_400.0  # seconds; no run takes so long


def read_folder(folder: File) -> dict[str, bytes]:
    """Return the YAML files and calendars of a content folder by name.

    Raises Undoable when it has no YAML files.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise Undoable(
            f"the content folder {folder} {what}", hint="name one with -c, or make one with 'new'"
        )
    files = {}
    try:
        for path in sorted(folder.iterdir()):
            # A Mac writes names with loose accents; hidden files are of the system's own.
            name = unicodedata.normalize("NFC", path.name)
            if name.startswith("."):
                continue
            if name.lower().endswith(HIDDEN_ENDING):
                files[name] = b""  # it is told that it is not read
            elif path.suffix.lower() in (*YAML, ".ics"):
                with path.open("rb") as opened:
                    # One byte more than the reader allows: it then says so itself.
                    most = LARGEST_FILE if path.suffix.lower() in YAML else LARGEST_CALENDAR
                    files[name] = opened.read(most + 1)
    except OSError as error:
        raise Undoable(f"{error.filename or folder} cannot be read: {error.strerror}") from None
    if not any(name.lower().endswith(YAML) for name in files):
        raise Undoable(f"the content folder {folder} holds no YAML files")
    return files


class Pictures:
    """The pictures, fonts and PDFs of a content folder; nothing outside it can be reached."""

    def __init__(self, folder: File) -> None:
        self.folder = folder
        self.paths: dict[str, File] = {}  # of the files that were asked for, by their names
        self._read: dict[str, bytes] = {}

    def __call__(self, name: str, at: Place) -> bytes:
        """Return the bytes of a PNG, a JPEG or an SVG; raises Problem for anything else."""
        if name not in self._read:
            self._read[name] = self._load(name, at)
        return self._read[name]

    def document(self, name: str, at: Place) -> bytes:
        """Return the bytes of a PDF, whatever they are; raises Problem when it is not there."""
        if name not in self._read:
            self._read[name] = self._bytes(name, at, "PDF")
        return self._read[name]

    def path(self, name: str, at: Place, what: str = "file") -> File:
        """Return the path of a file in the folder; raises Problem for one outside, or too large."""
        root = self.folder.resolve()
        try:
            # Resolved first: neither `..` nor a link leads out of the folder.
            path = _as_stored(root / name).resolve()
            if File(name).is_absolute() or not path.is_relative_to(root):
                raise Problem(
                    f"the {what} {name!r} lies outside the content folder",
                    at,
                    hint="copy it into the folder",
                )
            if path.exists() and not path.is_file():
                raise Problem(f"the {what} {name!r} is not a file", at)
            if path.stat().st_size > LARGEST_PICTURE:
                raise Problem(f"the {what} {name!r} is larger than 20 MB", at)
        except OSError as error:
            raise Problem(f"the {what} {name!r} cannot be read: {error.strerror}", at) from None
        except RuntimeError:  # Python before 3.13: links that lead to each other
            raise Problem(f"the {what} {name!r} cannot be read: it links to itself", at) from None
        self.paths[name] = path
        return path

    def _load(self, name: str, at: Place) -> bytes:
        data = self._bytes(name, at, "picture")
        pictures.check(name, data, at)
        return data

    def _bytes(self, name: str, at: Place, what: str) -> bytes:
        try:
            return self.path(name, at, what).read_bytes()
        except OSError as error:
            raise Problem(f"the {what} {name!r} cannot be read: {error.strerror}", at) from None


class NotWritten(Undoable):
    """A file could not be put where it waits, or in its place."""

    @classmethod
    def to(cls, folder: File, error: OSError) -> NotWritten:
        """Return what failed on the way to a folder, in words."""
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            return cls(f"cannot write to {folder}: a file stands where a folder should be")
        return cls(f"cannot write to {folder}: {error.strerror or error}")


def _as_stored(path: File) -> File:
    """Return a path as the disk spells it: letters and accents may be apart there."""
    if path.exists() or not path.parent.is_dir():
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    alike = (p for p in path.parent.iterdir() if unicodedata.normalize("NFC", p.name) == wanted)
    return next(alike, path)


class Delivery:
    """Files on their way to a folder: they arrive together, or not at all."""

    def __init__(self, folder: File, waiting: File) -> None:
        self.folder = folder
        self.waiting = waiting
        self._names: dict[str, None] = {}
        self._unwanted: list[str] = []
        self._earlier = File(tempfile.mkdtemp(prefix="earlier-", dir=waiting))

    def add(self, name: str, data: bytes) -> File:
        """Keep a file ready, and return the path that it will have."""
        target = self.expect(name)
        put(self.waiting, name, data)
        return target

    def expect(self, name: str) -> File:
        """Take along a file that another process puts there; return the path it will have."""
        if name in self._names:
            raise Undoable(
                f"two outputs would be written to {self.folder / name}",
                hint="give a handout or a subject another name",
            )
        self._names[name] = None
        return self.folder / name

    def remove(self, name: str) -> None:
        """Take a file away when the others arrive."""
        self._unwanted.append(name)

    def arrive(self) -> None:
        """Put the files in their places; when one cannot be, take back those before it."""
        try:
            self._arrive()
        except OSError as error:
            raise NotWritten.to(self.folder, error) from None

    def _arrive(self) -> None:
        done: list[tuple[File, File]] = []
        try:
            # What goes, goes first: cut off after it, the state that is kept still names it.
            for n, name in enumerate(self._unwanted):
                target, earlier = self.folder / name, self._earlier / str(n)
                _keep(target, earlier)
                done.append((target, earlier))
                target.unlink(missing_ok=True)
            for n, name in enumerate(self._names, len(self._unwanted)):
                target, earlier = self.folder / name, self._earlier / str(n)
                target.parent.mkdir(parents=True, exist_ok=True)
                _keep(target, earlier)
                done.append((target, earlier))
                self._replace(self.waiting / name, target)
        except BaseException:  # also when stopped halfway; it is raised again
            for target, earlier in done:
                with suppress(OSError):
                    if earlier.exists():
                        earlier.replace(target)
                    else:
                        target.unlink()
            raise

    def _replace(self, new: File, target: File) -> None:
        try:
            new.replace(target)
        except PermissionError:
            raise Undoable(
                f"{target} cannot be replaced",
                hint="is it open in a viewer? close it and build again",
            ) from None
        except IsADirectoryError:
            raise Undoable(
                f"{target} cannot be written: a folder has that name", hint="move it away"
            ) from None


def put(waiting: File, name: str, data: bytes) -> None:
    """Put a file where it waits until it arrives in its folder; raises NotWritten."""
    path = waiting / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise NotWritten.to(waiting.parent, error) from None


@contextmanager
def delivery(folder: File) -> Iterator[Delivery]:
    """Give a Delivery to a folder; nothing in it changes unless all goes well.

    Only what fails on its way to the folder becomes NotWritten. What is built meanwhile may fail to
    read a file of its own: that fault passes as it is.
    """
    new_folders: list[File] = []
    waiting: File | None = None
    good = False
    try:
        try:
            _make(folder, new_folders)
            waiting = File(tempfile.mkdtemp(prefix=WAITING, dir=folder))
            _tidy(folder, waiting.stat().st_mtime)
            delivered = Delivery(folder, waiting)
        except OSError as error:
            raise NotWritten.to(folder, error) from None
        try:
            yield delivered
            delivered.arrive()
        except NotWritten as error:
            hint = "" if new_folders else "the earlier output is still there"
            raise NotWritten(error.message, hint=hint) from None
        good = True
    finally:
        if waiting:
            shutil.rmtree(waiting, ignore_errors=True)
        if not good:
            with suppress(OSError):
                for empty in reversed(new_folders):
                    empty.rmdir()


def make_folder(folder: File, files: Mapping[str, bytes]) -> None:
    """Make a new folder with files in it, whole or not at all; raises Undoable when it exists."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Undoable(f"{folder} exists already", hint="choose another name, or remove it first")
    with delivery(folder) as ready:
        for name, data in files.items():
            ready.add(name, data)


def _tidy(folder: File, now: float) -> None:
    """Remove what interrupted runs left behind, but not the files of a run that is going on now.

    `now` is by the clock of the disk, which may be another computer's.
    """
    for left in folder.glob(f"{WAITING}*"):
        with suppress(OSError):
            if now - left.stat().st_mtime > DAY:
                shutil.rmtree(left, ignore_errors=True)


def _make(folder: File, new_folders: list[File]) -> None:
    """Make a folder and those above it, and note which are new, the outermost first."""
    if not folder.is_dir():
        if folder.parent != folder:
            _make(folder.parent, new_folders)
        folder.mkdir()
        new_folders.append(folder)


def _keep(path: File, earlier: File) -> None:
    """Keep what a path holds now under another name too, if there is anything."""
    try:
        earlier.hardlink_to(path)
    except FileNotFoundError:
        return
    except OSError:
        # No hard links here (a memory stick): a copy does as well.
        if path.is_file():
            shutil.copy2(path, earlier)
