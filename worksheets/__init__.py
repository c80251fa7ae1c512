"""Printable workshop materials from content files, at true size.

    content/*.yaml --read--> Content --render--> markup --parse--> Page --typeset--> Page
        --impose--> Sheet --write--> bytes

1. Read      YAML text becomes a frozen, checked Content. Errors name the YAML line.
             (reading, content, imported)
2. Render    Jinja turns Content into drawing markup. Every element remembers its template line.
3. Parse     Markup becomes Pages: frozen drawing values in millimetres.  (markup, drawing, theme)
4. Typeset   Paragraphs and labels become placed lines of text, by the fonts' own metrics.
             (typesetting, fonts)
5. Impose    Pages are placed on the sides of Sheets: one up, circles packed, large ones tiled.
             (imposition, marks, handouts, prepress)
6. Write     A writer turns Sheets into bytes: PDF, SVG, PNG, or a readable outline.  (writers)

    import worksheets
    press = worksheets.open("content/gpo", subjects=["Engels"])
    press.pdf("kwadrant")  # the bytes of the file
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it; that module takes a while to import

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from worksheets.press.jobs import Press

__version__ = "0.1.0"


def open(  # as worksheets.open
    folder: Path | str, *, templates: Path | str | None = None, **options: Any
) -> Press:
    """Return the press of a content folder; options are those of `worksheets.options.Options`.

    Raises Problems for what is wrong in the content, Undoable for options that do not go together.
    """
    from pathlib import Path

    from worksheets.options import Options
    from worksheets.production import sources

    chosen = Options(**options)
    read = sources.read(Path(folder))
    return read.press(chosen, Path(templates) if templates is not None else None)
