"""A Job to files, by format; a writer is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worksheets.drawing.items import Job
from worksheets.fonts.metrics import Fonts

Progress = Callable[[], None]
Files = tuple[tuple[str, bytes], ...]


def _pdf(job: Job, fonts: Fonts, progress: Progress) -> Files:
    from worksheets.writers.pdf import write

    return ((f"{job.name}.pdf", write.write(job, fonts, progress)),)


def _svg(job: Job, fonts: Fonts, _progress: Progress) -> Files:
    from worksheets.writers import svg

    return _numbered(job.name, "svg", svg.write(job, fonts))


def _html(job: Job, fonts: Fonts, _progress: Progress) -> Files:
    from worksheets.writers import html

    return ((f"{job.name}.html", html.write(job.plain or job, fonts)),)


def _png(job: Job, fonts: Fonts, _progress: Progress) -> Files:
    from worksheets.writers import png

    return _numbered(job.name, "png", png.write(job, fonts))


def _outline(job: Job, fonts: Fonts, _progress: Progress) -> Files:
    from worksheets.writers import outline

    return ((f"{job.name}.txt", outline.write(job, fonts)),)


def _cut(job: Job, _fonts: Fonts, _progress: Progress) -> Files:
    from worksheets.writers import cut

    return cut.write(job)


def _numbered(name: str, ending: str, sides: Sequence[bytes]) -> Files:
    return tuple(zip(_side_names(name, ending, len(sides)), sides, strict=True))


def _side_names(name: str, ending: str, sides: int) -> tuple[str, ...]:
    """Name a file for each side; a single side has the name of the job alone."""
    if sides == 1:
        return (f"{name}.{ending}",)
    digits = len(str(sides))
    return tuple(f"{name}-{n:0{digits}}.{ending}" for n in range(1, sides + 1))


WRITERS: dict[str, Callable[[Job, Fonts, Progress], Files]] = {
    "pdf": _pdf,
    "svg": _svg,
    "png": _png,
    "html": _html,
    "outline": _outline,
    "cut": _cut,
}
# How the files of a format end, and whether each side of a sheet has a file of its own.
_ENDINGS = {
    "pdf": ("pdf", False),
    "svg": ("svg", True),
    "png": ("png", True),
    "html": ("html", False),
    "outline": ("txt", False),
}


def names(job: Job, format: str) -> tuple[str, ...]:
    """Return the names of the files that a job has in a format, before they are made."""
    if format == "cut":
        from worksheets.writers import cut

        return cut.names(job)
    ending, by_side = _ENDINGS[format]
    if not by_side:
        return (f"{job.name}.{ending}",)
    return _side_names(job.name, ending, sum(2 if sheet.back else 1 for sheet in job.sheets))
