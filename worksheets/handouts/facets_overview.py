"""All fields of the quadrant side by side: nothing is left to compute."""

from worksheets.handouts.facets import NEEDS, values

__all__ = ["NEEDS", "values"]
