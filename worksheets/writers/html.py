"""A Job to one plain HTML page that reflows: what is drawn, told by its roles and without layout.

For screen readers and telephones. Figures are their alt texts, places to write are fields, circles
are a list; text is what was written, wherever its lines were broken on paper.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from worksheets.drawing.extents import of_outlines
from worksheets.drawing.items import (
    Blank,
    Circle,
    Column,
    Group,
    Imported,
    Item,
    Label,
    Line,
    Page,
    Paragraph,
    Path,
    Picture,
    Rect,
    Tag,
    Text,
    Use,
)
from worksheets.drawing.sheets import Job, Sheet
from worksheets.geometry import Size, number
from worksheets.imported import pictures
from worksheets.markup.roles import CLOSED, GROUPING, HEADINGS
from worksheets.writers.html_elements import Node, attribute_text, language_attributes, lines_of
from worksheets.writers.svg import outlines

NAMES = {"list": "ul", "figure": "figure", "section": "section"}
SCOPES = {"row": "row", "column": "col"}
FIELDS = frozenset({"input", "textarea"})
# In these a figure is words among other words; elsewhere it stands by itself.
RUNNING = frozenset({*HEADINGS, "p", "li", "th", "td"})
STYLE = """
:root { color-scheme: light dark; --ink: #1b2430; --grey: #4a5563; --paper: #fff; --line: #5f6a78 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebef; --grey: #b4bcc7; --paper: #14181f; --line: #8b95a3 }
}
body { margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 40rem;
  font: 1.125rem/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif;
  color: var(--ink); background: var(--paper); overflow-wrap: break-word }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; margin: 1.8em 0 .4em; hyphens: manual }
h1 { font-size: 1.7rem; margin-top: .5em } h2 { font-size: 1.3rem } h3 { font-size: 1.1rem }
p, ul { margin: .5em 0 } ul { padding-inline-start: 1.4em }
li > p { margin: 0 } li > p:first-child:not(:last-child) { font-weight: 600 }
figure { margin: 1em 0 }
figure > p { padding-inline-start: 1em; border-inline-start: 4px solid var(--line) }
img { max-width: 100%; max-height: 10rem; background: #fff }
.wide { overflow-x: auto }
table { border-collapse: collapse }
th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: start; vertical-align: top }
label { display: block; font-weight: 600 }
input, textarea { box-sizing: border-box; width: 100%; padding: .4em; font: inherit;
  color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 4px }
footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--grey) }
@media print {
  :root { --ink: #000; --grey: #333; --paper: #fff }
  body { max-width: none; padding: 0; font-size: 11pt }
  h1, h2, h3, h4, h5, h6 { break-after: avoid }
  li, figure, tr, footer { break-inside: avoid }
  input, textarea { border-width: 0 0 1px; border-radius: 0 }
}
"""


def write(job: Job, _fonts: object = None, _progress: object = None) -> bytes:
    """Return the HTML of a job, as it was before it was made up for printing."""
    job = job.plain or job
    main = _Page(job).main()
    _level(main, job.bookmarks[0].title if job.bookmarks else job.title)
    meta = (
        ("viewport", "width=device-width, initial-scale=1"),
        ("author", job.author),
        ("description", job.subject),
        ("keywords", job.keywords),
    )
    lines = [
        "<!DOCTYPE html>",
        f"<html{attribute_text(language_attributes(job.lang))}>",
        "<head>",
        '<meta charset="utf-8">',
        *(f'<meta name="{name}" content="{escape(text)}">' for name, text in meta if text),
        f"<title>{escape(job.title, quote=False)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *lines_of(main),
        *lines_of(Node("footer", *(Node("p", line) for line in job.foot if line))),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


class _Page:
    """Turns pages into elements, as they are read aloud."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._fields = 0

    def main(self) -> Node:
        parts = list(_together(self.job.sheets))
        main = Node("main")
        for pages, circles in parts:
            part = main
            if len(parts) > 1:
                part = Node("section")
                main.kids.append(part)
            for page in pages:
                around = self._within(page.tag, part, "", page.lang)
                if around:
                    self._items((*page.items, *page.longdesc), *around)
            if circles:
                part.kids.append(self._circles(circles))
        return main

    def _circles(self, circles: Counter[Page]) -> Node:
        """A list of what is cut out; how many of each there are is told with it."""
        counts: Counter[tuple[str, str]] = Counter()
        for page, count in circles.items():
            counts[page.tag.alt, page.lang] += count
        return Node(
            "ul",
            *(
                Node("li", f"{alt} ({count}×)" if count > 1 else alt, **self._other(lang))
                for (alt, lang), count in counts.items()
            ),
        )

    def _other(self, lang: str) -> dict[str, str]:
        return language_attributes(lang) if lang != self.job.lang else {}

    # -- items --------------------------------------------------------------------------------

    def _items(self, items: Iterable[Item], node: Node, role: str) -> None:
        for item in items:
            self._item(item, node, role)

    def _item(self, item: Item, node: Node, role: str) -> None:
        match item:
            case Text():
                if around := self._within(item.tag, node, role):
                    self._text(item, *around)
            case Group():
                if around := self._within(item.tag, node, role):
                    self._items(item.items, *around)
            case Use() if _is_drawing(item):
                self._drawing(item, node, role)
            case Use():
                if item.tag.role and (around := self._within(item.tag, node, role)):
                    for text in _texts(item.symbol.items):
                        self._text(text, *around)
            case Picture():
                if item.tag.role != "decoration":
                    self._picture(item, node, role)
            case Imported():
                if item.tag.role == "figure":
                    self._figure(item.tag.alt, {}, node, role)
                    node.kids += [Node("p", text) for text in item.text]
            case Blank():
                self._blank(item, node, role)
            case Line() | Rect() | Circle() | Path():
                pass
            case Paragraph() | Label() | Column():
                raise AssertionError(f"{item.at}: typeset first")
            case _:
                assert_never(item)

    def _within(self, tag: Tag, node: Node, role: str, lang: str = "") -> tuple[Node, str] | None:
        """Return the element that a tag opens and its role; None when all of it is read."""
        language = self._other(tag.lang or lang) if tag.lang or lang else {}
        if tag.role == "decoration":
            return None
        if tag.role == "figure":
            self._figure(tag.alt, language, node, role)
            return None
        name = NAMES.get(tag.role, tag.role)
        if not name and not language:
            return node, role
        opened = Node(name or "div", **language, scope=SCOPES.get(tag.scope, ""))
        outer = node
        if tag.role == "table":
            if tag.alt:
                opened.attributes["aria-label"] = tag.alt
            # wider than a telephone: it scrolls, also by the keys
            outer = Node("div", **{"class": "wide", "tabindex": "0"})
            node.kids.append(outer)
        outer.kids.append(opened)
        return opened, tag.role or role

    def _figure(self, alt: str, language: dict[str, str], node: Node, role: str) -> None:
        if role not in RUNNING:
            node.kids.append(Node("figure", Node("p", alt), **language))
            return
        if node.kids:
            node.kids.append(" ")
        node.kids.append(Node("span", alt, **language) if language else alt)
        node.text = None

    def _text(self, text: Text, node: Node, role: str) -> None:
        said = text.text if text.said is None else text.said
        if not said or not role or role in GROUPING or role == "section":
            return
        before, node.text = node.text, text
        if node.kids and not (before and before.at is text.at and not before.spaced):
            node.kids.append(" ")
        node.kids.append(said)

    def _picture(self, picture: Picture, node: Node, role: str) -> None:
        data = pictures.on_screen(picture.data)
        size = Size(picture.width, picture.height)
        self._image(data, pictures.media_type(data), size, picture.tag, node, role)

    def _drawing(self, drawing: Use, node: Node, role: str) -> None:
        """A figure of outlines alone, such as a logo in SVG."""
        view = of_outlines(drawing)
        svg = outlines(drawing, view).encode()
        self._image(svg, "image/svg+xml", Size(view.width, view.height), drawing.tag, node, role)

    def _image(
        self, data: bytes, media_type: str, size: Size, tag: Tag, node: Node, role: str
    ) -> None:
        """A picture, at most as large as on paper however many pixels it has."""
        image = Node("img", **self._other(tag.lang or self.job.lang))
        image.attributes |= {
            "src": f"data:{media_type};base64,{b64encode(data).decode()}",
            "alt": tag.alt,
            "style": f"max-width:min(100%,{number(size.width)}mm);"
            f"max-height:min(10rem,{number(size.height)}mm)",
        }
        node.kids.append(image if role in RUNNING else Node("figure", image))

    # -- places to write ----------------------------------------------------------------------

    def _blank(self, blank: Blank, node: Node, role: str) -> None:
        """A field with its label: the words before it, when they are its name.

        Lines to write on in several columns are one field.
        """
        last = node.last
        named = bool(last and last.name == "p" and last.words == blank.name)
        if last and named and last.last and last.last.name in FIELDS:
            _lengthen(last.last, blank.lines)
            return
        self._fields += 1
        name = f"field-{self._fields}"
        label = Node("label", blank.name, **{"for": name})
        field = Node("input", id=name, type="text")
        if blank.lines > 1:
            field = Node("textarea", id=name, rows=str(blank.lines))
        if last and named:
            last.kids = [label, field]
        elif role in (*HEADINGS, "p"):
            node.kids += [label, field]
        else:
            node.kids.append(Node("p", label, field))


def _is_drawing(use: Use) -> bool:
    return use.tag.role == "figure" and all(isinstance(part, Path) for part in use.held)


def _lengthen(field: Node, lines: int) -> None:
    rows = int(field.attributes.get("rows", 1)) + lines
    field.name = "textarea"
    field.attributes = {"id": field.attributes["id"], "rows": str(rows)}


def _together(sheets: Iterable[Sheet]) -> Iterator[tuple[tuple[Page, ...], Counter[Page]]]:
    """Yield the pages to read and the circles to count, of one sheet or of several that go on."""
    reading: tuple[Page, ...] = ()
    counted: Counter[Page] = Counter()
    begun = False
    for sheet in sheets:
        placed = [
            placement.page
            for side in (sheet.front, sheet.back)
            if side
            for placement in side.placements
            if placement.spoken
        ]
        pages = tuple(page for page in placed if page.tag.role not in CLOSED)
        circles = Counter(page for page in placed if page.tag.role == "figure")
        if begun and circles and counted and pages == reading:
            counted += circles
            continue
        if begun:
            yield reading, counted
        reading, counted, begun = pages, circles, True
    if begun:
        yield reading, counted


def _texts(items: Iterable[Item]) -> Iterator[Text]:
    """Yield the lines of a symbol: it is one thing, whatever roles are inside."""
    for item in items:
        if isinstance(item, Text | Group | Use) and item.tag.role != "decoration":
            match item:
                case Text():
                    yield item
                case Group():
                    yield from _texts(item.items)
                case Use():
                    yield from _texts(item.symbol.items)


def _level(main: Node, title: str) -> None:
    """One h1 for the whole: the only one there is, or a title above all that the sheets have."""
    headings = [node for node in main.all() if node.name in HEADINGS]
    if [node.name for node in headings].count("h1") == 1:
        return
    for node in headings:
        node.name = f"h{min(HEADINGS[node.name] + 1, 6)}"
    main.kids.insert(0, Node("h1", title))
