"""A Job to a PDF file, on ReportLab's document with finished objects of our own.

Equal symbols are one form XObject, and so are equal pages that are placed more than once. Pages and
forms are written as finished bytes, and forms are the same in every file: a thousand sheets, or
files, cost what differs between them. The bytes depend on the job alone; a date in them is
SOURCE_DATE_EPOCH's, or a fixed one. Files conform to PDF/UA-1 and PDF/A-2a.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import NamedTuple
from weakref import WeakKeyDictionary

from worksheets.bounded import Bounded
from worksheets.drawing.items import DECORATION, Item, Page, Symbol, Text, Use
from worksheets.drawing.sheets import Job, Placement, Side
from worksheets.fonts.metrics import Fonts, GlyphRun
from worksheets.geometry import number, points
from worksheets.imported import pictures
from worksheets.imported.stored import Stored, below
from worksheets.writers.pdf import boxes, images, intents, metadata, navigation
from worksheets.writers.pdf.colours import SCREEN, Plates
from worksheets.writers.pdf.embedding import Embedding
from worksheets.writers.pdf.objects import END, PdfObjects, Raw, stream
from worksheets.writers.pdf.operators import Begin, Image, Lettering, Recipe, lettering, recipe
from worksheets.writers.pdf.streams import ContentStream, Forms
from worksheets.writers.pdf.tagging import Structure

MANY = 2  # a page placed this often is a form XObject
# Forms need a bounding box; nothing that is drawn lies further from an origin than this (mm).
FAR = 5000
CREATOR = "worksheets"
# How a printer turns a sheet over (ISO 32000-1, table 150).
TURNS = {"long-edge": "DuplexFlipLongEdge", "short-edge": "DuplexFlipShortEdge"}


def write(
    job: Job,
    fonts: Fonts,
    progress: Callable[[], None] = lambda: None,
    *,
    tagged: bool = True,
) -> bytes:
    """Return the bytes of a PDF with all sides of a job; `progress` is called after each.

    Without tags a file is smaller and conforms to nothing; it is there to measure what tags cost.
    """
    return _File(job, fonts, tagged=tagged).written(progress)


class Form(NamedTuple):
    """What a symbol is in any file: compressed operators, what they draw, what they show."""

    packed: bytes
    draws: tuple[Symbol | Image | Stored, ...]
    runs: tuple[GlyphRun, ...]


# Forms of symbols that were drawn before; they are equal in every file.
_FORMS: WeakKeyDictionary[Fonts, dict[str, Bounded[Symbol, Form]]] = WeakKeyDictionary()
# And lines of text that are drawn over them.
_LINES: WeakKeyDictionary[Fonts, dict[str, Bounded[tuple[Item, ...], Lettering | None]]] = (
    WeakKeyDictionary()
)
_MOST_FORMS = 5000
_MOST_LINES = 20_000  # all version codes, in the inks of four sets


class Lettered(NamedTuple):
    """Forms that many pages share, and a few lines of text over them that are a page's own."""

    forms: Forms
    text: Lettering


class _File:
    """The PDF being written: knows its fonts, forms and images by value."""

    def __init__(self, job: Job, fonts: Fonts, *, tagged: bool) -> None:
        self.job = job
        self.fonts = fonts
        self._document = PdfObjects(lang=job.lang or None)
        self._embedding = Embedding(fonts, self._document)
        self._tree = self._document.reserve()
        self._structure = Structure(self._document) if tagged else None
        self._pages: list[int] = []
        self._numbers: dict[Symbol, int] = {}
        self._alike: dict[tuple[str, bytes], int] = {}  # forms by what they draw
        self._imported: dict[Stored, int] = {}
        self._images: dict[bytes, tuple[int, tuple[int, int]]] = {}
        self._moves: dict[tuple[float, float], str] = {}
        # By identity, for pages live as long as the job: their values need not be compared here.
        self._drawings: dict[int, Forms | Lettered | Recipe] = {}
        self._colours = SCREEN if job.separations is None else Plates(job.separations)
        self._standing = "".join(
            f"/{key} {self._document.add(resource.encode('latin-1'))} 0 R"
            for key, resource in self._colours.resources().items()
        )
        way = self._colours.name
        self._known = _FORMS.setdefault(fonts, {}).setdefault(way, Bounded(_MOST_FORMS))
        self._lines = _LINES.setdefault(fonts, {}).setdefault(way, Bounded(_MOST_LINES))

    def written(self, progress: Callable[[], None]) -> bytes:
        self._describe()
        sections = iter(self.job.bookmarks)
        section = next(sections, None)
        for n, sheet in enumerate(self.job.sheets):
            while section is not None and section.sheet == n:
                if self._structure:
                    self._structure.begin_section(section.title, section.level)
                section = next(sections, None)
            for side in (sheet.front, sheet.back):
                if side:
                    self._side(side)
            progress()
        navigation.bookmarks(self._document, self.job.bookmarks, self._pages)
        navigation.labels(self._document, [sheet.label for sheet in self.job.sheets])
        self._finish()
        out = BytesIO()
        self._document.SaveToFile(out, None)
        return out.getvalue()

    # -- forms and images ---------------------------------------------------------------------

    def _number(self, drawn: Symbol | Image | Stored) -> int:
        """The number of the object that draws a symbol or an image."""
        if isinstance(drawn, Image):
            return self._image(drawn.picture.data)[0]
        if isinstance(drawn, Stored):
            return self._stored(drawn)
        number = self._numbers.get(drawn)
        if number is None:
            form = self._known.get(drawn)
            if form is None:
                form = self._form(drawn)
            for run in form.runs:
                self._embedding.use(run)
            keys = f"/Type/XObject/Subtype/Form/BBox[{-FAR} {-FAR} {FAR} {FAR}]"
            resources = self._resources(form.draws, text=bool(form.runs))
            # Inks of one colour make equal forms of symbols that are not equal.
            alike = (resources, form.packed)
            if alike not in self._alike:
                self._alike[alike] = self._document.add(stream(f"{keys}{resources}", form.packed))
            number = self._numbers[drawn] = self._alike[alike]
        return number

    def _stored(self, form: Stored) -> int:
        """The number of a form of another PDF; what it refers to is written once for all forms."""
        if form not in self._imported:
            for stored in below(form, self._imported):
                self._imported[stored] = self._document.add(stored.written(self._imported))
        return self._imported[form]

    def _form(self, symbol: Symbol) -> Form:
        filled = ContentStream(self._embedding.code)
        filled.fill(recipe(symbol.items, self.fonts, self._colours), self._pixels)
        packed = zlib.compress("\n".join(filled.out).encode("latin-1"))
        form = Form(packed, tuple(filled.draws), tuple(dict.fromkeys(filled.runs)))
        if not filled.is_own:
            self._known[symbol] = form
        return form

    def _resources(self, draws: Iterable[Symbol | Image | Stored], *, text: bool) -> str:
        fonts = self._standing + (f"/Font {self._embedding.number} 0 R" if text else "")
        named = "".join(f"/X{n} {self._number(drawn)} 0 R" for n, drawn in enumerate(draws))
        return f"/Resources<<{fonts}{f'/XObject<<{named}>>' if named else ''}>>"

    def _pixels(self, data: bytes) -> tuple[int, int]:
        return self._image(data)[1]

    def _image(self, data: bytes) -> tuple[int, tuple[int, int]]:
        if data not in self._images:
            convert = images.on_plates if self._colours.has_plates else images.on_screen
            self._images[data] = (self._pixels_of(convert(data)), pictures.size(data))
        return self._images[data]

    def _pixels_of(self, image: images.Pixels) -> int:
        """Add an image, and before it where it is seen; return its number."""
        keys = image.keys
        if image.mask:
            keys += f"{image.mask.mask_key} {self._pixels_of(image.mask)} 0 R"
        return self._document.add(stream(keys, image.packed, image.filter))

    # -- the sides of sheets ------------------------------------------------------------------

    def _side(self, side: Side) -> None:
        page = self._document.reserve()
        self._pages.append(page)
        marks = self._structure.begin_page(page) if self._structure else None
        filled = ContentStream(self._embedding.code, marks)
        # More decimals than elsewhere: an error here grows with the distance from the corner.
        scale, height = f"{points(1):.9f}", number(points(side.size.height))
        filled.out.append(f"{scale} 0 0 -{scale} 0 {height} cm")
        if side.adjust:
            filled.out.append(f"{boxes.matrix(side.adjust)} cm")
        for placement in side.placements:
            self._placement(placement, filled)
        filled.fill(recipe(side.marks, self.fonts, self._colours), self._pixels)
        keys = boxes.page_boxes(side)
        if marks and self._structure:
            marks.close(filled.out)
            keys += f"/StructParents {self._structure.pages}/Tabs/S"
            self._structure.end_page(marks)
        for run in dict.fromkeys(filled.runs):
            self._embedding.use(run)
        content = self._document.add_stream("", "\n".join(filled.out).encode("latin-1"))
        resources = self._resources(filled.draws, text=bool(filled.runs))
        written = f"<</Type/Page/Parent {self._tree} 0 R{keys}{resources}/Contents {content} 0 R>>"
        self._document.put(page, written.encode("latin-1"))

    def _placement(self, placement: Placement, filled: ContentStream) -> None:
        page = placement.page
        move = self._moves.get(placement.corner)
        if move is None or placement.scale != 1 or placement.turn or placement.clip:
            move = self._moved(placement)
        drawing = self._drawings.get(id(page))
        if drawing is None:
            drawing = self._drawings[id(page)] = self._drawing(page)
        out, marks = filled.out, filled.marks
        if marks:
            tag = page.tag if placement.spoken else DECORATION
            marks.begin(tag)
            if isinstance(drawing, Forms | Lettered):
                marks.paint(out, text=bool(tag.role))
        out.append(move)
        if isinstance(drawing, Lettered):
            filled.draw_all(drawing.forms)
            out.append(drawing.text.operators)
            filled.runs += drawing.text.runs
        elif isinstance(drawing, Forms):
            filled.draw_all(drawing)
        else:
            filled.fill(drawing, self._pixels)
        out.append("Q")
        if marks:
            marks.end()

    def _moved(self, placement: Placement) -> str:
        """The operators that bring a page to its place; kept when it is only moved."""
        x, y = placement.corner
        if placement.scale == 1 and not placement.turn:
            move = f"q 1 0 0 1 {number(x)} {number(y)} cm"
            if not placement.clip:
                self._moves[placement.corner] = move
        else:
            move = f"q {boxes.matrix(placement.matrix)} cm"
        if box := placement.clip:
            move = move.replace("q ", f"q {' '.join(map(number, box))} re W n ", 1)
        return move

    def _drawing(self, page: Page) -> Forms | Lettered | Recipe:
        """What draws a page: forms, or operators that are written where it is placed.

        A page of forms only is drawn by those, and so is one with lines of text over them that is
        read as one thing. A page with parts that are read one by one is no form: a form is read as
        one thing.
        """
        if all(map(_is_plain_use, page.items)):
            return Forms(item.symbol for item in page.items if isinstance(item, Use))
        if page.tag.role and (lettered := self._lettered(page.items)):
            return lettered
        parts = recipe(page.items, self.fonts, self._colours)
        spoken = any(isinstance(part, Begin) and part.tag.role for part in parts)
        if spoken and self._structure and not page.tag.role:
            return parts
        return Forms((Symbol(page.name, page.items),)) if self._counts[page] >= MANY else parts

    def _lettered(self, items: tuple[Item, ...]) -> Lettered | None:
        """What draws plain uses and then lines of text; None when the items are anything else."""
        many = next((n for n, item in enumerate(items) if not _is_plain_use(item)), len(items))
        if not many or not all(isinstance(item, Text) for item in items[many:]):
            return None
        uses, lines = items[:many], items[many:]
        if lines not in self._lines:
            self._lines[lines] = lettering(lines, self.fonts, self._colours)
        text = self._lines[lines]
        forms = Forms(item.symbol for item in uses if isinstance(item, Use))
        return Lettered(forms, text) if text else None

    @cached_property
    def _counts(self) -> Counter[Page]:
        """How often each page is placed."""
        return Counter(
            placement.page
            for sheet in self.job.sheets
            for side in (sheet.front, sheet.back)
            if side
            for placement in side.placements
        )

    # -- the document -------------------------------------------------------------------------

    def _describe(self) -> None:
        job, document = self.job, self._document
        document.setTitle(job.title)
        document.setAuthor(job.author or CREATOR)
        document.setSubject(job.subject)
        document.setKeywords(job.keywords)
        document.setCreator(CREATOR)
        if self._colours.has_plates:
            document.info.trapped = "False"
        mixed = len({sheet.front.size for sheet in job.sheets}) > 1
        preferences = "/PrintScaling/None/DisplayDocTitle true"
        if mixed:
            preferences += "/PickTrayByPDFSize true"  # ISO 32000-1, table 150
        if any(sheet.back for sheet in job.sheets):
            preferences += f"/Duplex/{TURNS[self.job.turn]}"
        document.Catalog.ViewerPreferences = Raw(f"<<{preferences}>>".encode("latin-1"))

    def _finish(self) -> None:
        """Add the page tree, the fonts, and what PDF/UA-1 and PDF/A-2a ask of a file."""
        catalog, document = self._document.Catalog, self._document
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        tree = f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>"
        document.put(self._tree, tree.encode("latin-1"))
        catalog.Pages = document.reference(self._tree)
        self._embedding.write()
        if self._structure is None:
            return
        catalog.StructTreeRoot = document.reference(self._structure.write())
        catalog.MarkInfo = Raw(b"<</Marked true>>")
        xmp = metadata.xmp(
            self.job,
            author=document.info.author,
            creator=CREATOR,
            producer=document.info.producer,
            when=datetime.fromtimestamp(document._timeStamp.t, UTC),
        )
        # Not compressed: other programs look for it in the bytes of a file.
        head = f"<</Type/Metadata/Subtype/XML/Length {len(xmp)}>>\nstream\n"
        catalog.Metadata = document.reference(document.add(head.encode("latin-1") + xmp + END))
        # ReportLab's list of what a catalog may hold lacks this one.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        intent = intents.on_plates if self._colours.has_plates else intents.on_screen
        catalog.OutputIntents = Raw(intent(document))


def _is_plain_use(item: Item) -> bool:
    return isinstance(item, Use) and not item.x and not item.y and not item.turn and item.scale == 1
