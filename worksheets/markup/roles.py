"""What is drawn says what it is to someone who listens: roles are there, and stand where they may.

A figure is read by its alt text and decoration not at all, so what lies inside them needs no role.
That a figure has an alt text is checked where markup is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worksheets.drawing.items import (
    Blank,
    Column,
    Group,
    Item,
    Label,
    Page,
    Paragraph,
    Picture,
    Tag,
    Text,
    Use,
)
from worksheets.drawing.sheets import Sheet
from worksheets.problems import Place, Problem

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# One thing to a listener, whatever is drawn inside.
CLOSED = frozenset({"figure", "decoration"})
# Roles that hold parts, never text or a place to write of their own.
GROUPING = frozenset({"list", "table", "tr"})
FLOW = frozenset({*HEADINGS, "p", "list", "table", "figure", "section"})
# What may stand in what; decoration may stand everywhere.
HOLDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("", "section", "li", "td"), FLOW),
    **dict.fromkeys((*HEADINGS, "p"), frozenset({"figure"})),
    "th": frozenset({"p", "figure"}),
    "list": frozenset({"li"}),
    "table": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
}
HOMES = {"li": "list", "tr": "table", "th": "tr", "td": "tr"}
PARAGRAPH = Tag("p")
READ = 'role="p" when it is to be read, role="decoration" when it is not'


def check(page: Page) -> None:
    """Raise Problem, at the template's line, for what would not be heard or not be understood."""
    if page.tag.role not in CLOSED:
        _items(page.items, page.tag.role)
        _items(page.longdesc, "")


def check_headings(sheets: Iterable[Sheet]) -> None:
    """Raise Problem when a sheet does not begin with h1, or skips a level.

    What is drawn on a sheet may come from several pages, so only whole sheets can be checked.
    """
    known: dict[Page, tuple[tuple[int, Place], ...]] = {}
    for sheet in sheets:
        last = 0
        for side in (sheet.front, sheet.back):
            for placement in side.placements if side else ():
                page = placement.page
                if page.tag.role in CLOSED or not placement.spoken:
                    continue
                if page not in known:
                    known[page] = tuple(_headings(page.items))
                for level, at in known[page]:
                    _follows(level, last, at)
                    last = level


def _follows(level: int, last: int, at: Place) -> None:
    if level <= last + 1:
        return
    if last:
        fact = f"the heading h{level} follows h{last}: a level is skipped"
    else:
        fact = f"the first heading of the sheet is h{level}"
    raise Problem(fact, at, hint=f"make it h{last + 1}")


def _headings(items: Iterable[Item]) -> Iterator[tuple[int, Place]]:
    """Yield the level and place of each heading, in drawing order."""
    for item in items:
        if not isinstance(item, Text | Paragraph | Label | Use | Group | Column):
            continue
        if item.tag.role in HEADINGS:
            yield HEADINGS[item.tag.role], item.at
        elif isinstance(item, Group | Column) and item.tag.role not in CLOSED:
            yield from _headings(item.items)


def _items(items: Iterable[Item], around: str) -> None:
    for item in items:
        match item:
            case Group() | Column():
                role = _role(item.tag, around, item.at)
                if role not in CLOSED:
                    _items(item.items, role)
                    if item.tag.role == "table":
                        _square(item)
            case Text():
                _text(item.text, _role(item.tag, around, item.at), item.at)
            case Paragraph() | Label():
                _role(item.tag if item.tag.role else PARAGRAPH, around, item.at)
            case Use():
                _use(item, around)
            case Picture():
                if item.tag.role not in CLOSED:
                    hint = 'role="figure" with an alt, or role="decoration"'
                    raise Problem(
                        f"a picture cannot have the role {item.tag.role!r}", item.at, hint=hint
                    )
                _role(item.tag, around, item.at)
            case Blank():
                if not item.name.strip():
                    raise Problem(
                        "a blank without a name", item.at, hint="say what is to be written"
                    )
                if around in GROUPING:
                    hint = f"put it in {_parts(around)}"
                    raise Problem(f"a blank stands straight in a {around}", item.at, hint=hint)
            case _:
                pass


def _square(table: Group | Column) -> None:
    """Raise Problem when the rows of a table differ in their number of cells."""
    rows = [(row, len(list(_of(row, {"th", "td"})))) for row in _of(table, {"tr"})]
    for row, count in rows:
        if count != rows[0][1]:
            fact = f"a row of {count} cells in a table whose first row has {rows[0][1]}"
            raise Problem(fact, row.at, hint="draw a cell for each column, if need be an empty one")


def _of(around: Item, roles: set[str]) -> Iterator[Item]:
    """Yield the parts with one of these roles, in groups without a role too."""
    for item in around.items if isinstance(around, Group | Column) else ():
        if not isinstance(item, Text | Paragraph | Label | Use | Group | Column):
            continue
        if item.tag.role in roles:
            yield item
        elif not item.tag.role:
            yield from _of(item, roles)


def _role(tag: Tag, around: str, at: Place) -> str:
    """Return the role that holds inside an item; raises Problem where it may not stand."""
    role = tag.role
    if not role:
        if tag.lang:
            raise Problem(f"the language {tag.lang!r} is that of no role", at, hint="add a role")
        return around
    if role == "decoration" or role in HOLDS[around]:
        return role
    if around in GROUPING:
        hint = f"a {around} holds {_parts(around)} only"
    elif role in HOMES:
        hint = f'put it in <g role="{HOMES[role]}">'
    else:
        hint = "give a role to one of the two"
    raise Problem(f"{role!r} stands in {repr(around) if around else 'no role'}", at, hint=hint)


def _text(text: str, role: str, at: Place) -> None:
    if not role or role == "section":
        raise Problem(f"text without a role: {text!r}", at, hint=READ)
    if role in GROUPING:
        raise Problem(
            f"text stands straight in a {role}: {text!r}", at, hint=f"put it in {_parts(role)}"
        )


def _use(use: Use, around: str) -> None:
    role = use.tag.role
    _role(use.tag, around, use.at)
    if role and role not in GROUPING and role != "section":
        return
    # A symbol is one thing wherever it is drawn: what is around it does not reach inside.
    text = next(_texts(use.symbol.items), None)
    if text is not None:
        fact = f"the symbol {use.symbol.name!r} holds text and is used without a role"
        if role:
            fact = f"the symbol {use.symbol.name!r} holds text and is used as a {role}"
        raise Problem(fact, use.at, detail=f"in: {text}", hint=READ)


def _texts(items: Iterable[Item]) -> Iterator[str]:
    """Yield the texts of a symbol that are not decoration."""
    for item in items:
        match item:
            case Text() | Paragraph() | Label():
                if item.tag.role != "decoration":
                    yield item.text
            case Group() | Column():
                if item.tag.role != "decoration":
                    yield from _texts(item.items)
            case Use():
                if item.tag.role != "decoration":
                    yield from _texts(item.symbol.items)
            case _:
                pass


def _parts(role: str) -> str:
    return " or ".join(f'<g role="{part}">' for part in sorted(HOLDS[role]))
