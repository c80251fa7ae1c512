"""The content of a workshop: frozen values, one class per thing an author writes.

The descriptions go to the JSON Schema, so that an editor shows them while typing.
"""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta, Struct

from worksheets.content.document import Document, Step
from worksheets.problems import NOWHERE, Place

NOT_BLANK = r"\S"
# `$` also matches before a last line end, which a block text (|) has: `(?!\n)` refuses it.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$(?!\n)"
SLUG_OR_NOTHING = r"^([a-z0-9]+(-[a-z0-9]+)*)?$(?!\n)"
COLOUR = r"^#[0-9A-Fa-f]{6}$(?!\n)"
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$(?!\n)"
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$(?!\n)"

PATTERNS = {
    NOT_BLANK: "a text that is not empty",
    SLUG: "lower-case letters, digits and hyphens, like 'met-wie'",
    LANGUAGE: "a language, like 'nl' or 'nl-NL'",
    SLUG_OR_NOTHING: "lower-case letters, digits and hyphens, like 'cirkels'",
    COLOUR: "a colour, like '#1F4E9E'",
    MONTH: "a month, like '2026-09'",
    DAY: "a day, like '2026-10-10'",
}

Text = Annotated[str, Meta(pattern=NOT_BLANK)]
Slug = Annotated[str, Meta(pattern=SLUG)]
Month = Annotated[str, Meta(pattern=MONTH, examples=["2026-09"])]
Day = Annotated[str, Meta(pattern=DAY, examples=["2026-10-10"])]
Colour = Annotated[str, Meta(pattern=COLOUR, examples=["#1F4E9E"])]
Source = Annotated[
    Literal["handreiking", "derived", "own"],
    Meta(description="Whose words these are: the handreiking's, derived from it, or our own."),
]
Paper = Literal["A3", "A4", "A5", "Letter", "Tabloid"]
Orientation = Literal["portrait", "landscape"]
Axis = Literal["horizontal", "vertical"]
Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
Style = Literal["dark", "light"]
Mark = Literal["square", "triangle", "diamond", "cross", "star", "bar", "ring", "hexagon"]
HolidayKind = Literal["holiday", "staff-day", "exam", "placement"]


class Theme(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How it looks: a theme of the program, with colours of the house."""

    name: Annotated[
        str,
        Meta(
            pattern=SLUG_OR_NOTHING,
            description="kleur, grijs (for a black-and-white printer) or inktbesparend.",
        ),
    ] = ""
    inks: Annotated[
        dict[str, Colour], Meta(description="Inks to replace, each by its name: '#RRGGBB'.")
    ] = {}
    fonts: Annotated[
        tuple[Text, ...],
        Meta(description="TrueType files in this folder, for letters that our fonts lack."),
    ] = ()


class Words(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The standing words on the sheets; names between { } are filled in while printing."""

    page: Annotated[Text, Meta(description="Page number; holds {page} and {pages}.")]
    version: Annotated[Text, Meta(description="Which version this is; holds {version}.")]
    true_size: Annotated[Text, Meta(description="Advice to print at 100 %, without scaling.")]
    ruler: Annotated[Text, Meta(description="The text at the ruler of 100 mm.")]
    derived: Annotated[Text, Meta(description="Mark at words that the source does not have.")]
    copies: Annotated[Text, Meta(description="How many sets a sheet holds; has {copies}.")]
    source: Annotated[Text, Meta(description="Where facts come from; holds {source}.")]
    logo: Annotated[Text, Meta(description="The logo read aloud; holds {organisation}.")]


class Handout(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing in the kit."""

    id: Annotated[Slug, Meta(description="Short name, also of the file that is made.")]
    title: Annotated[Text, Meta(description="Title of the file and its bookmarks.")]
    template: Annotated[
        str, Meta(description="Name of the template; empty: the same as the id.")
    ] = ""
    paper: Annotated[Paper, Meta(description="The paper it is printed on.")] = "A4"
    orientation: Annotated[Orientation, Meta(description="How the paper lies.")] = "portrait"
    part: Annotated[
        str, Meta(description="Which part of the worksheet, like 'werkblad deel 1 van 3'.")
    ] = ""
    set: Annotated[
        str, Meta(description="The id of the one circle set to print; empty: all sets.")
    ] = ""
    per_subject: Annotated[
        str,
        Meta(
            pattern=SLUG_OR_NOTHING,
            description="Made for each subject, in files that begin with this word.",
        ),
    ] = ""
    copies: Annotated[
        Literal["fill"] | Annotated[int, Meta(ge=1, le=100)],
        Meta(description="Sets of circles; 'fill': as many whole sets as the sheets hold anyway."),
    ] = 1
    note: Annotated[str, Meta(description="A line of advice printed on the sheet.")] = ""

    @property
    def face(self) -> str:
        """The name of the template that draws it."""
        return self.template or self.id


class Workshop(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A workshop: who it is for, and what is printed for it."""

    id: Annotated[Slug, Meta(description="Short name of the workshop.")]
    title: Annotated[Text, Meta(description="Name of the workshop.")]
    language: Annotated[
        str, Meta(pattern=LANGUAGE, description="Language of the sheets, like nl-NL or nl.")
    ]
    version: Annotated[
        Text, Meta(description="Version or date, printed on the sheets.", examples=["2026-09"])
    ]
    organisation: Annotated[str, Meta(description="Name of the school or team.")] = ""
    contact: Annotated[str, Meta(description="Whom to ask, printed on the sheets.")] = ""
    logo: Annotated[str, Meta(description="Picture file in this folder.")] = ""
    attribution: Annotated[
        Text, Meta(description="Whose work this is based on, and its licence; on every sheet.")
    ]
    theme: Annotated[Theme, Meta(description="How it looks, in which colours.")] = Theme()
    participants: Annotated[
        int, Meta(ge=1, le=1000, description="How many people take part; for the packing list.")
    ] = 14
    tables: Annotated[int, Meta(ge=1, le=100, description="How many tables they sit at.")] = 3
    circle_size: Annotated[
        float,
        Meta(ge=15, le=150, description="Diameter of a circle in mm; punches: 38, 51, 63.5, 76."),
    ] = 38
    handouts: Annotated[
        tuple[Handout, ...], Meta(min_length=1, description="What is made, in print order.")
    ]
    words: Annotated[Words, Meta(description="The standing words on the sheets.")]


class HorizontalAxis(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The axis from left to right, with what each place on it means."""

    name: Annotated[Text, Meta(description="What the axis is about.")]
    left: Annotated[Text, Meta(description="Label at the left end.")]
    right: Annotated[Text, Meta(description="Label at the right end.")]
    left_name: Annotated[Text, Meta(description="The word for left.")]
    middle_name: Annotated[Text, Meta(description="The word for the middle.")]
    right_name: Annotated[Text, Meta(description="The word for right.")]
    left_meaning: Annotated[Text, Meta(description="What a circle on the left says.")]
    middle_meaning: Annotated[Text, Meta(description="What a circle in the middle says.")]
    right_meaning: Annotated[Text, Meta(description="What a circle on the right says.")]


class VerticalAxis(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The axis from bottom to top."""

    name: Annotated[Text, Meta(description="What the axis is about.")]
    top: Annotated[Text, Meta(description="Label at the upper end.")]
    bottom: Annotated[Text, Meta(description="Label at the lower end.")]


class Quarter(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the four fields between the axes."""

    id: Annotated[Slug, Meta(description="Short name of the field.")]
    place: Annotated[Corner, Meta(description="Where it lies.")]
    name: Annotated[Text, Meta(description="Its name on the sheet.")]
    summary: Annotated[str, Meta(description="What it means, in one sentence.")] = ""
    source: Source = "handreiking"
    summary_source: Annotated[
        Source, Meta(description="Whose words the summary is; 'derived' is marked on the sheet.")
    ] = "derived"


class Quadrant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sheet that the circles are laid on."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    source: Source = "handreiking"
    attribution: Annotated[
        str, Meta(description="Whose model this is; empty: the workshop's attribution.")
    ] = ""
    perspective: Annotated[str, Meta(description="From whose eyes to look; one line.")] = ""
    horizontal: Annotated[HorizontalAxis, Meta(description="The axis from left to right.")]
    vertical: Annotated[VerticalAxis, Meta(description="The axis from bottom to top.")]
    quadrants: Annotated[
        tuple[Quarter, ...],
        Meta(min_length=4, max_length=4, description="The four fields, each at its own place."),
    ]
    fields: Annotated[
        tuple[Text, ...], Meta(description="What is filled in by hand at the top of the sheet.")
    ] = ()
    description: Annotated[
        str,
        Meta(
            description="The axes and fields in words, read aloud; holds {left}, {right}, {bottom},"
            " {top} and the places of the fields, like {top-left}."
        ),
    ] = ""


class Aspect(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to place on an axis: a circle in each set."""

    id: Annotated[Slug, Meta(description="Short name of the aspect.")]
    axis: Annotated[Axis, Meta(description="The axis that it is placed on.")]
    label: Annotated[Text, Meta(description="The word on the circle.")]
    icon: Annotated[str, Meta(description="Name of its icon in templates/icons.")] = ""
    question: Annotated[Text, Meta(description="The question that it stands for.")]
    talk: Annotated[str, Meta(description="A question to start the conversation.")] = ""
    left: Annotated[str, Meta(description="What left means; horizontal axis only.")] = ""
    middle: Annotated[str, Meta(description="What the middle means.")] = ""
    right: Annotated[str, Meta(description="What right means; horizontal axis only.")] = ""
    bottom: Annotated[str, Meta(description="What the bottom means; vertical axis only.")] = ""
    top: Annotated[str, Meta(description="What the top means; vertical axis only.")] = ""
    source: Source = "handreiking"


class CircleSet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One set of circles: a circle for each aspect, all of one colour."""

    id: Annotated[Slug, Meta(description="Short name of the set.")]
    colour: Annotated[Text, Meta(description="The word for its colour.")]
    title: Annotated[Text, Meta(description="What the set is called, above its sheets.")]
    word: Annotated[Text, Meta(description="The word on each circle; needed without colour.")]
    meaning: Annotated[Text, Meta(description="What laying these circles says.")]
    step: Annotated[int, Meta(ge=1, le=20, description="The step of the plan it is used in.")]
    part: Annotated[str, Meta(description="Which part of the worksheet it is.")] = ""
    style: Annotated[Style, Meta(description="dark: filled, white text; light: pale, dashed ring.")]


class Aspects(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The circles: what is on them and in which sets they come."""

    aspects: Annotated[
        tuple[Aspect, ...], Meta(min_length=1, description="The aspects, in order of use.")
    ]
    sets: Annotated[
        tuple[CircleSet, ...], Meta(min_length=1, description="The sets, in order of use.")
    ]
    blanks: Annotated[int, Meta(ge=0, le=100, description="Empty circles in each set.")] = 2
    circle_name: Annotated[Text, Meta(description="The word for a circle, read aloud.")]
    blank_name: Annotated[Text, Meta(description="The word for an empty circle, read aloud.")]
    blank_label: Annotated[str, Meta(description="Small word on an empty circle.")] = ""
    instruction: Annotated[str, Meta(description="How to cut, printed on the sheets.")] = ""


class Subject(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A subject, a group of subjects or a project with circles of its own."""

    name: Annotated[Text, Meta(max_length=200, description="Its name on the circles.")]
    code: Annotated[str, Meta(max_length=4, description="A code of at most 4 signs.")] = ""
    kind: Annotated[str, Meta(description="One of the kinds above.")] = "vak"
    mark: Annotated[
        Mark | None, Meta(description="A shape that tells it apart without colour.")
    ] = None
    note: Annotated[str, Meta(description="A remark for the reader.")] = ""


class Subjects(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The subjects that get circles of their own."""

    kinds: Annotated[dict[str, Text], Meta(description="Each kind and the word printed for it.")]
    subjects: Annotated[
        tuple[Subject, ...], Meta(description="The subjects; the list may be empty.")
    ] = ()


class Lane(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of the timeline."""

    id: Annotated[Slug, Meta(description="Short name of the row.")]
    name: Annotated[Text, Meta(description="Its name on the sheet.")]
    hint: Annotated[str, Meta(description="The question that fills the row.")] = ""
    source: Source = "handreiking"


class CardFields(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words at the three lines of a card."""

    what: Annotated[Text, Meta(description="The word for what is done.")]
    lead: Annotated[Text, Meta(description="The word for who takes the lead.")]
    involved: Annotated[Text, Meta(description="The word for who takes part.")]


class Card(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An example of an action on the timeline."""

    what: Annotated[Text, Meta(description="What is done.")]
    lead: Annotated[str, Meta(description="Who takes the lead.")] = ""
    involved: Annotated[str, Meta(description="Who takes part.")] = ""
    month: Annotated[
        Month | None, Meta(description="When, like 2026-09; a card without a month is an example.")
    ] = None
    lane: Annotated[str, Meta(description="The id of its row; empty: any row.")] = ""


class Meeting(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The block in which the next meeting is agreed."""

    title: Annotated[Text, Meta(description="Heading of the block.")]
    date_question: Annotated[Text, Meta(description="Asks when it is.")]
    agenda_question: Annotated[Text, Meta(description="Asks what will be discussed.")]
    lines: Annotated[int, Meta(ge=1, le=12, description="Lines to write on.")] = 5


class Holiday(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Days without lessons, or with other work."""

    name: Annotated[Text, Meta(description="Its name.")]
    first: Annotated[Day, Meta(description="First day, like 2026-10-10.")]
    last: Annotated[Day, Meta(description="Last day; the same for a single day.")]
    kind: Annotated[HolidayKind, Meta(description="What sort of days these are.")] = "holiday"


class Holidays(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The days that the timeline marks."""

    source: Annotated[str, Meta(description="Where the dates come from.")]
    region: Annotated[str, Meta(description="For which region they are.")] = ""
    note: Annotated[str, Meta(description="A warning, printed with them.")] = ""
    period: Annotated[
        Text, Meta(description="From when to when, read aloud; holds {first} and {last}.")
    ] = "{first} – {last}"
    days: Annotated[tuple[Holiday, ...], Meta(description="The days, in any order.")] = ()


class Timeline(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The planning sheet: months from left to right, rows for what must be done."""

    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    explanation: Annotated[str, Meta(description="How to use it.")] = ""
    start: Annotated[Month, Meta(description="First month, like 2026-09.")]
    months: Annotated[int, Meta(ge=3, le=24, description="How many months.")]
    month_names: Annotated[
        tuple[Text, ...],
        Meta(min_length=12, max_length=12, description="Short names, from January."),
    ]
    lanes: Annotated[
        tuple[Lane, ...], Meta(min_length=1, max_length=8, description="The rows, from the top.")
    ]
    fields: Annotated[CardFields, Meta(description="The words at the lines of a card.")]
    example_name: Annotated[str, Meta(description="The word on an example card.")] = ""
    cards: Annotated[tuple[Card, ...], Meta(description="Examples; may be left out.")] = ()
    meeting: Annotated[Meeting, Meta(description="The next meeting.")]
    holidays: Annotated[Holidays, Meta(description="Holidays and other marked days.")]


FILES: dict[str, type[Struct]] = {
    "workshop": Workshop,
    "quadrant": Quadrant,
    "aspects": Aspects,
    "subjects": Subjects,
    "timeline": Timeline,
}
REQUIRED = frozenset({"workshop"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Content:
    """All content of one workshop, checked, with the place of every text.

    `places` knows texts by their id; `files` keeps those texts alive.
    """

    files: Mapping[str, Document]
    places: Mapping[int, Place]
    workshop: Workshop
    quadrant: Quadrant | None = None
    aspects: Aspects | None = None
    subjects: Subjects | None = None
    timeline: Timeline | None = None

    def place(self, file: str, *path: Step, key: bool = False) -> Place:
        """Return where a value of a file was written: `place("aspects", "aspects", 3, "label")`."""
        document = self.files.get(file)
        return document.place(path, key=key) if document else NOWHERE
