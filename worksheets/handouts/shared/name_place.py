"""Where the name of a participant stands on a sheet: at the right of its head."""

from __future__ import annotations

from msgspec import Struct

NAME_WIDTH = 58.0  # mm at the right of a head


class NamePlace(Struct, frozen=True, kw_only=True):
    """The place of a name: mm below the top of the area, high and wide; it keeps clear of a logo.

    It says whose sheet it is where the head does not say the part of the worksheet. Its right end
    is `inset` mm within the area.
    """

    below: float
    height: float
    width: float = NAME_WIDTH
    clear_of_logo: bool = True
    always_labelled: bool = False
    inset: float = 0.0


# In the white part of the band.
HEAD = NamePlace(below=3.6, height=6.8, inset=4)
