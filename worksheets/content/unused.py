"""Find what an author wrote and nothing reads: words that would never be printed.

While sheets are made, a workshop's values note which of their fields are asked for. What was
written and never asked for is then found in the files. msgspec compares, hashes and copies values
without asking for fields: only what templates and code do with a value counts.

A new field that is read in another way (by a command, with an option, before sheets are made) needs
a row in WAITING below; without one `check` warns of it though it is used. The tests see to it that
each row is still needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from worksheets.content.files import FILES, Content
from worksheets.content.holidays import Holiday
from worksheets.problems import Problem
from worksheets.reading.document import Step, dotted

# Fields that one run may leave unread: what an option may ask for or set aside, words that only
# some sheets need or a handout that is one line, kinds that no subject has yet, the holidays of
# other regions.
WAITING: set[tuple[str, ...]] = {
    ("workshop", "tables"),
    ("workshop", "theme"),
    ("workshop", "words"),
    ("workshop", "cutting"),
    ("aspects", "instruction"),
    ("aspects", "stack_instruction"),
    ("aspects", "cutting"),
    ("aspects", "from_to"),
    ("subjects", "kinds"),
    ("steps", "words"),
    ("packing", "words"),
    ("packing", "order", "double"),
    ("packing", "order", "label_line"),
    ("packing", "order", "label_total"),
    ("packing", "table_card"),
    ("packing", "personal"),
    ("calibration", "short_edge"),
    ("timeline", "carried_name"),
    ("timeline", "done_name"),
    ("timeline", "action_notes"),
    ("actions", "carry_over"),
    ("holidays", "calendars"),
    ("holidays", "kinds"),
    ("holidays", "regions"),
    ("examples", "result"),
    ("script", "minutes"),
}
# A list of these holds more than a sheet shows, and each is read only until it is clear whether it
# is shown. So a field counts as read when it was read of any of them.
CHOSEN_FROM: tuple[type[Struct], ...] = (Holiday,)
NAME = "id"  # a field to find a value by: asking for it alone is no use of the value


class Readings:
    """Which fields of a workshop's values were asked for.

    A field is known by its value's id. A copy has an id of its own: its field is known by its text,
    or else by its type alone.
    """

    def __init__(self, content: Content) -> None:
        self.content = content  # keeps the values alive, and so their ids
        self.values = {
            id(value): value for name in FILES for value in _structs(getattr(content, name))
        }
        self.fields: set[tuple[int, str]] = set()
        self.texts: set[int] = set()
        self.sorts: set[tuple[type, str]] = set()

    def note(self, owner: Struct, name: str, value: object) -> None:
        self.fields.add((id(owner), name))
        is_copy = id(owner) not in self.values
        if is_copy and id(value) in self.content.places:
            self.texts.add(id(value))
        elif is_copy or isinstance(owner, CHOSEN_FROM):
            self.sorts.add((type(owner), name))

    def has(self, owner: Struct, name: str) -> bool:
        """Tell whether a field was asked for, of its value or of a copy of it."""
        return (
            (id(owner), name) in self.fields
            or (type(owner), name) in self.sorts
            or id(getattr(owner, name)) in self.texts
        )


class _Noted(dict[str, Any]):
    """A mapping of content that notes which of its keys are looked up; a loop over it looks up all.

    Keys are noted as fields of the mapping that it is a copy of.
    """

    def __init__(self, data: Mapping[str, Any], readings: Readings) -> None:
        super().__init__(data)
        self._of, self._readings = data, readings

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return self._noting(super().__getitem__(key))

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return self._noting(super().get(key, default))

    def __iter__(self) -> Iterator[str]:
        self._note(*self._of)
        return super().__iter__()

    def keys(self) -> Any:
        self._note(*self._of)
        return super().keys()

    def values(self) -> Any:
        self._note(*self._of)
        return [self._noting(value) for value in super().values()]

    def items(self) -> Any:
        self._note(*self._of)
        return [(key, self._noting(value)) for key, value in super().items()]

    def _noting(self, value: Any) -> Any:
        return _Noted(value, self._readings) if type(value) is dict else value

    def _note(self, *keys: str) -> None:
        self._readings.fields.update((id(self._of), key) for key in keys)


@contextmanager
def readings(content: Content) -> Iterator[Readings]:
    """Give the readings of content while sheets are made of it; one at a time."""
    read = Readings(content)
    plain = object.__getattribute__

    def noting(self: Struct, name: str) -> Any:
        value = plain(self, name)
        if name[0] != "_" and not callable(value):
            read.note(self, name, value)
            if type(value) is dict:
                return _Noted(value, read)
        return value

    models = {type(value) for value in read.values.values()}
    for model in models:
        model.__getattribute__ = noting  # type: ignore[method-assign, assignment]  # taken back below
    try:
        yield read
    finally:
        for model in models:
            del model.__getattribute__


def unread(read: Readings) -> Iterator[Problem]:
    """Yield what was written and not asked for; a value of which nothing was, as a whole."""
    for file, document in read.content.files.items():
        if file not in FILES:  # of what is carried over only a part is meant to be shown
            continue
        value = getattr(read.content, file)
        # What comes from elsewhere (actions that are carried over) is a use of the file too.
        asked = any(_has(value, name, read) for name in value.__struct_fields__)
        if not asked and _is_unread(value, document.data, read):
            fact = f"{file}.yaml: no handout of this workshop uses this file"
            yield Problem(fact, document.root, hint="add a handout that does, or leave it out")
            continue
        for path, owner in _below(value, document.data, (), read):
            names = (file, *(step for step in path if isinstance(step, str)))
            if any(names[: n + 1] in WAITING for n in range(len(names))):
                continue
            hint = "add a handout that shows it, or take it out"
            if owner and _is_needed(owner, path[-1]):
                hint = "a workshop must have it, but none of its handouts shows it"
            place = document.place(path, key=isinstance(path[-1], str))
            yield Problem(f"{dotted(path)}: nothing uses this", place, hint=hint)


# A path, and the value that its last step is a field of.
UnreadPath = tuple[tuple[Step, ...], Struct | None]


def _below(value: Any, data: Any, path: tuple[Step, ...], read: Readings) -> Iterator[UnreadPath]:
    """Yield the paths to what was not read, below a value that was."""
    if isinstance(value, list | tuple):
        unused = [_is_unread(item, datum, read) for item, datum in zip(value, data, strict=True)]
        for i, (item, datum) in enumerate(zip(value, data, strict=True)):
            if unused[i]:
                yield (*path, i), None
            else:
                yield from _below(item, datum, (*path, i), read)
        return
    owner = value if isinstance(value, Struct) else None
    for name, item, datum in _written(value, data):
        inner = (*path, name)
        if not _has(value, name, read):
            if name != NAME:
                yield inner, owner
        elif _all_unread(item, datum, read):
            yield inner, owner
        else:
            yield from _below(item, datum, inner, read)


def _written(value: Any, data: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, value and data of what an author wrote in a mapping, unless it is empty."""
    if isinstance(value, Struct | dict) and isinstance(data, dict):
        for name, datum in data.items():
            item = value[name] if isinstance(value, dict) else getattr(value, name)
            if datum not in (None, "", [], {}):
                yield name, item, datum


def _has(value: Any, name: str, read: Readings) -> bool:
    if isinstance(value, dict):
        return (id(value), name) in read.fields
    return read.has(value, name)


def _is_unread(value: Any, data: Any, read: Readings) -> bool:
    """Tell whether no field of a value was asked for, except perhaps its id."""
    names = [name for name, _, _ in _written(value, data) if name != NAME]
    return bool(names) and not any(_has(value, name, read) for name in names)


def _all_unread(value: Any, data: Any, read: Readings) -> bool:
    """Tell whether nothing was asked for of a set of fields, or of any in a list of them."""
    if isinstance(value, tuple | list):
        pairs = zip(value, data, strict=True)
        return bool(value) and all(_is_unread(item, datum, read) for item, datum in pairs)
    return _is_unread(value, data, read)


def _is_needed(owner: Struct, name: Step) -> bool:
    field = next(field for field in fields(owner) if field.name == name)
    return field.default is NODEFAULT and field.default_factory is NODEFAULT


def _structs(value: Any) -> Iterator[Struct]:
    """Yield a value and all values in it that have fields."""
    match value:
        case Struct():
            yield value
            for name in value.__struct_fields__:
                yield from _structs(getattr(value, name))
        case tuple() | list():
            for item in value:
                yield from _structs(item)
        case dict():
            for item in value.values():
                yield from _structs(item)
