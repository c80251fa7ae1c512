"""A Job to a PDF file, by ReportLab's document, fonts and images.

Equal symbols are one form XObject, and so are equal pages that are placed more than once. Pages and
forms are written as finished objects: a thousand sheets cost what differs between them. The bytes
depend on the job alone; a date in them is SOURCE_DATE_EPOCH's, or a fixed one. Files conform to
PDF/UA-1 and PDF/A-2a.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from weakref import WeakKeyDictionary

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from worksheets.assets import Fonts
from worksheets.drawing import Item, Job, Page, Placement, Side, Symbol, Use
from worksheets.geometry import Box, points
from worksheets.problems import Undoable
from worksheets.writers import corrections, metadata
from worksheets.writers.operators import (
    Begin,
    Drawn,
    End,
    Image,
    Paint,
    Part,
    Recipe,
    Shown,
    image_matrix,
    number,
    recipe,
    shown,
)
from worksheets.writers.tagging import Marks, Structure, text_string

corrections.install()

MANY = 2  # a page placed this often is a form XObject
# Forms need a bounding box; nothing that is drawn lies further from an origin than this (mm).
FAR = 5000
CREATOR = "worksheets"
# What the colours mean (ISO 19005-2, 6.2.3): sRGB, written once by Little CMS through Pillow.
PROFILE = Path(__file__).with_name("srgb.icc")

# What is the same in many files: fonts parsed once in a process, and recipes by symbol.
_FACES: dict[str, TTFont] = {}
_RECIPES: WeakKeyDictionary[Fonts, dict[Symbol, Recipe]] = WeakKeyDictionary()
_MOST_RECIPES = 5000


def write(job: Job, fonts: Fonts, progress: Callable[[], None] = lambda: None) -> bytes:
    """Return the bytes of a PDF with all sides of a job; `progress` is called after each."""
    return _File(job, fonts).written(progress)


class _Raw(pdfdoc.PDFObject):
    """A finished object: its bytes are the file's."""

    __slots__ = ("data",)
    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, _document: object) -> bytes:
        return self.data


class _Outline(_Raw):
    """The root of the bookmarks; ReportLab asks whether it is ready."""

    __slots__ = ()
    ready = 1

    def prepare(self, *_: object) -> None:
        pass


class _Stream:
    """One content stream being filled in: operators, and the objects that it names.

    A page's stream has marks; a form's has none, as it is what it is where it is drawn.
    """

    __slots__ = ("marks", "names", "out")

    def __init__(self, marks: Marks | None = None) -> None:
        self.out: list[str] = []
        self.names: dict[int, None] = {}
        self.marks = marks

    def draw(self, number: int) -> None:
        """Draw a form or an image, named by its object's number."""
        self.names[number] = None
        self.out.append(f"/X{number} Do")


class _File:
    """The PDF being written: knows its fonts, forms and images by value."""

    def __init__(self, job: Job, fonts: Fonts) -> None:
        self.job = job
        self.fonts = fonts
        self._document = pdfdoc.PDFDocument(
            compression=1, invariant=1, pdfVersion=(1, 7), lang=job.lang or None
        )
        self._fonts = self._number("BasicFonts")
        self._tree = self._number(self._document.Reference(self._document.Pages).name)
        self._structure = Structure()
        self._symbols: dict[Symbol, int] = {}
        self._images: dict[bytes, tuple[int, float, float]] = {}
        self._codes: dict[tuple[str, str], list[tuple[str, bytes]]] = {}
        self._moves: dict[tuple[float, float], str] = {}
        self._drawn: dict[Page, tuple[int, ...] | None] = {}
        self._counts = Counter(
            placement.page
            for sheet in job.sheets
            for side in (sheet.front, sheet.back)
            if side
            for placement in side.placements
        )
        self._recipes = _RECIPES.setdefault(fonts, {})
        if len(self._recipes) > _MOST_RECIPES:
            self._recipes.clear()

    def written(self, progress: Callable[[], None]) -> bytes:
        self._describe()
        numbers: list[int] = []
        for n, sheet in enumerate(self.job.sheets):
            for section in (one for one in self.job.sections if one.sheet == n):
                self._structure.begin_section(section.title, section.level)
            for side in (sheet.front, sheet.back):
                if side:
                    numbers.append(self._side(side))
            progress()
        self._bookmarks(numbers)
        self._labels()
        self._conform(numbers)
        out = BytesIO()
        self._document.SaveToFile(out, None)
        return out.getvalue()

    # -- objects ------------------------------------------------------------------------------

    def _number(self, name: str) -> int:
        number, _version = self._document.idToObjectNumberAndVersion[name]
        return int(number)

    def _add(self, data: bytes) -> int:
        """Add a finished object and return its number."""
        name = f"raw-{self._document.objectcounter}"
        self._document.Reference(_Raw(data), name)
        return self._number(name)

    def _add_stream(self, dictionary: str, data: bytes | Iterable[str]) -> int:
        if not isinstance(data, bytes):
            data = "\n".join(data).encode("latin-1")
        packed = zlib.compress(data)
        head = f"<<{dictionary}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
        return self._add(head.encode("latin-1") + packed + b"\nendstream\n")

    def _resources(self, names: Iterable[int]) -> str:
        drawn = "".join(f"/X{n} {n} 0 R" for n in names)
        objects = f"/XObject<<{drawn}>>" if drawn else ""
        return f"/Resources<</Font {self._fonts} 0 R{objects}>>"

    # -- filling in recipes -------------------------------------------------------------------

    def _fill(self, parts: Iterable[Part], stream: _Stream) -> None:
        out, marks = stream.out, stream.marks
        for part in parts:
            match part:
                case str():
                    if marks and isinstance(part, Paint):
                        marks.paint(out, text=False)
                    out.append(part)
                case Shown():
                    if marks:
                        marks.paint(out, text=True)
                    out.append(self._text(part))
                case Drawn():
                    if marks:
                        marks.paint(out, text=part.told)
                    stream.draw(self._form(part.symbol))
                case Image():
                    if marks:
                        marks.paint(out, text=True)
                    image, across, down = self._image(part.picture.data)
                    out.append(f"q {image_matrix(part.picture, across, down)} cm")
                    stream.draw(image)
                    out.append("Q")
                case Begin():
                    if marks:
                        marks.begin(part.tag, part.said)
                case End():
                    if marks:
                        marks.end()

    def _text(self, part: Shown) -> str:
        key = (part.font, part.text)
        codes = self._codes.get(key)
        if codes is None:
            face = _font(self.fonts, part.font)
            codes = self._codes[key] = [
                (face.getSubsetInternalName(subset, self._document), codes)
                for subset, codes in face.splitString(part.text, self._document)
            ]
        start, body = 0, []
        for font, few in codes:
            body.append(f"{font} {part.size} Tf {shown(few, start, part.kerns)}")
            start += len(few)
        return f"{part.before} {' '.join(body)} ET"

    def _form(self, symbol: Symbol) -> int:
        number = self._symbols.get(symbol)
        if number is None:
            parts = self._recipes.get(symbol)
            if parts is None:
                parts = self._recipes[symbol] = recipe(symbol.items, self.fonts)
            stream = _Stream()
            self._fill(parts, stream)
            box = f"/BBox[{-FAR} {-FAR} {FAR} {FAR}]"
            dictionary = f"/Type/XObject/Subtype/Form{box}{self._resources(stream.names)}"
            number = self._symbols[symbol] = self._add_stream(dictionary, stream.out)
        return number

    def _image(self, data: bytes) -> tuple[int, float, float]:
        if data not in self._images:
            name = f"image-{sha256(data).hexdigest()[:16]}"
            reader = ImageReader(BytesIO(data))
            image = pdfdoc.PDFImageXObject(name, reader, mask="auto")
            self._document.Reference(image, name)
            self._images[data] = (self._number(name), *reader.getSize())
        return self._images[data]

    # -- the sides of sheets ------------------------------------------------------------------

    def _side(self, side: Side) -> int:
        height = points(side.size.height)
        # More decimals than elsewhere: an error here grows with the distance from the corner.
        scale = f"{points(1):.9f}"
        marks = self._structure.begin_page()
        stream = _Stream(marks)
        stream.out.append(f"{scale} 0 0 -{scale} 0 {number(height)} cm")
        for placement in side.placements:
            self._placement(placement, stream)
        self._fill(recipe(side.marks, self.fonts), stream)
        marks.close(stream.out)
        content = self._add_stream("", stream.out)
        media = _pdf_box(Box(0, 0, *side.size), side.size.height)
        trim = _pdf_box(_trim(side), side.size.height)
        boxes = f"/MediaBox{media}/CropBox{media}/BleedBox{trim}/TrimBox{trim}"
        page = (
            f"<</Type/Page/Parent {self._tree} 0 R{boxes}"
            f"/StructParents {len(self._structure.pages) - 1}/Tabs/S"
            f"{self._resources(stream.names)}/Contents {content} 0 R>>"
        )
        raw = _Raw(page.encode("latin-1"))
        self._document.addPage(raw)
        return self._number(f"Page{self._document.pageCounter - 1}")

    def _placement(self, placement: Placement, stream: _Stream) -> None:
        page, (x, y) = placement.page, placement.corner
        move = self._moves.get((x, y))
        if move is None:
            move = self._moves[x, y] = f"q 1 0 0 1 {number(x)} {number(y)} cm"
        if page not in self._drawn:
            self._drawn[page] = self._forms(page)
        forms = self._drawn[page]
        out, marks = stream.out, stream.marks
        if marks:
            marks.begin(page.tag)
            if forms is not None:
                marks.paint(out, text=bool(page.tag.role))
        out.append(move)
        if forms is None:
            self._fill(recipe(page.items, self.fonts), stream)
        else:
            for form in forms:
                stream.draw(form)
        out.append("Q")
        if marks:
            marks.end()

    def _forms(self, page: Page) -> tuple[int, ...] | None:
        """The forms that draw a page, or None when it is written where it is placed.

        A page that is made of forms only is drawn by those: another one around them says less.
        """
        if all(map(_is_plain_use, page.items)):
            return tuple(self._form(item.symbol) for item in page.items if isinstance(item, Use))
        if self._counts[page] < MANY:
            return None
        return (self._form(Symbol(page.name, page.items)),)

    # -- the document -------------------------------------------------------------------------

    def _describe(self) -> None:
        job, document = self.job, self._document
        document.setTitle(job.title)
        document.setAuthor(job.author or CREATOR)
        document.setSubject(job.subject)
        document.setKeywords(job.keywords)
        document.setCreator(CREATOR)
        mixed = len({sheet.front.size for sheet in job.sheets}) > 1
        preferences = "/PrintScaling/None/DisplayDocTitle true"
        if mixed:
            preferences += "/PickTrayByPDFSize true"  # ISO 32000-1, table 150
        document.Catalog.ViewerPreferences = _Raw(f"<<{preferences}>>".encode("latin-1"))

    def _conform(self, pages: list[int]) -> None:
        """Add what PDF/UA-1 and PDF/A-2a ask of a file beside its content."""
        catalog, document = self._document.Catalog, self._document
        root = self._structure.write(self._add, document.objectcounter + 1, pages)
        catalog.StructTreeRoot = pdfdoc.PDFObjectReference(document.numberToId[root])
        catalog.MarkInfo = _Raw(b"<</Marked true>>")
        stamp = document._timeStamp
        xmp = metadata.xmp(
            self.job,
            author=document.info.author,
            creator=CREATOR,
            producer=document.info.producer,
            when=datetime.fromtimestamp(stamp.t, UTC),
        )
        head = f"<</Type/Metadata/Subtype/XML/Length {len(xmp)}>>\nstream\n"
        catalog.Metadata = _Raw(head.encode("latin-1") + xmp + b"\nendstream\n")
        profile = self._add_stream("/N 3", PROFILE.read_bytes())
        # ReportLab's list of what a catalog may hold lacks this one.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = _Raw(
            b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]" % profile
        )

    def _labels(self) -> None:
        """Page labels (ISO 32000-1, 12.4.2): what a viewer shows instead of a bare number."""
        labels = "".join(
            f"{n}<</P{text_string(sheet.label)}>>"
            for n, sheet in enumerate(self.job.sheets)
            if sheet.label
        )
        if labels:
            self._document.Catalog.PageLabels = _Raw(f"<</Nums[{labels}]>>".encode("latin-1"))

    def _bookmarks(self, pages: list[int]) -> None:
        """The outline (ISO 32000-1, 12.3.3): sections in two levels, each to its first page."""
        sections = self.job.sections
        if not sections:
            return
        first = self._document.objectcounter + 2
        root = first - 1
        tops = [n for n, section in enumerate(sections) if not section.level]
        ends = [*tops[1:], len(sections)]
        group = {
            n: (top, end) for top, end in zip(tops, ends, strict=True) for n in range(top, end)
        }
        outline = _Outline(b"")
        self._document.Outlines = self._document.Catalog.Outlines = outline
        name = self._document.Reference(outline, "outline").name
        assert self._number(name) == root
        outline.data = (
            f"<</Type/Outlines/First {first + tops[0]} 0 R"
            f"/Last {first + tops[-1]} 0 R/Count {len(tops)}>>".encode("latin-1")
        )
        for n, section in enumerate(sections):
            top, end = group[n]
            if section.level:
                parent, before, after = first + top, n - 1 > top, n + 1 < end
                links = (n - 1 if before else None, n + 1 if after else None)
                children = ""
            else:
                parent, at = root, tops.index(n)
                links = (tops[at - 1] if at else None, tops[at + 1] if n != tops[-1] else None)
                children = (
                    f"/First {first + n + 1} 0 R/Last {first + end - 1} 0 R/Count {n + 1 - end}"
                    if end > n + 1
                    else ""
                )
            prev, following = links
            chain = "" if prev is None else f"/Prev {first + prev} 0 R"
            chain += "" if following is None else f"/Next {first + following} 0 R"
            target = f"/Dest[{pages[section.sheet]} 0 R/Fit]"
            title = f"/Title{text_string(section.title)}/Parent {parent} 0 R"
            self._add(f"<<{title}{chain}{children}{target}>>".encode("latin-1"))
        if len(sections) > 1:
            self._document.Catalog.showOutline()


def _trim(side: Side) -> Box:
    """The trim box of a side is its page's, when it holds just one that is not cut out."""
    if len(side.placements) == 1 and not side.placements[0].page.round:
        placement = side.placements[0]
        return Box(*placement.corner, *placement.page.size)
    return Box(0, 0, *side.size)


def _is_plain_use(item: Item) -> bool:
    return isinstance(item, Use) and not item.x and not item.y and not item.turn and item.scale == 1


def _pdf_box(box: Box, height: float) -> str:
    """A box in PDF's points from the bottom left of a side of `height` mm."""
    edges = (box.x, height - box.bottom, box.right, height - box.y)
    return f"[{' '.join(number(points(edge)) for edge in edges)}]"


def _font(fonts: Fonts, name: str) -> TTFont:
    """Return ReportLab's font of a name, parsed once in a process."""
    path = str(fonts.file(name))
    face = _FACES.get(path)
    if face is None:
        try:
            # Codes as they come, not all of ASCII: half the bytes of a font subset.
            face = _FACES[path] = TTFont(name, path, asciiReadable=0)
        except (TTFError, OSError) as error:
            raise Undoable(f"the font file {path} cannot be embedded: {error}") from None
    return face
