"""Where the steps meet: content and templates become jobs, jobs become files' bytes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path as File

from msgspec.structs import replace

from worksheets.composer import Composer, Files
from worksheets.content.files import Content
from worksheets.content.subjects import Subject, Subjects
from worksheets.content.workshop import Handout
from worksheets.drawing import collisions
from worksheets.drawing.items import Item, Symbol, Use
from worksheets.drawing.sheets import Bookmark, Job, Sheet, Side
from worksheets.fonts.metrics import Fonts
from worksheets.handouts.shared.section import Section
from worksheets.handouts.trial import trial
from worksheets.layout.counting import Plan, Printed
from worksheets.marks import foot
from worksheets.markup import roles
from worksheets.markup.assets import Assets
from worksheets.options import Options
from worksheets.prepress.prepare import prepared
from worksheets.press.feet import derived_words, has_ruler, is_ruled
from worksheets.press.label_cover import with_cover
from worksheets.press.names import (
    CALIBRATION,
    COMMAND_LINE,
    KIT,
    TRIAL,
    FileNames,
    check_file_names,
)
from worksheets.press.personal import PERSON, for_each_person
from worksheets.press.plan import plan
from worksheets.press.sections import needed, sections, sections_of
from worksheets.press.sheet_counts import print_of
from worksheets.problems import Undoable, nearest
from worksheets.reading.characters import plain
from worksheets.wording import between, fill, joined
from worksheets.writers import Progress, write


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
        options.check(content.workshop)
        self.handouts = content.workshop.handouts
        self._in_kit = tuple(handout for handout in self.handouts if handout.kit)
        self.subjects = _chosen(content.subjects, options.subjects)
        known = content.subjects.subjects if content.subjects else ()
        unknown = set(self.subjects).difference(known)
        new = {id(s.name): COMMAND_LINE for s in self.subjects if s in unknown}
        # A name of a single letter is the same text as others of that letter: it has no place.
        listed = zip(options.names, options.name_places, strict=False)
        people = {id(name): place for name, place in listed if len(name) > 1}
        places = {**content.places, **people, **new}
        self.content = dataclasses.replace(content, places=places)
        self.composer = Composer(self.content, assets, picture=picture, options=options)
        self._picture = picture
        check_file_names(self.handouts, self.content.places)
        self.file_names = FileNames(self.handouts, (*known, *self.subjects))

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

    # -- files --------------------------------------------------------------------------------

    def pdf(self, name: str = KIT) -> bytes:
        """Return the PDF of a handout, a subject's circles (cirkels-engels), or the kit."""
        (data,) = self.files(name).values()
        return data

    def files(self, name: str = KIT, format: str = "pdf") -> dict[str, bytes]:
        """Return the files of an output in a format, by their names; Undoable without pages."""
        job = self.named(name)
        if not job.sheets:
            raise no_pages(name)
        return dict(write(job, format, self.fonts))

    def named(self, name: str) -> Job:
        """Return an output by the name of its file; raises Undoable with the nearest name."""
        if name == KIT:
            return self.kit()
        for handout in self.handouts:
            for n, subject in enumerate(self.subjects if handout.per_subject else ()):
                if name == self.file_names.file(handout, subject):
                    (job,) = self.subject_jobs(handout, n, n + 1)
                    return job
        return self.job(self.handout(name))

    # -- jobs ---------------------------------------------------------------------------------

    def job(self, handout: Handout) -> Job:
        """Return a whole handout as one output; made once."""
        return self.composer.once(lambda: self._whole(handout), "job", handout.id)

    def _whole(self, handout: Handout) -> Job:
        return self._job(handout.id, handout.title, [(handout, self._copies(handout))])

    def job_of(self, handout: Handout, sections: tuple[Section, ...]) -> Job:
        """Return an output of sheets that are no part of the kit."""
        return self._job(handout.id, handout.title, [(handout, sections)])

    def subject_jobs(
        self, handout: Handout, first: int = 0, last: int | None = None
    ) -> Iterator[Job]:
        """Yield an output for each subject of a handout that is made per subject, or for some."""
        if not handout.per_subject:
            return
        some = self.subjects[first:last]
        apart = self.composer.options.collate == "sheet"
        if apart and (len(some) == len(self.subjects) or self.composer.has("checked", handout.id)):
            runs = self.sections(handout)[first:last]
        else:
            # Subjects that share sheets there have their own here; only the first uses up paper.
            composer = self.composer if apart and not first else self.composer.collating("sheet")
            runs = sections_of(composer, handout, some, self.plan)
        for subject, section in zip(some, runs, strict=True):
            title = f"{handout.title}: {subject.name}"
            alone = replace(section, title=title, level=0)
            personal = for_each_person(self.composer, handout, (alone,))
            name = self.file_names.file(handout, subject)
            yield self._job(name, title, [(handout, personal)])

    def cut_job(self, handout: Handout) -> Job:
        """Return a handout with what its subjects' own files have besides, for what cuts them.

        Subjects that share sheets lie otherwise in files of their own, alike for equal copies.
        """
        job = self.job(handout)
        if not handout.per_subject or self.composer.options.collate == "sheet":
            return job
        firsts = {s.copies: n for n, s in reversed(list(enumerate(self.subjects)))}
        own = [job for n in firsts.values() for job in self.subject_jobs(handout, n, n + 1)]
        sheets = (sheet for job in own for sheet in job.sheets)
        return replace(job, sheets=(*job.sheets, *sheets))

    def kit(self) -> Job:
        """Return all handouts of the kit in print order as one output."""
        chosen = [(handout, self._copies(handout)) for handout in self._in_kit]
        return self._job(KIT, self.content.workshop.title, chosen)

    def assembled(
        self, name: str, title: str, handouts: Sequence[tuple[Handout, tuple[Section, ...]]]
    ) -> Job:
        """Return an output of sheets that were put together elsewhere, with numbers and feet."""
        return self._job(name, title, handouts)

    def calibration(self) -> Job:
        """Return the page on which a printer is measured, as one output."""
        if self.content.calibration is None:
            raise Undoable("the workshop has no calibration.yaml", hint="use -c content/gpo")
        title = self.content.calibration.title
        handout = Handout(id=CALIBRATION, title=title, template="calibrate")
        # Its edges are where the printer stops: they have numbers instead of a foot.
        return self._job(handout.id, title, [(handout, self.sections(handout))], with_foot=False)

    def trial(self, sizes: tuple[float, ...]) -> Job:
        """Return the sheet to try a way of cutting on, with a row of circles of each size."""
        words = self.content.calibration and self.content.calibration.trial
        handout = Handout(id=TRIAL, title=words.title if words else TRIAL)
        files = needed(self.composer, handout)
        return self.job_of(handout, (trial(self.composer, handout, sizes, *files),))

    def sections(self, handout: Handout) -> tuple[Section, ...]:
        """Return the sheets of a handout, without page numbers; made once."""
        return self.composer.once(lambda: self._sections(handout), "checked", handout.id)

    def sheets(self, handout: Handout) -> Iterator[Sheet]:
        """Yield a handout's sheets before marks and paper come around them, or they are tiled."""
        return (sheet for section in self._copies(handout) for sheet in section.sheets)

    def _copies(self, handout: Handout) -> tuple[Section, ...]:
        return for_each_person(self.composer, handout, self.sections(handout))

    def _sections(self, handout: Handout) -> tuple[Section, ...]:
        runs = sections(self.composer, handout, self.subjects, self.plan)
        roles.check_headings(sheet for section in runs for sheet in section.sheets)
        return runs

    def _job(
        self,
        name: str,
        title: str,
        handouts: Sequence[tuple[Handout, tuple[Section, ...]]],
        *,
        with_foot: bool = True,
    ) -> Job:
        workshop = self.content.workshop
        handouts = [
            (handout, with_cover(self.composer, handout, runs)) for handout, runs in handouts
        ]
        total = sum(len(section.sheets) for _, runs in handouts for section in runs)
        sheets: list[Sheet] = []
        bookmarks: list[Bookmark] = []
        for handout, runs in handouts:
            first = len(sheets)
            count = sum(len(section.sheets) for section in runs)
            if count and any(section.level for section in runs):
                bookmarks.append(Bookmark(handout.title, first))
            for section in runs:
                if not section.sheets:
                    continue
                bookmarks.append(Bookmark(section.title, len(sheets), section.level))
                for sheet in section.sheets:
                    number = len(sheets) + 1
                    label = f"{handout.title} {number - first}" if count > 1 else handout.title
                    labelled = replace(sheet, label=label)
                    if with_foot:
                        labelled = self._marked(labelled, handout, number, total)
                    self._check_person(labelled.front)
                    sheets.append(labelled)
        own = all(handout.file for handout, _ in handouts)  # whose makers are not the workshop's
        job = Job(
            name,
            title if name == KIT else f"{title} – {workshop.title}",
            tuple(sheets),
            lang=workshop.language,
            author=workshop.organisation,
            subject=workshop.title,
            keywords=f"{workshop.id}, {workshop.version}",
            version=workshop.version,
            bookmarks=tuple(bookmarks),
            before_side=self.file_names.before_side(name),
            foot=(self._names(title), "" if own else workshop.attribution),
            separations=self._separations(),
            turn=self.composer.options.turn,
        )
        return prepared(self.composer, job)

    def _marked(self, sheet: Sheet, handout: Handout, number: int, total: int) -> Sheet:
        """Return a sheet with its foot."""
        words, size = self.content.workshop.words, sheet.front.size
        if sheet.foot == "none":
            return sheet
        ruled = has_ruler(self.composer.options, handout, sheet)
        marks: tuple[Item, ...] = ()
        if total > 1:
            text = fill(words.page, page=number, pages=total)
            source = partial(self.composer.source, style="slug")
            theme, margin = self.composer.theme, self.composer.margin
            line = foot.page_number(theme, size, text, margin, source, ruled=ruled)
            marks = (self.composer.setter.line(line),)
        if sheet.foot == "whole":
            key = ("foot", handout.id, size, sheet.percent, ruled, derived_words(sheet))
            make = partial(self._foot, handout, sheet, ruled=ruled)
            marks = (Use(self.composer.once(make, *key)), *marks)
        front = replace(sheet.front, marks=(*sheet.front.marks, *marks))
        return replace(sheet, front=front)

    def _check_person(self, front: Side) -> None:
        """Raise Crowded where whose a sheet is lies over the sheet's own words."""
        *sheet, last = front.placements
        if last.page.name != PERSON:
            return
        texts, fonts = collisions.placed_texts, self.fonts
        below = [*texts(front.marks, fonts)]
        for placement in sheet:
            make = partial(texts, placement.page.items, fonts, placement.matrix)
            below += self.composer.once(make, "texts", placement)
        collisions.check_over(texts(last.page.items, fonts, last.matrix), below)

    def _separations(self) -> tuple[str, ...] | None:
        """The plates besides cyan, magenta, yellow and black; None when it is for a screen."""
        if not self.composer.options.cmyk:
            return None
        inks = self.composer.theme.inks.values()
        return tuple(dict.fromkeys(ink.separation for ink in inks if ink.separation))

    def lasting_foot(self, handout: Handout, sheet: Sheet) -> Symbol:
        """Return the foot of a sheet without what differs from one print to the next."""
        ruled = is_ruled(handout, sheet)
        make = partial(self._foot, handout, sheet, ruled=ruled, lasting=True)
        key = ("lasting-foot", handout.id, sheet.front.size, ruled, derived_words(sheet))
        return self.composer.once(make, *key)

    def _foot(
        self, handout: Handout, sheet: Sheet, *, ruled: bool, lasting: bool = False
    ) -> Symbol:
        """What stands at the foot; a page of the school's own has makers of its own."""
        words, nup = self.content.workshop.words, self.composer.options.nup
        percent = "" if lasting else sheet.percent
        labelled = self.composer.options.personal and handout.per != "team" and not lasting
        size, margin = sheet.front.size, self.composer.margin
        reduced = fill(words.reduced, percent=percent) if percent and nup == 1 else ""
        derived = {"": "", "all": words.derived_all, "marked": joined("* ", words.derived)}
        name = self._names(
            handout.coded_title,
            reduced,
            derived[derived_words(sheet)],
            versioned=not lasting,
        )
        return self.composer.foot(
            size,
            name,
            true_size=words.true_size,
            ruler=words.ruler if ruled else "",
            with_makers=not handout.file,
            beside=foot.copy_beside_number(size, margin, ruled=ruled) if labelled else 0,
        )

    def _names(self, title: str, *more: str, versioned: bool = True) -> str:
        """What is printed, of whom, and which version, in a line."""
        workshop = self.content.workshop
        version = fill(workshop.words.version, version=workshop.version)
        version = version if versioned else ""
        names = (title, workshop.title, workshop.organisation, version, workshop.contact, *more)
        return between("  ·  ", dict.fromkeys(name for name in names if name))

    def plan(self) -> Plan:
        """Return how much is printed, cut, brought and laid ready; counted once."""
        return self.composer.once(
            lambda: plan(self.composer, self._print_of, self._telling), "plan"
        )

    def _print_of(self, handout: Handout) -> Printed:
        """What one print of a handout's file is."""
        designed = self.sections(handout)
        written = self.job(handout).sheets
        return print_of(self.composer, designed, self._copies(handout), written)

    def _telling(self, handout: Handout, known: Plan) -> Printed:
        """The same of a handout that tells of the others, by what is known of them so far."""
        designed = sections_of(self.composer, handout, self.subjects, lambda: known)
        copies = for_each_person(self.composer, handout, designed)
        written = self._job(handout.id, handout.title, [(handout, copies)]).sheets
        return print_of(self.composer, designed, copies, written)


def no_pages(name: str) -> Undoable:
    """What is told of a handout without pages that is asked for."""
    hint = "is it made of something that there is none of, as of subjects? add one"
    return Undoable(f"there is nothing to print of {name!r}: it has no pages", hint=hint)


def _chosen(known: Subjects | None, wanted: Sequence[str]) -> tuple[Subject, ...]:
    """Return the subjects that are wanted, in that order; all when none is named."""
    subjects = known.subjects if known else ()
    if not wanted:
        return subjects
    by_name = {name.casefold(): s for s in subjects for name in (s.name, s.code) if name}
    chosen = {}
    for name in wanted:
        clean = " ".join(plain(name).split())
        if not clean:
            raise Undoable("--subject needs a name", hint="--subject NAME")
        subject = by_name.get(clean.casefold()) or Subject(name=clean)
        chosen[subject.name.casefold()] = subject
    return tuple(chosen.values())


def produce(
    job: Job, format: str, fonts: Fonts, progress: Progress | None = None
) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a job in a format: each a name and its bytes."""
    return write(job, format, fonts, progress or (lambda: None))
