"""Build the worksheets: `python build.py --help`."""

import os
import sys

OLDEST = (3, 11)
WINDOWS = os.name == "nt"
PYTHON = r".venv\Scripts\python" if WINDOWS else ".venv/bin/python"


def refused(fact: str) -> None:
    """Say how to start, and stop. This file is read by any Python, also one that is too old."""
    arguments = "".join(" " + name for name in sys.argv[1:])
    make = ["py" if WINDOWS else "python3", "-m", "venv", ".venv"]
    lines = [
        "error: " + fact,
        "  hint: in the folder of build.py, once:",
        "    " + " ".join(make),
        "    " + PYTHON + " -m pip install .",
        "  and then:",
        "    " + PYTHON + " build.py" + arguments,
    ]
    sys.stderr.write("\n".join(lines) + "\n")
    sys.exit(2)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        refused("Python 3.11 or newer is needed; this is {}.{}".format(*sys.version_info))
    try:
        from worksheets.cli.main import start

        start()
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("worksheets"):
            raise
        refused(f"this Python does not have the package {missing.name}")
