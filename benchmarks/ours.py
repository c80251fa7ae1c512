"""The press itself on the circles of many subjects, without the command line around it.

python ours.py subjects|subject-files tagged|plain FOLDER CONTENT
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import worksheets
from worksheets.writers.pdf import write

HANDOUT = "cirkels-vakken"


def main(job: str, how: str, folder: Path, source: Path) -> None:
    gc.set_threshold(20_000, 50, 50)  # as the command line does
    press = worksheets.open(source)
    handout = press.handout(HANDOUT)
    jobs = [press.job(handout)] if job == "subjects" else press.subject_jobs(handout)
    for output in jobs:
        data = write.write(output, press.fonts, tagged=how == "tagged")
        (folder / f"{output.name}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    os._exit(0)  # as the command line does
