"""The model: what a workshop may say, and what is said when it does not fit."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.content.files import FILES, OTHERS, Content
from worksheets.content.load import _converted, load
from worksheets.content.schema import schemas
from worksheets.problems import Place, Problem, Problems
from worksheets.reading.yaml import read

ROOT = Path(__file__).parents[2]

WORKSHOP = """\
id: demo
title: Demo
language: nl
version: 2026-09
attribution: Van ons.
handouts:
  - id: kwadrant
    title: Kwadrant
words:
  page: "{page} van {pages}"
  version: versie {version}
  true_size: ware grootte
  ruler: 100 mm
  derived: afgeleid
  copies: "{copies} sets"
  source: "bron: {source}"
  logo: logo van {organisation}
"""

QUADRANT = """\
title: Dimensies
horizontal:
  name: regie
  left: opleiding
  right: student
  left_name: links
  middle_name: midden
  right_name: rechts
  left_meaning: Docent bepaalt.
  middle_meaning: Samen.
  right_meaning: Student bepaalt.
vertical: {name: leerdoelen, top: aangepast, bottom: vast}
quadrants:
  - {id: een, place: top-left, name: een}
  - {id: twee, place: top-right, name: twee}
  - {id: drie, place: bottom-left, name: drie}
  - {id: vier, place: bottom-right, name: vier}
"""

ASPECTS = """\
aspects:
  - id: waar
    axis: horizontal
    label: waar
    question: Waar?
  - id: wat
    axis: vertical
    label: wat
    question: Wat?
sets:
  - {id: nu, colour: blauw, title: Blauw, word: NU, meaning: nu, step: 2, style: dark}
  - {id: ambitie, colour: groen, title: Groen, word: AMBITIE, meaning: ooit, step: 3, style: light}
circle_name: Cirkel
blank_name: leeg
"""

SUBJECTS = """\
kinds:
  vak: vak
subjects:
  - name: Nederlands
    code: NE
  - name: Engels
    code: EN
    mark: star
"""

TIMELINE = """\
title: Tijdlijn
start: 2026-09
months: 13
month_names: [jan, feb, mrt, apr, mei, jun, jul, aug, sep, okt, nov, dec]
lanes:
  - {id: starten, name: nodig om te starten}
  - {id: later, name: later}
fields: {what: wat, lead: voortouw, involved: betrokken}
cards:
  - what: Iets doen
    month: 2027-09
    lane: later
meeting: {title: Overleg, date_question: Wanneer?, agenda_question: Waarover?}
region: oost
"""

HOLIDAYS = """\
source: ons rooster
kinds: {holiday: vrij, staff_day: studiedag, exam: toetsen, placement: bpv, public: feestdag}
regions:
  - id: oost
    name: Oost
    days:
      - {name: herfst, first: 2026-10-10, last: 2026-10-18}
      - {name: zomer, first: 2027-07-10, last: 2027-08-22}
      - {name: studiedag, first: 2026-10-12, last: 2026-10-12, kind: staff-day}
own:
  - {name: extra, first: 2026-10-13, last: 2026-10-13}
public:
  - {name: kerst, day: 2026-12-25}
  - {name: nieuwjaar, day: 2027-01-01}
"""

TEXTS = {
    "workshop.yaml": WORKSHOP,
    "quadrant.yaml": QUADRANT,
    "aspects.yaml": ASPECTS,
    "subjects.yaml": SUBJECTS,
    "timeline.yaml": TIMELINE,
    "holidays.yaml": HOLIDAYS,
}


def loaded(texts: Mapping[str, str]) -> Content:
    return load({name: text.encode() for name, text in texts.items()}, "demo")


def faults_of(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as raised:
        loaded(texts)
    return raised.value.problems


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The demo with one piece of one file changed."""
    file = f"{name}.yaml"
    assert old in TEXTS[file]
    return TEXTS | {file: TEXTS[file].replace(old, new, 1)}


def test_the_demo_is_good() -> None:
    """The files that the tables below break are whole."""
    content = loaded(TEXTS)
    assert ("demo", "kwadrant") == (content.workshop.id, content.workshop.handouts[0].template_name)
    assert content.quadrant and content.aspects and content.subjects and content.timeline


def test_only_the_workshop_is_needed() -> None:
    """A file that is not there is a part that is not made."""
    content = loaded({"workshop.yaml": WORKSHOP})
    assert (None, None) == (content.quadrant, content.timeline)
    assert "" == content.place("quadrant", "title").file


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        # The shape: types, keys, choices, limits.
        (
            "workshop", "title: Demo", "title: 2026",
            "2:8: title: must be text, is the number 2026 | put it between quotes",
        ),
        (
            "workshop", "title: Demo", "title: true",
            "2:8: title: must be text, is true | put it between quotes",
        ),
        ("workshop", "title: Demo", "title:", "2:7: title: must be text, is empty | "),
        ("workshop", "title: Demo", "title: [Demo]", "2:8: title: must be text, is a list | "),
        (
            "workshop", "title: Demo", "title: {Let op: dit}",
            "2:8: title: must be text, is a set of keys | put a text with a colon between quotes",
        ),
        ("workshop", "title: Demo", "title: ' '", "2:8: title: must not be empty | "),
        ("workshop", "title: Demo", "titel: Demo", "1:1: misses the key 'title' | "),
        (
            "workshop", "title: Demo", "title: D\ntitles: X",
            "3:1: titles: unknown key | did you mean 'title'?",
        ),
        (
            "workshop", "id: demo", "id: Met wie",
            "1:5: id: must be lower-case letters, digits and hyphens, like 'met-wie', is 'Met"
            " wie'"
            " | write 'met-wie'",
        ),
        (
            "workshop", "id: demo", "id: |\n  demo",
            "1:5: id: must be lower-case letters, digits and hyphens, like 'met-wie', is 'demo\\n'"
            " | write 'demo'",
        ),
        (
            "workshop", "id: demo", "id: '?'",
            "1:5: id: must be lower-case letters, digits and hyphens, like 'met-wie', is '?' | ",
        ),
        (
            "workshop", "language: nl", "language: Dutch",
            "3:11: language: must be a language, like 'nl' or 'nl-NL', is 'Dutch' | ",
        ),
        (
            "workshop", "version: 2026-09", "version: 2.10",
            "4:10: version: must be text, is the number 2.1 | put it between quotes",
        ),
        (
            "workshop", "language: nl", "language: nl\nparticipants: 0",
            "4:15: participants: must be at least 1, is 0 | ",
        ),
        (
            "workshop", "language: nl", "language: nl\nparticipants: 1001",
            "4:15: participants: must be at most 1000, is 1001 | ",
        ),
        (
            "workshop", "language: nl", "language: nl\nparticipants: 1.5",
            "4:15: participants: must be a whole number, is the number 1.5 | ",
        ),
        (
            "workshop", "language: nl", "language: nl\ntables: drie",
            "4:9: tables: must be a whole number, is the text 'drie'"
            " | write a plain number, without quotes, unit or comma",
        ),
        (
            "workshop", "language: nl", "language: nl\ncircle_size: 38mm",
            "4:14: circle_size: must be a number, is the text '38mm'"
            " | write a plain number, without quotes, unit or comma",
        ),
        (
            "workshop", "language: nl", "language: nl\ncircle_size: 14.5",
            "4:14: circle_size: must be at least 15, is 14.5 | ",
        ),
        (
            "workshop", "language: nl", "language: nl\ntheme: {inks: {nu: blauw}}",
            "4:20: theme.inks.nu: must be a colour, like '#1F4E9E', is 'blauw' | ",
        ),
        (
            "workshop", "language: nl", "language: nl\ntheme: {ink: {}}",
            "4:9: theme.ink: unknown key | did you mean 'inks'?",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    paper: A33",
            "9:12: handouts[0].paper: there is no paper 'A33' | did you mean 'A3'?",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    orientation: landscap",
            "9:18: handouts[0].orientation: must be 'landscape' or 'portrait', is 'landscap'"
            " | did you mean 'landscape'?",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    copies: vol",
            "9:13: handouts[0].copies: must be 'fill' or a whole number from 1 to 100, is 'vol'"
            " | ",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    copies: 0",
            "9:13: handouts[0].copies: must be at least 1, is 0 | ",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    copies: [1]",
            "9:13: handouts[0].copies: must be 'fill' or a whole number from 1 to 100, is a list"
            " | ",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    per_subject: true",
            "9:18: handouts[0].per_subject: must be lower-case letters, digits and hyphens,"
            " like 'cirkels', is true | ",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    per_subject: Per vak",
            "9:18: handouts[0].per_subject: must be lower-case letters, digits and hyphens,"
            " like 'cirkels', is 'Per vak' | ",
        ),
        (
            "workshop", "handouts:\n  - id: kwadrant\n    title: Kwadrant", "handouts: []",
            "6:11: handouts: must have at least 1 item, has 0 | ",
        ),
        (
            "workshop", "handouts:\n  - id: kwadrant\n    title: Kwadrant", "handouts: kwadrant",
            "6:11: handouts: must be a list, is the text 'kwadrant'"
            " | begin each item with '- ' on a line of its own",
        ),
        (
            "workshop", "  - id: kwadrant\n    title: Kwadrant", "  - id:kwadrant",
            "7:5: handouts[0]: must be a set of keys, is the text 'id:kwadrant'"
            " | write 'key: text' lines, with a space after the colon",
        ),
        (
            "quadrant", "  - {id: vier, place: bottom-right, name: vier}\n", "",
            "14:3: quadrants: must have at least 4 items, has 3 | ",
        ),
        (
            "subjects", "code: NE", "code: NEDER",
            "5:11: subjects[0].code: must have at most 4 characters, has 5 | ",
        ),
        (
            "subjects", "code: NE", "code: 12",
            "5:11: subjects[0].code: must be text, is the number 12 | put it between quotes",
        ),
        (
            "subjects", "mark: star", "mark: ster",
            "8:11: subjects[1].mark: must be 'bar', 'cross', 'diamond', 'hexagon', 'ring',"
            " 'square', 'star' or 'triangle', is 'ster'"
            " | did you mean 'star'?",
        ),
        (
            "subjects", "mark: star", "mark: 5",
            "8:11: subjects[1].mark: must be 'bar', 'cross', 'diamond', 'hexagon', 'ring',"
            " 'square', 'star' or 'triangle', is 5"
            " | ",
        ),
        (
            "timeline", "start: 2026-09", "start: 2026-13",
            "2:8: start: must be a month, like '2026-09', is '2026-13' | ",
        ),
        (
            "timeline", "month: 2027-09", "month: september",
            "11:12: cards[0].month: must be a month, like '2026-09', is 'september' | ",
        ),
        (
            "timeline", "month: 2027-09", "month: 2027",
            "11:12: cards[0].month: must be a month, like '2026-09', is the number 2027 | ",
        ),
        ("timeline", "months: 13", "months: 25", "3:9: months: must be at most 24, is 25 | "),
        (
            "holidays", "first: 2026-10-10", "first: 10-10-2026",
            "7:31: regions[0].days[0].first: must be a day, like '2026-10-10', is '10-10-2026' | ",
        ),
        # Names that must agree.
        (
            "workshop", "    title: Kwadrant", "    title: K\n  - {id: kwadrant, title: X}",
            "9:10: handouts[1].id: 'kwadrant' is used before, in handouts[0] | ",
        ),
        (
            "workshop", "    title: Kwadrant", "    title: K\n    set: nuu",
            "9:10: handouts[0].set: there is no circle set 'nuu' | did you mean 'nu'?",
        ),
        (
            "workshop", "language: nl", "language: nl\nlogo: ../logo.svg",
            "4:7: logo: must be a file in this folder"
            " | put the picture beside workshop.yaml and write its name",
        ),
        (
            "workshop", "language: nl", "language: nl\nlogo: 'C:\\logo.svg'",
            "4:7: logo: must be a file in this folder"
            " | put the picture beside workshop.yaml and write its name",
        ),
        ("workshop", "{page} van {pages}", "{page}", "10:9: words.page: must hold {pages} | "),
        (
            "workshop", "versie {version}", "versie {versie}",
            "11:12: words.version: must hold {version} | ",
        ),
        (
            "workshop", "ware grootte", "op {paper}",
            "12:14: words.true_size: nothing is filled in for {paper} | known here: none",
        ),
        (
            "workshop", "{copies} sets", "{copies} van {n}",
            "15:11: words.copies: nothing is filled in for {n} | known here: {copies}",
        ),
        (
            "workshop", "{copies} sets", "{copies} sets }",
            "15:11: words.copies: a { or } has no partner | ",
        ),
        (
            "quadrant", "place: top-right", "place: top-left",
            "15:23: quadrants[1].place: 'top-left' is used before, in quadrants[0] | ",
        ),
        (
            "quadrant", "id: vier", "id: een",
            "17:10: quadrants[3].id: 'een' is used before, in quadrants[0] | ",
        ),
        (
            "aspects", "id: wat", "id: waar",
            "6:9: aspects[1].id: 'waar' is used before, in aspects[0] | ",
        ),
        (
            "aspects", "id: ambitie", "id: nu",
            "12:10: sets[1].id: 'nu' is used before, in sets[0] | ",
        ),
        (
            "aspects", "word: AMBITIE", "word: nu",
            "12:54: sets[1].word: 'nu' is used before, in sets[0] | ",
        ),
        (
            "aspects", ASPECTS,
            ASPECTS.replace("    question", "    copies: 0\n    question") + "blanks: 0\n",
            "5:13: aspects[0].copies: no circles are left: every aspect has copies 0, and there are"
            " no blanks | give one of them copies, or blanks",
        ),
        (
            "aspects", "    label: waar", "    label: waar\n    top: Boven",
            "5:5: aspects[0].top: a horizontal axis has no top: it would not be printed | ",
        ),
        (
            "aspects", "    label: wat", "    label: wat\n    left: Links",
            "9:5: aspects[1].left: a vertical axis has no left: it would not be printed | ",
        ),
        (
            "subjects", "name: Engels", "name: 'nederlands '",
            "6:11: subjects[1].name: 'nederlands' is used before, in subjects[0] | ",
        ),
        (
            "subjects", "code: EN", "code: ne",
            "7:11: subjects[1].code: 'ne' is used before, in subjects[0] | ",
        ),
        (
            "subjects", "code: EN", "kind: vakk",
            "7:11: subjects[1].kind: there is no kind 'vakk' | did you mean 'vak'?",
        ),
        (
            "subjects", "code: NE", "kind: les",
            "5:11: subjects[0].kind: there is no kind 'les' | known: vak",
        ),
        (
            "timeline", "id: later", "id: starten",
            "7:10: lanes[1].id: 'starten' is used before, in lanes[0] | ",
        ),
        (
            "timeline", "feb, mrt", "feb, feb",
            "4:25: month_names[2]: 'feb' is used before, in month_names[1] | ",
        ),
        (
            "timeline", "lane: later", "lane: latter",
            "12:11: cards[0].lane: there is no lane 'latter' | did you mean 'later'?",
        ),
        (
            "timeline", "month: 2027-09", "month: 2027-10",
            "11:12: cards[0].month: 2027-10 is not among the 13 months from 2026-09 | ",
        ),
        (
            "timeline", "month: 2027-09", "month: 2026-08",
            "11:12: cards[0].month: 2026-08 is not among the 13 months from 2026-09 | ",
        ),
        # Dates that must follow each other.
        (
            "holidays", "last: 2026-10-18", "last: 2026-02-30",
            "7:49: regions[0].days[0].last: there is no day 2026-02-30 | ",
        ),
        (
            "holidays", "last: 2026-10-18", "last: 2026-10-09",
            "7:49: regions[0].days[0].last: herfst ends on 2026-10-09, before it begins on"
            " 2026-10-10"
            " | ",
        ),
        (
            "holidays", "last: 2027-08-22", "last: 2028-08-22",
            "8:48: regions[0].days[1].last: zomer lasts 410 days, which is more than half a year"
            " | check the year",
        ),
        (
            "holidays", "last: 2026-10-12, kind: staff-day", "last: 2026-10-12",
            "9:34: regions[0].days[2].first: studiedag begins on 2026-10-12, before herfst ends"
            " on 2026-10-18"
            " | ",
        ),
        (
            "holidays", "day: 2026-12-25", "day: 2026-11-31",
            "13:24: public[0].day: there is no day 2026-11-31 | ",
        ),
        (
            "holidays", "day: 2027-01-01", "day: 2026-12-25",
            "14:28: public[1].day: '2026-12-25' is used before, in public[0] | ",
        ),
        (
            "timeline", "region: oost", "region: west",
            "14:9: region: there is no region 'west' | known: oost",
        ),
        # A file that says nothing, or something else.
        ("subjects", SUBJECTS, "", "1:1: the file is empty | "),
        ("subjects", SUBJECTS, "- Engels\n", "1:1: must be a set of keys, is a list | "),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_at_its_place(file: str, old: str, new: str, expected: str) -> None:
    """Each fault says which value, what is wrong, and what to do where that is known."""
    first = faults_of(changed(file, old, new))[0]
    assert f"demo/{file}.yaml:{expected}" == f"{first} | {first.hint}"


def test_all_faults_of_all_files_are_reported_together() -> None:
    """Syntax, shape and names: one round shows what is wrong in each file, from top to bottom."""
    texts = {
        **changed("workshop", "title: Demo", "title: 1\ntables: 0"),
        "aspects.yaml": "a: 'b\n",
        "subjects.yaml": SUBJECTS.replace("code: EN", "code: NE"),
        "timelines.yaml": TIMELINE,
    }
    assert [
        "demo/aspects.yaml:1:4: a quote is opened here and never closed",
        "demo/subjects.yaml:7:11: subjects[1].code: 'NE' is used before, in subjects[0]",
        "demo/timelines.yaml: no file of a workshop has this name",
        "demo/workshop.yaml:2:8: title: must be text, is the number 1",
        "demo/workshop.yaml:3:9: tables: must be at least 1, is 0",
    ] == [str(problem) for problem in faults_of(texts)]


@pytest.mark.parametrize(
    ("texts", "message", "hint"),
    [
        ({}, "demo/workshop.yaml: the file is missing", ""),
        (
            {"workshop.yaml": WORKSHOP, "aspect.yaml": ASPECTS},
            "demo/aspect.yaml: no file of a workshop has this name",
            "did you mean 'aspects.yaml'?",
        ),
        (
            {"workshop.yaml": WORKSHOP, "timeline.yml": TIMELINE},
            "demo/timeline.yml: no file of a workshop has this name",
            "did you mean 'timeline.yaml'?",
        ),
    ],
)
def test_files_have_known_names(texts: dict[str, str], message: str, hint: str) -> None:
    """A file with a slip in its name is not passed over in silence."""
    (problem,) = faults_of(texts)
    assert (message, hint) == (str(problem), problem.hint)


def test_other_files_are_left_alone() -> None:
    """A logo or a note in the folder is no content."""
    assert loaded(TEXTS | {"logo.svg": "<svg/>", "LEESMIJ.txt": "a: b: c"})


def test_a_fault_that_no_schema_knows_is_still_a_problem() -> None:
    """When only msgspec objects, its own words are passed on, at their place."""

    class Odd(msgspec.Struct):
        names: dict[str, int]

        def __post_init__(self) -> None:
            raise ValueError("Names are odd")

    with pytest.raises(Problems) as raised:
        _converted(read(b"names:\n  een: 1\n", "a.yaml"), Odd)
    assert "a.yaml:1:1: names are odd" == str(raised.value)


def test_texts_are_the_very_objects_that_have_a_place() -> None:
    """The values of the content know their line by identity: a copy would lose it."""
    content = loaded(TEXTS)
    assert content.aspects and content.subjects and content.timeline
    known = content.places
    assert "demo/aspects.yaml:8:12" == str(known[id(content.aspects.aspects[1].label)])
    assert "demo/subjects.yaml:2:8" == str(known[id(content.subjects.kinds["vak"])])
    assert "demo/timeline.yaml:4:30" == str(known[id(content.timeline.month_names[3])])
    assert "demo/workshop.yaml:11:12" == str(known[id(content.workshop.words.version)])
    assert "demo/workshop.yaml:7:9" == str(known[id(content.workshop.handouts[0].id)])
    assert "demo/timeline.yaml:11:12" == str(known[id(content.timeline.cards[0].month)])


def test_a_path_has_a_place() -> None:
    """What is not a text is found by its path."""
    content = loaded(TEXTS)
    assert "demo/timeline.yaml:3:9" == str(content.place("timeline", "months"))
    assert "demo/timeline.yaml:3:1" == str(content.place("timeline", "months", key=True))
    assert isinstance(content.place("nothing"), Place)


def test_content_is_frozen() -> None:
    """What was checked stays as it was checked."""
    with pytest.raises(AttributeError):
        loaded(TEXTS).workshop.title = "Anders"


PLAIN: dict[str, Any] = {name: read(text.encode(), name).data for name, text in TEXTS.items()}
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    10**17,
    "",
    " ",
    "x" * 300,
    "{",
    "2026-02-31",
    [],
    [[]],
    {},
    {"a": 1},
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict | list):
        below = value.items() if isinstance(value, dict) else enumerate(value)
    return [
        path,
        *(descendant for step, part in below for descendant in paths_in(part, (*path, step))),
    ]


PATHS = [path for name in PLAIN for path in paths_in(PLAIN[name], (name,))]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(ODD))
def test_any_value_anywhere_is_content_or_problems(path: tuple[Any, ...], odd: Any) -> None:
    """Whatever an author writes somewhere, the fault has words and a place."""
    plain = copy.deepcopy(PLAIN)
    inside: Any = plain
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = odd
    try:
        loaded({name: json.dumps(data) for name, data in plain.items()})
    except Problems as raised:
        assert all(problem.message and problem.at.line for problem in raised.problems)


def test_the_schema_is_valid_and_describes_each_field() -> None:
    """An editor gets a sentence for whatever an author types."""
    assert {f"{stem}.schema.json" for stem in {**FILES, **OTHERS}} == set(schemas())
    for text in schemas().values():
        schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        for struct in schema["$defs"].values():
            assert struct["description"].endswith(".")
            assert all("description" in field for field in struct["properties"].values())


def test_good_content_loads_nothing_heavy() -> None:
    """The validator that finds all faults is imported when there is a fault."""
    code = (
        "import sys, worksheets.content.load as c;"
        f"c.load({ {'workshop.yaml': WORKSHOP.encode()}!r});"
        "print([m for m in ('jsonschema', 'difflib') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "[]" == run.stdout.strip()
