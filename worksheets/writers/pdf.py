"""A Job to a PDF file, drawn on one ReportLab canvas.

Equal symbols are one form XObject, and so are equal pages that are placed more than once. The bytes
depend on the job alone; a date in them is SOURCE_DATE_EPOCH's or a fixed one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from worksheets.assets import Fonts
from worksheets.drawing import Item, Job, Page, Placement, Side, Symbol, Use
from worksheets.geometry import Box, points
from worksheets.problems import Undoable
from worksheets.writers.operators import Operators, number

rl_config.useA85 = 0  # binary streams: a fifth smaller, a third faster

MANY = 2  # a page placed this often is a form XObject
# Forms need a bounding box; nothing that is drawn lies further from an origin than this (mm).
FAR = 5000
PRODUCER = "worksheets"


def write(job: Job, fonts: Fonts, progress: Callable[[], None] = lambda: None) -> bytes:
    """Return the bytes of a PDF with all sides of a job; `progress` is called after each."""
    return _File(job, fonts).written(progress)


class _File:
    """The PDF being written: knows its fonts, forms and images by value."""

    def __init__(self, job: Job, fonts: Fonts) -> None:
        self.job = job
        self.fonts = fonts
        self._buffer = BytesIO()
        first = next(iter(fonts.files))
        _font(fonts, first)
        self._canvas = Canvas(
            self._buffer,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=job.lang or None,
            initialFontName=first,
        )
        self._document = self._canvas._doc
        self._symbols: dict[Symbol, str] = {}
        self._pages: dict[Page, Symbol] = {}
        self._images: dict[bytes, tuple[str, float, float]] = {}
        self._codes: dict[tuple[str, str], list[tuple[str, bytes]]] = {}
        self._moves: dict[tuple[float, float], str] = {}
        self._placed = Counter(
            placement.page
            for sheet in job.sheets
            for side in (sheet.front, sheet.back)
            if side
            for placement in side.placements
        )

    def written(self, progress: Callable[[], None]) -> bytes:
        self._describe()
        for sheet in self.job.sheets:
            for side in (sheet.front, sheet.back):
                if side:
                    self._side(side)
            progress()
        self._bookmarks()
        self._canvas.save()
        return self._buffer.getvalue()

    # -- what operators ask for ---------------------------------------------------------------

    def codes(self, font: str, text: str) -> list[tuple[str, bytes]]:
        key = (font, text)
        if key not in self._codes:
            face = _font(self.fonts, font)
            self._codes[key] = [
                (face.getSubsetInternalName(subset, self._document), codes)
                for subset, codes in face.splitString(text, self._document)
            ]
        return self._codes[key]

    def form(self, symbol: Symbol) -> str:
        name = self._symbols.get(symbol)
        if name is None:
            key = f"{len(self._symbols) + 1}"
            name = self._symbols[symbol] = pdfdoc.xObjectName(key)
            operators = Operators(self, self.fonts)
            operators.items(symbol.items)
            form = pdfdoc.PDFFormXObject(-FAR, -FAR, FAR, FAR)
            form.compression = 1
            form.setStreamList(operators.out)
            form.XObjects = _references(operators.names)
            self._document.addForm(key, form)
        return name

    def image(self, data: bytes) -> tuple[str, float, float]:
        if data not in self._images:
            key = f"image-{sha256(data).hexdigest()[:16]}"
            reader = ImageReader(BytesIO(data))
            picture = pdfdoc.PDFImageXObject(key, reader, mask="auto")
            name = pdfdoc.xObjectName(key)
            picture.name = name
            self._document.setCompression(1)
            self._document.Reference(picture, name)
            self._document.addForm(key, picture)
            self._images[data] = (name, *reader.getSize())
        return self._images[data]

    # -- the sides of sheets ------------------------------------------------------------------

    def _side(self, side: Side) -> None:
        operators = Operators(self, self.fonts)
        for placement in side.placements:
            self._placement(placement, operators)
        operators.items(side.marks)
        width, height = points(side.size.width), points(side.size.height)
        canvas = self._canvas
        canvas.setPageSize((width, height))
        # ReportLab keeps a box for all later pages: set each one, each time.
        trim = self._trim(side)
        canvas._trimBox = _pdf_box(trim, side.size.height)
        canvas._bleedBox = canvas._trimBox
        scale = number(points(1))
        canvas._preamble = f"{scale} 0 0 -{scale} 0 {number(height)} cm"
        canvas._code[:] = ["\n".join(operators.out)]
        canvas._formsinuse[:] = []
        canvas._setXObjects = lambda page: setattr(page, "XObjects", _references(operators.names))
        canvas.showPage()

    @staticmethod
    def _trim(side: Side) -> Box:
        """The trim box of a sheet is its page's, when it holds just one that is not cut out."""
        flat = [p for p in side.placements if not p.page.round]
        if len(flat) == 1 and len(side.placements) == 1:
            trim = flat[0].page.trim
            return Box(flat[0].corner.x, flat[0].corner.y, trim.width, trim.height)
        return Box(0, 0, *side.size)

    def _placement(self, placement: Placement, operators: Operators) -> None:
        page, (x, y) = placement.page, placement.corner
        move = self._moves.get((x, y))
        if move is None:
            move = f"1 0 0 1 {number(x)} {number(y)} cm"
            self._moves[x, y] = move
        if all(map(_is_plain_use, page.items)):
            # The page is only made of forms: placing them says less than another form would.
            names = [self.form(item.symbol) for item in page.items if isinstance(item, Use)]
            operators.names.update(dict.fromkeys(names))
            drawn = " ".join(f"/{name} Do" for name in names)
            operators.out.append(f"q {move} {drawn} Q")
            return
        state = operators.save()
        operators.out.append(move)
        if self._placed[page] >= MANY:
            if page not in self._pages:
                self._pages[page] = Symbol(page.name, page.items)
            operators.form(self._pages[page])
        else:
            operators.items(page.items)
        operators.restore(state)

    # -- the document -------------------------------------------------------------------------

    def _describe(self) -> None:
        job, canvas = self.job, self._canvas
        canvas.setTitle(job.title)
        canvas.setAuthor(job.author or PRODUCER)
        canvas.setSubject(job.subject)
        canvas.setKeywords(job.keywords)
        canvas.setCreator(PRODUCER)
        canvas.setViewerPreference("PrintScaling", "None")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if len({sheet.front.size for sheet in job.sheets}) > 1:
            # ReportLab's list of viewer preferences lacks this one (ISO 32000-1, table 150).
            preferences = self._document.Catalog.ViewerPreferences
            preferences.validate = {
                **preferences.validate,
                "PickTrayByPDFSize": pdfdoc.checkPDFBoolean,
            }
            canvas.setViewerPreference("PickTrayByPDFSize", "true")

    def _bookmarks(self) -> None:
        canvas, job = self._canvas, self.job
        names = [f"Page{n + 1}" for n in range(len(job.sheets))]
        for n, section in enumerate(job.sections):
            key = f"section-{n}"
            destination = canvas._bookmarkReference(key)
            destination.fit()
            destination.setPage(pdfdoc.PDFObjectReference(names[section.sheet]))
            canvas.addOutlineEntry(section.title, key, section.level)
        for n, sheet in enumerate(job.sheets):
            if sheet.label:
                canvas.addPageLabel(n, prefix=sheet.label)
        if len(job.sections) > 1:
            canvas.showOutline()


def _is_plain_use(item: Item) -> bool:
    return isinstance(item, Use) and not item.x and not item.y and not item.turn and item.scale == 1


def _references(names: dict[str, None]) -> dict[str, object] | None:
    return {name: pdfdoc.PDFObjectReference(name) for name in names} or None


def _pdf_box(box: Box, height: float) -> tuple[float, ...]:
    """A box in PDF's points from the bottom left of a side of `height` mm."""
    edges = (box.x, height - box.bottom, box.right, height - box.y)
    return tuple(round(points(edge), 4) for edge in edges)


def _font(fonts: Fonts, name: str) -> TTFont:
    """Return ReportLab's font of a name, parsed once in a process."""
    path = str(fonts.file(name))
    face = _FACES.get(path)
    if face is None:
        try:
            # Codes as they come, not all of ASCII: half the bytes of a font subset.
            face = TTFont(name, path, asciiReadable=0)
        except (TTFError, OSError) as error:
            raise Undoable(f"the font file {path} cannot be embedded: {error}") from None
        _FACES[path] = face
        pdfmetrics.registerFont(face)
    return face


_FACES: dict[str, TTFont] = {}
