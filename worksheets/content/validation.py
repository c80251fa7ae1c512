"""Make the content of a workshop from its files: all faults of all files at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from worksheets.content.checks import check
from worksheets.content.document import Document
from worksheets.content.loader import read
from worksheets.content.model import FILES, REQUIRED, Content
from worksheets.problems import Place, Problem, Problems, nearest

SUFFIXES = (".yaml", ".yml")


def load(files: Mapping[str, bytes], folder: str = "") -> Content:
    """Return the content of a workshop from its files by name, like 'workshop.yaml'.

    Files that are not YAML are left alone; `folder` comes before the names in messages.
    Raises Problems with every fault of every file, in the order of the files.
    """
    problems = list(_names(files, folder))
    documents: dict[str, Document] = {}
    values: dict[str, Any] = {}
    for stem, model in FILES.items():
        name = f"{stem}.yaml"
        if name not in files:
            continue
        try:
            documents[stem] = read(files[name], _label(folder, name))
            values[stem] = _converted(documents[stem], model)
        except Problems as found:
            problems += found.problems
    problems += check(documents, values)
    if problems:
        raise Problems(problems)
    places = {key: at for document in documents.values() for key, at in document.places.items()}
    return Content(files=documents, places=places, **values)


def _names(files: Mapping[str, bytes], folder: str) -> list[Problem]:
    known = [f"{stem}.yaml" for stem in FILES]
    unknown = [name for name in files if name.lower().endswith(SUFFIXES) and name not in known]
    problems = [
        Problem("no file of a workshop has this name", Place(_label(folder, name)), hint=hint)
        for name in unknown
        for hint in [nearest(name, known)]
    ]
    for stem in REQUIRED:
        name = f"{stem}.yaml"
        if name not in files:
            problems.append(Problem("the file is missing", Place(_label(folder, name))))
    return problems


def _converted(document: Document, model: type[msgspec.Struct]) -> msgspec.Struct:
    """Return the frozen value of a document; its texts stay the same objects."""
    try:
        return msgspec.convert(document.data, model)
    except msgspec.ValidationError as error:
        from worksheets.content.faults import faults

        raise Problems(faults(document, model, str(error))) from None


def _label(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if folder else name
