"""A Job to files, by format; a writer is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worksheets.drawing import Job
from worksheets.fonts import Fonts

Progress = Callable[[], None]
Files = tuple[tuple[str, bytes], ...]


def _pdf(job: Job, fonts: Fonts, progress: Progress) -> Files:
    from worksheets.writers import pdf

    return ((f"{job.name}.pdf", pdf.write(job, fonts, progress)),)


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


def _numbered(name: str, ending: str, sides: Sequence[bytes]) -> Files:
    """Name a file for each side; a single side has the name of the job alone."""
    if len(sides) == 1:
        return ((f"{name}.{ending}", sides[0]),)
    digits = len(str(len(sides)))
    return tuple((f"{name}-{n:0{digits}}.{ending}", side) for n, side in enumerate(sides, 1))


WRITERS: dict[str, Callable[[Job, Fonts, Progress], Files]] = {
    "pdf": _pdf,
    "svg": _svg,
    "png": _png,
    "html": _html,
    "outline": _outline,
}
