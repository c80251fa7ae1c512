"""What an author starts from: a workshop to change, and schemas for the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.options import FOLDER, PROGRAM, Command

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(cls=Command, short_help="Make a workshop of your own, in a new folder.")
@click.argument("folder", type=FOLDER, metavar="DIR")
def new(folder: File) -> None:
    """Make a workshop of your own: a copy of the default one in a new folder.

    \b
    Example:
      python build.py new "content/zorg en welzijn"
    """
    from worksheets.assets import share
    from worksheets.content.schema import schemas
    from worksheets.disk import make_folder, read_folder
    from worksheets.press import ascii_slug

    name = ascii_slug(folder.resolve().name) or "workshop"
    files: dict[str, bytes] = {}
    for file, data in read_folder(share("content") / "gpo").items():
        text = data.decode("utf-8").replace("../../docs/schema/", ".schema/")
        if file == "workshop.yaml":
            # Between quotes: a folder may be called 2026, or no.
            text = text.replace("\nid: gpo ", f'\nid: "{name}" ', 1)
        files[file] = text.encode("utf-8")
    files |= {f".schema/{file}": text.encode("utf-8") for file, text in schemas().items()}
    make_folder(folder, files)
    click.echo(f'{folder}: change the words in its files, then: {PROGRAM} kit -c "{folder}"')


@click.command(cls=Command, short_help="Write JSON Schemas, for editors that help while typing.")
@click.option(
    "-o", "--output", type=FOLDER, default="schema", show_default=True, help="Where they go."
)
def schema(output: File) -> None:
    """Write a JSON Schema for each content file, for editors that help while typing."""
    from worksheets.content.schema import schemas
    from worksheets.disk import delivery

    with delivery(output) as ready:
        paths = [ready.add(name, text.encode("utf-8")) for name, text in schemas().items()]
    for path in paths:
        click.echo(path)
