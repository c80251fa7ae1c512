"""The program's own files: where templates and the default content are, and what they hold."""

from __future__ import annotations

from pathlib import Path as File

from worksheets.problems import Undoable


def share(name: str) -> File:
    """Return a folder of a checkout, or the copy of it inside the installed package."""
    package = File(__file__).parent
    checkout = package.parent / name
    return checkout if (package.parent / "build.py").is_file() else package / "share" / name


def at_hand(path: File) -> File:
    """Return a path; for content or docs that are not here, those that come with the program."""
    top, *rest = path.parts or ("",)
    if path.exists() or top not in ("content", "docs"):
        return path
    ours = share(top).joinpath(*rest)
    return ours if ours.exists() else path


PUT_BACK = "put the file back, or install the program again"


def contents(file: File, what: str, *, hint: str = PUT_BACK) -> bytes:
    """Return the bytes of a file, of which `what` says what it is; raises Undoable with its name.

    A fault of the disk must not be taken for one of what is being written meanwhile.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        missing = "is missing" if isinstance(error, FileNotFoundError) else ""
        raise Undoable(
            f"the {what} {file} {missing or f'cannot be read: {error.strerror or error}'}",
            hint=hint,
        ) from None
