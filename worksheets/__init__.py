"""Printable workshop materials from content files, at true size.

    content/*.yaml --read--> Content --render--> markup --parse--> Page --typeset--> Page
        --impose--> Sheet --write--> bytes

1. Read      YAML text becomes a frozen, checked Content. Errors name the YAML line.
             (reading, content)
2. Render    Jinja turns Content into drawing markup. Every element remembers its template line.
3. Parse     Markup becomes Pages: frozen drawing values in millimetres.  (markup, drawing, theme)
4. Typeset   Paragraphs and labels become placed lines of text, by the fonts' own metrics.
             (typesetting, fonts)
5. Impose    Pages are placed on the sides of Sheets: one up, circles packed, large ones tiled.
             (imposition, marks, handouts, prepress)
6. Write     A writer turns Sheets into bytes: PDF, SVG, PNG, or a readable outline.  (writers)
"""

__version__ = "0.1.0"
