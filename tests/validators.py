"""The validators of PDF/UA-1 and PDF/A-2a: page-validation, in milliseconds, and veraPDF (Java)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pytest
from conftest import ROOT

PROFILES = ("ua1", "2a")


def faults(path: Path, profile: str) -> set[str]:
    """The rules of a profile that page-validation finds broken."""
    return {failure.rule_id for failure in page.validate_pdf(path, profile=profile).failures}


def vera() -> str | None:
    """The command that runs veraPDF, or None; testing never sets it up by the way."""
    if command := os.environ.get("VERAPDF"):
        return command
    command = ROOT.parent / "shared" / "tools" / "verapdf"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verapdf"
    ready = shutil.which("java") and (cache / "Vera.class").exists()
    return str(command) if command.exists() and ready else None


def vera_faults(files: list[Path]) -> dict[tuple[str, str], set[str]]:
    """The clauses that veraPDF finds broken, by profile and file; one call for all files."""
    command = vera()
    assert command
    done = subprocess.run(
        [command, ",".join(PROFILES), *files], capture_output=True, text=True, check=False
    )
    failures: dict[tuple[str, str], set[str]] = {}
    clauses: set[str] = set()
    for line in done.stdout.splitlines():
        if verdict := re.match(r"(PASS|FAIL) (\S+) (.+\.pdf) checks=", line):
            clauses = failures[verdict[2], Path(verdict[3]).stem] = set()
        elif clause := re.match(r"   (\S+) x\d+:", line):
            clauses.add(clause[1])
        else:
            raise AssertionError(line + done.stderr)
    assert len(PROFILES) * len(files) == len(failures), done.stdout + done.stderr
    return failures


def with_vera(test: Callable[..., None]) -> Any:
    skip = pytest.mark.skipif(
        not vera(),
        reason="veraPDF is not set up: run ../shared/tools/verapdf once, or set VERAPDF",
    )
    return pytest.mark.verapdf(skip(test))
