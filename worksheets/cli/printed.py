"""What was printed and lies in the box now is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worksheets.cli.box import folder_and_handouts, of_the_box, scope_of, today, what_is_seen
from worksheets.cli.common import check_date, sources_of
from worksheets.cli.options import BOX, CONTENT, QUIET, Command, options_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path as File

    from worksheets.reprint.record import PageRecord, Scope


@click.command(cls=Command, short_help="Record what was printed and lies in the box now.")
@click.argument("names", nargs=-1, metavar="[DIR] [HANDOUT]...")
@CONTENT
@what_is_seen
@BOX
@QUIET
def printed(
    names: tuple[str, ...],
    content: File | None,
    subject_file: File | None,
    box: str,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Record what was printed and lies in the box now, in printed.json beside the content.

    With handouts named only those are recorded, with --subject of the others' circles none; the
    rest stays as it was. Give the options that it was printed with; and for a box of another place
    its name, or what is known of the first is forgotten.

    \b
    Examples:
      python build.py printed
      python build.py printed content/gpo-en
      python build.py printed cirkels kwadrant
      python build.py printed cirkels-vakken --subject Engels --circle-size 51
      python build.py printed --box almelo
    """
    from worksheets.cli import console
    from worksheets.production.disk import delivery
    from worksheets.reprint import record, subjects
    from worksheets.reprint.inventory import contents

    check_date()
    folder, handouts = folder_and_handouts(names, content)
    before = record.read(folder, box) or ()
    options = options_of(chosen)
    sources = of_the_box(sources_of(folder, subject_file), options, box)
    press = sources.press(options)
    console.notes(press.content.notes, quiet)
    scope = scope_of(press, handouts)
    boxed = record.subjects_in(folder, box)
    if not handouts or any(press.handout(name).per_subject for name in handouts):
        own = sources_of(folder).content().subjects
        boxed = subjects.recorded(
            boxed,
            press.subjects,
            own.subjects if own else (),
            whole=not scope.subjects,
            instead=bool(sources.table) or record.OWN not in (boxed or (record.OWN,)),
        )
    now = [thing.entry for thing in contents(press, today())]
    after = record.recorded(before, now, scope)
    with delivery(folder) as ready:
        path = ready.add(
            record.file_name(box), record.written(after, press.content.workshop.id, boxed)
        )
    if not quiet:
        fresh = sum(map(scope.holds, now))
        kept = len(after) - fresh
        rest = f"; {_pages(kept)} as recorded before" if kept else ""
        click.echo(f"{path}: {_pages(fresh)} recorded ({_counted(now, scope)}){rest}")


def _counted(entries: Sequence[PageRecord], scope: Scope) -> str:
    from worksheets.press.paper_use import counted

    kinds = [entry.kind for entry in entries if scope.holds(entry)]
    return ", ".join(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))


def _pages(many: int) -> str:
    from worksheets.press.paper_use import counted

    return counted(many, "page")
