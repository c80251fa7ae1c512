"""Examples: quadrants with circles placed from values, and the story that goes with them."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.agreement import Check, Fault, Path, placeholders, repeated
from worksheets.content.aspects import Aspects
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subjects
from worksheets.content.workshop import Workshop
from worksheets.problems import Problem, nearest
from worksheets.reading.fields import Slug, Source, Text

Value = Annotated[
    float,
    Meta(ge=0, le=1, description="0: fully left, or at the bottom; 1: fully right, or at the top."),
]
Placements = Annotated[
    dict[str, dict[str, Value]],
    Meta(description="For each circle set, by its id: the place of each aspect, from 0 to 1."),
]


class SubjectPlacements(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the extra circles of one subject lie."""

    subject: Annotated[
        Text, Meta(max_length=200, description="The code or the name of the subject.")
    ]
    code: Annotated[
        str, Meta(max_length=4, description="Its code, if it is not in subjects.yaml.")
    ] = ""
    placements: Placements


class Consequence(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the ambition asks of one thing."""

    theme: Annotated[Text, Meta(description="Of what or whom it is asked.")]
    text: Annotated[Text, Meta(description="What changes.")]


class ExampleAction(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A card of the plan."""

    what: Annotated[Text, Meta(description="What is done.")]
    lead: Annotated[str, Meta(description="Who takes the lead.")] = ""
    involved: Annotated[str, Meta(description="Who takes part.")] = ""


class Fact(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that tells the story of an example: why a circle lies where it does."""

    number: Annotated[
        str, Meta(max_length=40, description="A number with its unit, printed large.")
    ] = ""
    text: Annotated[Text, Meta(description="What it says.")]
    aspect: Annotated[
        str, Meta(description="The aspect that it is about; its circle stands beside it.")
    ] = ""


PartSource = Annotated[Source | None, Meta(description="Whose words this part is.")]


class PartSources(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose words single parts are, where that differs from the example's own source."""

    context: PartSource = None
    why: PartSource = None
    description: PartSource = None
    facts: PartSource = None
    consequences: PartSource = None
    cards: PartSource = None
    conclusion: PartSource = None
    question: PartSource = None


class Example(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One example: circles on the quadrant, and what they mean for a team."""

    id: Annotated[Slug, Meta(description="Short name; a handout names it behind 'of'.")]
    title: Annotated[Text, Meta(description="Title at the top of the sheet.")]
    subtitle: Annotated[str, Meta(description="Smaller line below the title.")] = ""
    source: Source = "own"
    sources: Annotated[PartSources, Meta(description="Of single parts, where that differs.")] = (
        PartSources()
    )
    fictional: Annotated[
        bool, Meta(description="true: made up; the sheet says so below its title.")
    ] = False
    context: Annotated[str, Meta(description="Which team, which students.")] = ""
    why: Annotated[str, Meta(description="Why the team began.")] = ""
    placements: Placements
    derived: Annotated[
        tuple[str, ...],
        Meta(description="Aspects whose place does not follow from the source; marked with *."),
    ] = ()
    subjects: Annotated[
        tuple[SubjectPlacements, ...],
        Meta(description="Extra circles, for subjects that lie elsewhere."),
    ] = ()
    facts: Annotated[
        tuple[Fact, ...], Meta(description="What tells the story, with its numbers large.")
    ] = ()
    centre_of_gravity: Annotated[
        str | tuple[str, ...],
        Meta(
            description="The id of the field where the token of the last set lies; two ids: it lies"
            " between these."
        ),
    ] = ""
    description: Annotated[str, Meta(description="The ambition in a few sentences.")] = ""
    consequences: Annotated[
        tuple[Consequence, ...], Meta(description="What the ambition asks.")
    ] = ()
    cards: Annotated[
        tuple[ExampleAction, ...], Meta(description="The first actions of the plan.")
    ] = ()
    conclusion: Annotated[str, Meta(description="What the circles say together.")] = ""
    question: Annotated[
        str, Meta(description="A question to the reader; with room to write beneath it.")
    ] = ""

    def source_of(self, part: str) -> str:
        """Return whose words a part is."""
        return getattr(self.sources, part) or self.source

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the fields where its weight lies: none, one, or two that it lies between."""
        centre = self.centre_of_gravity
        return centre if isinstance(centre, tuple) else (centre,) if centre else ()

    @property
    def is_partly_derived(self) -> bool:
        """Whether some of its places or words are not the source's, so that they get a star."""
        return bool(self.derived) or any(
            getattr(self, part) and self.source_of(part) == "derived" for part in PARTS
        )


# The parts of the story, in the order in which they are printed.
PARTS = (
    *("context", "why", "facts", "description"),
    *("consequences", "cards", "conclusion", "question"),
)


class PlacingWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words at circles that were placed, on examples and on a team's own result."""

    fictional: Annotated[Text, Meta(description="Says that an example is made up.")]
    context: Annotated[Text, Meta(description="Heading above which team it is.")]
    why: Annotated[Text, Meta(description="Heading above why the team began.")]
    description: Annotated[Text, Meta(description="Heading above the ambition.")]
    consequences: Annotated[Text, Meta(description="Heading above what the ambition asks.")]
    cards: Annotated[Text, Meta(description="Heading above the first actions.")]
    what: Annotated[Text, Meta(description="The word for what is done.")]
    lead: Annotated[Text, Meta(description="The word for who takes the lead.")]
    involved: Annotated[Text, Meta(description="The word for who takes part.")]
    conclusion: Annotated[Text, Meta(description="Heading above the conclusion.")]
    question: Annotated[Text, Meta(description="Heading above the question to the reader.")]
    facts: Annotated[Text, Meta(description="Heading above why circles lie where they do.")]
    centre: Annotated[Text, Meta(description="Names the field where most lies.")]
    between: Annotated[
        Text, Meta(description="Where it lies between two fields; holds {first} and {second}.")
    ]
    token: Annotated[Text, Meta(description="What a token among circles marks.")]
    arrow: Annotated[Text, Meta(description="What an arrow says.")]
    leader: Annotated[Text, Meta(description="What a thin line from a circle to a dot says.")]
    small: Annotated[Text, Meta(description="What a small circle with a code is.")]
    table: Annotated[Text, Meta(description="Heading above the table of places.")]
    scale: Annotated[Text, Meta(description="What the numbers in the table mean.")]
    aspect: Annotated[Text, Meta(description="Column: the aspect.")]
    asks: Annotated[Text, Meta(description="Column: the question that an aspect stands for.")]
    bottom: Annotated[Text, Meta(description="The word for the lower third of the vertical axis.")]
    middle: Annotated[Text, Meta(description="The word for its middle.")]
    top: Annotated[Text, Meta(description="The word for its upper third.")]
    nowhere: Annotated[Text, Meta(description="In the table where no circle was laid.")]
    figure: Annotated[
        Text,
        Meta(
            description="The figure read aloud; holds {quadrant}, its axes and fields, and"
            " {places}, where circles lie."
        ),
    ]


class ResultWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words on the sheet that is made of a team's own placements."""

    file: Annotated[Slug, Meta(description="How the names of the files begin.")]
    team: Annotated[Text, Meta(description="The word for the team.")]
    date: Annotated[Text, Meta(description="The word for the date.")]
    names: Annotated[Text, Meta(description="Heading above who laid circles.")]
    laid: Annotated[Text, Meta(description="Title of the sheet where the circles of a team lie.")]
    medians: Annotated[
        Text, Meta(description="Title of the sheet with the middle places of several people.")
    ]
    apart: Annotated[
        Text, Meta(description="Title of a sheet on how far people lie apart; holds {set}.")
    ]
    median: Annotated[Text, Meta(description="What the mark of the middle place is.")]
    spread: Annotated[Text, Meta(description="What a bar is: from the lowest to the highest.")]
    from_to: Annotated[Text, Meta(description="A range of numbers; holds {low} and {high}.")]
    name: Annotated[Text, Meta(description="Column: who laid the circle.")]
    questions: Annotated[
        tuple[Text, ...], Meta(description="Questions to talk about, with room to write.")
    ] = ()


class Examples(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Quadrants with circles placed from values."""

    words: Annotated[PlacingWords, Meta(description="The words at circles that were placed.")]
    result: Annotated[ResultWords, Meta(description="The words on a team's own result.")]
    examples: Annotated[tuple[Example, ...], Meta(description="The examples.")] = ()


# -- what must agree ------------------------------------------------------------------------------

TEMPLATE = "example"  # the handouts that are about an example


def placements_are_known(
    fault: Fault,
    file: str,
    path: Path,
    placements: Mapping[str, Mapping[str, float]],
    aspects: Aspects,
) -> Iterator[Problem]:
    """Yield each circle set and aspect that does not exist, and each aspect on both axes."""
    both = {aspect.id for aspect in aspects.aspects if aspect.axis == "both"}
    sets, names = [set_.id for set_ in aspects.sets], [aspect.id for aspect in aspects.aspects]
    for name, places in placements.items():
        if name not in sets:
            fact = f"there is no circle set {name!r}"
            yield fault(file, (*path, name), fact, nearest(name, sets), key=True)
        for aspect in places:
            if aspect not in names:
                fact = f"there is no aspect {aspect!r}"
                yield fault(file, (*path, name, aspect), fact, nearest(aspect, names), key=True)
            elif aspect in both:
                fact = f"the aspect {aspect!r} lies on both axes: one number is no place"
                hint = "leave it out here, or give it one axis in aspects.yaml"
                yield fault(file, (*path, name, aspect), fact, hint, key=True)


def subjects_are_known(
    fault: Fault,
    file: str,
    path: Path,
    placed: Sequence[SubjectPlacements],
    aspects: Aspects,
    subjects: Subjects | None,
) -> Iterator[Problem]:
    """Yield each subject that is unknown or named before, and what is wrong with its placements."""
    known = subjects.subjects if subjects else ()
    ids = {
        name.casefold(): subject.name
        for subject in known
        for name in (subject.code, subject.name)
        if name
    }
    codes = {subject.code.casefold(): subject.name for subject in known if subject.code}
    seen: set[str] = set()
    for i, entry in enumerate(placed):
        name = ids.get(entry.subject.casefold())
        if name is None and entry.code:
            name = entry.subject.casefold()
        if entry.code and (owner := codes.setdefault(entry.code.casefold(), name or "")) != name:
            fact = f"the code {entry.code!r} is that of {owner!r}"
            yield fault(file, (*path, i, "code"), fact, "a code is of one subject")
        if name is None:
            hint = nearest(
                entry.subject, [n for subject in known for n in (subject.code, subject.name) if n]
            )
            fact = f"there is no subject {entry.subject!r}"
            hint = f"{hint} one that is not in subjects.yaml needs a code here".lstrip()
            yield fault(file, (*path, i, "subject"), fact, hint)
        elif name in seen:
            yield fault(file, (*path, i, "subject"), f"{entry.subject!r} is used before")
        seen.add(name or "")
        inner = (*path, i, "placements")
        yield from placements_are_known(fault, file, inner, entry.placements, aspects)


def examples_differ(fault: Fault, examples: Examples) -> Iterator[Problem]:
    ids = [example.id for example in examples.examples]
    yield from repeated(fault, "examples", "examples", "id", ids)


def words_have_their_placeholders(fault: Fault, examples: Examples) -> Iterator[Problem]:
    text, path = examples.words.figure, ("words", "figure")
    yield from placeholders(fault, "examples", path, text, ("quadrant", "places"))
    text, path = examples.words.between, ("words", "between")
    yield from placeholders(fault, "examples", path, text, ("first", "second"))
    text, path = examples.result.apart, ("result", "apart")
    yield from placeholders(fault, "examples", path, text, ("set",))
    text, path = examples.result.from_to, ("result", "from_to")
    yield from placeholders(fault, "examples", path, text, ("low", "high"))


def examples_place_known_circles(
    fault: Fault, examples: Examples, aspects: Aspects
) -> Iterator[Problem]:
    names = [aspect.id for aspect in aspects.aspects]
    for i, example in enumerate(examples.examples):
        path: Path = ("examples", i)
        yield from placements_are_known(
            fault, "examples", (*path, "placements"), example.placements, aspects
        )
        for n, aspect in enumerate(example.derived):
            if aspect not in names:
                fact = f"there is no aspect {aspect!r}"
                yield fault("examples", (*path, "derived", n), fact, nearest(aspect, names))
        for n, number in enumerate(example.facts):
            if number.aspect and number.aspect not in names:
                fact = f"there is no aspect {number.aspect!r}"
                at = (*path, "facts", n, "aspect")
                yield fault("examples", at, fact, nearest(number.aspect, names))


def examples_place_known_subjects(
    fault: Fault, examples: Examples, aspects: Aspects, subjects: Subjects | None = None
) -> Iterator[Problem]:
    for i, example in enumerate(examples.examples):
        path = ("examples", i, "subjects")
        yield from subjects_are_known(fault, "examples", path, example.subjects, aspects, subjects)


def centres_lie_in_known_fields(
    fault: Fault, examples: Examples, quadrant: Quadrant
) -> Iterator[Problem]:
    known = [quarter.id for quarter in quadrant.quadrants]
    for i, example in enumerate(examples.examples):
        path: Path = ("examples", i, "centre_of_gravity")
        for n, name in enumerate(example.fields):
            if name not in known:
                fact = f"the quadrant has no field {name!r}"
                part = (*path, n) if isinstance(example.centre_of_gravity, tuple) else path
                yield fault("examples", part, fact, nearest(name, known))
        if len(example.fields) > 2:
            yield fault("examples", path, "it lies in one field, or between two")
        elif not (set(example.fields) - set(known)) and _are_across(example.fields, quadrant):
            fact = "these two fields lie across from each other"
            yield fault("examples", path, fact, "name two that have a border together")


def _are_across(fields: Sequence[str], quadrant: Quadrant) -> bool:
    places = [q.place for name in fields for q in quadrant.quadrants if q.id == name]
    return sorted(places) in (["bottom-left", "top-right"], ["bottom-right", "top-left"])


def handouts_are_about_an_example(
    fault: Fault, workshop: Workshop, examples: Examples
) -> Iterator[Problem]:
    known = [example.id for example in examples.examples]
    for i, handout in enumerate(workshop.handouts):
        if handout.template_name == TEMPLATE and handout.of not in known:
            name = "of" if handout.of else "id"
            fact = f"there is no example {handout.of!r}" if handout.of else "names no example"
            hint = nearest(handout.of or handout.id, known)
            yield fault("workshop", ("handouts", i, name), fact, hint)


CHECKS: tuple[Check, ...] = (
    (("examples",), examples_differ),
    (("examples",), words_have_their_placeholders),
    (("examples", "aspects"), examples_place_known_circles),
    (("examples", "aspects", "subjects"), examples_place_known_subjects),
    (("examples", "quadrant"), centres_lie_in_known_fields),
    (("workshop", "examples"), handouts_are_about_an_example),
)
