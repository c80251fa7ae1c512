"""What the kit's PDFs are to someone who listens: the structure tree, read back.

The words of the tree are snapshots in tests/outlines/*.structure.txt, as poppler reads them. Look
at each changed line and when it is meant: `pytest tests/writers/test_structure.py --update`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pytest
from conftest import ROOT, Kit
from readback import Element, Pdf

from worksheets.drawing.appearance import SIGNS
from worksheets.marks import foot
from worksheets.paper import SAFE
from worksheets.press.jobs import Press

FOLDER = ROOT / "tests" / "outlines"


def foot_of(pdf: Pdf, number: int) -> float:
    """How high the foot of a page is, from the edge of the paper; higher with a ruler."""
    ruled = any(words.text == "100 mm" for words in pdf.words(number))
    return SAFE + (foot.RULED if ruled else foot.FOOT)


CIRCLES = "Cirkels per vak"  # the handout with a section for each subject
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def of_type(element: Element, *types: str) -> list[Element]:
    return [node for node in element.all() if node.type in types]


def marked(pdf: Pdf, number: int) -> list[tuple[str, int]]:
    """The tags and numbers of a page's marked content, as they follow each other."""
    contents = []
    for operands, operator in pdf._operations(pdf.reader.pages[number]):
        if operator == b"BDC":
            contents.append((str(operands[0]).removeprefix("/"), int(operands[1]["/MCID"])))
    return contents


def parents(pdf: Pdf) -> dict[int, list[Any]]:
    """The parent tree: for each page its elements, by the number of their content."""
    numbers = pdf.reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


# -- the tree ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("kwadrant", ["Kwadrant"]),
        ("cirkels", ["Cirkels"]),
        ("cirkels-engels", ["Cirkels per vak: Engels"]),
        ("tijdlijn-strook", ["Tijdlijn"]),
    ],
)
def test_a_document_has_a_section_for_each_handout(
    kit: Kit, name: str, sections: list[str]
) -> None:
    """Named as in the bookmarks, and nothing beside them."""
    root = kit[name].structure
    assert "Document" == root.type
    assert [("Sect", title) for title in sections] == [
        (kid.type, kid.title) for kid in root.kids if isinstance(kid, Element)
    ]
    assert len(sections) == len(root.kids)


def test_the_kit_has_a_section_for_each_handout(kit: Kit, gpo: Press) -> None:
    """In print order, and nothing beside them."""
    titles = [("Sect", handout.title) for handout in gpo.handouts if handout.kit]
    assert titles == [
        (kid.type, kid.title) for kid in kit["kit"].structure.kids if isinstance(kid, Element)
    ]


@pytest.mark.parametrize("name", ["cirkels-vakken", "kit"])
def test_a_handout_per_subject_has_a_section_for_each(kit: Kit, name: str) -> None:
    """Within that of the handout; a subject's heading and circles are its own."""
    (handout,) = [part for part in of_type(kit[name].structure, "Sect") if part.title == CIRCLES]
    sections = [part for part in handout.kids if isinstance(part, Element)]
    assert ["Nederlands", "Engels", "Rekenen"] == [part.title for part in sections[:3]]
    assert {"Sect"} == {part.type for part in sections} and 7 == len(sections)
    for section in sections:
        pages = {page for page, _ in section.content()}
        assert 2 == len(pages) == len(of_type(section, "H1"))
        assert all(
            (figure.alt or "").endswith(f", {section.title}")
            for figure in of_type(section, "Figure")
        )


@pytest.mark.parametrize(("number", "name", "word"), [(0, "NU", "nu"), (1, "AMBITIE", "ambitie")])
def test_a_sheet_of_circles_reads_from_its_title_down(
    kit: Kit, number: int, name: str, word: str
) -> None:
    """Title, part, how to cut, and the circles, row by row; three sets of eight."""
    pdf = kit["cirkels"]
    (section,) = pdf.structure.kids
    assert isinstance(section, Element)
    kids = [
        kid
        for kid in section.kids
        if isinstance(kid, Element) and {number} == {page for page, _ in kid.content()}
    ]
    assert ["H1", "P", "P", *["Figure"] * 24] == [kid.type for kid in kids]
    assert pdf.heard(kids[0]).startswith(f"{name}-cirkels: ")
    aspects = ["waar", "hoe", "wanneer", "met wie", "tempo", "wat", "leeg", "leeg"]
    expected = [f"Cirkel: {aspect}, {word}" for aspect in aspects]
    assert expected * 3 == [kid.alt for kid in kids[3:]]


@pytest.mark.parametrize("name", ["cirkels-engels", "cirkels-vakken", "kit"])
def test_a_subjects_sheet_reads_from_its_title_down(kit: Kit, name: str) -> None:
    """Code and name, kind, set, how to cut, circles: also where the ground is placed often."""
    wanted = (CIRCLES + ": Engels", "Engels")
    sections = of_type(kit[name].structure, "Sect")
    (section,) = [part for part in sections if part.title in wanted]
    kids = [kid.type for kid in section.kids if isinstance(kid, Element)]
    assert ["H1", "P", "P", "P", *["Figure"] * 56] * 2 == kids


def test_every_circle_is_a_figure_that_says_what_it_is(kit: Kit) -> None:
    """As many as there are cut lines; "Cirkel: waar, nu, Engels"."""
    for pdf in kit:
        cuts = sum(len(pdf.cuts(number)) for number in range(pdf.pages))
        figures = of_type(pdf.structure, "Figure")
        circles = [figure for figure in figures if (figure.alt or "").startswith("Cirkel: ")]
        assert cuts == len(circles)
        assert all(figure.alt for figure in figures)
    alts = Counter(figure.alt for figure in of_type(kit["cirkels-engels"].structure, "Figure"))
    assert 7 == alts["Cirkel: waar, nu, Engels"] == alts["Cirkel: met wie, ambitie, Engels"]


def test_headings_skip_no_level(kit: Kit) -> None:
    """The first is an H1, and none is more than one below that before it."""
    for pdf in kit:
        levels = [int(heading.type[1]) for heading in of_type(pdf.structure, *HEADINGS)]
        assert 1 == levels[0]
        assert all(after <= before + 1 for before, after in pairwise(levels)), pdf.path.name


def test_the_quadrant_reads_as_a_person_would(kit: Kit) -> None:
    """The figure in words, each quarter and what it means, then the thirds of the axis."""
    pdf = kit["kwadrant"]
    heard = [pdf.heard(element) for element in of_type(pdf.structure, *HEADINGS, "P")]
    order = [
        "Dimensies gepersonaliseerd onderwijs",
        "groepsdifferentiatie en individuele leerlijnen",
        "persoonlijke leerroutes",
        "klassikaal onderwijs",
        "zelfregulerend leren in een vaststaand programma",
    ]
    places = [heard.index(text) for text in order]
    assert sorted(places) == places
    headings = [pdf.heard(element) for element in of_type(pdf.structure, *HEADINGS)]
    assert order == headings


def test_the_figure_of_the_quadrant_is_told_in_words(kit: Kit) -> None:
    """Its axes, their ends and its four quarters."""
    (figure,) = of_type(kit["kwadrant"].structure, "Figure")
    for words in ("regie bij opleiding", "regie bij student", "klassikaal onderwijs", "Linksboven"):
        assert words in (figure.alt or "")


def test_a_card_of_the_flap_is_a_list(kit: Kit) -> None:
    """What, who leads, who is involved: three items, each a name and a text."""
    pdf = kit["tijdlijn-strook"]
    cards = [item for item in of_type(pdf.structure, "L") if pdf.heard(item).startswith("wat")]
    assert 1 == len(cards)  # the example
    for card in cards:
        assert ["LI"] * 3 == [kid.type for kid in card.kids if isinstance(kid, Element)]
        bodies = of_type(card, "LBody")
        names = [pdf.heard(of_type(body, "P")[0]) for body in bodies]
        assert ["wat", "voortouw", "betrokken"] == names


def test_lists_hold_items_and_items_bodies(kit: Kit) -> None:
    """As ISO 32000-1, 14.8.4.3.3 has it."""
    for pdf in kit:
        for element in pdf.structure.all():
            kinds = {kid.type for kid in element.kids if isinstance(kid, Element)}
            assert "L" != element.type or {"LI"} == kinds
            assert "LI" != element.type or {"LBody"} == kinds
            assert "LI" not in kinds or "L" == element.type


def test_nothing_in_the_tree_is_empty(kit: Kit) -> None:
    """Whoever walks through it finds something in each element."""
    for pdf in kit:
        for element in pdf.structure.all():
            assert list(element.content()), f"{pdf.path.name}: {element}"
        for element in of_type(pdf.structure, *HEADINGS, "P", "Span"):
            assert pdf.heard(element), f"{pdf.path.name}: {element}"


# -- content and tree belong together ---------------------------------------------------------


def test_all_that_is_drawn_is_tagged_or_an_artifact(kit: Kit) -> None:
    """Text, lines, areas; text that is an artifact stands at the foot, is a code, or says again.

    What says again is the number of a step that its code has too, the word of a set on the other
    sides of a rim, and what is turned for the other side of the table.
    """
    for pdf in kit:
        for number in range(pdf.pages):
            height = pdf.size(number)[1] - foot_of(pdf, number)
            assert [] == [shape for shape in pdf.shapes(number) if shape.mark is None]
            for words in pdf.words(number):
                assert words.mark
                at_foot = words.y > height
                again = re.fullmatch(f"[{SIGNS}]{{3}}|[1-9i]|NU|AMBITIE", words.text)
                heard = [w for w in pdf.words(number) if w.mark and not w.mark.artifact]
                turned = any(words.text in other.text for other in heard)
                may_be = words.mark.artifact and (bool(again) or turned)
                assert (at_foot or may_be) == words.mark.artifact, (pdf.path.name, words)


def test_marked_content_is_not_nested(kit: Kit) -> None:
    """One sequence ends before the next begins."""
    for pdf in kit:
        for page in pdf.reader.pages:
            depth = 0
            for _, operator in pdf._operations(page):
                depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
                assert depth in (0, 1)


def test_all_marked_content_is_in_the_tree_once(kit: Kit) -> None:
    """Numbered from 0 on each page; page, parent tree and structure tree agree."""
    for pdf in kit:
        tree = Counter(pdf.structure.content())
        assert {1} == set(tree.values())
        rows = parents(pdf)
        for number, page in enumerate(pdf.reader.pages):
            contents = marked(pdf, number)
            row = list(rows[page["/StructParents"]])
            assert list(range(len(row))) == sorted(mcid for _, mcid in contents)
            assert {mcid for at, mcid in tree if at == number} == set(range(len(row)))
            for tag, mcid in contents:
                element = row[mcid].get_object()
                kids = element["/K"].get_object()
                assert f"/{tag}" == element["/S"]
                assert mcid in (kids if isinstance(kids, list) else [kids])
                assert page.indirect_reference == element.raw_get("/Pg")
        keys = [page["/StructParents"] for page in pdf.reader.pages]
        assert sorted(rows) == keys == list(range(pdf.pages))
        root = pdf.reader.root_object["/StructTreeRoot"]
        assert root["/ParentTreeNextKey"] > max(keys)


def test_elements_know_their_parents(kit: Kit) -> None:
    """Each names the element that holds it, up to the root of the tree."""
    for pdf in kit:
        root = pdf.reader.root_object["/StructTreeRoot"]
        above = [(root, root["/K"])]
        while above:
            parent, kids = above.pop()
            for kid in kids if isinstance(kids, list) else [kids]:
                element = kid.get_object()
                if not isinstance(element, int) and "/S" in element:
                    assert parent.indirect_reference == element.raw_get("/P")
                    above.append((element, element.get("/K", [])))


def test_marks_are_artifacts(kit: Kit) -> None:
    """Cut lines, the ruler and its ticks where there is one, and all words at the foot."""
    for pdf in kit:
        for number in range(pdf.pages):
            height = pdf.size(number)[1] - foot_of(pdf, number)
            marks = [*pdf.cuts(number)]
            marks += [shape for shape in pdf.lines(number) if min(shape.y1, shape.y2) > height]
            marks += [shape for shape in pdf.words(number) if shape.y > height]
            assert len(marks) >= 2  # what it is, and of whom
            assert all(shape.mark and shape.mark.artifact for shape in marks)
        heard = " ".join(
            pdf.heard(element) for element in pdf.structure.all() if element.alt is None
        )
        assert "iXperium/HAN" not in heard and "100 mm" not in heard


# -- what is said where it is not what is drawn -----------------------------------------------


def test_hyphens_at_the_end_of_a_line_are_not_read(kit: Kit) -> None:
    """They are drawn, and the line says itself without; in the tree and on the page."""
    for pdf in kit:
        spans = [element for element in pdf.structure.all() if element.said is not None]
        lines = [
            words
            for number in range(pdf.pages)
            for words in pdf.words(number)
            if words.mark and words.mark.said is not None
        ]
        assert sorted(element.said or "" for element in spans) == sorted(
            words.mark.said or "" for words in lines if words.mark
        )
        assert {"Span"} >= {element.type for element in spans}
        for words in lines:
            assert words.mark and f"{words.mark.said}-" == words.text
        for number in range(pdf.pages):
            for words in pdf.words(number):
                mark = words.mark
                # A figure says its alternative text: how its words are broken does not matter.
                if words.text.endswith("-") and mark and mark.tag not in ("/Figure", "/Artifact"):
                    assert mark.said is not None
    assert "professionaliserings" in [
        element.said for element in kit["tijdlijn-strook"].structure.all()
    ]


def test_a_broken_word_is_heard_whole(kit: Kit) -> None:
    """The lines of a paragraph are one text, with a space where one was written."""
    pdf = kit["tijdlijn-strook"]
    heard = [pdf.heard(element) for element in of_type(pdf.structure, "P")]
    assert "In kaart brengen professionaliseringsbehoefte" in heard


# -- pages that are placed many times ---------------------------------------------------------


def test_equal_figures_are_equal_forms(kit: Kit) -> None:
    """What says the same is drawn by the same form XObjects, on whatever sheet it stands."""
    for name in ("cirkels", "cirkels-vakken", "kit"):
        pdf = kit[name]
        alts = {
            content: figure.alt
            for figure in of_type(pdf.structure, "Figure")
            for content in figure.content()
            if (figure.alt or "").startswith("Cirkel: ")
        }
        drawn: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        for number, page in enumerate(pdf.reader.pages):
            inside: int | None = None
            forms: list[int] = []
            for operands, operator in pdf._operations(page):
                if operator == b"BDC":
                    inside, forms = int(operands[1]["/MCID"]), []
                elif operator == b"Do":
                    forms.append(page["/Resources"]["/XObject"].raw_get(operands[0]).idnum)
                elif operator == b"EMC" and inside is not None:
                    if alt := alts.get((number, inside)):
                        drawn[alt].append(tuple(forms))
                    inside = None
        assert drawn
        for alt, copies in drawn.items():
            assert len(copies) >= 3 and 1 == len(set(copies)), (name, alt)
            assert copies[0]


def test_forms_have_no_structure_of_their_own(kit: Kit) -> None:
    """A form is drawn in many places, and content may have only one number in the tree."""
    for pdf in kit:
        for form in pdf.forms():
            assert "/StructParent" not in form and "/StructParents" not in form
            operators = {operator for _, operator in pdf._operations(form)}
            assert not operators & {b"BDC", b"BMC", b"EMC", b"DP", b"MP"}


# -- as another reader sees it ----------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler's pdfinfo is not installed")
@pytest.mark.parametrize(
    "name",
    [
        "kwadrant",
        "cirkels",
        "cirkels-engels",
        "tijdlijn-strook",
        "stappenplan",
        "gespreksblad-5",
        "facetten-overzicht",
    ],
)
def test_the_structure_is_as_it_was(kit: Kit, name: str, request: pytest.FixtureRequest) -> None:
    """Line for line, as `pdfinfo -struct-text` tells it."""
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", kit[name].path],
        capture_output=True,
        check=True,
    )
    assert b"" == done.stderr
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    expected = FOLDER / f"{name}.structure.txt"
    if request.config.getoption("--update"):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert expected.read_text(encoding="utf-8").splitlines() == lines
