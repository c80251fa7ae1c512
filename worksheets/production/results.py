"""Which file of placements each result in an output folder was made of.

Teams may give their sheets one title: none may replace another's. It is kept in a file of its own
beside them; a result that it does not tell of is someone's, and stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from pathlib import Path as File
from string import ascii_lowercase

from worksheets.problems import Undoable

NAME = ".results.json"

Sources = dict[str, str]  # by the name of a file: the path of what it was made of


def read(folder: File) -> Sources:
    """Return what is known of the results in a folder; nothing, when that cannot be read."""
    try:
        known = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): str(source) for name, source in known.items()}


def written(known: Sources, names: Iterable[str], source: File) -> bytes:
    """Return the bytes of the file that tells of the results, with those that are made now."""
    after = {**known, **dict.fromkeys(names, _path(source))}
    return json.dumps(after, indent=0, ensure_ascii=False, sort_keys=True).encode()


def free_name(
    folder: File,
    wanted: str,
    source: File,
    known: Sources,
    *,
    files: Callable[[str], Collection[str]],
    taken: Collection[str],
) -> str:
    """Return the name of a result: the wanted one, or that with a letter where it is another's.

    It is the same each time. `files` gives the names of the files for a name; `taken` are names of
    other outputs. Raises Undoable when all are another's.
    """

    def has(name: str) -> bool:
        return any(known.get(file) == _path(source) for file in files(name))

    def free(name: str) -> bool:
        theirs = (file for file in files(name) if known.get(file) != _path(source))
        return name not in taken and not any((folder / file).exists() for file in theirs)

    names = [wanted, *(f"{wanted}-{letter}" for letter in ascii_lowercase[1:])]
    # What it had comes first: the name before it may have become free since.
    for name in (*filter(has, names), *names):
        if free(name):
            return name
    raise Undoable(
        f"{folder / wanted} and all names like it are results of other files",
        hint="give this one another title",
    )


def _path(source: File) -> str:
    return source.resolve().as_posix()
