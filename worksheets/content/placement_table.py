"""A team's own placements from a spreadsheet: a row for each person and circle set.

The columns: who (`naam`), which circles (`set`, where there are several), perhaps the subject
(`vak`), and one for each aspect, by its label or its id. Above the heading may stand a title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from worksheets.content.aspects import Aspects
from worksheets.problems import Place, Problem, Problems, nearest
from worksheets.reading import tables
from worksheets.reading.document import Document, Marks
from worksheets.reading.tables import Record, Records

WORDS = {
    "name": ("naam", "name", "wie", "who", "deelnemer", "participant", "collega", "docent", "team"),
    "set": ("set", "cirkels", "circles", "kleur", "colour", "cirkelset"),
    "subject": ("vak", "subject", "vaknaam", "vakcode"),
}
ASPECT = "aspect "  # before the id of an aspect, in the name of its column


class PlacementTable(Struct, frozen=True):
    """What was placed as plain data that knows its rows, and what is to be told of the table."""

    document: Document
    notes: tuple[Problem, ...]


def placement_table(data: bytes, file: str, aspects: Aspects) -> PlacementTable:
    """Return the placements in a spreadsheet; raises Problems with every bad row."""
    ids = {aspect.id: (aspect.label.casefold(), aspect.id.casefold()) for aspect in aspects.aspects}
    words = {**WORDS, **{f"{ASPECT}{id}": several for id, several in ids.items()}}
    read = tables.records(tables.read(data, file), file, words, ("name", "set"), fill_down=True)
    if not any(field.startswith(ASPECT) for field in read.fields):
        labels = ", ".join(aspect.label for aspect in aspects.aspects)
        raise Problem("no column is called as an aspect is", read.heading, hint=f"known: {labels}")
    if "set" not in read.fields and len(aspects.sets) > 1:
        hint = f"it says which circles: {', '.join(s.word for s in aspects.sets)}"
        raise Problem("there is no column 'set'", read.heading, hint=hint)
    return _Placing(read, aspects, file).table()


class _Placing:
    """The plain data of a file of placements while rows are added to it."""

    def __init__(self, read: Records, aspects: Aspects, file: str) -> None:
        self.read, self.aspects, self.file = read, aspects, file
        self.marks: Marks = {}
        self.placed: dict[str, dict[str, Any]] = {}
        self.sets = {
            word.casefold(): s.id
            for s in aspects.sets
            for word in (s.colour, s.title, s.word, s.id)
        }

    def table(self) -> PlacementTable:
        problems = [fault for row in self.read.rows for fault in self._add(row)]
        if problems:
            raise Problems(problems)
        stem = self.file.rpartition("/")[2].rpartition(".")[0]
        title = next(iter(self.read.above), stem)
        root: dict[str, Any] = {}
        heading = self.read.heading
        placed = list(self.placed.values())
        for name, value in (("title", title), ("placed", placed)):
            self._put(root, name, value, heading)
        for n, entry in enumerate(placed):
            self.marks[id(placed), n] = self.marks[id(entry), "name"]
        texts = {id(entry["name"]): self.marks[id(entry), "name"][0] for entry in placed}
        places = {id(title): heading, **texts}
        document = Document(self.file, root, places, Place(self.file), self.marks)
        return PlacementTable(document, self.read.notes)

    def _put(self, node: dict[str, Any], name: str, value: Any, at: Place) -> Any:
        """Add a value to a mapping unless it is there; return the one that is."""
        if name not in node:
            node[name] = value
            self.marks[id(node), name] = (at, at)
        return node[name]

    def _add(self, row: Record) -> Iterator[Problem]:
        """Add what a row says; yield what is wrong in it."""
        at, values = row.at, row.values
        if row.faults:
            yield from row.faults
            return
        word = values.get("set", "") or (
            self.aspects.sets[0].id if len(self.aspects.sets) == 1 else ""
        )
        set_ = self.sets.get(word.casefold())
        if set_ is None:
            fact = f"there is no circle set {word!r}" if word else "the circle set is empty"
            yield Problem(fact, at, hint=nearest(word, [s.word for s in self.aspects.sets]))
            return
        name = values.get("name", "") or (self.read.above or ("team",))[0]
        person = self.placed.setdefault(name.casefold(), {})
        self._put(person, "name", name, at)
        owner = self._put(person, "placements", {}, at)
        if subject := values.get("subject", ""):
            several = self._put(person, "subjects", [], at)
            known = [
                entry for entry in several if entry["subject"].casefold() == subject.casefold()
            ]
            if not known:
                several.append({})
                self.marks[id(several), len(several) - 1] = (at, at)
                self._put(several[-1], "subject", subject, at)
            owner = self._put((known or several)[-1], "placements", {}, at)
        whose = f"{name!r} has {word!r}{f' for {subject!r}' if subject else ''}"
        if set_ in owner:
            yield Problem(f"{whose} in a row above too", at, hint="one row for each")
            return
        places = self._put(owner, set_, {}, at)
        yield from self._places(values, places, at)

    def _places(
        self, values: Mapping[str, str], places: dict[str, Any], at: Place
    ) -> Iterator[Problem]:
        for aspect in self.aspects.aspects:
            if text := values.get(f"{ASPECT}{aspect.id}", ""):
                value = _number(text)
                if value is None:
                    fact = f"{aspect.label}: {text!r} is no place from 0 to 1"
                    yield Problem(fact, at, hint="0 is left or below, 1 right or above: 0,3 or 30%")
                else:
                    self._put(places, aspect.id, value, at)


def _number(text: str) -> float | None:
    """Return a place from 0 to 1 as people write it, or None: 0.3, 0,3 or 30 %."""
    part = text.endswith("%")
    try:
        value = float(text.rstrip("% ").replace(",", ".")) / (100 if part else 1)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
