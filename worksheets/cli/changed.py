"""What is not in the box as it is now, on as few sheets as possible."""

from __future__ import annotations

from pathlib import Path as File
from typing import TYPE_CHECKING

import click

from worksheets.cli.box import differing, of_the_box, scope_of, today, words_of
from worksheets.cli.common import extent, produced

if TYPE_CHECKING:
    from worksheets.cli.make import Request
    from worksheets.options import Options
    from worksheets.production.sources import Sources


def make_changed(
    sources: Sources, options: Options, wish: Request, output: File, *, box: str, dry_run: bool
) -> None:
    """Write a file with what is new or changed; or tell that nothing is."""
    from worksheets.cli import console
    from worksheets.press.names import changed_file
    from worksheets.production.builder import formats_of
    from worksheets.production.disk import delivery
    from worksheets.reprint.inventory import changed_job, chosen_of, contents
    from worksheets.writers import names

    # Pages are compared by how they look, however they are printed this time.
    sources = of_the_box(sources, options, box)
    seen = sources.press(options.seen)
    console.notes(seen.content.notes, wish.quiet)
    changes = differing(seen, scope_of(seen, wish.handouts), File(sources.folder), box)
    words, wanted = words_of(seen), changes.to_print
    folder = output / seen.content.workshop.id
    if not wanted:
        if not wish.quiet:
            click.echo(
                words.nothing if not changes else f"{words.withdrawn}: {len(changes.withdrawn)}"
            )
            if (left := folder / f"{changed_file(box)}.pdf").exists():
                console.note(f"{left} is left over from before")
        return
    press = sources.press(options)
    job = changed_job(press, chosen_of(contents(press, today()), changes), changed_file(box))
    formats = formats_of(job, wish.formats)
    if dry_run:
        files = (name for format in dict.fromkeys(formats) for name in names(job, format))
        lines = [f"{folder / name}\t{extent(job)}" for name in files]
    else:
        with delivery(folder) as ready:
            lines = produced(job, formats, press, ready)
    if not wish.quiet:
        console.table(lines)
        click.echo(f"{words.new}: {len(changes.new)}; {words.changed}: {len(changes.changed)}")
