"""A content stream of a PDF (ISO 32000-1, 7.8.2): what draws a page or a form, being filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from worksheets.drawing.items import Symbol
from worksheets.fonts.metrics import GlyphRun
from worksheets.geometry import number
from worksheets.imported.stored import Stored
from worksheets.writers.pdf.letters import Letter
from worksheets.writers.pdf.operators import (
    Begin,
    Drawn,
    End,
    Image,
    Laid,
    Paint,
    Part,
    Shown,
    image_matrix,
)
from worksheets.writers.pdf.tagging import Marks, text_string


class Forms(tuple[Symbol, ...]):
    """The symbols that draw a page, one over the other."""

    __slots__ = ()


class ContentStream:
    """Operators, the runs they show, and what they draw.

    What is drawn has a name of its own in each stream (X0, X1 ...), so that equal streams are equal
    bytes. A page's stream has marks; a form's has none, as it is what it is where it is drawn.
    """

    __slots__ = ("_code", "_drawn", "draws", "is_own", "marks", "out", "runs")

    def __init__(self, code: Callable[[Letter], str], marks: Marks | None = None) -> None:
        self._code = code
        self.is_own = False  # this file's: another one has other codes for its letters
        self.out: list[str] = []
        self.runs: list[GlyphRun] = []
        self.draws: dict[Symbol | Image | Stored, int] = {}
        self.marks = marks
        self._drawn: dict[Forms, str] = {}

    def draw(self, drawn: Symbol | Image | Stored) -> None:
        name = self.draws.setdefault(drawn, len(self.draws))
        self.out.append(f"/X{name} Do")

    def draw_all(self, forms: Forms) -> None:
        """Draw forms one over the other; the same ones are mostly drawn many times."""
        operators = self._drawn.get(forms)
        if operators is None:
            names = [self.draws.setdefault(form, len(self.draws)) for form in forms]
            operators = self._drawn[forms] = "\n".join(f"/X{name} Do" for name in names)
        self.out.append(operators)

    def fill(self, parts: Iterable[Part], size: Callable[[bytes], tuple[int, int]]) -> None:
        """Fill in a recipe; `size` tells the pixels of an image."""
        out, marks = self.out, self.marks
        said: list[str | None] = []
        for part in parts:
            match part:
                case str():
                    if marks and isinstance(part, Paint):
                        marks.paint(out, text=False)
                    out.append(part)
                case Shown():
                    if marks:
                        marks.paint(out, text=True)
                    operators = part.operators
                    if part.letters:
                        self.is_own = True
                        operators = operators.format(*map(self._code, part.letters))
                    out.append(operators)
                    self.runs.append(part.run)
                case Drawn():
                    if marks:
                        marks.paint(out, text=part.spoken)
                    self.draw(part.symbol)
                case Image():
                    if marks:
                        marks.paint(out, text=True)
                    out.append(f"q {image_matrix(part.picture, *size(part.picture.data))} cm")
                    self.draw(part)
                    out.append("Q")
                case Laid():
                    if marks:
                        marks.paint(out, text=True)
                    page = part.page
                    scale = number(page.scale, 8)
                    place = f"{number(page.x)} {number(page.y)}"
                    out.append(f"q {scale} 0 0 {scale} {place} cm")
                    self.draw(page.form)
                    out.append("Q")
                case Begin():
                    if marks:
                        marks.begin(part.tag, part.said)
                    elif part.said is not None:
                        out.append(f"/Span<</ActualText{text_string(part.said)}>>BDC")
                    said.append(part.said)
                case End():
                    if said.pop() is not None and not marks:
                        out.append("EMC")
                    if marks:
                        marks.end()
