"""What is chosen for one run, over what the content says, and what does not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from worksheets.choices import Backs, Collate, CutShape, CutWith, PagesPerSheet, Turn, values_of
from worksheets.paper import SAFE, paper
from worksheets.problems import Place, Undoable

if TYPE_CHECKING:
    from worksheets.content.workshop import Workshop
    from worksheets.printers import Printer

# The options that change what is seen of a page that lies in the box.
SEEN = ("subjects", "circle_size", "paper", "theme")


class Options(Struct, frozen=True, kw_only=True):
    """What is chosen for one run; what is not chosen is as the content says."""

    subjects: tuple[str, ...] = ()
    circle_size: float | None = None  # mm
    paper: str | None = None
    theme: str | None = None
    # How circles lie on sheets, and what they are cut with.
    collate: Collate = "sheet"
    first: int = 1  # the first place of the first sheet that is not used up
    cut: CutWith | None = None
    reach: float | None = None  # mm that a punch reaches
    shape: CutShape | None = None  # of what a guillotine cuts
    sheet: str | None = None  # of labels, by its maker's number
    backs: Backs | None = None
    turn: Turn = "long-edge"
    # For whom.
    participants: int | None = None
    tables: int | None = None
    spare: int | None = None  # per cent
    personal: bool = False  # a copy for each participant and table
    names: tuple[str, ...] = ()  # of the participants
    name_places: tuple[Place, ...] = ()  # where each was written, as far as that is known
    # How sheets are printed.
    nup: PagesPerSheet = 1
    tile: str | None = None  # the paper that larger pages are tiled on
    overlap: float | None = None  # mm of paper under the seams of tiles
    bleed: float = 0  # mm around a sheet for a print shop
    crop_marks: bool = False
    cmyk: bool = False
    printer: Printer | None = None

    @property
    def seen(self) -> Options:
        """These options without those that leave a page in the box as it looks."""
        return Options(**{name: getattr(self, name) for name in SEEN})

    @property
    def margin(self) -> float:
        """How far from the edge of a sheet nothing is printed, in mm."""
        return self.printer.safe if self.printer else SAFE

    @property
    def for_print_shop(self) -> bool:
        """Whether sheets get room around them: for bleed, or for crop marks."""
        return bool(self.bleed or self.crop_marks)

    def check(self, workshop: Workshop) -> None:
        """Raise Undoable for options that do not go together, or ask for what cannot be done."""
        self._check_sheets()
        self._check_cutting(self.cut or workshop.cutting.by)
        self._check_people(workshop)

    def _check_sheets(self) -> None:
        if self.nup not in (counts := values_of(PagesPerSheet)):
            hint = f"choose from {', '.join(map(str, counts))}"
            raise Undoable(f"a sheet is not divided in {self.nup}", hint=hint)
        if self.tile is not None and self.nup > 1:
            raise Undoable(
                "pages are either tiled or made smaller, not both", hint="use --tile or --nup"
            )
        if self.overlap is not None and self.tile is None:
            raise Undoable("an overlap is for tiles only", hint="add --tile A4, or leave it out")
        if self.for_print_shop and (self.tile is not None or self.nup > 1):
            raise Undoable(
                "a print shop gets whole pages, neither tiled nor made smaller",
                hint="leave out --bleed and --crop-marks, or --tile and --nup",
            )
        if self.printer is not None and (self.for_print_shop or self.cmyk):
            raise Undoable(
                "--printer is for a printer of your own, not for a print shop",
                hint="leave out --printer, or --bleed, --crop-marks and --cmyk",
            )
        if self.tile is not None:
            from worksheets.imposition import tiling

            overlap = tiling.OVERLAP if self.overlap is None else self.overlap
            tiling.check(paper(self.tile), overlap=overlap, margin=self.margin)

    def _check_cutting(self, cut: CutWith) -> None:
        if self.reach is not None and cut != "punch":
            raise Undoable("--reach is for a punch", hint="add --cut punch, or leave it out")
        if self.shape is not None and cut != "guillotine":
            raise Undoable("--shape is for a guillotine", hint="add --cut guillotine")
        if self.sheet is not None and cut != "labels":
            raise Undoable("--sheet is for labels", hint="add --cut labels, or leave it out")
        if cut == "labels" and self.backs is not None:
            raise Undoable(
                "the back of a label is glued: nothing is printed there",
                hint="leave out --backs, or choose another way: --cut scissors",
            )
        if cut == "plotter" and (self.nup > 1 or self.for_print_shop):
            raise Undoable(
                "a plotter cuts sheets as they are, neither made smaller nor with room around them",
                hint="leave out --nup, --bleed and --crop-marks, or --cut plotter",
            )

    def _check_people(self, workshop: Workshop) -> None:
        participants = self.participants or workshop.participants
        if self.tables is not None and self.tables > participants:
            raise Undoable(
                f"{participants} participants cannot sit at {self.tables} tables",
                hint=f"--tables {participants}, or fewer",
            )
        if len(self.names) > participants:
            raise Undoable(f"there are {len(self.names)} names for {participants} participants")
