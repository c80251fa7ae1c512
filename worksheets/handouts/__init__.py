"""The handouts: a module for each template, found by its name."""
