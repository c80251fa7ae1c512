"""What lies in the box: it is recorded, and compared with the kit of now."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.common import check_date, content_folder, sources_of
from worksheets.cli.options import (
    CIRCLE_SIZE,
    CONTENT,
    PAPER,
    PROGRAM,
    QUIET,
    STYLE,
    SUBJECT,
    SUBJECTS,
    THEME,
    Command,
    options_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path as File

    from worksheets.content.workshop import PrintedWords
    from worksheets.press.jobs import Press
    from worksheets.reprint.changes import Changes
    from worksheets.reprint.record import PageRecord, Scope


def what_is_seen(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `kit` that change what is seen."""
    for option in (THEME, PAPER, CIRCLE_SIZE, SUBJECTS, SUBJECT):
        command = option(command)
    return command


@click.command(cls=Command, short_help="Record what was printed and lies in the box now.")
@click.argument("names", nargs=-1, metavar="[DIR] [HANDOUT]...")
@CONTENT
@what_is_seen
@QUIET
def printed(
    names: tuple[str, ...],
    content: File | None,
    subject_file: File | None,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Record what was printed and lies in the box now, in printed.json beside the content.

    With handouts named only those are recorded, with --subject of the others' circles none; the
    rest stays as it was. Give the options that it was printed with.

    \b
    Examples:
      python build.py printed
      python build.py printed content/zorg
      python build.py printed cirkels kwadrant
      python build.py printed cirkels-vakken --subject Engels --circle-size 51
    """
    from worksheets.production.disk import delivery
    from worksheets.reprint import record
    from worksheets.reprint.inventory import contents

    check_date()
    folder, handouts = _split(names, content)
    before = record.read(folder) or ()
    press = sources_of(folder, subject_file).press(options_of(chosen))
    scope = scope_of(press, handouts)
    now = [thing.entry for thing in contents(press, today())]
    after = record.recorded(before, now, scope)
    with delivery(folder) as ready:
        path = ready.add(record.NAME, record.written(after, press.content.workshop.id))
    if not quiet:
        fresh = sum(map(scope.holds, now))
        kept = len(after) - fresh
        rest = f"; {_pages(kept)} as recorded before" if kept else ""
        click.echo(f"{path}: {_pages(fresh)} recorded ({_counted(now, scope)}){rest}")


@click.command(cls=Command, short_help="List what changed since it was printed.")
@click.argument("folder", required=False, metavar="[DIR]")
@CONTENT
@what_is_seen
@click.option("--all", "every", is_flag=True, help="List each page, also those that may stay.")
@STYLE
def diff(
    folder: str | None,
    content: File | None,
    subject_file: File | None,
    every: bool,
    style: str,
    **chosen: Any,
) -> None:
    """List what is new, changed and withdrawn since the kit was recorded with `printed`.

    Only what can be seen counts. Exit code 0, whether something changed or not.

    \b
    Examples:
      python build.py diff
      python build.py diff content/zorg --format json
      python build.py diff --circle-size 51
    """
    from worksheets.cli import console
    from worksheets.reprint import changes

    where, _ = _split((folder,) if folder else (), content, only_folder=True)
    press = sources_of(where, subject_file).press(options_of(chosen))
    found = differing(press, scope_of(press, ()), where)
    words = words_of(press)
    if style == "json":
        click.echo(console.json_text(changes.facts(found, words)))
        return
    if not found:
        click.echo(words.nothing)
    if found or every:
        for line in changes.lines(found, words, every=every):
            click.echo(line)
        if not every and changes.shared(found):
            console.note("--all lists each of them")


def differing(press: Press, scope: Scope, folder: File) -> Changes:
    """Return what of a scope differs from the box; raises Undoable when nothing was recorded."""
    from worksheets.problems import Undoable
    from worksheets.reprint import changes, record
    from worksheets.reprint.inventory import contents

    before = record.read(folder)
    if before is None:
        raise Undoable(
            f"{folder / record.NAME} is not there: it is not known what was printed",
            hint=f"when the kit is printed, run: {PROGRAM} printed {folder.as_posix()}",
        )
    now = [thing.entry for thing in contents(press, today())]
    return changes.compared(filter(scope.holds, before), filter(scope.holds, now))


def _split(
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
    """Return what is meant when handouts are named, or subjects; raises Undoable for an unknown."""
    from worksheets.press.names import slug
    from worksheets.reprint.record import Scope

    names = frozenset(press.handout(name).id for name in handouts)
    subjects = frozenset(slug(one.name) for one in press.subjects)
    some = bool(press.composer.options.subjects)
    return Scope(names or None, subjects if some else None)


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


def _counted(entries: Sequence[PageRecord], scope: Scope) -> str:
    from worksheets.press.paper_use import counted

    kinds = [entry.kind for entry in entries if scope.holds(entry)]
    return ", ".join(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))


def _pages(many: int) -> str:
    from worksheets.press.paper_use import counted

    return counted(many, "page")
