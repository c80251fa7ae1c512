"""The workshops that come with the program: the English edition, and one of a different kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import GPO, ROOT, Cli, press
from readback import Pdf

from worksheets.choices import ActPicture, BoxDrawing, StepColour, TableDrawing, values_of
from worksheets.cli.common import shipped
from worksheets.content.files import Content
from worksheets.content.load import load
from worksheets.press.jobs import produce
from worksheets.production.disk import read_folder

ENGLISH = ROOT / "content" / "gpo-en"
MATRIX = ROOT / "content" / "eisenhower"
# Dutch words that stay as they are in English: names of works, people and places.
NAMES = (
    "Dimensies van gepersonaliseerd leren",
    "Handreiking gepersonaliseerd onderwijs",
    "Van Loon, Van der Neut, De Ries",
    "iXperium/HAN",
    "iXperium",
    "ROC van Twente",
)
# Written alike in both languages.
ALIKE = {
    "aspect",
    "coach",
    "curriculum",
    "min",
    "plan",
    "tips",
    "project",
    "school",
    "student",
    "team",
    "teams",
}


# Names of colours and drawings, which only the program reads.
DRAWN = tuple(
    name for kind in (StepColour, TableDrawing, ActPicture, BoxDrawing) for name in values_of(kind)
)


def texts(value: Any) -> Iterator[str]:
    """Every text in a file's data that people read: not ids, kinds and other names."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in CODES and (key not in NAMED or isinstance(part, str)):
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str) and value not in DRAWN:
        yield value


# Fields whose texts are names that only the program reads.
CODES = {
    *("id", "axis", "icon", "source", "summary_source", "text_source", "explanation_source"),
    *("place", "mark", "style", "kind", "language", "lane", "region", "template", "paper"),
    *("by", "orientation", "per", "per_subject", "of", "set", "logo", "start", "first", "last"),
    *("day", "shows", "code", "copies", "handout", "end", "page"),
    *("sources", "centre_of_gravity", "carry_over", "file", "spare_for", "spare_rounding"),
    *("role", "facet", "impact_source", "picture", "step", "aspect"),
}


# Of these, people read a text, but not a list or a set of keys.
NAMED = {"derived", "theme"}


def words(text: str) -> set[str]:
    for name in NAMES:
        text = text.replace(name, " ")
    return set(re.findall(r"[^\W\d_]{3,}", re.sub(r"\{.*?\}", " ", text).casefold()))


def read(folder: Path) -> Content:
    return load(read_folder(folder))


def pdfs(folder: Path, to: Path) -> Iterator[Pdf]:
    edition = press(folder)
    for handout in edition.handouts:
        ((name, data),) = produce(edition.job(handout), "pdf", edition.fonts)
        (to / name).write_bytes(data)
        yield Pdf(to / name)


def shape(value: Any, key: str = "") -> Any:
    """What must be the same in both languages: keys, lengths of lists, ids, dates, numbers."""
    if isinstance(value, dict):
        return {name: shape(part, name) for name, part in value.items() if name not in OWN}
    if isinstance(value, list):
        return [shape(part) for part in value]
    is_code = key in CODES - TRANSLATED and re.fullmatch(r"[\w.-]*", str(value))
    return value if is_code or not isinstance(value, str) else str


# What an edition has of its own: how its months are called, and codes of subjects.
OWN = frozenset({"month_names"})
TRANSLATED = frozenset(
    {"language", "code", "per_subject", "handout", "file", "page", "role", "facet"}
)


def parallel(file: str, data: Any) -> Any:
    """The shape of a file; workshops and their handouts have ids of their own."""
    if file == "workshop":
        data = {
            **data,
            "id": "",
            "handouts": [{**handout, "id": ""} for handout in data["handouts"]],
        }
    if file in ("holidays", "packing"):
        data = {name: part for name, part in data.items() if name != "source"}
    return shape(data)


def test_the_english_edition_has_what_the_dutch_one_has() -> None:
    """In each of its files the same ids, dates and numbers, as many of everything."""
    dutch, english = read(GPO), read(ENGLISH)
    assert english.files.keys() == dutch.files.keys()
    for file, document in english.files.items():
        assert parallel(file, dutch.files[file].data) == parallel(file, document.data), file


def test_the_english_edition_is_english() -> None:
    """It has its own language, and no text of it is one of the Dutch edition's."""
    dutch, english = read(GPO), read(ENGLISH)
    assert "en-GB" == english.workshop.language
    for file, document in english.files.items():
        ours = {text for text in texts(document.data) if len(words(text) - ALIKE) > 0}
        theirs = set(texts(dutch.files[file].data))
        assert set() == ours & theirs, file


@pytest.mark.slow
def test_no_dutch_is_left_on_the_english_sheets(tmp_path: Path) -> None:
    """No word of the Dutch edition that the English one does not have too."""
    dutch, english = read(GPO), read(ENGLISH)

    def known(edition: Content) -> set[str]:
        return {
            word
            for document in edition.files.values()
            for text in texts(document.data)
            for word in words(text)
        }

    only_dutch = known(dutch) - known(english) - ALIKE
    assert len(only_dutch) > 200
    for pdf in pdfs(ENGLISH, tmp_path):
        for number in range(pdf.pages):
            assert set() == words(pdf.text(number)) & only_dutch
        assert "en-GB" == pdf.reader.trailer["/Root"]["/Lang"]


def test_handouts_have_english_names() -> None:
    """None is called as one of the Dutch edition."""
    dutch, english = read(GPO).workshop.handouts, read(ENGLISH).workshop.handouts
    for name in ("id", "title"):
        assert not {getattr(handout, name) for handout in dutch} & {
            getattr(handout, name) for handout in english
        }


@pytest.mark.parametrize("name", shipped())
def test_each_may_be_copied(cli: Cli, tmp_path: Path, name: str) -> None:
    """`new DIR --from NAME`: it is good at once, under its own id."""
    assert 0 == cli("new", tmp_path / "nieuw", "--from", name).returncode
    assert 0 == cli("check", tmp_path / "nieuw").returncode
    assert 'id: "nieuw"' in (tmp_path / "nieuw" / "workshop.yaml").read_text(encoding="utf-8")


def test_what_does_not_come_with_the_program_cannot_be_copied(cli: Cli, tmp_path: Path) -> None:
    result = cli("new", tmp_path / "nieuw", "--from", "eisenhouwer")
    assert 2 == result.returncode and "did you mean 'eisenhower'?" in result.stderr
    assert ["gpo", "eisenhower", "gpo-en"] == shipped()


# -- a workshop of a different kind -------------------------------------------------------------


def test_a_workshop_of_another_kind_has_no_word_of_the_handreiking(tmp_path: Path) -> None:
    """Nothing of it is built into code or templates."""
    ours = (
        "gepersonaliseerd onderwijs student docent leerdoelen opleiding regie ambitie handreiking"
    )
    for pdf in pdfs(MATRIX, tmp_path):
        for number in range(pdf.pages):
            text = pdf.text(number).casefold()
            assert [] == [word for word in (*ours.split(), "ixperium") if word in text]


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_one_set_of_circles_or_three(tmp_path: Path, kept: int) -> None:
    """A sheet for each; the word of a set is on each of its circles."""
    files = read_folder(MATRIX)
    text = files["aspects.yaml"].decode("utf-8")
    starts = [match.start() for match in re.finditer(r"  - id: (?:ik|wij|zij)\n", text)]
    end = text.index("circle_name")
    starts.append(end)
    folder = tmp_path / "matrix"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    shorter = text[: starts[kept]] + text[end:]
    (folder / "aspects.yaml").write_text(shorter, encoding="utf-8")
    edition = press(folder)
    sheets = edition.job(edition.handout("cirkels")).sheets
    assert kept == len(sheets)
    ((name, data),) = produce(edition.job(edition.handout("cirkels")), "pdf", edition.fonts)
    (tmp_path / name).write_bytes(data)
    pdf = Pdf(tmp_path / name)
    for number, word in enumerate(("IK", "WIJ", "ZIJ")[:kept]):
        assert 3 * 24 + 1 == len(re.findall(rf"\b{word}\b", pdf.text(number)))
