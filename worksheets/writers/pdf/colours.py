"""How an ink is written in a content stream: red, green and blue, or on a press's plates.

On plates an ink is cyan, magenta, yellow and black (ISO 32000-1, 8.6.4.4), or a separation of its
own (8.6.6.4): lines that a machine cuts along are no colour. Black text, black lines and
separations overprint (8.6.7), so that no white shows where a plate is a hair off.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from worksheets.geometry import number
from worksheets.theme.colour import plates
from worksheets.theme.theme import Ink

# What a separation looks like where it has no plate of its own. All is on every plate.
SEEN_AS = {"All": "1 1 1 1"}
SEEN = "0 1 0 0"  # magenta, as printers expect of lines that are not to be printed
OVER, OUT = "Over", "Out"  # graphics states: overprint, knock out


class Screen:
    """Red, green and blue."""

    name = "screen"
    has_plates = False

    def fill(self, ink: Ink) -> str:
        return f"{_rgb(ink)} rg"

    def stroke(self, ink: Ink) -> str:
        return f"{_rgb(ink)} RG"

    def resources(self) -> dict[str, str]:
        """Return what every stream needs among its resources, by kind."""
        return {}


class Plates(Screen):
    """Cyan, magenta, yellow and black, with separations."""

    name = "plates"
    has_plates = True

    def __init__(self, separations: Iterable[str] = ()) -> None:
        self.separations = tuple(separations)

    def fill(self, ink: Ink) -> str:
        return f"/{ink.separation} cs 1 scn" if ink.separation else f"{_parts(ink)} k"

    def stroke(self, ink: Ink) -> str:
        return f"/{ink.separation} CS 1 SCN" if ink.separation else f"{_parts(ink)} K"

    def overprints(self, ink: Ink, *, thin: bool) -> bool:
        """Return whether an ink leaves what lies below.

        Separations do, and what is thin (text, lines) in black alone.
        """
        if ink.separation:
            return True
        cyan, magenta, yellow, black = parts(ink)
        return thin and black == 1 and not (cyan or magenta or yellow)

    def resources(self) -> dict[str, str]:
        spaces = "".join(
            f"/{name}[/Separation/{name}/DeviceCMYK"
            f"<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[{SEEN_AS.get(name, SEEN)}]>>]"
            for name in self.separations
        )
        over, out = "<</op true/OP true/OPM 1>>", "<</op false/OP false/OPM 0>>"
        return {"ExtGState": f"<</{OVER}{over}/{OUT}{out}>>", "ColorSpace": f"<<{spaces}>>"}


SCREEN = Screen()


def parts(ink: Ink) -> tuple[float, float, float, float]:
    """Return cyan, magenta, yellow and black from 0 to 1: the theme's, or else computed."""
    return ink.plates or plates(ink.rgb)


@lru_cache(256)
def _rgb(ink: Ink) -> str:
    return _numbers(ink.rgb)


def _parts(ink: Ink) -> str:
    return _numbers(parts(ink))


def _numbers(values: Iterable[float]) -> str:
    return " ".join(map(number, values))
