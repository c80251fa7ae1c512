"""Circles that were placed by numbers: which they are, in words and in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from msgspec import Struct

from worksheets.composer import Composer
from worksheets.content.aspects import Aspect, Aspects
from worksheets.content.examples import Examples, PlacingWords, SubjectPlacements
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subjects
from worksheets.geometry import Box
from worksheets.handouts.quadrant import described
from worksheets.handouts.tokens import HALF_DIAGONAL
from worksheets.layout.laid_mat import Laid, LaidMat, TokenToLay, laid_mat
from worksheets.wording import between, fill, joined

SUBJECT = 25.0  # mm; the circles of subjects, on A3
NAME_STYLE, MOVE_STYLE = "field-name", "move-name"
LOW_NAMES, HIGH_NAMES = 7.0, 12.5  # mm; names of fields on one line, or on two
LEAST_NAME = "10pt"  # smaller, and they take two lines

Placements = Mapping[str, Mapping[str, float]]


class Needed(Struct, frozen=True):
    """The content files that a mat with circles on it is drawn from."""

    examples: Examples
    quadrant: Quadrant
    aspects: Aspects
    subjects: Subjects | None


class Table(Struct, frozen=True):
    """The places in figures, for the edition to read: names of columns, and rows of cells."""

    heading: str
    below: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def laid_circles(
    content: Needed,
    placements: Placements,
    placed: Sequence[SubjectPlacements],
    starred: Sequence[str] = (),
) -> tuple[Laid, ...]:
    """Return the circles of one team, by aspect and set; a small one for each subject.

    `starred` are the aspects whose place is not the source's.
    """
    circles: list[Laid] = []
    for aspect in content.aspects.aspects:
        for circle_set in content.aspects.sets:
            value = placements.get(circle_set.id, {}).get(aspect.id)
            if value is not None:
                star = aspect.id in starred
                circles.append(Laid(set=circle_set, aspect=aspect, value=value, starred=star))
            for subject in placed:
                value = subject.placements.get(circle_set.id, {}).get(aspect.id)
                if value is not None:
                    name, code = subject_of(subject, content.subjects)
                    circles.append(
                        Laid(set=circle_set, aspect=aspect, value=value, label=code, who=name)
                    )
    return tuple(circles)


def subject_of(placed: SubjectPlacements, subjects: Subjects | None) -> tuple[str, str]:
    """Return the name of a subject and its code, by either of them."""
    wanted, code = placed.subject.casefold(), placed.code
    for subject in subjects.subjects if subjects else ():
        if wanted in (subject.code.casefold(), subject.name.casefold()):
            return subject.name, code or subject.code or subject.name[:3]
    return placed.subject, code or placed.subject[:3]


def mat_with(
    composer: Composer,
    content: Needed,
    frame: Box,
    circles: tuple[Laid, ...],
    fields: tuple[str, ...] = (),
) -> LaidMat:
    """Return the mat with circles in a frame; `fields` are ids where the last token belongs.

    Raises NoRoom when there are too many circles.
    """
    across = content.quadrant.horizontal
    width = frame.width / 2 - 45  # between the frame's ends and the upright lane
    on_a_line = all(
        composer.fits(quarter.name, NAME_STYLE, width, LOW_NAMES, LEAST_NAME)
        for quarter in content.quadrant.quadrants
    )
    return laid_mat(
        frame,
        circles,
        content.aspects.sets,
        diameters=(composer.circle_size, SUBJECT),
        tokens=_tokens(content, circles, fields),
        token=HALF_DIAGONAL,
        means=bool(across.left_short or across.middle_short or across.right_short),
        names=LOW_NAMES if on_a_line else HIGH_NAMES,
        wide=lambda name: composer.wide(name, MOVE_STYLE),
    )


def _tokens(
    content: Needed, circles: Sequence[Laid], fields: tuple[str, ...]
) -> tuple[TokenToLay, ...]:
    """Return a token for each set that lies: in the middle of its circles, as the rules say."""
    places: dict[str, str] = {q.id: q.place for q in content.quadrant.quadrants}
    tokens: list[TokenToLay] = []
    for token in content.quadrant.tokens:
        same = [c for c in circles if c.set.id == token.set and not c.label]
        level = [circle.value for circle in same if circle.aspect.axis == "horizontal"]
        upright = [circle.value for circle in same if circle.aspect.axis == "vertical"]
        if same and token.set not in [known.set.id for known in tokens]:
            tokens.append(
                TokenToLay(
                    id=token.id,
                    set=same[0].set,
                    icon=token.icon,
                    across=fmean(level) if level else 0.5,
                    up=fmean(upright) if upright else 0.5,
                )
            )
    if tokens and fields:
        last = tokens[-1]
        tokens[-1] = TokenToLay(
            id=last.id,
            set=last.set,
            icon=last.icon,
            across=last.across,
            up=last.up,
            fields=tuple(places[field] for field in fields),
        )
    return tuple(tokens)


# -- in words -------------------------------------------------------------------------------------


def percent(value: float) -> str:
    """Return a value from 0 to 1 as a whole number from 0 to 100."""
    return f"{value * 100:.0f}"


def third(aspect: Aspect, value: float, quadrant: Quadrant, words: PlacingWords) -> str:
    """Return the word for the part of its axis where a value lies."""
    across = quadrant.horizontal
    names = (across.left_name, across.middle_name, across.right_name)
    if aspect.axis == "vertical":
        names = (words.bottom, words.middle, words.top)
    return names[0 if value < 1 / 3 else 2 if value > 2 / 3 else 1]


def told(content: Needed, circles: Sequence[Laid]) -> str:
    """Return the figure in words: the axes, the fields, and where each circle lies."""
    words, sets = content.examples.words, []
    for circle_set in content.aspects.sets:
        places = [
            f"{between(' · ', filter(None, (laid.aspect.label, laid.who)))}"
            f" {third(laid.aspect, laid.value, content.quadrant, words)} ({percent(laid.value)})"
            for laid in circles
            if laid.set.id == circle_set.id
        ]
        if places:
            sets.append(f"{circle_set.word}: {', '.join(places)}.")
    return fill(words.figure, quadrant=described(content.quadrant), places=" ".join(sets))


def places(content: Needed, circles: Sequence[Laid]) -> Table:
    """Return the table of circles: a row for each aspect, and one for each subject in it."""
    words, quadrant = content.examples.words, content.quadrant
    used = {circle.set.id for circle in circles}
    sets = [circle_set for circle_set in content.aspects.sets if circle_set.id in used]
    laid = {(circle.aspect.id, circle.who, circle.set.id): circle for circle in circles}
    rows = []
    for aspect in content.aspects.aspects:
        for who in dict.fromkeys(c.who for c in circles if c.aspect.id == aspect.id):
            row = [between(" · ", filter(None, (aspect.label, who)))]
            for circle_set in sets:
                circle = laid.get((aspect.id, who, circle_set.id))
                if circle is None:
                    row.append(words.nowhere)
                    continue
                where = third(aspect, circle.value, quadrant, words)
                star = "*" if circle.starred else ""
                row.append(joined(where, f" · {percent(circle.value)}{star}"))
            rows.append((*row, aspect.question))
    columns = (words.aspect, *(circle_set.word for circle_set in sets), words.asks)
    return Table(words.table, words.scale, columns, tuple(rows))
