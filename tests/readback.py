"""Read a finished PDF back as what lies on the paper: circles, lines and words, in mm.

A small interpreter of content streams, independent of the writer: it follows the graphics state,
the matrices, marked content and every form XObject, and knows nothing of pages, symbols or
templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import hypot
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

MM = 25.4 / 72

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Mark:
    """The marked content that something lies in: an artifact, or part of the structure."""

    tag: str
    mcid: int | None = None
    said: str | None = None  # its ActualText

    @property
    def artifact(self) -> bool:
        return self.tag == "/Artifact"


@dataclass(frozen=True)
class Look:
    """How an outline is painted: colours as RGB, weight and dashes in mm."""

    fill: tuple[float, ...] | None
    stroke: tuple[float, ...] | None
    weight: float
    dash: tuple[float, ...]


@dataclass(frozen=True)
class Circle:
    cx: float
    cy: float
    diameter: float
    look: Look
    mark: Mark | None = None


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    look: Look
    mark: Mark | None = None

    @property
    def length(self) -> float:
        return hypot(self.x2 - self.x1, self.y2 - self.y1)


@dataclass(frozen=True)
class Box:
    """A rectangle that was painted as one."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    mark: Mark | None = None


@dataclass(frozen=True)
class Outline:
    """Any other path: the points it goes through."""

    points: tuple[tuple[float, float], ...]
    look: Look
    mark: Mark | None = None


@dataclass(frozen=True)
class Words:
    """Text that was shown at once, with the baseline's start and the size of the font in mm."""

    x: float
    y: float
    text: str
    size: float
    font: str
    ink: tuple[float, ...]
    mark: Mark | None = None


Shape = Circle | Line | Box | Outline | Words


@dataclass
class Element:
    """One element of the structure tree; content is a page (from 0) and a number there."""

    type: str
    alt: str | None = None
    said: str | None = None  # its ActualText
    lang: str | None = None
    title: str | None = None
    scope: str | None = None  # of a header cell: Row or Column
    summary: str | None = None  # what a table tells
    kids: list[Element | tuple[int, int]] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()

    def content(self) -> Iterator[tuple[int, int]]:
        """Yield all content of this element and of those below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.content()
            else:
                yield kid


@dataclass
class State:
    matrix: Matrix = UNIT
    fill: tuple[float, ...] = (0,)
    stroke: tuple[float, ...] = (0,)
    weight: float = 1
    dash: tuple[float, ...] = ()
    font: str = ""
    size: float = 0


@dataclass
class Pdf:
    """A finished PDF."""

    path: Path
    _streams: dict[object, list[tuple[list[Any], bytes]]] = field(default_factory=dict)
    _codes: dict[object, dict[int, str]] = field(default_factory=dict)
    _shapes: dict[int, list[Shape]] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)

    @property
    def pages(self) -> int:
        return len(self.reader.pages)

    def size(self, number: int) -> tuple[float, float]:
        """Return the media box of a page (from 0) in mm."""
        box = self.reader.pages[number].mediabox
        return float(box.width) * MM, float(box.height) * MM

    def text(self, number: int) -> str:
        """Return the words of a page as a reader copies them, with single spaces."""
        if number not in self._texts:
            self._texts[number] = " ".join(self.reader.pages[number].extract_text().split())
        return self._texts[number]

    def all_text(self) -> str:
        return " ".join(map(self.text, range(self.pages)))

    def shapes(self, number: int) -> list[Shape]:
        if number not in self._shapes:
            page = self.reader.pages[number]
            height = float(page.mediabox.height)
            # Points from the bottom left to mm from the top left.
            state = State((MM, 0, 0, -MM, 0, height * MM))
            self._shapes[number] = list(self._run(page, page["/Resources"], state))
        return self._shapes[number]

    def circles(self, number: int) -> list[Circle]:
        return [shape for shape in self.shapes(number) if isinstance(shape, Circle)]

    def lines(self, number: int) -> list[Line]:
        return [shape for shape in self.shapes(number) if isinstance(shape, Line)]

    def boxes(self, number: int) -> list[Box]:
        return [shape for shape in self.shapes(number) if isinstance(shape, Box)]

    def words(self, number: int) -> list[Words]:
        return [shape for shape in self.shapes(number) if isinstance(shape, Words)]

    def cuts(self, number: int) -> list[Circle]:
        """Return the lines that circles are cut out along: hairlines of 0.1 mm."""
        return [
            circle
            for circle in self.circles(number)
            if not circle.look.fill and abs(circle.look.weight - 0.1) < 0.001
        ]

    @cached_property
    def structure(self) -> Element:
        """The structure tree's root element, read from the top down."""
        pages = {page.indirect_reference.idnum: n for n, page in enumerate(self.reader.pages)}

        def read(node: Any, page: int | None) -> Element:
            page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
            texts = (node.get(key) for key in ("/Alt", "/ActualText", "/Lang", "/T"))
            element = Element(str(node["/S"]).removeprefix("/"), *texts)
            if attributes := node.get("/A"):
                assert attributes["/O"] == "/Table"
                element.scope = str(attributes.get("/Scope", "")).removeprefix("/") or None
                element.summary = attributes.get("/Summary")
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                child = kid.get_object()
                if isinstance(child, int):
                    assert page is not None
                    element.kids.append((page, int(child)))
                elif "/MCID" in child:
                    element.kids.append((pages[child.raw_get("/Pg").idnum], int(child["/MCID"])))
                else:
                    element.kids.append(read(child, page))
            return element

        return read(self.reader.root_object["/StructTreeRoot"]["/K"].get_object(), None)

    def heard(self, element: Element) -> str:
        """Return what an element says aloud, with single spaces."""
        if element.alt is not None or element.said is not None:
            return element.alt if element.alt is not None else element.said or ""
        parts = []
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(self.heard(kid))
            else:
                page, number = kid
                words = self.words(page)
                parts += [w.text for w in words if w.mark and w.mark.mcid == number]
        return " ".join("".join(parts).split())

    def forms(self) -> list[Any]:
        """Return all form XObjects of the file, each once."""
        return [entry for entry in self._objects if entry.get("/Subtype") == "/Form"]

    def fonts(self) -> list[Any]:
        """Return all font dictionaries of the file."""
        return [entry for entry in self._objects if entry.get("/Type") == "/Font"]

    def everything(self) -> Iterator[Any]:
        """Yield every dictionary and stream of the file, and those within them."""
        waiting = list(self._objects)
        while waiting:
            entry = waiting.pop()
            yield entry
            held = (value for value in entry.values() if not isinstance(value, IndirectObject))
            waiting += [value for value in held if isinstance(value, dict)]

    @cached_property
    def _objects(self) -> list[Any]:
        """All dictionaries and streams of the file."""
        entries = [self.reader.get_object(n) for n in range(1, self.reader.trailer["/Size"])]
        return [entry for entry in entries if isinstance(entry, dict)]

    # -- the interpreter ----------------------------------------------------------------------

    def _operations(self, drawn: Any) -> list[tuple[list[Any], bytes]]:
        key = drawn.indirect_reference.idnum
        if key not in self._streams:
            contents = drawn.get("/Contents", drawn)
            self._streams[key] = list(ContentStream(contents, self.reader).operations)
        return self._streams[key]

    def _run(  # noqa: PLR0915  # one operator after the other
        self, drawn: Any, resources: Any, state: State, mark: Mark | None = None
    ) -> Iterator[Shape]:
        stack: list[State] = []
        marks: list[Mark | None] = []  # those around the one that is open
        path: list[list[tuple[str, tuple[float, ...]]]] = []
        text: Matrix = UNIT
        for operands, operator in self._operations(drawn):
            match operator.decode():
                case "q":
                    stack.append(replace(state))
                case "Q":
                    state = stack.pop()
                case "cm":
                    state.matrix = _times(_numbers(operands), state.matrix)
                case "w":
                    state.weight = float(operands[0])
                case "d":
                    state.dash = tuple(map(float, operands[0]))
                case "rg" | "g" | "k" | "scn":
                    state.fill = tuple(map(float, operands))
                case "RG" | "G" | "K" | "SCN":
                    state.stroke = tuple(map(float, operands))
                case "m":
                    path.append([("m", _points(operands, state.matrix))])
                case "l" | "c" as kind:
                    path[-1].append((kind, _points(operands, state.matrix)))
                case "h":
                    path[-1].append(("h", ()))
                case "re":
                    x, y, width, height = map(float, operands)
                    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
                    placed = [_points(corner, state.matrix) for corner in corners]
                    path.append([("re", tuple(n for point in placed for n in point))])
                case "S" | "f" | "f*" | "B" | "B*" as paint:
                    look = _look(state, paint)
                    for part in path:
                        yield replace(_outline(part, look), mark=mark)
                    path = []
                case "n":
                    path = []
                case "Do":
                    form = resources["/XObject"][operands[0]]
                    if form["/Subtype"] == "/Form":
                        matrix = _numbers(form.get("/Matrix", UNIT))
                        inner = replace(state, matrix=_times(matrix, state.matrix))
                        inside = form.get("/Resources", resources)
                        yield from self._run(form, inside, inner, mark)
                case "BT":
                    text = UNIT
                case "Tm":
                    text = _numbers(operands)
                case "Tf":
                    state.font, state.size = operands[0], float(operands[1])
                case "Tj" | "TJ":
                    parts = operands[0] if operator == b"TJ" else operands
                    x, y = _points((0, 0), _times(text, state.matrix))
                    scale = hypot(*_times(text, state.matrix)[:2])
                    font = resources["/Font"][state.font]
                    shown = "".join(
                        self._read(font, part) for part in parts if isinstance(part, (str, bytes))
                    )
                    name = str(font["/BaseFont"])
                    yield Words(x, y, shown, state.size * scale, name, state.fill, mark)
                case "BMC" | "BDC":
                    marks.append(mark)
                    mark = _mark(operands)
                case "EMC":
                    mark = marks.pop()
                case "ET" | "TL" | "T*":  # a page of the school's own places each line itself
                    pass
                case "J" | "j" | "cs" | "CS" | "gs" | "W":  # a clip hides, but it is there
                    pass
                case other:
                    raise AssertionError(f"the writer uses {other}, which this does not read")
        assert not marks, "marked content is not ended"

    def _read(self, font: Any, shown: str | bytes) -> str:
        codes: Sequence[int]
        codes = shown if isinstance(shown, bytes) else shown.original_bytes
        reference: IndirectObject = font.indirect_reference
        if reference.idnum not in self._codes:
            self._codes[reference.idnum] = _unicode(font["/ToUnicode"].get_data().decode())
        if font["/Subtype"] == "/Type0":  # codes of two bytes (ISO 32000-1, 9.7.6)
            codes = [a << 8 | b for a, b in zip(codes[::2], codes[1::2], strict=True)]
        return "".join(self._codes[reference.idnum][code] for code in codes)


def _mark(operands: list[Any]) -> Mark:
    tag, *rest = operands
    properties = rest[0] if rest else {}
    return Mark(str(tag), properties.get("/MCID"), properties.get("/ActualText"))


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _points(operands: Any, matrix: Matrix) -> tuple[float, ...]:
    numbers = [float(n) for n in operands]
    a, b, c, d, e, f = matrix
    placed: list[float] = []
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        placed += [a * x + c * y + e, b * x + d * y + f]
    return tuple(placed)


def _look(state: State, paint: str) -> Look:
    scale = hypot(*state.matrix[:2])
    return Look(
        state.fill if paint[0] in "fB" else None,
        state.stroke if paint[0] in "SB" else None,
        state.weight * scale,
        tuple(dash * scale for dash in state.dash),
    )


def _outline(path: list[tuple[str, tuple[float, ...]]], look: Look) -> Shape:
    kinds = "".join(kind for kind, _ in path)
    if kinds == "re":
        numbers = path[0][1]
        xs, ys = numbers[::2], numbers[1::2]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys), look)
    if kinds == "ml":
        (_, start), (_, end) = path
        return Line(start[0], start[1], end[0], end[1], look)
    points = tuple((numbers[-2], numbers[-1]) for kind, numbers in path if kind != "h")
    if kinds in ("mcccch", "mcccc"):
        cx = sum(x for x, _ in points[1:]) / 4
        cy = sum(y for _, y in points[1:]) / 4
        radii = [hypot(x - cx, y - cy) for x, y in points]
        radii += [hypot(x - cx, y - cy) for x, y in _middles(path)]
        # Four curves are a circle within 0.03 % (Goldapp 1991); anything else is no circle.
        if max(radii) - min(radii) < 0.001 * max(radii):
            return Circle(cx, cy, 2 * radii[0], look)
    return Outline(points, look)


def _middles(path: list[tuple[str, tuple[float, ...]]]) -> Iterator[tuple[float, float]]:
    """The middle of each curve."""
    x, y = path[0][1]
    for kind, numbers in path[1:]:
        if kind == "c":
            x1, y1, x2, y2, x3, y3 = numbers
            yield (x + 3 * x1 + 3 * x2 + x3) / 8, (y + 3 * y1 + 3 * y2 + y3) / 8
            x, y = x3, y3


def _unicode(cmap: str) -> dict[int, str]:
    """Return what each code of a font stands for."""
    codes: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            codes[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, texts in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[.*?\]|<\w+>)", block, re.S):
            letters = [bytes.fromhex(t).decode("utf-16-be") for t in re.findall(r"<(\w+)>", texts)]
            start = int(first, 16)
            for n in range(int(last, 16) - start + 1):
                if texts.startswith("["):
                    codes[start + n] = letters[n]
                else:
                    codes[start + n] = letters[0][:-1] + chr(ord(letters[0][-1]) + n)
    return codes
