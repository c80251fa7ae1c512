"""What must agree in steps.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from worksheets.content.checks.common import Check, Fault, placeholders, repeated
from worksheets.content.model.steps import Steps
from worksheets.content.model.workshop import Workshop
from worksheets.problems import Problem, nearest

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "step": ("number", "name"),
    "trail": ("number", "count", "name"),
    "shortcut": ("from", "to"),
}


def steps_differ(fault: Fault, steps: Steps) -> Iterator[Problem]:
    yield from repeated(fault, "steps", "steps", "id", [step.id for step in steps.steps])
    yield from repeated(fault, "steps", "steps", "name", [step.name for step in steps.steps])


def shortcuts_lead_to_another_step(fault: Fault, steps: Steps) -> Iterator[Problem]:
    if (shortcut := steps.shortcut) is None:
        return
    known = [step.id for step in steps.steps]
    for name, id in (("start", shortcut.start), ("end", shortcut.end)):
        if id not in known:
            fact = f"there is no step {id!r}"
            yield fault("steps", ("shortcut", name), fact, nearest(id, known))
    if shortcut.start == shortcut.end:
        fact = f"the shortcut leads from {shortcut.end!r} to itself"
        yield fault("steps", ("shortcut", "end"), fact)


def materials_have_a_name(fault: Fault, workshop: Workshop, steps: Steps) -> Iterator[Problem]:
    """One with a name of its own may be of a handout that this kit leaves out."""
    known = [handout.id for handout in workshop.handouts]
    for i, step in enumerate(steps.steps):
        for j, material in enumerate(step.materials):
            path = ("steps", i, "materials", j)
            if material.name.strip() or material.handout in known:
                continue
            if material.handout:
                fact = f"there is no handout {material.handout!r} in workshop.yaml"
                yield fault("steps", (*path, "handout"), fact, nearest(material.handout, known))
            else:
                yield fault("steps", path, "needs a name or a handout")


def words_have_their_placeholders(fault: Fault, steps: Steps) -> Iterator[Problem]:
    for name in steps.words.__struct_fields__:
        text, wanted = getattr(steps.words, name), PLACEHOLDERS.get(name, ())
        yield from placeholders(fault, "steps", ("words", name), text, wanted)


CHECKS: tuple[Check, ...] = (
    (("steps",), steps_differ),
    (("steps",), shortcuts_lead_to_another_step),
    (("workshop", "steps"), materials_have_a_name),
    (("steps",), words_have_their_placeholders),
)
