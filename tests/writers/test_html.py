"""HTML: each handout as one plain page that reflows, told by the roles of the drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import html5lib
import pytest
from conftest import PNG, Workshop
from msgspec.structs import replace

from worksheets.drawing.items import Page, Tag
from worksheets.drawing.sheets import Job, Placement, Sheet, Side
from worksheets.geometry import Point
from worksheets.markup.assets import Assets
from worksheets.markup.parse import Reader
from worksheets.press.jobs import Press, produce
from worksheets.writers import html

BOX = 'width="50" height="20"'
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FILES = ("kwadrant", "cirkels", "cirkels-vakken", "cirkels-engels", "cirkels-bpv")
FILES = (*FILES, "tijdlijn-strook")
INLINE = {"img", "input", "label", "textarea", "span"}
HOLDS = {  # what may stand in what, of the elements that are written
    "ul": {"li"},
    "table": {"tbody"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "body": {"main", "footer"},
    **dict.fromkeys((*HEADINGS, "p"), INLINE),
    "label": {"span"},
    "span": {"span"},
}


def parsed(data: bytes) -> ET.Element:
    """Read HTML; any fault of its syntax is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(data)
    assert isinstance(root, ET.Element)
    return root


def the(root: ET.Element, name: str) -> ET.Element:
    (only,) = root.iter(name)
    return only


def lines(element: ET.Element, indent: str = "") -> Iterator[str]:
    """The elements below, each on a line with the words that are its own."""
    for kid in element:
        words = [kid.text or "", *(child.tail or "" for child in kid)]
        own = " ".join(" ".join(words).split())
        yield f"{indent}{kid.tag} {own}".rstrip()
        yield from lines(kid, f"{indent}  ")


@pytest.fixture(scope="module")
def files(gpo: Press) -> dict[str, ET.Element]:
    jobs = [
        job for handout in gpo.handouts for job in (gpo.job(handout), *gpo.subject_jobs(handout))
    ]
    return {
        name.removesuffix(".html"): parsed(data)
        for job in jobs
        for name, data in produce(job, "html", gpo.fonts)
    }


@cache
def assets() -> Assets:
    return Assets()


def page(gpo: Press, inside: str, attributes: str = "") -> Page:
    reader = Reader(assets(), assets().theme, picture=lambda *_: PNG, lang="nl")
    markup = f'<page name="p" width="100" height="90"{attributes}>{inside}</page>'
    (drawn,) = reader.pages(markup, [], "a.xml")
    return gpo.composer.setter.page(drawn)


def sheet(*pages: Page) -> Sheet:
    return Sheet(Side(pages[0].size, tuple(Placement(page, Point(0, 0)) for page in pages)))


def main(*sheets: Sheet, title: str = "Titel", lang: str = "nl") -> list[str]:
    """What is told of sheets, a line for each element."""
    root = parsed(html.write(Job("a", title, sheets, lang=lang)))
    return list(lines(the(root, "main")))


def body(gpo: Press, inside: str) -> list[str]:
    """What is told of a page below its title."""
    return main(sheet(page(gpo, inside)))[1:]


# -- the kit ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_the_page_is_valid(files: dict[str, ET.Element], name: str) -> None:
    """Ids are unique, fields labelled, pictures described, elements where they may stand."""
    root = files[name]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    fields = [element.get("id") for element in root.iter() if element.tag in ("input", "textarea")]
    assert fields == [label.get("for") for label in root.iter("label")]
    assert all((label.text or "").strip() for label in root.iter("label"))
    assert all(image.get("alt") for image in root.iter("img"))
    for element in root.iter():
        for kid in element:
            assert kid.tag in HOLDS.get(str(element.tag), {kid.tag}), (element.tag, kid.tag)


@pytest.mark.parametrize("name", FILES)
def test_headings_do_not_skip(files: dict[str, ET.Element], name: str) -> None:
    """One h1, first of all."""
    levels = [int(element.tag[1]) for element in files[name].iter() if element.tag in HEADINGS]
    assert 1 == levels[0] and 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", FILES)
def test_the_page_says_what_it_is(files: dict[str, ET.Element], name: str) -> None:
    """Language, title, one main landmark, and the foot's facts once."""
    root = files[name]
    assert "nl-NL" == root.get("lang")
    title = the(root, "title").text or ""
    assert title.endswith(" – Gepersonaliseerd onderwijs")
    assert the(root, "main") is not None
    names, attribution = (element.text or "" for element in the(root, "footer"))
    subject = title.removesuffix(" – Gepersonaliseerd onderwijs")
    assert f"{subject}  ·  Gepersonaliseerd onderwijs  ·  versie 2026-09" == names
    assert "CC BY-NC 3.0 NL" in attribution


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_fetched_from_elsewhere(files: dict[str, ET.Element], name: str) -> None:
    """One file that is whole by itself, and has no layout of paper."""
    text = ET.tostring(files[name], encoding="unicode")
    assert not re.search(r"https?:|url\(|@import|<script|<link|mm\b", text)


QUESTIONS = (
    *("Waar leert de student?", "Hoe leert de student?", "Wanneer leert de student?"),
    *("Met wie leert de student?", "In welk tempo leert de student?", "Wat leert de student?"),
)


def test_the_quadrant_is_read_in_order(files: dict[str, ET.Element]) -> None:
    """Title, fields to fill in, the question of each slot, the figure in words, the four fields."""
    outline = list(lines(the(files["kwadrant"], "main")))
    assert [
        "h1 Dimensies gepersonaliseerd onderwijs",
        "p Afgeleid van het kwadrant van iXperium · werkblad deel 1 van 3",
        "p Kijk steeds vanuit één individuele student, niet vanuit de klas of het cohort.",
        "p NU boven de lijn, AMBITIE eronder.",
        *("p", "  label team", "  input"),
        *("p", "  label vak of project", "  input"),
        *("p", "  label datum", "  input"),
        "ul",
        *(f"  {line}" for question in QUESTIONS for line in ("li", f"  p {question}")),
        "figure",
        "  p Kwadrant met twee assen. De horizontale as gaat over regie: links regie bij opleiding,"
        " rechts regie bij student. De verticale as gaat over leerdoelen: onderaan leerdoelen "
        "staan vast (wettelijk kader), bovenaan leerdoelen aangepast op student. De assen verdelen "
        "het vel in vier velden. Linksboven: groepsdifferentiatie en individuele leerlijnen. "
        "Rechtsboven: persoonlijke leerroutes. Linksonder: klassikaal onderwijs. Rechtsonder: "
        "zelfregulerend leren in een vaststaand programma.",
    ] == outline[:28]
    assert [
        "h2 groepsdifferentiatie en individuele leerlijnen",
        "h2 persoonlijke leerroutes",
        "h2 klassikaal onderwijs",
        "h2 zelfregulerend leren in een vaststaand programma",
    ] == [line for line in outline if line.startswith("h2")]


def test_a_quadrant_without_a_description_tells_its_names(workshop: Workshop) -> None:
    """No sentence of ours comes between those of the content."""
    workshop.change("quadrant.yaml", "description: >-", "source: own\n# >-")
    text = (workshop.folder / "quadrant.yaml").read_text(encoding="utf-8")
    kept = text[: text.index("source: own\n# >-")]
    (workshop.folder / "quadrant.yaml").write_text(kept, encoding="utf-8")
    press = workshop.press()
    ((_, data),) = produce(press.job(press.handout("kwadrant")), "html", press.fonts)
    (figure,) = the(parsed(data), "figure")
    assert (
        "regie: regie bij opleiding – regie bij student; "
        "leerdoelen: leerdoelen staan vast (wettelijk kader) – leerdoelen aangepast op student; "
        "groepsdifferentiatie en individuele leerlijnen; persoonlijke leerroutes; "
        "klassikaal onderwijs; zelfregulerend leren in een vaststaand programma"
    ) == figure.text


def test_the_timeline_is_read_in_order(files: dict[str, ET.Element]) -> None:
    """Months, weeks and days, each lane with its cards; at the end the next meeting."""
    outline = [line[2:] for line in lines(the(files["tijdlijn-strook"], "main"))]
    at = outline.index("  li september 2026")
    assert ["  li september 2026", "  li oktober", "  li november", "  li december", "ul"] == (
        outline[at : at + 5]
    )
    assert "  li wk 36" == outline[at + 5]
    at = outline.index("  li herfstvakantie: 10 oktober 2026 tot en met 18 oktober 2026")
    assert [
        "  li kerstvakantie: 19 december 2026 tot en met 3 januari 2027",
        *("  li eerste kerstdag: 25 december 2026", "  li tweede kerstdag: 26 december 2026"),
    ] == outline[at + 1 : at + 4]
    at = outline.index("h3 nodig om te starten")
    assert outline[at - 6].startswith("p bron: Rijksoverheid")
    assert ["ul", "  li", "    p vakantie", "  li", "    p feestdag"] == outline[at - 5 : at]
    assert [
        "h3 nodig om te starten",
        "p Welke punten van het vel Consequenties zijn nodig om te kunnen starten?",
        "p voorbeeld",
        *("ul", "  li", "    p wat", "    p In kaart brengen professionaliseringsbehoefte"),
        *("  li", "    p voortouw", "    p Teamleider X"),
        *("  li", "    p betrokken", "    p Docenten X & Y"),
    ] == [line.replace("\xad", "") for line in outline[at : at + 13]]
    assert [
        "h3 Volgend teamoverleg",
        *("p", "  label datum", "  input"),
        *("p", "  label agendapunten", "  textarea"),
    ] == outline[-7:]


def test_a_card_tells_its_month(workshop: Workshop) -> None:
    """Where it stands is told in words; a line that is left open is a field."""
    change = "    month: 2026-11\n"
    workshop.change("timeline.yaml", "    involved: Docenten X & Y\n", change)
    press = workshop.press()
    ((_, data),) = produce(press.job(press.handout("tijdlijn-strook")), "html", press.fonts)
    outline = [line[2:] for line in lines(the(parsed(data), "main"))]
    at = outline.index("  li november 2026")
    assert "professionaliserings" in outline[at + 4]
    assert ["      li", "        p", "          label betrokken", "          input"] == (
        outline[at + 8 : at + 12]
    )


def test_a_day_off_is_one_day(workshop: Workshop) -> None:
    """It has no "from" and no "to"."""
    workshop.change("holidays.yaml", "last: 2026-10-18", "last: 2026-10-10")
    press = workshop.press()
    ((_, data),) = produce(press.job(press.handout("tijdlijn-strook")), "html", press.fonts)
    assert "  li herfstvakantie: 10 oktober 2026" in [
        line[2:] for line in lines(the(parsed(data), "main"))
    ]


def test_circles_are_listed_and_counted(files: dict[str, ET.Element]) -> None:
    """A set is a heading and a list, on as many sheets as it lies; equal circles are told once."""
    outline = list(lines(the(files["cirkels"], "main")))
    assert [
        "h1 Cirkels",
        "section",
        "  h2 NU-cirkels: stand van zaken",
        "  p werkblad deel 2 van 3 · 2b",
    ] == outline[:4]
    assert "    li Cirkel: waar, nu (3×)" in outline
    assert "    li Cirkel: leeg, ambitie (6×)" in outline
    assert 14 == sum(line.startswith("    li") for line in outline)


def test_circles_of_a_subject_name_it(files: dict[str, ET.Element]) -> None:
    """In their headings too, which come before what is said of cutting."""
    outline = list(lines(the(files["cirkels-engels"], "main")))
    assert ["h1 Cirkels per vak: Engels", "section"] == outline[:2]
    assert [
        "  h2 EN = Engels",
        "  p vak · verplicht op niveau 4",
        "  p NU · 2h",
    ] == outline[2:5]
    assert "    li Cirkel: waar, nu, Engels (7×)" in outline


def test_a_set_on_several_sheets_is_one_list(gpo: Press, workshop: Workshop) -> None:
    """Circles of 90 mm need a sheet for every six."""
    press = workshop.press(circle_size=90)
    job = press.job(press.handout("cirkels"))
    assert len(job.sheets) > 2
    ((_, data),) = produce(job, "html", press.fonts)
    outline = list(lines(the(parsed(data), "main")))
    assert 2 == sum(line.startswith("  h2") for line in outline)
    assert "    li Cirkel: leeg, nu (2×)" in outline and "    li Cirkel: waar, nu" in outline


# -- text is what was written -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        # wrapped and hyphenated on paper, whole here
        (
            '<paragraph width="30" style="title">gepersonaliseerd onderwijs</paragraph>',
            "p gepersonaliseerd onderwijs",
        ),
        (
            '<paragraph width="14" style="body">coördinatie en leer-werkplek</paragraph>',
            "p coördinatie en leer-werkplek",
        ),
        (
            '<label r="12" style="circle" min="7pt">professionalisering</label>',
            "p professionalisering",
        ),
        ('<text style="body" role="p">&lt;b&gt; &amp; "c"</text>', 'p <b> & "c"'),
        ('<text style="body" role="p">Łódź Türkçe Ελληνικά</text>', "p Łódź Türkçe Ελληνικά"),
        # single lines are words of their own
        (
            '<g role="p"><text style="body">een</text><text style="body">twee</text></g>',
            "p een twee",
        ),
    ],
)
def test_text_is_what_was_written(gpo: Press, inside: str, expected: str) -> None:
    assert [expected] == body(gpo, inside)


def test_decoration_is_not_told(gpo: Press) -> None:
    """Nor is what has no role: it is drawn only."""
    inside = (
        '<text style="body" role="decoration">a</text><g role="decoration"><blank '
        f'{BOX} name="b"/></g><picture {BOX} href="a.png" role="decoration"/>'
        '<rect width="1" height="1" fill="ink"/><icon name="map-pin" width="5"/>'
        '<g role="list"/><paragraph width="9" style="body"></paragraph>'
    )
    assert [] == body(gpo, inside)


# -- each role ----------------------------------------------------------------------------------


def test_a_table_has_header_cells_with_a_scope(gpo: Press) -> None:
    """As the template says; an empty cell keeps its place, and a table may say what it tells."""

    def row(*cells: tuple[str, str]) -> str:
        inside = (f'<g role="{r}"><text style="body">{text}</text></g>' for r, text in cells)
        return f'<g role="tr">{"".join(inside)}</g>'

    column, line = 'th" scope="column', 'th" scope="row'
    inside = row((column, "a"), (column, "b")) + row((line, "c"), ("td", "1"))
    empty = f'<g role="tr"><g role="{line}"/><g role="td"/></g>'
    leaf = sheet(page(gpo, f'<g role="table" alt="Twee">{inside}</g><g role="table">{empty}</g>'))
    root = parsed(html.write(Job("a", "A", (leaf,), lang="nl")))
    assert ["Twee", None] == [table.get("aria-label") for table in root.iter("table")]
    assert [("a", "col"), ("b", "col"), ("c", "row"), (None, "row")] == [
        (cell.text, cell.get("scope")) for cell in root.iter("th")
    ]
    assert ["1", None] == [cell.text for cell in root.iter("td")]


def test_a_figure_is_its_alt(gpo: Press) -> None:
    """It is a figure when it stands alone, and words among words."""
    figure = '<g role="figure" alt="Een aap"><text style="body">A</text></g>'
    word = '<text style="body">Kijk:</text>'
    assert ["figure", "  p Een aap"] == body(gpo, figure)
    assert ["p Kijk: Een aap"] == body(gpo, f'<g role="p">{word}{figure}</g>')
    assert ["ul", "  li Een aap"] == body(gpo, f'<g role="list"><g role="li">{figure}</g></g>')


def test_a_picture_is_inside_the_file(gpo: Press) -> None:
    leaf = sheet(page(gpo, f'<picture {BOX} href="a.png" alt="Logo van &quot;ons&quot;"/>'))
    root = parsed(html.write(Job("a", "A", (leaf,), lang="nl")))
    image = the(root, "img")
    assert 'Logo van "ons"' == image.get("alt")
    assert f"data:image/png;base64,{b64encode(PNG).decode()}" == image.get("src")


def test_a_symbol_is_one_thing(gpo: Press) -> None:
    """It has the role that its use gives it; the roles inside are not told."""
    symbol = '<symbol id="s"><text style="body" role="h1">Aap</text></symbol>'
    assert ["p Aap"] == body(gpo, f'{symbol}<use href="s" role="p"/>')


def test_the_words_before_a_blank_are_its_label(gpo: Press) -> None:
    """When they are its name; otherwise it has a label of its own."""
    question = f'<paragraph {BOX} style="body">Wanneer?</paragraph>'
    assert ["p", "  label Wanneer?", "  input"] == body(
        gpo, f'{question}<blank {BOX} name="Wanneer?"/>'
    )
    assert ["p Wanneer?", "p", "  label datum", "  input"] == body(
        gpo, f'{question}<blank {BOX} name="datum"/>'
    )


def test_lines_in_two_columns_are_one_field(gpo: Press) -> None:
    """As high as the lines of both."""
    blanks = "".join(f'<blank {BOX} lines="{lines}" name="agenda"/>' for lines in (3, 2))
    root = parsed(html.write(Job("a", "A", (sheet(page(gpo, blanks)),), lang="nl")))
    assert "5" == the(root, "textarea").get("rows")
    other = f'{blanks}<blank {BOX} name="datum"/>'
    assert 2 == sum("label" in line for line in body(gpo, other))


def test_passages_tell_their_language(gpo: Press) -> None:
    """Where it is not that of the page; text from right to left says so."""
    passages = "".join(
        f'<paragraph {BOX} style="body" lang="{lang}">a</paragraph>' for lang in ("nl", "en", "ar")
    )
    leaf = sheet(page(gpo, passages), page(gpo, passages, ' lang="fr"'))
    root = parsed(html.write(Job("a", "A", (leaf,), lang="nl")))
    assert [(None, None), ("en", None), ("ar", "rtl")] == [
        (kid.get("lang"), kid.get("dir")) for kid in list(the(root, "main"))[1:4]
    ]
    assert "fr" == list(the(root, "main"))[-1].get("lang")
    arabic = parsed(html.write(Job("a", "A", (leaf,), lang="ar")))
    assert ("ar", "rtl") == (arabic.get("lang"), arabic.get("dir"))


# -- several sheets -----------------------------------------------------------------------------


def test_a_single_h1_is_the_title(gpo: Press) -> None:
    """Several are each a part below it; a sheet without gets the handout's."""
    h1, h2 = (f'<paragraph {BOX} style="body" role="{role}">a</paragraph>' for role in ("h1", "h2"))
    leaf = sheet(page(gpo, h1 + h2))
    assert ["h1 a", "h2 a"] == main(leaf)
    assert ["h1 Titel", "p b"] == main(sheet(page(gpo, '<text style="body" role="p">b</text>')))
    assert [
        "h1 Titel",
        *("section", "  h2 a", "  h3 a"),
        *("section", "  h2 a", "  h3 a"),
    ] == main(leaf, replace(leaf, label="2"))


def test_circles_with_the_same_alt_are_counted_together(gpo: Press) -> None:
    """Also when they are drawn otherwise."""
    tag = Tag("figure", "Cirkel: aap")
    drawn = [replace(page(gpo, ""), tag=tag, name=name) for name in "aab"]
    assert ["h1 Titel", "ul", "  li Cirkel: aap (3×)"] == main(sheet(*drawn))
