"""Months and days are written as the language does."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from conftest import MONTHS, ROOT, Workshop

from worksheets.layout import dates
from worksheets.problems import Problem


@pytest.mark.parametrize("language", ["nl", "nl-NL", "nl-BE"])
def test_dutch_months_are_those_of_the_handreiking(language: str) -> None:
    """Without stops, and mrt for March."""
    assert MONTHS == dates.short_months(language)


@pytest.mark.parametrize(
    ("language", "march", "day", "month"),
    [
        ("nl-NL", "mrt", "1 maart 2027", "maart 2027"),
        ("en-GB", "Mar", "1 March 2027", "March 2027"),
        ("en-US", "Mar", "March 1, 2027", "March 2027"),
        ("de", "Mär", "1. März 2027", "März 2027"),
        ("fr-BE", "mars", "1 mars 2027", "mars 2027"),
        ("pl", "mar", "1 marca 2027", "marzec 2027"),
        ("sr-Latn-RS", "mar", "1. mart 2027.", "mart 2027."),
        ("es-419", "mar", "1 de marzo de 2027", "marzo de 2027"),
        ("nl-XX", "mrt", "1 maart 2027", "maart 2027"),  # an unknown country: as in the Netherlands
    ],
)
def test_each_language_writes_them_its_own_way(
    language: str, march: str, day: str, month: str
) -> None:
    """Order, stops and cases included."""
    when = date(2027, 3, 1)
    assert (march, day, month) == (
        dates.short_months(language)[2],
        dates.day(when, language),
        dates.month(when, language),
    )


def test_an_unknown_language_has_no_names() -> None:
    assert ((), "", "") == (
        dates.short_months("qqq"),
        dates.day(date(2027, 3, 1), "qqq"),
        dates.month(date(2027, 3, 1), "qqq"),
    )


def test_a_workshop_in_an_unknown_language_names_its_months(workshop: Workshop) -> None:
    """Until it does, that is a problem with a remedy; then they are read aloud as well."""
    workshop.change("workshop.yaml", "language: nl-NL", "language: qqq")
    with pytest.raises(
        Problem, match="no names of months are known in the language 'qqq'"
    ) as raised:
        press = workshop.press()
        press.job(press.handout("tijdlijn-overzicht"))
    assert "write month_names in timeline.yaml" == raised.value.hint
    names = ", ".join(f"m{n}" for n in range(1, 13))
    workshop.change("timeline.yaml", "months: 13", f"months: 13\nmonth_names: [{names}]")
    press = workshop.press()
    assert press.job(press.handout("tijdlijn-overzicht")).sheets


def test_names_of_ones_own_go_before_those_of_the_language(workshop: Workshop) -> None:
    names = ", ".join(f"m{n}" for n in range(1, 13))
    workshop.change("timeline.yaml", "months: 13", f"months: 13\nmonth_names: [{names}]")
    press = workshop.press()
    (sheet,) = press.job(press.handout("tijdlijn-overzicht")).sheets
    assert "'m9 2026'" in str(sheet) and "'september 2026'" not in str(sheet)


def test_babel_waits_until_a_name_is_asked_for() -> None:
    """A kit without a timeline does not pay for it."""
    code = (
        "import sys, worksheets.press.jobs, worksheets.layout.chart as t;"
        "assert 'babel' not in sys.modules; t.dates.short_months('nl');"
        "assert 'babel' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
