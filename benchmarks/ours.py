"""The press itself on the circles of many subjects, without the command line around it.

python ours.py subjects|subject-files FOLDER CONTENT
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from worksheets import content
from worksheets.assets import Assets
from worksheets.disk import Pictures, read_folder
from worksheets.press import Press, produce

HANDOUT = "cirkels-vakken"


def main(job: str, folder: Path, source: Path) -> None:
    read = content.load(read_folder(source), source.as_posix())
    press = Press(read, Assets(), picture=Pictures(source))
    handout = press.handout(HANDOUT)
    jobs = [press.job(handout)] if job == "subjects" else press.subject_jobs(handout)
    for one in jobs:
        for name, data in produce(one, "pdf", press.fonts):
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
