"""Where templates and the default content are: in a checkout, or as installed."""

from __future__ import annotations

from pathlib import Path as File


def share(name: str) -> File:
    """Return a folder of a checkout, or the copy of it inside the installed package."""
    package = File(__file__).parent
    checkout = package.parent / name
    return checkout if (package.parent / "build.py").is_file() else package / "share" / name
