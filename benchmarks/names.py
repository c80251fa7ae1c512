"""The subjects that the benchmarks make circles for: made up, of varied lengths."""

from __future__ import annotations

Subject = tuple[str, str, str]  # name, code, mark

WORDS = (
    "Engels",
    "Techniek",
    "Rekenen en wiskunde",
    "Zorg en welzijn",
    "Koken",
    "Veiligheid op de werkvloer",
    "Bouw",
    "Economie",
    "Duits in gesprek",
    "Sport",
    "Tekenen en maken",
    "ICT",
    "Muziek en theater",
)
MARKS = ("square", "triangle", "diamond", "cross", "star", "bar", "ring", "hexagon")
SCHOOL: list[Subject] = [
    ("Nederlands", "NE", "square"),
    ("Engels", "EN", "triangle"),
    ("Rekenen", "RE", "diamond"),
    ("Burgerschap", "BU", "cross"),
    ("Beroepsgericht", "BG", "star"),
    ("Keuzedelen", "KD", "bar"),
    ("Bpv", "BP", "ring"),
]


SIGNS = "2347CDFHJKMNPRTVX"


def code(number: int) -> str:
    """Return three signs in the place of a version code; ours computes them from what is drawn."""
    number = number * 2654435761 % 4913
    return SIGNS[number // 289] + SIGNS[number // 17 % 17] + SIGNS[number % 17]


def subjects(count: int) -> list[Subject]:
    """Return name, code and mark of each subject; a third of the names need two lines."""
    return [
        (f"Vak {n:04} {WORDS[n % len(WORDS)]}", f"{n:04}", MARKS[n % len(MARKS)])
        for n in range(1, count + 1)
    ]


def as_csv(count: int, changed: str = "") -> str:
    """Return the same subjects as a spreadsheet; the one in the middle may be changed."""
    rows = [
        f"{name}{changed if n == count // 2 else ''},{code[-4:]},{mark}"
        for n, (name, code, mark) in enumerate(subjects(count))
    ]
    return "\n".join(["name,code,mark", *rows])


def as_yaml(count: int) -> str:
    """Return the same subjects as a content file."""
    rows = "".join(
        f"  - name: {name}\n    code: '{code}'\n    kind: vak\n    mark: {mark}\n"
        for name, code, mark in subjects(count)
    )
    return f"kinds:\n  vak: vak\nsubjects:\n{rows}"
