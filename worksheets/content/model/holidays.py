"""The days that a timeline marks: holidays by region, public holidays, the school's own days."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from typing import Annotated

from msgspec import Meta, Struct

from worksheets.reading.fields import Day, HolidayKind, Slug, Text


class Holiday(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Days without lessons, or with other work."""

    name: Annotated[Text, Meta(description="Its name.")]
    first: Annotated[Day, Meta(description="First day, like 2026-10-10.")]
    last: Annotated[Day, Meta(description="Last day; the same for a single day.")]
    kind: Annotated[HolidayKind, Meta(description="What sort of days these are.")] = "holiday"


class PublicHoliday(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A day on which the whole country is free."""

    name: Annotated[Text, Meta(description="Its name.")]
    day: Annotated[Day, Meta(description="When it is, like 2026-12-25.")]


class Region(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the country with holidays of its own."""

    id: Annotated[Slug, Meta(description="Short name; a timeline names it.")]
    name: Annotated[Text, Meta(description="Its name on the sheet.")]
    days: Annotated[tuple[Holiday, ...], Meta(description="Its holidays, in any order.")] = ()


class KindNames(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of the legend."""

    holiday: Annotated[Text, Meta(description="The word for a holiday.")]
    staff_day: Annotated[Text, Meta(description="The word for a day without lessons.")]
    exam: Annotated[Text, Meta(description="The word for a week of exams.")]
    placement: Annotated[Text, Meta(description="The word for a period of work placement.")]
    public: Annotated[Text, Meta(description="The word for a public holiday.")]

    def of(self, kind: str) -> str:
        """Return the word for a kind of days."""
        return str(getattr(self, kind.replace("-", "_")))


class Holidays(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The days that a timeline marks; it chooses one of the regions."""

    source: Annotated[str, Meta(description="Where the dates come from.")]
    note: Annotated[str, Meta(description="A warning, printed with them.")] = ""
    period: Annotated[
        Text, Meta(description="From when to when, read aloud; holds {first} and {last}.")
    ] = "{first} – {last}"
    kinds: Annotated[KindNames, Meta(description="The words of the legend.")]
    regions: Annotated[tuple[Region, ...], Meta(description="The regions.")] = ()
    own: Annotated[
        tuple[Holiday, ...], Meta(description="The school's own days, whatever the region.")
    ] = ()
    public: Annotated[
        tuple[PublicHoliday, ...], Meta(description="Public holidays, small marks.")
    ] = ()

    def region(self, id: str) -> Region | None:
        """Return a region by its id."""
        return next((region for region in self.regions if region.id == id), None)

    def days(self, region: str) -> tuple[Holiday, ...]:
        """Return all days that are marked for a region."""
        chosen = self.region(region)
        public = (
            Holiday(name=one.name, first=one.day, last=one.day, kind="public")
            for one in self.public
        )
        return (*(chosen.days if chosen else ()), *self.own, *public)
