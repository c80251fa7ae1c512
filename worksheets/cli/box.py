"""What commands share that compare what lies in the box with the kit of now."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.common import content_folder
from worksheets.cli.options import CIRCLE_SIZE, PAPER, PROGRAM, SUBJECT, SUBJECTS, THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path as File

    from worksheets.content.standing_words import PrintedWords
    from worksheets.options import Options
    from worksheets.press.jobs import Press
    from worksheets.production.sources import Sources
    from worksheets.reprint.changes import Changes
    from worksheets.reprint.record import Scope


def what_is_seen(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `kit` that change what is seen of a page."""
    for option in (THEME, PAPER, CIRCLE_SIZE, SUBJECTS, SUBJECT):
        command = option(command)
    return command


def folder_and_handouts(
    names: Sequence[str], content: File | None, *, only_folder: bool = False
) -> tuple[File, tuple[str, ...]]:
    """Return the content folder and the handouts that are named; a handout's name has no slash."""
    from pathlib import Path

    first = names[0] if names else ""
    is_folder = bool(first) and (
        only_folder or Path(first).is_dir() or any(sign in first for sign in "/\\.~:")
    )
    if is_folder and content is not None:
        raise click.UsageError("The content folder is named twice.")
    folder = content_folder(Path(first) if is_folder else content)
    return folder, tuple(names[1:] if is_folder else names)


def scope_of(press: Press, handouts: Sequence[str]) -> Scope:
    """Return the scope of named handouts and subjects; raises Undoable for an unknown one."""
    from worksheets.reprint.record import Scope

    names = frozenset(press.handout(name).id for name in handouts)
    subjects = frozenset(press.file_names.slug(subject) for subject in press.subjects)
    some = bool(press.composer.options.subjects)
    return Scope(names or None, subjects if some else None)


def of_the_box(sources: Sources, options: Options, box: str) -> Sources:
    """Return sources with the subjects of a box, where none are chosen; raises Undoable."""
    from pathlib import Path

    from msgspec.structs import replace

    from worksheets.reprint import record, subjects

    boxed = record.subjects_in(Path(sources.folder), box)
    if sources.table or options.subjects or boxed in ((), (record.OWN,)):
        return sources
    own = sources.content().subjects
    return replace(sources, boxed=subjects.known(boxed, own.subjects if own else ()))


def words_of(press: Press) -> PrintedWords:
    from worksheets.problems import Problem

    words = press.content.workshop.words.printed
    if words is None:
        at = press.content.place("workshop", "words")
        raise Problem("words: misses the key 'printed'", at, hint="copy it from content/gpo")
    return words


def today() -> str:
    """The date of SOURCE_DATE_EPOCH, or of the clock."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now().astimezone()
    return now.date().isoformat()


def differing(press: Press, scope: Scope, folder: File, box: str) -> Changes:
    """Return what of a scope differs from a box; raises Undoable when nothing was recorded."""
    from worksheets.problems import Undoable, nearest
    from worksheets.reprint import changes, record
    from worksheets.reprint.inventory import contents

    before = record.read(folder, box)
    if before is None:
        known = record.boxes(folder)
        named = f" --box {box}" if box else ""
        hint = f"when the kit is printed, run: {PROGRAM} printed {folder.as_posix()}{named}"
        if known:
            hint = f"{nearest(box, known)}; or {hint}" if box else f"--box {known[0]}; or {hint}"
        raise Undoable(
            f"{folder / record.file_name(box)} is not there: it is not known what was printed",
            hint=hint,
        )
    now = [thing.entry for thing in contents(press, today())]
    return changes.compared(filter(scope.holds, before), filter(scope.holds, now))
