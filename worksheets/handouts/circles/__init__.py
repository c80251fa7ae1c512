"""Circles to cut out: which there are, where they lie, what is on their backs."""

from worksheets.handouts.circles.deck import NAME_PLACE, NEEDS, sheets

__all__ = ["NAME_PLACE", "NEEDS", "sheets"]
