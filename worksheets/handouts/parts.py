"""What a scheme makes: runs of sheets, each under a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

from msgspec import Struct

from worksheets.composer import Composer
from worksheets.content.files import FILES
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Sheet
from worksheets.imposition import sheets
from worksheets.problems import NOWHERE, Problem

Thing = TypeVar("Thing")


class Part(Struct, frozen=True):
    """A run of sheets under one title, without the marks that count pages."""

    title: str
    sheets: tuple[Sheet, ...]
    level: int = 0


def one_up(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return a sheet for each page of the handout's template.

    A module of the template's name in `handouts` may say which content files the template NEEDS,
    and what else it may use: values(content, handout).
    """
    name = f"worksheets.handouts.{handout.template_name.replace('-', '_')}"
    module = import_module(name) if find_spec(name) else None
    for file in getattr(
        module, "NEEDS", (handout.template_name,) if handout.template_name in FILES else ()
    ):
        need(composer, handout, file)
    values = module.values(composer.content, handout) if module else {}
    pages = composer.pages(handout.template_name, handout, **values)
    return (Part(handout.title, sheets.one_up(pages)),)


def each_titled(
    composer: Composer, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return a sheet for each page, each under its own title when there are several."""
    (whole,) = one_up(composer, handout, subjects)
    if len(whole.sheets) == 1:
        return (whole,)
    titled = ((sheet.front.placements[0].page.title, sheet) for sheet in whole.sheets)
    return tuple(Part(title, (sheet,), level=1) for title, sheet in titled)


def batched(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    """Yield things in runs of a size; the last may be shorter."""
    return (things[n : n + size] for n in range(0, len(things), size))


def need(composer: Composer, handout: Handout, file: str) -> None:
    """Raise Problem when the content has no file that a handout is drawn from."""
    if getattr(composer.content, file) is None:
        raise Problem(
            f"the handout {handout.id!r} needs the file {file}.yaml, which is not there",
            composer.content.places.get(id(handout.id), NOWHERE),
            hint="add the file, or take the handout from the list",
        )
