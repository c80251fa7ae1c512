"""Words of the content with room for what is only known when sheets are made: "page {page}"."""

from __future__ import annotations

import re

NAME = re.compile(r"\{(\w+)\}")


def fill(text: str, /, **values: object) -> str:
    """Return a text with its names between { } filled in; a name without a value stays.

    What is filled in is not looked at again: a subject may be called {page}. A text without names
    is returned itself, and so keeps its place in the content.
    """
    if "{" not in text:
        return text
    return NAME.sub(lambda match: str(values.get(match[1], match[0])), text)
