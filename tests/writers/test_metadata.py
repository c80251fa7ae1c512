"""What the kit's PDFs say of themselves, and what they tell a printer and a viewer."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from conftest import Kit, Workshop, built
from readback import Pdf

from worksheets.press.jobs import Press
from worksheets.writers.pdf.metadata import NAMESPACES

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")


def xmp(pdf: Pdf) -> dict[str, str]:
    """The properties of a file's XMP by their usual names; of a list its only item."""
    packet = pdf.reader.root_object["/Metadata"].get_data()
    prefixes = {uri: prefix for prefix, uri in NAMESPACES.items()}
    properties = {}
    for description in ElementTree.fromstring(packet).iter(f"{RDF}Description"):
        for element in description:
            uri, name = element.tag.removeprefix("{").split("}")
            items = [item.text or "" for item in element.iter(f"{RDF}li")]
            value = items[0] if items else element.text or ""
            properties[f"{prefixes[uri]}:{name}"] = value
    return properties


def info(pdf: Pdf) -> dict[str, str]:
    return {str(key): str(value) for key, value in (pdf.reader.metadata or {}).items()}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("/Title", "dc:title"),
        ("/Author", "dc:creator"),
        ("/Subject", "dc:description"),
        ("/Keywords", "pdf:Keywords"),
        ("/Creator", "xmp:CreatorTool"),
        ("/Producer", "pdf:Producer"),
    ],
)
def test_both_descriptions_say_the_same(kit: Kit, key: str, name: str) -> None:
    """The information dictionary and XMP, in every file; neither is empty."""
    for pdf in kit:
        assert info(pdf)[key] == xmp(pdf)[name] != ""


@pytest.mark.parametrize(
    ("key", "name"), [("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")]
)
def test_both_descriptions_have_one_date(kit: Kit, key: str, name: str) -> None:
    """To the second."""
    for pdf in kit:
        written = datetime.strptime(info(pdf)[key].replace("'", ""), "D:%Y%m%d%H%M%S%z")
        assert written.astimezone(UTC) == datetime.fromisoformat(xmp(pdf)[name]).astimezone(UTC)


def test_the_date_is_that_of_the_source(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH, in both descriptions."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    pdf = built(workshop.press(), "kwadrant", workshop.folder)
    assert info(pdf)["/CreationDate"].startswith("D:20260101000000")
    assert xmp(pdf)["xmp:CreateDate"].startswith("2026-01-01T00:00:00")


def test_the_content_version_is_in_both_descriptions(kit: Kit, gpo: Press) -> None:
    """Among the keywords, with the workshop's id: neither format has a word for it."""
    workshop = gpo.content.workshop
    for pdf in kit:
        keywords = f"{workshop.id}, {workshop.version}"
        assert keywords == info(pdf)["/Keywords"] == xmp(pdf)["pdf:Keywords"]


def test_a_changed_version_and_author_are_told(workshop: Workshop) -> None:
    """The school's own name is the author; signs of XML are no trouble."""
    workshop.change("workshop.yaml", "version: 2026-09", "version: 2027-01")
    workshop.change("workshop.yaml", 'organisation: ""', 'organisation: "Team <A> & Çelik"')
    pdf = built(workshop.press(), "kwadrant", workshop.folder)
    assert "Team <A> & Çelik" == info(pdf)["/Author"] == xmp(pdf)["dc:creator"]
    assert "gpo, 2027-01" == info(pdf)["/Keywords"] == xmp(pdf)["pdf:Keywords"]


def test_the_language_is_told_twice(kit: Kit) -> None:
    """To whoever reads aloud (the catalog) and to whoever searches (XMP)."""
    for pdf in kit:
        assert "nl-NL" == pdf.reader.root_object["/Lang"] == xmp(pdf)["dc:language"]


def test_xmp_claims_what_the_validators_check(kit: Kit) -> None:
    """PDF/UA-1 and PDF/A-2a."""
    for pdf in kit:
        said = xmp(pdf)
        assert ("1", "2", "A") == tuple(
            said[key] for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")
        )


def test_the_printer_is_told(kit: Kit) -> None:
    """No scaling; the tray by the paper where it is mixed; no duplex, as nothing has a back."""
    for pdf in kit:
        expected = {"/PrintScaling": "/None", "/DisplayDocTitle": True}
        if pdf.path.stem == "kit":
            expected["/PickTrayByPDFSize"] = True
        assert expected == dict(pdf.reader.root_object["/ViewerPreferences"].get_object())


def test_every_page_has_its_boxes(kit: Kit) -> None:
    """Its own, not inherited, each within the one before."""
    for pdf in kit:
        for page in pdf.reader.pages:
            assert all(box in page for box in BOXES)
            boxes = [tuple(map(float, page[box])) for box in BOXES]
            outer, crop, bleed, trim = boxes
            for around, within in ((outer, crop), (outer, bleed), (bleed, trim)):
                assert around[0] <= within[0] < within[2] <= around[2]
                assert around[1] <= within[1] < within[3] <= around[3]


def test_every_page_has_a_label_of_its_own(kit: Kit) -> None:
    """Cirkels 1, Cirkels 2; a handout of one page has no number."""
    for pdf in kit:
        labels = pdf.reader.page_labels
        assert pdf.pages == len(set(labels))
    assert ["Kwadrant"] == kit["kwadrant"].reader.page_labels
    assert ["Cirkels 1", "Cirkels 2"] == kit["cirkels"].reader.page_labels


def test_bookmarks_are_opened_where_there_is_a_choice(kit: Kit) -> None:
    """The viewer shows them beside the pages of the kit, not beside a single sheet."""
    shown = {pdf.path.stem for pdf in kit if "/UseOutlines" == pdf.reader.root_object["/PageMode"]}
    assert {"kit", "cirkels-vakken", "facetten"} == shown


def test_bookmarks_and_sections_are_one_tree(kit: Kit) -> None:
    """What can be chosen is what can be heard, in the same order and two levels at most."""
    for pdf in kit:
        bookmarks: list[tuple[int, str]] = []

        def walk(level: int, entries: list) -> None:
            for entry in entries:
                if isinstance(entry, list):
                    walk(level + 1, entry)
                else:
                    bookmarks.append((level, entry.title))  # noqa: B023  # called at once

        walk(0, pdf.reader.outline)
        sections = []
        for section in pdf.structure.kids:
            assert not isinstance(section, tuple)
            sections.append((0, section.title))
            sections += [
                (1, kid.title)
                for kid in section.kids
                if not isinstance(kid, tuple) and kid.type == "Sect"
            ]
        assert sections == bookmarks, pdf.path.name
