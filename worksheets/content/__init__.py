"""Content: what a workshop says, read from YAML, checked, and marked with where it was written."""

from worksheets.content.model import FILES, Content
from worksheets.content.validation import load

__all__ = ["FILES", "Content", "load"]
