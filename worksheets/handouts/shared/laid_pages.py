"""The pages of a mat with circles on it: the mat, the story beside it, what it comes to below."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from worksheets.composer import Composer
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Insets
from worksheets.handouts.shared.laid_circles import Needed, mat_with
from worksheets.layout import flow
from worksheets.layout.flow import Block, PlacedBlock
from worksheets.layout.laid_mat import Laid, LaidMat

HEAD = 18.0  # mm; the band, and a little
FOOT = 4.0  # mm; for a note
BESIDE = 128.0  # mm; the column of text beside the mat, on paper that is wide enough
WIDE = 380.0  # mm
GUTTER = 9.0
LEGEND = 6.4  # mm; below the mat
AFTER = 2.0  # mm
LEAST = 140.0  # mm; a mat gives way to what it comes to, but not below this height
HEAD_AND_FOOT = Insets(HEAD, 0, FOOT, 0)


class LaidPage(Struct, frozen=True):
    """A page: the mat with its legend, if it has one, and blocks of text."""

    mat: LaidMat | None
    legend: Box
    blocks: tuple[PlacedBlock, ...]


Blocks = Callable[[float], list[Block]]  # of a width in mm


def laid_pages(
    composer: Composer,
    handout: Handout,
    content: Needed,
    circles: tuple[Laid, ...],
    *,
    story: Blocks,
    outcome: Blocks,
    fields: tuple[str, ...] = (),
) -> list[LaidPage]:
    """Return the pages: the outcome stands below the mat where there is room, else it comes last.

    Raises NoRoom when there are more circles than the mat holds.
    """
    paper = composer.paper(handout)
    room = composer.area(paper).inset(HEAD_AND_FOOT)
    wide = paper.width >= WIDE
    left = Box(room.x, room.y, room.width - (BESIDE + GUTTER if wide else 0), room.height)
    came = outcome(left.width)
    # A hair less than there is: sums of lengths are not exact.
    high = left.height - LEGEND - AFTER - sum(block.height for block in came) - 0.01
    if high < LEAST:
        high = left.height - LEGEND
    frame = Box(left.x, left.y, left.width, high)
    with composer.room_on(paper, handout):
        mat = mat_with(composer, content, frame, circles, fields)
    legend = Box(left.x, mat.frame.bottom + 1, left.width, LEGEND - 1)
    top = legend.bottom + AFTER
    below = Box(left.x, top, left.width, left.bottom - top)
    further = _columns(room, 3 if wide else 2)
    beside = [Box(left.right + GUTTER, room.y, BESIDE, room.height)] if wide else []
    told = story(BESIDE if wide else further[0].width)
    first: list[PlacedBlock] = []
    if sum(block.height for block in came) < below.height:
        first = flow.flow(came, [below], [])[0]
    else:
        told += outcome(BESIDE if wide else further[0].width)
    pages = flow.flow(told, beside, further)
    front = LaidPage(mat, legend, (*first, *pages[0]))
    return [front, *(LaidPage(None, legend, tuple(page)) for page in pages[1:])]


def _columns(room: Box, count: int) -> list[Box]:
    width = (room.width - GUTTER * (count - 1)) / count
    return [Box(room.x + n * (width + GUTTER), room.y, width, room.height) for n in range(count)]
