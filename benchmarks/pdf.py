"""What the yardstick needs of ReportLab: fonts, forms and pages, written as operators.

Everything is in millimetres with y downwards; the matrix at the start of a page turns that round.
What is equal in many files (fonts, forms) is made and compressed once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import kerning
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont, makeToUnicodeCMap
from reportlab.pdfgen.canvas import Canvas

rl_config.useA85 = 0

PT = 25.4 / 72
K = 0.5522847  # control points of a quarter circle
FONTS = Path(__file__).parent.parent / "templates" / "fonts"


def rgb(colour: str) -> str:
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.4f}" for n in (0, 2, 4))


def packed(operators: Iterable[str]) -> bytes:
    return zlib.compress("\n".join(operators).encode("latin1"))


class Raw(pdfdoc.PDFObject):
    """An object of which the bytes are known: ReportLab only counts it."""

    __RefOnly__ = 1

    def __init__(self, data: bytes):
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self.data


def added(doc: pdfdoc.PDFDocument, head: str, stream: bytes | None = None) -> int:
    """Add an object to a file; return its number."""
    data = f"<<{head}>>".encode("latin1")
    if stream is not None:
        head = f"<<{head}/Filter/FlateDecode/Length {len(stream)}>>"
        data = b"".join((head.encode("latin1"), b"\nstream\n", stream, b"\nendstream\n"))
    doc.Reference(Raw(data))
    number: int = doc.objectcounter
    return number


class Face:
    """A font of one file: what shows its characters there, how wide they are, how they kern."""

    _parsed: dict[str, TTFont] = {}  # noqa: RUF012  shared on purpose: a font is parsed once
    _subsets: dict[tuple[str, tuple[int, ...]], tuple[bytes, ...]] = {}  # noqa: RUF012  as above

    def __init__(
        self, weight: str, pairs: dict[str, int], doc: pdfdoc.PDFDocument, seed: dict[str, str]
    ):
        font = self._parsed.get(weight)
        if font is None:
            path = str(FONTS / f"AtkinsonHyperlegibleNext-{weight}.ttf")
            font = self._parsed[weight] = TTFont(weight, path, asciiReadable=0)
            font.addObjects = lambda doc: self._embed(font, doc)
        self.font, self.doc, self.pairs = font, doc, pairs
        self.widths = font.face.charWidths
        self.shown = dict(seed)
        font.splitString("".join(seed), doc)
        self.name = font.getSubsetInternalName(0, doc)

    def _show(self, char: str) -> str:
        ((_, (code,)),) = self.font.splitString(char, self.doc)
        plain = 32 <= code <= 126 and code not in b"()\\"
        shown = self.shown[char] = chr(code) if plain else f"\\{code:03o}"
        return shown

    def row(self, words: str) -> tuple[float, str]:
        """Return the width in em and the operator that shows a line, kerned."""
        shown, widths, pairs = self.shown, self.widths, self.pairs
        out, wide, last = ["[("], 0.0, ""
        for char in words:
            shift = pairs.get(last + char)
            if shift:
                out.append(f"){-shift}(")
                wide += shift
            out.append(shown.get(char) or self._show(char))
            wide += widths[ord(char)]
            last = char
        out.append(")]TJ")
        return wide / 1000, "".join(out)

    @classmethod
    def _embed(cls, font: TTFont, doc: pdfdoc.PDFDocument) -> None:
        """Do as ReportLab does when it saves, with equal subsets made and compressed once."""
        face, (subset,) = font.face, font.state[doc].subsets
        key = (font.fontName, tuple(subset))
        name = f"AAAAAA+{face.name.decode('ascii')}"
        if key not in cls._subsets:
            program = face.makeSubset(subset)
            codes = makeToUnicodeCMap(name, subset).encode("latin1")
            widths = " ".join(f"{face.getCharWidth(code):g}" for code in subset)
            cls._subsets[key] = (
                *(zlib.compress(program), b"/Length1 %d" % len(program)),
                *(zlib.compress(codes), widths.encode("ascii")),
            )
        file, length, codes, widths = cls._subsets[key]
        file_number = added(doc, length.decode("ascii"), file)
        codes_number = added(doc, "", codes)
        descriptor = added(
            doc,
            f"/Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/Ascent {face.ascent:g}"
            f"/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
            f"/FontBBox[{' '.join(f'{edge:g}' for edge in face.bbox)}]"
            f"/MissingWidth {face.defaultWidth:g}/FontFile2 {file_number} 0 R",
        )
        number = added(
            doc,
            f"/Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 0/LastChar {len(subset) - 1}"
            f"/Widths[{widths.decode('ascii')}]/ToUnicode {codes_number} 0 R"
            f"/FontDescriptor {descriptor} 0 R",
        )
        internal = font.getSubsetInternalName(0, doc)[1:]
        reference = pdfdoc.PDFObjectReference(f"R{number}")
        doc.idToObject["BasicFonts"].dict[internal] = reference
        del font.state[doc]


class Book:
    """One PDF file being written. `seed` makes the codes of characters equal in several files."""

    def __init__(
        self,
        path: Path | str,
        title: str,
        seed: tuple[dict[str, str], dict[str, str]] | None = None,
    ):
        self.canvas = Canvas(str(path), pageCompression=1, invariant=1, lang="nl-NL")
        self.canvas.setTitle(title)
        self.canvas.setViewerPreference("PrintScaling", "None")
        self.doc = self.canvas._doc
        regular, bold = seed or ({}, {})
        self.regular = Face("Regular", kerning.REGULAR, self.doc, regular)
        self.bold = Face("Bold", kerning.BOLD, self.doc, bold)
        self._fonts = self.doc.idToObjectNumberAndVersion["BasicFonts"][0]

    @property
    def seed(self) -> tuple[dict[str, str], dict[str, str]]:
        return self.regular.shown, self.bold.shown

    def text(self, x: float, y: float, size: float, words: str, look: Look) -> str:
        """Return the operators of a line of `size` points in its ink."""
        face = self.bold if look.bold else self.regular
        wide, row = face.row(words)
        size *= PT
        x -= wide * size * look.align
        return f"{look.ink} rg BT {face.name} {size:.4f} Tf 1 0 0 -1 {x:.4f} {y:.4f} Tm {row} ET"

    def form(self, drawing: bytes) -> int:
        """Keep compressed operators as a form XObject; return its number."""
        return added(
            self.doc,
            "/Type/XObject/Subtype/Form/BBox[-100 -100 500 500]"
            f"/Resources<</Font {self._fonts} 0 R>>",
            drawing,
        )

    def page(self, width: int, height: int, operators: str, inner: dict[str, int]) -> None:
        canvas = self.canvas
        canvas._pagesize = (width / PT, height / PT)
        canvas._preamble = f"{1 / PT:.4f} 0 0 -{1 / PT:.4f} 0 {height / PT:.4f} cm"
        canvas._code = [operators]
        forms = {key: pdfdoc.PDFObjectReference(f"R{number}") for key, number in inner.items()}
        canvas._setXObjects = lambda page: setattr(page, "XObjects", forms or None)
        canvas.showPage()

    def save(self) -> None:
        self.canvas.save()


class Look:
    """Weight, ink and alignment (0 left, 0.5 centre, 1 right) of a line of text."""

    __slots__ = ("align", "bold", "ink")

    def __init__(self, ink: str, *, bold: bool = False, align: float = 0):
        self.ink, self.bold, self.align = ink, bold, align


def circle(x: float, y: float, r: float) -> str:
    left, right, up, down, k = x - r, x + r, y - r, y + r, r * K
    return (
        f"{right:.4f} {y:.4f} m "
        f"{right:.4f} {y + k:.4f} {x + k:.4f} {down:.4f} {x:.4f} {down:.4f} c "
        f"{x - k:.4f} {down:.4f} {left:.4f} {y + k:.4f} {left:.4f} {y:.4f} c "
        f"{left:.4f} {y - k:.4f} {x - k:.4f} {up:.4f} {x:.4f} {up:.4f} c "
        f"{x + k:.4f} {up:.4f} {right:.4f} {y - k:.4f} {right:.4f} {y:.4f} c h"
    )


def rounded(x: float, y: float, wide: float, high: float, r: float) -> str:
    k, right, foot = r * (1 - K), x + wide, y + high
    return (
        f"{x + r:g} {y:g} m {right - r:g} {y:g} l "
        f"{right - k:g} {y:g} {right:g} {y + k:g} {right:g} {y + r:g} c {right:g} {foot - r:g} l "
        f"{right:g} {foot - k:g} {right - k:g} {foot:g} {right - r:g} {foot:g} c "
        f"{x + r:g} {foot:g} l {x + k:g} {foot:g} {x:g} {foot - k:g} {x:g} {foot - r:g} c "
        f"{x:g} {y + r:g} l {x:g} {y + k:g} {x + k:g} {y:g} {x + r:g} {y:g} c h"
    )
