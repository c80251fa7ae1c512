"""A Job to readable text: every item on a line, in mm. For snapshots and for looking inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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
    Stroke,
    Symbol,
    Tag,
    Text,
    Use,
)
from worksheets.drawing.sheets import Job, Placement, Side
from worksheets.geometry import number, points
from worksheets.theme.theme import Ink


def write(job: Job, _fonts: object = None, _progress: object = None) -> bytes:
    """Return the outline of a job; what was drawn before is only named."""
    return ("\n".join(_Outline().job(job)) + "\n").encode()


def page(page: Page) -> str:
    """Return the outline of one page."""
    return "\n".join(_Outline().page(page, "")) + "\n"


class _Outline:
    def __init__(self) -> None:
        self._drawn: dict[Symbol | Page, str] = {}

    def job(self, job: Job) -> Iterator[str]:
        yield f"job {job.name} {job.title!r} lang={job.lang} version={job.version}"
        for count, sheet in enumerate(job.sheets, 1):
            label = f" {sheet.label!r}" if sheet.label else ""
            yield f"sheet {count}{label}"
            for name, side in (("front", sheet.front), ("back", sheet.back)):
                if side:
                    yield f"  {name} {side.size}"
                    yield from self._side(side)

    def _side(self, side: Side) -> Iterator[str]:
        for placement in side.placements:
            again = self._drawn.get(placement.page)
            yield f"    at {_placed(placement)}{f' {again}' if again else ''}"
            if not again:
                yield from self.page(placement.page, "      ")
        if side.adjust:
            yield f"    adjust {' '.join(number(factor, 6) for factor in side.adjust)}"
        if side.marks:
            yield "    marks"
            yield from self._items(side.marks, "      ")

    def page(self, page: Page, indent: str) -> Iterator[str]:
        size = f"diameter {page.size.width:g}" if page.round else f"{page.size}"
        self._drawn[page] = f"page {page.name} again"
        title = f" {page.title!r}" if page.title else ""
        yield f"{indent}page {page.name} {size}{title}{_tag(page.tag)}"
        yield from self._items(page.items, indent + "  ")

    def _items(self, items: tuple[Item, ...], indent: str) -> Iterator[str]:
        for item in items:
            yield from self._item(item, indent)

    def _item(self, item: Item, indent: str) -> Iterator[str]:
        match item:
            case Text():
                size = f"{points(item.size):.4g}pt"
                said = f" said={item.said!r}" if item.said is not None else ""
                text = f"{item.text!r} {item.style.name} {size} {item.style.ink.name}"
                yield f"{indent}text {_at(item.x, item.y)} {text}{said}{_tag(item.tag)}"
            case Line():
                ends = f"{_at(item.x1, item.y1)} - {_at(item.x2, item.y2)}"
                yield f"{indent}line {ends}{_stroke(item.stroke)}"
            case Rect():
                radius = f" radius {_n(item.radius)}" if item.radius else ""
                size = f"{_n(item.width)} x {_n(item.height)}{radius}"
                yield f"{indent}rect {_at(item.x, item.y)} {size}{_paint(item.fill, item.stroke)}"
            case Circle():
                diameter = f"diameter {_n(2 * item.r)}"
                paint = _paint(item.fill, item.stroke)
                yield f"{indent}circle {_at(item.cx, item.cy)} {diameter}{paint}"
            case Path():
                outline = " ".join(
                    f"{kind}{','.join(map(_n, values))}" for kind, values in item.segments
                )
                yield f"{indent}path {outline}{_paint(item.fill, item.stroke)}"
            case Blank():
                size = f"{_n(item.width)} x {_n(item.height)} {item.lines} lines"
                yield f"{indent}blank {_at(item.x, item.y)} {size} {item.name!r}"
            case Picture():
                size = f"{_n(item.width)} x {_n(item.height)} {len(item.data)} bytes"
                yield f"{indent}picture {_at(item.x, item.y)} {size}{_tag(item.tag)}"
            case Imported():
                size = f"{_n(item.size.width)} x {_n(item.size.height)}"
                scale = f" scale {item.scale:.4g}" if item.scale != 1 else ""
                details = f"{size}{scale} {item.form.digest.hex()[:8]}{_tag(item.tag)}"
                yield f"{indent}imported {_at(item.x, item.y)} {details}"
            case Use():
                yield from self._use(item, indent)
            case Group():
                yield f"{indent}group{_moved(item)}{_tag(item.tag)}"
                yield from self._items(item.items, indent + "  ")
            case Paragraph() | Label():
                place = _at(item.x, item.y) if isinstance(item, Paragraph) else "round"
                yield f"{indent}unset {place} {item.text!r}"
            case Column():
                yield f"{indent}unset column"
                yield from self._items(item.items, indent + "  ")
            case _:
                assert_never(item)

    def _use(self, use: Use, indent: str) -> Iterator[str]:
        again = " again" if use.symbol in self._drawn else ""
        yield f"{indent}use {use.symbol.name}{_moved(use)}{_tag(use.tag)}{again}"
        if not again:
            self._drawn[use.symbol] = use.symbol.name
            yield from self._items(use.symbol.items, indent + "  ")


def _n(value: float) -> str:
    return number(value, 2)


def _placed(placement: Placement) -> str:
    words = [_at(*placement.corner)]
    if placement.scale != 1:
        words.append(f"scale {number(placement.scale)}")
    if placement.turn:
        words.append(f"turn {number(placement.turn)}")
    if placement.clip:
        words.append(f"clip {' '.join(map(number, placement.clip))}")
    if not placement.spoken:
        words.append("repeated")
    return " ".join(words)


def _at(x: float, y: float) -> str:
    return f"{_n(x)},{_n(y)}"


def _moved(item: Use | Group) -> str:
    parts = []
    if item.x or item.y:
        parts.append(f" at {_at(item.x, item.y)}")
    if item.scale != 1:
        parts.append(f" scale {item.scale:.4g}")
    if item.turn:
        parts.append(f" turn {_n(item.turn)}")
    return "".join(parts)


def _tag(tag: Tag) -> str:
    parts = [f" <{tag.role}>" if tag.role else ""]
    parts.append(f" scope={tag.scope}" if tag.scope else "")
    parts.append(f" alt={tag.alt!r}" if tag.alt else "")
    parts.append(f" lang={tag.lang}" if tag.lang else "")
    return "".join(parts)


def _paint(fill: Ink | None, stroke: Stroke | None) -> str:
    filled = f" fill {fill.name}" if fill else ""
    return filled + (_stroke(stroke) if stroke else "")


def _stroke(stroke: Stroke) -> str:
    dash = f" dash {' '.join(map(_n, stroke.dash))}" if stroke.dash else ""
    return f" stroke {stroke.ink.name} {_n(stroke.weight)}{dash}"
