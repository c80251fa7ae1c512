"""What differs between the box and the kit, and in which words it is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from worksheets.content.standing_words import PrintedWords
from worksheets.geometry import number
from worksheets.press.names import slug
from worksheets.reprint.record import KINDS, Kind, PageRecord
from worksheets.wording import fill

Reason = Literal["size", "text", "layout", "drawing", "colour"]


class Changed(Struct, frozen=True):
    """A page that was printed and is not as it was."""

    before: PageRecord
    now: PageRecord

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What can be seen to differ. A new size is a new drawing too: only the size is named."""
        old, new = self.before.facts, self.now.facts
        reasons: list[Reason] = []
        if old.size != new.size:
            reasons.append("size")
        if old.text != new.text:
            reasons.append("text")
        if old.colours != new.colours:
            reasons.append("colour")
        if old.size == new.size and old.drawing != new.drawing:
            reasons.append("drawing")
        if not reasons:
            # Words that stand elsewhere; or colours that changed places.
            reasons.append("layout" if old.layout != new.layout else "colour")
        return tuple(reasons)

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
        return frozenset(e.id for e in (*self.new, *(page.now for page in self.changed)))

    @property
    def now(self) -> tuple[PageRecord, ...]:
        """All pages of the kit that were compared."""
        return (*self.new, *(page.now for page in (*self.changed, *self.unchanged)))

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def compared(before: Iterable[PageRecord], now: Iterable[PageRecord]) -> Changes:
    """Return what is new, changed, withdrawn and unchanged.

    Pages of one name are paired when they look the same, whatever their numbers, so that a card
    put in between leaves the others unchanged. The rest are paired in order.
    """
    families: defaultdict[str, list[PageRecord]] = defaultdict(list)
    for entry in before:
        families[entry.family].append(entry)
    order = tuple(now)
    pairs: dict[str, PageRecord] = {}
    for entry in order:
        same = [page for page in families[entry.family] if page.facts.hash == entry.facts.hash]
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
    """The changes that all pages of some kinds share; no page of these kinds is unchanged."""

    kinds: tuple[Kind, ...]
    sample: Changed
    reasons: tuple[Reason, ...]


def lines(changes: Changes, words: PrintedWords, *, every: bool = False) -> Iterator[str]:
    """Yield the lines that tell of changes; what all pages of a kind share is told once.

    With `every` each page is told, also those that are unchanged.
    """
    alike = shared(changes)
    for group in alike:
        yield _shared_line(group, changes, words)
    plain = {(kind, group.reasons) for group in alike for kind in group.kinds}
    listed = [
        page for page in changes.changed if every or (page.now.kind, page.reasons) not in plain
    ]
    if listed:
        yield f"{words.changed}:"
        for page in listed:
            line = f"{page.now.title}: {reasons(page, page.reasons, words)}"
            yield _row(line, _codes(page), page.now.copies)
    for heading, entries in ((words.new, changes.new), (words.withdrawn, changes.withdrawn)):
        if entries:
            yield f"{heading}:"
            yield from _listed(entries, changes, words, every=every)
    yield f"{words.unchanged}: {len(changes.unchanged)}"
    if every:
        for page in changes.unchanged:
            yield _row(page.now.title, page.now.code, page.now.copies)


def _listed(
    entries: tuple[PageRecord, ...], changes: Changes, words: PrintedWords, *, every: bool
) -> Iterator[str]:
    """Yield a row for each page; one for all of a subject that come or go together."""
    everything = (*changes.now, *changes.withdrawn, *(p.before for p in changes.changed))
    groups: defaultdict[tuple[str, Kind], list[PageRecord]] = defaultdict(list)
    for entry in entries:
        groups[entry.subject, entry.kind].append(entry)
    there = Counter((entry.subject, entry.kind) for entry in everything)
    told = set()
    for entry in entries:
        key = entry.subject, entry.kind
        alike = groups[key]
        if every or not entry.subject or not 1 < len(alike) == there[key]:
            yield _row(entry.title, entry.code, entry.copies)
        elif key not in told:
            told.add(key)
            title = f"{_names(words)[entry.kind]}: {_subject(entry)}"
            yield _row(title, "", sum(page.copies for page in alike))


def _subject(entry: PageRecord) -> str:
    """The name of a page's subject, which its title ends with; or else as it is in file names."""
    parts = entry.title.split(", ")
    ends = (", ".join(parts[-n:]) for n in range(1, len(parts) + 1))
    return next((end for end in ends if slug(end) == entry.subject), entry.subject)


def _names(words: PrintedWords) -> dict[Kind, str]:
    return {"circle": words.circles, "card": words.cards, "sheet": words.sheets}


def reasons(page: Changed, which: Iterable[Reason], words: PrintedWords) -> str:
    """Return in words some of what changed of a page."""
    old, new = page.sizes
    phrases = {
        "size": fill(words.size, **{"from": _size(page.before, old), "to": _size(page.now, new)}),
        "text": words.text,
        "layout": words.layout,
        "drawing": words.drawing,
        "colour": words.colour,
    }
    return ", ".join(phrases[reason] for reason in which)


def facts(changes: Changes, words: PrintedWords) -> dict[str, object]:
    """Return changes as plain values, for other programs."""
    return {
        "everything": [_shared_line(group, changes, words) for group in shared(changes)],
        "new": [_plain(entry) for entry in changes.new],
        "changed": [
            _plain(page.now)
            | {
                "reasons": list(page.reasons),
                "words": reasons(page, page.reasons, words),
                "was": {
                    "code": page.before.code,
                    "copies": page.before.copies,
                    "size": list(page.before.facts.size),
                    "printed": page.before.printed,
                },
            }
            for page in changes.changed
        ],
        "withdrawn": [_plain(e) | {"printed": e.printed} for e in changes.withdrawn],
        "unchanged": [
            _plain(page.now) | {"printed": page.before.printed} for page in changes.unchanged
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
    """Return the changes that all pages of a kind share; kinds that share the same are together."""
    groups: dict[tuple[object, ...], Shared] = {}
    stayed = {page.now.kind for page in changes.unchanged}
    for kind in KINDS:
        pages = [page for page in changes.changed if page.now.kind == kind]
        if kind in stayed or len(pages) < 2:
            continue
        common = set[Reason](pages[0].reasons).intersection(*(page.reasons for page in pages))
        if len({page.sizes for page in pages}) > 1:
            common.discard("size")
        if common:
            reasons = tuple(reason for reason in pages[0].reasons if reason in common)
            key = (reasons, pages[0].sizes if "size" in common else ())
            kinds = (*(groups[key].kinds if key in groups else ()), kind)
            groups[key] = Shared(kinds, pages[0], reasons)
    return tuple(groups.values())


def _shared_line(shared: Shared, changes: Changes, words: PrintedWords) -> str:
    names = _names(words)
    there = {page.now.kind for page in (*changes.changed, *changes.unchanged)}
    name = ", ".join(names[kind] for kind in shared.kinds)
    if there == set(shared.kinds):
        name = words.everything
    return f"{name}: {reasons(shared.sample, shared.reasons, words)}"


def _size(entry: PageRecord, size: tuple[float, float]) -> str:
    width, height = (number(length, 2) for length in size)
    return width if entry.kind == "circle" else f"{width} x {height}"


def _codes(page: Changed) -> str:
    """Return its code in the box and its code now, also where they are the same."""
    return " -> ".join(code for code in (page.before.code, page.now.code) if code)


def _row(*parts: str | int) -> str:
    text, code, copies = parts
    return f"  {text}{f'  {code}' if code else ''}  {copies}x"
