"""The foot of every sheet, with a ruler where size matters, and what it leaves of the sheet."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from worksheets.drawing.items import DECORATION, Item, Line, Paragraph, Stroke, Symbol, Text, Use
from worksheets.geometry import Box, Insets, Size, mm
from worksheets.paper import SAFE
from worksheets.problems import NOWHERE, Place
from worksheets.theme.theme import Theme

Source = Callable[[str], Place]

FOOT = 6.4  # mm at the foot of a sheet: slug line and attribution
RULED = 10.5  # mm where size matters: slug line, attribution, ruler
NAME = 3.9  # mm of it for a name of two lines
LEAST = mm("5pt")
RULER = 100  # mm
UPPER, UPPER_RULED = 3.6, 7.7  # mm from the safe edge up to the slug line's baseline
NUMBER_UP, NUMBER_DOWN = 2.8, 1.0  # mm around that baseline
COPY = 42.0  # mm before the page number for whose copy a sheet is, or else beside the ruler
COPY_END, COPY_HIGH = 28.0, 3.8  # mm from there to the right edge, and high
BESIDE_COPY = 2.0  # mm between it and the name
BY_RULER, BY_ADVICE, LEAST_COPY = 115.0, 40.0, 30.0  # mm to its left, right, and at least
# On paper that is narrower (mm) the attribution has a second line, and so has the ruler: what they
# need, and how much of that is the attribution's.
NARROW, SECOND, LINE = 180.0, 4.2, 2.4


def nowhere(_text: str) -> Place:
    """The place of a text of which it is not known."""
    return NOWHERE


def safe(paper: Size, margin: float = SAFE) -> Box:
    """Return the part of a sheet that the printer reaches."""
    return Box(0, 0, *paper).inset(Insets.all(margin))


def area(paper: Size, margin: float = SAFE, *, ruled: bool = False) -> Box:
    """Return the part of a sheet that is the handout's: the safe area above the foot."""
    return safe(paper, margin).inset(Insets(0, 0, _height(paper, ruled=ruled), 0))


def _height(paper: Size, *, ruled: bool) -> float:
    return (RULED if ruled else FOOT) + _second(paper, ruled=ruled)


def _second(paper: Size, *, ruled: bool) -> float:
    """What the foot needs on narrow paper beside its usual height."""
    if paper.width >= NARROW:
        return 0.0
    return SECOND if ruled else LINE


def _baseline(paper: Size, box: Box, *, ruled: bool) -> float:
    """Where the slug line stands, in mm from the top of the sheet."""
    return box.bottom - (UPPER_RULED if ruled else UPPER) - _second(paper, ruled=ruled)


def ruler(theme: Theme, label: str, source: Source = nowhere, *, beside: bool = True) -> Symbol:
    """Return a ruler of 100 mm from its origin to the right: a tick each 10 mm.

    Its label stands beside it, or on narrow paper above its first ticks.
    """
    stroke = Stroke(theme.ink("ink", NOWHERE), 0.2)
    style = theme.style("slug", NOWHERE)
    ticks: list[Item] = [Line(0, 0, RULER, 0, stroke)]
    for x in range(0, RULER + 1, 10):
        ticks.append(Line(x, 0, x, -2.4 if x % 50 == 0 else -1.4, stroke))
    left, up = (RULER + 1.5, 0.0) if beside else (1.0, -1.9)
    ticks.append(Text(left, up, label, style, style.size, tag=DECORATION, source=source(label)))
    return Symbol("ruler", tuple(ticks))


def foot(
    theme: Theme,
    paper: Size,
    *,
    name: str,
    attribution: str,
    true_size: str = "",
    ruler_label: str = "",
    room: float | None = None,
    label_beside: bool = True,
    source: Source = nowhere,
    margin: float = SAFE,
) -> Symbol:
    """Return what stands at the foot of every side: name, attribution and, where size matters, a
    ruler with the advice to print at true size.

    A name that is too long for a line beside the page number has a `room` in mm: there it becomes
    smaller, or two lines. Without an attribution there is none, without a label there is no ruler;
    `source` tells where a text was written.
    """
    ruled = bool(ruler_label)
    box, style = safe(paper, margin), theme.style("slug", NOWHERE)
    lower, narrow = box.bottom - 0.8, theme.style("attribution", NOWHERE)
    more = _second(paper, ruled=ruled)
    high, above = (2.8 + LINE, SECOND - 1) if more else (2.8, 0.0)
    top = 6.6 + more if ruled else high
    credit = (box.x, box.bottom - top, box.width, high, attribution, narrow, LEAST)
    baseline = _baseline(paper, box, ruled=ruled)
    items: list[Item] = []
    if room is None:
        line = (box.x, baseline, name, style, style.size)
        items.append(Text(*line, tag=DECORATION, source=source(name)))
    else:
        top, close = box.bottom - _height(paper, ruled=ruled), replace(style, leading=1.1)
        place = (box.x, top, room, NAME - (0 if ruled else 0.3))
        items.append(Paragraph(*place, name, close, LEAST, tag=DECORATION, source=source(name)))
    if attribution:
        items.append(Paragraph(*credit, tag=DECORATION, source=source(attribution)))
    if ruled:
        advice = (box.right, lower - above, true_size, style, style.size, "right")
        items.append(Text(*advice, tag=DECORATION, source=source(true_size)))
        # Half a line's weight inside, so that the ruler's first tick keeps the safe margin.
        measure = ruler(theme, ruler_label, source, beside=label_beside)
        items.append(Use(measure, box.x + 0.1, lower))
    return Symbol("foot", tuple(items))


def has_copy_by_ruler(paper: Size, margin: float = SAFE, *, ruled: bool) -> bool:
    """Tell whether a foot says beside its ruler whose copy a sheet is."""
    return ruled and safe(paper, margin).width - BY_RULER - BY_ADVICE >= LEAST_COPY


def copy_box(paper: Size, margin: float = SAFE, *, ruled: bool) -> Box:
    """Return where a foot says whose copy a sheet is, in mm: by the ruler, or before the number."""
    box, within = safe(paper, margin), area(paper, margin, ruled=ruled)
    if has_copy_by_ruler(paper, margin, ruled=ruled):
        room = box.width - BY_RULER - BY_ADVICE
        return Box(box.x + BY_RULER, within.bottom + 6.6, room, COPY_HIGH)
    return Box(box.right - COPY_END - COPY, within.bottom - 0.3, COPY, COPY_HIGH)


def copy_beside_number(paper: Size, margin: float = SAFE, *, ruled: bool) -> float:
    """Return how many mm before the page number a foot leaves for whose copy a sheet is."""
    return 0 if has_copy_by_ruler(paper, margin, ruled=ruled) else COPY + BESIDE_COPY


def page_number_box(paper: Size, width: float, margin: float = SAFE, *, ruled: bool = False) -> Box:
    """Return the room of a page number that is so wide, in mm."""
    box = safe(paper, margin)
    top = _baseline(paper, box, ruled=ruled) - NUMBER_UP
    return Box(box.right - width, top, width, NUMBER_UP + NUMBER_DOWN)


def page_number(
    theme: Theme,
    paper: Size,
    text: str,
    margin: float = SAFE,
    source: Source = nowhere,
    *,
    ruled: bool = False,
) -> Text:
    """Return the page number that stands at the right of the foot."""
    box, style = safe(paper, margin), theme.style("slug", NOWHERE)
    baseline = _baseline(paper, box, ruled=ruled)
    return Text(
        *(box.right, baseline, text, style, style.size, "right"),
        tag=DECORATION,
        source=source(text),
    )
