"""The command line: every command, and its start as a program of its own."""

from __future__ import annotations

import click

from worksheets import __version__
from worksheets.cli.calibrate import calibrate
from worksheets.cli.check import check
from worksheets.cli.diff import diff
from worksheets.cli.kit import kit
from worksheets.cli.list import list_
from worksheets.cli.new import new
from worksheets.cli.options import KitByDefault
from worksheets.cli.plan import plan
from worksheets.cli.printed import printed
from worksheets.cli.printer import printer
from worksheets.cli.result import result
from worksheets.cli.run import started
from worksheets.cli.schema import schema
from worksheets.cli.trial import trial

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=KitByDefault, context_settings=HELP)
@click.version_option(__version__, prog_name="worksheets")
def main() -> None:
    """Make printable workshop materials at true size from content files.

    \b
    Examples:
      python build.py                                 the whole kit of content/gpo
      python build.py kit kwadrant tijdlijn-strook    two handouts
      python build.py kit --subject Engels --subject "Project duurzaam bouwen"
      python build.py kit cirkels --circle-size 51 --paper A3
      python build.py check content/gpo               is the content right?
      python build.py new content/zorg                a workshop of your own
    """


COMMANDS = (kit, check, list_, plan, printed, diff, result, calibrate, printer, trial, new, schema)
for command in COMMANDS:
    main.add_command(command)


def start() -> None:
    """Run the command line as a program of its own."""
    started(main)
