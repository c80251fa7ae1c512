"""The printers that were measured, in the user's own folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.printers import Printer

PROFILES = "printers.yaml"
FOLDER = "WORKSHEETS_CONFIG"  # an environment variable: where the profiles are instead


def chosen_printer(name: str) -> Printer:
    """Return a printer by its name; raises Undoable with the nearest one."""
    from worksheets.printers import named

    return named(profiles(), name)


def profiles() -> dict[str, Printer]:
    """Return the printers that were measured, by name; raises Problem when they cannot be read."""
    from worksheets.printers import profiles as read
    from worksheets.problems import Undoable

    path = config_folder() / PROFILES
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Undoable(f"{path} cannot be read: {error.strerror}") from None
    return read(data, path.as_posix())


def config_folder() -> File:
    """Return the user's folder for the settings of this program."""
    from pathlib import Path

    return Path(os.environ.get(FOLDER) or click.get_app_dir("worksheets"))
