"""What must be printed again: the box is recorded, compared, and what differs is printed."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import GPO, Cli, Workshop, press
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from readback import Pdf
from validators import PROFILES, faults

from worksheets.drawing.appearance import SIGNS, Facts
from worksheets.press.jobs import Press, produce
from worksheets.printers import Printer
from worksheets.problems import NOWHERE, Undoable
from worksheets.reprint import changes, inventory, record
from worksheets.reprint.changes import Changes
from worksheets.reprint.record import PageRecord, Scope

DAY = "2026-11-24"
CIRCLES = ("cirkels", "cirkels-vakken")


def entries(press: Press, *handouts: str) -> list[PageRecord]:
    """What lies in the box of some handouts, or of all."""
    if handouts:
        press.handouts = tuple(map(press.handout, handouts))
    return [thing.entry for thing in inventory.contents(press, DAY)]


@pytest.fixture(scope="module")
def before() -> list[PageRecord]:
    """The whole box of content/gpo."""
    return entries(press(GPO))


def of(entries: list[PageRecord], *handouts: str) -> list[PageRecord]:
    return [entry for entry in entries if entry.handout in handouts]


def lines_of(comparison: Changes, *, every: bool = False) -> list[str]:
    words = press(GPO).content.workshop.words.printed
    assert words
    return [line.strip() for line in changes.lines(comparison, words, every=every)]


# -- what lies in the box --------------------------------------------------------------------------


def test_what_lies_in_the_box(before: list[PageRecord]) -> None:
    """Ids are made of ids; circles are called as they are read aloud, and counted."""
    by_id = {entry.id: entry for entry in before}
    assert len(by_id) == len(before)
    circle = by_id["cirkels-vakken/engels/nu-hoe"]
    assert ("cirkel hoe, nu, Engels", "circle", 7) == (circle.title, circle.kind, circle.copies)
    assert (25, 25) == circle.facts.size
    assert "Kwadrant" == by_id["kwadrant/quadrant"].title
    assert 8 == by_id["actiekaarten/action-card"].copies
    assert "Facetten: klassikaal onderwijs" == by_id["facetten/facets-klassikaal"].title
    assert {"circle": 2 * 7 * 9, "card": 3, "sheet": 27} == Counter(e.kind for e in before)
    coded = [e for e in before if e.kind != "sheet" and e.handout != "ruiten"]
    assert coded == [entry for entry in before if entry.code]


def test_what_is_made_for_one_occasion_is_not_in_the_box(before: list[PageRecord]) -> None:
    """Packing list, order and table cards tell how many come this time."""
    handouts = {handout.id for handout in press(GPO).handouts}
    assert {"paklijst", "drukopdracht", "tafelkaart"} == handouts - {e.handout for e in before}


def test_all_that_is_cut_out_can_be_printed_again(before: list[PageRecord]) -> None:
    """Each template with cards or notes says how sheets of some of them are made."""
    gpo = press(GPO)
    names = {gpo.handout(entry.handout).template_name for entry in before if entry.kind == "card"}
    assert {"action-cards", "tokens"} == names
    cards = [thing for thing in inventory.contents(gpo, DAY) if thing.entry.kind == "card"]
    job = inventory.changed_job(gpo, cards)
    drawn = [p.page for sheet in job.sheets for p in sheet.front.placements]
    assert {thing.page for thing in cards} <= set(drawn)


# -- what changed ----------------------------------------------------------------------------------


def invisible(workshop: Workshop) -> None:
    """Change what nobody sees on any page in the box."""
    for path in workshop.folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text("# een regel erbij\n\n" + text, encoding="utf-8")
    workshop.change("aspects.yaml", "label: hoe\n", "label: h\u200boe\u200e\u00a0\n")
    workshop.change("aspects.yaml", "circle_name: Cirkel", "circle_name: Rondje")
    workshop.change("aspects.yaml", "blank_name: leeg", "blank_name: oningevuld")
    workshop.change("workshop.yaml", "version: 2026-09", "version: 2027-01")
    workshop.change("workshop.yaml", "participants: 14 ", "participants: 25 ")
    workshop.change("workshop.yaml", "page: pagina {page} van {pages}", "page: '{page} / {pages}'")
    workshop.change("workshop.yaml", "logo: logo van", "logo: het beeldmerk van")
    path = workshop.folder / "subjects.yaml"
    text = path.read_text(encoding="utf-8")
    # The first two are drawn in the rules of play: they stay.
    head, first, second, *rest = re.split(r"(?m)^(?=  - name: )", text)
    path.write_text(head + first + second + "".join(reversed(rest)), encoding="utf-8")


def test_what_nobody_sees_is_no_change(workshop: Workshop, before: list[PageRecord]) -> None:
    """Remarks, alternative texts, the version, page numbers, the order of subjects, who comes."""
    invisible(workshop)
    now = entries(workshop.press())
    comparison = changes.compared(before, now)
    assert not comparison and len(before) == len(comparison.unchanged)
    assert [e.code for e in sorted(before, key=lambda e: e.id)] == [
        e.code for e in sorted(now, key=lambda e: e.id)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "handouts", "expected"),
    [
        (
            *("aspects.yaml", "label: hoe\n", "label: hoezo\n", ("cirkels",)),
            [
                "cirkel hoezo, nu: tekst gewijzigd",
                "cirkel hoezo, ambitie: tekst gewijzigd",
            ],
        ),
        (
            *("aspects.yaml", "icon: puzzle", "icon: users", ("cirkels", "kwadrant")),
            [
                "cirkel hoe, nu: tekening gewijzigd",
                "cirkel hoe, ambitie: tekening gewijzigd",
                "Kwadrant: tekening gewijzigd",
            ],
        ),
        (
            *("quadrant.yaml", "title: ", "title: Ons ", ("kwadrant", "aspecten")),
            ["Kwadrant: tekst gewijzigd"],
        ),
        (
            *("workshop.yaml", 'contact: ""', "contact: Roos", ("kwadrant", "cirkels")),
            ["Kwadrant: tekst gewijzigd"],
        ),
        (
            *("workshop.yaml", "inks: {}", 'inks: {dark-fill: "#7A1F5C"}', ("cirkels",)),
            [
                f"cirkel {name}, nu: kleur gewijzigd"
                for name in ("waar", "hoe", "wanneer", "met wie", "tempo", "wat", "leeg")
            ],
        ),
    ],
)
def test_what_is_seen_is_told(
    workshop: Workshop,
    before: list[PageRecord],
    file: str,
    old: str,
    new: str,
    handouts: tuple[str, ...],
    expected: list[str],
) -> None:
    """Each page that changed, and how."""
    now = entries(workshop.change(file, old, new).press(), *handouts)
    heading, *lines, rest = lines_of(changes.compared(of(before, *handouts), now))
    assert "gewijzigd, vervang deze:" == heading and rest.startswith("ongewijzigd: ")
    assert expected == [re.split(r"  ", line)[0] for line in lines]
    for line in lines:
        if line.startswith("cirkel"):
            assert re.search(rf"  [{SIGNS}]{{3}} -> [{SIGNS}]{{3}}  \dx$", line)


def test_another_diameter_is_told_once(before: list[PageRecord]) -> None:
    """In one line for all pages; --all lists each of them."""
    gpo = press(GPO, circle_size=51)
    comparison = changes.compared(of(before, "cirkels"), entries(gpo, "cirkels"))
    assert ["alles: maat van 38 naar 51 mm", "ongewijzigd: 0"] == lines_of(comparison)
    assert 14 + 3 == len(lines_of(comparison, every=True))
    # --circle-size is for the circles of all handouts, also of those that have a size of their own.
    every = entries(press(GPO, circle_size=51))
    lines = lines_of(changes.compared(before, every), every=True)
    assert 14 + 112 == sum(" naar 51 mm" in line for line in lines)


def test_another_theme_is_told_once(before: list[PageRecord]) -> None:
    """Every page has another colour."""
    comparison = changes.compared(
        of(before, *CIRCLES), entries(press(GPO, theme="grijs"), *CIRCLES)
    )
    assert ["alles: kleur gewijzigd", "ongewijzigd: 0"] == lines_of(comparison)


def test_subjects_come_and_go(workshop: Workshop, before: list[PageRecord]) -> None:
    """A new name is new circles; those of the old one are taken out of the box."""
    workshop.change("subjects.yaml", "name: Engels\n    code: EN", "name: Duits\n    code: DU")
    now = entries(workshop.press(), "cirkels-vakken")
    comparison = changes.compared(of(before, "cirkels-vakken"), now)
    assert {"duits"} == {entry.subject for entry in comparison.new} and 14 == len(comparison.new)
    assert {"engels"} == {entry.subject for entry in comparison.withdrawn}
    lines = lines_of(comparison, every=True)
    assert "nieuw:" == lines[0] and "vervallen, haal deze uit de doos:" == lines[15]
    assert lines[1].startswith("cirkel waar, nu, Duits  ")


def test_a_card_in_between_leaves_the_others(workshop: Workshop) -> None:
    """Cards have no names; those that look the same are the same."""
    rows = [f"  - {{what: Doe {n}, lead: Jan, month: 2026-1{n}}}\n" for n in range(3)]
    path = workshop.all_handouts().folder / "actions.yaml"

    def cards(*rows: str) -> list[PageRecord]:
        path.write_text("actions:\n" + "".join(rows), encoding="utf-8")
        return entries(workshop.press(), "actiekaarten", "actiekaarten-plakbriefjes")

    old = cards(rows[0], rows[2])
    comparison = changes.compared(old, cards(*rows))
    assert 2 == len(comparison.new) and not comparison.changed and not comparison.withdrawn
    assert ["Actiekaarten: Doe 1", "Actiekaarten op plakbriefjes: Doe 1"] == [
        entry.title for entry in comparison.new
    ]
    other = changes.compared(old, cards(rows[0], rows[2].replace("Jan", "Roos")))
    assert [("text",), ("text",)] == [change.reasons for change in other.changed]


# -- the record ------------------------------------------------------------------------------------

NAMES = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
ENTRIES = st.lists(
    st.builds(
        PageRecord,
        id=st.lists(NAMES, min_size=2, max_size=3).map("/".join),
        title=st.text(max_size=20),
        kind=st.sampled_from(record.KINDS),
        code=st.text(SIGNS, max_size=3),
        copies=st.integers(1, 1000),
        printed=st.dates().map(str),
        facts=st.builds(
            Facts,
            size=st.tuples(st.floats(1, 2000), st.floats(1, 2000)),
            **{
                name: st.text("0123456789abcdef", max_size=8)
                for name in ("hash", "text", "layout", "drawing", "colours")
            },
        ),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
)


@given(ENTRIES)
def test_what_is_recorded_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, some: list[PageRecord]
) -> None:
    """In the order of ids, a line for each page."""
    folder = tmp_path_factory.mktemp("doos")
    kept = record.recorded((), some, Scope())
    (folder / record.NAME).write_bytes(record.written(kept, "gpo"))
    assert kept == record.read(folder)
    assert sorted(entry.id for entry in some) == [entry.id for entry in kept]
    lines = (folder / record.NAME).read_bytes().split(b"\n")
    assert max(len(some), 1) + 7 == len(lines)


@given(ENTRIES)
def test_nothing_changed_is_no_change(some: list[PageRecord]) -> None:
    """In any order."""
    assert not changes.compared(some, list(reversed(some)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is damaged"),
        ("[]", "is damaged: it does not say which format"),
        ('{"format": 1', "is damaged"),
        ('{"format": 1}', "is damaged"),
        ('{"format": 1, "pages": [{"id": "a/b"}]}', "is damaged: .*title"),
        ("<<<<<<< HEAD", "is damaged"),
        ("[" * 100_000, "is damaged"),
        ('{"format": 2, "pages": []}', "has format 2; this version of the program knows 1"),
    ],
)
def test_a_record_that_cannot_be_read_is_no_empty_box(tmp_path: Path, text: str, why: str) -> None:
    """It is an error, with a way out."""
    assert record.read(tmp_path) is None
    (tmp_path / record.NAME).write_text(text, encoding="utf-8")
    with pytest.raises(Undoable, match=why) as raised:
        record.read(tmp_path)
    assert raised.value.hint


def test_a_page_that_is_recorded_twice_is_damage(tmp_path: Path, before: list[PageRecord]) -> None:
    """As when two records were put together by hand."""
    (tmp_path / record.NAME).write_bytes(record.written([before[0], before[0]], "gpo"))
    with pytest.raises(Undoable, match="twice"):
        record.read(tmp_path)


def test_a_part_may_be_recorded(before: list[PageRecord]) -> None:
    """The rest is as it was; pages of the part that are gone are no longer recorded."""
    scope = Scope(frozenset({"kwadrant"}))
    assert not [e for e in record.recorded(before, [], scope) if e.handout == "kwadrant"]
    assert len(before) - 1 == len(record.recorded(before, [], scope))
    engels = Scope(None, frozenset({"engels"}))
    kept = record.recorded(before, of(before, "kwadrant"), engels)
    assert {"", "bpv"} <= {e.subject for e in kept} and "engels" not in {e.subject for e in kept}
    assert ["kwadrant"] == [e.handout for e in kept if not e.subject]


# -- on paper --------------------------------------------------------------------------------------


def codes(pdf: Pdf) -> Counter[str]:
    texts = [words.text for n in range(pdf.pages) for words in pdf.words(n)]
    return Counter(text for text in texts if re.fullmatch(f"[{SIGNS}]{{3}}", text))


@pytest.mark.slow
def test_the_whole_way(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """Printed, a word changed, told, printed again on as few sheets as can be, recorded."""
    folder, out = workshop.folder, tmp_path / "uit"
    epoch = {"SOURCE_DATE_EPOCH": "1795000000"}

    def run(*arguments: str | Path, code: int = 0) -> str:
        result = cli(*arguments, env=epoch)
        assert code == result.returncode, result.stderr
        return result.stdout + result.stderr

    assert f"printed {folder.as_posix()}" in run("diff", folder, code=2)
    assert "it is not known what was printed" in run(
        "kit", "--changed", "-c", folder, "-o", out, code=2
    )
    assert "156 pages recorded (27 sheets, 126 circles, 3 cards)" in run("printed", folder)
    first = (folder / record.NAME).read_bytes()
    assert {"2026-11-18"} == {page["printed"] for page in json.loads(first)["pages"]}
    assert "Er is niets gewijzigd.\n" == run("diff", folder)
    assert "Er is niets gewijzigd.\n" == run("kit", "--changed", "-c", folder, "-o", out)
    assert not out.exists()

    workshop.change("aspects.yaml", "label: tempo\n", "label: snelheid\n")
    listed = run("diff", folder)
    assert "  cirkel snelheid, nu: tekst gewijzigd  " in listed
    report = json.loads(run("diff", folder, "--format", "json"))
    circles = [page for page in report["changed"] if page["kind"] == "circle"]
    sheets = [page for page in report["changed"] if page["kind"] == "sheet"]
    # Circles of subjects have the icon of an aspect, not its word.
    assert 2 == len(circles) and not report["new"] and not report["withdrawn"]

    names = ("cirkels", "cirkels-vakken")
    assert not out.exists()
    dry = run("kit", *names, "--changed", "--dry-run", "-c", folder, "-o", out)
    assert "1 sheet" in dry and not out.exists()
    run("kit", "--changed", "-c", folder, "-o", out)
    (file,) = (out / "gpo").iterdir()
    assert "kit-changed.pdf" == file.name
    pdf = Pdf(file)
    assert len(sheets) + 1 == pdf.pages
    assert 6 == sum(len(pdf.cuts(n)) for n in range(pdf.pages))
    assert {page["code"]: 3 for page in circles} == dict(codes(pdf))
    assert [set(), set()] == [faults(file, profile) for profile in PROFILES]
    cut = [n for n in range(pdf.pages) if pdf.cuts(n)]
    assert 6 == sum(pdf.text(n).count("snelheid") - 2 for n in cut)

    kept = run("printed", folder, "cirkels")
    assert "14 pages recorded (14 circles); 142 pages as recorded before" in kept
    assert 0 == len(json.loads(run("diff", folder, "--format", "json"))["changed"]) - len(sheets)
    run("printed", folder)
    assert "Er is niets gewijzigd.\n" == run("diff", folder)
    output = run("kit", "--changed", "-c", folder, "-o", out)
    assert "kit-changed.pdf is left over from before" in output
    assert "good" in run("check", folder)


def test_circles_again_with_backs_on_a_sheet_used_in_part(tmp_path: Path) -> None:
    """The first places stay empty; each back lies behind its front."""
    gpo = press(GPO, backs="each", first=9, collate="dense", subjects=("Engels",))
    gpo.handouts = tuple(map(gpo.handout, CIRCLES))
    things = [t for t in inventory.contents(gpo, DAY) if t.entry.title.startswith("cirkel wat,")]
    ((name, data),) = produce(inventory.changed_job(gpo, things), "pdf", gpo.fonts)
    (tmp_path / name).write_bytes(data)
    pdf = Pdf(tmp_path / name)
    # Circles of one size share a sheet, its back behind it.
    assert 4 == pdf.pages and (6, 14) == (len(pdf.cuts(0)), len(pdf.cuts(2)))
    assert (
        6
        == pdf.text(1).count("Wat leert")
        == len([c for c in pdf.circles(1) if abs(c.diameter - 34.4) < 0.01])
    )
    assert min(cut.cy for cut in pdf.cuts(0)) > 60  # two rows of four are used up


def test_cards_again_share_a_sheet(workshop: Workshop) -> None:
    """Only the new ones, cut along straight lines; notes on a sheet of their own."""
    rows = "".join(f"  - {{what: Doe {n}, month: 2026-1{n}}}\n" for n in range(3))
    (workshop.folder / "actions.yaml").write_text("actions:\n" + rows, encoding="utf-8")
    press = workshop.all_handouts().press()
    press.handouts = tuple(map(press.handout, ("actiekaarten", "actiekaarten-plakbriefjes")))
    things = [t for t in inventory.contents(press, DAY) if "Doe 2" in t.entry.title]
    job = inventory.changed_job(press, things)
    assert [1, 1] == [
        sum(p.page.size != sheet.front.size for p in sheet.front.placements) for sheet in job.sheets
    ]


def test_a_printers_margin_is_no_change_and_splits_no_handout() -> None:
    """What goes on to a second sheet for this printer is printed with its first."""
    now = entries(press(GPO), "cirkels", "kwadrant", "tijdlijn-overzicht")
    old = [
        replace(entry, facts=replace(entry.facts, hash="0")) if entry.id == changed else entry
        for entry in now
        for changed in ["tijdlijn-overzicht/timeline"]
    ]
    gpo = press(GPO, printer=Printer(margin=19))
    gpo.handouts = tuple(map(gpo.handout, ("cirkels", "kwadrant", "tijdlijn-overzicht")))
    things = inventory.contents(gpo, DAY)
    assert 2 == sum(thing.entry.handout == "tijdlijn-overzicht" for thing in things)
    chosen = inventory.chosen_of(things, changes.compared(old, now))
    both = ["tijdlijn-overzicht/timeline", "tijdlijn-overzicht/timeline-2"]
    assert both == [t.entry.id for t in chosen]
    assert [] == inventory.chosen_of(things, changes.compared(now, now))


def test_words_that_are_missing_are_told(cli: Cli, workshop: Workshop) -> None:
    """They may be left out of a workshop until they are asked for."""
    path = workshop.folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  # Wat er opnieuw geprint")], encoding="utf-8")
    assert 0 == cli("printed", workshop.folder, "kwadrant").returncode
    result = cli("diff", workshop.folder)
    assert 1 == result.returncode and "misses the key 'printed'" in result.stderr
    assert "hint: copy it from content/gpo" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["kleur", "inktbesparend"])
@pytest.mark.parametrize("diameter", [25, 38, 51, 76])
def test_a_code_can_be_read_and_touches_nothing(
    tmp_path: Path, theme: str, diameter: float
) -> None:
    """At least 4.5 points, outside all that is cut out: one beside each circle."""
    gpo = press(GPO, circle_size=diameter, theme=theme, subjects=("Engels",))
    for handout in ("cirkels", "cirkels-vakken"):
        ((name, data),) = produce(gpo.job(gpo.handout(handout)), "pdf", gpo.fonts)
        (tmp_path / name).write_bytes(data)
        pdf = Pdf(tmp_path / name)
        for number in range(pdf.pages):
            _legible(gpo, pdf, number)


def _legible(press: Press, pdf: Pdf, number: int) -> None:
    chain = press.composer.theme.style("version-code", NOWHERE).fonts
    shown = [w for w in pdf.words(number) if re.fullmatch(f"[{SIGNS}]{{3}}", w.text)]
    assert len(pdf.cuts(number)) == len(shown)
    for code in shown:
        assert code.size >= 4.5 * 25.4 / 72 - 1e-6
        up, _ = (em * code.size for em in press.fonts.ink(code.text, chain))
        wide = press.fonts.width(code.text, chain) * code.size
        # Of its box the corner that is nearest to a circle lies outside the cut.
        for cut in pdf.cuts(number):
            across = max(code.x - cut.cx, 0, cut.cx - code.x - wide)
            down = max(code.y - up - cut.cy, 0, cut.cy - code.y)
            assert (across**2 + down**2) ** 0.5 > cut.diameter / 2 + 0.1


def test_each_place_has_its_own_box(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """What is recorded for one is not forgotten for another; names are as in file names."""
    folder, out = workshop.folder, tmp_path / "uit"
    cli("printed", folder)
    first = (folder / "printed.json").read_bytes()
    result = cli("printed", folder, "--box", "Almelo Zuid", "--circle-size", 51)
    assert 0 == result.returncode and "printed-almelo-zuid.json" in result.stdout
    assert first == (folder / "printed.json").read_bytes()
    nothing = "Er is niets gewijzigd.\n"
    assert nothing == cli("diff", folder).stdout
    assert nothing == cli("diff", folder, "--box", "almelo-zuid", "--circle-size", 51).stdout
    command = ("kit", "--changed", "-c", folder, "-o", out)
    assert nothing == cli(*command).stdout
    assert "kit-changed-almelo-zuid.pdf" in cli(*command, "--box", "almelo-zuid").stdout
    assert ["kit-changed-almelo-zuid.pdf"] == [path.name for path in out.glob("gpo/*")]


def test_a_box_that_is_not_known_is_told(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """With those that are; and a name that is none."""
    cli("printed", workshop.folder, "--box", "almelo")
    wrong = cli("diff", workshop.folder, "--box", "almello")
    assert 2 == wrong.returncode and "did you mean 'almelo'?" in wrong.stderr
    assert "--box almelo" in cli("diff", workshop.folder).stderr
    assert "no letter or digit" in cli("printed", workshop.folder, "--box", "++").stderr
    assert "--box is for --changed" in cli("kit", "--box", "almelo", "-o", tmp_path).stderr


@pytest.mark.parametrize("name", ["Duits", "Duits, niveau 3", "Русский"])
def test_a_renamed_subject_is_told_in_two_lines(
    cli: Cli, workshop: Workshop, before: list[PageRecord], name: str
) -> None:
    """Under the heads of what is new and what is withdrawn; --all tells each of its circles."""
    workshop.change("subjects.yaml", "name: Keuzedelen", f'name: "{name}"')
    comparison = changes.compared(before, entries(workshop.press()))
    lines = lines_of(comparison)
    assert f"alle cirkels: {name}  112x" in lines
    assert "alle cirkels: Keuzedelen  112x" in lines
    assert 0 == sum(line.startswith("cirkel ") for line in lines)
    each = lines_of(comparison, every=True)
    assert 14 == sum(line.startswith("cirkel ") and f", {name} " in line for line in each)


def test_one_circle_of_a_subject_is_told_by_itself(
    workshop: Workshop, before: list[PageRecord]
) -> None:
    """Only all of a subject that come or go are told together."""
    some = [entry for entry in before if entry.id != "cirkels-vakken/engels/nu-hoe"]
    (line,) = [line for line in lines_of(changes.compared(some, before)) if "Engels" in line]
    assert line.startswith("cirkel hoe, nu, Engels")


def test_the_subjects_of_the_box_are_taken(cli: Cli, workshop: Workshop, tmp_path: Path) -> None:
    """Those of a spreadsheet stay in place of the content's; one by name comes besides."""
    folder, out = workshop.folder, tmp_path / "uit"
    rows = tmp_path / "vakken.csv"
    rows.write_text("name,code\nLassen,LA\nEngels,XX\n", encoding="utf-8")
    nothing = "Er is niets gewijzigd.\n"
    cli("printed", folder, "--subjects", rows)
    rows.unlink()
    assert nothing == cli("diff", folder).stdout
    cli("printed", folder, "cirkels-vakken", "--subject", "Koken")
    assert nothing == cli("kit", "--changed", "-c", folder, "-o", out).stdout
    assert "100 pages recorded" in cli("printed", folder).stdout
    workshop.change("aspects.yaml", "label: hoe", "label: hoezo")
    told = cli("kit", "--changed", "-c", folder, "-o", out, "--dry-run").stdout
    # The aspect of three subjects and of the circles for all, in two colours; no subject is new.
    assert "nieuw: 0; gewijzigd, vervang deze: " in told


def test_a_subject_by_name_leaves_the_contents_own(cli: Cli, workshop: Workshop) -> None:
    """What the content has and was never printed is new; what came besides is not withdrawn."""
    folder = workshop.folder
    cli("printed", folder, "cirkels-vakken", "--subject", "Engels", "--subject", "Koken")
    facts = json.loads(cli("diff", folder, "--format", "json").stdout)
    subjects = {entry["id"].split("/")[1] for entry in facts["new"] if "vakken" in entry["id"]}
    assert 6 == len(subjects) and not {"engels", "koken"} & subjects
    assert [] == facts["withdrawn"]


def test_a_box_of_the_contents_own_subjects_says_nothing_of_them(
    cli: Cli, workshop: Workshop
) -> None:
    """They may change; the file is as it always was."""
    cli("printed", workshop.folder)
    data = json.loads((workshop.folder / "printed.json").read_text(encoding="utf-8"))
    assert ["format", "workshop", "pages"] == list(data)
