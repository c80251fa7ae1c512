"""XML text to elements that know their line: the only XML reader.

Expat, called directly: no DTD, no entities of one's own, no namespaces.
"""

from __future__ import annotations

from functools import lru_cache
from xml.parsers import expat

from worksheets.problems import Place, Problem

DEPTH = 60  # nested elements; a template that needs more has lost its way


class Element:
    """A tag, its attributes as written, its children and where it stands."""

    __slots__ = ("at", "attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], at: Place) -> None:
        self.tag = tag
        self.attributes = attributes
        self.at = at
        self.children: list[Element] = []
        self.text = ""


@lru_cache(4096)
def _place(mark: str) -> Place | None:
    name, _, line = mark.rpartition(":")
    return Place(name, int(line)) if line.isdecimal() else None


def read(text: str | bytes, file: str, *, limit: int = 1_000_000) -> Element:
    """Return the root element of an XML text.

    An attribute `at="file:line"`, left by the templates, becomes the element's place. Raises
    Problem for XML that is not well-formed, has a DTD, or more than `limit` elements.
    """
    root = Element("", {}, Place(file))
    stack = [root]
    latest = root.at
    count, marked = 0, False
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal latest, count, marked
        count += 1
        mark = attributes.pop("at", "")
        place = _place(mark) if mark else None
        if place is not None:
            latest, marked = place, True
        elif not marked:  # else an expression wrote the tag: it stands near the one before
            latest = Place(file, parser.CurrentLineNumber)
        if count > limit:
            raise Problem(f"more than {limit} elements", latest, hint="a loop that never ends?")
        if len(stack) > DEPTH:
            raise Problem(f"elements are nested more than {DEPTH} deep", latest)
        element = Element(tag, attributes, latest)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        stack.pop()

    def data(text: str) -> None:
        stack[-1].text += text

    def doctype(*_: object) -> None:
        raise Problem("a DOCTYPE is not allowed", Place(file, parser.CurrentLineNumber))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise Problem(
            f"the markup is broken: {reason}",
            latest,
            hint=f"look after this line, at <{stack[-1].tag}>",
        ) from None
    except (ValueError, LookupError) as error:  # an encoding that is not there, half a character
        raise Problem(f"the markup is broken: {error}", latest) from None
    return root.children[0]
