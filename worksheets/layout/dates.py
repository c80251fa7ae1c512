"""Months and days as a language writes them, by the Unicode CLDR.

Babel is imported when a name is asked for: that costs as much as a page.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any


def short_months(language: str) -> tuple[str, ...]:
    """Return the short names from January, as they stand alone; none for an unknown language."""
    locale = _locale(language)
    if locale is None:
        return ()
    names = locale.months["stand-alone"]["abbreviated"]
    return tuple(names[n] for n in range(1, 13))


def months(language: str) -> tuple[str, ...]:
    """Return the names from January in full, as they stand alone; none for an unknown language."""
    locale = _locale(language)
    if locale is None:
        return ()
    names = locale.months["stand-alone"]["wide"]
    return tuple(names[n] for n in range(1, 13))


def day(when: date, language: str) -> str:
    """Return a day in full, "10 oktober 2026"; "" for an unknown language."""
    from babel import dates

    locale = _locale(language)
    return dates.format_date(when, "long", locale) if locale else ""


def month(when: date, language: str) -> str:
    """Return a month with its year in full, "oktober 2026"; "" for an unknown language."""
    from babel import dates

    locale = _locale(language)
    return dates.format_skeleton("yMMMM", when, locale=locale) if locale else ""


@cache
def _locale(language: str) -> Any:
    """Return Babel's locale for a language like nl, nl-NL or sr-Latn-RS, or None.

    Made from its parts: Babel's parser first reads all that it knows of the world's languages.
    """
    from babel import Locale, UnknownLocaleError

    name, *parts = language.split("-")
    script = next((part for part in parts if len(part) == 4), None)
    territory = next((part for part in parts if len(part) < 4), None)
    for rest in ((territory, script), (None, script), (None, None)):
        try:
            return Locale(name, *rest)
        except UnknownLocaleError:
            continue
    return None
