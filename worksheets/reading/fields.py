"""The types that the models of all content files share."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from typing import Annotated, Literal

from msgspec import Meta

from worksheets.choices import Bounds

NOT_BLANK = r"\S"
# `$` also matches before a last line end, which a block text (|) has: `(?!\n)` refuses it.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$(?!\n)"
SLUG_OR_NOTHING = r"^([a-z0-9]+(-[a-z0-9]+)*)?$(?!\n)"
COLOUR = r"^#[0-9A-Fa-f]{6}$(?!\n)"
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$(?!\n)"
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$(?!\n)"

CLOCK = r"^(([01]?[0-9]|2[0-3])[:.][0-5][0-9])?$(?!\n)"
EARLIER = r"^(actions-[a-z0-9]+(-[a-z0-9]+)*\.yaml)?$(?!\n)"
# Pages of a file: 3, 1-2, or 1,3-4.
PAGES = r"^([1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?(, ?[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?)*)?$(?!\n)"

PATTERNS = {
    NOT_BLANK: "a text that is not empty",
    SLUG: "lower-case letters, digits and hyphens, like 'met-wie'",
    LANGUAGE: "a language, like 'nl' or 'nl-NL'",
    SLUG_OR_NOTHING: "lower-case letters, digits and hyphens, like 'cirkels'",
    COLOUR: "a colour, like '#1F4E9E'",
    MONTH: "a month, like '2026-09'",
    DAY: "a day, like '2026-10-10'",
    CLOCK: "a time, like '13:30'",
    EARLIER: "a file of actions, like 'actions-2025.yaml'",
    PAGES: "pages, like 3, '1-2' or '1,3-4'",
}

Text = Annotated[str, Meta(pattern=NOT_BLANK)]
Slug = Annotated[str, Meta(pattern=SLUG)]
Month = Annotated[str, Meta(pattern=MONTH, examples=["2026-09"])]
Day = Annotated[str, Meta(pattern=DAY, examples=["2026-10-10"])]
Colour = Annotated[str, Meta(pattern=COLOUR, examples=["#1F4E9E"])]
Source = Annotated[
    Literal["original", "derived", "own"],
    Meta(description="Whose words these are: those of the source, derived from it, or our own."),
]
Axis = Literal["horizontal", "vertical", "both"]
Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
Style = Literal["dark", "light", "plain"]
Mark = Literal["square", "triangle", "diamond", "cross", "star", "bar", "ring", "hexagon"]
HolidayKind = Literal["holiday", "staff-day", "exam", "placement", "public"]


def within(bounds: Bounds, description: str) -> Meta:
    """Return what a number of the content must be: from its least to its most."""
    return Meta(ge=bounds.least, le=bounds.most, description=description)
