"""Where the steps meet: content and templates become jobs, jobs become files' bytes."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path as File
from typing import TYPE_CHECKING

from msgspec.structs import replace

from worksheets.composer import Composer, Files, Options
from worksheets.content.files import Content
from worksheets.content.subjects import Subject, Subjects
from worksheets.content.workshop import Handout
from worksheets.drawing.items import Job, Section, Sheet, Side, Symbol, Use
from worksheets.fonts.metrics import Fonts
from worksheets.geometry import Size
from worksheets.handouts.parts import Part
from worksheets.layout.counting import Plan
from worksheets.marks import foot
from worksheets.markup import roles
from worksheets.markup.assets import Assets
from worksheets.prepress import finishing, trim
from worksheets.press import schemes
from worksheets.problems import NOWHERE, Place, Problem, Problems, Undoable, nearest
from worksheets.wording import fill

if TYPE_CHECKING:
    from worksheets.writers import Progress

KIT = "kit"
CHANGED = "kit-changed"
COMMAND_LINE = Place("--subject")  # where a subject was written that no file has
LONGEST_SLUG = 80  # letters; file systems allow 255 bytes for a name


class Press:
    """One workshop, ready to be printed."""

    def __init__(
        self,
        content: Content,
        assets: Assets,
        *,
        picture: Files,
        options: Options | None = None,
    ) -> None:
        options = options or Options()
        finishing.check(options)
        self.handouts = content.workshop.handouts
        self._in_kit = tuple(handout for handout in self.handouts if handout.kit)
        self.subjects = _chosen(content.subjects, options.subjects)
        known = content.subjects.subjects if content.subjects else ()
        new = {id(s.name): COMMAND_LINE for s in self.subjects if s not in known}
        self.content = dataclasses.replace(content, places={**content.places, **new})
        self.composer = Composer(self.content, assets, picture=picture, options=options)
        self._picture = picture
        self._check_file_names()

    @property
    def read(self) -> Mapping[str, File]:
        """The pictures and fonts of the content that were read so far, by their names."""
        return self._picture.paths

    @property
    def fonts(self) -> Fonts:
        return self.composer.fonts

    def handout(self, name: str) -> Handout:
        """Return a handout by its id; raises Undoable with the nearest name."""
        for handout in self.handouts:
            if handout.id == name:
                return handout
        hint = nearest(name, [handout.id for handout in self.handouts])
        raise Undoable(f"there is no handout {name!r}", hint=hint)

    # -- jobs ---------------------------------------------------------------------------------

    def job(self, handout: Handout) -> Job:
        """Return a whole handout as one output."""
        return self._job(handout.id, handout.title, [(handout, self._copies(handout))])

    def job_of(self, handout: Handout, parts: tuple[Part, ...]) -> Job:
        """Return an output of sheets that are no part of the kit."""
        return self._job(handout.id, handout.title, [(handout, parts)])

    def subject_jobs(
        self, handout: Handout, first: int = 0, last: int | None = None
    ) -> Iterator[Job]:
        """Yield an output for each subject of a handout that is made per subject, or for some."""
        if not handout.per_subject:
            return
        some = self.subjects[first:last]
        apart = self.composer.options.collate == "sheet"
        if apart and (len(some) == len(self.subjects) or self.composer.has("parts", handout.id)):
            parts = self.parts(handout)[first:last]
        else:
            # What shares sheets there is on sheets of its own here; only the first uses up paper.
            composer = self.composer if apart and not first else self.composer.collating("sheet")
            parts = schemes.parts_of(composer, handout, some)
        for subject, part in zip(some, parts, strict=True):
            title = f"{handout.title}: {subject.name}"
            alone = replace(part, title=title, level=0)
            copies = schemes.copies(self.composer, handout, (alone,))
            yield self._job(subject_file(handout, subject), title, [(handout, copies)])

    def kit(self) -> Job:
        """Return all handouts of the kit in print order as one output."""
        chosen = [(handout, self._copies(handout)) for handout in self._in_kit]
        return self._job(KIT, self.content.workshop.title, chosen)

    def assembled(
        self, name: str, title: str, handouts: Sequence[tuple[Handout, tuple[Part, ...]]]
    ) -> Job:
        """Return an output of sheets that were put together elsewhere, with numbers and feet."""
        return self._job(name, title, handouts)

    def calibration(self) -> Job:
        """Return the page on which a printer is measured, as one output."""
        if self.content.calibration is None:
            raise Undoable("the workshop has no calibration.yaml", hint="use -c content/gpo")
        title = self.content.calibration.title
        handout = Handout(id="calibrate", title=title, template="calibrate")
        # Its edges are where the printer stops: they have numbers instead of a foot.
        return self._job(handout.id, title, [(handout, self.parts(handout))], with_foot=False)

    def trial(self, sizes: tuple[float, ...]) -> Job:
        """Return the sheet to try a way of cutting on, with a row of circles of each size."""
        words = self.content.calibration and self.content.calibration.trial
        handout = Handout(id="trial", title=words.title if words else "trial")
        return self.job_of(handout, (schemes.trial(self.composer, handout, sizes),))

    def parts(self, handout: Handout) -> tuple[Part, ...]:
        """Return the sheets of a handout, without page numbers; made once."""
        return self.composer.once(lambda: self._parts(handout), "parts", handout.id)

    def sheets(self, handout: Handout) -> Iterator[Sheet]:
        """Yield a handout's sheets before marks and paper come around them, or they are tiled."""
        return (sheet for part in self._copies(handout) for sheet in part.sheets)

    def _copies(self, handout: Handout) -> tuple[Part, ...]:
        return schemes.copies(self.composer, handout, self.parts(handout))

    def _parts(self, handout: Handout) -> tuple[Part, ...]:
        parts = schemes.parts(self.composer, handout, self.subjects)
        roles.check_headings(sheet for part in parts for sheet in part.sheets)
        return parts

    def _job(
        self,
        name: str,
        title: str,
        handouts: Sequence[tuple[Handout, tuple[Part, ...]]],
        *,
        with_foot: bool = True,
    ) -> Job:
        workshop = self.content.workshop
        total = sum(len(part.sheets) for _, parts in handouts for part in parts)
        sheets: list[Sheet] = []
        sections: list[Section] = []
        for handout, parts in handouts:
            first = len(sheets)
            count = sum(len(part.sheets) for part in parts)
            if count and any(part.level for part in parts):
                sections.append(Section(handout.title, first))
            for part in parts:
                sections.append(Section(part.title, len(sheets), part.level))
                for sheet in part.sheets:
                    number = len(sheets) + 1
                    label = f"{handout.title} {number - first}" if count > 1 else handout.title
                    labelled = replace(sheet, label=label)
                    if with_foot:
                        labelled = self._marked(labelled, handout, number, total)
                    sheets.append(self._for_print_shop(self._corrected(labelled)))
        job = Job(
            name,
            title if name == KIT else f"{title} – {workshop.title}",
            tuple(sheets),
            lang=workshop.language,
            author=workshop.organisation,
            subject=workshop.title,
            keywords=f"{workshop.id}, {workshop.version}",
            version=workshop.version,
            sections=tuple(sections),
            foot=(self._names(title), workshop.attribution),
            separations=self._separations(),
            turn=self.composer.options.turn,
        )
        return _both_sided(finishing.finished(self.composer, job))

    def _marked(self, sheet: Sheet, handout: Handout, number: int, total: int) -> Sheet:
        """Return a sheet with its foot."""
        words, size = self.content.workshop.words, sheet.front.size
        margin = self.composer.margin
        text = fill(words.page, page=number, pages=total)
        page_number = self.composer.setter.line(
            foot.page_number(self.composer.theme, size, text, margin)
        )
        symbol = self.composer.once(lambda: self._foot(handout, size), "foot", handout.id, size)
        front = replace(sheet.front, marks=(*sheet.front.marks, Use(symbol), page_number))
        return replace(sheet, front=front)

    def _corrected(self, sheet: Sheet) -> Sheet:
        """Make up for what the printer does to both sides; raises Undoable when it is not known."""
        printer, turn = self.composer.options.printer, self.composer.options.turn
        if printer is None:
            return sheet
        front = replace(sheet.front, adjust=printer.corrects(sheet.front.size, back=False))
        back = sheet.back
        if back is not None:
            if not printer.knows_back(back.size):
                raise Undoable(
                    f"{sheet.label} lies in landscape; where the printer lays its back was measured"
                    " upright",
                    hint="orientation: portrait, or leave out --printer or --backs",
                )
            back = replace(back, adjust=printer.corrects(back.size, back=True, turn=turn))
        return replace(sheet, front=front, back=back)

    def _for_print_shop(self, sheet: Sheet) -> Sheet:
        options = self.composer.options
        if not options.bleed and not options.crop_marks:
            return sheet
        if options.bleed:
            trim.check(sheet, options.bleed, self.fonts)
        ink = self.composer.theme.ink("registration", NOWHERE)
        return trim.trimmed(sheet, ink, bleed=options.bleed, crop_marks=options.crop_marks)

    def _separations(self) -> tuple[str, ...] | None:
        """The plates besides cyan, magenta, yellow and black; None when it is for a screen."""
        if not self.composer.options.cmyk:
            return None
        inks = self.composer.theme.inks.values()
        return tuple(dict.fromkeys(ink.separation for ink in inks if ink.separation))

    def lasting_foot(self, handout: Handout, size: Size) -> Symbol:
        """Return the foot of a sheet without what differs from one print to the next."""
        make = partial(self._foot, handout, size, lasting=True)
        return self.composer.once(make, "lasting-foot", handout.id, size)

    def _foot(self, handout: Handout, size: Size, *, lasting: bool = False) -> Symbol:
        workshop, true = self.content.workshop, lasting or self.composer.options.nup == 1
        symbol = foot.foot(
            self.composer.theme,
            size,
            name=self._names(handout.title, versioned=not lasting),
            attribution=workshop.attribution,
            source=self.content.places.get(id(workshop.attribution), NOWHERE),
            # What is made smaller must not say that it is of true size.
            true_size=workshop.words.true_size if true else "",
            ruler_label=workshop.words.ruler if true else "",
            margin=self.composer.margin,
        )
        return self.composer.setter.symbol(symbol)

    def _names(self, title: str, *, versioned: bool = True) -> str:
        """What is printed, of whom, and which version, in a line."""
        workshop = self.content.workshop
        version = fill(workshop.words.version, version=workshop.version)
        version = version if versioned else ""
        names = (title, workshop.title, workshop.organisation, version, workshop.contact)
        return "  ·  ".join(dict.fromkeys(name for name in names if name))

    def plan(self) -> Plan:
        """Return how much is printed, cut, brought and laid ready."""
        return schemes.plan(self.composer, self.subjects)

    # -- names --------------------------------------------------------------------------------

    def _check_file_names(self) -> None:
        """Two outputs must never have one name: the second would replace the first."""
        ours = {KIT: "the kit", CHANGED: "what changed of the kit"}
        taken = ours | {h.id: f"the handout {h.id!r}" for h in self.handouts}
        problems = [
            Problem(
                f"the handout {handout.id!r} would be written to {handout.id}.pdf,"
                f" as {ours[handout.id]} is",
                self.content.places.get(id(handout.id), NOWHERE),
                hint="give it another id",
            )
            for handout in self.handouts
            if handout.id in ours
        ]
        for handout in self.handouts:
            if not handout.per_subject:
                continue
            for subject in self.subjects:
                name = subject_file(handout, subject)
                owner = f"the subject {subject.name!r}"
                at = self.content.places.get(id(subject.name), COMMAND_LINE)
                if not slug(subject.name):
                    message = f"{owner} has no letter or digit to make a file name of"
                    problems.append(Problem(message, at))
                elif name in taken:
                    message = f"{owner} would be written to {name}.pdf, as {taken[name]} is"
                    problems.append(Problem(message, at, hint="give one of them another name"))
                taken[name] = owner
        if problems:
            raise Problems(problems)


def _both_sided(job: Job) -> Job:
    """Return a job whose sheets all have a back, an empty one at least, when one has.

    A printer that turns sheets over would print the next one on a back that is not there.
    """
    if not any(sheet.back for sheet in job.sheets):
        return job
    sheets = (s if s.back else replace(s, back=_empty(s.front)) for s in job.sheets)
    return replace(job, sheets=tuple(sheets))


def _empty(front: Side) -> Side:
    """The empty back of a front, which is trimmed with it."""
    return Side(front.size, (), trim=front.trim, bleed=front.bleed)


def _chosen(known: Subjects | None, wanted: Sequence[str]) -> tuple[Subject, ...]:
    """Return the subjects that are wanted, in that order; all when none is named."""
    subjects = known.subjects if known else ()
    if not wanted:
        return subjects
    by_name = {name.casefold(): s for s in subjects for name in (s.name, s.code) if name}
    chosen = {}
    for name in wanted:
        clean = unicodedata.normalize("NFC", " ".join(name.split()))
        if not clean:
            raise Undoable("--subject needs a name", hint="--subject NAME")
        subject = by_name.get(clean.casefold()) or Subject(name=clean)
        chosen[subject.name.casefold()] = subject
    return tuple(chosen.values())


def subject_file(handout: Handout, subject: Subject) -> str:
    """Return the name of a subject's own output: cirkels-engels."""
    return f"{handout.per_subject}-{slug(subject.name)}"


def slug(name: str) -> str:
    """Return a name for a file: lower case, without accents, hyphens for all that is no letter."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    named = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept))
    return named.strip("-")[:LONGEST_SLUG].strip("-")


def ascii_slug(name: str) -> str:
    """Return a slug of letters from a to z and digits, as a workshop's id is."""
    return re.sub(r"[^a-z0-9]+", "-", slug(name)).strip("-")


def produce(
    job: Job, format: str, fonts: Fonts, progress: Progress | None = None
) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a job in a format: each a name and its bytes."""
    from worksheets.writers import WRITERS

    return WRITERS[format](job, fonts, progress or (lambda: None))
