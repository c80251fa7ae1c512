"""Sheets for each participant and each table: numbered, with a line for a name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Cli, Workshop, built, for_each, press
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from worksheets.content.class_list import class_list
from worksheets.content.workshop import Handout
from worksheets.drawing import extents
from worksheets.drawing.items import Blank, Group, Item
from worksheets.drawing.sheets import Side
from worksheets.layout.counting import Crowd
from worksheets.press.jobs import Press
from worksheets.press.personal import copies_for
from worksheets.problems import Problem, Problems

KINDS = ("text", "outline", "blank")  # what a name may not lie over; a tint it may


@pytest.fixture(scope="module")
def team() -> Press:
    return press(for_each(), personal=True, participants=14, tables=3)


def blanks(items: tuple[Item, ...]) -> list[str]:
    names: list[str] = []
    for item in items:
        if isinstance(item, Blank):
            names.append(item.name)
        elif isinstance(item, Group):
            names += blanks(item.items)
    return names


def test_each_participant_has_a_sheet_and_each_table(team: Press, tmp_path: Path) -> None:
    """Numbered at the foot: 14 participants, then 3 tables."""
    pdf = built(team, "kwadrant", tmp_path)
    assert 17 == pdf.pages
    for number in range(17):
        words = " ".join(word.text for word in pdf.words(number))
        whose = f"deelnemer {number + 1} van 14" if number < 14 else f"tafel {number - 13} van 3"
        assert whose in words
        assert f"pagina {number + 1} van 17" in words
        assert ("naam" in words.split()) == (number < 14)


def test_a_sheet_with_three_sets_is_for_three(team: Press, tmp_path: Path) -> None:
    """Five prints of two sheets serve fourteen; the last serves two."""
    pdf = built(team, "cirkels", tmp_path)
    text = [" ".join(word.text for word in pdf.words(number)) for number in range(pdf.pages)]
    assert 10 == len(text)
    assert "deelnemers 1 t/m 3 van 14" in text[0] and "deelnemers 1 t/m 3 van 14" in text[1]
    assert "deelnemers 13 t/m 14 van 14" in text[9]


def test_what_tables_get_comes_for_each_and_the_teams_once(team: Press) -> None:
    """Three of a conversation sheet, one timeline; subjects' circles once for all tables."""
    count = {
        handout.id: len(team.job(handout).sheets)
        for handout in team.handouts
        if handout.id in ("gespreksblad-1", "tijdlijn-strook", "cirkels-vakken")
    }
    assert {"gespreksblad-1": 3, "tijdlijn-strook": 4, "cirkels-vakken": 14} == count


def test_there_is_a_line_for_each_name(team: Press) -> None:
    """A blank that is named; sheets of tables have none."""
    sheets = team.job(team.handout("kwadrant")).sheets
    named = ["naam" in blanks(sheet.front.placements[-1].page.items) for sheet in sheets]
    assert [True] * 14 + [False] * 3 == named


def test_names_take_the_place_of_the_line(tmp_path: Path) -> None:
    """In order; whoever has no name yet has a line."""
    gpo = press(for_each(), personal=True, participants=4, tables=2, names=("Ayşe", "Łukasz", "Bo"))
    pdf = built(gpo, "kwadrant", tmp_path)
    for number, name in enumerate(("Ayşe", "Łukasz", "Bo")):
        assert name in " ".join(word.text for word in pdf.words(number))
    sheets = gpo.job(gpo.handout("kwadrant")).sheets
    assert "naam" in blanks(sheets[3].front.placements[-1].page.items)
    card = built(gpo, "tafelkaart", tmp_path)
    assert ["Ayşe", "Łukasz"] == [n for n in ("Ayşe", "Łukasz", "Bo") if n in card.text(1)]


@pytest.mark.parametrize("handout", ["kwadrant", "cirkels"])
@pytest.mark.parametrize("names", [(), ("Maximiliaan van den Heuvel-Oosterhout",)])
def test_a_name_does_not_lie_over_a_logo(
    workshop: Workshop, handout: str, names: tuple[str, ...]
) -> None:
    """Nor over anything else of the sheet: neither the line for it nor the name itself."""
    Image.new("RGB", (90, 40), (200, 30, 30)).save(workshop.folder / "logo.png")
    workshop.change("workshop.yaml", 'logo: ""', "logo: logo.png")
    press = workshop.for_each().press(personal=True, participants=1, tables=1, names=names)
    front = press.job(press.handout(handout)).sheets[0].front
    *sheet, person = front.placements
    assert "person" == person.page.name
    below = extents.of_side(replace(front, placements=tuple(sheet)), press.fonts)
    assert (handout == "kwadrant") == any(extent.kind == "picture" for extent in below)
    over = [e for e in extents.of_side(Side(front.size, (person,)), press.fonts) if e.box.y < 40]
    assert over
    assert [] == [e for e in below if any(extents.meet(e.box, mine.box) for mine in over)]


def test_the_drawing_is_one_for_all(team: Press, tmp_path: Path) -> None:
    """Seventeen quadrants are one page placed often: a copy costs a fraction of the first."""
    sheets = team.job(team.handout("kwadrant")).sheets
    assert 1 == len({id(sheet.front.placements[0].page) for sheet in sheets})
    many = built(team, "kwadrant", tmp_path).path.stat().st_size
    single = built(press(), "kwadrant", tmp_path).path.stat().st_size
    assert (many - single) / 16 < single / 4


def test_the_list_counts_what_is_in_the_files(team: Press) -> None:
    """Each file is printed once, and has as many sheets as the list says."""
    plan = team.plan()
    assert 0 == plan.crowd.spare
    for row in plan.rows:
        assert 1 == row.times
        assert row.sheets == len(team.job(row.handout).sheets), row.handout.id


def test_the_kit_has_all_copies(team: Press) -> None:
    """As many sheets as the handouts have together; a bookmark for each copy."""
    expected = sum(len(team.job(handout).sheets) for handout in team.handouts if handout.kit)
    kit = team.kit()
    assert expected == len(kit.sheets)
    titles = [section.title for section in kit.bookmarks if section.level]
    assert "deelnemer 14 van 14" in titles and "tafel 3 van 3" in titles


@given(
    st.integers(1, 200),
    st.integers(1, 30),
    st.integers(1, 9),
    st.integers(0, 3),
    st.sampled_from(["participant", "table", "team"]),
)
def test_copies_are_as_many_as_are_needed(
    gpo: Press, people: int, tables: int, serves: int, at_table: int, per: str
) -> None:
    """Nobody is left out, nobody is served twice; names go to whom they belong."""
    assert gpo.content.packing
    extra = at_table if per == "participant" else 0
    handout = Handout(id="x", title="X", per=per, at_table=extra)
    crowd = Crowd(people, min(people, tables), 0)
    names = tuple(f"n{n}" for n in range(people))
    copies = list(copies_for(gpo.content.packing, handout, crowd, serves, names))
    own = [copy for copy in copies if copy.named]
    assert [name for copy in own for name in copy.names] == list(
        names if per == "participant" else ()
    )
    for_tables = extra * crowd.tables if per == "participant" else crowd.tables * (per == "table")
    assert -(-for_tables // serves) == len(copies) - len(own)


@pytest.mark.parametrize("paper", ["A5", "A4", "Letter", "A3"])
@pytest.mark.parametrize("handout", ["cirkels", "actiekaarten", "gespreksblad-1"])
def test_the_foot_says_whose_a_sheet_is_on_any_paper(paper: str, handout: str) -> None:
    """Beside the ruler where it has room, or else before the page number; over nothing."""
    if paper == "A5" and handout == "gespreksblad-1":
        pytest.skip("it has more to say than fits there")
    gpo = press(for_each(), personal=True, participants=20, tables=4, paper=paper)
    (front, *_) = (sheet.front for sheet in gpo.job(gpo.handout(handout)).sheets)
    *sheet, person = front.placements
    assert "person" == person.page.name
    below = extents.of_side(replace(front, placements=tuple(sheet)), gpo.fonts)
    over = extents.of_side(Side(front.size, (person,)), gpo.fonts)
    over = tuple(e for e in over if e.box.y > front.size.height / 2)
    assert over
    assert [] == [e for e in below if any(extents.meet(e.box, mine.box) for mine in over)]


@pytest.mark.parametrize("paper", ["A5", "A4", "Letter", "A3"])
@pytest.mark.parametrize("names", [(), ("Maximiliaan van den Heuvel-Oosterhout", "M" * 60)])
def test_a_name_lies_over_no_words_of_the_quadrant(paper: str, names: tuple[str, ...]) -> None:
    """Small paper has less room above the field, and less beside the end of the axis."""
    gpo = press(for_each(), personal=True, participants=2, tables=1, paper=paper, names=names)
    for sheet in gpo.job(gpo.handout("kwadrant")).sheets:
        *below, person = (
            [e.box for e in extents.of_items(p.page.items, gpo.fonts) if e.kind in KINDS]
            for p in sheet.front.placements
        )
        assert [] == [box for box in below[0] if any(extents.meet(box, own) for own in person)]


def test_a_name_over_words_of_a_sheet_is_told_at_its_row(workshop: Workshop) -> None:
    """Words that a designer puts where long names come; a short one ends before them."""
    templates = Path(shutil.copytree(ROOT / "templates", workshop.folder.parent / "templates"))
    text = (templates / "rules.xml").read_text(encoding="utf-8")
    more = '<paragraph x="150" y="13" width="50" height="6" style="strong" min="7pt" role="p">'
    changed = text.replace("</page>", f"{more}hier staat al wat</paragraph></page>", 1)
    (templates / "rules.xml").write_text(changed, encoding="utf-8")
    rules = "template: rules\n    per: "
    workshop.change("workshop.yaml", f"{rules}table", f"{rules}participant")
    listed = class_list(b"naam\nBo\nAmber Jansen\n", "klas.csv")
    gpo = press(
        workshop.folder,
        templates=templates,
        personal=True,
        participants=2,
        tables=1,
        names=listed.names,
        name_places=listed.places,
    )
    with pytest.raises(Problems) as raised:
        gpo.job(gpo.handout("spelregels"))
    assert "klas.csv:3: 'Amber Jansen' lies over 'hier staat al wat'" == str(raised.value)


@pytest.mark.parametrize("handout", ["kwadrant", "tafelkaart"])
@pytest.mark.parametrize("name", ["Daan 日 de Vries", "Maximiliaan 日 van den Heuvel-Oosterhout"])
def test_a_name_with_a_letter_that_no_font_has_is_told_at_its_row(handout: str, name: str) -> None:
    """Not at the template that would draw it, whether it is shortened or not."""
    listed = class_list(f"naam\nAmber Jansen\n{name}\n".encode(), "klas.csv")
    several = {"personal": True, "participants": 2, "tables": 1}
    gpo = press(for_each(), names=listed.names, name_places=listed.places, **several)
    with pytest.raises(Problem) as raised:
        gpo.job(gpo.handout(handout))
    assert "klas.csv:3" == str(raised.value.at)
    assert name.split(maxsplit=1)[0] in raised.value.detail


# -- the command ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--participants", "0"), "0 is not in the range"),
        (("--tables", "3"), "--tables needs --participants"),
        (("--participants", "2", "--tables", "3"), "2 participants cannot sit at 3 tables"),
    ],
)
def test_absurd_numbers_are_refused(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Nothing is written."""
    result = cli("kit", "kwadrant", *arguments, "-o", tmp_path / "uit")
    assert 2 == result.returncode and message in result.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("data", "arguments", "code", "message"),
    [
        (b"", (), 1, "has 0 names"),
        (b"\xff\xfe\x00", (), 1, "is no text that can be read"),
        (b"A\nB\nC\n", ("--participants", "2"), 2, "3 names for 2 participants"),
        (b"B\nA\x07B\n", (), 1, "namen.txt:2: the character U+0007 cannot be printed"),
    ],
)
def test_a_list_of_names_is_checked(
    cli: Cli, tmp_path: Path, data: bytes, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """Before anything is made."""
    (tmp_path / "namen.txt").write_bytes(data)
    result = cli("kit", "--names", tmp_path / "namen.txt", *arguments, "-o", tmp_path / "uit")
    assert code == result.returncode and message in result.stderr


def test_names_are_read_from_a_file(cli: Cli, tmp_path: Path) -> None:
    """One a line; how many there are is how many take part."""
    (tmp_path / "namen.txt").write_text("Ayşe\n\n  Bo  de Wit \n", encoding="utf-8-sig")
    result = cli(
        "kit", "kwadrant", "-c", for_each(), "--names", tmp_path / "namen.txt", "-o", tmp_path
    )
    assert 0 == result.returncode, result.stderr
    assert "4 sheets" in result.stdout  # two participants, and as many tables
