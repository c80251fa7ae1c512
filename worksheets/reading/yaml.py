"""Read YAML text as plain data that remembers where everything was written.

The parser's events are put together here, not by the parser's own composer: so depth and size are
checked while reading, and the rules for words are those of YAML 1.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import Any, NoReturn

import yaml

from worksheets.problems import Place, Problem, Problems
from worksheets.reading import quotes, spaces
from worksheets.reading.characters import UNPRINTABLE, decode, plain, unprintable
from worksheets.reading.document import Document, Marks
from worksheets.reading.scalars import STANDARD, TYPES, resolve, tagged
from worksheets.reading.syntax import MAX_DEPTH, NO_SPACE, QUOTE, TOO_DEEP, explain

MAX_NODES = 100_000
STUCK = re.compile(r"[ \t]+(?P<comment>#[^\s#].*?)\s*$")

Event = Any  # a yaml.Event; their types call marks and anchors optional, which these have

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: bytes, file: str) -> Document:
    """Return the data of a YAML 1.2 file with marks; texts are in Unicode's normal form C.

    Raises Problems with all faults that can be found together.
    """
    return _Reader(decode(text, file), file).document()


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not read yet."""

    node: Any
    place: Place
    anchor: str | None
    before: int
    flow: bool
    key: str | None = None
    key_place: Place | None = None
    key_end: int = 0

    @property
    def awaits_key(self) -> bool:
        return self.key is None and isinstance(self.node, dict)


class _Reader:
    """Puts the events of one file together."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.places: dict[int, Place] = {}
        self.marks: Marks = {}
        self.anchors: dict[str, tuple[Any, int] | None] = {}  # value and size; None while open
        self.open: list[_Open] = []
        self.quoted: Event = None  # the last text between quotes
        self.nodes = 0
        self.documents = 0
        self.root: Any = None
        self.root_place = Place(file, 1, 1)

    def document(self) -> Document:
        try:
            for event in yaml.parse(self.text, Loader=LOADER):
                self.take(event)
        except yaml.YAMLError as error:
            problem = explain(error, self.lines, self.file, self.quoted)
            if str(problem) not in map(str, self.problems):
                self.problems.append(problem)
        if not self.problems and isinstance(self.root, str) and NO_SPACE.match(self.text.strip()):
            self.fault("no space follows the colon", self.root_place, "write 'key: text'")
        if self.problems:
            raise Problems(self.problems)
        notes = tuple(self.notes)
        return Document(self.file, self.root, self.places, self.root_place, self.marks, notes)

    def take(self, event: Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.start(event)
            case yaml.CollectionEndEvent():
                self.end()
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.stop("a second document begins here", self.at(event), "one file holds one")

    def scalar(self, event: Event) -> None:
        at = self.at(event)
        self.count(1, at)
        if event.style in ("'", '"'):
            self.check_quote(event, at)
        elif not event.style:
            self.check_spaces(event, at)
        text = plain(event.value)
        if event.style == '"':
            wrong = UNPRINTABLE.search(text.replace("\r", "\x00"))
            if wrong:
                self.problems.append(unprintable(text[wrong.start()], at))
        value = self.value(text, event, at)
        if self.open and self.open[-1].awaits_key:
            self.key(value, event, at)
            return
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
            if not text and not event.style:
                self.fault(f"nothing follows &{event.anchor}", at, QUOTE)
        if type(value) is str and len(value) > 1:
            self.places[id(value)] = at
        if type(value) is str and not event.style:
            self.check_comment(event)
        self.check_colon(value, event)
        self.put(value, at)

    def check_quote(self, event: Event, at: Place) -> None:
        """Refuse a text between quotes that takes the keys below it along."""
        self.quoted = event
        indent = max((inside.place.column for inside in self.open if not inside.flow), default=0)
        first, last = event.start_mark.line, event.end_mark.line
        if quotes.swallowed(self.lines, first, last, indent - 1):
            self.problems.append(quotes.not_closed(event.style, at))
            raise Problems(self.problems)

    def check_spaces(self, event: Event, at: Place) -> None:
        """Refuse a no-break space and its like where it hides a key, an item or a quote."""
        start = event.start_mark
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        before, text = line[: start.column], line[start.column :]
        is_key = bool(self.open) and self.open[-1].awaits_key
        in_block = is_key and not self.open[-1].flow
        leads = in_block and not before.strip(" ") and spaces.ODD.match(text)
        column = 0 if leads else spaces.in_text(text, before)
        if column is not None:
            place = Place(self.file, at.line, at.column + column, 1)
            hint = spaces.HINT if is_key else spaces.OR_QUOTE
            self.problems.append(spaces.odd_space(text[column], place, hint))
        elif match := spaces.REMARK.search(event.value):
            hint = "write an ordinary space before the #, or put the whole text between quotes"
            remark = event.value[match.start() + 1 :].strip()
            self.notes.append(
                Problem(f"{remark!r} is printed: no ordinary space stands before #", at, hint=hint)
            )

    def check_comment(self, event: Event) -> None:
        """Note `title: Groep #1`, where the number is a comment and is not printed."""
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if match := STUCK.match(line, end.column):
            place = Place(self.file, end.line + 1, match.start("comment") + 1)
            hint = "put the whole text between quotes; or a space after #, for a remark"
            self.notes.append(
                Problem(f"{match['comment']!r} is not printed: # begins a remark", place, hint=hint)
            )

    def value(self, text: str, event: Event, at: Place) -> Any:
        if event.tag is None:
            if event.style:
                return text
            value = resolve(text)
            if type(value) is float and not isfinite(value):
                self.fault(f"{text} is not a number to print", at, QUOTE)
            return value
        name = event.tag.removeprefix(STANDARD)
        if event.tag == name or name not in TYPES:
            self.unknown(event.tag, at)
            return text
        try:
            return tagged(text, name)
        except ValueError as error:
            self.fault(f"{text!r} is not {error}", at)
            return text

    def key(self, value: Any, event: Event, at: Place) -> None:
        """Keep a key until its value comes."""
        inside = self.open[-1]
        text = value if isinstance(value, str) else event.value
        if not isinstance(value, str):
            kind = "empty" if value is None else f"{text}, which is no text"
            self.fault(f"a key is {kind}", at, f'write "{text}" between quotes')
        elif text == "<<" and not event.style:
            self.fault("merging with << is not known here", at, "write the keys out")
        elif text in inside.node:
            first = self.marks[id(inside.node), text][1]
            self.fault(f"the key {text!r} is written twice", at, f"first on line {first.line}")
        inside.key, inside.key_place, inside.key_end = text, at, event.end_mark.index

    def check_colon(self, value: Any, event: Event) -> None:
        """Refuse `{talk: Who, where or when}`, where the comma makes a key of the rest."""
        if value is not None or not self.open:
            return
        inside = self.open[-1]
        between = self.text[inside.key_end : event.start_mark.index]
        spaced = spaces.KEY.match(inside.key or "")  # told already
        if inside.flow and inside.key_place and ":" not in between and not spaced:
            hint = "put a text with a comma between { } between quotes"
            self.fault(f"no colon follows {inside.key!r}", inside.key_place, hint)

    def start(self, event: Event) -> None:
        at = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1, 1)
        self.count(1, at)
        if self.open and self.open[-1].awaits_key:
            self.stop("a key is a list or mapping, which is no text", at, QUOTE)
        if len(self.open) == MAX_DEPTH:
            self.stop(TOO_DEEP, at)
        mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, STANDARD + ("map" if mapping else "seq")):
            self.unknown(event.tag, at)
        if event.anchor:
            self.anchors[event.anchor] = None
        node: Any = {} if mapping else []
        self.open.append(_Open(node, at, event.anchor, self.nodes - 1, bool(event.flow_style)))

    def end(self) -> None:
        done = self.open.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.node, self.nodes - done.before)
        self.put(done.node, done.place)

    def alias(self, event: Event) -> None:
        at = self.at(event)
        if event.anchor not in self.anchors:
            self.fault(f"*{event.anchor} is used before &{event.anchor} is written", at, QUOTE)
        known = self.anchors.get(event.anchor, (None, 1))
        if known is None:
            self.stop(f"*{event.anchor} stands inside &{event.anchor} itself", at)
        value, size = known
        self.count(size, at)
        if not (self.open and self.open[-1].awaits_key):
            self.put(value, at)
            return
        if not isinstance(value, str):
            self.stop(f"*{event.anchor} is a key and stands for no text", at, "write the key out")
        quoted = yaml.ScalarEvent(
            None, None, (False, True), value, event.start_mark, event.end_mark, "'"
        )
        self.key(value, quoted, at)

    def put(self, value: Any, at: Place) -> None:
        """Give a finished value to the list or mapping that it stands in."""
        if not self.open:
            self.root, self.root_place = value, at
            return
        inside = self.open[-1]
        if isinstance(inside.node, list):
            self.marks[id(inside.node), len(inside.node)] = (at, at)
            inside.node.append(value)
        elif inside.key is not None and inside.key_place is not None:
            self.marks[id(inside.node), inside.key] = (at, inside.key_place)
            inside.node[inside.key] = value
            inside.key = None

    def count(self, nodes: int, at: Place) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self.stop(f"the file holds more than {MAX_NODES:,} values, aliases written out", at)

    def at(self, event: Event) -> Place:
        start, end = event.start_mark, event.end_mark
        last = end.column if end.line == start.line else len(self.lines[start.line].rstrip())
        return Place(self.file, start.line + 1, start.column + 1, last - start.column)

    def unknown(self, tag: str, at: Place) -> None:
        self.fault(f"{tag.replace(STANDARD, '!!')} is not a known type", at, QUOTE)

    def fault(self, message: str, at: Place, hint: str = "") -> None:
        self.problems.append(Problem(message, at, hint=hint))

    def stop(self, message: str, at: Place, hint: str = "") -> NoReturn:
        """Raise what was found so far: reading on would mislead."""
        self.fault(message, at, hint)
        raise Problems(self.problems)
