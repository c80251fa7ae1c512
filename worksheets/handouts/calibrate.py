"""The page on which a printer is measured: two lines, two crosses on each side, four edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worksheets.choices import Turn
from worksheets.composer import Composer
from worksheets.content.calibration import Calibration, Instruction
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.geometry import Box, Size
from worksheets.handouts.shared.section import Section
from worksheets.imposition.sheets import one_up
from worksheets.paper import written
from worksheets.printers import Targets
from worksheets.wording import fill

NEEDS = ("calibration",)
USUAL = "A4"  # the paper that need not be typed
DEEPEST = 14  # mm from an edge; what no printer leaves white
# What is typed with what was measured; the letters are those of the page.
COMMAND = (
    "python build.py printer {name}{paper} --measured-x A --measured-y B --turn C"
    " --back-left D E --back-right F G --measured-margin H I"
)
LEFT, RIGHT = 32.0, 20.0  # mm beside the words
HEAD, FOOT, CROSS = 56.0, 41.0, 14.0  # mm above the words, below them, around the crosses
PICTURE = Size(34, 24)
NUMBER, NOTE, MOST_GAP = 14.0, 9.6, 20.0

Tall = Callable[[str, str, float], float]  # of a text, in a style, in a width


class PlacedInstruction(Struct, frozen=True):
    """One thing to do: its words, where it stands, how wide, and how high with its notes."""

    number: int
    title: str
    text: str
    picture: str
    notes: tuple[str, ...]
    y: float
    width: float
    height: float

    @property
    def noted(self) -> float:
        """Where its notes begin, from its top."""
        return self.height - (NOTE if self.notes else 0)


def sheets(
    composer: Composer, handout: Handout, _subjects: tuple[Subject, ...], words: Calibration
) -> tuple[Section, ...]:
    """Return the sheet to measure, or for a printer that was measured, the one to verify it by."""
    pages = composer.pages_to_the_edge(
        "calibrate",
        handout,
        **lengths(composer.paper(handout), words, composer.options.turn, composer.tall),
        corrected=composer.options.printer is not None,
    )
    front, back = one_up(pages)
    return (Section(handout.title, (replace(front, back=back.front),)),)


def lengths(size: Size, words: Calibration, turn: Turn, tall: Tall) -> dict[str, object]:
    """Return what the template may use: where all lies on a paper in mm, what is typed."""
    paper = written(size)
    targets, middle = Targets(size), size.height / 2
    width = size.width - LEFT - RIGHT
    # A part of what is to do stands above the crosses, the rest below.
    many = max(len(words.instructions) * 2 // 5, 1)
    upper = Box(LEFT, HEAD, width, middle - CROSS - HEAD)
    lower = Box(LEFT, middle + CROSS, width, middle - CROSS - FOOT)
    above, below = words.instructions[:many], words.instructions[many:]

    def filled(text: str) -> str:
        edge = words.long_edge if turn == "long-edge" else words.short_edge
        return fill(text, across=targets.across, down=targets.down, edge=edge)

    return {
        "targets": targets,
        "deepest": DEEPEST,
        "left": LEFT,
        "width": width,
        "steps": (
            *_steps(above, 1, upper, filled, tall),
            *_steps(below, many + 1, lower, filled, tall),
        ),
        "turn": turn,
        "verify": filled(words.verify),
        "typed": COMMAND.format(
            name=words.name, paper="" if paper == USUAL else f" --paper {paper}"
        ),
    }


def _steps(
    some: Sequence[Instruction], first: int, room: Box, filled: Callable[[str], str], tall: Tall
) -> Iterator[PlacedInstruction]:
    """Yield steps below each other in a room, each as high as it needs; what is left is shared."""
    width = room.width - NUMBER - PICTURE.width - 4
    heights = [
        max(
            PICTURE.height,
            tall(step.title, "strong", width)
            + tall(filled(step.text), "explanation", width)
            + 1
            + (NOTE if step.notes else 0),
        )
        for step in some
    ]
    spare = (room.height - sum(heights)) / max(len(some), 1)
    y = room.y
    for n, (step, needs) in enumerate(zip(some, heights, strict=True), first):
        # Where there is too little room, the words that do not fit are reported.
        height = needs + min(spare, 0)
        yield PlacedInstruction(
            n, step.title, filled(step.text), step.picture, step.notes, y, width, height
        )
        y += height + min(max(spare, 0), MOST_GAP)
