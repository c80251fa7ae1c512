"""What is not in the box as it is now, on as few sheets as possible."""

from __future__ import annotations

from pathlib import Path as File
from typing import TYPE_CHECKING

import click

from worksheets.cli.printed import differing, scope_of, seen_of, today, words_of
from worksheets.cli.steps import extent, produced

if TYPE_CHECKING:
    from worksheets.cli.making import Wish
    from worksheets.sources import Chosen, Sources


def make_changed(
    sources: Sources, chosen: Chosen, wish: Wish, output: File, *, dry_run: bool
) -> None:
    """Write a file with what is new or changed; or tell that nothing is."""
    from worksheets import console
    from worksheets.box import changed_job, chosen_of, contents
    from worksheets.desk import Options
    from worksheets.disk import delivery
    from worksheets.press import CHANGED

    # What changed is told by how pages look; how they are printed this time has no say in it.
    seen = sources.press(seen_of(chosen))
    found = differing(seen, scope_of(seen, wish.handouts), File(sources.folder))
    words, wanted = words_of(seen), found.to_print
    folder = output / seen.content.workshop.id
    if not wanted:
        if not wish.quiet:
            click.echo(words.nothing if not found else f"{words.withdrawn}: {len(found.withdrawn)}")
            if (folder / f"{CHANGED}.pdf").exists():
                console.note(f"{folder / CHANGED}.pdf is left over from before")
        return
    press = sources.press(Options(**chosen))
    job = changed_job(press, chosen_of(contents(press, today()), found))
    if dry_run:
        lines = [f"{folder / CHANGED}.{one}\t{extent(job)}" for one in dict.fromkeys(wish.formats)]
    else:
        with delivery(folder) as ready:
            lines = produced(job, wish.formats, press, ready)
    if not wish.quiet:
        console.table(lines)
        click.echo(f"{words.new}: {len(found.new)}; {words.changed}: {len(found.changed)}")
