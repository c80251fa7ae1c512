"""Circles to cut out: which there are, where they lie, what is on their backs."""
