"""Write the tables of circles per sheet and of sheets of labels: `python docs/packing.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from worksheets.handouts.circles import numbers
from worksheets.imposition import circle_packing
from worksheets.label_sheets import SHEETS
from worksheets.marks.foot import area
from worksheets.paper import PAPERS

DIAMETERS = (25, 32, 38, 45, 51, 63.5, 76)
BEGIN, END = "<!-- circles per sheet: made by docs/packing.py -->", "<!-- end of the table -->"
LABELS = "<!-- sheets of labels: made by docs/packing.py -->", "<!-- end of the sheets -->"


def table() -> str:
    """Return the rows: a paper each, with how many circles of each diameter it holds."""
    rows = [["mm", *(f"{diameter:g}" for diameter in DIAMETERS)]]
    for name, size in PAPERS.items():
        room = numbers.room(area(size, ruled=True))
        counts = [len(circle_packing.circles(room, diameter)) for diameter in DIAMETERS]
        rows.append([name, *map(str, counts)])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" + "|--:" * len(DIAMETERS) + "|")
    return "\n".join(lines)


def label_table() -> str:
    """Return the rows: a sheet of labels each."""
    lines = ["| sheet | same places | labels | on a sheet |", "|---|---|---|--:|"]
    for sheet in SHEETS:
        shape = "round, " if sheet.round else ""
        paper = "" if sheet.on == "A4" else f", {sheet.on}"
        cells = (sheet.name, ", ".join(sheet.also), f"{shape}{sheet.measure}{paper}")
        lines.append(f"| {' | '.join(cells)} | {len(sheet.labels)} |")
    return "\n".join(lines)


def write(file: Path, begin: str, end: str, rows: str) -> None:
    """Replace what stands between two remarks of a file."""
    text = file.read_text(encoding="utf-8")
    block = f"{begin}\n{rows}\n{end}"
    shown = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: block, text, flags=re.S)
    file.write_text(shown, encoding="utf-8")


def main() -> None:
    write(ROOT / "README.md", BEGIN, END, table())
    write(ROOT / "docs" / "print-and-cut.md", *LABELS, label_table())


if __name__ == "__main__":
    main()
