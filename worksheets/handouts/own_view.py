"""The own view: the mat of one person, marked with a pen before the table lays its circles."""

from __future__ import annotations

from functools import partial

from worksheets.composer import Composer
from worksheets.content.aspects import Aspects
from worksheets.content.quadrant import OwnMark, OwnView, Quadrant
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Insets
from worksheets.handouts.quadrant import described
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.layout.own_view import GAP, OwnViewLayout, columns, own_view_layout, scale

NEEDS = ("quadrant", "aspects")
BAND = 17.0  # mm from the top of the area to what stands below the band
ASKED, PITCH = 0.32, 9.5  # of the width, for a name and fields; mm for each of them
MARK = 9.0  # mm at the left of what is to be done, with its mark
STEP = 11.0  # mm, with the number of its step before it
LEAST = 7.5  # mm; the row of a mark
PLATE = 3.0  # mm that an end of an axis has around its words
MEANING = "story-label"
LONG = "reading"


def sheets(
    composer: Composer,
    handout: Handout,
    _subjects: tuple[Subject, ...],
    quadrant: Quadrant,
    aspects: Aspects,
) -> tuple[Section, ...]:
    """Return the sheet; its template is given its places, and the aspects of each axis."""
    view = quadrant.own_view
    assert view  # checked when the content is read
    area = composer.area(composer.paper(handout))
    k = scale(area)
    asked = asked_for(composer, handout, view)
    wide = area.width * (1 - ASKED if asked else 1) - GAP
    steps = composer.content.steps
    before = k * MARK + k * (
        STEP if steps and any(s.step <= len(steps.steps) for s in aspects.sets) else 0
    )
    said: list[tuple[str, OwnMark | None]] = [(mark.text, mark) for mark in view.marks]
    said += [(view.whole, None)] if view.whole else []
    done = [
        (
            text,
            mark,
            max(LEAST * k, smaller(composer, text, "table-text", wide - before, k) + 1.5 * k),
        )
        for text, mark in said
    ]
    head = max(sum(high for *_, high in done), len(asked) * PITCH) + GAP
    names = meanings(quadrant)
    room = area.inset(Insets(BAND + head, 0, 1, 0))
    layout = own_layout(composer, quadrant, aspects, room, k, tells=bool(view.tell))
    pages = composer.pages(
        "own-view",
        handout,
        view=view,
        mat=layout,
        k=k,
        top=area.y + BAND,
        done=done,
        done_width=wide - before,
        before=before,
        asked=asked,
        asked_width=area.width * ASKED,
        meanings=names,
        meaning_style=MEANING if is_short(quadrant) else LONG,
        described=described(quadrant),
        across=tuple(aspect for aspect in aspects.aspects if aspect.axis == "horizontal"),
        up=tuple(aspect for aspect in aspects.aspects if aspect.axis == "vertical"),
        anywhere=tuple(aspect for aspect in aspects.aspects if aspect.axis == "both"),
        set_of={circle_set.id: circle_set for circle_set in aspects.sets},
    )
    return (Section(handout.title, one_up(pages)),)


def asked_for(composer: Composer, handout: Handout, view: OwnView) -> tuple[str, ...]:
    """Return what is filled in by hand: no name where each participant's sheet has one."""
    is_named = composer.options.personal and handout.per == "participant"
    return (*((view.name,) if view.name and not is_named else ()), *view.fields)


def smaller(composer: Composer, text: str, style: str, width: float, k: float) -> float:
    """Return how high a text is at a part of its style's size."""
    return composer.tall(text, style, width / k) * k


def is_short(quadrant: Quadrant) -> bool:
    across = quadrant.horizontal
    return bool(across.left_short and across.middle_short and across.right_short)


def meanings(quadrant: Quadrant) -> tuple[str, str, str]:
    """Return what left, middle and right mean: in a few words, where there are such."""
    across = quadrant.horizontal
    if is_short(quadrant):
        return across.left_short, across.middle_short, across.right_short
    return across.left_meaning, across.middle_meaning, across.right_meaning


def own_layout(
    composer: Composer, quadrant: Quadrant, aspects: Aspects, room: Box, k: float, *, tells: bool
) -> OwnViewLayout:
    """Return where everything lies in a room; ends and meanings are as high as their words."""
    axes = [aspect.axis for aspect in aspects.aspects]
    ups, boths = axes.count("vertical"), axes.count("both")
    cols = columns(room.width, k, ups=ups, boths=boths)
    up, across = quadrant.vertical, quadrant.horizontal
    high = partial(smaller, composer, k=k)
    style = MEANING if is_short(quadrant) else LONG
    levels = axes.count("horizontal")
    meant = max(high(text, style, cols.fields / 3 - 4) for text in meanings(quadrant)) + 0.5
    return own_view_layout(
        room,
        k,
        levels=levels,
        ups=ups,
        boths=boths,
        end_high=max(high(text, "story-label", cols.ends - 5) for text in (up.top, up.bottom))
        + PLATE * k,
        axis_high=max(
            high(text, "story-label", cols.fields * 0.42 - 5)
            for text in (across.left, across.right)
        )
        + PLATE * k,
        meanings_high=meant if levels or boths else 0,
        tells=tells,
    )
