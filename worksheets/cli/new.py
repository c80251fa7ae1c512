"""A workshop to change: a copy of one that comes with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.common import DEFAULT, shipped
from worksheets.cli.options import FOLDER, PROGRAM, Command

if TYPE_CHECKING:
    from pathlib import Path as File


class SourceOption(click.Option):
    """--from, whose help names the workshops that come with the program."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = f"What to copy: {', '.join(shipped())}."
        return super().get_help_record(ctx)


@click.command(cls=Command, short_help="Make a workshop of your own, in a new folder.")
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option(
    "--from", "source", cls=SourceOption, default=DEFAULT, show_default=True, metavar="NAME"
)
def new(folder: File, source: str) -> None:
    """Make a workshop of your own: a copy of one that comes with the program, in a new folder.

    \b
    Examples:
      python build.py new "content/zorg en welzijn"
      python build.py new content/team --from eisenhower
    """
    import re

    from worksheets.content.schema import schemas
    from worksheets.installed import share
    from worksheets.press.names import ascii_slug
    from worksheets.problems import Undoable, nearest
    from worksheets.production.disk import make_folder, read_folder

    if source not in shipped():
        fact = f"no workshop {source!r} comes with the program"
        raise Undoable(fact, hint=nearest(source, shipped()))
    name = ascii_slug(folder.resolve().name) or "workshop"
    files: dict[str, bytes] = {}
    for file, data in read_folder(share("content") / source).items():
        text = data.decode("utf-8").replace("../../docs/schema/", ".schema/")
        if file == "workshop.yaml":
            # Between quotes: a folder may be called 2026, or no.
            text = re.sub(r"(?m)^id: \S+", f'id: "{name}"', text, count=1)
        files[file] = text.encode("utf-8")
    files |= {f".schema/{file}": text.encode("utf-8") for file, text in schemas().items()}
    make_folder(folder, files)
    click.echo(f'{folder}: change the words in its files, then: {PROGRAM} kit -c "{folder}"')
