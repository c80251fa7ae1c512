"""Make the files that changed, in one process or several; or tell which would be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, msgpack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path as File

    from worksheets.content.workshop import Handout
    from worksheets.options import Options
    from worksheets.press.jobs import Press
    from worksheets.press.paper_use import PaperUse
    from worksheets.problems import Problem
    from worksheets.production.builder import FileResult, Task, TaskOutcome
    from worksheets.production.disk import Delivery
    from worksheets.production.inputs import Inputs
    from worksheets.production.sources import Sources
    from worksheets.production.state import KnownRun, State

SHOWN = 4  # names that a note tells before it only counts


class Request(Struct, frozen=True, kw_only=True):
    """What is asked for: handouts (none named: all), formats, and how it is gone about."""

    handouts: tuple[str, ...]
    formats: tuple[str, ...]
    with_kit: bool
    processes: int | None = None
    prune: bool = False
    quiet: bool = False

    def key(self, now: Inputs, folder: str) -> str:
        """Return a digest of this request and all that its answer depends on, except pictures.

        The folder of the content is in what is said of its files.
        """
        from worksheets.production.inputs import digest

        asked = (self.handouts, self.formats, self.with_kit, folder)
        return digest(msgpack.encode(now), msgpack.encode(asked))

    def chosen(self, press: Press) -> tuple[Handout, ...]:
        """Return the handouts to make; raises Undoable for an unknown name."""
        names = dict.fromkeys(self.handouts)
        return tuple(press.handout(name) for name in names) or press.handouts

    def paper(self, press: Press, uses: Mapping[str, PaperUse]) -> tuple[str, ...]:
        """Return lines that tell how much paper is needed, from what each handout takes."""
        from worksheets.press import paper_use

        every = (uses[h.id] for h in self.chosen(press) if h.id in uses)
        return tuple(paper_use.lines(paper_use.together(every)))

    def check_not_empty(self, empty: Sequence[str]) -> None:
        """Raise Undoable when a handout that is named has no pages."""
        from worksheets.press.jobs import no_pages

        for name in self.handouts:
            if name in empty:
                raise no_pages(name)

    def tasks(self, press: Press) -> list[Task]:
        from worksheets.production.builder import tasks

        return tasks(press, self.chosen(press), with_kit=self.with_kit)


def make(sources: Sources, options: Options, wish: Request, output: File) -> None:
    """Write the files that are not there as they should be, and tell of all."""
    from worksheets.cli import console
    from worksheets.problems import Problem
    from worksheets.production import state as built

    now = sources.inputs(options)
    key = wish.key(now, sources.folder)
    if not wish.prune and (before := _before(output, key, sources)):
        again = [Problem(fact, hint=hint) for fact, hint in before[2].notes]
        console.notes(again, wish.quiet)
        _tell(*before, set(before[2].files), quiet=wish.quiet)
        return
    # What draws is imported only now that there is something to draw.
    from worksheets.production.builder import jobs, known_jobs
    from worksheets.production.disk import delivery
    from worksheets.production.state import UNCHANGED

    press = sources.press(options)
    notes = _notes(press)
    console.notes(notes, wish.quiet)
    folder = output / press.content.workshop.id
    state = built.read(folder)
    tasks = wish.tasks(press)
    with delivery(folder) as ready, console.progress(jobs(tasks), wish.quiet) as tick:
        results: list[FileResult] = []
        pictures: dict[str, str] = {}
        uses: dict[str, PaperUse] = {}
        empty: list[str] = []

        def done(outcome: TaskOutcome) -> None:
            nonlocal results, pictures, uses, empty
            results += outcome.results
            empty += outcome.empty
            pictures |= outcome.pictures
            uses |= outcome.use
            tick(len(outcome.results))

        _build(press, sources, options, wish, state, now, ready, done)
        wish.check_not_empty(empty)
        records = {result.name: result.record for result in results}
        left = state.left_over(known_jobs(press) - set(empty), records)
        gone = [name for name in left if not (folder / name).exists()]
        pruned = [name for name in left if wish.prune and state.is_ours(folder, name)]
        for name in pruned:
            ready.remove(name)
        away = {*gone, *pruned}
        left = [name for name in left if name not in away]
        run = built.KnownRun(
            folder=folder.name,
            files={name: record.hash for name, record in records.items()},
            pictures=pictures,
            left=tuple(left),
            other=state.besides({*records, *left}),
            paper=wish.paper(press, uses),
            empty=tuple(empty),
            notes=tuple((str(note), note.hint) for note in notes),
        )
        state = state.after(key, run, records, now, away)
        if (data := state.written()) != built.stored(folder):
            ready.add(built.NAME, data)
    unchanged = {result.name for result in results if result.why == UNCHANGED}
    _tell(folder, state, run, unchanged, quiet=wish.quiet)
    if pruned and not wish.quiet:
        console.note(f"deleted: {_named(pruned)}")


def foretell(sources: Sources, options: Options, wish: Request, output: File) -> None:
    """Tell what would be written and why, and how much paper it takes; write nothing."""
    from worksheets.cli import console
    from worksheets.production import state as built
    from worksheets.production.builder import Builder, known_jobs

    now = sources.inputs(options)
    press = sources.press(options)
    console.notes(_notes(press), wish.quiet)
    folder = output / press.content.workshop.id
    state = built.read(folder)
    builder = Builder(press, wish.formats, state, folder, now)
    outcomes = [builder.outcome(task, None) for task in wish.tasks(press)]
    results = [result for outcome in outcomes for result in outcome.results]
    lines = [f"{folder / r.name}\t{r.record.extent}\t{r.why}" for r in results]
    empty = [name for outcome in outcomes for name in outcome.empty]
    wish.check_not_empty(empty)
    records = {result.name: result.record for result in results}
    for name in state.left_over(known_jobs(press) - set(empty), records):
        if (folder / name).exists():
            deleted = wish.prune and state.is_ours(folder, name)
            why = "would be deleted" if deleted else "left over from before"
            lines.append(f"{folder / name}\t{state.files[name].extent}\t{why}")
    if not wish.quiet:
        console.table(lines)
        uses = {name: use for outcome in outcomes for name, use in outcome.use.items()}
        console.paragraph(wish.paper(press, uses))
        _tell_empty(empty)


def _notes(press: Press) -> tuple[Problem, ...]:
    """Return what is good to know before anything is made, in this run and in each like it."""
    from worksheets.problems import Problem
    from worksheets.theme.theme import computed

    inks = computed(press.composer.theme) if press.composer.options.cmyk else ()
    fact = f"computed from their colours: {_named(inks)}"
    hint = "the print shop's own numbers go under theme: plates"
    return (*press.content.notes, *([Problem(fact, hint=hint)] if inks else []))


# -- what was built before ------------------------------------------------------------------------


def _before(output: File, key: str, sources: Sources) -> tuple[File, State, KnownRun] | None:
    """Return the run of a key when all that it read and all that it made is as it was.

    Then nothing need be read or drawn: the key stands for all files, and so for the folder too.
    """
    from worksheets.production import state as built

    for path in sorted(output.glob(f"*/{built.NAME}")):
        if key.encode() not in built.stored(path.parent):
            continue
        state = built.read(path.parent)
        run = state.whole(path.parent, key)
        if run and sources.has(run.pictures):
            return path.parent, state, run
    return None


def _build(
    press: Press,
    sources: Sources,
    options: Options,
    wish: Request,
    state: State,
    now: Inputs,
    ready: Delivery,
    done: Callable[[TaskOutcome], None],
) -> None:
    """Do all that is wished for, here or in several processes."""
    from worksheets.production.builder import Builder, jobs, processes
    from worksheets.production.state import UNCHANGED

    tasks = wish.tasks(press)
    crew_of = processes(wish.processes, jobs(tasks), wish.formats)
    if crew_of == 1:
        builder = Builder(press, wish.formats, state, ready.folder, now)
        for task in tasks:
            done(builder.outcome(task, ready.add))
        return
    from worksheets.production import processes as crew

    order = crew.WorkerSetup(
        sources=sources,
        options=options,
        formats=wish.formats,
        state=state,
        now=now,
        folder=ready.folder,
        waiting=ready.waiting,
    )

    def arrived(outcome: TaskOutcome) -> None:
        for result in outcome.results:
            if result.why != UNCHANGED:
                ready.expect(result.name)
        done(outcome)

    crew.build(order, tasks, crew_of, arrived)


def _tell(folder: File, state: State, run: KnownRun, unchanged: set[str], *, quiet: bool) -> None:
    """Print a line for each file of a run, and a note of what is left over."""
    from worksheets.cli import console

    if quiet:
        return
    console.table(
        [
            f"{folder / name}\t{state.files[name].extent}"
            f"\t{'unchanged' if name in unchanged else ''}"
            for name in run.files
        ]
    )
    console.paragraph(run.paper)
    left = [name for name in run.left if (folder / name).exists()]
    if left:
        console.note(f"left over from before: {_named(left)}; --prune deletes what is ours")
    _tell_empty(run.empty)


def _tell_empty(empty: Sequence[str]) -> None:
    from worksheets.cli import console

    if empty:
        console.note(f"no pages, so no file: {_named(empty)}")


def _named(names: Sequence[str]) -> str:
    """Some names, and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
