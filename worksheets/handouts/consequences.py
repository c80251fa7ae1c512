"""The consequences: a table to fill in, and what each box in it is to someone who listens."""

from __future__ import annotations

from worksheets.content.consequences import Consequences, Criterion, Topic
from worksheets.content.files import Content
from worksheets.content.workshop import Handout
from worksheets.layout.shares import strips
from worksheets.wording import fill

NEEDS = ("consequences",)


def spoken(consequences: Consequences, topic: Topic, criterion: Criterion) -> str:
    """Return what a box to tick says: "Hokje: haalbaar"."""
    return fill(consequences.box, word=criterion.word, topic=topic.question)


def derived(consequences: Consequences) -> bool:
    """Whether something on the sheet is not in the source."""
    ambition = consequences.ambition
    sources = [ambition.source] if ambition else []
    for topic in consequences.topics:
        sources += [topic.source, topic.hint_source] if topic.hint else [topic.source]
    for word in consequences.criteria:
        sources += [word.source, word.question_source] if word.question else [word.source]
    return "derived" in sources


def values(_content: Content, _handout: Handout, _consequences: Consequences) -> dict[str, object]:
    """Return what the template may call: `spoken`, `strips` and `derived`."""
    return {"spoken": spoken, "strips": strips, "derived": derived}
