"""What a way of cutting adds to sheets of circles: where they lie, lines, ticks, discs that bleed.

The circles themselves stay as their template drew them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from math import inf

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Circle, Group, Item, Page, Rect, Use
from worksheets.drawing.sheets import Knife, Placement, Sheet
from worksheets.geometry import UNIT, Box, Matrix, Point, Size
from worksheets.handouts.circles import numbers
from worksheets.handouts.shared.cut_outs import on_labels
from worksheets.imposition import cutting, sheets
from worksheets.imposition.cutting import Cut, Layout
from worksheets.label_sheets import LabelSheet, that_hold
from worksheets.marks import cut_marks
from worksheets.marks.cut_marks import cut_lines
from worksheets.problems import NOWHERE, Place, Problem, Undoable
from worksheets.theme import colour
from worksheets.theme.theme import Ink
from worksheets.wording import fill

ORIGIN = Point(0, 0)


class Cutter:
    """Lays the circles of a handout on sheets, for what cuts them."""

    def __init__(self, composer: Composer, handout: Handout) -> None:
        self.composer, self.handout = composer, handout
        self.profile = composer.profile
        self.labels = composer.profile.label_sheet
        self.paper = self.labels.paper if self.labels else composer.paper(handout)
        self.room = numbers.room(composer.area(self.paper, ruled=True))

    def layout(self, wanted: int | None = None) -> Layout:
        """Return where the circles of a sheet lie; raises Problem when none fits."""
        make = partial(self._layout, wanted)
        return self.composer.once(make, "layout", self.handout.id, wanted)

    def _layout(self, wanted: int | None) -> Layout:
        size = self.composer.diameter(self.handout)
        layout = cutting.layout(self.room, size, self.profile, wanted=wanted)
        if self.labels:
            self._check_labels(self.labels, fits=bool(layout.places))
        if not layout.places:
            raise Problem(
                f"a circle of {size:g} mm does not fit on {self.handout.id}, which has"
                f" {self.room.size}",
                self._size_place(),
                hint="choose smaller circles or larger paper",
            )
        return layout

    def _size_place(self) -> Place:
        """Where the diameter was written: at the handout, or for the whole workshop."""
        content = self.composer.content
        own = content.places.get(id(self.handout.circle_size))
        return own or content.place("workshop", "circle_size")

    def _check_labels(self, sheet: LabelSheet, *, fits: bool) -> None:
        """Raise Problem, or Undoable where the command line says so, for labels that do not do."""
        diameter = self.composer.diameter(self.handout)
        size = Size(diameter, diameter)
        if fits:
            self.composer.check_label_sheet(self.handout, sheet)
            return
        fact = (
            f"a circle of {size.width:g} mm is larger than the labels of {sheet.name}, which are"
            f" {sheet.measure}"
        )
        hint = f"make circles of {sheet.round_size} mm, or take {that_hold(size, round=True)}"
        if self.composer.options.circle_size is not None:
            raise Undoable(fact, hint=hint)
        raise Problem(fact, self._size_place(), hint=hint)

    def sheet(
        self,
        laid: Sequence[Page | None],
        layout: Layout,
        beneath: Sequence[Placement],
        room: Box | None = None,
    ) -> Sheet:
        """Return a sheet with circles at the places of a layout, and the marks to cut them by.

        A plotter's marks stand in the corners of the room, which is what titles leave. On labels
        there are circles alone: what lies beneath them would be on other labels.
        """
        if self.labels:
            return on_labels(sheets.laid(laid, self.paper, layout.places), self.labels)
        beneath = (*beneath, *self._grounds(laid, layout))
        sheet = sheets.laid(laid, self.paper, layout.places, beneath=beneath)
        filled = tuple(page is not None for page in laid)
        key = ("cut", self.handout.id, layout, filled)
        make = partial(self._marks, sheet, layout, room or self.room)
        marked = list(self.composer.once(lambda: tuple(make()), *key))
        if self.profile.tick:
            aims = zip(layout.places, laid, strict=False)
            marked.append(Use(cut_marks.ticks((at, self._seen(p)) for at, p in aims if p)))
        name, numbers = self._file(layout), tuple(self._circles(laid, layout))
        knife = Knife(name, numbers) if self.profile.registered else None
        return replace(sheet, front=replace(sheet.front, marks=tuple(marked), knife=knife))

    def instruction(self, aspects: Aspects, layout: Layout, *, stacked: bool = False) -> str:
        """Return how to cut, in words; raises Problem where the content has none for it."""
        by, words = self.profile.by, aspects.cutting
        before = aspects.stack_instruction if stacked else ""
        if by == "scissors":
            strips = words.strips if layout.cuts else ""
            return before or strips or aspects.instruction
        if not (text := str(getattr(words, by))):
            at = self.composer.content.place("aspects", "cutting")
            hint = "copy the block 'cutting' from content/gpo/aspects.yaml"
            raise Problem(f"cutting: there are no words for {by!r}", at, hint=hint)
        return f"{before} {fill(text, file=self._file(layout))}".strip()

    # -- marks --------------------------------------------------------------------------------

    def _file(self, layout: Layout) -> str:
        """The name of the file by which a plotter cuts: one for each arrangement of a handout.

        It tells how many circles there are and how wide; its end is of where they lie, so that a
        file of other circles, or of another printer's margin, never has the name.
        """
        size = self.composer.diameter(self.handout)
        where = [round(length, 3) for place in layout.places for length in place]
        room = [round(length, 3) for length in (size, *self.paper, *self.room)]
        end = blake2b(repr((where, room)).encode(), digest_size=2).hexdigest()
        return f"{self.handout.id}.cut-{len(layout.places)}-{size:g}mm-{end}"

    def _circles(self, laid: Sequence[Page | None], layout: Layout) -> Iterator[Circle]:
        """Yield what a plotter cuts: all places, so that one file is for all sheets."""
        for n, (x, y) in enumerate(layout.places):
            page = laid[n] if n < len(laid) else None
            yield Circle(
                x, y, (page.size.width if page else self.composer.diameter(self.handout)) / 2
            )

    def _marks(self, sheet: Sheet, layout: Layout, room: Box) -> Iterator[Item]:
        theme, profile = self.composer.theme, self.profile
        if profile.rough and layout.cuts:
            yield Use(cut_marks.rough_cuts(theme, _needed(layout, sheet)))
        elif layout.cuts:
            yield Use(cut_marks.through_cuts(theme, layout.cuts))
        if profile.outline is not None:
            yield Use(cut_lines(theme, sheet.front.placements, profile.outline))
        if profile.registered:
            yield Use(cut_marks.registration(theme, room))

    def _grounds(self, laid: Sequence[Page | None], layout: Layout) -> Iterator[Placement]:
        """Yield what lies beneath circles whose discs go on beyond the cut."""
        if not self.profile.bleed:
            return
        discs: list[Item] = []
        for (x, y), page in zip(layout.places, laid, strict=False):
            if page and (inks := _at_middle(page)):
                r = page.size.width / 2 + self.profile.bleed
                discs.append(Circle(x, y, r, fill=inks[0]))
        if discs:
            yield Placement(Page("grounds", Size(*self.paper), tuple(discs)), ORIGIN)

    def _seen(self, page: Page) -> Ink:
        """The ink that is seen best in the middle of a circle."""
        theme = self.composer.theme
        ground = (_at_middle(page) or (theme.ink("paper", NOWHERE),))[-1]

        def contrast(ink: Ink) -> float:
            return colour.contrast(colour.rgb_of(ink.colour), colour.rgb_of(ground.colour))

        return max((theme.ink(name, NOWHERE) for name in ("ink", "paper")), key=contrast)


def _needed(layout: Layout, sheet: Sheet) -> Iterator[Cut]:
    """Yield the rough cuts down to the one below the last circle: nothing else need be parted."""
    lowest = max(placement.corner.y for placement in sheet.front.placements if placement.page.round)
    last = min((cut.y1 for cut in layout.cuts if cut.y1 == cut.y2 > lowest), default=inf)
    yield from (cut for cut in layout.cuts if cut.y1 <= last)


def _at_middle(page: Page) -> tuple[Ink, ...]:
    """The inks of the discs and fields that cover the middle of a circle, the lowest first."""
    return tuple(_covering(page.items, UNIT))


def _covering(items: Iterable[Item], matrix: Matrix) -> Iterator[Ink]:
    for item in items:
        match item:
            case Group() | Use():
                yield from _covering(item.held, item.matrix.then(matrix))
            case Circle() if item.fill:
                x, y = matrix.inverse(0, 0)
                if (x - item.cx) ** 2 + (y - item.cy) ** 2 < item.r**2:
                    yield item.fill
            case Rect() if item.fill:
                x, y = matrix.inverse(0, 0)
                if 0 < x - item.x < item.width and 0 < y - item.y < item.height:
                    yield item.fill
            case _:
                pass
