"""An example: the mat with its circles, the story beside it and what it comes to below."""

from __future__ import annotations

from functools import partial

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects, pointer
from worksheets.content.examples import Example, Examples
from worksheets.content.files import Content
from worksheets.content.quadrant import Quadrant
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.handouts.shared.laid_circles import Needed, laid_circles, places, told
from worksheets.handouts.shared.laid_pages import laid_pages
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout import flow
from worksheets.layout.flow import Block
from worksheets.layout.laid_mat import Laid
from worksheets.problems import NOWHERE, Problem, nearest
from worksheets.wording import between, fill

NEEDS = ("examples", "quadrant", "aspects")


def sheets(
    composer: Composer,
    handout: Handout,
    _subjects: tuple[Subject, ...],
    examples: Examples,
    quadrant: Quadrant,
    aspects: Aspects,
) -> tuple[Section, ...]:
    """Return the sheets of an example; its template is given its pages (`laid_pages`)."""
    content = Needed(examples, quadrant, aspects, composer.content.subjects)
    example, words = _example(composer.content, handout, examples), examples.words
    circles = laid_circles(content, example.placements, example.subjects, example.derived)
    about = (example.subtitle, words.fictional if example.fictional else "")
    pages = composer.pages(
        handout.template_name,
        handout,
        example=example,
        below=between(" · ", filter(None, about)),
        alt=told(content, circles),
        starred=example.is_partly_derived,
        table=places(content, circles),
        pointer=partial(pointer, aspects),
        laid_pages=laid_pages(
            composer,
            handout,
            content,
            circles,
            fields=example.fields,
            story=lambda width: _story(composer, content, example, circles, width),
            outcome=lambda width: _outcome(composer, content, example, width),
        ),
    )
    return (Section(handout.title, one_up(pages)),)


def _example(content: Content, handout: Handout, examples: Examples) -> Example:
    known = {example.id: example for example in examples.examples}
    if handout.of not in known:
        at = content.places.get(id(handout.of or handout.id), NOWHERE)
        fact = f"the handout {handout.id!r} names no example"
        raise Problem(fact, at, hint=nearest(handout.of or handout.id, known))
    return known[handout.of]


def _story(
    composer: Composer,
    content: Needed,
    example: Example,
    circles: tuple[Laid, ...],
    width: float,
) -> list[Block]:
    words, tall, wide = content.examples.words, composer.tall, composer.wide
    blocks = []

    def derived(part: str) -> bool:
        return example.source_of(part) == "derived"

    for part in ("context", "why"):
        if text := getattr(example, part):
            blocks.append(flow.text(tall, getattr(words, part), text, width, derived=derived(part)))
    if example.facts:
        faces = {circle.aspect.id: circle for circle in circles if not circle.label}
        facts = [(fact, faces.get(fact.aspect)) for fact in example.facts]
        blocks.append(flow.facts(tall, words.facts, facts, width, derived=derived("facts")))
    if text := example.description:
        heading = words.description
        blocks.append(flow.text(tall, heading, text, width, derived=derived("description")))
    if example.consequences:
        pairs = [(consequence.theme, consequence.text) for consequence in example.consequences]
        heading = words.consequences
        blocks.append(
            flow.listed(tall, wide, heading, pairs, width, derived=derived("consequences"))
        )
    if example.cards:
        blocks.append(flow.cards(tall, words.cards, example.cards, width, derived=derived("cards")))
    if text := example.question:
        heading = words.question
        blocks.append(flow.write(tall, heading, text, width, derived=derived("question")))
    return blocks


def _outcome(composer: Composer, content: Needed, example: Example, width: float) -> list[Block]:
    words, tall, blocks = content.examples.words, composer.tall, []
    names = {quarter.id: quarter.name for quarter in content.quadrant.quadrants}
    centre = [names[field] for field in example.fields]
    if len(centre) == 2:
        centre = [fill(words.between, first=centre[0], second=centre[1])]
    for name in centre:
        blocks.append(flow.line(tall, words.centre, name, width))
    if example.conclusion:
        is_derived = example.source_of("conclusion") == "derived"
        blocks.append(
            flow.panel(tall, words.conclusion, example.conclusion, width, derived=is_derived)
        )
    return blocks
