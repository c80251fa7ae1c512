"""The kit drawn by hand with ReportLab: the same marks, as tight as a script for one job can be.

    python yardstick.py quadrant|circles|timeline|kit FOLDER
    python yardstick.py subjects|subject-files|sheet|dense FOLDER COUNT

No content, no templates, no layout: positions are constants (mm, y downwards), lines are broken by
hand, and what is constant is a form XObject. Only subjects' names are fitted, by a simple test.
"""

from __future__ import annotations

import sys
from pathlib import Path

from circles import all_subjects, circle_pages, dense_sheets, subject_pages, subject_sheets
from flat import quadrant_page, timeline_page
from names import SCHOOL, Subject
from names import subjects as made_up
from pdf import Book


def quadrant(folder: Path) -> None:
    book = Book(folder / "kwadrant.pdf", "Kwadrant – Gepersonaliseerd onderwijs")
    quadrant_page(book)
    book.save()


def timeline(folder: Path) -> None:
    book = Book(folder / "tijdlijn.pdf", "Tijdlijn – Gepersonaliseerd onderwijs")
    timeline_page(book)
    book.save()


def circles(folder: Path) -> None:
    book = Book(folder / "cirkels.pdf", "Cirkels – Gepersonaliseerd onderwijs")
    circle_pages(book)
    book.save()


def subjects(folder: Path, chosen: list[Subject]) -> None:
    """Write circles of all subjects into one file."""
    book = Book(folder / "cirkels-vakken.pdf", "Cirkels per vak – Gepersonaliseerd onderwijs")
    all_subjects(book, chosen, 1, 2 * len(chosen))
    book.save()


def subject_files(folder: Path, chosen: list[Subject]) -> None:
    """Write a file for each subject; all have one subset of the fonts and two sheets in common."""
    book = Book("", "")
    book.bold.row("".join({char: "" for name, code, _ in chosen for char in name + code}))
    nu, ambitie = subject_sheets(book)
    subject_pages(book, chosen[0], (0, 0), 1, 2)
    for subject in chosen:
        name = subject[0]
        path = folder / f"cirkels-{name.casefold().replace(' ', '-')}.pdf"
        title = f"Cirkels per vak: {name} – Gepersonaliseerd onderwijs"
        file = Book(path, title, book.seed)
        subject_pages(file, subject, (file.form(nu), file.form(ambitie)), 1, 2)
        file.save()


def sheet(folder: Path, chosen: list[Subject]) -> None:
    """Write circles of all subjects, each on sheets of its own, and a file for each."""
    subjects(folder, chosen)
    subject_files(folder, chosen)


def dense(folder: Path, chosen: list[Subject]) -> None:
    """Write circles of all subjects on the fewest sheets, and a file for each."""
    book = Book(folder / "cirkels-vakken.pdf", "Cirkels per vak – Gepersonaliseerd onderwijs")
    dense_sheets(book, chosen)
    book.save()
    subject_files(folder, chosen)


def kit(folder: Path) -> None:
    """Write all handouts, a file for each subject, and all of it together."""
    pages = 4 + 2 * len(SCHOOL)
    book = Book(folder / "kit.pdf", "Gepersonaliseerd onderwijs")
    quadrant_page(book, 1, pages)
    circle_pages(book, 2, pages)
    all_subjects(book, SCHOOL, 4, pages)
    timeline_page(book, pages, pages)
    book.save()
    quadrant(folder)
    circles(folder)
    timeline(folder)
    subjects(folder, SCHOOL)
    subject_files(folder, SCHOOL)


JOBS = {
    "quadrant": quadrant,
    "circles": circles,
    "timeline": timeline,
    "kit": kit,
    "subjects": lambda folder, count: subjects(folder, made_up(int(count))),
    "sheet": lambda folder, count: sheet(folder, made_up(int(count))),
    "dense": lambda folder, count: dense(folder, made_up(int(count))),
    "subject-files": lambda folder, count: subject_files(folder, made_up(int(count))),
}

if __name__ == "__main__":
    job, folder, *count = sys.argv[1:]
    JOBS[job](Path(folder), *count)
