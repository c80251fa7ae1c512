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


def values(_content: Content, _handout: Handout, _consequences: Consequences) -> dict[str, object]:
    """Return what the template may call: `spoken` and `strips`."""
    return {"spoken": spoken, "strips": strips}
