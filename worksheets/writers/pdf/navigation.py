"""How a reader finds the way in a PDF: bookmarks and page labels (ISO 32000-1, 12.3 and 12.4)."""

from __future__ import annotations

from collections.abc import Sequence

from worksheets.drawing.sheets import Bookmark
from worksheets.writers.pdf.objects import PdfObjects, Raw
from worksheets.writers.pdf.tagging import text_string


def labels(document: PdfObjects, sheets: Sequence[str]) -> None:
    """Add page labels (12.4.2): what a viewer shows instead of a bare number."""
    named = "".join(f"{n}<</P{text_string(label)}>>" for n, label in enumerate(sheets) if label)
    if named:
        document.Catalog.PageLabels = Raw(f"<</Nums[{named}]>>".encode("latin-1"))


def bookmarks(document: PdfObjects, sections: Sequence[Bookmark], pages: Sequence[int]) -> None:
    """Add the outline (12.3.3): sections in two levels, each to its first page by object number."""
    if not sections:
        return
    root = document.reserve()
    numbers = [document.reserve() for _ in sections]
    tops = [n for n, section in enumerate(sections) if not section.level]
    above = [numbers[n] for n in tops]
    family = _family(above, len(above))
    document.put(root, f"<</Type/Outlines{family}>>".encode("latin-1"))
    for place, (top, end) in enumerate(zip(tops, [*tops[1:], len(sections)], strict=True)):
        inside = numbers[top + 1 : end]
        # The siblings of each, its place among them, its parent and its kids.
        tree = [(above, place, root, inside)]
        tree += [(inside, n, numbers[top], []) for n in range(len(inside))]
        for n, (siblings, at, parent, kids) in enumerate(tree, top):
            links = f"/Prev {siblings[at - 1]} 0 R" if at else ""
            links += f"/Next {siblings[at + 1]} 0 R" if at + 1 < len(siblings) else ""
            # A negative count is a closed branch: a kit of many subjects opens as its handouts.
            links += _family(kids, -len(kids))
            keys = f"/Title{text_string(sections[n].title)}/Parent {parent} 0 R{links}"
            item = f"<<{keys}/Dest[{pages[sections[n].sheet]} 0 R/Fit]>>"
            document.put(numbers[n], item.encode("latin-1"))
    document.outline_root = document.reference(root)
    if len(sections) > 1:
        document.Catalog.showOutline()


def _family(kids: Sequence[int], count: int) -> str:
    return f"/First {kids[0]} 0 R/Last {kids[-1]} 0 R/Count {count}" if kids else ""
