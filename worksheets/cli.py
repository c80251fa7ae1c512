"""The command line: the only printer, and the only giver of exit codes.

0 is good, 1 means that content or templates are wrong, 2 that it could not be done. Everything
heavy is imported inside the command that needs it, so that --help starts at once.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from worksheets import __version__
from worksheets.options import LARGEST, PROGRAM, SMALLEST, Folder, KitByDefault, diameter

if TYPE_CHECKING:
    from pathlib import Path as File

    from worksheets.desk import Options
    from worksheets.disk import Delivery
    from worksheets.drawing import Job
    from worksheets.press import Press

FORMATS = ("pdf", "svg", "png", "html", "outline")
PAPERS = ("A4", "A3", "Letter")
THEMES = "kleur, grijs or inktbesparend, in its own colours; the workshop's theme otherwise."
GOOD, WRONG, FAILED = 0, 1, 2
FOLDER = Folder()
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=KitByDefault, context_settings=HELP)
@click.version_option(__version__, prog_name="worksheets")
def main() -> None:
    """Make printable workshop materials at true size from content files.

    \b
    Examples:
      python build.py                                 the whole kit of content/gpo
      python build.py kit kwadrant tijdlijn           two handouts
      python build.py kit --subject Engels --subject "Project duurzaam bouwen"
      python build.py kit cirkels --circle-size 51 --paper A3
      python build.py check content/gpo               is the content right?
      python build.py new content/zorg                a workshop of your own
    """


@main.command(short_help="Make the handouts, and the kit with all of them.")
@click.argument("handouts", nargs=-1, metavar="[HANDOUT]...")
@click.option("-c", "--content", type=FOLDER, help="Content folder.  [default: content/gpo]")
@click.option(
    "-o", "--output", type=FOLDER, default="output", show_default=True, help="Output folder."
)
@click.option(
    "--subject",
    "subjects",
    multiple=True,
    metavar="NAME",
    help="Only this subject; it need not be in the content.",
)
@click.option(
    "--circle-size",
    type=float,
    callback=diameter,
    metavar="MM",
    help=f"Diameter of the circles, {SMALLEST} to {LARGEST} mm.",
)
@click.option(
    "--paper",
    type=click.Choice(PAPERS, case_sensitive=False),
    metavar=f"[{'|'.join(PAPERS)}]",
    help="Paper for all handouts.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("pdf",),
    show_default=True,
    help="May be repeated.",
)
@click.option("--theme", metavar="NAME", help=THEMES)
@click.option("--no-kit", is_flag=True, help="Only the separate files, no kit.pdf.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing when all goes well.")
def kit(
    handouts: tuple[str, ...],
    content: File | None,
    output: File,
    subjects: tuple[str, ...],
    circle_size: float | None,
    paper: str | None,
    formats: tuple[str, ...],
    theme: str | None,
    no_kit: bool,
    quiet: bool,
) -> None:
    """Make the handouts, those per subject, and the kit with all of them.

    Files go to OUTPUT/<workshop>/<handout>.pdf. With handouts named, only those are made and the
    kit is left as it is.

    \b
    Examples:
      python build.py kit
      python build.py kit kwadrant --format pdf --format png
      python build.py kit cirkels-vakken --subject Engels -o "D:/Mijn map"
      python build.py kit --paper A4 --no-kit
      python build.py kit --theme grijs
    """
    from worksheets import console
    from worksheets.desk import Options
    from worksheets.disk import delivery

    _check_date()
    options = Options(circle_size=circle_size, paper=paper, subjects=subjects, theme=theme)
    press = _press(content, options)
    chosen = [press.handout(name) for name in dict.fromkeys(handouts)] or list(press.handouts)
    with_kit = not handouts and not no_kit
    lines: list[str] = []
    # Each handout's own file, one per subject where asked, and the kit.
    steps = len(chosen) + sum(len(press.subjects) for h in chosen if h.per_subject) + with_kit
    with (
        delivery(output / press.content.workshop.id) as ready,
        console.progress(steps, quiet) as tick,
    ):
        jobs = (job for h in chosen for job in (press.job(h), *press.subject_jobs(h)))
        for job in jobs:
            lines += _produced(job, formats, press, ready)
            tick()
        if with_kit and "pdf" in formats:
            lines += _produced(press.kit(), ("pdf",), press, ready)
            tick()
    if not quiet:
        console.table(lines)


def _produced(job: Job, formats: tuple[str, ...], press: Press, ready: Delivery) -> list[str]:
    from worksheets.press import produce

    lines = []
    for format in dict.fromkeys(formats):
        for name, data in produce(job, format, press.fonts):
            lines.append(f"{ready.add(name, data)}\t{_extent(job)}")
    return lines


@main.command()
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "terse", "json")),
    default="text",
    show_default=True,
    help="How faults are told.",
)
@click.option("--theme", metavar="NAME", help=THEMES)
def check(folder: File | None, style: str, theme: str | None) -> int:
    """Check content and templates without writing anything.

    Exit code 0: good. 1: something is wrong. 2: it could not be checked.

    \b
    Examples:
      python build.py check
      python build.py check content/zorg --format terse
    """
    from worksheets import console
    from worksheets.desk import Options
    from worksheets.problems import Problem, Problems, Undoable

    problems: list[Problem] = []
    counted = ""
    try:
        press = _press(folder, Options(theme=theme))
    except Undoable as undoable:
        if style == "json":
            click.echo(console.as_json([], undoable.message))
        raise
    except Problems as several:
        problems += several.problems
    except Problem as found:
        problems.append(found)
    else:
        for handout in press.handouts:
            try:
                press.parts(handout)
            except Problem as problem:
                problems.append(problem)
        counted = f"{len(press.handouts)} handouts, {len(press.subjects)} subjects"
    # The same fault may be met by several handouts.
    problems = list({(str(p), p.detail): p for p in problems}.values())
    if style == "json":
        click.echo(console.as_json(problems))
    elif style == "terse":
        for one in problems:
            click.echo(console.terse(one))
    elif problems:
        console.problems(problems, _roots())
    else:
        click.echo(f"{_content_folder(folder)}: good ({counted})")
    return WRONG if problems else GOOD


@main.command("list", short_help="List handouts and subjects, with pages and papers.")
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
def list_(folder: File | None) -> None:
    """List the handouts and subjects of a workshop, with their pages and papers."""
    from worksheets import console

    press = _press(folder)
    workshop = press.content.workshop
    click.echo(f"{workshop.title} ({workshop.id}), version {workshop.version}\n")
    handouts = (f"{h.id}\t{h.title}\t{_extent(press.job(h))}" for h in press.handouts)
    console.table(["handout\ttitle\tpages\tpaper\tsheets", *handouts])
    if press.subjects:
        click.echo()
        subjects = (f"{s.name}\t{s.code}\t{s.kind}" for s in press.subjects)
        console.table(["subject\tcode\tkind", *subjects])


@main.command(short_help="Make a workshop of your own, in a new folder.")
@click.argument("folder", type=FOLDER, metavar="DIR")
def new(folder: File) -> None:
    """Make a workshop of your own: a copy of the default one in a new folder.

    \b
    Example:
      python build.py new "content/zorg en welzijn"
    """
    from worksheets.assets import share
    from worksheets.content.schema import schemas
    from worksheets.disk import make_folder, read_folder
    from worksheets.press import ascii_slug

    name = ascii_slug(folder.resolve().name) or "workshop"
    files: dict[str, bytes] = {}
    for file, data in read_folder(share("content") / "gpo").items():
        text = data.decode("utf-8").replace("../../docs/schema/", ".schema/")
        if file == "workshop.yaml":
            # Between quotes: a folder may be called 2026, or no.
            text = text.replace("\nid: gpo ", f'\nid: "{name}" ', 1)
        files[file] = text.encode("utf-8")
    files |= {f".schema/{file}": text.encode("utf-8") for file, text in schemas().items()}
    make_folder(folder, files)
    click.echo(f'{folder}: change the words in its files, then: {PROGRAM} kit -c "{folder}"')


@main.command(short_help="Write JSON Schemas, for editors that help while typing.")
@click.option(
    "-o", "--output", type=FOLDER, default="schema", show_default=True, help="Where they go."
)
def schema(output: File) -> None:
    """Write a JSON Schema for each content file, for editors that help while typing."""
    from worksheets.content.schema import schemas
    from worksheets.disk import delivery

    with delivery(output) as ready:
        paths = [ready.add(name, text.encode("utf-8")) for name, text in schemas().items()]
    for path in paths:
        click.echo(path)


# -- steps that commands share ------------------------------------------------------------------


def _content_folder(folder: File | None) -> File:
    from pathlib import Path

    from worksheets.assets import share

    if folder is not None:
        return folder
    here = Path("content", "gpo")
    if here.is_dir():
        return here

    return share("content") / "gpo"


def _press(folder: File | None, options: Options | None = None) -> Press:
    from worksheets import content
    from worksheets.assets import Assets
    from worksheets.disk import Pictures, read_folder
    from worksheets.press import Press

    folder = _content_folder(folder)
    read = content.load(read_folder(folder), folder.as_posix())
    return Press(read, Assets(), picture=Pictures(folder), options=options)


def _check_date() -> None:
    """Refuse a SOURCE_DATE_EPOCH that is no number of seconds; output would hold a wrong date."""
    from worksheets.problems import Undoable

    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds and not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 11):
        raise Undoable(
            f"SOURCE_DATE_EPOCH is {seconds!r}, which is no number of seconds since 1970",
            hint="unset it, or use $(date +%s)",
        )


def _extent(job: Job) -> str:
    """How much a job is: pages, papers, sheets."""
    from worksheets.paper import name_of

    pages = sum(2 if sheet.back else 1 for sheet in job.sheets)
    papers = dict.fromkeys(name_of(sheet.front.size) for sheet in job.sheets)
    sheets = len(job.sheets)
    return "\t".join(
        (
            f"{pages} page{'s' if pages != 1 else ''}",
            " + ".join(papers),
            f"{sheets} sheet{'s' if sheets != 1 else ''}",
        )
    )


def _roots() -> tuple[File, ...]:
    """Where the files named in messages may lie."""
    from pathlib import Path

    from worksheets.assets import share

    return Path(), share("templates").parent


def start() -> None:
    """Run the command line as a program of its own.

    The process ends at once: taking all its values apart first costs a seventh of a short run.
    """
    try:
        run()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else FAILED
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            code = code or FAILED  # whoever read our output has gone
        os._exit(code)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; a bug stays a traceback."""
    import gc
    import signal

    from worksheets.problems import Problem, Problems, Undoable

    # Many small values live as long as the run: looking for garbage among them often is idle.
    gc.set_threshold(20_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a question mark; that is no reason to stop.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    for name in ("SIGTERM", "SIGHUP"):
        # Stopped by another program, or by a closed terminal: tidy up as after Ctrl-C.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        code = main.main(arguments, prog_name=PROGRAM, standalone_mode=False) or GOOD
    except (Problem, Problems, Undoable, OSError) as error:
        code = _report(error)
    except click.ClickException as error:
        error.show()
        code = FAILED
    except (click.Abort, KeyboardInterrupt) as error:
        code = _report(error)
    except SystemExit:
        # Click stops so when whoever read our output has gone; nothing is left to say.
        code = FAILED
    raise SystemExit(code)


def _report(error: BaseException) -> int:
    """Tell what went wrong and return the exit code for it."""
    from worksheets import console
    from worksheets.problems import Problem, Problems, Undoable

    match error:
        case Problems():
            console.problems(error.problems, _roots())
            return WRONG
        case Problem():
            console.problems([error], _roots())
            return WRONG
        case Undoable():
            console.failure(error.message, error.hint)
        case OSError():
            name = f"{error.filename}: " if error.filename else ""
            console.failure(f"{name}{error.strerror or error}")
        case _:
            console.failure("stopped; what was there before is still there")
    return FAILED
