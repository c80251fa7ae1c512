"""Paper that is too small for a handout is told where it was chosen, never at a template."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import Workshop, press

from worksheets.press.jobs import Press
from worksheets.problems import Problem, Problems

HANDOUTS = [handout.id for handout in press().handouts]


@cache
def on_paper(paper: str) -> Press:
    return press(paper=paper)


def problems_of(name: str, opened: Press) -> list[Problem]:
    """What is wrong with a handout, if something is."""
    try:
        opened.sections(opened.handout(name))
    except Problems as problems:
        return list(problems.problems)
    except Problem as problem:
        return [problem]
    return []


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A6", "A5", "100x100", "60x400"])
@pytest.mark.parametrize("name", HANDOUTS)
def test_no_template_is_blamed_for_small_paper(name: str, paper: str) -> None:
    """At the option, or at the words that do not fit."""
    for problem in problems_of(name, on_paper(paper)):
        assert problem.at.file
        assert not problem.at.file.endswith(".xml"), str(problem)


def test_it_is_told_at_the_paper_that_the_content_names(workshop: Workshop) -> None:
    """With its line, and what there was no room for."""
    path = workshop.folder / "workshop.yaml"
    before, after = path.read_text(encoding="utf-8").split("  - id: kwadrant\n")
    after = after.replace("paper: A3", "paper: A6", 1)
    path.write_text(f"{before}  - id: kwadrant\n{after}", encoding="utf-8")
    (problem,) = problems_of("kwadrant", workshop.press())
    assert "kwadrant has no room on paper of A6" == problem.message
    text = (workshop.folder / "workshop.yaml").read_text(encoding="utf-8").splitlines()
    assert problem.at.file.endswith("workshop.yaml")
    assert "paper: A6" in text[problem.at.line - 1]
    assert "choose larger paper" == problem.hint


def test_a_template_that_is_wrong_is_told_at_its_line(templates: Path) -> None:
    """On paper that templates are drawn for, a negative height is a slip of the template."""
    path = templates / "quadrant.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</page>", '<rect width="1" height="-1"/></page>', 1), "utf-8")
    opened = press(templates=templates)
    with pytest.raises(Problem, match="has a negative height") as raised:
        opened.sections(opened.handout("kwadrant"))
    assert raised.value.at.file.endswith("quadrant.xml")
