"""From the bytes of a PDF to its pages, or all that is wrong with it: the only door for such files.

A file that is damaged is told as such; what can be read but not printed as it is, is told
page by page, everything at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from worksheets.imported import boxes
from worksheets.imported.content import Contents
from worksheets.imported.page import ImportedPage
from worksheets.imported.source import PRINT_ANEW, Fault, Source, Unreadable, get, resolved
from worksheets.problems import Place, Problem, Problems
from worksheets.reading.ranges import ranges

MOST_PAGES = 200  # of one handout
HEAD = 1024  # bytes; a PDF says what it is in these
HIDDEN, NO_VIEW = 2, 32  # flags of an annotation (ISO 32000-1, table 165)
UNSEEN = ("/Link", "/Popup")  # a link is a place to click
OPEN = "remove its password: open it, and print it to a PDF"
DAMAGED = "open it and save it anew, or print it to a PDF"


def pages(
    data: bytes, name: str, chosen: str, *, at: Place, chosen_at: Place, plates: bool
) -> tuple[ImportedPage, ...]:
    """Return the pages of a file that are chosen ("1,3-4"; all, when nothing is), in that order.

    Raises Problems for what is wrong with the file, at its place, or with the choice. `plates`: it
    is for a press.
    """
    if not data.strip():
        raise Problem(f"the PDF {name!r} is empty", at, hint=DAMAGED)
    if b"%PDF-" not in data[:HEAD]:
        raise Problem(f"{name!r} is not a PDF", at, hint="save it as a PDF, and name that file")
    try:
        with _quiet():
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted:
                raise Problem(f"the PDF {name!r} is locked (encrypted)", at, hint=OPEN)
            every = list(reader.pages)
            wanted = _wanted(len(every), name, chosen, chosen_at, at)
            source = Source(plates=plates, hidden=_hidden(reader))
            return _Reading(reader, source, name, at).pages(every, wanted)
    except Problem:
        raise
    except Problems:
        raise
    except Exception:  # whatever a reader meets in a damaged file
        raise Problem(f"the PDF {name!r} is damaged", at, hint=DAMAGED) from None


class _Reading:
    """Reads the pages of one file."""

    def __init__(self, reader: Any, source: Source, name: str, at: Place) -> None:
        self._reader = reader
        self._source = source
        self._contents = Contents(source, reader)
        self._name = name
        self._at = at

    def pages(self, every: list[Any], wanted: Iterable[int]) -> tuple[ImportedPage, ...]:
        pages: dict[int, ImportedPage | None] = {}
        wrong: dict[Fault, list[int]] = {}
        order = tuple(wanted)
        if self._is_dynamic():
            hint = "open it in the program that it is for, and print it to a PDF"
            raise Problem(
                f"the PDF {self._name!r} is a form that only shows itself", self._at, hint=hint
            )
        for number in order:
            if number not in pages:
                pages[number] = self._page(every[number - 1], number)
                for fault in self._source.faults():
                    wrong.setdefault(fault, []).append(number)
        if wrong:
            raise Problems(
                Problem(
                    f"{self._name!r}, {_numbered(numbers)}: {fault.fact}", self._at, hint=fault.hint
                )
                for fault, numbers in wrong.items()
            )
        return tuple(page for number in order if (page := pages[number]))

    def _page(self, page: Any, number: int) -> ImportedPage | None:
        try:
            shown = boxes.shown(self._source, page)
            self._annotations(page)
            box = shown.box if shown else (0.0, 0.0, 1.0, 1.0)
            matrix = shown.matrix if shown else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            form = self._contents.page(page, box, matrix)
        except Unreadable as error:
            self._source.fault(f"it cannot be read: {error}", DAMAGED)
            return None
        except Exception:  # whatever a reader meets in a damaged page
            self._source.fault("it is damaged", DAMAGED)
            return None
        return ImportedPage(number, shown.size, form) if shown else None

    def _is_dynamic(self) -> bool:
        form = get(self._reader.root_object, "/AcroForm")
        return isinstance(form, DictionaryObject) and get(form, "/XFA") is not None

    def _annotations(self, page: Any) -> None:
        """Note what lies over a page and would be lost: fields, and remarks that are seen."""
        for raw in get(page, "/Annots") or ():
            note = resolved(raw)
            if not isinstance(note, DictionaryObject) or get(note, "/Subtype") in UNSEEN:
                continue
            if int(get(note, "/F") or 0) & (HIDDEN | NO_VIEW) or not _has_room(note):
                continue
            if get(note, "/Subtype") == "/Widget":
                self._source.fault("it has fields to fill in", f"flatten it: {PRINT_ANEW}")
            else:
                kind = str(get(note, "/Subtype")).removeprefix("/").lower()
                self._source.fault(
                    f"something was added to it afterwards ({kind})", f"flatten it: {PRINT_ANEW}"
                )


def _has_room(note: Any) -> bool:
    """Tell whether an annotation can be seen; a signature often cannot."""
    edges = [float(resolved(edge)) for edge in get(note, "/Rect") or ()]
    return len(edges) != 4 or (edges[0] != edges[2] and edges[1] != edges[3])


def _wanted(many: int, name: str, chosen: str, chosen_at: Place, at: Place) -> list[int]:
    """The numbers of the pages that are chosen."""
    if not many:
        raise Problem(f"the PDF {name!r} has no pages", at, hint=DAMAGED)
    last = f"{name!r} has {many} page{'' if many == 1 else 's'}"
    wanted: list[int] = []
    for first, end in ranges(chosen) if chosen else ((1, many),):
        if end > many or first < 1:
            number = first if first > many or first < 1 else end
            hint = f"choose from 1 to {many}" if many > 1 else "choose 1, or leave it out"
            raise Problem(f"there is no page {number}: {last}", chosen_at, hint=hint)
        wanted += range(first, end + 1)
        if len(wanted) > MOST_PAGES:
            hint = "choose some with pages: 1-20, or make several handouts of it"
            raise Problem(f"more than {MOST_PAGES} pages: {last}", chosen_at, hint=hint)
    return wanted


def _hidden(reader: Any) -> frozenset[int]:
    """The numbers of the layers that are not shown when a file is opened (8.11.4.3)."""
    layers = get(reader.root_object, "/OCProperties")
    usual = get(layers, "/D") if isinstance(layers, DictionaryObject) else None
    if not isinstance(usual, DictionaryObject):
        return frozenset()
    off = _references(get(usual, "/OFF"))
    if get(usual, "/BaseState") == "/OFF":
        off |= _references(get(layers, "/OCGs")) - _references(get(usual, "/ON"))
    return frozenset(off)


def _references(listed: Any) -> set[int]:
    return {raw.idnum for raw in listed or () if hasattr(raw, "idnum")}


def _numbered(numbers: list[int]) -> str:
    """Page numbers in words: page 2, pages 1-3, 5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = (f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(spans)}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the reader from talking: what it mends by itself is not the author's business."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
