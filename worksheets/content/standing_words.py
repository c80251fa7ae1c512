"""The standing words on the sheets, and the placeholders that they must have."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from worksheets.choices import Per
from worksheets.content.agreement import Fault, Path, placeholders
from worksheets.problems import Problem
from worksheets.reading.fields import Text


class TileWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words on the parts of a page that is printed on smaller paper and joined."""

    title: Annotated[Text, Meta(description="Title of the sheet that tells how; has {title}.")]
    below: Annotated[
        Text,
        Meta(description="How many sheets there are; has {parts}, {paper}, {rows} and {columns}."),
    ]
    steps: Annotated[
        tuple[Text, ...], Meta(min_length=1, max_length=8, description="What to do, in order.")
    ]
    part: Annotated[
        Text, Meta(description="Which part it is; has {part}, {parts}, {row} and {column}.")
    ]
    place: Annotated[Text, Meta(description="The place of a part; has {row} and {column}.")]
    empty: Annotated[Text, Meta(description="Which places have no sheet; holds {places}.")]
    nothing: Annotated[Text, Meta(description="In the picture, where there is no sheet.")]
    cut: Annotated[Text, Meta(description="Beside a line to cut along; has {part}.")]
    glue: Annotated[
        Text,
        Meta(
            description="On a strip to be glued; has {part}, and {next}: the part that comes there."
        ),
    ]


class LabelWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words on the page before labels, which is printed on paper and held against them."""

    title: Annotated[Text, Meta(description="Title of the page; has {title}.")]
    below: Annotated[
        Text, Meta(description="Which sheets; has {sheet}, {size}, {count} and {paper}.")
    ]
    steps: Annotated[
        tuple[Text, ...], Meta(min_length=1, max_length=5, description="What to do, in order.")
    ]


class PrintedWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words that tell what must be printed again."""

    title: Annotated[Text, Meta(description="Title of the file with what is printed again.")]
    new: Annotated[Text, Meta(description="Above pages that were not there before.")]
    changed: Annotated[Text, Meta(description="Above pages that are to be replaced.")]
    withdrawn: Annotated[Text, Meta(description="Above pages to take out of the box.")]
    unchanged: Annotated[Text, Meta(description="Before the number of pages that may stay.")]
    nothing: Annotated[Text, Meta(description="When nothing is to be printed or taken out.")]
    text: Annotated[Text, Meta(description="When words of a page changed.")]
    layout: Annotated[Text, Meta(description="When words stand elsewhere, or in other letters.")]
    drawing: Annotated[Text, Meta(description="When what is drawn changed.")]
    colour: Annotated[Text, Meta(description="When colours changed.")]
    size: Annotated[Text, Meta(description="When its size changed; holds {from} and {to}, in mm.")]
    everything: Annotated[Text, Meta(description="When all pages changed in the same way.")]
    circles: Annotated[Text, Meta(description="When all circles did.")]
    cards: Annotated[Text, Meta(description="When all cards and notes did.")]
    sheets: Annotated[Text, Meta(description="When all sheets did.")]


class Words(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The standing words on the sheets; names between { } are filled in while printing."""

    page: Annotated[Text, Meta(description="Page number; holds {page} and {pages}.")]
    per: Annotated[
        dict[Per, str], Meta(description="For whom a sheet is, at the right of its band.")
    ] = {}
    derived_all: Annotated[
        str, Meta(description="At the foot of a sheet whose words the source does not have.")
    ] = ""
    version: Annotated[Text, Meta(description="Which version this is; holds {version}.")]
    true_size: Annotated[Text, Meta(description="Advice to print at 100 %, without scaling.")]
    ruler: Annotated[Text, Meta(description="The text at the ruler of 100 mm.")]
    derived: Annotated[Text, Meta(description="Mark at words that the source does not have.")]
    copies: Annotated[Text, Meta(description="How many sets a sheet holds; has {copies}.")]
    source: Annotated[Text, Meta(description="Where facts come from; holds {source}.")]
    logo: Annotated[Text, Meta(description="The logo read aloud; holds {organisation}.")]
    logo_alone: Annotated[
        Text, Meta(description="The logo read aloud where no organisation is given.")
    ] = "logo"
    reduced: Annotated[
        str, Meta(description="On sheets with pages made smaller (--nup); holds {percent}.")
    ] = ""
    tiles: Annotated[
        TileWords | None, Meta(description="Words on the parts of a large page (--tile).")
    ] = None
    labels: Annotated[
        LabelWords | None, Meta(description="Words on the page before sheets of labels.")
    ] = None
    printed: Annotated[
        PrintedWords | None, Meta(description="Words that tell what must be printed again.")
    ] = None


# -- what must agree ------------------------------------------------------------------------------

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "page": ("page", "pages"),
    "version": ("version",),
    "copies": ("copies",),
    "source": ("source",),
    "logo": ("organisation",),
    "reduced": ("percent",),
    "tiles.title": ("title",),
    "tiles.below": ("parts", "paper", "rows", "columns"),
    "tiles.part": ("part", "parts", "row", "column"),
    "tiles.place": ("row", "column"),
    "tiles.empty": ("places",),
    "labels.title": ("title",),
    "labels.below": ("sheet", "size", "count", "paper"),
    "printed.size": ("from", "to"),
    "tiles.cut": ("part",),
    "tiles.glue": ("part", "next"),
}


def placeholder_problems(fault: Fault, words: Struct, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders in words and in their parts ("tiles.part")."""
    for name in words.__struct_fields__:
        value, inner = getattr(words, name), (*path, name)
        if not value:  # what only an option needs may be left out
            continue
        if isinstance(value, Struct):
            yield from placeholder_problems(fault, value, inner)
            continue
        wanted = PLACEHOLDERS.get(".".join(map(str, inner[1:])), ())
        if isinstance(value, str):
            yield from placeholders(fault, "workshop", inner, value, wanted)
        else:
            for n, text in enumerate(value):
                yield from placeholders(fault, "workshop", (*inner, n), text, wanted)
