"""The packages of other makers that have a say in the bytes of a file, with their versions.

They are what pyproject.toml asks for, what that asks for in turn, and so on: a new version of any
of them may draw something otherwise. What only tests or measures the program is not among them.
Read from the files beside the installed packages (Core metadata specifications of PyPA), since
importlib.metadata takes as long as all else in a run that finds nothing to do.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path as File

PROJECT = "worksheets"
ALWAYS = ""  # the extra that stands for no extra
OURS = (ALWAYS, "fast")  # extras of the project that change what is made
# A name, the extras that are wanted of it, and the extra that it is wanted for. Other conditions
# (a version of Python, a system) need no look: what is not installed does not count.
REQUIREMENT = re.compile(
    r"""\s* ([A-Za-z0-9][\w.-]*) \s* (?:\[ ([^\]]*) \])?
        [^;]* (?: ; .*? extra \s* == \s* ["'] ([\w.-]+) )?""",
    re.VERBOSE,
)

FIELD = "Requires-Dist:"

Wanted = tuple[str, str]  # the name of a package, and an extra of it
Installed = dict[str, tuple[str, str]]  # by the name of a package: its version, and its METADATA


def versions() -> Iterator[str]:
    """Yield each package that counts and is installed, with its version."""
    installed = _installed()
    wanted: list[Wanted] = [(PROJECT, extra) for extra in OURS]
    seen = set(wanted)
    while wanted:
        package, extra = wanted.pop()
        if package in installed and package != PROJECT and extra == ALWAYS:
            yield f"{package} {installed[package][0]}"
        new = set(_required(package, extra, installed)) - seen
        seen |= new
        wanted += new


def _installed() -> Installed:
    """The version of each package and the file that describes it, as Python finds them."""
    installed: Installed = {}
    for place in sys.path:
        try:
            names = os.listdir(place)  # noqa: PTH208  # a name each is all that is needed
        except OSError:
            continue
        for name in names:
            package, dash, version = name.removesuffix(".dist-info").rpartition("-")
            if dash and name.endswith(".dist-info"):
                installed.setdefault(_plain(package), (version, f"{place}/{name}/METADATA"))
    return installed


def _required(package: str, extra: str, installed: Installed) -> Iterator[Wanted]:
    """What a package asks for with an extra."""
    for line in _requirements(package, installed):
        if extra == ALWAYS and "extra ==" in line:
            continue  # nearly all lines: no need to look any closer
        if (read := REQUIREMENT.match(line)) and _plain(read[3] or ALWAYS) == extra:
            name = _plain(read[1])
            yield name, ALWAYS
            yield from (
                (name, _plain(wanted)) for wanted in (read[2] or "").split(",") if wanted.strip()
            )


def _requirements(package: str, installed: Installed) -> Iterator[str]:
    """The lines in which a package says what it asks for."""
    if package in installed:
        try:
            with File(installed[package][1]).open(encoding="utf-8", errors="replace") as metadata:
                for line in metadata:
                    if line == "\n":  # what follows is a description
                        return
                    if line.startswith(FIELD):
                        yield line[len(FIELD) :]
        except OSError:
            return  # removed by half: then it is not there
    elif package == PROJECT:
        yield from _asked(File(__file__).parents[2] / "pyproject.toml")


def _asked(file: File) -> Iterator[str]:
    """What a checkout asks for that was never installed."""
    import tomllib

    if file.is_file():
        project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
        yield from project["dependencies"]
        for extra, lines in project["optional-dependencies"].items():
            yield from (f'{line}; extra == "{extra}"' for line in lines)


def _plain(name: str) -> str:
    """A name as all spellings of it are compared (PyPA, names and normalization)."""
    return name.strip().lower().replace("_", "-").replace(".", "-")
