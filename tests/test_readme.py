"""What the README promises is there."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from conftest import Workshop, press

from worksheets.markup.language import ELEMENTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_check_runs_the_readmes_test_command() -> None:
    """The command that a newcomer types is the one that guards every change."""
    (command,) = re.findall(r"## Run the tests\n\n    (.+)\n", README)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


GUIDES = tuple(
    ROOT / name
    for name in ("README.md", "CONTRIBUTING.md", "docs/print-and-cut.md", "docs/architecture.md")
)
LINKS = [
    (guide, link)
    for guide in GUIDES
    for link in sorted(set(re.findall(r"\]\((?!http)([^)]+)\)", guide.read_text(encoding="utf-8"))))
]


@pytest.mark.parametrize(("guide", "link"), LINKS)
def test_every_link_leads_somewhere(guide: Path, link: str) -> None:
    """Pictures, folders and headings that the README and its guide name are in the project."""
    path, _, heading = link.partition("#")
    target = guide.parent / path if path else guide
    assert target.exists()
    if heading:
        titles = re.findall(r"(?m)^#+ (.+)$", target.read_text(encoding="utf-8"))
        assert heading in [re.sub(r"[^\w -]", "", t.lower()).replace(" ", "-") for t in titles]


def test_the_architecture_page_names_every_folder_and_element() -> None:
    """A folder that comes or goes, and an element of templates, is told there."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `(\w+)/` \|", text)
    folders = [p.name for p in (ROOT / "worksheets").iterdir() if (p / "__init__.py").is_file()]
    assert sorted(folders) == sorted(rows)
    assert set() == {name for name in ELEMENTS if f"`{name}`" not in text}


def test_the_handout_of_the_guide_can_be_made(workshop: Workshop, templates: Path) -> None:
    """By the text alone: blank cards, or one for each participant."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (template,) = re.findall(r"`templates/name-cards.xml`:\n\n(.+?)\n\n2\. ", guide, re.S)
    (entry,) = re.findall(r"`(- \{id: name-cards.+?\})`", guide)
    (templates / "name-cards.xml").write_text(template, encoding="utf-8")
    workshop.change("workshop.yaml", "\nhandouts:", f"\nhandouts:\n  {entry}")
    for names, cards in (((), 8), (("Ann", "Bo"), 2)):
        press = workshop.press(templates=templates, names=names)
        (section,) = press.sections(press.handout("name-cards"))
        (sheet,) = section.sheets
        assert cards == len(sheet.front.placements)


def test_the_table_of_circles_is_true() -> None:
    """As many as the imposition lays on each paper: `python docs/packing.py` writes it anew."""
    script = runpy.run_path(str(ROOT / "docs" / "packing.py"))
    assert script["table"]() in README


def test_the_table_of_labels_is_true() -> None:
    """Every sheet that can be chosen: `python docs/packing.py` writes it anew."""
    script = runpy.run_path(str(ROOT / "docs" / "packing.py"))
    text = (ROOT / "docs" / "print-and-cut.md").read_text(encoding="utf-8")
    assert script["label_table"]() in text


def test_the_gallery_shows_every_handout() -> None:
    """In the kit's order, each with a picture: `python docs/pictures.py` makes them."""
    shown = re.findall(r"!\[[^]]*\]\(docs/gallery/([a-z0-9-]+)\.png\)", README)
    pictures = sorted(path.stem for path in (ROOT / "docs" / "gallery").glob("*.png"))
    assert shown == [handout.id for handout in press().handouts]
    assert pictures == sorted(shown)
