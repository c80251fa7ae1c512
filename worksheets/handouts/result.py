"""What a team placed: its mat, or the medians of several people and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects, CircleSet, pointer
from worksheets.content.examples import Examples
from worksheets.content.placements import Placed, Result
from worksheets.content.quadrant import Quadrant
from worksheets.content.workshop import Handout
from worksheets.handouts.shared.laid_circles import (
    Needed,
    Table,
    laid_circles,
    percent,
    places,
    told,
)
from worksheets.handouts.shared.laid_pages import HEAD_AND_FOOT, laid_pages
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout import flow
from worksheets.layout.flow import Block
from worksheets.layout.laid_mat import Laid
from worksheets.layout.spread import SpreadPage, Value, spread
from worksheets.wording import between, fill, joined

NEEDS = ("examples", "quadrant", "aspects")

People = Sequence[tuple[Placed, tuple[Laid, ...]]]


class SpreadSheet(Struct, frozen=True):
    """A page that shows how far people lie apart, with its title and its figure in words."""

    title: str
    set: CircleSet
    page: SpreadPage
    alt: str


def sheets(
    composer: Composer,
    handout: Handout,
    examples: Examples,
    quadrant: Quadrant,
    aspects: Aspects,
    result: Result,
) -> tuple[Section, ...]:
    """Return the sheets of a result; raises NoRoom when there are too many circles for them."""
    content = Needed(examples, quadrant, aspects, composer.content.subjects)
    words = examples.result
    people = [(p, laid_circles(content, p.placements, p.subjects)) for p in result.placed]
    are_several = len(people) > 1
    chosen = _medians([circles for _, circles in people]) if are_several else people[0][1]
    about = [(words.team, result.team), (words.date, result.date)]
    pages = composer.pages(
        "result",
        handout,
        result=result,
        title=words.medians if are_several else words.laid,
        below=between(
            " · ",
            (result.title, *(joined(name, ": ", text) for name, text in about if text)),
        ),
        alt=told(content, chosen),
        several=are_several,
        tables=(places(content, chosen), *([_everyone(content, people)] if are_several else ())),
        pointer=partial(pointer, aspects),
        laid_pages=laid_pages(
            composer,
            handout,
            content,
            chosen,
            story=lambda width: _story(composer, content, result, width),
            outcome=lambda width: _outcome(composer, content, result, width),
        ),
        spreads=_spreads(composer, handout, content, people) if are_several else (),
    )
    return (Section(handout.title, one_up(pages)),)


def _medians(people: Sequence[tuple[Laid, ...]]) -> tuple[Laid, ...]:
    same: dict[tuple[str, str], list[Laid]] = {}
    for circles in people:
        for circle in circles:
            if not circle.who:
                same.setdefault((circle.aspect.id, circle.set.id), []).append(circle)
    return tuple(
        replace(laid[0], value=median(circle.value for circle in laid)) for laid in same.values()
    )


def _spreads(
    composer: Composer, handout: Handout, content: Needed, people: People
) -> list[SpreadSheet]:
    words = content.examples.result
    paper = composer.paper(handout)
    room = composer.area(paper).inset(HEAD_AND_FOOT)
    labels = initials([person for person, _ in people])
    sheets = []
    for circle_set in content.aspects.sets:
        values = []
        for aspect in content.aspects.aspects:
            laid = [
                Value(labels[person.name], circle.value)
                for person, circles in people
                for circle in circles
                if not circle.who and (circle.set, circle.aspect) == (circle_set, aspect)
            ]
            if laid:
                values.append((aspect, tuple(laid), median(v.value for v in laid)))
        title = fill(words.apart, set=circle_set.word)
        with composer.room_on(paper, handout):
            pages = spread(room, values) if values else []
        for page in pages:
            sheets.append(SpreadSheet(title, circle_set, page, _in_words(content, title, page)))
    return sheets


def _in_words(content: Needed, title: str, page: SpreadPage) -> str:
    words = content.examples
    lines = [
        f"{line.aspect.label}:"
        f" {fill(words.result.from_to, low=percent(line.low), high=percent(line.high))},"
        f" {words.words.middle} {percent(line.median)}"
        for line in page.lines
    ]
    return f"{title} {'; '.join(lines)}."


def initials(placed: Sequence[Placed]) -> dict[str, str]:
    """Return what is on each person's circles, by name: no two are alike.

    A "de" or "van" within a name does not count. A person whose letters are taken gets a number.
    """
    labels: dict[str, str] = {}
    for person in placed:
        words = person.name.split()
        capitals = [word[0] for word in words if word[0].isupper()]
        usual = person.initials or "".join(capitals or [word[0] for word in words])[:3].upper()
        label, n = usual, 2
        while label in labels.values():
            label, n = f"{usual[:2] if n < 10 else usual[:1]}{n}", n + 1
        labels[person.name] = label
    return labels


def _story(composer: Composer, content: Needed, result: Result, width: float) -> list[Block]:
    """Return what stands beside the mat: who laid circles, and questions to talk about."""
    words, tall = content.examples.result, composer.tall
    labels = initials(result.placed)
    names = between(
        ", ",
        (
            joined(name, f" ({label})") if len(labels) > 1 else name
            for name, label in labels.items()
        ),
    )
    heading = content.examples.words.question
    return [
        flow.text(tall, words.names, names, width),
        *(
            flow.write(tall, "" if n else heading, question, width)
            for n, question in enumerate(words.questions)
        ),
    ]


def _outcome(composer: Composer, content: Needed, result: Result, width: float) -> list[Block]:
    if not result.note:
        return []
    return [flow.panel(composer.tall, content.examples.words.conclusion, result.note, width)]


def _everyone(content: Needed, people: People) -> Table:
    """Return the table of all placements: a row for each person, set and subject."""
    words, aspects = content.examples, content.aspects.aspects
    rows = []
    for person, circles in people:
        for who in dict.fromkeys(circle.who for circle in circles):
            for circle_set in content.aspects.sets:
                percents = {
                    circle.aspect.id: percent(circle.value)
                    for circle in circles
                    if circle.who == who and circle.set.id == circle_set.id
                }
                if percents:
                    name = between(" · ", filter(None, (person.name, who, circle_set.word)))
                    cells = (percents.get(aspect.id, words.words.nowhere) for aspect in aspects)
                    rows.append((name, *cells))
    columns = (words.result.name, *(aspect.label for aspect in aspects))
    return Table(words.words.table, words.words.scale, columns, tuple(rows))
