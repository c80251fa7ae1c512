"""The same files with Typst, from the .typ sources beside this file.

python typesetter.py quadrant|circles|timeline|kit|subjects|subject-files FOLDER [COUNT]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import names
import typst

HERE = Path(__file__).parent
FILES = {"quadrant": "kwadrant", "circles": "cirkels", "timeline": "tijdlijn"}


class Typst:
    """One compiler with the handouts' fonts and no others."""

    def __init__(self, folder: Path):
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[HERE.parent / "templates" / "fonts"],
        )
        self.folder = folder
        self.compiler = typst.Compiler(str(HERE / "main.typ"), root=HERE.parent, font_paths=fonts)

    def write(self, file: str, job: str, subjects: list[names.Subject]) -> None:
        self.compiler.compile(
            output=str(self.folder / f"{file}.pdf"),
            sys_inputs={"job": job, "subjects": json.dumps(subjects)},
            pdf_tags=False,  # marks only, as the others
        )

    def subject_files(self, subjects: list[names.Subject]) -> None:
        for subject in subjects:
            name = f"cirkels-{subject[0].casefold().replace(' ', '-')}"
            self.write(name, "subjects", [subject])

    def kit(self) -> None:
        self.write("kit", "kit", names.SCHOOL)
        for job, file in FILES.items():
            self.write(file, job, [])
        self.write("cirkels-vakken", "subjects", names.SCHOOL)
        self.subject_files(names.SCHOOL)


if __name__ == "__main__":
    job, folder, *count = sys.argv[1:]
    compiler = Typst(Path(folder))
    if job == "kit":
        compiler.kit()
    elif job == "subjects":
        compiler.write("cirkels-vakken", job, names.subjects(int(*count)))
    elif job == "subject-files":
        compiler.subject_files(names.subjects(int(*count)))
    else:
        compiler.write(FILES[job], job, [])
