"""Words of the content are filled in."""

from __future__ import annotations

import pytest

from worksheets.wording import fill


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("page {page} of {pages}", "page 1 of {page}"),  # what is filled in is not looked at again
        ("{page}{page}", "11"),
        ("{other} { page} {} {page", "{other} { page} {} {page"),  # no name, or none that is known
        ("", ""),
    ],
)
def test_names_are_filled_in(text: str, filled: str) -> None:
    """Each by its value, all at once; what has no value stays as it is."""
    assert filled == fill(text, page=1, pages="{page}", text="a value may be called so")


def test_a_text_without_names_is_itself() -> None:
    """It is the very same object, by which its place in the content is known."""
    text = "".join(["no", " names"])
    assert fill(text, page=1) is text
