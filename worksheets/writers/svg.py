"""A Job to SVG: one self-contained file for each side, with the fonts inside, in millimetres."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
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
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, number
from worksheets.imported import pictures
from worksheets.theme.theme import Ink


def write(job: Job, fonts: Fonts, _progress: object = None) -> tuple[bytes, ...]:
    """Return an SVG document for each side of a job, in print order."""
    sides = [side for sheet in job.sheets for side in (sheet.front, sheet.back) if side]
    return tuple(_Drawing(job, fonts).side(side).encode() for side in sides)


def outlines(use: Use, view: Box) -> str:
    """Return the outlines of a symbol as a picture of its own that shows a box of some mm."""
    box = " ".join(map(number, view))
    size = f'width="{number(view.width)}mm" height="{number(view.height)}mm" viewBox="{box}"'
    move = _moved(use.x, use.y, use.scale, use.turn)
    drawn = "".join(_outline(part) for part in use.held if isinstance(part, Path))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><g{move}>{drawn}</g></svg>'


class _Drawing:
    """One SVG document: knows which symbols it has defined and which fonts it uses."""

    def __init__(self, job: Job, fonts: Fonts) -> None:
        self.job = job
        self.fonts = fonts
        self._names: dict[Symbol | Page, str] = {}
        self._definitions: list[str] = []
        self._used: dict[str, None] = {}

    def side(self, side: Side) -> str:
        body = [line for placement in side.placements for line in self._placed(placement)]
        body += self._items(side.marks)
        if side.adjust:
            matrix = " ".join(number(factor, 8) for factor in side.adjust)
            body = [f'<g transform="matrix({matrix})">', *body, "</g>"]
        width, height = map(number, side.size)
        size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
        lang = f' xml:lang="{escape(self.job.lang)}"' if self.job.lang else ""
        faces = "".join(map(self._face, self._used))
        return "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                # Two spaces are two, also for programs that know SVG 1.1 and not white-space.
                f'<svg xmlns="http://www.w3.org/2000/svg" {size}{lang} xml:space="preserve">',
                f"<title>{escape(self.job.title)}</title>",
                f"<style>text{{white-space:pre;font-variant-ligatures:none}}{faces}</style>",
                "<defs>",
                *self._definitions,
                "</defs>",
                *body,
                "</svg>\n",
            ]
        )

    def _face(self, name: str) -> str:
        font = b64encode(self.fonts.data(name)).decode()
        return f"@font-face{{font-family:{name};src:url(data:font/ttf;base64,{font})}}"

    def _placed(self, placement: Placement) -> Iterator[str]:
        page = placement.page
        name = self._defined(page)
        label = page.tag.alt or page.title
        title = f"<title>{escape(label)}</title>" if label else ""
        role = ' role="img"' if page.tag.role == "figure" else ""
        role = role if placement.spoken else ' aria-hidden="true"'
        clip = f' clip-path="url(#{self._clipped(placement.clip)})"' if placement.clip else ""
        move = _moved(*placement.corner, placement.scale, placement.turn)
        yield f'<g{role}{clip}>{title}<use href="#{name}"{move}/></g>'

    def _clipped(self, box: Box) -> str:
        name = f"c{len(self._definitions) + 1}"
        edges = _attributes(x=box.x, y=box.y, width=box.width, height=box.height)
        self._definitions.append(f'<clipPath id="{name}"><rect{edges}/></clipPath>')
        return name

    def _defined(self, drawn: Symbol | Page) -> str:
        name = self._names.get(drawn)
        if name is None:
            items = list(self._items(drawn.items))
            name = self._names[drawn] = f"d{len(self._names) + 1}"
            self._definitions += [f'<g id="{name}">', *items, "</g>"]
        return name

    def _items(self, items: tuple[Item, ...]) -> Iterator[str]:
        for item in items:
            yield from self._item(item)

    def _item(self, item: Item) -> Iterator[str]:
        match item:
            case Text():
                yield from self._text(item)
            case Line():
                ends = _attributes(x1=item.x1, y1=item.y1, x2=item.x2, y2=item.y2)
                yield f"<line{ends}{_stroke(item.stroke)}/>"
            case Rect():
                box = _attributes(x=item.x, y=item.y, width=item.width, height=item.height)
                radius = f' rx="{number(item.radius)}"' if item.radius else ""
                yield f"<rect{box}{radius}{_paint(item.fill, item.stroke)}/>"
            case Circle():
                place = _attributes(cx=item.cx, cy=item.cy, r=item.r)
                yield f"<circle{place}{_paint(item.fill, item.stroke)}/>"
            case Path():
                yield _outline(item)
            case Blank():
                for y in item.rules:
                    ends = _attributes(x1=item.x, y1=y, x2=item.x + item.width, y2=y)
                    yield f"<line{ends}{_stroke(item.stroke)}/>"
            case Picture():
                data = pictures.on_screen(item.data)
                box = _attributes(x=item.x, y=item.y, width=item.width, height=item.height)
                source = f"data:{pictures.media_type(data)};base64,{b64encode(data).decode()}"
                yield f'<image{box}{_accessible(item.tag)} href="{source}"/>'
            case Imported():
                from worksheets.imported import rendering

                drawn = b64encode(rendering.picture(item.form, item.size)).decode()
                box = _attributes(x=0, y=0, width=item.size.width, height=item.size.height)
                source = f"data:image/png;base64,{drawn}"
                move = _moved(item.x, item.y, item.scale)
                yield f'<image{box}{move}{_accessible(item.tag)} href="{source}"/>'
            case Use():
                name = self._defined(item.symbol)
                move = _moved(item.x, item.y, item.scale, item.turn)
                yield f'<use href="#{name}"{move}{_accessible(item.tag)}/>'
            case Group():
                move = _moved(item.x, item.y, item.scale, item.turn)
                yield f"<g{move}{_accessible(item.tag)}>"
                yield from self._items(item.items)
                yield "</g>"
            case Paragraph() | Label() | Column():
                raise AssertionError(f"{item.at}: typeset first")
            case _:
                assert_never(item)

    def _text(self, text: Text) -> Iterator[str]:
        x = text.x
        for run in self.fonts.runs(text.text, text.style.fonts):
            self._used[run.font] = None
            place = _attributes(x=x, y=text.y)
            font = f'font-family="{run.font}" font-size="{number(text.size)}"'
            words = escape(run.text, quote=False)
            yield f'<text{place} {font} fill="{text.style.ink.colour}">{words}</text>'
            x += run.advance * text.size


def _outline(path: Path) -> str:
    d = " ".join(kind + " ".join(map(number, values)) for kind, values in path.segments)
    rule = ' fill-rule="evenodd"' if path.even_odd else ""
    return f'<path d="{d}"{rule}{_paint(path.fill, path.stroke)}/>'


def _attributes(**values: float) -> str:
    return "".join(f' {name}="{number(value)}"' for name, value in values.items())


def _moved(x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    steps = [f"translate({number(x)} {number(y)})"] if x or y else []
    steps += [f"rotate({number(turn)})"] if turn else []
    steps += [f"scale({number(scale)})"] if scale != 1 else []
    return f' transform="{" ".join(steps)}"' if steps else ""


def _accessible(tag: Tag) -> str:
    if tag.role == "figure":
        return f' role="img" aria-label="{escape(tag.alt)}"'
    return ' aria-hidden="true"' if tag.role == "decoration" else ""


def _paint(fill: Ink | None, stroke: Stroke | None) -> str:
    filled = f' fill="{fill.colour if fill else "none"}"'
    return filled + (_stroke(stroke) if stroke else "")


def _stroke(stroke: Stroke) -> str:
    dash = f' stroke-dasharray="{" ".join(map(number, stroke.dash))}"' if stroke.dash else ""
    cap = ' stroke-linecap="round" stroke-linejoin="round"' if stroke.cap == "round" else ""
    return f' stroke="{stroke.ink.colour}" stroke-width="{number(stroke.weight)}"{dash}{cap}'
