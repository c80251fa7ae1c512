"""The steps that commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.content.files import Content
    from worksheets.drawing.items import Job
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


MOST_NAMES, LONGEST_NAME, MOST_OF_NAMES = 1000, 100, 200_000  # names, letters, bytes


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


def names_in(file: File) -> tuple[str, ...]:
    """Return the names in a text file, one a line; raises Undoable when there are none to read."""
    from worksheets.problems import Undoable

    try:
        text = file.read_bytes()[:MOST_OF_NAMES].decode("utf-8-sig")
    except OSError as error:
        raise Undoable(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Undoable(f"{file} is not UTF-8 text", hint="save it as plain text, UTF-8") from None
    names = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not 1 <= len(names) <= MOST_NAMES:
        raise Undoable(f"{file} has {len(names)} names, 1 to {MOST_NAMES} are possible")
    for n, name in enumerate(names, 1):
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise Undoable(f"{file}: name {n} is no name: {name[:LONGEST_NAME]!r}")
    return names
