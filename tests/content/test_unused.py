"""Words that no handout uses are found: every one, at its line, and no other."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import GPO, ROOT, Cli, Workshop
from msgspec import Struct

from worksheets.content import unused
from worksheets.content.files import Content
from worksheets.content.load import load
from worksheets.content.unused import Readings, readings, unread
from worksheets.markup.assets import Assets
from worksheets.options import Options
from worksheets.press.jobs import Press
from worksheets.production.disk import Pictures, read_folder


def warned(folder: Path, templates: Path | None = None) -> set[str]:
    """What is warned of when the handouts of a folder are made: `aspects.yaml: sets[0].part`."""
    return warnings_of(asked_of(folder, templates))


def asked_of(folder: Path, templates: Path | None = None, theme: str | None = None) -> Readings:
    """What is asked for when all is made that `check` makes."""
    read = load(read_folder(folder))
    with readings(read) as asked:
        options = Options(theme=theme)
        press = Press(read, Assets(templates), picture=Pictures(folder), options=options)
        for handout in press.handouts:
            press.job(handout)
        if read.calibration:
            press.calibration()
            press.trial((38,))
    return asked


def warnings_of(asked: Readings) -> set[str]:
    return {f"{problem.at.file}: {problem.message.partition(':')[0]}" for problem in unread(asked)}


def without(templates: Path, file: str, words: str) -> Path:
    """Take words out of a template."""
    path = templates / file
    text = path.read_text(encoding="utf-8")
    assert words in text, f"{file} has no {words!r} any more"
    path.write_text(text.replace(words, ""), encoding="utf-8")
    return templates


def test_a_field_that_a_template_leaves_out(templates: Path) -> None:
    """Only there where it was written."""
    known = warned(GPO)
    without(templates, "subject.xml", ", subject.note")
    assert {"subjects.yaml: subjects[1].note"} == warned(GPO, templates) - known


def test_a_field_of_each_item(templates: Path) -> None:
    """Every line of it is named."""
    known = warned(GPO)
    path = templates / "aspects.xml"
    text = path.read_text(encoding="utf-8")
    assert "aspect.talk" in text
    path.write_text(text.replace("aspect.talk", "aspect.label"), encoding="utf-8")
    warnings = warned(GPO, templates) - known
    assert {f"aspects.yaml: aspects[{n}].talk" for n in range(6)} <= warnings


@pytest.mark.slow
def test_an_item_is_named_once(workshop: Workshop) -> None:
    """Not each of its fields; a list of which nothing is used is named itself."""
    more = "".join(f"  - {{what: actie {n}, month: 2026-1{n}}}\n" for n in range(2))
    workshop.change("timeline.yaml", "    involved: Docenten X & Y\n", f"    involved: X\n{more}")
    known = warned(workshop.folder)
    assert not any("cards" in name for name in known)
    entries = "worksheets.layout.chart.Chart._entries"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("worksheets.layout.lanes._example", lambda *_: None)
        patch.setattr("worksheets.layout.overview._cards", lambda *_: [])
        patch.setattr(entries, lambda self, _: iter(self.timeline.cards[:0]))
        warnings = warned(workshop.folder) - known
        patch.setattr(entries, lambda self, _: iter([c.what for c in self.timeline.cards[:2]][:0]))
        some = warned(workshop.folder) - known
    assert "timeline.yaml: cards" in warnings
    assert "timeline.yaml: cards[2]" in some
    assert {"timeline.yaml: cards[0].lead", "timeline.yaml: cards[0].involved"} <= some
    assert not any("cards[2]." in name or "cards[0].what" in name for name in some)


def test_a_file_that_no_handout_uses(workshop: Workshop) -> None:
    """It is named as a whole."""
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: tijdlijn-strook"), text.index("# De vaste woorden")
    (workshop.folder / "workshop.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    warnings = warned(workshop.folder)
    assert "timeline.yaml: timeline.yaml" in warnings
    assert not any(name.startswith("timeline.yaml: ") and "." not in name[15:] for name in warnings)


def test_a_file_that_only_carries_over_is_used(workshop: Workshop) -> None:
    """As actions.yaml is at the start of a school year: the timeline shows what comes along."""
    known = warned(GPO)
    workshop.change("actions.yaml", 'carry_over: ""', "carry_over: actions-2025.yaml")
    (workshop.folder / "actions-2025.yaml").write_text("actions: []", encoding="utf-8")
    assert known == warned(workshop.folder)


def test_what_is_left_out_or_empty_is_no_warning(workshop: Workshop) -> None:
    """Nothing would be printed of it anyway."""
    known = warned(GPO)
    workshop.change("aspects.yaml", "circle_name", 'instruction: ""\ncircle_name')
    workshop.change("aspects.yaml", "instruction: Knip de cirkels uit langs de dunne lijn.\n", "")
    assert known == warned(workshop.folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("workshop.yaml", "participants: 14", "participants: 15"),
        ("workshop.yaml", "  inks: {}", '  inks: {grey: "#444444"}'),
        ("subjects.yaml", "  project: project", "  project: project\n  thema: thema"),
    ],
)
def test_what_waits_is_no_warning(workshop: Workshop, file: str, old: str, new: str) -> None:
    """What an option asks for or sets aside, and kinds that no subject has."""
    known = warned(GPO)
    assert known == warned(workshop.change(file, old, new).folder)


def test_holidays_of_other_years_wait_too(workshop: Workshop) -> None:
    """They are in the list for when the timeline begins later."""
    known = warned(GPO)
    assert known == warned(workshop.change("timeline.yaml", "2026-09  ", "2027-09  ").folder)
    assert not any("holidays" in name for name in known)


def test_values_are_as_they_were_afterwards() -> None:
    """Only while sheets are made do they note who asks."""
    with readings(load(read_folder(GPO))) as asked:
        asked.content.workshop.title  # noqa: B018  # asked for
    many = len(asked.fields)
    assert asked.content.workshop.language and many == len(asked.fields)
    assert Struct.__getattribute__ is type(asked.content.workshop).__getattribute__


def test_mappings_note_their_keys() -> None:
    """A key that is looked up, or all when they are run through; what is written stays the same."""
    read: Content = load(read_folder(GPO))
    subjects = read.subjects
    assert subjects
    plain = subjects.kinds
    with readings(read) as asked:
        kinds = subjects.kinds
        assert plain == kinds and "vak" in kinds
        assert ("vak", None, "project") == (kinds["vak"], kinds.get("les"), kinds.get("project"))
        assert (id(plain), "vak") in asked.fields and (id(plain), "cluster") not in asked.fields
        assert {**kinds} == plain
        assert (id(plain), "cluster") in asked.fields
    assert subjects.kinds is plain


# -- exceptions ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def all_asked(tmp_path_factory: pytest.TempPathFactory) -> list[Readings]:
    """What is asked for of each workshop of the program, and of one with rare fields."""
    rare = Workshop(tmp_path_factory.mktemp("rare") / "inhoud")
    rare.change("actions.yaml", 'carry_over: ""', "carry_over: actions-2025.yaml")
    (rare.folder / "actions-2025.yaml").write_text("actions: []", encoding="utf-8")
    calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:open dag\nDTSTART;VALUE=DATE:20261201\n"
    (rare.folder / "jaar.ics").write_text(
        f"{calendar}END:VEVENT\nEND:VCALENDAR\n", encoding="utf-8"
    )
    rare.change("holidays.yaml", "own: []", "calendars: [{file: jaar.ics, kind: staff-day}]")
    rare.change("workshop.yaml", "  by: scissors", "  by: scissors\n  reach: 45")
    rare.change("workshop.yaml", "    template: table-card", "    template: packing")
    shipped = [asked_of(ROOT / "content" / name) for name in ("gpo", "gpo-en", "eisenhower")]
    return [*shipped, asked_of(rare.folder, theme="grijs"), asked_of(_bare(tmp_path_factory))]


def _bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop that counts nothing: nothing asks at how many tables people sit."""
    folder = tmp_path_factory.mktemp("bare") / "inhoud"
    shutil.copytree(ROOT / "content" / "eisenhower", folder)
    (folder / "packing.yaml").unlink()
    path = folder / "workshop.yaml"
    text = path.read_text(encoding="utf-8")
    counting = r"  - id: (?:paklijst|tafelkaart|drukopdracht)\b.*?\n\n"
    for entry in re.findall(counting, text, re.DOTALL):
        text = text.replace(entry, "")
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("row", sorted(unused.WAITING), ids=".".join)
def test_each_exception_is_needed(
    all_asked: list[Readings], monkeypatch: pytest.MonkeyPatch, row: tuple[str, ...]
) -> None:
    """Without it something is warned of that is used all the same."""
    before = list(map(warnings_of, all_asked))
    monkeypatch.setattr(unused, "WAITING", unused.WAITING - {row})
    more = set().union(
        *(warnings_of(asked) - known for asked, known in zip(all_asked, before, strict=True))
    )
    assert more and all(name.startswith(f"{row[0]}.yaml: ") for name in more)


def test_no_exception_is_missing(all_asked: list[Readings]) -> None:
    """Nothing is warned of in the program's workshops, nor in the one with rare fields."""
    assert [set()] * 4 == list(map(warnings_of, all_asked[:4]))


def test_names_are_exceptions_too(
    all_asked: list[Readings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program finds values by them; no template need print them."""
    monkeypatch.setattr(unused, "NAME", "")
    assert any(name.endswith(".id") for asked in all_asked for name in warnings_of(asked))


def test_what_is_chosen_from_is_an_exception_too(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A school's own days of another year: only their dates are looked at."""
    days = (f"{{name: studiedag, first: {y}-11-18, last: {y}-11-18}}" for y in (2026, 2030))
    workshop.change("holidays.yaml", "own: []", f"own: [{', '.join(days)}]")
    assert set() == warnings_of(asked_of(workshop.folder))
    monkeypatch.setattr(unused, "CHOSEN_FROM", ())
    assert {"holidays.yaml: own[1].name"} == warnings_of(asked_of(workshop.folder))


# -- the command --------------------------------------------------------------------------------


@pytest.fixture
def spare(workshop: Workshop) -> Workshop:
    """A workshop with a set of circles' words that no handout prints."""
    return workshop.change("workshop.yaml", "copies: fill  ", "of: engels\n    copies: fill  ")


def test_a_warning_is_told_with_its_line(cli: Cli, spare: Workshop) -> None:
    """It is no fault: the exit code is that of good content."""
    result = cli("check", spare.folder)
    assert 0 == result.returncode
    assert "warning: " in result.stderr and "workshop.yaml:" in result.stderr
    assert "].of: nothing uses this" in result.stderr
    assert "    of: engels" in result.stderr and "hint: " in result.stderr
    assert "good (" in result.stdout and "warning" in result.stdout


def test_terse_and_json_tell_warnings_too(cli: Cli, spare: Workshop) -> None:
    """Terse in the cells of a fault, JSON in a list of their own."""
    terse = cli("check", spare.folder, "--format", "terse")
    rows = [line.split("\t") for line in terse.stdout.splitlines()]
    (row,) = [row for row in rows if "].of: " in row[3]]
    assert (0, 6) == (terse.returncode, len(row)) and row[3].startswith("warning: ")
    report = json.loads(cli("check", spare.folder, "--format", "json").stdout)
    assert (True, []) == (report["good"], report["problems"])
    (warning,) = [w for w in report["warnings"] if "].of: " in w["message"]]
    assert "workshop.yaml" == Path(warning["file"]).name and warning["line"]
    assert {"file", "line", "column", "message", "detail", "hint"} == set(warning)


def test_beside_faults_no_warnings_are_told(cli: Cli, spare: Workshop) -> None:
    """A handout that was not made has not asked for its words."""
    spare.change("timeline.yaml", "explanation: Zet", "explanation: " + "Zet " * 300)
    result = cli("check", spare.folder)
    assert 1 == result.returncode and "warning: " not in result.stderr
