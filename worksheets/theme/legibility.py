"""Whether a theme's colours survive the copier: all that must be read or told apart can be.

A theme declares which texts and drawings may stand on which inks. Text needs the contrast that
WCAG 2.1 asks of it (1.4.3), a drawing that carries meaning that of 1.4.11; the two sets of circles
must differ in grey and to colour-blind eyes, by their discs or by the pattern of their rings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from math import floor

from msgspec import Struct

from worksheets.problems import NOWHERE, Place, Problem, Problems
from worksheets.theme import colour
from worksheets.theme.colour import Colour
from worksheets.theme.theme import Theme

SETS = ("dark", "light", "plain")  # the styles that a set of circles can have


class Demand(Struct, frozen=True):
    """What one ink must have beside another."""

    ink: str
    beside: str
    measure: Callable[[Colour, Colour], float]
    least: float
    fact: str

    def measured(self, inks: Mapping[str, Colour]) -> float:
        return self.measure(inks[self.ink], inks[self.beside])

    def is_met(self, inks: Mapping[str, Colour]) -> bool:
        return self.measured(inks) >= self.least

    def sentence(self, inks: Mapping[str, Colour]) -> str:
        """Return what was measured, rounded down: what falls short never looks enough."""
        measured = floor(self.measured(inks) * 100) / 100
        return self.fact.format(self, measured=measured)


def in_grey(first: Colour, second: Colour) -> float:
    """Return how far two colours are apart on a grey printer, in L*."""
    return abs(colour.lightness(first) - colour.lightness(second))


def seen_with(blindness: str) -> Callable[[Colour, Colour], float]:
    """Return the measure of how far two colours are apart to an eye with a blindness."""

    def apart(first: Colour, second: Colour) -> float:
        labs = (colour.lab(colour.seen(tone, blindness)) for tone in (first, second))
        return colour.difference(*labs)

    return apart


# What is measured, how much is needed, and how it is told. 20 in CIEDE2000: the usual sets are 47
# apart with tritanopia, an office program's blue and green 17, a pale blue and a pale green 4.
TEXT = (colour.contrast, 4.5, "{0.ink} on {0.beside}: contrast {measured:g}, text needs 4.5")
LARGE = (colour.contrast, 3.0, "{0.ink} on {0.beside}: contrast {measured:g}, large text needs 3")
DRAWN = (colour.contrast, 3.0, "{0.ink} on {0.beside}: contrast {measured:g}, drawings need 3")
APART = (
    (in_grey, 40.0, "{0.ink} and {0.beside}: {measured:g} apart in grey, the sets need 40"),
    *(
        (
            seen_with(blindness),
            20.0,
            f"{{0.ink}} and {{0.beside}}: {{measured:g}} apart with {blindness}, the sets need 20",
        )
        for blindness in colour.BLINDNESS
    ),
)


def demands(theme: Theme) -> Iterator[Demand]:
    """Yield all that must hold between a theme's inks."""
    for ground, names in theme.grounds.items():
        for name in names:
            if name in theme.inks:
                yield Demand(name, ground, *TEXT)
            else:
                style = theme.styles[name]
                yield Demand(style.ink.name, ground, *(LARGE if style.is_large else TEXT))
    for ground, names in theme.graphics.items():
        for name in names:
            yield Demand(name, ground, *DRAWN)
    if theme.told_apart_by == "fill":
        dark, *others = (f"{style}-fill" for style in SETS)
        for other in others:
            for measure, least, fact in APART:
                yield Demand(dark, other, measure, least, fact)


def check(theme: Theme, written: Mapping[str, Place], at: Place = NOWHERE) -> None:
    """Raise Problems with every ink that cannot stand where it may stand.

    `written` are the inks that can be changed, and where: of two that do not go together, the
    problem lies with the one that is written there.
    """
    _check_rings(theme, at)
    inks = {name: ink.rgb for name, ink in theme.inks.items()}
    all_demands = tuple(demands(theme))
    unmet: dict[str, list[Demand]] = {}
    for demand in all_demands:
        if not demand.is_met(inks):
            to_mend = demand.ink if demand.ink in written else demand.beside
            unmet.setdefault(to_mend, []).append(demand)
    if unmet:
        tones = _mended(inks, unmet, all_demands, theme.grounds)
        raise Problems(
            _problem(name, unmet[name], inks, tones[name], written.get(name, at)) for name in unmet
        )


def _check_rings(theme: Theme, at: Place) -> None:
    """Raise Problem when two sets that their discs do not tell apart have rings that are alike."""
    dark, *others = (theme.rule(f"{style}-ring", at) for style in SETS)
    for rule, other in combinations((dark, *others), 2):
        if rule is dark and theme.told_apart_by == "fill":
            continue
        alike = bool(rule.dash) == bool(other.dash) if rule is dark else rule.dash == other.dash
        if alike or not (rule.weight and other.weight):
            hint = "another pattern of dashes"
            raise Problem(
                f"told_apart_by: the rules {rule.name} and {other.name} do not tell the sets apart",
                at,
                hint="draw one of them dashed and the other not" if rule is dark else hint,
            )


def _mended(
    inks: Mapping[str, Colour],
    unmet: Iterable[str],
    all_demands: Iterable[Demand],
    grounds: Mapping[str, object],
) -> dict[str, Colour | None]:
    """Return for each ink the nearest tone with which all would be well, if there is one.

    Grounds first: what stands on them is then measured on their new tones.
    """
    inks, tones = dict(inks), {}
    waiting = sorted(unmet, key=lambda name: name not in grounds)
    while waiting:
        name = waiting.pop(0)
        mine = [
            demand
            for demand in all_demands
            if name in (demand.ink, demand.beside)
            and demand.ink not in waiting
            and demand.beside not in waiting
        ]
        tones[name] = colour.nearest(
            inks[name],
            lambda tone, name=name, mine=mine: all(d.is_met({**inks, name: tone}) for d in mine),  # type: ignore[misc]  # bound now
        )
        inks[name] = tones[name] or inks[name]
    return tones


def _problem(
    name: str,
    unmet: Iterable[Demand],
    inks: Mapping[str, Colour],
    tone: Colour | None,
    at: Place,
) -> Problem:
    worst, *others = sorted(unmet, key=lambda demand: demand.measured(inks) / demand.least)
    hint = (
        f'write {name}: "{colour.written(tone)}", the nearest that does'
        if tone
        else "no lighter or darker tone does: change what stands on it or beside it as well"
    )
    detail = "; ".join(demand.sentence(inks) for demand in others)
    return Problem(worst.sentence(inks), at, hint=hint, detail=detail)
