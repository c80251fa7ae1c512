"""The files that a workshop is read from, as bytes: what a press begins with, here or elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as File
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from worksheets.problems import Undoable
from worksheets.production import inputs
from worksheets.production.disk import Pictures, read_folder
from worksheets.production.inputs import Inputs

# What draws is imported when something is drawn: whether anything changed is known without it.
if TYPE_CHECKING:
    from worksheets.content.files import Content
    from worksheets.content.subjects import Subject
    from worksheets.options import Options
    from worksheets.press.jobs import Press
    from worksheets.reading.document import Document


class Sources(Struct, frozen=True):
    """The YAML files of a content folder, and a spreadsheet of subjects: its path and bytes.

    `boxed` are subjects that take the place of those in the content: a box has them.
    """

    folder: str
    files: dict[str, bytes]
    table: tuple[str, bytes] | None = None
    boxed: tuple[Subject, ...] | None = None

    def content(self) -> Content:
        """Return the content; raises Problems for what is wrong in it."""
        from worksheets.content.load import load

        read = load(self.files, self.folder)
        if self.boxed is not None:
            return _with_boxed(read, self.boxed)
        return _with_subjects(read, *self.table) if self.table else read

    def press(self, options: Options | None = None, templates: File | None = None) -> Press:
        """Return the press of the content; raises Problems for what is wrong in it."""
        return pressed(self.content(), self.folder, options, templates)

    def has(self, pictures: Mapping[str, str]) -> bool:
        """Tell whether pictures and fonts in the folder are those of some hashes."""
        try:
            return all(
                inputs.digest((File(self.folder) / name).read_bytes()) == known
                for name, known in pictures.items()
            )
        except OSError:
            return False

    def inputs(self, options: Options) -> Inputs:
        """Return the hashes of all that a run with some options works with."""
        from worksheets.installed import share

        files = [*self.files.items(), *([self.table] if self.table else [])]
        return Inputs(
            program=inputs.program(),
            templates=inputs.folder(share("templates")),
            options=inputs.digest(msgspec.msgpack.encode(options, enc_hook=_no_place)),
            date=inputs.date(),
            content={name: inputs.digest(data) for name, data in files},
        )


def read(folder: File, table: File | None = None) -> Sources:
    """Return what lies in a content folder, and in a spreadsheet that comes for its subjects."""
    files = read_folder(folder)
    if table is None:
        return Sources(folder.as_posix(), files)
    try:
        return Sources(folder.as_posix(), files, (table.as_posix(), table.read_bytes()))
    except OSError as error:
        raise Undoable(f"{table} cannot be read: {error.strerror}") from None


def pressed(
    read: Content, folder: str, options: Options | None = None, templates: File | None = None
) -> Press:
    """Return the press of content that was read from a folder; the usual templates are our own."""
    from worksheets.markup.assets import Assets
    from worksheets.press.jobs import Press

    return Press(read, Assets(templates), picture=Pictures(File(folder)), options=options)


def _no_place(_place: object) -> None:
    """What a digest is made of instead of a Place: what is printed does not depend on it."""


def _with_boxed(read: Content, boxed: tuple[Subject, ...]) -> Content:
    """Return content with the subjects of a box."""
    from worksheets.content.subjects import Subjects

    kinds = read.subjects.kinds if read.subjects else {}
    files = _without_subjects(read)
    return replace(read, files=files, subjects=Subjects(kinds=kinds, subjects=boxed))


def _without_subjects(read: Content) -> dict[str, Document]:
    """The files of content whose subjects come from elsewhere."""
    return {name: document for name, document in read.files.items() if name != "subjects"}


def _with_subjects(read: Content, path: str, data: bytes) -> Content:
    """Return content with the subjects of a spreadsheet."""
    from worksheets.content import spreadsheet
    from worksheets.content.subjects import Subjects

    kinds = read.subjects.kinds if read.subjects else {}
    table = spreadsheet.subjects(data, path, kinds)
    return replace(
        read,
        files=_without_subjects(read),
        subjects=Subjects(kinds=kinds, subjects=table.subjects),
        places={**read.places, **table.places},
        notes=(*read.notes, *table.notes),
    )
