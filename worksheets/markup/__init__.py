"""Templates to pages: rendered by Jinja, read as a closed language of elements."""
