"""Whose circles lie in the box: the subjects of the content, or others that it was printed with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worksheets.content.subjects import Subject
from worksheets.press.names import slug
from worksheets.reprint.record import OWN, Boxed


def known(boxed: Iterable[Boxed], own: Sequence[Subject]) -> tuple[Subject, ...]:
    """Return the subjects of a box as they are now, each once; `own` are those of the content."""
    by_name = {slug(subject.name): subject for subject in own}
    now: dict[str, Subject] = {}
    for entry in boxed:
        if entry == OWN:
            now |= by_name
        elif isinstance(entry, Subject):
            now[slug(entry.name)] = entry
        elif slug(entry) in by_name:
            now[slug(entry)] = by_name[slug(entry)]
    return tuple(now.values())


def recorded(
    before: Iterable[Boxed],
    now: Sequence[Subject],
    own: Sequence[Subject],
    *,
    whole: bool,
    instead: bool,
) -> tuple[Boxed, ...]:
    """Return whose circles the box has when those of `now` are printed.

    `whole` leaves no others. The content's own belong in it, printed or not yet, unless others came
    `instead`.
    """
    after: dict[str, Boxed] = {} if instead else {OWN: OWN}
    after |= {} if whole else {_key(entry): entry for entry in before}
    after |= {slug(s.name): s.name if s in own else s for s in now}
    if OWN in after:
        return (OWN, *(entry for entry in after.values() if isinstance(entry, Subject)))
    return tuple(after.values())


def _key(entry: Boxed) -> str:
    return entry if entry == OWN else slug(entry.name if isinstance(entry, Subject) else entry)
