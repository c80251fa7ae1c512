"""The finished PDFs of content/gpo, read back: sizes, words, rulers, margins, structure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2
import pytest
from conftest import Kit, Workshop, built
from readback import Circle, Line, Outline, Pdf

from worksheets.press.jobs import Press
from worksheets.writers.pdf.embedding import to_unicode

A3_LANDSCAPE, A3_PORTRAIT, A4_PORTRAIT = (420, 297), (297, 420), (210, 297)
ASPECTS = ["waar", "hoe", "wanneer", "met wie", "tempo", "wat"]
SUBJECTS = (
    "nederlands",
    "engels",
    "rekenen",
    "burgerschap",
    "beroepsgericht",
    "keuzedelen",
    "bpv",
)
CIRCLES = [
    "cirkels",
    "vakcirkels",
    "cirkels-vakken",
    *(f"cirkels-{subject}" for subject in SUBJECTS),
]
STEPS = ["stappenplan", *(f"gespreksblad-{step}" for step in range(1, 6))]
PLAN = ["tijdlijn-strook", "tijdlijn-overzicht", "actiekaarten"]
EXAMPLES = ["voorbeeld-figuur-4", "voorbeeld-zorg", "voorbeeld-ict"]
TABLE = ["ruiten", "spelregels", "aspecten", "eigen-kijk", "kwadrant", "consequenties"]
FACETS = ["facetten", "facetten-overzicht"]
PACKED = ["draaiboek", "paklijst", "tafelkaart", "drukopdracht"]
NAMES = [*TABLE, *CIRCLES, *FACETS, *PLAN, *STEPS, *EXAMPLES, *PACKED]


def shown(pdf: Pdf, number: int) -> list[str]:
    return [words.text for words in pdf.words(number)]


def test_the_kit_has_its_files(kit: Kit) -> None:
    """One for each handout and for each subject, and all together."""
    assert sorted([*NAMES, "kit"]) == sorted(pdf.path.stem for pdf in kit)


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("kwadrant", [A3_LANDSCAPE]),
        ("cirkels", [A4_PORTRAIT] * 2),
        ("cirkels-engels", [A4_PORTRAIT] * 2),
        ("cirkels-vakken", [A4_PORTRAIT] * 14),
        ("tijdlijn-overzicht", [A4_PORTRAIT]),
        ("facetten", [A4_PORTRAIT] * 4),
        ("facetten-overzicht", [A3_LANDSCAPE]),
        ("stappenplan", [A3_PORTRAIT]),
        ("gespreksblad-1", [A4_PORTRAIT]),
        ("tijdlijn-strook", [A3_LANDSCAPE] * 4),
        ("actiekaarten", [A4_PORTRAIT]),
        ("voorbeeld-figuur-4", [A3_LANDSCAPE]),
        ("voorbeeld-ict", [A3_LANDSCAPE]),
        ("spelregels", [A4_PORTRAIT]),
        ("aspecten", [A4_PORTRAIT] * 2),
        ("eigen-kijk", [(297.0, 210.0)]),
        ("consequenties", [A3_LANDSCAPE]),
        ("draaiboek", [A4_PORTRAIT] * 2),
    ],
)
def test_sheets_have_their_true_size(kit: Kit, name: str, sizes: list[tuple[float, float]]) -> None:
    """A3 is 420 x 297 mm, A4 210 x 297 mm, to a hundredth of a point; every box is that size."""
    assert len(sizes) == kit[name].pages
    for page, (width, height) in zip(kit[name].reader.pages, sizes, strict=True):
        expected = (0, 0, width * 72 / 25.4, height * 72 / 25.4)
        for box in (page.mediabox, page.trimbox, page.bleedbox, page.cropbox):
            assert expected == pytest.approx([float(edge) for edge in box], abs=0.01)
        assert "/TrimBox" in page
        assert 0 == page.rotation


def rulers(pdf: Pdf, number: int) -> list[Line]:
    """Level lines at the foot with eleven ticks on them."""
    height = pdf.size(number)[1]
    lines = pdf.lines(number)
    return [
        line
        for line in lines
        if abs(line.y1 - line.y2) < 0.001
        and line.y1 > height - 12
        and 11
        == sum(
            abs(tick.x1 - tick.x2) < 0.001
            and abs(tick.y1 - line.y1) < 0.01
            and line.x1 - 0.01 <= tick.x1 <= line.x2 + 0.01
            for tick in lines
        )
    ]


def test_what_is_cut_or_stuck_has_a_ruler_of_100_mm(kit: Kit) -> None:
    """With ticks 10 mm apart, and outside all that is cut; none where size does not matter."""
    measured = {*CIRCLES, "ruiten", "tijdlijn-strook", "actiekaarten"}
    for pdf in kit:
        if pdf.path.stem != "kit":
            ruled = [len(rulers(pdf, number)) for number in range(pdf.pages)]
            assert {int(pdf.path.stem in measured)} == set(ruled), pdf.path.stem
    for pdf in kit:
        for number in range(pdf.pages):
            if not rulers(pdf, number):
                continue
            (ruler,) = rulers(pdf, number)
            assert 100 == pytest.approx(ruler.length, abs=0.005)
            ticks = sorted(
                line.x1
                for line in pdf.lines(number)
                if abs(line.x1 - line.x2) < 0.001 and abs(line.y1 - ruler.y1) < 0.01
            )
            steps = [after - before for before, after in pairwise(ticks)]
            assert [pytest.approx(10, abs=0.005)] * 10 == steps
            for cut in pdf.cuts(number):
                nearest = min(max(cut.cx, ruler.x1), ruler.x2)
                assert hypot(cut.cx - nearest, cut.cy - ruler.y1) > cut.diameter / 2 + 1
            assert "100 mm" in shown(pdf, number)


def test_every_page_says_what_it_is(kit: Kit, gpo: Press) -> None:
    """Handout, workshop, version, page x of y, attribution, and how to print it."""
    titles = {h.id: f"{h.code} {h.title}".strip() for h in gpo.handouts}
    for pdf in kit:
        for number in range(pdf.pages):
            texts = shown(pdf, number)
            assert (pdf.pages > 1) == (f"pagina {number + 1} van {pdf.pages}" in texts)
            assert bool(rulers(pdf, number)) == ("print op ware grootte (100 %)" in texts)
            (slug,) = [text for text in texts if "  ·  Gepersonaliseerd onderwijs  ·  " in text]
            handout, workshop, version, *derived = slug.split("  ·  ")
            assert handout in titles.values()
            assert derived in ([], ["afgeleid van de handreiking"], ["* afgeleid"])
            assert ("Gepersonaliseerd onderwijs", f"versie {gpo.content.workshop.version}") == (
                workshop,
                version,
            )
            assert any(text.startswith("Naar: Dimensies van") for text in texts)
            whole = " ".join(texts)
            assert "iXperium/HAN" in whole and "CC BY-NC 3.0 NL" in whole


def test_the_kit_is_all_handouts_one_after_the_other(kit: Kit, gpo: Press) -> None:
    """Their pages at their own size, counted on; what goes to another printer is not in it."""
    whole = kit["kit"]
    handouts = [kit[handout.id] for handout in gpo.handouts if handout.kit]
    sizes = [pdf.size(number) for pdf in handouts for number in range(pdf.pages)]
    assert sizes == [whole.size(number) for number in range(whole.pages)]
    for number in range(whole.pages):
        assert f"pagina {number + 1} van {len(sizes)}" in shown(whole, number)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kwadrant", "Dimensies gepersonaliseerd onderwijs"),
        ("kwadrant", "werkblad deel 1 van 3"),
        ("kwadrant", "groepsdifferentiatie en individuele leerlijnen"),
        ("kwadrant", "persoonlijke leerroutes"),
        ("kwadrant", "klassikaal onderwijs"),
        ("kwadrant", "zelfregulerend leren in een vaststaand programma"),
        ("kwadrant", "regie bij opleiding"),
        ("kwadrant", "regie bij student"),
        ("kwadrant", "leerdoelen aangepast op student"),
        ("kwadrant", "leerdoelen staan vast (wettelijk kader)"),
        ("spelregels", "betreffende aspect"),
        ("spelregels", "randvoorwaarden zoals efficiëntie en wettelijke kaders"),
        ("kwadrant", "vanuit één individuele student"),
        ("cirkels", "werkblad deel 2 van 3"),
        ("cirkels", "werkblad deel 3 van 3"),
        ("tijdlijn-strook", "Docenten X & Y"),
        ("tijdlijn-overzicht", "Volgend teamoverleg"),
        ("cirkels-beroepsgericht", "Beroepsgericht"),
    ],
)
def test_the_words_can_be_copied_exactly(kit: Kit, name: str, words: str) -> None:
    """Also where they are broken over lines."""
    text = kit[name].all_text()
    assert words in text or words in text.replace("- ", "")


def test_spelling_mistakes_of_the_source_are_gone(kit: Kit) -> None:
    """Neither differentatie nor efficientie nor betreffend aspect is printed."""
    text = kit["kit"].all_text()
    for wrong in ("differentatie", "efficientie", "efficiente", "betreffend aspect", "mrt."):
        assert wrong not in text
    assert "differentiatie" in text


def test_an_aspect_has_the_same_word_in_both_sets(kit: Kit) -> None:
    """Three sets a sheet, and the set's own word on every circle."""
    for number, word in ((0, "NU"), (1, "AMBITIE")):
        texts = Counter(shown(kit["cirkels"], number))
        circles = len(kit["cirkels"].cuts(number))
        sets = circles // 8
        assert circles % 8 == 0 and {sets} == {texts[aspect] for aspect in ASPECTS}
        # On three sides of the rim: read from wherever one sits, and aloud once.
        assert 3 * circles == texts[word]


@pytest.mark.parametrize("subject", ["Engels", "Beroepsgericht"])
def test_circles_of_a_subject_say_its_code(kit: Kit, gpo: Press, subject: str) -> None:
    """In 18 pt, on each of its circles; the key of the sheet says what it stands for."""
    (code,) = (s.code for s in gpo.subjects if s.name == subject)
    pdf = kit[f"cirkels-{subject.lower()}"]
    for number in range(pdf.pages):
        codes = [words for words in pdf.words(number) if words.text == code]
        assert len(codes) == len(pdf.cuts(number)) == 56
        assert {18.0} == {round(words.size * 72 / 25.4, 1) for words in codes}
        assert f"{code} = {subject}" in shown(pdf, number)


def hue(colour: tuple[float, ...] | None) -> str:
    """Name a saturated colour blue or green."""
    if not colour or len(colour) < 3 or max(colour) - min(colour) < 0.1:
        return ""
    red, green, blue = colour
    return "blue" if blue > max(red, green) else "green" if green > max(red, blue) else ""


def test_blue_and_green_are_never_on_one_page(kit: Kit) -> None:
    """So that each set can be printed on paper of its own colour."""
    for name in CIRCLES:
        pdf = kit[name]
        for number in range(pdf.pages):
            discs = {hue(c.look.fill) for c in pdf.circles(number) if c.look.fill} - {""}
            assert [{"blue"}, {"green"}][number % 2] == discs


def test_the_sets_differ_without_colour(kit: Kit) -> None:
    """A dark disc with a whole ring against a light disc with a dashed one."""
    light = []
    for number, dashed in ((0, False), (1, True)):
        circles = kit["cirkels"].circles(number)
        discs = [c.look.fill for c in circles if c.look.fill and 28 < c.diameter < 29]
        rings = [c for c in circles if c.look.weight > 0.5 and c.diameter > 28 and not c.look.fill]
        assert len(kit["cirkels"].cuts(number)) == len(discs) == len(rings)
        assert {dashed} == {bool(ring.look.dash) for ring in rings}
        light.append(sum(discs[0]) / 3)
    assert light[1] - light[0] > 0.4


def test_the_timeline_has_its_months(kit: Kit) -> None:
    """Thirteen, in order, on four sheets; the year at the first of a sheet."""
    pdf = kit["tijdlijn-strook"]
    names = [
        *("september", "oktober", "november", "december", "januari", "februari", "maart"),
        *("april", "mei", "juni", "juli", "augustus", "september"),
    ]
    months = [
        words.text.split()[0]
        for number in range(pdf.pages)
        for words in sorted(pdf.words(number), key=lambda words: words.x)
        if words.text.removesuffix(" 2026").removesuffix(" 2027") in names
    ]
    assert names == months
    texts = [pdf.text(number) for number in range(pdf.pages)]
    for text, first in zip(texts, (0, 4, 8, 11), strict=True):
        assert f"{names[first]} {2026 if first == 0 else 2027}" in text


def test_holidays_are_shaded_at_their_days(kit: Kit) -> None:
    """The autumn holiday of 2026 is 10 up to and including 18 October; named above the lanes."""
    pdf = kit["tijdlijn-strook"]
    width = 90 * 9 / 31
    left = 8 + 40 + 90 * (1 + 9 / 31)
    shades = [box for box in pdf.boxes(0) if abs(box.x - left) < 0.01]
    assert [pytest.approx(width, abs=0.01)] * 2 == [box.width for box in shades]
    lane, head = sorted(shades, key=lambda box: -box.height)
    assert lane.height > 230 and head.y + head.height == pytest.approx(lane.y, abs=0.01)
    (name,) = [words for words in pdf.words(0) if words.text == "herfstvakantie"]
    assert head.y < name.y < head.y + head.height and left < name.x
    names = Counter(name for number in range(pdf.pages) for name in shown(pdf, number))
    # One that goes on over a join is named on both sheets.
    expected = {"herfst": 1, "kerst": 2, "voorjaars": 1, "mei": 2, "zomer": 2}
    assert expected == {name: names[f"{name}vakantie"] for name in expected}


def test_no_ink_within_8_mm_of_the_edge(kit: Kit) -> None:
    """The rendered margin is white; half a pixel may be touched by smoothing."""
    dots = 100
    for pdf in kit:
        opened = pypdfium2.PdfDocument(pdf.path)
        margin = int(8 / 25.4 * dots - 0.5)
        for number, page in enumerate(opened):
            picture = page.render(scale=dots / 72, grayscale=True).to_pil()
            width, height = picture.size
            for edge in (
                (0, 0, width, margin),
                (0, height - margin, width, height),
                (0, 0, margin, height),
                (width - margin, 0, width, height),
            ):
                darkest, _ = picture.crop(edge).getextrema()
                assert 255 == darkest, f"{pdf.path.name}, page {number + 1}, {edge}"
        opened.close()


def test_all_fonts_are_embedded(kit: Kit) -> None:
    """As TrueType subsets, with what each code means; no Helvetica is called for."""
    for pdf in kit:
        fonts = pdf.fonts()
        assert fonts
        for font in fonts:
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), font["/BaseFont"]
            if font["/Subtype"] == "/Type0":
                assert "/ToUnicode" in font
            else:
                assert "/FontFile2" in font["/FontDescriptor"]
        assert b"Helvetica" not in pdf.path.read_bytes()


@pytest.mark.parametrize(
    ("glyphs", "blocks"), [(1, [1]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])]
)
def test_what_glyphs_say_is_told_in_blocks_of_a_hundred(glyphs: int, blocks: list[int]) -> None:
    """No more rows may be in one (Adobe technical note 5014); each block tells how many it has."""
    cmap = to_unicode({number: chr(0x4E00 + number) for number in range(1, glyphs + 1)})
    matches = re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", cmap, re.DOTALL)
    assert blocks == [int(count) for count, _ in matches]
    assert blocks == [len(rows.splitlines()) for _, rows in matches]
    assert glyphs == len(set(re.findall(r"<(\w+)> <\w+>", "\n".join(rows for _, rows in matches))))


def test_the_file_tells_viewers_what_it_is(kit: Kit) -> None:
    """Title, language, and to print at true size from the tray of each sheet's paper."""
    for pdf in kit:
        root, about = pdf.reader.root_object, pdf.reader.metadata
        assert about and about.title
        assert "nl-NL" == root["/Lang"]
        preferences = root["/ViewerPreferences"].get_object()
        assert ("/None", True) == (preferences["/PrintScaling"], preferences["/DisplayDocTitle"])
        mixed = len({pdf.size(number) for number in range(pdf.pages)}) > 1
        assert mixed == preferences.get("/PickTrayByPDFSize", False)
    assert "Gepersonaliseerd onderwijs" == kit["kit"].reader.metadata.title
    assert "Cirkels per vak: Engels – Gepersonaliseerd onderwijs" == (
        kit["cirkels-engels"].reader.metadata.title
    )


def test_the_kit_has_a_bookmark_for_each_handout(kit: Kit, gpo: Press) -> None:
    """Those of the subjects lie below theirs; each leads to its first page."""
    reader = kit["kit"].reader
    bookmarks = []

    def walk(level: int, entries: list) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(level + 1, entry)
            else:
                bookmarks.append((level, entry.title, reader.get_destination_page_number(entry)))

    walk(0, reader.outline)
    expected, first = [], 0
    for handout in (handout for handout in gpo.handouts if handout.kit):
        expected.append((0, handout.title, first))
        if handout.id == "cirkels-vakken":
            expected += [(1, name.capitalize(), first + 2 * n) for n, name in enumerate(SUBJECTS)]
        if handout.id == "facetten":
            titles = [entry.title for entry in kit["facetten"].reader.outline[1]]
            expected += [(1, title, first + n) for n, title in enumerate(titles)]
        first += kit[handout.id].pages
    assert expected == bookmarks


def test_bookmarks_of_subjects_are_folded_away(kit: Kit, gpo: Press) -> None:
    """A count below 0 is a closed branch (ISO 32000-1, 12.3.3): only handouts are seen at first."""
    root = kit["kit"].reader.root_object["/Outlines"]
    handouts = [handout for handout in gpo.handouts if handout.kit]
    assert len(handouts) == root["/Count"]
    folded = {}
    entry = root["/First"]
    while entry is not None:
        below, kid = 0, entry.get("/First")
        while kid is not None:
            below, kid = below + 1, kid.get("/Next")
        assert (-below if below else None) == entry.get("/Count"), entry["/Title"]
        folded[entry["/Title"]] = below
        entry = entry.get("/Next")
    assert (len(SUBJECTS), 0) == (folded["Cirkels per vak"], folded["Kwadrant"])


def test_pages_have_labels(kit: Kit, gpo: Press) -> None:
    """A viewer shows which handout a page is of, and counts within it."""
    expected = []
    for handout in (handout for handout in gpo.handouts if handout.kit):
        many = kit[handout.id].pages
        numbers = [f" {n}" for n in range(1, many + 1)] if many > 1 else [""]
        expected += [f"{handout.title}{number}" for number in numbers]
    assert expected == kit["kit"].reader.page_labels
    assert {"Kwadrant", "Cirkels 1", "Cirkels 2", "Cirkels per vak 1"} <= {*expected}


def _drawn_by(form: Any) -> list[tuple[str, int]]:
    """The forms that a form draws, by their names in it."""
    drawn = (form.get("/Resources") or {}).get("/XObject", {})
    return sorted((name, drawn.raw_get(name).idnum) for name in drawn)


def test_equal_drawings_are_stored_once(kit: Kit) -> None:
    """No two form XObjects of a file draw the same."""
    for pdf in kit:
        drawn = Counter((form.get_data(), str(_drawn_by(form))) for form in pdf.forms())
        assert {1} == set(drawn.values()), pdf.path.name


def test_a_circle_is_one_form_for_all_its_copies(kit: Kit) -> None:
    """Two sets of six aspects and a blank are 14 faces, whatever the number of sheets."""
    pdf = kit["cirkels"]
    used: Counter[int] = Counter()
    for page in pdf.reader.pages:
        forms = page["/Resources"]["/XObject"]
        used.update(
            forms.raw_get(operands[0]).idnum
            for operands, operator in pdf._operations(page)
            if operator == b"Do"
        )
    faces = [name for name, count in used.items() if count in (3, 6)]
    assert 14 == len(faces)
    # Three copies of each aspect; the two blanks of a set are one face, six times.
    assert [3] * 12 + [6] * 2 == sorted(used[name] for name in faces)


def test_a_second_build_in_the_same_process_is_equal(workshop: Workshop, kit: Kit) -> None:
    """What was built before leaves no trace in the bytes."""
    again = built(workshop.press(), "cirkels", workshop.folder)
    assert kit["cirkels"].path.read_bytes() == again.path.read_bytes()


def test_nothing_is_drawn_that_the_reader_does_not_know(kit: Kit) -> None:
    """The interpreter of these tests sees circles as circles: none hides among the outlines."""
    for number in range(kit["kit"].pages):
        for shape in kit["kit"].shapes(number):
            if isinstance(shape, Outline) and len(shape.points) == 5:
                assert shape.look.fill or shape.look.weight
            if isinstance(shape, Circle):
                assert shape.diameter > 0
