"""Content and templates become jobs; jobs have names, titles, sections and pages that count."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from conftest import GPO, Workshop, press
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from worksheets import writers
from worksheets.content.subjects import Subject
from worksheets.content.workshop import Handout
from worksheets.drawing.sheets import Job, Sheet, Side
from worksheets.geometry import Size
from worksheets.press.jobs import Press, produce
from worksheets.press.names import FileNames, ascii_slug, changed_file, slug
from worksheets.problems import Problem, Problems, Undoable


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Engels", "engels"),
        ("Project duurzaam bouwen", "project-duurzaam-bouwen"),
        ("Coördinatie & Zorg", "coordinatie-zorg"),
        ("a/b", "a-b"),
        ("../../etc/x", "etc-x"),  # no way out of the folder
        ("con", "con"),  # a device on Windows, but the file is cirkels-con
        ("Duits...", "duits"),
        ("C:\\temp", "c-temp"),
        ("ß", "ss"),
        ("Ελληνικά", "ελληνικα"),
        ("...", ""),
        ("😀", ""),
        ("x" * 200, "x" * 80),  # file systems allow 255 bytes
    ],
)
def test_slugs(name: str, expected: str) -> None:
    """A file's name has lower-case letters, digits and hyphens."""
    assert expected == slug(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Zorg en welzijn", "zorg-en-welzijn"), ("日本", ""), ("Mijn Ελ 2", "mijn-2")],
)
def test_a_workshop_id_is_ascii(name: str, expected: str) -> None:
    """It must pass the model's own rule."""
    assert expected == ascii_slug(name)


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (("Engels", "engels!"), ("cirkels-engels", "cirkels-engels-20cb")),
        (("C#", "C++"), ("cirkels-c", "cirkels-c-cedb")),
        (("NT2", "NT2 +"), ("cirkels-nt2", "cirkels-nt2-65db")),
        (("Мой", "Мои"), ("cirkels-мои-3c29", "cirkels-мои")),
        (("Ëngels", "Engels"), ("cirkels-engels-444f", "cirkels-engels")),
        (("Vakken",), ("cirkels-vakken-73f2",)),  # a handout has that name
        (("!!!",), ("cirkels-e84c",)),
    ],
)
def test_two_outputs_never_share_a_name(
    workshop: Workshop, names: tuple[str, ...], files: tuple[str, ...]
) -> None:
    """A suffix tells them apart, the same one in any order, and when only one is asked for."""
    for order in (names, names[::-1]):
        several = workshop.subjects(*order).press()
        handout = next(handout for handout in several.handouts if handout.per_subject)
        by_name = dict(zip(names, files, strict=True))
        assert [by_name[name] for name in order] == [
            several.file_names.file(handout, subject) for subject in several.subjects
        ]
    (alone,) = workshop.press(subjects=names[-1:]).subject_jobs(handout)
    assert files[-1] == alone.name


SIGNS = st.text(st.sampled_from("aAbé#+!- й日"), min_size=1, max_size=6).filter(str.strip)
HANDOUTS = (
    Handout(id="cirkels", title="x", per_subject="cirkels"),
    Handout(id="cirkels-a", title="x", per_subject="cirkels-a"),
)


@given(st.lists(SIGNS, min_size=1, max_size=12, unique_by=str.casefold), st.randoms())
def test_any_subjects_have_files_of_their_own(names: list[str], random: Random) -> None:
    """All different, in any order the same, and never that of a handout or the kit."""
    subjects = [Subject(name=name) for name in names]
    own = FileNames(HANDOUTS, subjects)
    files = [own.file(handout, subject) for handout in HANDOUTS for subject in subjects]
    assert len({*files, "kit", *(handout.id for handout in HANDOUTS)}) == len(files) + 3
    assert len({own.slug(subject) for subject in subjects}) == len(names)
    shuffled = random.sample(subjects, len(subjects))
    again = FileNames(HANDOUTS, shuffled)
    assert files == [again.file(handout, subject) for handout in HANDOUTS for subject in subjects]


SHEET = Sheet(Side(Size(210, 297), ()))
NUMBERED = st.text(st.sampled_from("a1 -"), min_size=1, max_size=6).filter(str.strip)


@given(
    st.lists(NUMBERED, max_size=8, unique_by=str.casefold),
    st.lists(st.from_regex("(cirkels|kit)(-[012a]){1,2}", fullmatch=True), max_size=5, unique=True),
    st.data(),
)
def test_no_file_of_a_side_has_the_name_of_another(
    names: list[str], ids: list[str], data: st.DataObject
) -> None:
    """However many sides each output has: `cirkels` with two, and `cirkels-1` with one."""
    handouts = [Handout(id="cirkels", title="x", per_subject="cirkels")]
    handouts += [Handout(id=name, title="x") for name in ids]
    subjects = [Subject(name=name) for name in names]
    own = FileNames(handouts, subjects)
    outputs = ["kit", *(handout.id for handout in handouts)]
    outputs += [own.file(handouts[0], subject) for subject in subjects]
    files: list[str] = []
    for name in outputs:
        sides = data.draw(st.sampled_from([1, 2, 12]))
        sheets = (SHEET,) * sides
        job = Job(name, "x", sheets, before_side=own.before_side(name))
        files += writers.names(job, "svg")
    assert len(files) == len(set(files))


def test_sides_are_numbered_as_ever_where_no_name_is_alike(workshop: Workshop) -> None:
    """Two hyphens only where a subject or handout is called as a side is."""
    workshop.subjects("Engels", "Engels 1")
    press = workshop.press()
    handout = next(handout for handout in press.handouts if handout.per_subject)
    jobs = {job.name: job for job in press.subject_jobs(handout)}
    assert ["--", "-"] == [jobs[f"cirkels-{n}"].before_side for n in ("engels", "engels-1")]
    assert "-" == press.job(press.handout("kwadrant")).before_side
    assert ["--", "--"] == [press.file_names.before_side(changed_file(n)) for n in ("", "1")]


@pytest.mark.parametrize("letter", ["x", "é", "日", "\U00020000"])
def test_a_very_long_name_is_a_name_of_a_file(letter: str) -> None:
    """File systems allow 255 bytes, with what comes before and after it."""
    subjects = [Subject(name=letter * 199 + end) for end in "ab"]
    own = FileNames(HANDOUTS, subjects)
    files = {own.file(HANDOUTS[1], subject) for subject in subjects}
    assert 2 == len(files) and all(len(file.encode()) < 220 for file in files)


@pytest.mark.parametrize(
    ("name", "owner"), [("kit", "the kit"), ("kit-changed", "what changed of the kit")]
)
def test_a_handout_cannot_be_called_as_the_kit_is(
    workshop: Workshop, name: str, owner: str
) -> None:
    """kit.pdf is the file with all of them, kit-changed.pdf that with what is printed again."""
    workshop.change("workshop.yaml", "id: vakcirkels", f"id: {name}")
    with pytest.raises(Problems, match=rf"workshop.yaml:\d+:.*{name}.pdf, as {owner} is"):
        workshop.press()


def test_a_subject_of_the_command_line_is_named_so() -> None:
    """Its problems have no line in a file."""
    gpo = press(subjects=("日本",))
    with pytest.raises(Problem, match="--subject: no font has '日'") as raised:
        gpo.job(gpo.handout("cirkels-vakken"))
    assert "U+65E5" in raised.value.message


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (("engels",), ["Engels"]),  # as the content spells it
        (("EN",), ["Engels"]),  # by its code
        (("  Project   bouwen ",), ["Project bouwen"]),
        (("Rekenen", "Engels", "rekenen"), ["Rekenen", "Engels"]),
        ((), ["Nederlands", "Engels", "Rekenen"]),
    ],
)
def test_subjects_are_chosen(wanted: tuple[str, ...], expected: list[str]) -> None:
    """By name or code, in the order asked, each once."""
    assert expected == [subject.name for subject in press(subjects=wanted).subjects][:3]


def test_an_empty_subject_is_refused() -> None:
    """It would be a circle without a word."""
    with pytest.raises(Undoable, match="needs a name"):
        press(subjects=(" ",))


def test_an_unknown_handout_has_a_near_name(gpo: Press) -> None:
    """Names are easily mistyped."""
    with pytest.raises(Undoable, match="there is no handout 'kwadrnt'") as raised:
        gpo.handout("kwadrnt")
    assert "kwadrant" in raised.value.hint


def test_jobs_have_names_titles_and_sections(gpo: Press) -> None:
    """The kit's sections are the handouts, and the subjects below theirs."""
    assert ("kit", "Gepersonaliseerd onderwijs") == (gpo.kit().name, gpo.kit().title)
    sections = gpo.kit().bookmarks
    expected = [handout.title for handout in gpo.handouts if handout.kit]
    assert expected == [section.title for section in sections if not section.level]
    below = [section.title for section in sections if section.level]
    assert [subject.name for subject in gpo.subjects] == below[:7] and 11 == len(below)
    (engels,) = [
        job
        for job in gpo.subject_jobs(gpo.handout("cirkels-vakken"))
        if job.name == "cirkels-engels"
    ]
    assert "Cirkels per vak: Engels – Gepersonaliseerd onderwijs" == engels.title
    assert [("Cirkels per vak: Engels", 0, 0)] == [
        (section.title, section.sheet, section.level) for section in engels.bookmarks
    ]


def test_a_workshop_may_have_no_subjects(workshop: Workshop) -> None:
    """Then nothing is made per subject, and the kit is shorter."""
    (workshop.folder / "subjects.yaml").write_text("kinds: {vak: vak}\nsubjects: []\n")
    press = workshop.press()
    parts = [part for handout in press.handouts if handout.kit for part in press.sections(handout)]
    assert len(press.kit().sheets) == sum(len(part.sheets) for part in parts)
    assert [] == list(press.subject_jobs(press.handout("cirkels-vakken")))


@pytest.mark.parametrize("format", ["pdf", "svg", "png", "outline"])
def test_equal_content_gives_equal_bytes(format: str) -> None:
    """Two presses that share nothing make the same files."""
    once, again = (
        produce(gpo.job(gpo.handout("kwadrant")), format, gpo.fonts) for gpo in (press(), press())
    )
    assert once == again


def test_content_may_lie_anywhere(workshop: Workshop) -> None:
    """The folder's name is in messages, never on a sheet."""
    original, copy = press(GPO), press(workshop.folder)
    name = "kwadrant"
    assert produce(original.job(original.handout(name)), "pdf", original.fonts) == produce(
        copy.job(copy.handout(name)), "pdf", copy.fonts
    )


@pytest.mark.slow
def test_a_thousand_subjects_are_printed(workshop: Workshop) -> None:
    """Two sheets each."""
    names = [f"Vak {n}" for n in range(1000)]
    press = workshop.subjects(*names).press()
    job = press.job(press.handout("cirkels-vakken"))
    assert 2000 == len(job.sheets)
    ((_, data),) = produce(job, "pdf", press.fonts)
    assert 2000 == len(PdfReader(BytesIO(data)).pages)


def test_three_hundred_aspects_are_printed(workshop: Workshop) -> None:
    """Sets larger than a sheet run on over many."""
    rows = "".join(
        f"  - {{id: a-{n}, axis: {axis}, label: aspect {n}, question: 'wat?'}}\n"
        for n, axis in enumerate(("vertical", *["horizontal"] * 299))
    )
    text = (workshop.folder / "aspects.yaml").read_text(encoding="utf-8")
    sets = text[text.index("\nsets:") :]
    (workshop.folder / "aspects.yaml").write_text(f"aspects:\n{rows}{sets}", encoding="utf-8")
    (workshop.folder / "examples.yaml").unlink()
    press = workshop.press()
    job = press.job(press.handout("cirkels"))
    circles = sum(
        placement.page.round for sheet in job.sheets for placement in sheet.front.placements
    )
    assert 2 * 302 == circles


def test_nothing_is_written_by_producing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The press makes bytes; the command line writes them."""
    monkeypatch.chdir(tmp_path)
    gpo = press()
    produce(gpo.job(gpo.handout("kwadrant")), "pdf", gpo.fonts)
    assert [] == list(tmp_path.iterdir())
