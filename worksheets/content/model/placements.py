"""A team's own placements: a file beside the workshop, for `worksheets result`."""
# No `from __future__ import annotations`: msgspec would evaluate each annotation again at import.

from typing import Annotated

from msgspec import Meta, Struct

from worksheets.content.model.examples import Placements, SubjectPlacements
from worksheets.reading.fields import Text


class Placed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where one person or one team laid its circles."""

    name: Annotated[Text, Meta(max_length=80, description="Who laid these circles.")]
    initials: Annotated[
        str, Meta(max_length=3, description="At most 3 letters; empty: taken from the name.")
    ] = ""
    placements: Placements
    subjects: Annotated[
        tuple[SubjectPlacements, ...],
        Meta(description="Extra circles, for subjects that lie elsewhere."),
    ] = ()


class Result(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was laid on the quadrant, by one team or by several people."""

    title: Annotated[Text, Meta(description="Title of the sheet; the file is named after it.")]
    team: Annotated[str, Meta(description="Of which team it is.")] = ""
    date: Annotated[str, Meta(description="When the circles were laid, as it is printed.")] = ""
    note: Annotated[str, Meta(description="What was noticed, printed on the sheet.")] = ""
    placed: Annotated[
        tuple[Placed, ...],
        Meta(min_length=1, max_length=60, description="Who laid what: one team, or several."),
    ]
