"""The steps that commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.content.class_list import ClassList
    from worksheets.content.files import Content
    from worksheets.drawing.sheets import Job
    from worksheets.options import Options
    from worksheets.press.jobs import Press
    from worksheets.production.disk import Delivery
    from worksheets.production.sources import Sources


DEFAULT = "gpo"  # the workshop that is made when no folder is named


def shipped() -> list[str]:
    """Return the names of the workshops that come with the program, the default one first."""
    from worksheets.installed import share

    names = (file.parent.name for file in share("content").glob("*/workshop.yaml"))
    return sorted(names, key=lambda name: (name != DEFAULT, name))


def content_folder(folder: File | None) -> File:
    """Return the folder that was named, or the default workshop: here, or as it comes along."""
    from pathlib import Path

    from worksheets.installed import at_hand

    return at_hand(Path("content", DEFAULT) if folder is None else folder)


def press_of(folder: File | None, options: Options | None = None) -> Press:
    """Return the press of a content folder; raises Problems for what is wrong in it."""
    return sources_of(folder).press(options)


def sources_of(folder: File | None, subjects: File | None = None) -> Sources:
    """Return the files of a content folder; a spreadsheet of `subjects` replaces those in it."""
    from worksheets.production import sources

    return sources.read(content_folder(folder), subjects)


def pressed(content: Content, folder: File | None, options: Options | None = None) -> Press:
    """Return the press of a content that was read from a folder."""
    from worksheets.production import sources

    return sources.pressed(content, content_folder(folder).as_posix(), options)


def check_date() -> None:
    """Refuse a SOURCE_DATE_EPOCH that is no number of seconds; output would hold a wrong date."""
    from worksheets.problems import Undoable

    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds and not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 11):
        raise Undoable(
            f"SOURCE_DATE_EPOCH is {seconds!r}, which is no number of seconds since 1970",
            hint="unset it, or use $(date +%s)",
        )


def extent(job: Job) -> str:
    """How much a job is: pages, papers, sheets."""
    from worksheets.production.builder import extent

    return extent(job.sheets)


def roots() -> tuple[File, ...]:
    """Where the files named in messages may lie."""
    from pathlib import Path

    from worksheets.installed import share

    return Path(), share("templates").parent


def produced(job: Job, formats: tuple[str, ...], press: Press, ready: Delivery) -> list[str]:
    """Make the files of a job in all formats, and return a line of the table for each."""
    from worksheets.press.jobs import produce

    lines = []
    for format in dict.fromkeys(formats):
        for name, data in produce(job, format, press.fonts):
            lines.append(f"{ready.add(name, data)}\t{extent(job)}")
    return lines


def names_in(file: File, quiet: bool) -> ClassList:
    """Return the names in a text or a spreadsheet, and print what is good to know of it.

    Raises Problems for what is wrong in it, and Undoable when it cannot be read.
    """
    from worksheets.cli import console
    from worksheets.content.class_list import class_list
    from worksheets.problems import Undoable

    try:
        listed = class_list(file.read_bytes(), file.as_posix())
    except OSError as error:
        raise Undoable(f"{file} cannot be read: {error.strerror}") from None
    console.notes(listed.notes, quiet)
    return listed
