"""What differs between the box and the kit, and in which words it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from worksheets.content.workshop import PrintedWords
from worksheets.geometry import number
from worksheets.reprint.record import KINDS, Kind, PageRecord
from worksheets.wording import fill

Reason = Literal["size", "text", "layout", "drawing", "colour"]


class Changed(Struct, frozen=True):
    """A page that was printed and is not as it was."""

    before: PageRecord
    now: PageRecord

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What can be seen to differ. Another size is another drawing: it says so alone."""
        old, new = self.before.facts, self.now.facts
        found: list[Reason] = []
        if old.size != new.size:
            found.append("size")
        if old.text != new.text:
            found.append("text")
        if old.colours != new.colours:
            found.append("colour")
        if old.size == new.size and old.drawing != new.drawing:
            found.append("drawing")
        if not found:
            # Words that stand elsewhere; or colours that changed places.
            found.append("layout" if old.layout != new.layout else "colour")
        return tuple(found)

    @property
    def sizes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What it measured, and what it measures now."""
        return self.before.facts.size, self.now.facts.size


class Changes(Struct, frozen=True):
    """The kit against the box, page by page, in the kit's order."""

    new: tuple[PageRecord, ...]
    changed: tuple[Changed, ...]
    withdrawn: tuple[PageRecord, ...]
    unchanged: tuple[Changed, ...]

    @property
    def to_print(self) -> frozenset[str]:
        """The ids of what is not in the box as it should be."""
        return frozenset(e.id for e in (*self.new, *(one.now for one in self.changed)))

    @property
    def now(self) -> tuple[PageRecord, ...]:
        """All pages of the kit that were compared."""
        return (*self.new, *(one.now for one in (*self.changed, *self.unchanged)))

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def compared(before: Iterable[PageRecord], now: Iterable[PageRecord]) -> Changes:
    """Return what is new, changed, withdrawn and unchanged.

    Of pages of one name those that look the same belong together, whatever their numbers: a card
    that is put in between leaves the others as they were. The rest belong together in order.
    """
    families: defaultdict[str, list[PageRecord]] = defaultdict(list)
    for entry in before:
        families[entry.family].append(entry)
    order = tuple(now)
    pairs: dict[str, PageRecord] = {}
    for entry in order:
        same = [one for one in families[entry.family] if one.facts.hash == entry.facts.hash]
        if same:
            pairs[entry.id] = same[0]
            families[entry.family].remove(same[0])
    new, changed, unchanged = [], [], []
    for entry in order:
        left = families[entry.family]
        if entry.id in pairs:
            unchanged.append(Changed(pairs[entry.id], entry))
        elif left:
            changed.append(Changed(left.pop(0), entry))
        else:
            new.append(entry)
    gone = [entry for family in families.values() for entry in family]
    return Changes(tuple(new), tuple(changed), tuple(gone), tuple(unchanged))


# -- in words ----------------------------------------------------------------------------------


class Shared(Struct, frozen=True):
    """What all pages of some kinds have in common, none of which stayed as it was."""

    kinds: tuple[Kind, ...]
    sample: Changed
    reasons: tuple[Reason, ...]


def lines(changes: Changes, words: PrintedWords, *, every: bool = False) -> Iterator[str]:
    """Yield the lines that tell of changes; what all pages of a kind share is told once.

    With `every` each page is told, also those that are unchanged.
    """
    alike = shared(changes)
    for one in alike:
        yield _shared_line(one, changes, words)
    plain = {(kind, one.reasons) for one in alike for kind in one.kinds}
    listed = [one for one in changes.changed if every or (one.now.kind, one.reasons) not in plain]
    if listed:
        yield f"{words.changed}:"
        for page in listed:
            line = f"{page.now.title}: {reasons(page, page.reasons, words)}"
            yield _row(line, _codes(page), page.now.copies)
    for heading, entries in ((words.new, changes.new), (words.withdrawn, changes.withdrawn)):
        if entries:
            yield f"{heading}:"
            for entry in entries:
                yield _row(entry.title, entry.code, entry.copies)
    yield f"{words.unchanged}: {len(changes.unchanged)}"
    if every:
        for page in changes.unchanged:
            yield _row(page.now.title, page.now.code, page.now.copies)


def reasons(one: Changed, which: Iterable[Reason], words: PrintedWords) -> str:
    """Return in words some of what changed of a page."""
    old, new = one.sizes
    told = {
        "size": fill(words.size, **{"from": _size(one.before, old), "to": _size(one.now, new)}),
        "text": words.text,
        "layout": words.layout,
        "drawing": words.drawing,
        "colour": words.colour,
    }
    return ", ".join(told[reason] for reason in which)


def facts(changes: Changes, words: PrintedWords) -> dict[str, object]:
    """Return changes as plain values, for other programs."""
    return {
        "everything": [_shared_line(one, changes, words) for one in shared(changes)],
        "new": [_plain(entry) for entry in changes.new],
        "changed": [
            _plain(one.now)
            | {
                "reasons": list(one.reasons),
                "words": reasons(one, one.reasons, words),
                "was": {
                    "code": one.before.code,
                    "copies": one.before.copies,
                    "size": list(one.before.facts.size),
                    "printed": one.before.printed,
                },
            }
            for one in changes.changed
        ],
        "withdrawn": [_plain(e) | {"printed": e.printed} for e in changes.withdrawn],
        "unchanged": [
            _plain(one.now) | {"printed": one.before.printed} for one in changes.unchanged
        ],
    }


def _plain(entry: PageRecord) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "kind": entry.kind,
        "code": entry.code,
        "copies": entry.copies,
        "size": list(entry.facts.size),
    }


def shared(changes: Changes) -> tuple[Shared, ...]:
    """Return what all pages of a kind share, kinds with the same together."""
    found: dict[tuple[object, ...], Shared] = {}
    stayed = {one.now.kind for one in changes.unchanged}
    for kind in KINDS:
        pages = [one for one in changes.changed if one.now.kind == kind]
        if kind in stayed or len(pages) < 2:
            continue
        common = set[Reason](pages[0].reasons).intersection(*(one.reasons for one in pages))
        if len({one.sizes for one in pages}) > 1:
            common.discard("size")
        if common:
            told = tuple(reason for reason in pages[0].reasons if reason in common)
            key = (told, pages[0].sizes if "size" in common else ())
            kinds = (*(found[key].kinds if key in found else ()), kind)
            found[key] = Shared(kinds, pages[0], told)
    return tuple(found.values())


def _shared_line(shared: Shared, changes: Changes, words: PrintedWords) -> str:
    names = {"circle": words.circles, "card": words.cards, "sheet": words.sheets}
    there = {one.now.kind for one in (*changes.changed, *changes.unchanged)}
    name = ", ".join(names[kind] for kind in shared.kinds)
    if there == set(shared.kinds):
        name = words.everything
    return f"{name}: {reasons(shared.sample, shared.reasons, words)}"


def _size(entry: PageRecord, size: tuple[float, float]) -> str:
    width, height = (number(length, 2) for length in size)
    return width if entry.kind == "circle" else f"{width} x {height}"


def _codes(one: Changed) -> str:
    """The code on it in the box and the one that it has now; one that is alike is told alike."""
    return " -> ".join(code for code in (one.before.code, one.now.code) if code)


def _row(*parts: str | int) -> str:
    text, code, copies = parts
    return f"  {text}{f'  {code}' if code else ''}  {copies}x"
