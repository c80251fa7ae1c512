"""Write the README's table of circles per sheet: `python docs/packing.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from worksheets.handouts.circles import numbers
from worksheets.imposition import circle_packing
from worksheets.marks.foot import area
from worksheets.paper import PAPERS

DIAMETERS = (25, 32, 38, 45, 51, 63.5, 76)
BEGIN, END = "<!-- circles per sheet: made by docs/packing.py -->", "<!-- end of the table -->"


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


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    block = f"{BEGIN}\n{table()}\n{END}"
    shown = re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: block, text, flags=re.S)
    readme.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
