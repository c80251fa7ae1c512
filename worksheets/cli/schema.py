"""JSON Schemas of the content files, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worksheets.cli.options import FOLDER, Command

if TYPE_CHECKING:
    from pathlib import Path as File


@click.command(cls=Command, short_help="Write JSON Schemas, for editors that help while typing.")
@click.option(
    "-o", "--output", type=FOLDER, default="schema", show_default=True, help="Where they go."
)
def schema(output: File) -> None:
    """Write a JSON Schema for each content file, for editors that help while typing."""
    from worksheets.content.schema import schemas
    from worksheets.production.disk import delivery

    with delivery(output) as ready:
        paths = [ready.add(name, text.encode("utf-8")) for name, text in schemas().items()]
    for path in paths:
        click.echo(path)
