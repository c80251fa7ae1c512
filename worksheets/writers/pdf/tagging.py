"""The structure of a PDF: what each part of a page is to someone who listens.

Tagged PDF as in ISO 32000-1, 14.6 to 14.8, for PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
What a drawing says of itself becomes an element; all else that is painted is an artifact.
"""

from __future__ import annotations

from worksheets.drawing.items import Tag
from worksheets.writers.pdf.objects import PdfObjects

# Roles of the drawing and the standard structure types that they are (ISO 32000-1, 14.8.4).
TYPES = {
    **{f"h{n}": f"H{n}" for n in range(1, 7)},
    **{"p": "P", "list": "L", "li": "LI", "figure": "Figure", "section": "Sect"},
    **{"table": "Table", "tr": "TR", "th": "TH", "td": "TD"},
}
# Elements that hold other elements only; what is painted straight in them is decoration.
GROUPING = {"list", "table", "tr", "section"}


class StructureElement:
    """A structure element while it grows: its kids are numbers of elements, or marked content."""

    __slots__ = ("head", "kids", "number", "page", "type")

    def __init__(
        self, type: str, number: int, parent: int, attributes: str = "", **facts: str | None
    ) -> None:
        self.type = type
        self.number = number
        self.page = 0
        self.kids: list[str] = []
        keys = "".join(
            f"/{key}{text_string(value)}" for key, value in facts.items() if value is not None
        )
        self.head = f"<</S/{type}/P {parent} 0 R{keys}{attributes}"

    def bytes(self) -> bytes:
        page = f"/Pg {self.page} 0 R" if self.page else ""
        kids = f"/K[{' '.join(self.kids)}]" if self.kids else ""
        return f"{self.head}{page}{kids}>>".encode("latin-1")


class Structure:
    """The structure tree of a document, growing page by page.

    An element becomes bytes when it ends: a thousand pages keep only numbers.
    """

    def __init__(self, document: PdfObjects) -> None:
        self._document = document
        self.root = document.reserve()
        self._open = [StructureElement("Document", document.reserve(), self.root)]
        self._pages: list[str] = []

    @property
    def pages(self) -> int:
        return len(self._pages)

    def begin_section(self, title: str, level: int) -> None:
        """Begin a section at a level of the document's outline, from 0."""
        self._close(level + 1)
        self._open.append(self.begin("Sect", self._open[-1], T=title))

    def begin_page(self, page: int) -> Marks:
        """Begin a page, by the number of its object, and return what marks its content."""
        return Marks(self, self._open[-1], page)

    def end_page(self, marks: Marks) -> None:
        """End a page: the parent tree knows which element each of its contents belongs to."""
        numbers = " ".join(f"{number} 0 R" for number in marks.numbers)
        self._pages.append(f"{self.pages}[{numbers}]")

    def begin(
        self, type: str, parent: StructureElement, attributes: str = "", **facts: str | None
    ) -> StructureElement:
        """Begin an element; `facts` are keys of its dictionary that hold text."""
        element = StructureElement(
            type, self._document.reserve(), parent.number, attributes, **facts
        )
        parent.kids.append(f"{element.number} 0 R")
        return element

    def end(self, element: StructureElement) -> None:
        self._document.put(element.number, element.bytes())

    def write(self) -> int:
        """Add what is left of the tree and return the number of its root."""
        self._close(1)
        top = self._open[0]
        self.end(top)
        tree = self._document.add(f"<</Nums[{''.join(self._pages)}]>>".encode("latin-1"))
        keys = f"/K {top.number} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {self.pages}"
        self._document.put(self.root, f"<</Type/StructTreeRoot{keys}>>".encode("latin-1"))
        return self.root

    def _close(self, level: int) -> None:
        while len(self._open) > level:
            self.end(self._open.pop())


class Marks:
    """The marked content of one page: sequences are opened when something is painted."""

    def __init__(self, structure: Structure, parent: StructureElement, page: int) -> None:
        self.numbers: list[int] = []  # of the element that each marked content belongs to
        self._structure = structure
        self._page = page
        self._element = parent
        self._role = "section"
        self._open: StructureElement | None = None
        self._artifact = False
        self._begun: list[StructureElement] = []
        self._stack: list[tuple[StructureElement, str, int]] = []
        self._said: str | None = None

    def begin(self, tag: Tag, said: str | None = None) -> None:
        """Begin a part; what lies inside a figure or decoration is no part of its own.

        `said` is what its text says where that is not what is drawn.
        """
        self._stack.append((self._element, self._role, len(self._begun)))
        self._said = said
        role = tag.role
        if not role or self._role in ("figure", "decoration"):
            return
        self._role = role
        if role == "decoration":
            return
        # An Alt would be read instead of what is inside: what a table tells is an attribute.
        facts = {"Alt": tag.alt or None if role != "table" else None, "Lang": tag.lang or None}
        self._enter(TYPES[role], _attributes(tag), **facts)
        if role == "li":
            self._enter("LBody")

    def end(self) -> None:
        """End the part that began last."""
        self._element, self._role, count = self._stack.pop()
        self._said = None
        while len(self._begun) > count:
            self._structure.end(self._begun.pop())

    def paint(self, out: list[str], *, text: bool) -> None:
        """Open the sequence that what is painted next belongs to, unless it is open."""
        role = self._role
        if role != "figure" and (not text or role in GROUPING or role == "decoration"):
            if not self._artifact:
                self.close(out)
                self._artifact = True
                out.append("/Artifact BMC")
            return
        said = ""
        if self._said is not None:
            # An element of its own: readers of the tree and of the content both find it.
            self._enter("Span", ActualText=self._said)
            said = f"/ActualText{text_string(self._said)}"
            self._said = None
        element = self._element
        if self._open is element:
            return
        self.close(out)
        self._open = element
        element.page = self._page
        element.kids.append(str(len(self.numbers)))
        out.append(f"/{element.type}<</MCID {len(self.numbers)}{said}>>BDC")
        self.numbers.append(element.number)

    def _enter(self, type: str, attributes: str = "", **facts: str | None) -> None:
        self._element = self._structure.begin(type, self._element, attributes, **facts)
        self._begun.append(self._element)

    def close(self, out: list[str]) -> None:
        """Close the sequence that is open."""
        if self._open is not None or self._artifact:
            out.append("EMC")
            self._open, self._artifact = None, False


def _attributes(tag: Tag) -> str:
    """Return the attributes of a table and its header cells (ISO 32000-1, 14.8.5.7)."""
    if tag.scope:
        return f"/A<</O/Table/Scope/{tag.scope.title()}>>"
    if tag.role == "table" and tag.alt:
        return f"/A<</O/Table/Summary{text_string(tag.alt)}>>"
    return ""


def text_string(text: str) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2): plain when it is ASCII, UTF-16 otherwise."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
