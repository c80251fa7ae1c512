"""The yardstick's quadrant and timeline: one A3 page each, every position a constant."""

from __future__ import annotations

from pdf import PT, Book, Look, rgb, rounded

INK, GREY, LINE, FAINT = rgb("1B2430"), rgb("4A5563"), rgb("5F6A78"), rgb("C3CAD3")
SHADE, WHITE = rgb("E9ECF0"), "1 1 1"
TEXT, BOLD, SMALL = Look(INK), Look(INK, bold=True), Look(GREY)
RIGHT, BOLD_RIGHT, SMALL_RIGHT = (
    Look(look.ink, bold=look.bold, align=1) for look in (TEXT, BOLD, SMALL)
)
BOLD_CENTRE, SMALL_BOLD = Look(INK, bold=True, align=0.5), Look(GREY, bold=True)
WHITE_CENTRE = Look(WHITE, bold=True, align=0.5)

ATTRIBUTION = (
    "Naar: Dimensies van gepersonaliseerd leren (Van Loon, Van der Neut, De Ries en Kral, "
    "iXperium/HAN), CC BY-NC 3.0 NL, en de Handreiking gepersonaliseerd onderwijs van ROC van "
    "Twente. Bewerkt."
)


def foot(book: Book, name: str, width: int) -> list[str]:
    """Slug line, attribution, ruler: the same at the foot of every page."""
    slug = f"{name}  ·  Gepersonaliseerd onderwijs  ·  versie 2026-09"
    ticks = [
        f"{8.1 + x:g} 288.2 m {8.1 + x:g} {285.8 if x % 50 == 0 else 286.8} l"
        for x in range(0, 101, 10)
    ]
    return [
        book.text(8, 281.3, 7, slug, SMALL),
        book.text(8, 284.324, 6, ATTRIBUTION, SMALL),
        book.text(width - 8, 288.2, 7, "print op ware grootte (100 %)", SMALL_RIGHT),
        f"{INK} RG 0.2 w 8.1 288.2 m 108.1 288.2 l {' '.join(ticks)} S",
        book.text(109.6, 288.2, 7, "100 mm", SMALL),
    ]


def number(book: Book, width: int, page: int, pages: int) -> str:
    return book.text(width - 8, 281.3, 7, f"pagina {page} van {pages}", SMALL_RIGHT)


# -- quadrant -----------------------------------------------------------------------------------

TINTS = (("D8D0E9", 39, 40), ("C9E2E2", 210, 40), ("FAF4EC", 39, 136.75), ("FEE2CC", 210, 136.75))
ARROWS = ("-1 0 0 -1 35 136.75", "1 0 0 1 385 136.75", "0 -1 1 0 210 36", "0 1 -1 0 210 237.5")
QUADRANT = (
    (8, 16.1082, 26, BOLD, "Dimensies gepersonaliseerd onderwijs"),
    (8, 22.9539, 12, SMALL, "afgeleide van het kwadrant van iXperium"),
    (412, 12.9539, 12, BOLD_RIGHT, "werkblad deel 1 van 3"),
    (
        *(8, 29.0632, 11, BOLD),
        "Kijk steeds vanuit één individuele student, niet vanuit de klas of het cohort.",
    ),
    (262, 25.9654, 9, SMALL, "team"),
    (313.3333, 25.9654, 9, SMALL, "vak of project"),
    (364.6667, 25.9654, 9, SMALL, "datum"),
    (43, 48.5461, 16, BOLD, "groepsdifferentiatie en individuele"),
    (43, 54.8679, 16, BOLD, "leerlijnen"),
    (43, 60.8068, 11, TEXT, "De opleiding stuurt, maar stemt doelen en aanpak af op"),
    (43, 65.5411, 11, TEXT, "groepen of op de student.*"),
    (377, 48.5461, 16, BOLD_RIGHT, "persoonlijke leerroutes"),
    (377, 54.485, 11, RIGHT, "De student bepaalt met begeleiding"),
    (377, 59.2193, 11, RIGHT, "zijn eigen doelen en zijn eigen route.*"),
    (43, 218.2558, 16, BOLD, "klassikaal onderwijs"),
    (43, 224.1946, 11, TEXT, "Iedereen werkt onder leiding van de docent aan"),
    (43, 228.9289, 11, TEXT, "dezelfde doelen.*"),
    (377, 211.934, 16, BOLD_RIGHT, "zelfregulerend leren in een"),
    (377, 218.2558, 16, BOLD_RIGHT, "vaststaand programma"),
    (377, 224.1946, 11, RIGHT, "De doelen liggen vast; de student"),
    (377, 228.9289, 11, RIGHT, "bepaalt zelf hoe hij er komt.*"),
    (20.5, 135.5541, 15, BOLD_CENTRE, "regie bij"),
    (20.5, 141.4808, 15, BOLD_CENTRE, "opleiding"),
    (399.5, 135.5541, 15, BOLD_CENTRE, "regie bij"),
    (399.5, 141.4808, 15, BOLD_CENTRE, "student"),
    (210, 33.2308, 15, BOLD_CENTRE, "leerdoelen aangepast op student"),
    (210, 243.0308, 15, BOLD_CENTRE, "leerdoelen staan vast (wettelijk kader)"),
    (41, 252.7632, 11, BOLD, "links"),
    (41, 257.5909, 10.5, TEXT, "Er wordt op het betreffende aspect voor de individuele student"),
    (41, 262.0359, 10.5, TEXT, "bepaald door een docent of een methode."),
    (155, 252.7632, 11, BOLD, "midden"),
    (
        155,
        257.5909,
        10.5,
        TEXT,
        "De individuele student heeft keuzevrijheid op het aspect voor een",
    ),
    (155, 262.0359, 10.5, TEXT, "door ons bepaald deel van de opleiding, of kan bijvoorbeeld uit"),
    (155, 266.4809, 10.5, TEXT, "twee opties kiezen. Een goed onderling gesprek staat hier"),
    (155, 270.9259, 10.5, TEXT, "centraal."),
    (269, 252.7632, 11, BOLD, "rechts"),
    (269, 257.5909, 10.5, TEXT, "De individuele student mag op het betreffende aspect alles"),
    (
        269,
        262.0359,
        10.5,
        TEXT,
        "helemaal zelf bepalen. Er is wel sprake van begeleiding die zorgt",
    ),
    (
        269,
        266.4809,
        10.5,
        TEXT,
        "voor bewaking van randvoorwaarden zoals efficiëntie en wettelijke",
    ),
    (269, 270.9259, 10.5, TEXT, "kaders, maar het besluit ligt bij de student."),
    (41, 277.5711, 7.5, SMALL, "* afgeleid"),
)


def quadrant_page(book: Book, page: int = 1, pages: int = 1) -> None:
    out = [f"{rgb(tint)} rg {x} {y} 171 96.75 re f" for tint, x, y in TINTS]
    out.append(f"{LINE} RG 0.25 w")
    out += [f"{x} 33.5 m {x + 47.3333} 33.5 l S" for x in (262, 313.3333, 364.6667)]
    out.append(f"{INK} RG {INK} rg 0.9 w 38 136.75 m 382 136.75 l S 210 39 m 210 234.5 l S")
    out += [f"q {m} cm 0 0 m -5 -2.3 l -4 0 l -5 2.3 l h f Q" for m in ARROWS]
    out.append("0.5 w 153 133.75 m 153 139.75 l S 267 133.75 m 267 139.75 l S")
    out.append(f"{LINE} RG 0.4 w")
    for x in (40.5, 154.5, 268.5):
        out.append(f"{x} 248.8 m {x} 247 l {x + 111} 247 l {x + 111} 248.8 l S")
    out += [book.text(x, y, size, words, look) for x, y, size, look, words in QUADRANT]
    out += foot(book, "Kwadrant", 420)
    out.append(number(book, 420, page, pages))
    book.page(420, 297, "\n".join(out), {})


# -- timeline -----------------------------------------------------------------------------------

MONTHS = ("sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep")
COLUMN = 368 / 13
HOLIDAYS = (
    (80.5271, 8.2191, 84.1281, "herfstvakantie"),
    (145.3578, 14.6079, 148.96, "kerstvakantie"),
    (204.7499, 9.0962, 208.35, "voorjaarsvakantie"),
    (263.8590, 8.4346, 267.46, "meivakantie"),
    (335.2969, 40.1787, 338.9, "zomervakantie"),
)
CARDS = (
    (
        44,
        "Teamleider X",
        "Docenten X & Y",
        9.25,
        *("In kaart brengen profes-", "sionaliseringsbehoefte"),
    ),
    (157.2308, "Teamleider X", "HR", 10, "Aanvraag cursussen", "incl. budget"),
    (270.4615, "Docent X", "Docenten X & Y", 10, "In kaart brengen", "roosterbehoefte"),
)
TIMELINE = (
    (8, 16.1082, 26, BOLD, "Grove tijdlijn"),
    (
        *(8, 22.9539, 12, SMALL),
        "Zet op de flap wat wanneer moet gebeuren, wie het voortouw neemt en wie betrokken is.",
    ),
    (100.6154, 30.6813, 13, WHITE_CENTRE, "2026"),
    (284.6154, 30.6813, 13, WHITE_CENTRE, "2027"),
    (8, 47.8481, 12, BOLD, "nodig om te"),
    (8, 52.7164, 12, BOLD, "starten"),
    (8, 58.2021, 9, SMALL, "Welke van deze"),
    (8, 62.0121, 9, SMALL, "dingen zijn nodig om"),
    (8, 65.8221, 9, SMALL, "te kunnen starten?"),
    (8, 109.0147, 12, BOLD, "in de loop van"),
    (8, 113.8831, 12, BOLD, "de tijd"),
    (8, 118.7514, 12, BOLD, "ontwikkelen"),
    (8, 124.2371, 9, SMALL, "Welke van deze"),
    (8, 128.0471, 9, SMALL, "dingen moeten in de"),
    (8, 131.8571, 9, SMALL, "loop van tijd"),
    (8, 135.6671, 9, SMALL, "ontwikkeld worden?"),
    (8, 170.1814, 12, BOLD, "overleggen en"),
    (8, 175.0497, 12, BOLD, "bijstellen"),
    (8, 180.5354, 9, SMALL, "Wanneer bespreken"),
    (8, 184.3454, 9, SMALL, "we de stand van"),
    (8, 188.1554, 9, SMALL, "zaken?"),
    (8, 192.9711, 7.5, SMALL, "(afgeleid)"),
    (13, 237.9516, 17, BOLD, "Volgend teamoverleg"),
    (13, 245.1632, 11, TEXT, "Wanneer is het volgende teamoverleg?"),
    (134.2, 236.1632, 11, TEXT, "Welke agendapunten bespreken we dan in ieder geval?"),
    (
        *(8, 277.5711, 7.5, SMALL),
        "bron: Rijksoverheid, overzicht schoolvakanties, Noord. Landelijke data; "
        "je eigen instelling kan afwijken.",
    ),
)


def timeline_page(book: Book, page: int = 1, pages: int = 1) -> None:
    out = [f"{INK} rg 44 26 368 7 re f {WHITE} RG 0.6 w 157.2308 26 m 157.2308 33 l S {SHADE} rg"]
    out += [f"{x} 41 {wide} 183.5 re f" for x, wide, _, _ in HOLIDAYS]
    out.append(f"{FAINT} RG 0.25 w 412 26 m 412 224.5 l S")
    edges = [44 + COLUMN * n for n in range(13)]
    out += [f"{x:.4f} 33 m {x:.4f} 224.5 l S" for n, x in enumerate(edges) if n != 4]
    out.append(f"{LINE} RG 0.5 w 157.2308 33 m 157.2308 224.5 l S")
    out += [f"8 {y} m 412 {y} l S" for y in (41, 102.1667, 163.3333, 224.5)]
    out.append(f"{rounded(8.3, 228.5, 403.4, 45.4, 2.5)} S 0.25 w 13 260.5 m 122.2 260.5 l S")
    out += [f"134.2 {238 + 6.28 * n:.2f} m 407 {238 + 6.28 * n:.2f} l S" for n in range(1, 6)]
    out += [
        book.text(x + COLUMN / 2, 37.9539, 12, month, BOLD_CENTRE)
        for x, month in zip(edges, MONTHS, strict=True)
    ]
    for _, _, x, name in HOLIDAYS:
        out.append(f"q 0 -1 1 0 {x} 222.5 cm {book.text(0, 0, 8, name, SMALL)} Q")
    out += [book.text(x, y, size, words, look) for x, y, size, look, words in TIMELINE]
    out += [line for card in CARDS for line in _card(book, *card)]
    out += foot(book, "Tijdlijn", 420)
    out.append(number(book, 420, page, pages))
    book.page(420, 297, "\n".join(out), {})


def _card(
    book: Book, x: float, lead: str, involved: str, size: float, first: str, second: str
) -> list[str]:
    baseline = 44 + 2.4 + size * PT * 0.924
    return [
        f"{WHITE} rg {INK} RG 0.4 w [1.6 1.1] 0 d {rounded(x, 44, 57, 26, 1.5)} B [] 0 d",
        f"{INK} rg {rounded(x + 35, 42.3, 19, 3.4, 1.7)} f",
        book.text(x + 44.5, 44.8829, 7.5, "voorbeeld", WHITE_CENTRE),
        book.text(x + 2.2, 49.7079, 7.5, "wat", SMALL_BOLD),
        book.text(x + 2.2, 59.9079, 7.5, "voortouw", SMALL_BOLD),
        book.text(x + 2.2, 65.9079, 7.5, "betrokken", SMALL_BOLD),
        book.text(x + 19.2, baseline, size, first, TEXT),
        book.text(x + 19.2, baseline + size * PT * 1.18, size, second, TEXT),
        book.text(x + 19.2, 59.8596, 10, lead, TEXT),
        book.text(x + 19.2, 65.8596, 10, involved, TEXT),
    ]
