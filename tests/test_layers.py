"""The modules lie in layers: imports only point down, and each dependency has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "worksheets"

# From the top; the numbers are those of the steps in README.md. A module may import from lower
# layers, and within its own folder.
LAYERS = (
    "build __main__",
    "cli",
    "production reprint",
    "press",
    "prepress handouts",
    "composer",
    "options writers",  # 6
    "marks",
    "imposition",  # 5
    "markup",  # 2 and 3
    "typesetting layout",  # 4
    "drawing",
    "imported",
    "theme fonts content printers",  # 1
    "label_sheets",
    "reading paper",
    "geometry",
    "installed",
    "problems choices bounded wording",
)
HEIGHTS = {name: height for height, row in enumerate(reversed(LAYERS)) for name in row.split()}

# Who may import what is not ours; a folder stands for all in it.
HOMES = {
    "reportlab": ("writers/pdf/objects.py",),  # its document is what ours is built on
    "jinja2": ("markup/render.py", "markup/unknown.py"),
    "markupsafe": ("markup/render.py",),
    "click": ("cli/",),
    "yaml": ("reading/",),
    "jsonschema": ("reading/",),
    "uharfbuzz": ("fonts/metrics.py", "writers/pdf/embedding.py", "writers/pdf/letters.py"),
    "pyphen": ("typesetting/hyphenation.py",),
    "babel": ("layout/dates.py",),
    "PIL": ("imported/pictures.py", "writers/pdf/images.py"),
    "pypdf": ("imported/",),
    "pypdfium2": ("writers/png.py", "imported/rendering.py"),
    "xml": ("markup/xml.py", "reading/tables/package.py"),
    "icalendar": ("content/calendars.py",),
    "dateutil": ("content/calendars.py",),  # comes with it
    "ezdxf": ("writers/cut.py",),
    "msgspec": ("",),  # its Structs are our values: everywhere
}
MODULES = [ROOT / "build.py", *sorted(PACKAGE.rglob("*.py"))]


def path_of(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix() if PACKAGE in file.parents else file.name


def imports(tree: ast.AST, package: tuple[str, ...] = ()) -> Iterator[str]:
    """Every dotted name that a module imports, also inside functions and TYPE_CHECKING."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom():
                above = package[: len(package) - node.level + 1] if node.level else ()
                base = ".".join([*above, *([node.module] if node.module else [])])
                yield from (f"{base}.{name.name}" for name in node.names)
            case _:
                pass


def imports_of(file: Path) -> set[str]:
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    return set(imports(ast.parse(file.read_text(encoding="utf-8")), package))


def folder_of(name: str) -> str:
    """Our folder that a dotted name leads to: worksheets.content.files -> content."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in HEIGHTS else ""


def own_folder(file: Path) -> str:
    return path_of(file).split("/")[0].removesuffix(".py")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import yaml", {"yaml"}),
        ("from worksheets import theme, paper", {"worksheets.theme", "worksheets.paper"}),
        ("def f():\n  from worksheets.press import jobs", {"worksheets.press.jobs"}),
        ("if TYPE_CHECKING:\n  import uharfbuzz as hb", {"uharfbuzz"}),
        ("from .. import press", {"worksheets.press"}),
        ("from .pdf import write", {"worksheets.writers.pdf.write"}),
    ],
)
def test_every_way_to_import_is_seen(source: str, names: set[str]) -> None:
    """The check below overlooks none."""
    assert names == set(imports(ast.parse(source), ("worksheets", "writers")))


def test_every_module_has_a_layer() -> None:
    """A new module is given its layer, and one that was deleted is no longer listed."""
    folders = {own_folder(file) for file in MODULES} - {"__init__"}
    assert folders == set(HEIGHTS)


@pytest.mark.parametrize("file", MODULES, ids=path_of)
def test_imports_only_point_down(file: Path) -> None:
    """What is below never knows what is above; two in one layer do not know each other."""
    own = own_folder(file)
    # The public face of worksheets/__init__.py stands beside the command line.
    height = HEIGHTS.get(own, HEIGHTS["cli"])
    ours = {name for name in imports_of(file) if name.split(".")[0] == "worksheets"}
    folders = {folder_of(name) for name in ours} - {own, ""}
    assert [] == [name for name in sorted(folders) if HEIGHTS[name] >= height]


@pytest.mark.slow
@pytest.mark.parametrize("name", HOMES)
def test_each_dependency_has_one_home(name: str) -> None:
    """Trying another library is a change of one file; the home does use it."""
    users = {
        path_of(file)
        for file in MODULES
        if name in {imported.split(".")[0] for imported in imports_of(file)}
    }
    assert users
    assert [] == [user for user in sorted(users) if not user.startswith(HOMES[name])]


def test_no_other_dependency_is_imported() -> None:
    """What is imported is ours, Python's own, or has a home above."""
    known = {"worksheets", *HOMES, *sys.stdlib_module_names}
    packages = {name.split(".")[0] for file in MODULES for name in imports_of(file)}
    assert set() == packages - known


def test_json_of_msgspec_stays_where_content_is_read() -> None:
    """Schemas are the content's business; elsewhere msgspec only makes values."""
    users = {
        path_of(file) for file in MODULES if "msgspec.json" in file.read_text(encoding="utf-8")
    }
    assert {"reading/faults.py", "content/schema.py"} == users
