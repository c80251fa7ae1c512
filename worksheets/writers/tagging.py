"""The structure of a PDF: what each part of a page is to someone who listens.

Tagged PDF as in ISO 32000-1, 14.6 to 14.8, for PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
What a drawing says of itself becomes an element; all else that is painted is an artifact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from worksheets.drawing import Tag

# Roles of the drawing and the standard structure types that they are (ISO 32000-1, 14.8.4).
TYPES = {
    **{f"h{n}": f"H{n}" for n in range(1, 7)},
    **{"p": "P", "list": "L", "li": "LI", "figure": "Figure", "section": "Sect"},
    **{"table": "Table", "tr": "TR", "th": "TH", "td": "TD"},
}
# Elements that hold other elements only; what is painted straight in them is decoration.
ARTIFACT = "artifact"
GROUPING = {"list", "table", "tr", "section"}


class Element:
    """One structure element: its kids are elements, or marked content as (page, number)."""

    __slots__ = ("alt", "kids", "lang", "number", "parent", "said", "title", "type")

    def __init__(
        self,
        type: str,
        parent: Element | None,
        *,
        alt: str = "",
        lang: str = "",
        title: str = "",
        said: str | None = None,
    ) -> None:
        self.type = type
        self.parent = parent
        self.alt = alt
        self.lang = lang
        self.title = title
        self.said = said
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)


class Structure:
    """The structure tree of a document, growing page by page."""

    def __init__(self) -> None:
        self.document = Element("Document", None)
        self.section = self.document
        self.pages: list[list[Element]] = []  # the elements of each page by their number there
        self._sections = [self.document]

    def begin_section(self, title: str, level: int) -> None:
        """Begin a section at a level of the document's outline, from 0."""
        del self._sections[level + 1 :]
        self.section = Element("Sect", self._sections[-1], title=title)
        self._sections.append(self.section)

    def begin_page(self) -> Marks:
        """Begin the next page and return what marks its content."""
        self.pages.append([])
        return Marks(self.section, len(self.pages) - 1, self.pages[-1])

    def write(self, add: Callable[[bytes], int], next_number: int, pages: list[int]) -> int:
        """Add the tree's objects and return the number of its root.

        `next_number` is the number that the next object gets, `pages` are those of the pages.
        """
        root = next_number
        elements = list(_all(self.document))
        for number, element in enumerate(elements, root + 1):
            element.number = number
        tree = root + len(elements) + 1
        add(
            f"<</Type/StructTreeRoot/K {self.document.number} 0 R/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {len(self.pages)}>>".encode("latin-1")
        )
        for element in elements:
            add(_object(element, root, pages))
        numbers = "".join(
            f"{page}[{' '.join(f'{element.number} 0 R' for element in elements)}]"
            for page, elements in enumerate(self.pages)
            if elements
        )
        add(f"<</Nums[{numbers}]>>".encode("latin-1"))
        return root


class Marks:
    """The marked content of one page: sequences are opened when something is painted."""

    def __init__(self, parent: Element, page: int, elements: list[Element]) -> None:
        self._page = page
        self._elements = elements
        self._element = parent
        self._role = "section"
        self._open: Element | str = ""
        self._stack: list[tuple[Element, str]] = []
        self._said: str | None = None

    def begin(self, tag: Tag, said: str | None = None) -> None:
        """Begin a part; what lies inside a figure or decoration is no part of its own.

        `said` is what its text says where that is not what is drawn.
        """
        self._stack.append((self._element, self._role))
        self._said = said
        role = tag.role
        if not role or self._role in ("figure", "decoration"):
            return
        self._role = role
        if role == "decoration":
            return
        self._element = Element(TYPES[role], self._element, alt=tag.alt, lang=tag.lang)
        if role == "li":
            self._element = Element("LBody", self._element)

    def end(self) -> None:
        """End the part that began last."""
        self._said = None
        self._element, self._role = self._stack.pop()

    def paint(self, out: list[str], *, text: bool) -> None:
        """Open the sequence that what is painted next belongs to, unless it is open."""
        role = self._role
        wanted: Element | str = ARTIFACT
        if role == "figure" or (text and role not in GROUPING and role != "decoration"):
            wanted = self._element
        said = ""
        if self._said is not None and isinstance(wanted, Element):
            # An element of its own: readers of the tree and of the content both find it.
            wanted = Element("Span", wanted, said=self._said)
            said = f"/ActualText{text_string(self._said)}"
            self._said, self._element = None, wanted
        if self._open is wanted:
            return
        self.close(out)
        self._open = wanted
        if isinstance(wanted, Element):
            number = len(self._elements)
            self._elements.append(wanted)
            wanted.kids.append((self._page, number))
            out.append(f"/{wanted.type}<</MCID {number}{said}>>BDC")
        else:
            out.append("/Artifact BMC")

    def close(self, out: list[str]) -> None:
        """Close the sequence that is open."""
        if self._open:
            out.append("EMC")
            self._open = ""


def _all(element: Element) -> Iterator[Element]:
    """Yield an element and all below it that say something, in reading order."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def _object(element: Element, root: int, pages: list[int]) -> bytes:
    parent = element.parent.number if element.parent else root
    parts = [f"<</S/{element.type}/P {parent} 0 R"]
    for key, text in (("Alt", element.alt), ("Lang", element.lang), ("T", element.title)):
        if text:
            parts.append(f"/{key}{text_string(text)}")
    if element.said is not None:
        parts.append(f"/ActualText{text_string(element.said)}")
    kids = element.kids
    own = next((kid[0] for kid in kids if isinstance(kid, tuple)), None)
    if own is not None:
        parts.append(f"/Pg {pages[own]} 0 R")
    written = []
    for kid in kids:
        if isinstance(kid, Element):
            written.append(f"{kid.number} 0 R")
        elif kid[0] == own:
            written.append(str(kid[1]))
        else:
            written.append(f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>")
    if written:
        parts.append(f"/K[{' '.join(written)}]")
    return f"{''.join(parts)}>>".encode("latin-1")


def text_string(text: str) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2): plain when it is ASCII, UTF-16 otherwise."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
