"""SVG: one file a side, in millimetres, with everything it needs inside."""

import xml.etree.ElementTree as ET

import pytest

from worksheets.press.jobs import Press, produce

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def files(gpo: Press) -> dict[str, ET.Element]:
    jobs = [gpo.job(gpo.handout(name)) for name in ("kwadrant", "cirkels", "tijdlijn-overzicht")]
    return {
        name: ET.fromstring(data) for job in jobs for name, data in produce(job, "svg", gpo.fonts)
    }


def test_a_side_is_a_file(files: dict[str, ET.Element]) -> None:
    """A single side has the handout's name alone."""
    assert ["kwadrant.svg", "cirkels-1.svg", "cirkels-2.svg", "tijdlijn-overzicht.svg"] == list(
        files
    )


def test_sizes_are_true(files: dict[str, ET.Element]) -> None:
    """Width and height in mm, and a view box that makes a unit a millimetre."""
    root = files["kwadrant.svg"]
    assert ("420mm", "297mm", "0 0 420 297") == tuple(
        root.attrib[name] for name in ("width", "height", "viewBox")
    )


def test_circles_are_cut_at_38_mm(files: dict[str, ET.Element]) -> None:
    """The cut lines are circles of radius 19, as many as on the PDF's sheet."""
    cuts = [c for c in files["cirkels-1.svg"].iter(f"{SVG}circle") if c.get("r") == "19"]
    assert 24 == len(cuts)


def test_words_are_words(files: dict[str, ET.Element]) -> None:
    """They can be searched and read aloud."""
    texts = [text.text or "" for text in files["kwadrant.svg"].iter(f"{SVG}text")]
    assert "Dimensies gepersonaliseerd onderwijs" in texts
    assert "groepsdifferentiatie en individuele leerlijnen" in texts
    assert any(text.endswith("versie 2026-09") for text in texts)


def test_two_spaces_are_two(files: dict[str, ET.Element]) -> None:
    """Also for a program that knows no `white-space`: it drew what follows them too far left."""
    for root in files.values():
        assert "preserve" == root.get("{http://www.w3.org/XML/1998/namespace}space")
        assert any("  ·  " in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_nothing_is_fetched_from_elsewhere(files: dict[str, ET.Element]) -> None:
    """Fonts and pictures are inside; every link leads to something in the file."""
    for root in files.values():
        known = {element.get("id") for element in root.iter()}
        for element in root.iter():
            for key, value in element.attrib.items():
                if key.endswith("href"):
                    assert value.startswith("data:") or value[1:] in known
        style = root.find(f"{SVG}style")
        assert style is not None and style.text and "url(data:font/ttf;base64," in style.text
        assert "url(http" not in style.text
