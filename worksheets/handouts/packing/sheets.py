"""The sheets about the other sheets: what to print, cut, bring and lay ready."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from msgspec.structs import replace

from worksheets.composer import Composer
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Sheet, Use
from worksheets.geometry import Insets, Point, Size
from worksheets.handouts.packing import words
from worksheets.handouts.packing.tally import printed
from worksheets.handouts.parts import Part, need
from worksheets.imposition.sheets import laid, one_up
from worksheets.layout.counting import Crowd, Plan, Printed, counted
from worksheets.marks import cut_marks
from worksheets.marks.cut_marks import CUT_ON, CUT_WEIGHT, straight_cuts
from worksheets.problems import Problem

Parts = Callable[[Composer, Handout, tuple[Subject, ...]], tuple[Part, ...]]
# What tells of the others is not counted itself.
TELLING = ("packing", "order")
LABELS = ("labels",)
LABEL_HEAD, LABEL_LINE = 17.0, 3.9  # mm


def crowd(composer: Composer) -> Crowd:
    """Return who comes: as the options say, or else the workshop."""
    workshop, options = composer.content.workshop, composer.options
    participants = options.participants or workshop.participants
    tables = options.tables or min(workshop.tables, participants)
    usual = composer.content.packing.spare if composer.content.packing else 0
    if options.personal:
        usual = 0  # what is made for each has no reserve, unless it is asked for
    return Crowd(participants, tables, usual if options.spare is None else options.spare)


def plan(parts: Parts, composer: Composer, subjects: tuple[Subject, ...]) -> Plan:
    """Return how much there is of everything, counted on the sheets as they are printed."""
    content = composer.content
    if content.packing is None:
        raise Problem("the plan needs the file packing.yaml, which is not there")
    handouts = [h for h in content.workshop.handouts if h.kit and h.template_name not in TELLING]
    prints = []
    for one in handouts:
        made = () if one.template_name in LABELS else parts(composer, one, subjects)
        prints.append((one, printed_of(composer, made)))
    options = composer.options

    def all_of_it() -> Plan:
        assert content.packing is not None
        return counted(
            content.packing,
            crowd(composer),
            prints,
            circle_size=composer.circle_size,
            personal=options.personal,
            names=options.names,
        )

    plan = all_of_it()
    # What is in the envelopes is known only now; their labels are printed too.
    for n, (one, _) in enumerate(prints):
        if one.template_name in LABELS:
            prints[n] = (one, printed(_label_sheets(composer, one, plan)))
            plan = all_of_it()
    return plan


def printed_of(composer: Composer, made: tuple[Part, ...]) -> Printed:
    """Return what one print is of a handout's runs of sheets."""
    sheets = [sheet for part in made for sheet in part.sheets]
    one = printed(sheets, _each(composer))
    if not one.circles or composer.profile.shape == "circle":
        return one
    # A guillotine makes no circles: its cuts go through many cut-outs at once.
    drawn = (mark.symbol for sheet in sheets for mark in sheet.front.marks if isinstance(mark, Use))
    cuts = sum(len(symbol.items) for symbol in drawn if symbol.name == cut_marks.STRAIGHT)
    return replace(one, circles=0, cuts=cuts)


def _each(composer: Composer) -> dict[str, int]:
    """How many circles of a name are in a set."""
    aspects = composer.content.aspects
    if aspects is None:
        return {}
    each = {aspect.id: aspect.copies for aspect in aspects.aspects} | {"blank": aspects.blanks}
    return {
        f"{one.id}-{name}": count for one in aspects.sets for name, count in each.items() if count
    }


def packing_list(
    parts: Parts, composer: Composer, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return the sheets of the packing list."""
    need(composer, handout, "packing")
    made = plan(parts, composer, subjects)
    values = words.values(made, composer.area(composer.paper(handout)), composer.content.workshop)
    pages = composer.pages(handout.template_name, handout, **values)
    return (Part(handout.title, one_up(pages)),)


def order(
    parts: Parts, composer: Composer, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return the sheets with the text for a copy shop."""
    need(composer, handout, "packing")
    made = plan(parts, composer, subjects)
    values = words.ordered(made, composer.area(composer.paper(handout)), composer.content.workshop)
    pages = composer.pages(handout.template_name, handout, **values)
    return (Part(handout.title, one_up(pages)),)


def labels(
    parts: Parts, composer: Composer, handout: Handout, subjects: tuple[Subject, ...]
) -> tuple[Part, ...]:
    """Return sheets of labels to cut apart: one for each table's envelope."""
    need(composer, handout, "packing")
    made = plan(parts, composer, subjects)
    return (Part(handout.title, _label_sheets(composer, handout, made)),)


def _label_sheets(composer: Composer, handout: Handout, made: Plan) -> tuple[Sheet, ...]:
    paper = composer.paper(handout)
    area = composer.area(paper)
    # The cut lines run on beyond the labels, and stay where a printer reaches.
    area = area.inset(Insets.all(CUT_ON + CUT_WEIGHT))
    every = words.labels(made)
    lines = ceil(max(len(label.entries) for label in every) / 2)
    # What lies on a table decides how high its label is.
    most = int(area.height / (LABEL_HEAD + lines * LABEL_LINE))
    each = max(1, min(made.packing.labels.per_sheet, most))
    size = Size(area.width, area.height / each)
    pages = composer.pages(handout.template_name, handout, labels=every, size=size)
    places = [Point(area.x, area.y + n * size.height) for n in range(each)]
    cuts = composer.once(
        lambda: straight_cuts(composer.theme, places, size), "straight-cuts", handout.id
    )
    sheets = (laid(pages[n : n + each], paper, places) for n in range(0, len(pages), each))
    return tuple(replace(one, front=replace(one.front, marks=(Use(cuts),))) for one in sheets)
