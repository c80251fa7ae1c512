"""What output is made from, as short hashes: program, packages, templates, content, options.

A hash is of bytes, never of times: what was touched and not changed is the same.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path as File

from msgspec import Struct

from worksheets.installed import contents
from worksheets.production import packages

NOT_OURS = {"__pycache__", "share"}  # compiled code; templates and content of an installed program


class Inputs(Struct, frozen=True, kw_only=True):
    """The hashes of all that a run works with, by where an author would look for a change."""

    program: str
    templates: str
    options: str
    date: str  # SOURCE_DATE_EPOCH, or nothing
    content: Mapping[str, str]  # by the name of a file: words, pictures, fonts, a spreadsheet

    def changed(self, since: Inputs) -> str:
        """Return in words what is not as it was."""
        words = [
            name
            for name, now, then in (
                ("program", self.program, since.program),
                ("templates", self.templates, since.templates),
                ("options", self.options, since.options),
                ("SOURCE_DATE_EPOCH", self.date, since.date),
            )
            if now != then
        ]
        names = sorted({*self.content, *since.content})
        files = [name for name in names if self.content.get(name) != since.content.get(name)]
        if files:
            words.insert(0, f"content {', '.join(files)}")
        return ", ".join(words)


def digest(*parts: bytes) -> str:
    """Return the hash of some parts; it also depends on where each part ends."""
    summed = blake2b(digest_size=16)
    for part in parts:
        summed.update(len(part).to_bytes(8, "big"))
        summed.update(part)
    return summed.hexdigest()


def program() -> str:
    """Return the hash of the program itself, of Python and of the packages that it builds on."""
    package = File(__file__).parents[1]
    versions = sorted(
        {*packages.versions(), f"python {sys.version}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"}
    )
    return digest("\n".join(versions).encode(), *_contents(package))


def folder(path: File) -> str:
    """Return the hash of all files in a folder, and of their names."""
    return digest(*_contents(path))


def date() -> str:
    """Return the date that is written in files, when one is asked for."""
    return os.environ.get("SOURCE_DATE_EPOCH", "")


def _contents(path: File) -> Iterator[bytes]:
    for root, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        for name in sorted(files):
            file = File(root, name)
            yield file.relative_to(path).as_posix().encode()
            yield contents(file, "file")
