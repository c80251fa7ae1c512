"""The yardstick's circles: what is equal on the sheets of a set is one form, a badge another."""

from __future__ import annotations

from math import sqrt

from flat import BOLD, BOLD_RIGHT, INK, LINE, SMALL, WHITE, foot, number
from icons import ICONS
from names import Subject, code
from pdf import PT, Book, Look, circle, packed, rgb, rounded

CENTRES = [(42 + 42 * c, 39.2 + 42 * n) for n in range(6) for c in range(4)]
# Densely: 29 on a sheet, in columns of 44.06 mm.
DENSE = [
    (x, 39.2 + 44.06 * n + (22.03 if x == 147 else 0))
    for x in (27.241, 69.241, 111.241, 147, 182.759)
    for n in range(5 if x == 147 else 6)
]
DENSE.sort(key=lambda at: (at[1], at[0]))
ASPECTS = {
    "waar": "map-pin",
    "hoe": "puzzle",
    "wanneer": "calendar",
    "met wie": "users",
    "tempo": "gauge",
    "wat": "target",
}
# Word, title, part; inks of disc, edge, ring and text; dash of the ring.
NU = (
    *("NU", "Blauwe cirkels: stand van zaken", "werkblad deel 2 van 3"),
    *(rgb("1F4E9E"), rgb("163A78"), WHITE, WHITE, ""),
)
AMBITIE = (
    *("AMBITIE", "Groene cirkels: ambitie", "werkblad deel 3 van 3"),
    *(rgb("D7EDC8"), rgb("1F5A24"), rgb("1F5A24"), INK, "[3.2 2] 0 d"),
)
STRIPS = "Knip eerst de stroken los, dan elke cirkel uit. Op dit vel: 3 sets. "
INSTRUCTION = "Knip de cirkels uit langs de dunne lijn. "
NOTE = "Gebruik papier van 160 tot 200 gram voor de cirkels."
SUBJECT_NOTE = "Leg een extra cirkel als een vak op een andere plek hoort."


def circles_of(book: Book, circle_set: tuple[str, ...], *, per_subject: bool) -> list[str]:
    """Return the eight circles of a set, without a badge."""
    word, _, _, fill, edge, ring, ink, dash = circle_set
    look = Look(ink, bold=True, align=0.5)
    disc = (
        f"{fill} rg {edge} RG 0.25 w {circle(0, 0, 17.2)} B "
        f"{ring} RG 0.8 w {dash} {circle(0, 0, 15.6)} S [] 0 d"
    )
    said = book.text(0, 12.2013, 8.5, word, look)
    label, icon = (-3.2323, "0.2333 0 0 0.2333 -2.8 -13.6") if per_subject else (4.2677, "")
    icon = icon or "0.375 0 0 0.375 -4.5 -12.3"
    discs = []
    for name, picture in ASPECTS.items():
        drawn = f"q {icon} cm {ink} RG 2 w 1 J 1 j {ICONS[picture]} Q"
        text = book.text(0, label, 15, name, look)
        discs.append("\n".join((disc, drawn, text, said)))
    room = (-10, -10.6, 20, 8.6) if per_subject else (-12, -6, 24, 12.5)
    blank = [disc, f"{WHITE} rg {edge} RG 0.25 w {rounded(*room, 1.5)} B", said]
    if not per_subject:
        blank.append(book.text(0, -8.4984, 8.5, "eigen aspect", look))
    return discs + ["\n".join(blank)] * 2


def sheet(book: Book, circle_set: tuple[str, ...], *, per_subject: bool) -> bytes:
    """Return all that is equal on the sheets of a set, compressed: one form."""
    _, title, part, *_ = circle_set
    discs = circles_of(book, circle_set, per_subject=per_subject)
    out = [book.text(202, 11.9539, 12, part, BOLD_RIGHT)]
    if per_subject:  # the subject is the heading; the set stands below it
        out.append(book.text(8, 18.3654, 9, title, BOLD))
        out.append(book.text(62, 16.9899, 7.25, STRIPS + SUBJECT_NOTE, SMALL))
    else:
        out.append(book.text(8, 13.4516, 17, title, BOLD))
        out.append(book.text(8, 17.5654, 9, STRIPS + NOTE, SMALL))
    out += [f"q 1 0 0 1 {x} {y:.4f} cm {discs[n % 8]} Q" for n, (x, y) in enumerate(CENTRES)]
    out.append(f"{LINE} RG 0.1 w")
    out += [f"{circle(x, y, 19)} S" for x, y in CENTRES]
    out.append("[3 2] 0 d")
    out += [f"8 {60.2 + 42 * n:.1f} m 202 {60.2 + 42 * n:.1f} l S" for n in range(5)]
    out.append("[] 0 d")
    out += foot(book, "Cirkels per vak" if per_subject else "Cirkels", 210)
    return packed(out)


def codes(book: Book, first: int, ink: str, centres: list[tuple[float, float]]) -> str:
    """Return a version code on each circle; the same circles of a sheet have the same."""
    out = [f"{ink} rg"]
    for n, (x, y) in enumerate(centres):
        wide, row = book.bold.row(code(first + min(n % 8, 6)))
        at = f"{x - wide * 2.5 * PT:.4f} {y + 14.25:.4f}"
        out.append(f"BT {book.bold.name} {5 * PT:.4f} Tf 1 0 0 -1 {at} Tm {row} ET")
    return " ".join(out)


def circle_pages(book: Book, first: int = 1, pages: int = 2) -> None:
    for n, circle_set in enumerate((NU, AMBITIE)):
        form = book.form(sheet(book, circle_set, per_subject=False))
        own = codes(book, 8 * n, circle_set[6], CENTRES)
        out = f"/S Do {number(book, 210, first + n, pages)} {own}"
        book.page(210, 297, out, {"S": form})


# -- circles per subject ------------------------------------------------------------------------

CAP, DESCENT, LEADING = 0.668, 0.22, 1.08  # em


def _chord(y: float, size: float) -> float:
    far = max(abs(y - CAP * size), abs(y + DESCENT * size))
    return 2 * sqrt(14.4**2 - far**2) / size


def _room(points: float) -> tuple[float, float, float, float, float, float]:
    """Size in points; baseline and chord (em) of one line, then of the first and second of two."""
    size = points * PT
    baseline = (3.6 + CAP * size) / 2
    raised = baseline - LEADING * size / 2
    both = min(_chord(raised, size), 99), _chord(raised + LEADING * size, size)
    return points, baseline, _chord(baseline, size), raised, *both


ROOMS = [_room(10 - n / 4) for n in range(13)]
TWO_LINES = 9  # points; larger, only one line fits
MARKS = {
    "square": "-.9 -.9 1.8 1.8 re f",
    "triangle": "0 -1 m 1.05 .85 l -1.05 .85 l f",
    "diamond": "0 -1.1 m .9 0 l 0 1.1 l -.9 0 l f",
    "cross": "-.35 -1 .7 2 re -1 -.35 2 .7 re f",
    "star": (
        "0 -1.1 m .27 -.34 l 1.05 -.32 l .43 .16 l .65 .91 l 0 .47 l -.65 .91 l -.43 .16 l "
        "-1.05 -.32 l -.27 -.34 l f"
    ),
    "bar": "-1.1 -.45 2.2 .9 re f",
    "hexagon": "-.55 -.95 m .55 -.95 l 1.1 0 l .55 .95 l -.55 .95 l -1.1 0 l f",
    "ring": f".4 w {circle(0, 0, 0.8)} S",
}
# From each badge to the next; the ink is the page's.
BADGES = "".join(
    f"1 0 0 1 {x - a:g} {y - b:.4f} cm /B Do " if n else f"q 1 0 0 1 {x} {y} cm /B Do "
    for n, ((x, y), (a, b)) in enumerate(zip(CENTRES, [(0, 0), *CENTRES], strict=False))
)


def badge(book: Book, name: str, code: str, mark: str) -> list[str]:
    """Name, mark and code as they stand in every circle of a subject, in the ink of the page."""
    row = book.bold.row
    shown = _fitted(book, name)
    face = book.bold.name
    out = [
        f"BT {face} {size * PT:.4f} Tf 1 0 0 -1 {-wide * size * PT / 2:.4f} {y:.4f} Tm {line} ET"
        for size, y, (wide, line) in shown
    ]
    out.append(f"BT {face} 3.175 Tf 1 0 0 -1 -.9 7.6 Tm {row(code)[1]} ET")
    out.append(f"1.6 0 0 1.6 -3.3 6.5 cm {MARKS[mark]}")
    return out


def _fitted(book: Book, name: str) -> list[tuple[float, float, tuple[float, str]]]:
    row = book.bold.row
    whole = row(name)
    words: list[tuple[str, float]] = []
    space = book.bold.widths[32] / 1000
    for size, baseline, chord, raised, upper, lower in ROOMS:
        if whole[0] <= chord:
            return [(size, baseline, whole)]
        if size > TWO_LINES:
            continue
        words = words or [(word, row(word)[0]) for word in name.split()]
        used, n = -space, 0
        while n < len(words) and used + space + words[n][1] <= upper:
            used += space + words[n][1]
            n += 1
        second = " ".join(word for word, _ in words[n:])
        if n and second and row(second)[0] <= lower:
            first = " ".join(word for word, _ in words[:n])
            return [(size, raised, row(first)), (size, raised + LEADING * size * PT, row(second))]
    raise ValueError(f"{name!r} does not fit")


def subject_pages(
    book: Book,
    subject: Subject,
    sheets: tuple[int, int],
    page: int,
    pages: int,
) -> None:
    mine = book.form(packed(badge(book, *subject)))
    wide, row = book.bold.row(subject[0])
    # As large as fits on one line of 132 mm, in steps of a quarter point.
    size = min(17, 132 / wide / PT // 0.25 * 0.25)
    heading = (
        f"/S Do {INK} rg BT {book.bold.name} {size * PT:.4f} Tf 1 0 0 -1 8 "
        f"{8 + size * PT * 0.909:.4f} Tm {row} ET"
    )
    for n, ink in enumerate((NU[6], AMBITIE[6])):
        own = codes(book, 8 * (page + n), ink, CENTRES)
        out = f"{heading} {number(book, 210, page + n, pages)} {ink} rg {ink} RG {BADGES}Q {own}"
        book.page(210, 297, out, {"S": sheets[n], "B": mine})


def subject_sheets(book: Book) -> tuple[bytes, bytes]:
    return sheet(book, NU, per_subject=True), sheet(book, AMBITIE, per_subject=True)


def all_subjects(book: Book, chosen: list[Subject], first: int, pages: int) -> None:
    nu, ambitie = subject_sheets(book)
    sheets = book.form(nu), book.form(ambitie)
    for n, subject in enumerate(chosen):
        subject_pages(book, subject, sheets, first + 2 * n, pages)


def dense_sheets(book: Book, chosen: list[Subject]) -> None:
    """Write the circles of all subjects one after the other, on the fewest sheets."""
    sets = []
    for circle_set in (NU, AMBITIE):
        drawn = circles_of(book, circle_set, per_subject=True)
        cut = f"{LINE} RG 0.1 w {circle(0, 0, 19)} S"
        sets.append((circle_set[6], [book.form(packed(["q", disc, "Q", cut])) for disc in drawn]))
    badges = [book.form(packed(badge(book, *subject))) for subject in chosen]
    whose = [(own, ink, form) for own in badges for ink, forms in sets for form in forms]
    heading = book.text(8, 13.4516, 17, "Cirkels per vak", BOLD)
    advice = book.text(8, 18.3654, 9, f"{INSTRUCTION}{SUBJECT_NOTE}", SMALL)
    beneath = book.form(packed([heading, advice, *foot(book, "Cirkels per vak", 210)]))
    pages = -(-len(whose) // len(DENSE))
    for n in range(pages):
        batch = whose[n * len(DENSE) : (n + 1) * len(DENSE)]
        inner, out = {"S": beneath}, [f"/S Do {number(book, 210, n + 1, pages)}"]
        for (x, y), (own, ink, form) in zip(DENSE, batch, strict=False):
            inner |= {f"F{form}": form, f"B{own}": own}
            out.append(f"q 1 0 0 1 {x} {y:.2f} cm /F{form} Do {ink} rg {ink} RG /B{own} Do Q")
            out.append(codes(book, n + form, ink, [(x, y)]))
        book.page(210, 297, " ".join(out), inner)
