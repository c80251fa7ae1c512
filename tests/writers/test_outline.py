"""The drawings are those of tests/outlines/*.txt: readable, in mm.

A change of a template, of content or of typesetting shows here as a difference of lines. Look at
each of them (and at the PDF) and when they are meant:
`pytest tests/writers/test_outline.py --update`.
"""

import pytest
from conftest import ROOT

from worksheets.press.jobs import Press, produce

FOLDER = ROOT / "tests" / "outlines"


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
def test_the_drawing_is_as_it_was(gpo: Press, name: str, request: pytest.FixtureRequest) -> None:
    """Line for line."""
    jobs = [gpo.job(handout) for handout in gpo.handouts]
    jobs += gpo.subject_jobs(gpo.handout("cirkels-vakken"))
    (job,) = [job for job in jobs if job.name == name]
    ((file, data),) = produce(job, "outline", gpo.fonts)
    expected = FOLDER / file
    if request.config.getoption("--update"):
        FOLDER.mkdir(exist_ok=True)
        expected.write_bytes(data)
    assert expected.read_text(encoding="utf-8").splitlines() == data.decode().splitlines()


def test_an_outline_tells_a_drawing_once(gpo: Press) -> None:
    """What is placed again is named, so that the text stays short."""
    ((_, data),) = produce(gpo.job(gpo.handout("cirkels")), "outline", gpo.fonts)
    lines = data.decode().splitlines()
    assert 1 == sum(line.lstrip().startswith("page nu-waar diameter 38") for line in lines)
    assert 2 == sum(line.endswith("page nu-waar again") for line in lines)
    assert len(data) < 100_000
