"""From the sheets of a handout to those that are printed: in tiles, smaller, trimmed, corrected."""
