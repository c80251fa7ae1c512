"""Render, parse and typeset: from a template's name and values to finished pages.

A Composer is one workshop with its templates, fonts and theme; what is equal for many sheets is
made once and kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec.structs import replace

from worksheets.choices import Collate
from worksheets.content.files import FILES, Content
from worksheets.content.steps import numbered_steps, step_of
from worksheets.content.workshop import Handout
from worksheets.drawing import collisions
from worksheets.drawing.collisions import Crowded
from worksheets.drawing.items import Page, Symbol, Use
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Box, Size, mm
from worksheets.imposition.cutting import PROFILES, Profile, least_reach, rows_in_reach
from worksheets.label_sheets import LabelSheet, named, that_hold
from worksheets.marks import foot
from worksheets.markup import roles
from worksheets.markup.assets import Assets
from worksheets.markup.parse import Reader
from worksheets.markup.render import Templates
from worksheets.options import Options
from worksheets.paper import PAPERS, name_of, paper
from worksheets.problems import NOWHERE, NoRoom, Place, Problem, Undoable, nearest
from worksheets.theme import legibility, theme
from worksheets.theme.theme import Theme
from worksheets.typesetting.hyphenation import Hyphens
from worksheets.typesetting.name_lists import fitted
from worksheets.typesetting.typesetter import Typesetter
from worksheets.wording import fill, parts_of, written

A4 = PAPERS["A4"]
BESIDE_NUMBER = 3.0  # mm between the name at the foot and the page number
PAPER_OPTION = Place("--paper")  # where a paper was chosen that no file names

Made = TypeVar("Made")


class Files(Protocol):
    """The files of a workshop beside its words; `paths` are of those that were asked for."""

    paths: dict[str, Path]

    def __call__(self, name: str, at: Place) -> bytes:
        """Return the bytes of a picture; raises Problem when it cannot be drawn."""
        ...

    def document(self, name: str, at: Place) -> bytes:
        """Return the bytes of a PDF; raises Problem when it cannot be read."""
        ...

    def path(self, name: str, at: Place, what: str = "file") -> Path:
        """Return where a file lies; raises Problem when it is not in the workshop's folder."""
        ...


class Composer:
    """One workshop's content, with all that is needed to make pages of it."""

    def __init__(
        self,
        content: Content,
        assets: Assets,
        *,
        picture: Files,
        options: Options,
    ) -> None:
        workshop = content.workshop
        self.content = content
        self.options = options
        self.files = picture
        self.theme = _theme(assets, content, options)
        self.fonts = assets.fonts
        if workshop.theme.fonts:
            self.theme, self.fonts = _with_fonts(self.theme, assets, content, picture)
        self.setter = Typesetter(self.fonts, Hyphens(workshop.language))
        self._reader = Reader(
            assets, self.theme, fonts=self.fonts, picture=picture, lang=workshop.language
        )
        self._templates = Templates(assets.folder)
        self._kept: dict[tuple[object, ...], object] = {}
        self.profile = self._profile()

    @property
    def circle_size(self) -> float:
        return self.options.circle_size or self.content.workshop.circle_size

    def diameter(self, handout: Handout) -> float:
        """Return the diameter of a handout's circles, in mm."""
        return self.options.circle_size or handout.circle_size or self.circle_size

    def _profile(self) -> Profile:
        """How circles are cut; raises Problem or Undoable for a punch that reaches none."""
        own, options = self.content.workshop.cutting, self.options
        by = options.cut or own.by
        profile = PROFILES[by]
        if by == "guillotine":
            return replace(profile, shape=options.shape or own.shape)
        if by == "labels":
            return replace(profile, label_sheet=self._circle_sheet())
        if by != "punch":
            return profile
        reach = own.reach if options.reach is None else options.reach
        if not rows_in_reach(self.circle_size, reach):
            least = least_reach(self.circle_size)
            fact = f"a punch that reaches {reach:g} mm gets at no circle of {self.circle_size:g} mm"
            hint = f"{least:g} mm is the least; choose smaller circles, or measure again"
            if options.reach is not None:
                raise Undoable(fact, hint=hint)
            raise Problem(fact, self.content.place("workshop", "cutting", "reach"), hint=hint)
        return replace(profile, reach=reach)

    def _circle_sheet(self) -> LabelSheet:
        """The labels that circles are printed on; raises Undoable where none is chosen."""
        chosen = self.options.sheet or self.content.workshop.cutting.sheet
        if chosen == "":
            diameter = Size(self.circle_size, self.circle_size)
            hint = f"add --sheet and the number on the pack: {that_hold(diameter, round=True)}"
            raise Undoable("labels need the number of their sheet", hint=hint)
        try:
            return named(chosen)
        except Problem as problem:  # the content's own was checked when it was read
            raise Undoable(f"--sheet: {problem.message}", hint=problem.hint) from None

    def label_sheet(self, handout: Handout) -> LabelSheet | None:
        """Return the sheet of labels that the cards of a handout are printed on, if they are."""
        return named(handout.sheet) if handout.sheet != "" else None

    def check_label_sheet(self, handout: Handout, sheet: LabelSheet) -> None:
        """Raise Problem where a handout is to lie otherwise than its sheet of labels."""
        if handout.orientation == "landscape":
            raise Problem(
                f"{handout.id} lies in landscape, and sheets of labels go in upright",
                self.handout_place(handout, "orientation"),
                hint="take 'orientation' away",
            )
        is_written = self.options.paper is not None or id(handout.paper) in self.content.places
        chosen = paper(self.options.paper or handout.paper)
        if is_written and chosen.portrait != sheet.paper:
            raise Problem(
                f"labels of {sheet.name} are on {sheet.on}, and {handout.id} is to be printed on"
                f" {name_of(chosen)}",
                self.paper_place(handout),
                hint="leave the paper out, or choose other labels",
            )

    def collating(self, how: Collate, first: int = 1) -> Composer:
        """Return this composer with sheets collated otherwise; what is made once is shared."""
        other = copy(self)
        other.options = replace(self.options, collate=how, first=first)
        return other

    @property
    def margin(self) -> float:
        """How far from the edge of a sheet nothing is printed, in mm."""
        return self.options.margin

    def area(self, paper: Size, *, ruled: bool = False) -> Box:
        """Return the part of a sheet that is the handout's, in mm; less where it has a ruler."""
        return foot.area(paper, self.margin, ruled=ruled)

    def paper(self, handout: Handout) -> Size:
        """Return the paper of a handout in mm, as it lies."""
        size = paper(self.options.paper or handout.paper)
        return size.landscape if handout.orientation == "landscape" else size.portrait

    def pages(self, template: str, handout: Handout, **values: object) -> tuple[Page, ...]:
        """Return the typeset pages of a template; raises Problem for what is wrong with them."""
        return self.pages_on(self.paper(handout), template, handout, **values)

    def pages_on(
        self, size: Size, template: str, handout: Handout, /, **values: object
    ) -> tuple[Page, ...]:
        """Return the typeset pages of a template on a paper that is not the handout's own."""
        return self._placed(size, template, handout, values, self.area)

    def pages_to_the_edge(
        self, template: str, handout: Handout, /, **values: object
    ) -> tuple[Page, ...]:
        """Return the typeset pages of a template that draws where a printer may not reach."""
        return self._placed(self.paper(handout), template, handout, values, lambda _: None)

    def page_over(self, size: Size, template: str, handout: Handout, /, **values: object) -> Page:
        """Return the page of a template that is laid over a whole sheet, beside its foot too."""
        safe = partial(foot.safe, margin=self.margin)
        (page,) = self._placed(size, template, handout, values, safe)
        return page

    def _placed(
        self,
        size: Size,
        template: str,
        handout: Handout,
        values: dict[str, object],
        area: Callable[[Size], Box | None],
    ) -> tuple[Page, ...]:
        with self.room_on(size, handout):
            pages = self._pages_on(size, template, handout, values)
            for page in pages:
                if not page.round:  # its labels keep within the circle by themselves
                    whole = page.size in (size, size.swapped)
                    collisions.check(page, self.fonts, area(page.size) if whole else None)
            return pages

    @contextmanager
    def room_on(self, size: Size, handout: Handout) -> Iterator[None]:
        """Tell at the choice of paper what has no room on one that is smaller than A4."""
        is_small = size.portrait.width < A4.width or size.portrait.height < A4.height
        try:
            yield
        except (NoRoom, Crowded) as problem:
            if not is_small:
                raise
            # Templates are drawn for A4 and larger: less is the choice of who named the paper.
            raise Problem(
                f"{handout.id} has no room on paper of {name_of(size)}",
                self.paper_place(handout),
                hint="choose larger paper",
                detail=f"({problem})",
            ) from None

    def paper_place(self, handout: Handout) -> Place:
        """Return where the paper of a handout was chosen."""
        if self.options.paper is not None:
            return PAPER_OPTION
        return self.content.places.get(id(handout.paper), NOWHERE)

    def handout_place(self, handout: Handout, field: str) -> Place:
        """Return where a field of a handout was written."""
        ids = [known.id for known in self.content.workshop.handouts]
        if handout.id not in ids:
            return NOWHERE
        return self.content.place("workshop", "handouts", ids.index(handout.id), field)

    def _pages_on(
        self, size: Size, template: str, handout: Handout, values: dict[str, object]
    ) -> tuple[Page, ...]:
        content = self.content
        steps = content.steps
        markup, used = self._templates.render(
            f"{template}.xml",
            {
                **{name: getattr(content, name) for name in FILES},
                "words": content.workshop.words,
                "handout": handout,
                "sheet_step": step_of(handout, steps),
                "numbered_steps": numbered_steps(steps),
                "names": self.options.names,
                "personal": self.options.personal and handout.per == "participant",
                "paper": size,
                "tall": self.tall,
                "wide": self.wide,
                "fits": self.fits,
                "listed": self.listed,
                "area": self.area(size),
                **values,
            },
            content.places,
        )
        pages = self._reader.pages(markup, used, f"{self._templates.folder.name}/{template}.xml")
        for page in pages:
            roles.check(page)
        return tuple(map(self.setter.page, pages))

    def foot(
        self,
        size: Size,
        name: str,
        *,
        true_size: str = "",
        ruler: str = "",
        with_makers: bool = True,
        beside: float = 0,
    ) -> Symbol:
        """Return the foot of a sheet of a size in mm: what it is, of whom, and how large.

        Something else stands `beside` the page number, so many mm wide. Raises Problem for words
        that have no room there.
        """
        workshop, ruled = self.content.workshop, bool(ruler)
        words = fill(workshop.words.page, page=888, pages=888)
        source = partial(self.source, style="slug")
        line = foot.page_number(self.theme, size, words, self.margin, source, ruled=ruled)
        number = self.setter.line(line)
        safe = foot.safe(size, self.margin)
        room = number.x - safe.x - BESIDE_NUMBER - beside
        fits = self.wide(name, "slug") <= room
        symbol = foot.foot(
            self.theme,
            size,
            name=name,
            room=None if fits else room,
            source=source,
            attribution=workshop.attribution if with_makers else "",
            true_size=true_size,
            ruler_label=ruler,
            label_beside=foot.RULER + 1.7 + self.wide(ruler, "slug") <= safe.width,
            margin=self.margin,
        )
        placed = self.setter.symbol(symbol)
        collisions.check(Page("foot", size, (Use(placed), number)), self.fonts, safe)
        return placed

    def source(self, text: str, style: str) -> Place:
        """Return where the part of a text was written that is most to be mended.

        That is one with a letter that no font of the style has, or else the longest.
        """
        fonts = self.theme.style(style, NOWHERE).fonts
        places = self.content.places
        known = [part for part in parts_of(text) if id(written(part)) in places]
        if not known:
            return NOWHERE
        worst = max(known, key=lambda part: (bool(self.fonts.missing(part, fonts)), len(part)))
        return places[id(written(worst))]

    def tall(self, text: str, style: str, width: float) -> float:
        """Return how high a text is in a style and a width, in mm; templates share room by it."""
        return self.setter.height(text, self.theme.style(style, NOWHERE), width) if text else 0.0

    def wide(self, text: str, style: str) -> float:
        """Return how wide a line of text is in a style, in mm."""
        return self.setter.width(text, self.theme.style(style, NOWHERE))

    def fits(self, text: str, style: str, width: float, height: float, least: str) -> bool:
        """Tell whether a text fits in a box in mm, at a least size ("7pt") or larger."""
        named = self.theme.style(style, NOWHERE)
        return self.setter.fits(text, named, width, height, mm(least))

    def listed(
        self, names: Sequence[str], style: str, width: float, height: float, least: str
    ) -> str:
        """Return names in a row, as long as there is room for in a box in mm.

        Raises NoRoom where not even the beginning of a name has room.
        """
        row = fitted(names, lambda row: self.fits(row, style, width, height, least))
        if any(names) and not row:
            raise NoRoom(
                f"there is no room for the name {names[0]!r}",
                self.content.places.get(id(names[0]), NOWHERE),
                hint="take larger paper",
            )
        return row

    def has(self, *key: object) -> bool:
        """Tell whether something was made for a key."""
        return key in self._kept

    def once(self, make: Callable[[], Made], *key: object) -> Made:
        """Return what `make` made the first time for a key."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]  # a key keeps one type


def _with_fonts(
    usual: Theme, assets: Assets, content: Content, files: Files
) -> tuple[Theme, Fonts]:
    """Return a theme whose styles fall back on a workshop's own fonts, and all fonts."""
    names = {f"own-{n}": name for n, name in enumerate(content.workshop.theme.fonts, 1)}
    places = {own: content.places.get(id(name), NOWHERE) for own, name in names.items()}
    paths = {own: str(files.path(name, places[own], "font")) for own, name in names.items()}
    fonts = Fonts(assets.folder / "fonts", {**usual.fonts, **paths})
    for own, at in places.items():
        try:
            fonts.opened(own)
        except Undoable as error:
            raise Problem(error.message, at, hint=error.hint) from None
    return theme.with_fonts(usual, paths), fonts


def _theme(assets: Assets, content: Content, options: Options) -> Theme:
    """Return the theme chosen for this run, or else the workshop's own with its colours."""
    if options.theme is not None:
        if options.theme not in assets.themes:
            fact = f"there is no theme {options.theme!r}"
            raise Undoable(fact, hint=nearest(options.theme, assets.themes))
        return assets.themed(options.theme)
    own, places = content.workshop.theme, content.places
    usual = assets.themed(own.name, places.get(id(own.name), NOWHERE)) if own.name else assets.theme
    coloured = theme.replaced(usual, own.inks, places)
    at = {name: content.place("workshop", "theme", "plates", name) for name in own.plates}
    coloured = theme.mixed(coloured, own.plates, at)
    if not own.inks:
        return coloured
    # The usual theme is good: what is wrong now came with the workshop's own colours.
    written = {name: places.get(id(ink), NOWHERE) for name, ink in own.inks.items()}
    legibility.check(coloured, written)
    return coloured
