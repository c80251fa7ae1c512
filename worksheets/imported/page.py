"""A page of a PDF that the school already has, as it is drawn here."""

from __future__ import annotations

from msgspec import Struct

from worksheets.geometry import Size
from worksheets.imported.stored import Stored


class ImportedPage(Struct, frozen=True):
    """A page by its number in the file, from 1: its size, and the form that draws it.

    The form's unit is a millimetre; its origin is the top left corner of the page as it is read.
    """

    number: int
    size: Size
    form: Stored
